"""A report as an Excel workbook: real numbers, totals that add themselves up, ready to print."""

from __future__ import annotations

import io
from datetime import date
from fractions import Fraction
from typing import Any, Final

from mortgage_collect.core.money import Money
from mortgage_collect.core.waking import waking
from mortgage_collect.reports.report import NOT_KNOWN, Cell, Kind, ReportData, Table

FONT: Final = "Calibri"
ACCENT, MUTED, SHADE, RULE = "#1F3A5F", "#5B626B", "#EEF1F4", "#C9CED4"
FORMATS: Final[dict[Kind, str]] = {
    Kind.COUNT: "#,##0",
    Kind.MONEY: "#,##0.00;[Red]-#,##0.00",
    Kind.SHARE: "0.0%",
    Kind.DAY: "mmm d, yyyy",
}
LONGEST_HEADER: Final = 255
FIRST_ROW: Final = 4
WIDEST: Final = 60
CHART_BARS = "#8C4A2F"


def to_xlsx(data: ReportData) -> bytes:
    """The workbook; the same report gives the same bytes.

    The first sheet holds the short tables, each detail table has one of its own.
    """
    with waking:
        import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": data.title,
            "subject": data.stands_for,
            "company": data.bank,
            "comments": f"History {data.history}",
            "created": data.made_at.replace(tzinfo=None),
        }
    )
    writer = _Writer(book, data)
    short = [table for table in data.tables if not table.detail]
    writer.sheet(data.title[:31], short, data.footnotes)
    for table in data.tables:
        if table.detail:
            writer.sheet(table.title[:31], [table], ())
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, book: Any, data: ReportData) -> None:
        self._book, self._data = book, data
        self._formats = dict[tuple[str, ...], Any]()

    def sheet(self, name: str, tables: list[Table], footnotes: tuple[str, ...]) -> None:
        page = self._book.add_worksheet(name)
        data = self._data
        page.write_string(0, 0, data.title, self._format("title"))
        page.write_string(1, 0, data.bank, self._format("plain"))
        page.write_string(2, 0, data.stands_for, self._format("muted"))
        page.set_row(0, 22)
        page.set_row(1, 15)
        self._print_setup(page, tables)
        widest = max(tables, key=lambda table: len(table.columns))
        for at in range(len(widest.columns)):
            page.set_column(at, at, _width(widest, at))
        page.freeze_panes(FIRST_ROW + 1, 1 if tables[0].detail else 0)
        row = FIRST_ROW
        for table in tables:
            if row != FIRST_ROW:
                page.write_string(row, 0, table.title, self._format("section"))
                row += 1
            row = self._table(page, table, row) + 1
        row += self._chart(page, name, tables[0], row)
        wide = sum(column.width for column in widest.columns)
        for line in (*footnotes, f"History {data.history}") if footnotes else ():
            page.merge_range(row, 0, row, len(widest.columns) - 1, "", self._format("note"))
            page.write_string(row, 0, line, self._format("note"))
            page.set_row(row, 13 * -(-len(line) // (wide + wide // 4)))
            row += 1

    def _table(self, page: Any, table: Table, row: int) -> int:
        """Writes a table from `row` on; returns the row after it."""
        for at, column in enumerate(table.columns):
            side = "right" if column.kind.is_number else "left" if at else ""
            page.write_string(row, at, column.title, self._format("header", side))
        page.set_row(row, 30)
        first = row + 1
        for row, cells in enumerate(table.rows, start=first):
            for at, cell in enumerate(cells):
                self._cell(page, row, at, cell, table.columns[at].kind)
        last = first + len(table.rows) - 1
        if table.detail and table.rows:
            page.autofilter(first - 1, 0, last, len(table.columns) - 1)
            # A loan's number is a name: Excel need not point out that it is text.
            page.ignore_errors({"number_stored_as_text": f"A{first + 1}:A{last + 1}"})
        if table.total is None:
            return last + 1
        for at, cell in enumerate(table.total):
            kind = table.columns[at].kind
            if kind.is_number and cell not in ("", None) and table.rows:
                self._sum(page, last + 1, at, (first, last), cell, kind)
            else:
                self._cell(page, last + 1, at, cell, kind, total=True)
        return last + 2

    def _cell(
        self, page: Any, row: int, at: int, cell: Cell, kind: Kind, *, total: bool = False
    ) -> None:
        look = self._format("total" if total else "cell", kind if at else "")
        match cell:
            case None:
                page.write_string(row, at, NOT_KNOWN, self._format("unknown"))
            case "":
                page.write_blank(row, at, None, look)
            case str():
                # As text whatever it begins with: "=1+1" in a name is a name, not a formula.
                page.write_string(row, at, cell, look)
            case date():
                page.write_datetime(row, at, cell, look)
            case Money() | Fraction() | int():
                page.write_number(row, at, _number(cell), look)

    def _sum(
        self, page: Any, row: int, at: int, rows: tuple[int, int], cell: Cell, kind: Kind
    ) -> None:
        """A formula with the value it comes to, for programs that do not calculate."""
        assert isinstance(cell, Money | Fraction | int)
        with waking:
            from xlsxwriter.utility import xl_rowcol_to_cell

        first, last = (xl_rowcol_to_cell(r, at) for r in rows)
        look = self._format("total", kind)
        page.write_formula(row, at, f"=SUM({first}:{last})", look, _number(cell))

    def _chart(self, page: Any, name: str, table: Table, row: int) -> int:
        """Bars under the tables; returns the rows they take."""
        wanted = table.chart
        if wanted is None:
            return 0
        first, last = (FIRST_ROW + 1 + at for at in (wanted.first, wanted.last))
        chart = self._book.add_chart({"type": "column"})
        chart.add_series(
            {
                "name": table.columns[wanted.column].title,
                "categories": [name, first, 0, last, 0],
                "values": [name, first, wanted.column, last, wanted.column],
                "fill": {"color": CHART_BARS},
                "gap": 60,
                "data_labels": {"value": True, "font": {"name": FONT, "size": 9}},
            }
        )
        chart.set_title(
            {
                "name": wanted.title,
                "name_font": {"name": FONT, "size": 11, "color": ACCENT},
            }
        )
        chart.set_legend({"none": True})
        chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_x_axis({"num_font": {"name": FONT, "size": 9}})
        chart.set_size({"width": 760, "height": 230})
        page.insert_chart(row, 0, chart, {"description": wanted.title})
        return 13

    def _print_setup(self, page: Any, tables: list[Table]) -> None:
        data = self._data
        page.set_landscape()
        page.set_paper(1)
        page.fit_to_pages(1, 0 if tables[0].detail else 1)
        page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.75)
        page.set_header(_marked(f"&L{_safe(data.bank)}&R{_safe(data.stands_for)}"))
        page.set_footer(
            _marked(f"&L{_safe(data.title)} · {_safe(data.stands_for)} · History {data.history}")
            + "&RPage &P of &N"
        )
        if tables[0].detail:
            page.repeat_rows(FIRST_ROW)
            page.hide_gridlines(1)
        else:
            page.hide_gridlines(2)

    def _format(self, look: str, kind: str = "") -> Any:
        key = (look, kind)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(_look(look, kind))
        return self._formats[key]


def _look(look: str, kind: str) -> dict[str, Any]:
    made: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "top"}
    if kind in FORMATS:
        made["num_format"] = FORMATS[Kind(kind)]
    if kind in (Kind.DAY, Kind.TEXT):
        # An indent, or the text sticks to the number before it.
        made |= {"align": "left", "indent": 1, "shrink": kind == Kind.TEXT}
    match look:
        case "title":
            made |= {"font_size": 15, "bold": True, "font_color": ACCENT}
        case "section":
            made |= {"font_size": 11, "bold": True, "font_color": ACCENT}
        case "muted":
            made |= {"font_size": 9, "font_color": MUTED}
        case "note":
            made |= {"font_size": 9, "font_color": MUTED, "text_wrap": True}
        case "unknown":
            made |= {"font_color": MUTED, "italic": True, "align": "right"}
        case "header":
            made |= {
                "bold": True,
                "text_wrap": True,
                "bg_color": SHADE,
                "bottom": 1,
                "bottom_color": MUTED,
                "align": kind or "left",
                "indent": 1 if kind == "left" else 0,
                "valign": "bottom",
            }
        case "cell":
            made |= {"bottom": 4, "bottom_color": RULE}
        case "total":
            made |= {"bold": True, "top": 1, "top_color": MUTED}
    return made


def _width(table: Table, at: int) -> int:
    """The column's own width, or what its longest text takes."""
    column = table.columns[at]
    if column.kind is not Kind.TEXT:
        return column.width
    longest = max((len(str(row[at])) for row in table.rows), default=0)
    return max(column.width, min(longest + 3, WIDEST))


def _number(cell: Money | Fraction | int) -> float | int:
    """Excel knows no other numbers than floats: this is the edge, and nothing is reckoned here."""
    match cell:
        case Money():
            return float(cell.dollars)
        case Fraction():
            return float(cell)
    return cell


def _safe(words: str) -> str:
    return words.replace("&", "&&")


def _marked(words: str) -> str:
    return words[: LONGEST_HEADER - len("&RPage &P of &N")]
