"""How a line that comes more than once is named: the second job, the third contributor.

borrower_wages            the borrower's wages
borrower_wages#2          the wages of a second job
contributor_wages@2       the wages of the second person who contributes
contributor_wages@2#3     that person's third job
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOST: Final = 9

_KEY = re.compile(r"([a-z0-9_]+)(?:@([2-9]))?(?:#([2-9]))?")


@dataclass(frozen=True, slots=True)
class LineKey:
    """`who` counts co-borrowers or contributors, `nth` the lines of one kind; both from one."""

    base: str
    who: int = 1
    nth: int = 1

    def __str__(self) -> str:
        who = f"@{self.who}" if self.who > 1 else ""
        nth = f"#{self.nth}" if self.nth > 1 else ""
        return f"{self.base}{who}{nth}"

    def beside(self, base: str, *, repeats: bool = True) -> str:
        """The key of another line of the same person, and of the same job where it has one."""
        return str(LineKey(base, self.who, self.nth if repeats else 1))


def read_key(key: str) -> LineKey:
    """The parts of a key. Raises KeyError for what cannot be one."""
    match = _KEY.fullmatch(key)
    if match is None:
        raise KeyError(key)
    return LineKey(match[1], int(match[2] or 1), int(match[3] or 1))
