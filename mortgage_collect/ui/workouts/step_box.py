"""Show steps: of the figure one is on, going along with the arrows; or of a whole option."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.buttons import icon_button
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.workouts.steps import Steps, steps_of
from mortgage_collect.workout.comparison import LINES
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.working import Working


class StepBox(Section):
    """Hidden until somebody asks. `at` is the figure it goes along with: row and column."""

    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.say(self.tr("How it comes about"))
        self.heading.show()
        self.at: tuple[int, int] | None = None
        self.steps = Steps()
        self.add_action(icon_button("x", self.tr("Hide the steps"), self.leave))
        self.add(self.steps)
        self.hide()

    @property
    def follows(self) -> bool:
        """Whether it goes along with the figure one is on."""
        return self.at is not None

    def show_cell(self, row: int, column: int, result: Result) -> None:
        """The steps of one figure of one option, and from now on of the one beside it."""
        self.at = (row, column)
        line = LINES[row]
        found = line.working(result)
        heading = self.tr("{0}, {1}: {2}").format(line.title, result.label, line.cell(result))
        if found is None:
            self._show(f"{heading}. {result.trouble}", Working(), "")
        else:
            self._show(heading, *found)

    def show_all(self, result: Result) -> None:
        """Every line of an option."""
        self.at = None
        if result.figures is not None:
            self._show(result.label, result.figures.working, "")

    def leave(self) -> None:
        self.at = None
        self.hide()
        self.gone.emit()

    def _show(self, heading: str, working: Working, key: str) -> None:
        lines = working.behind(key) if key else working.lines
        self.steps.show_steps(heading, steps_of(working, lines))
        self.show()
        announce(self.steps, f"{heading}. {self.steps.spoken()}")
