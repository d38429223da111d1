"""A paper before it is drawn: what it says, in which order. Knows nothing of PDF.

Templates and reports make one of these; `render.py` draws it. Amounts and dates are text already,
written as the reader will see them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from mortgage_collect.core.errors import Bug


class Align(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


class Size(StrEnum):
    """The sheet: upright for letters, lying for wide tables."""

    UPRIGHT = "upright"
    LYING = "lying"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph in one weight."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Also a bookmark. Level 1 is the paper's own title, 2 its sections."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a `bullet` one hangs under a dot."""

    runs: tuple[Run, ...]
    bullet: bool = False

    @classmethod
    def of(cls, text: str, *, strong: bool = False, bullet: bool = False) -> Paragraph:
        return cls((Run(text, strong),), bullet)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: a source, a method, a condition."""

    text: str


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Facts beside their names, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` is the column's share of the width against the others."""

    title: str
    align: Align = Align.LEFT
    weight: int = 10


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under columns; the header comes again on every page it runs over.

    `total` is a last row in strong type. Raises Bug when a row does not fit the columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    repeat_header: bool = True

    def __post_init__(self) -> None:
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != len(self.columns):
                raise Bug(f"a row of {len(row)} cells under {len(self.columns)} columns: {row}")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and as what: "Ana García", "Borrower"."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign and a line for the date, for each; never cut from one another."""

    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender at the top, and the receiver where a #10 window envelope shows it.

    `receiver` has at most four lines: a fifth would slip out of the window.
    """

    sender: str
    sender_lines: tuple[str, ...]
    receiver: tuple[str, ...]
    beside: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.receiver) > MOST_ADDRESS_LINES:
            raise Bug(f"{len(self.receiver)} address lines do not fit the window")


MOST_ADDRESS_LINES = 4


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = (
    Heading | Paragraph | Note | KeyValues | Table | Signatures | Letterhead | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper.

    `footer` stands at the foot of every page beside "Page x of y". `made_on` is the only date the
    file itself carries (ISO), so that the same paper is the same bytes whenever it is drawn. A
    non-empty `mark` ("DRAFT") lies across every page.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    footer: tuple[str, ...]
    author: str
    made_on: str
    subject: str = ""
    mark: str = ""
    size: Size = field(default=Size.UPRIGHT)


def strings(document: Document) -> Iterable[str]:
    """Every text the paper shows, for checks."""
    yield document.title
    yield document.mark
    yield from document.footer
    for block in document.blocks:
        match block:
            case Heading(text=text) | Note(text=text):
                yield text
            case Paragraph():
                yield block.text
            case KeyValues(rows=rows):
                yield from (text for row in rows for text in row)
            case Table():
                yield from (column.title for column in block.columns)
                yield from (text for row in block.rows for text in row)
                yield from block.total or ()
            case Signatures(signers=signers):
                yield from (text for signer in signers for text in (signer.name, signer.role))
            case Letterhead():
                yield block.sender
                yield from (*block.sender_lines, *block.receiver)
                yield from (text for row in block.beside for text in row)
