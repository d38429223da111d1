"""A page and its translation beside each other, line by line, with their blanks open: to be read
by somebody who knows both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from mortgage_collect.core.words import Language
from mortgage_collect.documents.template import Line, Part, Template, template


@dataclass(frozen=True, slots=True)
class Pair:
    """One line in both languages. `kind` is heading, text, bullet, note or say; `only` names the
    case in which the line is told at all, "" where it always is."""

    kind: str
    one: str
    other: str
    only: str = ""


_NONE = ("", Line("", ""))


def side_by_side(key: str, language: Language) -> tuple[Pair, ...]:
    """The lines of a template in English and in another language, passages included; a line that
    only one of them has stands alone, such as the translation's own mark."""
    english, translated = template(key), template(key, language.value)
    pairs = [Pair("title", english.title, translated.title)]
    left, right = list(_lines(english)), list(_lines(translated))
    same = SequenceMatcher(None, [_place(line) for line in left], [_place(line) for line in right])
    for _, i, j, k, m in same.get_opcodes():
        for one, other in zip_longest(left[i:j], right[k:m], fillvalue=_NONE):
            name, kind = one[0] or other[0], one[1].kind or other[1].kind
            pairs.append(Pair(kind, _plain(one[1]), _plain(other[1]), name))
    return tuple(pairs)


def _lines(worded: Template) -> Iterator[tuple[str, Line]]:
    for each in worded.body:
        match each:
            case Line():
                yield "", each
            case Part():
                yield from ((each.name.replace("_", " "), line) for line in each.lines)


def _place(found: tuple[str, Line]) -> tuple[str, str]:
    """What a line and its translation have in common: the part they are in, and their kind."""
    return found[0], found[1].kind


def _plain(line: Line) -> str:
    return line.text.replace("**", "")
