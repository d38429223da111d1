"""Ways in: passphrases, the computer's key store, practice; and what bars them."""

import json
import unicodedata

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from mortgage_collect.core.errors import NeedPassphrase, Trouble, UserError, WrongKey
from mortgage_collect.store.key_store import KeyStoreClosed, SystemKeyStore, system_key_store
from mortgage_collect.store.keys import (
    Cost,
    is_practice,
    keys_file,
    make_key,
    unlock,
)
from tests.stores import CHEAP, PASSPHRASE


class Held:
    """A key store that works."""

    def __init__(self):
        self.keys = {}

    def get(self, name):
        return self.keys.get(name)

    def put(self, name, key):
        self.keys[name] = key


class Locked:
    """Somebody closed its window instead of unlocking it."""

    def get(self, name):
        raise KeyStoreClosed("locked", details="dismissed")

    def put(self, name, key):
        raise KeyStoreClosed("locked", details="dismissed")


@pytest.fixture
def database(tmp_path):
    return tmp_path / "bank.db"


def test_a_passphrase_opens_what_it_closed(database):
    key = make_key(database, passphrase=PASSPHRASE, cost=CHEAP)

    assert unlock(database, passphrase=PASSPHRASE) == key
    assert len(key) == 32


def test_a_passphrase_costs_a_thief_64_mebibytes_a_guess(database):
    make_key(database, passphrase=PASSPHRASE)

    (slot,) = json.loads(keys_file(database).read_text(encoding="utf-8"))["slots"]
    assert slot["cost"] == [3, 65_536, 4]
    assert unlock(database, passphrase=PASSPHRASE)
    assert Cost() == Cost(3, 65_536, 4)


def test_a_wrong_passphrase_is_called_wrong(database):
    make_key(database, passphrase=PASSPHRASE, cost=CHEAP)

    with pytest.raises(WrongKey, match="passphrase is wrong"):
        unlock(database, passphrase="nobody guesses this two")


def test_it_does_not_matter_how_a_keyboard_makes_its_letters(database):
    composed = unicodedata.normalize("NFC", "Señora Peña walks")
    make_key(database, passphrase=composed, cost=CHEAP)

    assert unlock(database, passphrase=unicodedata.normalize("NFD", composed))


def test_a_short_passphrase_is_refused_before_anything_is_made(database):
    with pytest.raises(UserError, match="at least 12"):
        make_key(database, passphrase="elevenchars", cost=CHEAP)

    assert not keys_file(database).exists()


def test_without_any_way_in_nothing_is_made(database):
    with pytest.raises(NeedPassphrase, match="no key store"):
        make_key(database)

    assert not keys_file(database).exists()


def test_the_key_store_opens_without_a_question_and_the_passphrase_elsewhere(database):
    here = Held()
    key = make_key(database, passphrase=PASSPHRASE, key_store=here, cost=CHEAP)

    assert unlock(database, key_store=here) == key
    assert unlock(database, passphrase=PASSPHRASE) == key
    with pytest.raises(NeedPassphrase, match="does not have its key"):
        unlock(database, key_store=Held())


def test_the_key_file_holds_no_key(database):
    key = make_key(database, passphrase=PASSPHRASE, key_store=Held(), practice=True, cost=CHEAP)

    text = keys_file(database).read_text(encoding="utf-8")
    assert key.hex() not in text
    assert PASSPHRASE not in text


def test_a_key_kept_elsewhere_says_where_to_look(database):
    make_key(database, key_store=Held())

    with pytest.raises(Trouble, match="as the user it was made with"):
        unlock(database, key_store=Held())
    with pytest.raises(WrongKey, match="has no passphrase"):
        unlock(database, passphrase=PASSPHRASE)


def test_everybody_may_open_a_practice_bank(database):
    key = make_key(database, practice=True, cost=CHEAP)

    assert unlock(database) == key
    assert is_practice(database)


def test_a_real_bank_is_not_practice(database):
    assert not is_practice(database)
    make_key(database, passphrase=PASSPHRASE, cost=CHEAP)
    assert not is_practice(database)


def test_the_key_file_of_another_database_is_never_overwritten(database):
    make_key(database, passphrase=PASSPHRASE, cost=CHEAP)
    before = keys_file(database).read_bytes()

    with pytest.raises(UserError, match="key file of another database"):
        make_key(database, passphrase=PASSPHRASE, cost=CHEAP)

    assert keys_file(database).read_bytes() == before


# --- what bars the way --------------------------------------------------------------------------


def test_a_missing_key_file_is_called_missing(database):
    with pytest.raises(Trouble, match=r"key file bank.db.keys is missing .* Put it back"):
        unlock(database, passphrase=PASSPHRASE)


def test_a_key_file_damaged_anywhere_is_not_called_a_wrong_passphrase(database):
    make_key(database, passphrase=PASSPHRASE, cost=CHEAP)
    right = keys_file(database).read_bytes()

    for place in range(len(right)):
        if right[place : place + 1].isspace():
            continue
        keys_file(database).write_bytes(
            right[:place] + bytes([right[place] ^ 1]) + right[place + 1 :]
        )
        with pytest.raises(Trouble, match=r"damaged|newer version") as said:
            unlock(database, passphrase=PASSPHRASE)
        assert type(said.value) is Trouble


@pytest.mark.parametrize("garbled", [b"", b"\x00" * 200, b"\xff\xfe", b"[]", b"{}", b"null", b"3"])
def test_a_garbled_key_file_is_called_damaged(database, garbled):
    keys_file(database).write_bytes(garbled)

    with pytest.raises(Trouble, match=r"damaged .* backups folder"):
        unlock(database, passphrase=PASSPHRASE)


def test_a_locked_key_store_with_a_passphrase_asks_for_it(database):
    make_key(database, passphrase=PASSPHRASE, key_store=Held(), cost=CHEAP)

    with pytest.raises(NeedPassphrase, match="stayed locked"):
        unlock(database, key_store=Locked())
    assert unlock(database, passphrase=PASSPHRASE, key_store=Locked())


def test_a_locked_key_store_without_a_passphrase_is_said_to_be_locked(database):
    make_key(database, key_store=Held())

    with pytest.raises(KeyStoreClosed):
        unlock(database, key_store=Locked())


def test_a_key_store_locked_at_the_first_moment_leaves_no_key_file(database):
    with pytest.raises(KeyStoreClosed):
        make_key(database, key_store=Locked())

    assert not keys_file(database).exists()


# --- the computer's own -------------------------------------------------------------------------


class Backend(KeyringBackend):
    """Says what a test tells it to."""

    priority = 5

    def __init__(self, error=None):
        super().__init__()
        self.error, self.held = error, {}

    def get_password(self, service, username):
        if self.error:
            raise self.error
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        if self.error:
            raise self.error
        self.held[service, username] = password


@pytest.fixture
def backend():
    before = keyring.get_keyring()

    def use(backend):
        keyring.set_keyring(backend)
        return backend

    yield use
    keyring.set_keyring(before)


def test_the_systems_key_store_gives_back_what_it_was_given(backend):
    backend(Backend())
    store = system_key_store()

    store.put("a name", b"\x00\xff" * 16)

    assert store.get("a name") == b"\x00\xff" * 16
    assert store.get("another") is None


@pytest.mark.parametrize(
    "error",
    [
        keyring.errors.KeyringLocked("dismissed"),
        keyring.errors.InitError("no bus"),
        keyring.errors.PasswordSetError("denied"),
        OSError(1312, "CredRead"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_key_store_that_is_locked_or_dismissed_is_trouble_in_words(backend, error):
    backend(Backend(error))

    with pytest.raises(Trouble, match=r"locked or does not answer.* Unlock it"):
        SystemKeyStore().get("a name")
    with pytest.raises(Trouble, match="locked or does not answer"):
        SystemKeyStore().put("a name", b"key")


def test_what_is_no_key_in_the_key_store_is_trouble(backend):
    backend(Backend()).held["Mortgage Collect", "a name"] = "not hexadecimal"

    with pytest.raises(Trouble, match="does not answer"):
        SystemKeyStore().get("a name")


def test_a_computer_without_a_key_store_has_none(backend):
    from keyring.backends import fail, null

    for poor in (fail.Keyring(), null.Keyring()):
        backend(poor)
        assert system_key_store() is None
