"""A comparison as plain text, for the clipboard and the file: columns, reasons, others, steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mortgage_collect.core import text
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.comparison import LINES, NOTHING
from mortgage_collect.workout.evaluate import Evaluation, Result
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.program import Program
from mortgage_collect.workout.working import Line, Working

UNVERIFIED = "UNVERIFIED"
_MARKS = {True: "ok", False: "NO", None: "? "}


def account(
    case: CaseFacts, found: Evaluation, columns: Sequence[Result], picked: Result | None = None
) -> str:
    """The columns as they stand, every reason, the others with why they lost, and the steps of
    the picked one."""
    shown = {each.key for each in columns}
    lines = [
        f"Options for loan {case.loan.number or NOTHING} on {text.day(found.as_of)}",
        under(case.program),
    ]
    if found.pay is not None:
        lines.append(f"They can pay {found.pay} a month in all")
    lines += ["", *_table(columns)]
    for each in columns:
        lines += ["", f"{each.label}: {each.verdict.value}", *_reasons(each)]
    lost = [key for key in found.order if key not in shown]
    if lost:
        lines += ["", "Others"]
        lines += [f"- {found[key].label}: {found.lost(key)}" for key in lost]
    if picked is not None and picked.figures is not None:
        lines += ["", f"Steps of {picked.label}", *steps_written(picked.figures.working)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def under(program: Program) -> str:
    """Program and edition, and that nobody has read the source where that is so."""
    said = f"{program.title}, edition {program.edition}"
    return said if program.verified else f"{said}, {UNVERIFIED}: read the source before relying"


def reason_written(reason: Reason) -> str:
    """One reason in a line, with its source."""
    return f"{reason.says} ({reason.source})" if reason.source else reason.says


def steps_written(working: Working) -> Iterator[str]:
    """Every line of a working: what it says, its value, and how it came about."""
    for line in working:
        yield f"- {line.says}: {line.written}. {how(working, line)}".rstrip()


def how(working: Working, line: Line) -> str:
    """The formula in words with its rounding, or the source of an input with its day."""
    if line.formula:
        said = working.spoken(line)
        return f"{said}, rounded {line.rounding}" if line.rounding else said
    said = line.source
    return f"{said}, {text.day(line.as_of)}" if line.as_of else said


def _table(columns: Sequence[Result]) -> Iterator[str]:
    heads = [each.label for each in columns]
    verdicts = [each.verdict.value for each in columns]
    rows = [("", heads), ("", verdicts)]
    rows += [(line.title, [line.cell(each) for each in columns]) for line in LINES]
    first = max(len(title) for title, _ in rows)
    widths = [max(len(cells[at]) for _, cells in rows) for at in range(len(columns))]
    for title, cells in rows:
        told = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"{title:<{first}}  {'  '.join(told)}"


def _reasons(result: Result) -> Iterator[str]:
    if result.trouble:
        yield f"  NO {result.trouble} {result.do}".rstrip()
    for each in result.reasons:
        yield f"  {_MARKS[each.ok]} {reason_written(each)}"
