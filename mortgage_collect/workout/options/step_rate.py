"""Step-rate modification: a low rate for some years, then up by a step a year to a cap.

The payment is worked out anew at each step on the balance then, over the payments left then. The
shape is that of the FDIC's and HAMP's programs: five years, then one point a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.step_rate import POINT, rising_steps
from mortgage_collect.workout.change_checks import anything_to_change, relief_allowed
from mortgage_collect.workout.lever import floor_known, lever, nothing_moved, rate_within
from mortgage_collect.workout.option import CaseFacts, Offer, Reason, ask, ask_money, ask_rate

KEY: Final = "step_rate"


@dataclass(frozen=True, slots=True)
class Answers:
    """Empty rates are the note's own; empty months are those the note has left."""

    start: Rate | None = ask_rate("First rate", help="A percentage, such as 2.")
    years: int = ask("For how many years", 5, low=1, high=10, unit="years")
    step: Rate = ask_rate("Then up each year by", POINT)
    cap: Rate | None = ask_rate("Up to", help="Empty: the note's own rate.")
    months: int | None = ask("Payments of the new note", None, low=1, high=480, unit="months")
    escrow_shortage: Money | None = ask_money("Escrow shortage", help="Empty: as on file.")


class StepRate:
    """The option as the shelf holds it."""

    key = KEY
    label = "Step-rate modification"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether there is a note to change, this program allows it, and a floor is set."""
        yield from relief_allowed(case)
        yield from anything_to_change(case)
        yield from floor_known(case)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The highest first rate that reaches what they can pay, over the payments left."""
        return Answers(start=rate_within(KEY, case, pay))

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The note along its steps. UserError for rates that do not rise to the cap."""
        made = lever(KEY, case, answers.escrow_shortage, needs_months=answers.months is None)
        start = made.rate if answers.start is None else answers.start
        cap = made.rate if answers.cap is None else answers.cap
        months = made.months if answers.months is None else answers.months
        if start.millionths < 0 or answers.step.millionths < 1 or answers.years < 1 or months < 1:
            raise UserError(
                "The first rate, the step, the years and the payments must be above zero.",
                do="Enter percentages, such as 2 and 1.",
            )
        if start > made.rate:
            raise UserError(f"{start} is above the note's own {made.rate}.", do="Start lower.")
        relief = case.program.relief
        if relief.rate_floor is not None:
            says = f"Begins at {start}; the lowest is {relief.rate_floor}"
            made.change.reasons.append(Reason(start >= relief.rate_floor, says, relief.source))
        steps = rising_steps(start, cap, hold=12 * answers.years, by=answers.step)
        steps = tuple(each for each in steps if each.first <= months)
        if start == made.rate:
            made.change.reasons.append(nothing_moved("The rate begins where it is"))
        if len(steps) > 1:
            rises = text.day(_on(made.change.begins.effective_on, steps[1].first))
            says = f"{start} until {rises}, then {answers.step} more each year to {steps[-1].rate}"
        else:
            says = f"{start} to the end: no step falls within the payments"
        made.change.reasons.append(Reason(True, says))
        return made.change.offer(made.new_terms(start, months), steps)


step_rate: Final = StepRate()


def _on(first: date, number: int) -> date:
    """The due date of a payment counted from 1."""
    return add_months(first, number - 1)
