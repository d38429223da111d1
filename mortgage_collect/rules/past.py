"""What happened between us and a person before: contacts, and agreements to be called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mortgage_collect.core.words import Channel, Direction, Outcome, PointLabel


@dataclass(frozen=True, slots=True)
class PastContact:
    """A contact that was made or tried. `on` is the day at the borrower's place.

    `debts`: the loans it was about (None: this one). `raised`: loans the person brought up
    themselves, so that it was a conversation about them though no call was placed for them.
    `talked` overrides what the outcome says about a conversation. `place`: what the number is to
    them, if known. `no_message`: it rang out, and no message could have been left.
    """

    at: datetime
    on: date
    channel: Channel = Channel.CALL
    direction: Direction = Direction.OUTBOUND
    outcome: Outcome = Outcome.NO_ANSWER
    point: str = ""
    misdirected: bool = False
    with_consent: bool = False
    debts: frozenset[str] | None = None
    ringless: bool = False
    talked: bool | None = None
    raised: frozenset[str] = frozenset()
    place: PointLabel | None = None
    no_message: bool = False


@dataclass(frozen=True, slots=True)
class CallbackConsent:
    """The person agreed to a call: until the last day they named; `at` is the moment, if known.

    Given while talking, it carries the moment of that talk, or none.
    """

    received_on: date
    until: date | None = None
    revoked_on: date | None = None
    at: datetime | None = None
