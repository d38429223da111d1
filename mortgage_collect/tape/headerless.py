"""A table without a header: by positions a person settled, by a known layout, or by asking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.text import listed
from mortgage_collect.tape import evidence, values
from mortgage_collect.tape.cells import Cell, Row, shown
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.headers import Look
from mortgage_collect.tape.matching import Saved
from mortgage_collect.tape.profiles import Profile, profile_of
from mortgage_collect.tape.recognition import Question
from mortgage_collect.tape.source import Source
from mortgage_collect.tape.values import is_blank

FEWEST: Final = 3  # rows without which a table is not told from a letter
SHORTEST: Final = 4  # signs of a loan number nobody named


@dataclass(frozen=True, slots=True)
class Headerless:
    """The top of the sheet with empty headers, and what its columns are, by position."""

    look: Look
    mapping: Saved
    profile: Profile | None
    questions: tuple[Question, ...]


def without_header(source: Source, look: Look, mapping: Saved | None) -> Headerless:
    """Raises UserError where no column could be a loan number."""
    width = max((len(row.cells) for row in look.first_rows), default=0)
    blank = replace(look, headers=("",) * width)
    if mapping and all(isinstance(key, int) for key in mapping):
        return Headerless(blank, mapping, None, ())
    profile = profile_of(look.first_rows) or source.profile
    if profile is not None:
        known: dict[int | str, str] = {int(at): name for at, name in profile.fields.items()}
        return Headerless(blank, known, profile, (_confirm(profile),))
    if not _may_be_loans(look.first_rows, width):
        first = look.first_rows[0] if look.first_rows else Row(0, [])
        begin = listed([f'"{shown(cell)[:30]}"' for cell in first.cells[:4] if cell is not None])
        raise UserError(
            f"{look.where(source)} has no header row: its first row holds {begin}.",
            do="Ask for the file with column names in its first row.",
        )
    asked = Question(
        "The file has no header: say once, under Columns, what each column is.", None, (), None
    )
    return Headerless(blank, {}, None, (asked,))


def _confirm(profile: Profile) -> Question:
    named = listed([all_fields()[name].label for name in list(profile.fields.values())[:6]])
    return Question(
        f"The file has no header. Its width and values are those of: {profile.name}. Read so, it "
        f"has {named} and others, as Columns shows. Is that right?",
        None,
        (),
        None,
        blocking=True,
        layout=profile.key,
    )


def _may_be_loans(rows: tuple[Row, ...], width: int) -> bool:
    """Whether one column could be loan numbers and another amounts."""
    if len(rows) < FEWEST:
        return False
    columns = [[row.at(at) for row in rows] for at in range(width)]
    numbers = [cells for cells in columns if _numbers(cells)]
    return bool(numbers) and any(_amounts(cells) for cells in columns if cells is not numbers[0])


def _numbers(cells: list[Cell]) -> bool:
    texts = [shown(cell).strip() for cell in cells if not is_blank(cell)]
    return evidence.distinct(cells) >= evidence.DISTINCT and all(
        len(text) >= SHORTEST
        and "." not in text
        and "/" not in text
        and " " not in text
        and any(sign.isdigit() for sign in text)
        for text in texts
    )


def _amounts(cells: list[Cell]) -> bool:
    there = [cell for cell in cells if not is_blank(cell)]
    good = sum(isinstance(values.money(cell), Money) for cell in there)
    return bool(there) and good >= evidence.FITS * len(there)
