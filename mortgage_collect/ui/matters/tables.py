"""The matters of a loan in a list: what each is, how it stands, and what comes due next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.rules.duties.telling import days_left
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.matters.due_line import tone

if TYPE_CHECKING:
    from mortgage_collect.queries.courses import Course


def courses_table(today: Callable[[], date]) -> Table[Course]:
    def due_words(course: Course) -> str:
        return next_words(course, today())

    def due_tone(course: Course) -> Tone:
        nearest = course.next
        return tone(nearest.progress, nearest.due, today()) if nearest else "neutral"

    model = RowsModel[Any](
        [
            Column(_tr("Matter"), title, width=20, bold=True, stretch=True),
            Column(_tr("Stands at"), stands_at, width=30, least=22, spare=1),
            Column(_tr("Next day"), due_words, width=19, kind="light", tone=due_tone),
        ],
        summary=lambda course: f"{title(course)}. {stands_at(course)}. {due_words(course)}",
        key=lambda course: course.view.matter_id,
    )
    made: Table[Course] = Table(
        model,
        name=_tr("Matters of this loan"),
        empty=_tr("No matter has been opened on this loan. Alt+N opens one."),
    )
    model.setParent(made)
    return made


def title(course: Course) -> str:
    """What it is, about whom, and what others call it."""
    view = course.view
    return ", ".join(part for part in (view.title, view.person, view.reference) if part)


def stands_at(course: Course) -> str:
    """The last step that counts, and whether the matter is over with it."""
    view = course.view
    if (step := view.standing) is None:
        return _tr("taken back")
    words = f"{step.label}, {text.short_day(step.on)}"
    return _tr("closed: {0}").format(words) if view.closed_on else words


def next_words(course: Course, today: date) -> str:
    nearest = course.next
    if nearest is None:
        return _tr("closed") if course.view.closed_on else _tr("nothing due")
    left = days_left(nearest.due, today)
    return f"{text.short_day(nearest.due)}: {left}" if nearest.due is not None else left


def _tr(words: str) -> str:
    return QCoreApplication.translate("Matters", words)
