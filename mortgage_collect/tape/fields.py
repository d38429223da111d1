"""The dictionary of `resources/tape/fields.toml`: what each field is and how banks name it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from mortgage_collect.core import assets
from mortgage_collect.core.words import TapeKind

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_DATED = re.compile(
    r"\(?\b(?:(?:as of|as at|at|on) )?"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d{2}|20\d{2}[/.-]?\d{2}(?:[/.-]?\d{2})?|\d{1,2}[/-]20\d{2}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?20\d{2})\b\)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a tape can say. `set` joins fields of which one is enough."""

    name: str
    label: str
    group: str
    type: str
    need: str = "optional"
    set: str = ""
    core: bool = True
    sensitive: bool = False
    files: frozenset[str] = frozenset({"loans"})
    low: int | None = None
    high: int | None = None
    unknown: frozenset[str] = frozenset()
    note: str = ""
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The fields one kind of file may carry, found by header.

    `exact` and `alike` map a folded and a normalized header to the fields it may mean; more than
    one is a question, as is every header in `ambiguous`.
    """

    fields: dict[str, Field]
    exact: dict[str, tuple[str, ...]]
    alike: dict[str, tuple[str, ...]]
    ambiguous: dict[str, tuple[str, ...]]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(assets.text("tape/fields.toml"))


@cache
def all_fields() -> dict[str, Field]:
    """Every field of every kind of file, in the order of the dictionary."""
    fields = {}
    for name, written in _table()["field"].items():
        plain = {key: value for key, value in written.items() if not isinstance(value, list)}
        fields[name] = Field(
            name=name,
            files=frozenset(written.get("files", ["loans"])),
            unknown=frozenset(word.casefold() for word in written.get("unknown", ())),
            headers=tuple(written["headers"]),
            **plain,
        )
    return fields


@cache
def dictionary(kind: TapeKind = TapeKind.LOANS) -> Dictionary:
    """What a file of this kind can say."""
    fields = {name: field for name, field in all_fields().items() if kind.value in field.files}
    exact: dict[str, list[str]] = {}
    alike: dict[str, list[str]] = {}
    for field in fields.values():
        for header in (*field.headers, field.label, field.name):
            for table, key in ((exact, fold(header)), (alike, normalize(header))):
                names = table.setdefault(key, [])
                if field.name not in names:
                    names.append(field.name)
    doubtful: dict[str, tuple[str, ...]] = {}
    if kind is not TapeKind.PAYMENTS:
        for header, candidates in _table()["ambiguous"].items():
            known = tuple(name for name in candidates if name in fields)
            if known:
                doubtful[header] = doubtful[normalize(header)] = known
    return Dictionary(fields, _settled(exact), _settled(alike), doubtful)


def _settled(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(names) for key, names in table.items() if key}


@cache
def nothings() -> frozenset[str]:
    """Words written for "nothing", folded."""
    return frozenset(word.casefold() for word in _table()["nothing"]) | {""}


def tidy(text: str) -> str:
    """Text as a person sees it: compatibility forms, invisible signs and odd blanks gone."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())


def fold(header: str) -> str:
    return tidy(header).casefold()


@lru_cache(maxsize=8192)
def undated(header: str) -> str:
    """The header without the day some banks write into it: "UPB 9/30/26" is "UPB"."""
    plain = tidy(header)
    bare, times = _DATED.subn(" ", plain.replace("_", " "))
    return (tidy(bare) or plain) if times else plain


@lru_cache(maxsize=8192)
def normalize(header: str) -> str:
    """The header as sorted plain words: "Curr. Prin Bal ($)" is "Current Principal Balance"."""
    text = " ".join(_CAMEL.split(tidy(header)))
    text = text.replace("&", " and ").replace("#", " number ").replace("%", " percent ")
    text = " ".join(_WORD.findall(text.casefold()))
    for phrase, meaning in _table()["phrases"].items():
        text = re.sub(rf"\b{phrase}\b", meaning, text)
    known, filler = _table()["words"], _table()["filler"]
    words: set[str] = set()
    for word in text.split():
        for plain in known.get(word, word).split():
            if plain not in filler:
                words.add(_singular(plain))
    return " ".join(sorted(words))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def lookup(header: str, kind: TapeKind = TapeKind.LOANS) -> tuple[tuple[str, ...], str]:
    """Fields a header may mean, and how it was found: "exact", "alike", "ambiguous" or ""."""
    known = dictionary(kind)
    names, how = _found(header, known)
    plain = undated(header)
    return (names, how) if names or plain == tidy(header) else _found(plain, known)


def _found(header: str, known: Dictionary) -> tuple[tuple[str, ...], str]:
    folded = fold(header)
    if folded in known.ambiguous:
        return known.ambiguous[folded], "ambiguous"
    if names := known.exact.get(folded):
        return names, "exact" if len(names) == 1 else "ambiguous"
    plain = normalize(header)
    if plain in known.ambiguous:
        return known.ambiguous[plain], "ambiguous"
    if names := known.alike.get(plain):
        return names, "alike" if len(names) == 1 else "ambiguous"
    return (), ""
