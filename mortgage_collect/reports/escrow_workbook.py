"""An escrow analysis as a workbook whose own formulas work every line again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, Final

from mortgage_collect.core.money import Money
from mortgage_collect.core.waking import waking
from mortgage_collect.loanmath.escrow_account import EscrowAccount
from mortgage_collect.reports.working_block import Formats, formats, plain_number

WIDTHS: Final = (34, 14, 14, 14, 14, 14, 9)
LETTER: Final = 1
BILLS: Final = 4
"""The row the head of the bills stands in."""


def escrow_workbook(found: EscrowAccount, title: str) -> bytes:
    """The workbook as bytes; the same account gives the same bytes."""
    with waking:
        import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    first = found.question.first_month
    book.set_properties(
        {
            "title": title,
            "subject": "Escrow analysis",
            "created": datetime.combine(first, time()),
        }
    )
    style = formats(book)
    page = book.add_worksheet("Escrow analysis")
    for at, width in enumerate(WIDTHS):
        page.set_column(at, at, width)
    page.set_paper(LETTER)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&RPage &P of &N")
    page.fit_to_pages(1, 0)
    bold = book.add_format({"font_name": "Calibri", "font_size": 14, "bold": True})
    page.write_string(0, 0, title, bold)
    page.write_string(1, 0, "12 CFR 1024.17(c) and (d), aggregate analysis", style.long)
    row = 2
    for finding in found.findings:
        page.write_string(row, 0, finding, style.long)
        row += 1
    _Sheet(page, style, found).write(max(row + 1, BILLS))
    book.close()
    return out.getvalue()


class _Sheet:
    """One sheet, written from the top down: bills, figures, months, remedies."""

    def __init__(self, page: Any, style: Formats, found: EscrowAccount) -> None:
        self._page, self._style, self._found = page, style, found

    def write(self, row: int) -> None:
        first, last = self._bills(row)
        figures = last + 2
        months = figures + 14
        self._figures(figures, first, last, months)
        if self._found.analysis.trial:
            self._months(months, figures, first, last)
            months += 14
        self._remedies(months + 1)

    def _bills(self, row: int) -> tuple[int, int]:
        """Every payment of a bill in the cycle; returns the first and the last row of them."""
        page, style = self._page, self._style
        for at, head in enumerate(("Bill", "Month", "Amount", "Every years", "Per year")):
            page.write_string(row, at, head, style.head)
        first = row + 1
        for says, month, amount, years in _payments(self._found):
            row += 1
            page.write_string(row, 0, says, style.text)
            page.write_number(row, 1, month, style.count)
            if amount is None:
                page.write_string(row, 2, "unknown", style.note)
            else:
                page.write_number(row, 2, plain_number(amount), style.money)
                page.write_number(row, 3, years, style.count)
                page.write_formula(row, 4, f"=C{row + 1}/D{row + 1}", style.money, "")
        return first, max(row, first)

    def _figures(self, row: int, first: int, last: int, months: int) -> None:
        """What the year comes to; the head's row is `row`."""
        analysis, question = self._found.analysis, self._found.question
        page, style = self._page, self._style
        for at, head in enumerate(("Figure", "Worked here", "Our figure", "Agrees")):
            page.write_string(row, at, head, style.head)
        top, end = months + 2, months + 13
        yearly = all(bill.every_years == 1 for bill in question.bills)
        lowest = f"=MAX(-MIN(D{top}:D{end}),0)" if yearly else ""
        per_year = f"SUM(E{first + 1}:E{last + 1})"
        parts: list[tuple[str, str, Money | None]] = [
            ("Bills of a year", f"=ROUND({per_year},2)", analysis.annual),
            ("Base payment: a twelfth", f"=ROUND({per_year}/12,2)", analysis.payment),
            ("Needed at the start", lowest, analysis.required),
            (
                "Cushion, rounded down",
                f"=ROUNDDOWN(ROUND({per_year}*{question.cushion_months}/12,6),2)",
                analysis.cushion,
            ),
            ("Target at the start", f"=B{row + 4}+B{row + 5}", analysis.target),
            ("Projected balance at the start", "", analysis.projected),
        ]
        difference = analysis.difference
        if difference is not None:
            target, held = f"B{row + 6}", f"B{row + 7}"
            parts += [
                ("Surplus", f"=MAX({held}-{target},0)", difference.surplus),
                ("Deficiency", f"=MAX(-{held},0)", difference.deficiency),
                ("Shortage", f"=MAX({target}-MAX({held},0),0)", difference.shortage),
            ]
            parts.append(("New escrow payment", self._new_payment(row), self._found.monthly))
        for at, (says, formula, own) in enumerate(parts, row + 1):
            page.write_string(at, 0, says, style.text)
            if own is None:
                page.write_string(at, 1, "unknown", style.note)
                continue
            if formula:
                page.write_formula(at, 1, formula, style.money, plain_number(own))
                check = f'=IF(ABS(B{at + 1}-C{at + 1})<0.004,"yes","NO")'
                page.write_formula(at, 3, check, style.good, "yes")
            else:
                page.write_number(at, 1, plain_number(own), style.money)
            page.write_number(at, 2, plain_number(own), style.money)

    def _new_payment(self, row: int) -> str:
        question, payment = self._found.question, self._found.payment
        added = f"=B{row + 3}"
        added += f"+ROUNDDOWN(B{row + 9}/{question.deficiency_months},2)"
        added += f"+ROUNDDOWN(B{row + 10}/{question.shortage_months},2)"
        if payment is not None and payment.credit is not None:
            added += f"-ROUNDDOWN(B{row + 8}/{payment.credit.months},2)"
        return added

    def _months(self, row: int, figures: int, first: int, last: int) -> None:
        page, style, analysis = self._page, self._style, self._found.analysis
        heads = ("Month", "Paid in", "Paid out", "From zero", "From the target", "Ours", "Agrees")
        for at, head in enumerate(heads):
            page.write_string(row, at, head, style.head)
        yearly = all(bill.every_years == 1 for bill in self._found.question.bills)
        for trial, held in zip(analysis.trial, analysis.projection, strict=True):
            row += 1
            at = row + 1
            opening = trial is analysis.trial[0]
            page.write_datetime(row, 0, trial.month, style.day)
            paid_in = f"=B{figures + 3}"
            page.write_formula(row, 1, paid_in, style.money, plain_number(trial.deposit))
            if yearly:
                bills = f"B{first + 1}:B{last + 1},MONTH(A{at}),C{first + 1}:C{last + 1}"
                page.write_formula(
                    row, 2, f"=SUMIF({bills})", style.money, plain_number(trial.paid_out)
                )
            else:
                page.write_number(row, 2, plain_number(trial.paid_out), style.money)
            before = ("0", f"B{figures + 6}") if opening else (f"D{row}", f"E{row}")
            for column, start, own in ((3, before[0], trial), (4, before[1], held)):
                worked = f"={start}+B{at}-C{at}"
                page.write_formula(row, column, worked, style.money, plain_number(own.balance))
            page.write_number(row, 5, plain_number(held.balance), style.money)
            check = f'=IF(ABS(E{at}-F{at})<0.004,"yes","NO")'
            page.write_formula(row, 6, check, style.good, "yes")

    def _remedies(self, row: int) -> None:
        page, style = self._page, self._style
        for kind, amount, allowed in self._found.remedies:
            page.write_string(row, 0, kind.capitalize(), style.head)
            page.write_number(row, 1, plain_number(amount), style.money)
            says = "; or ".join(each.value for each in allowed) or "not known"
            page.write_string(row, 2, says, style.long)
            row += 1


def _payments(found: EscrowAccount) -> Iterator[tuple[str, int, Money | None, int]]:
    for bill in found.question.bills:
        for month in bill.months:
            yield bill.payee.label, month, bill.amount, bill.every_years
