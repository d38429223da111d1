"""Which past contacts a state's limit counts: for certain, and perhaps.

Nobody counts contacts with a number that was not the person's, or what the person began; a talk is
a talk, whoever rang. A limit by debt counts what was about this loan, one by person everything. A
call that ended without any way to leave a message may not count where attempts are counted; so may
a contact to a number of which nobody knows whether it is at work, where that place is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.rules.facts import ContactFacts, PastContact
from mortgage_collect.rules.states.law.state import Counts, Measure, Per, Place


def counted(measure: Measure, facts: ContactFacts) -> tuple[list[date], list[date]]:
    """The days of the contacts that count, and of those that may not; each oldest first."""
    sure: list[date] = []
    perhaps: list[date] = []
    for past in facts.past:
        if not _bears(measure, past, facts):
            continue
        (perhaps if _doubtful(measure, past) else sure).append(past.on)
    return sorted(sure), sorted(perhaps)


def _bears(measure: Measure, past: PastContact, facts: ContactFacts) -> bool:
    theirs = not past.misdirected and past.outcome is not Outcome.WRONG_NUMBER
    place = measure.place.holds(past.place)
    here = place or (place is None)
    return theirs and here and _kind(measure, past) and _about(measure, past, facts)


def _kind(measure: Measure, past: PastContact) -> bool:
    rings = past.channel is Channel.CALL or past.ringless
    ours = past.direction is Direction.OUTBOUND
    match measure.counts:
        case Counts.CONVERSATIONS:
            return rings and (past.outcome.talked if past.talked is None else past.talked)
        case Counts.CALLS:
            return rings and ours and past.outcome is not Outcome.NOT_IN_SERVICE
        case Counts.ATTEMPTS | Counts.CONTACTS:
            channels: Iterable[Channel] = measure.channels or Channel
            return ours and past.channel in channels


def _about(measure: Measure, past: PastContact, facts: ContactFacts) -> bool:
    # A contact that names no loan was about this one, and a loan without a name could be any.
    if measure.per is Per.PERSON or past.debts is None or not facts.loan:
        return True
    raised = measure.counts is Counts.CONVERSATIONS and facts.loan in past.raised
    return raised or facts.loan in past.debts


def _doubtful(measure: Measure, past: PastContact) -> bool:
    if measure.place is Place.WORK and measure.place.holds(past.place) is None:
        return True
    if measure.counts is not Counts.ATTEMPTS:
        return False
    return past.no_message or not past.outcome.connected
