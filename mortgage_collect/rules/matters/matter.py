"""What a matter is: one kind, and the dated steps that were taken or came in.

An application for help, a notice of error, a bankruptcy: each is a list of steps, never edited.
Everything else about it (what it stands at, what is due by when) is worked out from the steps, so
that one written down late, on the day it happened, simply comes out right. A step taken back is not
handed in here.

What steps a kind knows, and what is asked with each, is data: `MatterSpec`. The form of the screen,
the check of the service and the list of what may come next are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.money import Money

LISTED = ";"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened in a matter. `on`: the day it happened, not the day it was written.

    `details` by the keys of the step's fields, as text: dates in ISO form, amounts with two
    decimals, whole numbers in digits, yes and no as "yes" and "no", several values with a semicolon
    between. A key that is missing was not told.
    """

    key: str
    on: date
    details: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.details.get(name, "")

    def day(self, name: str) -> date | None:
        value = self.details.get(name)
        return date.fromisoformat(value) if value else None

    def money(self, name: str) -> Money | None:
        value = self.details.get(name)
        return Money.of(value) if value else None

    def number(self, name: str) -> int | None:
        """A whole number; None where it was not told, or is written in a way nobody can count."""
        value = self.details.get(name, "")
        return int(value) if value.isdecimal() else None

    def yes(self, name: str) -> bool | None:
        """Yes, no, or not told."""
        return {"yes": True, "no": False}.get(self.details.get(name, ""))

    def several(self, name: str) -> tuple[str, ...]:
        value = self.details.get(name, "")
        return tuple(part.strip() for part in value.split(LISTED) if part.strip())


@dataclass(frozen=True, slots=True)
class Matter:
    """`steps` by day, and within a day in the order they were written down. The first opens it."""

    id: int
    kind: MatterKind
    steps: tuple[Step, ...]
    person_id: int | None = None

    @property
    def opened_on(self) -> date:
        return self.steps[0].on

    def until(self, day: date) -> Matter | None:
        """The matter as it stood at the end of a day; None: it had not begun."""
        if self.steps and self.steps[-1].on <= day:
            return self
        known = tuple(step for step in self.steps if step.on <= day)
        return Matter(self.id, self.kind, known, self.person_id) if known else None

    def all(self, *keys: str) -> Iterator[Step]:
        return (step for step in self.steps if step.key in keys)

    def first(self, *keys: str) -> Step | None:
        return next(self.all(*keys), None)

    def last(self, *keys: str) -> Step | None:
        return next((step for step in reversed(self.steps) if step.key in keys), None)

    def on(self, *keys: str) -> date | None:
        """The day of the first of these steps."""
        found = self.first(*keys)
        return found.on if found else None


class FieldKind(StrEnum):
    """How a detail of a step is entered."""

    TEXT = "text"
    NUMBER = "number"
    LONG_TEXT = "long_text"
    DAY = "day"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class StepField:
    """A detail asked with a step. `choices`: value and what the specialist reads."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class StepSpec:
    """A step a matter may take.

    `after`: keys of which one must have come before ("" is the opening). `once`: it comes at most
    once. `closes`: the matter is over with it; `reopens`: it goes on again. `notice`: a paper goes
    out with it, by its name in `rules/notices.py` or the matter's own.
    """

    key: str
    label: str
    fields: tuple[StepField, ...] = ()
    after: tuple[str, ...] = ()
    once: bool = False
    closes: bool = False
    reopens: bool = False
    notice: str = ""
    help: str = ""


Check = Callable[[Matter], Iterator[str]]


def _no_faults(matter: Matter) -> Iterator[str]:
    yield from ()


@dataclass(frozen=True, slots=True)
class MatterSpec:
    """A kind of matter: its steps, and whom it is about.

    `opens` are the keys of steps with which it may begin. `faults` says in sentences what does not
    fit together in a matter as a whole (a decision before the application is complete).
    `section`: the key of `rules/coverage/reg_x.py` that says whether its duties bind on a loan.
    """

    kind: MatterKind
    title: str
    says: str
    opens: tuple[str, ...]
    steps: tuple[StepSpec, ...]
    cites: tuple[Citation, ...]
    section: str = ""
    of_person: bool = False
    faults: Check = _no_faults

    def step(self, key: str) -> StepSpec:
        return next(step for step in self.steps if step.key == key)

    def knows(self, key: str) -> bool:
        return any(step.key == key for step in self.steps)

    def closed(self, matter: Matter) -> bool:
        """The last step that ends it was not followed by one that opens it again."""
        over = False
        for step in matter.steps:
            known = self.step(step.key)
            again = known.reopens or step.key in self.opens
            over = known.closes or (over and not again)
        return over

    def next_steps(self, steps: Sequence[Step]) -> tuple[StepSpec, ...]:
        """What may come next, in the order of the kind's own list."""
        taken = {step.key for step in steps}
        if not taken:
            return tuple(step for step in self.steps if step.key in self.opens)
        return tuple(
            step
            for step in self.steps
            if not (step.once and step.key in taken)
            and (not step.after or taken & set(step.after))
            and (step.key not in self.opens or not step.once)
        )
