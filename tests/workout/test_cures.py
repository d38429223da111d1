"""Options that bring a loan current and leave the note as it is.

The case unless said otherwise: 236,765.47 at 6.5 %, 1,580.17 a month and 520.00 of escrow, August
to November 2026 unpaid on 24 November, escrow advances of 1,050.00, a shortage of 1,860.00.
"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.terms import LoanTerms
from mortgage_collect.workout.case import Advances, PastDeferral, PastForbearance, PastWorkouts
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.claim_limit import available
from mortgage_collect.workout.options import deferral as later
from mortgage_collect.workout.options import forbearance as rest
from mortgage_collect.workout.options import partial_claim as claims
from mortgage_collect.workout.options import payment_supplement as supplements
from mortgage_collect.workout.options import promise as promises
from mortgage_collect.workout.options import reinstatement as at_once
from mortgage_collect.workout.program import program
from mortgage_collect.workout.working import Sheet
from tests.workout.households import a_case, a_position

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "docs/examples/case.json").read_text("utf-8")
CASE = read_case(EXAMPLE).case
FANNIE = program("fannie")
USD = Money.of


def a_file(**changes):
    data = json.loads(EXAMPLE)
    for place, value in changes.items():
        section, _, name = place.partition("__")
        if name:
            data[section][name] = value
        else:
            data[section] = value
    return read_case(json.dumps(data)).case


# -- reinstatement and promise ----------------------------------------------------------------


def test_reinstatement_is_installments_charges_and_advances_less_suspense():
    """8,400.68, late charges of 252.00 and the advance of 1,050.00."""
    offer = at_once.reinstatement.offer(CASE, at_once.Answers())
    assert offer.cash_now == USD("9702.68")
    assert offer.cures_on == CASE.as_of
    assert offer.payment_now == USD("2100.17")


def test_a_day_beyond_the_next_due_date_takes_that_payment_in():
    offer = at_once.reinstatement.offer(CASE, at_once.Answers(date(2026, 12, 5)))
    assert offer.cash_now == USD("11802.85")
    assert offer.first_due == date(2027, 1, 1)


def test_ri_001_four_installments_with_charges_and_fees():
    """RI-001: 4 x 2,192.57, four charges of 79.01, fees of 215.00, suspense of 607.43: 8,693.89."""
    position = a_position(USD("8770.28"), late_charges=USD("316.04"), suspense=USD("607.43"))
    case = a_case(position=position, fees=USD(215), advances=Advances(ZERO, ZERO))
    offer = at_once.reinstatement.offer(case, at_once.Answers())
    assert offer.cash_now == USD("8693.89")


def test_what_nobody_knows_makes_it_at_least():
    offer = at_once.reinstatement.offer(a_file(loan__escrow_advance=None), at_once.Answers())
    assert offer.cash_now == USD("8652.68")
    assert [each.says for each in offer.reasons if each.ok is None] == [
        "Escrow advances are not known: the figure is at least this"
    ]


@pytest.mark.parametrize(("reserves", "ok"), [("9702.68", True), ("9702.67", False), (None, None)])
def test_reserves_decide_whether_it_fits(reserves, ok):
    screened = list(at_once.reinstatement.screen(a_file(household__reserves=reserves)))
    assert screened[-1].ok is ok


def test_a_promise_spreads_the_arrears_over_a_few_dated_payments():
    offer = promises.promise.offer(CASE, promises.Answers(payments=3))
    # 8,400.68 in three: 2,800.23, 2,800.23, 2,800.22, within thirty days.
    assert [each.arrears for each in offer.watched] == [
        USD("2800.23"),
        USD("2800.23"),
        USD("2800.22"),
    ]
    assert offer.watched[0].due_on == date(2026, 12, 1)
    assert offer.watched[-1].due_on <= date(2026, 12, 24)
    assert all(each.ok for each in offer.reasons)


def test_more_or_later_than_the_policy_is_a_reason():
    late = promises.promise.offer(CASE, promises.Answers(1, date(2026, 12, 25)))
    many = promises.promise.offer(CASE, promises.Answers(4))
    assert [each.ok for each in late.reasons[:2]] == [False, True]
    assert [each.ok for each in many.reasons[:2]] == [True, False]
    # Late charges of 252.00 and the advance of 1,050.00 are no part of a promise.
    assert late.reasons[2].says.startswith("Late charges, fees and advances of $1,302.00 stay")


# -- forbearance ------------------------------------------------------------------------------


def test_fb_003_interest_accrues_simply():
    """FB-003: 200,000.00 at 6 %, six months: 6 x 1,000.00."""
    case = a_file(loan__upb="200000.00", loan__rate_percent="6")
    offer = rest.forbearance.offer(case, rest.Answers(months=6))
    assert offer.working["interest_due"].value == USD(6_000)


def test_fb_004_half_payments_leave_three_months_not_six():
    """FB-004: 6 x 1,096.29 is 6,577.74: three installments of 2,192.57, and 0.03 waits."""
    terms = LoanTerms(USD("2192.57"), ZERO, due_day=1)
    case = a_case(terms=terms, position=a_position(ZERO))
    end = rest.at_its_end(case, rest.Answers(6, USD("1096.29")))
    assert (end.filled, end.behind, end.suspense) == (3, 3, USD("0.03"))


@pytest.mark.parametrize(("months", "short"), [(6, True), (7, False)])
def test_fb_002_short_term_is_six_months_at_most(months, short):
    """FB-002, UNVERIFIED: the rule was read in a secondary copy."""
    assert rest.short_term(months) is short


def test_fb_001_a_fourth_step_of_three_is_cut_to_one_month():
    """FB-001, UNVERIFIED: nine months granted, eleven behind: one more reaches the twelve."""
    past = PastWorkouts(
        forbearances=tuple(
            PastForbearance(date(2026 + (month > 12), (month - 1) % 12 + 1, 1), 3)
            for month in (10, 13, 16)
        )
    )
    position = a_position(ZERO, as_of=date(2027, 6, 30), next_due=date(2026, 8, 1))
    unpaid = tuple(
        replace(a_position(USD(100)).unpaid[0], due_on=date(2026 + (m > 12), (m - 1) % 12 + 1, 1))
        for m in range(8, 19)
    )
    case = a_case(
        as_of=date(2027, 6, 30),
        position=replace(position, unpaid=unpaid, arrears=USD(1_100)),
        past=past,
        program=FANNIE,
    )
    assert case.months_behind == 11
    assert rest.most_months(case) == 1
    offer = rest.forbearance.offer(case, rest.Answers(months=3))
    assert [each.ok for each in offer.reasons[:3]] == [True, True, False]


def test_a_forbearance_says_what_is_due_when_it_ends():
    offer = rest.forbearance.offer(CASE, rest.Answers(months=3))
    # Four behind and December, January, February: seven installments of 2,100.17.
    assert offer.working["arrears"].value == USD("14701.19")
    assert any("$14,701.19 is due when it ends" in each.says for each in offer.reasons)
    assert offer.cures_on is None
    assert offer.payment_now == ZERO


def test_who_can_pay_it_all_needs_no_forbearance():
    with pytest.raises(UserError, match="nothing needs to be suspended"):
        rest.forbearance.suggest(CASE, USD("2100.17"))
    assert rest.forbearance.suggest(CASE, USD(900)) == rest.Answers(3, USD(900))


# -- deferral ---------------------------------------------------------------------------------


def test_df_001_the_published_deferral():
    """DF-001: 4 x 1,580.17 and 1,050.00 of advances; the balance moves on by 1,226.69."""
    case = a_file(loan__upb="235565.01")
    offer = later.deferral.offer(case, later.Answers())
    assert offer.deferred == USD("7370.68")
    assert offer.balance == USD("234338.32")
    assert offer.late_charges_waived == USD(252)
    assert offer.payment_now == USD("2131.17")
    assert offer.cash_now == ZERO


@pytest.mark.parametrize(("behind", "ok"), [(1, False), (2, True), (6, True), (7, False)])
def test_df_002_two_to_six_months_behind(behind, ok):
    """DF-002, UNVERIFIED: read in secondary copies."""
    oldest = 11 - behind + 1
    case = a_file(loan__next_due_on=f"2026-{oldest:02d}-01")
    assert case.months_behind == behind
    assert next(iter(later.deferral.screen(case))).ok is ok


def test_df_002_at_six_months_a_full_payment_comes_first():
    offer = later.deferral.offer(a_file(loan__next_due_on="2026-06-01"), later.Answers())
    assert offer.cash_now == USD("2100.17")
    assert offer.deferred == 5 * USD("1580.17") + USD(1_050)


def test_df_003_nine_months_before_leave_three_of_twelve():
    """DF-003, UNVERIFIED: the guide is silent; one installment is paid."""
    past = PastWorkouts(deferrals=(PastDeferral(date(2024, 1, 1), 9),))
    case = replace(CASE, past=past)
    assert later.may_be_deferred(case) == 3
    offer = later.deferral.offer(case, later.Answers())
    assert offer.cash_now == USD("2100.17")


@pytest.mark.parametrize(("day", "ok"), [("2026-10-31", False), ("2026-11-01", True)])
def test_df_004_twelve_months_between_deferrals(day, ok):
    """DF-004, UNVERIFIED. A disaster deferral does not count."""
    past = PastWorkouts(deferrals=(PastDeferral(date(2025, 11, 1), 2),))
    case = replace(CASE, as_of=date.fromisoformat(day), past=past)
    told = [each for each in later.deferral.screen(case) if "last deferral" in each.says]
    assert [each.ok for each in told] == [ok]
    disaster = PastWorkouts(deferrals=(PastDeferral(date(2025, 11, 1), 2, disaster=True),))
    none = later.deferral.screen(replace(case, past=disaster))
    assert not [each for each in none if "last deferral" in each.says]


@pytest.mark.parametrize(("day", "ok"), [("2026-09-30", True), ("2026-10-02", False)])
def test_df_005_not_within_36_months_of_the_end(day, ok):
    """DF-005, UNVERIFIED."""
    case = replace(CASE, as_of=date.fromisoformat(day), maturity_on=date(2029, 10, 1))
    told = [each for each in later.deferral.screen(case) if "runs out" in each.says]
    assert [each.ok for each in told] == [ok]


@pytest.mark.parametrize(("term", "ok"), [("resolved", True), ("short", False), (None, None)])
def test_the_hardship_must_be_over(term, ok):
    screened = later.deferral.screen(a_file(household__hardship_term=term))
    told = [each for each in screened if "hardship" in each.says]
    assert [each.ok for each in told] == [ok]


@given(months=st.integers(1, 12), advance=st.integers(0, 500_000))
def test_the_debt_rises_by_the_deferred_interest_and_the_advances(months, advance):
    oldest = date(2026, 11, 1)
    for _ in range(months - 1):
        oldest = (oldest.replace(day=1) - (oldest - oldest.replace(day=1))).replace(day=1)
        oldest = date(oldest.year - (oldest.month == 1), (oldest.month - 2) % 12 + 1, 1)
    case = a_file(loan__next_due_on=oldest.isoformat(), loan__escrow_advance=Money(advance).plain)
    offer = later.deferral.offer(case, later.Answers())
    paid = offer.cash_now
    moved = [each for each in case.position.unpaid if each.amount]
    principal = case.position.upb - (offer.balance or ZERO)
    assert offer.balance is not None
    # Everything unpaid is either paid now or moved to the end, to the cent.
    first = len(moved) - round((offer.deferred - Money(advance)).cents / 158_017)
    assert paid == total(each.amount for each in moved[:first])
    assert offer.deferred == total(e.principal_interest for e in moved[first:]) + Money(advance)
    assert principal > ZERO


# -- claims -----------------------------------------------------------------------------------


def a_claim(key, upb, before, arrears, **changes):
    case = a_case("1500.00", arrears, program=program(key))
    terms = replace(case.terms, rate=Rate.percent(5))
    return replace(
        case,
        terms=terms,
        maturity_on=date(2050, 1, 1),
        advances=Advances(claims_before=USD(before), upb_at_default=USD(upb)),
        **changes,
    )


def test_fh_001_thirty_percent_for_all_claims_together():
    """FH-001, UNVERIFIED: cap 59,400.00, 38,400.00 left, 17,450.22 claimed."""
    case = a_claim("fha", "198000.00", "21000.00", "17450.22")
    assert available(case, Sheet()) == USD(38_400)
    offer = claims.partial_claim.offer(case, claims.Answers())
    assert offer.deferred == USD("17450.22")
    assert offer.cash_now == ZERO
    assert offer.trial is not None
    assert offer.trial.months == 3


def test_us_001_a_recovery_advance_within_thirty_percent():
    """US-001, UNVERIFIED: cap 42,000.00, 33,000.00 left, 12,800.00 advanced."""
    case = a_claim("usda", "140000.00", "9000.00", "12800.00")
    assert available(case, Sheet()) == USD(33_000)
    assert claims.partial_claim.offer(case, claims.Answers()).deferred == USD(12_800)


@pytest.mark.parametrize(
    ("oldest", "limit"),
    [
        ("2026-03-01", 65_000),
        ("2025-05-01", 78_000),
        ("2025-05-02", 65_000),
        ("2020-03-01", 78_000),
    ],
)
def test_va_001_a_quarter_or_thirty_percent_by_the_day_of_default(oldest, limit):
    """VA-001, UNVERIFIED: 260,000.00."""
    case = a_claim("va", "260000.00", "0", "5000.00")
    unpaid = (replace(case.position.unpaid[0], due_on=date.fromisoformat(oldest)),)
    case = replace(case, position=replace(case.position, unpaid=unpaid))
    assert available(case, Sheet()) == USD(limit)


def test_what_the_limit_does_not_cover_is_paid_beside_it():
    case = a_claim("fha", "100000.00", "28000.00", "5000.00")
    offer = claims.partial_claim.offer(case, claims.Answers())
    assert (offer.deferred, offer.cash_now) == (USD(2_000), USD(3_000))
    assert offer.reasons[0].ok is False


def test_claims_before_that_nobody_knows_block_it():
    case = a_claim("fha", "100000.00", "0", "5000.00")
    unknown = replace(case, advances=replace(case.advances, claims_before=None))
    with pytest.raises(UserError, match="partial claims before"):
        claims.partial_claim.offer(unknown, claims.Answers())


@pytest.mark.parametrize("option", [claims.partial_claim, supplements.payment_supplement])
def test_our_own_loans_have_no_claim(option):
    assert next(iter(option.screen(CASE))).bars
    with pytest.raises(UserError):
        option.offer(CASE, option.answers())


def test_fh_003_the_payment_supplement():
    """FH-003, UNVERIFIED: 25 % of 1,325.00 is 331.25; 36 of them and the arrears: 29,375.22."""
    case = a_claim("fha", "198000.00", "21000.00", "17450.22")
    # A first principal part of 402.11 is interest of 922.89 a month: 221,493.60 at 5 %.
    terms = LoanTerms(USD(1_325), ZERO, due_day=1, rate=Rate.percent(5))
    position = replace(case.position, upb=USD("221493.60"), unpaid=case.position.unpaid)
    fixed = replace(case.loan, rate_type=RateType.FIXED)
    case = replace(case, terms=terms, position=position, loan=fixed)
    offer = supplements.payment_supplement.offer(case, supplements.Answers())
    assert offer.working["reduction"].value == USD("331.25")
    assert offer.working["claim"].value == USD("29375.22")
    assert offer.reasons[0].ok
    assert offer.stretches[0].months == 36
    assert offer.stretches[0].payment == USD("993.75")


def test_a_year_between_permanent_options():
    case = a_claim("fha", "198000.00", "0", "5000.00")
    past = PastWorkouts(claims_on=(date(2024, 3, 11),))
    told = list(claims.partial_claim.screen(replace(case, past=past)))
    assert [each.ok for each in told if "24 months" in each.says] == [False]
    past = PastWorkouts(claims_on=(date(2024, 3, 10),))
    told = list(claims.partial_claim.screen(replace(case, past=past)))
    assert [each.ok for each in told if "24 months" in each.says] == [True]
