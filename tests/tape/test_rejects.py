"""A file goes back with the cells marked that keep rows out: its own workbook, or their rows."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.comments import Comment

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.parsed import Fate
from mortgage_collect.tape.rejects import LARGEST, write_rejects
from mortgage_collect.tape.source import open_source
from tests.services.tapes import a_file, a_row
from tests.tape.workbooks import saved

FEB = date(2026, 2, 28)
UPB = "G"  # of the rows of tests.services.tapes
REFUSED, HELD = "00FFC7CE", "00FFEB9C"


def read(path, password=""):
    """Read outside any database, as the import place does."""
    from mortgage_collect.services.tapes import read_file

    return read_file(path, as_of=FEB, password=password)


def sent_back(path, out, password=""):
    file = read(path, password)
    rows = write_rejects(
        out, path, file.sha256, file.recognition, file.parsed.findings, password=password
    )
    out_of_book = {
        row.row_number for row in file.parsed.rows if row.fate in (Fate.HELD, Fate.REFUSED)
    }
    return file, rows, out_of_book


def book_of(path, rows, sheet="Loans"):
    """A workbook of these rows with what people do to one: a title, colors, a note, a formula."""
    book = openpyxl.Workbook()
    about = book.active
    about.title = "Read me"
    about["A1"] = "From the core"
    made = book.create_sheet(sheet)
    made.append(["First Bank, as of 02/28/2026"])
    made.append(list(rows[0]))
    for row in rows:
        made.append(list(row.values()))
    made["A3"].comment = Comment("Ask Joan", "Joan")
    made["M2"] = "Twice"
    made["M3"] = "=G3*2"
    made["N3"] = "=HYPERLINK"
    made["N3"].data_type = "s"
    book.save(path)
    return path


def marked(sheet):
    """The marked cells: where, in which color, with what."""
    return {
        cell.coordinate: (cell.fill.start_color.rgb, cell.comment.text)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None and cell.fill.fill_type == "solid"
    }


def twenty(**last):
    """Rows 3 to 22 of a workbook below its title, 2 to 21 of a text file."""
    return [*(a_row(f"00410000{n:02d}") for n in range(19)), a_row("0041000019", **last)]


def test_a_workbook_comes_back_as_it_was_with_its_cells_marked(tmp_path):
    rows = twenty(**{"Current UPB": "lots"})
    rows[1]["Loan Number"] = ""
    path = book_of(tmp_path / "tape.xlsx", rows)
    out = tmp_path / "out.xlsx"
    _, count, kept_out = sent_back(path, out)
    assert kept_out == {4, 22}
    assert count == 2
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Read me", "Loans"]
    assert book.active.title == "Loans"
    sheet = book["Loans"]
    found = marked(sheet)
    assert set(found) == {"A4", f"{UPB}22"}
    assert found["A4"][0] == REFUSED
    assert "no loan number" in found["A4"][1]
    assert found[f"{UPB}22"][0] == HELD
    assert "not understood" in found[f"{UPB}22"][1]
    assert "Expected: an amount" in found[f"{UPB}22"][1]
    was = openpyxl.load_workbook(path)["Loans"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [cell.value for cell in row] for row in was.iter_rows()
    ]
    assert sheet["A3"].comment.text == "Ask Joan"
    assert (sheet["M3"].data_type, sheet["N3"].data_type) == ("f", "s")


def test_macros_stay_behind(tmp_path):
    path = book_of(tmp_path / "tape.xlsx", twenty(**{"Current UPB": "lots"}))
    held = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(held, "w") as to:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            to.writestr(name, content)
        to.writestr("xl/vbaProject.bin", b"a macro")
    path = saved(tmp_path, held.getvalue(), "tape.xlsm")
    with open_source(path) as source:
        assert source.has_macros
    out = tmp_path / "out.xlsx"
    sent_back(path, out)
    with zipfile.ZipFile(out) as made:
        assert not [name for name in made.namelist() if "vba" in name.lower()]
        assert b"macroEnabled" not in made.read("[Content_Types].xml")
    assert f"{UPB}22" in marked(openpyxl.load_workbook(out)["Loans"])


def test_of_a_text_file_the_rows_that_wait_come_back_as_texts(tmp_path):
    rows = twenty(**{"Current UPB": "lots", "Borrower Name": "=CMD()"})
    path = a_file(tmp_path / "tape.csv", *rows)
    out = tmp_path / "out.xlsx"
    _, count, kept_out = sent_back(path, out)
    assert (count, kept_out) == (1, {21})
    sheet = openpyxl.load_workbook(out).active
    headers, row = sheet.values
    assert list(headers) == [*rows[0], "Row in the file"]
    assert list(row) == [*rows[-1].values(), 21]
    assert row[0] == "0041000019"
    assert all(cell.data_type in "sn" for cell in sheet[2])
    assert set(marked(sheet)) == {f"{UPB}2"}


def test_what_was_corrected_reads_like_the_file_it_is_from(tmp_path):
    rows = twenty(**{"Current UPB": "lots"})
    path = a_file(tmp_path / "tape.csv", *rows)
    out = tmp_path / "out.xlsx"
    sent_back(path, out)
    book = openpyxl.load_workbook(out)
    book.active[f"{UPB}2"] = "180000.00"
    book.save(out)
    again = read(out).parsed
    assert [row.fate for row in again.rows] == [Fate.TAKEN]
    whole = a_file(tmp_path / "whole.csv", *twenty())
    assert again.rows[0].values == read(whole).parsed.rows[-1].values


def test_rows_that_contradict_one_another_are_both_marked(tmp_path):
    rows = [*twenty(), a_row("0041000000", **{"Current UPB": "1.00"})]
    path = book_of(tmp_path / "tape.xlsx", rows)
    out = tmp_path / "out.xlsx"
    _, _, kept_out = sent_back(path, out)
    assert kept_out == {3, 23}
    found = marked(openpyxl.load_workbook(out)["Loans"])
    assert set(found) == {"A3", "A23"}
    assert found["A3"][1].startswith("Ask Joan\n")
    assert "Compare with row 23" in found["A3"][1]


def test_a_row_of_another_width_is_marked_where_it_ends(tmp_path):
    path = a_file(tmp_path / "tape.csv", *twenty())
    with path.open("a") as more:
        more.write("0041000031,ONE,TWO\n")
    out = tmp_path / "out.xlsx"
    sent_back(path, out)
    sheet = openpyxl.load_workbook(out).active
    assert "fewer cells" in marked(sheet)["D2"][1]


def test_a_protected_workbook_comes_back_as_its_rows_only(tmp_path):
    path = book_of(tmp_path / "plain.xlsx", twenty(**{"Current UPB": "lots"}))
    held = io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("Oak 12", held)
    sealed = saved(tmp_path, held.getvalue(), "sealed.xlsx")
    out = tmp_path / "out.xlsx"
    _, count, _ = sent_back(sealed, out, "Oak 12")
    assert count == 1
    assert openpyxl.load_workbook(out).sheetnames == ["Rows to correct"]


def test_a_workbook_too_large_to_copy_comes_back_as_its_rows(tmp_path, monkeypatch):
    path = book_of(tmp_path / "tape.xlsx", twenty(**{"Current UPB": "lots"}))
    assert path.stat().st_size < LARGEST
    monkeypatch.setattr("mortgage_collect.tape.rejects.LARGEST", 1_000)
    out = tmp_path / "out.xlsx"
    sent_back(path, out)
    sheet = openpyxl.load_workbook(out).active
    assert sheet.title == "Rows to correct"
    assert sheet.cell(2, sheet.max_column).value == 22


def test_a_file_changed_since_it_was_read_is_not_marked(tmp_path):
    path = book_of(tmp_path / "tape.xlsx", twenty(**{"Current UPB": "lots"}))
    file = read(path)
    book_of(path, twenty(**{"Current UPB": "many"}))
    with pytest.raises(UserError, match="was changed after it was read"):
        write_rejects(
            tmp_path / "out.xlsx", path, file.sha256, file.recognition, file.parsed.findings
        )


def test_the_file_that_came_in_is_not_written_over(tmp_path):
    path = book_of(tmp_path / "tape.xlsx", twenty(**{"Current UPB": "lots"}))
    before = path.read_bytes()
    with pytest.raises(UserError, match="write over the file that came in"):
        sent_back(path, path)
    assert path.read_bytes() == before


def test_where_nothing_keeps_a_row_out_there_is_nothing_to_send(tmp_path):
    with pytest.raises(UserError, match="No row of this file"):
        sent_back(a_file(tmp_path / "tape.csv", *twenty()), tmp_path / "out.xlsx")
