"""What is known when somebody asks "may I?". Frozen; built by the queries, read by rules.

Unknown is written down as unknown (None, or an empty set) and never means no.

`FlagFact.details` speaks this small language; every key may be missing:

    all flags     whose = "self" | "other"       whose bankruptcy, death, service (missing: self)
    BANKRUPTCY    chapter = "7" | "11" | "12" | "13"
                  status = "open" | "discharged" | "dismissed" | "reaffirmed"
                  counsel_allows = "yes"         our counsel allows calls (11 USC 524(j))
    ATTORNEY      name, address, phone           "unreachable" when none can be found
                  released = "consented" | "no_answer"
    CEASE         form = "written" | "oral"      how they told us (missing: written)
                  medium = "call" | "text" | "email" | "letter" | "visit"   of an oral one (missing:
                  call)
    DISPUTE       status = "open" | "answered";  within_period = "no"
    DISASTER      pause_calls = "yes"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from mortgage_collect.core.words import (
    Capacity,
    FlagKind,
    Language,
    Role,
)
from mortgage_collect.rules import numbers
from mortgage_collect.rules.counting import Ledger, ledger_of
from mortgage_collect.rules.occasion import UNTOLD, Occasion
from mortgage_collect.rules.past import CallbackConsent as CallbackConsent
from mortgage_collect.rules.past import PastContact as PastContact
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.reach import AddressFacts as AddressFacts
from mortgage_collect.rules.reach import PointFacts as PointFacts
from mortgage_collect.rules.reach import ThirdParty as ThirdParty
from mortgage_collect.rules.verdict import Need


class Lien(StrEnum):
    """Which mortgage on the home this is."""

    FIRST = "first"
    OTHER = "other"


# Where nobody knows the zone, a day is over only when it is over in the last of our time zones.
LAST_ZONE = "Pacific/Pago_Pago"


@dataclass(frozen=True, slots=True)
class FlagFact:
    """A hard fact, standing from `since` through `until`, both days included."""

    kind: FlagKind
    since: date
    until: date | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """The person's own bankruptcy, death or service, unless it is said to be another's."""
        return self.details.get("whose", "self") != "other"


@dataclass(frozen=True, slots=True)
class QuietTime:
    """When the person said not to be reached. No weekdays: every day. No start: the whole day.

    From 20:00 to 09:00 it runs over midnight and belongs to the weekday on which it starts.
    `until` is its last day.
    """

    weekdays: frozenset[int] = frozenset()
    start: time | None = None
    end: time | None = None
    until: date | None = None
    says: str = ""


@dataclass(frozen=True)
class ContactFacts:
    """One person, one loan, one moment, one act.

    `question` is set by the guard: what is about to be done. `message` names the notice that is
    about to be sent, where it is one ("early_intervention_notice"); "" is anything else.

    `zones`: every plausible IANA zone; empty: nobody knows. `initiated_by_person`: this contact
    answers one the person has just begun. `answering`: they are on the line, having called us.

    `tightened`: the bank's own figure by the name of the law's ("reg_f.calls_in_window": 5), hours
    in minutes after midnight; only what is stricter counts. `stop_needs`: what a stop that may be
    set aside asks for. `duty_due`: the day by which the law asks for live contact or a notice.
    `with_attorney`: their attorney is about to be reached, and not they. `location_known`: we know
    where the person lives or can be telephoned.

    For the states: `state` is the person's, `home_state` the property's; `days_past_due` counts
    from the oldest unpaid due date. `made_on`: the day of the note. `licensed_agency`: the bank
    acts as a licensed collection agency there. `debt_collector`: what the bank's interview makes of
    this loan, where it was held.
    """

    at: datetime
    person: str
    zones: frozenset[str]
    capacity: Capacity
    zone_signals: tuple[tuple[str, str], ...] = ()
    state: str | None = None
    in_default_when_obtained: bool | None = None
    small_servicer: bool | None = None
    adopted: frozenset[str] = frozenset()
    past: tuple[PastContact, ...] = ()
    callback_consents: tuple[CallbackConsent, ...] = ()
    flags: tuple[FlagFact, ...] = ()
    quiet_times: tuple[QuietTime, ...] = ()
    point: PointFacts | None = None
    no_number: bool = False
    role: Role = Role.BORROWER
    initiated_by_person: bool = False
    answering: bool = False
    loan: str = ""
    question: Question = Question.MAY_CALL
    message: str = ""
    address: AddressFacts | None = None
    third_party: ThirdParty | None = None
    location_known: bool | None = None
    authorized: bool | None = None
    language: Language | None = None
    spoken_here: frozenset[Language] | None = None
    dialed_by_hand: bool | None = None
    prerecorded: bool = False
    with_attorney: bool = False
    duty_due: date | None = None
    tightened: Mapping[str, int] = field(default_factory=dict)
    stop_needs: Need = Need.REASON
    home_state: str | None = None
    city: str | None = None
    county: str | None = None
    zip: str | None = None
    days_past_due: int | None = None
    made_on: date | None = None
    lien: Lien | None = None
    purchase_money: bool | None = None
    owner_occupied: bool | None = None
    licensed_agency: bool | None = None
    product: str = "mortgage"
    debt_collector: bool | None = None
    occasion: Occasion = UNTOLD

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a moment needs its time zone")

    @cached_property
    def ledger(self) -> Ledger:
        """The past counted, once for all rules: it does not depend on the moment or the act."""
        return ledger_of(self)

    @cached_property
    def tallies(self) -> dict[object, tuple[list[date], list[date]]]:
        """What the states' limits counted, by what is counted; kept like the ledger."""
        return {}

    def later(self, **now: Any) -> ContactFacts:
        """The same person and past at another moment or for another act; counts are kept."""
        copy = replace(self, **now)
        for counted in ("ledger", "tallies"):
            if counted in self.__dict__:
                copy.__dict__[counted] = self.__dict__[counted]
        return copy

    def number(self, name: str, on: date | None = None) -> int:
        """A figure of the law as it binds us on a day (today): the bank's own where stricter."""
        return numbers.number(name, on or self.today, self.tightened)

    def hour(self, name: str) -> time:
        return numbers.hour(name, self.today, self.tightened)

    @property
    def begun_by_person(self) -> bool:
        """This contact answers one of theirs."""
        return self.initiated_by_person or self.answering

    def local_times(self) -> Iterator[tuple[str, datetime]]:
        """The wall clock in every plausible zone."""
        for zone in sorted(self.zones):
            yield zone, self.at.astimezone(ZoneInfo(zone))

    @cached_property
    def today(self) -> date:
        """The day at the person's place; where two days are plausible, the earlier one."""
        return min(self.at.astimezone(ZoneInfo(z)).date() for z in self.zones or {LAST_ZONE})

    def start_of(self, day: date) -> datetime:
        """The moment by which `day` has begun in every plausible zone, in UTC."""
        return max(
            datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
            for zone in self.zones or {LAST_ZONE}
        )

    def flagged(self, kind: FlagKind) -> Iterator[FlagFact]:
        """Flags of one kind that stand today."""
        for flag in self.flags:
            begun = flag.since <= self.latest_day
            if flag.kind is kind and begun and (flag.until is None or self.today <= flag.until):
                yield flag

    @cached_property
    def latest_day(self) -> date:
        """The later of the plausible days: what begins today has then begun."""
        return max(self.at.astimezone(ZoneInfo(z)).date() for z in self.zones or {"Pacific/Guam"})

    def after(self, flag: FlagFact) -> datetime | None:
        """When a flag stops standing in the way, in UTC; None while no end is known."""
        return self.start_of(flag.until + timedelta(days=1)) if flag.until else None


def fdcpa_binds(facts: ContactFacts) -> bool:
    """Do Regulation F and the Fair Debt Collection Practices Act bind us on this loan?

    A debt collector: yes. Servicing for others: when the loan was in default as we obtained it;
    unknown counts as yes. A lender collecting its own loan in its own name: no.
    """
    if facts.debt_collector is not None:
        return facts.debt_collector
    match facts.capacity:
        case Capacity.DEBT_COLLECTOR:
            return True
        case Capacity.SERVICER_FOR_OTHERS:
            return facts.in_default_when_obtained is not False
        case Capacity.CREDITOR:
            return False


def everyone(facts: ContactFacts) -> bool:
    """Binds every bank on every loan."""
    return True
