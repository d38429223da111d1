"""Which plans are short-term and may be offered on an incomplete application.

12 CFR 1024.41(c)(2)(iii) and comment 41(c)(2)(iii)-4: a repayment plan of at most three past-due
payments over at most six months; a forbearance of payments that fall due over at most six months,
however they are paid back.
"""

from __future__ import annotations

from mortgage_collect.rules.coverage.ruling import Known
from mortgage_collect.rules.matters.application_words import FORBEARANCE, REPAYMENT_PLAN

MOST_MONTHS = 6
MOST_PAYMENTS = 3


def short_term(option: str, months: int | None, past_due_payments: int | None = None) -> Known:
    """Whether it is; None where a figure that decides was not told."""
    if option not in (FORBEARANCE, REPAYMENT_PLAN):
        return False
    if months is not None and months > MOST_MONTHS:
        return False
    if option == FORBEARANCE:
        return None if months is None else True
    if past_due_payments is not None and past_due_payments > MOST_PAYMENTS:
        return False
    return None if months is None or past_due_payments is None else True
