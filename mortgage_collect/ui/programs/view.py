"""Programs and assumptions: what every option is worked out under, and how far it may be relied on.

The sets stand at the side, the one chosen at the right. Enter goes from the list into the page and
from a value to its form; Esc goes back the same way.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import TIGHT, WIDE
from mortgage_collect.ui.programs.assumptions_page import AssumptionsPage
from mortgage_collect.ui.programs.investors_page import InvestorsPage
from mortgage_collect.ui.programs.page import Page
from mortgage_collect.ui.programs.program_page import ProgramPage
from mortgage_collect.ui.programs.sets_list import SetLine, SetsList
from mortgage_collect.ui.programs.translations_page import TranslationsPage
from mortgage_collect.ui.programs.view_model import ProgramsModel, Seen

INVESTORS, ASSUMPTIONS, PAGES = "investors", "assumptions", "pages"
NARROW = 720
SOON = 150
"""Milliseconds between two pages that are made before anybody asks for them."""
P = TypeVar("P", bound=Page)


class ProgramsPlace(Sheet):
    """`at` names the set it opens at: a program's key, or one of the three others. With `edition`
    that program is seen as it was under it, until one asks for today's."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, at: str = "", edition: str = ""
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Programs and assumptions"))
        self._at, self._shown, self._opened_at = at, "", at
        self.model = ProgramsModel(desk, self)
        self.sets = SetsList()
        self.beside.addWidget(self.sets)
        self.choice = ChoiceEdit()
        self.choice.setAccessibleName(self.tr("Programs, assumptions and pages"))
        self._over = QFrame()
        over = QVBoxLayout(self._over)
        edge = theme_of(self).px(WIDE)
        over.setContentsMargins(edge, theme_of(self).px(TIGHT), edge, theme_of(self).px(TIGHT))
        over.addWidget(self.choice)
        self.above.addWidget(self._over)
        self._over.hide()
        self._desk, self.pages = desk, list[Page]()
        self.sets.picked.connect(self.go)
        self.sets.entered.connect(lambda: self.page.enter())
        self.choice.entered.connect(self.sets.go)
        self.model.shown.connect(self._show)
        self.listed = Actions(
            self,
            [
                self._act("values", self.tr("Values"), "Alt+V"),
                self._act("find", self.tr("Find a value"), "Alt+F"),
                self._act("decisions", self.tr("Decisions"), "Alt+D"),
                self._act("first", self.tr("Turn on, choose, approve, add a place"), "Alt+N"),
                self._act("second", self.tr("Record a review, take back"), "Alt+R"),
                self._act("loan", self.tr("The page with this loan's figures"), "Alt+P"),
            ],
        )
        self.starts_at(self.sets)
        self.model.look_under(edition)

    # -- pages: the one that is seen at once, the others when the desk has come to rest ------

    @cached_property
    def programs(self) -> ProgramPage:
        return self._add(ProgramPage(self._desk, self.model))

    @cached_property
    def investors(self) -> InvestorsPage:
        return self._add(InvestorsPage(self._desk, self.model))

    @cached_property
    def assumptions(self) -> AssumptionsPage:
        return self._add(AssumptionsPage(self._desk, self.model))

    @cached_property
    def translations(self) -> TranslationsPage:
        return self._add(TranslationsPage(self._desk, self.model))

    @property
    def page(self) -> Page:
        """The one that is shown."""
        match self._shown:
            case "investors":
                return self.investors
            case "assumptions":
                return self.assumptions
            case "pages":
                return self.translations
        return self.programs

    def _add(self, page: P) -> P:
        self.body.addWidget(page, 1)
        page.hide()
        page.seen.connect(self._see)
        page.be_narrow(self.sets.isHidden())
        self.pages.append(page)
        return page

    def _make_next(self) -> None:
        """One more of the pages nobody has asked for yet."""
        for name in ("programs", INVESTORS, ASSUMPTIONS, "translations"):
            if name not in vars(self):
                getattr(self, name)
                QTimer.singleShot(SOON, self, self._make_next)
                return

    def _act(self, name: str, words: str, keys: str) -> Action:
        """One the page shown may have."""
        return Action(name, words, lambda: self.page.do(name), keys)

    # -- showing ------------------------------------------------------------------------------

    def _show(self, found: Seen) -> None:
        lines = [*self._program_lines(found), *self._other_lines(found)]
        self.choice.set_choices([Choice(line.key, line.title) for line in lines])
        self.sets.show_lines(lines)
        at, self._at = self._at, ""
        self.go(at or self.sets.key)
        QTimer.singleShot(SOON, self, self._make_next)

    def _program_lines(self, found: Seen) -> list[SetLine]:
        made = []
        for view in found.programs:
            held = view.program
            word = self.tr("in use") if held.on else self.tr("off")
            checked = self.tr("verified") if held.verified else self.tr("unverified")
            read = (
                self.tr("reviewed {0}").format(text.day(held.reviewed_on))
                if held.reviewed_on
                else self.tr("never reviewed")
            )
            about = self.tr("from {0}, {1}").format(text.day(held.effective_from), read)
            if loans := sum(each.loans for each in found.users_of(held.key)):
                about = f"{about}, {text.count(loans, self.tr('loan'))}"
            tone = "neutral" if not held.on else "clear" if held.verified else "caution"
            made.append(SetLine(held.key, held.title, tone, f"{word}, {checked}", about))  # type: ignore[arg-type]
        return made

    def _other_lines(self, found: Seen) -> list[SetLine]:
        named = [each for each in found.investors if each.code]
        off = [each for each in found.investors if each.off]
        figures = tuple(found.assumptions.assumptions)
        verified = sum(each.verified for each in figures)
        spoken = found.translations[0]
        whole = spoken.approved == len(spoken.pages)
        return [
            SetLine(
                INVESTORS,
                self.tr("Program of each investor"),
                "caution" if off else "neutral",
                self.tr("a chosen program is off") if off else self.tr("chosen by the bank"),
                text.count(len(named), self.tr("investor"))
                if named
                else self.tr("no investor on file"),
            ),
            SetLine(
                ASSUMPTIONS,
                self.tr("Assumptions of the value"),
                "clear" if verified == len(figures) else "caution",
                self.tr("{0:,} of {1:,} verified").format(verified, len(figures)),
                found.assumptions.assumptions.edition,
            ),
            SetLine(
                PAGES,
                self.tr("Plain-language pages"),
                "clear" if whole else "caution",
                self.tr("Spanish approved") if whole else self.tr("Spanish unreviewed"),
                text.count(len(spoken.pages), self.tr("page")),
            ),
        ]

    def go(self, key: str) -> None:
        """Show a set."""
        if not key or self.model.seen is None:
            self._at = key or self._at
            return
        if key != self._shown:
            if self._shown:
                self.page.put_away()
            self._shown = key
            if self.area is not None:
                self.area.verticalScrollBar().setValue(0)
        shown = self.page
        for page in self.pages:
            page.setVisible(page is shown)
        self.sets.go(key)
        self.choice.set_value(key)
        self.page.show_seen(key, self.model.seen)

    def enter(self) -> None:
        """Opened by its name a set is the one shown, wherever one has gone since."""
        if self._opened_at:
            self.go(self._opened_at)
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the keyboard -------------------------------------------------------------------------

    def go_on(self) -> None:
        """Enter on the list, or on the choice that stands for it, goes into the page."""
        if self.focusWidget() in (self.sets, self.choice):
            self.page.enter()
        else:
            super().go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in a page goes back to the list first."""
        here = self.focusWidget()
        inside = here is not None and bool(self._shown) and self.page.isAncestorOf(here)
        if event.key() == Qt.Key.Key_Escape and inside:
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _first(self) -> QWidget:
        return self.choice if self.sets.isHidden() else self.sets

    def put_away(self) -> None:
        for page in self.pages:
            page.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme_of(self).px(NARROW)
        if narrow == self.sets.isHidden():
            return
        held = self.sets.hasFocus() or self.choice.hasFocus()
        self.sets.setVisible(not narrow)
        self._over.setVisible(narrow)
        for page in self.pages:
            page.be_narrow(narrow)
        self.starts_at(self._first())
        if held:
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _see(self, part: Any) -> None:
        """Bring a part up once it has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(part))

    def _scroll_to(self, part: QWidget) -> None:
        if self.area is None:
            return
        if part.height() > self.area.viewport().height():
            self.bring_up(part)
        else:
            self.area.ensureWidgetVisible(part, 0, theme_of(self).px(TIGHT))
