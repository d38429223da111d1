"""A verified copy before anything large: before each import and before each migration.

The copy is encrypted with the same key and lies with its key file in `backups/` beside the
database. It counts as made only after it was opened again and its history was found to be ours.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mortgage_collect.core.errors import Trouble
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import history_chain
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import open_file
from mortgage_collect.store.keys import keys_file

KEEP = 12

log = logging.getLogger(__name__)


def back_up(engine: Engine, database: Path, key: bytes, *, before: str, at: datetime) -> Path:
    """Copies the database while it is open, proves the copy, and lets the oldest go.

    `before` names what it is taken before ("import", "upgrade") and stands in the file's name.
    Raises Trouble when the copy cannot be made or does not hold; the copy is then removed.
    """
    folder = database.parent / "backups"
    copy = _new_name(folder, database, before, at)
    try:
        folder.mkdir(exist_ok=True)
        # Before the database: a copy without its key must never lie there.
        _copy_keys(database, copy)
        with told():
            with Session(engine) as session:
                at_least = history_chain.head(session)
            _copy(engine, copy, key)
            _prove(engine, copy, key, at_least)
    except OSError as error:
        _remove(copy)
        raise Trouble(
            f"The backup before the {before} could not be written to {folder}.",
            do="Make room there or ask IT for write permission; nothing was changed.",
            details=str(error),
        ) from error
    except BaseException:
        _remove(copy)
        raise
    for old in copies(database)[:-KEEP]:
        _remove(old)
    return copy


def copies(database: Path) -> list[Path]:
    """The backups of this database, oldest first."""
    stem, suffix = re.escape(database.stem), re.escape(database.suffix)
    name = re.compile(rf"{stem}-(\d{{8}}-\d{{6}})(?:-(\d+))?-before-\w+{suffix}")
    folder = database.parent / "backups"
    found = [
        (made[1], int(made[2] or 1), path)
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (made := name.fullmatch(path.name))
    ]
    return [path for *_, path in sorted(found)]


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _new_name(folder: Path, database: Path, before: str, at: datetime) -> Path:
    stem = f"{database.stem}-{at:%Y%m%d-%H%M%S}"
    name, number = f"{stem}-before-{before}{database.suffix}", 1
    while (folder / name).exists():
        number += 1
        name = f"{stem}-{number}-before-{before}{database.suffix}"
    return folder / name


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
