"""Saving a workout, version by version, and moving it through its life."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.events.event import canonical, plain
from mortgage_collect.events.workouts import (
    WorkoutApproved,
    WorkoutSaved,
)
from mortgage_collect.models.workout import Workout, WorkoutInstallment
from mortgage_collect.queries.accounts import works_alone
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.reviews import latest_review
from mortgage_collect.services.workout_moves import (
    bring_back,
    none_running,
    put_aside,
    write_move,
)
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.approval import needs_approval
from mortgage_collect.workout.archive import archived, figures_of, lines_of
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Result, try_out
from mortgage_collect.workout.life import NEEDS_REASON, UNAPPROVED, WAITING, may_follow
from mortgage_collect.workout.option import Offer, PlanOffer
from mortgage_collect.workout.shelf import option_of
from mortgage_collect.workout.watched import watched

SOLO_REVIEW = timedelta(days=30)
"""A decision taken alone in a bank with one specialist is looked at again within this time."""


def save_workout(unit: UnitOfWork, loan_id: int, answers: Any, *, reason: str = "") -> int:
    """Saves an option's terms as a new version and puts earlier ones aside; returns its id.

    Which option it is follows from the answers. Raises UserError when there are no such terms, when
    a workout is already in force, when a reason bars the option, or when the terms break a limit of
    the bank or of the review and no reason is given to go on all the same.
    """
    session = unit.session
    running = session.scalar(
        select(Workout.id).where(Workout.loan_id == loan_id, Workout.status == WorkoutStatus.ACTIVE)
    )
    if running is not None:
        raise UserError(
            "A plan is already running on this loan.", do="Cancel it before making another."
        )
    case = case_of(session, loan_id, unit.now)
    result = try_out(case, option_of(answers), answers)
    return save_result(unit, loan_id, case, result, reason)


def approve_workout(unit: UnitOfWork, workout_id: int, note: str) -> None:
    """A second person agrees to a proposal; in a bank with one specialist, the same one for now.

    Alone, the note is the reason, and the decision is due for review within thirty days. Raises
    UserError when it is not a proposal, when a note is missing, or when somebody would approve
    their own proposal where there is somebody else.
    """
    workout = unit.session.get_one(Workout, workout_id)
    if workout.status not in UNAPPROVED:
        raise UserError(f"A plan that is {workout.status.label.lower()} needs no approval.")
    if not note.strip():
        raise UserError("Why is it approved?", do="Say it in a sentence, for the file.")
    alone = works_alone(unit.session, workout.made_by, Permission.APPROVE)
    if workout.made_by == unit.actor and not alone:
        raise UserError(
            "Whoever made the proposal cannot approve it.", do="Ask a second person to look at it."
        )
    solo = alone and workout.made_by == unit.actor
    write_move(
        unit,
        workout,
        WorkoutStatus.APPROVED,
        note.strip(),
        approved_by=unit.actor,
        approved_at=unit.now,
        solo=solo,
        review_due=today(unit.session, unit.now) + SOLO_REVIEW if solo else None,
    )
    unit.record(
        WorkoutApproved(
            about=f"loan:{workout.loan_id}",
            also=("queue",),
            workout_id=workout_id,
            note=note.strip(),
            solo=workout.solo,
            review_due=workout.review_due,
            limits=tuple(workout.approvals),
        )
    )


def review_alone(unit: UnitOfWork, workout_id: int, note: str) -> None:
    """Somebody has looked again at a decision that was taken alone."""
    workout = unit.session.get_one(Workout, workout_id)
    if workout.review_due is None:
        raise UserError("This decision is not waiting for a review.")
    if not note.strip():
        raise UserError("What did the review find?", do="Say it in a sentence, for the file.")
    workout.review_due = None
    unit.record(
        WorkoutApproved(
            about=f"loan:{workout.loan_id}",
            also=("queue",),
            workout_id=workout_id,
            note=note.strip(),
            solo=False,
            review_due=None,
            limits=tuple(workout.approvals),
        )
    )


def move_workout(
    unit: UnitOfWork, workout_id: int, now: WorkoutStatus, *, reason: str = "", how: str = ""
) -> None:
    """Offers, accepts, starts, completes, breaks or cancels a workout; other moves raise UserError.

    `how` says by what way it was accepted: signed, or the first payment. Cancelling a version that
    was not in force yet brings back the one it had put aside.
    """
    workout = unit.session.get_one(Workout, workout_id)
    waits = bool(workout.approvals) and not workout.approved_by
    if waits and workout.status in UNAPPROVED and now is not WorkoutStatus.CANCELLED:
        alone = works_alone(unit.session, workout.made_by, Permission.APPROVE)
        if not (alone and workout.reason):
            raise UserError(
                f"It needs a second person: {workout.approvals[0]}.",
                do="Have it approved first.",
            )
        # One specialist, with a reason given already: decided now, reviewed later.
        approve_workout(unit, workout_id, workout.reason)
        waits = False
    if not may_follow(workout.status, now, needs_approval=waits):
        raise UserError(
            f"A plan that is {workout.status.label.lower()} cannot become {now.label.lower()}."
        )
    if now in NEEDS_REASON and not reason.strip():
        raise UserError("Why?", do="Say what happened, for the file.")
    if now is WorkoutStatus.ACTIVE:
        none_running(unit, workout)
    waited = workout.status in WAITING
    write_move(unit, workout, now, reason.strip(), how=how)
    if now is WorkoutStatus.CANCELLED and waited:
        bring_back(unit, workout)


def save_result(
    unit: UnitOfWork,
    loan_id: int,
    case: CaseFacts,
    result: Result,
    reason: str,
    converts: int | None = None,
) -> int:
    """A result as a new version of the loan's workout; earlier ones that wait are put aside.

    `converts` is the trial it makes permanent. Raises UserError as `save_workout` does.
    """
    session, answers = unit.session, result.answers
    made = _terms(result)
    # What the screening holds against it counts as the offer's own limits do.
    against = tuple(each for each in result.reasons if not each.ok)
    if against and not reason.strip():
        raise UserError(f"{against[0].says}.", do="Change the plan, or give the reason to go on.")
    number = session.scalar(
        select(func.count()).select_from(Workout).where(Workout.loan_id == loan_id)
    )
    replaced = put_aside(unit, loan_id)
    facts = _facts(case, made, tuple(each.says for each in against))
    said = plain(answers)
    payments = watched(made)
    inputs = digest(said, facts, payments)
    plan = made if isinstance(made, PlanOffer) else None
    arrears = plan.arrears_total if plan else case.position.arrears
    workout = Workout(
        loan_id=loan_id,
        review_id=latest_review(session, loan_id),
        kind=made.kind,
        number=(number or 0) + 1,
        status=WorkoutStatus.DRAFT,
        made_at=unit.now,
        made_by=unit.actor,
        as_of=case.as_of,
        arrears=arrears,
        cures_on=made.cures_on,
        program=case.program.key,
        edition=case.program.edition,
        answers=said,
        facts=facts,
        terms=archived(made),
        figures=figures_of(result),
        working=lines_of(result),
        steps=[
            {"says": line["says"], "amount": line["value"]}
            for line in lines_of(result)
            if line["kind"] == "money" and not line["key"].startswith("figure_")
        ],
        inputs=inputs,
        reason=reason.strip(),
        replaces_id=replaced,
        converts_id=converts,
        approvals=list(needs_approval(made, against, case.program.approval)),
        forgiven=[],
    )
    session.add(workout)
    session.flush()
    session.add_all(
        WorkoutInstallment(
            workout_id=workout.id,
            number=part.number,
            due_on=part.due_on,
            regular=part.regular,
            arrears=part.arrears,
        )
        for part in payments
    )
    unit.record(
        WorkoutSaved(
            about=f"loan:{loan_id}",
            also=("queue",),
            workout_id=workout.id,
            kind=made.kind,
            version=workout.number,
            months=len(payments),
            arrears=arrears,
            cures_on=made.cures_on,
            inputs=inputs,
            edition=case.program.edition,
            reason=reason.strip(),
        )
    )
    return workout.id


def digest(answers: Any, facts: Any, installments: Any) -> str:
    """The fingerprint of a version: its answers, its facts and every payment watched."""
    held = canonical({"answers": answers, "facts": facts, "installments": installments})
    return hashlib.sha256(held.encode()).hexdigest()


def _terms(result: Result) -> Offer:
    if result.offer is None:
        raise UserError(result.trouble, do=result.do)
    barred = next((each for each in result.reasons if each.ok is False and each.bars), None)
    if barred is not None:
        raise UserError(f"{barred.says}.", do="Choose another option.")
    return result.offer


def _facts(case: CaseFacts, made: Offer, against: tuple[str, ...]) -> dict[str, Any]:
    plan = made if isinstance(made, PlanOffer) else None
    return {
        "as_of": plain(case.as_of),
        "full_payment": plain(case.terms.full_payment),
        "arrears": plain(case.position.arrears),
        "unpaid": plain(case.position.unpaid),
        "suspense": plain(case.position.suspense),
        "late_charges": plain(case.position.late_charges),
        "surplus": plain(case.surplus),
        "policy": plain(case.policy),
        "program": {
            "key": case.program.key,
            "edition": case.program.edition,
            "source": case.program.source,
            "verified": case.program.verified,
        },
        "assumptions": case.assumptions.edition,
        "against": list(against),
        "down_payment": plain(plan.down_payment if plan else made.cash_now),
        "short_term": plan.short_term_under_reg_x if plan else False,
    }
