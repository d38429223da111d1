"""The window first, then the database in it; what does not open by itself is asked over it."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from mortgage_collect.app import Start, application
from mortgage_collect.core.errors import Trouble
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.store.store import create_store, open_store
from mortgage_collect.ui.opening.view_model import RESTORE, TROUBLE, Doors
from tests.stores import CHEAP, PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WAIT = 15_000
BANK = "First Green Bank"


@pytest.fixture(autouse=True)
def at_home(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("mortgage_collect.app.memory_path", lambda _: tmp_path / "window.json")


@pytest.fixture
def begin(qtbot, tmp_path, clock):
    """A start on the database of an empty folder; `open_` stands for its door."""
    app = application()
    dress = app.styleSheet(), QApplication.font()
    begun = []

    def build(open_=None, practice=None, *, demo=False, **more):
        doors = Doors(
            open=open_ or (lambda at, secret: open_store(at, clock=clock, passphrase=secret)),
            make=lambda path, secret, _: create_store(
                path, clock=clock, passphrase=secret, cost=CHEAP
            ),
            practice=practice or (lambda: None),
            begin=str(tmp_path / "bank.db"),
            has_key_store=lambda: False,
            remember=lambda _: None,
            user="ana",
            **more,
        )
        start = Start(app, doors, demo=demo)
        begun.append(start)
        start.begin()
        return start

    yield build
    for start in begun:
        start.close()
        for window in (start.first, start.window):
            if window is not None:
                window.removeEventFilter(start)
                window.close()
                window.deleteLater()
    # The style of a sheet goes with it, and a window still to be deleted would refer to it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if dress[0] and app.styleSheet() != dress[0]:  # polishing every widget again is no small thing
        app.setStyleSheet(dress[0])
    QApplication.setFont(dress[1])


@pytest.fixture
def bank(tmp_path, clock):
    """A locked database with its bank, and the door that needs no passphrase."""
    path = tmp_path / "bank.db"
    store = create_store(path, clock=clock, passphrase=PASSPHRASE, cost=CHEAP)
    with store.unit() as unit:
        set_up_bank(unit, BANK, state="VT", zone="America/New_York")
    store.close()
    return lambda at, _: open_store(at, clock=clock, passphrase=PASSPHRASE)


def filled(start):
    return "loan" in start.window.queue.title.full


def type_(text):
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_the_window_stands_before_the_database_is_open(qtbot, begin, bank):
    go = threading.Event()

    def slow(at, secret):
        go.wait(10)
        return bank(at, secret)

    start = begin(slow)
    qtbot.waitUntil(start.window.isVisible)
    qtbot.wait(100)
    assert start.window.queue.title.full == "Queue"
    assert start.window.top.counters.buttons["due"].text() == "\u2013 due"
    assert start.window.menuBar().actions()
    go.set()
    qtbot.waitUntil(lambda: filled(start), timeout=WAIT)
    assert start.window.queue.title.full.endswith("0 loans")
    assert start.window.top.counters.buttons["due"].text() == "0 due"
    assert start.first is None


def test_nothing_is_opened_before_the_window_was_painted(qtbot, begin, bank):
    order = []

    def door(at, secret):
        order.append("opened")
        return bank(at, secret)

    start = begin(door)
    assert order == []
    shown = start.window.windowHandle().isExposed
    start.opening.moved.connect(lambda _: order.append(f"exposed {shown()}"))
    qtbot.waitUntil(lambda: filled(start), timeout=WAIT)
    assert order[:2] == ["exposed True", "opened"]


def test_a_locked_database_is_asked_about_over_the_empty_desk(qtbot, begin, bank):
    start = begin()
    qtbot.waitUntil(lambda: start.first is not None, timeout=WAIT)
    qtbot.waitUntil(start.first.pages["locked"].secret.hasFocus)
    assert start.window.isVisible()
    type_("not the right one")
    page = start.first.pages["locked"]
    qtbot.waitUntil(lambda: "passphrase is wrong" in page.secret.error, timeout=WAIT)
    page.secret.clear()
    type_(PASSPHRASE)
    qtbot.waitUntil(lambda: start.first is None and filled(start), timeout=WAIT)


def test_a_database_that_does_not_open_is_told_in_words(qtbot, begin, bank):
    def refuse(*_):
        raise Trouble("The disk does not answer.", do="Check the cable.")

    start = begin(refuse)
    qtbot.waitUntil(lambda: start.first is not None, timeout=WAIT)
    page = start.first.pages["trouble"]
    qtbot.waitUntil(page.isVisible)
    assert page.trouble.words.text() == "The disk does not answer. Check the cable."


def test_the_practice_bank_that_does_not_open_is_told_too(qtbot, begin):
    def refuse():
        raise Trouble("The disk is full.", do="Make room.")

    start = begin(practice=refuse, demo=True)
    qtbot.waitUntil(lambda: start.first is not None, timeout=WAIT)
    assert start.window.band.words.full.startswith("PRACTICE")
    page = start.first.pages["trouble"]
    qtbot.waitUntil(page.isVisible)
    assert "The disk is full." in page.trouble.words.text()


def test_who_opens_nothing_leaves(qtbot, begin, bank):
    start = begin()
    qtbot.waitUntil(lambda: start.first is not None, timeout=WAIT)
    start.first.close()
    qtbot.waitUntil(lambda: not start.window.isVisible())


def test_on_the_first_day_there_is_only_the_first_window(qtbot, begin, tmp_path):
    start = begin()
    assert start.window is None
    assert start.first.pages["welcome"].isVisible()


def test_a_window_closed_while_its_database_opens_waits_for_it_and_lets_go(qtbot, begin, bank):
    go, opened = threading.Event(), []

    def slow(at, secret):
        go.wait(10)
        opened.append(bank(at, secret))
        return opened[0]

    start = begin(slow)
    qtbot.waitUntil(lambda: start.opening.page == "busy")
    start.window.close()
    threading.Timer(0.1, go.set).start()
    start.close()
    with pytest.raises(Exception, match="closed"), opened[0].view():
        pass


def test_trouble_elsewhere_is_told_where_one_looks(qtbot, begin, bank):
    start = begin(bank)
    qtbot.waitUntil(lambda: filled(start), timeout=WAIT)
    start.tell(Trouble("The disk is full.", do="Make room."))
    assert start.window.messages.text == "The disk is full. Make room."


def test_closing_makes_a_backup_of_what_was_changed_and_only_then(qtbot, begin, bank, tmp_path):
    start = begin(bank)
    qtbot.waitUntil(lambda: start.window is not None and start._store is not None, timeout=WAIT)
    start.close()
    made = sorted((tmp_path / "backups").glob("*.db"))
    assert [path.name.rpartition("-at-")[2] for path in made] == ["close.db"]
    again = begin(bank)
    qtbot.waitUntil(lambda: again._store is not None, timeout=WAIT)
    again.close()
    assert sorted((tmp_path / "backups").glob("*.db")) == made


@pytest.fixture
def putting_back(clock):
    """The doors to the backups, as the program has them, with the passphrase asked for."""
    from mortgage_collect.store.backup_names import copies
    from mortgage_collect.store.restore import restore

    def put_back(address, copy, secret):
        place = Path(address)
        restore(place, copy, clock=clock, actor="ana", passphrase=secret)
        return open_store(place, clock=clock, passphrase=secret)

    return {
        "backups": lambda at: tuple(reversed(copies(Path(at)))),
        "put_back": put_back,
    }


def test_from_the_desk_back_to_a_backup_and_to_the_desk_again(
    qtbot, begin, bank, tmp_path, putting_back
):
    start = begin(bank, **putting_back)
    qtbot.waitUntil(lambda: start._store is not None, timeout=WAIT)
    store = start._store
    copy = store.back_up("request")
    with store.unit() as unit:
        unit.record(NoteWritten(about="loan:1", note="after it"))
    old = start.window

    old.desk.runner.left.emit(copy)

    assert start.first is not None
    assert start.opening.page == RESTORE
    page = start.first.pages[RESTORE]
    assert page.which.value() == copy
    QTest.keyClick(page.which, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start.opening.wants_secret, timeout=WAIT)
    QTest.keyClicks(page.secret, PASSPHRASE)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start._store is not None, timeout=WAIT)
    assert start.window is not None
    assert start.window is not old
    with start._store.view() as session:
        newest = session.scalars(
            select(HistoryEntry.event).order_by(HistoryEntry.seq.desc()).limit(2)
        ).all()
    assert newest[0] == "DatabaseRestored"
    assert "NoteWritten" not in newest


def test_a_database_that_is_damaged_offers_its_backups(qtbot, begin, bank, tmp_path, putting_back):
    start = begin(bank, **putting_back)
    qtbot.waitUntil(lambda: start._store is not None, timeout=WAIT)
    start.close()
    (copy,) = (tmp_path / "backups").glob("*.db")
    (tmp_path / "bank.db").write_bytes(b"damaged " * 2_000)
    again = begin(bank, **putting_back)
    qtbot.waitUntil(lambda: again.opening.page == TROUBLE, timeout=WAIT)
    page = again.first.pages[TROUBLE]
    assert page.back.isVisible()
    page.back.click()
    restore = again.first.pages[RESTORE]
    assert restore.which.value() == copy
    restore.main.click()
    qtbot.waitUntil(lambda: again.opening.wants_secret, timeout=WAIT)
    restore.secret.setText(PASSPHRASE)
    restore.main.click()
    qtbot.waitUntil(lambda: again._store is not None, timeout=WAIT)
