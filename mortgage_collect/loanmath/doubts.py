"""What is odd about a loan's own figures: said in words before anybody reckons with them."""

from __future__ import annotations

from datetime import date
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate, month_of_interest
from mortgage_collect.loanmath.terms import LoanTerms, Snapshot

LOWEST_LIKELY: Final = Rate.percent("0.5")
"""Below this a yearly rate is more likely a percentage typed as a fraction."""
HIGHEST_LIKELY: Final = Rate.percent(25)


def doubt_of_rate(rate: Rate) -> str | None:
    """A question about a rate that is probably not what was meant; None when it is likely.

    0.065 % is questioned: was 6.5 % meant? So is 650 %.
    """
    if rate < Rate(0):
        return f"A rate of {rate} is below zero."
    if not rate:
        return "The rate is zero: the loan bears no interest. Is that so?"
    if rate < LOWEST_LIKELY:
        meant = Rate(rate.millionths * 100)
        if meant <= HIGHEST_LIKELY:
            return f"{rate} is a very low rate. Was {meant} meant?"
        return f"{rate} is a very low rate. Is it so in the note?"
    if rate > HIGHEST_LIKELY:
        meant = Rate(rate.millionths // 100)
        if meant >= LOWEST_LIKELY:
            return f"{rate} is a very high rate. Was {meant} meant?"
        return f"{rate} is a very high rate. Is it so in the note?"
    return None


def doubt_of_payment(balance: Money, rate: Rate, payment: Money) -> str | None:
    """Whether the payment can ever repay the balance; None when it can, or nothing is owed."""
    interest = month_of_interest(balance, rate)
    if balance.cents <= 0 or payment > interest:
        return None
    if payment == interest and interest.cents:
        return f"{payment} pays the interest only: the balance never falls."
    if not payment:
        return "The payment is zero: the balance is never repaid."
    return f"{payment} is below the month's interest of {interest}: the loan never amortizes."


def doubts(terms: LoanTerms, snapshot: Snapshot, as_of: date) -> tuple[str, ...]:
    """Everything odd about this loan on a day, most telling first; nothing is corrected here."""
    found = list[str]()
    if terms.maturity_on is not None and terms.maturity_on <= as_of and snapshot.upb:
        found.append(
            f"The loan matured on {text.day(terms.maturity_on)} and {snapshot.upb} is still owed."
        )
    if terms.rate is None:
        found.append("The rate is not known.")
    else:
        found.append(doubt_of_rate(terms.rate) or "")
        if terms.day_count is DayCount.THIRTY_360:
            found.append(doubt_of_payment(snapshot.upb, terms.rate, terms.principal_interest) or "")
    if snapshot.upb < Money(0):
        found.append(f"The balance is below zero: {snapshot.upb}.")
    if not snapshot.upb:
        found.append("Nothing is owed on this loan.")
    if terms.escrow < Money(0):
        found.append(f"The escrow part of the payment is below zero: {terms.escrow}.")
    return tuple(each for each in found if each)
