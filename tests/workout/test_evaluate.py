"""All options at once: which come first, why the others do not, and what is told of money."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Intent
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.evaluate import COLUMNS, Verdict, evaluate, try_out
from mortgage_collect.workout.program import program
from mortgage_collect.workout.program_keys import KEYS
from mortgage_collect.workout.shelf import SHELF, option, option_of

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "docs/examples/case.json").read_text("utf-8")
CASE = read_case(EXAMPLE).case


def test_every_option_on_the_shelf_answers_and_none_is_lost_from_the_order():
    found = evaluate(CASE)
    assert {each.key for each in found.results} == {each.key for each in SHELF}
    assert sorted(found.order) == sorted(each.key for each in SHELF)
    assert len(found.best) == COLUMNS
    assert found.edition == CASE.program.edition


def test_who_wants_to_keep_the_home_sees_the_ways_to_keep_it_first():
    found = evaluate(CASE)
    open_ = [found[key] for key in found.order if found[key].verdict is not Verdict.BARRED]
    kept = [each.keeps_home for each in open_]
    assert kept == sorted(kept, reverse=True)


def test_who_wants_to_sell_sees_the_ways_to_sell_first():
    wish = replace(CASE.household, intent=Intent.SELL)
    found = evaluate(replace(CASE, household=wish))
    assert not found.best[0].keeps_home


def test_every_option_that_lost_says_why():
    found = evaluate(CASE)
    for each in found.others:
        assert found.lost(each.key)


def test_money_that_is_too_little_tells_the_shortfall_and_what_would_fit():
    found = evaluate(CASE, Money.of(2_200))["repayment_plan"]
    assert found.verdict is Verdict.AGAINST
    assert "No plan fits" in found.trouble
    assert "down payment" in found.do


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("rate", ["0", "0.001", "3"])
def test_a_payment_of_a_cent_is_a_sentence_under_every_program(key, rate):
    """$20,000.00 at two cents a month is 83,333 years."""
    written = json.loads(EXAMPLE)
    written["loan"].update(
        upb="20000.00", rate_percent=rate, principal_interest="0.02", escrow="0.00"
    )
    for known in (True, False):
        if not known:
            del written["loan"]["maturity_on"]
        case = replace(read_case(json.dumps(written)).case, program=program(key))
        for pay in ("0.00", "3.00", "200.00"):
            assert len(evaluate(case, Money.of(pay)).results) == len(SHELF)


def test_the_shortfall_is_told_also_where_the_program_has_nothing_to_suggest():
    found = evaluate(replace(CASE, surplus=None), Money.of(2_200))["repayment_plan"]
    assert found.offer is None
    assert "more than $2,200.00" in found.trouble


def test_money_that_suffices_makes_the_shortest_plan():
    """10,500.85 to repay; 3,100.00 a month leaves 999.83 on top of 2,100.17: eleven months."""
    found = evaluate(CASE, Money.of(3_100))["repayment_plan"]
    assert found.offer is not None
    assert found.answers.months == 11
    assert found.offer.payment_now is not None
    assert found.offer.payment_now <= Money.of(3_100)


def test_answers_find_their_option():
    for each in SHELF:
        assert option(each.key) is each
    assert option_of(option("repayment_plan").answers()).key == "repayment_plan"


def test_a_what_if_that_cannot_be_says_so():
    plan = option("repayment_plan")
    result = try_out(CASE, plan, plan.answers(months=400))
    assert result.offer is None
    assert "matures" in result.trouble


def test_a_working_of_a_figure_rests_on_lines_that_are_there():
    for result in evaluate(CASE, Money.of(3_100)).results:
        if result.figures is None:
            continue
        for line in result.figures.working:
            assert result.figures.working.behind(line.key)[-1] == line


amounts = st.integers(0, 900_000_00).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
maybe_amount = st.none() | amounts
CHANGES = st.fixed_dictionaries(
    {
        "loan.upb": amounts,
        "loan.principal_interest": amounts,
        "loan.escrow": amounts,
        "loan.rate_percent": st.none() | st.sampled_from(["0", "0.001", "3", "6.5", "12", "36"]),
        "loan.next_due_on": st.dates(
            min_value=CASE.as_of.replace(year=2024), max_value=CASE.as_of.replace(year=2027)
        ).map(str),
        "loan.maturity_on": st.none()
        | st.dates(CASE.as_of.replace(year=2020), CASE.as_of.replace(year=2060)).map(str),
        "loan.late_charges": maybe_amount,
        "loan.suspense": maybe_amount,
        "loan.escrow_advance": maybe_amount,
        "loan.escrow_shortage": maybe_amount,
        "loan.deferred": maybe_amount,
        "home.value": maybe_amount,
        "home.state": st.sampled_from(["OH", "NY", "XX", ""]),
        "household.net_income": st.none() | amounts,
        "household.other_expenses": maybe_amount,
        "household.gross_income": maybe_amount,
        "household.reserves": maybe_amount,
        "household.intent": st.none() | st.sampled_from([each.value for each in Intent]),
    }
)


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES, pay=st.none() | amounts, key=st.sampled_from(KEYS))
def test_every_case_is_evaluated_and_nothing_ends_in_a_traceback(changes, pay, key):
    data = json.loads(EXAMPLE)
    for place, value in changes.items():
        section, _, name = place.partition(".")
        data[section][name] = value
    case = replace(read_case(json.dumps(data)).case, program=program(key))
    found = evaluate(case, None if pay is None else Money.of(pay))
    for result in found.results:
        assert result.reasons or result.trouble
        assert result.offer is not None or result.trouble
        if result.verdict is Verdict.FITS:
            assert all(reason.ok for reason in result.reasons)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rate_percent": "0.065"}, "Was 6.500% meant?"),
        ({"rate_percent": "0"}, "The rate is zero"),
        ({"principal_interest": "900.00"}, "below the month's interest of $1,282.48"),
        ({"maturity_on": "2026-10-01"}, "The loan matured on Oct 1, 2026"),
        ({"rate_percent": None}, "The rate is not known"),
    ],
)
def test_what_is_odd_about_a_loan_is_said_before_anybody_reckons(change, told):
    data = json.loads(EXAMPLE)
    data["loan"] |= change
    assert any(told in each for each in evaluate(read_case(json.dumps(data)).case).doubts)


def test_an_ordinary_loan_raises_no_doubt():
    assert evaluate(CASE).doubts == ()
