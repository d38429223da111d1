"""The life of a loan as its duties look at it: dated facts of one loan, or of many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.money import ZERO
from mortgage_collect.core.words import FlagKind, LoanStatus, PaymentKind, WorkoutStatus
from mortgage_collect.models.loan import Loan, Payment, Property
from mortgage_collect.models.person import Flag, LoanPerson
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.bank_facts import BankFacts, bank_facts
from mortgage_collect.queries.coverage import LoanCoverage, coverages
from mortgage_collect.queries.facts import MANY, LoanFacts, facts_of_many
from mortgage_collect.queries.matters import as_raised, matters_by_loan
from mortgage_collect.queries.paid_dates import Passed, installments_of, passed_by_loan
from mortgage_collect.queries.tightening import decisions
from mortgage_collect.queries.touches import touches_by_loan
from mortgage_collect.rules.coverage.ruling import Ruling
from mortgage_collect.rules.duties.life import Agreement, Decisions, LoanLife, Touch
from mortgage_collect.rules.matters.flags import MATTERS, as_matter
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.span import Span
from mortgage_collect.rules.matters.transfer import AGREED, OUT
from mortgage_collect.workout.life import IN_FORCE

OPEN_SATURDAYS, OPTIONS_AVAILABLE = "open_saturdays", "options_available"
# Plans that run beside the note; every other kind changes it, or gives the home up.
PLANS = ("promise", "repayment_plan", "forbearance", "payment_supplement")


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The facts of a run of loans, by loan; what a loan has none of is missing. `sections`: the
    rulings by key, of each set of them which loans of a kind share."""

    homes: dict[int, Property]
    facts: dict[int, LoanFacts]
    passed: dict[int, tuple[Passed, ...]]
    touches: dict[int, tuple[Touch, ...]]
    matters: dict[int, tuple[Matter, ...]]
    agreements: dict[int, tuple[Agreement, ...]]
    coverage: dict[int, LoanCoverage]
    flags: dict[int, list[Flag]]
    sections: dict[int, dict[str, Ruling]]
    paid_off: dict[int, date]


def life_of(session: Session, loan_id: int, now: datetime) -> LoanLife:
    """One loan's, as of now."""
    [(_, life)] = lives(session, (loan_id,), now)
    return life


def lives(
    session: Session, loan_ids: Collection[int], now: datetime
) -> Iterator[tuple[int, LoanLife]]:
    """Of many loans with few statements, by their ids."""
    bank, own = bank_facts(session, now), decisions(session)
    ids = sorted(loan_ids)
    for start in range(0, len(ids), MANY):
        some = ids[start : start + MANY]
        loans = session.scalars(select(Loan).where(Loan.id.in_(some)).order_by(Loan.id)).all()
        found = _gathered(session, loans, now, bank)
        for loan in loans:
            yield loan.id, _life(loan, found, bank, own)


def _gathered(
    session: Session, loans: Collection[Loan], now: datetime, bank: BankFacts
) -> _Gathered:
    ids = [loan.id for loan in loans]
    wanted = {loan.property_id for loan in loans if loan.property_id}
    homes = session.scalars(select(Property).where(Property.id.in_(wanted))).all()
    matters = matters_by_loan(session, ids)
    flags = _flags(session, ids)
    law = coverages(session, ids, bank.on, bank.profile)
    return _Gathered(
        homes={home.id: home for home in homes},
        facts={loan.id: facts for loan, facts in facts_of_many(session, tuple(loans), now)},
        passed=passed_by_loan(session, ids),
        touches=touches_by_loan(session, ids),
        matters={key: (*matters[key], *_by_hand(flags.get(key, ()))) for key in ids},
        flags=flags,
        sections=_by_key(law),
        agreements=_agreements(session, ids),
        coverage=law,
        paid_off=_paid_off(session, loans),
    )


def _life(loan: Loan, found: _Gathered, bank: BankFacts, own: Decisions) -> LoanLife:
    home = found.homes.get(loan.property_id or 0)
    law = found.coverage[loan.id]
    matters = found.matters[loan.id]
    passed = found.passed.get(loan.id, ())
    return LoanLife(
        installments=installments_of(loan, found.facts.get(loan.id), passed, bank.on),
        touches=found.touches.get(loan.id, ()),
        matters=matters,
        agreements=found.agreements.get(loan.id, ()),
        coverage=found.sections[id(law.sections)],
        fdcpa=law.fdcpa.answer,
        small_servicer=bank.profile.small_servicer.answer,
        options_available=bank.profile.said(OPTIONS_AVAILABLE),
        open_saturdays=bank.profile.said(OPEN_SATURDAYS),
        state=home.state if home else "",
        adopted=bank.adopted,
        status=loan.status,
        status_on=_status_on(loan, matters, found.paid_off.get(loan.id)),
        escrowed=None if loan.escrow_payment is None else loan.escrow_payment > ZERO,
        assigned_on=loan.assigned_on if loan.assigned_to else None,
        originated_on=loan.originated_on,
        own=own,
        represented=tuple(_represented(found.flags.get(loan.id, ()))),
    )


def _by_key(law: Mapping[int, LoanCoverage]) -> dict[int, dict[str, Ruling]]:
    shared = {id(each.sections): each.sections for each in law.values()}
    return {
        key: {section.key: ruling for section, ruling in sections}
        for key, sections in shared.items()
    }


def _status_on(loan: Loan, matters: Collection[Matter], paid_off_on: date | None) -> date | None:
    """Since when it is what it is; None where the file does not tell."""
    match loan.status:
        case LoanStatus.MISSING:
            return loan.as_of
        case LoanStatus.PAID_OFF:
            return paid_off_on or loan.status_on
        case LoanStatus.TRANSFERRED:
            days = [
                day
                for matter in matters
                if matter.kind is MatterKind.TRANSFER
                for step in matter.all(AGREED)
                if step.text("direction") == OUT and (day := step.day("effective"))
            ]
            return max(days, default=loan.status_on)
    return loan.status_on


def _paid_off(session: Session, loans: Collection[Loan]) -> dict[int, date]:
    """Of loans paid off, the day the money that did it came in, where it is on file."""
    ids = [loan.id for loan in loans if loan.status is LoanStatus.PAID_OFF]
    if not ids:
        return {}
    rows = session.execute(
        select(Payment.loan_id, func.max(Payment.received_on))
        .where(Payment.loan_id.in_(ids), Payment.kind == PaymentKind.PAYOFF)
        .group_by(Payment.loan_id)
    )
    return dict(rows.all())


def _flags(session: Session, loan_ids: Collection[int]) -> dict[int, list[Flag]]:
    """Flags the duties look at that follow no matter, of the loans and of the people on them."""
    found: dict[int, list[Flag]] = {}
    stands = (
        Flag.matter_id.is_(None),
        Flag.kind.in_((*MATTERS, FlagKind.ATTORNEY)),
        or_(Flag.until.is_(None), Flag.until >= Flag.since),
    )
    own = select(Flag.loan_id, Flag).where(Flag.loan_id.in_(loan_ids), *stands)
    theirs = (
        select(LoanPerson.loan_id, Flag)
        .join(Flag, Flag.person_id == LoanPerson.person_id)
        .where(
            LoanPerson.loan_id.in_(loan_ids),
            LoanPerson.until.is_(None),
            Flag.loan_id.is_(None),
            *stands,
        )
    )
    for query in (own, theirs):
        for loan_id, flag in session.execute(query.order_by(Flag.id)):
            found.setdefault(loan_id or 0, []).append(flag)
    return found


def _by_hand(flags: Iterable[Flag]) -> Iterator[Matter]:
    """What they read as where nobody opened a matter for them."""
    for flag in flags:
        matter = as_matter(as_raised(flag), flag.id, flag.person_id)
        if matter is not None:
            yield matter


def _represented(flags: Iterable[Flag]) -> Iterator[Span]:
    """While an attorney stands between us and them, as `rules/reg_f/attorney.py` says."""
    for flag in flags:
        told = flag.details or {}
        open_way = told.get("name") == "unreachable" or told.get("released")
        if flag.kind is FlagKind.ATTORNEY and not open_way:
            yield Span(flag.since, flag.until and flag.until + DAY)


def _agreements(session: Session, loan_ids: Collection[int]) -> dict[int, tuple[Agreement, ...]]:
    """Workouts that are or were in force, from the day they were agreed."""
    rows = session.execute(
        select(
            Workout.loan_id,
            Workout.kind,
            Workout.status,
            Workout.terms,
            Workout.cures_on,
            Workout.accepted_on,
            Workout.started_on,
            Workout.ended_on,
        )
        .where(
            Workout.loan_id.in_(loan_ids),
            or_(Workout.status.in_(IN_FORCE), Workout.started_on.is_not(None)),
        )
        .order_by(Workout.id)
    )
    found: dict[int, list[Agreement]] = {}
    for row in rows:
        since = row.accepted_on or row.started_on
        if since is None:
            continue
        agreement = Agreement(
            since=since,
            until=None if row.status is WorkoutStatus.ACTIVE else row.ended_on,
            cures=row.cures_on is not None,
            broken=row.status is WorkoutStatus.BROKEN,
            permanent=row.kind not in PLANS and not row.terms.get("trial"),
        )
        found.setdefault(row.loan_id, []).append(agreement)
    return {loan_id: tuple(each) for loan_id, each in found.items()}
