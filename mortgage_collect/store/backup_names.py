"""What backups are called, and so when and for what each was made, and which are let go.

Names alone: no database wakes for them.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from mortgage_collect.core.errors import UserError

KEEP = 12  # the newest, whatever day they are of
DAYS = 14  # then one of each of the newest days that have any
MONTHS = 12  # and one of each of the newest months
AT = ("day", "close", "request")  # what a copy is made at; everything else it is made before


def copies(database: Path, folder: Path | None = None) -> list[Path]:
    """The backups of this database, oldest first; those in its own folder, or in another."""
    folder = folder or database.parent / "backups"
    found = [
        (made["day"], int(made["number"] or 1), path)
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (made := _NAME.fullmatch(path.stem))
        and (made["stem"], path.suffix) == (database.stem, database.suffix)
    ]
    return [path for *_, path in sorted(found)]


_NAME = re.compile(
    r"(?P<stem>.+)-(?P<day>\d{8}-\d{6})(?:-(?P<number>\d+))?-(?:before|at)-(?P<why>\w+)"
)


def made_at(copy: Path) -> datetime:
    """When a backup was made, by its name, in UTC."""
    named = _NAME.fullmatch(copy.stem)
    if named is None:
        raise UserError(
            f"{copy.name} is no backup of this program.",
            do="Choose a file of the backups folder, named as the program named it.",
        )
    return datetime.strptime(named["day"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)


def made_for(copy: Path) -> str:
    """What a backup was made before, or at: "import", "upgrade", "day", "close"."""
    named = _NAME.fullmatch(copy.stem)
    return named["why"] if named else ""


def spare(copies: Sequence[Path]) -> list[Path]:
    """Of backups, oldest first, those that need not be kept any longer."""
    kept = set(copies[-KEEP:])
    for per, most in ((8, DAYS), (6, MONTHS)):  # letters of "20260309" that name the day, the month
        newest = {f"{made_at(copy):%Y%m%d}"[:per]: copy for copy in copies}
        kept |= {newest[when] for when in sorted(newest)[-most:]}
    return [copy for copy in copies if copy not in kept]


def new_name(database: Path, before: str, at: datetime) -> Path:
    """A name in the backups folder that no file has yet."""
    folder = database.parent / "backups"
    stem = f"{database.stem}-{at.astimezone(UTC):%Y%m%d-%H%M%S}"
    # Of one second the later has the higher number, whatever either was made for.
    same = [_NAME.fullmatch(path.stem) for path in folder.glob(f"{glob.escape(stem)}-*")]
    taken = [int(named["number"] or 1) for named in same if named is not None]
    number = f"{max(taken) + 1}-" if taken else ""
    return folder / f"{stem}-{number}{word(before)}-{before}{database.suffix}"


def word(before: str) -> str:
    """ "before" an import, "at" closing."""
    return "at" if before in AT else "before"
