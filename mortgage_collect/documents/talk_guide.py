"""The talk guide: what helps in each part of a call, signs of distress, and lines to give.

The words are data: `resources/talk/guide.en.toml`, our own and unreviewed by counsel. What is said
to the borrower is in `guide.es.toml` as well, sentence by sentence; the rest is for the specialist.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.words import Direction, Language

FILE = "talk/guide.{}.toml"


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
def guide(language: Language = Language.ENGLISH) -> Guide:
    """The whole guide, in the order of the English file, with what is said in `language`.

    Raises Bug for a part that is none, and for a sentence the language lacks.
    """
    name = FILE.format(language.value)
    found = tomllib.loads(assets.text(FILE.format(Language.ENGLISH.value)))
    try:
        if language is not Language.ENGLISH:
            _say_in(found, tomllib.loads(assets.text(name)))
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
        do = tuple(act.format(ask=signals["ask"]) for act in signals["do"])
        return Guide(steps, tuple(signals["hear"]), do, lines)
    except (KeyError, TypeError, ValueError) as error:
        raise Bug(f"{name}: {error}") from error


def _say_in(found: dict[str, Any], words: dict[str, Any]) -> None:
    """Puts what is said to the borrower in place of the English."""
    for key, row in found["step"].items():
        said = words["step"][key]["say"]
        if len(said) != len(row["say"]):
            raise ValueError(f"{key} says {len(said)} sentences of {len(row['say'])}")
        row["say"] = said
    found["signals"]["ask"] = words["signals"]["ask"]
    for line in found["line"]:
        line["about"] = words["line"][line["number"]]["about"]
