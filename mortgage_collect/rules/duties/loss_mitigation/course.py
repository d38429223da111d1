"""What was asked for an application and what came, and each day on which it was complete.

12 CFR 1024.41(b)(1): complete is what holds everything required from the borrower; a third party's
papers do not count. (c)(2)(iv): once all items named in the acknowledgment are in, or none was
named, the application is facially complete; where more is asked for afterwards and comes in time,
it keeps that first day for (d), (e), (f)(2), (g) and (h), and has the later day for (c).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mortgage_collect.core.text import folded
from mortgage_collect.rules.matters import application_words as word
from mortgage_collect.rules.matters.matter import Step


@dataclass(frozen=True, slots=True)
class Item:
    """A paper or a fact. `asked_on` None: nobody asked, it came with the application.

    `stale_on`: the first day on which it can no longer be used. `waived_on`: the day on which we
    said that nothing more is needed.
    """

    name: str
    asked_on: date | None = None
    received_on: date | None = None
    stale_on: date | None = None
    waived_on: date | None = None

    def stale(self, day: date) -> bool:
        return self.stale_on is not None and self.stale_on <= day

    def missing(self, day: date) -> bool:
        """Asked for, and not here in a form that can be used."""
        if self.asked_on is None or self.waived_on is not None:
            return False
        return self.received_on is None or self.stale(day)


@dataclass(frozen=True, slots=True)
class Course:
    """`completions`: each day on which the application became complete, the first first.

    `whole`: it is complete now, nothing asked for since. `told_complete`: the acknowledgment said
    that it was, when it came.
    """

    items: tuple[Item, ...]
    completions: tuple[date, ...]
    whole: bool
    told_complete: bool


def in_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """By day, and within a day in the order in which such things happen."""
    return tuple(sorted(steps, key=lambda step: (step.on, word.ORDER.index(step.key), _told(step))))


def _told(step: Step) -> str:
    return repr(sorted(step.details.items()))


def course_of(steps: Sequence[Step], received: date) -> Course:
    """Follow the steps, which stand in order."""
    items: dict[str, Item] = {}
    completions: list[date] = []
    whole = told = told_complete = False
    for step in steps:
        match step.key:
            case word.ACKNOWLEDGED:
                told = True
                missing = step.several("missing")
                _ask(items, missing, step.on)
                if step.yes("complete") and not missing:
                    completions, whole, told_complete = [received], True, True
            case word.ITEM_ASKED:
                _ask(items, step.several("item"), step.on)
                whole = False
            case word.ITEM_RECEIVED:
                _receive(items, step)
                asked = any(item.asked_on is not None for item in items.values())
                nothing_missing = not any(item.missing(step.on) for item in items.values())
                if not whole and told and asked and nothing_missing:
                    completions.append(step.on)
                    whole = True
            case word.COMPLETE:
                for key, item in items.items():
                    if item.missing(step.on):
                        items[key] = replace(item, waived_on=step.on)
                if not whole:
                    completions.append(step.on)
                whole = told = True
    return Course(tuple(items.values()), tuple(completions), whole, told_complete)


def _ask(items: dict[str, Item], names: Sequence[str], on: date) -> None:
    """Asked again, it is missing again: what came before did not do."""
    for name in names:
        items[folded(name)] = Item(name, asked_on=on)


def _receive(items: dict[str, Item], step: Step) -> None:
    for name in step.several("item"):
        known = items.get(folded(name), Item(name))
        items[folded(name)] = replace(known, received_on=step.on, stale_on=step.day("stale_on"))
