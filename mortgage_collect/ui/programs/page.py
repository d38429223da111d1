"""What every page of this place is: filled when everything was read, and entered by Enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY
from mortgage_collect.ui.programs.view_model import ProgramsModel, Seen


class Page(QWidget):
    """`seen(widget)` asks the sheet to bring a part into sight."""

    seen = Signal(object)

    def __init__(self, desk: Desk, model: ProgramsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.model = desk, model
        self.acts: dict[str, Callable[[], object]] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme_of(self).px(ROOMY))

    def show_seen(self, key: str, found: Seen) -> None:
        """Fill the page with the set of this key."""
        raise NotImplementedError

    def enter(self) -> None:
        """The keyboard comes into the page."""
        raise NotImplementedError

    def do(self, act: str) -> None:
        """One of the acts the sheet has keys for: values, find, decisions, first, second or loan.
        A page without such an act does nothing."""
        if (run := self.acts.get(act)) is not None:
            run()

    def today(self) -> date:
        return self.model.today()

    def bring(self, widget: Any) -> None:
        """Into sight, and the focus is where its owner put it."""
        self.seen.emit(widget)

    def be_narrow(self, narrow: bool) -> None:
        """Where there is no list beside the page there is little room in it."""

    def put_away(self) -> None:
        """Keep what was typed."""
