"""`escrow`: a year of an escrow account, from a file; nothing is written down."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mortgage_collect.cli.answer import Answer
from mortgage_collect.cli.cases import asked, file_text
from mortgage_collect.cli.opening import refuse_place, written
from mortgage_collect.core import text
from mortgage_collect.events.event import plain
from mortgage_collect.loanmath.escrow_account import EscrowAccount, escrow_account
from mortgage_collect.workout.escrow_file import read_escrow
from mortgage_collect.workout.file_reader import CaseFinding


def escrow(given: argparse.Namespace) -> Answer:
    """The analysis of an escrow file."""
    if given.xlsx is not None:
        refuse_place(given.xlsx, ".xlsx")
    read = read_escrow(file_text(Path(given.file), "escrow file"))
    found = asked(lambda: escrow_account(read.question), read.findings)
    lines = list(_escrow_lines(read.number, found, read.findings))
    data = _escrow_data(read.number, found, read.findings)
    if given.xlsx is not None:
        from mortgage_collect.reports.escrow_workbook import escrow_workbook

        content = escrow_workbook(found, f"Loan {read.number}".strip())
        data["xlsx"] = {"path": str(given.xlsx), "sha256": written(given.xlsx, content)}
        lines += ["", f"Workbook saved as {given.xlsx}"]
    return Answer(tuple(lines), data)


def _escrow_lines(
    number: str, found: EscrowAccount, findings: tuple[CaseFinding, ...]
) -> Iterator[str]:
    year = text.day(found.question.first_month)
    yield f"Loan {number or 'without a number'}: escrow for the twelve months from {year}"
    for finding in (*map(str, findings), *found.findings):
        yield f"  ?  {finding}"
    for step in found.steps:
        yield f"  {step.says}: {'unknown' if step.amount is None else step.amount}"
    for kind, amount, allowed in found.remedies:
        may = text.listed([each.value for each in allowed], "or") or "not known"
        yield f"{kind.capitalize()} of {amount}: {may}"
    low = found.analysis.low_point
    if low is not None:
        yield ""
        yield f"Lowest point: {low.balance} at the end of {text.MONTHS[low.month.month - 1]}"
        for month in found.analysis.projection:
            name = f"{text.MONTHS[month.month.month - 1]} {month.month.year}"
            amounts = (month.deposit, month.paid_out, month.balance)
            yield name.rjust(9) + "".join(str(each).rjust(14) for each in amounts)


def _escrow_data(
    number: str, found: EscrowAccount, findings: tuple[CaseFinding, ...]
) -> dict[str, Any]:
    analysis = found.analysis
    low = analysis.low_point
    return {
        "loan": number,
        "first_month": plain(analysis.first_month),
        "annual": plain(analysis.annual),
        "base_payment": plain(analysis.payment),
        "required": plain(analysis.required),
        "cushion": plain(analysis.cushion),
        "target": plain(analysis.target),
        "projected": plain(analysis.projected),
        "low_point": None if low is None else plain(low),
        "differences": [
            {"kind": kind, "amount": plain(amount), "allowed": [each.value for each in allowed]}
            for kind, amount, allowed in found.remedies
        ],
        "new_payment": plain(found.monthly),
        "findings": [*map(str, findings), *found.findings],
        "steps": plain(list(found.steps)),
        "trial": plain(list(analysis.trial)),
        "projection": plain(list(analysis.projection)),
    }
