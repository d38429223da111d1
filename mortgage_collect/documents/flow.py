"""The blocks of a document as they flow down its pages; part of the drawing (see render.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from mortgage_collect.core.waking import waking
from mortgage_collect.documents.document import (
    Align,
    Block,
    Document,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Table,
)

PLAIN, SEMI, BOLD = (f"NotoSans-{face}" for face in ("Regular", "SemiBold", "Bold"))
INK, MUTED, RULE, SHADE, ACCENT = "#1a1d21", "#5b626b", "#c9ced4", "#eef1f4", "#1f3a5f"
INCH = 72.0
BODY, CELL, CELL_HEAD, SMALL = 9.3, 9.0, 8.5, 8.0
CELL_PADDING = 5
# A heading goes to the next page unless so much of its section fits under it.
UNDER_HEADING = 1.1 * INCH
# A table with fewer rows than this is not cut in two; a longer one says its head again.
SHORT_TABLE = 7
# So much of a page may stay empty because what is under a heading does not fit.
MOST_EMPTY = 2.2 * INCH


def flow(document: Document, width: float, *, below_head: float) -> Iterator[Any]:
    """The flowables. `below_head` is what the letterhead takes of the first page.

    Whoever signs sees what they accept: signatures stay with their whole section.
    """
    with waking:
        from reportlab.platypus import CondPageBreak, KeepTogether, Spacer

    section = list[Any]()
    names, deepest = 0, -1
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            yield from section
            section = []
            yield CondPageBreak(_under(document.blocks[at:], width))
        if isinstance(block, Letterhead):
            yield Spacer(0, below_head)
            continue
        drawn = list(_drawn(block, width))
        if isinstance(block, Heading):
            names, deepest = names + 1, min(block.level - 1, deepest + 1)
            drawn[0].bookmark = (f"h{names}", block.text, deepest)
        section += drawn
        if isinstance(block, Signatures):
            yield KeepTogether(section)
            section = []
    yield from section


def _under(blocks: Sequence[Block], width: float) -> float:
    """What has to fit under a heading on its page: its first short table too, so that no heading
    stands alone above an empty foot."""
    high = 0.0
    for at, block in enumerate(blocks):
        if at and isinstance(block, Heading | PageBreak | Signatures | Letterhead):
            break
        drawn = [_table(block, width)] if isinstance(block, Table) else _drawn(block, width)
        for each in drawn:
            high += each.wrap(width, MOST_EMPTY)[1] + each.getSpaceBefore() + each.getSpaceAfter()
        if isinstance(block, Table | KeyValues):
            short = not isinstance(block, Table) or len(block.rows) < SHORT_TABLE
            return max(high, UNDER_HEADING) if short and high <= MOST_EMPTY else UNDER_HEADING
    return UNDER_HEADING


def width_of(text: str, size: float, font: str = PLAIN) -> float:
    with waking:
        from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


def _drawn(block: Block, width: float) -> Iterator[Any]:
    with waking:
        from reportlab.platypus import KeepTogether, Spacer
        from reportlab.platypus import PageBreak as Break

    match block:
        case Heading(text=text, level=1):
            yield _text(text, 17, SEMI, color=ACCENT, after=6)
        case Heading(text=text):
            yield _text(text, 11, SEMI, color=ACCENT, before=7, after=2.5)
        case Paragraph():
            yield _text("", BODY, PLAIN, runs=block, after=3 if block.bullet else 5)
        case Note(text=text):
            yield _text(text, SMALL, PLAIN, color=MUTED, before=2, after=5)
        case KeyValues(rows=rows):
            yield _key_values(rows, width)
            yield Spacer(0, 7)
        case Table():
            table = _table(block, width)
            yield KeepTogether([table]) if len(block.rows) < SHORT_TABLE else table
            yield Spacer(0, 7)
        case Signatures(signers=signers):
            yield _signatures(signers, width)
        case PageBreak():
            yield Break()


def _text(
    text: str,
    size: float,
    font: str,
    *,
    runs: Paragraph | None = None,
    color: str = INK,
    before: float = 0,
    after: float = 0,
    align: Align = Align.LEFT,
) -> Any:
    with waking:
        from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph as Flowing

    sides: dict[Align, Any] = {Align.LEFT: TA_LEFT, Align.RIGHT: TA_RIGHT, Align.CENTER: TA_CENTER}
    bullet = runs is not None and runs.bullet
    ink: Any = color
    style = ParagraphStyle(
        f"{font}-{size}",
        fontName=font,
        fontSize=size,
        leading=round(size * 1.38, 1),
        textColor=ink,
        spaceBefore=before,
        spaceAfter=after,
        alignment=sides[align],
        leftIndent=13 if bullet else 0,
        bulletIndent=3,
        bulletFontName=font,
        bulletFontSize=size,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )
    made = escape(text)
    if runs is not None:
        made = "".join(
            f'<font name="{SEMI}">{escape(run.text)}</font>' if run.strong else escape(run.text)
            for run in runs.runs
        )
    return Flowing(made, style, bulletText="•" if bullet else None)


def _key_values(rows: Sequence[tuple[str, str]], width: float) -> Any:
    name = 1.75 * INCH
    cells = [[_text(k, CELL, PLAIN, color=MUTED), _text(v, BODY, PLAIN)] for k, v in rows]
    return _grid(
        cells,
        [name, width - name],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    )


def _table(block: Table, width: float) -> Any:
    whole = sum(column.weight for column in block.columns)
    widths = [width * column.weight / whole for column in block.columns]
    rows = [_cells(block, widths, [c.title for c in block.columns], SEMI, CELL_HEAD)]
    rows += [_cells(block, widths, row, PLAIN, CELL) for row in block.rows]
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, 0), SEMI, CELL_HEAD, CELL_HEAD * 1.4),
        ("FONT", (0, 1), (-1, -1), PLAIN, CELL, CELL * 1.4),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, MUTED),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 1.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
    ]
    for at, column in enumerate(block.columns):
        style.append(("ALIGN", (at, 0), (at, -1), column.align.value.upper()))
    if block.total:
        rows.append(_cells(block, widths, block.total, SEMI, CELL))
        style.append(("FONT", (0, -1), (-1, -1), SEMI, CELL, CELL * 1.4))
        style.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, MUTED))
    # The last rows go together: a total alone on a page tells nothing.
    style.append(("NOSPLIT", (0, max(len(rows) - 3, 0)), (-1, -1)))
    return _grid(rows, widths, *style, repeat=1 if block.repeat_header else 0)


def _cells(
    block: Table, widths: Sequence[float], texts: Sequence[str], font: str, size: float
) -> list[Any]:
    """A row as plain text where all of it fits on a line, else as paragraphs that wrap."""
    room = [width - 2 * CELL_PADDING for width in widths]
    if all(width_of(text, size, font) <= w for text, w in zip(texts, room, strict=True)):
        return list(texts)
    return [
        _text(text, size, font, align=column.align)
        for text, column in zip(texts, block.columns, strict=True)
    ]


def _signatures(signers: Sequence[Signer], width: float) -> Any:
    """Lines to sign, two beside one another; an odd last one stands alone on the left."""
    between = 0.35 * INCH
    half = (width - between) / 2
    rows = [
        [
            _signature(left, half),
            "",
            _signature(signers[at + 1], half) if at + 1 < len(signers) else "",
        ]
        for at, left in enumerate(signers)
        if at % 2 == 0
    ]
    return _grid(
        rows,
        [half, between, half],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    )


def _signature(signer: Signer, width: float) -> Any:
    gap, day = 0.15 * INCH, 1.0 * INCH
    name = [_text(signer.name, CELL, SEMI), _text(signer.role, CELL_HEAD, PLAIN, color=MUTED)]
    return _grid(
        [["", "", ""], [name, "", _text("Date", CELL_HEAD, PLAIN, color=MUTED)]],
        [width - gap - day, gap, day],
        ("LINEBELOW", (0, 0), (0, 0), 0.7, INK),
        ("LINEBELOW", (2, 0), (2, 0), 0.7, INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 1), (-1, 1), 2),
        ("VALIGN", (0, 1), (-1, 1), "TOP"),
        heights=[27, None],
    )


def _grid(
    rows: list[list[Any]],
    widths: Sequence[float],
    *style: tuple[Any, ...],
    repeat: int = 0,
    heights: Sequence[float | None] | None = None,
) -> Any:
    with waking:
        from reportlab.platypus import Table as Grid

    grid = Grid(rows, colWidths=widths, rowHeights=heights, repeatRows=repeat, hAlign="LEFT")
    grid.setStyle([("FONTNAME", (0, 0), (-1, -1), PLAIN), *style])
    return grid
