"""What holds for every option alike: the note's end, its interest, its escrow, and the law."""

from dataclasses import replace
from datetime import date

import pytest

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import FlagKind, RateType
from mortgage_collect.loanmath.terms import LoanTerms
from mortgage_collect.rules.facts import FlagFact
from mortgage_collect.workout.about_the_loan import CURES, about_the_loan
from mortgage_collect.workout.case import LoanBackground
from mortgage_collect.workout.evaluate import Verdict, evaluate
from mortgage_collect.workout.shelf import SHELF, option
from tests.workout.households import AS_OF, a_case

USD = Money.of
NOTE = LoanTerms(USD(2100), ZERO, due_day=1, rate=Rate.percent(6), maturity_on=date(2046, 3, 1))


def a_flag(kind: FlagKind, **details: str) -> FlagFact:
    return FlagFact(kind, date(2026, 1, 5), None, details)


@pytest.mark.parametrize("key", [each.key for each in SHELF])
def test_a_note_that_has_matured_has_no_arrears_to_cure(key):
    over = a_case(terms=replace(NOTE, maturity_on=date(2026, 3, 1)))
    says = "The note matured on Mar 1, 2026: the whole balance of $200,000.00 is due"
    found = [each for each in about_the_loan(over, option(key)) if each.says.startswith(says)]
    assert [each.ok for each in found] == ([False] if key in CURES else [])
    not_yet = a_case(terms=replace(NOTE, maturity_on=date(2026, 3, 11)))
    assert not list(about_the_loan(not_yet, option(key)))


@pytest.mark.parametrize(
    ("flag", "key", "ok", "bars"),
    [
        (a_flag(FlagKind.BANKRUPTCY, chapter="13"), "promise", False, True),
        (a_flag(FlagKind.BANKRUPTCY, status="open"), "repayment_plan", None, False),
        (a_flag(FlagKind.BANKRUPTCY, whose="other"), "deferral", None, False),
        (a_flag(FlagKind.BANKRUPTCY, status="discharged"), "repayment_plan", True, False),
        (a_flag(FlagKind.DECEASED), "modification", None, False),
        (a_flag(FlagKind.ATTORNEY), "modification", True, False),
        (a_flag(FlagKind.SERVICEMEMBER), "foreclosure", None, False),
    ],
)
def test_a_hard_fact_is_told_to_every_option(flag, key, ok, bars):
    found = list(about_the_loan(a_case(terms=NOTE, flags=(flag,)), option(key)))
    assert [(each.ok, each.bars) for each in found] == [(ok, bars)]
    assert found[0].source


@pytest.mark.parametrize(
    ("flag", "key"),
    [
        (a_flag(FlagKind.BANKRUPTCY, status="dismissed"), "promise"),
        (a_flag(FlagKind.BANKRUPTCY, status="reaffirmed"), "promise"),
        (a_flag(FlagKind.SERVICEMEMBER), "repayment_plan"),
        (a_flag(FlagKind.CEASE), "repayment_plan"),
    ],
)
def test_what_is_over_or_is_another_matter_is_not_told(flag, key):
    assert not list(about_the_loan(a_case(terms=NOTE, flags=(flag,)), option(key)))


@pytest.mark.parametrize(
    ("terms", "loan", "says"),
    [
        (replace(NOTE, escrow_known=False), LoanBackground(), "The escrow payment is not known"),
        (
            replace(NOTE, day_count=DayCount.ACTUAL_365),
            LoanBackground(),
            "Interest is counted by days (actual/365)",
        ),
        (NOTE, LoanBackground(rate_type=RateType.ADJUSTABLE), "The note's rate changes"),
    ],
)
def test_what_the_figures_do_not_know_is_an_open_point_of_each(terms, loan, says):
    found = list(about_the_loan(a_case(terms=terms, loan=loan), option("repayment_plan")))
    assert [each.ok for each in found] == [None]
    assert found[0].says.startswith(says)


def test_a_fixed_rate_and_one_that_changes_no_more_are_no_open_points():
    for loan in (
        LoanBackground(rate_type=RateType.FIXED),
        LoanBackground(rate_type=RateType.ADJUSTABLE, at_final_rate=True),
    ):
        assert not list(about_the_loan(a_case(terms=NOTE, loan=loan), option("deferral")))


def test_in_a_bankruptcy_no_option_simply_fits():
    case = a_case(terms=NOTE, surplus=USD(5_000), flags=(a_flag(FlagKind.BANKRUPTCY),))
    found = evaluate(case)
    assert case.as_of == AS_OF
    assert not [each.key for each in found.results if each.verdict is Verdict.FITS]
    assert found["promise"].verdict is Verdict.BARRED
