"""What the page of a program and the page of the assumptions have in common: values to change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.programs.change_form import ChangeForm
from mortgage_collect.ui.programs.page import Page
from mortgage_collect.ui.programs.rows import ValueRow, decided_rows
from mortgage_collect.ui.programs.tables import DecisionsList, ValuesList
from mortgage_collect.ui.programs.view_model import Changes, ProgramsModel, Seen


class SetPage(Page):
    """`head` on top; below it the values with the form that changes one, or behind the second tab
    what was decided about them. What is typed into the form is kept under `draft`."""

    def __init__(
        self,
        desk: Desk,
        model: ProgramsModel,
        *,
        assumptions: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, model, parent)
        self._drafts = Drafts.of(desk.runner)
        self._fixed = False
        self.head = Section(" ")
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(self.tr("Figures") if assumptions else self.tr("Values"))
        self.tabs.addTab(self.tr("Decisions"))
        self.values = ValuesList(assumptions=assumptions)
        self.change = ChangeForm(desk, origin=assumptions)
        self.decisions = DecisionsList()
        for part in (self.head, self.tabs, self.values, self.change, self.decisions):
            grows = part in (self.values, self.decisions)
            self.column.addWidget(part, 1 if grows else 0)
        self.acts = {
            "values": self.enter,
            "find": self.find_value,
            "decisions": self.enter_decisions,
        }
        self._show_tab(0)
        self.tabs.currentChanged.connect(self._show_tab)
        self.values.chosen.connect(self.change.show_row)
        self.values.opened.connect(self._edit)
        self.change.decided.connect(lambda *decided: self.hand_on(*decided))
        self.change.another.connect(self.enter)
        self.change.wanted.connect(self.values.go)
        self.change.grew.connect(lambda: self.bring(self.change) if self.change.busy else None)

    @property
    def draft(self) -> str:
        """The name under which what is typed is kept; "" while no set is shown."""
        raise NotImplementedError

    def hand_on(self, changes: Changes, since: date, why: str) -> None:
        """Give the decision to the model, which answers `changed` or says what it refused."""
        raise NotImplementedError

    def show_set(
        self, found: Seen, kept_under: str, rows: Iterable[ValueRow], named: Callable[[str], str]
    ) -> None:
        """`kept_under` is the key of its decisions, `named` says a stored name."""
        shown = tuple(rows)
        self.change.show_rows({row.name: row for row in shown})
        self.values.show_rows(shown)
        self.change.show_row(self.values.row)
        made = dict(found.decided).get(kept_under, ())
        self.decisions.show_rows(tuple(decided_rows(made, found.on, named, self._desk.local)))
        self.tabs.setTabText(1, self.tr("Decisions ({0})").format(len(made)))

    # -- the keyboard -------------------------------------------------------------------------

    def enter(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.values.enter()
        self.bring(self.values)

    def find_value(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.values.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bring(self.values)

    def enter_decisions(self) -> None:
        self.tabs.setCurrentIndex(1)
        self.decisions.enter()
        self.bring(self.decisions)

    def be_narrow(self, narrow: bool) -> None:
        for part in (self.values, self.change, self.decisions):
            part.be_narrow(narrow)

    def put_away(self) -> None:
        if self.draft:
            self._drafts.keep(self.draft, 0, self.change.draft())

    def take_up(self) -> None:
        """What was typed for this set before it was put away."""
        self.change.restore(self._drafts.kept(self.draft, 0))

    def changed(self) -> None:
        """The decision is kept."""
        self.change.done()
        self._drafts.drop(self.draft, 0)
        self.enter()

    def be_fixed(self, fixed: bool) -> None:
        """Values that are only read have no form below them."""
        self._fixed = fixed
        self._show_tab(self.tabs.currentIndex())

    def _show_tab(self, at: int) -> None:
        self.values.setVisible(at == 0)
        self.change.setVisible(at == 0 and not self._fixed)
        self.decisions.setVisible(at == 1)

    def _edit(self) -> None:
        if self._fixed:
            return
        self.change.enter()
        self.bring(self.change)
