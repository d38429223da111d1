"""Draws a document as PDF. With flow.py the only file that knows reportlab, woken when it draws.

The same document gives the same bytes: no clock, no random name, fonts of our own embedded. A
letter is US Letter with margins of 0.9 inch, so that its address stands in the window.
"""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from mortgage_collect.core import assets
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.documents.document import Document, Letterhead, Size, strings
from mortgage_collect.documents.flow import (
    ACCENT,
    BOLD,
    INCH,
    INK,
    MUTED,
    PLAIN,
    RULE,
    SEMI,
    flow,
    width_of,
)

SIDE, TOP, BOTTOM = 0.9 * INCH, 0.78 * INCH, 0.7 * INCH
HEAD_TOP, FOOT = 0.6 * INCH, 0.42 * INCH
# Where the window of a #10 envelope shows whatever way the letter slides (see letterhead.py).
WINDOW_TOP, WINDOW_WIDTH, LETTER_BODY = 2.5 * INCH, 3.45 * INCH, 3.3 * INCH

# "Page 1 of 3" in every language a paper is written in.
PAGE_WORDS = {"en": ("Page", "of"), "es": ("Página", "de")}


@dataclass(frozen=True, slots=True)
class Paper:
    """A drawn document."""

    content: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def render(document: Document) -> Paper:
    """The PDF. Raises UserError when a text has a letter our fonts do not have."""
    known = fonts()
    for text in strings(document):
        for letter in text:
            if ord(letter) not in known and letter != "\n":
                raise UserError(
                    f"The letter {letter!r} in {text[:60]!r} cannot be printed.",
                    do="Write it in Latin letters, as on the borrower's own papers.",
                )
    # Drawn twice: "Page 1 of 3" is known only after the third.
    _, pages = _draw(document, 0)
    content, _ = _draw(document, pages)
    return Paper(content, pages)


@cache
def fonts() -> frozenset[int]:
    """Registers Noto Sans once; returns the letters all its weights have."""
    with waking:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

    letters = list[frozenset[int]]()
    for name in (PLAIN, SEMI, BOLD):
        font: Any = TTFont(name, str(assets.asset(f"fonts/{name}.ttf")))
        pdfmetrics.registerFont(font)
        letters.append(frozenset(font.face.charToGlyph))
    return frozenset.intersection(*letters)


# --- the sheet ----------------------------------------------------------------------------


def _draw(document: Document, pages: int) -> tuple[bytes, int]:
    with waking:
        from reportlab.lib.pagesizes import LETTER, landscape
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    class Sheets(BaseDocTemplate):  # type: ignore[misc]
        """Notes a bookmark wherever a heading comes to stand."""

        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802
            found = getattr(flowable, "bookmark", None)
            if found is not None:
                name, text, level = found
                self.canv.bookmarkPage(name)
                self.canv.addOutlineEntry(text, name, level, closed=False)

    width, height = landscape(LETTER) if document.size is Size.LYING else LETTER
    out = io.BytesIO()
    sheets = Sheets(
        out,
        pagesize=(width, height),
        title=document.title,
        author=document.author,
        subject=document.subject,
        creator="Mortgage Collect",
        lang=document.language,
        displayDocTitle=True,
        # Or each page begins by naming Helvetica, which is not in the file.
        initialFontName=PLAIN,
        invariant=1,
        pageCompression=1,
    )
    box = (SIDE, BOTTOM, width - 2 * SIDE, height - TOP - BOTTOM)
    frame = Frame(*box, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    def dress(canvas: Any, _: Any) -> None:
        if canvas.getPageNumber() == 1:
            _stamp(canvas, document)
        _page(canvas, document, (width, height), pages)

    sheets.addPageTemplates([PageTemplate("sheet", [frame], onPage=dress)])
    sheets.build(list(flow(document, width - 2 * SIDE, below_head=LETTER_BODY - TOP)))
    return out.getvalue(), sheets.page


def _stamp(canvas: Any, document: Document) -> None:
    """The day the file says it was made: the document's own, for reportlab knows only today's."""
    made = date.fromisoformat(document.made_on)
    stamp = canvas._doc._timeStamp
    stamp.YMDhms = (made.year, made.month, made.day, 0, 0, 0)


def _page(canvas: Any, document: Document, size: tuple[float, float], pages: int) -> None:
    """What every page has: the mark behind the text, the running head, the foot."""
    width, height = size
    canvas.saveState()
    if document.mark:
        canvas.saveState()
        canvas.setFillGray(0.93)
        points = _shrunk(document.mark, 120, math.hypot(width, height) - 3 * INCH, BOLD)
        canvas.setFont(BOLD, points)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(52)
        canvas.drawCentredString(0, -points / 3, document.mark)
        canvas.restoreState()
    number = canvas.getPageNumber()
    canvas.setFillColor(MUTED)
    canvas.setFont(PLAIN, 8)
    first = document.blocks[0]
    if number > 1:
        canvas.drawString(SIDE, height - 0.55 * INCH, document.title)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(SIDE, height - 0.63 * INCH, width - SIDE, height - 0.63 * INCH)
    elif isinstance(first, Letterhead):
        _letterhead(canvas, first, size)
        canvas.setFillColor(MUTED)
    canvas.setFont(PLAIN, 7.5)
    foot = " · ".join(document.footer)
    canvas.drawString(SIDE, FOOT, _fit(foot, 7.5, width - 2 * SIDE - INCH))
    page, of = PAGE_WORDS[document.language]
    whole = f" {of} {pages}" if pages else ""
    canvas.drawRightString(width - SIDE, FOOT, f"{page} {number}{whole}")
    canvas.restoreState()


def _letterhead(canvas: Any, head: Letterhead, sheet: tuple[float, float]) -> None:
    width, height = sheet
    canvas.setFillColor(ACCENT)
    canvas.setFont(SEMI, 14)
    canvas.drawString(SIDE, height - HEAD_TOP - 11, head.sender)
    canvas.setFillColor(MUTED)
    canvas.setFont(PLAIN, 8.5)
    at = height - HEAD_TOP - 26
    for line in head.sender_lines:
        canvas.drawString(SIDE, at, line)
        at -= 11.5
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.8)
    canvas.line(SIDE, at + 3, width - SIDE, at + 3)
    canvas.setFillColor(INK)
    at = height - WINDOW_TOP - 9
    for line in head.receiver:
        size = _shrunk(line, 9.5, WINDOW_WIDTH)
        canvas.setFont(PLAIN, size)
        canvas.drawString(SIDE, at, _fit(line, size, WINDOW_WIDTH))
        at -= 11.5
    left = SIDE + WINDOW_WIDTH + 0.2 * INCH
    at = height - WINDOW_TOP - 9
    for name, value in head.beside:
        canvas.setFillColor(MUTED)
        canvas.setFont(PLAIN, 8.5)
        canvas.drawString(left, at, name)
        canvas.setFillColor(INK)
        room = width - SIDE - left - 48
        canvas.setFont(PLAIN, _shrunk(value, 9, room))
        canvas.drawString(left + 48, at, value)
        at -= 13


# --- fitting ------------------------------------------------------------------------------


def _shrunk(text: str, size: float, room: float, font: str = PLAIN) -> float:
    """A size in which the text fits, not smaller than seven points."""
    return max(min(size, size * room / max(width_of(text, size, font), 1)), 7.0)


def _fit(text: str, size: float, room: float) -> str:
    """The text, or as much of it as fits with three dots."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text + "…"
