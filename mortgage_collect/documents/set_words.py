"""Set words: what is said on a machine, to somebody else, and as a notice of who we are.

The words are data: `resources/talk/words.<language>.toml`, our own and unreviewed by counsel.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from mortgage_collect.core import assets
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.words import Language

BLANKS = frozenset({"bank", "phone", "caller", "person"})
_FIELDS = {"title", "version", "cites", "says", "heed"}
# A name with one of these tells whoever hears it what the call is about.
_TELLING = re.compile(
    r"\b(?:collect\w*|recover\w*|debts?|delinquen\w*|loss mitigation)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SetWords:
    """`says` has its blanks; "" means that nothing may be said. `heed` is for the specialist."""

    key: str
    language: Language
    title: str
    version: int
    cites: tuple[Citation, ...]
    says: str
    heed: str

    @property
    def reference(self) -> str:
        """How a contact keeps what was used: key, version and language."""
        return f"{self.key} {self.version} {self.language.value}"

    def filled(self, blanks: dict[str, str]) -> str:
        return self.says.format(**blanks)


@cache
def set_words(language: Language) -> dict[str, SetWords]:
    """All of a language by their key. Raises Bug for a line that is none, or an unknown blank."""
    name = f"talk/words.{language.value}.toml"
    found = tomllib.loads(assets.text(name)).get("words", {})
    made: dict[str, SetWords] = {}
    for key, row in found.items():
        if set(row) != _FIELDS:
            raise Bug(f"{name}: {key} needs {', '.join(sorted(_FIELDS))}")
        if unknown := set(re.findall(r"\{(\w*)\}", row["says"])) - BLANKS:
            raise Bug(f"{name}: {key} has blanks nobody fills: {', '.join(sorted(unknown))}")
        cites = tuple(Citation(cite) for cite in row["cites"])
        made[key] = SetWords(
            key, language, row["title"], row["version"], cites, row["says"], row["heed"]
        )
    return made


def voicemail_key(debt_collector: bool | None, bank_name: str) -> str:
    """Which message may be left. Not known whether we are a debt collector: the stricter one.

    A limited-content message names the caller by a business name that does not say that debts are
    collected (12 CFR 1006.2(j)(1)(i)); with a name that does, none is left.
    """
    if debt_collector is False:
        return "voicemail_plain"
    return "voicemail_none" if _TELLING.search(bank_name) else "voicemail_limited"


def disclosure_key(debt_collector: bool | None, first: bool) -> str | None:
    """What 12 CFR 1006.18(e) asks to be told in a talk; None for a creditor in its own name."""
    if debt_collector is False:
        return None
    return "disclosure_first" if first else "disclosure_later"
