"""A verified copy: before each import and migration, once a day, and when the program is closed.

The copy is encrypted with the same key and lies with its key file in `backups/` beside the
database. It counts as made only after it was opened again and its history was found to be ours.
"""

from __future__ import annotations

import glob
import hashlib
import logging
import os
import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mortgage_collect.core.errors import Trouble
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import history_chain
from mortgage_collect.store.backup_names import copies, new_name, spare, word
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import open_file
from mortgage_collect.store.keys import keys_file

PART = ".part"
LEFT = 3_600  # seconds

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
            f"The backup {word(before)} the {before} could not be written to {folder}.",
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
