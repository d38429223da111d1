"""Makes docs/programs.md from what ships: every program and every assumption, with its source.

    python -m tools.program_page           write the page
    python -m tools.program_page --check   say whether it is fresh

The page is committed, and a test fails when a figure has changed and the page has not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mortgage_collect.core import text
from mortgage_collect.workout.policy_text import shown
from mortgage_collect.workout.policy_words import SECTIONS, WORDS
from mortgage_collect.workout.program import Program, flat, programs
from mortgage_collect.workout.value.assumption import Assumption
from mortgage_collect.workout.value.assumptions import shipped
from mortgage_collect.workout.value.foreclosure_time import PREFIX
from mortgage_collect.workout.value.moves import moves

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "programs.md"
_ABOUT = ("key", "title", "source", "effective_from", "verified", "reviewed_on", "on", "note")
_NOT_SHOWN = (*_ABOUT, "changes")

HEAD = """# Programs and assumptions, as they ship

Made by `tools/program_page.py` from `resources/workout/`; do not edit.

This page is for whoever at the bank answers for loss mitigation. A *program* is a set of limits a
loan's options are worked out under. An *assumption* is a figure somebody chose for what an option
is worth to the bank. Nothing here is a promise of an investor or an agency: a set that is
**unverified** has not been compared with its source value by value, and is off until the bank turns
it on with a reason. What a bank changes in Bank, Programs and assumptions (Shift+F9) is laid over
this, dated and with a reason; this page does not know of it.
"""


def main() -> int:
    """Write the page, or with --check compare it with what is on disk."""
    if "--check" not in sys.argv:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page():
        print("docs/programs.md is stale: run python -m tools.program_page")
        return 1
    return 0


def page() -> str:
    """The whole page."""
    lines = [HEAD, "## At a glance", "", *glance(), "", "## Programs", ""]
    for each in programs():
        lines += program_lines(each)
    return "\n".join([*lines, "## Assumptions of the value", "", *assumption_lines()]) + "\n"


def glance() -> Iterator[str]:
    yield "| Program | Effective from | Last reviewed | Verified | In use |"
    yield "|---|---|---|---|---|"
    for each in programs():
        yield _row(
            each.title,
            text.day(each.effective_from),
            reviewed(each.reviewed_on),
            _yes(each.verified),
            _yes(each.on),
        )


def program_lines(of: Program) -> Iterator[str]:
    """What is known of a program, and its values by section."""
    yield from (f"### {of.title}", "")
    yield f"- Key: `{of.key}`"
    yield f"- Source: {of.source}"
    yield f"- Effective from: {text.day(of.effective_from)}"
    yield f"- Last reviewed: {reviewed(of.reviewed_on)}"
    yield f"- Verified: {_yes(of.verified)}"
    yield f"- In use as it ships: {_yes(of.on)}"
    if of.note:
        yield f"- Note: {of.note}"
    yield from ("", "| Of | Value | Holds | Source |", "|---|---|---|---|")
    held = flat(of)
    for name, value in held.items():
        section, _, last = name.partition(".")
        if name in _NOT_SHOWN or last == "source":
            continue
        source = held[f"{section}.source"]
        yield _row(
            SECTIONS[section],
            WORDS[name].label,
            shown(name, value),
            "as above" if source == of.source else source or "none named",
        )
    yield ""


def assumption_lines() -> Iterator[str]:
    """Every assumption; those of the states last."""
    found = tuple(shipped())
    yield from _table(each for each in found if not each.key.startswith(PREFIX))
    yield from ("", "### Days to a foreclosure sale, by state", "")
    yield from _table(each for each in found if each.key.startswith(PREFIX))


def _table(of: Iterator[Assumption]) -> Iterator[str]:
    yield "| Assumption | Holds | Moves | Source | As of | Last reviewed | Verified |"
    yield "|---|---|---|---|---|---|---|"
    for each in of:
        yield _row(
            each.label,
            each.shown,
            moves(each.key),
            each.source,
            text.day(each.as_of) if each.as_of else "not dated",
            reviewed(each.reviewed_on),
            _yes(each.verified),
        )


def reviewed(day: date | None) -> str:
    return text.day(day) if day is not None else "nobody has recorded a review"


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') or '-' for cell in cells)} |"


if __name__ == "__main__":
    sys.exit(main())
