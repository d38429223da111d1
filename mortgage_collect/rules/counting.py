"""Which past contacts count as calls or conversations, for the two limits on call frequency.

12 CFR 1006.14(b) counts, for each person and each debt,

    placed calls     calls of ours that connected: answered, rung out, or gone to voicemail, also a
                     ringless voicemail; not texts or e-mails (comment 14(b)-1)
    conversations    telephone talks about the debt, whoever rang ((b)(2)(i)(B))

and (b)(3) leaves out calls that the person had agreed to, for seven days from receiving the
agreement, that day being the first: it ends sooner on the day they named, when they take it back,
or once there was a talk about the debt; and calls that did not connect to the dialed number.
Calls to a number that turned out not to be theirs were no calls to them (comment 14(b)(2)(i)-3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.rules.past import CallbackConsent, PastContact

if TYPE_CHECKING:
    from mortgage_collect.rules.facts import ContactFacts


CONNECTED = frozenset(outcome for outcome in Outcome if outcome.connected)
TALKED = frozenset(outcome for outcome in Outcome if outcome.talked)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The days of the calls that count for this person and this loan, and the telephone talks about
    it, whoever began them; each oldest first."""

    calls: tuple[date, ...]
    talks: tuple[PastContact, ...]


def ledger_of(facts: ContactFacts) -> Ledger:
    """Goes through the past once; rules ask `facts.ledger`."""
    placed: list[PastContact] = []
    talks: list[PastContact] = []
    call, ours, wrong = Channel.CALL, Direction.OUTBOUND, Outcome.WRONG_NUMBER
    for past in facts.past:
        rang, outcome = past.channel is call, past.outcome
        if not (rang or past.ringless) or past.misdirected or outcome is wrong:
            continue  # no call, or it reached a number that is not theirs
        about = past.debts is None or _about(past.debts, facts)
        if about and past.direction is ours and outcome in CONNECTED and not past.with_consent:
            placed.append(past)
        talked = outcome in TALKED if past.talked is None else past.talked
        if talked and rang and (about or facts.loan in past.raised):
            talks.append(past)
    talks.sort(key=lambda past: past.at)
    spans = [_span(consent, facts, talks) for consent in facts.callback_consents]
    first = min((span.received_on - DAY for span in spans), default=date.max)
    last = max((span.last for span in spans), default=date.min)
    calls = [
        past.on
        for past in placed
        if not (first <= past.on <= last and any(span.covers(past) for span in spans))
    ]
    return Ledger(tuple(sorted(calls)), tuple(talks))


def standing_consent(facts: ContactFacts) -> CallbackConsent | None:
    """An agreement to be called that holds today and has not been used up by a talk."""
    for consent in facts.callback_consents:
        in_time = consent.received_on <= facts.latest_day and facts.today <= last_day(
            consent, facts
        )
        if in_time and _span(consent, facts, facts.ledger.talks).end is None:
            return consent
    return None


def last_day(consent: CallbackConsent, facts: ContactFacts) -> date:
    """The last day an agreement covers; the day it is taken back no longer belongs to it."""
    days = facts.number("reg_f.consent_days", on=consent.received_on)
    ends = [consent.received_on + timedelta(days=days - 1)]
    if consent.until:
        ends.append(consent.until)
    if consent.revoked_on:
        ends.append(consent.revoked_on - timedelta(days=1))
    return min(ends)


def _about(debts: frozenset[str], facts: ContactFacts) -> bool:
    # A call that names its debts cannot be ruled out for a loan that does not name itself.
    return not facts.loan or facts.loan in debts


@dataclass(frozen=True, slots=True)
class _Span:
    """What an agreement covers: from its being given to its last day or the talk that used it up.

    Where only the day is known on which it was given, it was given in the first talk of that day,
    if there was one.
    """

    received_on: date
    given: datetime | None
    last: date
    end: datetime | None

    def covers(self, past: PastContact) -> bool:
        after = past.at > self.given if self.given else past.on >= self.received_on
        return after and past.on <= self.last and (self.end is None or past.at <= self.end)


def _span(consent: CallbackConsent, facts: ContactFacts, talks: Iterable[PastContact]) -> _Span:
    that_day = (talk.at for talk in talks if talk.on == consent.received_on)
    given = consent.at or next(that_day, None)
    after = (
        talk.at for talk in talks if (talk.at > given if given else talk.on >= consent.received_on)
    )
    return _Span(consent.received_on, given, last_day(consent, facts), next(after, None))
