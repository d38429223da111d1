"""A matter opened up: what is due in it, what does not fit, and its steps as they happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.rules.duties.loss_mitigation.telling import told_of
from mortgage_collect.rules.duties.retention import Keep, kept_until
from mortgage_collect.rules.matters.matter import MatterSpec, Step
from mortgage_collect.rules.matters.shelf import spec
from mortgage_collect.rules.matters.telling import told
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, TIGHT
from mortgage_collect.ui.matters.application_box import ApplicationBox
from mortgage_collect.ui.matters.due_line import DueLine
from mortgage_collect.ui.matters.gate_box import GateBox

if TYPE_CHECKING:
    from mortgage_collect.queries.courses import Course
    from mortgage_collect.queries.matters import StepView
    from mortgage_collect.rules.duties.deadline import Deadline

MOST_ROWS = 10
MOST_REASONS = 2


class CourseBox(QWidget):
    """`wanted(deadline)` to do what is due; `unwanted(StepView)` to take a step back."""

    wanted = Signal(object)
    unwanted = Signal(object)
    options_wanted = Signal()

    def __init__(
        self, local: Callable[[datetime], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._local = local
        self.course: Course | None = None
        self.faults = label("", "error", wrap=True)
        self.due = Section(self.tr("What is due"))
        self.application = ApplicationBox()
        self.application.options_wanted.connect(self.options_wanted)
        self.gate = GateBox()
        self.taken = Section(self.tr("What happened"))
        self.steps = _StepTable(self)
        self.taken.add(self.steps)
        self.told = label("", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.taken.add(self.told)
        self.kept = label("", "muted", wrap=True)
        self._duties = QVBoxLayout()
        self._duties.setSpacing(theme.px(TIGHT))
        self.due.body.addLayout(self._duties)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(SNUG))
        column.addWidget(self.faults)
        column.addWidget(self.due)
        column.addWidget(self.application)
        column.addWidget(self.gate)
        column.addWidget(self.taken)
        column.addWidget(self.kept)
        self.steps.chosen.connect(self._on_step)
        self.steps.unwanted.connect(self._on_unwanted)
        self.hide()

    def show_course(self, course: Course | None, today: date) -> None:
        self.course = course
        self.setVisible(course is not None)
        if course is None:
            return
        view, kind = course.view, spec(course.view.kind)
        self.faults.setText("\n".join(view.faults))
        self.faults.setVisible(bool(view.faults))
        self._show_due(course, today)
        stands = course.application
        self.application.setVisible(stands is not None)
        if stands is not None:
            self.application.show_told(told_of(stands, today))
        self.gate.setVisible(course.gate is not None)
        if course.gate is not None:
            self.gate.show_gate(course.gate)
        self.kept.setText(kept_words(course.keeps))
        self.kept.setVisible(bool(course.keeps))
        self.steps.show_steps(kind, view.steps)
        self._on_step(self.steps.row())

    def _show_due(self, course: Course, today: date) -> None:
        empty(self._duties)
        ordered = sorted(
            course.deadlines,
            key=lambda each: (not each.progress.owed, each.due or date.max, each.occasion),
        )
        for each in ordered:
            line = DueLine(each, today, asks=False)
            line.wanted.connect(self.wanted)
            self._duties.addWidget(line)
        if asks := not_settled(ordered):
            self._duties.addWidget(label(asks, "caption", wrap=True))
        if not ordered:
            says = self.tr("No date runs in this matter.")
            self._duties.addWidget(label(says, "muted", wrap=True))

    def _on_step(self, step: StepView | None) -> None:
        """The whole of a step, where its line is too narrow for it."""
        if step is None or self.course is None:
            self.told.setText("")
            return
        parts = [
            self.tr("{0}, {1}").format(step.label, text.day(step.on)),
            told_in(spec(self.course.view.kind), step),
            self.tr("Written down {0} by {1}.").format(
                text.day(self._local(step.entered_at).date()), step.by
            ),
        ]
        if step.back_at is not None:
            parts.append(
                self.tr("Taken back {0} by {1}: {2}").format(
                    text.day(self._local(step.back_at).date()), step.back_by, step.back_why
                )
            )
        self.told.setText(". ".join(part.rstrip(".") for part in parts if part) + ".")

    def _on_unwanted(self) -> None:
        if (step := self.steps.row()) is not None and step.back_at is None:
            self.unwanted.emit(step)


class _StepTable(Table["StepView"]):
    """By day, the oldest first. Delete asks to take a step back."""

    unwanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        self._kind: MatterSpec | None = None
        model = RowsModel[Any](
            [
                Column(_tr("Day"), lambda step: step.on, text.day, width=11),
                Column(_tr("What happened"), lambda step: step.label, width=20, bold=True),
                Column(_tr("Told"), self._told, width=22, stretch=True),
            ],
            summary=lambda step: ". ".join(
                part for part in (f"{text.day(step.on)}: {step.label}", self._told(step)) if part
            ),
            key=lambda step: step.step_id,
        )
        super().__init__(model, parent, name=_tr("Steps of the matter"), flat=True)
        model.setParent(self)
        self._rows = model

    def show_steps(self, kind: MatterSpec, steps: tuple[StepView, ...]) -> None:
        self._kind = kind
        self._rows.show_rows(steps)
        self.fit_rows(MOST_ROWS)
        if self.row() is None:
            self.choose(len(steps) - 1)

    def _told(self, step: StepView) -> str:
        if step.back_at is not None:
            return _tr("taken back: {0}").format(step.back_why)
        return told_in(self._kind, step) if self._kind is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
            return
        super().keyPressEvent(event)


def told_in(kind: MatterSpec, step: StepView) -> str:
    return told(kind, Step(step.key, step.on, step.details))


def kept_words(keeps: Sequence[Keep]) -> str:
    """Until when its records are kept, a line a rule; open ones have no end yet."""
    if not keeps:
        return ""
    until = kept_until(keeps)
    words = (
        _tr("Kept, with no end yet.")
        if until is None
        else _tr("Kept through {0}.").format(text.day(until))
    )
    by_rule: dict[str, list[str]] = {}
    for each in keeps:
        said = by_rule.setdefault(str(each.cite), [])
        if each.says not in said:
            said.append(each.says)
    return "\n".join((words, *(f"{cite}: {_some(said)}" for cite, said in by_rule.items())))


def _some(said: Sequence[str]) -> str:
    """The first reasons of a rule, and how many more there are."""
    shown = list(said[:MOST_REASONS])
    if (more := len(said) - MOST_REASONS) > 0:
        shown.append(_tr("And {0} more.").format(text.count(more, _tr("reason"))))
    return " ".join(shown)


def not_settled(deadlines: Sequence[Deadline]) -> str:
    """What nobody has answered and what is owed hangs on, each question once."""
    owed = [each for each in deadlines if each.progress.owed]
    asks = list(dict.fromkeys(ask for each in owed for ask in each.unsettled))
    return _tr("Not settled, so it counts as owed: {0}").format(" ".join(asks)) if asks else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Matters", words)
