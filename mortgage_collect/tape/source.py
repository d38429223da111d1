"""Opens a file that came in: copied first, known by its first bytes and not by its name.

Raises `UserError` for what the person can put right (another format, a password, a damaged file)
and `Trouble` for what the machine must (locked, unreadable, disk full).
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, Protocol, cast

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.tape.cells import Progress, Row, SheetNotes, ignore
from mortgage_collect.tape.locked import is_locked, unlocked

if TYPE_CHECKING:
    from mortgage_collect.tape.profiles import Profile

IN_MEMORY: Final = 256_000_000  # a bigger file goes to a private temporary file, gone on closing
LARGEST: Final = 4_000_000_000
WANTED: Final = (
    "Choose the loan file as a workbook (.xlsx, .xls, .xlsb, .ods) or comma-separated text (.csv)."
)

LOCKED: Final = "locked"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_KNOWN: Final = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"SQLite format 3", "a database"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
)


class Sheet(Protocol):
    """One table of rows. `rows()` starts again at each call; `notes` are complete at its end."""

    name: str
    hidden: bool
    notes: SheetNotes

    @property
    def epoch_1904(self) -> bool: ...

    def rows(self) -> Iterator[Row]: ...


class Book(Protocol):
    has_macros: bool

    @property
    def sheets(self) -> Sequence[Sheet]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: its name, its bytes' SHA-256, its sheets. Close it, or use `with`."""

    name: str
    sha256: str
    size: int
    kind: str  # "xlsx", "xls", "xlsb", "ods" or "csv"
    sheets: tuple[Sheet, ...]
    has_macros: bool
    book: Book

    @property
    def profile(self) -> Profile | None:
        """The known layout by which its lines are cut; None for all that has columns itself."""
        return getattr(self.book, "profile", None)

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name (case aside); raises UserError naming those there are."""
        for sheet in self.sheets:
            if sheet.name.casefold().strip() == name.casefold().strip():
                return sheet
        there = ", ".join(f'"{sheet.name}"' for sheet in self.sheets)
        raise UserError(f'{self.name} has no sheet "{name}".', do=f"It has {there}: choose one.")

    def close(self) -> None:
        self.book.close()

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_source(path: Path | str, progress: Progress = ignore, *, password: str = "") -> Source:
    """Copy the file, hash the copy, say what it is and open it.

    Raises `Locked` where the file wants a password and none, or a wrong one, was given.
    """
    path = Path(path)
    copy, sha256, size = _private_copy(path, progress)
    try:
        kind = sniff(copy, path.name, size)
        if kind == LOCKED:
            locked, copy = copy, unlocked(copy, path.name, password)
            locked.close()
            kind = sniff(copy, path.name, size)
        book = _opened(kind, copy, path.name)
        if not book.sheets:
            raise UserError(f"{path.name} has no sheet with rows in it.", do=WANTED)
    except BaseException:
        copy.close()
        raise
    return Source(path.name, sha256, size, kind, tuple(book.sheets), book.has_macros, book)


def _opened(kind: str, file: IO[bytes], name: str) -> Book:
    with waking:
        from mortgage_collect.tape.delimited import DelimitedBook
        from mortgage_collect.tape.fixed import FixedBook
        from mortgage_collect.tape.foreign import ForeignBook
        from mortgage_collect.tape.ods import OdsBook
        from mortgage_collect.tape.xlsx import XlsxBook

    match kind:
        case "xlsx":
            return cast(Book, XlsxBook(file, name))
        case "ods":
            return cast(Book, OdsBook(file, name))
        case "csv":
            fixed = FixedBook(file, name)
            return cast(Book, fixed if fixed.sheets else DelimitedBook(file, name))
        case _:
            return cast(Book, ForeignBook(file, name, kind))


def sniff(file: IO[bytes], name: str, size: int) -> str:
    """By the bytes "xlsx", "xlsb", "ods", "xls", "csv" or `LOCKED`; raises UserError naming
    anything else it recognizes."""
    file.seek(0)
    head = file.read(1 << 16)
    file.seek(0)
    if not head.strip(b"\0 \t\r\n"):
        raise UserError(f"{name} is empty.", do=WANTED)
    if head.startswith(_ZIP):
        return _zipped(file)
    if head.startswith(_OLE):
        return _ole(file, name)
    for mark, what in _KNOWN:
        if head.startswith(mark):
            raise UserError(f"{name} is {what}, not a table of loans.", do=WANTED)
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    if opening.startswith(b"<"):
        what = "a web page" if b"<html" in opening or b"<table" in opening else "an XML file"
        raise UserError(
            f"{name} is {what}, whatever its name says.",
            do="Open it in Excel, choose Save As, Excel workbook (.xlsx), and import that.",
        )
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and _binary(head):
        raise UserError(f"{name} is not a spreadsheet and not text.", do=WANTED)
    return "csv"


def _binary(head: bytes) -> bool:
    """Control characters no text has; a few NULs do occur in exports."""
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return odd > max(len(head) // 50, 2)


def _zipped(file: IO[bytes]) -> str:
    """Which workbook a zip is; what is none, or no zip at all, is told by the reader of .xlsx."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        parts = set()
    finally:
        file.seek(0)
    if "xl/workbook.bin" in parts:
        return "xlsb"
    return "ods" if {"content.xml", "META-INF/manifest.xml"} <= parts else "xlsx"


def _ole(file: IO[bytes], name: str) -> str:
    """The old Office container holds a protected workbook, an old workbook, or something else."""
    start = file.read(8_000_000)
    file.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in start:
        return LOCKED
    if any(stream.encode("utf-16-le") in start for stream in ("Workbook", "Book")):
        return LOCKED if is_locked(file) else "xls"
    raise UserError(f"{name} is an old Office file, but not a workbook.", do=WANTED)


def _private_copy(path: Path, progress: Progress) -> tuple[IO[bytes], str, int]:
    """The bytes as they are now, out of reach of whoever has the file open, and their hash."""
    digest = hashlib.sha256()
    size = 0
    if path.is_dir():
        raise UserError(f"{path.name} is a folder.", do=WANTED)
    if path.name.startswith("~$"):
        raise UserError(f"{path.name} is a lock file of Excel.", do="Choose the workbook itself.")
    copy = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    try:
        with path.open("rb") as original:
            total = path.stat().st_size
            while block := original.read(1 << 20):
                size += len(block)
                if size > LARGEST:
                    raise UserError(
                        f"{path.name} is larger than 4 GB: it was not opened.", do=WANTED
                    )
                digest.update(block)
                copy.write(block)
                progress(size, total, "Copying the file")
    except FileNotFoundError as error:
        copy.close()
        raise UserError(f"{path.name} is no longer there.", do="Choose the file again.") from error
    except PermissionError as error:
        copy.close()
        raise Trouble(
            f"{path.name} cannot be opened: another program holds it, or you may not read it.",
            do="Close it in Excel and try again, or ask for the right to read the folder.",
        ) from error
    except OSError as error:
        copy.close()
        raise Trouble(
            f"{path.name} could not be read to its end.",
            do="Copy it to this computer and try again.",
            details=str(error),
        ) from error
    except BaseException:
        copy.close()
        raise
    return copy, digest.hexdigest(), size
