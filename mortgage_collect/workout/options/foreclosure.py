"""Foreclosure: what happens when nothing else does. The base every option is held against.

Time, discount and cost are the assumptions of the value (see value/recovery.py), which discounts
them; here the same home is shown undiscounted, so that one can read it next to a short sale. It is
never offered: no agreement is made of it, and only counsel begins one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.loanmath.delinquency import PRE_FILING_DAYS, first_filing_date
from mortgage_collect.workout.option import CaseFacts, Liquidation, Offer, Reason, ask
from mortgage_collect.workout.sale import proceeds
from mortgage_collect.workout.value.facts import LoanValueFacts
from mortgage_collect.workout.value.recovery import foreclosure_of
from mortgage_collect.workout.working import Sheet

KEY: Final = "foreclosure"
SOURCE: Final = "12 CFR 1024.41(f)(1)(i)"


@dataclass(frozen=True, slots=True)
class Answers:
    """Months to the sale and until the bank has sold the home; empty: the state's figure."""

    months: int | None = ask("Months in all", None, low=1, high=120, unit="months")


class Foreclosure:
    """The option as the shelf holds it."""

    key = KEY
    label = "Foreclosure"
    template = ""
    answers = Answers
    keeps_home = False

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Last of all, and not before the loan is more than 120 days delinquent."""
        yield Reason(False, "It is the last resort, when no other way is open")
        if not case.position.unpaid:
            yield Reason(False, "No payment is past due", bars=True)
            return
        first = first_filing_date(case.position.unpaid[0].due_on)
        if case.as_of < first:
            says = f"No filing before {text.day(first)}: {PRE_FILING_DAYS} days have to pass"
            yield Reason(False, says, SOURCE)
        else:
            yield Reason(True, f"More than {PRE_FILING_DAYS} days past due", SOURCE)
        if case.home.value is None:
            yield Reason(None, "The value of the home is not known: order a valuation")

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The state's own time."""
        return Answers()

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """What the home would bring after a foreclosure. UserError where that is not known."""
        facts = LoanValueFacts(
            upb=case.position.upb,
            total_debt=case.total_debt,
            property_value=case.home.value,
            state=case.home.market or case.home.state or None,
            days_past_due=case.days_behind,
            rate=case.terms.rate,
        )
        found, missing = foreclosure_of(facts, case.assumptions)
        if found is None:
            raise UserError(" ".join(missing), do="Complete the loan, or set the assumptions.")
        months = answers.months or found.months_now + found.reo_months
        sheet = Sheet()
        sold = proceeds(
            case,
            sheet,
            found.value,
            case.home.value_source,
            discount=found.distressed,
            selling=found.selling,
            costs=(("legal", "Foreclosure and repair", found.cost),),
            carry=found.carry,
            months=months,
        )
        net = min(sold.net, sold.debt)
        says = "Kept by the bank, never above the debt"
        sheet.found("recovered", says, net, "=MIN({net},{debt})")
        return Offer(
            kind=KEY,
            reasons=(Reason(True, f"About {text.count(months, 'month')} until the money comes"),),
            working=sheet.done(),
            forgiven=ZERO,
            liquidation=Liquidation(
                closes_on=add_months(case.as_of, months),
                months=months,
                gross=sold.gross,
                costs=sold.costs,
                net_proceeds=net,
                shortfall=sold.shortfall,
                waived=False,
            ),
        )


foreclosure: Final = Foreclosure()
