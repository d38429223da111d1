"""The same small table in every format a bank's core writes, made without an office program.

A table is a list of rows; a cell is None, a text, a number (as text with `Digits`), a `date`, True,
or `Oops` for a cell in error.
"""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import msoffcrypto
import openpyxl
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

EPOCH = date(1899, 12, 30)


class Oops:
    """A cell that shows #N/A."""


Table = list[list[Any]]


def as_xls(table: Table, *, hidden_row: int = 0, filler: int = 0) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Loans")
    day = xlwt.easyxf(num_format_str="MM/DD/YYYY")
    for r, row in enumerate(table):
        for c, cell in enumerate(row):
            if isinstance(cell, Oops):
                sheet.row(r).set_cell_error(c, 0x2A)
            elif isinstance(cell, date):
                sheet.write(r, c, cell, day)
            elif cell is not None:
                sheet.write(r, c, cell)
    for r in range(len(table), filler):
        sheet.write(r, 0, f"F{r}")
    if hidden_row:
        sheet.row(hidden_row - 1).hidden = True
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def as_xlsx(table: Table) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in table:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def as_ods(table: Table, *, hidden_row: int = 0) -> bytes:
    rows = []
    for r, row in enumerate(table, 1):
        cells = "".join(map(_ods_cell, row))
        hidden = ' table:visibility="collapse"' if r == hidden_row else ""
        rows.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Loans"><table:table-column/>{"".join(rows)}'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def _ods_cell(cell: Any) -> str:
    shown = f"<text:p>{escape(str(cell))}</text:p>"
    match cell:
        case None:
            return "<table:table-cell/>"
        case Oops():
            return (
                '<table:table-cell office:value-type="string" office:string-value="" '
                'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
            )
        case bool():
            value = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
        case date():
            value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        case int() | float():
            value = f'office:value-type="float" office:value="{cell}"'
        case _:
            value = f'office:value-type="string" office:string-value={quoteattr(cell)}'
    return f"<table:table-cell {value}>{shown}</table:table-cell>"


def as_xlsb(table: Table) -> bytes:
    """The binary workbook, record by record ([MS-XLSB]): one sheet, inline texts, a date style."""
    size = struct.pack("<IIII", 0, len(table) - 1, 0, max(map(len, table)) - 1)
    sheet = _record(0x81) + _record(0x94, size) + _record(0x91)
    for r, row in enumerate(table):
        sheet += _record(0x00, struct.pack("<IIHBI", r, 0, 300, 0, 0) + bytes(4))
        for c, cell in enumerate(row):
            sheet += _xlsb_cell(c, cell)
    sheet += _record(0x92) + _record(0x82)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Loans")
    book = _record(0x83) + _record(0x8F) + _record(0x9C, bundle) + _record(0x90) + _record(0x84)
    xfs = struct.pack("<I", 2)
    xf = struct.pack("<HHHHHBBBBH", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    day = struct.pack("<HHHHHBBBBH", 0, 14, 0, 0, 0, 0, 0, 0, 0, 0)
    styles = (
        _record(0x0116)
        + _record(0x0269, xfs)
        + _record(0x2F, xf)
        + _record(0x2F, day)
        + _record(0x026A)
        + _record(0x0117)
    )
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
            f'Type="{kinds}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{relations}">'
            f'<Relationship Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet1.bin"/>'
            f'<Relationship Id="rId2" Type="{kinds}/styles" Target="styles.bin"/></Relationships>',
            "xl/styles.bin": styles,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _xlsb_cell(column: int, cell: Any) -> bytes:
    def head(style: int = 0) -> bytes:
        return struct.pack("<II", column, style)

    match cell:
        case None:
            return b""
        case Oops():
            return _record(0x03, head() + b"\x2a")
        case bool():
            return _record(0x04, head() + bytes([cell]))
        case date():
            return _record(0x05, head(1) + struct.pack("<d", (cell - EPOCH).days))
        case int() | float():
            return _record(0x05, head() + struct.pack("<d", cell))
    return _record(0x06, head() + _wide(str(cell)))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    """A record: its number and its length, seven bits a byte."""
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(content)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return number + size + content


def protected(table: Table, password: str) -> bytes:
    """A workbook (.xlsx) behind a password, as Excel keeps it."""
    plain, held = io.BytesIO(as_xlsx(table)), io.BytesIO()
    OOXMLFile(plain).encrypt(password, held)
    assert msoffcrypto.OfficeFile(io.BytesIO(held.getvalue())).is_encrypted()
    return held.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for path, content in parts.items():
            out.writestr(path, content)
    return held.getvalue()
