"""An escrow account's year: the question, what it comes to, and what blocks what."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.loanmath.bill_months import (
    EVERY,
    BillTimes,
    bill_months,
    bill_times,
    written_months,
    written_times,
)
from mortgage_collect.loanmath.escrow_account import Bill, EscrowQuestion, Payee, escrow_account
from mortgage_collect.loanmath.escrow_remedy import Remedy
from tests.loanmath.tables import cases

USD = Money.of
APPENDIX_E = EscrowQuestion(
    first_month=date(2026, 7, 1),
    bills=(
        Bill(Payee.SCHOOL_TAX, (7,), USD("500")),
        Bill(Payee.HOMEOWNERS, (9,), USD("360")),
        Bill(Payee.PROPERTY_TAX, (12,), USD("700")),
    ),
    projected=USD("1040"),
    current=True,
)


def asking(**given):
    return replace(APPENDIX_E, **given)


@pytest.mark.parametrize("case", cases("escrow_account"))
def test_the_table(case):
    found = escrow_account(
        asking(
            bills=tuple(
                Bill(Payee(payee), bill_months(months), USD(amount))
                for payee, months, amount in case["bills"]
            )
            if "bills" in case
            else APPENDIX_E.bills,
            projected=USD(case["projected"]),
            current=case["current"],
            credit_surplus=case.get("credit", False),
            shortage_months=case.get("shortage_months", 12),
        )
    )

    assert found.analysis.payment == USD(case["base"])
    assert found.analysis.target == USD(case["target"])
    assert found.monthly == USD(case["monthly"])
    told = {
        kind: [str(amount.dollars), *(each.value for each in allowed)]
        for kind, amount, allowed in found.remedies
    }
    assert told == case["differences"]
    assert case.get("finding", "") in " ".join(found.findings)


def test_without_a_projected_balance_there_is_a_target_and_no_shortage():
    found = escrow_account(asking(projected=None))

    assert (found.analysis.target, found.remedies, found.payment) == (USD("1040"), (), None)
    assert found.monthly == USD("130")
    assert "projected balance" in found.findings[0]


def test_whether_the_borrower_is_current_is_not_guessed():
    found = escrow_account(asking(projected=USD("900"), current=None))

    assert found.remedies == (("shortage", USD("140"), ()),)
    assert "Whether the borrower is current is not known" in found.findings[0]


def test_an_unknown_bill_blocks_the_year_and_is_named():
    found = escrow_account(asking(bills=(Bill(Payee.FLOOD, (3,), None),)))

    assert found.analysis.annual is None
    assert found.monthly is None
    assert "Flood insurance in Mar 2026 is not known" in found.findings[0]
    assert escrow_account(asking(bills=())).findings[0].startswith("No bills are known")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"cushion_months": 3}, "A cushion of 3 months is not allowed"),
        ({"bills": (Bill(Payee.FLOOD, (), USD("1")),)}, "which month flood insurance"),
        ({"bills": (Bill(Payee.FLOOD, (13,), USD("1")),)}, "which month"),
        ({"bills": (Bill(Payee.FLOOD, (1,), USD("-1")),)}, "below zero"),
        ({"bills": (Bill(Payee.FLOOD, (1,), USD("1"), 3),)}, "In which year"),
        ({"bills": (Bill(Payee.FLOOD, (1,), USD("1"), 0),)}, "every year"),
        ({"projected": USD("0"), "shortage_months": 6}, "12 months or more"),
        ({"projected": USD("-1"), "deficiency_months": 1}, "2 months or more"),
    ],
)
def test_what_the_rule_does_not_allow_is_refused(given, says):
    with pytest.raises(UserError, match=says) as refused:
        escrow_account(asking(**given))
    assert refused.value.do


def test_a_bill_every_three_years_is_collected_over_its_cycle():
    """ES-009: 1,800 every three years is 50 a month."""
    bill = Bill(Payee.FLOOD, (12,), USD("1800"), every_years=3, next_year=2028)
    found = escrow_account(asking(bills=(bill,), first_month=date(2026, 1, 1)))

    assert found.analysis.payment == USD("50")


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("7", (7,)),
        ("1, 7", (1, 7)),
        ("Jul", (7,)),
        ("january and july", (1, 7)),
        ("3/9", (3, 9)),
        ("monthly", EVERY),
        ("Every month", EVERY),
    ],
)
def test_months_as_people_write_them(written, months):
    assert bill_months(written) == months
    assert bill_months(written_months(months)) == months


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("Mar, every 3 years from 2027", BillTimes((3,), 3, 2027)),
        ("1 and 7 every other year, next in 2028", BillTimes((1, 7), 2, 2028)),
        ("Mar every 5 years 2030", BillTimes((3,), 5, 2030)),
        ("Mar, every third year from 2027", BillTimes((3,), 3, 2027)),
        ("monthly", BillTimes(EVERY)),
        ("every month", BillTimes(EVERY)),
        ("Jan every 1 year", BillTimes((1,))),
    ],
)
def test_a_bill_that_does_not_come_every_year(written, times):
    assert bill_times(written) == times
    assert bill_times(written_times(times)) == times


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("Mar, every 3 years", "paid next is not told"),
        ("Mar, every 40 years from 2027", "not how a bill comes"),
        ("every 3 years from 2027", "No month"),
        ("soon, every 3 years from 2027", "is no month"),
        ("Mar every blue moon", "is no month"),
    ],
)
def test_years_that_cannot_be_are_refused(written, says):
    with pytest.raises(UserError, match=says):
        bill_times(written)


@pytest.mark.parametrize("written", ["", "13", "0", "sometimes", "1, x"])
def test_what_is_no_month_is_refused(written):
    with pytest.raises(UserError, match="month"):
        bill_months(written)


BILLS = st.lists(
    st.builds(
        Bill,
        st.sampled_from(Payee),
        st.sets(st.integers(1, 12), min_size=1).map(lambda found: tuple(sorted(found))),
        st.integers(0, 500_000).map(Money),
    ),
    min_size=1,
    max_size=4,
).map(tuple)


@given(BILLS, st.integers(-300_000, 900_000).map(Money), st.integers(0, 2), st.booleans())
def test_from_its_target_the_account_never_falls_below_the_cushion(bills, held, cushion, current):
    found = escrow_account(
        asking(bills=bills, projected=held, cushion_months=cushion, current=current)
    )
    analysis = found.analysis
    assert analysis.low_point is not None
    assert analysis.cushion is not None
    assert analysis.low_point.balance >= analysis.cushion

    amounts = {kind: amount for kind, amount, _ in found.remedies}
    surplus = amounts.get("surplus", Money(0))
    lacking = amounts.get("shortage", Money(0)) + amounts.get("deficiency", Money(0))
    assert held - surplus + lacking == analysis.target
    if not current:
        assert all(allowed == (Remedy.LOAN_DOCUMENTS,) for _, _, allowed in found.remedies)
