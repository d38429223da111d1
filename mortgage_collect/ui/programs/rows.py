"""What the tables of this place show: a value of a program, an assumption, a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.workout.policy_text import is_table, shown, written
from mortgage_collect.workout.policy_words import SECTIONS, WORDS
from mortgage_collect.workout.program import Program, flat
from mortgage_collect.workout.value.assumption import Assumption, Unit
from mortgage_collect.workout.value.moves import moves

if TYPE_CHECKING:
    from mortgage_collect.queries.decisions import Decision
    from mortgage_collect.queries.programs import AssumptionsView, Decided, ProgramView

THE_SET = "The set itself"
_NO_VALUES = ("key", "changes", "on", "verified", "reviewed_on")


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value that can be changed: as it is read, as it is entered, and where it comes from.

    `first` of its section, and `told` as its label, it is in a table that has them so.
    `choices` are (written, read) pairs where it is one of a few; `check` raises UserError for an
    entry that cannot be used. `origin` are source and dates of an assumption, as entered.
    """

    name: str
    section: str
    label: str
    value: str
    entry: str
    says: str
    ships: str
    ships_entry: str
    decided: Decided | None
    check: Callable[[str], Any]
    choices: tuple[tuple[str, str], ...] = ()
    table: bool = False
    hint: str = ""
    origin: tuple[tuple[str, str], ...] = ()
    ships_origin: tuple[tuple[str, str], ...] = ()
    source: str = ""
    dated: str = ""
    reviewed: str = ""
    verified: bool | None = None
    first: bool = False
    told: str = ""

    @property
    def own(self) -> bool:
        """True where the bank's own value holds."""
        return self.decided is not None and self.decided.value is not None

    @property
    def full_label(self) -> str:
        return f"{self.section}: {self.label}" if self.section not in ("", THE_SET) else self.label

    @property
    def since(self) -> str:
        return text.day(self.decided.since) if self.decided is not None else "as it ships"

    def matches(self, words: str) -> bool:
        """Whether every word typed is somewhere in it."""
        found = " ".join((self.section, self.label, self.value, self.says, self.source)).casefold()
        return all(word in found for word in words.casefold().split())


def program_rows(view: ProgramView) -> Iterator[ValueRow]:
    """Every value of a program that a decision may change, in the order of its sections."""
    held, ships = flat(view.program), flat(view.shipped)
    for name, value in held.items():
        if name in _NO_VALUES:
            continue
        words, section = WORDS[name], name.partition(".")[0] if "." in name else ""
        choices = tuple((each, each.replace("_", " ")) for each in words.choices)
        if isinstance(value, bool):
            choices = (("yes", "yes"), ("no", "no"))
        yield ValueRow(
            name=name,
            section=SECTIONS.get(section, THE_SET),
            label=words.label,
            value=shown(name, value),
            entry=written(value),
            says=words.says,
            ships=shown(name, ships[name]),
            ships_entry=written(ships[name]),
            decided=view.decided.get(name),
            check=lambda typed, name=name: view.program.amended({name: typed}),  # type: ignore[misc]
            choices=choices,
            table=is_table(value),
            hint=_expects(view.program, name, value),
            source="" if name.endswith("source") else held.get(f"{section}.source", ""),
        )


def assumption_rows(view: AssumptionsView) -> Iterator[ValueRow]:
    """Every assumption with its origin and the figure it moves."""
    for entry in view.assumptions:
        ships = view.shipped.get(entry.key) or entry
        moved = moves(entry.key)
        yield ValueRow(
            name=entry.key,
            section="",
            label=entry.label,
            value=entry.shown,
            entry=entry.written,
            says=" ".join(
                part for part in (f"Moves {moved}." if moved else "", entry.says) if part
            ),
            ships=ships.shown,
            ships_entry=ships.written,
            decided=view.decided.get(entry.key),
            check=entry.parse,
            choices=tuple((word, word) for word in entry.words),
            hint="" if entry.unit is Unit.WORD else f"in {entry.unit.value}; empty: not known",
            origin=_origin(entry),
            ships_origin=_origin(ships),
            source=entry.source,
            dated=text.day(entry.as_of) if entry.as_of else "",
            reviewed=text.day(entry.reviewed_on) if entry.reviewed_on else "",
            verified=entry.verified,
        )


def _origin(entry: Assumption) -> tuple[tuple[str, str], ...]:
    return (
        ("source", entry.source),
        ("as_of", entry.as_of.isoformat() if entry.as_of else ""),
        ("reviewed_on", entry.reviewed_on.isoformat() if entry.reviewed_on else ""),
        ("verified", "yes" if entry.verified else "no"),
    )


def _expects(held: Program, name: str, value: Any) -> str:
    """What is entered: its unit, and what "none" would mean where nothing may stand."""
    words = WORDS[name]
    unit = f"in {words.unit}" if words.unit else ""
    none = f"none: {words.none}" if _may_be_none(held, name, value) else ""
    return "; ".join(part for part in (unit, none) if part)


def _may_be_none(held: Program, name: str, value: Any) -> bool:
    if value is None or isinstance(value, str | bool | tuple):
        return value is None
    try:
        held.amended({name: "none"})
    except UserError:
        return False
    return True


# -- decisions --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One value of a decision; `coming` while its day is not here."""

    id: tuple[int, str]
    since: str
    coming: bool
    label: str
    was: str
    now: str
    why: str
    by: str


def decided_rows(
    decisions: tuple[Decision, ...],
    on: date,
    named: Callable[[str], str],
    local: Callable[[datetime], datetime],
    told: Callable[[str | None], str] | None = None,
) -> Iterator[DecidedRow]:
    """What was decided about a set, the one entered last first. `named` says a stored name, `told`
    a stored value, `local` a moment on the bank's clock."""
    say = told or _told
    for each in decisions:
        by = each.by or "\u2013"
        entered = f"{by}, {text.day(local(each.at).date())}" if each.at is not None else by
        for name, was, now in each.changes:
            yield DecidedRow(
                (each.id, name),
                text.day(each.since),
                each.since > on,
                named(name),
                say(was),
                say(now),
                each.why,
                entered,
            )


def _told(value: str | None) -> str:
    if value is None:
        return "as it ships"
    return " ".join(value.split()) or "nothing"
