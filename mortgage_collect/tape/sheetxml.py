"""The rows of one worksheet's XML as they stream by, with what other readers hide.

Error cells, formulas without a result, hidden rows and true row and column numbers are kept; no
`dimension` is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from xml.parsers import expat

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.cells import (
    MOST_COLUMNS,
    UNCACHED,
    Cell,
    ErrorCell,
    Number,
    Row,
    SheetNotes,
    letter,
)
from mortgage_collect.tape.package import new_parser, whole
from mortgage_collect.tape.serial import FALSE_LEAP_DAY, from_serial

_COLUMN = {letter(position): position for position in range(16_384)}
_DIGITS = "0123456789"
_UNSEEN = object()


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

    A cell ends where the next one begins, which halves the calls from expat; only a file written
    with line breaks between its elements needs to hear of ends as well.
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
                    value = days[text] = _day(text, epoch_1904)
            else:
                value = Number(text)
        elif kind == "s":
            value = texts[int(text)] if text else None
        else:
            value = _special(kind, text, formula)
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
                column = _COLUMN[attributes[1][:tail]]
            except KeyError:
                column = _COLUMN.get(attributes[1].rstrip(_DIGITS), column + 1)
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

    parser.StartElementHandler = start
    parser.CharacterDataHandler = data
    try:
        for block in blocks:
            parser.Parse(block, False)
            yield from done
            done.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, IndexError) as error:
        raise damaged from error
    finish_row()
    yield from done


def _day(text: str, epoch_1904: bool) -> Cell:
    """The day a date-formatted number shows; what shows no day stays visible as what it is."""
    try:
        serial = float(text)
    except ValueError:
        return text
    if 0 <= serial < 1 and not epoch_1904:
        return "1/0/1900"
    if int(serial) == FALSE_LEAP_DAY and not epoch_1904:
        return "2/29/1900"
    return from_serial(serial, epoch_1904) or ErrorCell("#####")


def _special(kind: str, text: str, formula: bool) -> Cell:
    """Cells with a written type: texts, truth values, errors, ISO days."""
    if kind == "b":
        return text.strip() == "1" if text else None
    if kind == "e":
        return ErrorCell(text.strip())
    if kind == "d":
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return text
    return text or (UNCACHED if formula else None)


def _note_column(about: dict[str, str], notes: SheetNotes) -> None:
    if about.get("hidden") in ("1", "true"):
        first, last = whole(about.get("min")), whole(about.get("max"))
        positions = range(first - 1, min(last, MOST_COLUMNS))
        notes.hidden_columns = notes.hidden_columns | frozenset(positions)
