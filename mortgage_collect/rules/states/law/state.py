"""What a state, DC or Puerto Rico says of collecting a mortgage: a file of `resources/states/`.

Every entry carries its papers:

    citation     None where none could be named
    verified     the text, or a summary of it, was seen in a stored copy; none was read live
    basis        what was seen: the statute, an agency's page, a secondary copy; "memory": nothing
    confidence   how sure the reading is

An entry that is not verified advises until the bank has read its text and adopts it by its id.
Zones, the way of foreclosing, mediation, redemption and the notes carry no mark: they are from
memory, unless a note says otherwise. None means that no rule was found, never that none is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.words import Channel, PointLabel
from mortgage_collect.rules.occasion import Purpose


class Seen(StrEnum):
    """What the reading of an entry rests on."""

    STATUTE = "statute"
    AGENCY = "agency"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Whom(StrEnum):
    """Whom an entry binds. `AGENCIES`: licensed collection agencies; `COLLECTORS`: whoever
    collects for others."""

    EVERYONE = "everyone"
    COLLECTORS = "collectors"
    AGENCIES = "agencies"


class Mortgages(StrEnum):
    """Whether an entry reaches mortgages."""

    YES = "yes"
    NO = "no"
    NOT_PURCHASE_MONEY = "not_purchase_money"


class Place(StrEnum):
    """Where a counted contact goes: a home, a cell phone; work or the like; anywhere."""

    PERSONAL = "personal"
    WORK = "work"
    ANY = "any"

    def holds(self, label: PointLabel | None) -> bool | None:
        """Whether a number with this label is such a place; None: nobody knows what it is."""
        if self is Place.ANY:
            return True
        if label is None or label is PointLabel.OTHER:
            return None
        return (label is PointLabel.WORK) is (self is Place.WORK)


class Counts(StrEnum):
    """What a limit counts. `ATTEMPTS`: where a message could have been left, left or not;
    `CONTACTS`: every contact or attempt."""

    CALLS = "calls"
    ATTEMPTS = "attempts"
    CONTACTS = "contacts"
    CONVERSATIONS = "conversations"


class Per(StrEnum):
    DEBT = "debt"
    PERSON = "person"


class Override(StrEnum):
    """What lets a state's hours be passed."""

    CONSENT = "consent"
    WRITTEN = "written"
    WAKING_HOURS = "waking_hours"


class RuleKind(StrEnum):
    """What an entry without a figure is about."""

    COVERAGE = "coverage"
    FREQUENCY = "frequency"
    RECORDING = "recording"
    IDENTITY = "identity"
    OTHER = "other"


class NoticeKind(StrEnum):
    """`WAIT`: days that must pass before the next step. `STEP`: owed, without days of its own.
    The other two are last days, counted from the oldest unpaid due date or from another notice."""

    WAIT = "wait"
    STEP = "step"
    BY_DAY_OF_DELINQUENCY = "by_day_of_delinquency"
    BY_DAY_AFTER_NOTICE = "by_day_after_notice"


class Process(StrEnum):
    """How a home is foreclosed."""

    COURT = "court"
    OUT_OF_COURT = "out_of_court"
    EITHER = "either"


class SaleDay(StrEnum):
    FIRST_TUESDAY = "first_tuesday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The papers of one entry; `id` is the name by which a bank confirms and adopts it."""

    id: str
    key: str
    verified: bool
    basis: Seen
    confidence: Confidence
    citation: Citation | None = None

    @property
    def state(self) -> str:
        """ "MA" of "states.contact_cap.MA.personal"."""
        return self.id.split(".")[2]

    @property
    def unread(self) -> bool:
        """It advises only, until the bank adopts it."""
        return not self.verified or self.citation is None

    @property
    def shaky(self) -> bool:
        """Something a bank must confirm before it relies on it."""
        return self.unread or self.confidence is Confidence.LOW


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry(Entry):
    """An entry about contact, with what it reaches.

    `days_past_due`: from this many days past due on. `locality`: only in this place of the state.
    `in_collections`: only once the bank's collection procedures have begun. `since`: its first day.
    """

    says: str
    binds: Whom = Whom.EVERYONE
    mortgages: Mortgages = Mortgages.YES
    days_past_due: int | None = None
    locality: str = ""
    in_collections: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: which contacts, about what, where; no channels: every channel."""

    counts: Counts
    per: Per
    place: Place = Place.ANY
    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCap(ContactEntry):
    """At most `count` in `days` calendar days, today among them; no channels: every channel.

    `business_week` counts from Monday instead. What the contact is for may be in doubt: then
    `doubt` says why, and whose word is needed.
    """

    count: int
    days: int
    counts: Counts
    per: Per
    place: Place = Place.ANY
    channels: tuple[Channel, ...] = ()
    business_week: bool = False
    counting: str = ""
    doubtful_for: tuple[Purpose, ...] = ()
    doubt: str = ""
    note: str = ""

    @property
    def measure(self) -> Measure:
        return Measure(self.counts, self.per, self.place, self.channels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(ContactEntry):
    """From `first` until before `last` where they are, and on `clock` too if one is named."""

    first: time
    last: time
    clock: str = ""
    exempt: tuple[Channel, ...] = ()
    override: Override | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace(ContactEntry):
    """No calls at work after being told. `oral_days`: so long does the spoken word hold."""

    oral_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRule(ContactEntry):
    """Something to know or to say; of the frequency kind, a bar on harassment without a number."""

    kind: RuleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Entry):
    """A notice before foreclosure, or a step with a last day.

    `before` is what must wait. `max_age_days`: older, it is stale at that step. `repeat_months`:
    not owed again within so many months. `if_answered` names the notice whose days hold instead
    once the borrower answers; `answers` names the one it stands in for. `after_notice`: from which
    notice a last day runs. `days_after_default`: nor is the step taken sooner than this.
    `ordinary_mail_days`: by ordinary mail it is given on this day after mailing. `carve_out`: a
    small or local lender may be free of it. `languages`: of those in which it must be sent to whom
    speaks them, the ones we know.
    """

    name: str
    kind: NoticeKind
    days: int | None = None
    business_days: bool = False
    before: str = ""
    max_age_days: int | None = None
    trigger: str = ""
    applies_if: str = ""
    each_borrower: bool = False
    languages: tuple[str, ...] = ()
    repeat_months: int | None = None
    resend: str = ""
    if_answered: str = ""
    answers: str = ""
    after_notice: str = ""
    days_after_default: int | None = None
    ordinary_mail_days: int | None = None
    carve_out: bool = False
    counting: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Entry):
    """What a letter must say, or in which language."""

    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality(Entry):
    """A city with rules of its own: by county, by the first digits of a ZIP code, by postal name.

    `partly`: ZIP codes that lie across its line.
    """

    name: str
    counties: tuple[str, ...]
    zips: tuple[str, ...]
    cities: tuple[str, ...]
    partly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One file. Late charges stand in it too; the room that counts money reads them."""

    code: str
    name: str
    zones: tuple[str, ...]
    daylight_saving: bool
    process: Process
    usual: Process | None = None
    mediation: bool | None = None
    redemption_days: int | None = None
    sale_day: SaleDay | None = None
    notes: str = ""
    notices: tuple[Notice, ...] = ()
    contact_caps: tuple[ContactCap, ...] = ()
    hours: tuple[Hours, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    contact_rules: tuple[ContactRule, ...] = ()
    languages: tuple[Passage, ...] = ()
    disclosures: tuple[Passage, ...] = ()
    localities: tuple[Locality, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything with papers, in the order of the file's kinds."""
        return (
            *self.contact_caps,
            *self.hours,
            *self.workplaces,
            *self.contact_rules,
            *self.notices,
            *self.languages,
            *self.disclosures,
            *self.localities,
        )

    def notice(self, key: str) -> Notice:
        """KeyError for one there is none of."""
        for each in self.notices:
            if each.key == key:
                return each
        raise KeyError(f"{self.code} has no notice {key!r}")
