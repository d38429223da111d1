"""Where a loan stands: whole payments, suspense, reversals, late charges."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.loanmath.allocate import allocate, split_installment
from mortgage_collect.loanmath.delinquency import days_past_due
from mortgage_collect.loanmath.late_charge import (
    first_day_of_charge,
    is_late,
    last_day_without_charge,
    late_charge,
)
from mortgage_collect.loanmath.position import position
from mortgage_collect.loanmath.short_payment import short_payment
from mortgage_collect.loanmath.terms import Installment, LateChargeTerms, Received
from tests.loanmath.loans import a_loan, a_snapshot, paid
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent


@pytest.mark.parametrize("case", cases("payments", "split"))
def test_split(case):
    one = Installment(date(2026, 9, 1), USD(case["principal_interest"]), USD(case["escrow"]))
    split = split_installment(one, USD(case["upb"]), PCT(case["rate"]))
    assert split.interest == USD(case["interest"])
    assert split.principal == USD(case["principal"])
    assert split.escrow == USD(case["escrow"])
    assert split.balance == USD(case["new_upb"])


@pytest.mark.parametrize("case", cases("payments", "position"))
def test_position(case):
    charge = LateChargeTerms(PCT(case["late_charge"]), 15) if "late_charge" in case else None
    terms = a_loan(
        principal_interest=USD(case["principal_interest"]),
        escrow=USD(case["escrow"]),
        late_charge=charge,
    )
    snapshot = a_snapshot(
        as_of=case["snapshot"], next_due=case["next_due"], suspense=USD(case["suspense"])
    )
    found = position(terms, snapshot, [paid(*each) for each in case["received"]], case["as_of"])
    assert [on.isoformat() for _, on in found.satisfied] == case["satisfied"]
    assert found.suspense == USD(case["left_in_suspense"])
    assert found.next_due == case["new_next_due"]
    assert days_past_due(found.next_due, case["as_of"]) == case["days"]
    if "unpaid" in case:
        assert len(found.unpaid) == case["unpaid"]
        assert found.arrears == terms.full_payment * case["unpaid"]
    if "charges" in case:
        assert found.late_charges == USD(case["charges"])
        assert [day.isoformat() for _, day, _ in found.assessed] == case["charged_on"]


@pytest.mark.parametrize("case", cases("payments", "grace"))
def test_grace(case):
    due, grace = case["due"], case["grace_days"]
    assert last_day_without_charge(due, grace) == case["last_day"]
    assert first_day_of_charge(due, grace) == case["late_from"]
    assert not is_late(due, case["last_day"], grace)
    assert is_late(due, case["late_from"], grace)


@pytest.mark.parametrize("case", cases("payments", "late charge"))
def test_late_charge(case):
    limits = {k: USD(case[k]) for k in ("minimum", "maximum", "flat") if k in case}
    terms = LateChargeTerms(PCT(case["percent"]), 15, **limits)
    assert late_charge(terms, USD(case["overdue"])) == USD(case["charge"])


@pytest.mark.parametrize("case", cases("payments", "short"))
def test_short_payment(case):
    one = Installment(date(2026, 9, 1), USD("1580.17"), USD("612.40"))
    found = short_payment(one, USD(case["receipt"]), case["uses"])
    assert found.accepted is case["accepted"]
    assert found.escrow_credit == USD(case["escrow_credit"])
    assert found.shortfall == USD(case["shortfall"])
    assert found.uses == case["uses_now"]


def test_without_new_money_the_snapshot_stands_even_with_a_payment_in_suspense():
    found = position(a_loan(), a_snapshot(suspense=USD(5000)), [], date(2026, 10, 2))
    assert (found.next_due, found.suspense) == (date(2026, 9, 1), USD(5000))
    assert found.suspense_holds_payment
    assert [each.due_on.month for each in found.unpaid] == [9, 10]


def test_unknown_suspense_stays_unknown_until_money_comes():
    snapshot = a_snapshot(suspense=None)
    assert position(a_loan(), snapshot, [], date(2026, 9, 2)).suspense is None
    after = position(a_loan(), snapshot, [paid("2026-09-02", "100.00")], date(2026, 9, 2))
    assert after.suspense == USD(100)


def test_a_back_dated_payment_comes_out_right_whenever_it_is_entered():
    late = paid("2026-10-20")
    back_dated = paid("2026-09-05")
    found = position(a_loan(), a_snapshot(), [late, back_dated], date(2026, 10, 31))
    assert [on.isoformat() for _, on in found.satisfied] == ["2026-09-05", "2026-10-20"]
    assert [due.isoformat() for due, _, _ in found.assessed] == ["2026-10-01"]


def test_money_pays_one_payment_ahead_and_the_rest_waits_for_its_time():
    money = [paid("2026-09-01", "6577.71")]  # three payments at once
    now = position(a_loan(), a_snapshot(), money, date(2026, 9, 1))
    assert [each.due_on.month for each, _ in now.satisfied] == [9, 10]
    assert now.suspense == USD("2192.57")
    assert now.next_due == date(2026, 11, 1)
    on_october = position(a_loan(), a_snapshot(), money, date(2026, 10, 1))
    assert [each.due_on.month for each, _ in on_october.satisfied] == [9, 10, 11]
    assert on_october.suspense == ZERO


def test_a_payment_after_the_day_asked_about_is_not_seen():
    found = position(a_loan(), a_snapshot(), [paid("2026-09-03")], date(2026, 9, 2))
    assert not found.satisfied


def test_a_returned_check_opens_the_payment_again():
    money = [paid("2026-09-01"), paid("2026-09-08", "-2192.57")]
    found = position(a_loan(), a_snapshot(), money, date(2026, 9, 30))
    assert (found.next_due, found.suspense) == (date(2026, 9, 1), ZERO)
    assert found.upb == USD("249774.00")
    assert found.late_charges == USD("79.01")


def test_a_returned_check_from_before_the_snapshot_opens_the_month_before():
    snapshot = a_snapshot(upb=USD("249546.77"), next_due=date(2026, 10, 1))
    found = position(a_loan(), snapshot, [paid("2026-09-30", "-2192.57")], date(2026, 9, 30))
    assert found.next_due == date(2026, 9, 1)
    assert found.upb == USD("249774.00")  # PA-001 backwards
    assert [each.due_on.month for each in found.unpaid] == [9]


def test_a_reversal_without_end_stops_and_stays_visible():
    found = position(a_loan(), a_snapshot(), [paid("2026-09-01", "-9000000.00")], date(2026, 9, 1))
    assert found.suspense is not None
    assert found.suspense < ZERO


def test_billed_amounts_stand_for_their_due_date_only():
    bill = Installment(date(2026, 10, 1), USD("1580.17"), USD("700.00"))
    found = position(a_loan(), a_snapshot(), [], date(2026, 11, 1), [bill])
    assert [str(each.amount) for each in found.unpaid] == ["$2,192.57", "$2,280.17", "$2,192.57"]


def test_due_dates_keep_the_31st():
    terms, snapshot = a_loan(due_day=31), a_snapshot(next_due=date(2027, 1, 31))
    found = position(terms, snapshot, [], date(2027, 4, 1))
    assert [each.due_on.day for each in found.unpaid] == [31, 28, 31]
    assert found.due_later is not None
    assert found.due_later.due_on == date(2027, 4, 30)


def test_charges_before_the_snapshot_are_in_its_figure():
    snapshot = a_snapshot(as_of=date(2026, 9, 17), late_charges=USD("79.01"))
    found = position(a_loan(), snapshot, [], date(2026, 10, 16))
    assert (found.late_charges, found.assessed) == (USD("79.01"), ())
    found = position(a_loan(), snapshot, [], date(2026, 10, 17))
    assert found.late_charges == USD("158.02")


def test_charges_stop_from_a_day_on():
    found = position(
        a_loan(), a_snapshot(), [], date(2026, 12, 31), no_late_charges_from=date(2026, 10, 17)
    )
    assert [day for _, day, _ in found.assessed] == [date(2026, 9, 17)]


def test_unknown_late_charges_stay_unknown_but_new_ones_are_told():
    found = position(a_loan(), a_snapshot(late_charges=None), [], date(2026, 9, 17))
    assert found.late_charges is None
    assert total(amount for _, _, amount in found.assessed) == USD("79.01")


def test_without_a_rate_the_balance_is_an_estimate_once_money_was_applied():
    terms = a_loan(rate=None)
    assert not position(terms, a_snapshot(), [], date(2026, 9, 1)).upb_estimated
    after = position(terms, a_snapshot(), [paid("2026-09-01")], date(2026, 9, 1))
    assert (after.upb, after.upb_estimated) == (USD("249774.00"), True)
    daily = a_loan(day_count=DayCount.ACTUAL_365)
    assert position(daily, a_snapshot(), [paid("2026-09-01")], date(2026, 9, 1)).upb_estimated


def test_the_last_payment_is_what_is_left_and_more_goes_back():
    # 1,000 at 6.5 % owes 5.42 of interest: the last payment is 1,005.42 and its escrow.
    snapshot = a_snapshot(upb=USD(1000))
    found = position(a_loan(), snapshot, [paid("2026-09-01", "3000.00")], date(2026, 9, 1))
    assert [each.principal_interest for each, _ in found.satisfied] == [USD("1005.42")]
    assert (found.upb, found.suspense) == (ZERO, USD("1382.18"))
    assert found.overpaid == USD("1382.18")
    assert found.due_later is None


def test_at_maturity_the_last_payment_takes_the_cents_that_are_left():
    # 1,580.17 + 8.56 interest would leave 8.39 of 1,580.00: the last one takes them.
    terms = a_loan(maturity_on=date(2026, 9, 1))
    found = position(terms, a_snapshot(upb=USD(1580)), [], date(2026, 9, 1))
    assert [each.principal_interest for each in found.unpaid] == [USD("1588.56")]


def test_a_matured_balloon_is_told():
    terms = a_loan(maturity_on=date(2026, 9, 1))
    found = position(terms, a_snapshot(), [paid("2026-09-01")], date(2026, 12, 1))
    assert found.matured
    assert (found.unpaid, found.due_later) == ((), None)
    assert found.next_due == date(2026, 9, 1)


def test_an_outdated_maturity_is_not_used():
    terms = a_loan(maturity_on=date(2026, 8, 1))
    found = position(terms, a_snapshot(), [], date(2026, 10, 1))
    assert (len(found.unpaid), found.matured) == (2, False)


def test_allocation_in_the_order_of_the_note():
    owed = {"interest": USD(10), "principal": USD(5), "late_charges": USD(3)}
    assert allocate(USD(12), owed) == {
        "interest": USD(10),
        "principal": USD(2),
        "escrow": ZERO,
        "late_charges": ZERO,
        "left": ZERO,
    }
    older = allocate(USD(12), owed, ("late_charges", "interest", "principal"))
    assert (older["late_charges"], older["interest"], older["principal"]) == (USD(3), USD(9), ZERO)
    assert allocate(USD(20), owed)["left"] == USD(2)
    with pytest.raises(ValueError, match="order"):
        allocate(USD(1), {"intrest": USD(1)})
    with pytest.raises(ValueError, match="came in"):
        allocate(USD(-1), owed)


SEPTEMBER = date(2026, 9, 1)
receipts = st.lists(
    st.builds(
        Received,
        st.dates(SEPTEMBER, date(2027, 6, 30)),
        st.integers(-300_000, 700_000).map(Money),
    ),
    max_size=12,
)


@given(money=receipts, seed=st.integers(0, 99), days=st.integers(0, 400))
def test_the_order_of_entry_does_not_matter(money, seed, days):
    as_of = SEPTEMBER + timedelta(days=days)
    shuffled = list(money)
    Random(seed).shuffle(shuffled)
    one = position(a_loan(), a_snapshot(), money, as_of)
    assert one == position(a_loan(), a_snapshot(), shuffled, as_of)


@given(money=receipts, held=st.integers(0, 500_000), days=st.integers(0, 400))
def test_no_cent_is_lost_or_found(money, held, days):
    as_of = SEPTEMBER + timedelta(days=days)
    came = total(item.amount for item in money if item.on <= as_of)
    found = position(a_loan(), a_snapshot(suspense=Money(held)), money, as_of)
    used = total(each.amount for each, _ in found.satisfied)
    # A reversal may have gone beyond the snapshot: the payments it opened handed their money back.
    oldest = min([found.next_due, *(each.due_on for each, _ in found.satisfied)])
    opened = a_loan().full_payment * max(months_between(oldest, a_snapshot().next_due), 0)
    assert found.suspense is not None
    assert found.suspense + used == Money(held) + came + opened
    assert found.suspense >= ZERO


@given(
    owed=st.integers(1, 500_000),
    money=st.lists(st.tuples(st.integers(0, 120), st.integers(1, 400_000)), max_size=5),
    days=st.integers(0, 150),
)
def test_late_charges_that_are_owed_never_bring_another_one(owed, money, days):
    # 12 CFR 1026.36(c)(2): the same money, with and without an old charge unpaid.
    received = [Received(date(2026, 9, 1) + timedelta(days=at), Money(c)) for at, c in money]
    as_of = date(2026, 9, 1) + timedelta(days=days)
    clean = position(a_loan(), a_snapshot(late_charges=ZERO), received, as_of)
    owing = position(a_loan(), a_snapshot(late_charges=Money(owed)), received, as_of)
    assert (owing.assessed, owing.unpaid, owing.suspense) == (
        clean.assessed,
        clean.unpaid,
        clean.suspense,
    )
    assert clean.late_charges is not None
    assert owing.late_charges == clean.late_charges + Money(owed)
