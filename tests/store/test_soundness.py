"""One changed byte in any page of the file is found, also where nobody reads it."""

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.store.soundness import damage
from mortgage_collect.store.store import open_store
from tests.builders import a_person
from tests.stores import PASSPHRASE

PAGE = 4096


def test_a_sound_file_has_no_damage(file_store):
    with file_store.unit() as unit:
        a_person(unit)
    with file_store.view() as session:
        assert damage(session) == ""


def test_a_changed_byte_is_named_wherever_it_lies(file_store, clock):
    with file_store.unit() as unit:
        a_person(unit)
    path = file_store.path
    file_store.close()
    whole = path.read_bytes()
    pages = len(whole) // PAGE
    assert pages > 40
    found = 0
    for page in range(3, pages, 6):
        spoiled = bytearray(whole)
        spoiled[page * PAGE + 1_000] ^= 1
        path.write_bytes(spoiled)
        try:
            store = open_store(path, clock=clock, passphrase=PASSPHRASE)
        except (Trouble, UserError):
            found += 1  # a page that is needed to open it
            continue
        with store.view() as session:
            says = damage(session)
        store.close()
        assert says, page
        found += 1
    assert found == len(range(3, pages, 6))
