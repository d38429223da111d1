"""The version on file: where it stands, who decided, how it is kept, and what may be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.queries.standing import Move, Standing
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Elided, Mark, label
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG, TIGHT, WIDE
from mortgage_collect.ui.workouts.life import LifeStep, life_steps, missed, payment_name, said
from mortgage_collect.workout.progress import InstallmentProgress, Kept

MOST_ROWS = 6
ABREAST, NARROWLY = 3, 1
"""Steps in a row, and where there is little room."""
_TONES: dict[Kept, Tone] = {
    Kept.KEPT: "clear",
    Kept.UPCOMING: "neutral",
    Kept.SHORT: "caution",
    Kept.MISSED: "stop",
}


class LifeBox(QFrame):
    """One line while closed; `wanted(step)` when a step is chosen, `looked_back()` when the version
    is to be seen as it was decided."""

    wanted = Signal(object)
    looked_back = Signal()

    def __init__(
        self, local: Callable[[datetime], datetime], user: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        dress(self, card=True)
        self._local, self._user = local, user
        self.standing: Standing | None = None
        self.steps: tuple[LifeStep, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self.mark = Mark("clock", "muted")
        self.headline = Elided("", "strong")
        self.more = button(self.tr("More"), self.toggle, kind="link")
        self.limits = label("", wrap=True)
        self.decided = label("", "muted", wrap=True)
        self._rows = RowsModel[InstallmentProgress](
            [
                Column(
                    self.tr("No."),
                    lambda row: row.installment.number,
                    lambda number: str(number or self.tr("Down")),
                    kind="figures",
                    width=5,
                ),
                Column(
                    self.tr("Due"),
                    lambda row: row.installment.due_on,
                    text.day,
                    width=12,
                ),
                Column(
                    self.tr("To pay"), lambda row: row.installment.total, kind="money", width=11
                ),
                Column(self.tr("Came in time"), lambda row: row.in_time, kind="money", width=12),
                Column(
                    self.tr("Standing"),
                    lambda row: self._kept(row),
                    kind="light",
                    tone=lambda row: _TONES[row.status],
                    width=20,
                    stretch=True,
                ),
            ],
            summary=lambda row: self.tr("{0}, due {1}, {2}: {3}").format(
                payment_name(row.installment.number),
                text.day(row.installment.due_on),
                row.installment.total,
                self._kept(row),
            ),
            key=lambda row: row.installment.number,
        )
        self.progress: Table[InstallmentProgress] = Table(
            self._rows, name=self.tr("Payments of the plan"), flat=True
        )
        self._rows.setParent(self.progress)
        self.history = label("", "caption", wrap=True)
        self._lay_out(theme.px(WIDE))
        self.hide()

    def _lay_out(self, around: int) -> None:
        theme = theme_of(self)
        top = QHBoxLayout()
        top.setSpacing(theme.px(SNUG))
        top.addWidget(self.mark)
        top.addWidget(self.headline, 1)
        top.addWidget(self.more)
        self.inside = QWidget()
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 0, 0, theme.px(SNUG))
        column.setSpacing(theme.px(TIGHT))
        self._actions = QGridLayout()
        self._actions.setHorizontalSpacing(theme.px(SNUG))
        self._actions.setVerticalSpacing(0)
        self._actions.setColumnStretch(ABREAST, 1)
        self._abreast = ABREAST
        for widget in (self.limits, self.decided, self.progress):
            column.addWidget(widget)
        column.addLayout(self._actions)
        column.addWidget(self.history)
        self.inside.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(around, theme.px(TIGHT), theme.px(ROOMY), theme.px(TIGHT))
        whole.setSpacing(theme.px(TIGHT))
        whole.addLayout(top)
        whole.addWidget(self.inside)

    @property
    def main(self) -> LifeStep | None:
        """The step that usually follows."""
        return next((each for each in self.steps if each.main), None)

    def step(self, key: str) -> LifeStep | None:
        return next((each for each in self.steps if each.key == key), None)

    def show_standing(self, found: Standing | None) -> None:
        self.standing = found
        self.steps = life_steps(found, self._user) if found is not None else ()
        self.setVisible(found is not None)
        if found is None:
            return
        self.headline.say(self._headline(found))
        self.mark.set_mark(*self._mark(found))
        self.limits.setText(
            self.tr("It needs a second person: {0}.").format("; ".join(found.approvals))
            if found.waits
            else ""
        )
        self.limits.setVisible(found.waits)
        self.decided.setText(self._decided(found))
        self.decided.setVisible(bool(self.decided.text()))
        rows = found.progress.rows if found.progress is not None else ()
        self._rows.show_rows(rows)
        self.progress.setVisible(bool(rows))
        self.progress.fit_rows(MOST_ROWS)
        self._list_actions()
        self.history.setText("\n".join(self._told(each) for each in found.moves))
        self.history.setVisible(bool(found.moves))

    def toggle(self) -> None:
        self.open(self.inside.isHidden())

    def open(self, shown: bool = True) -> None:
        self.inside.setVisible(shown)
        self.more.setText(self.tr("Less") if shown else self.tr("More"))

    @property
    def rows(self) -> tuple[InstallmentProgress, ...]:
        return self._rows.rows

    # -- words --------------------------------------------------------------------------------

    def _headline(self, found: Standing) -> str:
        parts = [said(found)]
        going = found.progress
        if going is not None:
            kept = sum(row.status is Kept.KEPT for row in going.rows)
            parts.append(self.tr("{0} of {1} paid").format(kept, len(going.rows)))
            if failed := missed(found):
                parts.append(self.tr("{0} not kept").format(len(failed)))
        if found.to_make_permanent:
            parts.append(self.tr("not permanent yet"))
        if found.waits:
            parts.append(self.tr("waits for approval"))
        if found.program_changed:
            parts.append(self.tr("the program has changed since"))
        if found.review_due is not None:
            parts.append(self.tr("to be reviewed by {0}").format(text.day(found.review_due)))
        return " \u00b7 ".join(parts)

    def _mark(self, found: Standing) -> tuple[str, str]:
        if found.waits or found.review_due is not None or found.to_make_permanent:
            return "hourglass", "caution"
        if found.plan.status is WorkoutStatus.BROKEN or missed(found):
            return "triangle-alert", "caution"
        if found.plan.status is WorkoutStatus.COMPLETED:
            return "circle-check", "clear"
        return "clock", "muted"

    def _decided(self, found: Standing) -> str:
        plan = found.plan
        day = text.day(self._local(plan.made_at).date())
        parts = [self.tr("Proposed by {0} on {1}").format(plan.made_by, day)]
        if plan.reason:
            parts.append(self.tr("in spite of the limits: {0}").format(plan.reason))
        if found.approved_by:
            who = self.tr("approved by {0} alone") if found.solo else self.tr("approved by {0}")
            parts.append(who.format(found.approved_by))
        words = ", ".join(parts)
        if found.broken_by_hand:
            again = self.tr("Broken by hand: payments do not start it again, a person does.")
            words = f"{words}. {again}"
        return words

    def _told(self, move: Move) -> str:
        at = self._local(move.at)
        words = self.tr("{0}: {1} to {2}, by {3}").format(
            text.day(at.date()), move.was.label.lower(), move.now.label.lower(), move.by
        )
        if move.reason:
            words = self.tr("{0} ({1})").format(words, move.reason)
        return self.tr("{0}, taken back").format(words) if move.undone else words

    def _kept(self, row: InstallmentProgress) -> str:
        found = self.standing
        if found is not None and row.installment.number in found.forgiven:
            return self.tr("forgiven")
        if row.status is Kept.SHORT:
            return self.tr("short by {0}").format(row.short_by)
        return row.status.label

    def be_narrow(self, narrow: bool) -> None:
        """The steps one below the other where there is little room."""
        abreast = NARROWLY if narrow else ABREAST
        if abreast != self._abreast:
            self._abreast = abreast
            self._list_actions()

    # -- doing --------------------------------------------------------------------------------

    def _list_actions(self) -> None:
        while (item := self._actions.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        for step in self.steps:
            if step.main:
                continue  # it stands at the foot
            made = button(step.words, kind="link")
            made.clicked.connect(lambda _=False, step=step: self.wanted.emit(step))
            at = len(self.buttons)
            self.buttons[step.key] = made
            self._actions.addWidget(made, at // self._abreast, at % self._abreast)
        back = button(self.tr("As it was decided"), self.looked_back.emit, kind="link")
        at = len(self.buttons)
        self.buttons["decided"] = back
        self._actions.addWidget(back, at // self._abreast, at % self._abreast)
