"""The bank's own figures, where it has chosen to be stricter than the law."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.models.bank import Policy
from mortgage_collect.rules.numbers import FIGURES, Figure, Stricter
from mortgage_collect.rules.states.law.own_figures import state_figures, state_of_figure

TIGHTEN = "tighten.{}"
_PREFIX = TIGHTEN.format("")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of the law and the bank's own beside it: None where the bank has none.

    `coming` is the bank's next figure and its day; its value None: back to the law's.
    """

    figure: Figure
    own: int | None = None
    since: date | None = None
    why: str = ""
    coming: tuple[date, int | None] | None = None


def tightened(session: Session, on: date) -> dict[str, int]:
    """The bank's figures in force on a day, by the figure's name; hours in minutes after midnight.

    Whether one is stricter is not asked here: `numbers.stricter` takes only what is.
    """
    found: dict[str, int] = {}
    for row in _rows(session):
        name = row.key.removeprefix(_PREFIX)
        if row.since <= on:
            found.pop(name, None)
            if row.value:
                found[name] = int(row.value)
    return found


def decisions(session: Session) -> dict[str, tuple[tuple[date, int | None], ...]]:
    """Every figure the bank decided on, by its name: from which day on which one; None: the law's
    again."""
    found: dict[str, tuple[tuple[date, int | None], ...]] = {}
    for row in _rows(session):
        name = row.key.removeprefix(_PREFIX)
        decided = (row.since, int(row.value) if row.value else None)
        found[name] = (*found.get(name, ()), decided)
    return found


def figures(session: Session, on: date, states: Collection[str] = ()) -> tuple[FigureRow, ...]:
    """Every figure that holds on a day and leaves a choice, with the bank's own.

    Of the states only those named, and where the bank has a figure of its own already.
    """
    decided: dict[str, Policy] = {}
    coming: dict[str, Policy] = {}
    for row in _rows(session):
        name = row.key.removeprefix(_PREFIX)
        if row.since <= on:
            decided[name] = row
        else:
            coming.setdefault(name, row)
    found = []
    theirs = (
        figure
        for figure in state_figures()
        if state_of_figure(figure.name) in states or figure.name in decided
    )
    for figure in (*FIGURES, *theirs):
        if not figure.holds(on) or figure.stricter is Stricter.FIXED:
            continue
        now, then = decided.get(figure.name), coming.get(figure.name)
        own = int(now.value) if now and now.value else None
        found.append(
            FigureRow(
                figure,
                own,
                now.since if now else None,
                now.why if now else "",
                (then.since, int(then.value) if then.value else None) if then else None,
            )
        )
    return tuple(found)


def _rows(session: Session) -> tuple[Policy, ...]:
    return tuple(
        session.scalars(
            select(Policy)
            .where(Policy.key.startswith(_PREFIX, autoescape=True))
            .order_by(Policy.since, Policy.id)
        )
    )
