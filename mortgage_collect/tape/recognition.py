"""What a file was recognized as: its columns with their fields, and the questions left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mortgage_collect.core.words import TapeKind
from mortgage_collect.tape.asof import AsOf
from mortgage_collect.tape.cells import letter


class Confidence(StrEnum):
    """How a column came to its field."""

    SAVED = "as mapped before"
    LAYOUT = "by its place in a known layout"
    EXACT = "by its header"
    ALIKE = "by its header in other words"
    VALUES = "by its values"
    NONE = "not recognized"


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One column of the file; `field` is None where it is left aside."""

    position: int
    header: str
    field: str | None
    confidence: Confidence
    why: str
    samples: tuple[str, ...]

    @property
    def letter(self) -> str:
        return letter(self.position)


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person should confirm. `blocking` ones must be answered before an import."""

    text: str
    position: int | None
    candidates: tuple[str, ...]
    suggested: str | None
    blocking: bool = False
    columns: tuple[int, ...] = ()  # the only columns that may be it; any, where empty
    layout: str = ""  # a known layout without header (see profiles.py), to be confirmed
    days: tuple[date, ...] = ()  # days of which one is to be picked
    readings: tuple[str, ...] = ()  # ways to read the fields `candidates`, one to be picked


@dataclass(frozen=True, slots=True)
class Layout:
    """What a person settled about a layout: each column's field ("" for left aside) by position,
    and how columns are read, by field (see readings.py)."""

    fields: Mapping[int | str, str]
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file is and how it is to be read: the input of `parse_rows`."""

    kind: TapeKind
    file: str
    sheet: str
    header_row: int
    columns: tuple[ColumnMatch, ...]
    questions: tuple[Question, ...]
    as_of: date | None
    as_of_found: tuple[AsOf, ...]
    layout_key: str
    other_sheets: tuple[str, ...]
    passed_over: tuple[str, ...]  # sheets of the same layout and another month
    titles: tuple[str, ...]
    as_of_given: bool = False  # by a person
    readings: Mapping[str, str] = field(default_factory=dict)  # by field, what a person settled

    def position(self, field: str) -> int | None:
        return next((c.position for c in self.columns if c.field == field), None)

    @property
    def mapped(self) -> dict[str, ColumnMatch]:
        return {column.field: column for column in self.columns if column.field}

    @property
    def ready(self) -> bool:
        """True when nothing blocking is open."""
        return not any(question.blocking for question in self.questions)
