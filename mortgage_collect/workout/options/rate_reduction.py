"""Rate reduction: the arrears join the balance; the note runs to its own end at a lower rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.change_checks import anything_to_change, relief_allowed
from mortgage_collect.workout.lever import floor_known, lever, nothing_moved, rate_within
from mortgage_collect.workout.option import CaseFacts, Offer, Reason, ask_money, ask_rate

KEY: Final = "rate_reduction"


@dataclass(frozen=True, slots=True)
class Answers:
    """The new rate, fixed to the end; empty: the note's own."""

    rate: Rate | None = ask_rate("New rate", help="A percentage, such as 4.5.")
    escrow_shortage: Money | None = ask_money("Escrow shortage", help="Empty: as on file.")


class RateReduction:
    """The option as the shelf holds it."""

    key = KEY
    label = "Rate reduction"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether there is a note to change, this program allows it, and a floor is set."""
        yield from relief_allowed(case)
        yield from anything_to_change(case)
        yield from floor_known(case)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The highest rate, in the policy's steps, that reaches what they can pay."""
        return Answers(rate=rate_within(KEY, case, pay))

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The note at the new rate. UserError for a rate below zero or above the note's own."""
        made = lever(KEY, case, answers.escrow_shortage)
        rate = made.rate if answers.rate is None else answers.rate
        if rate.millionths < 0:
            raise UserError("A rate cannot be below zero.", do="Enter a percentage, such as 4.5.")
        if rate > made.rate:
            raise UserError(
                f"{rate} is above the note's own {made.rate}.", do="Enter a lower rate."
            )
        floor, source = case.program.relief.rate_floor, case.program.relief.source
        if floor is not None:
            says = f"{rate}; the lowest is {floor}"
            made.change.reasons.append(Reason(rate >= floor, says, source))
        if rate == made.rate:
            made.change.reasons.append(nothing_moved("The rate stays as it is"))
        return made.change.offer(made.new_terms(rate, made.months))


rate_reduction: Final = RateReduction()
