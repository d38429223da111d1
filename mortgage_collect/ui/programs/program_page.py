"""A program: how far it may be relied on, every value of it, and what was decided about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.fact_list import FactList
from mortgage_collect.ui.kit.field_grid import WHOLE
from mortgage_collect.ui.kit.fields import DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import Elided, label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.programs.rows import program_rows
from mortgage_collect.ui.programs.set_page import SetPage
from mortgage_collect.ui.programs.view_model import Changes, ProgramsModel, Seen
from mortgage_collect.ui.programs.words import users
from mortgage_collect.workout.policy_words import label_of

DRAFT = "programs.{0}"


class ProgramPage(SetPage):
    """Source and standing on top; then the values, or the decisions."""

    def __init__(self, desk: Desk, model: ProgramsModel, parent: QWidget | None = None) -> None:
        super().__init__(desk, model, parent=parent)
        self.key = ""
        self.tabs.setAccessibleName(self.tr("Values or decisions"))
        self._build_head()
        self.switch_form, self.review_form = self._switch_form(), self._review_form()
        for at, form in enumerate((self.switch_form, self.review_form), start=1):
            self.column.insertWidget(at, form)
            form.left.connect(self.enter)

    @property
    def draft(self) -> str:
        return DRAFT.format(self.key) if self.key else ""

    def _build_head(self) -> None:
        self.chips = QWidget()
        self._chips = QHBoxLayout(self.chips)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(theme_of(self).px(SNUG))
        self.head.add(self.chips)
        self.facts = FactList(
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
        self.older = label("", "strong", wrap=True)
        self.head.add(self.older)
        self.todays = button(self.tr("Today's"), lambda: self.model.look_under(""), kind="link")
        self.head.add_action(self.todays)
        self.switch = button(self.tr("Turn on"), self.ask_switch, hint="Alt+N")
        self.head.add_action(self.switch)
        self.review = button(
            self.tr("Record a review"), self.ask_review, icon="check", hint="Alt+R"
        )
        self.head.add_action(self.review)
        self.acts |= {"first": self.ask_switch, "second": self.ask_review}

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

    # -- showing ------------------------------------------------------------------------------

    def show_seen(self, key: str, found: Seen) -> None:
        view = found.program(key)
        if view is None:
            return
        if key != self.key:
            self.put_away()
            self.key = key
            self.change.done()
            self.take_up()
            self.switch_form.hide()
            self.review_form.hide()
            self.tabs.setCurrentIndex(0)
        self._show_head(found)
        self.show_set(found, f"program.{key}", program_rows(view), label_of)

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
        self._show_age(found)
        self.switch.setEnabled(self._may_switch)
        self.switch.setText(self.tr("Turn off") if held.on else self.tr("Turn on"))

    def _show_age(self, found: Seen) -> None:
        """An older edition is read; what is decided is decided about today's."""
        view, older = found.program(self.key), found.is_older(self.key)
        assert view is not None
        self.older.setText(
            self.tr(
                "As it was under edition {0} of {1}; the bank's own may be others today."
            ).format(view.program.edition, text.day(view.since))
        )
        for part in (self.older, self.todays):
            part.setVisible(older)
        for part in (self.switch, self.review):
            part.setVisible(not older)
        self.be_fixed(older)

    @property
    def _may_switch(self) -> bool:
        """The bank's own program stands in for every other one, and stays on; an older edition is
        past."""
        found = self.model.seen
        return self.key != "portfolio" and not (found is not None and found.is_older(self.key))

    # -- deciding -----------------------------------------------------------------------------

    def hand_on(self, changes: Changes, since: date, why: str) -> None:
        self.model.change_program(
            self.key, changes, since, why, done=self.changed, refused=self.change.say
        )

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
        if self.review.isHidden():
            return
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
