"""People and loan: who is on it, how they are reached, the home, and the loan's own figures."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from PySide6.QtCore import QTimer
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


Page = PeoplePage | PointsPage | QuietPage | CorrectionForm


def _form(page: Page) -> CorrectionForm | None:
    """What a page corrects with, where it shows what was and what is now."""
    match page:
        case PeoplePage():
            return page.form
        case CorrectionForm():
            return page
    return None


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
        self.pages = QStackedWidget()
        for _ in PAGES:
            self.pages.addWidget(QWidget())  # until the page is made
        self.body.addWidget(self.pages)
        self.model.shown.connect(self._show)
        self.tabs.currentChanged.connect(self.turn_to)
        self.turn_to(PAGES.index(page))
        self.tabs.setCurrentIndex(PAGES.index(page))
        self._building = QTimer(self, interval=0)
        self._building.timeout.connect(self._build_next)
        self._building.start()
        self.model.refresh()

    # -- the pages, one at a time so that the window never stands still ------------------------

    @cached_property
    def people(self) -> PeoplePage:
        page = PeoplePage(self._desk, self.model)
        page.household.wanted.connect(self.go_to)
        self.below.addWidget(page.form.change_box)
        self._put("people", page)
        if (seen := self.model.seen) is not None:
            page.show_people(seen)
        return page

    @cached_property
    def points(self) -> PointsPage:
        page = PointsPage(self.model, self._desk.today())
        self._put("points", page)
        if (seen := self.model.seen) is not None:
            page.show_points(seen)
        return page

    @cached_property
    def quiet(self) -> QuietPage:
        page = QuietPage(self.model)
        self._put("quiet", page)
        if (seen := self.model.seen) is not None:
            page.show_quiet(seen)
        return page

    @cached_property
    def home(self) -> CorrectionForm:
        page = CorrectionForm(HOME, self._desk.today(), heading=self.tr("The home"))
        page.corrected.connect(self._correct_home)
        self.below.addWidget(page.change_box)
        self._put("home", page)
        if (seen := self.model.seen) is not None:
            page.show_values(seen.home)
        return page

    @cached_property
    def loan(self) -> CorrectionForm:
        page = CorrectionForm(LOAN, self._desk.today(), with_reason=True)
        page.corrected.connect(self._correct_loan)
        self.below.addWidget(page.change_box)
        self._put("loan", page)
        if (seen := self.model.seen) is not None:
            page.show_values(seen.loan)
        return page

    def _put(self, name: str, page: QWidget) -> None:
        """In its place among the tabs; it takes no room until it is turned to."""
        at, ignored = PAGES.index(name), page.sizePolicy().Policy.Ignored
        page.setSizePolicy(ignored, ignored)
        stand_in = self.pages.widget(at)
        self.pages.insertWidget(at + 1, page)
        if stand_in is not None:
            self.pages.removeWidget(stand_in)
            stand_in.deleteLater()

    def _page(self, at: int) -> Page:
        """The page at a tab, made now when it was not yet."""
        found: Page = getattr(self, PAGES[at])
        return found

    @property
    def _made(self) -> dict[int, Page]:
        """The pages there are so far."""
        return {at: self._page(at) for at, name in enumerate(PAGES) if name in vars(self)}

    def _build_next(self) -> None:
        wanted = next((at for at in range(len(PAGES)) if at not in self._made), None)
        if wanted is None:
            self._building.stop()
        else:
            self._page(wanted)

    def turn_to(self, at: int) -> None:
        """Show a page and go to its first field; the others take no room meanwhile."""
        now = self._page(at)
        self.pages.setCurrentIndex(at)
        for place, made in self._made.items():
            policy = made.sizePolicy()
            ignored = policy.Policy.Preferred if place == at else policy.Policy.Ignored
            made.setSizePolicy(ignored, ignored)
            if (form := _form(made)) is not None:
                form.come_to_front(place == at)
        self.pages.adjustSize()
        if self.area is not None:
            self.area.verticalScrollBar().setValue(0)
        self.starts_at(now.first)
        if self.isVisible():
            now.first.setFocus()

    def submit(self) -> None:
        match self._page(self.pages.currentIndex()):
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
        if "home" in vars(self):
            self.home.show_values(seen.home)
        if "loan" in vars(self):
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
