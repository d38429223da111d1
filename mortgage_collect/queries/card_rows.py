"""What the borrower card shows, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import (
    Ability,
    Bucket,
    Capacity,
    Channel,
    Commitment,
    Consent,
    Counting,
    DocumentStatus,
    FlagKind,
    Hardship,
    Intent,
    Language,
    LoanStatus,
    Occupancy,
    PointKind,
    PointLabel,
    PromiseStatus,
    ReviewStatus,
    Role,
    Source,
    WorkoutStatus,
)
from mortgage_collect.loanmath.delinquency import Delinquency
from mortgage_collect.queries.review_sharing import ReviewElsewhere


@dataclass(frozen=True, slots=True)
class PointRow:
    point_id: int
    kind: PointKind
    label: PointLabel
    value: str
    extension: str
    preferred: bool
    bad: bool
    bad_reason: str
    opted_out: bool
    consent_text: Consent
    consent_autodial: Consent
    consent_email: Consent
    source: Source


@dataclass(frozen=True, slots=True)
class PersonRow:
    person_id: int
    name: str
    written: str
    role: Role
    language: Language
    ssn_last4: str
    mail: str
    points: tuple[PointRow, ...]
    flags: tuple[FlagKind, ...]


@dataclass(frozen=True, slots=True)
class OtherLoan:
    """Another loan of somebody on this one, or of somebody in their household."""

    loan_id: int
    number: str
    status: LoanStatus
    upb: Money | None
    oldest_unpaid_on: date | None
    shared_by: str
    household: bool = False


@dataclass(frozen=True, slots=True)
class DueLine:
    """One component of what is due now; amount None means nobody knows."""

    key: str
    label: str
    amount: Money | None
    source: Source


@dataclass(frozen=True, slots=True)
class StripMonth:
    """One month-end of the payment strip: months behind (MBA) or None where unknown."""

    month: date
    behind: int | None


@dataclass(frozen=True, slots=True)
class PaymentRow:
    payment_id: int
    received_on: date
    amount: Money
    kind: str
    source: Source
    reference: str
    reversed: bool
    returned_on: date | None
    missing_from_tape: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    promise_id: int
    amount: Money
    due_on: date
    status: PromiseStatus
    made_on: date
    by: str
    received: Money | None = None
    first_id: int | None = None

    @property
    def series(self) -> int:
        """The same for all installments of one promise: the id of its first."""
        return self.first_id or self.promise_id


@dataclass(frozen=True, slots=True)
class TalkRow:
    """The five aims of a quality contact as the last talk told them; None was not spoken of."""

    on: date
    by: str
    reason: Hardship | None
    ability: Ability | None
    intent: Intent | None
    occupancy: Occupancy | None
    commitment: Commitment | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    workout_id: int
    kind: str
    number: int
    status: WorkoutStatus
    installments: int
    paid: int
    cures_on: date | None
    next_due_on: date | None
    next_amount: Money | None
    failed: int = 0
    approvals: tuple[str, ...] = ()
    review_due: date | None = None


@dataclass(frozen=True, slots=True)
class FlagRow:
    flag_id: int
    kind: FlagKind
    person: str
    since: date
    until: date | None
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    document_id: int
    title: str
    made_at: datetime
    status: DocumentStatus
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    review_id: int
    number: int
    status: ReviewStatus
    started_at: datetime


@dataclass(frozen=True, slots=True)
class PropertyRow:
    property_id: int
    line_1: str
    line_2: str
    city: str
    state: str
    zip: str
    occupancy: Occupancy
    value: Money | None
    value_on: date | None

    @property
    def shown(self) -> str:
        place = " ".join(part for part in (self.state, self.zip) if part)
        parts = (self.line_1, self.line_2, self.city, place)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class LoanCard:
    """`delinquency` and `due` are None with `trouble` set when the file lacks what they need.

    `attempts` counts what we tried in the last seven days, by channel; `talk` is what the last talk
    that had aims told.
    """

    loan_id: int
    version: int
    number: str
    borrower: str
    status: LoanStatus
    source: Source
    capacity: Capacity
    investor_code: str
    loan_type: str
    upb: Money | None
    rate: Rate | None
    payment: Money | None
    principal_interest: Money | None
    escrow_payment: Money | None
    originated_on: date | None
    maturity_on: date | None
    original_amount: Money | None
    escrow_balance: Money | None
    tape_as_of: date | None
    known_through: date | None
    counting: Counting
    delinquency: Delinquency | None
    next_due_on: date | None
    arrears: Money | None
    due: tuple[DueLine, ...]
    due_total: Money | None
    due_at_least: bool
    trouble: str
    tape_days_past_due: int | None
    tape_status: str
    home: PropertyRow | None
    people: tuple[PersonRow, ...]
    other_loans: tuple[OtherLoan, ...]
    strip: tuple[StripMonth, ...]
    payments: tuple[PaymentRow, ...]
    promises: tuple[PromiseRow, ...]
    plan: PlanRow | None
    flags: tuple[FlagRow, ...]
    documents: tuple[DocumentRow, ...]
    review: ReviewRow | None
    reviews_elsewhere: tuple[ReviewElsewhere, ...]
    next_action_on: date | None
    next_action: str
    last_contact_at: datetime | None
    attempts: tuple[tuple[Channel, int], ...]
    talk: TalkRow | None

    @property
    def bucket(self) -> Bucket:
        held = {flag.kind for flag in self.flags if flag.until is None}
        if FlagKind.BANKRUPTCY in held:
            return Bucket.HOLD
        return self.delinquency.bucket if self.delinquency else Bucket.CURRENT

    @property
    def kept(self) -> int:
        return sum(promise.status is PromiseStatus.KEPT for promise in self.promises)

    @property
    def broken(self) -> int:
        return sum(promise.status is PromiseStatus.BROKEN for promise in self.promises)
