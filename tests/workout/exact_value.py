"""The two-path model once more, in exact fractions and written apart: the second opinion.

No table, no scale, nothing of the program but the flows it is given: sums by Horner's rule over
one common denominator. Roots are taken to sixty digits by whole-number bisection.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.workout.value.cash_flow import CashFlows

DIGITS = 10**60


def root(of: Fraction, degree: int) -> Fraction:
    """The positive root to sixty digits, never above the true one."""
    target = of.numerator * DIGITS**degree // of.denominator
    low, high = 0, DIGITS * (of.numerator // of.denominator + 2)
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= target else (low, middle)
    return Fraction(high if high**degree <= target else low, DIGITS)


def plain(amounts: Sequence[int], v: Fraction) -> Fraction:
    """The sum of amounts[k-1] v^k, exactly, without reducing on the way."""
    top, bottom = 0, 1
    for amount in reversed(amounts):
        top = (top + amount * bottom) * v.numerator
        bottom *= v.denominator
    return Fraction(top, bottom)


def performing(flows: CashFlows, yearly: Fraction, prepaid: Fraction) -> Fraction:
    """PV_perf in cents: the survival sum as it is written on paper."""
    v = 1 / (1 + yearly / 12)
    n, end = len(flows.payments), flows.due_at_end.cents
    if prepaid and flows.prepays:
        stays = root(1 - prepaid, 12)
        smm = 1 - stays
        paid, owed = plain(flows.payments, v * stays), plain(flows.balances, v * stays)
        ends = plain([end] * n, v * stays)
        # The survival of the month before: one factor of `stays` too many in each sum.
        found = (paid + smm * owed) / stays / flows.parts + smm * ends / stays
        found += (stays * v) ** n * end
    else:
        found = plain(flows.payments, v) / flows.parts + v**n * end
    return found * v**flows.delay + flows.at_start.cents


@dataclass(frozen=True)
class Liquidation:
    """A foreclosure in plain fractions: rates as parts of one, amounts in cents."""

    value: int
    change: Fraction
    distressed: Fraction
    selling: Fraction
    cost: int
    carry: int
    note: Fraction
    insured: int
    claim_months: int
    to_sale: int
    reo: int

    def worth(self, yearly: Fraction, debt: Fraction, bearing: Fraction, delay: int) -> Fraction:
        v = 1 / (1 + yearly / 12)
        months = self.to_sale + self.reo
        grown = root((1 + self.change) ** (delay + months), 12)
        net = self.value * grown * (1 - self.distressed) * (1 - self.selling) - self.cost
        owed = debt + bearing * self.note / 12 * self.to_sale + self.carry * self.to_sale
        got = min(net, owed)
        claim = min(Fraction(self.insured), max(owed - got, Fraction(0)))
        carried = plain([self.carry] * months, v)
        after = v ** (months + self.claim_months)
        return (got * v**months - carried + claim * after) * v**delay


def redefaulted(flows: CashFlows, after: int, yearly: Fraction, again: Liquidation) -> Fraction:
    """PV_redef in cents, for flows that last longer than `after` payments."""
    v = 1 / (1 + yearly / 12)
    received = plain(flows.payments[:after], v) / flows.parts * v**flows.delay
    balance = Fraction(flows.balances[after - 1], flows.parts)
    debt = balance + flows.due_at_end.cents
    later = again.worth(yearly, debt, balance, after + flows.delay)
    return received + flows.at_start.cents + later


def cents(exact: Fraction) -> int:
    """Half a cent goes away from zero."""
    if exact < 0:
        return -cents(-exact)
    return int(exact + Fraction(1, 2))
