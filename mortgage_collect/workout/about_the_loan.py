"""What holds for every option, whichever it is: the note's end, its interest, its escrow, the law.

Asked once for all of them, so that no option can forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from mortgage_collect.core import text
from mortgage_collect.core.rate import DayCount
from mortgage_collect.core.words import FlagKind, RateType
from mortgage_collect.rules.facts import FlagFact
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import Reason, WorkoutOption

STAY: Final = "11 USC 362(a)(6)"
DISCHARGE: Final = "11 USC 524(a)(2)"
ATTORNEY: Final = "12 CFR 1006.6(b)(2)"
SUCCESSOR: Final = "12 CFR 1024.30(d)"
SCRA: Final = "50 USC 3937, 3953"
FAR: Final = timedelta(days=62)
"""Between interest paid to and the last installment paid: beyond it one of them is doubted."""
OVER: Final = ("dismissed", "reaffirmed")
CURES: Final = frozenset(
    {
        "reinstatement",
        "promise",
        "repayment_plan",
        "forbearance",
        "deferral",
        "partial_claim",
        "payment_supplement",
    }
)
"""Options that leave the note as it is: once it has matured there is no note to go back to."""
ASKS_FOR_MONEY: Final = frozenset({"promise"})
"""Acts to collect, which a stay forbids outright; an offer may be put to counsel."""


def about_the_loan(case: CaseFacts, option: WorkoutOption[Any]) -> Iterator[Reason]:
    """Every reason that does not depend on the terms."""
    yield from _matured(case, option)
    yield from _protected(case, option)
    yield from _counted(case, option)


def _matured(case: CaseFacts, option: WorkoutOption[Any]) -> Iterator[Reason]:
    ends = case.ends_on
    if ends is None or ends > case.as_of or not case.position.upb or option.key not in CURES:
        return
    says = f"The note matured on {text.day(ends)}: the whole balance of {case.position.upb} is due"
    yield Reason(False, f"{says}, not the arrears")


def _protected(case: CaseFacts, option: WorkoutOption[Any]) -> Iterator[Reason]:
    for flag in case.flags:
        match flag.kind:
            case FlagKind.BANKRUPTCY:
                yield from _bankruptcy(flag, option)
            case FlagKind.DECEASED:
                who = "The borrower has died" if flag.own else "One of the borrowers has died"
                says = f"{who}: who stands for the estate has to be known first"
                yield Reason(None, says, SUCCESSOR)
            case FlagKind.SERVICEMEMBER if not option.keeps_home:
                says = "A borrower may be in military service: a sale needs a court order or waiver"
                yield Reason(None, says, SCRA)
            case FlagKind.ATTORNEY:
                yield Reason(True, "An attorney is on file: the offer goes to them", ATTORNEY)


def _bankruptcy(flag: FlagFact, option: WorkoutOption[Any]) -> Iterator[Reason]:
    status = flag.details.get("status", "open")
    if status in OVER:
        return
    if status == "discharged":
        says = "The debt was discharged: whatever is paid is paid by choice, and the offer says so"
        yield Reason(True, says, DISCHARGE)
    elif option.key in ASKS_FOR_MONEY:
        says = "A bankruptcy is open: the court's stay forbids asking for the money"
        yield Reason(False, says, STAY, bars=True)
    else:
        says = "A bankruptcy is open: whether counsel and the court agree to an offer is not known"
        yield Reason(None, says, STAY)


def _counted(case: CaseFacts, option: WorkoutOption[Any]) -> Iterator[Reason]:
    terms, loan = case.terms, case.loan
    if not terms.escrow_known:
        yield Reason(None, "The escrow payment is not known: every payment can be higher")
    if not option.keeps_home:
        return
    if terms.day_count is not DayCount.THIRTY_360:
        yield _by_days(case)
    if case.biweekly:
        says = "The note is paid every two weeks; payments, arrears and schedule are by months here"
        yield Reason(None, says)
    if loan.rate_type not in (None, RateType.FIXED) and not loan.at_final_rate:
        yield Reason(None, "The note's rate changes; what is left is counted at today's rate")


def _by_days(case: CaseFacts) -> Reason:
    """From which day a note that counts days is counted, and whether anybody said so."""
    says = f"Interest is counted by days ({case.terms.day_count.value}), as the note does"
    last = case.counting(case.position.next_due).from_day
    paid = case.interest_paid_to
    if paid is None:
        says += f"; to which day it is paid is not on file: {text.day(last)} is taken"
        return Reason(None, says)
    says += f", from {text.day(paid)}"
    if abs(paid - last) > FAR:
        return Reason(None, f"{says}; the last installment paid fell due on {text.day(last)}")
    return Reason(True, says)
