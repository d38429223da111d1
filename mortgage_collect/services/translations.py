"""The bank approves our translations, as they are worded on a day, and takes an approval back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.models.bank import Policy
from mortgage_collect.queries.explaining import APPROVED, TRANSLATION, translation_since
from mortgage_collect.queries.facts import today
from mortgage_collect.services.bank import set_policy
from mortgage_collect.store.unit_of_work import UnitOfWork

TAKEN_BACK = ""


def approve_translation(unit: UnitOfWork, reader: str, read_on: date, found: str = "") -> None:
    """Somebody who knows both languages read the pages on a day and stands by them.

    It covers what was worded up to that day. Raises UserError without a name, for a day to come,
    and for one before a later decision, which would hold in its place.
    """
    if not reader.strip():
        raise UserError("Who read the pages?", do="Enter the name of the reader.")
    day = today(unit.session, unit.now)
    if read_on > day:
        raise UserError(
            f"{text.day(read_on)} is still to come.", do="Enter the day the pages were read."
        )
    last = unit.session.scalar(select(func.max(Policy.since)).where(Policy.key == TRANSLATION))
    if last is not None and read_on < last:
        raise UserError(
            f"The bank decided about the pages on {text.day(last)}, after that reading.",
            do=f"Have them read again, and enter a day from {text.day(last)} on.",
        )
    if translation_since(unit.session, day) == read_on:
        raise UserError("That is approved already.", do="Enter another day, or leave it.")
    said = f"Read by {reader.strip()}"
    set_policy(
        unit, TRANSLATION, APPROVED, read_on, f"{said}: {found.strip()}" if found.strip() else said
    )


def take_back_translation(unit: UnitOfWork, why: str) -> None:
    """The pages are unreviewed again from today on. Raises UserError without a reason."""
    day = today(unit.session, unit.now)
    if translation_since(unit.session, day) is None:
        raise UserError("No approval is in force.", do="There is nothing to take back.")
    if not why.strip():
        raise UserError("Why?", do="Say in a sentence why the bank decides so.")
    set_policy(unit, TRANSLATION, TAKEN_BACK, day, why.strip())
