"""The vocabulary: every closed list of words the program stores or shows.

A member's value is what the database holds; `label` is what a specialist reads. Values are for
ever: a word may be added, never renamed.
"""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A word whose label is its value in plain writing, unless `labels` says otherwise."""

    @property
    def label(self) -> str:
        return _LABELS.get((type(self), self.value), self.value.replace("_", " ").capitalize())


# -- people and how to reach them -------------------------------------------------------------


class Role(Word):
    """What a person is to a loan."""

    BORROWER = "borrower"
    CO_BORROWER = "co_borrower"
    GUARANTOR = "guarantor"
    SUCCESSOR = "successor"
    AUTHORIZED = "authorized"

    @property
    def owes(self) -> bool:
        """Bound by the note, or treated as a borrower by law (12 CFR 1024.30(d))."""
        return self is not Role.AUTHORIZED


class Channel(Word):
    """How a contact was made or tried."""

    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    PORTAL = "portal"


class Direction(Word):
    OUTBOUND = "outbound"
    INBOUND = "inbound"


class Outcome(Word):
    """How an attempt ended. Letters are the keys of the entry strip."""

    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    RIGHT_PARTY = "right_party"
    WRONG_NUMBER = "wrong_number"
    THIRD_PARTY = "third_party"
    BUSY = "busy"
    NOT_IN_SERVICE = "not_in_service"
    DROPPED = "dropped"
    SENT = "sent"
    REFUSED = "refused"

    @property
    def connected(self) -> bool:
        """The call reached the dialed number (12 CFR 1006.14(b)(3)(ii) leaves the others out)."""
        return self not in _UNCONNECTED

    @property
    def talked(self) -> bool:
        """A telephone conversation with the person (12 CFR 1006.14(b)(2)(i)(B))."""
        return self in _TALKS


_UNCONNECTED = frozenset({Outcome.BUSY, Outcome.NOT_IN_SERVICE})
_TALKS = frozenset({Outcome.RIGHT_PARTY, Outcome.REFUSED})


class PointKind(Word):
    """A contact point's kind."""

    PHONE = "phone"
    EMAIL = "email"


class PointLabel(Word):
    CELL = "cell"
    HOME = "home"
    WORK = "work"
    OTHER = "other"


class Consent(Word):
    """What the person agreed to on one contact point."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    REVOKED = "revoked"


class FlagKind(Word):
    """A hard fact that changes what may be done."""

    BANKRUPTCY = "bankruptcy"
    ATTORNEY = "attorney"
    CEASE = "cease"
    DECEASED = "deceased"
    SERVICEMEMBER = "servicemember"
    DISASTER = "disaster"
    DISPUTE = "dispute"

    @property
    def of_person(self) -> bool:
        """What a person says or suffers follows them to every loan; a disaster strikes a
        property, and a dispute is about one debt."""
        return self not in (FlagKind.DISASTER, FlagKind.DISPUTE)


class DisasterKind(Word):
    """What struck an area."""

    FLOOD = "flood"
    FIRE = "fire"
    STORM = "storm"
    TORNADO = "tornado"
    EARTHQUAKE = "earthquake"
    OTHER = "other"


class Language(Word):
    ENGLISH = "en"
    SPANISH = "es"


# -- the loan ---------------------------------------------------------------------------------


class Capacity(Word):
    """In which legal role the bank acts on a loan."""

    CREDITOR = "creditor"
    DEBT_COLLECTOR = "debt_collector"
    SERVICER_FOR_OTHERS = "servicer_for_others"


class Counting(Word):
    """How a late loan is counted."""

    MBA = "mba"
    OTS = "ots"
    DAYS = "days"


class Bucket(Word):
    """How late a loan is; the value is the code shown beside the color."""

    CURRENT = "CUR"
    DAYS_1 = "1+"
    DAYS_30 = "30+"
    DAYS_60 = "60+"
    DAYS_90 = "90+"
    DAYS_120 = "120+"
    HOLD = "HOLD"


class LoanStatus(Word):
    ACTIVE = "active"
    PAID_OFF = "paid_off"
    TRANSFERRED = "transferred"
    CHARGED_OFF = "charged_off"
    MISSING = "missing"


class RateType(Word):
    FIXED = "fixed"
    ADJUSTABLE = "adjustable"
    STEP = "step"


class Occupancy(Word):
    OWNER = "owner"
    SECOND_HOME = "second_home"
    INVESTOR = "investor"
    TENANT = "tenant"
    VACANT = "vacant"
    UNKNOWN = "unknown"


class Source(Word):
    """Where a fact came from: the mark beside every amount."""

    TAPE = "tape"
    STAFF = "staff"
    BORROWER = "borrower"
    PROGRAM = "program"


class PaymentKind(Word):
    REGULAR = "regular"
    PARTIAL = "partial"
    PAYOFF = "payoff"
    REVERSAL = "reversal"


# -- promises, review, workout ----------------------------------------------------------------


class PromiseStatus(Word):
    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"


class Standing(Word):
    """How far a figure of the review is proven."""

    STATED = "stated"
    SEEN = "seen"
    VERIFIED = "verified"


class PayFrequency(Word):
    HOURLY = "hourly"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"


class Hardship(Word):
    """Why the borrower fell behind (the kinds of the industry's assistance application)."""

    UNEMPLOYMENT = "unemployment"
    INCOME_REDUCTION = "income_reduction"
    HOUSING_EXPENSE = "housing_expense"
    DISASTER = "disaster"
    DISABILITY = "disability"
    DIVORCE = "divorce"
    SEPARATION = "separation"
    DEATH = "death"
    TRANSFER = "transfer"
    OTHER = "other"


class HardshipTerm(Word):
    SHORT = "short"
    LONG = "long"
    RESOLVED = "resolved"


class Intent(Word):
    """What the borrower wants with the home."""

    KEEP = "keep"
    SELL = "sell"
    TRANSFER_TO_SERVICER = "transfer_to_servicer"
    UNDECIDED = "undecided"


class Ability(Word):
    """What the borrower says they can pay now."""

    ALL = "all"
    PART = "part"
    LATER = "later"
    NOTHING = "nothing"


class Commitment(Word):
    """What the borrower said they will do, as a talk ended."""

    PROMISE = "promise"
    PLAN = "plan"
    PAPERS = "papers"
    CALL_BACK = "call_back"
    THINK = "think"
    NONE = "none"


class Identity(Word):
    """What somebody was asked, to be sure of who they are. The answer itself is never kept."""

    LAST_FOUR = "last_four"
    BIRTH_DATE = "birth_date"
    MAILING_ADDRESS = "mailing_address"
    PROPERTY_ADDRESS = "property_address"
    PHONE = "phone"
    EMAIL = "email"


class Pace(Word):
    """How far apart the installments of a promise are."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


class ReviewStatus(Word):
    DRAFT = "draft"
    FINISHED = "finished"


class WorkoutStatus(Word):
    DRAFT = "draft"
    APPROVED = "approved"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    COMPLETED = "completed"
    BROKEN = "broken"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


class DocumentStatus(Word):
    DRAFT = "draft"
    SENT = "sent"
    SIGNED = "signed"


class TapeKind(Word):
    """What a file that came in holds."""

    LOANS = "loans"
    CUSTOMERS = "customers"
    PAYMENTS = "payments"


class Severity(Word):
    """What a finding in a file does: NOTE tells, HOLD keeps a row back, REFUSE leaves it out."""

    NOTE = "note"
    WARNING = "warning"
    HOLD = "hold"
    REFUSE = "refuse"


class UserRole(Word):
    SPECIALIST = "specialist"
    SUPERVISOR = "supervisor"
    COMPLIANCE = "compliance"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    EXAMINER = "examiner"


_WRITTEN: tuple[tuple[Word, str], ...] = (
    (Role.CO_BORROWER, "Co-borrower"),
    (Role.AUTHORIZED, "Authorized third party"),
    (Channel.EMAIL, "E-mail"),
    (PointKind.EMAIL, "E-mail"),
    (Outcome.DROPPED, "Call dropped"),
    (FlagKind.CEASE, "Cease contact"),
    (FlagKind.DISPUTE, "Debt disputed"),
    (Language.ENGLISH, "English"),
    (Language.SPANISH, "Spanish"),
    (Counting.MBA, "MBA"),
    (Counting.OTS, "OTS"),
    (Counting.DAYS, "days past due"),
    (Bucket.CURRENT, "Current"),
    (Bucket.DAYS_1, "1\u201329 days"),
    (Bucket.DAYS_30, "30\u201359 days"),
    (Bucket.DAYS_60, "60\u201389 days"),
    (Bucket.DAYS_90, "90\u2013119 days"),
    (Bucket.DAYS_120, "120 days and more"),
    (Bucket.HOLD, "Hold"),
    (WorkoutStatus.DRAFT, "Proposed"),
    (PayFrequency.BIWEEKLY, "Every two weeks"),
    (PayFrequency.SEMIMONTHLY, "Twice a month"),
    (Hardship.INCOME_REDUCTION, "Income went down"),
    (Hardship.HOUSING_EXPENSE, "Housing costs went up"),
    (Hardship.DISABILITY, "Long-term disability or serious illness"),
    (Hardship.DIVORCE, "Divorce or legal separation"),
    (Hardship.SEPARATION, "Separation of unmarried borrowers"),
    (Hardship.DEATH, "Death of a borrower or wage earner"),
    (Hardship.TRANSFER, "Distant job transfer"),
    (HardshipTerm.SHORT, "Short-term (6 months or less)"),
    (HardshipTerm.LONG, "Long-term (more than 6 months)"),
    (Intent.TRANSFER_TO_SERVICER, "Give the home to the bank"),
    (Ability.ALL, "All that is due"),
    (Ability.PART, "Part of it now"),
    (Ability.LATER, "Not now, but later"),
    (Ability.NOTHING, "Nothing for now"),
    (Commitment.PROMISE, "Promises to pay"),
    (Commitment.PLAN, "Will go by a plan"),
    (Commitment.PAPERS, "Will send papers"),
    (Commitment.CALL_BACK, "Will call us back"),
    (Commitment.THINK, "Will think it over"),
    (Commitment.NONE, "Commits to nothing"),
    (Identity.LAST_FOUR, "Last four of the Social Security number"),
    (Identity.BIRTH_DATE, "Date of birth"),
    (Identity.PHONE, "Telephone number on file"),
    (Identity.EMAIL, "E-mail address on file"),
    (Pace.WEEK, "Every week"),
    (Pace.TWO_WEEKS, "Every two weeks"),
    (Pace.MONTH, "Every month"),
)

# Two lists may share a value ("email"), and members equal their text: the class is part of the key.
_LABELS = {(type(word), word.value): label for word, label in _WRITTEN}
