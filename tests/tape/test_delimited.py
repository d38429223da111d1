"""Delimited text: encodings, delimiters, quotes."""

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.source import open_source
from tests.tape.workbooks import saved

TEXT = "Loan Number{0}Name{0}UPB\n0001{0}José{0}5.00\n0002{0}Ann{0}6.00\n"


def rows_of(tmp_path, content):
    with open_source(saved(tmp_path, content, "tape.csv")) as opened:
        sheet = opened.sheets[0]
        return [row.cells for row in sheet.rows()], sheet.notes


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_delimiters(tmp_path, delimiter):
    rows, notes = rows_of(tmp_path, TEXT.format(delimiter))
    assert rows[1] == ["0001", "José", "5.00"]
    assert notes.delimiter == delimiter


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path, encoding):
    rows, notes = rows_of(tmp_path, TEXT.format(",").encode(encoding))
    assert rows[0][0] == "Loan Number"
    assert rows[1] == ["0001", "José", "5.00"]
    assert notes.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_text_that_is_not_what_its_mark_says_is_refused(tmp_path, encoding):
    whole = TEXT.format(",").encode(encoding)
    broken = whole[:-1] if encoding == "utf-16" else whole[:20] + b"\xff" + whole[20:]
    with pytest.raises(UserError, match="damaged"):
        rows_of(tmp_path, broken)


def test_quotes_may_hold_delimiters_and_lines(tmp_path):
    rows, _ = rows_of(tmp_path, 'Loan Number,Name\n1,"AMES, ADA\nAND BEN"\n2,"O""NEIL"\n')
    assert rows[1:] == [["1", "AMES, ADA\nAND BEN"], ["2", 'O"NEIL']]


def test_bare_carriage_returns_end_lines(tmp_path):
    rows, _ = rows_of(tmp_path, b"Loan Number,UPB\r1,5\r2,6\r")
    assert rows == [["Loan Number", "UPB"], ["1", "5"], ["2", "6"]]


def test_nul_bytes_are_left_out_and_counted(tmp_path):
    rows, notes = rows_of(tmp_path, b"Loan Number,UPB\n1\0,5\n" + b"2,6\n" * 50)
    assert rows[1] == ["1", "5"]
    assert notes.nul_bytes == 1


def test_commas_inside_a_bar_file_do_not_win(tmp_path):
    lines = "Number|Name\n" + "".join(f"{n}|AMES, ADA, {n}\n" for n in range(20))
    assert rows_of(tmp_path, lines)[1].delimiter == "|"


def test_rows_are_numbered_by_record_and_blank_ones_are_none(tmp_path):
    with open_source(saved(tmp_path, "a,b\n,\n1,2\n", "tape.csv")) as opened:
        assert [row.number for row in opened.sheets[0].rows()] == [1, 3]
