"""What a review is told only now and then: a paper's date, more lines, one more income."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from mortgage_collect.core.words import Standing
from mortgage_collect.review.carry import Seat, name_of
from mortgage_collect.review.keys import MOST
from mortgage_collect.review.line import Section
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.fields import ChoiceEdit
from mortgage_collect.ui.reviews.add_income import HOUSEHOLD, AddIncome

if TYPE_CHECKING:
    from mortgage_collect.ui.reviews.view import ReviewPanel


class Asides(QObject):
    """Keys of the review that the common conversation does without."""

    def __init__(self, panel: ReviewPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.income = AddIncome()
        self.income.wanted.connect(self._on_income)
        self.income.asked.connect(self._on_asked)
        self.listed = Actions(
            panel,
            [
                Action("dated", self.tr("Date of the paper"), self.go_date, "Alt+D"),
                Action("again", self.tr("The answer of last time"), self.as_before, "Alt+A"),
                Action("more", self.tr("More to tell here"), self.more_here, "Alt+M"),
                Action("income", self.tr("One more income"), self.add_income, "Alt+I", "plus"),
                Action("begin", self.tr("Begin with earlier answers"), self.begin, "Alt+B"),
            ],
        )
        more = self.listed.button("income", "quiet")
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = panel.form.parts[Section.INCOME]
        card.add(self.income)
        card.add_action(more)

    def go_date(self) -> None:
        """To the date of the paper that proves the line with the focus."""
        if (row := self._panel.row_here()) is not None:
            row.go_date()

    def as_before(self) -> None:
        """The answer of last time, taken over into the line with the focus, as only said."""
        row, start = self._panel.row_here(), self._panel.model.start
        if row is None or start is None or (told := start.before.get(row.line.key)) is None:
            self._panel.help.say(self.tr("There is no answer of last time to this line."))
            return
        row.show_entry(replace(told, standing=Standing.STATED, paper_on=None))
        row.commit()
        self._panel.go_on()

    def more_here(self) -> None:
        """Open the papers of the income with the focus, or what else this part may tell."""
        row = self._panel.row_here()
        key = self._panel.model.more_here(row.line.key) if row is not None else ""
        if row is None or not key:
            self._panel.help.say(self.tr("There is nothing more to tell here."))
            return
        self._panel.build(row.line.section)
        self._panel.go_line(key)

    def add_income(self) -> None:
        """Ask whose it is and of which kind."""
        self.income.ask(self._people())

    def begin(self) -> None:
        """With the first that is offered, while nothing is answered."""
        if self._panel.model.entries or not self._panel.offer.ids:
            self._panel.help.say(
                self.tr("There is nothing to begin with, or the review is begun already.")
            )
            return
        self._panel.offer.first()

    def _on_asked(self, field: ChoiceEdit) -> None:
        """Into sight, once it has its place, and with the letters that pick."""
        self._panel.help.say(" \u00b7 ".join(f"{c.key} {c.label}" for c in field.choices))
        QTimer.singleShot(0, self, lambda: self._bring(field))

    def _bring(self, field: ChoiceEdit) -> None:
        """Unless a quick hand has gone on meanwhile."""
        if field.hasFocus():
            self._panel.go_to(field)

    def _people(self) -> list[tuple[Seat, str]]:
        model = self._panel.model
        found: list[tuple[Seat, str]] = [(("borrower", 1), self.tr("Borrower"))]
        for who in range(1, model.co_borrowers + 1):
            words = self.tr("Co-borrower") if who == 1 else self.tr("Co-borrower {0}").format(who)
            found.append((("co_borrower", who), words))
        for who in range(1, model.contributors + 1):
            told = model.entries.get(name_of(("contributor", who)))
            name = f": {told.value}" if told is not None and told.value else ""
            found.append((("contributor", who), self.tr("Contributor {0}").format(who) + name))
        if model.contributors < MOST:
            seat = ("contributor", model.contributors + 1)
            found.append((seat, self.tr("New contributor")))
        found.append((HOUSEHOLD, self.tr("Rent of another home")))
        return found

    def _on_income(self, seat: Seat, kind: str) -> None:
        key = self._panel.model.add_income(seat, kind)
        self._panel.build_people()
        self._panel.go_line(key)
