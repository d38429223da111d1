"""Is it adverse action under Regulation B, and by when must the notice be out?

12 CFR 1002.2(c)(2)(ii): an action or forbearance about an account that is in default or
delinquent is no adverse action. 1002.2(c)(1)(i) with comment 2(c)(1)(i)-1: a refusal to extend or
refinance for a borrower who is current is. 1002.9(a)(1): notice within 30 days of a completed
application, of an incomplete one, or of adverse action on an existing account.
"""

from __future__ import annotations

from datetime import date, timedelta

from mortgage_collect.rules.coverage.ruling import Known, Ruling, ruling

NOTICE_DAYS = 30
LEFT_OUT = "12 CFR 1002.2(c)(2)(ii)"
REFUSED = "12 CFR 1002.2(c)(1)(i)"
NOTICE = "12 CFR 1002.9(a)(1)"


def refusal(delinquent: Known) -> Ruling:
    """A workout refused to a borrower who is, or is not, behind on the account right now."""
    if delinquent is None:
        return ruling(
            None,
            "Whether Regulation B wants a notice turns on whether the account is delinquent.",
            LEFT_OUT,
            REFUSED,
            unknowns=("Is the account delinquent today?",),
        )
    if delinquent:
        return ruling(
            False, "The account is delinquent: no adverse action, no notice of it.", LEFT_OUT
        )
    return ruling(
        True, "The borrower is current: a refusal is adverse action and wants a notice.", REFUSED
    )


def notice_due(from_day: date) -> date:
    """The last day of the notice: from the completed application, the incomplete one, or the
    adverse action on an existing account."""
    return from_day + timedelta(days=NOTICE_DAYS)
