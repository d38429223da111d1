"""Incomes as a review holds them: second jobs, papers, contributors, rent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.income import averaged
from mortgage_collect.review.income_lines import income_lines
from mortgage_collect.review.income_rules import FHA, RULES
from mortgage_collect.review.keys import LineKey, read_key
from mortgage_collect.review.line import Entry
from mortgage_collect.review.lines import LINES, line, lines_of, wanted_by
from mortgage_collect.review.ratios import ratio_text, ratios
from tests.loanmath.tables import cases

HERE = Path(__file__).parent
USD = Money.of


def entry(said):
    if not isinstance(said, list):
        return Entry(said)
    amount, frequency, *hours = said
    return Entry(USD(amount), PayFrequency(frequency), hours=Decimal(hours[0]) if hours else None)


@pytest.mark.parametrize("case", cases("income_lines", "income", HERE))
def test_incomes(case):
    entries = {key: entry(said) for key, said in case["answers"].items()}
    rules = replace(RULES, ytd_by_days=case.get("by_days", False))
    wanted = dict(case["expected"])
    found = income_lines(entries, rules)
    whole = ratios(entries, USD(1000), rules)

    if "gross" in wanted:
        assert whole.gross_income == USD(wanted.pop("gross"))
    if "net" in wanted:
        assert whole.net_income == USD(wanted.pop("net"))
    if "debts" in wanted:
        assert whole.debts == USD(wanted.pop("debts"))
    says = [step.says for each in found for step in each.steps]
    for step in wanted.pop("steps", []):
        assert step in says
    assert set(wanted.pop("missing", [])) <= set(whole.missing)
    counted = {each.spec.key: each.counted for each in found}
    assert {key: USD(amount) for key, amount in wanted.items()}.items() <= counted.items()


@pytest.mark.parametrize("case", cases("income_lines", "ratios", HERE))
def test_ratios(case):
    entries = {key: entry(said) for key, said in case["answers"].items()}
    found = ratios(entries, USD(case["payment"]))
    shown = {"housing": found.housing_ratio, "back_end": found.back_end_ratio}
    assert {key: ratio_text(ratio) for key, ratio in shown.items()} == case["expected"]


def test_every_amount_of_the_working_is_told():
    entries = {
        "borrower_wages": entry(["20.00", "hourly", "37.5"]),
        "borrower_wages_take_home": entry(["550.00", "weekly"]),
    }
    (found,) = income_lines(entries)
    # 20 x 37.5 x 52 / 12 = 3,250.00; 550 x 52 / 12 = 2,383.33
    assert [(step.says, step.amount) for step in found.steps] == [
        ("told: $20.00 an hour x 37.5 hours x 52 / 12", USD("3250.00")),
        ("take-home: $550.00 a week x 52 / 12", USD("2383.33")),
    ]


def test_the_program_s_own_percentage():
    entries = {"borrower_benefits_nontaxable": entry(["1000.00", "monthly"])}
    assert income_lines(entries, FHA)[0].counted == USD(1150)


def test_the_bank_s_percentage_is_a_whole_number():
    assert RULES.amended(gross_up="15").gross_up_percent == 15
    assert RULES.amended(rental="70").rental_percent == 70
    assert RULES.amended(gross_up="15").verified
    assert RULES.amended() is RULES
    for wrong in ("0.25", "25%", "101", ""):
        with pytest.raises(UserError, match="Write 25"):
            RULES.amended(gross_up=wrong)


def test_an_average_needs_a_period():
    with pytest.raises(ValueError, match="period"):
        averaged(())


# -- lines that come more than once ------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("borrower_wages", LineKey("borrower_wages")),
        ("borrower_wages#2", LineKey("borrower_wages", nth=2)),
        ("contributor_wages@3", LineKey("contributor_wages", who=3)),
        ("contributor_wages@2#4", LineKey("contributor_wages", 2, 4)),
    ],
)
def test_keys_are_read_and_written(key, parts):
    assert read_key(key) == parts
    assert str(parts) == key


@pytest.mark.parametrize(
    "wrong", ["food#2", "borrower_wages@2", "borrower_wages#1", "contributor_wages#10", "Food", ""]
)
def test_what_is_no_line_is_refused(wrong):
    with pytest.raises(KeyError):
        line(wrong)


def test_a_repeated_line_says_which_it_is_and_stands_with_its_own():
    second = line("borrower_wages#2")
    assert second.label == "Borrower: wages before taxes, no. 2"
    assert second.take_home == "borrower_wages_take_home#2"
    assert line("contributor_wages@2").label == "Contributor 2: wages before taxes"
    assert wanted_by("borrower_wages_take_home#2") == "borrower_wages#2"
    assert wanted_by("rental_mortgage#3") == "rental_income#3"
    assert wanted_by("food") == ""

    keys = [
        each.key
        for each in lines_of({"borrower_wages#2", "contributor_wages@2", "contributor_name@2"})
    ]
    assert len(keys) == len(LINES) + 3
    assert keys.index("borrower_wages#2") == keys.index("borrower_wages_began") + 1
    assert keys.index("contributor_name@2") == keys.index("contributor_other_income") + 1
    assert keys.index("contributor_wages@2") == keys.index("contributor_name@2") + 1


def test_the_lines_of_everybody_need_no_sorting():
    assert lines_of(()) is LINES
    assert [each.key for each in lines_of({"borrower_wages#2"}) if "#" not in each.key] == [
        each.key for each in LINES
    ]


def test_a_day_is_no_month():
    entries = {"borrower_wages_ytd_through": Entry(date(2026, 7, 15))}
    assert income_lines(entries) == ()
