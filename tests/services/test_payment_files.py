"""Payments from a file: none posted twice, none larger than the debt, all of them or none."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import Cancelled, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PaymentKind, PromiseStatus
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.models.tape import TapeFinding
from mortgage_collect.services.payment_files import import_payments, read_payment_file
from mortgage_collect.services.payments import post_payment, reverse_payment
from mortgage_collect.services.promises import make_promise
from tests.services.tapes import a_file, a_row, brought_in, everything, with_bank
from tests.tape.lookalike import payment_file, payment_rows, two_month_tape

JAN, FEB = date(2026, 1, 31), date(2026, 2, 28)


@pytest.fixture
def book(store, tmp_path):
    """One loan that owes January and February, by a tape of January."""
    with_bank(store)
    row = a_row(**{"Next Due Date": "01/01/2026"})
    brought_in(store, a_file(tmp_path / "t.csv", row), as_of=JAN)
    return store


def a_payment(
    amount="1499.10", day="02/10/2026", reference="R1", kind="Regular", number="0041000017"
):
    return {
        "Loan Number": number,
        "Date Received": day,
        "Amount": amount,
        "Type": kind,
        "Reference": reference,
    }


def read(store, path):
    with store.view() as session:
        return read_payment_file(session, path, store.clock.now())


def take(store, path, *rows):
    found = read(store, a_file(path, *rows))
    with store.unit() as unit:
        import_payments(unit, found)
    return found


def posted(store):
    with store.view() as session:
        return [
            (p.amount.cents, p.kind) for p in session.scalars(select(Payment).order_by(Payment.id))
        ]


REGULAR = (149910, PaymentKind.REGULAR)


def test_the_payments_of_a_whole_book_come_in_on_every_engine(any_store, tmp_path):
    store = with_bank(any_store)
    truth = two_month_tape(tmp_path / "tape.xlsx", loans=60)
    brought_in(store, tmp_path / "tape.xlsx", sheet="Jan 2026")
    rows = [row for row in payment_rows(truth) if row[0] not in truth.added]
    path = tmp_path / "paid.xlsx"
    payment_file(path, rows)
    found = read(store, path)
    assert len(found.to_post) == len(rows)
    with store.unit() as unit:
        import_payments(unit, found)
    assert sum(cents for cents, _ in posted(store)) == sum(row[2] for row in rows)
    assert len(read(store, path).known) == len(rows)


def test_the_same_file_twice_posts_nothing_twice(book, tmp_path):
    path = tmp_path / "p.csv"
    take(book, path, a_payment(), a_payment("100.00", reference=""))
    again = take(book, path, a_payment(), a_payment("100.00", reference=""))
    assert (len(again.known), again.to_post) == (2, ())
    assert posted(book) == [REGULAR, (10000, PaymentKind.REGULAR)]


def test_a_payment_typed_by_hand_is_known_when_its_file_comes(book, tmp_path):
    with book.unit() as unit:
        post_payment(unit, 1, Money.of("1499.10"), date(2026, 2, 10))
    found = take(book, tmp_path / "p.csv", a_payment(reference="CORE-77"))
    assert found.known == {2}
    assert posted(book) == [REGULAR]


def test_another_reference_is_another_payment(book, tmp_path):
    take(book, tmp_path / "1.csv", a_payment(reference="R1"))
    take(book, tmp_path / "2.csv", a_payment(reference="R2"))
    assert posted(book) == [REGULAR, REGULAR]


def test_two_payments_of_one_day_are_two_and_asked_about(book, tmp_path):
    take(book, tmp_path / "1.csv", a_payment(reference=""))
    found = take(book, tmp_path / "2.csv", a_payment(reference=""), a_payment(reference=""))
    assert len(found.known) == 1
    assert any("twice" in f.says for f in found.findings)
    assert posted(book) == [REGULAR, REGULAR]


def test_a_payment_larger_than_the_debt_is_left_out_and_told_before_and_after(book, tmp_path):
    found = take(book, tmp_path / "p.csv", a_payment("999999.99"), a_payment(reference="R2"))
    assert found.too_large == {2}
    assert [row.reference for row in found.to_post] == ["R2"]
    assert any(f.row == 2 and "larger than the whole debt" in f.says for f in found.findings)
    assert posted(book) == [REGULAR]
    with book.view() as session:
        told = session.scalars(select(TapeFinding.says).where(TapeFinding.row == 2)).all()
    assert any("more than the whole debt" in says for says in told)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (a_payment(day="12/24/2026"), "future"),
        (a_payment("-5.00"), "not above zero"),
        (a_payment(number="0049999999"), "no loan of this number"),
    ],
)
def test_what_cannot_be_a_payment_waits_with_its_reason(book, tmp_path, row, why):
    found = take(book, tmp_path / "p.csv", row, a_payment())
    assert [f.row for f in found.findings if why in f.says] == [2]
    assert posted(book) == [REGULAR]


def test_a_reversal_takes_back_the_payment_of_its_reference_once(book, tmp_path):
    take(book, tmp_path / "1.csv", a_payment(reference="R1"), a_payment(reference="R2"))
    back = a_payment(reference="R1", kind="NSF return", day="02/13/2026")
    for name in ("2.csv", "3.csv"):
        take(book, tmp_path / name, back)
    assert posted(book) == [REGULAR, REGULAR, (-149910, PaymentKind.REVERSAL)]
    with book.view() as session:
        taken = session.scalars(select(Payment.reverses_id).where(Payment.reverses_id > 0)).one()
        assert session.get_one(Payment, taken).reference == "R1"


def test_a_second_reversal_takes_back_the_next_payment(book, tmp_path):
    take(book, tmp_path / "1.csv", a_payment(reference="R1"), a_payment(reference="R2"))
    with book.unit() as unit:
        reverse_payment(unit, 2, "wrong loan", FEB)
    back = a_payment(reference="", kind="Reversal", day="02/13/2026")
    take(book, tmp_path / "2.csv", back, back)
    with book.view() as session:
        taken = session.scalars(select(Payment.reverses_id).where(Payment.reverses_id > 0)).all()
    assert sorted(taken) == [1, 2]


def test_a_reversal_of_nothing_is_told(book, tmp_path):
    take(book, tmp_path / "1.csv", a_payment("77.00", kind="Returned"), a_payment())
    with book.view() as session:
        told = session.scalars(select(TapeFinding.says).where(TapeFinding.row == 2)).all()
    assert any("to be reversed" in says for says in told)
    assert posted(book) == [REGULAR]


def test_payments_keep_promises_and_count_arrears_down(book, tmp_path):
    with book.unit() as unit:
        make_promise(unit, 1, Money.of("1499.10"), date(2026, 3, 9))
    take(book, tmp_path / "p.csv", a_payment(day="03/09/2026"))
    with book.view() as session:
        assert session.scalars(select(Promise.status)).all() == [PromiseStatus.KEPT]
        loan = session.scalars(select(Loan)).one()
        # January is paid; by 9 March February and March are due.
        assert loan.oldest_unpaid_on == date(2026, 2, 1)
        assert loan.arrears == Money.of("2998.20")


def test_a_file_of_later_days_makes_the_other_loans_late_too(any_store, tmp_path):
    """Money is known through 9 March: who has not paid March owes it, who paid does not."""
    with_bank(any_store)
    rows = [a_row(number, **{"Next Due Date": "03/01/2026"}) for number in ("0041000017", "77")]
    brought_in(any_store, a_file(tmp_path / "t.csv", *rows), as_of=FEB)
    take(any_store, tmp_path / "p.csv", a_payment(day="03/09/2026"))

    with any_store.view() as session:
        found = {
            loan.number: (loan.oldest_unpaid_on, loan.arrears)
            for loan in session.scalars(select(Loan))
        }
    assert found == {
        "0041000017": (date(2026, 4, 1), Money(0)),
        "77": (date(2026, 3, 1), Money.of("1499.10")),
    }


def test_a_payment_posted_since_the_file_was_read_is_not_posted_again(book, tmp_path):
    found = read(book, a_file(tmp_path / "p.csv", a_payment()))
    with book.unit() as unit:
        post_payment(unit, 1, Money.of("1499.10"), date(2026, 2, 10))
    with book.unit() as unit:
        import_payments(unit, found)
    assert posted(book) == [REGULAR]


def test_a_loan_whose_balance_nobody_knows_may_still_be_paid(book, tmp_path):
    with book.unit() as unit:
        from mortgage_collect.services.loans import correct_loan

        correct_loan(unit, 1, upb=None)
    take(book, tmp_path / "p.csv", a_payment())
    assert posted(book) == [REGULAR]


def test_an_import_cancelled_in_the_middle_posts_nothing(book, tmp_path):
    rows = [a_payment("1.00", reference=f"R{at}") for at in range(250)]
    found, before = read(book, a_file(tmp_path / "p.csv", *rows)), everything(book)

    def stop(done, *_):
        if done == 200:
            raise Cancelled

    with pytest.raises(Cancelled), book.unit() as unit:
        import_payments(unit, found, progress=stop)
    assert everything(book) == before


def test_a_file_changed_after_it_was_read_is_not_imported(book, tmp_path):
    path = a_file(tmp_path / "p.csv", a_payment())
    found, before = read(book, path), everything(book)
    a_file(path, a_payment("1.00"))
    with pytest.raises(UserError, match="changed after"), book.unit() as unit:
        import_payments(unit, found)
    assert everything(book) == before
