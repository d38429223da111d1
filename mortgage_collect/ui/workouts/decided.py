"""A saved version as it was decided: its figures, its limits, its steps, and what differs today."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.as_decided import AsDecided, KeptLine, Limit, as_decided
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fact_list import FactList
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.workouts.steps import Step, Steps

MOST_NAMED = 4
"""Values named in the sentence about what differs; the table has them all, the rest behind it."""
MOST_ROWS = 14


class DecidedPanel(Sheet):
    """Nothing in it is worked out again: it is what was kept when the version was saved."""

    roomy = True

    def __init__(
        self, desk: Desk, loan_id: int, parent: QWidget | None = None, *, workout_id: int
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("As it was decided"))
        self._desk, self._loan_id, self.workout_id = desk, loan_id, workout_id
        self.found: AsDecided | None = None
        self._build_head()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Figures, limits or steps"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in (self.tr("Figures"), self.tr("Limits"), self.tr("Steps")):
            self.tabs.addTab(words)
        self.figures, self.steps = Steps(), Steps()
        self._rows = RowsModel[Limit](
            [
                Column(
                    self.tr("Limit"),
                    lambda row: row.full_label,
                    width=18,
                    stretch=True,
                    hint=self._spoken,
                ),
                Column(self.tr("Then"), lambda row: row.then, width=11, bold=True),
                Column(
                    self.tr("Today"),
                    lambda row: row.today if row.differs else self.tr("the same"),
                    width=11,
                    tone=lambda row: "caution" if row.differs else "neutral",
                ),
            ],
            summary=self._spoken,
            key=lambda row: (row.section, row.label),
        )
        self.limits: Table[Limit] = Table(
            self._rows, name=self.tr("Limits it was decided under"), flat=True
        )
        self._rows.setParent(self.limits)
        for part in (self.tabs, self.figures, self.limits, self.steps):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.tabs.currentChanged.connect(self._show_tab)
        self._show_tab(0)
        self._build_foot()
        self.starts_at(self.tabs)
        desk.runner.changed.connect(self._on_changed)
        self.look_at(workout_id)

    def _build_head(self) -> None:
        self.head = Section(" ")
        self.facts = FactList(
            {
                "proposed": self.tr("Proposed"),
                "against": self.tr("In spite of"),
                "approved": self.tr("Approved"),
                "program": self.tr("Program"),
                "edition": self.tr("Edition"),
                "assumed": self.tr("Assumptions"),
            }
        )
        self.since = label("", "strong", wrap=True)
        self.then = button(self.tr("The program as it was"), self.open_then, kind="link")
        self.today = button(self.tr("Today's program"), self.open_today, kind="link")
        for part in (self.since, self.facts):
            self.head.add(part)
        links = QHBoxLayout()
        links.setContentsMargins(-theme_of(self).px(6), 0, 0, 0)  # the words stand in line
        for link in (self.then, self.today):
            links.addWidget(link)
        links.addStretch(1)
        self.head.body.addLayout(links)
        self.body.addWidget(self.head)

    def _build_foot(self) -> None:
        self.listed = Actions(
            self,
            [
                Action("figures", self.tr("Figures"), lambda: self._go(0), "Alt+F"),
                Action("limits", self.tr("Limits"), lambda: self._go(1), "Alt+L"),
                Action("steps", self.tr("Steps"), lambda: self._go(2), "Alt+S"),
                Action("then", self.tr("The program as it was"), self.open_then, "Alt+P"),
                Action("today", self.tr("Today's program"), self.open_today, "Alt+T"),
                Action(
                    "earlier",
                    self.tr("Earlier version"),
                    lambda: self._turn(-1),
                    "Alt+Up",
                    when=lambda: self._beside(-1) is not None,
                ),
                Action(
                    "later",
                    self.tr("Later version"),
                    lambda: self._turn(1),
                    "Alt+Down",
                    when=lambda: self._beside(1) is not None,
                ),
            ],
        )
        self.add_foot(self.listed.button("earlier"))
        self.add_foot(self.listed.button("later"))

    # -- showing ------------------------------------------------------------------------------

    def look_at(self, workout_id: int) -> None:
        """Read a version."""
        self.workout_id = workout_id
        self._desk.runner.look(
            partial(as_decided, workout_id=workout_id, now=self._desk.clock.now()),
            done=self._show,
            newest=f"decided:{id(self)}",
        )

    def _show(self, found: AsDecided) -> None:
        self.found = found
        self.who.say(found.who.shown)
        self.head.heading.say(
            self.tr("Version {0}, {1}: {2}").format(
                found.number, found.label.lower(), found.status.label.lower()
            )
        )
        self.head.setAccessibleName(self.head.heading.full)
        held = found.program
        self.facts.say(
            "proposed",
            self.tr("by {0} on {1}, with the loan as of {2}").format(
                found.made_by,
                text.day(self._desk.local(found.made_at).date()),
                text.day(found.as_of),
            ),
        )
        against = "; ".join(found.against)
        if against and found.reason:
            against = self.tr("{0}. Because: {1}").format(against, found.reason)
        self.facts.say("against", against)
        self.facts.say(
            "approved", found.approved_by and self.tr("by {0}").format(found.approved_by)
        )
        self.facts.say("program", self._program(found))
        self.facts.say(
            "edition",
            self.tr("{0} of {1}").format(found.edition, text.day(held.since))
            if held is not None
            else found.edition,
        )
        self.facts.say("assumed", self.tr("edition {0}").format(found.assumed))
        self.since.setText(self._since(found))
        self.then.setVisible(held is not None and found.changed)
        shown = [Step(title, cell, "", found=False) for title, cell in found.figures]
        self.figures.show_steps(self.tr("What the columns showed"), shown)
        self.steps.show_steps(self.tr("How it came about"), _steps(found.lines))
        # What is another today is what somebody came to see.
        self._rows.show_rows(sorted(found.limits, key=lambda each: not each.differs))
        self.limits.fit_rows(MOST_ROWS)
        self.listed.refresh()

    def _program(self, found: AsDecided) -> str:
        held = found.program
        if held is None:
            return self.tr("{0}; nothing kept tells what this edition held").format(
                found.now.program.title
            )
        checked = self.tr("verified") if held.program.verified else self.tr("unverified")
        return self.tr("{0} ({1}; {2})").format(held.program.title, held.program.source, checked)

    def _since(self, found: AsDecided) -> str:
        if not found.changed:
            return self.tr("The program and the assumptions are the same today.")
        held = found.program
        if held is None:
            return self.tr("Today's edition is {0}.").format(found.now.program.edition)
        named = [each.full_label for each in found.differing]
        more = len(named) - MOST_NAMED
        told = "; ".join(named[:MOST_NAMED])
        if more > 0:
            told = self.tr("{0}; and {1} more").format(told, more)
        return self.tr(
            "Decided under edition {0} of {1}; today's, {2} of {3}, differs in: {4}."
        ).format(
            found.edition,
            text.day(held.since),
            found.now.program.edition,
            text.day(found.now.since),
            told or self.tr("its assumptions"),
        )

    def _spoken(self, row: Limit) -> str:
        said = f"{row.full_label}: {row.then}"
        return self.tr("{0}, today {1}").format(said, row.today) if row.differs else said

    def _show_tab(self, at: int) -> None:
        for place, part in enumerate((self.figures, self.limits, self.steps)):
            part.setVisible(place == at)

    # -- the keyboard -------------------------------------------------------------------------

    def _go(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        part = (self.figures, self.limits, self.steps)[at]
        part.setFocus(Qt.FocusReason.TabFocusReason)
        self.bring_up(self.tabs)

    def _beside(self, way: int) -> int | None:
        found = self.found
        if found is None:
            return None
        at = found.versions.index(found.workout_id) + way
        return found.versions[at] if 0 <= at < len(found.versions) else None

    def _turn(self, way: int) -> None:
        if (other := self._beside(way)) is not None:
            self.look_at(other)

    def open_then(self) -> None:
        """The program with every value of the edition it was decided under."""
        if (found := self.found) is not None and found.program is not None:
            self._desk.open_place("programs", at=found.program.program.key, edition=found.edition)

    def open_today(self) -> None:
        if (found := self.found) is not None:
            self._desk.open_place("programs", at=found.now.program.key)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.found is not None and touched & {"bank", f"loan:{self._loan_id}"}:
            self.look_at(self.workout_id)


def _steps(lines: Iterable[KeptLine]) -> tuple[Step, ...]:
    return tuple(Step(each.says, each.value, each.how, each.found) for each in lines)
