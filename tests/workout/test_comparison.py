"""The compared lines: what a cell says, where its steps lead, and the account for the file.

Expected figures are worked out by hand from docs/examples/case.json: four installments of 2,100.17
unpaid and a fifth due before the plan begins (10,500.85), a surplus of 589.83, gross income 7,200.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.workout.account import account, how, under
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.comparison import LINES, NOTHING, line, signed, standing, steps
from mortgage_collect.workout.evaluate import evaluate, try_out
from mortgage_collect.workout.options import promise
from mortgage_collect.workout.path import path_of_note, path_of_offer
from mortgage_collect.workout.program import program
from mortgage_collect.workout.shelf import option
from mortgage_collect.workout.working import Sheet

ROOT = Path(__file__).resolve().parents[2]
CASE = read_case((ROOT / "docs/examples/case.json").read_text("utf-8")).case
PLAN = evaluate(CASE, Money.of("3100"))["repayment_plan"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # 10,500.85 over eleven months is 954.63 rounded up; over ten 1,050.09 would be too much.
        ("payment", "$3,054.80"),
        ("change", "+$954.63"),
        ("left", "-$364.80"),
        ("ratio", "42.4%"),
        ("later", "$2,100.17 Dec \u201927"),
        ("first_due", "Jan 1, 2027"),
        ("put_off", "none"),
        ("at_once", "none"),
        ("maturity", "Apr 1, 2052"),
    ],
)
def test_a_cell_says_the_figure_as_people_write_it(key, expected):
    assert line(key).cell(PLAN) == expected


def test_what_is_not_known_is_a_dash_and_never_a_zero():
    found = evaluate(replace(CASE, surplus=None), Money.of("3100"))["repayment_plan"]
    assert line("left").cell(found) == NOTHING
    refused = evaluate(CASE, Money.of("2200"))["repayment_plan"]
    assert {each.cell(refused) for each in LINES if each.key != "policy"} == {NOTHING}


def test_a_household_left_with_nothing_and_a_loss_to_the_bank_warn():
    assert line("left").warns(PLAN)
    assert not line("left").warns(evaluate(CASE)["capitalization"])
    assert line("worth").warns(evaluate(CASE)["foreclosure"])


def test_policy_counts_what_is_against_and_what_is_open():
    said = standing(evaluate(CASE)["foreclosure"])
    assert said == "2 against"
    assert standing(evaluate(CASE)["capitalization"]) == "passes"


def test_against_for_the_money_alone_says_so_beside_what_is_open():
    """A household that lacks 100.00 a month: nothing else is against these two."""
    found = evaluate(replace(CASE, surplus=Money.of("-100")))
    told = {key: standing(found[key]) for key in ("capitalization", "step_rate")}
    assert told == {"capitalization": "short", "step_rate": "short, 1 open"}
    assert line("policy").warns(found["capitalization"])


def test_what_is_promised_comes_by_its_day_and_not_at_once():
    """Four installments of 2,100.17 are 8,400.68, promised for the end of the month."""
    promised = try_out(CASE, option("promise"), promise.Answers(first_on=date(2026, 11, 30)))
    assert line("at_once").cell(promised) == "$8,400.68 by Nov 30"
    assert line("cure").cell(promised) == "by Nov 30"
    told = {each.key: each.says for each in steps(line("at_once"), promised)}
    assert told["figure_at_once"] == "Paid by Nov 30, 2026"
    assert line("cure").cell(evaluate(CASE)["reinstatement"]) == "at once"


def test_a_forbearance_of_nothing_leaves_what_its_heaviest_month_leaves():
    """Nothing is paid for three months; from March the payment of 2,100.17 leaves 589.83."""
    found = evaluate(CASE)["forbearance"]
    assert (line("payment").cell(found), line("left").cell(found)) == ("$0.00", "$589.83")
    assert line("left").title == "Left, heaviest month"


@pytest.mark.parametrize("compared", LINES, ids=lambda each: each.key)
def test_every_cell_with_terms_has_steps_that_end_in_it(compared):
    for result in evaluate(CASE, Money.of("3100")).results:
        found = steps(compared, result)
        assert bool(found) is (result.offer is not None)


def test_the_steps_of_the_payment_go_back_to_the_arrears():
    told = {each.key: each for each in steps(line("payment"), PLAN)}
    assert told["share"].value == Money.of("954.63")
    assert told["payment"].value == Money.of("3054.80")
    assert "arrears" in told


def test_the_change_rests_on_the_offers_own_payment():
    keys = [each.key for each in steps(line("change"), PLAN)]
    assert keys[-1] == "figure_change"
    assert {"payment", "share", "figure_regular"} <= set(keys)


def test_months_to_cure_and_what_is_put_off_have_lines_of_their_own():
    working = PLAN.figures.working
    assert working["figure_cure"].value == PLAN.figures.months_to_cure
    assert working["figure_cure"].needs == ("figure_cures", "figure_today")
    assert working["figure_put_off"].value == ZERO


def test_more_and_less_carry_their_sign():
    assert [signed(Money.of(each)) for each in ("5", "-5", "0")] == ["+$5.00", "-$5.00", "$0.00"]


def test_the_account_tells_columns_reasons_others_and_steps():
    found = evaluate(CASE, Money.of("3100"))
    said = account(CASE, found, (*found.best, PLAN), PLAN)
    assert said.startswith("Options for loan 4000123 on Nov 24, 2026\n")
    assert "They can pay $3,100.00 a month in all" in said
    for each in found.best:
        assert f"\n{each.label}: {each.verdict.value}\n" in said
        for reason in each.reasons:
            assert reason.says in said
    for key in found.order[4:]:
        if key != PLAN.key:
            assert f"- {found[key].label}: {found.lost(key)}" in said
    assert "- Each month for 11 months: $954.63. ROUNDUP(" in said


def test_an_unread_program_is_marked_in_words():
    assert "UNVERIFIED" in under(program("fannie"))
    assert "UNVERIFIED" not in under(program("portfolio"))


def test_a_line_says_its_formula_with_the_rounding_or_its_source_with_the_day():
    sheet = Sheet()
    sheet.given("upb", "UPB", Money.of("100"), "the tape", CASE.as_of)
    sheet.found("third", "A third", Money.of("33.33"), "=ROUND({upb}/3,2)", "half up to the cent")
    working = sheet.done()
    assert [how(working, each) for each in working] == [
        "the tape, Nov 24, 2026",
        "ROUND([UPB]/3,2), rounded half up to the cent",
    ]


def test_the_path_of_the_note_falls_to_nothing_with_its_last_payment():
    points = path_of_note(CASE)
    assert points[0].owed == CASE.total_debt
    assert points[1].payment == CASE.terms.full_payment
    assert points[-1].owed == ZERO
    owed = [each.owed for each in points]
    assert owed == sorted(owed, reverse=True)


def test_the_path_of_an_offer_has_all_its_payments_and_a_sale_has_none():
    points = path_of_offer(CASE, PLAN.offer)
    assert len(points) - 1 == sum(each.months for each in PLAN.offer.stretches)
    assert points[1].payment == Money.of("3054.80")
    assert points[-1].owed == ZERO
    assert path_of_offer(CASE, evaluate(CASE)["foreclosure"].offer) == ()
