"""The assumptions of the value to the bank: every figure with its origin and what it moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fact_list import FactList
from mortgage_collect.ui.kit.field_grid import WHOLE
from mortgage_collect.ui.kit.fields import CountEdit, DateEdit, TextEdit
from mortgage_collect.ui.programs.rows import assumption_rows
from mortgage_collect.ui.programs.set_page import SetPage
from mortgage_collect.ui.programs.view_model import Changes, ProgramsModel, Seen
from mortgage_collect.workout.value.assumptions import THE_BANK
from mortgage_collect.workout.value.foreclosure_time import PREFIX

KEPT_UNDER = "assumptions"


class AssumptionsPage(SetPage):
    """How many are verified, and the edition, on top."""

    draft = "programs.assumptions"

    def __init__(self, desk: Desk, model: ProgramsModel, parent: QWidget | None = None) -> None:
        super().__init__(desk, model, assumptions=True, parent=parent)
        self._wanted = ""
        """A place that was added, to be gone to once it is in the list."""
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
        add = button(self.tr("Add a place"), self.ask_place, icon="plus", hint="Alt+N")
        self.head.add_action(add)
        self.place_form = self._place_form()
        self.column.insertWidget(1, self.place_form)
        self.acts |= {"first": self.ask_place}
        self.take_up()

    def _place_form(self) -> AskForm:
        made = AskForm()
        made.form.ask("place", self.tr("State or territory"), TextEdit(required=True), letters=8)
        made.form.ask(
            "days", self.tr("Days"), CountEdit(low=1, high=7300, required=True), letters=8
        )
        made.form.ask("source", self.tr("Source"), TextEdit(required=True), letters=WHOLE)
        made.form.ask("since", self.tr("Holds from"), DateEdit(self.today(), required=True))
        made.form.ask("why", self.tr("Why"), TextEdit(required=True), letters=WHOLE)
        made.answered.connect(self._add_place)
        made.left.connect(self.enter)
        return made

    def ask_place(self) -> None:
        """The days to a foreclosure sale in a place that is not in the list yet."""
        fields: Any = self.place_form.form.fields
        for name in ("place", "days", "why"):
            fields[name].set_value(None)
        fields["source"].set_value(THE_BANK)
        fields["since"].set_value(self.today())
        self.place_form.open(
            self.tr("Days to a foreclosure sale in another place"), self.tr("Add it")
        )
        self.bring(self.place_form)

    def _add_place(self) -> None:
        fields: Any = self.place_form.form.fields
        found = self.model.seen
        key = PREFIX + fields["place"].value().strip().upper()
        if found is not None and found.assumptions.assumptions.get(key) is not None:
            self.place_form.say(
                self.tr("{0} is in the list already. Change it there.").format(
                    key.removeprefix(PREFIX)
                )
            )
            return
        self.model.change_assumptions(
            {key: str(fields["days"].value()), f"{key}.source": fields["source"].value()},
            fields["since"].value(),
            fields["why"].value(),
            done=lambda: self._added(key),
            refused=self.place_form.say,
        )

    def _added(self, key: str) -> None:
        self.place_form.leave()
        self._wanted = key

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
        if self._wanted in {row.name for row in self.values.rows}:
            self.values.go(self._wanted)
            self._wanted = ""

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
