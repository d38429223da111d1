"""The options as a workbook: every line a formula beside our figure, best first, the same bytes."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.reports.options_workbook import options_workbook
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.evaluate import evaluate

ROOT = Path(__file__).resolve().parents[2]
READ = read_case((ROOT / "docs/examples/case.json").read_text("utf-8"))
FOUND = evaluate(READ.case, Money.of(3_100))
BYTES = options_workbook(FOUND, READ.case, "Loan 4000123")


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(BYTES))


@pytest.fixture(scope="module")
def values():
    return openpyxl.load_workbook(io.BytesIO(BYTES), data_only=True)


def test_a_sheet_to_compare_and_one_for_every_option_with_terms(book):
    with_terms = [FOUND[key].label for key in FOUND.order if FOUND[key].offer is not None]
    assert book.sheetnames == ["Options", *with_terms]


def test_the_comparison_is_best_first_and_points_at_the_sheets(book):
    page = book["Options"]
    heads = [cell.value for cell in page[6]][1:]
    assert heads == [FOUND[key].label for key in FOUND.order]
    linked = [c.value for row in page.iter_rows() for c in row if str(c.value).startswith("='")]
    assert len(linked) > 20


def test_every_line_is_an_input_with_its_source_or_a_formula_that_is_checked(book, values):
    page, seen = book["Repayment plan"], values["Repayment plan"]
    rows = {page.cell(row, 1).value: row for row in range(4, 40)}
    arrears = rows["To repay in the plan"]
    assert str(page.cell(arrears, 2).value).startswith("=B")
    assert seen.cell(arrears, 3).value == 10_500.85
    assert page.cell(arrears, 4).value == f'=IF(ABS(B{arrears}-C{arrears})<=0.004,"yes","NO")'
    unpaid = rows["4 unpaid payments"]
    assert page.cell(unpaid, 6).value == "the loan's own installments"
    assert page.cell(unpaid, 7).value.date() == date(2026, 11, 24)


def test_the_plans_payments_come_to_its_arrears(values):
    page = values["Repayment plan"]
    rows = list(page.iter_rows(values_only=True))
    start = next(at for at, row in enumerate(rows) if row[0] == "Payment" and row[1] == "Regular")
    parts = [row for row in rows[start + 1 :] if isinstance(row[0], int)]
    assert len(parts) == 11
    assert round(sum(row[2] for row in parts), 2) == 10_500.85


def test_a_new_notes_schedule_ends_at_zero(values):
    rows = list(values["Capitalization"].iter_rows(values_only=True))
    assert rows[-1][0] == 304
    assert rows[-1][5] == 0
    assert rows[-1][4].date() == date(2052, 4, 1)


def test_the_same_evaluation_gives_the_same_bytes():
    assert options_workbook(FOUND, READ.case, "Loan 4000123") == BYTES


def test_an_unverified_program_says_so_on_the_page():
    data = json.loads((ROOT / "docs/examples/case.json").read_text("utf-8"))
    data["program"] = "fannie"
    case = read_case(json.dumps(data)).case
    made = options_workbook(evaluate(case), case, "Loan")
    page = openpyxl.load_workbook(io.BytesIO(made))["Options"]
    assert "UNVERIFIED" in str(page.cell(3, 1).value)


def test_a_note_that_counts_days_has_its_days_in_the_schedule():
    """January 2027 bears the 31 days of December: 244,356.12 x 0.065 x 31 / 360 = 1,367.7155."""
    data = json.loads((ROOT / "docs/examples/case.json").read_text("utf-8"))
    data["loan"]["day_count"] = "actual/360"
    case = read_case(json.dumps(data)).case
    made = options_workbook(evaluate(case, Money.of(3_100)), case, "Loan 4000123")
    seen = openpyxl.load_workbook(io.BytesIO(made), data_only=True)["Capitalization"]
    page = openpyxl.load_workbook(io.BytesIO(made))["Capitalization"]
    rows = [list(row) for row in seen.iter_rows(values_only=True)]
    head = next(at for at, row in enumerate(rows) if row[:2] == ["Payment", "Interest"])

    assert rows[head][6] == "Days"
    first = rows[head + 1]
    assert (first[0], first[1], first[6]) == (1, 1_367.72, 31)
    assert page.cell(head + 2, 7).value == f"=E{head + 2}-DATE(2026,12,1)"
    assert page.cell(head + 3, 2).value == f"=ROUND(F{head + 2}*$B$19*(G{head + 3}/360),2)"
    last = rows[head + 304]
    assert (last[0], last[3], last[5]) == (304, 13_002.12, 0)
