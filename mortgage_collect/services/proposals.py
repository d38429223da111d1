"""What comes next after each result of a call, on a day on which a call will be lawful.

The step by itself is `next_step`; here the guard is asked what the call in hand leaves: one more
call counted, or a talk held. A call is never proposed into a stop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.words import Outcome
from mortgage_collect.queries.bank_facts import bank_facts
from mortgage_collect.queries.calling import NumberLight
from mortgage_collect.queries.contact_facts import contact_facts
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.rules.facts import ContactFacts, PastContact
from mortgage_collect.rules.guard import assess
from mortgage_collect.rules.question import Question
from mortgage_collect.services.next_step import RESULTS_OF_A_CALL, NextStep, next_step

DAY_BEGINS = time(8)
Proposals = Mapping[tuple[int, Outcome], NextStep]


def proposals(
    session: Session, loan_id: int, at: datetime, lights: tuple[NumberLight, ...]
) -> dict[tuple[int, Outcome], NextStep]:
    """By person and result, for the number of theirs one would dial. `lights`: what the guard says
    of every number of the loan now."""
    bank, zone = bank_facts(session, at), ZoneInfo(the_bank(session).zone)
    best: dict[int, NumberLight] = {}
    for light in lights:
        held = best.get(light.person_id)
        if held is None or light.assessment.verdict < held.assessment.verdict:
            best[light.person_id] = light
    found = {}
    for person_id, light in best.items():
        facts = contact_facts(session, loan_id, person_id, light.point_id, at, bank)
        for outcome in RESULTS_OF_A_CALL:
            after = _after(facts, outcome)
            found[person_id, outcome] = next_step(outcome, bank.on, partial(_open_on, after, zone))
    return found


def _after(facts: ContactFacts, outcome: Outcome) -> ContactFacts:
    """The same person once the call in hand is written down; nobody is on the line any more."""
    value = facts.point.value if facts.point else ""
    call = PastContact(facts.at, facts.today, outcome=outcome, point=value)
    after = replace(facts, past=(*facts.past, call), answering=False, initiated_by_person=False)
    _ = after.ledger  # counted once for every day that is asked about
    return after


def _open_on(facts: ContactFacts, zone: ZoneInfo, day: date) -> date | None:
    """The first day, this one or a later one, on which they may be called; None: no end in sight.

    A day counts from the morning of the bank, and by its calendar.
    """
    morning = max(datetime.combine(day, DAY_BEGINS, zone), facts.at)
    free = assess(Question.MAY_CALL, facts.later(at=morning)).next_permitted
    return None if free is None else local_date(free, zone.key)
