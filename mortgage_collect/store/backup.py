"""A verified copy: before each import and migration, once a day, and when the program is closed.

The copy is encrypted with the same key and lies with its key file in `backups/` beside the
database. It counts as made only after it was opened again and its history was found to be ours.
"""

from __future__ import annotations

import glob
import hashlib
import logging
import os
import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import history_chain
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import open_file
from mortgage_collect.store.keys import keys_file

KEEP = 12  # the newest, whatever day they are of
DAYS = 14  # then one of each of the newest days that have any
MONTHS = 12  # and one of each of the newest months

PART = ".part"
LEFT = 3_600  # seconds
AT = ("day", "close", "request")  # what a copy is made at; everything else it is made before

log = logging.getLogger(__name__)


def back_up(engine: Engine, database: Path, key: bytes, *, before: str, at: datetime) -> Path:
    """Copies the database while it is open, proves the copy, and lets the oldest go.

    `before` names what it is taken before ("import", "upgrade"), or at ("day", "close"); it stands
    in the file's name.
    Raises Trouble when the copy cannot be made or does not hold; the copy is then removed.
    """
    folder = database.parent / "backups"
    copy = new_name(database, before, at)
    # Killed in the middle, it leaves a part, which is no backup and goes with the next one.
    part = copy.with_name(copy.name + PART)
    try:
        folder.mkdir(exist_ok=True)
        for left in folder.glob(f"{glob.escape(database.stem)}-*{PART}"):
            if left.stat().st_mtime < at.timestamp() - LEFT:  # nobody is still writing it
                _remove(left)
        # Before the database: a copy without its key must never lie there.
        _copy_keys(database, copy)
        with told():
            with Session(engine) as session:
                at_least = history_chain.head(session)
            _copy(engine, part, key)
            _prove(engine, part, key, at_least)
        part.replace(copy)
    except OSError as error:
        _remove(part)
        _remove(copy)
        raise Trouble(
            f"The backup {_word(before)} the {before} could not be written to {folder}.",
            do="Make room there or ask IT for write permission; nothing was changed.",
            details=str(error),
        ) from error
    except BaseException:
        _remove(part)
        _remove(copy)
        raise
    for old in spare(copies(database)):
        _remove(old)
    return copy


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


def take_elsewhere(copy: Path, database: Path, folder: Path) -> Path:
    """A copy of the copy with its key, in a folder away from the database, proven byte by byte.

    Raises Trouble when the folder is not there or cannot be written to; nothing half stays there.
    """
    target = folder / copy.name
    part = folder / f"{copy.name}{PART}"
    try:
        if not folder.is_dir():
            raise FileNotFoundError(f"no folder {folder}")
        _copy_keys(database, target)
        shutil.copyfile(copy, part)
        if fingerprint(part) != fingerprint(copy):
            raise OSError("what was written is not what was read")
        part.replace(target)
    except OSError as error:
        _unlink(part)
        if not target.exists():
            _unlink(keys_file(target))
        raise Trouble(
            f"The backup could not be copied to {folder}.",
            do="See that the folder is there and has room; the copy beside the database is made.",
            details=str(error),
        ) from error
    for old in spare(copies(database, folder)):
        _remove(old)
    return target


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def new_name(database: Path, before: str, at: datetime) -> Path:
    """A name in the backups folder that no file has yet."""
    folder = database.parent / "backups"
    stem = f"{database.stem}-{at.astimezone(UTC):%Y%m%d-%H%M%S}"
    word = _word(before)
    name, number = f"{stem}-{word}-{before}{database.suffix}", 1
    while (folder / name).exists():
        number += 1
        name = f"{stem}-{number}-{word}-{before}{database.suffix}"
    return folder / name


def _word(before: str) -> str:
    return "at" if before in AT else "before"


def _copy_keys(database: Path, copy: Path) -> None:
    shutil.copy2(keys_file(database), keys_file(copy))
    with keys_file(copy).open("rb+") as file:
        os.fsync(file.fileno())


def _copy(engine: Engine, copy: Path, key: bytes) -> None:
    target = open_file(copy, key, must_exist=False)
    try:
        source, sink = engine.raw_connection(), target.raw_connection()
        try:
            source.driver_connection.backup(sink.driver_connection)  # type: ignore[union-attr]
        finally:
            sink.close()
            source.close()
    finally:
        target.dispose()


def _prove(engine: Engine, copy: Path, key: bytes, at_least: history_chain.Head) -> None:
    """The copy is sound, as new as when we began, and every head of it is in our history.

    Others may save while it is made; then the original is ahead of it, and both are right.
    """
    opened = open_file(copy, key)
    try:
        with Session(opened) as there, Session(engine) as here:
            sound = there.connection().exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
            head = history_chain.head(there)
            ours = here.scalar(select(HistoryEntry.digest).where(HistoryEntry.seq == head.seq))
            same = head.seq >= at_least.seq and head.digest == (ours or history_chain.START)
    finally:
        opened.dispose()
    if not (sound and same):
        raise Trouble(
            "The backup does not hold what the database holds; nothing was changed.",
            do="Check the disk, then try again.",
        )


def _remove(copy: Path) -> None:
    # The database first: its key file alone is harmless.
    for path in (copy, *(copy.with_name(copy.name + end) for end in ("-wal", "-shm", "-journal"))):
        _unlink(path)
    if not copy.exists():
        _unlink(keys_file(copy))


def _unlink(path: Path) -> None:
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        # Somebody has it open. That must not stop the work the backup was made for.
        log.warning("cannot remove %s: %s", path.name, error.strerror)
