"""All options of a loan as a workbook whose own formulas work every line again.

A sheet to compare, then a sheet an option: its terms line by line, its value to the bank, the
payments one below the other, and the reasons kept and not.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.reports.option_schedule import write_schedule
from mortgage_collect.reports.working_block import (
    LINE_HEIGHT,
    WIDTHS,
    Formats,
    formats,
    plain_number,
    write_working,
)
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Evaluation, Result
from mortgage_collect.workout.option import PlanOffer
from mortgage_collect.workout.value.sensitivity import break_even_sentence
from mortgage_collect.workout.working import Value

FIGURES: Final = (
    ("Paid at once, or as promised", "cash_now"),
    ("First payment", "payment_now"),
    ("First payment due", "first_due"),
    ("Payment later", "payment_later"),
    ("From", "later_from"),
    ("Change from today", "change"),
    ("Surplus in the heaviest month", "surplus_after"),
    ("Housing ratio", "housing_ratio"),
    ("Months until current", "months_to_cure"),
    ("Last payment due", "maturity_on"),
    ("All that is paid to the bank", "total_cost"),
    ("Costs more than the note as written", "extra_cost"),
    ("Deferred", "deferred"),
    ("Forgiven", "forgiven"),
    ("Loan to value", "ltv"),
)
# Figures that a line of the option's own sheet works out: the comparison points at it.
LINKED: Final = {
    "change": "figure_change",
    "surplus_after": "figure_surplus_after",
    "housing_ratio": "figure_ratio",
    "extra_cost": "figure_extra",
    "ltv": "figure_ltv",
}


ABREAST: Final = 6
"""Options beside each other on a printed page."""
STEPS: Final = 3
"""The row the head of the steps stands in."""
PRINTED: Final = 4
"""The last column that is printed: how a line is worked."""
LETTER: Final = 1


def options_workbook(evaluation: Evaluation, case: CaseFacts, title: str) -> bytes:
    """The workbook as bytes; the same evaluation gives the same bytes.

    `title` names loan and borrower as the caller may show them.
    """
    with waking:
        import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = evaluation.as_of
    book.set_properties({"title": title, "subject": "Workout options", "created": _midnight(day)})
    style = formats(book)
    bold = book.add_format({"font_name": "Calibri", "font_size": 14, "bold": True})
    compare = book.add_worksheet("Options")
    places: dict[str, tuple[str, dict[str, int]]] = {}
    results = [evaluation[key] for key in evaluation.order]
    for result in results:
        if result.figures is not None:
            page = book.add_worksheet(result.label[:31])
            places[result.key] = (result.label[:31], _option(page, result, case, style, bold))
    _compare(compare, evaluation, case, results, places, title, style, bold)
    book.close()
    return out.getvalue()


def _midnight(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a property of the file


def _compare(
    page: Any,
    evaluation: Evaluation,
    case: CaseFacts,
    results: Sequence[Result],
    places: dict[str, tuple[str, dict[str, int]]],
    title: str,
    style: Formats,
    bold: Any,
) -> None:
    program = case.program
    page.write_string(0, 0, title, bold)
    says = f"As of {text.day(evaluation.as_of)}. {program.title}, edition {evaluation.edition}"
    page.write_string(1, 0, f"{says}. Source: {program.source}", style.long)
    if not program.verified:
        page.write_string(2, 0, "UNVERIFIED: nobody has recorded reading the source", style.long)
    if evaluation.pay is not None:
        page.write_string(3, 0, f"They can pay {evaluation.pay} a month in all", style.long)
    row = 5
    page.write_string(row, 0, "Best first", style.head)
    page.set_row(row, 2 * LINE_HEIGHT)  # a long name takes two lines
    page.set_column(0, 0, 30)
    page.set_column(1, len(results), 15)
    _on_paper(page)
    # Some options beside each other on a page, each page with the names of the lines.
    page.fit_to_pages(-(-len(results) // ABREAST), 1)
    page.repeat_columns(0)
    page.freeze_panes(row + 1, 1)
    for at, result in enumerate(results, 1):
        page.write_string(row, at, result.label, style.head)
    row += 1
    page.write_string(row, 0, "Verdict", style.text)
    for at, result in enumerate(results, 1):
        page.write_string(row, at, result.verdict.label, style.text)
    for label, name in FIGURES:
        row += 1
        page.write_string(row, 0, label, style.text)
        for at, result in enumerate(results, 1):
            if result.figures is not None:
                value: Value = getattr(result.figures, name)
                _figure(page, row, at, value, places.get(result.key), LINKED.get(name), style)
    row += 1
    page.write_string(row, 0, "Worth to the bank over no workout", style.text)
    for at, result in enumerate(results, 1):
        worth = result.value.advantage if result.value is not None else None
        if worth is not None:
            page.write_number(row, at, plain_number(worth), style.money)
    row += 1
    page.write_string(row, 0, "Why, or why not", style.text)
    for at, result in enumerate(results, 1):
        page.write_string(row, at, result.says or "every criterion is kept", style.note)
    page.set_row(row, 90)


def _figure(
    page: Any,
    row: int,
    column: int,
    value: Value,
    place: tuple[str, dict[str, int]] | None,
    key: str | None,
    style: Formats,
) -> None:
    form = style.of(value)
    if isinstance(value, date):
        page.write_datetime(row, column, value, form)
    elif value is None:
        page.write_string(row, column, "", style.note)
    elif place is not None and key is not None and key in place[1]:
        sheet, rows = place
        page.write_formula(row, column, f"='{sheet}'!B{rows[key] + 1}", form, plain_number(value))
    else:
        page.write(row, column, plain_number(value), form)


def _on_paper(page: Any) -> None:
    """A sheet that lies, with little around it, on the paper of the country."""
    page.set_landscape()
    page.set_paper(LETTER)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&RPage &P of &N")


def _option(
    page: Any, result: Result, case: CaseFacts, style: Formats, bold: Any
) -> dict[str, int]:
    assert result.figures is not None
    for at, width in enumerate(WIDTHS):
        page.set_column(at, at, width)
    _on_paper(page)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, result.label, bold)
    page.write_string(1, 0, f"{result.verdict.label}. {result.says}".strip(), style.long)
    row, rows = write_working(page, STEPS, result.figures.working, style)
    row += 1
    page.write_string(row, 0, "Criteria", bold)
    for reason in result.reasons:
        row += 1
        mark = {True: "kept", False: "NOT KEPT", None: "unknown"}[reason.ok]
        page.write_string(row, 0, reason.says, style.text)
        page.write_string(row, 1, mark, style.text)
        page.write_string(row, 5, reason.source, style.note)
    offer = result.offer
    if isinstance(offer, PlanOffer):
        page.write_string(row + 2, 0, "Payments of the plan", bold)
        row = _plan(page, row + 3, offer, style)
    # On paper goes what is read: the steps, the criteria and a plan's payments. Sources, the value
    # to the bank and the schedule of a whole note are looked up in the file.
    page.print_area(0, 0, row, PRINTED)
    page.repeat_rows(STEPS)
    row += 2
    if result.value is not None:
        page.write_string(row, 0, "Value to the bank", bold)
        page.write_string(row + 1, 0, break_even_sentence(result.value), style.long)
        row, _ = write_working(page, row + 2, result.value.working, style)
        row += 1
    if not isinstance(offer, PlanOffer):
        write_schedule(page, row, result, case, rows, style, bold)
    return rows


def _plan(page: Any, row: int, offer: PlanOffer, style: Formats) -> int:
    """A plan's payments, worked by formulas of their own; returns the last row."""
    for at, head in enumerate(("Payment", "Regular", "Arrears", "In all", "Due")):
        page.write_string(row, at, head, style.head)
    first = row + 1
    for part in offer.installments:
        row += 1
        page.write_number(row, 0, part.number, style.count)
        page.write_number(row, 1, plain_number(part.regular), style.money)
        page.write_number(row, 2, plain_number(part.arrears), style.money)
        both = f"=B{row + 1}+C{row + 1}"
        page.write_formula(row, 3, both, style.money, plain_number(part.total))
        page.write_datetime(row, 4, part.due_on, style.day)
    total = f"=SUM(C{first + 1}:C{row + 1})"
    page.write_string(row + 1, 0, "Arrears in all", style.head)
    page.write_formula(row + 1, 2, total, style.money, plain_number(offer.arrears_total))
    return row + 1
