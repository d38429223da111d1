"""The assumptions of the value to the bank: every figure with its origin and what it moves."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.fact_list import FactList
from mortgage_collect.ui.programs.rows import assumption_rows
from mortgage_collect.ui.programs.set_page import SetPage
from mortgage_collect.ui.programs.view_model import Changes, ProgramsModel, Seen

KEPT_UNDER = "assumptions"


class AssumptionsPage(SetPage):
    """How many are verified, and the edition, on top."""

    draft = "programs.assumptions"

    def __init__(self, desk: Desk, model: ProgramsModel, parent: QWidget | None = None) -> None:
        super().__init__(desk, model, assumptions=True, parent=parent)
        self.head.heading.say(self.tr("Assumptions of the value"))
        self.tabs.setAccessibleName(self.tr("Figures or decisions"))
        self.facts = FactList(
            {
                "verified": self.tr("Verified"),
                "edition": self.tr("Edition"),
                "coming": self.tr("Coming"),
            }
        )
        self.head.add(self.facts)
        self.take_up()

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
        self.show_set(
            found,
            KEPT_UNDER,
            assumption_rows(found.assumptions),
            lambda name: self._named(found, name),
        )

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

    def hand_on(self, changes: Changes, since: date, why: str) -> None:
        self.model.change_assumptions(
            changes, since, why, done=self.changed, refused=self.change.say
        )
