"""A program: how far it may be relied on, every value of it, and what was decided about it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTabBar, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.field_grid import WHOLE
from mortgage_collect.ui.kit.fields import DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.programs.ask_form import AskForm
from mortgage_collect.ui.programs.change_form import ChangeForm
from mortgage_collect.ui.programs.facts import Facts
from mortgage_collect.ui.programs.page import Page
from mortgage_collect.ui.programs.rows import decided_rows, program_rows
from mortgage_collect.ui.programs.tables import DecisionsList, ValuesList
from mortgage_collect.ui.programs.view_model import ProgramsModel, Seen
from mortgage_collect.ui.programs.words import users
from mortgage_collect.workout.policy_words import label_of

DRAFT = "programs.{0}"


class ProgramPage(Page):
    """Source and standing on top; then the values, or the decisions."""

    def __init__(self, desk: Desk, model: ProgramsModel, parent: QWidget | None = None) -> None:
        super().__init__(desk, model, parent)
        self.key = ""
        self._drafts = Drafts.of(desk.runner)
        self._build_head()
        self.switch_form, self.review_form = self._switch_form(), self._review_form()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Values or decisions"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(self.tr("Values"))
        self.tabs.addTab(self.tr("Decisions"))
        self.values = ValuesList()
        self.change = ChangeForm(desk)
        self.decisions = DecisionsList()
        for part in (self.head, self.switch_form, self.review_form, self.tabs, self.values):
            self.column.addWidget(part, 1 if part is self.values else 0)
        self.column.addWidget(self.change)
        self.column.addWidget(self.decisions, 1)
        self._show_tab(0)
        self._listen()

    def _build_head(self) -> None:
        self.head = Section(" ")
        self.chips = QWidget()
        self._chips = QHBoxLayout(self.chips)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(theme_of(self).px(SNUG))
        self.head.add(self.chips)
        self.facts = Facts(
            {
                "source": self.tr("Source"),
                "effective": self.tr("Effective from"),
                "reviewed": self.tr("Last reviewed"),
                "used": self.tr("Used for"),
                "coming": self.tr("Coming"),
                "note": self.tr("Note"),
            }
        )
        self.head.add(self.facts)
        self.switch = button(self.tr("Turn on"), self.ask_switch, hint="Alt+N")
        self.head.add_action(self.switch)
        review = button(self.tr("Record a review"), self.ask_review, icon="check", hint="Alt+R")
        self.head.add_action(review)
        self.acts = {
            "values": self.enter,
            "find": self.find_value,
            "decisions": self.enter_decisions,
            "first": self.ask_switch,
            "second": self.ask_review,
        }

    def _switch_form(self) -> AskForm:
        made = AskForm()
        made.form.ask("since", self.tr("From"), DateEdit(self.today(), required=True))
        made.form.ask("why", self.tr("Why"), TextEdit(), letters=WHOLE)
        made.answered.connect(self._switch)
        return made

    def _review_form(self) -> AskForm:
        made = AskForm()
        read = DateEdit(self.today(), toward="last", required=True)
        made.form.ask("day", self.tr("Source read on"), read)
        made.form.ask("note", self.tr("What it found"), TextEdit(required=True), letters=WHOLE)
        agrees = QCheckBox(self.tr("Every value is as the source has it"))
        made.form.ask("agrees", "", agrees)
        made.answered.connect(self._review)
        return made

    def _listen(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.values.chosen.connect(self.change.show_row)
        self.values.opened.connect(self._edit)
        self.change.decided.connect(self._change)
        self.change.another.connect(self.enter)
        self.change.wanted.connect(self.values.go)
        self.change.grew.connect(lambda: self.bring(self.change) if self.change.busy else None)
        for form in (self.switch_form, self.review_form):
            form.left.connect(self.enter)

    # -- showing ------------------------------------------------------------------------------

    def show_seen(self, key: str, found: Seen) -> None:
        view = found.program(key)
        if view is None:
            return
        if key != self.key:
            self.put_away()
            self.key = key
            self.change.done()
            self.change.restore(self._drafts.kept(DRAFT.format(key), 0))
            self.switch_form.hide()
            self.review_form.hide()
            self.tabs.setCurrentIndex(0)
        self._show_head(found)
        rows = tuple(program_rows(view))
        self.change.show_rows({row.name: row for row in rows})
        self.values.show_rows(rows)
        self.change.show_row(self.values.row)
        named = dict(found.decided).get(f"program.{key}", ())
        told = tuple(decided_rows(named, found.on, label_of, self._desk.local))
        self.decisions.show_rows(told)
        self.tabs.setTabText(1, self.tr("Decisions ({0})").format(len(named)))

    def _show_head(self, found: Seen) -> None:
        view = found.program(self.key)
        assert view is not None
        held = view.program
        self.head.heading.say(held.title)
        self.head.setAccessibleName(held.title)
        empty(self._chips)
        on = Chip(
            self.tr("In use") if held.on else self.tr("Off"), "clear" if held.on else "neutral"
        )
        checked = (
            Chip(self.tr("Verified"), "clear")
            if held.verified
            else Chip(self.tr("Unverified"), "caution")
        )
        for chip in (on, checked):
            self._chips.addWidget(chip)
        edition = Elided(self.tr("edition {0}").format(held.edition), "caption")
        edition.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._chips.addWidget(edition, 1)
        never = self.tr("nobody has recorded that they read the source")
        coming = [
            self.tr("{0} from {1}").format(label_of(name), text.day(each.since))
            for name, each in view.coming
        ]
        self.facts.say("source", held.source)
        self.facts.say("effective", text.day(held.effective_from))
        self.facts.say("reviewed", text.day(held.reviewed_on) if held.reviewed_on else never)
        self.facts.say("used", users(found.users_of(self.key)) or self.tr("no loan"))
        self.facts.say("coming", "; ".join(coming))
        self.facts.say("note", held.note)
        self.switch.setEnabled(self._may_switch)
        self.switch.setText(self.tr("Turn off") if held.on else self.tr("Turn on"))

    @property
    def _may_switch(self) -> bool:
        """The bank's own program stands in for every other one, and stays on."""
        return self.key != "portfolio"

    def _show_tab(self, at: int) -> None:
        self.values.setVisible(at == 0)
        self.change.setVisible(at == 0)
        self.decisions.setVisible(at == 1)

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

    def _edit(self) -> None:
        self.change.enter()
        self.bring(self.change)

    def be_narrow(self, narrow: bool) -> None:
        for part in (self.values, self.change, self.decisions):
            part.be_narrow(narrow)

    def put_away(self) -> None:
        if self.key:
            self._drafts.keep(DRAFT.format(self.key), 0, self.change.draft())

    # -- deciding -----------------------------------------------------------------------------

    def _change(self, changes: Any, since: Any, why: str) -> None:
        self.model.change_program(
            self.key, changes, since, why, done=self._changed, refused=self.change.say
        )

    def _changed(self) -> None:
        self.change.done()
        self._drafts.drop(DRAFT.format(self.key), 0)
        self.enter()

    def ask_switch(self) -> None:
        found = self.model.seen
        view = found.program(self.key) if found is not None else None
        if view is None or not self._may_switch:
            return
        self.review_form.hide()
        fields: Any = self.switch_form.form.fields
        fields["since"].set_value(self.today())
        fields["why"].set_value(None)
        held, says = view.program, ""
        if not held.on and not held.verified:
            says = self.tr(
                "Nobody has compared it with its source. Say why the bank uses it all the same."
            )
        words = self.tr("Turn off {0}") if held.on else self.tr("Turn on {0}")
        self.switch_form.open(words.format(held.title), self.switch.text(), says)
        self.bring(self.switch_form)

    def _switch(self) -> None:
        found = self.model.seen
        view = found.program(self.key) if found is not None else None
        if view is None:
            return
        fields: Any = self.switch_form.form.fields
        self.model.switch_program(
            self.key,
            not view.program.on,
            fields["since"].value(),
            fields["why"].value() or "",
            done=self.switch_form.leave,
            refused=self.switch_form.say,
        )

    def ask_review(self) -> None:
        self.switch_form.hide()
        fields: Any = self.review_form.form.fields
        fields["day"].set_value(self.today())
        fields["note"].set_value(None)
        fields["agrees"].setChecked(False)
        self.review_form.open(
            self.tr("Record a review"),
            self.tr("Record it"),
            self.tr(
                "Somebody read the source of this program. It is verified only where every value "
                "was found to be as the source has it."
            ),
        )
        self.bring(self.review_form)

    def _review(self) -> None:
        fields: Any = self.review_form.form.fields
        self.model.record_review(
            self.key,
            fields["day"].value(),
            fields["note"].value() or "",
            fields["agrees"].isChecked(),
            done=self.review_form.leave,
            refused=self.review_form.say,
        )
