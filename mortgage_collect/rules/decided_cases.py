"""The decided cases of each rule, for whoever wants to see where its line runs.

Written by `tools/book_page.py` from the case tables of the tests; the packaged program has no
tests, and a compliance officer wants to see what was tried.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from mortgage_collect.core import assets

FILE = "law/cases.toml"


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A case in a sentence, the answer, and where it comes from: "" is the project's own."""

    name: str
    answer: str
    source: str
    because: str


def decided_cases(rule_id: str) -> tuple[DecidedCase, ...]:
    """In the order of the table; empty for a rule that has none on file."""
    return _all().get(rule_id, ())


@cache
def _all() -> dict[str, tuple[DecidedCase, ...]]:
    tables = tomllib.loads(assets.text(FILE))
    return {
        rule_id: tuple(DecidedCase(*row) for row in rows)
        for rule_id, rows in tables["cases"].items()
    }
