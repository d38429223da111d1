"""The upper half of the card: people, loan and home, what is due, payments, in tabs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.ui.card.payments import Strip
from mortgage_collect.ui.card.people import PeopleList
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.labels import label, rule
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of


class Facts(QWidget):
    """Pairs of name and value, two or three beside each other; a missing value is said."""

    def __init__(self, abreast: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._abreast = abreast
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8))
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        for pair in range(abreast):
            self._grid.setColumnStretch(pair * 2 + 1, 1)

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        empty(self._grid)
        down = -(-len(facts) // self._abreast)
        for at, (name, value) in enumerate(facts):
            row, pair = at % down, at // down
            said = label(value or self.tr("not on file"), "body" if value else "muted", wrap=True)
            said.setAccessibleName(f"{name}: {said.text()}")
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label(name, "muted"), row, pair * 2, top)
            self._grid.addWidget(said, row, pair * 2 + 1, top)
        self._grid.setRowStretch(down, 1)


class DueList(QWidget):
    """What is due now, component by component; an unknown one says so and is never a zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8))
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnStretch(2, 1)

    def show_sight(self, seen: Sight) -> None:
        empty(self._grid)
        card, right = seen.card, Qt.AlignmentFlag.AlignRight
        if card.trouble:
            self._grid.addWidget(label(card.trouble, "muted", wrap=True), 0, 0, 1, 3)
            return
        self._total(seen)
        for row, line in enumerate(card.due, start=2):
            self._grid.addWidget(label(line.label), row, 0)
            known = line.amount is not None
            amount = label(
                str(line.amount) if known else self.tr("not known"), "body" if known else "muted"
            )
            amount.setFont(theme_of(self).font(figures=True))
            amount.setAccessibleName(f"{line.label}: {amount.text()}, {line.source.label}")
            self._grid.addWidget(amount, row, 1, right)
            self._grid.addWidget(label(line.source.label, "caption"), row, 2)
        self._grid.setRowStretch(len(card.due) + 2, 1)

    def _total(self, seen: Sight) -> None:
        card = seen.card
        self._grid.addWidget(label(self.tr("Due now"), "strong"), 0, 0)
        self._grid.addWidget(rule(), 1, 0, 1, 3)
        least = self.tr("at least {0}") if card.due_at_least else "{0}"
        whole = label(least.format(card.due_total), "strong")
        whole.setFont(theme_of(self).font("strong", figures=True))
        self._grid.addWidget(whole, 0, 1, Qt.AlignmentFlag.AlignRight)
        known_to = card.delinquency.as_of if card.delinquency else None
        if known_to:
            self._grid.addWidget(
                label(self.tr("as of {0}").format(text.day(known_to)), "caption"), 0, 2
            )


class Details(QTabWidget):
    """Tabs in the order of a conversation."""

    def __init__(self, desk: Desk, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName(self.tr("Card"))
        self.people = PeopleList(desk, model)
        self.loan = Facts(2)
        self.due = DueList()
        self.payments = Strip()
        self._add(self.people, self.tr("People and numbers"))
        self._add(self.loan, self.tr("Loan and home"))
        self._add(self.due, self.tr("Amount due"))
        self._add(self.payments, self.tr("Payments"))
        self.setCurrentIndex(int(desk.recall("card.tab", 0)))
        self._open = self.currentIndex()
        self.currentChanged.connect(lambda at: desk.remember("card.tab", at))
        model.shown.connect(self.show_sight)

    def hold(self, held: bool) -> None:
        """Only who is on the loan, until somebody is sure of the person."""
        self.blockSignals(True)
        if held:
            self._open = self.currentIndex()
            self.setCurrentIndex(0)
        for at in range(1, self.count()):
            self.setTabEnabled(at, not held)
            self.setTabToolTip(at, self.tr("Held back") if held else "")
        if not held:
            self.setCurrentIndex(self._open)
        self.blockSignals(False)

    def _add(self, page: QWidget, title: str) -> None:
        area = Scrolled()
        ground = QWidget()
        dress(ground, ground=True)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        inside.addWidget(page)
        area.setWidget(ground)
        self.addTab(area, title)

    def show_sight(self, seen: Sight) -> None:
        card, home = seen.card, seen.card.home
        worth = (
            f"{home.value} ({text.day(home.value_on)})"
            if home and home.value and home.value_on
            else _said(home.value if home else None)
        )
        self.loan.show_facts(
            [
                (self.tr("Loan"), f"{text.last_four(card.number)}  {card.loan_type}".strip()),
                (self.tr("Home"), home.shown if home else ""),
                (self.tr("Occupancy"), home.occupancy.label if home else ""),
                (self.tr("Value"), worth),
                (self.tr("Payment"), _said(card.payment)),
                (self.tr("Principal balance"), _said(card.upb)),
                (self.tr("Next due"), text.day(card.next_due_on) if card.next_due_on else ""),
                (self.tr("Rate"), f"{card.rate.plain}%" if card.rate else ""),
                (self.tr("Made"), text.day(card.originated_on) if card.originated_on else ""),
                (self.tr("Matures"), text.day(card.maturity_on) if card.maturity_on else ""),
                (self.tr("Escrow balance"), _said(card.escrow_balance)),
                (self.tr("We act as"), card.capacity.label),
            ]
        )
        self.due.show_sight(seen)
        self.payments.show_sight(seen)

    def be_narrow(self, narrow: bool) -> None:
        """Short titles where the long ones would be cut."""
        self.setTabText(0, self.tr("People") if narrow else self.tr("People and numbers"))
        self.setTabText(2, self.tr("Due") if narrow else self.tr("Amount due"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme_of(self).px(230))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(220), theme_of(self).px(110))


def _said(amount: Money | None) -> str:
    return "" if amount is None else str(amount)
