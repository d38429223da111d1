"""`backup`, `backups` and `restore`: verified copies made, looked into, tried and put back."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from mortgage_collect.cli.answer import DONE, REFUSED, Answer
from mortgage_collect.cli.opening import address, opened, unlocking, user_name
from mortgage_collect.cli.options import Usage
from mortgage_collect.core import text
from mortgage_collect.core.clock import SystemClock
from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.settings import Settings
from mortgage_collect.store import backup_names
from mortgage_collect.store.backup import fingerprint
from mortgage_collect.store.engine import is_server
from mortgage_collect.store.restore import Inside, look_into, restore, try_out

MEGABYTE = 1_000_000


def backup(given: argparse.Namespace) -> Answer:
    """A verified copy now, and one in another folder where one is named."""
    with opened(given) as store:
        if folder := given.to or Settings.load().backup_folder:
            store.elsewhere = Path(folder)
        copy = store.back_up("request")
        if copy is None:
            raise Trouble(
                "A shared database is backed up on its server.", do="Ask its administrator."
            )
        there = None if store.elsewhere is None else store.elsewhere / copy.name
    data: dict[str, str | None] = {"backup": str(copy), "sha256": fingerprint(copy)}
    lines = [f"Made {copy}."]
    if there is not None:
        data["elsewhere"] = str(there) if there.exists() else None
        lines.append(
            f"And {there}." if there.exists() else f"IT COULD NOT BE COPIED to {there.parent}."
        )
    missing = there is not None and not there.exists()
    return Answer(tuple(lines), data, REFUSED if missing else DONE)


def listed(given: argparse.Namespace) -> Answer:
    """The backups beside the database, or in another folder, newest first."""
    database = _file(given)
    found = list(reversed(backup_names.copies(database, given.folder)))
    data = [
        {
            "name": copy.name,
            "made_at": backup_names.made_at(copy).isoformat(),
            "for": backup_names.made_for(copy),
            "bytes": copy.stat().st_size,
        }
        for copy in found
    ]
    lines = [
        f"{_when(backup_names.made_at(copy))}  {_size(copy.stat().st_size):>9}  {copy.name}"
        for copy in found
    ] or [f"There is no backup of {database.name} yet."]
    return Answer(tuple(lines), {"backups": data})


def put_back(given: argparse.Namespace) -> Answer:
    """What is in a backup; with --try proven through; with --yes put where the database is."""
    database = _file(given)
    copy = _named(database, given.copy)
    how: dict[str, Any] = unlocking(given)
    inside = _looked(given, database, copy, how)
    data: dict[str, Any] = {
        "backup": copy.name,
        "made_at": inside.made_at.isoformat(),
        "head": str(inside.head),
        "rows": inside.rows,
        "lost": inside.lost,
    }
    lines = list(_said(inside))
    if given.try_out:
        tried = try_out(copy, **how)
        data["holds"] = not tried.wrong
        lines.append(
            f"IT DOES NOT HOLD: {tried.wrong}."
            if tried.wrong
            else f"It holds: every page is sound, and {tried.entries:,} entries follow one another."
        )
        if tried.wrong:
            return Answer(tuple(lines), data, REFUSED)
    if given.yes:
        kept = restore(database, copy, clock=SystemClock(), actor=user_name(), **how)
        data["kept"] = None if kept is None else str(kept)
        lines.append(f"{database.name} is as it was then.")
        if kept is not None:
            lines.append(f"What was there is kept as {kept}.")
    else:
        lines.append("Nothing was changed. To go back to it, add --yes.")
    return Answer(tuple(lines), data)


def _file(given: argparse.Namespace) -> Path:
    place = address(given)
    if given.demo:
        raise Usage("the practice bank is made anew each time, and has no backups")
    if is_server(place):
        raise Trouble("A shared database is backed up on its server.", do="Ask its administrator.")
    return Path(place)


def _named(database: Path, copy: Path) -> Path:
    """A path, or the bare name of one beside the database."""
    beside = database.parent / "backups" / copy.name
    return beside if not copy.exists() and beside.exists() else copy


def _looked(given: argparse.Namespace, database: Path, copy: Path, how: dict[str, Any]) -> Inside:
    """Beside today's database where that opens; alone where it does not."""
    if database.exists():
        try:
            with opened(given) as store, store.view() as session:
                return look_into(copy, now=session, **how)
        except (UserError, Trouble):
            pass  # what is wrong with today's may be why somebody goes back
    return look_into(copy, **how)


def _said(inside: Inside) -> tuple[str, ...]:
    rows = text.listed([f"{number:,} {name}" for name, number in inside.rows.items()])
    match inside.lost:
        case None:
            lost = "It is not an earlier state of the database there is now, or that does not open."
        case 0:
            lost = "It is the newest state of the database: nothing would be lost."
        case number:
            lost = (
                f"Going back to it takes away the newest {text.count(number, 'entry', 'entries')}."
            )
    return (
        f"{inside.path.name}: made {_when(inside.made_at)}, {_size(inside.size)}.",
        f"It holds {rows}; head {inside.head}.",
        lost,
    )


def _when(at: datetime) -> str:
    here = at.astimezone()
    return f"{text.day(here)}, {text.clock(here)}"


def _size(number: int) -> str:
    return f"{number / MEGABYTE:,.1f} MB"
