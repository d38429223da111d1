"""Where a loan's workout stands: who decided what and when, and how its payments are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.documents.shelf import SHELF
from mortgage_collect.models.workout import Workout, WorkoutMove
from mortgage_collect.queries.accounts import works_alone
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.plan_watch import policy_of, progress_of
from mortgage_collect.queries.programs import bank_program
from mortgage_collect.queries.trials import kept_trials
from mortgage_collect.queries.workouts import SavedPlan, open_plan, saved_plan
from mortgage_collect.workout.life import IN_FORCE, may_follow
from mortgage_collect.workout.program_keys import KEYS
from mortgage_collect.workout.progress import PlanProgress
from mortgage_collect.workout.shelf import option


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a workout's life, as it was taken."""

    at: datetime
    by: str
    was: WorkoutStatus
    now: WorkoutStatus
    reason: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A version that still lives, or the last one that ended.

    `approvals` are the sentences a second person answers for. `waits` while nobody has. `alone` is
    a bank with one person: a reason now, a review by `review_due` later. `template` says that there
    is a paper to print. `progress` is None until it is in force. `misses_left` payments may still
    be forgiven. `to_make_permanent` is a trial that was kept and has no permanent version yet;
    `broken_by_hand`, that no payment but only a person starts it again. `program_changed`: the
    program it was decided under is another today.
    """

    plan: SavedPlan
    label: str
    template: bool
    approvals: tuple[str, ...]
    approved_by: str
    alone: bool
    solo: bool
    review_due: date | None
    progress: PlanProgress | None
    forgiven: tuple[int, ...]
    misses_left: int
    moves: tuple[Move, ...]
    to_make_permanent: bool = False
    broken_by_hand: bool = False
    program_changed: bool = False

    @property
    def waits(self) -> bool:
        """It passes a limit, and nobody has approved it."""
        return bool(self.approvals) and not self.approved_by

    def may(self, now: WorkoutStatus) -> bool:
        """Whether the next step may be this one."""
        alone = self.alone and bool(self.plan.reason) and now is not WorkoutStatus.APPROVED
        return may_follow(self.plan.status, now, needs_approval=self.waits and not alone)

    @property
    def may_undo(self) -> bool:
        """Whether there is a step to take back."""
        return any(not each.undone for each in self.moves)


def standing(session: Session, loan_id: int, now: datetime) -> Standing | None:
    """The living version of a loan's workout, or the last that was in force; None without one."""
    plan = open_plan(session, loan_id) or _last_in_force(session, loan_id)
    return None if plan is None else standing_of(session, plan.workout_id, now)


def standing_of(session: Session, workout_id: int, now: datetime) -> Standing:
    """One version, with its life so far."""
    row = session.get_one(Workout, workout_id)
    plan = saved_plan(session, workout_id)
    lived = row.status in IN_FORCE and bool(plan.installments)
    allowed = policy_of(row).forgiven_misses
    last = last_standing(session, workout_id)
    return Standing(
        plan=plan,
        label=option(row.kind).label,
        template=option(row.kind).template in {key for key, _ in SHELF},
        approvals=tuple(row.approvals),
        approved_by=row.approved_by,
        alone=works_alone(session, row.made_by, Permission.APPROVE),
        solo=row.solo,
        review_due=row.review_due,
        progress=progress_of(session, row, now) if lived else None,
        forgiven=tuple(row.forgiven),
        misses_left=max(allowed - len(row.forgiven), 0),
        moves=_moves(session, workout_id),
        to_make_permanent=kept_trials(session, row.loan_id).get(row.loan_id) == workout_id,
        broken_by_hand=row.status is WorkoutStatus.BROKEN and not (last and last.by_payments),
        program_changed=_decided_otherwise(session, row, now),
    )


def _decided_otherwise(session: Session, row: Workout, now: datetime) -> bool:
    if row.program not in KEYS:
        return False
    return row.edition != bank_program(session, row.program, today(session, now)).edition


def last_standing(session: Session, workout_id: int) -> WorkoutMove | None:
    """The last step of a workout's life that nobody has taken back."""
    undone = select(WorkoutMove.undoes_id).where(WorkoutMove.undoes_id.is_not(None))
    return session.scalar(
        select(WorkoutMove)
        .where(
            WorkoutMove.workout_id == workout_id,
            WorkoutMove.undoes_id.is_(None),
            WorkoutMove.id.not_in(undone),
        )
        .order_by(WorkoutMove.id.desc())
        .limit(1)
    )


def _last_in_force(session: Session, loan_id: int) -> SavedPlan | None:
    found = session.scalar(
        select(Workout.id)
        .where(Workout.loan_id == loan_id, Workout.status.in_(IN_FORCE))
        .order_by(Workout.id.desc())
        .limit(1)
    )
    return None if found is None else saved_plan(session, found)


def _moves(session: Session, workout_id: int) -> tuple[Move, ...]:
    rows = session.scalars(
        select(WorkoutMove).where(WorkoutMove.workout_id == workout_id).order_by(WorkoutMove.id)
    ).all()
    taken_back = {each.undoes_id for each in rows if each.undoes_id is not None}
    return tuple(
        Move(
            each.at,
            each.by,
            each.was,
            each.now,
            each.reason,
            undone=each.id in taken_back or each.undoes_id is not None,
        )
        for each in rows
    )
