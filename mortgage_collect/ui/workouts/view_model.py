"""The state of a plan in the making: the case, what was asked for, the offer, and what is saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.heading import LoanHeading, heading
from mortgage_collect.queries.workouts import SavedPlan, open_plan, saved_plan
from mortgage_collect.ui.desk import Desk
from mortgage_collect.workout.option import CaseFacts, PlanOffer, Reason
from mortgage_collect.workout.options.repayment_plan import Answers, repayment_plan


@dataclass(frozen=True, slots=True)
class PlanSight:
    """All the panel needs of a loan; `trouble` says why no plan can be worked out."""

    who: LoanHeading
    case: CaseFacts | None
    plan: SavedPlan | None
    trouble: str


def sight(session: Any, loan_id: int, now: Any) -> PlanSight:
    case, trouble = None, ""
    try:
        case = case_of(session, loan_id, now)
    except UserError as error:
        trouble = str(error)
    return PlanSight(heading(session, loan_id), case, open_plan(session, loan_id), trouble)


class PlanModel(QObject):
    """`ready` when the case is here, `offered(PlanOffer)` or `refused(text)` for what is asked,
    `standing(SavedPlan | None)` for the version on file, `failed(text)` when saving was refused."""

    ready = Signal()
    offered = Signal(object)
    refused = Signal(str)
    standing = Signal(object)
    saved = Signal(object)
    failed = Signal(str)
    made = Signal(int)

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.seen: PlanSight | None = None
        self.answers: Answers | None = None
        self.offer: PlanOffer | None = None
        self._kept: Answers | None = None
        self._save_when_ready: str | None = None
        desk.runner.changed.connect(self._on_changed)

    @property
    def case(self) -> CaseFacts | None:
        return self.seen.case if self.seen else None

    @property
    def plan(self) -> SavedPlan | None:
        return self.seen.plan if self.seen else None

    @property
    def against(self) -> tuple[Reason, ...]:
        """The limits the offer breaks: going on needs a reason."""
        return tuple(each for each in self.offer.reasons if not each.ok) if self.offer else ()

    @property
    def screened(self) -> tuple[Reason, ...]:
        """Whether a plan can help this household, before anything is asked."""
        return tuple(repayment_plan.screen(self.case)) if self.case else ()

    @property
    def is_new(self) -> bool:
        """True while what is asked differs from the version saved last."""
        return self.answers != self._kept

    @property
    def most(self) -> Money | None:
        """What the surplus lets them pay in all each month; None while it is not known."""
        case = self.case
        if case is None or case.surplus is None:
            return None
        spendable = case.policy.spendable(case.surplus)
        return case.terms.full_payment + max(spendable, Money(0))

    def refresh(self) -> None:
        ask = partial(sight, loan_id=self.loan_id, now=self._desk.clock.now())
        self._desk.runner.look(ask, done=self._take, newest=f"plan:{id(self)}")

    def try_out(self, answers: Answers | None) -> None:
        """Work out what is asked; None is nothing asked yet."""
        self.answers, self.offer = answers, None
        if answers is None or self.case is None:
            return
        try:
            self.offer = repayment_plan.offer(self.case, answers)
        except UserError as error:
            self.refused.emit(str(error))
            return
        self.offered.emit(self.offer)

    def save(self, reason: str = "") -> None:
        """Keeps the offer as a new version, as soon as the case is known."""
        if self.case is None:
            self._save_when_ready = reason
            return
        answers = self.answers
        if answers is None or self.offer is None:
            return
        self._kept = answers
        self._change(partial(_save, loan_id=self.loan_id, answers=answers, reason=reason))

    def move(self, now: WorkoutStatus, reason: str = "") -> None:
        """Offer, start, cancel the version on file."""
        if self.plan is not None:
            self._change(partial(_move, workout_id=self.plan.workout_id, now=now, reason=reason))

    def make_agreement(self) -> None:
        """Draws and archives the paper of the version on file; `made` brings its id."""
        with waking:
            from mortgage_collect.services.agreements import make_agreement

        if (plan := self.plan) is not None:
            self._desk.runner.change(
                lambda unit: make_agreement(unit, plan.workout_id),
                done=self.made.emit,
                failed=self._on_failed,
                what=self.tr("Making the agreement"),
            )

    def _change(self, work: Any) -> None:
        self._desk.runner.change(work, done=self._on_saved, failed=self._on_failed)

    def _on_saved(self, plan: SavedPlan) -> None:
        if self.seen is not None:
            self.seen = PlanSight(self.seen.who, self.seen.case, plan, self.seen.trouble)
        self.saved.emit(plan)
        self.standing.emit(plan)

    def _on_failed(self, error: Exception) -> None:
        self._kept = None
        if isinstance(error, UserError):
            self.failed.emit(str(error))
        else:
            self._desk.runner.failed.emit(error)

    def _take(self, seen: PlanSight) -> None:
        self.seen = seen
        self.ready.emit()
        self.standing.emit(seen.plan)
        self.try_out(self.answers)
        if seen.trouble:
            self.refused.emit(seen.trouble)
        if (reason := self._save_when_ready) is not None:
            self._save_when_ready = None
            self.save(reason)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if f"loan:{self.loan_id}" in touched:
            self.refresh()


def _save(unit: Any, loan_id: int, answers: Answers, reason: str) -> SavedPlan:
    with waking:
        from mortgage_collect.services.workouts import save_workout

    return saved_plan(unit.session, save_workout(unit, loan_id, answers, reason=reason))


def _move(unit: Any, workout_id: int, now: WorkoutStatus, reason: str) -> SavedPlan:
    with waking:
        from mortgage_collect.services.workouts import move_workout

    move_workout(unit, workout_id, now, reason=reason)
    return saved_plan(unit.session, workout_id)
