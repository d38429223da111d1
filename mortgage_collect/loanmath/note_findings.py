"""What is to be known about a schedule beside its rows, in sentences."""

from __future__ import annotations

from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.note import Look, Note, NoteSchedule, Way

BALLOON_FROM: Final = 2
"""A last payment of more than so many regular ones is called a balloon."""


def about_the_rate(note: Note, look: Look, counted_at: Rate) -> list[str]:
    """What to know where the rate of the note changes and the way does not follow it."""
    if look.way in (Way.ADJUSTABLE, Way.STEPS):
        return []
    match note.rate_type:
        case RateType.ADJUSTABLE | RateType.STEP:
            kind = note.rate_type.label.lower()
            says = f"The note's rate changes ({kind}); it is counted at {counted_at} throughout"
            return [says]
        case None:
            return ["Whether the rate of the note changes is not known; it is counted as fixed"]
    return []


def about_the_end(made: NoteSchedule) -> list[str]:
    """A balloon, payments below the interest, and days that are counted."""
    found = list[str]()
    final, usual = made.final, made.rows[-2].payment if len(made.rows) > 1 else made.payment
    if final.payment.cents > BALLOON_FROM * usual.cents:
        found.append(
            f"The last payment is a balloon of {final.payment}, due {text.day(final.due_on)}"
        )
    short = [row for row in made.rows if row.principal.cents < 0]
    if short:
        found.append(
            f"In {text.count(len(short), 'payment')} less is paid than the interest; "
            f"as much as {made.highest_balance} is owed"
        )
    if made.day_count is not DayCount.THIRTY_360 and made.way is not Way.HALVES_HELD:
        found.append(
            f"Interest is counted by days ({made.day_count.value}), as if every payment came on "
            "its due date"
        )
    return found
