"""A tape that was read, against the truth of the dirty file: every difference in a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Severity
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.parsed import Fate, LoanRow, ParsedTape
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.values import Value, YearMonth
from tests.tape import dirty_rows  # noqa: F401 - its kinds of dirt
from tests.tape.dirty import KINDS, Tape
from tests.tape.dirty_book import AS_OF, Plain, Truth
from tests.tape.dirty_files import write


def differences(tape: Tape, path: Path) -> list[str]:
    """Write the tape, read it as a person would who says yes to every proof, and compare."""
    truth = tape.truth
    write(tape, path)
    as_of = None if "day" in tape.file else AS_OF
    try:
        with open_source(path) as source:
            found = recognize(source, as_of=as_of)
            asked = [question.text for question in found.questions if question.blocking]
            offered = [question.text for question in found.questions if question.readings]
            if asked or tape.offers:
                found = recognize(source, as_of=as_of, **answered(found))
            read = parse_rows(source, found)
    except UserError as error:
        return [] if truth.refusal and truth.refusal in str(error) else [f"refused: {error}"]
    if truth.refusal:
        return ["it should have been refused"]
    wrong = [
        f"not asked: {each}" for each in tape.questions if not any(each in text for text in asked)
    ]
    wrong += [f"not offered: {each}" for each in tape.offers if not any(each in o for o in offered)]
    if len(offered) > len(tape.offers) + len(tape.questions):
        wrong.append(f"offered: {offered}")
    if len(asked) > len(tape.questions):
        wrong.append(f"asked: {asked}")
    return [*wrong, *_columns(tape, found), *_rows(truth, read), *_told(truth, read)]


def answered(found: Recognition) -> dict[str, Any]:
    """As a person answers who trusts the first that is offered."""
    readings: dict[str, str] = {}
    mapping: dict[int | str, str] = {c.position: c.field or "" for c in found.columns}
    for question in found.questions:
        if question.readings:
            readings |= dict.fromkeys(question.candidates, question.readings[0])
        elif question.blocking and question.columns:
            mapping[question.columns[0]] = question.candidates[0]
    return {"readings": readings, "mapping": mapping}


def _columns(tape: Tape, found: Recognition) -> list[str]:
    wanted = {column.field for column in tape.columns if column is not None}
    got = set(found.mapped)
    wrong = [f"no column for {name}" for name in sorted(wanted - got)]
    wrong += [f"a column taken for {name}" for name in sorted(got - wanted)]
    wrong += [f"asks: {question.text}" for question in found.questions if question.blocking]
    return wrong


def _rows(truth: Truth, read: ParsedTape) -> list[str]:
    wrong = []
    fates = {fate: read.of(fate) for fate in Fate}
    counts = {
        Fate.TAKEN: len(truth.loans) - len(truth.held),
        Fate.REFUSED: truth.refused,
        Fate.DUPLICATE: truth.twice,
    }
    for fate, wanted in counts.items():
        if len(fates[fate]) != wanted:
            wrong.append(f"{len(fates[fate])} rows {fate.value}, not {wanted}")
    held = {row.loan_number for row in fates[Fate.HELD]}
    wrong += [f"loan {number} waits for nothing" for number in sorted(held - truth.held)]
    wrong += [f"loan {number} should wait" for number in sorted(truth.held - held)]
    total = sum(
        value.cents
        for row in fates[Fate.TAKEN]
        if isinstance(value := row.values.get("unpaid_principal_balance"), Money)
    )
    if total != truth.total():
        wrong.append(f"balances of {total} cents, not {truth.total()}")
    for row in read.rows:
        wrong += _cells(truth, row)
    return wrong


def _cells(truth: Truth, row: LoanRow) -> list[str]:
    if row.fate is Fate.REFUSED:
        return []
    loan = truth.loans.get(row.loan_number)
    if loan is None:
        return [f"no loan is called {row.loan_number!r}"]
    wrong = []
    for name, wanted in loan.items():
        if (row.loan_number, name) in truth.unread:
            continue
        if name == "remarks" and row.loan_number in truth.held:
            continue
        got = _plain(row.values[name]) if name in row.values else "(unread)"
        if got != wanted and not (got is None and wanted == ""):
            wrong.append(f"{name} of {row.loan_number} is {got!r}, not {wanted!r}")
    return wrong


def _plain(value: Value) -> Plain:
    if isinstance(value, Money):
        return value.cents
    if isinstance(value, Rate):
        return value.millionths
    if isinstance(value, YearMonth):
        return (value.year, value.month)
    assert value is None or isinstance(value, str | int | date | bool)
    return value


def _told(truth: Truth, read: ParsedTape) -> list[str]:
    """Something is said about every loan that was spoiled, and of no other."""
    grave = [f for f in read.findings if f.severity is not Severity.NOTE]
    told = {finding.loan_number for finding in grave if finding.row and finding.loan_number}
    wrong = [f"nothing is said of {number}" for number in sorted(truth.told - told)]
    wrong += [
        f"of {number} is said: {next(f.says for f in grave if f.loan_number == number)}"
        for number in sorted(told - truth.told)
    ]
    said = [finding.says for finding in read.findings]
    wrong += [f"not said: {each}" for each in truth.says if not any(each in s for s in said)]
    return wrong


def together(ending: str) -> list[str]:
    """All kinds of dirt one file of this ending can have at once."""
    return [name for name, kind in KINDS.items() if ending in kind.formats and not kind.alone]
