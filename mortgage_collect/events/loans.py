"""Loans, the people on them, their flags, payments and quotes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import FlagKind, PaymentKind, Role, Source
from mortgage_collect.events.event import Change, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAdded(Event):
    NEEDS = Permission.ADD_LOAN

    loan_id: int
    number_ends_in: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCorrected(Event):
    NEEDS = Permission.WORK

    loan_id: int
    changes: tuple[Change, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyCorrected(Event):
    NEEDS = Permission.WORK

    property_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Event):
    NEEDS = Permission.WORK

    person_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCorrected(Event):
    NEEDS = Permission.WORK

    person_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLinked(Event):
    NEEDS = Permission.WORK

    person_id: int
    loan_id: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnlinked(Event):
    NEEDS = Permission.WORK

    person_id: int
    loan_id: int
    role: Role
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationNoted(Event):
    """Whether a person may hear of the loan, or a successor is confirmed; None: nobody knows."""

    NEEDS = Permission.WORK

    person_id: int
    was: bool | None
    now: bool | None
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRaised(Event):
    NEEDS = Permission.WORK

    flag_id: int
    kind: FlagKind
    since: date
    person_id: int | None = None
    details: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagExtended(Event):
    NEEDS = Permission.WORK

    flag_id: int
    kind: FlagKind
    was: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagLifted(Event):
    NEEDS = Permission.WORK

    flag_id: int
    kind: FlagKind
    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPosted(Event):
    NEEDS = Permission.POST

    payment_id: int
    kind: PaymentKind
    amount: Money
    received_on: date
    source: Source
    arrears_was: Money
    arrears_now: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReversed(Event):
    NEEDS = Permission.POST

    payment_id: int
    reverses_id: int
    amount: Money
    returned_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteGiven(Event):
    """A figure told to a borrower: what, good through when, and whether a part is unknown."""

    NEEDS = Permission.WORK

    quote_id: int
    kind: str
    as_of: date
    good_through: date
    total: Money
    at_least: bool
