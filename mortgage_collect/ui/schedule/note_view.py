"""The note run forward: the way and its questions, what it comes to, and every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.arm import Bound
from mortgage_collect.loanmath.arm_forecast import ArmChange, moving
from mortgage_collect.loanmath.note import NoteSchedule, PaymentFrom
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.amount_list import Amount, AmountList
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.throttle import Throttle
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG, WIDE
from mortgage_collect.ui.schedule import words
from mortgage_collect.ui.schedule.note_form import NoteForm
from mortgage_collect.ui.schedule.rows_table import NoteRows
from mortgage_collect.ui.schedule.view_model import NoteModel, Seen

if TYPE_CHECKING:
    from mortgage_collect.queries.note import NoteOnFile

QUIET = 150
"""Milliseconds without a key before the rows are made anew."""
MOST_STRETCHES = 6
"""So many payments are told one by one; the rows have all."""


class NoteView(QWidget):
    """Form, figures and rows, from the top down."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = NoteModel(desk, loan_id, self)
        self.form = NoteForm(desk.today())
        self._soon = Throttle(self.ask, QUIET, self, first=False)
        self._said: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(SNUG))
        self.figure = label("\u2013", "heading", wrap=True)
        self.todo = label("", "muted", wrap=True)
        self.todo.hide()
        column.addWidget(self._card(self.figure, self.todo, self.form))
        self.answer = self._build_figures()
        column.addWidget(self.answer)
        self.rows = NoteRows()
        self.listed = Section(self.tr("Every row"))
        self.listed.add(self.rows)
        column.addWidget(self.listed)
        self.form.edited.connect(lambda: self._soon())
        self.model.found.connect(self._on_found)
        self.model.shown.connect(self.show_schedule)
        self.model.refused.connect(self.show_refusal)

    def _card(self, *parts: QWidget) -> QFrame:
        theme, box = theme_of(self), QFrame()
        dress(box, card=True)
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(WIDE), theme.px(ROOMY), theme.px(WIDE), theme.px(ROOMY))
        column.setSpacing(theme.px(SNUG))
        for part in parts:
            column.addWidget(part)
        return box

    def _build_figures(self) -> QFrame:
        self.figures = AmountList(self.tr("What it comes to"))
        self.findings = label("", "hint", wrap=True)
        self.changes = AmountList(self.tr("How the rate changes"))
        self.change_head = label(self.tr("How the rate changes"), "strong")
        made = self._card(self.figures, self.change_head, self.changes, self.findings)
        self._show_changes(())
        self.findings.hide()
        return made

    @property
    def rows_and_section(self) -> tuple[Table[Any], Section]:
        return self.rows, self.listed

    def as_text(self) -> str:
        return self.model.as_text()

    # -- asking -------------------------------------------------------------------------------

    def ask(self) -> None:
        """The rows of what stands in the form."""
        self.model.ask(self.form.note(), self.form.look(), self.form.finance_charges())

    def _on_found(self, found: NoteOnFile) -> None:
        self._said = found.said
        self.form.show_file(found)
        self.ask()

    # -- showing ------------------------------------------------------------------------------

    def show_schedule(self, seen: Seen) -> None:
        made = seen.made
        self.figure.setText(self._in_a_line(made))
        self.todo.hide()
        self._show_answer(shown=True)
        self.figures.show_amounts(self._figures(seen))
        self._show_changes(made.changes)
        findings = [*self._said, *made.findings]
        self.findings.setText("\n".join(findings))
        self.findings.setVisible(bool(findings))
        self.rows.show_rows(made.rows)
        announce(self.figure, self.figure.text())

    def show_refusal(self, message: str, do: str) -> None:
        """No rows: what is missing or wrong, and what to do."""
        self.figure.setText(message)
        self.todo.setText(do)
        self.todo.setVisible(bool(do))
        self._show_answer(shown=False)
        self.rows.show_rows(())
        announce(self.figure, message)

    def _show_answer(self, *, shown: bool) -> None:
        for part in (self.answer, self.listed):
            part.setVisible(shown)

    def _in_a_line(self, made: NoteSchedule) -> str:
        payments = text.count(len(made.rows), self.tr("payment"))
        final = made.final
        return self.tr("{0}, the last of {1} on {2}").format(
            payments, final.payment, text.day(final.due_on)
        )

    def _figures(self, seen: Seen) -> list[Amount]:
        made = seen.made
        rows = [self._stretch(each, made) for each in made.payments[:MOST_STRETCHES]]
        if (more := len(made.payments) - MOST_STRETCHES) > 0:
            rows.append(Amount(self.tr("and {0} later payments, see the rows").format(more)))
        rows += [
            Amount(self.tr("Interest in all"), str(made.total_interest), ruled=True),
            Amount(self.tr("Paid in all"), str(made.total_paid)),
        ]
        if made.highest_balance > made.balance:
            rows.append(Amount(self.tr("Most that is ever owed"), str(made.highest_balance)))
        rows.append(self._apr(seen))
        return rows

    def _stretch(self, each: PaymentFrom, made: NoteSchedule) -> Amount:
        row = made.rows[each.first - 1]
        how = {
            "given": self.tr("at {0}").format(each.rate),
            "interest": self.tr("the interest at {0}").format(each.rate),
            "capped": self.tr("at {0}, held by the payment cap").format(each.rate),
            "level": self.tr("at {0}, level over {1}").format(each.rate, each.level_over),
        }[each.how]
        says = self.tr("From {0}").format(text.day(row.due_on))
        return Amount(says, str(each.payment), how)

    def _apr(self, seen: Seen) -> Amount:
        words_ = self.tr("APR, for information")
        if seen.apr is not None:
            note = self.tr("with finance charges of {0}; no disclosure").format(seen.charges)
            return Amount(words_, str(seen.apr), note)
        unknown = seen.apr_refused or self.tr("the finance charges are not told")
        return Amount(words_, self.tr("unknown"), unknown, tone="caution")

    def _show_changes(self, changes: tuple[ArmChange, ...]) -> None:
        shown = moving(changes)
        self.changes.show_amounts([self._change(each) for each in shown])
        self.changes.setVisible(bool(shown))
        self.change_head.setVisible(bool(shown))

    def _change(self, change: ArmChange) -> Amount:
        made = change.adjustment
        margin = Rate(made.unrounded.millionths - made.index.millionths)
        steps = self.tr("{0} + {1} = {2}, rounded {3}").format(
            made.index, margin, made.unrounded, made.rounded
        )
        if made.lowest is not None and made.highest is not None:
            steps += self.tr("; between {0} and {1}").format(made.lowest, made.highest)
        if made.bound is not Bound.NOTHING:
            steps += f": {words.bound(made.bound)}"
        return Amount(text.day(change.on), str(made.rate), steps)
