"""The talk guide: what helps in each part of a call, signs of distress, and lines to give.

The words are data: `resources/talk/guide.en.toml`, our own and unreviewed by counsel.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.words import Direction

FILE = "talk/guide.en.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """`way` is None for calls both ways; `debt`: only when we are sure of the person."""

    key: str
    title: str
    way: Direction | None
    debt: bool
    say: tuple[str, ...]
    heed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to give; `verified` False: nobody has read it at its source."""

    name: str
    number: str
    about: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """`hear` are signs of distress, `do` what to do then."""

    steps: tuple[Step, ...]
    hear: tuple[str, ...]
    do: tuple[str, ...]
    lines: tuple[HelpLine, ...]

    def steps_of(self, way: Direction, *, sure: bool) -> tuple[Step, ...]:
        """The parts of a call of ours or of theirs; those about the debt once we are sure."""
        return tuple(
            step for step in self.steps if step.way in (None, way) and (sure or not step.debt)
        )


@cache
def guide() -> Guide:
    """The whole guide, in the order of the file. Raises Bug for a part that is none."""
    found = tomllib.loads(assets.text(FILE))
    try:
        steps = tuple(
            Step(
                key,
                row["title"],
                Direction(row["when"]) if row["when"] else None,
                row["debt"],
                tuple(row["say"]),
                tuple(row["heed"]),
            )
            for key, row in found["step"].items()
        )
        lines = tuple(HelpLine(**row) for row in found["line"])
        signals = found["signals"]
        return Guide(steps, tuple(signals["hear"]), tuple(signals["do"]), lines)
    except (KeyError, TypeError, ValueError) as error:
        raise Bug(f"{FILE}: {error}") from error
