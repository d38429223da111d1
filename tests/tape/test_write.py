"""What we write, we read back; and what we write never runs."""

import errno
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortgage_collect.core.errors import Cancelled, Trouble
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.tape import write
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.fields import dictionary
from mortgage_collect.tape.plan import BookLoan, plan_import
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.values import YearMonth, is_blank
from mortgage_collect.tape.write import write_grid, write_tape
from tests.tape.lookalike import two_month_tape

AS_OF = date(2026, 2, 28)
NAMES = (
    "loan_number", "borrower_name", "unpaid_principal_balance", "original_loan_amount",
    "escrow_balance", "current_interest_rate", "original_ltv", "next_due_date", "maturity_date",
    "original_term_months", "property_state", "property_zip", "scra_flag", "remarks",
    "borrower_home_phone", "borrower_email",
)  # fmt: skip
COLUMNS = [(dictionary().fields[name].label, name) for name in NAMES]


def parsed(path):
    with open_source(path) as opened:
        return parse_rows(opened, recognize(opened))


words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz '-&.,éñ", min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()).lstrip("='")
)
texts = words.filter(lambda text: any(c.isalpha() for c in text) and not is_blank(text))
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
cents = st.integers(1, 10**9).map(Money)


@st.composite
def loans(draw):
    numbers = draw(st.lists(st.integers(0, 10**9), min_size=1, max_size=8, unique=True))
    maybe = st.none
    return [
        {
            "loan_number": f"{number:010d}",
            "borrower_name": draw(texts | maybe()),
            "unpaid_principal_balance": draw(cents),
            "original_loan_amount": draw(cents | maybe()),
            "escrow_balance": draw(st.integers(-(10**7), 10**8).map(Money) | maybe()),
            "current_interest_rate": draw(st.integers(0, 250_000).map(Rate)),
            "original_ltv": draw(st.integers(0, 2_000_000).map(lambda n: Decimal(n) / 10_000)),
            "next_due_date": draw(st.dates(date(2020, 1, 1), date(2026, 12, 1))),
            "maturity_date": draw(days | st.just(YearMonth(2041, 3)) | maybe()),
            "original_term_months": draw(st.integers(1, 600) | maybe()),
            "property_state": draw(st.sampled_from(["VT", "NH", None])),
            "property_zip": draw(st.sampled_from(["05641", "05641-0001", None])),
            "scra_flag": draw(st.booleans() | maybe()),
            "remarks": draw(texts | st.sampled_from(["=1+1", "@SUM(A1)", "+1 x"]) | maybe()),
            "borrower_home_phone": draw(st.sampled_from(["8025550101", "8025550101x12", None])),
            "borrower_email": draw(st.sampled_from(["a@example.com", None])),
        }
        for number in numbers
    ]


@settings(max_examples=40)
@given(loans())
def test_what_is_written_is_read_back_without_a_difference(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("out") / "export.xlsx"
    assert write_tape(path, COLUMNS, rows, AS_OF, "Loans of the bank") == len(rows)
    tape = parsed(path)
    assert tape.as_of == AS_OF
    assert [row.values for row in tape.rows] == rows
    assert not tape.controls
    assert not tape.skipped


def test_an_export_of_a_tape_plans_no_change(tmp_path):
    two_month_tape(tmp_path / "tape.xlsx", loans=60)
    tape = parsed(tmp_path / "tape.xlsx")
    book = {row.loan_number: BookLoan(row.loan_number, row.values) for row in tape.rows}
    columns = [(dictionary().fields[name].label, name) for name in tape.fields]
    out = tmp_path / "export.xlsx"
    write_tape(out, columns, [row.values for row in tape.rows], AS_OF, "Loans")
    again = plan_import(parsed(out), book)
    assert again.counts["unchanged"] == len(book)
    assert sum(again.counts.values()) == len(book)


def test_texts_are_never_formulas_and_numbers_keep_their_zeros(tmp_path):
    import openpyxl

    path = tmp_path / "export.xlsx"
    rows = [["=1+1", '=HYPERLINK("http://x")', "0012", "https://example.com", "+5", "a\x00b"]]
    write_grid(path, "Queue", list("abcdef"), rows, below="As of today")
    book = openpyxl.load_workbook(path)
    cells = list(book.active[4])
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [cell.value for cell in cells] == [*rows[0][:5], "a b"]
    assert all(cell.hyperlink is None for cell in cells)
    book.close()


def test_the_sheet_is_neat(tmp_path):
    import openpyxl

    path = tmp_path / "export.xlsx"
    row = dict.fromkeys(NAMES) | {
        "loan_number": "0001",
        "unpaid_principal_balance": Money.of("1204.50"),
        "next_due_date": AS_OF,
        "current_interest_rate": Rate.percent("6.125"),
    }
    write_tape(path, COLUMNS, [row], AS_OF, "Loans of the bank")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet["A1"].value == "Loans of the bank"
    assert sheet["A2"].value == "As of 02/28/2026"
    assert sheet["A3"].value == "Loan number"
    assert sheet.freeze_panes == "B4"
    assert sheet["C4"].value == 1204.5
    assert sheet["C4"].number_format.startswith("#,##0.00")
    assert sheet["F4"].value == 0.06125
    assert sheet["H4"].is_date
    assert sheet.column_dimensions["A"].width > 10
    book.close()


def test_a_broken_off_export_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(b"old")

    def stop(done, of, what):
        raise Cancelled

    rows = ({"loan_number": str(at)} for at in range(5_000))
    with pytest.raises(Cancelled):
        write_tape(path, COLUMNS[:1], rows, AS_OF, "x", progress=stop)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["export.xlsx"]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "full"), "the disk is full"),
        (PermissionError(errno.EACCES, "no"), "open in another program"),
        (OSError(errno.EIO, "bad"), "could not be written"),
    ],
)
def test_a_disk_that_does_not_take_it_is_trouble(tmp_path, monkeypatch, error, says):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(write.Path, "replace", fail)
    with pytest.raises(Trouble, match=says):
        write_grid(tmp_path / "export.xlsx", "t", ["a"], [["x"]])
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(Trouble, match="its folder is not there"):
        write_grid(tmp_path / "no" / "export.xlsx", "t", ["a"], [])
