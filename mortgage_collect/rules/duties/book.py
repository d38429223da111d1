"""The book of duties, one line a duty, in the order in which an examiner would ask."""

from __future__ import annotations

from mortgage_collect.core.errors import Bug
from mortgage_collect.rules.duties.duty import Duty
from mortgage_collect.rules.duties.payoff import payoff_statement

DUTIES: tuple[Duty, ...] = (
    payoff_statement,  # 12 CFR 1026.36(c)(3)
)

_BY_ID = {each.id: each for each in DUTIES}


def duty_of(duty_id: str) -> Duty:
    found = _BY_ID.get(duty_id)
    if found is None:
        raise Bug(f"no duty is called {duty_id}")
    return found
