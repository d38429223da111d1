"""What an import would do, before it does anything."""

from dataclasses import replace
from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.plan import BookLoan, plan_import
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from tests.tape.lookalike import two_month_tape
from tests.tape.workbooks import saved


def parsed(path, **more):
    with open_source(path) as opened:
        return parse_rows(opened, recognize(opened, **more))


def book_of(tape):
    return {
        row.loan_number: BookLoan(row.loan_number, dict(row.values), as_of=tape.as_of)
        for row in tape.accepted
    }


@pytest.fixture(scope="module")
def months(tmp_path_factory):
    path = tmp_path_factory.mktemp("tapes") / "tape.xlsx"
    truth = two_month_tape(path, loans=100)
    return truth, parsed(path, sheet="Jan 2026"), parsed(path, sheet="Feb 2026")


def test_the_first_tape_is_all_new(months):
    truth, first, _ = months
    plan = plan_import(first, {})
    assert plan.counts == {
        "new": 100, "changed": 0, "unchanged": 0, "older": 0, "missing": 0, "held": 0,
        "refused": 0, "duplicates": 0,
    }  # fmt: skip
    assert plan.upb["new"] == Money(truth.months[0].balance)
    assert not plan.warnings


def test_the_second_month(months):
    truth, first, second = months
    plan = plan_import(second, book_of(first), last_as_of=first.as_of)
    assert {row.loan_number for row in plan.new} == set(truth.added)
    assert {loan.loan_number for loan in plan.missing} == set(truth.gone)
    assert [row.values["next_due_date"] for row in plan.unchanged] == [date(2025, 10, 1)]
    crossing = next(c for c in plan.changed if c.row.loan_number == truth.crosses_60)
    assert [(c.field, c.was, c.now) for c in crossing.fields] == [
        ("delinquency_status", "30 DPD", "60 DPD")
    ]
    assert not plan.warnings


def test_the_same_tape_again_changes_nothing(months):
    _, first, _ = months
    plan = plan_import(
        first, book_of(first), last_as_of=first.as_of, imported={first.sha256: first.as_of}
    )
    assert plan.counts["unchanged"] == 100
    assert plan.already_imported
    assert "imported already, as the tape of Jan 31, 2026" in plan.warnings[0].says


def test_an_older_tape_is_warned_of(months):
    _, first, second = months
    plan = plan_import(first, book_of(second), last_as_of=second.as_of)
    assert any("older than the last one" in warning.says for warning in plan.warnings)


def test_an_older_tape_moves_nothing_back(months):
    truth, first, second = months
    plan = plan_import(
        first, book_of(second), last_as_of=second.as_of, standing={"origination_date"}
    )
    assert (plan.changed, plan.missing, plan.late) == ((), (), True)
    assert {row.loan_number for row in plan.new} == set(truth.gone)
    crossing = next(c for c in plan.older if c.row.loan_number == truth.crosses_60)
    assert crossing.fields == ()
    assert [(c.field, c.was, c.now) for c in crossing.kept] == [
        ("delinquency_status", "60 DPD", "30 DPD")
    ]


def test_an_older_tape_adds_what_the_book_has_nothing_in(months):
    _, first, second = months
    number = next(row.loan_number for row in first.rows if row.loan_number in book_of(second))
    row = next(row for row in first.rows if row.loan_number == number)
    given = row.values["origination_date"]
    book = book_of(second)
    book[number] = replace(book[number], values={**book[number].values, "origination_date": None})
    fields = {"origination_date"}
    plan = plan_import(first, book, last_as_of=second.as_of, standing=fields)
    (found,) = [c for c in plan.older if c.fields]
    assert [(c.field, c.was, c.now) for c in found.fields] == [("origination_date", None, given)]
    assert all(c.field != "origination_date" for c in found.kept)
    # What the book does have stays, and only what stands still is added.
    other = plan_import(first, book, last_as_of=second.as_of)
    assert not any(c.fields for c in other.older)


def test_a_loan_the_later_tape_did_not_move_takes_the_older_one(months):
    """Its row waited on the later tape: the book has it as of an earlier day than this tape."""
    _, first, second = months
    book = {n: replace(loan, as_of=date(2025, 12, 31)) for n, loan in book_of(second).items()}
    plan = plan_import(first, book, last_as_of=second.as_of)
    assert not plan.older
    assert plan.changed
    assert not any(change.returns for change in plan.changed)


def test_last_months_file_under_a_new_date(months):
    _, first, _ = months
    same = replace(first, as_of=date(2026, 2, 28), sha256="other")
    plan = plan_import(same, book_of(first), last_as_of=first.as_of)
    assert any("the same as in the book, under a new date" in w.says for w in plan.warnings)


def test_many_missing_loans_are_warned_of(months):
    _, first, _ = months
    book = book_of(first)
    more = {f"X{n}": BookLoan(f"X{n}", {}) for n in range(6)}
    plan = plan_import(first, book | more)
    assert any("6 loans of the book's 106" in warning.says for warning in plan.warnings)
    fewer = dict(list(more.items())[:5])
    assert not plan_import(first, book | fewer).warnings


def test_loans_that_left_the_book_are_not_missing_and_may_return(months):
    _, first, _ = months
    book = book_of(first)
    gone = {"X1": BookLoan("X1", {}, status=LoanStatus.PAID_OFF)}
    number = first.rows[0].loan_number
    book[number] = replace(book[number], status=LoanStatus.MISSING)
    plan = plan_import(first, book | gone)
    assert not plan.missing
    assert [(c.row.loan_number, c.returns, c.fields) for c in plan.changed] == [(number, True, ())]


def test_absent_blank_and_unreadable_are_three_things(tmp_path):
    text = "Loan Number,UPB,Escrow Balance,Maturity Date\n1001,5,,soon\n" + "".join(
        f"20{n:02d},5,1.00,01/01/2040\n" for n in range(20)
    )
    tape = parsed(saved(tmp_path, text, "tape.csv"))
    was = {
        "unpaid_principal_balance": Money.of(5),
        "escrow_balance": Money.of(7),
        "maturity_date": date(2041, 1, 1),
        "suspense_balance": Money.of(9),
    }
    plan = plan_import(tape, {"1001": BookLoan("1001", was)})
    (change,) = plan.changed
    assert [(c.field, c.was, c.now) for c in change.fields] == [
        ("escrow_balance", Money.of(7), None)
    ]


def test_held_and_refused_rows_change_nothing_and_are_not_missing(tmp_path):
    text = "Loan Number,UPB,Borrower Name\n1001,abc,A B\n1002,5,C D\n1003,7,E F\n,7,G H\n"
    rows = "".join(f"20{n:02d},5,N {n}\n" for n in range(20))
    tape = parsed(saved(tmp_path, text + rows, "tape.csv"))
    book = {"1001": BookLoan("1001", {})}
    plan = plan_import(tape, book)
    assert [row.loan_number for row in plan.held] == ["1001"]
    assert len(plan.refused) == 1
    assert not plan.missing


def test_every_row_is_in_exactly_one_list(months):
    _, first, second = months
    plan = plan_import(second, book_of(first))
    listed = sum(plan.counts[n] for n in plan.counts if n != "missing")
    assert listed == len(second.rows)
