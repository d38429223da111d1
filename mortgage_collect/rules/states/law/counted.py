"""Which past contacts a state's limit counts: for certain, and perhaps.

Nobody counts contacts with a number that was not the person's, or what the person began; a talk is
a talk, whoever rang. A limit by debt counts what was about this loan, one by person everything. A
call that ended without any way to leave a message may not count where attempts are counted; so may
a contact to a number of which nobody knows whether it is at work, where that place is counted.
"""

from __future__ import annotations

from datetime import date, timedelta

from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.past import PastContact
from mortgage_collect.rules.states.law.state import Counts, Measure, Per, Place

REMEMBERED = timedelta(days=31)  # no state looks back further than thirty days


def counted(measure: Measure, facts: ContactFacts) -> tuple[list[date], list[date]]:
    """The days of the contacts that count, and of those that may not; each oldest first.

    Of the last month only; the same facts later ask for no older ones.
    """
    kept = facts.tallies.get(measure)
    if kept is None:
        kept = facts.tallies[measure] = _count(measure, facts)
    return kept


def _count(measure: Measure, facts: ContactFacts) -> tuple[list[date], list[date]]:
    sure: list[date] = []
    perhaps: list[date] = []
    counts, anywhere = _COUNTED[measure.counts], measure.place is Place.ANY
    # A contact that names no loan was about this one, and a loan without a name could be any.
    by_debt = measure.per is Per.DEBT and bool(facts.loan)
    raised = measure.counts is Counts.CONVERSATIONS
    oldest = facts.today - REMEMBERED
    for past in facts.past:
        if past.on < oldest:
            continue
        if past.misdirected or past.outcome is Outcome.WRONG_NUMBER or not counts(past, measure):
            continue
        debts = past.debts
        other = by_debt and debts is not None and facts.loan not in debts
        if other and not (raised and facts.loan in past.raised):
            continue
        here = True if anywhere else measure.place.holds(past.place)
        if here is not False:
            (perhaps if _doubtful(measure, past, here) else sure).append(past.on)
    return sorted(sure), sorted(perhaps)


def _contact(past: PastContact, measure: Measure) -> bool:
    ours = past.direction is Direction.OUTBOUND
    return ours and (not measure.channels or past.channel in measure.channels)


def _call(past: PastContact, measure: Measure) -> bool:
    rings = past.channel is Channel.CALL or past.ringless
    ours = past.direction is Direction.OUTBOUND
    return rings and ours and past.outcome is not Outcome.NOT_IN_SERVICE


def _talk(past: PastContact, measure: Measure) -> bool:
    if past.channel is not Channel.CALL:
        return False
    return past.outcome.talked if past.talked is None else past.talked


_COUNTED = {
    Counts.CALLS: _call,
    Counts.ATTEMPTS: _contact,
    Counts.CONTACTS: _contact,
    Counts.CONVERSATIONS: _talk,
}


def _doubtful(measure: Measure, past: PastContact, here: bool | None) -> bool:
    if measure.place is Place.WORK and here is None:
        return True
    if measure.counts is not Counts.ATTEMPTS:
        return False
    return past.no_message or not past.outcome.connected
