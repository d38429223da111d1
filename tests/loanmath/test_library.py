"""A library of the field agrees: payments and internal rates of 1,000 random loans, to the cent.

pyxirr works in binary numbers, so a payment that lies within a millionth of half a cent is left
to the exact test beside it (test_amortize.py).
"""

import random
from decimal import Decimal

import pyxirr

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import schedule
from mortgage_collect.loanmath.annuity import level_payment, principal_for

LOANS = 1_000


def random_loans():
    chance = random.Random(20_261_124)
    for _ in range(LOANS):
        yield (
            Money(chance.randrange(1_000_00, 900_000_00)),
            Rate(chance.randrange(1_000, 180_000)),
            chance.randrange(2, 481),
        )


def test_the_level_payment_is_the_librarys_to_the_cent():
    for principal, rate, months in random_loans():
        theirs = pyxirr.pmt(float(rate.monthly), months, -float(principal.dollars))
        assert theirs is not None
        doubt = abs(theirs * 100 % 1 - 0.5)
        ours = level_payment(principal, rate, months)
        assert doubt < 1e-6 or ours == Money.of(round(Decimal(theirs), 2)), (
            principal,
            rate,
            months,
        )


def test_the_balance_a_payment_carries_is_the_librarys_to_the_cent():
    for payment, rate, months in random_loans():
        theirs = pyxirr.pv(float(rate.monthly), months, -float(payment.dollars))
        assert theirs is not None
        ours = principal_for(payment, rate, months)
        assert abs(float(ours.dollars) - theirs) < 0.006 + theirs * 1e-12


def test_a_schedules_internal_rate_is_the_notes():
    for at, (principal, rate, months) in enumerate(random_loans()):
        if at % 20 or months < 12:
            continue
        flows = [-float(principal.dollars)]
        flows += [amount / 100 for amount in schedule(principal, rate, months).lines.amounts]
        found = pyxirr.irr(flows)
        assert found is not None
        # A payment rounded to the cent moves the rate by next to nothing.
        assert abs(found - float(rate.monthly)) < 2e-6
