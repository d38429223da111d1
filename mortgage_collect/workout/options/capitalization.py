"""Capitalization: the arrears join the balance, and the note is re-amortized over its own term.

The rate and the last day stay. The payment rises a little, and nobody owes anything past due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core.money import Money
from mortgage_collect.workout.change_checks import anything_to_change, relief_allowed
from mortgage_collect.workout.lever import lever, short_by, target_for
from mortgage_collect.workout.option import CaseFacts, Offer, Reason, ask_money

KEY: Final = "capitalization"


@dataclass(frozen=True, slots=True)
class Answers:
    """Nothing but the shortage of the last escrow analysis; empty: as on file."""

    escrow_shortage: Money | None = ask_money("Escrow shortage", help="Empty: as on file.")


class Capitalization:
    """The option as the shelf holds it."""

    key = KEY
    label = "Capitalization"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether there is a note to change, and this program allows it."""
        yield from relief_allowed(case)
        yield from anything_to_change(case)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The only terms there are; with `pay`, UserError when they cost more."""
        if pay is not None:
            made = lever(KEY, case, None)
            payment = made.new_terms(made.rate, made.months).payment
            target = target_for(case, pay)
            if payment > target:
                raise short_by(payment, target, "With the arrears in the balance")
        return Answers()

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The same note on the larger balance."""
        made = lever(KEY, case, answers.escrow_shortage)
        return made.change.offer(made.new_terms(made.rate, made.months))


capitalization: Final = Capitalization()
