"""All options of one loan at once: what each comes to, why or why not, and which come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Intent, Word
from mortgage_collect.loanmath.doubts import doubts
from mortgage_collect.loanmath.terms import Snapshot
from mortgage_collect.workout.about_the_loan import about_the_loan
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.figures import Figures, figures
from mortgage_collect.workout.option import Offer, Reason, WorkoutOption
from mortgage_collect.workout.shelf import SHELF
from mortgage_collect.workout.value.model import ValueResult
from mortgage_collect.workout.value.without_workout import WithoutWorkout
from mortgage_collect.workout.worth import without, worth_of

COLUMNS = 4


class Verdict(Word):
    """How an option stands for this household, best first."""

    FITS = "fits"
    UNKNOWN = "unknown"
    AGAINST = "against"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Result:
    """One option evaluated.

    `reasons` holds every criterion of the screening and of the offer, kept or not. `offer` is None
    where no terms can be made; `trouble` then says why and `do` what would help. With money asked
    for that does not fit, `trouble` tells the shortfall and the offer is what the program would
    choose without it.
    """

    key: str
    label: str
    keeps_home: bool
    verdict: Verdict
    reasons: tuple[Reason, ...]
    answers: Any = None
    offer: Offer | None = None
    figures: Figures | None = None
    value: ValueResult | None = None
    trouble: str = ""
    do: str = ""

    @property
    def says(self) -> str:
        """The one sentence to tell about it: what bars it, what is against it, what is missing."""
        if self.trouble and self.offer is None:
            return self.trouble
        first = self._first(lambda each: each.ok is False and each.bars) or self._first(
            lambda each: each.ok is False
        )
        if first is not None:
            return first.says
        if self.trouble:
            return self.trouble
        unknown = self._first(lambda each: each.ok is None)
        return unknown.says if unknown else ""

    def _first(self, wanted: Any) -> Reason | None:
        return next((each for each in self.reasons if wanted(each)), None)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every option on the shelf for one case, under one edition of a program.

    `order` holds the keys, best first. Those after the first four are not shown at once; `lost`
    says of each why. `doubts` are what is odd about the loan's own figures, in sentences.
    """

    as_of: date
    edition: str
    pay: Money | None
    results: tuple[Result, ...]
    order: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    @property
    def best(self) -> tuple[Result, ...]:
        return tuple(self[key] for key in self.order[:COLUMNS])

    @property
    def others(self) -> tuple[Result, ...]:
        return tuple(self[key] for key in self.order[COLUMNS:])

    def __getitem__(self, key: str) -> Result:
        for each in self.results:
            if each.key == key:
                return each
        raise KeyError(key)

    def lost(self, key: str) -> str:
        """Why an option is not among the first four, in a sentence."""
        result = self[key]
        if says := result.says:
            return says
        if not result.keeps_home:
            return "They would give up the home, and gentler ways are open"
        return f"It fits as well; {self.best[-1].label.lower()} changes less"


def evaluate(
    case: CaseFacts,
    pay: Money | None = None,
    options: Sequence[WorkoutOption[Any]] = SHELF,
) -> Evaluation:
    """Ask every option; with `pay`, each fits itself to what they can pay a month in all.

    Raises nothing for any case: an option without terms says why.
    """
    side = without(case)
    results = tuple(_result(case, option, pay, side) for option in options)
    places = {result.key: at for at, result in enumerate(results)}
    ranked = sorted(results, key=lambda each: (*_rank(case, each), places[each.key]))
    return Evaluation(
        as_of=case.as_of,
        edition=case.program.edition,
        pay=pay,
        results=results,
        order=tuple(each.key for each in ranked),
        doubts=doubts(case.terms, _snapshot(case), case.as_of),
    )


def _snapshot(case: CaseFacts) -> Snapshot:
    position = case.position
    return Snapshot(as_of=case.as_of, upb=position.upb, next_due=position.next_due)


def try_out(case: CaseFacts, option: WorkoutOption[Any], answers: Any) -> Result:
    """One option with answers of one's own: the what-if. Raises nothing."""
    screened = _screened(case, option)
    try:
        offer = option.offer(case, answers)
    except UserError as error:
        return _without(option, screened, error, answers)
    return _with(case, option, screened, answers, offer, without(case))


def result_of(case: CaseFacts, option: WorkoutOption[Any], answers: Any, offer: Offer) -> Result:
    """An offer made already, with its figures and value; the screening is not asked again."""
    return _with(case, option, tuple(about_the_loan(case, option)), answers, offer, without(case))


def _screened(case: CaseFacts, option: WorkoutOption[Any]) -> tuple[Reason, ...]:
    return (*option.screen(case), *about_the_loan(case, option))


def _result(
    case: CaseFacts, option: WorkoutOption[Any], pay: Money | None, side: WithoutWorkout
) -> Result:
    screened = _screened(case, option)
    short: UserError | None = None
    try:
        try:
            answers = option.suggest(case, pay)
        except UserError as error:
            if pay is None:
                return _without(option, screened, error)
            short = error  # it stays the trouble where the program has nothing to suggest either
            answers = option.suggest(case)
        offer = option.offer(case, answers)
    except UserError as error:
        return _without(option, screened, short or error)
    return _with(case, option, screened, answers, offer, side, short)


def _without(
    option: WorkoutOption[Any],
    screened: tuple[Reason, ...],
    error: UserError,
    answers: Any = None,
) -> Result:
    barred = any(each.ok is False and each.bars for each in screened)
    unknown = any(each.ok is None for each in screened)
    against = any(each.ok is False for each in screened)
    verdict = (
        Verdict.BARRED
        if barred
        else Verdict.UNKNOWN
        if unknown and not against
        else Verdict.AGAINST
    )
    return Result(
        option.key,
        option.label,
        option.keeps_home,
        verdict,
        screened,
        answers=answers,
        trouble=error.message,
        do=error.do,
    )


def _with(
    case: CaseFacts,
    option: WorkoutOption[Any],
    screened: tuple[Reason, ...],
    answers: Any,
    offer: Offer,
    side: WithoutWorkout,
    short: UserError | None = None,
) -> Result:
    told = {each.says for each in offer.reasons}
    reasons = (*(each for each in screened if each.says not in told), *offer.reasons)
    shown = figures(case, offer)
    if any(each.ok is False and each.bars for each in reasons):
        verdict = Verdict.BARRED
    elif short or shown.affordable is False or any(each.ok is False for each in reasons):
        verdict = Verdict.AGAINST
    elif any(each.ok is None for each in reasons):
        verdict = Verdict.UNKNOWN
    else:
        verdict = Verdict.FITS
    return Result(
        option.key,
        option.label,
        option.keeps_home,
        verdict,
        reasons,
        answers,
        offer,
        shown,
        worth_of(case, offer, side),
        trouble=short.message if short else "",
        do=short.do if short else "",
    )


def _rank(case: CaseFacts, result: Result) -> tuple[bool, bool, bool, int, int]:
    """What is not barred; what they want with the home; terms before none; how it stands."""
    leaves = case.household.intent in (Intent.SELL, Intent.TRANSFER_TO_SERVICER)
    broken = sum(each.ok is False for each in result.reasons)
    standing = list(Verdict).index(result.verdict)
    barred = result.verdict is Verdict.BARRED
    return (barred, result.keeps_home is leaves, result.offer is None, standing, broken)
