"""The fields of the entry strip and where they stand; what they mean is in `strip.py`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mortgage_collect.rules.occasion import Purpose
from mortgage_collect.ui.contacts.asked_rows import AskedRows
from mortgage_collect.ui.contacts.draft import (
    ABILITY_KEYS,
    CHANNEL_KEYS,
    COMMITMENT_KEYS,
    INTENT_KEYS,
    OCCUPANCY_KEYS,
    PACE_KEYS,
    PURPOSE_KEYS,
    REASON_KEYS,
)
from mortgage_collect.ui.contacts.further_edit import FurtherEdit
from mortgage_collect.ui.contacts.moment_edit import MomentEdit
from mortgage_collect.ui.contacts.result_picker import ResultPicker
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    MoneyEdit,
    NoteEdit,
    TextEdit,
)
from mortgage_collect.ui.kit.labels import Elided, Mark, label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of


def lettered(keys: Mapping[Any, str]) -> list[Choice]:
    """Words to choose from, each with the letter that picks it."""
    return [Choice(word, f"{key.upper()}  {word.label}", key) for word, key in keys.items()]


def asked(keys: Mapping[Any, str], placeholder: str, prefix: str) -> ChoiceEdit:
    """An aim of the talk: what was asked stays beside the answer."""
    return ChoiceEdit(lettered(keys), placeholder=placeholder, prefix=prefix)


class StripFields(QFrame):
    """In the order of a call: whom, how, what came of it, what was promised, what comes next."""

    reshaped = Signal()  # it wants another height than before

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.narrow = self.folded = False
        dress(self, strip=True)
        self.setAccessibleName(self.tr("Entry strip"))
        self._desk = desk
        self._make_fields(desk.today())
        self._lay_out()

    def _make_fields(self, today: date) -> None:
        theme = theme_of(self)
        self.whose = Elided("", "strong")  # nothing that stands beside it takes its room
        self.whose.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.whose.setMinimumWidth(theme.px(150))
        self.mark = Mark("circle-dashed", "neutral")
        self.number = Elided("", "muted")
        self.number.setMinimumWidth(theme.px(60))
        self.channel = ChoiceEdit(
            [Choice(one, one.label, key) for one, key in CHANNEL_KEYS.items()]
        )
        self.channel.setAccessibleName(self.tr("How"))
        self.inbound = button(self.tr("I  They called"))
        self.inbound.setCheckable(True)
        self.inbound.setAccessibleName(self.tr("They called us, I"))
        dress(self.inbound, result=True)
        self.when = button(self.tr("D  Now"))
        self.when.setCheckable(True)
        self.when.setAccessibleName(self.tr("When it took place, D"))
        self.when.setToolTip(self.tr("Another day or hour than now (D)"))
        dress(self.when, result=True)
        self.at = MomentEdit(self._desk.clock.now, self._desk.local)
        self.at.setAccessibleName(self.tr("When it took place"))
        self.moment_says = label("", "muted", wrap=True)
        self.origin = ChoiceEdit()
        self.origin.setMinimumContentsLength(20)
        self.origin.setMaximumWidth(theme.px(310))
        self._origin_name = label("", "muted")
        self.result = ResultPicker()
        self.amount = MoneyEdit()
        self.amount.setAccessibleName(self.tr("Amount promised"))
        self.by = DateEdit(today)
        self.by.setAccessibleName(self.tr("Promised by"))
        self.why_behind = asked(REASON_KEYS, self.tr("Reason behind"), self.tr("Reason"))
        self.why_behind.setAccessibleName(self.tr("Reason for default"))
        self.ability = asked(ABILITY_KEYS, self.tr("Can pay"), self.tr("Can pay"))
        self.ability.setAccessibleName(self.tr("What they can pay"))
        self.intent = asked(INTENT_KEYS, self.tr("Wants"), self.tr("Wants"))
        self.intent.setAccessibleName(self.tr("What they want with the home"))
        self.occupancy = asked(OCCUPANCY_KEYS, self.tr("Home"), self.tr("Home"))
        self.occupancy.setAccessibleName(self.tr("Who lives there"))
        self.commitment = asked(COMMITMENT_KEYS, self.tr("Will do"), self.tr("Will do"))
        self.commitment.setAccessibleName(self.tr("What they will do"))
        self.aims = {
            "why_behind": self.why_behind,
            "ability": self.ability,
            "intent": self.intent,
            "occupancy": self.occupancy,
            "commitment": self.commitment,
        }
        self.times = CountEdit(low=1, high=6)
        self.times.setAccessibleName(self.tr("How many installments"))
        self.times.setPlaceholderText("1")
        self.pace = ChoiceEdit(lettered(PACE_KEYS), placeholder=self.tr("how often"))
        self.pace.setAccessibleName(self.tr("How often"))
        self.further = FurtherEdit(today)
        self.further.setAccessibleName(self.tr("Further installments, each with its day"))
        self.disclosed = QCheckBox(self.tr("Said"))
        self.disclosed.setAccessibleName(self.tr("They were told who we are"))
        self.asked_others = QCheckBox(self.tr("Asked where they are"))
        self.asked_others.setToolTip(self.tr("A location call: once to each person, as a rule"))
        self.no_message = QCheckBox(self.tr("No message could be left"))
        self.no_message.setToolTip(self.tr("It rang out, and no message could be left"))
        self.next_on = DateEdit(today)
        self.next_on.setAccessibleName(self.tr("Next on"))
        self.next_action = TextEdit()
        self.next_action.setAccessibleName(self.tr("Next step"))
        self.next_action.setPlaceholderText(self.tr("next step"))
        self.note = NoteEdit(placeholder=self.tr("Note"), least=1, most=4)
        self.note.setAccessibleName(self.tr("Note"))
        self.against = TextEdit()
        self.against.setAccessibleName(self.tr("Why was it done all the same?"))
        self.against.setPlaceholderText(self.tr("Why was it done all the same?"))
        words = {
            Purpose.COLLECTION: self.tr("C  Collection"),
            Purpose.LOSS_MITIGATION: self.tr("H  Help with the loan"),
            Purpose.SERVICE: self.tr("S  Servicing"),
        }
        self.purpose = ChoiceEdit(
            [Choice(one, words[one], key) for one, key in PURPOSE_KEYS.items()],
            placeholder=self.tr("What was it for?"),
        )
        self.purpose.setAccessibleName(self.tr("What the contact was for"))
        self.second = ChoiceEdit(placeholder=self.tr("Who agreed?"))
        self.second.setAccessibleName(self.tr("Who agreed to it"))
        self.second_said = TextEdit()
        self.second_said.setAccessibleName(self.tr("What the second person said"))
        self.second_said.setPlaceholderText(self.tr("What do they say?"))
        self.hint_mark = Mark("octagon-x", "stop")
        self.hint = label("", "caption", wrap=True)
        self.script = label("", "body", wrap=True)
        self.script.setAccessibleName(self.tr("To be said, exactly"))
        self.trouble = label("", "error", wrap=True)
        self.save = button(self.tr("Save"), kind="primary")
        self.save.setToolTip(self.tr("Enter saves; F8 saves and goes on; Ctrl+Enter stays"))
        self.unfold = button(self.tr("Log contact"), kind="link")
        self.unfold.setToolTip(self.tr("F2"))
        self.unfold.hide()
        self.amount.setMaximumWidth(theme.px(150))
        self.amount.setMinimumWidth(theme.px(92))
        self.by.setMinimumWidth(theme.px(112))
        self.by.setMaximumWidth(theme.px(190))
        self.times.setMaximumWidth(theme.px(60))
        self.pace.setMaximumWidth(theme.px(190))
        self.next_on.setMaximumWidth(theme.px(190))
        self.at.setMinimumWidth(theme.px(250))
        self.at.setMaximumWidth(theme.px(310))

    def _lay_out(self) -> None:
        theme = theme_of(self)

        def row(
            *parts: QWidget | str, stretch: QWidget | None = None
        ) -> tuple[QWidget, QHBoxLayout]:
            held = QWidget()
            line = QHBoxLayout(held)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.px(6))
            for part in parts:
                made = label(part, "muted") if isinstance(part, str) else part
                line.addWidget(made, 1 if made is stretch else 0)
            return held, line

        guard, self._guard = row(
            self.whose,
            self.mark,
            self.number,
            self.channel,
            self.inbound,
            self.when,
            stretch=self.number,
        )
        self._guard.addWidget(self.unfold)
        results, self._results = row(self.result, stretch=self.result)
        self._took_place = label(self.tr("Took place"), "muted")
        self.moment_row, _ = row(
            self._took_place, self.at, self.moment_says, stretch=self.moment_says
        )
        self.origin_row, line = row(self._origin_name, self.origin)
        line.addStretch(1)
        self._names = label(self.tr("Promises"), "muted")
        self.promise_row, _ = row(
            self._names,
            self.amount,
            self.tr("by"),
            self.by,
            self.why_behind,
            stretch=self.why_behind,
        )
        self.aims_row, _ = row(self.ability, self.intent, self.occupancy, self.commitment)
        for one in self.aims.values():
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.times_row, _ = row(
            self.tr("In"),
            self.times,
            self.tr("installments,"),
            self.pace,
            self.tr("or then"),
            self.further,
            stretch=self.further,
        )
        self.hint_row, _ = row(self.hint_mark, self.hint, stretch=self.hint)
        self.script_row, _ = row(
            self.script, self.disclosed, self.asked_others, stretch=self.script
        )
        self.against_row, _ = row(self.against, self.purpose, stretch=self.against)
        self.second_row, _ = row(self.second, self.second_said, stretch=self.second_said)
        self.next_row, _ = row(
            self.tr("Next"),
            self.next_on,
            self.next_action,
            self.no_message,
            stretch=self.next_action,
        )
        low, _ = row(self.note, self.save, stretch=self.note)
        self._folds = (results, low)
        self.channel.setMaximumWidth(theme.px(110))
        self.asked = AskedRows(
            (
                self.hint_row,
                self.script_row,
                self.against_row,
                self.second_row,
                self.promise_row,
                self.aims_row,
                self.times_row,
                self.next_row,
            ),
            self.trouble,
        )
        self._fixed = (guard, results, self.moment_row, self.origin_row, low)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(6), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(5))
        for part in (guard, results, self.moment_row, self.origin_row, self.asked, low):
            column.addWidget(part)

    @property
    def wanted(self) -> int:
        """How high it would be if nothing of it scrolled."""
        return self._taken() + (0 if self.folded else self.asked.wanted)

    def _taken(self) -> int:
        margins, gap = self._column.contentsMargins(), self._column.spacing()
        there = [part for part in self._fixed if not part.isHidden()]
        taken = sum(part.sizeHint().height() + gap for part in there)
        return taken + margins.top() + margins.bottom()

    def set_room(self, high: int) -> None:
        """How high the strip may be: what is asked scrolls in what the other lines leave."""
        self.asked.set_room(high - self._taken())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.reshaped.emit()
        return done

    def be_narrow(self, narrow: bool) -> None:
        """Letters alone for the results, beside how; the guard then has a line of its own."""
        self.narrow = narrow
        self.result.be_narrow(narrow)
        self.number.setVisible(not narrow)
        self.inbound.setText("I" if narrow else self.tr("I  They called"))
        self._took_place.setVisible(not narrow)
        self.moment_says.setVisible(not narrow)
        self.at.setMaximumWidth(16_777_215 if narrow else theme_of(self).px(310))
        self.channel.setMaximumWidth(theme_of(self).px(88 if narrow else 110))
        self._names.setVisible(not narrow)
        for one in (*self.aims.values(), self.pace, self.purpose, self.second):
            one.setMinimumContentsLength(3 if narrow else 8)
        self.no_message.setText(
            self.tr("No message") if narrow else self.tr("No message could be left")
        )
        for part in (self.channel, self.inbound, self.when):
            if narrow:
                self._results.insertWidget(self._results.count() - 1, part)
            else:
                self._guard.insertWidget(self._guard.count() - 1, part)
        self.show_folded(self.folded)

    def show_folded(self, folded: bool) -> None:
        """One line: whose loan it is, and the way back to the rest."""
        self.folded = folded
        for part in (*self._folds, self.asked):
            part.setVisible(not folded)
        # Where it is narrow they stand among the results and are folded with them.
        for beside in (self.channel, self.inbound, self.when):
            beside.setVisible(self.narrow or not folded)
        self.unfold.setVisible(folded)
