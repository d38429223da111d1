"""The programs and the assumptions as this bank has them: what ships, with its dated changes.

A decision is one row of `Policy`: a JSON object of names to text, or to null where what ships is
to hold again. Those in force on a day are laid over one another, the newest last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import LoanStatus
from mortgage_collect.models.bank import Policy
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.facts import policy
from mortgage_collect.workout.program import Program, program
from mortgage_collect.workout.program_keys import KEYS
from mortgage_collect.workout.value.assumptions import Assumptions, from_flat, shipped

CHANGES: Final = "program.{0}"
"""Policy key of a program's changes: dotted names to text."""
INVESTOR: Final = "program_for.{0}"
"""Policy key of the program that binds an investor's loans."""
DEFAULT: Final = "plan_program"
"""Policy key of the program for everybody else's."""
ASSUMPTIONS: Final = "assumptions"
"""Policy key of the changed assumptions of the value, flat as `Assumptions.to_flat` has them."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the bank decided about one value; None: what ships holds again."""

    value: str | None
    since: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class ProgramView:
    """A program for this bank on a day. `decided` holds what was changed by then, `coming` what is
    to change after it, first things first."""

    program: Program
    shipped: Program
    decided: Mapping[str, Decided] = field(default_factory=dict)
    coming: tuple[tuple[str, Decided], ...] = ()

    @property
    def since(self) -> date:
        """The day this edition holds from: its newest decision's, or the program's own."""
        made = [each.since for each in self.decided.values()]
        return max([self.program.effective_from, *made])


@dataclass(frozen=True, slots=True)
class AssumptionsView:
    """The assumptions of the value on a day, as a `ProgramView` holds a program."""

    assumptions: Assumptions
    shipped: Assumptions
    decided: Mapping[str, Decided] = field(default_factory=dict)
    coming: tuple[tuple[str, Decided], ...] = ()


@dataclass(frozen=True, slots=True)
class InvestorProgram:
    """Which program the loans of an investor are evaluated under; code "" is everybody else.

    `chosen` is "" where the bank chose nothing for this code. `off` says that the chosen program
    is off, so that the portfolio's stands in its place.
    """

    code: str
    loans: int
    chosen: str
    program: Program
    off: bool
    since: date | None = None
    why: str = ""


def bank_program(session: Session, key: str, on: date) -> Program:
    """One program as it stood for this bank on a day."""
    return _laid_over(program(key), changes_of(session, CHANGES.format(key), on))


def bank_programs(session: Session, on: date) -> tuple[Program, ...]:
    """All of them, the portfolio first."""
    return tuple(bank_program(session, key, on) for key in KEYS)


def bank_assumptions(session: Session, on: date) -> Assumptions:
    """The assumptions of the value as they stood for this bank on a day."""
    return _assumed(changes_of(session, ASSUMPTIONS, on))


def program_of(session: Session, loan: Loan, on: date) -> Program:
    """The program a loan is evaluated under: its investor's, or else the bank's own choice.

    A program that is off binds nobody: the portfolio's stands in its place.
    """
    chosen = None
    if code := folded(loan.investor_code):
        chosen = policy(session, INVESTOR.format(code), on)
    chosen = chosen or policy(session, DEFAULT, on) or "portfolio"
    found = bank_program(session, chosen if chosen in KEYS else "portfolio", on)
    return found if found.on else bank_program(session, "portfolio", on)


def folded(code: str | None) -> str:
    """An investor's code as decisions about it are kept."""
    return (code or "").strip().casefold()


# -- for whoever looks at them, or back at them -----------------------------------------------


def program_view(session: Session, key: str, on: date) -> ProgramView:
    """A program with who changed what since when."""
    rows = decisions(session, CHANGES.format(key))
    decided, coming = _split(rows, on)
    return ProgramView(_laid_over(program(key), _values(decided)), program(key), decided, coming)


def assumptions_view(session: Session, on: date) -> AssumptionsView:
    """The assumptions with who changed what since when."""
    decided, coming = _split(decisions(session, ASSUMPTIONS), on)
    return AssumptionsView(_assumed(_values(decided)), shipped(), decided, coming)


def investor_programs(session: Session, on: date) -> tuple[InvestorProgram, ...]:
    """Everybody else's first, then each code of an active loan or of a decision."""
    counts: dict[str, int] = {"": 0}
    spelled: dict[str, str] = {"": ""}
    rows = session.execute(
        select(Loan.investor_code, func.count())
        .where(Loan.status == LoanStatus.ACTIVE)
        .group_by(Loan.investor_code)
        .order_by(Loan.investor_code)
    )
    for code, count in rows:
        key = folded(code)
        spelled.setdefault(key, code.strip())
        counts[key] = counts.get(key, 0) + count
    prefix = INVESTOR.format("")
    for (key,) in session.execute(
        select(Policy.key).where(Policy.key.startswith(prefix, autoescape=True)).distinct()
    ):
        code = key.removeprefix(prefix)
        counts.setdefault(code, 0)
        spelled.setdefault(code, code)
    programs = {each.key: each for each in bank_programs(session, on)}
    other = policy(session, DEFAULT, on) or "portfolio"
    found = []
    for code in sorted(counts):
        row = _newest(session, INVESTOR.format(code) if code else DEFAULT, on)
        chosen = row.value if row is not None else ""
        named = programs.get(chosen or other, programs["portfolio"])
        used = named if named.on else programs["portfolio"]
        found.append(
            InvestorProgram(
                spelled[code],
                counts[code],
                chosen,
                used,
                off=used is not named,
                since=row.since if row is not None else None,
                why=row.why if row is not None else "",
            )
        )
    return tuple(found)


def program_under(session: Session, edition: str) -> Program | None:
    """The program an edition names, as it was decided then; None where nothing kept gives it.

    A decision entered later for an earlier day does not hide what was worked with before.
    """
    found = view_under(session, edition)
    return found.program if found is not None else None


def view_under(session: Session, edition: str) -> ProgramView | None:
    """The program an edition names with the decisions that made it, none of them still to come."""
    key = edition.rpartition("-")[0]
    if key not in KEYS:
        return None
    for decided in _as_known(decisions(session, CHANGES.format(key))):
        found = _laid_over(program(key), _values(decided))
        if found.edition == edition:
            return ProgramView(found, program(key), decided)
    return None


def assumptions_under(session: Session, edition: str) -> Assumptions | None:
    """The assumptions an edition names, as they were decided then."""
    for decided in _as_known(decisions(session, ASSUMPTIONS)):
        found = _assumed(_values(decided))
        if found.edition == edition:
            return found
    return None


def changes_of(session: Session, key: str, on: date) -> dict[str, str]:
    """What the bank has laid over what ships, by name, on a day."""
    return _values(_split(decisions(session, key), on)[0])


def decisions(session: Session, key: str) -> tuple[Policy, ...]:
    """Every decision under a key, in the order they come into force."""
    return tuple(
        session.scalars(select(Policy).where(Policy.key == key).order_by(Policy.since, Policy.id))
    )


def _split(
    rows: Iterable[Policy], on: date
) -> tuple[dict[str, Decided], tuple[tuple[str, Decided], ...]]:
    decided, coming = dict[str, Decided](), list[tuple[str, Decided]]()
    for row in rows:
        for name, value in json.loads(row.value).items():
            made = Decided(value, row.since, row.why)
            if row.since <= on:
                decided[name] = made
            else:
                coming.append((name, made))
    return decided, tuple(coming)


def _values(decided: Mapping[str, Decided]) -> dict[str, str]:
    return {name: each.value for name, each in decided.items() if each.value is not None}


def _as_known(rows: tuple[Policy, ...]) -> Iterable[dict[str, Decided]]:
    """What held on any day, as far as it had been entered by any decision; the newest first."""
    for last in sorted((row.id for row in rows), reverse=True):
        known = [row for row in rows if row.id <= last]
        for on in sorted({row.since for row in known}, reverse=True):
            yield _split(known, on)[0]
    yield {}


def _newest(session: Session, key: str, on: date) -> Policy | None:
    return session.scalar(
        select(Policy)
        .where(Policy.key == key, Policy.since <= on)
        .order_by(Policy.since.desc(), Policy.id.desc())
        .limit(1)
    )


def _laid_over(base: Program, changes: Mapping[str, str]) -> Program:
    return base.amended(changes) if changes else base


def _assumed(changes: Mapping[str, str]) -> Assumptions:
    return from_flat(changes) if changes else shipped()
