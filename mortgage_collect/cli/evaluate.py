"""`evaluate`: every option for a loan of the book, or for a case file, with findings and steps."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mortgage_collect.cli.answer import Answer
from mortgage_collect.cli.cases import case_in_book, case_in_file
from mortgage_collect.cli.opening import refuse_place, written
from mortgage_collect.cli.options import Usage
from mortgage_collect.core import text
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.events.event import plain
from mortgage_collect.workout.archive import line_of, lines_of, told
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Evaluation, Result, evaluate
from mortgage_collect.workout.file_reader import CaseFinding
from mortgage_collect.workout.value.model import ValueResult
from mortgage_collect.workout.value.sensitivity import break_even_sentence


def options(given: argparse.Namespace) -> Answer:
    """Nothing is written down. Exit code 0 with findings; a file that is no case is refused."""
    if given.even_off and not given.program:
        raise Usage("--even-off goes with --program: name the one to look under")
    path = Path(given.what)
    if path.suffix.lower() == ".json":
        number, case, pay, findings = case_in_file(path, given.program, even_off=given.even_off)
    else:
        number, case = case_in_book(given)
        pay, findings = given.pay, ()
    if given.xlsx is not None:
        refuse_place(given.xlsx, ".xlsx")
    found = evaluate(case, given.pay or pay)
    lines = list(_lines(number, case, found, findings, steps=given.steps))
    data = _data(number, case, found, findings)
    if given.xlsx is not None:
        from mortgage_collect.reports.options_workbook import options_workbook

        content = options_workbook(found, case, f"Loan {number}".strip())
        data["xlsx"] = {"path": str(given.xlsx), "sha256": written(given.xlsx, content)}
        lines += ["", f"Workbook saved as {given.xlsx}"]
    return Answer(tuple(lines), data)


# -- to a person ------------------------------------------------------------------------------


def _lines(
    number: str,
    case: CaseFacts,
    found: Evaluation,
    findings: tuple[CaseFinding, ...],
    *,
    steps: bool,
) -> Iterator[str]:
    behind = text.count(case.months_behind, "payment")
    yield (
        f"Loan {number or 'without a number'} on {text.day(case.as_of)}: {behind} behind, "
        f"{case.position.arrears} due; {case.program.title} ({found.edition}, "
        f"{case.assumptions.edition})"
    )
    if off := _off(case):
        yield f"  OFF: {off}"
    if not case.program.verified:
        yield f"  UNVERIFIED: nobody has recorded reading {case.program.source}"
    for finding in findings:
        yield f"  ?  {finding}"
    for doubt in found.doubts:
        yield f"  ?  {doubt}"
    for at, key in enumerate(found.order, 1):
        result = found[key]
        yield ""
        yield f"{at:>2}. {result.label} \u2013 {result.verdict.label.lower()}"
        yield from (f"      {line}" for line in _result_lines(found, result, steps=steps))


def _off(case: CaseFacts) -> str:
    """That the program is off, in a sentence; "" while it is in use."""
    if case.program.on:
        return ""
    return f"{case.program.title} is off: what follows is a look, nothing may be offered under it."


def _result_lines(found: Evaluation, result: Result, *, steps: bool) -> Iterator[str]:
    shown = result.figures
    if shown is not None:
        parts = [
            ("first payment", shown.payment_now),
            ("later", shown.payment_later),
            (_paid(shown.cash_by), shown.cash_now or None),
            ("left in the heaviest month", shown.surplus_after),
            ("costs more", shown.extra_cost),
            ("deferred", shown.deferred or None),
            ("forgiven", shown.forgiven or None),
            ("worth to the bank over none", result.value.advantage if result.value else None),
        ]
        words = [(name, amount) for name, amount in parts if amount is not None]
        yield ", ".join(_worded(name, amount) for name, amount in words)
    if result.trouble:
        yield f"{result.trouble} {result.do}".strip()
    marks = {True: "ok ", False: "NO ", None: "?  "}
    for reason in result.reasons:
        source = f" ({reason.source})" if reason.source else ""
        yield f"{marks[reason.ok]}{reason.says}{source}"
    if steps and shown is not None:
        for line in shown.working:
            how = shown.working.spoken(line) or line.source
            yield f"   {line.says}: {line.written}  [{how}]"


def _paid(by: date | None) -> str:
    return "paid at once" if by is None else f"paid by {text.day(by)}"


def _worded(name: str, amount: Money) -> str:
    if name == "costs more" and amount < ZERO:
        return f"costs less {-amount}"
    return f"{name} {amount}"


# -- to a program -----------------------------------------------------------------------------


def _data(
    number: str, case: CaseFacts, found: Evaluation, findings: tuple[CaseFinding, ...]
) -> dict[str, Any]:
    chosen = case.program
    return {
        "loan": number,
        "as_of": plain(found.as_of),
        "program": {
            "key": chosen.key,
            "title": chosen.title,
            "edition": found.edition,
            "source": chosen.source,
            "effective_from": plain(chosen.effective_from),
            "reviewed_on": plain(chosen.reviewed_on),
            "verified": chosen.verified,
            "on": chosen.on,
            "off": _off(case),
        },
        "assumptions": {"edition": case.assumptions.edition},
        "arrears": plain(case.position.arrears),
        "months_behind": case.months_behind,
        "pay": plain(found.pay),
        "findings": [told(each) for each in findings],
        "doubts": list(found.doubts),
        "best": [result.key for result in found.best],
        "options": [_option(found, found[key]) for key in found.order],
    }


def _option(found: Evaluation, result: Result) -> dict[str, Any]:
    made: dict[str, Any] = {
        "key": result.key,
        "label": result.label,
        "verdict": result.verdict.value,
        "keeps_home": result.keeps_home,
        "reasons": told(result.reasons),
        "trouble": result.trouble,
        "do": result.do,
        "lost": "" if result in found.best else found.lost(result.key),
        "answers": None,
        "figures": None,
        "terms": None,
        "value": None,
        "working": [],
    }
    if result.offer is not None and result.figures is not None:
        made["answers"] = told(result.answers)
        made["figures"] = told(result.figures)
        made["terms"] = told(result.offer)
        if result.value is not None:
            made["value"] = _value(result.value)
        made["working"] = lines_of(result)
    return made


def _value(value: ValueResult) -> dict[str, Any]:
    working = value.working
    return {
        "npv": plain(value.npv),
        "npv_without": plain(value.npv_without),
        "advantage": plain(value.advantage),
        "break_even_percent": told(value.break_even),
        "sentence": break_even_sentence(value),
        "missing": list(value.missing),
        "notes": list(value.notes),
        "working": [line_of(working, line) for line in working],
    }
