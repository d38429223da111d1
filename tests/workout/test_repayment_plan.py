"""The repayment plan: shares, fit to money, limits, dates."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.loanmath.position import position
from mortgage_collect.loanmath.terms import Installment, LoanTerms, Received, Snapshot
from mortgage_collect.review.ratios import ratio_text
from mortgage_collect.workout.case import HouseholdFacts, PastForbearance, PastWorkouts
from mortgage_collect.workout.options.repayment_plan import (
    Answers,
    Pace,
    fit_to_money,
    repayment_plan,
)
from mortgage_collect.workout.plan_checks import short_term_under_reg_x
from mortgage_collect.workout.policy import PlanPolicy
from mortgage_collect.workout.program import program
from mortgage_collect.workout.shelf import SHELF, option
from mortgage_collect.workout.spread import SplitRule, spread
from tests.loanmath.tables import cases
from tests.workout.households import AS_OF, a_case, a_position, plan_under

HERE = Path(__file__).parent
USD = Money.of


@pytest.mark.parametrize("case", cases("repayment_plan", "spread", HERE))
def test_spread(case):
    shares = spread(USD(case["arrears"]), case["months"], SplitRule(case["rule"]))
    assert len(shares) == case["number"]
    assert set(shares[:-1]) <= {USD(case["first"])}
    assert shares[-1] == USD(case["last"])
    assert total(shares) == USD(case["arrears"])


@pytest.mark.parametrize("case", cases("repayment_plan", "fit", HERE))
def test_fit_to_money(case):
    offer = fit_to_money(a_case(case["piti"], case["arrears"]), USD(case["pay"]))
    assert offer.months == case["months"]
    assert offer.installments[0].total == USD(case["total"])
    assert Money.rounded(offer.cap_percent_used).plain == case["percent"]
    assert total(each.arrears for each in offer.installments) == USD(case["arrears"])


@pytest.mark.parametrize("case", cases("repayment_plan", "no fit", HERE))
def test_no_fit_says_what_would_be_needed(case):
    facts = a_case(case["piti"], case["arrears"])
    with pytest.raises(UserError) as caught:
        fit_to_money(facts, USD(case["pay"]))
    assert case["says"] in caught.value.message
    assert case["short"] in caught.value.message
    assert case["down"] in caught.value.do
    # What it says would help does help, unless it is the whole arrears.
    down = USD(case["down"].lstrip("$"))
    if down < USD(case["arrears"]):
        assert fit_to_money(facts, USD(case["pay"]), Answers(down_payment=down)).months == 12


@pytest.mark.parametrize("case", cases("repayment_plan", "surplus", HERE))
def test_surplus(case):
    facts = a_case(
        case["piti"],
        case["arrears"],
        surplus=USD(case["surplus"]),
        program=plan_under(PlanPolicy(buffer_percent=case["buffer"])),
    )
    offer = repayment_plan.offer(facts, Answers(months=case["months"]))
    assert offer.installments[0].total == USD(case["total"])
    assert Money.rounded(offer.cap_percent_used).plain == case["percent"]
    assert offer.surplus_percent_used is not None
    assert Money.rounded(offer.surplus_percent_used).plain == case["uses"]
    assert offer.surplus_after == USD(case["after"])
    assert offer.affordable is case["affordable"]
    assert offer.reasons[-1].ok is case["affordable"]


@pytest.mark.parametrize("case", cases("repayment_plan", "short term", HERE))
def test_short_term(case):
    assert short_term_under_reg_x(case["behind"], case["months"]) is case["short_term"]


@pytest.mark.parametrize("case", cases("repayment_plan", "cap", HERE))
def test_cap(case):
    assert PlanPolicy().cap_on(USD(case["payment"])) == USD(case["cap"])


def test_an_escrow_change_moves_the_regular_part_only_and_the_cap_with_it():
    # RP-011: the fourth payment on is 2,160.00.
    billed = tuple(Installment(date(2026, m, 1), USD(2160), ZERO) for m in range(7, 12))
    offer = repayment_plan.offer(a_case(billed=billed), Answers(months=8))
    assert [str(each.total) for each in offer.installments] == ["$2,903.25"] * 3 + ["$2,963.25"] * 5
    assert {each.arrears for each in offer.installments} == {USD("803.25")}
    assert offer.reasons[0].ok
    assert PlanPolicy().cap_on(USD(2160)) == USD(3240)
    assert offer.cures_on == date(2026, 11, 1)


def test_a_rise_of_escrow_weighs_on_the_surplus():
    billed = (Installment(date(2026, 5, 1), USD(2160), ZERO),)
    offer = repayment_plan.offer(a_case(billed=billed, surplus=USD(850)), Answers(months=8))
    assert offer.surplus_after == USD("-13.25")
    assert offer.affordable is False


def test_the_cap_is_held_against_each_payment_and_said():
    offer = repayment_plan.offer(a_case("1500.00", "9000.06"), Answers(months=12))
    assert not offer.reasons[0].ok
    assert "150%" in offer.reasons[0].says
    fine = repayment_plan.offer(a_case("1500.00", "9000.00"), Answers(months=12))
    assert fine.reasons[0].ok
    assert ratio_text(fine.cap_percent_used / 100) == "150.00%"


def test_a_plan_longer_than_the_policy_is_a_reason_and_not_a_refusal():
    offer = repayment_plan.offer(a_case(), Answers(months=13))
    assert [reason.ok for reason in offer.reasons] == [True, False, True, None]
    assert repayment_plan.offer(a_case(), Answers(months=12)).reasons[1].ok
    assert offer.affordable is None


def test_the_first_payment_is_the_next_due_date_ten_days_away():
    for day, first in ((21, date(2026, 4, 1)), (22, date(2026, 4, 1)), (23, date(2026, 5, 1))):
        facts = a_case(as_of=date(2026, 3, day))
        offer = repayment_plan.offer(facts, Answers(months=3))
        assert offer.installments[0].due_on == first, day
        assert offer.reasons[2].ok


def test_a_payment_due_before_the_plan_begins_is_repaid_with_the_arrears():
    facts = a_case("2100.00", "4200.00", as_of=date(2026, 3, 25))
    offer = repayment_plan.offer(facts, Answers(months=3))
    assert offer.arrears_total == USD(6300)
    assert offer.installments[0].due_on == date(2026, 5, 1)
    assert any("Apr 1, 2026" in step.says for step in offer.steps)


def test_a_first_day_of_their_own_keeps_its_day_and_may_be_too_soon():
    offer = repayment_plan.offer(a_case(), Answers(months=3, first_due=date(2026, 4, 15)))
    assert [each.due_on.day for each in offer.installments] == [15, 15, 15]
    assert offer.arrears_total == USD(6426)
    soon = repayment_plan.offer(a_case(), Answers(months=3, first_due=date(2026, 3, 19)))
    assert not soon.reasons[2].ok
    with pytest.raises(UserError, match="past"):
        repayment_plan.offer(a_case(), Answers(first_due=date(2026, 3, 9)))
    from_case = repayment_plan.offer(a_case(next_plan_due=date(2026, 6, 1)), Answers(months=3))
    assert from_case.installments[0].due_on == date(2026, 6, 1)
    assert from_case.arrears_total == USD(6426 + 2 * 2100)


def test_due_dates_keep_the_31st():
    terms = LoanTerms(USD(2100), ZERO, due_day=31)
    unpaid = (Installment(date(2026, 2, 28), USD(6426), ZERO),)
    facts = a_case(terms=terms, position=a_position(USD(6426), unpaid=unpaid))
    offer = repayment_plan.offer(facts, Answers(months=4))
    assert [each.due_on.day for each in offer.installments] == [31, 30, 31, 30]


def test_down_payment_suspense_fees_and_charges():
    held = a_position(USD(6426), suspense=USD(26), late_charges=USD(150))
    facts = a_case(position=held, fees=USD(50))
    plain = repayment_plan.offer(facts, Answers(months=8, down_payment=USD(1000)))
    assert plain.arrears_total == USD(5450)  # 6,426 + 50 - 26 - 1,000
    assert plain.down_payment == USD(1000)
    with_charges = repayment_plan.offer(facts, Answers(months=8, include_late_charges=True))
    assert with_charges.arrears_total == USD(6600)
    unknown = a_case(position=a_position(USD(6426), late_charges=None))
    assert repayment_plan.offer(unknown, Answers()).arrears_total == USD(6426)
    with pytest.raises(UserError, match="not known"):
        repayment_plan.offer(unknown, Answers(include_late_charges=True))


def test_a_down_payment_that_leaves_nothing_is_no_plan():
    with pytest.raises(UserError, match="leaves nothing") as caught:
        repayment_plan.offer(a_case(), Answers(down_payment=USD(6426)))
    assert "$6,426.00" in caught.value.do
    with pytest.raises(UserError, match="negative"):
        repayment_plan.offer(a_case(), Answers(down_payment=USD(-1)))


def test_a_current_loan_has_nothing_to_repay():
    current = a_case(arrears="0.00")
    with pytest.raises(UserError, match="Nothing is past due"):
        repayment_plan.offer(current, Answers())
    assert [reason.ok for reason in repayment_plan.screen(current)] == [False]
    # On the eve of a due date too: a payment that is only about to fall due is no arrears.
    with pytest.raises(UserError, match="Nothing is past due"):
        repayment_plan.offer(a_case(arrears="0.00", as_of=date(2026, 3, 25)), Answers())


def test_a_plan_never_outlasts_the_loan():
    facts = a_case(maturity_on=date(2026, 8, 1))  # April to August: five payments
    assert repayment_plan.offer(facts, Answers(months=5)).cures_on == date(2026, 8, 1)
    with pytest.raises(UserError, match="Aug 1, 2026: 5 payments"):
        repayment_plan.offer(facts, Answers(months=6))
    with pytest.raises(UserError, match="5 months"):
        fit_to_money(facts, USD("2903.25"))
    enough = a_case(maturity_on=date(2026, 10, 1))  # seven, and 6,426 over 7 is within the cap
    assert fit_to_money(enough, USD(9999)).months == 7
    gone = a_case(maturity_on=date(2026, 3, 1))
    with pytest.raises(UserError, match="matures"):
        fit_to_money(gone, USD(9999))


def test_pay_wins_over_months():
    offer = repayment_plan.offer(a_case(), Answers(months=3, pay=USD("2903.25")))
    assert offer.months == 8
    with pytest.raises(UserError, match="one month"):
        repayment_plan.offer(a_case(), Answers(months=0))


def test_rounding_down_is_tested_with_its_larger_last_payment():
    # 100.00 over 12 rounded down ends with 8.37: 1,008.36 is not enough for it.
    facts = a_case("1000.00", "100.00")
    floor = Answers(split=SplitRule.FLOOR)
    assert fit_to_money(facts, USD("1008.37"), floor).months == 12
    with pytest.raises(UserError):
        fit_to_money(facts, USD("1008.36"), floor)


@pytest.mark.parametrize("pay", ["100.00", "1400.00", "1500.00"])
def test_a_payment_below_the_regular_one_leaves_nothing_for_the_arrears(pay):
    with pytest.raises(UserError) as caught:
        fit_to_money(a_case("1500.00", "1200.00"), USD(pay))
    says = f"{USD(pay)} leaves nothing for what is past due: the regular payment is $1,500.00."
    assert caught.value.message == says
    assert "down payment" not in caught.value.do


def test_short_term_counts_the_unpaid_payments():
    terms = LoanTerms(USD(1000), ZERO, due_day=1)
    for behind, months, short in ((3, 6, True), (3, 7, False), (4, 6, False)):
        first = date(2026, 4 - behind, 1) if behind < 4 else date(2025, 12, 1)
        snapshot = Snapshot(AS_OF, USD(90_000), first)
        facts = a_case(terms=terms, position=position(terms, snapshot, [], AS_OF))
        offer = repayment_plan.offer(facts, Answers(months=months))
        assert offer.short_term_under_reg_x is short


def test_screening_speaks_in_sentences():
    good = list(repayment_plan.screen(a_case(surplus=USD(900))))
    assert [reason.ok for reason in good] == [True, True]
    assert "8 months" in good[1].says
    poor = list(repayment_plan.screen(a_case(surplus=USD(400))))
    assert [reason.ok for reason in poor] == [True, False]
    assert "$2,635.50" in poor[1].says
    unknown = list(repayment_plan.screen(a_case()))
    assert [reason.ok for reason in unknown] == [True, None]
    minus = list(repayment_plan.screen(a_case(surplus=USD(-50))))
    assert [reason.ok for reason in minus] == [True, False]


def test_the_surplus_screen_keeps_the_buffer():
    kept = a_case(surplus=USD("803.25"), program=plan_under(PlanPolicy(buffer_percent=10)))
    assert [reason.ok for reason in repayment_plan.screen(kept)] == [True, True]
    months = [reason.says for reason in repayment_plan.screen(kept)][-1]
    assert "9 months" in months  # 722.92 a month is within 90 %; eight months would not be


def test_without_a_cap_only_the_money_limits():
    offer = fit_to_money(a_case("100.00", "900.00", program=program("fha")), USD(1000))
    assert offer.months == 1
    assert len(offer.reasons) == 3


def test_the_form_knows_its_questions():
    kinds = {each.name: each.metadata["kind"] for each in fields(Answers)}
    assert kinds == {
        "months": "number",
        "pay": "money",
        "down_payment": "money",
        "first_due": "date",
        "split": "choice",
        "include_late_charges": "yes_no",
        "lighter_months": "number",
        "lighter_share": "money",
        "pace": "choice",
    }
    assert option("repayment_plan") in SHELF
    with pytest.raises(KeyError):
        option("magic")


arrears_cents = st.integers(1, 5_000_000)
rules = st.sampled_from(SplitRule)


@given(arrears=arrears_cents, months=st.integers(1, 36), rule=rules)
def test_no_cent_is_lost_or_found_and_none_is_negative(arrears, months, rule):
    shares = spread(Money(arrears), months, rule)
    assert total(shares) == Money(arrears)
    assert len(shares) <= months
    assert all(share > ZERO for share in shares)
    if rule is SplitRule.CEIL:
        assert shares[-1] == min(shares)
        assert len(set(shares[:-1])) <= 1


@given(arrears=arrears_cents, piti=st.integers(10_000, 500_000), extra=st.integers(0, 500_000))
def test_the_shortest_fit_is_really_the_shortest(arrears, piti, extra):
    facts = a_case(Money(piti).plain, Money(arrears).plain)
    pay = Money(piti + extra)
    try:
        offer = fit_to_money(facts, pay)
    except UserError:
        longest = repayment_plan.offer(facts, Answers(months=12)).installments[0].total
        assert longest > pay or longest.cents * 100 > piti * 150
        return
    assert all(each.total <= pay for each in offer.installments)
    assert offer.cap_percent_used <= 150
    if offer.months > 1:
        shorter = (
            repayment_plan.offer(facts, Answers(months=offer.months - 1)).installments[0].total
        )
        assert shorter > pay or shorter.cents * 100 > piti * 150


@given(
    behind=st.integers(1, 8),
    months=st.integers(1, 12),
    held=st.integers(0, 99_999),
    lighter=st.integers(0, 11),
    pace=st.sampled_from(Pace),
)
def test_paying_the_plan_makes_the_loan_current(behind, months, held, lighter, pace):
    """The plan's payments, run through the loan's own arithmetic, leave nothing unpaid."""
    terms = LoanTerms(USD(1500), USD(500), due_day=1)
    first = date(2026, 4 - behind, 1) if behind < 4 else date(2025, 16 - behind, 1)
    snapshot = Snapshot(AS_OF, USD(200_000), first, suspense=Money(held))
    facts = a_case(terms=terms, position=position(terms, snapshot, [], AS_OF))
    shape = Answers(
        months=months, lighter_months=min(lighter, months - 1), lighter_share=USD(50), pace=pace
    )
    offer = repayment_plan.offer(facts, shape)
    money = [Received(each.due_on, each.total) for each in offer.installments]
    after = position(terms, snapshot, money, offer.cures_on)
    assert after.unpaid == ()
    assert after.suspense == ZERO


@pytest.mark.parametrize(
    ("complete", "says"),
    [(True, "it is on file"), (False, "papers are missing"), (None, "not known")],
)
def test_a_longer_plan_needs_a_complete_application(complete, says):
    program = plan_under(PlanPolicy(package_over=6))
    facts = a_case(program=program, household=HouseholdFacts(complete_package=complete))
    reason = repayment_plan.offer(facts, Answers(months=7)).reasons[2]
    assert reason.ok is complete
    assert reason.says == f"More than 6 months need a complete application; {says}"
    shorter = repayment_plan.offer(facts, Answers(months=6))
    assert not any("application" in each.says for each in shorter.reasons)


def test_a_forbearance_before_the_plan_counts_with_it():
    past = PastWorkouts(forbearances=(PastForbearance(date(2025, 3, 1), 14),))
    facts = a_case(past=past)  # the portfolio program: at most 24 together
    assert repayment_plan.offer(facts, Answers(months=10)).reasons[2].ok
    over = repayment_plan.offer(facts, Answers(months=11)).reasons[2]
    assert over.ok is False
    assert over.says == ("14 months of forbearance and 11 months of the plan; at most 24 together")


# -- a plan that steps up, and one paid every two weeks ---------------------------------------


def test_a_stepped_plan_starts_lighter():
    # 6,426.00 less 3 x 200.00 is 5,826.00; over the other six months 971.00 each.
    offer = repayment_plan.offer(
        a_case(), Answers(months=9, lighter_months=3, lighter_share=USD(200))
    )
    assert [each.arrears for each in offer.installments] == [USD(200)] * 3 + [USD(971)] * 6
    assert offer.installments[0].total == USD(2300)
    assert offer.installments[3].total == USD(3071)
    assert offer.payment_now == USD(2300)
    values = {line.key: line.value for line in offer.working}
    assert values["left"] == USD(5826)
    assert values["share"] == USD(971)
    # The cap is held against the heavier months: over eight, 1,165.20 is past half of 2,100.00.
    assert offer.reasons[0].ok
    heavier = repayment_plan.offer(
        a_case(), Answers(months=8, lighter_months=3, lighter_share=USD(200))
    )
    assert not heavier.reasons[0].ok


def test_the_money_is_fitted_to_the_heavier_months():
    shape = Answers(lighter_months=3, lighter_share=USD(200))
    assert fit_to_money(a_case(), USD(3071), shape).months == 9
    assert fit_to_money(a_case(), USD("3070.99"), shape).months == 10


@pytest.mark.parametrize(
    ("shape", "says"),
    [
        (Answers(months=3, lighter_months=3), "3 lighter months leave none of 3 months"),
        (Answers(months=6, lighter_months=3, lighter_share=USD(2142)), "repay all of $6,426.00"),
        (Answers(months=6, lighter_months=3, lighter_share=USD(-1)), "negative"),
        (Answers(pay=USD(2900), lighter_months=12), "leave none of the 12"),
    ],
)
def test_lighter_months_leave_something_for_later(shape, says):
    with pytest.raises(UserError) as caught:
        repayment_plan.offer(a_case(), shape)
    assert says in caught.value.message
    assert caught.value.do


def test_a_lighter_share_beyond_the_money_is_said():
    shape = Answers(lighter_months=3, lighter_share=USD(900))
    with pytest.raises(UserError) as caught:
        fit_to_money(a_case("2100.00", "12600.00"), USD(2900), shape)
    assert caught.value.do == "Choose a share of at most $800.00 in the lighter months."


def test_a_biweekly_plan_is_the_monthly_one_in_equal_payments():
    """Eight months from April 1: 18 paydays; 23,226.00 in all is 17 x 1,290.34 and 1,290.22."""
    offer = repayment_plan.offer(a_case(), Answers(months=8, pace=Pace.BIWEEKLY))
    assert [each.total for each in offer.installments] == [USD("1290.34")] * 17 + [USD("1290.22")]
    days = [each.due_on for each in offer.installments]
    assert (days[0], days[1], days[-1]) == (
        date(2026, 4, 1),
        date(2026, 4, 15),
        date(2026, 11, 25),
    )
    # April's 2,100.00 takes the first payment and 809.66 of the second.
    assert (offer.installments[1].regular, offer.installments[1].arrears) == (
        USD("809.66"),
        USD("480.68"),
    )
    monthly = repayment_plan.offer(a_case(), Answers(months=8))
    assert offer.months == monthly.months == 8
    assert offer.cures_on == date(2026, 11, 25)
    assert offer.payment_now == monthly.payment_now
    assert offer.reasons[:-1] == monthly.reasons
    assert "18 payments of $1,290.34" in offer.reasons[-1].says
    assert offer.reasons[-1].source == "12 CFR 1026.36(c)(1)(ii)"


def test_two_paydays_always_carry_a_regular_payment():
    # 3,100.00 over seven paydays would be 442.86; half of 1,000.00 is more, so the last is 100.00.
    shape = Answers(months=3, pace=Pace.BIWEEKLY)
    offer = repayment_plan.offer(a_case("1000.00", "100.00"), shape)
    assert [each.total for each in offer.installments] == [USD(500)] * 6 + [USD(100)]
    assert [each.arrears for each in offer.installments] == [ZERO, ZERO, USD(100), *[ZERO] * 4]


def test_a_biweekly_plan_never_ends_after_the_loan():
    facts = a_case(maturity_on=date(2026, 8, 1))
    with pytest.raises(UserError, match="Aug 19, 2026, after the loan matures on Aug 1, 2026"):
        repayment_plan.offer(facts, Answers(months=5, pace=Pace.BIWEEKLY))


@given(
    arrears=st.integers(1, 5_000_000),
    piti=st.integers(1, 500_000),
    months=st.integers(1, 36),
    day=st.integers(1, 28),
)
def test_no_cent_is_lost_between_paydays(arrears, piti, months, day):
    facts = a_case(Money(piti).plain, Money(arrears).plain)
    shape = Answers(months=months, first_due=date(2026, 4, day), pace=Pace.BIWEEKLY)
    monthly = repayment_plan.offer(facts, replace(shape, pace=Pace.MONTHLY))
    offer = repayment_plan.offer(facts, shape)
    rows = offer.installments
    for part in ("regular", "arrears", "total"):
        assert total(getattr(e, part) for e in rows) == total(
            getattr(e, part) for e in monthly.installments
        )
    assert all(each.regular >= ZERO and each.arrears >= ZERO for each in rows)
    assert {each.total for each in rows[:-1]} <= {rows[0].total}
    assert ZERO < rows[-1].total <= rows[0].total
    # Before the next month's payment falls due, this month's has been carried.
    for at, each in enumerate(monthly.installments[1:], 1):
        paid = total(row.regular for row in rows if row.due_on < each.due_on)
        assert paid >= total(e.regular for e in monthly.installments[:at])


# -- cases that mutation asked for ------------------------------------------------------------


def test_nothing_or_no_months_cannot_be_spread():
    for arrears, months in ((ZERO, 3), (USD(100), 0)):
        with pytest.raises(ValueError, match="spread"):
            spread(arrears, months)


def test_the_very_last_payment_before_maturity_can_carry_a_plan():
    facts = a_case(arrears="500.00", maturity_on=date(2026, 4, 1))
    assert fit_to_money(facts, USD(2600)).months == 1


def test_a_payment_that_joins_the_arrears_counts_for_the_short_term():
    terms = LoanTerms(USD(1000), ZERO, due_day=1)
    as_of = date(2026, 3, 25)
    snapshot = Snapshot(as_of, USD(90_000), date(2026, 1, 1))
    three = position(terms, snapshot, [], as_of)  # and April joins them before May
    offer = repayment_plan.offer(a_case(terms=terms, position=three, as_of=as_of), Answers())
    assert offer.months == 6
    assert not offer.short_term_under_reg_x


def test_the_working_tells_a_last_month_that_differs():
    uneven = repayment_plan.offer(a_case(arrears="4000.00"), Answers(months=7))
    even = repayment_plan.offer(a_case(arrears="4000.00"), Answers(months=8))
    last = {step.says: step.amount for step in uneven.steps}
    assert last["The last month"] == USD("571.42")
    assert "The last month" not in {step.says for step in even.steps}


def test_a_plan_that_begins_in_a_short_month_returns_to_the_31st():
    terms = LoanTerms(USD(2100), ZERO, due_day=31)
    unpaid = (Installment(date(2026, 3, 31), USD(6426), ZERO),)
    facts = a_case(terms=terms, position=a_position(USD(6426), unpaid=unpaid))
    facts = replace(facts, as_of=date(2026, 4, 2))
    offer = repayment_plan.offer(facts, Answers(months=3))
    assert [each.due_on.day for each in offer.installments] == [30, 31, 30]


def test_a_plan_may_begin_today_with_a_reason_against_it():
    offer = repayment_plan.offer(a_case(), Answers(months=3, first_due=AS_OF))
    assert offer.installments[0].due_on == AS_OF
    assert not offer.reasons[2].ok


def test_charges_alone_ride_on_payments_that_are_not_late():
    for day, first in ((10, date(2026, 4, 1)), (25, date(2026, 5, 1))):
        facts = a_case(arrears="0.00", fees=USD(300), as_of=date(2026, 3, day))
        offer = repayment_plan.offer(facts, Answers(months=3))
        assert offer.arrears_total == USD(300)
        assert offer.installments[0].due_on == first


def test_suspense_that_covers_everything_needs_no_plan():
    covered = a_case(position=a_position(USD(6426), suspense=USD(6426)))
    with pytest.raises(UserError, match="Nothing is past due"):
        repayment_plan.offer(covered, Answers())
    partly = a_case(position=a_position(USD(6426), suspense=USD(426)))
    with pytest.raises(UserError, match="leaves nothing") as caught:
        repayment_plan.offer(partly, Answers(down_payment=USD(6000)))
    assert "$6,000.00" in caught.value.do
