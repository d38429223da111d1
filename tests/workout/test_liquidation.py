"""The ways to end a loan side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.liquidation import (
    Exposure,
    cash_for_keys,
    compare,
    deed_in_lieu,
    foreclosure_sale,
    loss_of,
    outcome,
    short_sale,
)
from tests.loanmath.tables import cases as tables
from tests.workout.valued import HERE

USD, PCT = Money.of, Rate.percent
EXPOSURE = Exposure(USD(190_000), USD(6000), USD(4000))


@pytest.mark.parametrize("case", tables("value", "liquidation", HERE))
def test_two_ways(case):
    sale = short_sale(
        USD(case["short_sale_price"]),
        case["months_to_close"],
        commission=PCT(case["commission"]),
        closing=USD(case["closing"]),
        relocation=USD(case["relocation"]),
    )
    house = foreclosure_sale(
        USD(case["reo_value"]),
        case["months"],
        distressed=PCT(case["distressed"]),
        selling=PCT(case["selling"]),
        costs=USD(case["foreclosure_cost"]),
        carry=USD(case["carry"]),
    )

    found = compare([house, sale], EXPOSURE, PCT(case["yield"]))

    first, second = found.outcomes
    assert (first.way.kind, second.way.kind) == ("short_sale", "foreclosure")
    assert first.net == USD(case["short_sale_net"])
    assert first.present_value == USD(case["short_sale_worth"])
    assert second.net == USD(case["foreclosure_net"])
    assert second.present_value == USD(case["foreclosure_worth"])
    # 156,540.14 - 112,839.30
    assert found.sentence == (
        "Short sale is worth most today: $156,540.14, $43,700.84 more than foreclosure."
    )
    # 190,000 + 6,000 + 4,000 - 158,900, and the same less what is worth today.
    assert first.loss is not None
    assert first.loss_today is not None
    assert (first.loss.amount, first.loss_today.amount) == (USD(41_100), USD("43459.86"))
    assert first.deficiency == USD(41_100)


@pytest.mark.parametrize("case", tables("value", "loss", HERE))
def test_loss(case):
    exposure = Exposure(
        *(USD(case[key]) for key in ("balance", "accrued_interest", "costs_and_advances"))
    )
    found = loss_of(exposure, USD(case["net_proceeds"]))
    assert found.amount == USD(case["loss"])
    assert found.share is not None
    assert found.share_without_interest is not None
    assert Money.rounded(found.share * 100).plain == case["share"]
    assert Money.rounded(found.share_without_interest * 100).plain == case["share_without_interest"]


def test_a_loan_without_a_balance_has_no_share():
    assert loss_of(Exposure(ZERO, ZERO, USD(10)), ZERO).share is None


def test_cash_for_keys_is_a_foreclosure_with_less_waiting():
    house = foreclosure_sale(
        USD(100_000), 15, distressed=PCT(0), selling=PCT(0), costs=USD(8000), carry=USD(400)
    )
    keys = cash_for_keys(house, USD(3000), months_saved=2, saved=USD(1500))
    # 100,000 - 8,000 + 1,500 - 3,000 - 13 x 400
    assert outcome(keys, EXPOSURE, PCT(0)).net == USD(85_300)
    assert outcome(house, EXPOSURE, PCT(0)).net == USD(86_000)


def test_a_price_not_known_is_told_last_and_in_words():
    known = deed_in_lieu(
        USD(150_000), 6, distressed=PCT(10), selling=PCT(7), costs=USD(2000), relocation=USD(1000)
    )
    unknown = short_sale(None, 3, commission=PCT(6), closing=USD(2600))
    found = compare([unknown, known], EXPOSURE, PCT(6))
    last = found.outcomes[-1]
    assert last.way is unknown
    assert (last.net, last.present_value, last.loss, last.deficiency) == (None,) * 4
    assert found.sentence.endswith(
        "The price of a short sale is not known: its loss cannot be told."
    )
    assert compare([unknown], EXPOSURE, PCT(6)).sentence == last.missing[0]


@given(
    price=st.integers(0, 50_000_000).map(Money),
    months=st.integers(0, 48),
    carry=st.integers(0, 100_000).map(Money),
)
def test_the_lines_add_up_to_the_net_and_nothing_discounts_nothing(price, months, carry):
    way = foreclosure_sale(
        price, months, distressed=PCT(15), selling=PCT(8), costs=USD(6500), carry=carry
    )
    found = outcome(way, EXPOSURE, PCT(0))
    cut = [step.says for step in found.steps].index("Net proceeds, not discounted")
    assert total(step.amount or ZERO for step in found.steps[:cut]) == found.net
    assert found.present_value == found.net
    assert found.deficiency is not None
    assert found.net is not None
    assert found.deficiency == max(EXPOSURE.owed - found.net, ZERO)
