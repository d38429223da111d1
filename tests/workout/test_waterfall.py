"""The waterfall: cases a banker can read, the target's edge, the order as data, and promises."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import schedule
from mortgage_collect.workout.policy import ModificationPolicy, WaterfallStep
from mortgage_collect.workout.program import program
from mortgage_collect.workout.waterfall import WaterfallFacts, run, target_payment, trial_payment
from mortgage_collect.workout.working import percent

CASES = tomllib.loads((Path(__file__).parent / "cases" / "waterfall.toml").read_text("utf-8"))
FLEX = program("fannie").modification
USD = Money.of


def the_facts(case: dict, **changes) -> WaterfallFacts:
    parts = {
        "interest": USD(case.get("accrued_interest", "0")),
        "escrow_advance": USD(case.get("escrow_advances", "0")),
        "servicing_advance": USD(case.get("servicing_advances", "0")),
        "deferred": USD(case.get("prior_deferred_nib", "0")),
    }
    given = {
        "upb": USD(case["ib_upb"]),
        "rate": Rate.percent(case["rate"]),
        "months": case["months"],
        "old_payment": USD(case["old_payment"]),
        "parts": parts,
        "value": USD(case["value"]),
        "market": Rate.percent(case["market"]),
        "rate_is_final": case.get("rate_is_final", True),
    }
    return WaterfallFacts(**given | changes)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["source"][:6])
def test_a_payment_target(case):
    found = run(the_facts(case), FLEX)

    assert found.payment == USD(case["payment"])
    assert found.offered is case["offered_late"]
    if "offered_current" in case:
        current = run(the_facts(case, days_behind=0), FLEX)
        assert current.offered is case["offered_current"]
        return
    assert found.gross == USD(case["gross"])
    assert found.ltv is not None
    assert percent(found.ltv) == case["ltv"]
    assert found.target == USD(case["target"])
    assert (found.terms.rate, found.terms.months) == (
        Rate.percent(case["new_rate"]),
        case["new_months"],
    )
    assert found.terms.deferred == USD(case["forborne"])
    assert found.terms.balance == USD(case["balance"])
    old = USD(case["old_payment"])
    cut = Fraction(old.cents - found.payment.cents, old.cents)
    assert percent(cut, 4) == case["cut"]
    assert found.met is case["met"]
    assert found.caps == (tuple(map(USD, case["caps"])) if "caps" in case else None)
    told = [
        [each.do, each.rate, each.months, each.payment]
        for each in found.trace
        if each.do != "capitalize"
    ]
    assert told == [
        [do, Rate.percent(rate), months, USD(payment)]
        for do, rate, months, payment in case["trace"]
    ]


@pytest.mark.parametrize(
    ("old", "target"),
    [("1500.00", "1199.99"), ("1580.17", "1264.13"), ("1000.01", "800.00"), ("999.99", "799.99")],
)
def test_the_cut_must_be_exceeded(old, target):
    """FX-013: where 80 % is a whole cent, one cent less."""
    facts = WaterfallFacts(USD(1), Rate(0), 1, USD(old))
    assert target_payment(facts, FLEX, []) == USD(target)


def test_the_trial_payment_of_the_published_example():
    """FX-002: 1,264.13, escrow of 520.00, a sixtieth of 1,860.00."""
    assert trial_payment(USD("1264.13"), USD(520), USD("31.00")) == USD("1815.13")


def a_ratio(key: str, upb: str, months: int, rate: str, income: Money, charges: str):
    facts = WaterfallFacts(
        USD(upb),
        Rate.percent(rate),
        months,
        USD(9_999),
        gross_income=income,
        charges=USD(charges),
    )
    return run(facts, program(key).modification)


def test_hw_001_the_published_exhibit_solves_for_2_159_percent():
    """HW-001: 95,000 a year, charges of 1,000.00, 31 %: 1,454.17; 467,188.00 over 480 months."""
    found = a_ratio("fdic", "467188.00", 360, "6.5", USD("7916.67"), "1000")
    assert found.target == USD("1454.17")
    assert (found.terms.months, found.terms.rate) == (480, Rate.percent("2.159"))
    assert found.payment == USD("1454.16")


def test_hw_002_at_the_floor_the_rest_is_set_aside():
    """HW-002: the published exhibit prints 403,147 bearing interest and 60,040 set aside."""
    found = a_ratio("fdic", "463187.00", 360, "6.5", USD("4583.33"), "200")
    assert found.target == USD("1220.83")
    assert found.terms.rate == Rate.percent(2)
    assert abs(found.terms.balance - USD("403147.28")) <= USD("1.10")
    assert found.payment == USD("1220.83")


def test_hw_003_eighths_stop_at_the_first_payment_at_or_below():
    """HW-003, UNVERIFIED: the stop rule is an interpretation (decision 0014)."""
    found = a_ratio("hamp", "250000.00", 330, "6.5", USD(5_000), "350")
    assert found.target == USD(1_200)
    assert (found.terms.rate, found.terms.months) == (Rate.percent("3.625"), 330)
    assert found.payment == USD("1197.96")


def test_exactly_half_allows_a_rate_cut_and_no_forbearance():
    """Rate steps need at least 50 % loan to value, forbearance more than 50 %."""
    case = {
        "ib_upb": "200000.00",
        "rate": "9.5",
        "months": 300,
        "old_payment": "1000.00",
        "value": "400000.00",
        "market": "6.625",
    }
    found = run(the_facts(case), FLEX)
    assert found.ltv == Fraction(1, 2)
    assert found.terms.rate == Rate.percent("6.625")
    assert found.terms.deferred == ZERO
    assert found.caps is None


def test_the_order_of_the_steps_is_data():
    """Term before rate: the same loan keeps its rate and runs longer."""
    case = next(each for each in CASES["case"] if each["source"].startswith("FX-004"))
    first = run(the_facts(case), FLEX)
    capitalize, fix, lower, extend, forbear = FLEX.steps
    turned = ModificationPolicy(steps=(capitalize, fix, extend, lower, forbear))
    second = run(the_facts(case), turned)
    assert (first.terms.rate, first.terms.months) == (Rate.percent("6.625"), 334)
    assert second.terms.months == 480
    assert second.terms.rate > Rate.percent("6.625")
    assert second.payment <= USD(case["old_payment"])


def test_forgiving_gives_up_what_forbearing_would_defer():
    case = CASES["case"][0]
    *others, forbear = FLEX.steps
    forgive = WaterfallStep("forgive", if_ltv_above=forbear.if_ltv_above, to_ltv=forbear.to_ltv)
    found = run(the_facts(case), ModificationPolicy(steps=(*others, forgive)))
    assert (found.terms.forgiven, found.terms.deferred) == (USD("35483.32"), ZERO)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": None}, "The value of the home is not known: no principal is set aside"),
        ({"market": None, "rate_is_final": False}, "No rate for modifications is posted"),
        ({"rate_is_final": None}, "Whether the rate still changes is not known"),
    ],
)
def test_what_is_not_known_is_said_and_never_assumed(changes, told):
    found = run(the_facts(CASES["case"][0], **changes), FLEX)
    assert any(each.ok is None and each.says.startswith(told) for each in found.reasons)


def test_a_ratio_without_income_has_no_target():
    facts = WaterfallFacts(USD(100_000), Rate.percent(5), 300, USD(600))
    found = run(facts, program("fdic").modification)
    assert (found.target, found.met) == (None, None)
    assert any(each.ok is None for each in found.reasons)


def test_a_step_there_is_none_of_is_our_fault():
    facts = WaterfallFacts(USD(100_000), Rate.percent(5), 300, USD(600))
    with pytest.raises(Bug, match="hope"):
        run(facts, ModificationPolicy(steps=(WaterfallStep("hope"),)))


loans = st.builds(
    WaterfallFacts,
    upb=st.integers(1, 90_000_000).map(Money),
    rate=st.integers(0, 180_000).map(Rate),
    months=st.integers(1, 480),
    old_payment=st.integers(1, 1_000_000).map(Money),
    parts=st.fixed_dictionaries({"interest": st.integers(0, 5_000_000).map(Money)}),
    value=st.none() | st.integers(1, 90_000_000).map(Money),
    market=st.none() | st.integers(0, 120_000).map(Rate),
    rate_is_final=st.none() | st.booleans(),
    days_behind=st.integers(0, 400),
    gross_income=st.none() | st.integers(0, 3_000_000).map(Money),
    charges=st.none() | st.integers(0, 300_000).map(Money),
)


@given(facts=loans, key=st.sampled_from(["portfolio", "fannie", "fha", "fdic", "hamp"]))
def test_no_cent_of_a_modification_is_lost_and_its_schedule_ends(facts, key):
    policy = program(key).modification
    found = run(facts, policy)
    terms = found.terms
    # Interest-bearing, set aside and forgiven are the balance after capitalizing.
    assert terms.balance + terms.deferred + terms.forgiven == found.gross
    assert found.gross == facts.upb + facts.parts["interest"]
    if found.met:
        assert found.target is not None
        assert found.payment <= found.target
    elif found.offered:
        assert found.payment <= facts.old_payment
    if terms.months > facts.months and found.target is not None and found.met:
        # The term is the shortest that does it, whatever was set aside after it.
        assert terms.deferred or schedule(terms.balance, terms.rate, terms.months).lines
    assert not schedule(terms.balance, terms.rate, terms.months).lines[-1].balance
