"""The assumptions of the value to the bank: every figure with its origin and what it moves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.programs.change_form import ChangeForm
from mortgage_collect.ui.programs.facts import Facts
from mortgage_collect.ui.programs.page import Page
from mortgage_collect.ui.programs.rows import assumption_rows, decided_rows
from mortgage_collect.ui.programs.tables import DecisionsList, ValuesList
from mortgage_collect.ui.programs.view_model import ProgramsModel, Seen

DRAFT = "programs.assumptions"
KEPT_UNDER = "assumptions"


class AssumptionsPage(Page):
    """The table with a filter, the one picked below it, and the decisions behind a tab."""

    def __init__(self, desk: Desk, model: ProgramsModel, parent: QWidget | None = None) -> None:
        super().__init__(desk, model, parent)
        self._drafts = Drafts.of(desk.runner)
        self.head = Section(self.tr("Assumptions of the value"))
        self.facts = Facts(
            {
                "verified": self.tr("Verified"),
                "edition": self.tr("Edition"),
                "coming": self.tr("Coming"),
            }
        )
        self.head.add(self.facts)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Figures or decisions"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(self.tr("Figures"))
        self.tabs.addTab(self.tr("Decisions"))
        self.values = ValuesList(assumptions=True)
        self.change = ChangeForm(desk, origin=True)
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
        self.change.restore(self._drafts.kept(DRAFT, 0))
        self.tabs.currentChanged.connect(self._show_tab)
        self.values.chosen.connect(self.change.show_row)
        self.values.opened.connect(self._edit)
        self.change.decided.connect(self._change)
        self.change.another.connect(self.enter)
        self.change.wanted.connect(self.values.go)
        self.change.grew.connect(lambda: self.bring(self.change) if self.change.busy else None)

    def show_seen(self, key: str, found: Seen) -> None:
        held = found.assumptions.assumptions
        entries = tuple(held)
        verified = sum(each.verified for each in entries)
        coming = [
            self.tr("{0} from {1}").format(self._named(found, name), text.day(each.since))
            for name, each in found.assumptions.coming
            if held.get(name) is not None or "." not in name
        ]
        self.facts.say("verified", self.tr("{0:,} of {1:,} figures").format(verified, len(entries)))
        self.facts.say("edition", held.edition)
        self.facts.say("coming", "; ".join(coming))
        rows = tuple(assumption_rows(found.assumptions))
        self.change.show_rows({row.name: row for row in rows})
        self.values.show_rows(rows)
        self.change.show_row(self.values.row)
        named = dict(found.decided).get(KEPT_UNDER, ())
        told = decided_rows(
            named, found.on, lambda name: self._named(found, name), self._desk.local
        )
        self.decisions.show_rows(tuple(told))
        self.tabs.setTabText(1, self.tr("Decisions ({0})").format(len(named)))

    def _named(self, found: Seen, name: str) -> str:
        """ "Cost of selling", or "Cost of selling: source" for a part of its origin."""
        held = found.assumptions.assumptions
        if (entry := held.get(name)) is not None:
            return entry.label
        owner, _, part = name.rpartition(".")
        entry = held.get(owner)
        words = {
            "source": self.tr("source"),
            "as_of": self.tr("as of"),
            "reviewed_on": self.tr("reviewed on"),
            "verified": self.tr("verified"),
        }
        return f"{entry.label}: {words.get(part, part)}" if entry is not None else name

    def _show_tab(self, at: int) -> None:
        self.values.setVisible(at == 0)
        self.change.setVisible(at == 0)
        self.decisions.setVisible(at == 1)

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

    def _edit(self) -> None:
        self.change.enter()
        self.bring(self.change)

    def be_narrow(self, narrow: bool) -> None:
        for part in (self.values, self.change, self.decisions):
            part.be_narrow(narrow)

    def put_away(self) -> None:
        self._drafts.keep(DRAFT, 0, self.change.draft())

    def _change(self, changes: Any, since: Any, why: str) -> None:
        self.model.change_assumptions(
            changes, since, why, done=self._changed, refused=self.change.say
        )

    def _changed(self) -> None:
        self.change.done()
        self._drafts.drop(DRAFT, 0)
        self.enter()
