"""The only place that builds things: settings, clock, store, window."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from mortgage_collect.core.clock import Clock
from mortgage_collect.settings import Settings, default_database
from mortgage_collect.store.store import Store
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.kit.crash import CrashWatch
from mortgage_collect.ui.kit.runner import BUSY_AFTER, Runner
from mortgage_collect.ui.memory import Memory
from mortgage_collect.ui.opening.view import OpeningWindow
from mortgage_collect.ui.opening.view_model import Doors, OpeningModel
from mortgage_collect.ui.window import Window

NAME = "Mortgage Collect"


def application(argv: list[str] | None = None) -> QApplication:
    """The one QApplication, dressed."""
    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication(argv or sys.argv[:1])
    QCoreApplication.setApplicationName(NAME)
    QCoreApplication.setOrganizationName(NAME)
    return app


def memory_path(user: str) -> Path:
    """Where this person's window remembers its sizes, on this machine."""
    from platformdirs import user_config_path

    safe = "".join(c if c.isalnum() else "-" for c in user) or "local"
    return user_config_path("mortgage-collect", appauthor=False) / f"window-{safe}.json"


def open_window(
    store: Store, clock: Clock, *, demo: bool = False, memory: Memory | None = None
) -> Window:
    """A window that shows at once; everything in it comes home from the runner's lanes."""
    app = application()
    held = memory or Memory(None if demo else memory_path(store.actor))
    theme.apply(app, held.recall("scheme", "system"), held.recall("scale", 1.0))
    runner = Runner(store)
    window = Window(runner, clock, held, user=store.actor, practice=demo)
    held.setParent(window)
    runner.setParent(window)
    if held.recall("window.maximized", False):
        window.showMaximized()
    else:
        window.show()
    return window


def run(store: Store, *, demo: bool = False) -> int:
    """The whole program, from an open database to the last closed window."""
    app = application()
    window = open_window(store, store.clock, demo=demo)
    return _until_closed(app, window, store)


def main(
    database: str | None = None,
    *,
    demo: bool = False,
    passphrase_file: str | Path | None = None,
) -> int:
    """Opens a database by path or URL, or the practice bank, and shows it.

    What does not open by itself is asked about in a window: a passphrase, another place, a new
    database.
    """
    if demo:
        from mortgage_collect.demo.bank import open_practice

        return run(open_practice(), demo=True)
    app = application()
    theme.apply(app, "system")
    found: list[tuple[Store, bool]] = []
    opening = OpeningModel(doors(database, _passphrase(passphrase_file)))
    first = OpeningWindow(opening)

    def go_on(store: Store, practice: bool) -> None:
        found.append((store, practice))
        first.close()
        app.quit()

    opening.opened.connect(go_on)
    opening.begin()
    # What opens by itself is open before anybody could read a window that says so.
    QTimer.singleShot(BUSY_AFTER, first, lambda: None if found else first.show())
    app.exec()
    if not found:
        opening.close()
        return 0
    store, practice = found[0]
    window = open_window(store, store.clock, demo=practice)
    opening.runner.close()
    return _until_closed(app, window, store)


def doors(database: str | None = None, passphrase: str | None = None) -> Doors:
    """The ways to a database on this computer."""
    from mortgage_collect.store.key_store import system_key_store
    from mortgage_collect.store.store import create_store, open_store

    settings = Settings.load()
    user = settings.user or getpass.getuser()

    def practice() -> Store:
        from mortgage_collect.demo.bank import open_practice

        return open_practice()

    def make(path: Path, secret: str | None, key_store: bool) -> Store:
        keys = system_key_store() if key_store else None
        return create_store(path, passphrase=secret, key_store=keys, actor=user)

    def open_(address: str, secret: str | None) -> Store:
        return open_store(
            address, passphrase=secret or passphrase, key_store=system_key_store(), actor=user
        )

    def remember(address: str) -> None:
        if database is None:
            Settings.load().but(database=address).save()

    return Doors(
        open=open_,
        make=make,
        practice=practice,
        begin=database or settings.database or str(default_database()),
        has_key_store=lambda: system_key_store() is not None,
        remember=remember,
        user=user,
    )


def _until_closed(app: QApplication, window: Window, store: Store) -> int:
    watch = CrashWatch(about=lambda: NAME, tell=window.messages.tell, parent=app)
    watch.install()
    try:
        return app.exec()
    finally:
        window.desk.runner.close()
        store.close()


def _passphrase(file: str | Path | None) -> str | None:
    return None if file is None else Path(file).read_text(encoding="utf-8").rstrip("\r\n")
