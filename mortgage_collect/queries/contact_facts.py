"""The facts the rules are told about one person, one loan and one way of reaching them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.words import (
    Capacity,
    Channel,
    Direction,
    FlagKind,
    Language,
    Occupancy,
    Outcome,
    PointKind,
    PointLabel,
    Role,
)
from mortgage_collect.core.zones import zones_of_area_code, zones_of_state, zones_of_zip
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
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.early_contact import duty_due
from mortgage_collect.queries.facts import known_through, policy, the_bank
from mortgage_collect.queries.interview import profile
from mortgage_collect.queries.tightening import tightened
from mortgage_collect.rules.coverage.bank_profile import BankProfile
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
from mortgage_collect.rules.verdict import Need

# The window the frequency rules look back over, with a margin for time zones.
LOOK_BACK = timedelta(days=45)

# The bank's decisions, by their keys: what a stop asks for before it is set aside, the languages
# somebody here speaks ("en es"), and "machine" where a machine dials or texts.
OVERRIDE_NEEDS = "override_needs"
LANGUAGES = "languages"
DIALLED_BY = "dialled_by"


@dataclass(frozen=True, slots=True)
class BankFacts:
    """What is the same for every loan of the bank on a day; asked once for many."""

    on: date
    capacity: Capacity
    profile: BankProfile
    adopted: frozenset[str]
    tightened: dict[str, int]
    stop_needs: Need
    spoken_here: frozenset[Language] | None
    dialled_by_hand: bool
    known_through: date | None


def bank_facts(session: Session, at: datetime) -> BankFacts:
    bank = the_bank(session)
    on = local_date(at, bank.zone)
    spoken = policy(session, LANGUAGES, on)
    needs = policy(session, OVERRIDE_NEEDS, on)
    return BankFacts(
        on=on,
        capacity=bank.capacity,
        profile=profile(session, on),
        adopted=adopted(session, on),
        tightened=tightened(session, on),
        stop_needs=Need(needs) if needs else Need.REASON,
        spoken_here=frozenset(map(Language, spoken.split())) if spoken else None,
        # This program dials nothing: a person does, unless the bank says that a machine does.
        dialled_by_hand=policy(session, DIALLED_BY, on) != "machine",
        known_through=known_through(session),
    )


def contact_facts(
    session: Session,
    loan_id: int,
    person_id: int,
    point_id: int | None,
    at: datetime,
    bank: BankFacts | None = None,
) -> ContactFacts:
    """What the rules are told. Unknown stays unknown: no zone, no consent, no guess."""
    bank = bank or bank_facts(session, at)
    loan = session.get_one(Loan, loan_id)
    person = session.get_one(Person, person_id)
    point = session.get(ContactPoint, point_id) if point_id else None
    home = session.get(Property, loan.property_id) if loan.property_id else None
    part = session.scalar(
        select(LoanPerson).where(LoanPerson.loan_id == loan_id, LoanPerson.person_id == person_id)
    )
    signals = tuple(zone_signals(person, home, point))
    state = (person.state or (home.state if home else "")) or None
    capacity = loan.capacity or bank.capacity
    counted_to = min(bank.on, bank.known_through or bank.on)
    return ContactFacts(
        at=at,
        person=person.shown,
        zones=frozenset(zone for _, zone in signals),
        zone_signals=signals,
        state=state,
        capacity=capacity,
        in_default_when_obtained=loan.default_when_obtained,
        debt_collector=bank.profile.fdcpa(capacity, loan.default_when_obtained).binds,
        small_servicer=bank.profile.small_servicer.answer,
        adopted=bank.adopted,
        tightened=bank.tightened,
        stop_needs=bank.stop_needs,
        past=tuple(_past(session, loan, person_id, at)),
        callback_consents=tuple(
            CallbackConsent(row.received_on, row.until, row.revoked_on)
            for row in session.scalars(
                select(CallBack).where(CallBack.loan_id == loan_id, CallBack.person_id == person_id)
            )
        ),
        flags=tuple(_flags(session, loan_id, person_id)),
        quiet_times=tuple(_quiet_times(session, person_id)),
        point=_point(session, point, person, loan_id) if point else None,
        address=AddressFacts(bad=person.mail_bad, place_barred=person.home_barred),
        third_party=_third_party(session, loan_id, point_id),
        location_known=_location_known(session, person),
        role=part.role if part else Role.BORROWER,
        authorised=part.authorised if part else None,
        language=person.language,
        spoken_here=bank.spoken_here,
        dialled_by_hand=bank.dialled_by_hand,
        duty_due=duty_due(session, loan, home, bank.profile, bank.on),
        home_state=(home.state if home else "") or None,
        city=(person.city or (home.city if home else "")) or None,
        county=(home.county if home and person.zip in ("", home.zip) else "") or None,
        zip=(person.zip or (home.zip if home else "")) or None,
        days_past_due=(counted_to - loan.oldest_unpaid_on).days if loan.oldest_unpaid_on else None,
        lien=None
        if loan.lien_position is None
        else (Lien.FIRST if loan.lien_position == 1 else Lien.OTHER),
        purchase_money="purchase" in loan.purpose.lower() if loan.purpose else None,
        owner_occupied=_owner_occupied(home),
        licensed_agency=bank.profile.licensed_in(state) if state else None,
        loan=loan.number,
    )


def _owner_occupied(home: Property | None) -> bool | None:
    if home is None or home.occupancy is Occupancy.UNKNOWN:
        return None
    return home.occupancy is Occupancy.OWNER


def zone_signals(
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


def _point(session: Session, point: ContactPoint, person: Person, loan_id: int) -> PointFacts:
    channel = Channel.EMAIL if point.kind is PointKind.EMAIL else Channel.TEXT
    return PointFacts(
        kind=point.kind,
        label=point.label,
        bad=point.bad,
        opted_out=point.opted_out,
        work_barred=point.work_barred,
        place_barred=person.home_barred and point.label is PointLabel.HOME,
        consent=point.consent_autodial,
        consent_text=point.consent_text,
        consent_email=point.consent_email,
        consent_on=point.consent_on,
        checked_on=point.checked_on,
        employer_gave=point.employer_gave,
        used_on=session.scalar(
            select(func.max(Contact.on)).where(
                Contact.loan_id == loan_id,
                Contact.point_id == point.id,
                Contact.channel == channel,
                Contact.direction == Direction.INBOUND,
                STANDS,
            )
        ),
    )


def _third_party(session: Session, loan_id: int, point_id: int | None) -> ThirdParty | None:
    """Whether somebody else has answered us on this number."""
    if point_id is None:
        return None
    asked_on = session.scalar(
        select(func.max(Contact.on)).where(
            Contact.loan_id == loan_id,
            Contact.point_id == point_id,
            Contact.outcome == Outcome.THIRD_PARTY,
            STANDS,
        )
    )
    return ThirdParty(asked_on) if asked_on else None


def _location_known(session: Session, person: Person) -> bool | None:
    """We reached them there: yes. Nothing on file that is not known to be wrong: no."""
    points = session.execute(
        select(ContactPoint.id, ContactPoint.bad).where(ContactPoint.person_id == person.id)
    ).all()
    good = [point_id for point_id, bad in points if not bad]
    if good:
        talks = select(Contact.id).where(
            Contact.point_id.in_(good),
            Contact.person_id == person.id,
            Contact.outcome.in_([outcome for outcome in Outcome if outcome.talked]),
            STANDS,
        )
        return True if session.scalar(talks.limit(1)) is not None else None
    return False if person.mail_bad else None


def _past(session: Session, loan: Loan, person_id: int, at: datetime) -> Iterable[PastContact]:
    """Contacts about this debt, and the person's about their others, newest last.

    A contact logged with nobody named counts against everybody on the loan. One about another
    loan carries that loan's number: the limits go by the person and the debt.
    """
    rows = session.execute(
        select(Contact, Loan.number, ContactPoint.label)
        .join(Loan, Loan.id == Contact.loan_id)
        .outerjoin(ContactPoint, ContactPoint.id == Contact.point_id)
        .where(
            or_(
                Contact.person_id == person_id,
                (Contact.person_id.is_(None)) & (Contact.loan_id == loan.id),
            ),
            Contact.at > at - LOOK_BACK,
            Contact.at <= at,
            STANDS,
        )
        .order_by(Contact.at)
    )
    for row, number, label in rows:
        yield PastContact(
            at=row.at,
            on=row.on,
            channel=row.channel,
            direction=row.direction,
            outcome=row.outcome,
            point=row.reached,
            misdirected=row.misdirected,
            with_consent=row.with_consent,
            debts=None if row.loan_id == loan.id else frozenset({number}),
            place=label,
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
