"""The most a state or a program lets a late charge be: facts of `resources/`, none of them code.

A state's caps stand with all else it says, in `resources/states/`; a program's in
`resources/late_charges/caps.toml`.

What is not in the table is not known here and is no permission: the note governs, and the finding
says so. An unverified cap holds all the same: too small a charge is the easier one to put right.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from mortgage_collect.core import assets
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import ZERO, Money, Rounding
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.states import CODES, file_of
from mortgage_collect.core.words import Word
from mortgage_collect.loanmath.late_charge import late_charge
from mortgage_collect.loanmath.terms import Installment, LateChargeTerms

PROGRAMS: Final = "late_charges/caps.toml"
STATUTE: Final = "statute"


class Base(Word):
    """What the percentage is taken of. Of a whole unpaid installment "overdue" is all of it."""

    PRINCIPAL_INTEREST = "principal_interest"
    PAYMENT = "payment"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class LateChargeCap:
    """One cap. `of` is a state's two letters, or "program:" and the program's key.

    `from_day` is the first day after the due date on which a charge may be made; None when that is
    not known, and then the note's grace alone holds. `since` and `until` are None where unknown.
    """

    of: str
    citation: Citation
    percent: Rate
    base: Base
    reaches: str
    verified: bool
    seen: str
    confidence: str
    from_day: int | None = None
    minimum: Money | None = None
    maximum: Money | None = None
    not_for: tuple[str, ...] = ()
    note: str = ""
    since: date | None = None
    until: date | None = None

    def most(self, installment: Installment) -> Money:
        """The largest charge on one installment that is wholly unpaid, rounded down to the cent."""
        base = (
            installment.principal_interest
            if self.base is Base.PRINCIPAL_INTEREST
            else installment.amount
        )
        largest = base.times(self.percent.exact, Rounding.DOWN)
        if self.minimum is not None:
            largest = max(largest, self.minimum)
        return largest if self.maximum is None else min(largest, self.maximum)

    def in_force(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class ChargeStop:
    """While `condition` is so, the state of `of` lets no late charge be made."""

    of: str
    citation: Citation
    condition: str
    verified: bool


@dataclass(frozen=True, slots=True)
class CappedCharge:
    """The charge that may be made on a day, the one of the note, and what held it down.

    `findings` are for a person: what was not verified, what the caps reach, what is not known.
    """

    charge: Money
    by_note: Money
    held_by: LateChargeCap | None
    findings: tuple[str, ...]


def caps_for(state: str | None, program: str | None, on: date) -> tuple[LateChargeCap, ...]:
    """Every cap that bears on a loan in this state and program; None is not known."""
    wanted = f"program:{program}"
    bear = (*_of_state(state), *(cap for cap in _of_programs() if cap.of == wanted))
    return tuple(cap for cap in bear if program not in cap.not_for and cap.in_force(on))


def stops_for(state: str | None) -> tuple[ChargeStop, ...]:
    """What stops all late charges in this state, for a person to check."""
    if state not in CODES:
        return ()
    return tuple(
        ChargeStop(state, Citation(each["citation"]), each["while"], each["verified"])
        for each in _table(file_of(state)).get("late_charge_stop", ())
    )


def capped_charge(
    terms: LateChargeTerms, installment: Installment, on: date, caps: Sequence[LateChargeCap]
) -> CappedCharge:
    """What may be charged on an installment that is wholly unpaid at the close of `on`.

    Nothing within the note's grace or before a cap's first day; after it the note's charge, held
    to the smallest cap.
    """
    days = (on - installment.due_on).days
    by_note = late_charge(terms, installment.principal_interest)
    findings = [
        f"{cap.citation} is not verified: ask before relying on it"
        for cap in caps
        if not cap.verified
    ]
    findings += [f"{cap.citation} reaches {cap.reaches}" for cap in caps]
    if not caps:
        findings.append("No cap of the state or a program is known here: the note governs")
    if days <= terms.grace_days:
        return CappedCharge(ZERO, by_note, None, tuple(findings))
    held, charge = None, by_note
    for cap in caps:
        most = ZERO if cap.from_day is not None and days < cap.from_day else cap.most(installment)
        if most < charge:
            held, charge = cap, most
    return CappedCharge(charge, by_note, held, tuple(findings))


def all_caps() -> tuple[LateChargeCap, ...]:
    """The caps of every state, then those of the programs."""
    return (*(cap for state in CODES for cap in _of_state(state)), *_of_programs())


@cache
def _of_state(state: str | None) -> tuple[LateChargeCap, ...]:
    if state not in CODES:
        return ()
    file = file_of(state)
    rows = _table(file).get("late_charge", ())
    return tuple(_cap({"of": state, **row}, file) for row in rows)


@cache
def _of_programs() -> tuple[LateChargeCap, ...]:
    return tuple(_cap(dict(row), PROGRAMS) for row in _table(PROGRAMS)["cap"])


def _table(file: str) -> dict[str, Any]:
    return tomllib.loads(assets.text(file))


def _cap(line: dict[str, Any], file: str) -> LateChargeCap:
    """A line of a table. One that does not read is a mistake of the program."""
    try:
        seen = line.pop("basis")
        return LateChargeCap(
            of=line.pop("of"),
            citation=Citation(line.pop("citation")),
            percent=Rate.percent(line.pop("percent")),
            base=Base(line.pop("base")),
            minimum=_money(line.pop("minimum", None)),
            maximum=_money(line.pop("maximum", None)),
            not_for=tuple(line.pop("not_for", ())),
            verified=line.pop("verified") and seen == STATUTE,
            seen=seen,
            **line,
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise Bug(f"a late charge cap of {file} does not read: {wrong}") from wrong


def _money(written: str | None) -> Money | None:
    return None if written is None else Money.of(written)
