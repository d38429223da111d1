"""A verified copy before anything large: before each import and before each migration.

The copy is encrypted with the same key and lies with its key file in `backups/` beside the
database. It counts as made only after it was opened again and its history head agreed.
"""

from __future__ import annotations

import hashlib
import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from mortgage_collect.core.errors import Trouble
from mortgage_collect.store import history_chain
from mortgage_collect.store.engine import open_file
from mortgage_collect.store.keys import keys_file

KEEP = 12


def back_up(engine: Engine, database: Path, key: bytes, *, before: str, at: datetime) -> Path:
    """Copies the database while it is open, proves the copy, and lets the oldest go.

    `before` names what it is taken before ("import", "upgrade") and stands in the file's name.
    Raises Trouble when the copy cannot be made or does not hold; the copy is then removed.
    """
    folder = database.parent / "backups"
    stamp = at.strftime("%Y%m%d-%H%M%S")
    copy = folder / f"{database.stem}-{stamp}-before-{before}{database.suffix}"
    try:
        folder.mkdir(exist_ok=True)
        number = 1
        while copy.exists():
            number += 1
            copy = folder / f"{database.stem}-{stamp}-{number}-before-{before}{database.suffix}"
        _copy(engine, copy, key)
        shutil.copy2(keys_file(database), keys_file(copy))
        _prove(engine, copy, key)
    except OSError as error:
        _remove(copy)
        raise Trouble(
            f"The backup before the {before} could not be written to {folder}.",
            do="Make room there or ask IT for write permission; nothing was changed.",
            details=str(error),
        ) from error
    except Exception:
        _remove(copy)
        raise
    _let_go(folder, database)
    return copy


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


def _prove(engine: Engine, copy: Path, key: bytes) -> None:
    opened = open_file(copy, key)
    try:
        with Session(opened) as there, Session(engine) as here:
            sound = there.connection().exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
            if not sound or history_chain.head(there) != history_chain.head(here):
                raise Trouble(
                    "The backup does not hold what the database holds; nothing was changed.",
                    do="Check the disk, then try again.",
                )
    finally:
        opened.dispose()


def _let_go(folder: Path, database: Path) -> None:
    copies = sorted(folder.glob(f"{database.stem}-*-before-*{database.suffix}"))
    for old in copies[:-KEEP]:
        _remove(old)


def _remove(copy: Path) -> None:
    for path in (copy, keys_file(copy), *copy.parent.glob(copy.name + "-*")):
        path.unlink(missing_ok=True)
