"""Income by the month, residual income, short-sale contributions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.income import (
    gross_up,
    monthly,
    overtime,
    rental_net,
    self_employed,
    ytd_monthly,
)
from mortgage_collect.review.short_sale_contribution import contribution
from mortgage_collect.review.va_residual import (
    STATES,
    Region,
    region_of,
    required_residual,
    residual,
)
from tests.loanmath.tables import cases

HERE = Path(__file__).parent
USD = Money.of


@pytest.mark.parametrize("case", cases("income", "monthly", HERE))
def test_monthly(case):
    hours = Decimal(case["hours"]) if "hours" in case else None
    found = monthly(USD(case["amount"]), PayFrequency(case["frequency"]), hours)
    assert found == USD(case["monthly"])


@pytest.mark.parametrize("case", cases("income", "year to date", HERE))
def test_year_to_date(case):
    found = ytd_monthly(USD(case["earned"]), case["through"], case.get("since"))
    assert found.months == Fraction(case["months"])
    assert found.by_half_months == USD(case["by_half_months"])
    assert found.by_days == USD(case["by_days"])


@pytest.mark.parametrize("case", cases("income", "rental", HERE))
def test_rental(case):
    found = rental_net(USD(case["rent"]), USD(case["mortgage"]))
    for key in ("net", "income", "debt"):
        assert getattr(found, key) == USD(case[key]), key


@pytest.mark.parametrize("case", cases("income", "self-employed", HERE))
def test_self_employed(case):
    years = [[USD(each) for each in case[key]] for key in ("earlier", "recent_year")]
    found = self_employed(*years)
    assert found.declining is case["declining"]
    for key in ("average", "recent", "usable"):
        assert getattr(found, key) == USD(case[key]), key


@pytest.mark.parametrize("case", cases("income", "residual", HERE))
def test_required_residual(case):
    found = required_residual(
        USD(case["loan"]),
        Region(case["region"]),
        case["family"],
        base_privileges=case.get("base", False),
    )
    assert found == USD(case["required"])


@pytest.mark.parametrize("case", cases("income", "contribution", HERE))
def test_contribution(case):
    ratio = Fraction(case["ratio"]) / 100 if "ratio" in case else None
    found = contribution(
        USD(case["reserves"]), USD(case["payment"]), USD(case["deficiency"]), ratio
    )
    for key in ("by_reserves", "by_payments", "capped", "request"):
        assert getattr(found, key) == USD(case[key]), key
    assert found.required is case["required"]
    assert found.relocation_payable is case["relocation"]
    assert found.waived is (case["required"] and case["request"] == "0.00")


def test_hourly_pay_without_hours_asks_for_them():
    with pytest.raises(UserError, match="hours"):
        monthly(USD(20), PayFrequency.HOURLY)


def test_a_year_to_date_runs_inside_one_year():
    with pytest.raises(UserError, match="same year"):
        ytd_monthly(USD(1), date(2026, 1, 31), date(2025, 12, 1))
    with pytest.raises(UserError, match="same year"):
        ytd_monthly(USD(1), date(2026, 1, 31), date(2026, 2, 1))


def test_overtime_is_an_average():
    assert overtime(USD(4800)) == USD(200)
    assert overtime(USD(4800), 12) == USD(400)
    with pytest.raises(ValueError, match="month"):
        overtime(USD(1), 0)


def test_untaxed_income_is_grossed_up_by_a_quarter():
    assert gross_up(USD(1000)) == USD(1250)
    assert gross_up(USD(1000), 15) == USD(1150)


def test_every_state_has_one_region():
    named = [state for states in STATES.values() for state in states.split()]
    assert len(named) == len(set(named)) == 52  # fifty, DC and Puerto Rico
    assert region_of("vt") is Region.NORTHEAST
    assert region_of("TX") is Region.SOUTH
    with pytest.raises(UserError, match="region"):
        region_of("ZZ")


def test_residual_income_takes_upkeep_by_the_foot():
    # 6,000 - 1,200 - 1,500 - 2,000 x 0.14 - 400 - 300
    found = residual(USD(6000), USD(1200), USD(1500), 2000, USD(400), USD(300))
    assert found == USD(2320)
    with pytest.raises(UserError, match="one person"):
        required_residual(ZERO, Region.SOUTH, 0)
