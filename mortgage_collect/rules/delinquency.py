"""Since when a loan is delinquent, and for how many days.

12 CFR 1024.31: delinquency begins on the day a periodic payment that covers principal, interest
and, where there is one, escrow is due and unpaid, and lasts until none is. A grace period and
unpaid late fees do not matter. The due date is day 0: due January 1 and unpaid, January 31 is day
30. Payments go to the oldest payment due, so a late one moves the beginning forward (comment 31
(Delinquency)-2). The bank may let a shortfall up to its tolerance pass (comment -3).

For early contact (12 CFR 1024.39) two more borrowers are not delinquent: one who performs under an
agreed option that brings the loan current, and one whose timely payment went to the former servicer
in the 60 days that begin with the transfer (comment 39(a)-1).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.rules.numbers import number


@dataclass(frozen=True, slots=True)
class Due:
    """A periodic payment: principal, interest and escrow; late fees are no part of it."""

    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Paid:
    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class EarlyContact:
    """What 12 CFR 1024.39 asks beside the payments."""

    performing_under_agreement: bool = False
    transferred_on: date | None = None
    misdirected_and_documented: bool = False


def delinquent_since(
    dues: Iterable[Due], paid: Sequence[Paid], as_of: date, tolerance: Money = ZERO
) -> date | None:
    """The due date of the oldest payment that is due and unpaid, or None."""
    waiting = deque(sorted(dues, key=lambda due: due.on))
    held = ZERO
    for payment in sorted(paid, key=lambda payment: payment.on):
        if payment.on > as_of:
            break
        held += payment.amount
        while waiting and held >= waiting[0].amount - tolerance:
            # A tolerated shortfall is forgotten: it does not eat into the next payment.
            held = max(held - waiting.popleft().amount, ZERO)
    return waiting[0].on if waiting and waiting[0].on <= as_of else None


def days_delinquent(
    dues: Iterable[Due], paid: Sequence[Paid], as_of: date, tolerance: Money = ZERO
) -> int:
    """Days since the oldest unpaid due date, that day being day 0; 0 when nothing is unpaid."""
    since = delinquent_since(dues, paid, as_of, tolerance)
    return (as_of - since).days if since else 0


def delinquent_for_early_contact(since: date | None, as_of: date, known: EarlyContact) -> bool:
    """Does a delinquency count for 12 CFR 1024.39?"""
    if since is None or known.performing_under_agreement:
        return False
    return not (known.misdirected_and_documented and _just_transferred(known.transferred_on, as_of))


def _just_transferred(transferred_on: date | None, as_of: date) -> bool:
    """Within the days that begin with the transfer, its own day being the first."""
    if transferred_on is None:
        return False
    days = number("reg_x.days_after_transfer", on=as_of)
    return transferred_on <= as_of < transferred_on + timedelta(days=days)
