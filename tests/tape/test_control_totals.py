"""A tape is tied out against its own totals row and against a report beside it."""

from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Severity
from mortgage_collect.services.tapes import read_file
from mortgage_collect.tape.control_totals import (
    LOANS,
    UPB,
    TypedIn,
    control_totals,
    kept,
    typed_findings,
    written,
)
from tests.services.tapes import a_file, a_row

FEB = date(2026, 2, 28)
# Every row is of $180,000.00 and $1,199.10 a month.
EACH, PAYS = 18_000_000, 119_910


@pytest.fixture
def read(tmp_path):
    """A file of twenty loans, with whatever rows are put below them."""

    def made(*more):
        rows = [*(a_row(f"00410000{n:02d}") for n in range(20)), *more]
        file = read_file(a_file(tmp_path / "tape.csv", *rows), as_of=FEB)
        return file.parsed, file.summary.sums

    return made


def total(totals, name):
    return next(one for one in totals if one.name == name)


def said(found):
    return [(one.severity, f"{one.says} {one.do}".strip()) for one in found]


def test_figures_that_agree_are_told_as_such(read):
    tape, sums = read()
    typed = TypedIn(20, Money(20 * EACH), Money(20 * PAYS))
    assert said(typed_findings(tape, sums, typed)) == [
        (Severity.NOTE, "Loan rows: as on the report."),
        (Severity.NOTE, "Unpaid principal: as on the report."),
        (Severity.NOTE, "P&I payment: as on the report."),
    ]


def test_one_cent_off_is_off(read):
    tape, sums = read()
    found = typed_findings(tape, sums, TypedIn(upb=Money(20 * EACH + 1)))
    assert said(found) == [
        (
            Severity.WARNING,
            (
                "Unpaid principal: the report says $3,600,000.01, the file has $3,600,000.00, "
                "$0.01 less. Ask the sender which of them is right."
            ),
        )
    ]
    assert (found[0].found, found[0].expected) == ("$3,600,000.00", "$3,600,000.01")


@pytest.mark.parametrize(
    ("row", "typed", "why"),
    [
        (
            a_row("0041000000"),
            TypedIn(20, Money(20 * EACH)),
            "without the 1 row that repeats another",
        ),
        (a_row(""), TypedIn(20, Money(20 * EACH)), "without the 1 row left out"),
        (
            a_row("0041000050", **{"Next Due Date": "lately"}),
            TypedIn(20, Money(20 * EACH)),
            "without the 1 row that waits",
        ),
    ],
    ids=["repeated", "refused", "held"],
)
def test_rows_that_make_the_difference_are_named(read, row, typed, why):
    tape, sums = read(row)
    found = said(typed_findings(tape, sums, typed))
    assert [severity for severity, _ in found] == [Severity.WARNING] * 2
    assert "the file has 21, 1 more" in found[0][1]
    assert "$180,000.00 more" in found[1][1]
    assert all(f"It is as on the report {why}." in words for _, words in found)


def test_two_kinds_of_rows_together_may_make_the_difference(read):
    tape, sums = read(a_row(""), a_row("0041000000"))
    found = said(typed_findings(tape, sums, TypedIn(loans=20)))
    assert "without the 1 row that repeats another and 1 row left out" in found[0][1]


def test_a_difference_no_rows_explain_is_a_question_for_the_sender(read):
    tape, sums = read(a_row(""))
    found = said(typed_findings(tape, sums, TypedIn(loans=19)))
    assert found[0][1].endswith("2 more. Ask the sender which of them is right.")


def test_a_figure_for_which_there_is_no_column_is_told(tmp_path):
    rows = [a_row(f"00410000{n:02d}") for n in range(20)]
    for row in rows:
        del row["P&I"]
    file = read_file(a_file(tmp_path / "tape.csv", *rows), as_of=FEB)
    typed = TypedIn(principal_interest=Money(20 * PAYS))
    found = said(typed_findings(file.parsed, file.summary.sums, typed))
    assert found == [
        (
            Severity.WARNING,
            "P&I payment: the file has no such column. Look which column it is.",
        )
    ]


def test_the_file_s_own_totals_may_be_some_cents_off_and_typed_ones_not(tmp_path):
    rows = [a_row(f"00410000{n:02d}") for n in range(20)]
    blank = dict.fromkeys(rows[0], "")
    own = blank | {"Loan Number": "TOTAL", "Current UPB": "3600000.04", "P&I": "23982.06"}
    file = read_file(a_file(tmp_path / "tape.csv", *rows, own), as_of=FEB)
    totals = control_totals(file.parsed, file.summary.sums, TypedIn(upb=Money(20 * EACH), loans=21))
    assert total(totals, UPB).file == Money(360_000_004)
    assert total(totals, UPB).agrees is True
    assert total(totals, "principal_interest_payment").agrees is False  # six cents
    assert total(totals, "escrow_payment").agrees is None
    assert total(totals, LOANS).agrees is False
    assert kept(totals) == {
        "loans": {"read": 20, "typed": 21},
        UPB: {"read": "3600000.00", "file": "3600000.04", "typed": "3600000.00"},
        "principal_interest_payment": {"read": "23982.00", "file": "23982.06"},
    }


def test_a_title_that_says_how_many_is_the_file_s_own_count(tmp_path):
    rows = [a_row(f"00410000{n:02d}") for n in range(20)]
    blank = dict.fromkeys(rows[0], "")
    file = read_file(
        a_file(tmp_path / "tape.csv", *rows, blank | {"Loan Number": "TOTAL LOANS: 21"}), as_of=FEB
    )
    totals = control_totals(file.parsed, file.summary.sums)
    assert (total(totals, LOANS).file, total(totals, LOANS).agrees) == (21, False)


def test_figures_are_written_as_people_write_them():
    assert [written(1186), written(Money(123_456_789)), written(None)] == [
        "1,186", "$1,234,567.89", "",
    ]  # fmt: skip
