"""One option looked at closely: its terms to try out, its reasons, payments, chart and value."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.kit.badges import Light
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of
from mortgage_collect.ui.kit.tokens import AIRY, ROOMY, SNUG, TIGHT, WIDE
from mortgage_collect.ui.workouts.path_chart import PathChart
from mortgage_collect.ui.workouts.reasons import ReasonList
from mortgage_collect.ui.workouts.runs import Runs
from mortgage_collect.ui.workouts.schedule import Schedule
from mortgage_collect.ui.workouts.terms import Terms
from mortgage_collect.ui.workouts.value_box import ValueBox
from mortgage_collect.ui.workouts.words import TONES, word
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.comparison import signed
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.shelf import option
from mortgage_collect.workout.watched import watched

BESIDE = 620
"""Pixels from which the terms stand beside the reasons and the chart beside the payments."""


class Detail(QFrame):
    """`tried(answers)` at every what-if; `steps_asked()`, `explained()`, `copied()`, `noted()`,
    `workbook()`, `suggested()` by its buttons."""

    tried = Signal(object)
    steps_asked = Signal()
    explained = Signal()
    copied = Signal()
    noted = Signal()
    workbook = Signal()
    suggested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        dress(self, card=True)
        self.title = label("", "heading")
        self.light = Light()
        self.said = label("", wrap=True)
        self.said.setFont(tabular(self.said.font()))
        self.back = button(self.tr("As suggested"), self.suggested.emit, kind="link")
        self.back.hide()
        self.terms, self.reasons = Terms(), ReasonList()
        self.runs, self.schedule, self.chart = Runs(), Schedule(), PathChart()
        self.value = ValueBox()
        self.terms.edited.connect(self.tried)
        head = QHBoxLayout()
        head.setSpacing(theme.px(ROOMY))
        head.addWidget(self.title)
        head.addWidget(self.light)
        head.addStretch(1)
        head.addWidget(self.back)
        self._upper = self._pair(
            self._titled(self.tr("Terms"), self.terms),
            self._titled(self.tr("Reasons"), self.reasons),
            (3, 2),
        )
        self.runs_part = self._titled(self.tr("Payments to the end"), self.runs)
        self.chart_part = self._titled(self.tr("Balance and payment"), self.chart)
        self._lower = self._pair(self.runs_part, self.chart_part)
        self.schedule_part = self._titled(self.tr("Payments watched"), self.schedule)
        self.value_part = self._titled(self.tr("Value to the bank"), self.value)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(WIDE), theme.px(SNUG), theme.px(WIDE), theme.px(ROOMY))
        whole.setSpacing(theme.px(ROOMY))
        whole.addLayout(head)
        whole.addWidget(self.said)
        whole.addLayout(self._buttons())
        whole.addLayout(self._upper)
        whole.addLayout(self._lower)
        whole.addWidget(self.schedule_part)
        whole.addWidget(self.value_part)

    def show_result(self, case: CaseFacts, result: Result, *, tried: bool) -> None:
        """An option as it stands, with the specialist's own terms or the suggested ones."""
        self.setAccessibleName(result.label)
        self.title.setText(result.label)
        self.light.set_light(TONES[result.verdict], word(result))
        self.said.setText(summary(result))
        self.back.setVisible(tried)
        self.terms.show_terms(option(result.key), result.answers, case)
        self.reasons.show_result(result)
        self.chart.show_result(case, result)
        self.chart_part.setVisible(not self.chart.isHidden())
        runs = result.offer.stretches if result.offer is not None else ()
        self.runs_part.setVisible(bool(runs))
        self.runs.show_offer(result.offer)
        kept = watched(result.offer) if result.offer is not None else ()
        self.schedule_part.setVisible(bool(kept))
        self.schedule.show_plan(kept)
        self.value.show_result(case, result)
        self.value_part.setVisible(result.value is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme_of(self).px(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for pair in (self._upper, self._lower):
            if pair.direction() != way:
                pair.setDirection(way)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme_of(self).px(TIGHT))
        row.setContentsMargins(-theme_of(self).px(6), 0, 0, 0)  # the words stand in line
        self.steps = button(self.tr("All steps"), self.steps_asked.emit, kind="link")
        self.copy = button(self.tr("Copy"), self.copied.emit, kind="link")
        self.note = button(self.tr("Into the file"), self.noted.emit, kind="link")
        self.book = button(self.tr("Workbook"), self.workbook.emit, kind="link")
        self.explain = button(self.tr("Explain"), self.explained.emit, kind="link")
        self.explain.setToolTip(self.tr("In plain words for the borrower, in their language"))
        self.copy.setToolTip(self.tr("The columns, the reasons and these steps as text"))
        self.note.setToolTip(self.tr("The same as a note on the timeline of the loan"))
        for each in (self.steps, self.explain, self.copy, self.note, self.book):
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _pair(self, left: QWidget, right: QWidget, shares: tuple[int, int] = (1, 1)) -> QBoxLayout:
        made = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        made.setSpacing(theme_of(self).px(AIRY))
        made.addWidget(left, shares[0])
        made.addWidget(right, shares[1])
        return made

    def _titled(self, title: str, widget: QWidget) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(TIGHT))
        column.addWidget(label(title, "label"))
        column.addWidget(widget)
        column.addStretch(1)
        return part


def summary(result: Result) -> str:
    """What the option comes to, in a line that can be read to somebody."""
    found = result.figures
    if found is None:
        return f"{result.trouble} {result.do}".strip()
    said = list[str]()
    if found.payment_now is not None and found.first_due is not None:
        said.append(f"{found.payment_now} from {text.day(found.first_due)}")
    if found.payment_later is not None and found.later_from is not None:
        said.append(f"{found.payment_later} from {text.day(found.later_from)}")
    if found.change is not None:
        said.append(f"{signed(found.change)} a month" if found.change else "no change a month")
    if found.surplus_after is not None:
        said.append(f"at least {found.surplus_after} left")
    if found.months_to_cure is not None:
        said.append(f"current in {text.count(found.months_to_cure, 'month')}")
    if result.value is not None and result.value.advantage is not None:
        said.append(f"{signed(result.value.advantage)} to the bank")
    # Each part stays in one piece where the line is broken.
    return " \u00b7 ".join(part.replace(" ", "\u00a0").replace("+", "+\u2060") for part in said)
