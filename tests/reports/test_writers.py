from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import Money
from mortgage_collect.reports.delinquency import Parameters, delinquency_report
from mortgage_collect.reports.report import Column, Kind, ReportData, Table
from mortgage_collect.reports.to_pdf import LONGEST_LIST, to_pdf
from mortgage_collect.reports.to_xlsx import to_xlsx
from tests.documents.plans import pages_of, text_of
from tests.reports.small_book import WHOLE, fill
from tests.stores import MONDAY


@pytest.fixture
def made(store):
    with fill(store).view() as session:
        return delinquency_report.build(session, MONDAY, Parameters(current_too=True))


def opened(data, *, values=True):
    return openpyxl.load_workbook(BytesIO(to_xlsx(data)), data_only=values)


def plain(cell):
    """A cell of a table as Excel holds it."""
    match cell:
        case Money():
            return float(cell.dollars)
        case Fraction():
            return pytest.approx(float(cell))
        case date():
            return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - Excel has no zones
        case None:
            return "not known"
        case "":
            return None
    return cell


def rows(sheet, first, table):
    width = len(table.columns)
    return [
        [sheet.cell(first + at, 1 + column).value for column in range(width)]
        for at in range(len(table.rows) + (table.total is not None))
    ]


def test_the_cells_are_the_table(made):
    book = opened(made)
    buckets, _, loans = made.tables

    assert book.sheetnames == ["Delinquency by bucket", "Loans"]
    for sheet, table in ((book.worksheets[0], buckets), (book.worksheets[1], loans)):
        assert [cell.value for cell in sheet[5]][: len(table.columns)] == [
            column.title for column in table.columns
        ]
        assert rows(sheet, 6, table) == [
            [plain(cell) for cell in row] for row in (*table.rows, table.total)
        ]


def test_totals_add_themselves_up_and_know_their_sum(made):
    formulas, values = opened(made, values=False), opened(made)
    last = 6 + len(made.tables[0].rows)

    assert formulas.worksheets[0].cell(last, 2).value == f"=SUM(B6:B{last - 1})"
    assert values.worksheets[0].cell(last, 2).value == 9
    assert values.worksheets[0].cell(last, 4).value == 520002.80
    assert formulas.worksheets[1].cell(15, 7).value == "=SUM(G6:G14)"
    assert values.worksheets[1].cell(15, 7).value == 520002.80


def test_amounts_are_numbers_and_dates_are_dates(made):
    sheet = opened(made).worksheets[1]

    assert sheet["G6"].number_format == "#,##0.00;[Red]-#,##0.00"
    assert sheet["G6"].data_type == "n"
    assert sheet["E6"].is_date
    assert sheet["A6"].value == "000007"


def test_a_name_that_looks_like_a_formula_stays_a_name(made):
    cells = [cell for row in opened(made, values=False).worksheets[1] for cell in row]

    for name in ("=March, José", "+February, Żaneta", "-January, Nuñez", "@December, García"):
        found = [cell for cell in cells if cell.value == name]
        assert [cell.data_type for cell in found] == ["s"]


def test_it_prints_as_it_should(made):
    book = opened(made)

    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)  # one is what is meant by silence
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "As of Mar 31, 2026 · counted the MBA way" in sheet.oddHeader.right.text
        assert "counted the MBA way" in sheet.oddFooter.left.text
        assert f"History {made.history}" in sheet.oddFooter.left.text
        assert sheet.freeze_panes in ("A6", "B6")
        assert sheet["A3"].value == made.stands_for
    assert book.worksheets[1].page_setup.fitToHeight == 0
    assert book.worksheets[1].print_title_rows == "$5:$5"


def test_the_notes_are_under_the_tables(made):
    said = {cell.value for cell in opened(made).worksheets[0]["A"]}

    assert set(made.footnotes) <= said
    assert f"History {made.history}" in said


def test_the_same_report_is_the_same_bytes(made):
    assert to_xlsx(made) == to_xlsx(made)
    assert to_pdf(made).content == to_pdf(made).content


def test_an_empty_list_is_still_a_workbook(made):
    columns = (Column("Loan"), Column("Owed", Kind.MONEY))
    empty = Table("Nobody late", columns, (), total=("Total", Money(0)), detail=True)
    data = a_report(made.tables[0], empty)

    assert opened(data).worksheets[1]["B6"].value == 0
    assert "Nobody late" not in text_of(to_pdf(data).content)


def test_the_paper_holds_every_bucket_and_the_total(made):
    first, second = pages_of(to_pdf(made).content)

    for words in ("1-29 days 1 11.1% $90,000.20", f"All active loans 9 100.0% {WHOLE}"):
        assert words in first.replace("\N{EN DASH}", "-")
    assert all(note in first for note in made.footnotes)
    assert "As of Mar 31, 2026 · counted the MBA way" in first
    assert f"History {made.history}" in second
    assert "@December, García" in second
    assert "not known" in second


def test_a_long_list_stays_off_the_paper(made):
    many = Table("Loans", (Column("Loan"),), (("1",),) * (LONGEST_LIST + 1), detail=True)
    paper = to_pdf(a_report(made.tables[0], many))

    assert paper.pages == 1
    assert "401 rows, too many for paper" in text_of(paper.content)


def test_a_row_that_does_not_fit_is_a_bug():
    with pytest.raises(Bug, match="Loans: 2 cells under 1 columns"):
        Table("Loans", (Column("Loan"),), (("1", "2"),))


def a_report(*tables):
    return ReportData(
        key="a",
        title="A report",
        bank="A bank",
        as_of=date(2026, 3, 31),
        method="counted",
        made_at=datetime(2026, 3, 31, 12, tzinfo=UTC),
        made_on=date(2026, 3, 31),
        tables=tables,
        footnotes=("Small print.",),
        history="1-abc",
    )
