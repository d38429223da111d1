"""Names as cores write them, "LAST, FIRST M & SPOUSE": parts as a suggestion, never a certainty.

What was written stays; parts come with how far they can be trusted. A trust, a company, an estate
or a name cut short is not taken apart at all.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from mortgage_collect.tape.fields import tidy

_SUFFIXES: Final = frozenset({"JR", "SR", "II", "III", "IV", "V", "MD", "ESQ"})
_NOT_A_PERSON: Final = re.compile(
    r"\b(trust|trustees?|llc|l\.l\.c|inc|corp|company|co|lp|llp|partnership|bank|church|fbo|ttee|"
    r"properties|investments|holdings|association)\b",
    re.IGNORECASE,
)
_DECEASED: Final = re.compile(r"\b(estate of|est of|estate|deceased|dec'?d)\b", re.IGNORECASE)
_NOT_APART: Final = re.compile(f"{_NOT_A_PERSON.pattern}|{_DECEASED.pattern}", re.IGNORECASE)
_AND: Final = re.compile(r"\s*&\s*|\s+and\s+|\s*\+\s*", re.IGNORECASE)
_PARTICLES: Final = frozenset(
    {"VAN", "VON", "DE", "DER", "DEN", "DEL", "DI", "DA", "LA", "LE", "ST", "ST.", "MC", "MAC"}
)


class Trust(StrEnum):
    """How far the parts of a name may be trusted."""

    SURE = "sure"  # the parts came in columns of their own
    LIKELY = "likely"  # the comma says which is which
    DOUBTFUL = "doubtful"  # only the order of words says it
    NONE = "none"  # not taken apart


class Name(NamedTuple):
    """A name as written, and the parts read from it."""

    written: str
    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""
    trust: Trust = Trust.NONE
    maybe_deceased: bool = False


def read_names(written: str, cut_at: int = 0) -> tuple[Name, ...]:
    """The people a cell names, the first as the borrower; one `Name` without parts where in doubt.

    `cut_at` is the width at which the source cuts names short, 0 when it does not.
    """
    text = tidy(written)
    if not text:
        return ()
    cut = cut_at > 0 and len(text) >= cut_at
    if cut or _NOT_APART.search(text) or any(map(str.isdigit, text)):
        return (Name(text, maybe_deceased=bool(_DECEASED.search(text))),)
    last, comma, rest = text.partition(",")
    last, rest = last.strip(), rest.strip()
    if comma and rest.upper().replace(".", "") in _SUFFIXES:
        return (_by_order(last, suffix=rest)._replace(written=text),)  # "JOHN SMITH, JR"
    if not comma:
        people = _AND.split(text)
        if len(people) == 1:
            return (_by_order(text),)
        return tuple(_shared(people))
    if "," in rest:
        return (Name(text),)
    return tuple(_after_comma(text, last, rest))


def _after_comma(text: str, last: str, rest: str) -> list[Name]:
    """ "LAST, FIRST M & SPOUSE": the spouse is given the same last name, as a guess."""
    last, suffix = _without_suffix(last)
    people = [one for one in _AND.split(rest) if one]
    if not last or not people:
        return [Name(text)]
    found: list[Name] = []
    for at, one in enumerate(people):
        given, own_suffix = _without_suffix(one)
        words = given.split()
        if not words or len(words) > 3:
            return [Name(text)]
        found.append(
            Name(
                written=text if at == 0 else one,
                first=words[0],
                middle=" ".join(words[1:]),
                last=last,
                suffix=own_suffix or (suffix if at == 0 else ""),
                trust=Trust.LIKELY if at == 0 else Trust.DOUBTFUL,
            )
        )
    return found


def _shared(people: list[str]) -> list[Name]:
    """ "JOHN & MARY SMITH": whoever has no last name borrows the last one's."""
    last = _by_order(people[-1]).last
    found = []
    for one in people:
        name = _by_order(one)
        if not name.last and last:
            name = Name(one, name.first, name.middle, last, name.suffix, Trust.DOUBTFUL)
        found.append(name)
    return found


def _by_order(text: str, suffix: str = "") -> Name:
    """ "FIRST M LAST", particles kept with the last name."""
    plain, own = _without_suffix(text)
    words = plain.split()
    suffix = suffix or own
    if len(words) < 2 or len(words) > 5:
        return Name(text, first=words[0] if len(words) == 1 else "", suffix=suffix)
    split = len(words) - 1
    while split > 1 and words[split - 1].upper() in _PARTICLES:
        split -= 1
    return Name(
        written=text,
        first=words[0],
        middle=" ".join(words[1:split]),
        last=" ".join(words[split:]),
        suffix=suffix,
        trust=Trust.DOUBTFUL,
    )


def _without_suffix(text: str) -> tuple[str, str]:
    words = text.split()
    if len(words) > 1 and words[-1].upper().replace(".", "") in _SUFFIXES:
        return " ".join(words[:-1]), words[-1]
    return text, ""
