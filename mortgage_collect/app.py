"""The only place that builds things: settings, clock, store, window.

The window comes first. What opens the database wakes SQLAlchemy, SQLCipher and all the tables, and
does so on a lane, after the window has been painted once; what was asked of the database until then
waits for it. When it does not open by itself, the first window asks over the empty desk.
"""

from __future__ import annotations

import getpass
import logging
import sys
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.core.clock import Clock, FixedClock, SystemClock
from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.demo.day import NOW, USER
from mortgage_collect.settings import Settings, default_database
from mortgage_collect.ui.history.watch import HistoryWatch
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.kit.crash import CrashWatch
from mortgage_collect.ui.kit.runner import Runner
from mortgage_collect.ui.memory import Memory
from mortgage_collect.ui.opening.view_model import BUSY, Doors, OpeningModel
from mortgage_collect.ui.window import Window

if TYPE_CHECKING:
    from mortgage_collect.store.store import Store
    from mortgage_collect.ui.opening.view import OpeningWindow

log = logging.getLogger(__name__)

NAME = "Mortgage Collect"
DAILY = 90_000  # milliseconds after the start at which the day's backup is made
UNSEEN = 1_000  # milliseconds after which a window nobody paints goes on all the same


def application(argv: list[str] | None = None) -> QApplication:
    """The one QApplication, named."""
    held = QApplication.instance()
    app = (
        held if isinstance(held, QApplication) else QApplication(theme.styled(argv or sys.argv[:1]))
    )
    QCoreApplication.setApplicationName(NAME)
    QCoreApplication.setOrganizationName(NAME)
    return app


def memory_path(user: str) -> Path:
    """Where this person's window remembers its sizes, on this machine."""
    with waking:
        from platformdirs import user_config_path

    safe = "".join(c if c.isalnum() else "-" for c in user) or "local"
    return user_config_path("mortgage-collect", appauthor=False) / f"window-{safe}.json"


def open_window(
    store: Store | Future[Store],
    clock: Clock,
    *,
    user: str = "",
    demo: bool = False,
    memory: Memory | None = None,
) -> Window:
    """A window that shows at once; everything in it comes home from the runner's lanes."""
    app = application()
    user = user or ("local" if isinstance(store, Future) else store.actor)
    held = memory or Memory(None if demo else memory_path(user))
    runner = Runner(store)
    with theme.dressing(app, held.recall("scheme", "system"), held.recall("scale", 1.0)):
        window = Window(runner, clock, held, user=user, practice=demo)
    held.setParent(window)
    runner.setParent(window)
    if not demo:  # the practice bank is made anew each day
        HistoryWatch(window.desk, window)
        day = partial(runner.whole, _daily, writes=True, what=runner.tr("Making a backup"))
        QTimer.singleShot(DAILY, runner, day)
    if held.recall("window.maximized", False):
        window.showMaximized()
    else:
        window.show()
    return window


def main(
    database: str | None = None,
    *,
    demo: bool = False,
    passphrase_file: str | Path | None = None,
) -> int:
    """Shows the window and opens a database by path or URL, or the practice bank, behind it.

    What does not open by itself is asked about in a window: a passphrase, another place, a new
    database.
    """
    app = application()
    start = Start(app, doors(database, _passphrase(passphrase_file)), demo=demo)
    watch = CrashWatch(about=lambda: NAME, tell=start.tell, parent=app)
    watch.install()
    try:
        start.begin()
        return app.exec()
    finally:
        start.close()


def _daily(store: Store, _progress: object) -> None:
    store.back_up_when_due("day")


class Start(QObject):
    """From the first window on the screen to the open database in it."""

    def __init__(self, app: QApplication, doors: Doors, *, demo: bool = False) -> None:
        super().__init__(app)
        self._demo = demo
        self._waiting: Future[Store] = Future()
        self._store: Store | None = None
        self._practice = demo
        self.window: Window | None = None
        self.first: OpeningWindow | None = None
        self.opening = OpeningModel(doors, self)
        self.opening.moved.connect(self._ask)
        self.opening.opened.connect(self._take)

    def begin(self) -> None:
        """Show the window, and once it has been painted, open what it is to show."""
        opening = self.opening
        if self._demo:
            self.window = open_window(self._waiting, FixedClock(NOW), user=USER, demo=True)
            self.window.desk.runner.left.connect(self._go_back)
            _Painted(self.window, opening.practice_bank)
        elif opening.is_there:
            self.window = open_window(self._waiting, SystemClock(), user=opening.doors.user)
            self.window.desk.runner.left.connect(self._go_back)
            _Painted(self.window, opening.begin)
        else:
            opening.begin()

    def tell(self, error: Exception) -> None:
        """What went wrong, in the window there is."""
        if self.window is None or self.first is not None:
            self.opening.tell(error)
        else:
            self.window.messages.tell(error)

    def close(self) -> None:
        """What is under way is finished, then the database is let go of."""
        self._waiting.cancel()
        if self.window is not None:
            self.window.desk.runner.close()
        self.opening.close()
        store, self._store = self._store, None
        if store is not None:
            if not self._practice:
                self._back_up(store)
            self._sign_out(store)
            store.close()

    def _sign_out(self, store: Store) -> None:
        if not store.signed_in:
            return
        with waking:
            from mortgage_collect.services.sign_in import sign_out
        try:
            sign_out(store)
        except (UserError, Trouble) as trouble:
            log.warning("not signed out: %s", trouble.message)

    def _back_up(self, store: Store) -> None:
        """Of what was changed today; the window is gone by then, so a trouble waits for the log,
        and for the next start, which makes the day's."""
        try:
            store.back_up_when_due("close")
        except (UserError, Trouble) as trouble:
            log.warning("no backup at closing: %s", trouble.message)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close and self._store is None and self.window is not None:
            self.window.close()  # nobody wanted to open anything: there is nothing to stay for
        return False

    def _ask(self, page: str) -> None:
        """It does not open by itself: the first window says why, over the empty desk."""
        if self.first is not None or page == BUSY:
            return
        with waking:
            from mortgage_collect.ui.opening.view import OpeningWindow
        if self.window is None:
            theme.apply(application(), "system")
        self.first = first = OpeningWindow(self.opening)
        if self.window is not None:
            first.setParent(self.window, Qt.WindowType.Dialog)
            first.setWindowModality(Qt.WindowModality.ApplicationModal)
            first.move(self.window.geometry().center() - first.rect().center())
        first.installEventFilter(self)
        first.show()
        first.activateWindow()

    def _take(self, store: Store, practice: bool) -> None:
        """It is open. A bank the window was not made for gets a window of its own."""
        self._store, self._practice = store, practice
        if folder := Settings.load().backup_folder:
            store.elsewhere = Path(folder)
        first, self.first = self.first, None
        if first is not None:
            first.close()
            first.setParent(None)
            first.deleteLater()
        same = self.window is not None and self.window.desk.user == store.actor
        if self.window is not None and practice == self._demo and (same or not store.signed_in):
            self._waiting.set_result(store)
            return
        if (left := self.window) is not None:
            self._waiting.cancel()
            left.desk.runner.close()
            left.hide()
            left.deleteLater()
        self.window = open_window(store, store.clock, demo=practice)
        self.window.desk.runner.left.connect(self._go_back)

    def _go_back(self, copy: Path) -> None:
        """The desk is closed, for nobody may have the database open that is to be put back."""
        left, self.window = self.window, None
        store, self._store = self._store, None
        if left is None or store is None:
            return
        left.desk.runner.close()
        store.close()
        self.opening.go_back(copy)
        left.hide()
        left.deleteLater()


class _Painted(QObject):
    """Waits for the first time a window is painted, which is over when `then` runs."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then, self._done = then, False
        window.installEventFilter(self)
        QTimer.singleShot(UNSEEN, self, self._go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._go)
        return False

    def _go(self) -> None:
        if not self._done:
            self._done = True
            self._then()


def doors(database: str | None = None, passphrase: str | None = None) -> Doors:
    """The ways to a database on this computer; those that open one are walked on a lane."""
    settings = Settings.load()
    user = settings.user or getpass.getuser()

    def practice() -> Store:
        with waking:
            from mortgage_collect.demo.bank import open_practice
        return open_practice()

    def make(path: Path, secret: str | None, key_store: bool) -> Store:
        with waking:
            from mortgage_collect.store.key_store import system_key_store
            from mortgage_collect.store.store import create_store
        keys = system_key_store() if key_store else None
        return create_store(path, passphrase=secret, key_store=keys, actor=user)

    def open_(address: str, secret: str | None) -> Store:
        with waking:
            from mortgage_collect.store.key_store import system_key_store
            from mortgage_collect.store.store import open_store
        return open_store(
            address, passphrase=secret or passphrase, key_store=system_key_store(), actor=user
        )

    def backups(address: str) -> tuple[Path, ...]:
        with waking:
            from mortgage_collect.store.backup_names import copies
        return () if "://" in address else tuple(reversed(copies(Path(address))))

    def put_back(address: str, copy: Path, secret: str | None) -> Store:
        with waking:
            from mortgage_collect.store.key_store import system_key_store
            from mortgage_collect.store.restore import restore
        secret = secret or passphrase
        restore(
            Path(address),
            copy,
            clock=SystemClock(),
            actor=user,
            passphrase=secret,
            key_store=None if secret else system_key_store(),
        )
        return open_(address, secret)

    def has_key_store() -> bool:
        with waking:
            from mortgage_collect.store.key_store import system_key_store

        return system_key_store() is not None

    def remember(address: str) -> None:
        if database is None:
            Settings.load().but(database=address).save()

    return Doors(
        open=open_,
        make=make,
        practice=practice,
        begin=database or settings.database or str(default_database()),
        has_key_store=has_key_store,
        remember=remember,
        user=user,
        backups=backups,
        put_back=put_back,
    )


def _passphrase(file: str | Path | None) -> str | None:
    return None if file is None else Path(file).read_text(encoding="utf-8").rstrip("\r\n")
