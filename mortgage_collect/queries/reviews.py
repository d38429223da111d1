"""A financial review as it stands: its answers, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import ReviewStatus
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.review import Review, ReviewLine
from mortgage_collect.queries.facts import facts_of, policy, the_bank
from mortgage_collect.review.household import Household, household
from mortgage_collect.review.income_rules import RULES, IncomeRules
from mortgage_collect.review.line import Entry
from mortgage_collect.review.lines import line
from mortgage_collect.review.ratios import Ratios, ratios


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`payment` is the regular monthly payment the ratios count as housing; None: not on file.
    A finished review keeps the payment of its day, and the bank's rules of it.

    `ratios` are sums of the answers there are; `household` has only figures without a hole.
    """

    review_id: int
    loan_id: int
    number: int
    status: ReviewStatus
    started_at: datetime
    by: str
    entries: Mapping[str, Entry]
    payment: Money | None
    ratios: Ratios | None
    household: Household


def review_view(session: Session, review_id: int, now: datetime) -> ReviewView:
    """One review with its live figures."""
    review = session.get_one(Review, review_id)
    loan = session.get_one(Loan, review.loan_id)
    entries = entries_of(session, review_id)
    payment = _kept_payment(review)
    if payment is None and loan.principal_interest is not None and loan.next_due_on is not None:
        payment = facts_of(session, loan, now).terms.full_payment
    day = local_date(review.finished_at or now, the_bank(session).zone)
    rules = rules_of(session, day)
    home = session.get(Property, loan.property_id) if loan.property_id else None
    return ReviewView(
        review.id,
        review.loan_id,
        review.number,
        review.status,
        review.started_at,
        review.by,
        entries,
        payment,
        ratios(entries, payment, rules) if payment is not None else None,
        household(
            entries,
            as_of=day,
            payment=payment,
            state=home.state if home else "",
            loan_amount=loan.original_amount,
            property_value=home.value if home else None,
            rules=rules,
            today=local_date(now, the_bank(session).zone),
        ),
    )


def _kept_payment(review: Review) -> Money | None:
    """The loan's payment when the review was finished; None while it is not."""
    kept = (review.result or {}).get("payment")
    return Money.of(kept) if kept else None


def rules_of(session: Session, day: date) -> IncomeRules:
    """How the bank counts income on a day: what ships, with its own percentages laid over it."""
    return RULES.amended(
        gross_up=policy(session, "gross_up_percent", day),
        rental=policy(session, "rental_percent", day),
    )


@dataclass(frozen=True, slots=True)
class ReviewVersion:
    """One review of a loan, as a list of them names it."""

    review_id: int
    number: int
    status: ReviewStatus
    started_at: datetime
    finished_at: datetime | None
    by: str


def versions(session: Session, loan_id: int) -> tuple[ReviewVersion, ...]:
    """Every review of a loan, the newest first."""
    rows = session.scalars(
        select(Review).where(Review.loan_id == loan_id).order_by(Review.id.desc())
    )
    return tuple(
        ReviewVersion(row.id, row.number, row.status, row.started_at, row.finished_at, row.by)
        for row in rows
    )


def latest_review(session: Session, loan_id: int) -> int | None:
    """The newest review of a loan, finished or not."""
    return session.scalar(
        select(Review.id).where(Review.loan_id == loan_id).order_by(Review.id.desc()).limit(1)
    )


def entries_of(session: Session, review_id: int) -> dict[str, Entry]:
    rows = session.scalars(select(ReviewLine).where(ReviewLine.review_id == review_id))
    return {
        row.key: Entry(
            value=read_value(row.key, row.value),
            frequency=row.frequency,
            standing=row.standing,
            hours=Decimal(row.hours) if row.hours else None,
            paper_on=row.paper_on,
        )
        for row in rows
    }


def read_value(key: str, stored: str | None) -> Money | str | date | bool | int | None:
    """The answer of a line from the text it is stored as."""
    if stored is None:
        return None
    match line(key).kind:
        case "money":
            return Money.of(stored)
        case "date":
            return date.fromisoformat(stored)
        case "yes_no":
            return stored == "yes"
        case "number":
            return int(stored)
        case _:
            return stored
