"""The entry strip's state: what is being written down, and what saving it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Channel, Commitment, Direction, Outcome
from mortgage_collect.rules.question import Question, asked_of
from mortgage_collect.rules.verdict import Need
from mortgage_collect.services.next_step import (
    ENDS_THE_MATTER,
    NextStep,
    next_step,
)
from mortgage_collect.ui.card.guard_words import barred, wants_reason
from mortgage_collect.ui.card.view_model import CardModel
from mortgage_collect.ui.contacts.draft import Draft, Ready
from mortgage_collect.ui.contacts.look_back import LookBack
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.parse_moment import parse_moment

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.talking import Said, Speaker
    from mortgage_collect.queries.ways import Way
    from mortgage_collect.rules.guard import Assessment

AT_ONCE = "taken back at once"
CAP = "states.contact_cap"


class EntryModel(QObject):
    """Drafts are kept for each loan until they are saved; `restored(Draft)` brings one back."""

    restored = Signal(object)
    written = Signal()  # something was typed, ticked or chosen
    refused = Signal(str)
    drafts_changed = Signal()

    def __init__(self, desk: Desk, card: CardModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._drafts: dict[int, Draft] = {}
        self.draft = Draft()
        self.loan_id = 0
        self.saving = False
        self.moment: datetime | None = None  # when it took place; None for now
        self.back = LookBack(desk, self)
        card.going.connect(self._on_going)
        card.shown.connect(lambda _: self._look_back(again=True))
        if card.loan_id:
            self._on_going(card.loan_id)

    @property
    def unfinished(self) -> tuple[int, ...]:
        """Loans with something typed and not saved, oldest first."""
        return tuple(loan for loan, draft in self._drafts.items() if draft.begun)

    @property
    def light(self) -> NumberLight | None:
        """The number one would dial, as the guard judges it at the moment the draft is of."""
        now, then = self._card.light, self.back.then
        if now is None or then is None or self.moment is None:
            return now
        return then.light(now.person_id, now.point_id) or now

    @property
    def question(self) -> Question | None:
        """What the guard is asked about the draft; None for what they began in writing."""
        draft = self.draft
        return asked_of(
            draft.channel, draft.direction, draft.outcome, asked_others=self.asks_others
        )

    @property
    def asks_others(self) -> bool:
        """Somebody else answered, and was asked where the person is."""
        return self.draft.asked_others and self.draft.outcome is Outcome.THIRD_PARTY

    @property
    def way(self) -> Way | None:
        """The mildest answer to what the draft is about: a text, an e-mail, a letter, a visit; of a
        call that came to a message, or to somebody else, the answer for its number."""
        asked = self.question
        return None if asked in (None, Question.MAY_CALL) else self._way_of(asked)

    @property
    def asking(self) -> Way | None:
        """Somebody else answered: whether they may be asked where the person is."""
        if self.draft.outcome is not Outcome.THIRD_PARTY:
            return None
        return self._way_of(Question.MAY_ASK_THIRD_PARTY)

    def _way_of(self, asked: Question | None) -> Way | None:
        sight, light = self._card.sight, self.light
        if sight is None or light is None:
            return None
        told = self.back.then if self.moment is not None and self.back.then else sight
        ways = [w for w in told.ways_of(light.person_id) if w.question is asked]
        if self.draft.channel is Channel.CALL:
            ways = [w for w in ways if w.point_id == light.point_id]
        return min(ways, key=lambda way: way.assessment.verdict, default=None)

    @property
    def assessment(self) -> Assessment | None:
        """What the guard says of the draft; None for what they began in writing."""
        light, way, asked = self.light, self.way, self.question
        if asked is Question.MAY_CALL:
            return light.assessment if light else None
        return way.assessment if way else None

    @property
    def speaker(self) -> Speaker | None:
        """The person on the line, with what to ask and what to say."""
        sight, light = self._card.sight, self.light
        return sight.talk.speaker(light.person_id) if sight and light and self.seen else None

    @property
    def sure(self) -> bool:
        """Enough was asked and right: the loan may be spoken of."""
        speaker = self.speaker
        asks = {each.identity for each in speaker.asks} if speaker else set()
        return (
            speaker is not None
            and speaker.questions > 0
            and len(asks.intersection(self.draft.identity)) >= speaker.questions
        )

    @property
    def words(self) -> Said | None:
        """The set words that go with the result in hand; none where nobody may say them."""
        speaker, draft, found = self.speaker, self.draft, self.assessment
        if draft.direction is Direction.OUTBOUND and found is not None and barred(found):
            return None
        if speaker is None or draft.channel not in (Channel.CALL, Channel.VISIT):
            return None
        if draft.outcome is Outcome.VOICEMAIL and self.asks_reason and not draft.against.strip():
            return None  # one would read the script and not the stop
        return {
            Outcome.VOICEMAIL: speaker.voicemail,
            Outcome.THIRD_PARTY: speaker.third_party,
            Outcome.RIGHT_PARTY: speaker.disclosure,
        }.get(draft.outcome or Outcome.BUSY)

    @property
    def used(self) -> tuple[str, ...]:
        """The set words this entry keeps. A notice in a talk is kept once somebody says it was
        said; a message was left, and somebody else was spoken to, by the result."""
        said = self.words
        if said is None or not said.says:
            return ()
        if self.draft.outcome is Outcome.RIGHT_PARTY and not self.draft.disclosed:
            return ()
        return (said.words.reference,)

    @property
    def seen(self) -> bool:
        """The card shows the loan that is written about; before that nothing may be saved."""
        sight = self._card.sight
        return sight is not None and sight.card.loan_id == self.loan_id

    @property
    def asks_reason(self) -> bool:
        """It was our act, and the guard says that we should not have."""
        found = self.assessment
        ours = self.draft.direction is Direction.OUTBOUND
        return ours and found is not None and wants_reason(found)

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Who else works here, by login and name."""
        sight = self._card.sight
        return sight.talk.others if sight and self.seen else ()

    @property
    def asks_purpose(self) -> bool:
        """A state's limit stands in the way, and some of them ask what a contact is for."""
        found = self.assessment
        return (
            self.asks_reason
            and found is not None
            and any(each.rule == CAP for each in found.deciding)
        )

    @property
    def needs(self) -> Need | None:
        """What going on against the guard asks for; None where nothing stands in the way."""
        found = self.assessment
        if not self.asks_reason or found is None:
            return None
        if found.needs is Need.SECOND_PERSON and not self.others:
            return Need.REVIEW
        return found.needs

    @property
    def promises(self) -> bool:
        """The result in hand may carry a promise."""
        return self.draft.outcome is Outcome.RIGHT_PARTY

    @property
    def promised(self) -> bool:
        """An amount or a day of a promise has been typed."""
        return self.promises and bool(self.draft.amount or self.draft.by)

    def write(self, **now: object) -> None:
        """Take what was typed into the draft."""
        self.draft = replace(self.draft, **now)  # type: ignore[arg-type]
        self._imply(now)
        if "at" in now or "channel" in now:
            self._look_back()
        before = self.unfinished
        if self.loan_id:
            self._drafts.pop(self.loan_id, None)
            self._drafts[self.loan_id] = self.draft
        if self.unfinished != before:
            self.drafts_changed.emit()
        self.written.emit()

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
        """What comes next after the result in hand."""
        outcome = self.draft.outcome
        return next_step(outcome, self._desk.today()) if outcome else None

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
        way, texts = self.way, self.used
        point = light.point_id if light and draft.channel is Channel.CALL else None
        point = way.point_id if way and draft.channel is not Channel.CALL else point
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
            self.draft = Draft()
            self._look_back()
            self.restored.emit(self.draft)

    def _failed(self, error: Exception) -> None:
        self.saving = False
        self.refused.emit(str(error))

    def _on_going(self, loan_id: int) -> None:
        self.loan_id = loan_id
        self.draft = self._drafts.get(loan_id, Draft())
        self._look_back()
        self.restored.emit(self.draft)
