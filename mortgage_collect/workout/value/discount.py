"""What a dollar of a later month is worth today: v^k, and v^k weighted by surviving prepayment.

Everything is a whole number of `SCALE`ths, so a table is the same on every machine and a month of
a schedule costs one multiplication. A table is off by less than one part in 10^24; a year's worth
of such errors on a billion dollars is far below a cent (docs/decisions/0011-value-arithmetic.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import MILLION, Rate

SCALE: Final = 10**28
_HALF: Final = SCALE // 2
_MONTHS: Final = 12
_ROOTS: Final = Context(prec=50)
_BLOCK: Final = 240
"""Tables are made in lengths of twenty years, so that loans of all terms share a few."""


@dataclass(frozen=True, slots=True)
class Discount:
    """Factors of months 0, 1, 2, ... at one yield and one yearly prepayment rate, in SCALEths.

    `factors[k]` is v^k, v = 1 / (1 + y/12). `sums[k]` is v + v^2 + ... + v^k, what one dollar a
    month for k months is worth. `alive[k]` is (1 - smm)^(k-1) v^k, the same for a dollar that
    comes only while nobody has paid the loan off (`alive[0]` is never used); `alive_sums[k]` adds
    them up. `gone` is smm, the share paid off in a month.
    """

    factors: tuple[int, ...]
    sums: tuple[int, ...]
    alive: tuple[int, ...]
    alive_sums: tuple[int, ...]
    gone: int

    def outlasting(self, months: int) -> int:
        """(1 - smm)^n v^n: a dollar of month n, if the loan is still there after n payments."""
        return times(self.alive[months], SCALE - self.gone) if months else SCALE


def discount(yearly: Rate, months: int, prepaid_yearly: Rate = Rate(0)) -> Discount:
    """The table of this yield, long enough for `months`; made once and kept.

    Raises UserError for a yield of -100 % a month or less, and for a prepayment rate outside
    0 to 100 %.
    """
    return _table(yearly.millionths, prepaid_yearly.millionths, -(-max(months, 1) // _BLOCK))


def times(left: int, right: int) -> int:
    """The product of two numbers in SCALEths, to the nearest SCALEth."""
    return (left * right + _HALF) // SCALE


def share(scaled: int, of: Rate) -> int:
    """This part of a scaled amount, to the nearest SCALEth."""
    return (scaled * of.millionths * 2 + MILLION) // (2 * MILLION)


def weighed(chance: Rate, one: int, other: int) -> int:
    """p x one + (1 - p) x other, to the nearest SCALEth."""
    both = one * chance.millionths + other * (MILLION - chance.millionths)
    return (both * 2 + MILLION) // (2 * MILLION)


def scaled(amount: Money) -> int:
    """An amount of money in SCALEths of a cent."""
    return amount.cents * SCALE


def money(worth: int) -> Money:
    """The nearest cent to an amount in SCALEths of a cent."""
    return Money.rounded(Fraction(worth, 100 * SCALE))


@lru_cache(maxsize=256)
def growth(yearly: Rate, months: int) -> int:
    """(1 + h)^(months/12) in SCALEths: what a dollar of house becomes."""
    base = Decimal(MILLION + yearly.millionths).scaleb(-6)
    if base <= 0:
        raise UserError(
            f"House prices cannot change by {yearly} a year.", do="Enter a fall below 100 %."
        )
    power = _ROOTS.divide(Decimal(months), Decimal(_MONTHS))
    return _whole(_ROOTS.power(base, power))


def monthly_prepayment(yearly: Rate) -> int:
    """smm = 1 - (1 - CPR)^(1/12) in SCALEths."""
    left = Decimal(MILLION - yearly.millionths).scaleb(-6)
    if not 0 <= left <= 1:
        raise UserError(
            f"{yearly} is no yearly rate of prepayment.", do="Enter a rate from 0 to 100 %."
        )
    return SCALE - _whole(_ROOTS.power(left, _ROOTS.divide(Decimal(1), Decimal(_MONTHS))))


def _whole(number: Decimal) -> int:
    return int(_ROOTS.scaleb(number, 28).to_integral_value())


@lru_cache(maxsize=64)
def _table(yearly: int, prepaid: int, blocks: int) -> Discount:
    top, bottom = _MONTHS * MILLION, _MONTHS * MILLION + yearly
    if bottom <= 0:
        raise UserError("A discount rate must be above -100 % a month.", do="Enter a higher rate.")
    gone = monthly_prepayment(Rate(prepaid))
    stays = SCALE - gone
    factor, added = SCALE, 0
    factors, sums = [SCALE], [0]
    for _ in range(blocks * _BLOCK):
        factor = (factor * top * 2 + bottom) // (2 * bottom)
        added += factor
        factors.append(factor)
        sums.append(added)
    if not gone:
        return Discount(tuple(factors), tuple(sums), tuple(factors), tuple(sums), 0)
    # From the exact step, not from v^k rounded and survival rounded: one rounding a month.
    each, alive, living, added = times(factors[1], stays), factors[1], [0, factors[1]], factors[1]
    living_sums = [0, added]
    for _ in range(1, blocks * _BLOCK):
        alive = times(alive, each)
        added += alive
        living.append(alive)
        living_sums.append(added)
    return Discount(tuple(factors), tuple(sums), tuple(living), tuple(living_sums), gone)
