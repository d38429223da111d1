"""The entry strip's state: what is being written down, and what saving it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Channel, Commitment, Outcome
from mortgage_collect.rules.verdict import Need
from mortgage_collect.services.next_step import (
    ENDS_THE_MATTER,
    NextStep,
    next_step,
)
from mortgage_collect.ui.card.view_model import CardModel
from mortgage_collect.ui.contacts.draft import Draft, Ready
from mortgage_collect.ui.contacts.entry_state import EntryState
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.parse_moment import parse_moment

if TYPE_CHECKING:
    pass

AT_ONCE = "taken back at once"


class EntryModel(EntryState):
    """Drafts are kept for each loan until they are saved; `restored(Draft)` brings one back."""

    restored = Signal(object)
    written = Signal()  # something was typed, ticked or chosen
    refused = Signal(str)
    drafts_changed = Signal()
    held_changed = Signal(bool)  # whether the debt's details are held back

    def __init__(self, desk: Desk, card: CardModel, parent: QObject | None = None) -> None:
        super().__init__(desk, card, parent)
        self._drafts: dict[int, Draft] = {}
        self.saving = self._was_held = False
        card.going.connect(self._on_going)
        card.shown.connect(lambda _: self._look_back(again=True))
        card.chosen.connect(lambda _: self._tell_held())
        if card.loan_id:
            self._on_going(card.loan_id)

    @property
    def unfinished(self) -> tuple[int, ...]:
        """Loans with something typed and not saved, oldest first."""
        return tuple(loan for loan, draft in self._drafts.items() if draft.begun)

    def open(self) -> None:
        """F2: somebody is about to be talked to."""
        self.opened = True
        self._tell_held()

    def leave(self) -> None:
        """Esc: what is begun stays; where nothing is, nobody is talked to."""
        if not self.draft.begun:
            self._forget(self.loan_id)

    def vouch(self) -> None:
        """Whoever speaks is sure of the person without the questions: that is kept at once."""
        if not self.held:
            return
        if self.draft.outcome is Outcome.THIRD_PARTY:
            self.refused.emit(self.tr("Somebody else is on the line: the details stay back."))
            return
        light, loan_id, ticked = self.light, self.loan_id, self.draft.identity
        person_id = light.person_id if light else None

        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.holding_back import show_details
            show_details(unit, loan_id, person_id, ticked)

        def done(_: None) -> None:
            if loan_id == self.loan_id:
                self.write(vouched=True)

        # Shown once it is kept, and not before.
        self._desk.runner.change(work, done=done, failed=self._failed)

    def _tell_held(self) -> None:
        if self.held != self._was_held:
            self._was_held = not self._was_held
            self.held_changed.emit(self._was_held)

    def write(self, **now: object) -> None:
        """Take what was typed into the draft."""
        self.draft = replace(self.draft, **now)  # type: ignore[arg-type]
        self._imply(now)
        if "at" in now or "channel" in now:
            self._look_back()
        if "channel" in now or "direction" in now:
            self.draft = replace(self.draft, point=None)
        before = self.unfinished
        if self.loan_id:
            self._drafts.pop(self.loan_id, None)
            self._drafts[self.loan_id] = self.draft
        if self.unfinished != before:
            self.drafts_changed.emit()
        self.written.emit()
        self._tell_held()

    def _look_back(self, *, again: bool = False) -> None:
        """The guard's answer to the moment that was typed, once it can be read."""
        self.moment = self._moment()
        self.back.ask(self.loan_id, self.moment, again=again)

    def _moment(self) -> datetime | None:
        if not self.draft.at:
            return None
        now = self._desk.clock.now()
        zone, letter = str(self._desk.local(now).tzinfo), self.draft.channel is Channel.LETTER
        try:
            return parse_moment(self.draft.at, now, zone, day_alone=letter)
        except UserError:
            return None

    def _imply(self, now: Mapping[str, object]) -> None:
        """Who promises an amount by a day has said what they will do; another word outweighs it."""
        draft = self.draft
        if "commitment" in now:
            self.draft = replace(draft, implied=False)
        elif self.promised and draft.commitment is None:
            self.draft = replace(draft, commitment=Commitment.PROMISE, implied=True)
        elif draft.implied and not self.promised:
            self.draft = replace(draft, commitment=None, implied=False)

    def proposal(self) -> NextStep | None:
        """What comes next after the result in hand; no call into a stop."""
        outcome, light, sight = self.draft.outcome, self.light, self._card.sight
        if outcome is None:
            return None
        found = sight.proposals.get((light.person_id, outcome)) if sight and light else None
        return found or next_step(outcome, self._desk.today())

    def save(self, ready: Ready, *, then: Callable[[bool], None]) -> None:
        """Write it down; `then(ends)` hears whether the matter is ended for now."""
        if self.saving:
            return
        light, draft, loan_id = self.light, self.draft, self.loan_id
        try:
            promised = ready.promised
        except UserError as error:
            self.refused.emit(str(error))
            return
        texts = self.used
        point = self.point_id
        person = light.person_id if light else None
        against = draft.against.strip() if self.asks_reason else ""
        second = draft.second if self.needs is Need.SECOND_PERSON else None
        asked_others = self.asks_others
        purpose = draft.purpose if self.asks_purpose else None
        self.saving = True

        def work(unit: Any) -> int:
            with waking:
                from mortgage_collect.services.contacts import LogContact
                from mortgage_collect.services.entry import save_entry
            said = LogContact(
                loan_id=loan_id,
                outcome=ready.outcome,
                person_id=person,
                point_id=point,
                channel=draft.channel,
                direction=draft.direction,
                note=draft.note.strip(),
                reason_for_default=draft.why_behind.value if draft.why_behind else "",
                reason=against,
                next_on=ready.next_on,
                next_action=draft.next_action.strip(),
                ability=draft.ability,
                intent=draft.intent,
                occupancy=draft.occupancy,
                commitment=draft.commitment,
                identity=draft.identity,
                texts=texts,
                second=second or "",
                second_said=draft.second_said.strip() if second else "",
                asked_others=asked_others,
                purpose=purpose,
                at=ready.at,
                no_message=draft.no_message and ready.outcome is Outcome.NO_ANSWER,
            )
            return save_entry(unit, said, promised)

        def done(contact_id: int) -> None:
            self.saving = False
            self._forget(loan_id)
            said = self.tr("Saved: {0}.").format(ready.outcome.label.lower())
            self._desk.say(said, "done", lambda: self.take_back(contact_id))
            then(ready.outcome in ENDS_THE_MATTER)

        self._desk.runner.change(work, done=done, failed=self._failed, what=self.tr("Saving"))

    def take_back(self, contact_id: int) -> None:
        """The offer of the ten seconds after a save."""

        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.contact_reversal import reverse_contact
            reverse_contact(unit, contact_id, AT_ONCE)

        self._desk.runner.change(work, failed=self._failed, what=self.tr("Taking back"))

    def save_note(self, note: str, *, then: Callable[[], None]) -> None:
        """A remark without a contact."""
        loan_id = self.loan_id

        def done(_: None) -> None:
            self._forget(loan_id)
            then()

        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.contacts import write_note
            write_note(unit, loan_id, note)

        self._desk.runner.change(work, done=done, failed=self._failed)

    def dismiss(self, loan_id: int) -> None:
        """Throw a draft away, by the wish of whoever typed it."""
        self._forget(loan_id)

    def _forget(self, loan_id: int) -> None:
        self._drafts.pop(loan_id, None)
        self.drafts_changed.emit()
        if loan_id == self.loan_id:
            self.draft, self.opened = Draft(), False
            self._look_back()
            self._tell_held()
            self.restored.emit(self.draft)

    def _failed(self, error: Exception) -> None:
        self.saving = False
        self.refused.emit(str(error))

    def _on_going(self, loan_id: int) -> None:
        self.loan_id = loan_id
        kept = self._drafts.get(loan_id, Draft())
        self.draft, self.opened = kept if kept.begun else Draft(), False
        self._look_back()
        self._tell_held()
        self.restored.emit(self.draft)
