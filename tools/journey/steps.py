"""What every part of a journey needs: a typist, the window, and somebody to tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.ui.window import Window
from tools.typist import Typist

P = TypeVar("P", bound=QWidget)


class Steps:
    """`say` tells in a plain line what was done."""

    def __init__(self, typist: Typist, window: Window, say: Callable[[str], object]) -> None:
        self.typist, self.window, self.say = typist, window, say

    def wait(self, true: Callable[[], object], what: str) -> None:
        self.typist.wait_until(true, what=what)

    def quiet(self) -> bool:
        """Nothing is on its way any more."""
        return not self.window.desk.runner.under_way

    def panel(self, kind: type[P]) -> P:
        """The panel that has come up, when it has the focus."""
        self.wait(lambda: isinstance(self.window.card.panel, kind), kind.__name__)
        panel = self.window.card.panel
        assert isinstance(panel, kind)
        self.wait(lambda: has_focus(panel), f"the focus in {panel.accessibleName()}")
        return panel

    def place(self, kind: type[P]) -> P:
        """The place that has come up, when it has the focus."""

        def found() -> P | None:
            return next((one for one in self.window.findChildren(kind) if one.isVisible()), None)

        self.wait(found, kind.__name__)
        place = found()
        assert place is not None
        self.wait(lambda: has_focus(place), f"the focus in {place.accessibleName()}")
        return place

    def close(self) -> None:
        """Esc, until the card is there again."""
        self.typist.press("Esc")
        self.wait(lambda: self.window.card.panel is None, "the panel to close")


def has_focus(part: QWidget) -> bool:
    """Whether the focus is somewhere in it."""
    here = QApplication.focusWidget()
    return here is not None and (here is part or part.isAncestorOf(here))
