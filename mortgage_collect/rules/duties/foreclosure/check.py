"""One check that must be green before a step of a foreclosure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.words import Word
from mortgage_collect.rules.duties.life import LoanLife


class ForeclosureStep(Word):
    """What is asked about."""

    FIRST_FILING = "first_filing"
    JUDGMENT = "judgment"
    SALE = "sale"

    @property
    def label(self) -> str:
        return {
            ForeclosureStep.FIRST_FILING: "First notice or filing",
            ForeclosureStep.JUDGMENT: "Motion for judgment or order of sale",
            ForeclosureStep.SALE: "Foreclosure sale",
        }[self]


class Light(Word):
    GREEN = "green"
    RED = "red"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Check:
    """How one check stands on a day, in a sentence with its papers.

    `first_day`: the first day on which a red one is green if nothing else happens; None: nobody can
    tell. `verified` False: the text was not read, or a part is our reading.
    """

    id: str
    title: str
    light: Light
    says: str
    cites: tuple[Citation, ...]
    first_day: date | None = None
    verified: bool = True


Checks = Callable[[LoanLife, date, ForeclosureStep], Iterator[Check]]


def check(
    id: str,
    title: str,
    light: Light,
    says: str,
    *cites: str,
    first_day: date | None = None,
    verified: bool = True,
) -> Check:
    return Check(id, title, light, says, tuple(map(Citation, cites)), first_day, verified)
