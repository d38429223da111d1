"""Options of a note that counts days: its own interest, last payment, total and balances.

Expected figures come from `by_days.py`, which knows nothing of the program.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.loanmath.counted import Counting, counted_schedule, counted_steps
from mortgage_collect.loanmath.position import position
from mortgage_collect.loanmath.step_rate import RateStep
from mortgage_collect.loanmath.terms import LoanTerms, Snapshot
from mortgage_collect.workout.about_the_loan import about_the_loan
from mortgage_collect.workout.case import Advances, CaseFacts
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.note import rest_of_note
from mortgage_collect.workout.option import Offer
from mortgage_collect.workout.options import capitalization as capitals
from mortgage_collect.workout.options import deferral as deferrals
from mortgage_collect.workout.options import forbearance as suspensions
from mortgage_collect.workout.options import modification as mods
from mortgage_collect.workout.options import rate_reduction as rates
from mortgage_collect.workout.options import step_rate as steps
from mortgage_collect.workout.options import term_extension as terms
from mortgage_collect.workout.options.repayment_plan import Answers as PlanAnswers
from mortgage_collect.workout.options.repayment_plan import repayment_plan
from mortgage_collect.workout.path import path_of_note, path_of_offer
from mortgage_collect.workout.shelf import option
from mortgage_collect.workout.worth import flows_of
from tests.workout import by_days
from tests.workout.formulas import worked

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "docs/examples/case.json").read_text("utf-8")
TABLE = tomllib.loads((Path(__file__).parent / "cases" / "by_days.toml").read_text("utf-8"))
CASES = pytest.mark.parametrize("told", TABLE["case"], ids=lambda told: told["day_count"])
USD = Money.of
DEC = date(2026, 12, 1)
BY_DAYS = list(DayCount)[1:]


def example(day_count: str, **loan: str) -> CaseFacts:
    data = json.loads(EXAMPLE)
    data["loan"] |= {"day_count": day_count, **loan}
    return read_case(json.dumps(data)).case


def last_of(offer: Offer) -> Money | None:
    return offer.stretches[-1].last


def paid(offer: Offer) -> Money:
    """Principal and interest of all payments."""
    return total(run.to_the_bank for run in offer.stretches)


@CASES
def test_arrears_in_the_balance(told: Mapping[str, Any]) -> None:
    offer = capitals.capitalization.offer(example(told["day_count"]), capitals.Answers())

    assert offer.working["interest_due"].value == USD(told["interest"])
    assert offer.balance == USD(told["balance"])
    assert offer.working["principal_interest"].value == USD(told["payment"])
    assert last_of(offer) == USD(told["last"])
    assert paid(offer) == USD(told["total"])
    assert offer.total_cost == USD(told["total"])
    assert all(found == ours for _, found, ours in worked(offer.working))


@CASES
def test_a_longer_term_a_lower_rate_and_steps(told: Mapping[str, Any]) -> None:
    case = example(told["day_count"])
    longer = terms.term_extension.offer(case, terms.Answers(480))
    lower = rates.rate_reduction.offer(case, rates.Answers(Rate.percent("4.5")))
    rising = steps.step_rate.offer(case, steps.Answers(start=Rate.percent(3)))

    assert last_of(longer) == USD(told["extension_last"])
    assert last_of(lower) == USD(told["lower_rate_last"])
    payments = list(dict.fromkeys(run.principal_interest for run in rising.stretches))
    assert payments == [USD(each) for each in told["steps"]]
    assert last_of(rising) == USD(told["steps_last"])
    assert paid(rising) == USD(told["steps_total"])


@CASES
def test_a_deferral_leaves_the_balance_the_note_would(told: Mapping[str, Any]) -> None:
    offer = deferrals.deferral.offer(example(told["day_count"]), deferrals.Answers())

    assert offer.balance == USD(told["deferral_balance"])
    assert offer.working["balance"].value == USD(told["deferral_balance"])
    assert last_of(offer) == USD(told["deferral_last"])
    assert paid(offer) == USD(told["deferral_total"])


@CASES
def test_a_plan_ends_where_the_note_does(told: Mapping[str, Any]) -> None:
    offer = repayment_plan.offer(example(told["day_count"]), PlanAnswers(months=12))

    assert last_of(offer) == USD(told["deferral_last"])
    # Four missed installments, the rest of the note, late charges and advances.
    beside = USD("6320.68") + USD(252) + USD(1_050)
    assert offer.total_cost == USD(told["deferral_total"]) + beside


@CASES
def test_forbearance_tells_the_interest_of_its_months(told: Mapping[str, Any]) -> None:
    offer = suspensions.forbearance.offer(example(told["day_count"]), suspensions.Answers(3))

    assert offer.working["interest_due"].value == USD(told["forbearance_interest"])
    assert all(found == ours for _, found, ours in worked(offer.working))


@CASES
def test_a_modification_runs_to_the_end_its_own_days_give(told: Mapping[str, Any]) -> None:
    """The trial is paid from January; the new note begins on 1 April 2027."""
    offer = mods.modification.offer(example(told["day_count"]), mods.Answers())

    assert offer.trial is not None
    assert offer.working["interest_due"].value == USD(told["interest"])
    assert offer.balance is not None
    assert offer.rate is not None
    months = sum(run.months for run in offer.stretches) - offer.trial.months
    begins = add_months(offer.trial.effective_on, -1)
    rows = by_days.amortized(
        offer.balance.dollars,
        Decimal(offer.rate.plain),
        months,
        begins,
        told["day_count"],
        1,
    )
    assert last_of(offer) == USD(rows[-1].payment)
    payments = total(USD(row.payment) for row in rows)
    assert paid(offer) == payments + USD(rows[0].payment) * offer.trial.months


@CASES
def test_the_value_and_the_chart_read_the_same_schedule(told: Mapping[str, Any]) -> None:
    case = example(told["day_count"])
    offer = capitals.capitalization.offer(case, capitals.Answers())
    rows = by_days.amortized(
        Decimal(told["balance"]), Decimal("6.5"), 304, DEC, told["day_count"], 1
    )
    flows, path = flows_of(case, offer), path_of_offer(case, offer)

    assert flows is not None
    assert flows.payments == tuple(int(row.payment * 100) for row in rows)
    # Read backwards from the payments, each balance is within a few cents of the schedule's.
    for ours, row in zip(flows.balances, rows, strict=True):
        assert abs(ours - int(row.balance * 100)) <= 304
    assert [point.owed.cents for point in path[1:]] == list(flows.balances)
    note = by_days.run(
        Decimal(told["deferral_balance"]),
        305,
        date(2026, 11, 1),
        told["day_count"],
        1,
        [(1, Decimal("6.5"), Decimal("1580.17"))],
    )
    assert [point.owed for point in path_of_note(case)[1:-1]] == [
        USD(row.balance) for row in note[:-1]
    ]


def test_interest_paid_to_another_day_is_counted_from_there() -> None:
    """A simple-interest borrower who paid on the 11th: 143 days instead of 153, to 1 December."""
    case = example("actual/365", interest_paid_to="2026-07-11")
    offer = capitals.capitalization.offer(case, capitals.Answers())

    # 236,765.47 x 0.065 x 143 / 365 = 6,029.413...
    assert offer.working["interest_due"].value == USD("6029.41")
    assert offer.working["interest_days"].value == 143
    assert offer.working["interest_from"].source == "the loan system"
    missed = by_days.missed(
        Decimal("236765.47"),
        Decimal("6.5"),
        Decimal("1580.17"),
        4,
        date(2026, 7, 1),
        "actual/365",
        1,
        since=date(2026, 7, 11),
    )
    deferred = deferrals.deferral.offer(case, deferrals.Answers())
    assert deferred.balance == USD(missed[-1].balance)


@pytest.mark.parametrize(
    ("paid_to", "ok", "says"),
    [
        (None, None, "to which day it is paid is not on file: Jul 1, 2026 is taken"),
        ("2026-07-11", True, "from Jul 11, 2026"),
        ("2026-01-01", None, "the last installment paid fell due on Jul 1, 2026"),
    ],
)
def test_an_option_says_from_which_day_it_counts(paid_to: str | None, ok: bool, says: str) -> None:
    loan = {} if paid_to is None else {"interest_paid_to": paid_to}
    found = list(about_the_loan(example("actual/365", **loan), option("deferral")))
    assert [each.ok for each in found] == [ok]
    assert says in found[0].says


def test_a_changed_note_says_what_its_days_leave_for_the_end() -> None:
    offer = capitals.capitalization.offer(example("actual/360"), capitals.Answers())
    said = [each for each in offer.reasons if "counts days" in each.says]
    assert [each.ok for each in said] == [True]
    assert said[0].says.endswith("number 304, is $13,002.12")
    plain = capitals.capitalization.offer(example("30/360"), capitals.Answers())
    assert not [each for each in plain.reasons if "counts days" in each.says]


# -- a note paid every two weeks --------------------------------------------------------------


@pytest.mark.parametrize("day_count", ["30/360", "actual/360", "actual/365"])
def test_a_note_paid_every_two_weeks_is_told_its_own_terms(day_count: str) -> None:
    """304 months are 659 fortnights from 1 December 2026; the last ends on 5 March 2052."""
    told = next(each for each in TABLE["case"] if each["day_count"] == day_count)
    rows = by_days.fortnights(Decimal(told["balance"]), Decimal("6.5"), 659, day_count)
    case = example(day_count, payment_frequency="biweekly")
    offer = capitals.capitalization.offer(case, capitals.Answers())

    assert offer.working["fortnight_payment"].value == USD(told["fortnight"])
    assert offer.working["fortnight_last"].value == USD(told["fortnight_last"])
    assert (USD(rows[0].payment), USD(rows[-1].payment)) == (
        USD(told["fortnight"]),
        USD(told["fortnight_last"]),
    )
    said = [each for each in offer.reasons if "Every two weeks" in each.says]
    paid_in_all = USD(told["fortnight_total"])
    assert said[0].says.endswith(
        f"659 payments of {USD(told['fortnight'])}, the last on Mar 5, 2052 "
        f"{USD(told['fortnight_last'])}, {paid_in_all} in all"
    )
    # The columns stay months, and say so.
    assert last_of(offer) == USD(told["last"])
    open_points = [each.says for each in about_the_loan(case, option("deferral")) if not each.ok]
    assert any(each.startswith("The note is paid every two weeks") for each in open_points)
    assert all(found == ours for _, found, ours in worked(offer.working))


def test_fortnights_of_a_note_no_source_tells_of_are_an_open_point() -> None:
    case = example("actual/actual", payment_frequency="biweekly")
    offer = capitals.capitalization.offer(case, capitals.Answers())
    said = [each for each in offer.reasons if "every two weeks" in each.says]
    assert [each.ok for each in said] == [None]
    assert "fortnights" not in offer.working


# -- what must hold for every note ------------------------------------------------------------

BALANCES = st.integers(100_00, 90_000_00).map(Money)
RATES = st.integers(0, 180_000).map(Rate)
COUNTS = st.sampled_from(BY_DAYS)
DUE = st.integers(1, 31)


@given(BALANCES, RATES, st.integers(2, 90), COUNTS, DUE, st.integers(0, 14), st.data())
def test_steps_and_levels_agree_with_the_second_way(
    balance: Money, rate: Rate, months: int, count: DayCount, due: int, month: int, data: Any
) -> None:
    begins = add_months(date(2026, 11, 1), month, due)
    first = data.draw(st.integers(2, months))
    higher = Rate(rate.millionths + 10_000)
    told, rows = by_days.stepped(
        balance.dollars,
        [(1, Decimal(rate.plain)), (first, Decimal(higher.plain))],
        months,
        begins,
        count.value,
        due,
    )
    assume(len(rows) == months)
    made = counted_steps(
        balance,
        [RateStep(1, rate), RateStep(first, higher)],
        months,
        Counting(count, begins, due),
    )
    assert [USD(pays) for _, _, pays in told] == [step.payment for step in made.steps]
    for line, row in zip(made.lines, rows, strict=True):
        amounts = (row.interest, row.payment, row.balance)
        assert (line.interest, line.amount, line.balance) == tuple(map(USD, amounts))


@given(BALANCES, RATES, st.integers(1, 90), COUNTS, DUE, st.integers(0, 40_00))
def test_no_cent_is_lost_or_found(
    balance: Money, rate: Rate, months: int, count: DayCount, due: int, more: int
) -> None:
    payment = USD(by_days.level(balance.dollars, Decimal(rate.plain), months)) + Money(more + 1)
    begins = add_months(date(2026, 1, 1), 0, due)
    made = counted_schedule(balance, rate, months, payment, Counting(count, begins, due))

    assert made.lines[-1].balance == ZERO
    assert total(line.principal for line in made.lines) == balance
    assert made.total_paid == balance + made.total_interest


@given(BALANCES, st.integers(10_000, 90_000).map(Rate), COUNTS, DUE, st.integers(1, 6))
def test_the_options_of_any_loan_are_those_of_its_note(
    balance: Money, rate: Rate, count: DayCount, due: int, behind: int
) -> None:
    """`behind` installments are unpaid on the last day of June 2026; the note has ten years."""
    as_of, percent = date(2026, 6, 30), Decimal(rate.plain)
    next_due = add_months(date(2026, 6, 1), 1 - behind, due)
    paid_to = add_months(next_due, -1, due)
    pays = USD(by_days.level(balance.dollars, percent, 120))
    ends = add_months(next_due, 119, due)
    note = LoanTerms(pays, ZERO, due, rate, count, ends)
    place = position(note, Snapshot(as_of, balance, next_due), (), as_of)
    assume(place.next_due == next_due)
    case = CaseFacts(as_of, note, place, advances=Advances(ZERO, ZERO, ZERO, ZERO))
    unpaid = len(place.unpaid)
    assume(unpaid)
    rows = by_days.run(
        balance.dollars, 120, paid_to, count.value, due, [(1, percent, pays.dollars)]
    )

    rest = rest_of_note(case)
    assert rest is not None
    assert rest.balance == USD(rows[unpaid - 1].balance)
    assert (unpaid + rest.months, rest.last) == (len(rows), USD(rows[-1].payment))
    changed = capitals.capitalization.offer(replace(case, maturity_on=ends), capitals.Answers())
    begins = add_months(changed.stretches[0].first_due, -1, due)
    owed = balance.dollars + by_days.interest(balance.dollars, percent, paid_to, begins, count)
    assert changed.balance == USD(owed)
    months = sum(run.months for run in changed.stretches)
    new = by_days.amortized(owed, percent, months, begins, count.value, due)
    assert last_of(changed) == USD(new[-1].payment)
