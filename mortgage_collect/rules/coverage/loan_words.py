"""What the words of a bank's file tell of a loan's place in the regulations, and what they do not.

A file says "HELOC" or "Investment property"; the law asks for an open-end line and a principal
residence. Read is only what a word says outright. A blank says nothing, an owner who lives there
borrows as a consumer on a home that stands (comment 3(a)-4 to 12 CFR 1026), and a vacant home may
still be a principal residence (comment 30(c)(2)-1 to 12 CFR 1024).
"""

from __future__ import annotations

import re

from mortgage_collect.core.words import Occupancy
from mortgage_collect.rules.coverage.reg_x import MortgageFacts
from mortgage_collect.rules.coverage.ruling import Known

_OPEN_END = re.compile(r"\b(heloc|open[- ]?end|line of credit|revolving)\b", re.IGNORECASE)
_REVERSE = re.compile(r"\b(reverse|hecm)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(conventional|conv|fha|va|usda|rd|rhs|portfolio|fixed|arm|adjustable|first mortgage)\b",
    re.IGNORECASE,
)
_BUSINESS = re.compile(r"\b(business|commercial|agricultur\w*)\b", re.IGNORECASE)
_LAND = re.compile(r"\b(vacant land|land|lot|lots)\b", re.IGNORECASE)
_NO_PURCHASE = re.compile(
    r"\b(no[nt]?[- ]*purchase|refi\w*|cash[- ]?out|equity|improvement|repairs?|consolidation)\b",
    re.IGNORECASE,
)
_PURCHASE = re.compile(r"\bpurchase\b", re.IGNORECASE)
LONGEST_TEMPORARY = 24  # months; a longer loan is no temporary financing (12 CFR 1024.5(b)(3))


def mortgage_facts(
    *,
    loan_type: str,
    purpose: str,
    property_type: str,
    occupancy: Occupancy,
    term_months: int | None,
    small_servicer: Known,
    farm_credit: Known,
    successor_confirmed: Known,
    in_bankruptcy: Known,
) -> MortgageFacts:
    """The switches of one loan, from what its file says."""
    lives_there = occupancy is Occupancy.OWNER
    return MortgageFacts(
        open_end=_said(_OPEN_END, loan_type),
        business_purpose=_told(_BUSINESS, f"{purpose} {loan_type}", no=lives_there),
        temporary_financing=(
            False if term_months is not None and term_months > LONGEST_TEMPORARY else None
        ),
        vacant_land=_told(_LAND, property_type, no=lives_there or bool(property_type.strip())),
        principal_residence=_residence(occupancy),
        reverse=_said(_REVERSE, loan_type),
        farm_credit=farm_credit,
        small_servicer=small_servicer,
        successor_confirmed=successor_confirmed,
        in_bankruptcy=in_bankruptcy,
    )


def purchase_money(purpose: str) -> Known:
    """Did the loan pay for buying the home? "Non-purchase" did not; any other word says nothing."""
    if _NO_PURCHASE.search(purpose):
        return False
    return True if _PURCHASE.search(purpose) else None


def _said(word: re.Pattern[str], loan_type: str) -> Known:
    """Yes for the word, no for a kind of loan that cannot be it, unknown for anything else."""
    if word.search(loan_type):
        return True
    other = any(each.search(loan_type) for each in (_OPEN_END, _REVERSE, _CLOSED))
    return False if other else None


def _told(word: re.Pattern[str], written: str, *, no: bool) -> Known:
    if word.search(written):
        return True
    return False if no else None


def _residence(occupancy: Occupancy) -> Known:
    match occupancy:
        case Occupancy.OWNER:
            return True
        case Occupancy.SECOND_HOME | Occupancy.INVESTOR | Occupancy.TENANT:
            return False
        case Occupancy.VACANT | Occupancy.UNKNOWN:
            return None
