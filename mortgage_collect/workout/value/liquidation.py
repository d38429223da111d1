"""The ways to end a loan side by side: short sale, deed in lieu, foreclosure, cash for keys.

Loss = balance + accrued interest + costs and advances - net proceeds. Whether interest is in it
and whether it is discounted is told with every figure, because both are done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core import text
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.step import Step
from mortgage_collect.workout.value.discount import discount, money, scaled, times


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the bank is owed on the day of the comparison."""

    balance: Money
    accrued_interest: Money
    costs_and_advances: Money

    @property
    def owed(self) -> Money:
        return self.balance + self.accrued_interest + self.costs_and_advances


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss in dollars and as a share of the balance, with lost interest and without it.

    A negative loss is proceeds above the debt: they belong to the borrower and junior liens.
    """

    amount: Money
    share: Fraction | None
    share_without_interest: Fraction | None


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way to end the loan. A `price` of None is not known.

    `discount` comes off the price, `selling` off what is left; `costs` are paid from it, each with
    its name (closing, junior liens, relocation, legal fees, keys). `carry` is paid for each of
    `months`, which end with the money.
    """

    kind: str
    label: str
    price: Money | None
    months: int
    discount: Rate = Rate(0)
    selling: Rate = Rate(0)
    costs: tuple[tuple[str, Money], ...] = ()
    carry: Money = ZERO


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a way brings. All None when the price is not known; `missing` says so.

    `net` is not discounted, `present_value` is. `loss` goes by the one, `loss_today` by the other.
    `deficiency` is what the borrower would still owe by `net`; whether it may be claimed is a
    question of state law and of the agreement, which this does not answer.
    """

    way: WayOut
    net: Money | None
    present_value: Money | None
    loss: Loss | None
    loss_today: Loss | None
    deficiency: Money | None
    steps: tuple[Step, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ways in the order of what they are worth today, unknown ones last."""

    outcomes: tuple[Outcome, ...]
    sentence: str


def short_sale(
    price: Money | None,
    months: int,
    *,
    commission: Rate,
    closing: Money,
    relocation: Money = ZERO,
    junior_liens: Money = ZERO,
    carry: Money = ZERO,
) -> WayOut:
    """The borrower sells for less than is owed; months until it closes."""
    costs = (("Closing", closing), ("Junior liens", junior_liens), ("Relocation", relocation))
    return WayOut(
        "short_sale", "Short sale", price, months, selling=commission, costs=costs, carry=carry
    )


def deed_in_lieu(
    value: Money | None,
    months: int,
    *,
    distressed: Rate,
    selling: Rate,
    costs: Money,
    relocation: Money = ZERO,
    carry: Money = ZERO,
) -> WayOut:
    """The borrower gives the deed; months until the bank has sold the house."""
    paid = (("Title, repair and papers", costs), ("Relocation", relocation))
    return WayOut("deed_in_lieu", "Deed in lieu", value, months, distressed, selling, paid, carry)


def foreclosure_sale(
    value: Money | None,
    months: int,
    *,
    distressed: Rate,
    selling: Rate,
    costs: Money,
    carry: Money = ZERO,
) -> WayOut:
    """Months to the foreclosure sale and until the bank has sold the house."""
    paid = (("Foreclosure and repair", costs),)
    return WayOut("foreclosure", "Foreclosure", value, months, distressed, selling, paid, carry)


def cash_for_keys(foreclosure: WayOut, keys: Money, months_saved: int, saved: Money) -> WayOut:
    """A foreclosure after which the occupant is paid to leave on a day.

    `months_saved` of waiting and `saved` of eviction and repair are the bank's own estimates.
    """
    costs = (*foreclosure.costs, ("Less eviction and repair saved", -saved), ("Keys", keys))
    return WayOut(
        "cash_for_keys",
        "Foreclosure with cash for keys",
        foreclosure.price,
        max(foreclosure.months - months_saved, 0),
        foreclosure.discount,
        foreclosure.selling,
        costs,
        foreclosure.carry,
    )


def loss_of(exposure: Exposure, proceeds: Money) -> Loss:
    """The loss by these proceeds; shares of the balance, None on a balance of zero."""
    amount = exposure.owed - proceeds
    if not exposure.balance:
        return Loss(amount, None, None)
    without = amount - exposure.accrued_interest
    return Loss(amount, amount.over(exposure.balance), without.over(exposure.balance))


def outcome(way: WayOut, exposure: Exposure, yearly: Rate) -> Outcome:
    """One way worked out: the money at the end, the carry month by month, both discounted."""
    if way.price is None:
        missing = f"The price of a {way.label.lower()} is not known: its loss cannot be told."
        return Outcome(way, None, None, None, None, None, (), (missing,))
    steps = [Step("Price", way.price)]
    off = way.price.times(way.discount.exact)
    if off:
        steps.append(Step(f"Distressed sale, {way.discount.plain}% less", -off))
    sold = way.price - off
    fee = sold.times(way.selling.exact)
    if fee:
        steps.append(Step(f"Cost of selling, {way.selling.plain}%", -fee))
    steps += [Step(label, -amount) for label, amount in way.costs if amount]
    proceeds = sold - fee - total(amount for _, amount in way.costs)
    carried = way.carry * way.months
    if carried:
        says = f"Taxes, insurance and upkeep, {text.count(way.months, 'month')} of {way.carry}"
        steps.append(Step(says, -carried))
    net = proceeds - carried
    table = discount(yearly, way.months)
    worth = times(scaled(proceeds), table.factors[way.months])
    present = money(worth - way.carry.cents * table.sums[way.months])
    loss, today = loss_of(exposure, net), loss_of(exposure, present)
    deficiency = max(exposure.owed - net, ZERO)
    steps += [
        Step("Net proceeds, not discounted", net),
        Step(f"Net proceeds, discounted at {yearly.plain}% a year", present),
        Step("Owed: balance, accrued interest, costs and advances", exposure.owed),
        Step("Loss with interest, not discounted", loss.amount),
        Step("Loss with interest, discounted", today.amount),
        Step("Not covered by the net proceeds", deficiency),
    ]
    return Outcome(way, net, present, loss, today, deficiency, tuple(steps))


def compare(ways: Iterable[WayOut], exposure: Exposure, yearly: Rate) -> Comparison:
    """Every way worked out, the one worth most today first."""
    found = [outcome(way, exposure, yearly) for way in ways]
    known = [each for each in found if each.present_value is not None]
    known.sort(key=lambda each: each.present_value or ZERO, reverse=True)
    unknown = [each for each in found if each.present_value is None]
    return Comparison((*known, *unknown), _sentence(known, unknown))


def _sentence(known: list[Outcome], unknown: list[Outcome]) -> str:
    left_out = " ".join(says for each in unknown for says in each.missing)
    if not known:
        return left_out or "There is nothing to compare."
    best = known[0]
    said = f"{best.way.label} is worth most today: {best.present_value}"
    if len(known) > 1 and best.present_value is not None and known[1].present_value is not None:
        more = best.present_value - known[1].present_value
        said += f", {more} more than {known[1].way.label.lower()}"
    return f"{said}. {left_out}".strip()
