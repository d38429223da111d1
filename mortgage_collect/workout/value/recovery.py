"""What a foreclosure brings: the house sold at a discount, never more than is owed.

    R      = min( V (1+h)^((t+r)/12) (1-d) (1-s) - F, debt at the sale )
    PV_liq = R v^(t+r) - sum over k = 1..t+r of A v^k + MI v^(t+r+m)

t months to the foreclosure sale, r months until the house is sold, V its value, h the yearly
change of prices, d the distressed discount, s the selling cost, F foreclosure and repair, A the
monthly taxes, insurance and upkeep, MI an insurer's claim paid m months later. Debt at the sale
is the debt of today, t months of the note's interest on the balance, and A advanced so long.
Origin: the common two-path formulation of bank workout models, written out openly.
"""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.assumptions import Assumptions
from mortgage_collect.workout.value.discount import (
    discount,
    growth,
    scaled,
    share,
    times,
)
from mortgage_collect.workout.value.facts import LoanValueFacts
from mortgage_collect.workout.value.foreclosure_time import PREFIX, months_left


@dataclass(frozen=True, slots=True)
class Foreclosure:
    """Everything the recovery of one loan needs, found once. Months are whole.

    `months_now` counts from today, `months_again` from a later re-default, when no time has run.
    """

    value: Money
    price_change: Rate
    distressed: Rate
    selling: Rate
    cost: Money
    carry: Money
    note_rate: Rate
    insured: Money
    claim_months: int
    months_now: int
    months_again: int
    reo_months: int

    @property
    def longest(self) -> int:
        """Months a table of factors must reach, counted from the default."""
        return max(self.months_now, self.months_again) + self.reo_months + self.claim_months


@dataclass(frozen=True, slots=True)
class Recovery:
    """One foreclosure worked out; amounts in SCALEths of a cent, `worth` as of today.

    `price` is the value on the day the house is sold, `net` what is left of it after discount and
    costs, `recovered` that or the debt, whichever is less, before discounting.
    """

    worth: int
    price: int
    net: int
    debt: int
    recovered: int
    insured: int
    carried: int
    months: int
    delay: int

    @property
    def capped(self) -> bool:
        return self.net > self.debt


def foreclosure_of(
    facts: LoanValueFacts, assumptions: Assumptions
) -> tuple[Foreclosure | None, tuple[str, ...]]:
    """What a recovery needs; or None, and a sentence for each thing nobody knows."""
    missing = list[str]()
    if facts.property_value is None:
        missing.append("The value of the property is not known.")
    if facts.rate is None:
        missing.append("The note rate is not known.")
    days = _days(facts, assumptions, missing)
    rates = {}
    for key in ("house_price_change", "distressed_discount", "selling_cost"):
        rates[key] = assumptions.rate(key)
    counts = {key: assumptions.number(key) for key in ("reo_months", "mi_months")}
    cost = assumptions.money("foreclosure_cost")
    carry = facts.monthly_carry
    if carry is None:
        carry = assumptions.money("carry")
    unknown = {**rates, **counts, "foreclosure_cost": cost, "carry": carry}
    missing += [_not_set(assumptions, key) for key, found in unknown.items() if found is None]
    change, distressed, selling = rates.values()
    reo, claim = counts.values()
    if (
        missing
        or facts.property_value is None
        or facts.rate is None
        or days is None
        or change is None
        or distressed is None
        or selling is None
        or reo is None
        or claim is None
        or cost is None
        or carry is None
    ):
        return None, tuple(missing)
    return Foreclosure(
        value=facts.property_value,
        price_change=change,
        distressed=distressed,
        selling=selling,
        cost=cost,
        carry=carry,
        note_rate=facts.rate,
        insured=facts.mortgage_insurance or ZERO,
        claim_months=claim,
        months_now=days[0],
        months_again=days[1],
        reo_months=reo,
    ), ()


def recover(
    of: Foreclosure, yearly: Rate, debt: Money, bearing: Money, delay: int | None = None
) -> Recovery:
    """R and PV_liq of a borrower who owes `debt`, of it `bearing` with interest.

    Without a `delay` the default is today's; with one it comes after so many months, and value,
    debt and costs are those of that day.
    """
    to_sale, later = (of.months_now, 0) if delay is None else (of.months_again, delay)
    months = to_sale + of.reo_months
    table = discount(yearly, later + months + of.claim_months)
    price = of.value.cents * growth(of.price_change, later + months)
    sold = price - share(price, of.distressed)
    net = sold - share(sold, of.selling) - scaled(of.cost)
    accrued = share(scaled(bearing), of.note_rate) * to_sale // 12
    owed = scaled(debt) + accrued + scaled(of.carry) * to_sale
    recovered = min(net, owed)
    # An insurer pays no more than what the sale leaves open.
    insured = min(scaled(of.insured), max(owed - recovered, 0))
    carried = of.carry.cents * table.sums[months]
    worth = (
        times(recovered, table.factors[months])
        - carried
        + times(insured, table.factors[months + of.claim_months])
    )
    return Recovery(
        worth=times(worth, table.factors[later]),
        price=price,
        net=net,
        debt=owed,
        recovered=recovered,
        insured=insured,
        carried=carried,
        months=months,
        delay=later,
    )


def _days(
    facts: LoanValueFacts, assumptions: Assumptions, missing: list[str]
) -> tuple[int, int] | None:
    """Months to the sale from today, and from a later default."""
    place = None if facts.state is None else facts.state.strip().upper()
    days = None if place is None else assumptions.number(PREFIX + place)
    if facts.months_to_sale is not None:
        # A foreclosure under way is nearly done; one after a new default begins from the start.
        again = facts.months_to_sale if days is None else months_left(days, 0)
        return facts.months_to_sale, again
    if place is None:
        missing.append("The state of the property is not known.")
        return None
    if days is None:
        missing.append(_no_days(place, assumptions))
        return None
    if facts.days_past_due is None:
        missing.append("The days past due are not known.")
        return None
    return months_left(days, facts.days_past_due), months_left(days, 0)


def _no_days(place: str, assumptions: Assumptions) -> str:
    inside = [
        each.key.removeprefix(PREFIX)
        for each in assumptions
        if each.key.startswith(f"{PREFIX}{place}-")
    ]
    if inside and place:
        return f"How long a foreclosure takes differs inside {place}: choose {' or '.join(inside)}."
    return f"How long a foreclosure takes in {place or 'the state'} is not known."


def _not_set(assumptions: Assumptions, key: str) -> str:
    found = assumptions.get(key)
    return f"{found.label if found else key}: the bank has set no figure."
