"""Arrears put into the balance: what may be, what may not, and what is taken off first.

Interest is capitalized on the unchanged balance, each month rounded by itself, or by the days of a
note that counts them (no principal was paid, and no interest runs on interest). Advances already
paid to third parties join it; late charges and a projected escrow shortage never do. Money in
suspense is applied first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.workout.beside import held, held_known
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.unpaid_interest import interest_lines
from mortgage_collect.workout.working import Sheet

EVERYTHING: Final = ("interest", "escrow_advance", "servicing_advance", "deferred")


@dataclass(frozen=True, slots=True)
class Capitalized:
    """`parts` by name, `less` what is taken off, `months` of interest, and doubts in sentences.

    `unknown` are parts nobody knows: they count as nothing, and a reason says so. `less_held` takes
    the money in suspense off in a formula; empty where nobody knows it.
    """

    parts: dict[str, Money]
    less: Money
    months: int
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...] = ()
    less_held: str = "-{suspense}"

    def balance(self, upb: Money, include: Collection[str]) -> Money:
        """The balance once the named parts are in it."""
        return upb + total(self.parts[name] for name in include) - self.less


def capitalized(case: CaseFacts, first_due: date, sheet: Sheet) -> Capitalized:
    """What may join the balance when the first new payment is due on `first_due`.

    Every installment due before that day is taken into it. The lines go on the sheet, without the
    sum: which parts join is the option's own question. Needs a rate: raise before without one.
    """
    rate = case.terms.rate
    assert rate is not None
    position, advances = case.position, case.advances
    months = max(months_between(position.next_due, first_due), 0)
    as_of = case.as_of
    sheet.given("upb", "UPB", position.upb, "the loan system", as_of)
    sheet.given("rate", "Rate of the note", rate, "the note")
    says = "Months of interest until the first new payment"
    sheet.given("months_due", says, months, "the installments not paid by then", first_due)
    interest = interest_lines(case, rate, position.next_due, months, sheet, "months_due")
    known = (
        ("escrow_advance", "Escrow advances paid", advances.escrow_advance),
        ("servicing_advance", "Other advances paid", advances.servicing_advance),
        ("deferred", "Deferred principal", advances.deferred),
    )
    parts = {"interest": interest}
    reasons = list[Reason]()
    for key, says, amount in known:
        sheet.given(key, says, amount, "the loan system", as_of)
        parts[key] = amount or ZERO
        if amount is None and key != "deferred":
            reasons.append(Reason(None, f"{says} are not known: the balance can be higher"))
    suspense, held_less = held(case, sheet, "Money in suspense, applied first")
    reasons += held_known(case)
    less = suspense + advances.buydown
    sheet.given("buydown", "Buydown funds on hand", advances.buydown, "the loan system", as_of)
    unknown = tuple(key for key, _, amount in known if amount is None)
    return Capitalized(parts, less, months, tuple(reasons), unknown, held_less)


def gross_formula(joined: Capitalized, include: Collection[str]) -> str:
    """The sum on the sheet of `capitalized` for these parts; what is not known is left out."""
    cells = {"interest": "interest_due"}
    named = [name for name in include if name not in joined.unknown]
    parts = "".join(f"+{{{cells.get(name, name)}}}" for name in named)
    return f"={{upb}}{parts}{joined.less_held}-{{buydown}}"
