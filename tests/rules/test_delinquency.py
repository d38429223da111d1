"""Delinquency against its table, and what must always hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import Money
from mortgage_collect.rules.delinquency import (
    Due,
    EarlyContact,
    Paid,
    days_delinquent,
    delinquent_for_early_contact,
    delinquent_since,
)
from tests.rules.reading import cases, named

PAYMENT = Money.of(1_000)
FIRST = date(2026, 1, 1)


@pytest.mark.parametrize("case", cases("reg_x.delinquency"), ids=named)
def test_delinquency(case):
    dues = [Due(on, PAYMENT) for on in case["due"]]
    paid = [Paid(p["on"], Money.of(p.get("amount", "1000.00"))) for p in case.get("paid", ())]
    tolerance = Money.of(case.get("tolerance", "0"))
    known = EarlyContact(
        performing_under_agreement=case.get("performing", False),
        transferred_on=case.get("transferred_on"),
        misdirected_and_documented=case.get("misdirected", False),
    )

    assert days_delinquent(dues, paid, case["as_of"], tolerance) == case["days"]
    since = delinquent_since(dues, paid, case["as_of"], tolerance)
    late = delinquent_for_early_contact(since, case["as_of"], known)
    assert late is case.get("early_contact", case["days"] > 0)


@given(
    months=st.integers(1, 24),
    paid=st.lists(st.integers(1, 3_000_00), max_size=20),
    later=st.integers(0, 900),
)
def test_a_day_later_is_a_day_more_and_a_payment_never_makes_it_worse(months, paid, later):
    dues = [Due(add_months(FIRST, month), PAYMENT) for month in range(months)]
    as_of = FIRST + timedelta(days=later)
    payments = [Paid(FIRST, Money(cents)) for cents in paid]
    days = days_delinquent(dues, payments, as_of)

    tomorrow = days_delinquent(dues, payments, as_of + timedelta(days=1))
    assert tomorrow == days + 1 or (tomorrow == days == 0)
    assert days_delinquent(dues, [*payments, Paid(FIRST, PAYMENT)], as_of) <= days
    assert 0 <= days <= later
