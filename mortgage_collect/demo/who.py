"""Whom a moment of the practice bank's stories is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mortgage_collect.demo.book import DemoLoan
from mortgage_collect.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Who:
    """The ids of one loan, its borrower and the number one would dial (None: no number)."""

    loan_id: int
    person_id: int
    point_id: int | None
    loan: DemoLoan


Act = Callable[[UnitOfWork, Who], None]
