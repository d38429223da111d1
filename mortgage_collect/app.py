"""The only place that builds things: settings, clock, store, window."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from mortgage_collect.core.clock import Clock
from mortgage_collect.settings import Settings, default_database
from mortgage_collect.store.store import Store
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.kit.crash import CrashWatch
from mortgage_collect.ui.kit.runner import Runner
from mortgage_collect.ui.memory import Memory
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
    watch = CrashWatch(about=lambda: NAME, tell=window.messages.tell, parent=app)
    watch.install()
    try:
        return app.exec()
    finally:
        window.desk.runner.close()
        store.close()


def main(
    database: str | None = None,
    *,
    demo: bool = False,
    passphrase_file: str | Path | None = None,
) -> int:
    """Opens a database by path or URL, or the practice bank, and shows it."""
    return run(_opened(database, demo=demo, passphrase_file=passphrase_file), demo=demo)


def _opened(database: str | None, *, demo: bool, passphrase_file: str | Path | None) -> Store:
    if demo:
        from mortgage_collect.demo.bank import open_practice

        return open_practice()
    from mortgage_collect.store.key_store import system_key_store
    from mortgage_collect.store.store import open_store

    settings = Settings.load()
    passphrase = None
    if passphrase_file is not None:
        passphrase = Path(passphrase_file).read_text(encoding="utf-8").rstrip("\r\n")
    return open_store(
        database or settings.database or str(default_database()),
        passphrase=passphrase,
        key_store=system_key_store(),
        actor=settings.user or getpass.getuser(),
    )
