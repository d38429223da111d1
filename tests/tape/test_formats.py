"""One tape in every format: what is read is the same, and what a format cannot tell is said."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Severity
from mortgage_collect.tape.cells import ErrorCell
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.locked import Locked
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.summary import summarize
from tests.tape.other_workbooks import Oops, as_ods, as_xls, as_xlsb, as_xlsx, protected, zipped

HEAD = ["Loan Number", "Borrower Name", "UPB", "Interest Rate", "Next Due Date", "Maturity Date"]
TABLE = [
    ["First Bank of Example", None, None, None, None, None],
    [None] * 6,
    HEAD,
    *(
        [
            f"00{1000 + n}",
            f"RUIZ{n}, ANA & \u00c9RIC",
            101_000.25 + n,
            6.125,
            date(2026, 1 + n % 3, 1),
            date(2050, 1, 1),
        ]
        for n in range(12)
    ),
]
FORMATS = {"xls": as_xls, "ods": as_ods, "xlsb": as_xlsb}


def write(tmp_path, kind, content):
    path = tmp_path / f"tape 2026-03-31.{kind}"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_reads_the_same(tmp_path, kind):
    path = write(tmp_path, kind, FORMATS[kind](TABLE))

    with open_source(path) as source:
        assert source.kind == kind
        assert [sheet.name for sheet in source.sheets] == ["Loans"]
        assert [row.number for row in source.sheets[0].rows()] == [1, *range(3, 16)]
        tape = parse_rows(source, recognize(source))

    assert summarize(tape).accepted == 12
    assert str(summarize(tape).total_upb) == "$1,212,069.00"
    first = tape.rows[0].values
    assert first["loan_number"] == "001000"
    assert first["next_due_date"] == date(2026, 1, 1)
    assert tape.rows[0].row_number == 4


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_error_stays_an_error(tmp_path, kind):
    """A binary workbook (.xlsb) is read through a library that shows an error as nothing."""
    table = [*TABLE[:5], [*TABLE[5][:2], Oops(), *TABLE[5][3:]]]
    with open_source(write(tmp_path, kind, FORMATS[kind](table))) as source:
        rows = list(source.sheets[0].rows())

    assert rows[-1].cells[2] == ErrorCell("#N/A")


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_hidden_rows_are_told(tmp_path, kind):
    with open_source(write(tmp_path, kind, FORMATS[kind](TABLE, hidden_row=6))) as source:
        hidden = [row.number for row in source.sheets[0].rows() if row.hidden]

        assert hidden == [6]
        assert source.sheets[0].notes.hidden_rows == 1


def test_a_sheet_full_to_its_last_row_was_probably_cut(tmp_path):
    with open_source(write(tmp_path, "xls", as_xls(TABLE, filler=65_536))) as source:
        tape = parse_rows(source, recognize(source))

    [told] = [f for f in tape.findings if "full to its last row" in f.says]
    assert told.severity is Severity.WARNING


# -- behind a password ------------------------------------------------------------------------


def test_a_protected_workbook_asks(tmp_path):
    path = write(tmp_path, "xlsx", protected(TABLE, "Oak Street 12"))

    with pytest.raises(Locked, match="is protected with a password") as asked:
        open_source(path)
    assert not asked.value.wrong


def test_a_wrong_password_is_told(tmp_path):
    path = write(tmp_path, "xlsx", protected(TABLE, "Oak Street 12"))

    with pytest.raises(Locked, match="does not open") as told:
        open_source(path, password="oak street 12")
    assert told.value.wrong


def test_the_right_password_opens_it(tmp_path):
    path = write(tmp_path, "xlsx", protected(TABLE, "Oak Street 12"))
    plain = write(tmp_path, "xlsm", as_xlsx(TABLE))

    with open_source(path, password="Oak Street 12") as opened, open_source(plain) as other:
        assert list(opened.sheets[0].rows()) == list(other.sheets[0].rows())
        assert opened.sha256 != other.sha256, "the fingerprint is that of the file as it came"


# -- damaged ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_cut_short_is_one_clear_sentence(tmp_path, kind, part):
    content = FORMATS[kind](TABLE)
    path = write(tmp_path, kind, content[: int(len(content) * part)])

    with pytest.raises(UserError) as refused, open_source(path) as source:
        parse_rows(source, recognize(source))
    assert refused.value.do


def test_a_row_repeated_a_million_times_is_not_unfolded(tmp_path):
    with zipfile.ZipFile(io.BytesIO(as_ods([["Loan Number", "UPB"], ["1", 5]]))) as package:
        text = package.read("content.xml").decode()
    row = '<table:table-row table:number-rows-repeated="900000">'
    text = text.replace("<table:table-row>", row)
    path = write(tmp_path, "ods", zipped({"content.xml": text, "META-INF/manifest.xml": "<m/>"}))

    with open_source(path) as source, pytest.raises(UserError, match="900,000 times over"):
        list(source.sheets[0].rows())
