"""Known layouts without a header: `resources/tape/layouts/`, told by width and by their values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from mortgage_collect.core import assets
from mortgage_collect.tape.cells import Row, shown
from mortgage_collect.tape.values import is_blank

ENOUGH: Final = 0.95  # of the filled cells of a column must look as the layout says
FEWEST: Final = 3  # rows without which nothing is recognized


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout. Positions count from 0; `slices` are (begin, end) of a line of fixed places."""

    key: str
    name: str
    source: str
    verified: bool
    widths: frozenset[int]
    fields: dict[int, str]
    looks: dict[int, re.Pattern[str]]
    slices: tuple[tuple[int, int], ...] = ()
    shortest: int = 0

    def is_like(self, rows: Sequence[Row]) -> bool:
        """True when these rows have its width and its columns look as they should."""
        whole = [row for row in rows if len(row.cells) in self.widths]
        if len(rows) < FEWEST or len(whole) < ENOUGH * len(rows):
            return False
        return all(self._looks(pattern, at, whole) for at, pattern in self.looks.items())

    @staticmethod
    def _looks(pattern: re.Pattern[str], at: int, rows: Sequence[Row]) -> bool:
        there = [shown(cell).strip() for row in rows if not is_blank(cell := row.at(at))]
        good = sum(bool(pattern.fullmatch(text)) for text in there)
        return bool(there) and good >= ENOUGH * len(there)


@cache
def profiles() -> tuple[Profile, ...]:
    folder = assets.root() / "tape" / "layouts"
    return tuple(
        _read(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))
    )


def _read(key: str, text: str) -> Profile:
    table = tomllib.loads(text)
    slices = table.get("slices", {})
    fields = {int(at): name for at, name in table.get("fields", {}).items()}
    fields |= {int(at): name for at, (_, _, name) in slices.items() if name}
    return Profile(
        key=key,
        name=table["name"],
        source=table["source"],
        verified=table["verified"],
        widths=frozenset(table.get("widths", ())) or frozenset({len(slices)}),
        fields={at - 1: name for at, name in fields.items()},
        looks={int(at) - 1: re.compile(look) for at, look in table["looks"].items()},
        slices=tuple((begin - 1, end) for begin, end, _ in slices.values()),
        shortest=table.get("shortest", 0),
    )


def profile_of(rows: Sequence[Row]) -> Profile | None:
    """The layout with a delimiter these rows are of, or None."""
    return next((each for each in profiles() if not each.slices and each.is_like(rows)), None)


def cut(profile: Profile, line: str) -> list[str]:
    """The cells of a line of fixed positions."""
    return [line[begin:end].strip() for begin, end in profile.slices]


def fixed_profile(lines: Sequence[str]) -> Profile | None:
    """The layout of fixed positions these lines are of: of one length, and looking as it says."""
    if len(lines) < FEWEST or len({len(line) for line in lines}) != 1:
        return None
    for each in profiles():
        if each.slices and len(lines[0]) >= each.shortest:
            rows = [Row(at, list(cut(each, line))) for at, line in enumerate(lines, 1)]
            if each.is_like(rows):
                return each
    return None
