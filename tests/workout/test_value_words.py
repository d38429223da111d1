"""What is told besides the figure: what is missing, the working, and what the figure hangs on."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.assumptions import shipped
from mortgage_collect.workout.value.cash_flow import level, lump_sum, reinstated
from mortgage_collect.workout.value.facts import LoanValueFacts
from mortgage_collect.workout.value.model import value_of
from mortgage_collect.workout.value.sensitivity import (
    break_even_sentence,
    sensitivity,
)
from mortgage_collect.workout.value.without_workout import WithoutWorkout, without_workout
from mortgage_collect.workout.working import Line
from tests.workout.valued import FACTS, assume

USD, PCT = Money.of, Rate.percent
CONTRACT = reinstated(level(USD(180_000), PCT("6.5"), 300), USD(8000))
MODIFIED = level(USD(188_000), PCT("5"), 480)


def without(facts: LoanValueFacts = FACTS, **figures: str) -> WithoutWorkout:
    written = {key.replace("__", "."): figure for key, figure in figures.items()}
    return without_workout(facts, assume(written), CONTRACT)


def test_all_known_nothing_is_missing():
    found = value_of("modification", MODIFIED, without())
    assert found.missing == ()
    assert found.notes == ()
    assert None not in (found.npv, found.npv_without, found.advantage, found.break_even)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            {"property_value": None},
            "value of the property is not known. The worth of a foreclosure",
        ),
        ({"state": None}, "state of the property is not known. The worth of a foreclosure"),
        ({"state": "GU"}, "How long a foreclosure takes in GU is not known."),
        ({"state": ""}, "How long a foreclosure takes in the state is not known."),
        ({"state": "ny"}, "differs inside NY: choose NY-UPSTATE or NY-NYC."),
        ({"total_debt": None}, "total debt is not known"),
        ({"upb": None}, "total debt is not known"),
        ({"days_past_due": None}, "days past due are not known. The chance of a cure"),
        ({"rate": None}, "loan's rate is not known. No present value"),
    ],
)
def test_what_is_not_known_blocks_the_figure_and_is_named(facts, says):
    found = value_of("modification", MODIFIED, without(replace(FACTS, **facts)))
    assert (found.npv_without, found.advantage, found.break_even) == (None, None, None)
    assert any(says in each for each in found.missing), found.missing
    assert "cannot be told" in break_even_sentence(found)


def test_without_the_value_of_the_house_a_kept_modification_still_has_its_worth():
    found = value_of("modification", MODIFIED, without(replace(FACTS, property_value=None)))
    assert found.performing is not None
    assert (found.npv, found.redefaulted) == (None, None)
    assert any("worth of a re-default" in each for each in found.missing)


def test_a_sale_needs_no_house_value_to_be_worth_something():
    found = value_of("short_sale", lump_sum(USD(150_000), 3), without(replace(FACTS, state=None)))
    assert found.npv is not None
    assert found.advantage is None
    assert not any("re-default" in each for each in found.missing)


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ({"prepayment": ""}, "rate of early payoff is not set"),
        ({"cure__90": ""}, "no chance of a cure for these days"),
        ({"redefault__modification": ""}, "no chance of a re-default after a modification"),
        ({"cost__modification": ""}, "what making a modification costs"),
        ({"redefault_after": ""}, "how many payments come before a re-default"),
        ({"carry": ""}, "Taxes, insurance and upkeep a month: the bank has set no figure."),
        ({"discount_rule": "bank"}, "bank's yield on new money is not set"),
        ({"discount_rule": ""}, "has not chosen a discount rate"),
    ],
)
def test_an_assumption_not_set_blocks_and_is_named(figures, says):
    found = value_of("modification", MODIFIED, without(**figures))
    assert found.advantage is None
    assert any(says in each for each in found.missing), found.missing


def test_this_loans_own_figures_go_before_the_assumptions():
    own = replace(FACTS, monthly_carry=USD(400), months_to_sale=19, state=None)
    # Ohio: 690 days less 95 are 595, which is 19.6 months: 20 begun ones.
    other = without(own, carry="")
    assert other.npv is not None
    assert other.npv == without(replace(own, monthly_carry=None)).npv
    assert other.npv != without().npv
    assert without(replace(own, months_to_sale=20), carry="").npv == without().npv


def test_a_foreclosure_under_way_starts_again_after_a_new_default():
    side = without(replace(FACTS, months_to_sale=2))
    assert side.foreclosure is not None
    # Ohio: 690 days are 22.7 months.
    assert (side.foreclosure.months_now, side.foreclosure.months_again) == (2, 23)
    working = value_of("modification", MODIFIED, side).working
    now, again = working["value_months"], working["again_months"]
    assert (now.value, now.source) == (2, "this loan")
    assert (again.value, again.source[:8]) == (23, "690 days")
    keys = {swing.key for swing in sensitivity("modification", MODIFIED, side).swings}
    assert {"months_to_sale", "days.OH"} <= keys


def test_the_banks_yield_may_be_the_discount_rate():
    by_bank = without(discount_rule="bank", marginal_yield="6.5")
    assert by_bank.yearly == PCT("6.5")
    assert by_bank.npv == without().npv
    assert without(replace(FACTS, effective_rate=PCT(6))).yearly == PCT(6)


def test_insurance_not_known_is_left_out_and_said():
    found = value_of("modification", MODIFIED, without(replace(FACTS, mortgage_insurance=None)))
    assert found.npv is not None
    assert found.notes == ("Mortgage insurance is not known: the figures leave it out.",)


def test_foreclosure_is_the_recovery_and_a_workout_without_payments_is_unknown():
    side = without()
    found = value_of("foreclosure", None, side)
    assert side.liquidation is not None
    assert found.npv is not None
    assert found.advantage is not None
    assert side.npv is not None
    assert abs(found.advantage - (found.npv - side.npv)) <= Money(1)
    unknown = value_of("modification", None, side)
    assert unknown.npv is None
    assert unknown.missing == ("The payments of this option are not known.",)


def test_a_plan_that_will_be_kept_is_worth_the_cure():
    sure = without(cure__90="100", redefault__modification="0")
    assert value_of("modification", CONTRACT, sure).advantage == ZERO


def test_a_re_default_at_once_is_the_foreclosure_of_today():
    side = without(redefault__modification="100", redefault_after="0", cure__90="0")
    again = value_of("modification", MODIFIED, side)
    assert again.advantage == ZERO


def test_a_borrower_who_has_paid_everything_cannot_fail_again():
    side = without(redefault_after="6", prepayment="0", redefault__modification="100")
    found = value_of("modification", level(USD(5000), PCT(5), 4), side)
    assert found.npv == found.performing == found.redefaulted


# --- the working --------------------------------------------------------------------------


def test_the_working_shows_inputs_with_source_and_day_and_every_subtotal():
    found = value_of("modification", MODIFIED, without())
    lines = found.working

    assert lines["value_none"].value == found.npv_without
    assert lines["value_kept"].value == found.performing
    assert lines["value_failed"].value == found.redefaulted
    assert lines["value_option"].value == found.npv
    assert lines["value_advantage"].value == found.advantage
    assert lines["value_yield"].source == "the note rate, standing for the effective rate"
    house, discount = lines["value_house"], lines["value_distressed_discount"]
    assert (house.value, house.source) == (USD(210_000), "broker's opinion of Mar 2, 2026")
    assert discount.source.endswith("; unverified")
    assert discount.as_of == date(2026, 11, 24)
    sale = lines["value_months"]
    assert (sale.value, sale.as_of) == (20, date(2025, 7, 1))
    assert sale.source.startswith("690 days; through a court; edition of 2025")
    assert lines["again_months"].value == 23
    assert "480 payments, the first $906.53" in lines["value_kept"].source
    assert found.steps[-1].amount == found.advantage


def dollars(line: Line) -> Fraction | int | str | None:
    match line.value:
        case Money():
            return Fraction(line.value.cents, 100)
        case Rate():
            return line.value.exact
    return line.value  # type: ignore[return-value]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"mortgage_insurance": USD(30_000), "property_value": USD(90_000)},
        {"property_value": USD(500_000)},
        {"months_to_sale": 2, "monthly_carry": USD(512)},
        {"rate": PCT(0), "effective_rate": PCT(4)},
    ],
)
def test_every_formula_of_the_working_finds_its_line_again(facts):
    side = without(replace(FACTS, **facts), cost__modification="750", house_price_change="-2.5")
    delayed = level(USD(188_000), PCT("5"), 480, due_at_end=USD(9000), delay=1)
    again = 0
    for flows in (MODIFIED, delayed, CONTRACT):
        working = value_of("modification", flows, side).working
        known = {line.key: dollars(line) for line in working}
        for line in working:
            if not line.formula:
                continue
            again += 1
            code = re.sub(r"\{(\w+)\}", r"known['\1']", line.formula.removeprefix("="))
            told = eval(code.replace("^", "**"), {"known": known, "MIN": min, "PV": annuity})
            # Each line above is rounded to the cent, and there are a few above each.
            assert abs(Fraction(told) - Fraction(known[line.key])) < Fraction(3, 100), line
    assert again == 3 * 16


def annuity(each, months, payment):
    """PV of a spreadsheet: what a payment a month is worth, with its sign turned."""
    if not each:
        return -payment * months
    return -payment * (1 - 1 / (1 + each) ** months) / each


def test_the_working_of_an_unknown_names_what_is_missing():
    working = without(replace(FACTS, property_value=None)).working
    line = working["value_liquidation"]
    assert (line.value, line.source) == (None, "The value of the property is not known.")
    assert "value_none" not in working


def test_a_capped_recovery_says_so():
    working = without(replace(FACTS, property_value=USD(500_000))).working
    assert working["value_recovered"].says == "Recovered: no more than is owed"


# --- plus and minus -----------------------------------------------------------------------


def test_the_table_moves_every_figure_and_leads_with_the_widest():
    side = without()
    found = sensitivity("modification", MODIFIED, side)
    widths = [swing.width for swing in found.swings]

    assert widths == sorted(widths, reverse=True)
    assert found.leader is found.swings[0]
    assert {swing.key for swing in found.swings} == {
        "prepayment",
        "house_price_change",
        "distressed_discount",
        "selling_cost",
        "foreclosure_cost",
        "reo_months",
        "redefault_after",
        "redefault.modification",
        "cost.modification",
        "carry",
        "cure.90",
        "days.OH",
        "property_value",
        "effective_rate",
    }


def test_a_row_is_the_advantage_at_the_moved_figure():
    found = sensitivity("modification", MODIFIED, without())
    row = {swing.key: swing for swing in found.swings}["redefault.modification"]
    assert (row.lower, row.higher) == ("20%", "40%")
    for entered, told in (("20", row.advantage_lower), ("40", row.advantage_higher)):
        there = value_of("modification", MODIFIED, without(redefault__modification=entered))
        assert there.advantage == told


def test_a_cost_moves_the_advantage_by_itself_and_never_below_nothing():
    found = sensitivity("modification", MODIFIED, without())
    row = {swing.key: swing for swing in found.swings}["cost.modification"]
    assert (row.lower, row.higher) == ("$0.00", "$500.00")
    assert row.advantage_lower - row.advantage_higher == USD(500)


def test_a_row_that_turns_the_decision_says_so():
    found = sensitivity("modification", MODIFIED, without())
    for swing in found.swings:
        assert swing.turns == (swing.advantage_lower < ZERO <= swing.advantage_higher) or (
            swing.advantage_higher < ZERO <= swing.advantage_lower
        )


def test_no_table_without_an_advantage():
    found = sensitivity("modification", MODIFIED, without(replace(FACTS, state=None)))
    assert (found.swings, found.leader) == ((), None)
    assert "cannot be told" in found.sentence


@pytest.mark.parametrize(
    ("even", "says"),
    [
        (Fraction(7049, 10_000), "Re-default would have to exceed 70.5% for foreclosure"),
        (Fraction(3, 2), "Even if every borrower failed again"),
        (Fraction(-1, 2), "Even if no borrower failed again"),
        (None, "would cost the bank nothing"),
    ],
)
def test_the_break_even_in_a_sentence(even, says):
    found = replace(value_of("modification", MODIFIED, without()), break_even=even)
    assert says in break_even_sentence(found)


def test_a_sale_leaves_nobody_to_fail_again():
    found = sensitivity("short_sale", lump_sum(USD(150_000), 3), without())
    assert found.sentence == "After a short sale there is no loan that could fail again."
    assert "redefault_after" in {swing.key for swing in found.swings}
    assert {swing.key: swing.width for swing in found.swings}["redefault_after"] == ZERO


def test_shipped_set_values_each_kind_of_option():
    side = without_workout(FACTS, shipped(), CONTRACT)
    for kind in ("repayment_plan", "forbearance", "deferral", "modification"):
        assert value_of(kind, MODIFIED, side).advantage is not None, kind
    for kind in ("short_sale", "deed_in_lieu", "cash_for_keys"):
        assert value_of(kind, lump_sum(USD(150_000), 3), side).advantage is not None, kind
    assert value_of("foreclosure", None, side).advantage is not None
    assert value_of("a_new_thing", MODIFIED, side).advantage is None
