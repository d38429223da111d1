"""May I? The guard's answer for every number of a loan, and for every way of reaching somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_time
from mortgage_collect.core.words import Channel, Direction, PointKind
from mortgage_collect.core.zones import zone_name
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.queries.bank_facts import BankFacts, bank_facts
from mortgage_collect.queries.contact_facts import contact_facts, facts_by_point
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.queries.whereabouts import zone_signals
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.guard import Assessment, assess
from mortgage_collect.rules.occasion import Purpose
from mortgage_collect.rules.question import Question


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


def may(
    session: Session,
    question: Question,
    loan_id: int,
    person_id: int,
    point_id: int | None,
    at: datetime,
    *,
    answering: bool = False,
    message: str = "",
    purpose: Purpose | None = None,
    prerecorded: bool = False,
    with_attorney: bool = False,
) -> Assessment:
    """Asks the guard about one act; changes nothing.

    `answering`: they are on the line. `message`: the notice that is about to be sent. `purpose`:
    what it is for; None while nobody said. `prerecorded`: a recorded voice speaks. `with_attorney`:
    their attorney is reached, and not they.
    """
    facts = contact_facts(session, loan_id, person_id, point_id, at)
    facts = replace(facts, occasion=replace(facts.occasion, purpose=purpose))
    facts = replace(
        facts,
        answering=answering,
        message=message,
        prerecorded=prerecorded,
        with_attorney=with_attorney,
    )
    return assess(question, begun(question, facts))


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
    return may(session, Question.MAY_CALL, loan_id, person_id, point_id, at, answering=answering)


def begun(question: Question, facts: ContactFacts) -> ContactFacts:
    """A text, an e-mail or a letter of theirs today, not yet answered, may be answered once: by the
    same way, to the number or address it came from where that is on file."""
    channel = question.channel
    if channel not in (Channel.TEXT, Channel.EMAIL, Channel.LETTER):
        return facts
    last = next((past for past in reversed(facts.past) if past.channel is channel), None)
    theirs = last is not None and last.direction is Direction.INBOUND and last.on == facts.today
    if theirs and last is not None and last.point and facts.point and facts.point.value:
        theirs = last.point == facts.point.value
    return replace(facts, initiated_by_person=theirs)


def lights(
    session: Session, loan_id: int, at: datetime, bank: BankFacts | None = None
) -> tuple[NumberLight, ...]:
    """One answer a number of everybody on the loan, in the order of the card."""
    bank = bank or bank_facts(session, at)
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
    numbers: dict[int, list[int | None]] = {}
    for person_id, point_id in rows:
        numbers.setdefault(person_id, []).append(point_id)
    return tuple(
        _light(loan_id, person_id, point_id, facts)
        for person_id, its in numbers.items()
        for point_id, facts in facts_by_point(session, loan_id, person_id, its, at, bank).items()
    )


def light(
    session: Session, loan_id: int, person_id: int, point_id: int | None, at: datetime
) -> NumberLight:
    """The guard's answer for one number, with what a person at the desk wants to see beside it."""
    facts = contact_facts(session, loan_id, person_id, point_id, at)
    return _light(loan_id, person_id, point_id, facts)


def _light(loan_id: int, person_id: int, point_id: int | None, facts: ContactFacts) -> NumberLight:
    window = facts.number("reg_f.window_days")
    since = facts.today - timedelta(days=window)
    clocks = {zone_name(zone): wall for zone, wall in facts.local_times()}
    return NumberLight(
        loan_id,
        person_id,
        point_id,
        assess(Question.MAY_CALL, facts),
        local=tuple(clocks.items()),
        used=sum(on > since for on in facts.ledger.calls),
        allowed=facts.number("reg_f.calls_in_window"),
        window=window,
    )


def best_lights(
    session: Session, loan_ids: Iterable[int], at: datetime
) -> Iterator[tuple[int, NumberLight | None]]:
    """As `best_light` for many loans, one by one: whoever asks may stop between two."""
    bank = bank_facts(session, at)
    for loan_id in loan_ids:
        yield loan_id, best_light(session, loan_id, at, bank)


def best_light(
    session: Session, loan_id: int, at: datetime, bank: BankFacts | None = None
) -> NumberLight | None:
    """The number one would dial: the first with the mildest answer; None with nobody on file.

    Whoever has no number is named only where nobody on the loan has one.
    """
    answers = lights(session, loan_id, at, bank)
    return min(
        answers,
        key=lambda answer: (answer.point_id is None, answer.assessment.verdict),
        default=None,
    )


def borrower_day(
    session: Session, loan_id: int, person_id: int | None, point_id: int | None, at: datetime
) -> datetime:
    """The moment on the borrower's own clock, of several the one furthest behind, as the rules take
    it; the bank's where their zone is not known."""
    zones: list[str] = []
    if person_id is not None:
        person = session.get_one(Person, person_id)
        loan = session.get_one(Loan, loan_id)
        home = session.get(Property, loan.property_id) if loan.property_id else None
        zones = sorted({zone for _, zone in zone_signals(person, home, None)})
        if not zones and point_id is not None:
            point = session.get(ContactPoint, point_id)
            zones = sorted({zone for _, zone in zone_signals(person, home, point)})
    clocks = [local_time(at, zone) for zone in zones or [the_bank(session).zone]]
    return min(clocks, key=lambda wall: wall.replace(tzinfo=None))
