"""What does not fit together in an application, looked at with its loan.

What the application tells by itself is in `rules/matters/application_faults.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from mortgage_collect.core import text
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.reasonable_date import reasonable_day
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding
from mortgage_collect.rules.matters import application_words as word


def standing_faults(life: LoanLife, one: ApplicationStanding) -> Iterator[str]:
    """Sentences for the specialist; none where all is in order, or section 41 does not apply."""
    if not one.bound:
        return
    yield from _day_asked_for(life, one)
    yield from _time_to_answer(one)
    yield from _appeal_told(one)
    if one.facially is not None and one.answer is None and one.first(word.CLOSED) is not None:
        yield "The application was complete and is closed without a decision. Decide it."


def _day_asked_for(life: LoanLife, one: ApplicationStanding) -> Iterator[str]:
    notice, told = one.acknowledged, one.told_date
    if notice is None or told is None:
        return
    found = reasonable_day(life, one, notice.on)
    if found.nearest is not None and found.latest is not None and told > found.latest:
        yield (
            f"Papers were asked for by {text.day(told)}. The latest day was"
            f" {text.day(found.latest)}: {found.nearest.says}."
        )


def _time_to_answer(one: ApplicationStanding) -> Iterator[str]:
    found = one.answer
    if found is None or not found.decision.several("offered") or one.rights is None:
        return
    told, days = found.decision.day("accept_by"), one.rights.accept_days
    if told is None or days is None:
        return
    least = found.decision.on + timedelta(days=days)
    if told < least:
        yield (
            f"The offer names {text.day(told)}. By the days before the sale they have until"
            f" {text.day(least)}."
        )


def _appeal_told(one: ApplicationStanding) -> Iterator[str]:
    found = one.answer
    if found is None:
        return
    may = found.appeal_until is not None
    if may and found.decision.yes("appeal") is False:
        yield "They may appeal the denied modification, and the decision does not say so."
    if found.appealed_late is not None:
        until = f" on {text.day(found.appeal_until)}" if found.appeal_until else ""
        yield (
            f"The appeal of {text.day(found.appealed_late)} came when the time had ended{until}."
            if until
            else f"The appeal of {text.day(found.appealed_late)} is none that section 41 gives."
        )
