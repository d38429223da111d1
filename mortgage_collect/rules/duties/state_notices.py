"""The notices of a state before foreclosure: which are still to be given, and which grew stale.

From the referral on each notice that a step has to wait for is owed: before the first filing, the
judgment or the sale, and so many days before it as the state says. One given earlier in the same
delinquency serves, unless it was stale on the day of the step (`max_age_days`); then it is owed
anew. Two kinds have a last day of their own: counted from the oldest unpaid due date, or from
another notice. The days are those of `rules/states/law/notices.py`; what nobody compared with the
text of the state is told as not verified until the bank adopts it. Whether a step is free is told
by `foreclosure_gate.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.foreclosure.check import ForeclosureStep
from mortgage_collect.rules.duties.foreclosure.states import HOLDS, first_held, given_days
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.spared import came_to_us, left_us
from mortgage_collect.rules.duties.spell import spells
from mortgage_collect.rules.matters.foreclosure import (
    DISMISSED,
    FIRST_FILING,
    JUDGMENT_MOVED,
    REFERRED,
    SALE_CANCELLED,
    SALE_MOVED,
    SALE_SCHEDULED,
    SOLD,
    STATE_NOTICE,
)
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.states.law.notices import due, last, owed_again
from mortgage_collect.rules.states.law.reading import state
from mortgage_collect.rules.states.law.state import Notice, NoticeKind
from mortgage_collect.rules.texts import STATES_TEXT

# No state's entry says since when it holds.
ALWAYS = date(2000, 1, 1)


@duty(
    id="states.notice",
    title="Notice of the state before foreclosure",
    cites=("the state's own law",),
    since=ALWAYS,
    section="",
    text=STATES_TEXT,
)
def state_notice(life: LoanLife, today: date) -> Iterator[Occasion]:
    place = state(life.state)
    for matter in life.of(MatterKind.FORECLOSURE, today):
        referred = matter.on(REFERRED)
        if place is None or referred is None:
            continue
        for notice in place.notices:
            # One that `answers` another is its longer wait, and no paper of its own.
            if notice.kind in HOLDS and not notice.answers:
                yield from _before_a_step(life, matter, notice, referred, today)


@duty(
    id="states.notice_by_day",
    title="Notice of the state with a last day",
    cites=("the state's own law",),
    since=ALWAYS,
    section="",
    text=STATES_TEXT,
)
def state_notice_by_day(life: LoanLife, today: date) -> Iterator[Occasion]:
    place = state(life.state)
    if place is None:
        return
    for notice in place.notices:
        if notice.kind is NoticeKind.BY_DAY_OF_DELINQUENCY:
            yield from _by_day_of_delinquency(life, notice, today)
        elif notice.kind is NoticeKind.BY_DAY_AFTER_NOTICE:
            first = place.notice(notice.after_notice)
            for given in given_days(life, first, today):
                yield _occasion(
                    life,
                    notice,
                    name=f"after the notice of {text.day(given)}",
                    opened=given,
                    by=due(notice, given),
                    counted=f"{_days(notice)} after {text.day(given)}",
                    done=given_days(life, notice, today),
                )


def _before_a_step(
    life: LoanLife, matter: Matter, notice: Notice, referred: date, today: date
) -> Iterator[Occasion]:
    began = next((s.since for s in spells(life, today) if s.holds_on(referred)), referred)
    taken = _day_of(matter, first_held(notice))
    serves, stale = [], False
    for given in given_days(life, notice, today):
        if given < began and owed_again(notice, given, began):
            continue
        end = last(notice, given)
        if end is None or (taken or today) <= end:
            serves.append(max(given, referred))
        else:
            stale = True
    by = taken - timedelta(days=notice.days or 0) if taken else None
    yield _occasion(
        life,
        notice,
        name=notice.name,
        opened=referred,
        by=by,
        counted=_before(notice, taken) if taken else "",
        done=serves,
        ended=min(
            (day for day in (matter.on(DISMISSED), left_us(life, today)) if day), default=None
        ),
        about=matter.id,
        stale=stale and not serves,
    )


def _by_day_of_delinquency(life: LoanLife, notice: Notice, today: date) -> Iterator[Occasion]:
    begins, over = came_to_us(life, today), left_us(life, today)
    for spell in spells(life, today):
        by = due(notice, spell.since)
        if (begins and by < begins) or (over is not None and over <= spell.since):
            continue
        yield _occasion(
            life,
            notice,
            name=f"late since {text.day(spell.since)}",
            opened=spell.since,
            by=by,
            counted=f"{_days(notice)} after {text.day(spell.since)}",
            done=given_days(life, notice, today),
            ended=min((day for day in (spell.until, over) if day), default=None),
        )


def _occasion(
    life: LoanLife,
    notice: Notice,
    *,
    name: str,
    opened: date,
    by: date | None,
    counted: str,
    done: list[date],
    ended: date | None = None,
    about: int | None = None,
    stale: bool = False,
) -> Occasion:
    says = [f"{notice.name}, before {notice.before}." if notice.before else f"{notice.name}."]
    if stale:
        says.append(f"The one given is stale after {notice.max_age_days} days. {notice.resend}")
    if notice.applies_if:
        says.append(f"It is owed if {notice.applies_if}.")
    if notice.carve_out:
        says.append("A small or local lender may be free of it.")
    return Occasion(
        name=name,
        says=" ".join(says).strip(),
        due=by,
        opened=opened,
        counted=counted,
        done=done,
        ended=ended,
        about=about,
        act=Act(ActKind.STEP if about else ActKind.NOTICE, STATE_NOTICE if about else notice.id),
        cites=(str(notice.citation),) if notice.citation else (),
        unverified=notice.unread and notice.id not in life.adopted,
    )


def _day_of(matter: Matter, step: ForeclosureStep) -> date | None:
    """The day on which a step was taken, or on which a sale is set."""
    match step:
        case ForeclosureStep.FIRST_FILING:
            return matter.on(FIRST_FILING)
        case ForeclosureStep.JUDGMENT:
            return matter.on(JUDGMENT_MOVED)
        case ForeclosureStep.SALE:
            last_word = matter.last(SALE_SCHEDULED, SALE_MOVED, SALE_CANCELLED)
            return matter.on(SOLD) or (last_word.day("sale_on") if last_word else None)


def _before(notice: Notice, taken: date) -> str:
    if notice.days is None:
        return f"by the step it belongs to, {text.day(taken)}"
    return f"{_days(notice)} before {notice.before}, on {text.day(taken)}"


def _days(notice: Notice) -> str:
    return text.count(notice.days or 0, "business day" if notice.business_days else "day")
