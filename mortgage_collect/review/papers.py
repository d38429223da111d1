"""Which papers this household still owes the review: only those its own answers ask for.

Source: the document tables of the mortgage assistance application (Fannie Mae and Freddie Mac
Form 710, edition of April 2023). One of the alternatives of each entry is enough.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Hardship, Standing
from mortgage_collect.review.keys import read_key
from mortgage_collect.review.line import Entry
from mortgage_collect.review.lines import lines_of

FRESH_DAYS: Final = 90
FRESH_DAYS_IN_DISASTER: Final = 180

_STATEMENTS = "two recent bank statements"

FOR_HARDSHIP: Final[dict[Hardship, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    Hardship.UNEMPLOYMENT: (),
    Hardship.INCOME_REDUCTION: (),
    Hardship.HOUSING_EXPENSE: (),
    Hardship.DISASTER: (),
    Hardship.DISABILITY: (
        ("disability", ("a statement by the borrower", "other proof; no medical details needed")),
    ),
    Hardship.DIVORCE: (
        ("divorce", ("the final decree or separation agreement", "a recorded quitclaim deed")),
    ),
    Hardship.SEPARATION: (
        (
            "separation",
            ("a recorded quitclaim deed", "a binding agreement giving up the property"),
        ),
    ),
    Hardship.DEATH: (("death", ("the death certificate", "an obituary or newspaper report")),),
    Hardship.TRANSFER: (
        ("transfer", ("the offer or transfer letter", "a written explanation of the transfer")),
        ("relocation", ("proof of the relocation assistance received, or that there is none",)),
    ),
    Hardship.OTHER: (("explanation", ("a written explanation, with any papers that show it",)),),
}

MILITARY_TRANSFER: Final = (("orders", ("the permanent change of station orders",)),)

FOR_INCOME: Final[dict[str, tuple[str, ...]]] = {
    "wages": ("a recent pay stub with year-to-date earnings", _STATEMENTS),
    "self_employment": (
        _STATEMENTS,
        "a signed profit and loss statement, the latest or year to date",
        "the signed business tax return",
        "the signed individual tax return",
    ),
    "unemployment": (),
    "benefits": (_STATEMENTS, "award letters"),
    "rental": (_STATEMENTS, "two deposited rent checks"),
    "investment": ("two recent investment statements", _STATEMENTS),
    "other": (_STATEMENTS, "proof of the amount and how often it comes"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to ask for; any of `any_of` will do.

    `key` is stable: "hardship:death", or "income:" with the key of the income line it proves.
    `line` is the key of the line it proves. `why` tells what is wrong with the one seen; "" when
    none was.
    """

    key: str
    what_for: str
    any_of: tuple[str, ...]
    line: str = ""
    why: str = ""


def papers(entries: Mapping[str, Entry]) -> tuple[Paper, ...]:
    """Every paper these answers call for, the hardship's first. Zero income needs no proof."""
    found = list[Paper]()
    hardship = entries.get("hardship")
    if hardship is not None and hardship.value:
        kind = Hardship(str(hardship.value))
        asked = FOR_HARDSHIP[kind]
        orders = entries.get("hardship_by_military_orders")
        if kind is Hardship.TRANSFER and orders is not None and orders.value is True:
            asked = MILITARY_TRANSFER
        found += [Paper(f"hardship:{key}", kind.label, any_of, "hardship") for key, any_of in asked]
    for line in lines_of(entries):
        entry = entries.get(line.key)
        if not line.income_type or entry is None or not isinstance(entry.value, Money):
            continue
        if line.person == "contributor" and _lives_elsewhere(line.key, entries):
            continue
        if entry.value and (any_of := FOR_INCOME[line.income_type]):
            found.append(Paper(f"income:{line.key}", line.label, any_of, line.key))
    return tuple(found)


def missing_papers(
    entries: Mapping[str, Entry], received: Collection[str] = (), as_of: date | None = None
) -> tuple[Paper, ...]:
    """The papers not here yet: neither among the `received` keys, nor seen on the line they prove.

    With `as_of`, an income paper too old on that day is asked for again; one whose date is not
    told is taken, since nobody knows it to be old.
    """
    disaster = _word(entries, "hardship") == Hardship.DISASTER
    found = list[Paper]()
    for paper in papers(entries):
        entry = entries[paper.line]
        seen = paper.key in received or entry.standing is not Standing.STATED
        if not seen:
            found.append(paper)
        elif as_of is not None and (why := _too_old(paper, entry, as_of, disaster)):
            found.append(replace(paper, why=why))
    return tuple(found)


def is_fresh(dated: date, as_of: date, *, disaster: bool = False) -> bool:
    """True while an income paper is not too old: 90 days, 180 in a disaster."""
    limit = FRESH_DAYS_IN_DISASTER if disaster else FRESH_DAYS
    return as_of - dated <= timedelta(days=limit)


def _too_old(paper: Paper, entry: Entry, as_of: date, disaster: bool) -> str:
    """Why an income paper no longer counts; papers of a hardship do not grow old."""
    dated = entry.paper_on
    if paper.line == "hardship" or dated is None or is_fresh(dated, as_of, disaster=disaster):
        return ""
    limit = FRESH_DAYS_IN_DISASTER if disaster else FRESH_DAYS
    return f"the one seen is of {text.day(dated)}, older than {limit} days"


def _lives_elsewhere(key: str, entries: Mapping[str, Entry]) -> bool:
    """Whether a contributor's income is left out, so that nobody need prove it."""
    lives = entries.get(read_key(key).beside("contributor_lives_here", repeats=False))
    return lives is not None and lives.value is False


def _word(entries: Mapping[str, Entry], key: str) -> str:
    entry = entries.get(key)
    return str(entry.value) if entry is not None and entry.value else ""
