"""Single changes of a note, and the whole modification with its trial.

The case: 236,765.47 at 6.5 %, 1,580.17 a month and 520.00 of escrow, August to November 2026 unpaid
on 24 November, 1,050.00 of escrow advances, a shortage of 1,860.00. A month of interest is
round(236,765.47 x 0.065 / 12) = 1,282.48. The first new payment is due on 1 January 2027: five
months of interest, 6,412.40, join the balance with the advances: 244,227.87.
"""

import json
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.options import capitalization as capitals
from mortgage_collect.workout.options import modification as mods
from mortgage_collect.workout.options import principal_forbearance as aside
from mortgage_collect.workout.options import rate_reduction as rates
from mortgage_collect.workout.options import step_rate as steps
from mortgage_collect.workout.options import term_extension as terms
from mortgage_collect.workout.program import program

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "docs/examples/case.json").read_text("utf-8")
CASE = read_case(EXAMPLE).case
USD = Money.of
GROSS = USD("244227.87")


def level(balance: str, rate: str, months: int) -> Money:
    """The annuity formula in Decimal, apart from the program's own arithmetic."""
    getcontext().prec = 60
    i = Decimal(rate) / 1200
    paid = Decimal(balance) * i / (1 - (1 + i) ** -months) if i else Decimal(balance) / months
    return USD(paid.quantize(Decimal("0.01"), ROUND_HALF_UP))


def test_capitalizing_puts_the_arrears_into_the_balance_and_keeps_rate_and_end():
    offer = capitals.capitalization.offer(CASE, capitals.Answers())

    assert offer.balance == GROSS
    assert offer.maturity_on == date(2052, 4, 1)
    # January 2027 through April 2052 are 304 payments.
    assert sum(run.months for run in offer.stretches) == 304
    payment = level("244227.87", "6.5", 304)
    assert offer.payment_now == payment + USD(520) + USD(31)  # a sixtieth of 1,860.00
    assert offer.payment_later == payment + USD(520)
    assert offer.late_charges_waived == USD(252)
    assert offer.cures_on == date(2027, 1, 1)


def test_late_charges_and_a_projected_shortage_are_never_capitalized():
    data = json.loads(EXAMPLE)
    data["loan"] |= {"late_charges": "5000.00", "escrow_shortage": "9000.00"}
    offer = capitals.capitalization.offer(read_case(json.dumps(data)).case, capitals.Answers())
    assert offer.balance == GROSS


def test_suspense_is_applied_first():
    data = json.loads(EXAMPLE)
    data["loan"]["suspense"] = "227.87"
    offer = capitals.capitalization.offer(read_case(json.dumps(data)).case, capitals.Answers())
    assert offer.balance == USD(244_000)


def test_a_longer_term_counts_from_the_first_new_payment():
    offer = terms.term_extension.offer(CASE, terms.Answers(months=480))
    assert offer.maturity_on == date(2066, 12, 1)
    assert offer.stretches[0].principal_interest == level("244227.87", "6.5", 480)


def test_the_fewest_months_that_reach_what_they_can_pay():
    answers = terms.term_extension.suggest(CASE, USD(2_050))
    # 2,050.00 less 520.00 and 31.00 leaves 1,499.00.
    assert level("244227.87", "6.5", answers.months) <= USD(1_499)
    assert level("244227.87", "6.5", answers.months - 1) > USD(1_499)


@pytest.mark.parametrize(
    ("option", "pay"),
    [
        (terms.term_extension, 1_900),
        (aside.principal_forbearance, 1_100),
        (rates.rate_reduction, 1_300),
        (steps.step_rate, 1_300),
        (capitals.capitalization, 2_000),
        (mods.modification, 1_500),
    ],
)
def test_money_a_lever_cannot_reach_tells_how_much_is_missing(option, pay):
    with pytest.raises(UserError) as short:
        option.suggest(CASE, USD(pay))
    assert "$" in short.value.message
    assert short.value.do


def test_money_below_escrow_points_to_a_sale():
    with pytest.raises(UserError, match="does not cover escrow of"):
        terms.term_extension.suggest(CASE, USD(500))


def test_a_lower_rate_stops_at_the_first_eighth_that_suffices():
    answers = rates.rate_reduction.suggest(CASE, USD(2_000))
    # 2,000.00 less 551.00 leaves 1,449.00 over 304 months.
    assert answers.rate is not None
    eighth_more = str(Decimal(answers.rate.millionths + 1_250) / 10_000)
    assert level("244227.87", answers.rate.plain, 304) <= USD(1_449)
    assert level("244227.87", eighth_more, 304) > USD(1_449)
    offer = rates.rate_reduction.offer(CASE, answers)
    assert (offer.rate, offer.balance) == (answers.rate, GROSS)


@pytest.mark.parametrize("rate", ["-1", "6.625"])
def test_a_rate_that_is_no_reduction_is_refused(rate):
    with pytest.raises(UserError):
        rates.rate_reduction.offer(CASE, rates.Answers(Rate.percent(rate)))


def test_principal_set_aside_is_owed_at_the_end_and_bears_nothing():
    offer = aside.principal_forbearance.offer(CASE, aside.Answers(USD("44227.87")))
    assert (offer.balance, offer.deferred) == (USD(200_000), USD("44227.87"))
    assert offer.due_at_end == USD("44227.87")
    assert offer.forgiven == ZERO
    assert offer.stretches[0].principal_interest == level("200000.00", "6.5", 304)


def test_more_than_the_policy_sets_aside_is_a_reason_and_all_of_it_is_refused():
    # At most 30 % of 244,227.87 is 73,268.36; down to half of 290,000.00 would be 99,227.87.
    offer = aside.principal_forbearance.offer(CASE, aside.Answers(USD("73268.37")))
    assert any(each.ok is False and "73,268.36" in each.says for each in offer.reasons)
    with pytest.raises(UserError):
        aside.principal_forbearance.offer(CASE, aside.Answers(GROSS))


def test_a_step_rate_rises_and_its_last_step_is_cut_short():
    answers = steps.Answers(Rate.percent(4), cap=Rate.percent("5.5"))
    offer = steps.step_rate.offer(CASE, answers)
    assert [run.rate for run in offer.stretches] == [
        Rate.percent("4"),
        Rate.percent("5"),
        Rate.percent("5.5"),
    ]
    assert [run.months for run in offer.stretches] == [60, 12, 232]
    assert offer.stretches[0].principal_interest == level("244227.87", "4", 304)
    assert offer.stretches[1].first_due == date(2032, 1, 1)


def test_a_change_that_changes_nothing_says_so():
    offer = rates.rate_reduction.offer(CASE, rates.Answers())
    assert any("capitalizing the arrears does the same" in each.says for each in offer.reasons)


def test_an_agency_changes_a_note_only_by_its_own_waterfall():
    fannie = replace(CASE, program=program("fannie"))
    assert any(each.bars for each in terms.term_extension.screen(fannie))


def test_the_modification_of_the_case_with_its_trial():
    """The published example's terms: 215,921.99 bearing interest, 1,264.13, trial 1,815.13."""
    fannie = replace(
        CASE,
        program=program("fannie"),
        as_of=date(2026, 11, 24),
    )
    offer = mods.modification.offer(fannie, mods.Answers(market_rate=Rate.percent("6.625")))
    assert offer.stretches[0].principal_interest == USD("1264.13")
    assert offer.balance == USD("215921.99")
    assert offer.deferred == GROSS - USD("215921.99")
    trial = offer.trial
    assert trial is not None
    assert (trial.months, trial.payment) == (3, USD("1815.13"))
    # Sent after the 15th: the month after next.
    assert (trial.first_due, trial.effective_on) == (date(2027, 1, 1), date(2027, 4, 1))


@pytest.mark.parametrize(
    ("sent", "first", "effective"),
    [
        ("2026-09-11", "2026-10-01", "2027-01-01"),
        ("2026-09-15", "2026-10-01", "2027-01-01"),
        ("2026-09-16", "2026-11-01", "2027-02-01"),
    ],
)
def test_fx_002_the_trials_calendar(sent, first, effective):
    """FX-002, UNVERIFIED: the calendar rule was read in a secondary copy."""
    data = json.loads(EXAMPLE)
    data["as_of"] = sent
    data["loan"]["next_due_on"] = "2026-06-01"
    case = replace(read_case(json.dumps(data)).case, program=program("fannie"))
    offer = mods.modification.offer(case, mods.Answers(sent_on=date.fromisoformat(sent)))
    assert offer.trial is not None
    assert offer.trial.first_due == date.fromisoformat(first)
    assert offer.trial.effective_on == date.fromisoformat(effective)


def test_who_is_hardly_late_has_a_longer_trial():
    data = json.loads(EXAMPLE)
    data["loan"]["next_due_on"] = "2026-11-01"
    case = replace(read_case(json.dumps(data)).case, program=program("fannie"))
    offer = mods.modification.offer(case, mods.Answers())
    assert offer.trial is not None
    assert offer.trial.months == 4


def test_without_a_posted_rate_it_says_so_and_lowers_none():
    data = json.loads(EXAMPLE)
    data["loan"]["rate_percent"] = "9"
    offer = mods.modification.offer(read_case(json.dumps(data)).case, mods.Answers())
    assert offer.rate == Rate.percent(9)
    unknown = [each.says for each in offer.reasons if each.ok is None]
    assert any("No rate for modifications" in says for says in unknown)


def test_conversion_runs_the_waterfall_again_at_the_agreed_rate():
    """On 20 March 2027 the trial is kept; its payments have paid two installments since."""
    data = json.loads(EXAMPLE)
    data["as_of"] = "2027-03-20"
    data["loan"] |= {"next_due_on": "2026-10-01", "suspense": "1245.05"}
    case = replace(read_case(json.dumps(data)).case, program=program("fannie"))
    offer = mods.convert(case, Rate.percent("6.5"), mods.Answers(), date(2027, 4, 1))
    assert offer.trial is None
    assert offer.rate == Rate.percent("6.5")
    # The trial told 1 April, and it holds after the 15th too: October to March are six months.
    assert offer.working["months_due"].value == 6
    assert offer.first_due == date(2027, 4, 1)


def test_a_told_day_that_is_past_gives_way_to_the_next_due_date_with_the_reason():
    """The same trial told 1 March, and is made permanent on the 20th."""
    data = json.loads(EXAMPLE)
    data["as_of"] = "2027-03-20"
    data["loan"] |= {"next_due_on": "2026-10-01", "suspense": "1245.05"}
    case = replace(read_case(json.dumps(data)).case, program=program("fannie"))
    offer = mods.convert(case, Rate.percent("6.5"), mods.Answers(), date(2027, 3, 1))
    assert offer.first_due == date(2027, 4, 1)
    assert [each.says for each in offer.reasons if "The trial told" in each.says] == [
        "The trial told Mar 1, 2027, which is past: the terms begin Apr 1, 2027"
    ]


@pytest.mark.parametrize(
    ("changes", "ok"),
    [
        ({"past": {"known": True, "modified_on": ["2020-01-01", "2022-01-01"]}}, True),
        ({"past": {"modified_on": ["2018-01-01", "2020-01-01", "2022-01-01"]}}, False),
        ({"past": {"failed_trials_on": ["2026-01-01"]}}, False),
        ({"past": {"failed_trials_on": ["2025-11-24"]}}, True),
        ({"past": {"known": False}}, None),
    ],
)
def test_the_past_counts(changes, ok):
    case = read_case(json.dumps(json.loads(EXAMPLE) | changes)).case
    told = [each.ok for each in mods.modification.screen(replace(case, program=program("fannie")))]
    assert (None in told, False in told) == (ok is None, ok is False)


def test_a_home_valued_too_long_ago_and_a_note_too_young():
    old = replace(CASE, home=replace(CASE.home, value_on=date(2026, 8, 25)))
    young = replace(CASE, loan=replace(CASE.loan, originated_on=date(2025, 11, 25)))
    for case in (old, young):
        assert [each.ok for each in mods.modification.screen(case)].count(False) == 1


def test_a_rate_that_still_changes_is_fixed_at_the_greater():
    arm = replace(CASE.loan, rate_type=RateType.ADJUSTABLE, at_final_rate=False)
    case = replace(CASE, loan=arm, program=program("fannie"))
    offer = mods.modification.offer(case, mods.Answers(market_rate=Rate.percent("7")))
    assert offer.rate == Rate.percent("7")


@pytest.mark.parametrize("lost", ["rate_percent", "maturity_on"])
@pytest.mark.parametrize(
    "option",
    [terms.term_extension, rates.rate_reduction, capitals.capitalization],
    ids=lambda option: option.key,
)
def test_what_a_change_needs_and_nobody_knows_is_told(option, lost):
    data = json.loads(EXAMPLE)
    del data["loan"][lost]
    with pytest.raises(UserError, match="not known"):
        option.offer(read_case(json.dumps(data)).case, option.answers())


def test_a_matured_note_can_only_be_extended():
    data = json.loads(EXAMPLE)
    data["loan"]["maturity_on"] = "2026-10-01"
    case = read_case(json.dumps(data)).case
    with pytest.raises(UserError, match="run out"):
        capitals.capitalization.offer(case, capitals.Answers())
    assert terms.term_extension.offer(case, terms.Answers(months=120)).payment_now


@given(months=st.integers(1, 480))
def test_a_longer_term_never_raises_the_payment_and_nothing_is_lost(months):
    one = terms.term_extension.offer(CASE, terms.Answers(months=months))
    more = terms.term_extension.offer(CASE, terms.Answers(months=months + 1))
    assert more.stretches[0].principal_interest <= one.stretches[0].principal_interest
    assert one.balance == GROSS
    paid = sum((run.to_the_bank for run in one.stretches), start=ZERO)
    assert one.total_cost == paid
    assert paid >= GROSS
