"""Principal forbearance: a part of the balance is set aside, bearing no interest, due at the end.

The arrears join the balance first; rate and last day stay. It is owed, not given up: it falls due
at maturity, on sale, refinance or payoff.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, Rounding
from mortgage_collect.loanmath.annuity import level_payment, principal_for
from mortgage_collect.workout.change_checks import anything_to_change, relief_allowed
from mortgage_collect.workout.lever import Lever, lever, nothing_moved, short_by, target_for
from mortgage_collect.workout.option import CaseFacts, Offer, Reason, ask_money
from mortgage_collect.workout.working import percent

KEY: Final = "principal_forbearance"


@dataclass(frozen=True, slots=True)
class Answers:
    """How much principal is set aside."""

    aside: Money = ask_money("Principal set aside", ZERO)
    escrow_shortage: Money | None = ask_money("Escrow shortage", help="Empty: as on file.")


class PrincipalForbearance:
    """The option as the shelf holds it."""

    key = KEY
    label = "Principal forbearance"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether there is a note to change, this program allows it, and the value is known."""
        yield from relief_allowed(case)
        yield from anything_to_change(case)
        if case.home.value is None and case.program.relief.to_ltv is not None:
            says = "The value of the home is not known, which limits what may be set aside"
            yield Reason(None, says, case.program.relief.source)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The least principal whose setting aside reaches what they can pay."""
        target = target_for(case, pay)
        made = lever(KEY, case, None)
        carried = principal_for(target, made.rate, made.months, Rounding.DOWN)
        aside = max(made.gross - carried, ZERO)
        most = _most(case, made)
        if most is None and aside:
            raise UserError(
                "How much may be set aside hangs on the value of the home, which is not known.",
                do="Enter the value on the card, or an amount of your own.",
            )
        if most is not None and aside > most:
            least = level_payment(made.gross - most, made.rate, made.months)
            raise short_by(least, target, f"With {most} set aside, the most allowed")
        return Answers(aside=aside)

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The note on what is left. UserError for a negative amount, or all of the balance."""
        made = lever(KEY, case, answers.escrow_shortage)
        if not ZERO <= answers.aside < made.gross:
            raise UserError(
                f"{answers.aside} cannot be set aside of a balance of {made.gross}.",
                do="Enter an amount from zero to less than the balance.",
            )
        source = case.program.relief.source
        most = _most(case, made)
        share = percent(Fraction(answers.aside.cents, made.gross.cents))
        if most is None:
            says = f"{answers.aside}, {share}% of the balance; how much may be is not known"
            made.change.reasons.append(Reason(None, says, source))
        else:
            says = f"{answers.aside}, {share}% of the balance; at most {most}"
            made.change.reasons.append(Reason(answers.aside <= most, says, source))
        if not answers.aside:
            made.change.reasons.append(nothing_moved("No principal is set aside"))
        return made.change.offer(made.new_terms(made.rate, made.months, answers.aside))


principal_forbearance: Final = PrincipalForbearance()


def _most(case: CaseFacts, made: Lever) -> Money | None:
    """The most that may be set aside; None where the value it hangs on is not known."""
    relief, value = case.program.relief, case.home.value
    share = made.gross.times(relief.forbear_percent.exact)
    if relief.to_ltv is None:
        return share
    if value is None:
        return None
    return min(share, max(made.gross - value.times(relief.to_ltv.exact), ZERO))
