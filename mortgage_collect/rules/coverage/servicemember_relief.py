"""What the Servicemembers Civil Relief Act gives: six percent, and no foreclosure without a court.

50 USC 3937. A debt incurred before service by a servicemember, alone or with the spouse, bears no
more than six percent, service charges and fees included, during service and, for a mortgage, one
year after. What is above it is forgiven, not deferred, and each payment falls by the interest
forgiven in it ((a)(2), (a)(3)). The notice, with the orders, may come up to 180 days after service
ends ((b)(1)); it reaches back to the day they were called up.

50 USC 3953. A sale, foreclosure or seizure for a mortgage that originated before service is not
valid during service and one year after, unless a court ordered it before, or the servicemember
agreed in a separate writing (50 USC 3918).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.rules.coverage.ruling import Known, Ruling, ruling

CAP = Rate.percent("6")
NOTICE_DAYS = 180
SIX_PERCENT = "50 USC 3937(a)"
NO_SALE = "50 USC 3953(c)"
ONLY_BEFORE = "50 USC 3953(a)(1)"
ORDER_OR_WAIVER = "50 USC 3953(c)(1)"
WAIVER = "50 USC 3918"


@dataclass(frozen=True, slots=True)
class CappedMonth:
    """One month of interest, 30/360: as the note has it, as the Act allows it."""

    contract: Money
    capped: Money

    @property
    def forgiven(self) -> Money:
        """Gone for good; the month's payment falls by this much."""
        return self.contract - self.capped


def capped_month(balance: Money, rate: Rate) -> CappedMonth:
    """A rate at or under six percent is left as it is."""
    return CappedMonth(balance.times(rate.monthly), balance.times(min(rate, CAP).monthly))


def incurred_before(made_on: date | None, service_began: date | None) -> Known:
    """Whether a debt is older than the service; one made on its first day is not."""
    if made_on is None or service_began is None:
        return None
    return made_on < service_began


def last_protected_day(service_ended: date) -> date:
    """One year after service, that day included. From February 29 it runs through March 1."""
    try:
        return service_ended.replace(year=service_ended.year + 1)
    except ValueError:
        return date(service_ended.year + 1, 3, 1)


def notice_until(service_ended: date) -> date:
    """The last day on which the servicemember may still ask for the six percent."""
    return service_ended + timedelta(days=NOTICE_DAYS)


def sale_blocked(
    on: date,
    *,
    pre_service: Known,
    service_ended: date | None,
    court_order: Known,
    waiver: Known,
) -> Ruling:
    """Whether a foreclosure sale on a day needs a court's order first.

    Of somebody who serves or served: `service_ended` None is still in service. The day after the
    last one is free by the Act; keep a margin, for the day service ended may be told wrongly.
    """
    if pre_service is False:
        return ruling(
            False, "The mortgage was made during service; the Act protects older ones.", ONLY_BEFORE
        )
    if court_order is True:
        return ruling(False, "A court ordered it.", ORDER_OR_WAIVER)
    if waiver is True:
        return ruling(False, "Waived in a separate, signed writing.", WAIVER, ORDER_OR_WAIVER)
    if service_ended is not None and on > (last := last_protected_day(service_ended)):
        return ruling(
            False, f"The year after service ended on {text.day(last)}; keep a margin.", NO_SALE
        )
    missing = [
        asked
        for known, asked in (
            (pre_service, "Was the mortgage made before service began?"),
            (court_order, "Did a court order the sale?"),
            (waiver, "Did the servicemember waive this in a separate writing?"),
        )
        if known is None
    ]
    until = (
        "while service lasts and one year after"
        if service_ended is None
        else f"through {text.day(last_protected_day(service_ended))}"
    )
    if missing:
        return ruling(
            None, f"No sale {until}, unless the file shows otherwise.", NO_SALE, unknowns=missing
        )
    return ruling(True, f"No sale {until} without a court's order.", NO_SALE)
