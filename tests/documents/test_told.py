"""What a page tells of payments that change: every one of them, in order."""

from datetime import date

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Language
from mortgage_collect.documents.told import told
from mortgage_collect.documents.writing import writing
from mortgage_collect.loanmath.terms import LoanTerms
from mortgage_collect.workout.evaluate import try_out
from mortgage_collect.workout.options.repayment_plan import Answers, repayment_plan
from tests.workout.households import a_case, a_position

USD = Money.of


def parts_of(arrears: str, months: int, **more: object) -> dict:
    case = a_case(piti="2069.60", arrears=arrears, **more)
    result = try_out(case, repayment_plan, Answers(months=months))
    assert result.offer is not None
    return told(result, case, writing(Language.ENGLISH)).parts


def test_the_odd_last_payment_of_a_plan_is_told():
    """100.00 over seven months: 14.29 six times, and 14.26."""
    found = parts_of("100.00", 7)
    assert found["pays"][0]["payment"] == "$2,083.89"
    assert found["odd"] == [{"odd": "$2,083.86", "odd_due": "October 1, 2026"}]
    assert found["later"] == []  # nobody knows how the note goes on


def test_after_the_odd_one_the_note_goes_on():
    note = LoanTerms(
        USD("2069.60"), ZERO, due_day=1, rate=Rate.percent(6), maturity_on=date(2046, 3, 1)
    )
    found = parts_of("100.00", 7, terms=note)
    assert found["for_now"] == [{"for_now": "6 months"}]
    assert found["odd"] == [{"odd": "$2,083.86", "odd_due": "October 1, 2026"}]
    assert found["later"] == [{"later": "$2,069.60", "later_from": "November 1, 2026"}]


def test_a_plan_of_equal_payments_has_no_odd_one():
    assert parts_of("700.00", 7)["odd"] == []


def test_charges_that_stay_owed_are_told_to_the_borrower():
    case = a_case(
        piti="2069.60", arrears="700.00", position=a_position(USD(700), late_charges=USD("82.78"))
    )
    result = try_out(case, repayment_plan, Answers(months=7))
    found = told(result, case, writing(Language.ENGLISH)).parts
    assert found["stays_owed"] == [{"stays_owed": "$82.78"}]
    assert parts_of("700.00", 7)["stays_owed"] == []
