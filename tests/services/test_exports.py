"""What goes out: the book in the bank's own columns, the queue with its reasons."""

from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import Cancelled, Trouble
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.queue import queue
from mortgage_collect.services.exports import (
    export_queue,
    export_tape,
    record_export,
    write_findings,
)
from mortgage_collect.services.tapes import read_file
from mortgage_collect.store.backup import fingerprint
from tests.services.tapes import a_file, a_row, brought_in, proposed, with_bank
from tests.tape.lookalike import two_month_tape

JAN, FEB = date(2026, 1, 31), date(2026, 2, 28)


@pytest.fixture
def book(store, tmp_path):
    with_bank(store)
    rows = [
        a_row("0041000017", **{"Next Due Date": "12/01/2025"})
        | {"Teller": "=1+1", "Zone": "North"},
        a_row("0041000018", **{"Borrower Name": "O\u2019BRIEN, M\u00c1IRE"})
        | {"Teller": "07", "Zone": ""},
    ]  # fmt: skip
    brought_in(store, a_file(tmp_path / "t.csv", *rows), as_of=FEB)
    return store


def written(store, out, write=export_tape):
    with store.view() as session:
        return write(session, out, store.clock.now())


def cells(path):
    """Every row but the totals below."""
    rows = [list(row) for row in openpyxl.load_workbook(path).worksheets[0].values]
    return rows[:-1] if rows[-1][0] == "Total" else rows


def test_the_book_goes_out_under_the_bank_s_own_headers(book, tmp_path):
    out = tmp_path / "out.xlsx"
    assert written(book, out) == 2
    title, below, headers, first, second = cells(out)
    assert title[0] == "First Green Bank \u2014 loan book"
    assert below[0] == "As of 02/28/2026"
    assert headers == [*a_row(), "Teller", "Zone"]
    assert first[0] == "0041000017"
    assert first[headers.index("Current UPB")] == 180000
    assert first[headers.index("Zone")] == "North"
    assert second[headers.index("Borrower Name")] == "O\u2019BRIEN, M\u00c1IRE"


def test_what_looks_like_a_formula_stays_text(book, tmp_path):
    out = tmp_path / "out.xlsx"
    written(book, out)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    found = [c for row in sheet.iter_rows() for c in row if c.value == "=1+1"]
    assert [c.data_type for c in found] == ["s"] or all(c.quotePrefix is not None for c in found)
    assert "Teller" in read_file(out).parsed.rows[0].other


def test_the_book_that_went_out_comes_back_unchanged(book, tmp_path):
    out = tmp_path / "out.xlsx"
    written(book, out)
    found = proposed(book, out)
    assert (found.plan.counts["unchanged"], found.plan.counts["changed"]) == (2, 0)


def test_a_number_in_a_column_we_do_not_understand_leaves_as_a_number(store, tmp_path):
    with_bank(store)
    path = tmp_path / "tape.xlsx"
    headers = [*a_row(), "Teller", "Zone score"]
    first = [*a_row().values(), "07", 12.5]
    second = [*a_row("0041000018").values(), 8, "n/a"]
    book = openpyxl.Workbook()
    for line in (headers, first, second):
        book.active.append(line)
    book.save(path)
    brought_in(store, path, as_of=FEB)
    out = tmp_path / "out.xlsx"
    written(store, out)
    names, *rows = cells(out)[2:]
    at = names.index("Teller"), names.index("Zone score")
    assert [[row[place] for place in at] for row in rows] == [["07", 12.5], [8, "n/a"]]


def test_a_number_that_becomes_text_leaves_as_text(store, tmp_path):
    with_bank(store)
    path = tmp_path / "tape.xlsx"
    book = openpyxl.Workbook()
    book.active.append([*a_row(), "Zone score"])
    book.active.append([*a_row().values(), 12.5])
    book.save(path)
    brought_in(store, path, as_of=JAN)
    book.active.cell(2, len(a_row()) + 1, "high")
    book.active.cell(2, 7, "179000.00")  # the balance
    book.save(path)
    brought_in(store, path, as_of=FEB)
    written(store, tmp_path / "out.xlsx")
    names, row = cells(tmp_path / "out.xlsx")[2:]
    assert row[names.index("Zone score")] == "high"


def test_a_book_without_a_tape_goes_out_under_usual_headers(store, tmp_path):
    from tests.services.desks import a_case

    a_case(store)
    out = tmp_path / "out.xlsx"
    assert written(store, out) == 1
    headers, first = cells(out)[2:4]
    assert "Unpaid principal" in headers
    assert first[headers.index("Borrower")] == "RUIZ MARIA"


def test_loans_that_left_do_not_go_out(store, tmp_path):
    with_bank(store)
    truth = two_month_tape(tmp_path / "tape.xlsx", loans=40)
    brought_in(store, tmp_path / "tape.xlsx", sheet="Jan 2026")
    brought_in(store, tmp_path / "tape.xlsx", sheet="Feb 2026")
    out = tmp_path / "out.xlsx"
    assert written(store, out) == len(truth.last.loans)
    assert {row.loan_number for row in read_file(out).parsed.rows} == set(truth.last.loans)


def test_the_queue_goes_out_in_its_order_with_its_reasons(book, tmp_path):
    out = tmp_path / "queue.xlsx"
    rows = written(book, out, export_queue)
    with book.view() as session:
        shown = queue(session, book.clock.now()).rows
    assert rows == len(shown) == 1
    headers, first = cells(out)[2:4]
    assert first[:3] == [1, "0041000017", shown[0].borrower]
    assert first[headers.index("First reason")] == shown[0].reasons[0]
    assert first[headers.index("Arrears")] == 4497.30


def test_an_export_is_recorded_with_its_fingerprint(book, tmp_path):
    out = tmp_path / "out.xlsx"
    rows = written(book, out)
    with book.unit() as unit:
        record_export(unit, "tape", out, rows)
    with book.view() as session:
        body = session.scalar(select(HistoryEntry.body).where(HistoryEntry.event == "FileExported"))
    assert fingerprint(out) in body


def test_findings_go_out_without_whole_social_security_numbers(tmp_path):
    bad = a_row("0041000099", **{"Next Due Date": "412-33-6789"})
    path = a_file(tmp_path / "t.csv", bad, *(a_row(f"00{41000000 + n}") for n in range(20)))
    findings = read_file(path, as_of=FEB).parsed.findings
    out = tmp_path / "findings.xlsx"
    assert write_findings(out, path.name, findings) == len(findings)
    text = str(cells(out))
    assert "***-**-6789" in text
    assert "412-33" not in text


def test_an_export_stopped_half_way_leaves_no_file(book, tmp_path, monkeypatch):
    out = tmp_path / "out.xlsx"
    out.write_text("older")

    def stop(*_):
        raise Cancelled

    monkeypatch.setattr("mortgage_collect.tape.write.EVERY", 1)
    with pytest.raises(Cancelled), book.view() as session:
        export_tape(session, out, book.clock.now(), progress=stop)
    assert out.read_text() == "older"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("number", "says"), [(28, "disk is full"), (13, "open in another program")]
)
def test_a_disk_that_refuses_is_told_and_leaves_no_file(book, tmp_path, monkeypatch, number, says):
    def refuse(*_, **__):
        raise OSError(number, "refused")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook.close", refuse)
    out = tmp_path / "out.xlsx"
    with pytest.raises(Trouble, match=says) as told:
        written(book, out)
    assert told.value.do
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told(book, tmp_path):
    with pytest.raises(Trouble, match="folder is not there"):
        written(book, tmp_path / "nowhere" / "out.xlsx")
