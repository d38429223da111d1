"""Many rows at once: ids reserved beforehand, rows handed to the driver as it likes them best.

Values are what the column holds (whole cents, ISO dates, text), not the house's types: a hundred
thousand loans would otherwise spend most of their time in conversions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Word
from mortgage_collect.events.event import canonical

BATCH = 2_000
Progress = Callable[[int, int, str], None]


def ignore(_done: int, _of: int, _what: str) -> None:
    """Progress nobody asked for."""


def reserve_ids(session: Session, table: Table, count: int, above: int = 0) -> Iterator[int]:
    """The next `count` ids of a table, for this transaction alone; none of a server's is ever
    given twice, and `above` says where a local file must not begin again."""
    if session.get_bind().dialect.name == "postgresql":
        query = text(
            "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)"
        )
        return iter(list(session.scalars(query, {"name": table.name, "count": count})))
    # SQLite: the unit holds the only write lock, so the highest id cannot move meanwhile.
    highest = max(session.scalar(text(f'SELECT max(id) FROM "{table.name}"')) or 0, above)
    return iter(range(highest + 1, highest + 1 + count))


def insert_rows(
    session: Session,
    table: Table,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    same: Mapping[str, Any] | None = None,
    progress: Progress = ignore,
    total: int = 0,
    what: str = "",
) -> int:
    """Inserts rows of plain values in the order of `columns`; returns how many.

    `same` are further columns, with what every row has in them. They stand in the statement: to
    hand a value to SQLite costs several times what it costs to store it.
    """
    connection = session.connection()
    same = same or {}
    postgres = connection.dialect.name == "postgresql"
    names = ", ".join(f'"{name}"' for name in (*columns, *same))
    marks = ["%s" if postgres else "?"] * len(columns)
    values = ", ".join([*marks, *(_literal(value, postgres) for value in same.values())])
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({values})'
    done, source = 0, iter(rows)
    while batch := list(islice(source, BATCH)):
        connection.exec_driver_sql(statement, batch)
        done += len(batch)
        progress(done, total or done, what)
    return done


def update_rows(
    session: Session,
    table: str,
    groups: Mapping[tuple[str, ...], Sequence[Sequence[Any]]],
    progress: Progress = ignore,
) -> None:
    """Rows of plain values, the id last, by the columns they are for; versions move on."""
    connection = session.connection()
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    for columns, rows in groups.items():
        sets = ", ".join(f'"{name}" = {mark}' for name in columns)
        statement = f'UPDATE "{table}" SET {sets}, version = version + 1 WHERE id = {mark}'
        for start in range(0, len(rows), BATCH):
            batch = [tuple(row) for row in rows[start : start + BATCH]]
            connection.exec_driver_sql(statement, batch)
            progress(start, len(rows), "Writing changes")


def _literal(value: str | int | None, postgres: bool) -> str:
    """A value as SQL writes it; `?` and `%` in it are never a mark."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper() if postgres else str(int(value))
    if isinstance(value, int):
        return str(value)
    quoted = "'" + value.replace("'", "''") + "'"
    return quoted.replace("%", "%%") if postgres else quoted


def stored(value: Any) -> Any:
    """One value as its column holds it."""
    kind = type(value)
    if kind is str or kind is int or value is None:
        return value
    if kind is Money:
        return value.cents
    if kind is date:
        return value.isoformat()
    match value:
        case Rate():
            return value.millionths
        case Word():
            return value.value
        case datetime():
            return value.replace(tzinfo=None).isoformat(" ")
        case dict() | list():
            return canonical(value)
    return value


ROOMY = 131_072  # KiB of a local database kept in memory while much is written


@contextmanager
def roomy(session: Session) -> Iterator[None]:
    """More of a local database in memory for a while.

    Each new row looks its loan up again, and a page that was put aside is decrypted anew.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        yield
        return
    was = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{ROOMY}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {was}")
