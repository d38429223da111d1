"""Hard words in plain ones: what a term of the trade means, told where it is used.

The words are data: `resources/explain/terms.<language>.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.words import Language


@dataclass(frozen=True, slots=True)
class Term:
    """`shown` is the term as a heading; `forms` how it is written in a sentence."""

    key: str
    shown: str
    forms: tuple[str, ...]
    says: str

    @property
    def line(self) -> str:
        return f"{self.shown}: {self.says}"


@cache
def terms(language: Language) -> tuple[Term, ...]:
    """Every term, in the order of the file. Raises Bug for a line that is none."""
    name = f"explain/terms.{language.value}.toml"
    found = tomllib.loads(assets.text(name)).get("term", {})
    made = list[Term]()
    for key, row in found.items():
        if set(row) != {"shown", "forms", "says"} or not row["forms"]:
            raise Bug(f"{name}: {key} needs shown, forms and says")
        made.append(Term(key, row["shown"], tuple(row["forms"]), row["says"]))
    return tuple(made)


def terms_in(text: str, language: Language) -> Iterator[Term]:
    """The terms a text uses, each once, by the order in which they come up."""
    at = {
        term: found.start()
        for term in terms(language)
        if (found := _pattern(term).search(text)) is not None
    }
    yield from sorted(at, key=lambda term: at[term])


@cache
def _pattern(term: Term) -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(term.forms, key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
