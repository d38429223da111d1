"""Random loans in trouble, for long proofs: plausible ones, and many at the edges."""

from __future__ import annotations

import random
from datetime import date

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import HardshipTerm, Intent, Occupancy, RateType
from mortgage_collect.loanmath.annuity import level_payment
from mortgage_collect.loanmath.position import position
from mortgage_collect.loanmath.terms import LoanTerms, Snapshot
from mortgage_collect.workout.case import (
    Advances,
    CaseFacts,
    Collateral,
    HouseholdFacts,
    LoanBackground,
)
from mortgage_collect.workout.program import program
from mortgage_collect.workout.program_keys import KEYS

COUNTS = (DayCount.THIRTY_360,) * 4 + tuple(DayCount)
STATES = ("OH", "CA", "FL", "TX", "VT", "IL", "NY-UPSTATE", "MN", "")


def random_case(chance: random.Random) -> tuple[CaseFacts, Money | None]:
    """A case and what they can pay; one in eight facts is not known."""
    as_of = date(2026, chance.randrange(1, 13), chance.randrange(1, 29))
    left = chance.choice((0, 1, 2, 12, 60, 180, 240, 300, 340, 359))
    upb = Money(chance.choice((0, 1, 5_000_00, chance.randrange(10_000_00, 900_000_00))))
    rate = Rate(chance.choice((0, 1_000, 20_000, chance.randrange(20_000, 120_000))))
    behind = chance.choice((0, 1, 2, 3, 4, 6, 9, 14))
    due_day = chance.choice((1, 1, 1, 15, 31))
    next_due = add_months(as_of.replace(day=1), 1 - behind, due_day)
    payment = level_payment(upb, rate, max(left + behind, 1))
    if chance.random() < 0.1:
        payment = Money(chance.randrange(1, 5_000_00))
    escrow = Money(chance.choice((0, chance.randrange(1, 1_500_00))))
    maturity = add_months(as_of.replace(day=1), left, due_day)
    terms = LoanTerms(
        payment,
        escrow,
        due_day,
        None if chance.random() < 0.05 else rate,
        chance.choice(COUNTS),
        None if chance.random() < 0.05 else maturity,
    )

    def amount(most: int) -> Money | None:
        if chance.random() < 0.125:
            return None
        return Money(chance.choice((0, chance.randrange(1, most))))

    advance, service, deferred = amount(9_000_00), amount(2_000_00), amount(30_000_00)
    snapshot = Snapshot(
        as_of=as_of,
        upb=upb,
        next_due=next_due,
        suspense=amount(2_000_00),
        late_charges=amount(900_00),
        escrow_advance=advance,
        corporate_advance=service,
        deferred_principal=deferred,
    )
    income = amount(12_000_00)
    net = None if income is None else income.times(Rate.percent(80).exact)
    other = amount(5_000_00)
    charges = amount(400_00)
    surplus = None
    if net is not None and other is not None and charges is not None:
        surplus = net - other - charges - terms.full_payment
    value = amount(900_000_00)
    case = CaseFacts(
        as_of=as_of,
        terms=terms,
        position=position(terms, snapshot, (), as_of),
        surplus=surplus,
        maturity_on=terms.maturity_on,
        program=program(chance.choice(KEYS)),
        loan=LoanBackground(
            loan_type=chance.choice(("", "conventional", "FHA")),
            lien_position=chance.choice((None, 1, 2)),
            originated_on=chance.choice((None, date(2019, 5, 3), date(2026, 1, 5))),
            original_amount=upb,
            rate_type=chance.choice((None, *RateType)),
            at_final_rate=chance.choice((None, True, False)),
        ),
        home=Collateral(
            state=chance.choice(STATES),
            value=value if value is None or value > ZERO else None,
            value_on=chance.choice((None, as_of)),
            value_source="an appraisal",
            occupancy=chance.choice(tuple(Occupancy)),
            listed=chance.choice((None, True, False)),
            subordinate_liens=amount(20_000_00),
        ),
        advances=Advances(
            escrow_advance=advance,
            servicing_advance=service,
            escrow_shortage=amount(4_000_00),
            deferred=deferred,
            claims_before=amount(20_000_00),
            upb_at_default=upb,
        ),
        household=HouseholdFacts(
            as_of=as_of,
            gross_income=income,
            net_income=net,
            other_expenses=other,
            property_charges=charges,
            reserves=amount(40_000_00),
            hardship_term=chance.choice((None, *HardshipTerm)),
            intent=chance.choice((None, *Intent)),
            complete_package=chance.choice((None, True, False)),
        ),
        interest_paid_to=chance.choice((None, None, add_months(next_due, -1, 11))),
        biweekly=chance.random() < 0.1,
    )
    pay = None if chance.random() < 0.5 else Money(chance.randrange(0, 6_000_00))
    return case, pay
