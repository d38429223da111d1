"""Workbooks made part by part, to be wrong in exactly one way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

STYLES = (
    f"<styleSheet {MAIN}><numFmts count='1'><numFmt numFmtId='164' formatCode='mm\\-dd\\-yyyy'/>"
    "</numFmts><cellXfs count='4'><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
    "<xf numFmtId='10'/></cellXfs></styleSheet>"
)


def workbook(
    sheet_data: str,
    *,
    shared: Sequence[str] = (),
    date1904: bool = False,
    before: str = "",
    after: str = "",
    prefix: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """The bytes of a workbook of one sheet, "Loans", with this `sheetData` inside.

    Style 1 is a built-in date, 2 a date of its own, 3 a percentage. `shared` are whole `<si>`.
    """
    name = f"{prefix}:" if prefix else ""
    space = MAIN.replace("xmlns=", f"xmlns:{prefix}=") if prefix else MAIN
    sheet = (
        f"<{name}worksheet {space}>{before}<{name}sheetData>{sheet_data}</{name}sheetData>{after}"
        f"</{name}worksheet>"
    )
    parts = {
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f"<workbook {MAIN} xmlns:r='{OFFICE}'>"
        f"<workbookPr date1904='{int(date1904)}'/>"
        "<sheets><sheet name='Loans' sheetId='1' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            [
                ("worksheet", "worksheets/sheet1.xml"),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f"<sst {MAIN}>{''.join(shared)}</sst>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for path, text in parts.items():
            out.writestr(path, text)
        for path, content in (extra or {}).items():
            out.writestr(path, content)
    return held.getvalue()


def _relations(kinds: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f"<Relationship Id='r{at}' Type='{OFFICE}/{kind}' Target='{target}'/>"
        for at, (kind, target) in enumerate(kinds, 1)
    )
    return f"<Relationships xmlns='x'>{rows}</Relationships>"


def cells(row: int, *texts: str | float | None) -> str:
    """One `<row>` of texts (inline) and numbers."""
    made = []
    for at, value in enumerate(texts):
        ref = f"{chr(65 + at)}{row}"
        if isinstance(value, str):
            made.append(f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        elif value is not None:
            made.append(f'<c r="{ref}"><v>{value}</v></c>')
    return f'<row r="{row}">{"".join(made)}</row>'


def small_tape(**changes: object) -> bytes:
    """Two good loans below a header in row 1."""
    rows = cells(1, "Loan Number", "Unpaid Principal Balance", "Next Due Date") + cells(
        2, "0001", 100_000.5, "02/01/2026"
    )
    return workbook(rows + cells(3, "0002", 90_000, "03/01/2026"), **changes)  # type: ignore[arg-type]


def saved(folder: Path, content: bytes | str, name: str = "tape.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
