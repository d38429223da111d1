"""`schedule`: a note run forward, row by row; nothing is written down."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mortgage_collect.cli.answer import Answer
from mortgage_collect.cli.cases import asked, file_text
from mortgage_collect.cli.opening import opened, refuse_place, written
from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.events.event import plain
from mortgage_collect.loanmath.arm import Bound
from mortgage_collect.loanmath.arm_forecast import moving
from mortgage_collect.loanmath.note import Look, NoteSchedule
from mortgage_collect.loanmath.note_apr import note_apr
from mortgage_collect.loanmath.note_schedule import note_schedule
from mortgage_collect.workout.note_file import ReadNote, read_note


def schedule(given: argparse.Namespace) -> Answer:
    """The rows of a loan's note as it is written, or of a note file in the way it names."""
    path = Path(given.what)
    if given.xlsx is not None:
        refuse_place(given.xlsx, ".xlsx")
    if path.suffix.lower() == ".json":
        read = read_note(file_text(path, "note file"))
    else:
        read = _in_book(given)
    made = asked(lambda: note_schedule(read.note, read.look), read.findings)
    charges = read.charges if given.charges is None else given.charges
    apr = None if charges is None else note_apr(made, charges)
    lines = list(_schedule_lines(read, made, charges, apr))
    data = _schedule_data(read, made, charges, apr)
    if given.xlsx is not None:
        from mortgage_collect.reports.note_workbook import note_workbook

        title = f"Loan {read.number}".strip()
        content = note_workbook(made, read.look, title, charges, apr)
        data["xlsx"] = {"path": str(given.xlsx), "sha256": written(given.xlsx, content)}
        lines += ["", f"Workbook saved as {given.xlsx}"]
    return Answer(tuple(lines), data)


def _in_book(given: argparse.Namespace) -> ReadNote:
    from mortgage_collect.queries.facts import loan_by_number
    from mortgage_collect.queries.note import note_on_file

    with opened(given) as store, store.view() as session:
        loan = loan_by_number(session, given.what)
        found = note_on_file(session, loan.id, store.clock.now())
    return ReadNote(found.number, found.note, Look(arm=found.arm), None, said=found.said)


# -- to a person ------------------------------------------------------------------------------


def _schedule_lines(
    read: ReadNote, made: NoteSchedule, charges: Money | None, apr: Rate | None
) -> Iterator[str]:
    number = read.number or "without a number"
    yield f"Loan {number}: {made.way.label.lower()}, interest by {made.day_count.value}"
    yield (
        f"{made.balance} from {text.day(made.from_day)}; {text.count(len(made.rows), 'payment')}, "
        f"the last of {made.final.payment} on {text.day(made.final.due_on)}"
    )
    yield f"Interest {made.total_interest}, paid in all {made.total_paid}"
    if apr is None:
        yield "APR: not told, finance charges are not known (--charges)"
    else:
        yield f"APR for information: {apr}, with finance charges of {charges}"
    for finding in (*map(str, read.findings), *read.said, *made.findings):
        yield f"  ?  {finding}"
    for change in moving(made.changes):
        adjustment = change.adjustment
        held = ""
        if adjustment.bound is not Bound.NOTHING:
            held = f", held by the {adjustment.bound.value}"
        yield (
            f"  {text.day(change.on)}: index {adjustment.index} and margin make "
            f"{adjustment.unrounded}, rounded {adjustment.rounded}{held}: {adjustment.rate}"
        )
    yield ""
    beside = any(row.beside for row in made.rows)
    heads = ["No.", "Due", "Rate", "Interest", "Principal", "Payment", "Balance"]
    widths = [4, 13, 9, 13, 13, 14, 16]
    if beside:
        heads, widths = [*heads, "Unpaid interest"], [*widths, 16]
    yield "".join(head.rjust(width) for head, width in zip(heads, widths, strict=True))
    for row in made.rows:
        cells = [
            row.number,
            text.day(row.due_on),
            row.rate,
            row.interest,
            row.principal,
            row.payment,
            row.balance,
        ]
        if beside:
            cells.append(row.beside)
        yield "".join(str(cell).rjust(width) for cell, width in zip(cells, widths, strict=True))


# -- to a program -----------------------------------------------------------------------------


def _schedule_data(
    read: ReadNote, made: NoteSchedule, charges: Money | None, apr: Rate | None
) -> dict[str, Any]:
    return {
        "loan": read.number,
        "way": made.way.value,
        "day_count": made.day_count.value,
        "balance": plain(made.balance),
        "interest_from": plain(made.from_day),
        "payment": plain(made.payment),
        "payments": len(made.rows),
        "last_payment": {"due_on": plain(made.final.due_on), "amount": plain(made.final.payment)},
        "total_interest": plain(made.total_interest),
        "total_paid": plain(made.total_paid),
        "highest_balance": plain(made.highest_balance),
        "apr": {"rate": plain(apr), "finance_charges": plain(charges), "for_information": True},
        "findings": [*map(str, read.findings), *read.said, *made.findings],
        "changes": [
            {"on": plain(each.on), "before": plain(each.before), **plain(each.adjustment)}
            for each in made.changes
        ],
        "rows": [
            {
                "number": row.number,
                "due_on": plain(row.due_on),
                "rate": plain(row.rate),
                "days": row.days,
                "interest": plain(row.interest),
                "principal": plain(row.principal),
                "payment": plain(row.payment),
                "balance": plain(row.balance),
                "unpaid_interest": plain(row.beside),
            }
            for row in made.rows
        ],
    }
