"""The assumptions behind a value as one set: shipped as data, replaced by the bank, stored flat."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.assumption import Assumption, Figure, Unit
from mortgage_collect.workout.value.foreclosure_time import PREFIX, as_assumptions

CURE: Final = "cure."
REDEFAULT: Final = "redefault."
COST: Final = "cost."
THE_BANK: Final = "the bank"


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The figures by key. The readers give None for what is not known or not in the set."""

    entries: Mapping[str, Assumption]

    def __iter__(self) -> Iterator[Assumption]:
        return iter(self.entries.values())

    def get(self, key: str) -> Assumption | None:
        return self.entries.get(key)

    def rate(self, key: str) -> Rate | None:
        """A percentage; Bug when the figure is something else."""
        found = self._value(key)
        if found is None or isinstance(found, Rate):
            return found
        raise Bug(f"{key} is not a percentage")

    def money(self, key: str) -> Money | None:
        """An amount; Bug when the figure is something else."""
        found = self._value(key)
        if found is None or isinstance(found, Money):
            return found
        raise Bug(f"{key} is not an amount")

    def number(self, key: str) -> int | None:
        """Days, months or payments; Bug when the figure is something else."""
        found = self._value(key)
        if found is None or isinstance(found, int):
            return found
        raise Bug(f"{key} is not a whole number")

    def word(self, key: str) -> str | None:
        """A choice; Bug when the figure is something else."""
        found = self._value(key)
        if found is None or isinstance(found, str):
            return found
        raise Bug(f"{key} is not a word")

    def cure_key(self, days_past_due: int) -> str | None:
        """The cure band of these days: the last one that begins at or below them."""
        starts = [
            int(key.removeprefix(CURE))
            for key in self.entries
            if key.startswith(CURE) and int(key.removeprefix(CURE)) <= max(days_past_due, 0)
        ]
        return f"{CURE}{max(starts)}" if starts else None

    def with_figure(
        self,
        key: str,
        figure: Figure,
        *,
        source: str = THE_BANK,
        as_of: date | None = None,
        reviewed_on: date | None = None,
        verified: bool = False,
    ) -> Assumptions:
        """The set with one figure replaced, and where the new one comes from."""
        changed = replace(
            self.entries[key],
            value=figure,
            source=source,
            as_of=as_of,
            reviewed_on=reviewed_on,
            verified=verified,
        )
        return Assumptions({**self.entries, key: changed})

    @property
    def edition(self) -> str:
        """Eight hexadecimal digits over every figure and its origin: what a value was under."""
        whole = "\n".join(f"{name}={value}" for name, value in sorted(self.to_flat().items()))
        return f"value-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"

    def to_flat(self) -> dict[str, str]:
        """Everything a bank can change, as text: "carry": "425.00", "carry.source": "..."."""
        flat = {}
        for each in self:
            flat[each.key] = each.written
            flat[f"{each.key}.source"] = each.source
            flat[f"{each.key}.as_of"] = each.as_of.isoformat() if each.as_of else ""
            reviewed = each.reviewed_on.isoformat() if each.reviewed_on else ""
            flat[f"{each.key}.reviewed_on"] = reviewed
            flat[f"{each.key}.verified"] = "yes" if each.verified else "no"
        return flat

    def _value(self, key: str) -> Figure:
        found = self.entries.get(key)
        return found.value if found is not None else None


@cache
def shipped() -> Assumptions:
    """The set the program comes with: planning values, nobody has verified them."""
    table = tomllib.loads(assets.text("workout/value.toml"))
    found = [_shipped_one({**table["defaults"], **line}) for line in table["assumption"]]
    return Assumptions({each.key: each for each in [*found, *as_assumptions()]})


def from_flat(flat: Mapping[str, str], base: Assumptions | None = None) -> Assumptions:
    """The shipped set (or `base`) with the stored figures laid over it.

    What is not stored stays as it is. A figure stored with another value but without a source is
    the bank's, and unverified. A place the table does not have may be added ("days.NY").
    Raises UserError naming the entry that cannot be read.
    """
    entries = dict((base or shipped()).entries)
    for key in flat:
        if key.startswith(PREFIX) and "." not in key.removeprefix(PREFIX) and key not in entries:
            entries[key] = _new_place(key)
    known = {key + part for key in entries for part in ("", *_PARTS)}
    if strange := sorted(set(flat) - known):
        raise UserError(
            f'"{strange[0]}" is no assumption this program knows.',
            do="Remove it, or use the version of the program that stored it.",
        )
    for key in sorted({_owner(name, entries) for name in flat}):
        entries[key] = _laid_over(entries[key], flat)
    return Assumptions(entries)


_PARTS: Final = (".source", ".as_of", ".reviewed_on", ".verified")


def _owner(name: str, entries: Mapping[str, Assumption]) -> str:
    return name if name in entries else name.rpartition(".")[0]


def _laid_over(old: Assumption, flat: Mapping[str, str]) -> Assumption:
    value = old.parse(flat[old.key]) if old.key in flat else old.value
    if value != old.value:
        old = replace(
            old, value=value, source=THE_BANK, as_of=None, reviewed_on=None, verified=False
        )

    def part(name: str) -> str | None:
        return flat.get(f"{old.key}.{name}")

    source, as_of, reviewed, verified = map(part, ("source", "as_of", "reviewed_on", "verified"))
    return replace(
        old,
        source=old.source if source is None else source,
        as_of=old.as_of if as_of is None else _day(old, as_of),
        reviewed_on=old.reviewed_on if reviewed is None else _day(old, reviewed),
        verified=old.verified if verified is None else _yes(old, verified),
    )


def _day(owner: Assumption, entered: str) -> date | None:
    if not entered.strip():
        return None
    try:
        return date.fromisoformat(entered.strip())
    except ValueError:
        raise UserError(
            f'{owner.label}: "{entered}" is not a day.', do='Enter it as in "2026-11-24".'
        ) from None


def _yes(owner: Assumption, entered: str) -> bool:
    answers = {"yes": True, "no": False}
    if entered not in answers:
        raise UserError(
            f'{owner.label}: verified cannot be "{entered}".', do='Enter "yes" or "no".'
        )
    return answers[entered]


def _new_place(key: str) -> Assumption:
    place = key.removeprefix(PREFIX)
    if not re.fullmatch("[A-Z]{2}", place):
        raise UserError(
            f'"{place}" is no state or territory.', do='Enter its two letters, as in "GU".'
        )
    return Assumption(
        key=key,
        label=f"Days to a foreclosure sale, {place}",
        value=None,
        unit=Unit.DAYS,
        source=THE_BANK,
        step=90,
        low=1,
        high=7300,
    )


def _shipped_one(line: dict[str, Any]) -> Assumption:
    bare = Assumption(
        key=line["key"],
        label=line["label"],
        value=None,
        unit=Unit(line["unit"]),
        source=line["source"],
        as_of=line.get("as_of"),
        reviewed_on=line.get("reviewed_on"),
        verified=line["verified"],
        says=line["says"],
        words=tuple(line.get("words", ())),
    )
    low, high, step = (bare.parse(line.get(name, "")) for name in ("low", "high", "step"))
    limited = replace(bare, low=low, high=high, step=step)
    return replace(limited, value=limited.parse(line["value"]))
