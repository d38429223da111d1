"""The state of the options: the case, what they can pay, every option, the one picked, what-ifs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.heading import LoanHeading, heading
from mortgage_collect.queries.standing import Standing, standing, standing_of
from mortgage_collect.ui.desk import Desk
from mortgage_collect.workout.evaluate import COLUMNS, Evaluation, Result, Verdict, evaluate
from mortgage_collect.workout.evaluate import try_out as evaluate_one
from mortgage_collect.workout.option import CaseFacts, Reason
from mortgage_collect.workout.shelf import option


@dataclass(frozen=True, slots=True)
class OptionsSight:
    """All the screen needs of a loan; `trouble` says why nothing can be worked out."""

    who: LoanHeading
    case: CaseFacts | None
    standing: Standing | None
    trouble: str


def sight(session: Any, loan_id: int, now: Any) -> OptionsSight:
    case, trouble = None, ""
    try:
        case = case_of(session, loan_id, now)
    except UserError as error:
        trouble = str(error)
    return OptionsSight(heading(session, loan_id), case, standing(session, loan_id, now), trouble)


class OptionsModel(QObject):
    """`ready` when the case is here, `changed` when any column is another, `picked(key)`,
    `standing(Standing | None)` for the version on file, `saved(Standing)`, `moved(Standing, text)`
    for a step of its life, `failed(text)` when one was refused, `made(id)` a paper."""

    ready = Signal()
    changed = Signal()
    picked = Signal(str)
    standing = Signal(object)
    saved = Signal(object)
    moved = Signal(object)
    failed = Signal(str)
    made = Signal(int)

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.seen: OptionsSight | None = None
        self.pay: Money | None = None
        self.evaluation: Evaluation | None = None
        self.key = ""
        self._tried: dict[str, Result] = {}
        self._kept: Any = None
        self._waiting: list[Callable[[], None]] = []
        desk.runner.changed.connect(self._on_changed)

    # -- what there is ------------------------------------------------------------------------

    @property
    def case(self) -> CaseFacts | None:
        return self.seen.case if self.seen else None

    @property
    def on_file(self) -> Standing | None:
        return self.seen.standing if self.seen else None

    @property
    def columns(self) -> tuple[Result, ...]:
        """The best four, what-ifs in their place; another one that was picked takes the last."""
        found = self.evaluation
        if found is None:
            return ()
        shown = list(found.order[:COLUMNS])
        if self.key and self.key not in shown:
            shown[-1] = self.key
        return tuple(self.result(key) for key in shown)

    @property
    def others(self) -> tuple[Result, ...]:
        """Those that are not in a column, best first."""
        if self.evaluation is None:
            return ()
        shown = {each.key for each in self.columns}
        return tuple(self.result(key) for key in self.evaluation.order if key not in shown)

    def result(self, key: str) -> Result:
        """An option as it stands: with the answers tried out, or as the program suggests."""
        assert self.evaluation is not None
        return self._tried.get(key) or self.evaluation[key]

    @property
    def now(self) -> Result | None:
        """The picked option as it stands."""
        return self.result(self.key) if self.key and self.evaluation else None

    def is_tried(self, key: str) -> bool:
        """Whether its terms are the specialist's own and no longer what was suggested."""
        return key in self._tried

    @property
    def fitting(self) -> tuple[Result, ...]:
        """What works, best first: every criterion is met."""
        return self._standing(Verdict.FITS)

    @property
    def open_points(self) -> tuple[Result, ...]:
        """What may work, best first: nothing known speaks against it, but not all is known."""
        return self._standing(Verdict.UNKNOWN)

    def _standing(self, verdict: Verdict) -> tuple[Result, ...]:
        found = self.evaluation
        everything = (found[key] for key in found.order) if found else ()
        return tuple(each for each in everything if each.verdict is verdict and each.offer)

    @property
    def most(self) -> Money | None:
        """What the surplus lets them pay in all each month; None while it is not known."""
        case = self.case
        if case is None or case.surplus is None:
            return None
        return case.terms.full_payment + max(case.policy.spendable(case.surplus), ZERO)

    @property
    def against(self) -> tuple[Reason, ...]:
        """What speaks against the picked option: saving it needs a reason."""
        return tuple(each for each in self.now.reasons if not each.ok) if self.now else ()

    @property
    def is_new(self) -> bool:
        """True while the terms differ from the version saved last."""
        return self.now is not None and self.now.answers != self._kept

    @property
    def refusal(self) -> str:
        """Why the picked option cannot be saved; empty when it can."""
        result, plan = self.now, self.on_file.plan if self.on_file else None
        if result is None:
            return self.tr("Pick an option first.")
        if plan is not None and plan.status is WorkoutStatus.ACTIVE:
            return self.tr("A workout is running: cancel it before another is saved.")
        if result.offer is None:
            return result.trouble
        if result.verdict is Verdict.BARRED:
            return result.says
        return "" if self.is_new else self.tr("This version is on file.")

    # -- asking -------------------------------------------------------------------------------

    def when_ready(self, act: Callable[[], None]) -> None:
        """Now, or as soon as the case is here: what is typed ahead is not lost."""
        if self.evaluation is not None:
            act()
        else:
            self._waiting.append(act)

    def refresh(self) -> None:
        ask = partial(sight, loan_id=self.loan_id, now=self._desk.clock.now())
        self._desk.runner.look(ask, done=self._take, newest=f"options:{id(self)}")

    def set_pay(self, pay: Money | None) -> None:
        """Fit every option to what they can pay in all; None is what the program would choose."""
        if pay == self.pay and self.evaluation is not None:
            return
        self.pay = pay
        self._tried.clear()
        self._evaluate()

    def pick(self, key: str) -> None:
        """Look at one option closely."""
        self.key = key
        self.changed.emit()
        self.picked.emit(key)

    def try_out(self, answers: Any) -> None:
        """What if: the picked option with other answers."""
        if self.case is None or not self.key:
            return
        self._tried[self.key] = evaluate_one(self.case, option(self.key), answers)
        self.changed.emit()

    def suggest_again(self) -> None:
        """Back to the answers the program suggests."""
        self._tried.pop(self.key, None)
        self.changed.emit()
        self.picked.emit(self.key)

    # -- doing --------------------------------------------------------------------------------

    def save(self, reason: str = "") -> None:
        """Keeps the picked option as a new version."""
        if self.now is None or self.refusal:
            return
        self._kept = answers = self.now.answers
        self._change(
            partial(_save, loan_id=self.loan_id, answers=answers, reason=reason), self.saved
        )

    def act(self, work: Callable[[Any], object], *, saves: bool = False) -> None:
        """A step in the life of the version on file; `moved` when it is done, or `saved` where it
        leaves a version of its own, whose id the work hands back."""
        if self.on_file is not None:
            found = self.on_file.plan.workout_id
            told = self.saved if saves else self.moved
            self._change(partial(_act, workout_id=found, work=work, saves=saves), told)

    def make_agreement(self) -> None:
        """Draws and archives the paper of the version on file; `made` brings its id."""
        with waking:
            from mortgage_collect.services.agreements import make_agreement

        if self.on_file is not None:
            workout_id = self.on_file.plan.workout_id
            self._desk.runner.change(
                lambda unit: make_agreement(unit, workout_id),
                done=self.made.emit,
                failed=self._desk.runner.in_words(self._refused),
                what=self.tr("Making the agreement"),
            )

    # -- inside -------------------------------------------------------------------------------

    def _evaluate(self) -> None:
        if self.case is None:
            return
        self.evaluation = evaluate(self.case, self.pay)
        for key, tried in self._tried.items():
            self._tried[key] = evaluate_one(self.case, option(key), tried.answers)
        self.changed.emit()
        if self.key:
            self.picked.emit(self.key)

    def _change(self, work: Any, told: Any) -> None:
        self._desk.runner.change(
            work,
            done=lambda found: self._done(found, told),
            failed=self._desk.runner.in_words(self._refused),
        )

    def _done(self, found: Standing, told: Any) -> None:
        if self.seen is not None:
            lives = found.plan.status is not WorkoutStatus.CANCELLED
            now = found if lives else None
            self.seen = OptionsSight(self.seen.who, self.seen.case, now, self.seen.trouble)
            self._kept = self._kept if lives else None
        self.standing.emit(self.on_file)
        told.emit(found)

    def _refused(self, words: str) -> None:
        self._kept = None
        self.failed.emit(words)

    def _take(self, seen: OptionsSight) -> None:
        known = self.case
        self.seen = seen
        if self.evaluation is None or seen.case != known:
            self._evaluate()
        self.ready.emit()
        self.standing.emit(seen.standing)
        waiting, self._waiting = self._waiting, []
        if self.evaluation is not None:
            for act in waiting:
                act()

    def _on_changed(self, touched: frozenset[str]) -> None:
        # What the bank decides about programs and assumptions bears on every loan.
        if f"loan:{self.loan_id}" in touched or "bank" in touched:
            self.refresh()


def _save(unit: Any, loan_id: int, answers: Any, reason: str) -> Standing:
    with waking:
        from mortgage_collect.services.workouts import save_workout

    made = save_workout(unit, loan_id, answers, reason=reason)
    return standing_of(unit.session, made, unit.now)


def _act(unit: Any, workout_id: int, work: Callable[[Any], object], saves: bool) -> Standing:
    made = work(unit)
    if saves and isinstance(made, int):
        workout_id = made
    return standing_of(unit.session, workout_id, unit.now)
