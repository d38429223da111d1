"""A loan's reviews on file: every version, what each came to, and the screens beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mortgage_collect.core.errors import UserError
from mortgage_collect.loanmath.delinquency import days_past_due
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.facts import facts_of
from mortgage_collect.queries.heading import LoanHeading, heading
from mortgage_collect.queries.review_sharing import ReviewElsewhere, reviews_elsewhere
from mortgage_collect.queries.reviews import ReviewVersion, ReviewView, review_view, versions
from mortgage_collect.review.answers import number_of
from mortgage_collect.review.imminent_default import LoanFacts, Screening, imminent_default


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """`versions` are the newest first; `views` are by review id."""

    who: LoanHeading
    versions: tuple[ReviewVersion, ...]
    views: Mapping[int, ReviewView]
    days_past_due: int | None
    elsewhere: tuple[ReviewElsewhere, ...]

    def screened(self, review_id: int) -> Screening:
        """The imminent-default screen of one version, on today's lateness."""
        view = self.views[review_id]
        told = view.entries
        return imminent_default(
            view.household,
            LoanFacts(
                self.days_past_due, number_of(told, "credit_score"), number_of(told, "lates")
            ),
        )


def review_file(session: Session, loan_id: int, now: datetime) -> ReviewFile:
    """Every review of a loan with its answers and figures."""
    found = versions(session, loan_id)
    return ReviewFile(
        heading(session, loan_id),
        found,
        {each.review_id: review_view(session, each.review_id, now) for each in found},
        _days_past_due(session, loan_id, now),
        reviews_elsewhere(session, loan_id),
    )


def _days_past_due(session: Session, loan_id: int, now: datetime) -> int | None:
    """Counted to the day money is known through; None when the file cannot tell."""
    try:
        facts = facts_of(session, session.get_one(Loan, loan_id), now)
    except UserError:
        return None
    return days_past_due(facts.position().next_due, facts.as_of)
