"""The zip around a workbook, opened with care: sizes checked first and counted while inflating."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any, Final, NoReturn
from xml.parsers import expat

from mortgage_collect.core.errors import UserError

CHUNK: Final = 1 << 18
MOST_MEMBERS: Final = 2_000
MEMBER_LIMIT: Final = 2_000_000_000  # a genuine sheet of a million rows is 1.33 GB
TOTAL_LIMIT: Final = 3_000_000_000
MOST_RATIO: Final = 200
SMALL: Final = 10_000_000  # below this a high ratio harms nobody

SAVE_AGAIN: Final = "Open it in Excel, save it again as an Excel workbook (.xlsx), and try that."
ASK_SOURCE: Final = "Ask whoever sent it to export it again."


class Package:
    """A checked zip. `member()` yields the bytes of one part; all limits hold while reading."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        self._file = file
        try:
            self._zip = zipfile.ZipFile(file)
            members = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self.damaged() from error
        self._check(members)
        self.parts: dict[str, zipfile.ZipInfo] = {info.filename: info for info in members}

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MOST_MEMBERS:
            self._refuse(f"holds {len(members):,} parts; a workbook has a few dozen")
        for info in members:
            if info.flag_bits & 1:
                raise UserError(
                    f"{self.name} is protected with a password.",
                    do="Open it, save a copy without a password, and import the copy.",
                )
            too_dense = info.file_size > SMALL and (
                info.file_size > MOST_RATIO * max(info.compress_size, 1)
            )
            if info.file_size > MEMBER_LIMIT or too_dense:
                self._refuse(f"would unfold to {info.file_size / 1e6:,.0f} MB")
        if sum(info.file_size for info in members) > TOTAL_LIMIT:
            self._refuse("would unfold to more than 3 GB")

    def _refuse(self, found: str) -> NoReturn:
        raise UserError(f"{self.name} {found}: it was not opened.", do=ASK_SOURCE)

    def damaged(self) -> UserError:
        return UserError(
            f"{self.name} begins like a workbook, but is damaged or cut short.",
            do="Copy or download it once more. If it opens in Excel, save it again as .xlsx.",
        )

    def member(self, part: str) -> Iterator[bytes]:
        """The part's bytes, inflated piece by piece; raises UserError past a limit or on damage."""
        info = self.parts.get(part)
        if info is None:
            raise UserError(
                f"{self.name} has no part named {part} and cannot be read.", do=SAVE_AGAIN
            )
        limit = min(MEMBER_LIMIT, max(SMALL, MOST_RATIO * info.compress_size))
        inflated = 0
        try:
            with self._zip.open(info) as stream:
                while block := stream.read(CHUNK):
                    inflated += len(block)
                    if inflated > limit:
                        self._refuse("unfolds to far more than it says")
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
            raise self.damaged() from error

    def parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        data: Callable[[str], None] | None = None,
        end: Callable[[str], None] | None = None,
    ) -> None:
        """Send one XML part through handlers that see names without their prefixes."""
        parser = new_parser(self.name)
        parser.StartElementHandler = lambda name, attributes: start(
            name.rpartition(":")[2],
            {key.rpartition(":")[2]: value for key, value in attributes.items()},
        )
        if data is not None:
            parser.CharacterDataHandler = data
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        feed(parser, self, part)

    def close(self) -> None:
        self._zip.close()
        self._file.close()


def new_parser(name: str) -> Any:
    """An expat parser that refuses a document type, and with it every entity trick."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16

    def refuse(*_: object) -> NoReturn:
        raise UserError(
            f"{name} carries a document type definition, which no spreadsheet program writes: "
            "it was not opened.",
            do=ASK_SOURCE,
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def feed(parser: Any, package: Package, part: str) -> None:
    """Parse a whole part; damaged XML becomes the sentence about a damaged file."""
    try:
        for block in package.member(part):
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise package.damaged() from error


def whole(text: str | None) -> int:
    """A whole number of an attribute; 0 for none and for nonsense."""
    return int(text) if text and text.isdigit() else 0
