"""The financial review: saved line by line as it is typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import PayFrequency, ReviewStatus, Standing
from mortgage_collect.events.event import Change, plain
from mortgage_collect.events.workouts import (
    ReviewCopied,
    ReviewFinished,
    ReviewLineSaved,
    ReviewStarted,
)
from mortgage_collect.models.review import Review, ReviewLine
from mortgage_collect.queries.review_sharing import reviews_elsewhere, start_from
from mortgage_collect.queries.reviews import entries_of, review_view
from mortgage_collect.review.line import Entry
from mortgage_collect.review.lines import line
from mortgage_collect.services.edit import apply, ends_only
from mortgage_collect.store.unit_of_work import UnitOfWork


def open_review(unit: UnitOfWork, loan_id: int, *, person_id: int | None = None) -> int:
    """The half-finished review of a loan, or a new one. Returns its id."""
    held = _half_finished(unit, loan_id)
    if held is not None:
        return held
    number = unit.session.scalar(
        select(func.count()).select_from(Review).where(Review.loan_id == loan_id)
    )
    review = Review(
        loan_id=loan_id,
        person_id=person_id,
        number=(number or 0) + 1,
        status=ReviewStatus.DRAFT,
        started_at=unit.now,
        by=unit.actor,
    )
    unit.session.add(review)
    unit.session.flush()
    unit.record(
        ReviewStarted(
            about=f"loan:{loan_id}",
            also=("queue",),
            review_id=review.id,
            person_id=person_id,
        )
    )
    return review.id


def begin_from(unit: UnitOfWork, loan_id: int, review_id: int) -> int:
    """Begins a review with the answers of an earlier one: of this loan, or of its people.

    Every answer is saved as if it were told again, with how far it was proven. Raises UserError
    when a review is half finished already, or the other one is of strangers.
    """
    held = _half_finished(unit, loan_id)
    if held is not None and entries_of(unit.session, held):
        raise UserError(
            "There is a half-finished review of this loan.", do="Go on with it, or finish it first."
        )
    source = unit.session.get_one(Review, review_id)
    known = {each.review_id for each in reviews_elsewhere(unit.session, loan_id)}
    if source.loan_id != loan_id and review_id not in known:
        raise UserError("That review is of people who are not on this loan.")
    answers = start_from(unit.session, loan_id, review_id)
    made = open_review(unit, loan_id, person_id=source.person_id)
    unit.session.get_one(Review, made).begun_from_id = review_id
    unit.record(
        ReviewCopied(
            about=f"loan:{loan_id}",
            also=(f"review:{made}",),
            review_id=made,
            from_review_id=review_id,
            from_loan_id=source.loan_id,
            lines=len(answers),
        )
    )
    for key, entry in answers.items():
        save_line(unit, made, key, entry)
    return made


def save_line(unit: UnitOfWork, review_id: int, key: str, entry: Entry) -> None:
    """Saves one answer at once. An unchanged one leaves no trace; None takes an answer back."""
    review = unit.session.get_one(Review, review_id)
    if review.status is not ReviewStatus.DRAFT:
        raise UserError(
            "This review is finished.", do="Start a new one; it begins with these answers."
        )
    stored = write_value(key, entry)
    row = unit.session.scalar(
        select(ReviewLine).where(ReviewLine.review_id == review_id, ReviewLine.key == key)
    )
    if row is None:
        if stored is None:
            return
        row = ReviewLine(
            review_id=review_id,
            key=key,
            value=None,
            frequency=PayFrequency.MONTHLY,
            standing=Standing.STATED,
            hours="",
            paper_on=None,
            saved_at=unit.now,
        )
        unit.session.add(row)
    changes = apply(
        row,
        {
            "value": stored,
            "frequency": entry.frequency,
            "standing": entry.standing,
            "hours": format(entry.hours, "f") if entry.hours is not None else "",
            "paper_on": entry.paper_on,
        },
    )
    if not changes:
        return
    row.saved_at = unit.now
    unit.record(
        ReviewLineSaved(
            about=f"loan:{review.loan_id}",
            also=(f"review:{review_id}",),
            review_id=review_id,
            line=key,
            changes=_fit_for_history(key, changes),
        )
    )


def finish_review(unit: UnitOfWork, review_id: int) -> Money | None:
    """Closes a review with the figures it came to; an answer or two may still be missing.

    A figure with a hole in it is kept as unknown, whatever the other answers add up to. Returns
    the surplus.
    """
    review = unit.session.get_one(Review, review_id)
    if review.status is not ReviewStatus.DRAFT:
        raise UserError("This review is already finished.")
    view = review_view(unit.session, review_id, unit.now)
    if view.ratios is None:
        raise UserError(
            "The loan has no monthly payment on file, so nothing can be worked out.",
            do="Add the payment on the card first.",
        )
    review.status, review.finished_at = ReviewStatus.FINISHED, unit.now
    home = view.household
    review.result = {
        "payment": plain(view.payment),
        "surplus": plain(home.surplus),
        "gross_income": plain(home.gross_income),
        "net_income": plain(home.net_income),
        "missing": list(view.ratios.missing),
    }
    unit.record(
        ReviewFinished(
            about=f"loan:{review.loan_id}",
            also=("queue", f"review:{review_id}"),
            review_id=review_id,
            surplus=home.surplus,
            missing=view.ratios.missing,
        )
    )
    return home.surplus


def write_value(key: str, entry: Entry) -> str | None:
    """An answer as stored text; raises UserError when it is not of the line's kind."""
    spec, value = line(key), entry.value
    if value is None:
        return None
    match spec.kind, value:
        case "money", Money():
            if value < ZERO:
                raise UserError(f"{spec.label} cannot be {value}.", do="Enter 0 or more.")
            return value.plain
        case "date", date():
            return value.isoformat()
        case "yes_no", bool():
            return "yes" if value else "no"
        case "number", int() if not isinstance(value, bool):
            return str(value)
        case "choice", str():
            if value not in [option for option, _ in spec.options]:
                raise UserError(f"{value!r} is not an answer to {spec.label!r}.")
            return str(value)
        case (("text" | "phone" | "email"), str()):
            return value.strip() or None
        case "money", Decimal():
            return Money.of(value).plain
    raise UserError(f"{value!r} does not answer {spec.label!r} ({spec.kind}).")


def _half_finished(unit: UnitOfWork, loan_id: int) -> int | None:
    return unit.session.scalar(
        select(Review.id)
        .where(Review.loan_id == loan_id, Review.status == ReviewStatus.DRAFT)
        .order_by(Review.id.desc())
        .limit(1)
    )


def _fit_for_history(key: str, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    if "ssn" in key:
        return tuple(map(_masked, changes))
    return ends_only(changes, "value") if line(key).kind == "phone" else changes


def _masked(change: Change) -> Change:
    return Change(change.field, *("kept" if text else None for text in (change.was, change.now)))
