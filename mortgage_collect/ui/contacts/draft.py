"""An entry as far as it is typed, and the letters that pick its results and its aims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import (
    Ability,
    Channel,
    Commitment,
    Direction,
    Hardship,
    Identity,
    Intent,
    Occupancy,
    Outcome,
    Pace,
)
from mortgage_collect.rules.occasion import Purpose
from mortgage_collect.services.next_step import PromiseSaid, promised

RESULTS: dict[Channel, tuple[tuple[Outcome, str], ...]] = {
    Channel.CALL: (
        (Outcome.NO_ANSWER, "N"),
        (Outcome.VOICEMAIL, "V"),
        (Outcome.RIGHT_PARTY, "R"),
        (Outcome.WRONG_NUMBER, "W"),
        (Outcome.THIRD_PARTY, "T"),
        (Outcome.BUSY, "B"),
    ),
    Channel.VISIT: (
        (Outcome.NO_ANSWER, "N"),
        (Outcome.RIGHT_PARTY, "R"),
        (Outcome.THIRD_PARTY, "T"),
    ),
    Channel.LETTER: ((Outcome.SENT, "S"),),
    Channel.EMAIL: ((Outcome.SENT, "S"), (Outcome.RIGHT_PARTY, "R")),
    Channel.TEXT: ((Outcome.SENT, "S"), (Outcome.RIGHT_PARTY, "R")),
}
CHANNEL_KEYS = {
    Channel.CALL: "c",
    Channel.VISIT: "v",
    Channel.LETTER: "l",
    Channel.EMAIL: "e",
    Channel.TEXT: "t",
}
REASON_KEYS: dict[Hardship, str] = {
    Hardship.UNEMPLOYMENT: "u",
    Hardship.INCOME_REDUCTION: "i",
    Hardship.HOUSING_EXPENSE: "h",
    Hardship.DISASTER: "d",
    Hardship.DISABILITY: "l",
    Hardship.DIVORCE: "v",
    Hardship.SEPARATION: "s",
    Hardship.DEATH: "e",
    Hardship.TRANSFER: "t",
    Hardship.OTHER: "o",
}


ABILITY_KEYS = {
    Ability.ALL: "a",
    Ability.PART: "p",
    Ability.LATER: "l",
    Ability.NOTHING: "n",
}
INTENT_KEYS = {
    Intent.KEEP: "k",
    Intent.SELL: "s",
    Intent.TRANSFER_TO_SERVICER: "g",
    Intent.UNDECIDED: "u",
}
OCCUPANCY_KEYS = {
    Occupancy.OWNER: "o",
    Occupancy.SECOND_HOME: "s",
    Occupancy.INVESTOR: "i",
    Occupancy.TENANT: "t",
    Occupancy.VACANT: "v",
}
COMMITMENT_KEYS = {
    Commitment.PROMISE: "p",
    Commitment.PLAN: "l",
    Commitment.PAPERS: "s",
    Commitment.CALL_BACK: "c",
    Commitment.THINK: "t",
    Commitment.NONE: "n",
}
PURPOSE_KEYS = {Purpose.COLLECTION: "c", Purpose.LOSS_MITIGATION: "h", Purpose.SERVICE: "s"}
PACE_KEYS = {Pace.WEEK: "w", Pace.TWO_WEEKS: "t", Pace.MONTH: "m"}


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as far as it is typed. Dates and amounts stay as text, so that nothing is lost.

    `at` is when it took place; "" is now. `identity` is what was ticked to be sure of the person;
    `vouched`: whoever speaks is sure of them without it; `disclosed`: they were told who we are.
    `point` is the number or address it went to or came from, where somebody chose; 0 is none on
    file. `second` is the login of who agreed that a stop is set aside. `implied`: the commitment
    follows from the promise that was typed, and goes with it.
    """

    channel: Channel = Channel.CALL
    direction: Direction = Direction.OUTBOUND
    outcome: Outcome | None = None
    at: str = ""
    amount: str = ""
    by: str = ""
    times: str = ""
    further: str = ""
    pace: Pace | None = None
    why_behind: Hardship | None = None
    ability: Ability | None = None
    intent: Intent | None = None
    occupancy: Occupancy | None = None
    commitment: Commitment | None = None
    identity: tuple[Identity, ...] = ()
    point: int | None = None
    disclosed: bool = False
    vouched: bool = False
    next_on: str = ""
    next_action: str = ""
    note: str = ""
    against: str = ""
    second: str | None = None
    second_said: str = ""
    asked_others: bool = False
    no_message: bool = False
    purpose: Purpose | None = None
    implied: bool = False

    @property
    def begun(self) -> bool:
        """Something is in it that a person typed or chose."""
        typed = self.outcome or self.at or self.amount or self.by or self.note or self.why_behind
        learned = self.ability or self.intent or self.occupancy or self.commitment
        return bool(typed or learned or self.identity or self.disclosed)


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that may be saved; `at` is when it took place, None for now."""

    outcome: Outcome
    amount: Money | None
    by: date | None
    next_on: date | None
    times: int = 1
    pace: Pace = Pace.MONTH
    further: tuple[PromiseSaid, ...] = ()
    at: datetime | None = None

    @property
    def promised(self) -> tuple[PromiseSaid, ...]:
        if self.amount is None or self.by is None:
            return ()
        return promised(self.amount, self.by, self.times, self.pace, self.further)
