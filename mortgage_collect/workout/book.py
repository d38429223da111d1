"""Every loan past due evaluated: which option comes first for each, and what it would bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Verdict, evaluate


@dataclass(frozen=True, slots=True)
class BookLine:
    """One loan with its best option. None is not known, or has no terms."""

    number: str
    borrower: str
    months_behind: int
    arrears: Money
    option: str
    verdict: Verdict
    payment: Money | None
    change: Money | None
    cures_on: date | None
    advantage: Money | None
    says: str
    fitting: int


def evaluate_book(
    cases: Iterable[tuple[str, str, CaseFacts]],
    count: int,
    step: Callable[[int, int], None] = lambda _, __: None,
) -> tuple[BookLine, ...]:
    """(number, borrower, case) of each loan, evaluated. `step` hears of each, and may stop it."""
    made = list[BookLine]()
    for at, (number, borrower, case) in enumerate(cases):
        step(at, count)
        found = evaluate(case)
        best = found.best[0]
        shown = best.figures
        fits = sum(each.verdict is Verdict.FITS for each in found.results)
        made.append(
            BookLine(
                number=number,
                borrower=borrower,
                months_behind=case.months_behind,
                arrears=case.position.arrears,
                option=best.label,
                verdict=best.verdict,
                payment=shown.payment_now if shown else None,
                change=shown.change if shown else None,
                cures_on=best.offer.cures_on if best.offer else None,
                advantage=best.value.advantage if best.value else None,
                says=best.says,
                fitting=fits,
            )
        )
    step(count, count)
    return tuple(made)
