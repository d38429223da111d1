"""People and loan: who is on it, how they are reached, the home, and the loan's own figures."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from mortgage_collect.queries.corrections import Corrections
from mortgage_collect.services import loans
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.people.correction_form import CorrectionForm
from mortgage_collect.ui.people.field_specs import HOME, LOAN
from mortgage_collect.ui.people.people_page import PeoplePage
from mortgage_collect.ui.people.points_page import PointsPage
from mortgage_collect.ui.people.quiet_page import QuietPage
from mortgage_collect.ui.people.view_model import PeopleModel

PAGES = ("people", "points", "quiet", "home", "loan")
# A word of the service's refusal, and the field it is about.
ABOUT = (
    ("number", "number"),
    ("mature", "maturity_on"),
    ("due day", "due_day"),
    ("rate", "rate"),
)


class PeoplePanel(Sheet):
    """Ctrl+Tab goes through the pages; every mistake is said beside its field."""

    def __init__(
        self, desk: Desk, loan_id: int, parent: QWidget | None = None, *, page: str = PAGES[0]
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("People and loan"))
        self._desk, self._loan_id = desk, loan_id
        self.model = PeopleModel(desk, loan_id, self)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Pages"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in (
            self.tr("People"),
            self.tr("Numbers and consent"),
            self.tr("Quiet times"),
            self.tr("Home"),
            self.tr("Loan"),
        ):
            self.tabs.addTab(words)
        self.above.addWidget(self.tabs)
        self.people = PeoplePage(desk, self.model)
        self.points = PointsPage(self.model)
        self.quiet = QuietPage(self.model)
        self.home = CorrectionForm(HOME, desk.today(), heading=self.tr("The home"))
        self.loan = CorrectionForm(LOAN, desk.today(), with_reason=True)
        self.pages = QStackedWidget()
        self._made = (self.people, self.points, self.quiet, self.home, self.loan)
        for made in self._made:
            self.pages.addWidget(made)
        self.body.addWidget(self.pages)
        for form in self._forms:
            self.below.addWidget(form.change_box)
        self.home.corrected.connect(self._correct_home)
        self.loan.corrected.connect(self._correct_loan)
        self.people.household.wanted.connect(self.go_to)
        self.model.shown.connect(self._show)
        self.tabs.currentChanged.connect(self.turn_to)
        self.turn_to(PAGES.index(page))
        self.tabs.setCurrentIndex(PAGES.index(page))
        self.model.refresh()

    @property
    def _forms(self) -> tuple[CorrectionForm, ...]:
        return (self.people.form, self.home, self.loan)

    def turn_to(self, at: int) -> None:
        """Show a page and go to its first field; the others take no room meanwhile."""
        self.pages.setCurrentIndex(at)
        for place, made in enumerate(self._made):
            policy = made.sizePolicy()
            ignored = policy.Policy.Preferred if place == at else policy.Policy.Ignored
            made.setSizePolicy(ignored, ignored)
        self.pages.adjustSize()
        for form, page in zip(self._forms, (0, 3, 4), strict=True):
            form.come_to_front(page == at)
        if self.area is not None:
            self.area.verticalScrollBar().setValue(0)
        self.starts_at(self._made[at].first)
        if self.isVisible():
            self._made[at].first.setFocus()

    def submit(self) -> None:
        match self._made[self.pages.currentIndex()]:
            case CorrectionForm() as form:
                form.save()
            case PointsPage() as points:
                points.save()
            case QuietPage() as quiet:
                quiet.keep()
            case PeoplePage() as people:
                people.form.save()

    def _show(self, seen: Corrections) -> None:
        self.who.say(seen.who.shown)
        self.home.show_values(seen.home)
        self.loan.show_values(seen.loan)

    def _correct_home(self, changes: dict[str, Any], _reason: str) -> None:
        self.model.change(
            lambda unit: loans.correct_property(unit, self._loan_id, **changes),
            said=self.tr("The home is corrected."),
            refused=lambda words: self.home.wrong("", words),
            done=self.home.saved,
        )

    def _correct_loan(self, changes: dict[str, Any], reason: str) -> None:
        seen = self.model.seen
        if seen is None:
            return
        self.model.change(
            lambda unit: loans.correct_loan(
                unit, self._loan_id, expected=seen.version, reason=reason, **changes
            ),
            said=self.tr("The loan is corrected."),
            refused=lambda words: self.loan.wrong(self._about(words, changes), words),
            done=self.loan.saved,
        )

    def _about(self, words: str, changes: dict[str, Any]) -> str:
        if "saved this loan first" in words:
            return ""
        low = words.casefold()
        return next((key for word, key in ABOUT if word in low and key in changes), "")
