"""Attempts and conversations, and what was promised in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import (
    Ability,
    Channel,
    Commitment,
    Direction,
    Intent,
    Occupancy,
    Outcome,
    PromiseStatus,
)
from mortgage_collect.models.base import Base, Key, Versioned, refers
from mortgage_collect.models.types import AWord


class Contact(Base):
    """One attempt, as logged; `on` is the borrower's own calendar day.

    What was logged is never edited. `identity` names what was asked to be sure of the person, and
    `texts` what was said in set words; `before` holds what the entry changed beside itself, for the
    day it is taken back (`reversed_at`): a contact taken back counts for nothing.
    """

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_loan_at", "loan_id", "at"),)

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id", index=False)
    person_id: Mapped[int | None] = refers("person.id")
    point_id: Mapped[int | None] = refers("contact_point.id", index=False)
    at: Mapped[datetime]
    on: Mapped[date]
    channel: Mapped[Channel] = mapped_column(AWord(Channel))
    direction: Mapped[Direction] = mapped_column(AWord(Direction))
    outcome: Mapped[Outcome] = mapped_column(AWord(Outcome))
    reached: Mapped[str] = mapped_column(String(120), default="")
    with_consent: Mapped[bool] = mapped_column(default=False)
    # It rang out, and no message could be left. Somebody else was asked where the person is.
    no_message: Mapped[bool] = mapped_column(default=False)
    asked_others: Mapped[bool] = mapped_column(default=False)
    # A voicemail put into the box without a ring; a recorded voice; whoever was asked where the
    # person is wants to be asked again, or their answer was found wrong since.
    ringless: Mapped[bool] = mapped_column(default=False)
    prerecorded: Mapped[bool] = mapped_column(default=False)
    asked_us_back: Mapped[bool] = mapped_column(default=False)
    answer_doubted: Mapped[bool] = mapped_column(default=False)
    # With their attorney, and not with them. Loans of theirs they brought up themselves, by id.
    with_attorney: Mapped[bool] = mapped_column(default=False)
    raised: Mapped[list[Any]] = mapped_column(default=list)
    # What it was for, as `rules.occasion.Purpose`; "": nobody said.
    purpose: Mapped[str] = mapped_column(String(20), default="")
    misdirected: Mapped[bool] = mapped_column(default=False)
    reason_for_default: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    # Which notice it was ("early_intervention_notice"); "" is anything else.
    message: Mapped[str] = mapped_column(String(48), default="")
    by: Mapped[str] = mapped_column(String(60))
    verdict: Mapped[str] = mapped_column(String(10))
    rules: Mapped[list[Any]]
    against_reason: Mapped[str] = mapped_column(Text, default="")
    # Who agreed that a stop is set aside, in their words; by when it is looked at again.
    second: Mapped[str] = mapped_column(String(60), default="")
    second_said: Mapped[str] = mapped_column(Text, default="")
    review_due: Mapped[date | None] = mapped_column(index=True)
    ability: Mapped[Ability | None] = mapped_column(AWord(Ability))
    intent: Mapped[Intent | None] = mapped_column(AWord(Intent))
    occupancy: Mapped[Occupancy | None] = mapped_column(AWord(Occupancy))
    commitment: Mapped[Commitment | None] = mapped_column(AWord(Commitment))
    identity: Mapped[list[Any]] = mapped_column(default=list)
    texts: Mapped[list[Any]] = mapped_column(default=list)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reversed_at: Mapped[datetime | None]
    reversed_by: Mapped[str] = mapped_column(String(60), default="")
    reversed_why: Mapped[str] = mapped_column(Text, default="")


STANDS = Contact.reversed_at.is_(None)
"""Contacts that count: those nobody has taken back."""


class Promise(Versioned, Base):
    """An amount by a date. Kept or broken is decided from payments.

    A promise in several installments is a row for each; `first_id` is the row of its first.
    """

    __tablename__ = "promise"
    __table_args__ = (Index("ix_promise_status_due", "status", "due_on"),)

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    person_id: Mapped[int | None] = refers("person.id", index=False)
    contact_id: Mapped[int | None] = refers("contact.id", index=False)
    first_id: Mapped[int | None] = refers("promise.id", index=False)
    made_on: Mapped[date]
    amount: Mapped[Money]
    due_on: Mapped[date]
    status: Mapped[PromiseStatus] = mapped_column(AWord(PromiseStatus))
    decided_on: Mapped[date | None]
    received: Mapped[Money | None]
    by: Mapped[str] = mapped_column(String(60))
