"""How the columns of a layout were read last time, found again by its header."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.events.event import canonical
from mortgage_collect.events.tapes import LayoutRemembered
from mortgage_collect.models.tape import TapeLayout
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.readings import lasting
from mortgage_collect.tape.recognition import Layout, Recognition

Mapping_ = Mapping[int | str, str]


def remembered(session: Session, layout_key: str) -> Layout | None:
    """How this layout's columns were read last time."""
    held = session.scalar(select(TapeLayout).where(TapeLayout.layout_key == layout_key))
    return None if held is None else _layout(held)


def layouts(session: Session) -> dict[str, Layout]:
    """Every remembered layout by its key, for a worker without the database."""
    return {held.layout_key: _layout(held) for held in session.scalars(select(TapeLayout))}


def _layout(held: TapeLayout) -> Layout:
    return Layout(
        {int(column["position"]): str(column["field"] or "") for column in held.columns},
        {column["field"]: column["reading"] for column in held.columns if column.get("reading")},
    )


def remember_layout(unit: UnitOfWork, recognition: Recognition) -> None:
    """Keeps a confirmed mapping for the next file of the same layout."""
    readings = lasting(recognition.readings)
    columns = [
        {"position": column.position, "header": column.header, "field": column.field}
        | ({"reading": readings[column.field]} if column.field in readings else {})
        for column in recognition.columns
    ]
    held = unit.session.scalar(
        select(TapeLayout).where(TapeLayout.layout_key == recognition.layout_key)
    )
    if held is not None and canonical(held.columns) == canonical(columns):
        return
    if held is None:
        held = TapeLayout(kind=recognition.kind, layout_key=recognition.layout_key)
        unit.session.add(held)
    held.columns = columns
    held.confirmed_at, held.confirmed_by = unit.now, unit.actor
    unit.session.flush()
    unit.record(
        LayoutRemembered(
            about=f"layout:{held.id}",
            layout_id=held.id,
            kind=recognition.kind.value,
            columns=len(columns),
        )
    )
