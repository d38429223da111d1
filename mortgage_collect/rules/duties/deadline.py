"""One duty on one occasion: by when, how it stands, and what would meet it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import Progress


class ActKind(StrEnum):
    """How a duty is done in the program."""

    CONTACT = "contact"  # speak with them: the entry strip
    NOTICE = "notice"  # send the notice `Act.name`: logged as a contact with that message
    STEP = "step"  # take the step `Act.name` in the matter
    OPEN = "open"  # open a matter of the kind `Act.name`
    ASSIGN = "assign"  # name somebody as the borrower's contact


@dataclass(frozen=True, slots=True)
class Act:
    kind: ActKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A duty on one occasion.

    `occasion` tells it from the same duty on other occasions of this loan: the due date of the
    installment, or the matter and its day ("application 7, Mar 2, 2026"). `due`: the last day on
    which it is in time; None where no date can be told, and `says` tells what is missing.
    `not_before`: the first day on which it may be done, where the law sets one. `counted`: how the
    date was reached, as one would say it to an examiner. `about` is the matter's id. `closed_on`:
    the day it was done, or fell away.
    """

    duty: str
    title: str
    occasion: str
    says: str
    due: date | None
    progress: Progress
    counted: str = ""
    not_before: date | None = None
    closed_on: date | None = None
    about: int | None = None
    act: Act | None = None
    cites: tuple[Citation, ...] = ()
    unsettled: tuple[str, ...] = ()
    verified: bool = True


def progress(
    due: date | None,
    opened: date,
    today: date,
    *,
    done: Iterable[date] = (),
    ended: date | None = None,
    held: bool = False,
) -> tuple[Progress, date | None]:
    """How a duty stands, and the day it was done or fell away.

    `done`: days on which it was done; the first from `opened` on counts. `ended`: the day on which
    what it hung on fell away. Whichever came first decides; on the same day, having done it does.
    """
    met = min((day for day in done if opened <= day <= today), default=None)
    gone = ended if ended is not None and ended <= today else None
    if met is not None and (gone is None or met <= gone):
        return (Progress.MET if due is None or met <= due else Progress.MET_LATE), met
    if gone is not None:
        return (Progress.ENDED if due is None or gone <= due else Progress.MISSED), gone
    if held:
        return Progress.HELD, None
    return (Progress.LATE if due is not None and today > due else Progress.OPEN), None
