"""How the house's values lie in a column: cents, millionths, moments in UTC, words, JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator

from mortgage_collect.core.errors import Trouble
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Word
from mortgage_collect.events.event import canonical

# SQLite counts rows only in a column declared INTEGER; PostgreSQL wants the long kind.
Id = BigInteger().with_variant(Integer, "sqlite")


class Cents(TypeDecorator[Money]):
    """Money as whole cents."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        return None if value is None else value.cents

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        return None if value is None else Money(value)


class Millionths(TypeDecorator[Rate]):
    """A yearly rate in millionths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Rate | None, dialect: Dialect) -> int | None:
        return None if value is None else value.millionths

    def process_result_value(self, value: int | None, dialect: Dialect) -> Rate | None:
        return None if value is None else Rate(value)


class Instant(TypeDecorator[datetime]):
    """A moment, aware and in UTC. A naive one is refused: it could mean any hour."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class AWord(TypeDecorator[Any]):
    """A word of the vocabulary by its value; a new word is no migration."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[Word]) -> None:
        super().__init__()
        self.kind = kind
        self._known = {word.value: word for word in kind}

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            return self._known[value]
        except KeyError as error:
            raise Trouble(
                f"The database holds the word {value!r} ({self.kind.__name__}), which this "
                "version of Mortgage Collect does not know.",
                do="Update the program on this computer.",
            ) from error


class Json(TypeDecorator[Any]):
    """A small structure as canonical text, the same on both engines."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
