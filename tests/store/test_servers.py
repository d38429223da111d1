"""PostgreSQL: made by whoever comes first, and what is said when it does not answer."""

import threading

import pytest
from sqlalchemy import select, text

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store.store import open_store

NOTE = NoteWritten(about="loan:1", note="x")


def test_a_server_database_is_made_once_by_whoever_comes_first(server_url, clock):
    stores, failed = [], []

    def first():
        try:
            stores.append(open_store(server_url, clock=clock))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            failed.append(error)

    threads = [threading.Thread(target=first) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    with stores[0].view() as session:
        assert session.scalars(select(HistoryEntry.event)).all() == ["DatabaseCreated"]
    for store in stores:
        store.close()


def test_the_address_of_a_server_is_shown_without_its_password(server_store):
    assert server_store.place.startswith("postgresql")


@pytest.mark.parametrize(
    ("address", "error", "says"),
    [
        ("mysql://server/bank", UserError, r"begins with postgresql://"),
        ("postgresql://user:secret@host:port/bank", UserError, "cannot be read"),
        ("postgresql://user:secret@127.0.0.1:1/bank", Trouble, "does not answer"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_to(address, error, says):
    with pytest.raises(error, match=says) as said:
        open_store(address)
    assert "secret" not in str(said.value) + str(getattr(said.value, "details", ""))


def test_a_server_without_the_database_says_so(server_url):
    with pytest.raises(Trouble, match="no database of this name"):
        open_store(server_url.replace("/t", "/not_t", 1))


def test_a_server_that_goes_away_is_said_to(server_store):
    def unplugged(unit):
        pid = unit.session.scalar(text("SELECT pg_backend_pid()"))
        with server_store.view() as session:
            session.scalar(text(f"SELECT pg_terminate_backend({pid})"))
        unit.record(NOTE)

    with pytest.raises(Trouble, match="went away"), server_store.unit() as unit:
        unplugged(unit)

    with server_store.unit() as again:
        again.record(NOTE)
