"""What the file says about itself: totals, counts in titles, hidden rows, rules of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import Money
from mortgage_collect.core.text import count, listed
from mortgage_collect.core.words import Severity
from mortgage_collect.tape.cells import MOST_COLUMNS, letter
from mortgage_collect.tape.columnrules import ColumnRule, Scale
from mortgage_collect.tape.dates import Digits
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.findings import Findings
from mortgage_collect.tape.parsed import ControlRow, LoanRow, sums
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.rowkinds import claimed_loans
from mortgage_collect.tape.source import Sheet, Source

FEW: Final = 20  # below this many loans a share says nothing
TOLERANCE: Final = Money(5)  # what floating sums of a spreadsheet may be off


def check_controls(
    controls: Sequence[ControlRow],
    rows: Sequence[LoanRow],
    recognition: Recognition,
    found: Findings,
) -> None:
    """Compare the grand total, and the number of loans a title claims, with what was read."""
    fields = all_fields()
    for control in controls:
        if control.uncached and not control.values:
            found.add(
                Severity.NOTE,
                "A totals row was left out; its formulas hold no results to compare.",
                row=control.row_number,
                found=control.label,
            )
    told = [control for control in controls if control.values]
    for control in told[:-1]:
        found.add(
            Severity.NOTE,
            "A subtotal row was left out.",
            row=control.row_number,
            found=control.label,
        )
    if told:
        grand, ours = told[-1], sums(rows)
        off = [
            (name, value)
            for name, value in grand.values.items()
            if isinstance(value, Money) and abs(value - ours.get(name, Money(0))) > TOLERANCE
        ]
        agreed = len(grand.values) - len(off)
        says = f"A totals row was left out; {count(agreed, 'sum')} of it agree with the rows above."
        found.add(Severity.NOTE, says, row=grand.row_number, found=grand.label)
        for name, value in off:
            found.add(
                Severity.WARNING,
                f"The file's own total of {fields[name].label} is not the sum of its rows.",
                row=grand.row_number,
                field=name,
                found=str(value),
                expected=str(ours.get(name, Money(0))),
                do="Ask the sender which of them is right.",
            )
    balances = [row.values.get("unpaid_principal_balance") for row in rows]
    if len(balances) > 1 and all(value == Money(0) for value in balances):
        found.add(
            Severity.WARNING,
            "Every balance in this file is zero.",
            field="unpaid_principal_balance",
            found="$0.00",
            expected="what the loans owe",
            do="A program may have saved formulas without their results: open the file in "
            "Excel, save it, and import it again.",
        )
    claimed = claimed_loans([*recognition.titles, *(control.label for control in controls)])
    if claimed is not None and claimed != len(rows):
        distinct = len({row.loan_number for row in rows})
        found.add(
            Severity.WARNING,
            "The file says another number of loans than it has rows.",
            found=f"{claimed:,} in the title",
            expected=f"{count(len(rows), 'row')}, {count(distinct, 'loan')}",
        )


def check_due_dates(rows: Sequence[LoanRow], as_of: date | None, found: Findings) -> None:
    """A book in which most loans are months behind was read wrongly, or is no living book."""
    days = [due for row in rows if isinstance(due := row.values.get("next_due_date"), date)]
    if as_of is None or len(days) < FEW:
        return
    late = sum(months_between(day, as_of) >= 2 for day in days)
    if late * 2 > len(days):
        found.add(
            Severity.WARNING,
            f"{late:,} of {len(days):,} loans would be 60 or more days past due.",
            field="next_due_date",
            expected="at most half of the loans",
            do="Look whether days and months were changed round, or the tape's day is wrong.",
        )


def check_rules(rules: Mapping[str, ColumnRule], recognition: Recognition, found: Findings) -> None:
    """Say what was decided for whole columns, wherever a person could see it otherwise."""
    fields = all_fields()
    for name, rule in rules.items():
        match = recognition.mapped[name]
        column = f"{match.letter}: {match.header}"
        label = fields[name].label

        def add(
            severity: Severity, says: str, expected: str = "", at: str = column, field: str = name
        ) -> None:
            found.add(severity, says, column=at, field=field, expected=expected)

        if rule.scale is not Scale.PERCENT:
            add(
                Severity.NOTE,
                f'{label} is written like "{rule.scale.value}" for 6.5 %: {rule.why}.',
            )
        if rule.odd:
            add(
                Severity.WARNING,
                f"{count(rule.odd, 'value')} of {label} "
                f"{'is' if rule.odd == 1 else 'are'} written in another scale than the rest.",
                f'like "{rule.scale.value}"',
            )
        if rule.width:
            add(Severity.NOTE, f"{label} was filled up with zeros to {rule.width} digits.")
        if rule.times != 1:
            add(Severity.NOTE, f"{label} is written in years: {rule.why}.")
        if rule.cents != 100:
            unit = "cents" if rule.cents == 1 else "thousands of dollars"
            add(Severity.NOTE, f"{label} is written in {unit}, as was settled.")
        if rule.repaired:
            add(Severity.NOTE, f"Letters of {label} were repaired, as was settled.")
        if rule.sign < 0:
            add(Severity.NOTE, f"The sign of {label} was turned: {rule.why}.")
        if rule.date.half_swapped:
            add(
                Severity.WARNING,
                f"Days and months of {label} were probably changed round where "
                "the day is 12 or less: true dates never have a day above 12, texts always have.",
                "dates written by one computer only",
            )
        elif rule.date.turned_back:
            add(Severity.NOTE, f"Days and months of {label} were turned back, as was settled.")
        elif rule.date.mixed:
            add(Severity.WARNING, f"{label} has days both before and after the month.", "one order")
        elif rule.date.tie:
            add(Severity.NOTE, f"{label} was read month first, as is usual in the United States.")
        if rule.history.late:
            end = "left" if rule.history.newest_left else "right"
            add(
                Severity.NOTE,
                f"{label} has its newest month on the {end}: {rule.history.agree:,} of "
                f"{count(rule.history.late, 'late loan')} agree there with what they owe.",
            )
        if rule.history.width:
            add(
                Severity.WARNING,
                f"{label} came as numbers: leading zeros were put back to "
                f"{rule.history.width} signs.",
                "text",
            )
        if rule.date.digits not in (Digits.NONE, Digits.YMD):
            add(Severity.NOTE, f"{label} is written as {rule.date.digits.value}.")


def check_file(source: Source, sheet: Sheet, recognition: Recognition, found: Findings) -> None:
    """What a person who opened the file might not have seen."""
    notes = sheet.notes
    if recognition.passed_over:
        found.add(
            Severity.NOTE,
            f"Other sheets of the same layout were not read: {listed(recognition.passed_over)}.",
            do="Choose one of them to read it instead.",
        )
    if sheet.hidden:
        found.add(
            Severity.WARNING,
            f'The sheet that was read, "{sheet.name}", is hidden in the workbook.',
            do="Look whether it is last month's: choose another sheet to read that instead.",
        )
    if aside := [each.name for each in source.sheets if each.hidden and each is not sheet]:
        found.add(Severity.NOTE, f"Hidden sheets were not read: {listed(aside)}.")
    if notes.hidden_rows:
        found.add(
            Severity.WARNING,
            f"{count(notes.hidden_rows, 'hidden row')} of the sheet "
            f"{'was' if notes.hidden_rows == 1 else 'were'} read too.",
            do="If a filter was meant to choose loans, save only those to a file.",
        )
    hidden = [match for match in recognition.columns if match.position in notes.hidden_columns]
    if hidden:
        found.add(
            Severity.NOTE,
            "Hidden columns were read too: "
            f"{listed([f'{one.letter} {one.header}'.strip() for one in hidden])}.",
        )
    if notes.too_wide:
        found.add(
            Severity.WARNING,
            f"Columns beyond {letter(MOST_COLUMNS - 1)} were not read.",
            found=count(notes.too_wide, "column"),
            expected=f"at most {MOST_COLUMNS}",
        )
    if notes.full:
        found.add(
            Severity.WARNING,
            "The sheet is full to its last row: whatever was below was cut when it was saved.",
            found=count(notes.rows, "row"),
            expected="fewer than its format can hold",
            do="Ask for the tape as an Excel workbook (.xlsx) or as text (.csv).",
        )
    if notes.nul_bytes:
        found.add(Severity.WARNING, f"{count(notes.nul_bytes, 'NUL byte')} left out while reading.")
    if notes.encoding == "cp1252":
        found.add(Severity.NOTE, "The file was read as Windows text (code page 1252).")
    if source.has_macros:
        found.add(Severity.NOTE, "The workbook holds macros: they were not run.")
    computed = [
        match.letter for match in recognition.columns if notes.formulas.get(match.position, 0) > 20
    ]
    if computed:
        found.add(
            Severity.NOTE,
            f"Computed in the sheet: {listed(computed)}. The results saved with "
            "the file were used.",
        )
