"""What may be done next with the version on file, each step with its words and what it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import WorkoutStatus as S
from mortgage_collect.queries.standing import Standing
from mortgage_collect.workout.progress import DOWN_PAYMENT, InstallmentProgress

Work = Callable[[Any, int, str], object]


@dataclass(frozen=True, slots=True)
class LifeStep:
    """`asks` is the question a reason answers; empty where none is needed.

    `main` stands at the foot. `saves` is a step that leaves a version of its own. `refused` says
    why it cannot be done by this person, and is empty when it can.
    """

    key: str
    words: str
    work: Work
    asks: str = ""
    main: bool = False
    saves: bool = False
    refused: str = ""


def life_steps(found: Standing, user: str) -> tuple[LifeStep, ...]:
    """The steps that may follow, the one that usually does first."""
    return tuple(_steps(found, user))


def said(found: Standing) -> str:
    """ "Version 2, repayment plan: offered"."""
    words = _tr("Version {0}, {1}: {2}")
    return words.format(found.plan.number, found.label.lower(), found.plan.status.label.lower())


def short(found: Standing) -> str:
    """ "Version 2: offered"."""
    return _tr("Version {0}: {1}").format(found.plan.number, found.plan.status.label.lower())


def payment_name(number: int) -> str:
    """ "Payment 3"; "Down payment"."""
    if number == DOWN_PAYMENT:
        return _tr("Down payment")
    return _tr("Payment {0}").format(number)


def missed(found: Standing) -> tuple[InstallmentProgress, ...]:
    """Payments that failed and nobody has forgiven."""
    if found.progress is None:
        return ()
    return tuple(
        row for row in found.progress.failed if row.installment.number not in found.forgiven
    )


def _steps(found: Standing, user: str) -> Iterator[LifeStep]:
    status = found.plan.status
    if found.waits and status is S.DRAFT and not (found.alone and found.plan.reason):
        own = found.plan.made_by == user and not found.alone
        yield LifeStep(
            "approve",
            _tr("Approve"),
            _approve,
            _tr("Approved because"),
            main=True,
            refused=_tr("Whoever proposed it cannot approve it: ask a second person.")
            if own
            else "",
        )
    elif found.may(S.OFFERED):
        yield LifeStep("offer", _tr("Mark offered"), _to(S.OFFERED), main=True)
    elif status in (S.OFFERED, S.ACCEPTED, S.BROKEN) and found.may(S.ACTIVE):
        words = _tr("Start again") if status is S.BROKEN else _tr("Start plan")
        yield LifeStep("start", words, _to(S.ACTIVE), main=True)
    if found.to_make_permanent:
        words, because = _tr("Make permanent"), _tr("Permanent because")
        yield LifeStep("permanent", words, _make_permanent, because, main=True, saves=True)
    if found.may(S.ACCEPTED):
        yield LifeStep("accept", _tr("Mark accepted"), _to(S.ACCEPTED))
    if found.may(S.COMPLETED):
        yield LifeStep("complete", _tr("Mark completed"), _to(S.COMPLETED))
    if found.may(S.BROKEN):
        yield LifeStep("break", _tr("Mark broken"), _to(S.BROKEN), _tr("Broken because"))
    for row in missed(found)[: found.misses_left]:
        number = row.installment.number
        words = _tr("Forgive payment {0}").format(number)
        if number == DOWN_PAYMENT:
            words = _tr("Forgive the down payment")
        yield LifeStep(f"forgive {number}", words, _forgive(number), _tr("Forgiven because"))
    if found.review_due is not None:
        words = _tr("Review the decision")
        yield LifeStep("review", words, _review, _tr("The review found"))
    if found.may_undo:
        yield LifeStep("undo", _tr("Take back the last step"), _undo)
    if found.may(S.CANCELLED):
        yield LifeStep("cancel", _tr("Cancel plan"), _to(S.CANCELLED), _tr("Cancelled because"))


def _to(now: S) -> Work:
    def work(unit: Any, workout_id: int, reason: str) -> None:
        with waking:
            from mortgage_collect.services.workouts import move_workout

        move_workout(unit, workout_id, now, reason=reason)

    return work


def _approve(unit: Any, workout_id: int, reason: str) -> None:
    with waking:
        from mortgage_collect.services.workouts import approve_workout

    approve_workout(unit, workout_id, reason)


def _review(unit: Any, workout_id: int, reason: str) -> None:
    with waking:
        from mortgage_collect.services.workouts import review_alone

    review_alone(unit, workout_id, reason)


def _make_permanent(unit: Any, workout_id: int, reason: str) -> int:
    with waking:
        from mortgage_collect.services.trials import convert_trial

    return convert_trial(unit, workout_id, reason=reason)


def _undo(unit: Any, workout_id: int, reason: str) -> None:
    with waking:
        from mortgage_collect.services.workout_moves import undo_move

    undo_move(unit, workout_id, reason)


def _forgive(number: int) -> Work:
    def work(unit: Any, workout_id: int, reason: str) -> None:
        with waking:
            from mortgage_collect.services.forgiven_misses import forgive_miss

        forgive_miss(unit, workout_id, number, reason)

    return work


def _tr(words: str) -> str:
    return QCoreApplication.translate("Life", words)
