"""How one figure comes about: every line it rests on, in words, with value, source and rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of
from mortgage_collect.workout.account import how
from mortgage_collect.workout.working import Line, Working


@dataclass(frozen=True, slots=True)
class Step:
    """One line as it is shown."""

    says: str
    value: str
    how: str
    found: bool  # worked out, not an input


def steps_of(working: Working, lines: Sequence[Line]) -> tuple[Step, ...]:
    return tuple(
        Step(line.says, line.written, how(working, line), bool(line.formula)) for line in lines
    )


class Steps(QWidget):
    """Inputs first, results below them, the figure itself last and strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.steps: tuple[Step, ...] = ()
        self._made: list[QWidget] = []
        self.heading = label("", "strong", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(self._grid)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_steps(self, heading: str, steps: Sequence[Step]) -> None:
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        if tuple(steps) == self.steps:
            return
        self.steps = tuple(steps)
        for widget in self._made:
            widget.hide()
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._made.clear()
        for at, step in enumerate(self.steps):
            last = at == len(self.steps) - 1
            self._add(step, at, strong=last and step.found)
        self.setAccessibleDescription(self.spoken())

    def spoken(self) -> str:
        return ". ".join(f"{each.says}: {each.value}, {each.how}" for each in self.steps)

    def _add(self, step: Step, at: int, *, strong: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        says = label(step.says, "strong" if strong else "body", wrap=True)
        value = self._figure(step, strong=strong)
        about = label(step.how, "caption", wrap=True)
        about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if step.found:
            dress(about, word="info")
        self._grid.addWidget(says, at, 0, top)
        self._grid.addWidget(value, at, 1, top | Qt.AlignmentFlag.AlignRight)
        about.setContentsMargins(0, theme_of(self).px(1), 0, 0)
        self._grid.addWidget(about, at, 2, top)
        self._made += [says, value, about]

    def _figure(self, step: Step, *, strong: bool) -> QLabel:
        made = label(step.value, "strong" if strong else "body")
        made.setFont(tabular(made.font()))
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made
