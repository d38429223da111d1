"""Payment files: what may be posted, what waits, what is only flagged."""

from datetime import date

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, total
from mortgage_collect.core.words import PaymentKind, Severity
from mortgage_collect.tape.payments import kind_of, read_payments
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from tests.tape.lookalike import make_truth, payment_file, payment_rows, two_month_tape
from tests.tape.workbooks import saved

TODAY = date(2026, 3, 9)
HEAD = "Loan Number,Date Received,Amount,Type,Reference\n"


def payments(tmp_path, lines, debts=None):
    with open_source(saved(tmp_path, HEAD + lines, "payments.csv")) as opened:
        return read_payments(opened, recognize(opened), today=TODAY, debts=debts)


@pytest.mark.parametrize("name", ["payments.csv", "payments.xlsx"])
def test_the_payments_file(tmp_path, name):
    truth = make_truth(40)
    rows = payment_rows(truth)
    payment_file(tmp_path / name, rows)
    debts = {n: Money(loan.balance) for n, loan in truth.last.loans.items()}
    with open_source(tmp_path / name) as opened:
        found = read_payments(opened, recognize(opened), today=TODAY, debts=debts)
    assert [(p.loan_number, p.received, p.amount.cents, p.reference) for p in found.payments] == [
        (number, day, cents, reference) for number, day, cents, _, reference in rows
    ]
    assert found.total == total(p.amount for p in found.payments)
    assert not [f for f in found.findings if f.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("9999,02/10/2026,5.00,,", "the book has no loan of this number"),
        ("1001,02/10/2026,0.00,,", "not above zero"),
        ("1001,02/10/2026,-5.00,,", "not above zero"),
        ("1001,03/10/2026,5.00,,", "lies in the future"),
        ("1001,,5.00,,", "day is missing"),
        ("1001,02/10/2026,,,x", "amount is missing"),
        ("1001,02/10/2026,five,,", "not understood"),
        ("1001,02/31/2026,5.00,,", "not understood"),
    ],
)
def test_payments_that_wait(tmp_path, line, says):
    good = "".join(f"1001,02/{n:02d}/2026,5.00,,\n" for n in range(1, 21))
    found = payments(tmp_path, good + line + "\n", {"1001": Money.of(1000)})
    assert len(found.payments) == 20
    (finding,) = [f for f in found.findings if f.severity is Severity.HOLD]
    assert says in finding.says
    assert finding.row == 22


def test_the_same_payment_twice_and_more_than_the_debt_are_flagged(tmp_path):
    lines = "1001,02/10/2026,5.00,,A\n1001,02/10/2026,5.00,,A\n1001,02/10/2026,5.00,,B\n"
    found = payments(
        tmp_path, lines + "1002,02/10/2026,900.00,,\n", {"1001": Money.of(10), "1002": Money.of(10)}
    )
    assert len(found.payments) == 4
    assert [(f.row, f.severity) for f in found.findings if f.row] == [
        (3, Severity.WARNING), (5, Severity.WARNING),
    ]  # fmt: skip


def test_a_reversal_counts_against_the_total(tmp_path):
    found = payments(tmp_path, "1001,02/10/2026,50.00,,\n1001,02/12/2026,-50.00,NSF reversal,\n")
    assert [p.kind for p in found.payments] == [PaymentKind.REGULAR, PaymentKind.REVERSAL]
    assert found.payments[1].amount == Money.of(50)
    assert found.total == Money(0)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("", PaymentKind.REGULAR),
        ("Regular", PaymentKind.REGULAR),
        ("NSF", PaymentKind.REVERSAL),
        ("Payoff", PaymentKind.PAYOFF),
        ("PAID IN FULL", PaymentKind.PAYOFF),
        ("Partial - suspense", PaymentKind.PARTIAL),
    ],
)
def test_kinds(written, kind):
    assert kind_of(written) is kind


def test_a_loan_tape_is_not_a_payments_file(tmp_path):
    two_month_tape(tmp_path / "tape.xlsx", loans=20)
    with (
        open_source(tmp_path / "tape.xlsx") as opened,
        pytest.raises(UserError, match="payments file"),
    ):
        read_payments(opened, recognize(opened), today=TODAY)
