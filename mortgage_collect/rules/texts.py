"""Which copy of the law was read against the code. Not the day somebody clicked "checked"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Text:
    """A copy of a text: the day it stood so (None: nobody compared it), and how to name it."""

    as_of: date | None
    name: str


REG_F_TEXT = Text(date(2025, 11, 21), "12 CFR 1006 with commentary, as of Nov 21, 2025 (a mirror)")
REG_X_TEXT = Text(
    date(2025, 7, 15), "12 CFR 1024 with commentary, as last changed on Jul 15, 2025 (a mirror)"
)
REG_Z_TEXT = Text(date(2026, 3, 2), "12 CFR 1026 with commentary, as of Mar 2, 2026 (a mirror)")
REG_B_TEXT = Text(date(2025, 12, 1), "12 CFR 1002 with commentary, as of December 2025 (a mirror)")
US_CODE_TEXT = Text(
    date(2023, 4, 1), "US Code as of April 2023 (a public copy); later changes not checked"
)
OWN_TEXT = Text(None, "the bank's own rule")
STATES_TEXT = Text(None, "no official text; what was seen of each entry is in docs/states.md")
