"""The first window: no database yet, a locked one, a damaged one, and the bank's first answers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.words import Counting
from mortgage_collect.queries.bank import settings
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.store.keys import keys_file
from mortgage_collect.store.store import create_store, open_store
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.opening.view import OpeningWindow
from mortgage_collect.ui.opening.view_model import Doors, OpeningModel
from mortgage_collect.ui.settings.view import SettingsPlace
from tests.services.tapes import with_bank
from tests.stores import CHEAP, PASSPHRASE
from tests.ui.panel_desk import a_desk

WAIT = 15_000


class Keyring:
    def __init__(self):
        self.held = {}

    def get(self, name):
        return self.held.get(name)

    def put(self, name, key):
        self.held[name] = key


@pytest.fixture
def first(qtbot, tmp_path, clock):
    """A first window on an empty folder; `keyring` None is a computer without a key store."""
    theme.apply(QApplication.instance(), "light")
    made = []

    def build(keyring=None, open_=None, begin=None):
        remembered = []

        def make(path, secret, wanted):
            keys = keyring if wanted else None
            return create_store(
                path, clock=clock, passphrase=secret, key_store=keys, cost=CHEAP, actor="ana"
            )

        doors = Doors(
            open=open_
            or (
                lambda at, secret: open_store(at, clock=clock, passphrase=secret, key_store=keyring)
            ),
            make=make,
            practice=lambda: create_store(
                tmp_path / "practice.db", clock=clock, practice=True, cost=CHEAP
            ),
            begin=str(begin or tmp_path / "bank.db"),
            has_key_store=lambda: keyring is not None,
            remember=remembered.append,
            user="ana",
        )
        model = OpeningModel(doors)
        window = OpeningWindow(model)
        window.remembered = remembered
        window.stores = []
        model.opened.connect(lambda store, practice: window.stores.append((store, practice)))
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        made.append(window)
        model.begin()
        return window

    yield build
    for window in made:
        window.model.close()
        for store, _ in window.stores:
            store.close()


def at(qtbot, window, page):
    qtbot.waitUntil(lambda: window.model.page == page, timeout=WAIT)
    qtbot.waitUntil(lambda: window.pages[page].isVisible())
    return window.pages[page]


def press(key=Qt.Key.Key_Return):
    QTest.keyClick(QApplication.focusWidget(), key)


def type_(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_a_new_database_is_made_with_the_keyboard_alone(qtbot, first):
    window = first()
    page = at(qtbot, window, "welcome")
    qtbot.waitUntil(page.main.hasFocus)
    press()
    page = at(qtbot, window, "make")
    qtbot.waitUntil(page.secret.hasFocus)
    type_("short")
    press()
    assert "At least 12" in page.secret.error
    page.secret.clear()
    type_("a sentence to remember")
    press(Qt.Key.Key_Tab)
    type_("another sentence")
    press()
    assert "not the same" in page.repeat.error
    page.repeat.clear()
    type_("a sentence to remember")
    press()
    page = at(qtbot, window, "bank")
    qtbot.waitUntil(page.name.hasFocus)
    type_("First Green Bank")
    page.state.set_value("VT")
    page.state.entered.emit("VT")
    assert page.zone.value() == "America/New_York"
    press()
    qtbot.waitUntil(lambda: len(window.stores) == 1, timeout=WAIT)
    store, practice = window.stores[0]
    with store.view() as session:
        assert the_bank(session).name == "First Green Bank"
    assert not practice
    assert window.remembered == [str(store.path)]


def test_with_a_key_store_no_passphrase_is_asked_for(qtbot, first):
    window = first(Keyring())
    at(qtbot, window, "welcome")
    window.model.begin_making()
    page = at(qtbot, window, "make")
    assert not page.secret.isVisible()
    assert "key store" in page.why.text()
    page.wants.setChecked(True)
    assert page.secret.isVisible()
    page.wants.setChecked(False)
    page.main.click()
    at(qtbot, window, "bank")


def made(path, clock, **more):
    store = create_store(path, clock=clock, cost=CHEAP, **more)
    with store.unit() as unit:
        set_up_bank(unit, "First Green Bank", state="VT", zone="America/New_York")
    store.close()
    return path


def test_a_locked_database_asks_for_its_passphrase_in_the_window(qtbot, first, tmp_path, clock):
    made(tmp_path / "bank.db", clock, passphrase=PASSPHRASE)
    window = first()
    page = at(qtbot, window, "locked")
    assert page.secret.error == ""
    qtbot.waitUntil(page.secret.hasFocus)
    press()
    assert "Enter the passphrase" in page.secret.error
    type_("not the right one")
    press()
    qtbot.waitUntil(lambda: "passphrase is wrong" in page.secret.error, timeout=WAIT)
    assert "capitals" in page.secret.error
    page.secret.clear()
    type_(PASSPHRASE)
    press()
    qtbot.waitUntil(lambda: len(window.stores) == 1, timeout=WAIT)


def test_what_opens_by_itself_asks_nothing(qtbot, first, tmp_path, clock):
    keyring = Keyring()
    made(tmp_path / "bank.db", clock, key_store=keyring)
    window = first(keyring)
    qtbot.waitUntil(lambda: len(window.stores) == 1, timeout=WAIT)


def test_a_damaged_database_is_told_with_what_to_do(qtbot, first, tmp_path, clock):
    path = made(tmp_path / "bank.db", clock, passphrase=PASSPHRASE)
    path.write_bytes(b"damage" * 1000)
    window = first()
    page = at(qtbot, window, "trouble")
    assert "not a whole database" in page.trouble.words.text()
    assert "backups" in page.trouble.words.text()


def test_a_missing_key_file_is_told_and_may_be_tried_again(qtbot, first, tmp_path, clock):
    path = made(tmp_path / "bank.db", clock, passphrase=PASSPHRASE)
    keys, away = keys_file(path), tmp_path / "away"
    keys.rename(away)
    window = first()
    page = at(qtbot, window, "trouble")
    assert "key file bank.db.keys is missing" in page.trouble.words.text()
    away.rename(keys)
    qtbot.waitUntil(page.main.hasFocus)
    press()
    at(qtbot, window, "locked")


@pytest.mark.parametrize(
    "error",
    [
        Trouble("The database was written by a newer version.", do="Update the program."),
        Trouble("/bank may only be read by this user.", do="Ask IT for write permission."),
        Trouble("The database server does not answer.", do="Check the network."),
        UserError("It is on a network share.", do="Keep it on this computer\u2019s own disk."),
    ],
)
def test_troubles_are_told_in_their_own_words(qtbot, first, tmp_path, error):
    path = tmp_path / "bank.db"
    path.touch()

    def refuse(*_):
        raise error

    window = first(open_=refuse)
    page = at(qtbot, window, "trouble" if isinstance(error, Trouble) else "welcome")
    assert page.trouble.words.text() == str(error)
    press(Qt.Key.Key_Escape)
    at(qtbot, window, "welcome")


def test_something_unforeseen_shows_no_details_but_keeps_them(qtbot, first, tmp_path):
    (tmp_path / "bank.db").touch()

    def burst(*_):
        raise ValueError("borrower Ruiz")

    window = first(open_=burst)
    page = at(qtbot, window, "trouble")
    assert "Ruiz" not in page.trouble.words.text()
    assert "Ruiz" in window.model.details


def test_making_over_an_existing_file_is_refused_beside_the_form(qtbot, first, tmp_path):
    window = first()
    at(qtbot, window, "welcome")
    (tmp_path / "other.db").touch()
    window.model.begin_making()
    page = at(qtbot, window, "make")
    page.place.set_value(str(tmp_path / "other.db"))
    page.secret.setText(PASSPHRASE)
    page.repeat.setText(PASSPHRASE)
    page.main.click()
    qtbot.waitUntil(lambda: page.trouble.isVisible(), timeout=WAIT)
    assert "already there" in page.trouble.words.text()
    assert (tmp_path / "other.db").read_bytes() == b""


def test_the_practice_bank_is_one_key_away(qtbot, first):
    window = first()
    at(qtbot, window, "welcome")
    window.model.practice_bank()
    at(qtbot, window, "bank")  # this one is empty; the real one has its bank
    assert window.remembered == []


# -- the bank's settings -------------------------------------------------------------------------


@pytest.fixture
def place(qtbot, store):
    with_bank(store)
    with a_desk(store) as (desk, noted):
        made = SettingsPlace(desk)
        made.noted = noted
        made.resize(900, 620)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitUntil(lambda: made.who_form.fields["name"].text() != "", timeout=WAIT)
        yield made


def test_settings_are_shown_changed_and_recorded(qtbot, place, store, monday):
    who, law = place.who_form.fields, place.law_form.fields
    assert who["phone"].text() == "(802) 555-0100"
    who["nmls"].setText("987654")
    law["counting"].set_value(Counting.OTS)
    law["late_charge_percent"].setText("5")
    place.rules["reg_f"].setChecked(False)
    place.why.setText("counsel, March 2026")
    place.save.click()
    qtbot.waitUntil(lambda: bool(place.noted.said), timeout=WAIT)
    with store.view() as session:
        found = settings(session, monday)
        assert (found.nmls, found.counting) == ("987654", Counting.OTS)
        assert str(found.late_charge_percent) == "5.000%"
        assert found.adopted == frozenset()
        assert found.decisions[0].why == "counsel, March 2026"
    qtbot.waitUntil(lambda: "no rule beyond" in place.log.text())


def test_saving_without_a_change_records_nothing(qtbot, place, store):
    from tests.services.tapes import events

    before = events(store)
    place.save.click()
    qtbot.waitUntil(lambda: bool(place.noted.said), timeout=WAIT)
    assert events(store) == before


def test_a_wrong_field_is_told_and_nothing_is_saved(qtbot, place, store):
    place.who_form.fields["name"].setText("")
    place.law_form.fields["late_charge_percent"].setText("55")
    place.save.click()
    assert place.who_form.fields["name"].error
    assert place.noted.said == []
    with store.view() as session:
        assert the_bank(session).name == "First Green Bank"
