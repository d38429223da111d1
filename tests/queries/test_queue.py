"""What a loan asks for, and which ask is the loudest."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import (
    Counting,
    FlagKind,
    LoanStatus,
    PromiseStatus,
    Role,
    TapeKind,
)
from mortgage_collect.loanmath.delinquency import delinquency
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.card import card
from mortgage_collect.queries.queue import queue
from mortgage_collect.queries.queue_reasons import Wants, reasons
from mortgage_collect.services.contacts import write_note
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.loans import NewLoan, add_loan, add_person, unlink_person
from mortgage_collect.services.payments import post_payment, recount
from mortgage_collect.services.promises import decide_promises, make_promise
from mortgage_collect.store.store import Store
from tests.services.desks import a_case, a_tape, at
from tests.services.tapes import a_file, a_row, brought_in, with_bank


@pytest.mark.parametrize(
    ("counting", "due", "due_day", "rolls"),
    [
        # Due 1 February: the day the next payment falls due is 1 March, the 28th the day before.
        (Counting.MBA, date(2026, 2, 1), 1, date(2026, 2, 28)),
        (Counting.OTS, date(2026, 2, 1), 1, date(2026, 3, 1)),
        (Counting.DAYS, date(2026, 2, 1), 1, date(2026, 3, 3)),
        # A note that falls due on the 31st: after 28 February comes 31 March.
        (Counting.OTS, date(2026, 2, 28), 31, date(2026, 3, 31)),
    ],
)
def test_a_loan_rolls_on_the_day_its_bank_counts(
    counting: Counting, due: date, due_day: int, rolls: date
) -> None:
    def says(day: date) -> list[str]:
        late = delinquency(due, date(2026, 2, 27), counting, due_day)
        wants = Wants((day - due).days, late.months, due, day, due_day, counting)
        return [each.says for each in reasons(wants) if each.says.startswith("30 days ")]

    assert says(rolls)[0] == "30 days today"
    assert delinquency(due, rolls, counting, due_day).months == 1
    assert delinquency(due, date.fromordinal(rolls.toordinal() - 1), counting, due_day).months == 0


def test_a_promise_kept_in_part_is_a_promise_broken(store: Store, clock: FixedClock) -> None:
    case = a_case(store)
    with store.unit() as unit:
        make_promise(unit, case.loan_id, Money.of("900"), date(2026, 3, 13))
    clock.move(at(20))
    with store.unit() as unit:
        post_payment(unit, case.loan_id, Money.of("1"), date(2026, 3, 12))
        a_tape(unit, date(2026, 3, 20))
        decide_promises(unit)
        assert unit.session.query(Promise).one().status is PromiseStatus.PARTLY_KEPT
    with store.view() as session:
        found = queue(session, clock.now())
    assert found.counters.broken == 1
    assert found.rows[0].reasons[0].startswith("promise broken")


def test_who_was_taken_off_a_loan_leaves_no_flag_on_it(store: Store) -> None:
    case = a_case(store)
    with store.unit() as unit:
        other = add_person(unit, case.loan_id, Role.CO_BORROWER, written="Luis Ruiz")
        raise_flag(unit, FlagKind.BANKRUPTCY, date(2026, 3, 5), person_id=other)
    with store.view() as session:
        assert queue(session, store.clock.now()).rows[0].flags == (FlagKind.BANKRUPTCY,)
    with store.unit() as unit:
        unlink_person(unit, case.loan_id, other, "is not on the note")
    with store.view() as session:
        assert queue(session, store.clock.now()).rows[0].flags == ()
        assert card(session, case.loan_id, store.clock.now()).flags == ()


def test_an_evening_talk_is_of_the_banks_own_day(store: Store, clock: FixedClock) -> None:
    case = a_case(store)
    with store.unit() as unit:
        unit.session.get_one(Loan, case.loan_id).last_contact_at = at(4, 2)  # 9 PM on the 3rd
        write_note(unit, case.loan_id, "an evening talk")
    clock.move(at(18))
    with store.view() as session:
        assert "last contact Mar 3" in queue(session, clock.now()).rows[0].reasons


def test_a_loan_that_left_the_tape_grows_no_later(store: Store) -> None:
    case = a_case(store)
    with store.unit() as unit:
        a_tape(unit, date(2026, 3, 31))
        unit.session.get_one(Loan, case.loan_id).status = LoanStatus.MISSING
    with store.view() as session:
        row = queue(session, store.clock.now()).rows[0]
        seen = card(session, case.loan_id, store.clock.now())
    assert seen.delinquency is not None
    # 1 January to the last tape that had it, 28 February.
    assert (row.days, seen.delinquency.days) == (58, 58)
    assert seen.arrears == 2 * Money.of("1,499.10")


def test_the_queue_says_of_every_loan_what_its_card_says(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    """On the tape, off it, and typed in by hand; a payments file and a month come after."""
    with_bank(store)
    first = {"Next Due Date": "12/01/2025"}
    both = (a_row(**first), a_row("0041000018", **first))
    brought_in(store, a_file(tmp_path / "1.csv", *both), as_of=date(2026, 1, 31))
    with store.unit() as unit:
        a_tape(unit, date(2026, 2, 20), TapeKind.PAYMENTS)
        recount(unit, unit.session.scalars(select(Loan).order_by(Loan.number)).all()[1])
        write_note(unit, 1, "the payments are in")
    brought_in(store, a_file(tmp_path / "2.csv", both[0]), as_of=date(2026, 2, 28))
    with store.unit() as unit:
        add_loan(unit, NewLoan("H-1", Money.of("9,000"), Money.of("600"), date(2026, 3, 1)))
    # The installment of 1 April falls due for the one typed in, and nothing is written.
    clock.move(at(6, month=4))
    with store.view() as session:
        rows = queue(session, clock.now()).rows
        cards = [card(session, row.loan_id, clock.now()) for row in rows]
    assert {row.number: (row.days, row.arrears) for row in rows} == {
        "0041000017": (89, 3 * Money.of("1,499.10")),  # December to February, to 28 February
        "0041000018": (61, 2 * Money.of("1,499.10")),  # off the tape since 31 January
        "H-1": (36, 2 * Money.of("600")),  # March and April, to 6 April
    }
    for row, seen in zip(rows, cards, strict=True):
        assert seen.delinquency is not None
        assert (row.bucket, row.days, row.arrears) == (
            seen.bucket, seen.delinquency.days, seen.arrears,
        )  # fmt: skip
