"""Where the table begins: the row of headers, what stands above it, and which sheet is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from mortgage_collect.core.words import TapeKind
from mortgage_collect.tape.asof import AsOf, as_of_candidates
from mortgage_collect.tape.cells import Cell, Number, Row, letter, shown
from mortgage_collect.tape.fields import fold, lookup, tidy, undated
from mortgage_collect.tape.source import Sheet, Source

LOOK_AT = 60  # rows read to find the header
HEADER_WITHIN = 50
FEWEST_KNOWN = 2.0


@dataclass(frozen=True, slots=True)
class Look:
    """What the top of a sheet shows. `header_row` is 0 where no header was found."""

    sheet: Sheet
    header_row: int  # the last row of the header
    header_rows: int  # 1, or 2 where words are split over two rows
    headers: tuple[str, ...]
    known: float
    above: tuple[Row, ...]
    first_rows: tuple[Row, ...]
    as_of: tuple[AsOf, ...]

    def where(self, source: Source) -> str:
        """The file, and the sheet where it has several, as a sentence begins."""
        return f'{source.name}, sheet "{self.sheet.name}",' if self.sheet.name else source.name

    @property
    def signature(self) -> tuple[str, ...]:
        return tuple(fold(header) for header in self.headers)

    def knows(self, field: str) -> bool:
        return any(field in lookup(header)[0] for header in self.headers)


def look_at(sheet: Sheet, file: str, kind: TapeKind = TapeKind.LOANS) -> Look:
    """Read the top of a sheet and find its header row."""
    rows = list(islice(sheet.rows(), LOOK_AT))
    best, best_score, span, known = -1, 0.0, 1, 0.0
    texts: tuple[str, ...] = ()
    candidates = [(at, 1) for at in range(len(rows))] + [(at, 2) for at in range(1, len(rows))]
    for at, height in candidates:
        row = rows[at]
        if row.number > HEADER_WITHIN + (sheet.name == "") * LOOK_AT:
            continue
        names = _texts(row) if height == 1 else _joined(rows[at - 1], row)
        if names is None:
            continue
        count, score = _score(names, row, kind)
        if height == 2:
            score -= 5  # two rows must understand more than one
        if score > best_score:
            best, best_score, span, texts, known = at, score, height, tuple(names), count
    if best < 0 or (known < FEWEST_KNOWN and not _headed(rows, best)):
        return Look(sheet, 0, 0, (), 0.0, (), tuple(rows), as_of_candidates((), sheet.name, file))
    above = tuple(rows[: best - span + 1])
    dated: list[Cell] = [c for c in rows[best].cells if isinstance(c, str) and _dated(c)]
    header = (Row(rows[best].number, dated[:1]),)  # "UPB 06/30/2026" names the tape's day too
    return Look(
        sheet=sheet,
        header_row=rows[best].number,
        header_rows=span,
        headers=texts,
        known=known,
        above=above,
        first_rows=tuple(rows[best + 1 :]),
        as_of=as_of_candidates((*above, *header), sheet.name, file),
    )


def _dated(header: str) -> bool:
    return undated(header) != tidy(header)


def _texts(row: Row) -> list[str] | None:
    """The row as headers, or None when it holds anything but text."""
    if any(cell is not None and (not isinstance(cell, str)) for cell in row.cells):
        return None
    names = [tidy(shown(cell)) for cell in row.cells]
    numbers = sum(
        isinstance(cell, Number) or _numeric(name)
        for cell, name in zip(row.cells, names, strict=True)
    )
    filled = sum(bool(name) for name in names)
    return None if filled < 2 or numbers > filled // 4 else names


def _numeric(text: str) -> bool:
    return (
        bool(text) and not any(sign.isalpha() for sign in text) and any(s.isdigit() for s in text)
    )


def _joined(upper: Row, lower: Row) -> list[str] | None:
    """Two rows of words read downwards, as "Current" over "Balance"."""
    first, second = _texts(upper), _texts(lower)
    if first is None or second is None:
        return None
    width = max(len(first), len(second))
    first += [""] * (width - len(first))
    second += [""] * (width - len(second))
    return [f"{a} {b}".strip() for a, b in zip(first, second, strict=True)]


def _score(names: Sequence[str], row: Row, kind: TapeKind) -> tuple[float, float]:
    known = 0.0
    for name in {name for name in names if name}:
        how = lookup(name, kind)[1]
        known += 1.0 if how in ("exact", "alike") else 0.5 if how else 0.0
    filled = [name for name in names if name]
    distinct = len(set(filled)) / len(filled)
    long = sum(len(name) > 60 for name in filled)
    return known, known * 10 + min(
        len(filled), 60
    ) * 0.5 + distinct * 5 - long * 5 - row.number * 0.01


def _headed(rows: Sequence[Row], at: int) -> bool:
    """Unknown words over numbers or dates are a header too, though not of a tape."""
    below = rows[at + 1 : at + 4]
    return bool(below) and any(
        isinstance(cell, (Number, date)) or (isinstance(cell, str) and _numeric(cell))
        for row in below
        for cell in row.cells
    )


def choose_sheet(source: Source, looks: Sequence[Look]) -> tuple[Look, tuple[Look, ...]]:
    """The sheet to read, and the other sheets that hold loans too.

    Sheets of one layout are months of one tape: the latest is chosen. Others go by what they know;
    a hidden one is chosen only where none in sight has loans.
    """
    best = max(
        looks,
        key=lambda look: (
            look.knows("loan_number"), not look.sheet.hidden, look.known, len(look.headers),
        ),
    )  # fmt: skip
    rivals = [
        look
        for look in looks
        if look is not best
        and look.knows("loan_number")
        and look.knows("unpaid_principal_balance")
        and look.known >= best.known / 2
    ]
    months = [look for look in (best, *rivals) if look.signature == best.signature]
    if len(months) > 1 and all(look.as_of for look in months):
        best = max(months, key=lambda look: (not look.sheet.hidden, look.as_of[0].day))
    others = tuple(look for look in looks if look is best or look in rivals or look in months)
    return best, tuple(look for look in others if look is not best)


def header_label(headers: Sequence[str], position: int) -> str:
    """ "G: Current UPB", as messages name a column."""
    name = headers[position] if position < len(headers) else ""
    return f"{letter(position)}: {name}" if name else f"column {letter(position)}"


def is_repeat(cells: Sequence[Cell], headers: Sequence[str]) -> bool:
    """True for the header printed again, as on a new page."""
    same = filled = 0
    for cell, header in zip(cells, headers, strict=False):
        if header:
            filled += 1
            same += isinstance(cell, str) and tidy(cell).casefold() == header.casefold()
    return filled > 1 and same >= max(2, filled * 0.8)
