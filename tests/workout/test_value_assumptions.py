"""Every assumption is data with its origin; the bank replaces it, stores it, gets it back."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.assumption import Unit
from mortgage_collect.workout.value.assumptions import THE_BANK, from_flat, shipped
from mortgage_collect.workout.value.foreclosure_time import (
    compensatory_fee,
    foreclosure_times,
    market,
    months_left,
)
from tests.loanmath.tables import cases as tables
from tests.workout.valued import HERE


def test_every_shipped_figure_says_where_it_comes_from_and_that_nobody_checked_it():
    for each in shipped():
        assert each.label, each.key
        assert each.source, each.key
        assert each.says, each.key
        assert not each.verified, each.key
        assert each.reviewed_on is None, each.key
        assert "unverified" in each.origin
        assert each.value is None or each.parse(each.written) == each.value, each.key
        if each.unit is not Unit.WORD:
            assert each.step is not None, each.key


def test_the_planning_values_lie_in_the_ranges_they_name():
    ranges = {
        "distressed_discount": (10, 25),
        "selling_cost": (6, 10),
        "redefault.repayment_plan": (20, 40),
        "redefault.forbearance": (20, 40),
        "redefault.deferral": (20, 40),
        "redefault.modification": (20, 40),
    } | {f"cure.{days}": (10, 35) for days in (0, 60, 90, 120, 180)}
    for key, (low, high) in ranges.items():
        rate = shipped().rate(key)
        assert rate is not None
        assert Rate.percent(low) <= rate <= Rate.percent(high), key
    assert Money.of(5000) <= (shipped().money("foreclosure_cost") or Money(0)) <= Money.of(12_000)
    assert 4 <= (shipped().number("reo_months") or 0) <= 8
    assert shipped().rate("marginal_yield") is None


def test_a_cure_is_less_likely_the_later_the_loan():
    keys = [shipped().cure_key(days) for days in (-3, 0, 59, 60, 89, 90, 119, 120, 179, 180, 900)]
    assert (
        keys
        == ["cure.0"] * 3 + ["cure.60"] * 2 + ["cure.90"] * 2 + ["cure.120"] * 2 + ["cure.180"] * 2
    )
    rates = [shipped().rate(key) for key in keys if key]
    assert rates == sorted(rates, reverse=True)


def test_the_set_comes_back_from_json_as_it_was():
    changed = shipped().with_figure(
        "carry",
        Money.of("425.50"),
        source="escrow analysis",
        as_of=date(2026, 3, 1),
        reviewed_on=date(2026, 3, 9),
        verified=True,
    )
    flat = json.loads(json.dumps(changed.to_flat()))

    assert all(isinstance(value, str) for value in flat.values())
    assert from_flat(flat) == changed
    assert from_flat({}) == shipped()


@given(
    percent=st.integers(0, 1_000_000).map(Rate),
    dollars=st.integers(0, 10_000_000).map(Money),
    months=st.integers(0, 120),
)
def test_any_figure_comes_back(percent, dollars, months):
    changed = (
        shipped()
        .with_figure("selling_cost", percent)
        .with_figure("foreclosure_cost", dollars)
        .with_figure("reo_months", months)
    )
    assert from_flat(changed.to_flat()) == changed


def test_a_figure_entered_without_a_source_is_the_banks_and_unverified():
    found = from_flat({"carry": "$1,425.00"}).entries["carry"]
    assert (found.value, found.source, found.as_of) == (Money.of(1425), THE_BANK, None)
    same = from_flat({"carry": "400.00"}).entries["carry"]
    assert same == shipped().entries["carry"]


def test_a_figure_may_be_emptied_and_is_then_not_known():
    assert from_flat({"carry": " "}).money("carry") is None


@pytest.mark.parametrize(
    ("flat", "says"),
    [
        ({"selling_cost": "eight"}, 'Cost of selling: "eight".*percentage such as'),
        ({"selling_cost": "101"}, "from 0% to 100%"),
        ({"selling_cost": "NaN"}, "percentage"),
        ({"house_price_change": "-51"}, "from -50% a year to 50% a year"),
        ({"carry": "425.505"}, 'amount such as "425.00"'),
        ({"reo_months": "6.5"}, "whole number of months"),
        ({"reo_months": "-1"}, "from 0 months to 120 months"),
        ({"reo_months": "1e400"}, "cannot be used"),
        ({"discount_rule": "treasury"}, 'Choose "loan" or "bank"'),
        ({"carry.as_of": "March"}, "not a day"),
        ({"carry.verified": "maybe"}, '"yes" or "no"'),
        ({"carrying": "1"}, '"carrying" is no assumption'),
        ({"carry.color": "red"}, '"carry.color" is no assumption'),
        ({"days.TX": "0"}, "from 1 day to"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(flat, says):
    with pytest.raises(UserError, match=says):
        from_flat(flat)


def test_a_place_the_table_lacks_may_be_added():
    found = from_flat({"days.NY": "1900", "days.NY.source": "our attorney, 2026"})
    assert found.number("days.NY") == 1900
    assert found.entries["days.NY"].source == "our attorney, 2026"
    assert from_flat(found.to_flat()) == found


# --- how long a foreclosure takes ---------------------------------------------------------


def test_the_newest_edition_present_is_taken_and_named():
    times = foreclosure_times()
    assert len(times) == 53  # fifty states, DC and Puerto Rico, New York twice
    assert (times["CA"].days, times["CA"].edition) == (600, "edition of 2025")
    assert times["CA"].older == (("edition of about 2014", 480), ("edition of 2019", 480))
    assert (times["HI"].days, times["HI"].as_of) == (900, date(2019, 1, 1))
    assert (times["WY"].days, times["WY"].as_of) == (360, None)
    assert (times["IL"].days, times["IL"].older) == (720, (("edition of about 2014", 600),))
    assert times["NY-NYC"].days == 2190
    assert times["MA"].judicial
    assert not times["TX"].judicial
    assert "without a court; edition of 2025" in times["TX"].says


@pytest.mark.parametrize(
    ("days", "late", "months"),
    # Worked by hand: days left over 365/12, begun months whole.
    [(480, 0, 16), (480, 95, 13), (480, 120, 12), (480, 800, 12), (90, 500, 1), (365, 0, 12)],
)
def test_months_left_to_a_sale(days, late, months):
    assert months_left(days, late) == months


@pytest.mark.parametrize("case", tables("value", "late sale", HERE))
def test_a_late_sale(case):
    found = compensatory_fee(
        Money.of(case["upb"]),
        Rate.percent(case["pass_through"]),
        case["last_paid_due"],
        case["sale"],
        case["allowable_days"],
    )
    assert (found.actual_days, found.excess_days) == (case["actual_days"], case["excess_days"])
    assert found.exposure == Money.of(case["exposure"])


def test_a_sale_in_time_costs_nothing_and_credits_never_pay_out():
    start, sale = date(2026, 1, 1), date(2026, 2, 1)
    in_time = compensatory_fee(Money.of(210_000), Rate.percent(6), start, sale, 31)
    assert (in_time.excess_days, in_time.exposure) == (0, Money(0))
    a_day = compensatory_fee(Money.of(210_000), Rate.percent(6), start, sale, 30)
    assert a_day.exposure == Money.of("34.52")  # 210,000 x 6 % / 365
    credited = compensatory_fee(Money.of(210_000), Rate.percent(6), start, sale, 30, Money.of(50))
    assert credited.exposure == Money(0)


@pytest.mark.parametrize(
    ("state", "city", "county", "place"),
    [
        ("VT", "Barre", "", "VT"),
        ("NY", "Plattsburgh", "", "NY-UPSTATE"),
        ("NY", "", "Clinton County", "NY-UPSTATE"),
        ("NY", "Brooklyn", "", "NY-NYC"),
        ("NY", "Astoria", "Queens", "NY-NYC"),
        ("ny", "", "Kings County", "NY-NYC"),
        ("NY", "", "", ""),
    ],
)
def test_new_york_has_two_places_in_the_table_of_foreclosure_times(state, city, county, place):
    assert market(state, city, county) == place
