"""The programs as this bank has them: what ships, with the bank's dated changes laid over it."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy.orm import Session

from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.facts import policy
from mortgage_collect.workout.program import Program, program
from mortgage_collect.workout.program_keys import KEYS

CHANGES = "program.{0}"
"""Policy key of a program's changes: a JSON object of dotted names to text."""
INVESTOR = "program_for.{0}"
"""Policy key of the program that binds an investor's loans."""


def bank_program(session: Session, key: str, on: date) -> Program:
    """One program as it stood for this bank on a day."""
    found = policy(session, CHANGES.format(key), on)
    return program(key).amended(json.loads(found)) if found else program(key)


def bank_programs(session: Session, on: date) -> tuple[Program, ...]:
    """All of them, the portfolio first."""
    return tuple(bank_program(session, key, on) for key in KEYS)


def program_of(session: Session, loan: Loan, on: date) -> Program:
    """The program a loan is evaluated under: its investor's, or else the bank's own choice.

    A program that is off binds nobody: the portfolio's stands in its place.
    """
    chosen = None
    if loan.investor_code:
        chosen = policy(session, INVESTOR.format(loan.investor_code.strip().casefold()), on)
    chosen = chosen or policy(session, "plan_program", on) or "portfolio"
    found = bank_program(session, chosen if chosen in KEYS else "portfolio", on)
    return found if found.on else bank_program(session, "portfolio", on)
