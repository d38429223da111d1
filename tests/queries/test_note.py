"""A loan's note as the file has it: what it knows is filled in, what it does not stays unknown."""

from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.note import Look
from mortgage_collect.loanmath.note_schedule import note_schedule
from mortgage_collect.queries.note import note_on_file
from mortgage_collect.services.payments import post_payment
from tests.services.desks import a_case

USD = Money.of


def on_file(store, loan_id):
    with store.view() as session:
        return note_on_file(session, loan_id, store.clock.now())


def test_the_note_begins_with_the_oldest_unpaid_installment(any_store):
    found = on_file(any_store, a_case(any_store, maturity_on=date(2050, 2, 1)).loan_id)

    assert found.note.first_due == date(2026, 1, 1)
    assert found.note.balance == USD("180000")
    assert (found.note.rate_type, found.note.day_count) == (None, DayCount.THIRTY_360)
    assert note_schedule(found.note, Look()).rows[0].payment == USD("1199.10")


def test_a_payment_moves_it_on_a_month_with_its_principal(store):
    loan_id = a_case(store, maturity_on=date(2050, 2, 1)).loan_id
    before = on_file(store, loan_id).note
    with store.unit() as unit:
        post_payment(unit, loan_id, USD("1499.10"), date(2026, 3, 5))
    after = on_file(store, loan_id).note

    row = note_schedule(before, Look()).rows[0]
    assert after.first_due == date(2026, 2, 1)
    assert after.balance == row.balance


def test_what_the_tape_tells_of_a_changing_rate_is_filled_in(store):
    more = {
        "fields": {
            "arm_margin": "2.75",
            "original_interest_rate": "4",
            "next_rate_change_date": "2026-06-01",
            "balloon_date": "2030-06-01",
            "interest_only_flag": True,
        }
    }
    given = {
        "rate_type": RateType.ADJUSTABLE,
        "more": more,
        "deferred_principal": USD("4200"),
    }
    found = on_file(store, a_case(store, **given).loan_id)

    assert (found.arm.margin, found.arm.original) == (Rate.percent("2.75"), Rate.percent(4))
    assert found.arm.change_on == date(2026, 6, 1)
    assert {"the index", "the periodic cap"} <= set(found.arm.missing)
    assert found.said == (
        "The tape names a balloon on Jun 1, 2030",
        "The tape says that the note is interest-only",
        "Deferred principal of $4,200.00 bears no interest and is not in the rows",
    )


def test_escrow_tells_what_it_held_and_whether_the_borrower_is_current(store):
    """Known through 28 February 2026; January is unpaid for 58 days."""
    found = on_file(store, a_case(store, escrow_balance=USD("612.40")).loan_id).escrow

    assert found.balance == USD("612.40")
    assert found.current is False
    assert found.first_month == date(2026, 4, 1)


def test_a_file_without_balance_and_due_date_leaves_them_unknown(store):
    found = on_file(store, a_case(store, next_due_on=None, upb=None).loan_id)

    assert (found.note.balance, found.note.first_due, found.escrow.current) == (None, None, None)
