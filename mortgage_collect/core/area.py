"""An area as somebody enters or pastes it: ZIP codes, and counties with their state.

A county without its state is none, because thirty states have a Washington County. Spelling is
folded, and the word "County", "Parish" or "Borough" left out, before two are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError

LONGEST_RANGE = 1_000
_ZIP = re.compile(r"(\d{5})(?:-\d{4})?")
_RANGE = re.compile(r"(\d{5})\s*(?:-|\u2013|to)\s*(\d{5})")
_COUNTY = re.compile(r"(?P<name>[^,]*[^,\s])(?:\s*,\s*|\s+)(?P<state>[A-Za-z]{2})")
_KIND = re.compile(r"\s+(county|parish|borough|municipio)$")


class Hit(StrEnum):
    """Whether a place lies in an area."""

    ZIP = "zip"
    COUNTY = "county"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Area:
    """`zips` are five digits each; `counties` are written "washington, VT"."""

    zips: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.zips or self.counties)

    def hit(self, zip_code: str, county: str, state: str) -> Hit:
        """A place told by as much as is on file; what is not told can be in the area."""
        five = zip_code.strip()[:5]
        if five in self.zips:
            return Hit.ZIP
        known = folded_county(county, state)
        if known and known in self.counties:
            return Hit.COUNTY
        if self.zips and not five:
            return Hit.UNKNOWN
        states = {each.rpartition(", ")[2] for each in self.counties}
        if self.counties and not known and (not state or state.upper() in states):
            return Hit.UNKNOWN
        return Hit.OUTSIDE


def folded_county(county: str, state: str) -> str:
    """ "washington, VT" of "Washington County" and "vt"; "" where either is missing."""
    name = _KIND.sub("", text.folded(county))
    return f"{name}, {state.strip().upper()}" if name and state.strip() else ""


def zips_entered(written: str) -> frozenset[str]:
    """ZIP codes in any order and between any signs; "05400-05409" is a range.

    Raises UserError naming everything that is none.
    """
    found: set[str] = set()
    strange: list[str] = []
    rest = written
    for match in _RANGE.finditer(written):
        first, last = int(match[1]), int(match[2])
        if not first <= last < first + LONGEST_RANGE:
            raise UserError(
                f"{match[0]} is no range of ZIP codes.", do="Enter the lower one first."
            )
        found |= {f"{each:05d}" for each in range(first, last + 1)}
        rest = rest.replace(match[0], " ")
    for word in re.split(r"[\s,;]+", rest):
        if not word:
            continue
        code = _ZIP.fullmatch(word)
        if code is None:
            strange.append(f"\u201c{word}\u201d")
        else:
            found.add(code[1])
    if strange:
        are = "is no ZIP code" if len(strange) == 1 else "are no ZIP codes"
        raise UserError(f"{text.listed(strange)} {are}.", do="Enter five digits each: 05401 05602.")
    return frozenset(found)


def counties_entered(written: str) -> frozenset[str]:
    """Counties with their state, one a line or between semicolons: "Washington, VT".

    Raises UserError naming every one without a state.
    """
    found = set()
    strange = []
    for line in re.split(r"[\n;]+", written):
        if not line.strip():
            continue
        match = _COUNTY.fullmatch(line.strip())
        if match is None:
            strange.append(f"\u201c{line.strip()}\u201d")
        else:
            found.add(folded_county(match["name"], match["state"]))
    if strange:
        name = "names" if len(strange) == 1 else "name"
        raise UserError(
            f"{text.listed(strange)} {name} no county and state.",
            do="Enter one a line, with its state: Washington, VT.",
        )
    return frozenset(found)


def listed(parts: Iterable[str]) -> tuple[str, ...]:
    """In order, for a record."""
    return tuple(sorted(parts))
