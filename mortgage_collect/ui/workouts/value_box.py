"""What the option is worth to the bank: against none, the break-even, and what it hangs on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import tabular, theme_of
from mortgage_collect.ui.kit.tokens import ROOMY
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.comparison import signed
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.value.sensitivity import Swing, break_even_sentence
from mortgage_collect.workout.worth import sensitivity_of

MOST_ROWS = 8


class ValueBox(QWidget):
    """The plus/minus table is worked out when it is asked for, and follows the terms from then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._shown: tuple[CaseFacts, Result] | None = None
        self.headline = label("", "strong", wrap=True)
        self.headline.setFont(tabular(self.headline.font()))
        self.sentence = label("", wrap=True)
        self.missing = label("", "muted", wrap=True)
        self.more = button(self.tr("What does it hang on?"), self.toggle, kind="link")
        self.assumptions = button(self.tr("The assumptions"), kind="link")
        self.assumptions.setToolTip(self.tr("Every figure chosen for the value (Alt+U)"))
        self._rows = RowsModel[Swing](
            [
                Column(self.tr("If this were"), lambda row: row.label, width=22, stretch=True),
                Column(self.tr("Lower"), lambda row: row.lower, kind="figures", width=11),
                Column(
                    self.tr("Value then"),
                    lambda row: row.advantage_lower,
                    signed,
                    kind="money",
                    width=13,
                    tone=lambda row: _tone(row.advantage_lower),
                ),
                Column(self.tr("Higher"), lambda row: row.higher, kind="figures", width=11),
                Column(
                    self.tr("Value then"),
                    lambda row: row.advantage_higher,
                    signed,
                    key="value_higher",
                    kind="money",
                    width=13,
                    tone=lambda row: _tone(row.advantage_higher),
                ),
            ],
            summary=lambda row: self.tr("{0}: {1} at {2}, {3} at {4}").format(
                row.label,
                signed(row.advantage_lower),
                row.lower,
                signed(row.advantage_higher),
                row.higher,
            ),
            key=lambda row: row.key,
        )
        self.table: Table[Swing] = Table(
            self._rows, name=self.tr("Value to the bank, plus and minus"), flat=True
        )
        self._rows.setParent(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        links = QHBoxLayout()
        links.setSpacing(theme.px(ROOMY))
        links.addWidget(self.more)
        links.addWidget(self.assumptions)
        links.addStretch(1)
        for widget in (self.headline, self.sentence, self.missing):
            column.addWidget(widget)
        column.addLayout(links)
        column.addWidget(self.table)
        self.table.hide()

    @property
    def rows(self) -> tuple[Swing, ...]:
        return self._rows.rows

    def show_result(self, case: CaseFacts, result: Result) -> None:
        worth = result.value
        self.setVisible(worth is not None)
        if worth is None:
            self._shown = None
            return
        self._shown = (case, result)
        told = self.tr("Worth {0} to the bank today; without a workout {1}").format(
            self.tr("an unknown amount") if worth.npv is None else worth.npv,
            self.tr("not known") if worth.npv_without is None else worth.npv_without,
        )
        if worth.advantage is not None:
            told = self.tr("{0}: {1}").format(told, signed(worth.advantage))
        self.headline.setText(told)
        less = worth.advantage is not None and worth.advantage < ZERO
        dress(self.headline, word="caution" if less else "")
        self.sentence.setText(break_even_sentence(worth))
        said = " ".join((*worth.missing, *worth.notes))
        self.missing.setText(said)
        self.missing.setVisible(bool(said))
        self.more.setVisible(worth.advantage is not None)
        if not self.table.isHidden():
            self._fill()

    def toggle(self) -> None:
        shown = self.table.isHidden()
        if shown:
            self._fill()
        self.table.setVisible(shown)
        self.more.setText(
            self.tr("Hide what it hangs on") if shown else self.tr("What does it hang on?")
        )
        if shown:
            self.table.setFocus()

    def _fill(self) -> None:
        if self._shown is None:
            return
        case, result = self._shown
        found = sensitivity_of(case, result.offer) if result.offer is not None else None
        rows = found.swings if found is not None else ()
        self._rows.show_rows(rows)
        self.table.fit_rows(MOST_ROWS)


def _tone(advantage: Money) -> Tone | None:
    return "caution" if advantage < ZERO else None
