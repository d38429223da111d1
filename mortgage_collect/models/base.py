"""What all tables share: names of constraints, the types of columns, and edits that can collide."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import ForeignKey, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.models.types import Cents, Id, Instant, Json, Millionths

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[int, mapped_column(Id, primary_key=True, autoincrement=True)]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Money: Cents,
        Rate: Millionths,
        datetime: Instant,
        dict[str, Any]: Json,
        list[Any]: Json,
    }


class Versioned:
    """A record two people may edit: the later save of a stale copy is refused, never merged."""

    version: Mapped[int] = mapped_column(Integer, default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def refers(target: str, *, index: bool = True) -> Any:
    """A column that points at another table's id."""
    return mapped_column(Id, ForeignKey(target), index=index)
