"""Rows into loans: every cell by its column's rule, every doubt written down, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.text import count
from mortgage_collect.core.words import Severity, TapeKind
from mortgage_collect.tape.cells import (
    Cell,
    Progress,
    Row,
    Shared,
    ignore,
    letter,
    shown,
    without_collecting,
)
from mortgage_collect.tape.columnrules import ColumnRule, decide_rule
from mortgage_collect.tape.controls import check_controls, check_due_dates, check_file, check_rules
from mortgage_collect.tape.crosscheck import check_loan
from mortgage_collect.tape.duplicates import settle_duplicates
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.findings import Findings
from mortgage_collect.tape.months import FIELD as AS_OF
from mortgage_collect.tape.months import months_of, of_month, which_month
from mortgage_collect.tape.parsed import ControlRow, Fate, LoanRow, ParsedTape
from mortgage_collect.tape.readers import ColumnReader, OddScale, severity_of
from mortgage_collect.tape.readings import settled
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.rowkinds import RowKind, row_kind
from mortgage_collect.tape.source import Source
from mortgage_collect.tape.values import Unread, Value

EVERY = 1_000  # rows between two reports of progress


class _Column(NamedTuple):
    position: int
    field: str
    reader: ColumnReader
    label: str


_Trouble = tuple[_Column, Unread, Cell]
_LOANS = (RowKind.LOAN, RowKind.KEYLESS)


def parse_rows(
    source: Source,
    recognition: Recognition,
    *,
    rules: Mapping[str, ColumnRule] | None = None,
    progress: Progress = ignore,
) -> ParsedTape:
    """Read every row of the recognized sheet.

    `rules` (by field) are what a person settled about whole columns and win over our own. Works
    for all kinds of files; loans are checked against themselves. Raises UserError for damage and
    for loan numbers a spreadsheet has destroyed.
    """
    with without_collecting():
        return _parse(source, recognition, rules, progress)


def _parse(
    source: Source,
    recognition: Recognition,
    rules: Mapping[str, ColumnRule] | None,
    progress: Progress,
) -> ParsedTape:
    sheet = source.sheet(recognition.sheet)
    found = Findings(recognition.sheet)
    rows: list[Row] = []
    shared = Shared()
    for row in sheet.rows():
        if row.number > recognition.header_row:
            shared.share(row.cells)
            rows.append(row)
            if len(rows) % EVERY == 0:
                progress(len(rows), 0, "Reading rows")
    mapped = {name: match.position for name, match in recognition.mapped.items()}
    fields = all_fields()
    decided = {
        name: decide_rule(fields[name], at, rows, sheet.epoch_1904, mapped)
        for name, at in mapped.items()
    }
    for name, reading in recognition.readings.items():
        decided[name] = settled(decided[name], fields[name], reading)
    decided.update(rules or {})
    recognition, rows = _one_month(recognition, rows, decided, found)
    if "loan_number" not in mapped:
        return ParsedTape(recognition, source.sha256, recognition.as_of, [], [], [], decided)
    check_rules(decided, recognition, found)
    columns = [
        _Column(at, name, ColumnReader(fields[name], decided[name]), column_label(recognition, at))
        for name, at in mapped.items()
    ]
    tape = ParsedTape(recognition, source.sha256, recognition.as_of, [], [], [], decided)
    _read_all(tape, bool(sheet.notes.delimiter), rows, columns, found, progress)
    _refuse_destroyed_ids(source, tape, found)
    if recognition.kind is not TapeKind.PAYMENTS:  # a loan may well pay twice
        loans = recognition.kind is TapeKind.LOANS
        settle_duplicates(tape.rows, found, hold_conflicts=loans, months=_open_months(recognition))
    check_controls(tape.controls, tape.rows, recognition, found)
    check_due_dates(tape.rows, tape.as_of, found)
    check_file(source, sheet, recognition, found)
    tape.findings = found.done()
    return tape


def _one_month(
    recognition: Recognition, rows: list[Row], rules: Mapping[str, ColumnRule], found: Findings
) -> tuple[Recognition, list[Row]]:
    """Of a file with a row for each loan and month the rows of the month asked for; all of them,
    with a question, while nobody has said which."""
    at = recognition.position(AS_OF)
    if at is None or recognition.kind is not TapeKind.LOANS:
        return recognition, rows
    months = months_of(rows, at, rules[AS_OF].date)
    if len(months) < 2:
        return recognition, rows
    if recognition.as_of_given and recognition.as_of is not None:
        kept = of_month(rows, at, rules[AS_OF].date, recognition.as_of)
        found.add(
            Severity.NOTE,
            f"{count(len(rows) - len(kept), 'row')} of other months left out.",
            field=AS_OF,
        )
        return recognition, kept
    others = (each for each in recognition.questions if each.candidates != (AS_OF,))
    asked = (*others, which_month(months))
    return replace(recognition, questions=asked, as_of=months[-1]), rows


def _open_months(recognition: Recognition) -> bool:
    return any(question.days for question in recognition.questions)


def column_label(recognition: Recognition, position: int) -> str:
    header = recognition.columns[position].header if position < len(recognition.columns) else ""
    return f"{letter(position)}: {header}" if header else letter(position)


def _read_all(
    tape: ParsedTape,
    delimited: bool,
    rows: list[Row],
    columns: Sequence[_Column],
    found: Findings,
    progress: Progress,
) -> None:
    """Takes some rows at a time and leaves none: a large book is not held twice."""
    recognition = tape.recognition
    headers = [column.header for column in recognition.columns]
    key_at = recognition.mapped["loan_number"].position
    fields = all_fields()
    people = [c.position for c in columns if fields[c.field].type in ("date", "name")]
    mapped = {column.position for column in columns}
    others = [(at, header or letter(at)) for at, header in enumerate(headers) if at not in mapped]
    others.append((len(headers), ""))
    width = len(headers)
    of = len(rows)
    names = {RowKind.HEADER: "repeated headers", RowKind.FOOTER: "footers and titles"}
    rows.reverse()
    while rows:
        some = [rows.pop() for _ in range(min(EVERY, len(rows)))]
        progress(of - len(rows), of, "Checking rows")
        kinds = [row_kind(row.cells, key_at, headers, people) for row in some]
        read = _read_loans(
            [row for row, kind in zip(some, kinds, strict=True) if kind in _LOANS], columns
        )
        for row, kind in zip(some, kinds, strict=True):
            cells = row.cells
            if kind in _LOANS:
                loan = _loan(row, *next(read), columns, found)
                for at, header in others[:-1]:
                    cell = cells[at] if at < len(cells) else None
                    if cell is not None:
                        loan.other[header] = shown(cell)
                if kind is RowKind.KEYLESS:
                    _refuse(loan, columns, row.at(key_at), found)
                if len(cells) != width:
                    _check_width(loan, cells, headers, delimited, found)
                check_loan(loan, tape.as_of, found)
                tape.rows.append(loan)
            elif kind is RowKind.TOTAL:
                tape.controls.append(_control(row, columns, key_at))
            else:
                name = names[kind]
                tape.skipped[name] = tape.skipped.get(name, 0) + 1
    for name, times in tape.skipped.items():
        found.add(Severity.NOTE, f"{count(times, 'row')} left out: {name}.")


def _read_loans(
    rows: Sequence[Row], columns: Sequence[_Column]
) -> Iterator[tuple[dict[str, Value], list[_Trouble]]]:
    """For each row its values, and what could not be read. Column by column, which is quicker."""
    across = list(zip_longest(*(row.cells for row in rows)))
    nothing = (None,) * len(rows)
    troubles: dict[int, list[_Trouble]] = {}
    read: list[list[Value]] = []
    for column in columns:
        cells = across[column.position] if column.position < len(across) else nothing
        values, unread = column.reader.read_many(cells)
        read.append(values)
        for at, trouble in unread.items():
            troubles.setdefault(at, []).append((column, trouble, cells[at]))
    fields = [column.field for column in columns]
    for at, values_of_row in enumerate(zip(*read, strict=True)):
        yield dict(zip(fields, values_of_row, strict=True)), troubles.get(at, [])


def _loan(
    row: Row,
    values: dict[str, Value],
    troubles: Sequence[_Trouble],
    columns: Sequence[_Column],
    found: Findings,
) -> LoanRow:
    for column, trouble, _ in troubles:
        if trouble.keep is None:
            del values[column.field]
        else:
            values[column.field] = trouble.keep
    number = values.get("loan_number")
    loan = LoanRow(row.number, number if isinstance(number, str) else "", values, {})
    for column, trouble, cell in troubles:
        _note_trouble(loan, column, trouble, cell, found)
    if "unpaid_principal_balance" in values and values["unpaid_principal_balance"] is None:
        label = next(c.label for c in columns if c.field == "unpaid_principal_balance")
        loan.settle(Fate.HELD, "No balance.")
        found.add(
            Severity.HOLD,
            "The balance is blank: the row waits.",
            row=row.number,
            column=label,
            field="unpaid_principal_balance",
            expected="an amount in dollars and cents",
            do="Ask for the balance, or leave the loan out.",
            loan_number=loan.loan_number,
        )
    return loan


def _note_trouble(
    loan: LoanRow, column: _Column, trouble: Unread, cell: Cell, found: Findings
) -> None:
    severity = severity_of(column.field)
    says, do = "The cell was not understood and is left as it was in the book.", ""
    if isinstance(trouble, OddScale):
        says = "The row waits: its rate is written in another scale than the rest of the column."
        loan.settle(Fate.HELD, "Its rate is written in another scale than the rest.")
    elif severity is Severity.HOLD:
        says, do = "The row waits: this cell was not understood.", "Correct it in the file or here."
        loan.settle(Fate.HELD, f"{column.label} was not understood.")
    elif severity is Severity.REFUSE:
        says, do = (
            "The row is left out: its loan number cannot be trusted.",
            ("Export the file again with loan numbers as text."),
        )
        loan.settle(Fate.REFUSED, "Its loan number cannot be trusted.")
    elif trouble.keep is not None:
        says = "Kept as written, though it is not what the field expects."
    found.add(
        severity,
        says,
        row=loan.row_number,
        column=column.label,
        field=column.field,
        found=shown(cell),
        expected=trouble.expected,
        do=do,
        loan_number=loan.loan_number,
    )


def _refuse(loan: LoanRow, columns: Sequence[_Column], key: Cell, found: Findings) -> None:
    label = next(column.label for column in columns if column.field == "loan_number")
    loan.settle(Fate.REFUSED, "It has no loan number.")
    found.add(
        Severity.REFUSE,
        "The row is left out: it has no loan number.",
        row=loan.row_number,
        column=label,
        field="loan_number",
        found=shown(key),
        expected="a loan number",
        do="Ask for the number; the rest of the row is listed here.",
    )


def _check_width(
    loan: LoanRow, cells: Sequence[Cell], headers: Sequence[str], delimited: bool, found: Findings
) -> None:
    """A record of another width may hold its values in the wrong columns: never shift, ask."""
    extra = [shown(cell) for cell in cells[len(headers) :] if cell is not None]
    named = max((at for at, header in enumerate(headers, 1) if header), default=0)
    expected = count(len(headers), "cell")
    if not delimited:
        if extra:
            found.add(
                Severity.WARNING,
                "Cells beyond the last column of the header were left aside.",
                row=loan.row_number,
                column=letter(len(headers)),
                found=extra[0],
                loan_number=loan.loan_number,
            )
        return
    if extra or len(cells) < named:
        more = "more" if extra else "fewer"
        loan.settle(Fate.HELD, f"It has {more} cells than the header.")
        found.add(
            Severity.HOLD,
            f"The row waits: it has {more} cells than the header, so its values may stand in the "
            "wrong columns.",
            row=loan.row_number,
            column=letter(min(len(cells), len(headers))),
            found=extra[0] if extra else count(len(cells), "cell"),
            expected=expected,
            do="Look for a stray or missing delimiter in this row.",
            loan_number=loan.loan_number,
        )


def _control(row: Row, columns: Sequence[_Column], key_at: int) -> ControlRow:
    fields = all_fields()
    values: dict[str, Value] = {}
    uncached = False
    for column in columns:
        value = column.reader.read(row.at(column.position))
        if isinstance(value, Unread):
            uncached = uncached or "Excel" in value.expected
        elif fields[column.field].type == "money" and value is not None:
            values[column.field] = value
    texts = [shown(cell) for cell in row.cells if isinstance(cell, str)]
    label = shown(row.at(key_at)) or (texts[0] if texts else "")
    return ControlRow(row.number, label, values, uncached)


def _refuse_destroyed_ids(source: Source, tape: ParsedTape, found: Findings) -> None:
    if not tape.rows:
        raise UserError(
            f"{source.name} has no loan below its header in row {tape.recognition.header_row}.",
            do="Choose the file with the loans.",
        )
    broken = sum(row.fate is Fate.REFUSED for row in tape.rows)
    if broken > len(tape.rows) / 2:
        at = tape.recognition.mapped["loan_number"].position
        sample = next((f.found for f in found.done() if f.field == "loan_number"), "")
        raise UserError(
            f"{source.name}: {broken:,} of {len(tape.rows):,} rows have no usable loan number in "
            f'column {column_label(tape.recognition, at)} (the first holds "{sample}").',
            do="Export the file again with loan numbers as text, or map another column.",
        )
