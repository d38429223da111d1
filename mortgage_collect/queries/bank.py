"""The bank as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Capacity, Counting, Language
from mortgage_collect.models.bank import Bank, Policy
from mortgage_collect.queries.adoption import ADOPTED_RULES, adopted
from mortgage_collect.queries.bank_facts import (
    DIALED_BY,
    HOLD_BACK,
    LANGUAGES,
    MACHINE,
    OVERRIDE_NEEDS,
    SHOW_AT_ONCE,
)
from mortgage_collect.queries.facts import known_through, policy, the_bank
from mortgage_collect.rules.verdict import Need


@dataclass(frozen=True, slots=True)
class BankRow:
    """`practice` banks hold invented borrowers; `known_through` is the last day with payments."""

    name: str
    zone: str
    counting: Counting
    capacity: Capacity
    practice: bool
    known_through: date | None


def bank(session: Session) -> BankRow:
    """The one bank; raises UserError until it has been set up."""
    row = the_bank(session)
    return BankRow(
        row.name, row.zone, row.counting, row.capacity, row.practice, known_through(session)
    )


def has_bank(session: Session) -> bool:
    """Whether the bank has been set up."""
    return session.scalar(select(Bank.id).limit(1)) is not None


@dataclass(frozen=True, slots=True)
class BankSettings:
    """What the settings place shows; decisions of the bank as they hold `on` the day asked for.

    `spoken_here` without a language: nobody has said which are spoken.
    """

    name: str
    line_1: str
    line_2: str
    city: str
    state: str
    zip: str
    phone: str
    email: str
    nmls: str
    zone: str
    capacity: Capacity
    counting: Counting
    late_charge_percent: Rate | None
    late_charge_grace_days: int
    adopted: frozenset[str]
    stop_needs: Need
    spoken_here: frozenset[Language]
    dialed_by_machine: bool
    holds_back: bool
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the bank and the day it begins."""

    key: str
    value: str
    since: date
    why: str


def settings(session: Session, on: date) -> BankSettings:
    """Everything about the bank; raises UserError until it has been set up."""
    row = the_bank(session)
    decisions = session.scalars(
        select(Policy)
        .where(Policy.key == ADOPTED_RULES)
        .order_by(Policy.since.desc(), Policy.id.desc())
    )
    return BankSettings(
        row.name,
        row.line_1,
        row.line_2,
        row.city,
        row.state,
        row.zip,
        row.phone,
        row.email,
        row.nmls,
        row.zone,
        row.capacity,
        row.counting,
        row.late_charge_percent,
        row.late_charge_grace_days,
        adopted(session, on),
        Need(policy(session, OVERRIDE_NEEDS, on) or Need.REASON),
        frozenset(map(Language, (policy(session, LANGUAGES, on) or "").split())),
        policy(session, DIALED_BY, on) == MACHINE,
        policy(session, HOLD_BACK, on) != SHOW_AT_ONCE,
        tuple(Decision(each.key, each.value, each.since, each.why) for each in decisions),
    )
