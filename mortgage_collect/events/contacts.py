"""Calls, letters, promises, and what may be used to reach a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import (
    Ability,
    Channel,
    Commitment,
    Direction,
    Identity,
    Intent,
    Occupancy,
    Outcome,
    PromiseStatus,
)
from mortgage_collect.events.event import Change, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLogged(Event):
    """An attempt or a conversation, with what the guard said of its moment.

    `took_place` tells when, where it was written down later; None: as it was logged. `identity` is
    what they were asked to be sure of them, `texts` what was said in set words ("key version
    language"). An aim of the talk that is None was not spoken of. `second` agreed that a stop is
    set aside, `review_due` is the day by which somebody looks at it again.
    """

    NEEDS = Permission.WORK

    contact_id: int
    person_id: int | None
    channel: Channel
    direction: Direction
    outcome: Outcome
    verdict: str
    rules: tuple[str, ...]
    edition: str
    reason: str = ""
    note: str = ""
    message: str = ""
    next_on: date | None = None
    took_place: datetime | None = None
    reason_for_default: str = ""
    ability: Ability | None = None
    intent: Intent | None = None
    occupancy: Occupancy | None = None
    commitment: Commitment | None = None
    identity: tuple[Identity, ...] = ()
    texts: tuple[str, ...] = ()
    second: str = ""
    second_said: str = ""
    review_due: date | None = None
    no_message: bool = False
    asked_others: bool = False
    purpose: str = ""
    ringless: bool = False
    prerecorded: bool = False
    asked_us_back: bool = False
    with_attorney: bool = False
    raised: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsShown(Event):
    """What was held back of a loan was shown on the word of whoever spoke, in a talk with a person;
    `identity` is what had been asked and was right by then."""

    NEEDS = Permission.WORK

    person_id: int | None
    identity: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsMisdirected(Event):
    """Earlier calls to a number that turned out not to be theirs leave the count: `calls`, by the
    ids of their contacts. Once the contact is taken back that said so, they count again."""

    NEEDS = Permission.WORK

    contact_id: int
    point_id: int
    person_id: int
    calls: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReviewed(Event):
    """Somebody has looked again at a contact that was made against the guard."""

    NEEDS = Permission.AGREE

    contact_id: int
    channel: Channel
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReversed(Event):
    """A logged contact is taken back: it counts for nothing from here on. The entry stays.

    `last_contact_at` is the loan's last talk without it.
    """

    NEEDS = Permission.WORK

    contact_id: int
    channel: Channel
    direction: Direction
    outcome: Outcome
    reason: str
    last_contact_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCorrected(Event):
    """A logged contact was wrong; the old entry stays, this one says what is right."""

    NEEDS = Permission.WORK

    contact_id: int
    changes: tuple[Change, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Event):
    NEEDS = Permission.NOTE

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextActionSet(Event):
    NEEDS = Permission.WORK

    on: date | None
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMade(Event):
    NEEDS = Permission.WORK

    promise_id: int
    person_id: int | None
    amount: Money
    due_on: date
    contact_id: int | None = None
    first_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDecided(Event):
    NEEDS = Permission.WORK

    promise_id: int
    status: PromiseStatus
    received: Money
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointAdded(Event):
    """A telephone number or e-mail address; `ends_in` is all of it that history keeps."""

    NEEDS = Permission.WORK

    point_id: int
    person_id: int
    kind: str
    ends_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCorrected(Event):
    NEEDS = Permission.WORK

    point_id: int
    person_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMarkedBad(Event):
    NEEDS = Permission.WORK

    point_id: int
    person_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecorded(Event):
    NEEDS = Permission.WORK

    point_id: int
    person_id: int
    channel: Channel
    was: str
    now: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackAgreed(Event):
    """The person asked to be called (12 CFR 1006.14(b)(3)(i))."""

    NEEDS = Permission.WORK

    person_id: int
    received_on: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackRevoked(Event):
    """They took it back: from `revoked_on` on it covers no call."""

    NEEDS = Permission.WORK

    person_id: int
    received_on: date
    revoked_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDoubted(Event):
    """What somebody else told us of where the person is was wrong or incomplete, and they are
    believed to know better now (12 CFR 1006.10(c)): they may be asked once more."""

    NEEDS = Permission.WORK

    contact_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCollectorsNoted(Event):
    """Who had the debt before us, the oldest first, and what each did with an e-mail address: words
    out of "obtained", "used", "opted_out"."""

    NEEDS = Permission.WORK

    point_id: int
    person_id: int
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietTimeSet(Event):
    """In their words, and as the guard reads it: weekdays as "01234", hours as "09:00"."""

    NEEDS = Permission.WORK

    person_id: int
    says: str
    weekdays: str = ""
    start: str | None = None
    end: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietTimeEnded(Event):
    NEEDS = Permission.WORK

    person_id: int
    says: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedHoursSet(Event):
    """Hours in which the person agreed to be reached, as "09:00"; `in_writing` None: not known."""

    NEEDS = Permission.WORK

    person_id: int
    first: str
    last: str
    in_writing: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedHoursEnded(Event):
    NEEDS = Permission.WORK

    person_id: int
    first: str
    last: str
    until: date
    reason: str
