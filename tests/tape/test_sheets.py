"""Sheets of a workbook: which is read, what is said of the others, and sheets of odd sizes."""

import time
from datetime import date

import pytest

from mortgage_collect.core.words import Severity
from mortgage_collect.tape.cells import MOST_COLUMNS, letter
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from tests.tape.lookalike import two_month_tape
from tests.tape.workbooks import cells, saved, workbook

AS_OF = date(2026, 2, 28)
HEAD = cells(1, "Loan Number", "UPB", "Next Due Date")
LOANS = HEAD + "".join(cells(n, f"{1000 + n}", 5, "02/01/2026") for n in range(2, 30))
SECONDS = 10  # of the processor


def read(path, **how):
    with open_source(path) as opened:
        found = recognize(opened, as_of=AS_OF, **how)
        return found, parse_rows(opened, found)


def book(path, **sheets):
    """A workbook of these sheets; one named with a leading _ is hidden."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name.strip("_"))
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            if name.startswith("_"):
                sheet.hide()
    return path


TAPE = [
    ["Loan Number", "UPB", "Maturity Date"],
    *([f"10{n}", 5, "01/01/2040"] for n in range(10, 30)),
]
WORDS = [["Read this first"], ["Column", "Meaning"], ["UPB", "what is owed"]]
CODES = [["Code", "Meaning"], ["A", "active"], ["C", "closed"]]


@pytest.mark.parametrize(
    "order", [["Help", "Codes", "Data"], ["Data", "Help", "Codes"], ["Codes", "Data", "Help"]]
)
def test_the_sheet_with_the_loans_is_read_wherever_it_stands(tmp_path, order):
    there = {"Help": WORDS, "Codes": CODES, "Data": TAPE}
    found, tape = read(book(tmp_path / "b.xlsx", **{name: there[name] for name in order}))
    assert found.sheet == "Data"
    assert len(tape.accepted) == 20
    assert set(found.other_sheets) == {"Help", "Codes"}


def test_a_hidden_sheet_of_last_month_is_not_taken_and_is_told(tmp_path):
    older = [TAPE[0], *([f"10{n}", 9, "01/01/2040"] for n in range(10, 40))]
    found, tape = read(book(tmp_path / "b.xlsx", This=TAPE, _Last=older))
    assert (found.sheet, len(tape.accepted)) == ("This", 20)
    assert any("Hidden sheets were not read: Last." in each.says for each in tape.findings)


def test_where_only_a_hidden_sheet_has_loans_it_is_read_and_said(tmp_path):
    found, tape = read(book(tmp_path / "b.xlsx", Help=WORDS, _Data=TAPE))
    assert found.sheet == "Data"
    told = next(each for each in tape.findings if "is hidden" in each.says)
    assert told.severity is Severity.WARNING


def test_of_two_months_the_later_is_read_and_the_other_is_told(tmp_path):
    path = tmp_path / "tape.xlsx"
    truth = two_month_tape(path, loans=30)
    with open_source(path) as opened:
        found = recognize(opened)
        tape = parse_rows(opened, found)
    assert found.sheet == "Feb 2026"
    assert found.passed_over == ("Jan 2026",)
    assert len(tape.accepted) == len(truth.last.loans)
    assert any("Jan 2026" in each.says for each in tape.findings)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="{0}" s="1" customFormat="1" ht="15"/>',
        '<row r="{0}"><c r="A{0}" s="1"/><c r="B{0}" s="1"/></row>',
    ],
)
def test_a_million_rows_with_formats_only_are_passed_over(tmp_path, row):
    empty = "".join(row.format(n) for n in range(31, 1_048_577))
    path = saved(tmp_path, workbook(LOANS + empty))
    began = time.process_time()
    _, tape = read(path)
    assert len(tape.accepted) == 28
    assert time.process_time() - began < SECONDS


def test_rows_between_empty_ones_are_all_there(tmp_path):
    rows = HEAD
    for n in range(2, 60):
        rows += f'<row r="{n}"/>' if n % 2 else cells(n, f"{1000 + n}", 5, "02/01/2026")
        rows += f'<row r="{n + 500}" ht="15"><c r="A{n + 500}" s="1"/></row>' if n % 7 == 0 else ""
    _, tape = read(saved(tmp_path, workbook(rows)))
    assert [row.row_number for row in tape.rows] == list(range(2, 60, 2))


@pytest.mark.parametrize("opening", ['<row r="{0}">', '<row r="{0}" hidden="0">'])
def test_more_columns_than_are_read_are_told(tmp_path, opening):
    """By both ways through a sheet: the quick one, and the parser's."""
    wide = 16_384

    def line(number, texts):
        inside = "".join(
            f'<c r="{letter(at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in enumerate(texts)
        )
        return f"{opening.format(number)}{inside}</row>"

    rows = line(1, ["Loan Number", "UPB", *(f"Extra {n}" for n in range(wide - 2))])
    rows += "".join(line(n, [f"{1000 + n}", "5", *["x"] * (wide - 2)]) for n in range(2, 6))
    path = saved(tmp_path, workbook(rows))
    began = time.process_time()
    found, tape = read(path)
    assert (len(tape.accepted), len(found.columns)) == (4, MOST_COLUMNS)
    told = next(each for each in tape.findings if "Columns beyond SF were not read" in each.says)
    assert told.found == "16,384 columns"
    assert time.process_time() - began < SECONDS
