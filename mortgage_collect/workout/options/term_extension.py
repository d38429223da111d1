"""Term extension: the arrears join the balance, and the note runs longer at its own rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.loanmath.annuity import level_payment, shortest_term
from mortgage_collect.workout.change_checks import anything_to_change, relief_allowed
from mortgage_collect.workout.lever import lever, nothing_moved, short_by, target_for
from mortgage_collect.workout.option import CaseFacts, Offer, Reason, ask, ask_money

KEY: Final = "term_extension"


@dataclass(frozen=True, slots=True)
class Answers:
    """Payments of the new note, counted from its first one."""

    months: int = ask("Payments of the new note", 480, low=1, high=480, unit="months")
    escrow_shortage: Money | None = ask_money("Escrow shortage", help="Empty: as on file.")


class TermExtension:
    """The option as the shelf holds it."""

    key = KEY
    label = "Term extension"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether there is a note to change, and this program allows it."""
        yield from relief_allowed(case)
        yield from anything_to_change(case)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The fewest months that reach what they can pay."""
        target, longest = target_for(case, pay), case.program.relief.longest_months
        made = lever(KEY, case, None, needs_months=False)
        months = shortest_term(made.gross, made.rate, target, longest)
        if months is None:
            most = level_payment(made.gross, made.rate, longest)
            raise short_by(most, target, f"Over {text.count(longest, 'month')}")
        return Answers(months=max(months, made.months, 1))

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The note over so many payments. UserError for none, or beyond the longest of all."""
        longest = case.program.relief.longest_months
        if answers.months < 1:
            raise UserError("A note needs at least one payment.", do="Choose the months.")
        made = lever(KEY, case, answers.escrow_shortage, needs_months=False)
        source = case.program.relief.source
        months = text.count(answers.months, "month")
        says = f"{months} from the first new payment; at most {longest}"
        made.change.reasons.append(Reason(answers.months <= longest, says, source))
        longer = answers.months - made.months
        if longer < 0:
            says = f"{text.count(-longer, 'month')} less than the note has left: no extension"
            made.change.reasons.append(Reason(False, says))
        elif not longer:
            made.change.reasons.append(nothing_moved("The note runs no longer than now"))
        return made.change.offer(made.new_terms(made.rate, answers.months))


term_extension: Final = TermExtension()
