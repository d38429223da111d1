"""Which past contacts count as calls or conversations, for the two limits on call frequency.

12 CFR 1006.14(b) counts, for each person and each debt,

    placed calls     calls of ours that connected: answered, rung out, or gone to voicemail, also a
                     ringless voicemail; not texts or e-mails (comment 14(b)-1)
    conversations    telephone talks about the debt, whoever rang ((b)(2)(i)(B))

and (b)(3) leaves out calls that the person had agreed to, for seven days from receiving the
agreement, that day being the first: it ends sooner on the day they named, when they take it back,
or once there was a talk about the debt; and calls that did not connect to the dialled number.
Calls to a number that turned out not to be theirs were no calls to them (comment 14(b)(2)(i)-3).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.rules.facts import CallbackConsent, ContactFacts, PastContact


def counted_calls(facts: ContactFacts) -> list[date]:
    """The days of the calls that count for this person and this loan, oldest first."""
    agreed = [covers for consent in facts.callback_consents for covers in _covered(consent, facts)]
    return sorted(
        past.on
        for past in facts.past
        if _placed(past) and _about(past.debts, facts) and past not in agreed
    )


def conversations(facts: ContactFacts) -> list[PastContact]:
    """Telephone talks about this loan, whoever began them, oldest first."""
    return sorted(
        (
            past
            for past in facts.past
            if _talked(past) and (_about(past.debts, facts) or facts.loan in past.raised)
        ),
        key=lambda past: past.at,
    )


def standing_consent(facts: ContactFacts) -> CallbackConsent | None:
    """An agreement to be called that holds today and has not been used up by a talk."""
    for consent in facts.callback_consents:
        in_time = consent.received_on <= facts.latest_day and facts.today <= last_day(
            consent, facts
        )
        if in_time and _ended_by(consent, facts) is None:
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


def _placed(past: PastContact) -> bool:
    rang = past.channel is Channel.CALL or past.ringless
    ours = past.direction is Direction.OUTBOUND and past.outcome.connected
    return rang and ours and not _elsewhere(past) and not past.with_consent


def _talked(past: PastContact) -> bool:
    by_phone = past.channel is Channel.CALL and not _elsewhere(past)
    return by_phone and (past.outcome.talked if past.talked is None else past.talked)


def _elsewhere(past: PastContact) -> bool:
    """It reached a number that is not the person's."""
    return past.misdirected or past.outcome is Outcome.WRONG_NUMBER


def _about(debts: frozenset[str] | None, facts: ContactFacts) -> bool:
    # A call that names its debts cannot be ruled out for a loan that does not name itself.
    return debts is None or not facts.loan or facts.loan in debts


def _covered(consent: CallbackConsent, facts: ContactFacts) -> Iterator[PastContact]:
    """The contacts an agreement covers: from its being given to the talk that used it up."""
    given, end, last = (
        _given_at(consent, facts),
        _ended_by(consent, facts),
        last_day(consent, facts),
    )
    for past in facts.past:
        after = past.at > given if given else past.on >= consent.received_on
        if after and past.on <= last and (end is None or past.at <= end.at):
            yield past


def _given_at(consent: CallbackConsent, facts: ContactFacts) -> datetime | None:
    """The moment an agreement was given.

    Where only its day is known, it was given in the first talk of that day, if there was one.
    """
    that_day = (talk.at for talk in conversations(facts) if talk.on == consent.received_on)
    return consent.at or next(that_day, None)


def _ended_by(consent: CallbackConsent, facts: ContactFacts) -> PastContact | None:
    """The first talk after an agreement."""
    given = _given_at(consent, facts)
    for talk in conversations(facts):
        if talk.at > given if given else talk.on >= consent.received_on:
            return talk
    return None
