"""One archived paper as it stands: what it is, whose, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import DocumentStatus, WorkoutStatus
from mortgage_collect.models.document import Document
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.heading import LoanHeading, heading

AGREEMENTS = "agreements/"


def is_signed(template: str) -> bool:
    """Whether people sign a paper made from this template; an explanation is only handed over."""
    return template.startswith(AGREEMENTS)


@dataclass(frozen=True, slots=True)
class DocumentSight:
    """`plan` is the status of the workout it belongs to, None when it belongs to none.

    `signed` is False for a paper that only explains.
    """

    document_id: int
    loan_id: int
    who: LoanHeading
    title: str
    made_at: datetime
    made_by: str
    status: DocumentStatus
    sent_on: date | None
    pages: int
    sha256: str
    workout_id: int | None
    plan: WorkoutStatus | None
    signed: bool = True

    @property
    def file_name(self) -> str:
        """A name that tells the loan by its last four only."""
        words = "".join(c if c.isalnum() else " " for c in self.title).split()
        ends = self.who.ends_in.lstrip("\u2025")
        return f"{'-'.join(words).lower()}-{ends}-{self.made_at:%Y-%m-%d}.pdf"


def document_sight(session: Session, document_id: int) -> DocumentSight:
    """A paper without its bytes."""
    row = session.execute(
        select(
            Document.id,
            Document.loan_id,
            Document.title,
            Document.template,
            Document.made_at,
            Document.made_by,
            Document.status,
            Document.sent_on,
            Document.pages,
            Document.sha256,
            Document.workout_id,
            Workout.status.label("plan"),
        )
        .outerjoin(Workout, Workout.id == Document.workout_id)
        .where(Document.id == document_id)
    ).one()
    return DocumentSight(
        document_id=row.id,
        loan_id=row.loan_id,
        who=heading(session, row.loan_id),
        title=row.title,
        made_at=row.made_at,
        made_by=row.made_by,
        status=row.status,
        sent_on=row.sent_on,
        pages=row.pages,
        sha256=row.sha256,
        workout_id=row.workout_id,
        plan=row.plan,
        signed=is_signed(row.template),
    )
