"""May I call? The facts of one person, one number and one loan, and the guard's answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date, local_time
from mortgage_collect.core.words import FlagKind, PointKind, Role
from mortgage_collect.core.zones import (
    zone_name,
    zones_of_area_code,
    zones_of_state,
    zones_of_zip,
)
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import (
    CallBack,
    ContactPoint,
    Flag,
    LoanPerson,
    Person,
    QuietTime,
)
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.facts import capacity_of, the_bank
from mortgage_collect.queries.interview import profile
from mortgage_collect.rules.counting import counted_calls
from mortgage_collect.rules.facts import (
    CallbackConsent,
    ContactFacts,
    FlagFact,
    PastContact,
    PointFacts,
)
from mortgage_collect.rules.facts import QuietTime as QuietFact
from mortgage_collect.rules.guard import Assessment, assess
from mortgage_collect.rules.rule import Question

# The window the frequency rules look back over, with a margin for time zones.
LOOK_BACK = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class NumberLight:
    """The guard's answer for one number of one person, with the clock where they are.

    `local` holds every plausible wall clock, by the zone's name; `used` of `allowed` calls have
    been placed in the last `window` days.
    """

    loan_id: int
    person_id: int
    point_id: int | None
    assessment: Assessment
    local: tuple[tuple[str, datetime], ...] = ()
    used: int = 0
    allowed: int = 0
    window: int = 0


def may_call(
    session: Session,
    loan_id: int,
    person_id: int,
    point_id: int | None,
    at: datetime,
    *,
    answering: bool = False,
) -> Assessment:
    """Asks the guard about one number; changes nothing. `answering`: they are on the line."""
    facts = contact_facts(session, loan_id, person_id, point_id, at)
    return assess(Question.MAY_CALL, replace(facts, answering=answering))


def lights(session: Session, loan_id: int, at: datetime) -> tuple[NumberLight, ...]:
    """One answer a number of everybody on the loan, in the order of the card."""
    rows = session.execute(
        select(LoanPerson.person_id, ContactPoint.id)
        .outerjoin(
            ContactPoint,
            (ContactPoint.person_id == LoanPerson.person_id)
            & (ContactPoint.kind == PointKind.PHONE),
        )
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, ContactPoint.preferred.desc(), ContactPoint.id)
    ).all()
    return tuple(light(session, loan_id, row[0], row[1], at) for row in rows)


def light(
    session: Session, loan_id: int, person_id: int, point_id: int | None, at: datetime
) -> NumberLight:
    """The guard's answer for one number, with what a person at the desk wants to see beside it."""
    facts = contact_facts(session, loan_id, person_id, point_id, at)
    window = facts.number("reg_f.window_days")
    since = facts.today - timedelta(days=window)
    clocks = {zone_name(zone): wall for zone, wall in facts.local_times()}
    return NumberLight(
        loan_id,
        person_id,
        point_id,
        assess(Question.MAY_CALL, facts),
        local=tuple(clocks.items()),
        used=sum(on > since for on in counted_calls(facts)),
        allowed=facts.number("reg_f.calls_in_window"),
        window=window,
    )


def best_light(session: Session, loan_id: int, at: datetime) -> NumberLight | None:
    """The number one would dial: the first with the mildest answer; None with nobody on file."""
    answers = lights(session, loan_id, at)
    return min(answers, key=lambda answer: answer.assessment.verdict, default=None)


def contact_facts(
    session: Session, loan_id: int, person_id: int, point_id: int | None, at: datetime
) -> ContactFacts:
    """What the rules are told. Unknown stays unknown: no zone, no consent, no guess."""
    bank = the_bank(session)
    loan = session.get_one(Loan, loan_id)
    person = session.get_one(Person, person_id)
    point = session.get(ContactPoint, point_id) if point_id else None
    home = session.get(Property, loan.property_id) if loan.property_id else None
    role = session.scalar(
        select(LoanPerson.role).where(
            LoanPerson.loan_id == loan_id, LoanPerson.person_id == person_id
        )
    )
    signals = tuple(_zone_signals(person, home, point))
    on = local_date(at, bank.zone)
    return ContactFacts(
        at=at,
        person=person.shown,
        zones=frozenset(zone for _, zone in signals),
        zone_signals=signals,
        state=(person.state or (home.state if home else "")) or None,
        capacity=capacity_of(loan, bank),
        in_default_when_obtained=loan.default_when_obtained,
        small_servicer=profile(session, on).small_servicer.answer,
        adopted=adopted(session, on),
        past=tuple(_past(session, loan_id, person_id, at)),
        callback_consents=tuple(
            CallbackConsent(row.received_on, row.until, row.revoked_on)
            for row in session.scalars(
                select(CallBack).where(CallBack.loan_id == loan_id, CallBack.person_id == person_id)
            )
        ),
        flags=tuple(_flags(session, loan_id, person_id)),
        quiet_times=tuple(
            QuietFact(
                frozenset(int(digit) for digit in row.weekdays),
                row.start,
                row.end,
                row.until,
                row.says,
            )
            for row in session.scalars(select(QuietTime).where(QuietTime.person_id == person_id))
        ),
        point=None
        if point is None
        else PointFacts(
            kind=point.kind,
            label=point.label,
            bad=point.bad,
            opted_out=point.opted_out,
            work_barred=point.work_barred,
            consent=point.consent_autodial,
        ),
        role=role or Role.BORROWER,
        loan=loan.number,
    )


def borrower_day(
    session: Session, loan_id: int, person_id: int | None, point_id: int | None, at: datetime
) -> datetime:
    """The moment on the borrower's own clock; the bank's where their zone is not known."""
    zones: Iterable[str] = ()
    if person_id is not None:
        person = session.get_one(Person, person_id)
        loan = session.get_one(Loan, loan_id)
        home = session.get(Property, loan.property_id) if loan.property_id else None
        zones = [zone for _, zone in _zone_signals(person, home, None)]
        if not zones and point_id is not None:
            point = session.get(ContactPoint, point_id)
            zones = [zone for _, zone in _zone_signals(person, home, point)]
    return local_time(at, min(zones, default=the_bank(session).zone))


def _zone_signals(
    person: Person, home: Property | None, point: ContactPoint | None
) -> Iterable[tuple[str, str]]:
    """Where the person may be: mailing address, the home, and the number's area code.

    Mail that goes where our tables do not reach (overseas, a military address) says that they may
    live there: then nobody knows their zone, whatever the home and the number say.
    """
    if person.zip or person.state:
        zones = zones_of_zip(person.zip) or zones_of_state(person.state)
        if not zones:
            return
        yield from (("mailing address", zone) for zone in sorted(zones))
    if home is not None and (home.zip or home.state):
        zones = zones_of_zip(home.zip) or zones_of_state(home.state)
        yield from (("property", zone) for zone in sorted(zones))
    if point is not None and point.kind is PointKind.PHONE:
        zones = zones_of_area_code(point.value[:3])
        yield from (("area code", zone) for zone in sorted(zones))


def _past(session: Session, loan_id: int, person_id: int, at: datetime) -> Iterable[PastContact]:
    """Contacts about this debt, and the person's about their others, newest last.

    A contact logged with nobody named counts against everybody on the loan.
    """
    rows = session.scalars(
        select(Contact)
        .where(
            or_(
                Contact.person_id == person_id,
                (Contact.person_id.is_(None)) & (Contact.loan_id == loan_id),
            ),
            Contact.loan_id == loan_id,
            Contact.at > at - LOOK_BACK,
            Contact.at <= at,
        )
        .order_by(Contact.at)
    )
    for row in rows:
        yield PastContact(
            at=row.at,
            on=row.on,
            channel=row.channel,
            direction=row.direction,
            outcome=row.outcome,
            point=row.reached,
            misdirected=row.misdirected,
            with_consent=row.with_consent,
        )


# What one person said binds for that person; these reach the others on the loan as well.
_REACH_OTHERS = (FlagKind.BANKRUPTCY, FlagKind.DECEASED, FlagKind.SERVICEMEMBER)


def _flags(session: Session, loan_id: int, person_id: int) -> Iterable[FlagFact]:
    """Flags of the loan, of the person, and of everybody else who is on the loan."""
    others = select(LoanPerson.person_id).where(
        LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None)
    )
    rows = session.scalars(
        select(Flag).where(
            or_(
                Flag.loan_id == loan_id,
                Flag.person_id == person_id,
                Flag.person_id.in_(others),
            )
        )
    )
    for row in rows:
        details = {str(key): str(value) for key, value in (row.details or {}).items()}
        if row.person_id not in (None, person_id):
            if row.kind not in _REACH_OTHERS:
                continue
            details["whose"] = "other"
        yield FlagFact(row.kind, row.since, row.until, details)
