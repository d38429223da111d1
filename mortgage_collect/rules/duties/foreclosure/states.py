"""The notices of a state before foreclosure, as `rules/states/law/notices.py` counts them.

An entry names in words what must wait for it. Where that is the sale, it holds the sale alone; one
that goes out with the first filing, or in the suit, holds what comes after it; every other one
holds the first filing and what comes after. One without days of its own is not known until it is
noted, and neither is a state of which no notice was found, until somebody by name has confirmed
that none is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.foreclosure.check import Check, ForeclosureStep, Light, check
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.spell import spells
from mortgage_collect.rules.matters.foreclosure import NONE_NEEDED, STATE_NOTICE
from mortgage_collect.rules.matters.matter import Step
from mortgage_collect.rules.states.law.notices import may_step, owed_again
from mortgage_collect.rules.states.law.reading import state
from mortgage_collect.rules.states.law.state import Notice, NoticeKind, State
from mortgage_collect.rules.verdict import Verdict

ID, TITLE = "states.notices", "Notices of the state"
ORDER = (ForeclosureStep.FIRST_FILING, ForeclosureStep.JUDGMENT, ForeclosureStep.SALE)
TRUSTEE = "the trustee's sale"
SALES = ("the sale", TRUSTEE, "the sheriff's sale")
WITH_THE_FILING = ("with ", "during ", "the hearing")
# A recorded notice of default: the first filing itself, which the sale has to wait for.
FILED_ITSELF = frozenset(
    f"states.notice.{code}.notice_of_default" for code in ("CA", "NE", "NV", "UT")
)
HOLDS = (NoticeKind.WAIT, NoticeKind.STEP)


def state_notices(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    place = state(life.state)
    if place is None:
        says = "The state the home is in is not known."
        yield check(ID, TITLE, Light.NOT_KNOWN, says, "the state's own law")
        return
    found = False
    for notice in place.notices:
        # One that `answers` another is its longer wait, and no paper of its own.
        if notice.kind in HOLDS and not notice.answers and _holds(notice, step):
            found = True
            yield _check(life, place, notice, today)
    confirmed = none_needed(life, today)
    if not found and confirmed is not None:
        says = (
            f"{confirmed.text('confirmed_by')} confirmed on {text.day(confirmed.on)} that the state"
            " asks for no notice before this step."
        )
        yield check(ID, TITLE, Light.GREEN, says, "the state's own law", verified=False)
    elif not found:
        says = "No notice before this step is in the program for the state."
        yield check(ID, TITLE, Light.NOT_KNOWN, says, "the state's own law", verified=False)


def none_needed(life: LoanLife, today: date) -> Step | None:
    """The step with which somebody by name confirmed that no notice is needed; the latest."""
    steps = [
        step
        for matter in life.of(MatterKind.FORECLOSURE, today)
        for step in matter.all(STATE_NOTICE)
        if step.text("notice") == NONE_NEEDED and step.text("confirmed_by")
    ]
    return max(steps, key=lambda step: step.on, default=None)


def _holds(notice: Notice, step: ForeclosureStep) -> bool:
    return ORDER.index(first_held(notice)) <= ORDER.index(step)


def first_held(notice: Notice) -> ForeclosureStep:
    """The first step that has to wait for a notice."""
    if notice.before in SALES or notice.before.startswith(f"{TRUSTEE} ("):
        return ForeclosureStep.SALE
    if notice.id in FILED_ITSELF:
        return ForeclosureStep.SALE
    if notice.before.startswith(WITH_THE_FILING):
        return ForeclosureStep.JUDGMENT
    return ForeclosureStep.FIRST_FILING


def given_days(life: LoanLife, notice: Notice, today: date) -> list[date]:
    """The days on which a notice went out, as a step of a foreclosure or logged by its id."""
    steps = [
        step.on
        for matter in life.of(MatterKind.FORECLOSURE, today)
        for step in matter.all(STATE_NOTICE)
        if step.text("notice") == notice.id
    ]
    return sorted({*steps, *(day for day in life.sent(notice.id) if day <= today)})


def _serving(life: LoanLife, notice: Notice, today: date) -> date | None:
    """The last one given that serves: in this delinquency, or where no new one is owed for it."""
    began = next((one.since for one in spells(life, today) if one.holds_on(today)), None)
    days = [
        day
        for day in given_days(life, notice, today)
        if began is None or day >= began or not owed_again(notice, day, began)
    ]
    return max(days, default=None)


def _check(life: LoanLife, place: State, notice: Notice, today: date) -> Check:
    given = _serving(life, notice, today)
    answer = may_step(
        place,
        notice,
        given,
        today,
        default_on=life.delinquent_since(today),
        adopted=life.adopted,
    )
    light = _light(notice, answer.verdict, given is not None)
    condition = f" It is owed if {notice.applies_if}." if notice.applies_if else ""
    return Check(
        notice.id,
        notice.name,
        light,
        answer.says + condition,
        (answer.cite or Citation("the state's own law"),),
        answer.earliest if light is not Light.GREEN else None,
        notice.verified,
    )


def _light(notice: Notice, verdict: Verdict, given: bool) -> Light:
    if verdict is Verdict.CLEAR:
        return Light.GREEN
    unsure = verdict is Verdict.CAUTION or bool(notice.applies_if) or notice.carve_out
    if unsure or (notice.kind is NoticeKind.STEP and not given):
        return Light.NOT_KNOWN
    return Light.RED
