"""Ask all duties of a loan: what is due, by when, what was done late, and why nothing is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mortgage_collect.rules.coverage.ruling import Ruling
from mortgage_collect.rules.duties.book import DUTIES
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.rules.duties.duty import Duty, owed
from mortgage_collect.rules.duties.life import LoanLife


@dataclass(frozen=True, slots=True)
class Exempt:
    """A duty that does not bind on a loan, and why."""

    duty: Duty
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Clocks:
    """Every deadline of a loan's life up to a day, and the duties that do not bind on it."""

    today: date
    deadlines: tuple[Deadline, ...]
    exempt: tuple[Exempt, ...]

    @property
    def owed(self) -> tuple[Deadline, ...]:
        return owed(self.deadlines)

    @property
    def late(self) -> tuple[Deadline, ...]:
        return tuple(each for each in self.owed if each.due is not None and each.due < self.today)

    @property
    def next(self) -> Deadline | None:
        return next(iter(self.owed), None)


def clocks(life: LoanLife, today: date, duties: Iterable[Duty] = DUTIES) -> Clocks:
    """What the law and the bank's policy ask on a loan, as of the end of a day.

    A section that is off is told with its reason; one nobody settled counts as on, and its
    deadlines carry the open questions.
    """
    deadlines: list[Deadline] = []
    exempt = []
    kinds = {matter.kind for matter in life.matters}
    off = {section: ruling for section, ruling in life.coverage.items() if ruling.answer is False}
    for each in duties:
        if each.section in off:
            exempt.append(Exempt(each, off[each.section]))
        elif each.matter is None or each.matter in kinds:
            deadlines.extend(each(life, today))
    return Clocks(today, tuple(deadlines), tuple(exempt))
