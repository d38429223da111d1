"""Which rules the bank keeps though they do not bind it, or though nobody has compared them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from mortgage_collect.queries.facts import policy

ADOPTED_RULES = "adopted_rules"
DEFAULT_ADOPTED = "reg_f"


def adopted(session: Session, on: date) -> frozenset[str]:
    """Families and ids in force on a day; Regulation F until the bank decides otherwise."""
    found = policy(session, ADOPTED_RULES, on)
    return frozenset((DEFAULT_ADOPTED if found is None else found).split())
