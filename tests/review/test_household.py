"""What a workout reads of a review: whole figures, or nothing and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import Hardship, HardshipTerm, Intent, PayFrequency, Standing
from mortgage_collect.review.household import household
from mortgage_collect.review.line import Entry
from mortgage_collect.review.lines import LINES
from mortgage_collect.review.va_residual import Region
from tests.review.households import DAY, PAYMENT, USD, said, whole


def of(entries, **more):
    given = {"payment": PAYMENT, "state": "VT", "loan_amount": USD(200_000)}
    return household(entries, as_of=DAY, **given | more)


def test_a_whole_review_tells_every_figure():
    found = of(whole())
    # 2,400 x 26/12 = 5,200; 400 + 25% = 500. Net 1,900 x 26/12 = 4,116.67, and the 400.
    assert found.gross_income == USD("5700.00")
    assert found.net_income == USD("4516.67")
    assert found.housing_charges == USD(75)
    assert found.housing_expense == USD(1875)
    assert found.debts_payments == USD(400)
    assert found.expenses_without_housing == USD(1090)
    assert found.surplus == USD("1151.67")  # 4,516.67 - 1,875 - 400 - 1,090
    assert found.non_retirement_reserves == USD(7200)
    assert found.retirement_assets == USD(41000)
    assert found.unemployment_income == ZERO
    assert found.months_of_reserves(PAYMENT) == Fraction(4)
    assert (found.family_size, found.region) == (3, Region.NORTHEAST)
    assert found.hardship is Hardship.INCOME_REDUCTION
    assert found.hardship_duration is HardshipTerm.SHORT
    assert found.hardship_began_on == date(2026, 9, 1)
    assert found.intent is Intent.KEEP
    assert found.unknowns == ()


def test_another_payment_gives_other_figures_and_tells_how():
    found = of(whole())
    front, back = found.front_end(USD(1500)), found.back_end(USD(1500))
    assert front.value == Fraction(1575, 5700)
    assert back.value == Fraction(1975, 5700)
    assert [step.amount for step in front.steps[:3]] == [USD(1500), USD(75), USD(5700)]
    assert front.steps[-1].says == "housing ratio: $1,575.00 / $5,700.00 = 27.63%"
    after = found.surplus_after(USD(1500))
    assert after.value == USD("1451.67")
    assert [step.amount for step in after.steps] == [
        USD("4516.67"),
        USD(1575),
        USD(400),
        USD(1090),
        USD("1451.67"),
    ]


def test_residual_income_by_the_foot_or_by_the_utilities_told():
    # 4,516.67 - 1,875 - 240 - 400 - 150
    told = of(whole()).residual_after(PAYMENT)
    assert told.value == USD("1851.67")
    assert "size of the home not being known" in told.steps[2].says
    # 1,500 feet x 0.14 = 210
    by_foot = of(whole() | {"square_feet": Entry(1500)}).residual_after(PAYMENT)
    assert by_foot.value == USD("1881.67")
    assert of(whole()).residual_required == USD(909)  # family of three, Northeast, from 80,000 on
    assert of(whole(), loan_amount=USD(79_000)).residual_required == USD(788)
    assert of(whole(), loan_amount=None).residual_required is None
    assert of(whole(), state="ZZ").region is None


@pytest.mark.parametrize(
    ("left_out", "unknown"),
    [
        ("borrower_wages_take_home", {"net_income", "surplus"}),
        ("hoa_dues", {"housing_charges", "housing_expense", "surplus"}),
        ("escrowed", {"housing_charges", "housing_expense", "surplus"}),
        ("student_loans", {"debts_payments", "surplus"}),
        ("medical", {"expenses_without_housing", "surplus"}),
        ("savings", {"non_retirement_reserves"}),
    ],
)
def test_one_line_not_told_leaves_its_figures_unknown_and_says_so(left_out, unknown):
    entries = whole()
    del entries[left_out]
    found = of(entries)
    figures = (
        "gross_income net_income housing_charges housing_expense debts_payments "
        "expenses_without_housing surplus non_retirement_reserves"
    ).split()
    assert {name for name in figures if getattr(found, name) is None} == unknown
    assert len(found.unknowns) == 1
    assert "is not told" in found.unknowns[0]


def test_nothing_told_is_nothing_known():
    found = of({}, payment=None, state="", loan_amount=None)
    for share in (found.front_end(PAYMENT), found.back_end(PAYMENT)):
        assert share.value is None
    assert found.surplus is found.residual_after(PAYMENT).value is found.residual_required is None
    assert found.hardship is found.hardship_duration is found.intent is found.family_size is None
    assert found.grades == {}
    assert found.verified_share is None
    assert any("payment is not on file" in each for each in found.unknowns)
    assert any("state is not on file" in each for each in found.unknowns)


def test_income_of_nothing_has_no_ratio():
    entries = {key: entry for key, entry in whole().items() if not key.startswith("borrower_")}
    found = of(entries | {"borrower_wages": said(0)})
    assert found.gross_income == ZERO
    assert found.front_end(PAYMENT).value is None
    assert found.surplus == -USD(3365)


def test_the_papers_still_owed_are_told_and_grow_old():
    assert [each.key for each in of(whole()).papers_missing] == [
        "income:borrower_benefits_nontaxable"
    ]
    seen = whole()
    for key in ("borrower_wages", "borrower_benefits_nontaxable"):
        seen[key] = replace(seen[key], standing=Standing.SEEN, paper_on=date(2026, 9, 1))
    assert of(seen).papers_missing == ()
    assert len(of(seen, today=date(2026, 11, 30)).papers_missing) == 0  # ninety days
    assert len(of(seen, today=date(2026, 12, 1)).papers_missing) == 2


def test_a_figure_is_proven_as_far_as_its_weakest_line():
    found = of(whole())
    assert found.grades["gross_income"] is Standing.STATED
    assert found.verified_share == Fraction(5200, 5700)
    seen = whole() | {"borrower_benefits_nontaxable": said(400, standing=Standing.VERIFIED)}
    assert of(seen).grades["gross_income"] is Standing.VERIFIED
    assert of(seen).grades["net_income"] is Standing.SEEN
    assert of(seen).verified_share == 1


def test_hours_unknown_leave_income_unknown():
    entries = whole() | {"borrower_wages#2": said(20, PayFrequency.HOURLY)}
    found = of(entries)
    assert found.gross_income is None
    assert "no. 2 is not told" in found.unknowns[0]
    hours = said(20, PayFrequency.HOURLY, hours=Decimal(10))  # 866.67 a month
    entries |= {"borrower_wages#2": hours, "borrower_wages_take_home#2": said(700)}
    assert of(entries).gross_income == USD("6566.67")
    assert of(entries).net_income == USD("5216.67")


keys = st.sampled_from([line.key for line in LINES if line.kind == "money"])


@given(st.sets(keys, max_size=8), st.integers(0, 500_000).map(Money))
def test_more_to_pay_never_leaves_more(left_out, payment):
    entries = {key: entry for key, entry in whole().items() if key not in left_out}
    found = of(entries)
    here, dearer = found.surplus_after(payment).value, found.surplus_after(payment + USD(1)).value
    if here is None:
        assert dearer is None
        assert found.unknowns
    else:
        assert dearer == here - USD(1)
