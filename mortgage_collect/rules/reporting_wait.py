"""From when a debt may be told to a credit bureau after it was written about.

12 CFR 1006.30(a)(1): not before we have spoken with the person about it, or have written and waited
a reasonable time to hear that it could not be delivered. Fourteen days in a row are reasonable, the
day of mailing being the first (comment 30(a)(1)-3). A letter that came back did not happen: the
days begin again with the next. What comes back after they are over does not undo what was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.rules.numbers import number


@dataclass(frozen=True, slots=True)
class Mailed:
    """A letter about the debt; `came_back`: the day we heard that it was not delivered."""

    on: date
    came_back: date | None = None


def may_report_from(letters: Iterable[Mailed], spoke_on: date | None = None) -> date | None:
    """The first day on which the debt may be told; None while no letter has held its days."""
    days = [
        letter.on + timedelta(days=number("reg_f.reporting_days", on=letter.on))
        for letter in letters
        if letter.came_back is None
        or letter.came_back >= letter.on + timedelta(days=number("reg_f.reporting_days", letter.on))
    ]
    if spoke_on is not None:
        days.append(spoke_on)
    return min(days, default=None)
