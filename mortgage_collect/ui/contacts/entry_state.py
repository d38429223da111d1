"""What follows from an entry as far as it is typed: what the guard is asked and says, and what the
strip asks in turn. Nothing here changes anything."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.rules.question import Question, asked_of
from mortgage_collect.rules.verdict import Need
from mortgage_collect.ui.card.guard_words import barred, wants_reason
from mortgage_collect.ui.card.view_model import CardModel
from mortgage_collect.ui.contacts.draft import Draft
from mortgage_collect.ui.contacts.look_back import LookBack
from mortgage_collect.ui.contacts.origin import origins
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.card import PointRow
    from mortgage_collect.queries.talking import Said, Speaker
    from mortgage_collect.queries.ways import Way
    from mortgage_collect.rules.guard import Assessment

CAP = "states.contact_cap"


class EntryState(QObject):
    """`opened`: somebody is about to be talked to. `moment` is when the contact took place, None
    for now; `back` has the guard's answer to it."""

    def __init__(self, desk: Desk, card: CardModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self.draft, self.loan_id, self.opened = Draft(), 0, False
        self.moment: datetime | None = None
        self.back = LookBack(desk, self)

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
    def theirs(self) -> bool:
        """They began it."""
        return self.draft.direction is Direction.INBOUND

    @property
    def origins(self) -> tuple[PointRow, ...]:
        """What the person has for the channel of the draft: where it went, or came from."""
        sight, light = self._card.sight, self.light
        if sight is None or light is None or not self.seen:
            return ()
        return origins(sight, light.person_id, self.draft.channel)

    @property
    def asks_origin(self) -> bool:
        """Whether somebody may want to say by which number or address: of what they began, and
        where a text or an e-mail of ours has several to go to."""
        calls = self.draft.channel is Channel.CALL
        return bool(self.origins) and (self.theirs or (not calls and len(self.origins) > 1))

    @property
    def needs_origin(self) -> bool:
        """A text or an e-mail of theirs came from one of several: nobody guesses from which."""
        written = self.draft.channel in (Channel.TEXT, Channel.EMAIL)
        return written and self.theirs and len(self.origins) > 1

    @property
    def point_id(self) -> int | None:
        """The number or address the entry is kept with; None for none."""
        chosen, there = self.draft.point, {point.point_id for point in self.origins}
        if chosen is not None and self.asks_origin:
            return chosen if chosen in there else None
        if self.draft.channel is Channel.CALL:
            return self.light.point_id if self.light else None
        if self.theirs:
            return min(there) if len(there) == 1 else None
        return self.way.point_id if self.way else None

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
        elif self.draft.point and any(w.point_id == self.draft.point for w in ways):
            ways = [w for w in ways if w.point_id == self.draft.point]
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
        return speaker is not None and speaker.sure_by(self.draft.identity)

    @property
    def held(self) -> bool:
        """The debt's details wait: a talk is open, and nobody is sure yet of who it is with. With
        somebody else on the line they wait in any case; of a talk gone by nobody is listening."""
        sight, draft = self._card.sight, self.draft
        if sight is None or not self.seen:
            return False
        if draft.outcome is Outcome.THIRD_PARTY:
            return True
        spoken = draft.channel in (Channel.CALL, Channel.VISIT) and self.moment is None
        there = spoken and (self.opened or draft.begun)
        return there and sight.talk.holds_back and not (self.sure or draft.vouched)

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
