"""What a loan is worth: published and twice-computed cases, and an exact second opinion."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import level_payment, schedule
from mortgage_collect.workout.value import fdic
from mortgage_collect.workout.value.assumptions import shipped
from mortgage_collect.workout.value.cash_flow import (
    FINE,
    CashFlows,
    deferral,
    forbearance,
    irregular,
    level,
    lump_sum,
    reinstated,
    repayment_plan,
    stepped,
)
from mortgage_collect.workout.value.discount import discount, money
from mortgage_collect.workout.value.facts import LoanValueFacts
from mortgage_collect.workout.value.model import value_of
from mortgage_collect.workout.value.recovery import foreclosure_of, recover
from mortgage_collect.workout.value.without_workout import WithoutWorkout, without_workout
from tests.loanmath.tables import cases as tables
from tests.workout import exact_value
from tests.workout.valued import FACTS, HERE, assume

USD, PCT = Money.of, Rate.percent


def cases(kind: str):
    return tables("value", kind, HERE)


def worth(flows: CashFlows, yearly: str, prepaid: str = "0") -> Money:
    return money(flows.worth(discount(PCT(yearly), flows.months, PCT(prepaid))))


# --- cases from sources -------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("stepped"))
def test_stepped_modification(case):
    steps = [(first, PCT(rate)) for first, rate in case["steps"]]
    made = stepped(USD(case["balance"]), steps, case["months"], delay=case["delay"], parts=FINE)

    for (first, _), payment in zip(case["steps"], case["payments"], strict=True):
        assert Money.rounded(Fraction(made.payments[first - 1], FINE * 100)) == USD(payment)
    assert made.owed_after(case["paid_off_with"]) == USD(case["balance_then"])
    paid_off = made.paid_off_with(case["paid_off_with"])
    assert worth(paid_off, case["yield"]) == USD(case["worth"])
    assert worth(replace(paid_off, delay=0), case["yield"]) == USD(case["worth_undelayed"])
    # Published in whole dollars, from payments the exhibit rounds in its own way.
    assert abs(worth(paid_off, case["yield"]) - USD(case["published_worth"])) <= USD(1)
    loss = USD(case["owed_before"]) - worth(paid_off, case["yield"])
    assert abs(loss - USD(case["published_loss"])) <= USD(2)


@pytest.mark.parametrize("case", cases("irregular"))
def test_irregular_money(case):
    flows = irregular([USD(each) for each in case["amounts"]], USD(case["today"]))
    assert worth(flows, case["yield"]) == USD(case["worth"])


@pytest.mark.parametrize("case", cases("lump sum"))
def test_lump_sum(case):
    amount = USD(case["amount"])
    found = worth(lump_sum(amount, case["month"]), case["yield"])
    assert found == USD(case["worth"])
    if "percent" in case:
        assert Money.rounded(found.over(amount) * 100).plain == case["percent"]


@pytest.mark.parametrize("case", cases("prepaid"))
def test_early_payoff(case):
    flows = level(USD(case["balance"]), PCT(case["rate"]), case["months"], parts=FINE)
    assert worth(flows, case["yield"], case["prepayment"]) == USD(case["worth"])


@pytest.mark.parametrize("case", cases("two paths"))
def test_two_paths(case):
    facts = LoanValueFacts(
        upb=USD(case["upb"]),
        total_debt=USD(case["upb"]),
        property_value=USD(case["value"]),
        state=None,
        days_past_due=90,
        rate=PCT(case["note_rate"]),
        effective_rate=PCT(case["discount"]),
        mortgage_insurance=ZERO,
        monthly_carry=USD(case["carry"]),
        months_to_sale=case["months_to_sale"],
    )
    assumed = assume(
        {
            "distressed_discount": case["distressed_discount"],
            "selling_cost": case["selling_cost"],
            "foreclosure_cost": case["foreclosure_cost"],
            "reo_months": "0",
            "prepayment": "0",
            "house_price_change": "0",
            "cure.90": case["cure"],
            "redefault.modification": case["redefault"],
            "redefault_after": str(case["redefault_after"]),
            "cost.modification": "0",
        }
    )
    contract = level(facts.upb or ZERO, PCT(case["note_rate"]), case["remaining"], parts=FINE)
    modified = level(
        USD(case["modified_balance"]),
        PCT(case["modified_rate"]),
        case["modified_months"],
        parts=FINE,
    )

    without = without_workout(facts, assumed, contract)
    found = value_of("modification", modified, without)

    assert Money.rounded(Fraction(modified.payments[0], FINE * 100)) == USD(case["payment"])
    assert without.liquidation is not None
    assert without.cured is not None
    assert money(without.liquidation.recovered) == USD(case["net_liquidation"])
    assert money(without.liquidation.worth) == USD(case["pv_liquidation"])
    assert money(without.cured) == USD(case["pv_cure"])
    assert found.npv_without == without.npv == USD(case["npv_without"])
    assert found.performing == USD(case["pv_performing"])
    assert found.redefaulted == USD(case["pv_redefaulted"])
    assert found.npv == USD(case["npv"])
    assert found.advantage == USD(case["advantage"])
    assert found.break_even is not None
    assert Money.rounded(found.break_even * 100).plain == case["break_even"]
    assert found.missing == ()


@pytest.mark.parametrize("case", cases("cap"))
def test_recovery_is_capped(case):
    facts = replace(
        FACTS,
        property_value=USD(case["value"]),
        monthly_carry=ZERO,
        rate=PCT(0),
        months_to_sale=1,
    )
    assumed = assume(
        {
            "distressed_discount": case["distressed_discount"],
            "selling_cost": case["selling_cost"],
            "foreclosure_cost": case["foreclosure_cost"],
        }
    )
    terms, missing = foreclosure_of(facts, assumed)
    assert (terms is None, missing) == (False, ())
    assert terms is not None
    debt = USD(case["debt_at_sale"])

    found = recover(terms, PCT(6), debt, debt)

    assert money(found.net) == USD(case["net"])
    assert money(found.recovered) == USD(case["recovered"])
    assert found.capped


@pytest.mark.parametrize("case", cases("loss share"))
def test_loss_share(case):
    found = fdic.loss_share(
        USD(case["upb_before"]),
        USD(case["npv"]),
        PCT(case["shared"]),
        USD(case["sale_price"]),
        USD(case["upb_at_sale"]),
    )
    for key in ("loss", "paid", "gain", "recovery", "net"):
        assert getattr(found, key) == USD(case[key]), key


@pytest.mark.parametrize("case", cases("fdic test"))
def test_fdic_test(case):
    amounts = {
        key: USD(case[key]) for key in ("owed", "payments", "reo_value", "accrued_costs", "claim")
    }
    found = fdic.fdic_test(
        **amounts, redefault=PCT(case["redefault"]), discount_rate=PCT(6), survey=PCT(6)
    )
    for key in ("loan_value", "cost_of_modification", "cost_of_foreclosure"):
        assert getattr(found, key) == USD(case[key]), key
    assert found.modify is case["modify"]
    assert ("does not pass" in found.says) is not case["modify"]


def test_the_fdic_discount_rate_has_a_ceiling():
    assert fdic.discount_ceiling(PCT("5.04")) == PCT("7.54")
    amounts = dict.fromkeys(("owed", "payments", "reo_value", "accrued_costs"), USD(1))
    at_the_ceiling = {"redefault": PCT(30), "survey": PCT("5.04")}
    fdic.fdic_test(**amounts, **at_the_ceiling, discount_rate=PCT("7.54"))
    with pytest.raises(UserError, match="ceiling"):
        fdic.fdic_test(**amounts, **at_the_ceiling, discount_rate=PCT("7.5401"))


# --- the flows ----------------------------------------------------------------------------


@given(
    balance=st.integers(1, 90_000_000),
    rate=st.integers(0, 200_000),
    months=st.integers(1, 480),
)
def test_a_level_schedule_is_the_one_that_is_posted(balance, rate, months):
    posted = schedule(Money(balance), Rate(rate), months)
    flows = level(Money(balance), Rate(rate), months)

    lines = len(posted.lines)
    assert (
        flows.payments[0]
        == min(level_payment(Money(balance), Rate(rate), months), posted.lines[0].amount).cents
    )
    assert flows.payments[:lines] == tuple(line.amount.cents for line in posted.lines)
    assert flows.balances[:lines] == tuple(line.balance.cents for line in posted.lines)
    assert sum(flows.payments[lines:]) == 0  # a payment rounded up may finish early


def test_an_agreed_payment_is_kept_and_the_last_one_takes_the_rest():
    flows = level(USD(1000), PCT(12), 3, USD(300))
    # 1,000 -> 710 -> 417.10 -> 421.27 with the interest of the last month.
    assert flows.payments == (300_00, 300_00, 421_27)
    assert flows.balances == (710_00, 417_10, 0)


def test_a_repayment_plan_pays_the_arrears_beside_the_contract():
    regular = level(USD(1000), PCT(0), 4)
    plan = repayment_plan(regular, [USD(100), USD(50)])

    assert plan.payments == (350_00, 300_00, 250_00, 250_00)
    assert plan.balances == (800_00, 500_00, 250_00, 0)  # 750 and 50 of arrears, then the contract


def test_a_forbearance_then_reinstatement_plan_or_the_end():
    regular = level(USD(1000), PCT(0), 4)
    reduced = [USD(100), ZERO]

    at_once = forbearance(regular, reduced, [USD(400)])
    assert at_once.payments == (100_00, 0, 650_00, 250_00)
    assert at_once.balances == (900_00, 900_00, 250_00, 0)
    assert at_once.due_at_end == ZERO

    later = forbearance(regular, reduced)
    assert later.payments == (100_00, 0, 250_00, 250_00)
    assert later.due_at_end == USD(400)
    # What is owed after one payment is 900, whether or not it has been missed yet.
    assert [later.owed_after(k) for k in (1, 2, 3)] == [USD(900), USD(900), USD(650)]

    with pytest.raises(UserError, match="caught up"):
        forbearance(regular, reduced, [USD(401)])
    with pytest.raises(UserError, match="fit"):
        forbearance(regular, [ZERO] * 5)


def test_every_way_of_catching_up_is_worth_the_same_at_a_yield_of_zero():
    regular = level(USD(90_000), PCT(5), 240)
    arrears = USD(3000)
    for flows in (
        repayment_plan(regular, arrears.split(7)),
        deferral(regular, arrears),
        reinstated(regular, arrears),
    ):
        assert worth(flows, "0").cents == sum(regular.payments) + arrears.cents


def test_a_balloon_is_paid_with_its_payment():
    flows = level(USD(1000), PCT(0), 4).paid_off_with(2)
    assert (flows.payments, flows.balances) == ((250_00, 750_00), (500_00 + 250_00, 0))
    with pytest.raises(ValueError, match="1 to 4"):
        level(USD(1000), PCT(0), 4).paid_off_with(5)


def test_nothing_is_left_to_value_when_the_loan_has_matured():
    with pytest.raises(UserError, match="matured"):
        level(USD(1000), PCT(5), 0)


# --- against exact fractions --------------------------------------------------------------


def random_flows(chance: random.Random) -> CashFlows:
    balance = Money(chance.randrange(100_000, 200_000_000))
    months = chance.randrange(1, 481)
    rate = Rate(chance.randrange(0, 150_000))
    parts = chance.choice((1, 1, FINE))
    end = Money(chance.choice((0, chance.randrange(1, 10_000_000))))
    delay = chance.choice((0, 0, 1, 3))
    flows = level(balance, rate, months, due_at_end=end, delay=delay, parts=parts)
    return reinstated(flows, Money(chance.choice((0, 123_456))))


def test_two_thousand_values_agree_with_exact_fractions_to_the_cent():
    chance = random.Random(11)
    for _ in range(2_000):
        flows = random_flows(chance)
        yearly = Rate(chance.randrange(0, 180_000))
        exact = exact_value.performing(flows, yearly.exact, Fraction(0))
        found = money(flows.worth(discount(yearly, flows.months)))
        assert found.cents == exact_value.cents(exact), (flows.months, yearly)


def test_eighty_values_with_early_payoff_agree_with_exact_fractions():
    chance = random.Random(12)
    for _ in range(80):
        flows = random_flows(chance)
        yearly, prepaid = Rate(chance.randrange(0, 150_000)), Rate(chance.randrange(1, 400_000))
        exact = exact_value.performing(flows, yearly.exact, prepaid.exact)
        found = money(flows.worth(discount(yearly, flows.months, prepaid)))
        assert found.cents == exact_value.cents(exact), (flows.months, yearly, prepaid)


def test_a_thousand_whole_evaluations_agree_with_exact_fractions_to_the_cent():
    chance = random.Random(13)
    for _ in range(1_000):
        months_to_sale, reo = chance.randrange(1, 70), chance.randrange(0, 12)
        figures = {
            "house_price_change": Rate(chance.randrange(-80_000, 80_000)),
            "distressed_discount": Rate(chance.randrange(0, 300_000)),
            "selling_cost": Rate(chance.randrange(0, 120_000)),
            "cure.90": Rate(chance.randrange(0, 1_000_000)),
            "redefault.modification": Rate(chance.randrange(0, 1_000_000)),
            "foreclosure_cost": Money(chance.randrange(0, 2_000_000)),
            "cost.modification": Money(chance.randrange(0, 200_000)),
            "prepayment": Rate(0),
        }
        assumed = shipped()
        for key, figure in figures.items():
            assumed = assumed.with_figure(key, figure)
        after, claim = chance.randrange(1, 24), chance.randrange(0, 12)
        assumed = assumed.with_figure("redefault_after", after)
        assumed = assumed.with_figure("mi_months", claim).with_figure("reo_months", reo)
        upb = Money(chance.randrange(2_000_000, 60_000_000))
        facts = LoanValueFacts(
            upb=upb,
            total_debt=upb + Money(chance.randrange(0, 3_000_000)),
            property_value=Money(chance.randrange(1_000_000, 90_000_000)),
            state=None,
            days_past_due=95,
            rate=Rate(chance.randrange(0, 120_000)),
            monthly_carry=Money(chance.randrange(0, 90_000)),
            mortgage_insurance=Money(chance.choice((0, 5_000_000))),
            months_to_sale=months_to_sale,
        )
        assert facts.rate is not None
        cure = level(upb, facts.rate, chance.randrange(60, 361))
        modified = level(
            upb,
            Rate(chance.randrange(0, 80_000)),
            chance.randrange(120, 481),
            due_at_end=Money(chance.choice((0, 4_000_000))),
            delay=chance.choice((0, 1, 2)),
        )

        without = without_workout(facts, assumed, cure)
        found = value_of("modification", modified, without)

        house = exact_value.Liquidation(
            value=facts.property_value.cents if facts.property_value else 0,
            change=figures["house_price_change"].exact,
            distressed=figures["distressed_discount"].exact,
            selling=figures["selling_cost"].exact,
            cost=figures["foreclosure_cost"].cents,
            carry=facts.monthly_carry.cents if facts.monthly_carry else 0,
            note=facts.rate.exact,
            insured=facts.mortgage_insurance.cents if facts.mortgage_insurance else 0,
            claim_months=claim,
            to_sale=months_to_sale,
            reo=reo,
        )
        y, p_cure = facts.rate.exact, figures["cure.90"].exact
        p_re = figures["redefault.modification"].exact
        debt = Fraction(facts.total_debt.cents if facts.total_debt else 0)
        npv_0 = p_cure * exact_value.performing(cure, y, Fraction(0))
        npv_0 += (1 - p_cure) * house.worth(y, debt, Fraction(upb.cents), 0)
        kept = exact_value.performing(modified, y, Fraction(0))
        failed = exact_value.redefaulted(modified, after, y, house)
        cost = figures["cost.modification"].cents
        npv_1 = (1 - p_re) * kept + p_re * failed - cost

        told = (found.npv_without, found.npv, found.advantage, found.performing, found.redefaulted)
        exact = (npv_0, npv_1, npv_1 - npv_0, kept, failed)
        assert [each.cents for each in told if each is not None] == [
            exact_value.cents(each) for each in exact
        ]
        if kept > failed:
            assert found.break_even is not None
            assert abs(found.break_even - (kept - cost - npv_0) / (kept - failed)) < 10**-12


def test_the_tables_are_kept_and_long_enough_for_two_centuries():
    assert discount(PCT(6), 360) is discount(PCT(6), 480)
    # 1.005 to the 2400th is 157,960.4 (worked apart): a million dollars then is $6.33 today.
    assert worth(lump_sum(USD(1_000_000), 2400), "6") == USD("6.33")


# --- what must always hold ----------------------------------------------------------------

CONTRACT = level(USD(180_000), PCT("6.5"), 300)
chances = st.integers(0, 1_000_000).map(Rate)


def valued(redefault: Rate, without: WithoutWorkout, flows: CashFlows):
    assumed = without.assumptions.with_figure("redefault.modification", redefault)
    return value_of("modification", flows, replace(without, assumptions=assumed))


@given(
    low=chances,
    high=chances,
    value=st.integers(5_000_000, 40_000_000).map(Money),
    rate=st.integers(0, 90_000).map(Rate),
    months=st.integers(60, 480),
)
def test_more_redefault_is_never_worth_more_when_it_costs(low, high, value, rate, months):
    facts = replace(FACTS, property_value=value)
    without = without_workout(facts, shipped(), CONTRACT)
    flows = level(USD(185_000), rate, months)
    low, high = sorted((low, high))

    one, other = valued(low, without, flows), valued(high, without, flows)

    assert one.performing is not None
    assert one.redefaulted is not None
    assert one.npv is not None
    assert other.npv is not None
    if one.performing > one.redefaulted:
        assert one.npv >= other.npv
    if one.performing < one.redefaulted:
        assert one.npv <= other.npv


@given(
    value=st.integers(0, 100_000_000).map(Money),
    debt=st.integers(0, 50_000_000).map(Money),
    claim=st.integers(0, 50_000_000).map(Money),
    change=st.integers(-200_000, 200_000).map(Rate),
)
def test_nobody_recovers_more_than_the_debt(value, debt, claim, change):
    facts = replace(FACTS, property_value=value, mortgage_insurance=claim)
    terms, _ = foreclosure_of(facts, shipped().with_figure("house_price_change", change))
    assert terms is not None
    for delay in (None, 6):
        found = recover(terms, PCT(6), debt, debt, delay)
        assert found.recovered <= found.debt
        assert found.insured >= 0
        assert found.recovered + found.insured <= found.debt


@given(
    amounts=st.lists(st.integers(0, 10_000_000).map(Money), max_size=40),
    today=st.integers(0, 1_000_000).map(Money),
)
def test_at_a_yield_of_zero_a_dollar_is_a_dollar(amounts, today):
    flows = irregular(amounts, today)
    assert worth(flows, "0").cents == sum(each.cents for each in amounts) + today.cents


@given(
    value=st.integers(5_000_000, 40_000_000).map(Money),
    rate=st.integers(0, 90_000).map(Rate),
)
def test_at_the_break_even_the_advantage_is_nothing(value, rate):
    facts = replace(FACTS, property_value=value)
    without = without_workout(facts, shipped(), CONTRACT)
    flows = level(USD(185_000), rate, 360)
    found = value_of("modification", flows, without)
    if found.break_even is None or not 0 <= found.break_even <= 1:
        return
    nearest = Rate(int(found.break_even * 1_000_000 + Fraction(1, 2)))

    again = valued(nearest, without, flows)

    # Half a millionth of the difference between the two branches, and a cent for rounding.
    assert found.performing is not None
    assert found.redefaulted is not None
    assert again.advantage is not None
    within = (found.performing - found.redefaulted).times(Fraction(1, 2_000_000)) + Money(1)
    assert abs(again.advantage) <= within


@given(prepaid=st.integers(0, 500_000).map(Rate), rate=st.integers(0, 120_000).map(Rate))
def test_early_payoff_changes_nothing_at_the_notes_own_rate(prepaid, rate):
    flows = level(USD(200_000), rate, 360, parts=FINE)
    assert money(flows.worth(discount(rate, 360, prepaid))) == USD(200_000)
