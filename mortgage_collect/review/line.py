"""One line of the financial review, as data: the form, the ratios and the papers all read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency, Standing, Word

Kind = Literal["money", "choice", "text", "date", "yes_no", "number", "phone", "email"]
Person = Literal["household", "borrower", "co_borrower", "contributor"]
CountsAs = Literal["gross_income", "net_income", "housing", "debt", "living", "asset"]


class Section(Word):
    """The parts of the review, in the order of a conversation."""

    CONTACT = "contact"
    OCCUPANCY = "occupancy"
    HARDSHIP = "hardship"
    INCOME = "income"
    HOUSING = "housing"
    DEBTS = "debts"
    LIVING = "living"
    ASSETS = "assets"
    INTENT = "intent"
    CERTIFICATION = "certification"


@dataclass(frozen=True, slots=True)
class LineSpec:
    """What one line asks, and what its answer counts as.

    `options` is the list of words of a choice. `gross_or_net` marks an income line; the take-home
    line of a gross one is named by `take_home`, the mortgage of a rented home by `mortgage`.
    `taxable` False means the income may be grossed up; None is that nobody knows, and nothing is
    added. `frequencies` lets the amount be given by week, month or otherwise. `asked_when` names
    the line and the answer without which this line is not asked.
    `matters` lines are named as missing while they are unanswered; zero is an answer, silence is
    not. `on_demand` lines are asked only when somebody opens them; `detail_of` names the income
    line whose amount they work out from papers; `repeats` lines may come more than once (keys.py).
    `most` is the largest number a number line takes.
    """

    key: str
    label: str
    section: Section
    kind: Kind
    options: tuple[tuple[str, str], ...] = ()
    gross_or_net: Literal["gross", "net"] | None = None
    taxable: bool | None = None
    frequencies: bool = False
    help: str = ""
    person: Person = "household"
    counts_as: CountsAs | None = None
    take_home: str = ""
    mortgage: str = ""
    asked_when: tuple[str, str] | None = None
    matters: bool = False
    income_type: str = ""
    on_demand: bool = False
    detail_of: str = ""
    repeats: bool = False
    most: int = 99

    @property
    def wants(self) -> str:
        """The line an amount above zero here calls for; "" when none."""
        return self.take_home or self.mortgage


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer. A `value` of None is a line opened but not answered.

    `hours` are hours a week for an hourly wage; `paper_on` is the date of the paper it was seen
    on, None while nobody told it.
    """

    value: Money | str | date | bool | int | None
    frequency: PayFrequency = PayFrequency.MONTHLY
    standing: Standing = Standing.STATED
    hours: Decimal | None = None
    paper_on: date | None = None
