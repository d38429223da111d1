"""What the rules are told of the bank: the same for every loan on a day, asked once for many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.words import Capacity, Language
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.facts import known_through, policy, the_bank
from mortgage_collect.queries.interview import profile
from mortgage_collect.queries.tightening import tightened
from mortgage_collect.rules.coverage.bank_profile import BankProfile
from mortgage_collect.rules.verdict import Need

# The bank's decisions, by their keys: what a stop asks for before it is set aside, the languages
# somebody here speaks ("en es"), and "machine" where a machine dials or texts.
OVERRIDE_NEEDS = "override_needs"
LANGUAGES = "languages"
DIALED_BY = "dialed_by"
MACHINE = "machine"
# "no" where details of a debt need not wait until somebody is sure of the person.
HOLD_BACK, SHOW_AT_ONCE = "hold_back_details", "no"


@dataclass(frozen=True, slots=True)
class BankFacts:
    """What is the same for every loan of the bank on a day; asked once for many."""

    on: date
    capacity: Capacity
    profile: BankProfile
    adopted: frozenset[str]
    tightened: dict[str, int]
    stop_needs: Need
    spoken_here: frozenset[Language] | None
    dialed_by_hand: bool
    known_through: date | None


def bank_facts(session: Session, at: datetime) -> BankFacts:
    bank = the_bank(session)
    on = local_date(at, bank.zone)
    spoken = policy(session, LANGUAGES, on)
    needs = policy(session, OVERRIDE_NEEDS, on)
    return BankFacts(
        on=on,
        capacity=bank.capacity,
        profile=profile(session, on),
        adopted=adopted(session, on),
        tightened=tightened(session, on),
        stop_needs=Need(needs) if needs else Need.REASON,
        spoken_here=frozenset(map(Language, spoken.split())) if spoken else None,
        # This program dials nothing: a person does, unless the bank says that a machine does.
        dialed_by_hand=policy(session, DIALED_BY, on) != MACHINE,
        known_through=known_through(session),
    )
