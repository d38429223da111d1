"""Which column is which: by name where the values agree; the rest is a question."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.text import listed
from mortgage_collect.core.words import TapeKind
from mortgage_collect.tape import evidence
from mortgage_collect.tape.asof import AsOf, as_of_candidates
from mortgage_collect.tape.cells import Progress, Row, ignore, shown
from mortgage_collect.tape.fields import all_fields, dictionary, normalize, undated
from mortgage_collect.tape.headerless import without_header
from mortgage_collect.tape.headers import Look, choose_sheet, look_at
from mortgage_collect.tape.kind import tell_kind
from mortgage_collect.tape.matching import Saved, match_columns
from mortgage_collect.tape.readings import Readings
from mortgage_collect.tape.recognition import Confidence, Layout, Question, Recognition
from mortgage_collect.tape.rowkinds import like_data
from mortgage_collect.tape.source import Sheet, Source
from mortgage_collect.tape.spoiled import about_columns
from mortgage_collect.tape.values import is_blank, money

SAMPLE: Final = 1_000  # rows the decision rests on


def recognize(
    source: Source,
    *,
    sheet: str | None = None,
    kind: TapeKind | None = None,
    mapping: Saved | None = None,
    as_of: date | None = None,
    readings: Readings | None = None,
    progress: Progress = ignore,
) -> Recognition:
    """Find the table and name its columns.

    `mapping` (position from 0, or header, to field) is what a person settled before and wins; an
    empty field leaves the column aside. With positions only, a file without headers can be read.
    `readings` are what a person settled about how fields are read.
    Raises UserError when the file is no table of loans, customers or payments.
    """
    progress(0, 0, "Finding the header")
    sheets = [source.sheet(sheet)] if sheet else list(source.sheets)
    looks = [look_at(one, source.name, kind or TapeKind.LOANS) for one in sheets]
    if not any(look.first_rows or look.headers for look in looks):
        raise UserError(f"{source.name} has no rows in it.", do="Choose the file with the loans.")
    look, rivals = choose_sheet(source, looks)
    settled: Saved = mapping or {}
    how = Confidence.SAVED
    asked_first: tuple[Question, ...] = ()
    if not look.header_row:
        bare = without_header(source, look, mapping)
        look, settled, asked_first = bare.look, bare.mapping, bare.questions
        how = Confidence.LAYOUT if bare.profile is not None else how
    elif kind is None:
        kind = tell_kind(look.headers)
    kind = kind or TapeKind.LOANS
    below = list(islice(_data_rows(look.sheet, look.header_row), SAMPLE))
    sample = [row for row in below if like_data(row.cells, look.headers)]
    if not sample:
        raise UserError(
            f"{look.where(source)} has a header in row {look.header_row}, but no rows.",
            do="Choose the file with the loans.",
        )
    columns, questions = match_columns(look, sample, kind, settled, as_of, how)
    positions = {c.field: c.position for c in columns if c.field}
    found = look.as_of
    if "as_of_date" in positions:
        at = positions["as_of_date"]
        found = as_of_candidates(
            look.above, look.sheet.name, source.name, (row.at(at) for row in sample)
        )
    amounts = any(_holds_amounts(sample, each.position) for each in columns if not each.field)
    if look.header_row:
        _refuse_other_tables(source, look, kind, positions, amounts=amounts)
    day = as_of or (found[0].day if found else None)
    questions += _more_questions(kind, positions, as_of, found, questions)
    questions += about_columns(positions, sample, readings or {})
    same = [one for one in rivals if one.signature == look.signature]
    return Recognition(
        kind=kind,
        file=source.name,
        sheet=look.sheet.name,
        header_row=look.header_row,
        columns=tuple(columns),
        questions=(*asked_first, *questions),
        as_of=day,
        as_of_found=found,
        layout_key=layout_key(look.headers, source.kind),
        other_sheets=tuple(one.name for one in source.sheets if one is not look.sheet),
        passed_over=tuple(one.sheet.name for one in same),
        titles=tuple(shown(cell) for row in look.above for cell in row.cells if cell is not None),
        as_of_given=as_of is not None,
        readings={name: each for name, each in (readings or {}).items() if name in positions},
    )


def recognize_again(
    source: Source,
    layouts: Callable[[str], Layout | None] | None,
    *,
    sheet: str | None = None,
    kind: TapeKind | None = None,
    mapping: Saved | None = None,
    as_of: date | None = None,
    readings: Readings | None = None,
    progress: Progress = ignore,
) -> Recognition:
    """As `recognize`, but without a `mapping` the one remembered for this layout holds, and so do
    its readings where none is given: `layouts` finds both by the layout's key. A reading of "" is
    left to what the values say, whatever is remembered."""

    def look(settled: Saved | None, read: Readings | None) -> Recognition:
        return recognize(
            source,
            sheet=sheet,
            kind=kind,
            mapping=settled,
            as_of=as_of,
            readings=read,
            progress=progress,
        )

    given = {name: each for name, each in (readings or {}).items() if each}
    found = look(mapping, given)
    held = layouts(found.layout_key) if layouts is not None else None
    if held is None:
        return found
    again = look(held.fields, None) if not found.header_row and mapping is None else None
    if again is not None and not _fits(again):
        return found  # another file of the same width
    kept = {name: each for name, each in held.readings.items() if name not in (readings or {})}
    return look(held.fields if mapping is None else mapping, {**kept, **given})


def _fits(found: Recognition) -> bool:
    """Whether the first values of every column read as what the column is said to be."""
    fields = all_fields()
    return all(
        evidence.fit(fields[column.field], column.samples) >= evidence.FITS
        for column in found.columns
        if column.field and column.samples
    )


def layout_key(headers: Sequence[str], kind: str) -> str:
    """A short name of the layout: the set of headers with their positions, and the file's kind."""
    text = "\n".join([kind, str(len(headers)), *(normalize(undated(header)) for header in headers)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _data_rows(sheet: Sheet, header_row: int) -> Iterator[Row]:
    return (row for row in sheet.rows() if row.number > header_row)


def _holds_amounts(sample: Sequence[Row], position: int) -> bool:
    """Whether most of what stands in a column could be money: it may be asked what it is."""
    cells = [cell for row in sample if not is_blank(cell := row.at(position))]
    return bool(cells) and 2 * sum(isinstance(money(each), Money) for each in cells) > len(cells)


def _refuse_other_tables(
    source: Source,
    look: Look,
    kind: TapeKind,
    positions: Mapping[str, int],
    *,
    amounts: bool,
) -> None:
    """A table without loan numbers, or without a balance and any column that could be one."""
    where = look.where(source)
    names = [f'"{header}"' for header in look.headers if header]
    seen = listed(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    do = "Choose the file with one row per loan."
    if "loan_number" not in positions:
        raise UserError(
            f"{where} is not a loan tape: none of its columns is a loan number. It has {seen}.",
            do=do,
        )
    balances = {"unpaid_principal_balance", "original_loan_amount"}
    if kind is TapeKind.LOANS and not amounts and not balances & positions.keys():
        raise UserError(
            f"{where} is not a loan tape: none of its columns is a loan balance. It has {seen}.",
            do="Choose the file with the balances.",
        )


def _more_questions(
    kind: TapeKind,
    positions: Mapping[str, int],
    given: date | None,
    found: Sequence[AsOf],
    before: Sequence[Question],
) -> list[Question]:
    fields = dictionary(kind).fields
    asked: list[Question] = []
    rivals = {question.candidates[0] for question in before if question.columns}
    for name, field in fields.items():
        if field.need == "required" and name not in positions and name not in rivals:
            text = f"Which column is the {field.label.casefold()}? None was recognized."
            asked.append(Question(text, None, (name,), None, blocking=True))
    if kind is not TapeKind.LOANS:
        return asked
    for group in ("name", "due"):
        members = [field for field in fields.values() if field.set == group]
        if not any(field.name in positions for field in members):
            labels = listed([field.label for field in members], "or")
            names = tuple(field.name for field in members)
            asked.append(Question(f"No column tells {labels}.", None, names, None))
    if given is None:
        days = list(dict.fromkeys(one.day for one in found))
        if not days:
            asked.append(
                Question("As of which day is this tape?", None, ("as_of_date",), None, True)
            )
        elif len({(day.year, day.month) for day in days}) > 1:
            told = listed([f"{one.day.isoformat()} in {one.where}" for one in found])
            asked.append(
                Question(
                    f"The tape names more than one day: {told}. Which is right?",
                    None,
                    ("as_of_date",),
                    days[0].isoformat(),
                )
            )
    return asked
