"""The work queue: loans that want somebody today, ranked, each with its plain reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date
from mortgage_collect.core.matter_words import Progress
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import (
    Bucket,
    Counting,
    FlagKind,
    LoanStatus,
    PromiseStatus,
    WorkoutStatus,
)
from mortgage_collect.loanmath.delinquency import delinquency
from mortgage_collect.models.bank import Bank
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.matter import DeadlineRecord
from mortgage_collect.models.person import Flag, LoanPerson
from mortgage_collect.models.review import Review
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.clocks import nearest
from mortgage_collect.queries.disasters import last_days
from mortgage_collect.queries.facts import counted_through, facts_of_many, known_through, the_bank
from mortgage_collect.queries.plan_watch import progress_of_many
from mortgage_collect.queries.queue_reasons import (
    DEADLINES_AHEAD,
    Wants,
    in_grace,
    promise_is_due,
    reasons,
    rolls_on,
    shown,
)
from mortgage_collect.queries.set_aside import review_due_of
from mortgage_collect.queries.trials import kept_trials
from mortgage_collect.workout.life import LIVING
from mortgage_collect.workout.progress import InstallmentProgress, PlanProgress

# A part of the money is not what was promised.
UNKEPT = (PromiseStatus.BROKEN, PromiseStatus.PARTLY_KEPT)


@dataclass(frozen=True, slots=True)
class QueueRow:
    loan_id: int
    number: str
    borrower: str
    place: str
    bucket: Bucket
    days: int
    months: int
    counted_to: date  # the day to which both are counted
    arrears: Money | None
    upb: Money | None
    score: int
    reasons: tuple[str, ...]
    next_action_on: date | None
    next_action: str
    last_contact_at: datetime | None
    flags: tuple[FlagKind, ...]

    @property
    def spoken(self) -> str:
        """The row as one sentence, for a screen reader."""
        whose = f"{self.borrower or self.number}, {text.count(self.days, 'day')} past due"
        return ", ".join((whose, *self.reasons))


@dataclass(frozen=True, slots=True)
class Counters:
    """The four numbers above the queue; each opens a list."""

    due: int
    broken: int
    follow_ups: int
    will_roll: int


@dataclass(frozen=True, slots=True)
class Queue:
    rows: tuple[QueueRow, ...]
    counters: Counters
    as_of: date | None
    counting: Counting


def queue(session: Session, now: datetime, *, only: str = "", limit: int = 5_000) -> Queue:
    """The ranked queue. `only` is "due", "broken", "follow_ups" or "will_roll" of the counters."""
    bank = the_bank(session)
    today = local_date(now, bank.zone)
    as_of = known_through(session) or today
    rows = list(_rows(session, now, as_of, bank))
    counters = Counters(
        due=sum(_is(row, "due", today) for row in rows),
        broken=sum(_is(row, "broken", today) for row in rows),
        follow_ups=sum(_is(row, "follow_ups", today) for row in rows),
        will_roll=sum(_is(row, "will_roll", today) for row in rows),
    )
    if only:
        rows = [row for row in rows if _is(row, only, today)]
    rows.sort(key=lambda made: (-made[0].score, made[0].number))
    return Queue(tuple(row for row, _ in rows[:limit]), counters, as_of, bank.counting)


def _is(made: tuple[QueueRow, Wants], what: str, today: date) -> bool:
    row, wants = made
    match what:
        case "due":
            return promise_is_due(wants)
        case "broken":
            return wants.broken_on is not None
        case "follow_ups":
            return row.next_action_on is not None and row.next_action_on <= today
        case "will_roll":
            return rolls_on(wants) is not None
    return False


def _rows(
    session: Session, now: datetime, as_of: date, bank: Bank
) -> Iterable[tuple[QueueRow, Wants]]:
    today = local_date(now, bank.zone)
    promised = (
        select(
            Promise.loan_id,
            func.min(case((Promise.status == PromiseStatus.OPEN, Promise.due_on))).label("due"),
            func.max(case((Promise.status.in_(UNKEPT), Promise.decided_on))).label("broken"),
        )
        .group_by(Promise.loan_id)
        .subquery()
    )
    trials = kept_trials(session)
    ahead_of = nearest(session, today, DEADLINES_AHEAD)
    loans = session.execute(
        select(
            Loan.id,
            Loan.number,
            Loan.status,
            Loan.as_of,
            Loan.tape_id,
            Loan.borrower,
            Loan.oldest_unpaid_on,
            Loan.due_day,
            Loan.arrears,
            Loan.upb,
            Loan.next_action_on,
            Loan.next_action,
            Loan.last_contact_at,
            Property.city,
            Property.state,
            promised.c.due,
            promised.c.broken,
        )
        .outerjoin(Property, Property.id == Loan.property_id)
        .outerjoin(promised, promised.c.loan_id == Loan.id)
        .where(
            Loan.status.in_((LoanStatus.ACTIVE, LoanStatus.MISSING)),
            or_(
                Loan.oldest_unpaid_on <= as_of,
                # What no tape tells of is counted to today, as on its card.
                and_(Loan.tape_id.is_(None), Loan.oldest_unpaid_on <= today),
                Loan.next_action_on.is_not(None),
                promised.c.due.is_not(None),
                # A plan brings the loan back however current it is: its payments are watched.
                Loan.id.in_(select(Workout.loan_id).where(Workout.status.in_(LIVING))),
                Loan.id.in_(trials),
                # What the law asks for next is somebody's work, however current the loan is.
                Loan.id.in_(
                    select(DeadlineRecord.loan_id).where(
                        DeadlineRecord.progress == Progress.OPEN,
                        DeadlineRecord.due <= today + DEADLINES_AHEAD,
                    )
                ),
            ),
        )
    ).all()
    amounts = dict(
        session.execute(
            select(Promise.loan_id, Promise.amount)
            .where(Promise.status == PromiseStatus.OPEN)
            .order_by(Promise.due_on.desc())
        ).all()
    )
    plans = {
        workout.loan_id: workout
        for workout in session.scalars(
            select(Workout).where(Workout.status.in_(LIVING)).order_by(Workout.id)
        )
    }
    running = [each for each in plans.values() if each.status is WorkoutStatus.ACTIVE]
    going = progress_of_many(session, running, now) if running else {}
    open_reviews = set(session.scalars(select(Review.loan_id).where(Review.finished_at.is_(None))))
    flags = _flags_by_loan(session, today)
    ending = dict(last_days(session, today))
    to_review = review_due_of(session)
    by_hand = _arrears_by_hand(session, [loan.id for loan in loans if loan.tape_id is None], now)
    for loan in loans:
        gone = loan.status is LoanStatus.MISSING
        # The same day as on the card.
        through = counted_through(loan.status, loan.as_of, loan.tape_id, as_of, today) or as_of
        day = max(through, loan.as_of or through)
        late = delinquency(loan.oldest_unpaid_on or day, day, bank.counting, loan.due_day)
        spoke_on = local_date(loan.last_contact_at, bank.zone) if loan.last_contact_at else None
        plan = plans.get(loan.id)
        deadline = ahead_of.get(loan.id)
        ahead, missed = _plan_payments(going.get(plan.id)) if plan else (None, None)
        wants = Wants(
            days=late.days,
            months=late.months,
            next_due=loan.oldest_unpaid_on,
            today=today,
            due_day=loan.due_day,
            counting=bank.counting,
            promise_due=loan.due,
            promise_amount=amounts.get(loan.id),
            broken_on=_unanswered(loan.broken, spoke_on),
            next_action_on=loan.next_action_on,
            next_action=loan.next_action,
            last_contact_on=spoke_on,
            plan=plan.status if plan else None,
            plan_due=ahead.installment.due_on if ahead else None,
            plan_amount=ahead.installment.total if ahead else None,
            plan_missed=missed.installment.due_on if missed else None,
            needs_approval=bool(plan and plan.status is WorkoutStatus.DRAFT and plan.approvals),
            trial_kept=loan.id in trials,
            decision_review_on=min(
                filter(None, (plan.review_due if plan else None, to_review.get(loan.id))),
                default=None,
            ),
            review_open=loan.id in open_reviews,
            missing=gone,
            deadline=deadline.title if deadline else "",
            deadline_due=deadline.due if deadline else None,
            flags=flags.get(loan.id, ()),
            disaster_ends=ending.get(loan.id),
        )
        if in_grace(wants, bank.late_charge_grace_days):
            continue
        why = reasons(wants)
        row = QueueRow(
            loan_id=loan.id,
            number=loan.number,
            borrower=loan.borrower,
            place=", ".join(part for part in (loan.city, loan.state) if part),
            bucket=Bucket.HOLD if FlagKind.BANKRUPTCY in wants.flags else late.bucket,
            days=late.days,
            months=late.months,
            arrears=by_hand.get(loan.id, loan.arrears),
            upb=loan.upb,
            score=sum(reason.weight for reason in why),
            counted_to=late.as_of,
            reasons=shown(why),
            next_action_on=loan.next_action_on,
            next_action=loan.next_action,
            last_contact_at=loan.last_contact_at,
            flags=wants.flags,
        )
        yield row, wants


def _arrears_by_hand(session: Session, ids: list[int], now: datetime) -> dict[int, Money]:
    """Of loans no tape tells of: an installment falls due for them and nothing is written."""
    if not ids:
        return {}
    loans = session.scalars(select(Loan).where(Loan.id.in_(ids))).all()
    return {loan.id: facts.position().arrears for loan, facts in facts_of_many(session, loans, now)}


def _plan_payments(
    going: PlanProgress | None,
) -> tuple[InstallmentProgress | None, InstallmentProgress | None]:
    """(the payment that comes next, the newest one missed) of a running plan."""
    if going is None:
        return None, None
    ahead = next((row for row in going.rows if row.made_good_on is None), None)
    missed = next((row for row in reversed(going.failed) if row.made_good_on is None), None)
    return ahead, missed


def _unanswered(broken: date | None, spoke_on: date | None) -> date | None:
    """The day a promise broke, until somebody has spoken with them about it."""
    if broken is None or (spoke_on is not None and spoke_on >= broken):
        return None
    return broken


def _flags_by_loan(session: Session, today: date) -> dict[int, tuple[FlagKind, ...]]:
    """Standing flags a loan carries, its own and its people's."""
    found: dict[int, set[FlagKind]] = {}
    stands = or_(Flag.until.is_(None), Flag.until > today)
    own = select(Flag.loan_id, Flag.kind).where(Flag.loan_id.is_not(None), stands)
    theirs = (
        select(LoanPerson.loan_id, Flag.kind)
        .join(Flag, Flag.person_id == LoanPerson.person_id)
        .where(stands, LoanPerson.until.is_(None), Flag.loan_id.is_(None))
    )
    for query in (own, theirs):
        for loan_id, kind in session.execute(query):
            found.setdefault(loan_id or 0, set()).add(kind)
    return {loan_id: tuple(sorted(kinds)) for loan_id, kinds in found.items()}
