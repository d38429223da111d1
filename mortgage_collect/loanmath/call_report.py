"""The past-due columns of the Call Report, schedule RC-N.

UNVERIFIED: the alternative by installments for monthly loans is from memory; by days it is plain.
"""

from __future__ import annotations

from mortgage_collect.core.words import Word


class PastDueColumn(Word):
    """Column A is 30 to 89 days and accruing, B is 90 and more and accruing, C is nonaccrual."""

    NONE = "none"
    DAYS_30_TO_89 = "30-89"
    DAYS_90 = "90+"
    NONACCRUAL = "nonaccrual"


def past_due_column(days: int, *, nonaccrual: bool = False) -> PastDueColumn:
    """The column by days past due. A nonaccrual loan is in C, however few days it is late."""
    if nonaccrual:
        return PastDueColumn.NONACCRUAL
    if days >= 90:
        return PastDueColumn.DAYS_90
    return PastDueColumn.DAYS_30_TO_89 if days >= 30 else PastDueColumn.NONE


def past_due_column_by_installments(unpaid: int, *, nonaccrual: bool = False) -> PastDueColumn:
    """The column by installments in arrears: two or three are 30-89, four or more are 90+."""
    if nonaccrual:
        return PastDueColumn.NONACCRUAL
    if unpaid >= 4:
        return PastDueColumn.DAYS_90
    return PastDueColumn.DAYS_30_TO_89 if unpaid >= 2 else PastDueColumn.NONE
