"""People, the households they live in, and what they are to a loan."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.words import (
    Consent,
    FlagKind,
    Language,
    PointKind,
    PointLabel,
    Role,
    Source,
)
from mortgage_collect.models.base import Base, Key, Versioned, refers
from mortgage_collect.models.types import AWord


class Household(Base):
    """People who share a home and a budget; a financial review is made for one."""

    __tablename__ = "household"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120), default="")


class Person(Versioned, Base):
    """`written` is the name as the bank's file has it; the parts are our reading of it."""

    __tablename__ = "person"

    id: Mapped[Key]
    household_id: Mapped[int | None] = refers("household.id")
    written: Mapped[str] = mapped_column(String(160))
    first: Mapped[str] = mapped_column(String(60), default="")
    middle: Mapped[str] = mapped_column(String(60), default="")
    last: Mapped[str] = mapped_column(String(80), default="")
    suffix: Mapped[str] = mapped_column(String(12), default="")
    ssn_last4: Mapped[str] = mapped_column(String(4), default="")
    language: Mapped[Language] = mapped_column(AWord(Language), default=Language.ENGLISH)
    customer_number: Mapped[str] = mapped_column(String(40), default="", index=True)
    employer: Mapped[str] = mapped_column(String(80), default="")
    # Entered by hand, to be sure of them by; no file fills it, and history never holds it.
    born_on: Mapped[date | None]
    # Mailing address; blank means letters go to the property.
    line_1: Mapped[str] = mapped_column(String(80), default="")
    line_2: Mapped[str] = mapped_column(String(80), default="")
    city: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(2), default="")
    zip: Mapped[str] = mapped_column(String(10), default="")
    mail_bad: Mapped[bool] = mapped_column(default=False)
    # They asked not to be reached at home: no letters, no visits, no calls to the home line.
    home_barred: Mapped[bool] = mapped_column(default=False)
    source: Mapped[Source] = mapped_column(AWord(Source), default=Source.TAPE)

    @property
    def shown(self) -> str:
        """ "Ruiz, Ana" when the parts are known, else as written."""
        if not self.last:
            return self.written
        given = " ".join(part for part in (self.first, self.suffix) if part)
        return f"{self.last}, {given}" if given else self.last


class LoanPerson(Base):
    """One person's part in one loan."""

    __tablename__ = "loan_person"
    __table_args__ = (UniqueConstraint("loan_id", "person_id"),)

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    person_id: Mapped[int] = refers("person.id")
    role: Mapped[Role] = mapped_column(AWord(Role))
    position: Mapped[int] = mapped_column(default=1)
    since: Mapped[date | None]
    until: Mapped[date | None]
    # The borrower agreed to it, or a successor is confirmed. None: nobody noted it.
    authorized: Mapped[bool | None]
    # What somebody had noted before a matter decided it, {"authorized": ...}: it holds again when
    # the decision is taken back. None: nothing was decided, or somebody noted it anew since.
    before_matter: Mapped[dict[str, Any] | None]


class ContactPoint(Versioned, Base):
    """A telephone number (ten digits) or an e-mail address, and what was agreed about it."""

    __tablename__ = "contact_point"

    id: Mapped[Key]
    person_id: Mapped[int] = refers("person.id")
    kind: Mapped[PointKind] = mapped_column(AWord(PointKind))
    label: Mapped[PointLabel] = mapped_column(AWord(PointLabel), default=PointLabel.OTHER)
    value: Mapped[str] = mapped_column(String(120), index=True)
    written: Mapped[str] = mapped_column(String(120), default="")
    extension: Mapped[str] = mapped_column(String(10), default="")
    preferred: Mapped[bool] = mapped_column(default=False)
    bad: Mapped[bool] = mapped_column(default=False)
    bad_since: Mapped[date | None]
    bad_reason: Mapped[str] = mapped_column(String(120), default="")
    opted_out: Mapped[bool] = mapped_column(default=False)
    work_barred: Mapped[bool] = mapped_column(default=False)
    # They asked themselves for no calls at work: when, and whether in writing, if known.
    no_work_calls_on: Mapped[date | None]
    no_work_calls_written: Mapped[bool | None]
    consent_text: Mapped[Consent] = mapped_column(AWord(Consent), default=Consent.UNKNOWN)
    consent_autodial: Mapped[Consent] = mapped_column(AWord(Consent), default=Consent.UNKNOWN)
    consent_email: Mapped[Consent] = mapped_column(AWord(Consent), default=Consent.UNKNOWN)
    consent_how: Mapped[str] = mapped_column(String(160), default="")
    consent_on: Mapped[date | None]
    # The day a complete and accurate database said that the number is still theirs.
    checked_on: Mapped[date | None]
    employer_gave: Mapped[bool | None]
    # The creditor's notice of e-mails: the last day of saying no. Whether anybody can have an
    # address of its domain. Collectors before us, the oldest first (12 CFR 1006.6(d)(4)).
    notice_ended: Mapped[date | None]
    public_domain: Mapped[bool | None]
    earlier: Mapped[list[Any]] = mapped_column(default=list)
    source: Mapped[Source] = mapped_column(AWord(Source), default=Source.TAPE)


class Flag(Base):
    """A hard fact about a loan or a person. Lifting it sets `until`; the row stays."""

    __tablename__ = "flag"

    id: Mapped[Key]
    kind: Mapped[FlagKind] = mapped_column(AWord(FlagKind), index=True)
    loan_id: Mapped[int | None] = refers("loan.id")
    person_id: Mapped[int | None] = refers("person.id")
    since: Mapped[date]
    until: Mapped[date | None]
    details: Mapped[dict[str, Any] | None]
    source: Mapped[Source] = mapped_column(AWord(Source), default=Source.STAFF)
    # Raised with others for one disaster; they are extended and ended together.
    disaster_id: Mapped[int | None] = refers("disaster.id")
    # Follows the steps of a matter (services/matter_flags.py); None: raised by itself.
    matter_id: Mapped[int | None] = refers("matter.id")
    # Of one raised by hand that its matter took over: since, until and details as they were told.
    before_matter: Mapped[dict[str, Any] | None]


class QuietTime(Base):
    """When a person asked not to be called: weekdays as digits (0 = Monday), hours, in words."""

    __tablename__ = "quiet_time"

    id: Mapped[Key]
    person_id: Mapped[int] = refers("person.id")
    weekdays: Mapped[str] = mapped_column(String(7), default="0123456")
    start: Mapped[time | None]
    end: Mapped[time | None]
    until: Mapped[date | None]
    says: Mapped[str] = mapped_column(String(160))


class AgreedTime(Base):
    """Hours in which a person agreed to be reached; ending it sets `until`, its last day."""

    __tablename__ = "agreed_time"

    id: Mapped[Key]
    person_id: Mapped[int] = refers("person.id")
    first: Mapped[time]
    last: Mapped[time]
    in_writing: Mapped[bool | None]
    agreed_on: Mapped[date]
    until: Mapped[date | None]


class CallBack(Base):
    """Consent to be called, good for seven days at most (12 CFR 1006.14(b)(3)(i))."""

    __tablename__ = "call_back"

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    person_id: Mapped[int] = refers("person.id")
    received_on: Mapped[date]
    until: Mapped[date | None]
    revoked_on: Mapped[date | None]
