"""A note run forward: each way by cases, and what must hold for all of them."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, total
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.annuity import level_payment
from mortgage_collect.loanmath.arm import ToGrid
from mortgage_collect.loanmath.arm_forecast import ArmAnswers, newest_index_day
from mortgage_collect.loanmath.counted import Counting, counted_schedule
from mortgage_collect.loanmath.dated_phases import dated_phases
from mortgage_collect.loanmath.dated_schedule import dated_schedule
from mortgage_collect.loanmath.negative_amortization import underpay
from mortgage_collect.loanmath.note import Look, Note, Way
from mortgage_collect.loanmath.note_apr import note_apr
from mortgage_collect.loanmath.note_schedule import note_schedule
from mortgage_collect.loanmath.phase import Pays, Phase, phased
from mortgage_collect.loanmath.step_rate import RateStep
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent
FIRST = date(2026, 12, 1)
AMOUNTS = ("minimum",)
RATES = ("index", "margin", "grid", "first_cap", "payment_cap")
ARM = {
    "index", "index_on", "margin", "every_months", "first", "look_back_days", "grid", "to_grid",
    "first_cap", "no_other_limits", "recast", "payment_cap",
}  # fmt: skip


def a_note(**given: Any) -> Note:
    found = Note(
        balance=USD("200000"),
        rate=PCT("6"),
        payment=USD("1199.10"),
        first_due=FIRST,
        matures_on=date(2056, 11, 1),
        due_day=1,
        rate_type=RateType.FIXED,
    )
    return replace(found, **given)


def asked(case: dict[str, Any]) -> Look:
    told = dict(case.get("asked", {}))
    if "steps" in told:
        told["steps"] = tuple(RateStep(first, PCT(rate)) for first, rate in told["steps"])
    for name in AMOUNTS:
        if name in told:
            told[name] = USD(told[name])
    for name in RATES:
        if name in told:
            told[name] = PCT(told[name])
    arm = {name: told.pop(name) for name in ARM if name in told}
    if "to_grid" in arm:
        arm["to_grid"] = ToGrid(arm["to_grid"])
    if "change_in" in told:
        arm["change_on"] = add_months(FIRST, told.pop("change_in"))
    return Look(Way(case["way"]), arm=ArmAnswers(**arm), **told)


@pytest.mark.parametrize("case", cases("note"))
def test_a_way_of_the_table(case):
    months = case.get("months")
    note = a_note(
        balance=USD(case["balance"]),
        rate=PCT(case["rate"]),
        payment=USD(case["payment"]) if "payment" in case else None,
        matures_on=add_months(FIRST, months - 1) if months else None,
    )
    made = note_schedule(note, asked(case))

    assert len(made.rows) == case.get("payments", len(made.rows))
    if "first" in case:
        assert made.payment == USD(case["first"])
    if "final" in case:
        assert made.final.payment == USD(case["final"])
    if "interest" in case:
        assert made.total_interest == USD(case["interest"])
    for number, balance in case.get("after", []):
        assert made.rows[number - 1].balance == USD(balance), number
    for number, beside in case.get("beside", []):
        assert made.rows[number - 1].beside == USD(beside), number
    begins = {each.first: each.payment for each in made.payments}
    for number, payment in case.get("payments_from", []):
        assert begins[number] == USD(payment), number
        assert made.rows[number - 1].payment == USD(payment), number
    for number, rate in case.get("rates_from", []):
        assert made.rows[number - 1].rate == PCT(rate), number
    assert case.get("finding", "") in " ".join(made.findings)


def by_hand(balance: str, rate: str, months: int, only: int, start: date) -> list[Decimal]:
    """Interest-only on actual/365 in decimals: the interest of each of the first months."""
    owed, found, before = Decimal(balance), [], start
    for number in range(only):
        due = add_months(FIRST, number)
        share = Decimal((due - before).days) / 365
        exact = owed * Decimal(rate) / 100 * share
        found.append(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
        before = due
    return found


def test_interest_only_on_a_note_that_counts_days_changes_with_the_month():
    note = a_note(day_count=DayCount.ACTUAL_365)
    made = note_schedule(note, Look(Way.INTEREST_ONLY, months=24))
    hand = by_hand("200000", "6", 360, 24, date(2026, 11, 1))

    assert [row.payment.dollars for row in made.rows[:24]] == hand
    assert {row.days for row in made.rows[:24]} == {28, 29, 30, 31}
    assert made.rows[23].balance == USD("200000")
    assert "counted by days (actual/365)" in " ".join(made.findings)


def test_three_arrangements_of_halves_are_three_schedules():
    note = a_note()
    true = note_schedule(note, Look(Way.BIWEEKLY_NOTE))
    held = note_schedule(note, Look(Way.HALVES_HELD, extra_to_principal=True))
    waits = note_schedule(note, Look(Way.HALVES_HELD, extra_to_principal=False))
    credited = note_schedule(note, Look(Way.HALVES_CREDITED))

    assert (len(true.rows), len(credited.rows)) == (780, 638)
    assert (true.rows[1].due_on - true.rows[0].due_on).days == 14
    assert held.rows[1].due_on == date(2027, 1, 1)
    # Halves that are held save nothing but through the thirteenth installment.
    # (Without a maturity the last dollar is paid a month later, with its cent of interest.)
    monthly = note_schedule(note, Look()).total_interest
    assert waits.total_interest - monthly == USD("0.01")
    assert credited.total_interest < held.total_interest < waits.total_interest


def test_the_due_day_is_kept_through_short_months():
    note = a_note(first_due=date(2026, 11, 30), due_day=31, matures_on=date(2030, 10, 31))
    days = [row.due_on for row in note_schedule(note, Look()).rows[:5]]

    assert days == [
        date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28),
        date(2027, 3, 31),
    ]  # fmt: skip


# -- what is refused, and what is only said ---------------------------------------------------


@pytest.mark.parametrize(
    ("given", "look", "says"),
    [
        ({"rate": None}, Look(), "the rate is not known"),
        ({"balance": None, "first_due": None}, Look(), "the principal balance and the due date"),
        ({"balance": USD("0")}, Look(), "nothing to schedule"),
        ({"balance": USD("-5")}, Look(), "nothing to schedule"),
        ({"rate": PCT("-1")}, Look(), "below zero"),
        ({"payment": USD("999.99")}, Look(), "does not cover the month's interest of $1,000.00"),
        ({"matures_on": date(2026, 10, 1)}, Look(), "matured on Oct 1, 2026"),
        ({"matures_on": date(2126, 12, 1)}, Look(), "1,201 months"),
        ({"matures_on": None, "payment": None}, Look(), "no end"),
        ({"matures_on": None, "payment": USD("1000")}, Look(), "does not clear"),
        ({}, Look(Way.INTEREST_ONLY), "How many months of interest only"),
        ({}, Look(Way.INTEREST_ONLY, months=360), "do not fit"),
        ({}, Look(Way.MINIMUM, months=12, beside=True), "minimum payment is not known"),
        ({}, Look(Way.MINIMUM, months=12, minimum=USD("800")), "joins the balance is not known"),
        ({}, Look(Way.STEPS), "steps of the rate are not known"),
        ({}, Look(Way.STEPS, steps=(RateStep(20, PCT(5)), RateStep(9, PCT(6)))), "follow one"),
        ({}, Look(Way.BALLOON, over=360), "needs the months"),
        ({}, Look(Way.BALLOON, over=84, due_with=84), "does not lie inside"),
        ({}, Look(Way.HALVES_HELD), "thirteenth installment"),
        ({"day_count": DayCount.ACTUAL_366}, Look(Way.BIWEEKLY_NOTE), "actual/366"),
        ({}, Look(Way.ADJUSTABLE), "the index"),
    ],
)
def test_what_cannot_be_run_forward_says_why(given, look, says):
    with pytest.raises(UserError) as refused:
        note_schedule(a_note(**given), look)

    assert says in refused.value.message
    assert refused.value.do


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"rate": PCT("0")}, "The rate is zero"),
        ({"rate": PCT("0.065")}, "Was 6.500% meant?"),
        ({"payment": USD("1000")}, "pays the interest only"),
        ({"rate_type": RateType.ADJUSTABLE}, "rate changes (adjustable)"),
        ({"rate_type": None}, "not known; it is counted as fixed"),
    ],
)
def test_what_is_odd_is_said_and_counted_all_the_same(given, says):
    made = note_schedule(a_note(**given), Look())

    assert any(says in finding for finding in made.findings), made.findings
    assert made.final.balance == USD(0)


# -- the adjustable rate ----------------------------------------------------------------------

FULL = ArmAnswers(
    index=PCT("5"),
    index_on=date(2027, 4, 1),
    margin=PCT("2.75"),
    change_on=date(2027, 6, 1),
    every_months=12,
    first=True,
    look_back_days=45,
    grid=PCT("0.125"),
    to_grid=ToGrid.NEAREST_TIE_UP,
    original=PCT("4"),
    first_cap=PCT("1"),
    periodic_cap=PCT("1"),
    lifetime_cap=PCT("5"),
    floor=PCT("2.75"),
    recast=True,
)


def adjustable(**given: Any) -> Look:
    return Look(Way.ADJUSTABLE, arm=replace(FULL, **given))


def test_a_capped_rate_climbs_at_each_change_until_it_has_reached_the_index():
    made = note_schedule(a_note(rate=PCT("4"), payment=USD("954.83")), adjustable())
    rates = [str(change.adjustment.rate) for change in made.changes[:6]]

    # 5 + 2.75 = 7.75: 4 + 1, + 1, + 1, and then what is left.
    assert rates == ["5.000%", "6.000%", "7.000%", "7.750%", "7.750%", "7.750%"]
    assert [each.first for each in made.payments] == [1, 8, 20, 32, 44]
    assert "Every change is counted at the index of Apr 1, 2027" in " ".join(made.findings)


@pytest.mark.parametrize("name", ["periodic_cap", "lifetime_cap", "floor", "first_cap"])
def test_an_empty_cap_is_unknown_until_it_is_told_that_there_are_no_others(name):
    look = adjustable(**{name: None})
    with pytest.raises(UserError, match=name.replace("_", " ")):
        note_schedule(a_note(), look)
    assert note_schedule(a_note(), adjustable(**{name: None, "no_other_limits": True})).rows


def test_an_index_too_new_for_the_look_back_is_not_the_notes():
    assert newest_index_day(FULL) == date(2027, 4, 17)
    with pytest.raises(UserError, match="No index published by Apr 17, 2027"):
        note_schedule(a_note(), adjustable(index_on=date(2027, 4, 18)))
    assert note_schedule(a_note(), adjustable(index_on=date(2027, 4, 17))).rows


def test_a_change_that_has_passed_or_lies_between_two_due_dates_is_refused():
    with pytest.raises(UserError, match="before the first installment"):
        note_schedule(a_note(), adjustable(change_on=date(2026, 11, 1), index_on=date(2026, 1, 1)))
    with pytest.raises(UserError, match="not a due date"):
        note_schedule(a_note(), adjustable(change_on=date(2027, 6, 15)))


def test_without_a_recast_the_payment_stays_and_the_end_takes_the_difference():
    kept = note_schedule(a_note(), adjustable(recast=False))

    assert {row.payment for row in kept.rows[:-1]} == {USD("1199.10")}
    assert "balloon" in " ".join(kept.findings)


# -- always -----------------------------------------------------------------------------------

BALANCES = st.integers(1_000_00, 900_000_00).map(Money)
RATES_OF = st.integers(1, 160).map(lambda eighths: Rate(eighths * 1_250))
COUNTS = st.sampled_from(DayCount)


@st.composite
def looks(draw: st.DrawFn) -> tuple[Note, Look]:
    months = draw(st.integers(4, 120))
    balance, rate = draw(BALANCES), draw(RATES_OF)
    level = level_payment(balance, rate, months)
    note = a_note(
        balance=balance,
        rate=rate,
        payment=level,
        matures_on=add_months(FIRST, months - 1),
        day_count=draw(COUNTS),
    )
    way = draw(st.sampled_from(Way))
    if way in (Way.BIWEEKLY_NOTE, Way.HALVES_HELD, Way.HALVES_CREDITED):
        note = replace(note, day_count=DayCount.THIRTY_360)
    early = draw(st.integers(1, months - 1))
    look = Look(
        way,
        months=early,
        minimum=Money(draw(st.integers(0, level.cents))),
        beside=draw(st.booleans()),
        steps=(RateStep(early + 1, draw(RATES_OF)),),
        over=months + 1,
        due_with=max(early, 2),
        extra_to_principal=draw(st.booleans()),
        arm=replace(FULL, index_on=date(2026, 1, 1), change_on=add_months(FIRST, early - 1)),
    )
    return note, look


@given(looks())
def test_no_cent_is_lost_whatever_the_way(case):
    note, look = case
    made = note_schedule(note, look)

    assert made.final.balance == made.final.beside == USD(0)
    assert total(row.principal for row in made.rows) == made.balance
    assert made.total_paid - made.total_interest == made.balance
    owed = made.balance
    for row in made.rows:
        assert row.payment == row.interest + row.principal
        owed += row.interest - row.payment
        assert owed == row.balance + row.beside


@given(BALANCES, RATES_OF, st.integers(2, 60), st.integers(1, 60), st.integers(1, 1_000_00))
def test_on_thirty_360_the_dated_phases_are_the_phases(balance, rate, first, rest, fixed):
    phases = [
        Phase(first, rate, Pays.INTEREST),
        Phase(3, rate, Pays.FIXED, Money(fixed)),
        Phase(rest, Rate(rate.millionths + 5_000), cap=PCT("7.5")),
        Phase(2, rate),
    ]
    plain = phased(balance, phases)
    dated = dated_phases(balance, phases, date(2026, 11, 1), FIRST, DayCount.THIRTY_360)

    assert [line.payment for line in dated.lines] == [line.amount for line in plain.lines]
    assert [line.balance for line in dated.lines] == [line.balance for line in plain.lines]
    assert dated.phases == plain.phases


@given(BALANCES, RATES_OF, st.integers(1, 90), st.sampled_from(list(DayCount)[1:]))
def test_one_level_phase_is_the_dated_schedule(balance, rate, months, count):
    start = date(2026, 11, 1)
    dated = dated_phases(balance, [Phase(months, rate)], start, FIRST, count)

    assert dated.lines == dated_schedule(balance, rate, start, FIRST, months, count).lines


@given(BALANCES, RATES_OF, st.integers(1, 40), st.integers(0, 4_000_00), st.booleans())
def test_the_minimum_months_leave_what_paying_too_little_leaves(
    balance, rate, months, minimum, beside
):
    look = Look(Way.MINIMUM, months=months, minimum=Money(minimum), beside=beside)
    note = a_note(balance=balance, rate=rate, payment=None)
    left = underpay(balance, rate, Money(minimum), months, capitalize=not beside)
    if left.balance.cents <= 0:
        return
    row = note_schedule(note, look).rows[months - 1]

    assert (row.balance, row.beside) == (left.balance, left.shortfall)


# -- the informational APR --------------------------------------------------------------------


def test_without_charges_the_apr_is_the_rate_and_with_them_it_is_more():
    made = note_schedule(a_note(), Look())

    assert note_apr(made, USD(0)) == PCT("6")
    assert note_apr(made, USD("3000")) > PCT("6")


def test_the_example_of_appendix_j():
    """(c)(1)(i): 5,000 financed, 24 monthly payments of 230, is 9.69 %. 24 x 230 less 520 is it."""
    note = a_note(
        balance=USD("5520"), rate=PCT("0"), payment=USD("230"), matures_on=date(2028, 11, 1)
    )

    assert note_apr(note_schedule(note, Look()), USD("520")) == PCT("9.69")


@pytest.mark.parametrize(("charges", "says"), [("-1", "below zero"), ("200000", "leave nothing")])
def test_charges_that_cannot_be_are_refused(charges, says):
    with pytest.raises(UserError, match=says):
        note_apr(note_schedule(a_note(), Look()), USD(charges))


# -- the same, quickly ------------------------------------------------------------------------


@given(
    BALANCES,
    RATES_OF,
    st.integers(1, 120),
    st.sampled_from(list(DayCount)),
    st.integers(0, 90_000),
    st.integers(1, 31),
)
def test_the_quick_schedule_is_that_of_the_rows(balance, rate, months, count, more, anchor):
    paid = level_payment(balance, rate, months) + Money(more + 1)
    first = add_months(date(2026, 12, 1), 0, anchor)
    before = add_months(first, -1, anchor)
    rows = dated_phases(
        balance, [Phase(months, rate, Pays.FIXED, paid)], before, first, count, anchor=anchor
    ).lines
    quick = counted_schedule(balance, rate, months, paid, Counting(count, before, anchor))

    assert [(line.amount, line.balance) for line in quick.lines] == [
        (row.payment, row.balance) for row in rows
    ]
