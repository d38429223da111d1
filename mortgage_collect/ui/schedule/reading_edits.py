"""Fields for what only a note says: steps of a rate, an index below zero, when a bill is paid."""

from __future__ import annotations

import re

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.bill_months import BillTimes, bill_times, written_times
from mortgage_collect.loanmath.step_rate import RateStep
from mortgage_collect.ui.kit.fields import RateEdit
from mortgage_collect.ui.kit.parse import parse_count, parse_rate
from mortgage_collect.ui.kit.reading import ReadingEdit


class StepsEdit(ReadingEdit[tuple[RateStep, ...]]):
    """From which payment on which rate holds: "13: 4.5, 25: 5.5"."""

    def read(self, text: str) -> tuple[RateStep, ...]:
        found = list[RateStep]()
        for part in filter(None, (each.strip() for each in re.split(r"[,;]", text))):
            number, mark, rate = part.partition(":")
            if not mark:
                raise UserError(
                    self.tr("\u201c{0}\u201d is no step.").format(part),
                    do=self.tr("Write payment and rate, as 13: 4.5, 25: 5.5."),
                )
            found.append(RateStep(parse_count(number), parse_rate(rate)))
        return tuple(found)

    def write(self, value: tuple[RateStep, ...]) -> str:
        return ", ".join(f"{step.first}: {step.rate.plain}" for step in value)

    def hint(self) -> str:
        return ""


class IndexEdit(RateEdit):
    """A rate that may be below zero."""

    def read(self, text: str) -> Rate:
        typed = text.strip()
        if typed.startswith(("-", "\u2212")):
            return Rate(-parse_rate(typed[1:]).millionths)
        return super().read(text)


class TimesEdit(ReadingEdit[BillTimes]):
    """When a bill is paid: "1, 7", "monthly", or "Mar, every 3 years from 2027"."""

    def read(self, text: str) -> BillTimes:
        return bill_times(text)

    def write(self, value: BillTimes) -> str:
        return written_times(value)
