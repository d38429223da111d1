"""The rows of one worksheet's XML as they stream by, with what other readers hide.

Error cells, formulas without a result, hidden rows and true row and column numbers are kept; no
`dimension` is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.cells import (
    MOST_COLUMNS,
    UNCACHED,
    Cell,
    Number,
    Row,
    SheetNotes,
)
from mortgage_collect.tape.celltypes import day_cell, special_cell
from mortgage_collect.tape.package import new_parser, whole
from mortgage_collect.tape.plainrows import COLUMN, PlainRows, split_rows

_DIGITS = "0123456789"
_UNSEEN = object()
BATCH = 500


def read_rows(
    blocks: Iterable[bytes],
    name: str,
    texts: list[str],
    date_styles: frozenset[str],
    epoch_1904: bool,
    notes: SheetNotes,
    damaged: UserError,
) -> Iterator[Row]:
    """Rows of one sheet part, lazily; `damaged` is raised when the XML is.

    Plain rows are read without the parser (`plainrows`). To the parser a cell ends where the next
    one begins, which halves its calls; ends are heard of only where that is not enough: between
    plain rows, and in files with line breaks between their elements.
    """
    days: dict[str, Cell] = {}
    done: list[Row] = []
    cells: list[Cell] = []
    number = 0
    hidden = opened = phonetic = taking = formula = False
    column = tail = -1
    kind: str | None = None
    style: str | None = None
    text = ""
    c, v, t, f, row = "c", "v", "t", "f", "row"
    parser = new_parser(name)
    parser.ordered_attributes = True

    def finish_cell() -> None:
        nonlocal opened
        opened = False
        value: Cell
        if formula:
            notes.formulas[column] = notes.formulas.get(column, 0) + 1
        if kind is None or kind == "n":
            if not text:
                value = UNCACHED
            elif style in date_styles:
                value = days.get(text, _UNSEEN)  # type: ignore[arg-type]
                if value is _UNSEEN:
                    value = days[text] = day_cell(text, epoch_1904)
            else:
                value = Number(text)
        elif kind == "s":
            value = texts[int(text)] if text else None
        else:
            value = special_cell(kind, text, formula)
        place(value)

    def place(value: Cell) -> None:
        if column >= MOST_COLUMNS:
            notes.too_wide = max(notes.too_wide, column + 1)
        elif column >= len(cells):
            cells.extend([None] * (column - len(cells)))
            cells.append(value)
        else:
            cells[column] = value

    def finish_row() -> None:
        nonlocal cells
        if opened and (text or formula):
            finish_cell()
        if cells:
            notes.rows += 1
            notes.hidden_rows += hidden
            done.append(Row(number, cells, hidden))
            cells = []

    # This function runs twice for every cell of the file: the usual cases stand here in a row.
    def start(name: str, attributes: list[str]) -> None:
        nonlocal column, kind, style, text, opened, phonetic, taking, formula, number, hidden, tail
        if name == c:
            if opened and (text or formula):
                if kind == "s" and not formula:
                    value: Cell = texts[int(text)]
                elif kind is None and not formula and style not in date_styles:
                    value = Number(text)
                else:
                    value = _UNSEEN  # type: ignore[assignment]
                if value is _UNSEEN:
                    finish_cell()
                elif column == len(cells) and column < MOST_COLUMNS:
                    cells.append(value)
                else:
                    place(value)
                text = ""
            opened, taking, formula = True, False, False
            known = len(attributes)
            if known == 4 and attributes[2] == "s" and attributes[0] == "r":
                style, kind = attributes[3], None
            elif known == 6 and attributes[2] == "s" and attributes[4] == "t":
                style, kind = attributes[3], attributes[5]
            elif known == 4 and attributes[2] == "t" and attributes[0] == "r":
                style, kind = None, attributes[3]
            elif known == 2 and attributes[0] == "r":
                style = kind = None
            else:
                about = dict(zip(attributes[::2], attributes[1::2], strict=True))
                style, kind = about.get("s"), about.get("t")
                attributes = ["r", about.get("r", "")]
            try:
                column = COLUMN[attributes[1][:tail]]
            except KeyError:
                column = COLUMN.get(attributes[1].rstrip(_DIGITS), column + 1)
        elif name == v:
            taking = True
        elif name == row:
            finish_row()
            about = dict(zip(attributes[::2], attributes[1::2], strict=True))
            number = int(about["r"]) if "r" in about else number + 1
            hidden = about.get("hidden") in ("1", "true")
            tail = -len(str(number))
            column, opened, phonetic, taking, text = -1, False, False, False, ""
        elif name == t:
            taking = opened and not phonetic
        else:
            other(name, attributes)

    def other(name: str, attributes: list[str]) -> None:
        nonlocal c, v, t, f, row, taking, formula, phonetic
        taking = False
        if name == f:
            formula = True
            return
        prefix, _, plain = name.rpartition(":")
        if plain == "worksheet" and prefix:
            c, v, t, f, row = (f"{prefix}:{one}" for one in (c, v, t, f, row))
        elif plain == "rPh":
            phonetic = True
        elif plain == "is":
            phonetic = False
        elif plain == "col":
            _note_column(dict(zip(attributes[::2], attributes[1::2], strict=True)), notes)
        elif plain == "autoFilter":
            notes.filtered = True

    def data(piece: str) -> None:
        nonlocal text
        if taking:
            text += piece
        elif not formula and parser.EndElementHandler is None and not piece.strip():
            parser.EndElementHandler = end

    def end(name: str) -> None:
        nonlocal taking
        if name in (v, t):
            taking = False
        elif name == row:
            finish_row()

    parser.StartElementHandler = start
    parser.CharacterDataHandler = data
    plain_rows = PlainRows(texts, date_styles, epoch_1904)
    try:
        for piece in split_rows(blocks):
            if isinstance(piece, bytes):
                parser.Parse(piece, False)
            elif opened or cells:  # a row is not finished: its end is heard of with the next one
                parser.Parse(piece.whole, False)
            elif (plain := plain_rows.read(piece)) is None:
                parser.EndElementHandler = end
                parser.Parse(piece.whole, False)
            else:
                parser.EndElementHandler = end
                number = piece.number
                notes.too_wide = max(notes.too_wide, plain_rows.too_wide)
                if plain:
                    notes.rows += 1
                    done.append(Row(number, plain))
            if len(done) >= BATCH:
                yield from done
                done.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, IndexError) as error:
        raise damaged from error
    finish_row()
    yield from done


def _note_column(about: dict[str, str], notes: SheetNotes) -> None:
    if about.get("hidden") in ("1", "true"):
        first, last = whole(about.get("min")), whole(about.get("max"))
        positions = range(first - 1, min(last, MOST_COLUMNS))
        notes.hidden_columns = notes.hidden_columns | frozenset(positions)
