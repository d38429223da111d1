"""The facts the rules are told about one person, one loan and one way of reaching them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import (
    Channel,
    Direction,
    FlagKind,
    Occupancy,
    Outcome,
    PointKind,
    PointLabel,
    Role,
)
from mortgage_collect.models.contact import STANDS, Contact
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import (
    CallBack,
    ContactPoint,
    Flag,
    LoanPerson,
    Person,
    QuietTime,
)
from mortgage_collect.queries.bank_facts import BankFacts, bank_facts
from mortgage_collect.queries.early_contact import duty_due
from mortgage_collect.queries.occasions import no_work_calls, occasion_of
from mortgage_collect.queries.whereabouts import zone_signals
from mortgage_collect.rules.coverage.loan_words import purchase_money
from mortgage_collect.rules.facts import (
    AddressFacts,
    CallbackConsent,
    ContactFacts,
    FlagFact,
    Lien,
    PastContact,
    PointFacts,
    ThirdParty,
)
from mortgage_collect.rules.facts import QuietTime as QuietFact
from mortgage_collect.rules.occasion import NoWorkCalls
from mortgage_collect.rules.reach import EarlierCollector

# The window the frequency rules look back over, with a margin for time zones.
LOOK_BACK = timedelta(days=45)


def contact_facts(
    session: Session,
    loan_id: int,
    person_id: int,
    point_id: int | None,
    at: datetime,
    bank: BankFacts | None = None,
) -> ContactFacts:
    """What the rules are told. Unknown stays unknown: no zone, no consent, no guess."""
    return facts_by_point(session, loan_id, person_id, (point_id,), at, bank)[point_id]


def facts_by_point(
    session: Session,
    loan_id: int,
    person_id: int,
    point_ids: Iterable[int | None],
    at: datetime,
    bank: BankFacts | None = None,
) -> dict[int | None, ContactFacts]:
    """The same for several numbers and addresses of one person, read once; None: for none."""
    bank = bank or bank_facts(session, at)
    loan = session.get_one(Loan, loan_id)
    person = session.get_one(Person, person_id)
    home = session.get(Property, loan.property_id) if loan.property_id else None
    points = session.scalars(
        select(ContactPoint).where(ContactPoint.person_id == person_id).order_by(ContactPoint.id)
    ).all()
    heard = tuple(_heard(session, person_id, at))
    told = _without_point(session, loan, person, home, at, bank)
    told = replace(told, location_known=_location_known(person, home, points, heard))
    numbers = [each for each in points if each.kind is PointKind.PHONE]
    by_id: dict[int | None, ContactPoint] = {point.id: point for point in points}
    found = {}
    for point_id in dict.fromkeys(point_ids):
        point = by_id.get(point_id) or (
            session.get_one(ContactPoint, point_id) if point_id else None
        )
        signals = tuple(zone_signals(person, home, point))
        wish = no_work_calls(point, points)
        found[point_id] = replace(
            told,
            zones=frozenset(zone for _, zone in signals),
            zone_signals=signals,
            point=_point(point, person, heard, wish) if point else None,
            occasion=replace(told.occasion, no_work_calls=wish),
            third_party=_third_party(point_id, heard),
            no_number=point is None and not numbers,
        )
    return found


def _without_point(
    session: Session,
    loan: Loan,
    person: Person,
    home: Property | None,
    at: datetime,
    bank: BankFacts,
) -> ContactFacts:
    part = session.scalar(
        select(LoanPerson).where(LoanPerson.loan_id == loan.id, LoanPerson.person_id == person.id)
    )
    state = (person.state or (home.state if home else "")) or None
    # Where mail goes, or the home where it goes there; never a mixture of the two.
    lives = person if person.zip or person.city else home
    capacity = loan.capacity or bank.capacity
    return ContactFacts(
        at=at,
        person=person.shown,
        zones=frozenset(),
        state=state,
        capacity=capacity,
        in_default_when_obtained=loan.default_when_obtained,
        debt_collector=bank.profile.fdcpa(capacity, loan.default_when_obtained).binds,
        small_servicer=bank.profile.small_servicer.answer,
        adopted=bank.adopted,
        tightened=bank.tightened,
        stop_needs=bank.stop_needs,
        past=tuple(_past(session, loan, person.id, at)),
        callback_consents=tuple(
            CallbackConsent(*row)
            for row in session.execute(
                select(CallBack.received_on, CallBack.until, CallBack.revoked_on).where(
                    CallBack.loan_id == loan.id, CallBack.person_id == person.id
                )
            )
        ),
        flags=tuple(_flags(session, loan.id, person.id)),
        quiet_times=tuple(_quiet_times(session, person.id)),
        address=AddressFacts(bad=person.mail_bad, place_barred=person.home_barred),
        role=part.role if part else Role.BORROWER,
        authorized=part.authorized if part else None,
        language=person.language,
        spoken_here=bank.spoken_here,
        dialed_by_hand=bank.dialed_by_hand,
        duty_due=duty_due(session, loan, bank.on, at),
        home_state=(home.state if home else "") or None,
        city=(lives.city if lives else "") or None,
        county=(home.county if home and person.zip in ("", home.zip) else "") or None,
        zip=(lives.zip if lives else "") or None,
        # As of today, also where the last tape is older: who may be later than a state's line
        # is taken to be.
        days_past_due=(bank.on - loan.oldest_unpaid_on).days if loan.oldest_unpaid_on else None,
        made_on=loan.originated_on,
        lien=_lien(loan.lien_position),
        purchase_money=purchase_money(loan.purpose),
        owner_occupied=_owner_occupied(home),
        licensed_agency=bank.profile.licensed_in(state) if state else None,
        loan=loan.number,
        occasion=occasion_of(session, loan, person.id, bank.on),
    )


def _lien(position: int | None) -> Lien | None:
    if position is None:
        return None
    return Lien.FIRST if position == 1 else Lien.OTHER


def _owner_occupied(home: Property | None) -> bool | None:
    if home is None or home.occupancy is Occupancy.UNKNOWN:
        return None
    return home.occupancy is Occupancy.OWNER


@dataclass(frozen=True, slots=True)
class _Heard:
    """The newest day of one kind of contact on one point, about this loan or another of theirs."""

    loan_id: int
    point_id: int | None
    channel: Channel
    direction: Direction
    outcome: Outcome
    asked_others: bool
    asked_us_back: bool
    answer_doubted: bool
    on: date


def _heard(session: Session, person_id: int, at: datetime) -> Iterable[_Heard]:
    kind = (
        Contact.loan_id,
        Contact.point_id,
        Contact.channel,
        Contact.direction,
        Contact.outcome,
        Contact.asked_others,
        Contact.asked_us_back,
        Contact.answer_doubted,
    )
    rows = session.execute(
        select(*kind, func.max(Contact.on))
        .where(
            Contact.person_id == person_id,
            Contact.point_id.is_not(None),
            Contact.at <= at,
            STANDS,
        )
        .group_by(*kind)
    )
    return (_Heard(*row) for row in rows)


def _point(
    point: ContactPoint, person: Person, heard: Iterable[_Heard], wish: NoWorkCalls | None
) -> PointFacts:
    channel = Channel.EMAIL if point.kind is PointKind.EMAIL else Channel.TEXT
    theirs = (
        each.on
        for each in heard
        if (each.point_id, each.channel, each.direction) == (point.id, channel, Direction.INBOUND)
    )
    return PointFacts(
        value=point.value,
        kind=point.kind,
        label=point.label,
        bad=point.bad,
        opted_out=point.opted_out,
        work_barred=point.work_barred,
        place_barred=(person.home_barred and point.label is PointLabel.HOME) or wish is not None,
        consent=point.consent_autodial,
        consent_text=point.consent_text,
        consent_email=point.consent_email,
        consent_on=point.consent_on,
        checked_on=point.checked_on,
        employer_gave=point.employer_gave,
        notice_ended=point.notice_ended,
        public_domain=point.public_domain,
        earlier=tuple(EarlierCollector(**each) for each in point.earlier),
        used_on=max(theirs, default=None),
    )


def _third_party(point_id: int | None, heard: Iterable[_Heard]) -> ThirdParty | None:
    """Whether somebody else on this number was asked where they are. Only to have answered is not
    to have been asked."""
    answers = [
        each
        for each in heard
        if each.point_id == point_id and each.outcome is Outcome.THIRD_PARTY and each.asked_others
    ]
    if not answers:
        return None
    newest = max(each.on for each in answers)
    last = [each for each in answers if each.on == newest]
    return ThirdParty(
        newest,
        asked_us_back=any(each.asked_us_back for each in last),
        knows_more=all(each.answer_doubted for each in last),
    )


def _location_known(
    person: Person,
    home: Property | None,
    points: Iterable[ContactPoint],
    heard: Iterable[_Heard],
) -> bool | None:
    """Where they live and a number there (12 CFR 1006.10(a)): yes while neither is known to be
    wrong, or once we reached them. Both wrong or missing: no. One of the two: nobody knows."""
    good = {point.id: point.kind for point in points if not point.bad}
    if any(each.point_id in good and each.outcome.talked for each in heard):
        return True
    address = bool(person.line_1 or (home and home.line_1)) and not person.mail_bad
    number = PointKind.PHONE in good.values()
    return address if address is number else None


def _past(session: Session, loan: Loan, person_id: int, at: datetime) -> Iterable[PastContact]:
    """Contacts about this debt, and the person's about their others, newest last.

    A contact logged with nobody named counts against everybody on the loan. One about another
    loan carries that loan's number: the limits go by the person and the debt.
    """
    rows = session.execute(
        select(
            Contact.at,
            Contact.on,
            Contact.channel,
            Contact.direction,
            Contact.outcome,
            Contact.reached,
            Contact.misdirected,
            Contact.with_consent,
            Contact.no_message,
            Contact.ringless,
            Contact.raised,
            Contact.loan_id,
            Loan.number,
            ContactPoint.label,
        )
        .join(Loan, Loan.id == Contact.loan_id)
        .outerjoin(ContactPoint, ContactPoint.id == Contact.point_id)
        .where(
            or_(
                Contact.person_id == person_id,
                (Contact.person_id.is_(None)) & (Contact.loan_id == loan.id),
            ),
            Contact.at > at - LOOK_BACK,
            Contact.at <= at,
            Contact.with_attorney.is_(False),  # no contact with them
            STANDS,
        )
        .order_by(Contact.at)
    )
    for row in rows:
        other = None if row.loan_id == loan.id else frozenset({row.number})
        yield PastContact(
            at=row.at,
            on=row.on,
            channel=row.channel,
            direction=row.direction,
            outcome=row.outcome,
            point=row.reached,
            misdirected=row.misdirected,
            with_consent=row.with_consent,
            no_message=row.no_message,
            ringless=row.ringless,
            raised=frozenset({loan.number}) if loan.id in row.raised else frozenset(),
            debts=other,
            place=row.label,
        )


def _quiet_times(session: Session, person_id: int) -> Iterable[QuietFact]:
    for row in session.scalars(select(QuietTime).where(QuietTime.person_id == person_id)):
        weekdays = frozenset(int(digit) for digit in row.weekdays)
        yield QuietFact(weekdays, row.start, row.end, row.until, row.says)


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
                # A person's flag that names a loan is about that debt alone.
                Flag.loan_id.is_(None)
                & or_(Flag.person_id == person_id, Flag.person_id.in_(others)),
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
