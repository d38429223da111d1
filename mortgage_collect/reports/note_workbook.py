"""A schedule as a workbook whose own formulas work every line again.

The inputs stand at the top, then what is paid from which row on, the changes of an adjustable rate,
and the rows. Beside each row is the program's own balance, and whether the two agree.
"""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta
from typing import Any, Final

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.waking import waking
from mortgage_collect.loanmath.note import Look, NoteRow, NoteSchedule, PaymentFrom, Way
from mortgage_collect.reports.note_formulas import (
    Columns,
    beside_formulas,
    change_formulas,
    halves_formulas,
    plain_formulas,
    regular_formula,
    share_formula,
)
from mortgage_collect.reports.working_block import Formats, formats, plain_number

WIDTHS: Final = (9, 14, 7, 11, 12, 14, 14, 14, 16, 14, 16, 9)
LETTER: Final = 1
CHANGE_HEADS: Final = (
    "Change on",
    "Rate before",
    "Index",
    "Margin",
    "Sum",
    "Rounded",
    "New rate",
    "Held by",
    "Our rate",
)


def note_workbook(
    made: NoteSchedule,
    look: Look,
    title: str,
    charges: Money | None = None,
    apr: Rate | None = None,
    *,
    known: bool = True,
) -> bytes:
    """The workbook as bytes; the same schedule gives the same bytes.

    `title` names loan and borrower as the caller may show them. An APR is told with the `charges`
    it counts, and only then. Without `known`, "Agrees" is empty until something works the rows.
    """
    with waking:
        import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": title,
            "subject": "Schedule of a note",
            "created": datetime.combine(made.from_day, time()),
        }
    )
    style = formats(book)
    page = book.add_worksheet("Schedule")
    _Sheet(book, page, style, made, look, known=known).write(title, charges, apr)
    book.close()
    return out.getvalue()


class _Sheet:
    """One sheet, written from the top down."""

    def __init__(
        self,
        book: Any,
        page: Any,
        style: Formats,
        made: NoteSchedule,
        look: Look,
        *,
        known: bool,
    ) -> None:
        self._agrees = "yes" if known else ""
        self._page, self._style, self._made, self._look = page, style, made, look
        self._bold = book.add_format({"font_name": "Calibri", "font_size": 14, "bold": True})
        self._rates: dict[int, str] = {}
        for at, width in enumerate(WIDTHS):
            page.set_column(at, at, width)
        page.set_landscape()
        page.set_paper(LETTER)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer("&L&A&RPage &P of &N")
        page.fit_to_pages(1, 0)

    def write(self, title: str, charges: Money | None, apr: Rate | None) -> None:
        page, style, made = self._page, self._style, self._made
        page.write_string(0, 0, title, self._bold)
        says = f"{made.way.label}, interest by {made.day_count.value}"
        page.write_string(1, 0, says, style.long)
        row = 3
        for words, value in (("Balance", made.balance), ("Interest runs from", made.from_day)):
            page.write_string(row, 0, words, style.text)
            if isinstance(value, Money):
                page.write_number(row, 3, plain_number(value), style.money)
            else:
                page.write_datetime(row, 3, value, style.day)
            row += 1
        row = self._charges(row, charges)
        for finding in made.findings:
            page.write_string(row, 0, finding, style.long)
            row += 1
        row = self._changes(row + 1)
        begins = row + 1
        # The rows come after what is paid from which row on, whose formulas point at them.
        first = begins + len(made.payments) + 3
        self._payments(begins, first)
        self._rows(first, begins)
        last = first + len(made.rows)
        self._totals(last + 1, first, apr, charges)

    def _charges(self, row: int, charges: Money | None) -> int:
        if charges is None:
            return row
        self._page.write_string(row, 0, "Finance charges", self._style.text)
        self._page.write_number(row, 3, plain_number(charges), self._style.money)
        return row + 1

    def _changes(self, row: int) -> int:
        made, page, style = self._made, self._page, self._style
        if not made.changes:
            return row
        page.write_string(row, 0, "Changes of the rate", style.head)
        row += 1
        for at, head in enumerate(CHANGE_HEADS):
            page.write_string(row, at, head, style.head)
        for number, change in enumerate(made.changes):
            row += 1
            adjustment = change.adjustment
            before = f"G{row}" if number else ""
            page.write_datetime(row, 0, change.on, style.day)
            if before:
                page.write_formula(row, 1, f"={before}", style.rate, plain_number(change.before))
            else:
                page.write_number(row, 1, plain_number(change.before), style.rate)
            page.write_number(row, 2, plain_number(adjustment.index), style.rate)
            margin = Rate(adjustment.unrounded.millionths - adjustment.index.millionths)
            page.write_number(row, 3, plain_number(margin), style.rate)
            formulas = change_formulas(self._look.arm, row + 1, first=number == 0)
            own = (adjustment.unrounded, adjustment.rounded, adjustment.rate)
            for at, (formula, value) in enumerate(zip(formulas, own, strict=True), 4):
                page.write_formula(row, at, formula, style.rate, plain_number(value))
            page.write_string(row, 7, adjustment.bound.value, style.text)
            page.write_number(row, 8, plain_number(adjustment.rate), style.rate)
            paid_from = next((r.number for r in made.rows if r.due_on > change.on), 0)
            self._rates[paid_from] = f"$G${row + 1}"
        return row + 2

    def _payments(self, row: int, first: int) -> None:
        """What is paid from which row on; a level payment is worked out on that row's balance."""
        page, style, made = self._page, self._style, self._made
        heads = ("From No.", "Rate", "Over", "Cap", "Balance", "Payment", "Our payment", "How")
        for at, head in enumerate(heads):
            page.write_string(row - 1, at, head, style.head)
        for at, each in enumerate(made.payments):
            here = row + at
            page.write_number(here, 0, each.first, style.count)
            self._rate_cell(here, 1, each)
            if each.level_over is not None:
                page.write_number(here, 2, each.level_over, style.count)
            if each.cap is not None:
                page.write_number(here, 3, plain_number(each.cap), style.rate)
            before = "$D$4" if each.first == 1 else f"I{first + each.first - 1}"
            page.write_formula(here, 4, f"={before}", style.money, plain_number(each.balance))
            formula = regular_formula(made, each, here + 1)
            if formula:
                page.write_formula(here, 5, formula, style.money, plain_number(each.payment))
            else:
                page.write_number(here, 5, plain_number(each.payment), style.money)
            page.write_number(here, 6, plain_number(each.payment), style.money)
            page.write_string(here, 7, each.how, style.note)

    def _rate_cell(self, row: int, column: int, each: PaymentFrom) -> None:
        cell = next(
            (self._rates[n] for n in sorted(self._rates, reverse=True) if 0 < n <= each.first), ""
        )
        if cell:
            self._page.write_formula(
                row, column, f"={cell}", self._style.rate, plain_number(each.rate)
            )
        else:
            self._page.write_number(row, column, plain_number(each.rate), self._style.rate)

    def _rows(self, first: int, begins: int) -> None:
        """`first` is the row of the head; the first payment stands below it."""
        page, style, made = self._page, self._style, self._made
        special = {Way.MINIMUM: "Unpaid interest", Way.HALVES_HELD: "Halves waiting"}
        kept = made.way in special and (
            made.way is Way.HALVES_HELD or any(row.beside for row in made.rows)
        )
        heads = (
            "No.",
            "Due",
            "Days",
            "Rate",
            "Of a year",
            "Interest",
            "Principal",
            "Payment",
            "Balance",
            special[made.way] if kept else "",
            "Our balance",
            "Agrees",
        )
        for at, head in enumerate(heads):
            page.write_string(first - 1, at, head, style.head)
        page.repeat_rows(first - 1)
        at = 0
        for row in made.rows:
            if at + 1 < len(made.payments) and made.payments[at + 1].first <= row.number:
                at += 1
            self._row(row, first, begins + at + 1, made.payments[at], kept=kept)

    def _row(
        self, row: NoteRow, first: int, paid_at: int, paid: PaymentFrom, *, kept: bool
    ) -> None:
        page, style, made = self._page, self._style, self._made
        here = first + row.number - 1
        cells = Columns(
            row=here + 1,
            opening=row.number == 1,
            last=row is made.rows[-1],
            regular=f"$F${paid_at}",
            how=paid.how,
            months=made.day_count is DayCount.THIRTY_360,
        )
        page.write_number(here, 0, row.number, style.count)
        page.write_datetime(here, 1, row.due_on, style.day)
        since = "$D$5" if cells.opening else f"B{here}"
        page.write_formula(here, 2, f"=B{here + 1}-{since}", style.count, row.days)
        page.write_formula(here, 3, f"=$B${paid_at}", style.rate, plain_number(row.rate))
        share = share_formula(made, row, f"C{here + 1}", since, f"B{here + 1}")
        page.write_formula(here, 4, share, style.share, plain_number(row.share))
        if kept and made.way is Way.HALVES_HELD:
            half = made.rows[0].due_on - timedelta(days=14)
            written = halves_formulas(cells, half, principal=bool(self._look.extra_to_principal))
        elif kept:
            written = beside_formulas(cells)
        else:
            written = plain_formulas(cells)
        own = (row.interest, row.principal, row.payment, row.balance)
        for at, (formula, value) in enumerate(zip(written[:4], own, strict=True), 5):
            page.write_formula(here, at, formula, style.money, plain_number(value))
        if kept:
            waits = "" if made.way is Way.HALVES_HELD else plain_number(row.beside)
            page.write_formula(here, 9, written[4], style.money, waits)
        page.write_number(here, 10, plain_number(row.balance), style.money)
        check = f'=IF(ABS(I{here + 1}-K{here + 1})<0.004,"yes","NO")'
        page.write_formula(here, 11, check, style.good, self._agrees)

    def _totals(self, row: int, first: int, apr: Rate | None, charges: Money | None) -> None:
        page, style, made = self._page, self._style, self._made
        top, bottom = first + 1, first + len(made.rows)
        page.write_string(row, 0, "In all", style.head)
        own = (made.total_interest, made.balance, made.total_paid)
        for at, value in zip((5, 6, 7), own, strict=True):
            column = "FGH"[at - 5]
            formula = f"=SUM({column}{top}:{column}{bottom})"
            page.write_formula(row, at, formula, style.money, plain_number(value))
        row += 1
        page.write_string(row, 0, "Last payment", style.head)
        last = made.final
        page.write_formula(row, 7, f"=H{bottom}", style.money, plain_number(last.payment))
        page.write_string(row, 8, f"due {text.day(last.due_on)}", style.note)
        if apr is None or charges is None:
            return
        row += 1
        says = "APR for information, no disclosure: the balance less finance charges, repaid so"
        page.write_string(row, 0, says, style.long)
        page.write_number(row, 7, plain_number(apr), style.rate)
        if made.way.is_biweekly:
            return
        row += 1
        page.write_string(row, 0, "What the payments are worth at it, and what is left", style.long)
        page.write_formula(row, 7, f"=NPV(H{row}/12,H{top}:H{bottom})", style.money, "")
        page.write_formula(row, 8, f"=D4-D6-H{row + 1}", style.money, "")
