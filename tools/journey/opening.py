"""The first window: a locked database is opened by its passphrase, typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from mortgage_collect.core.clock import Clock
from mortgage_collect.core.errors import Bug
from mortgage_collect.store.store import Store, open_store
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.opening.view import OpeningWindow
from mortgage_collect.ui.opening.view_model import LOCKED, Doors, OpeningModel
from tools.typist import Typist


def unlock(path: Path, clock: Clock, passphrase: str, pictures: Path) -> Store:
    """Types a wrong passphrase first, then the right one; returns the store it opened."""

    def never() -> Store:
        raise Bug("nobody asked for the practice bank")

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    doors = Doors(
        open=lambda address, secret: open_store(
            address, clock=clock, passphrase=secret, actor="ana"
        ),
        make=lambda *_: never(),
        practice=never,
        begin=str(path),
        has_key_store=lambda: False,
        remember=lambda _: None,
        user="ana",
    )
    model = OpeningModel(doors)
    window = OpeningWindow(model)
    found: list[Store] = []
    model.opened.connect(lambda store, _: found.append(store))
    model.begin()
    window.resize(720, 520)
    window.show()
    typist = Typist(window, pictures)
    typist.wait_until(lambda: model.page == LOCKED, what="the question for the passphrase")
    typist.type("not this one at all")
    typist.press("Enter")
    typist.wait_until(lambda: model.page == LOCKED and bool(model.said), what="the refusal")
    typist.picture("wrong-passphrase")
    typist.type(passphrase)
    typist.press("Enter")
    typist.wait_until(lambda: bool(found), what="the open database")
    typist.end()
    window.close()
    model.runner.close()
    window.deleteLater()
    return found[0]
