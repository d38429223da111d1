"""Roll rates, redefault, weighted averages, RC-N columns and pay strings."""

from fractions import Fraction

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Counting
from mortgage_collect.loanmath.call_report import past_due_column
from mortgage_collect.loanmath.pay_string import Letter, MonthEnd, pay_string
from mortgage_collect.loanmath.performance import (
    Share,
    past_due_columns,
    redefault,
    roll_matrix,
    weighted_average,
)
from tests.loanmath.tables import cases

USD = Money.of


@pytest.mark.parametrize("case", cases("performance", "rolls"))
def test_rolls(case):
    found = roll_matrix(case["beginning"], case["transitions"])
    assert found.ending == case["ending"]
    for start, ends, share in case["rates"]:
        assert str(found.rate(start, *ends)).split(" ")[0] == share


def test_a_loan_not_accounted_for_is_told():
    with pytest.raises(UserError, match="2 loans began"):
        roll_matrix({"C": 2}, {"C": {"C": 1}})
    with pytest.raises(UserError, match="No loan began"):
        roll_matrix({}, {"C": {"C": 0}})


@pytest.mark.parametrize("case", cases("performance", "redefault"))
def test_redefault(case):
    numbers = (case["modified"], case["failed"], case["paid_off"])
    assert str(redefault(*numbers, with_payoffs=True)) == case["with_payoffs"]
    assert str(redefault(*numbers, with_payoffs=False)) == case["without"]


def test_redefault_numbers_must_fit():
    with pytest.raises(UserError, match="modified"):
        redefault(10, 8, 3, with_payoffs=True)


def test_a_share_of_nothing_is_no_number_and_a_share_of_few_says_so():
    assert Share(0, 0, "loans").exact is None
    assert str(Share(0, 0, "loans")) == "none of loans"
    assert Share(1, 4, "loans").exact == Fraction(1, 4)
    assert Share(1, 29, "loans").few
    assert not Share(1, 30, "loans").few


@pytest.mark.parametrize("case", cases("performance", "columns"))
def test_columns(case):
    loans = [
        (USD(balance), past_due_column(days, nonaccrual=stopped))
        for balance, days, stopped in case["loans"]
    ]
    for column, balance in past_due_columns(loans).items():
        assert balance == USD(case[column.value]), column


@pytest.mark.parametrize("case", cases("performance", "average"))
def test_average(case):
    rows = [(USD(balance), Fraction(value)) for balance, value in case["rows"]]
    assert weighted_average(rows) == Fraction(case["average"])
    assert weighted_average([]) is None


@pytest.mark.parametrize("case", cases("performance", "pay string"))
def test_pay_string(case):
    months = [
        MonthEnd(on, rest[0] if rest else None, Letter(rest[1]) if len(rest) > 1 else None)
        for on, *rest in case["months"]
    ]
    assert pay_string(months) == case["mba"]
    assert pay_string(months[::-1]) == case["mba"]
    if "ots" in case:
        assert pay_string(months, Counting.OTS) == case["ots"]
