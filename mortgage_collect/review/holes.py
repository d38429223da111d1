"""Which unanswered lines leave which figure of a household unknown, and how far each is proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Standing
from mortgage_collect.review.answers import Entries
from mortgage_collect.review.keys import read_key
from mortgage_collect.review.line import LineSpec
from mortgage_collect.review.lines import line, lines_of
from mortgage_collect.review.missing import missing_lines

Figure = Literal["gross_income", "net_income", "housing", "debts", "living", "reserves"]

FIGURES: Final[tuple[Figure, ...]] = (
    "gross_income",
    "net_income",
    "housing",
    "debts",
    "living",
    "reserves",
)

NAMES: Final[dict[Figure, str]] = {
    "gross_income": "gross income",
    "net_income": "net income",
    "housing": "housing costs",
    "debts": "debts",
    "living": "living costs",
    "reserves": "reserves",
}

_BY_KIND: Final[dict[str, tuple[Figure, ...]]] = {
    "gross_income": ("gross_income", "net_income"),
    "net_income": ("net_income",),
    "housing": ("housing",),
    "debt": ("debts",),
    "living": ("living",),
    "asset": ("reserves",),
}

_BY_KEY: Final[dict[str, tuple[Figure, ...]]] = {
    "escrowed": ("housing",),
    "rental_mortgage": ("gross_income", "net_income", "debts"),
    "contributor_lives_here": ("gross_income", "net_income"),
}

_ORDER: Final = tuple(Standing)


def holes(entries: Entries) -> Mapping[Figure, tuple[str, ...]]:
    """For every figure the keys of the lines that leave it unknown; none for a known one."""
    missing = missing_lines(entries)
    return {
        figure: tuple(key for key in missing if figure in _feeds(line(key))) for figure in FIGURES
    }


def says_holes(found: Mapping[Figure, tuple[str, ...]]) -> tuple[str, ...]:
    """One sentence a line: what is not told, and which figures wait for it."""
    waiting: dict[str, list[str]] = {}
    for figure, keys in found.items():
        for key in keys:
            waiting.setdefault(key, []).append(NAMES[figure])
    return tuple(
        f"{line(key).label} is not told: {text.listed(names)} not known."
        for key, names in waiting.items()
    )


def grade_of(entries: Entries, figure: Figure) -> Standing | None:
    """How far the weakest amount of a figure is proven; None when no amount goes into it.

    A zero can be proven by no paper, and does not lower the rest.
    """
    return min(_standings(entries, figure), key=_ORDER.index, default=None)


def _standings(entries: Entries, figure: Figure) -> Iterator[Standing]:
    for spec in lines_of(entries):
        entry = entries.get(spec.key)
        amount = entry.value if entry is not None else None
        if entry is not None and isinstance(amount, Money) and amount and _goes_into(spec, figure):
            yield entry.standing


def _goes_into(spec: LineSpec, figure: Figure) -> bool:
    """Like feeding it, but a taxed income reaches net income by its take-home line."""
    if figure == "net_income" and spec.take_home:
        return False
    return figure in _feeds(spec)


def _feeds(spec: LineSpec) -> tuple[Figure, ...]:
    return _BY_KEY.get(read_key(spec.key).base) or _BY_KIND.get(spec.counts_as or "", ())
