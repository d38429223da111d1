"""What a figure of the law is called, how it is written, and which of the bank's own may stand.

A bank may only be stricter (`rules/numbers.py`); what is looser is refused in words, never quietly
replaced. A time of day is kept as minutes after midnight.
"""

from __future__ import annotations

import re
from datetime import time

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.rules.numbers import Figure, Stricter

_TITLES = {
    "reg_f.calls_in_window": "Calls to one person about one debt",
    "reg_f.window_days": "Days in which those calls are counted",
    "reg_f.days_after_conversation": "Days without a call after a conversation",
    "reg_f.consent_days": "Days a consent to be called lasts",
    "reg_f.first_hour": "First hour of the day",
    "reg_f.last_hour": "Hour at which contact ends",
    "reg_f.text_days": "Days a sign that a number is theirs counts",
    "reg_f.days_to_receipt": "Days until a validation notice is taken as received",
    "reg_f.validation_days": "Days to dispute after receipt",
    "reg_f.reporting_days": "Days after a letter before the debt is told to a credit bureau",
    "reg_x.days_to_live_contact": "Days to live contact",
    "reg_x.days_to_notice": "Days to the written notice",
    "reg_x.notice_rest_days": "Days before the written notice is sent again",
    "own.complaint_acknowledged": "Business days to acknowledge a complaint",
    "own.complaint_answered": "Business days to answer a complaint",
    "own.complaint_regulator": "Days to answer a complaint that came by a regulator",
    "own.returned_notice": "Days to send a validation notice again that came back",
    "reg_x.days_after_transfer": "Days a payment to the former servicer counts",
}
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(am|pm|a|p)?", re.IGNORECASE)
NOON_HOUR = 12
MOST_OWN_DAYS = 365


def title(row: Figure) -> str:
    """A figure without a title of its own is called by its name."""
    plain = row.name.partition(".")[2].replace("_", " ").replace(".", ": ").capitalize()
    return row.title or _TITLES.get(row.name, plain)


def said(value: int | time) -> str:
    """ "7", "8:00 AM"."""
    return text.clock(value) if isinstance(value, time) else f"{value:,}"


def as_value(row: Figure, kept: int) -> int | time:
    """What was kept, as the figure has it."""
    return time(*divmod(kept, 60)) if isinstance(row.value, time) else kept


def direction(row: Figure) -> str:
    """What the bank may do with it, in words."""
    clock = isinstance(row.value, time)
    match row.stricter:
        case Stricter.FIXED:
            return "The law leaves no choice."
        case Stricter.LESS:
            return f"May be made {'earlier' if clock else 'smaller'}."
        case Stricter.MORE:
            return f"May be made {'later' if clock else 'larger'}."
        case Stricter.OWN:
            return "Bank policy, of no law: any number of days from 1 to 365."


def entered(row: Figure, written: str) -> int:
    """The bank's own figure as it is kept. Raises UserError for what is looser, or no figure."""
    if row.stricter is Stricter.FIXED:
        raise UserError(
            f"{title(row)}: the law leaves no choice.", do="Leave it at what the law says."
        )
    kept = _minutes(row, written) if isinstance(row.value, time) else _whole(row, written)
    if row.stricter is Stricter.OWN:
        if not 1 <= kept <= MOST_OWN_DAYS:
            raise UserError(f"{title(row)}: {kept:,} days cannot be.", do=direction(row))
        return kept
    own, law = as_value(row, kept), row.value
    looser = own > law if row.stricter is Stricter.LESS else own < law  # type: ignore[operator]
    if looser:
        raise UserError(
            f"{title(row)}: {said(own)} is looser than the law's {said(law)} ({row.cite}).",
            do=f"Enter a stricter figure. {direction(row)}",
        )
    return kept


def _whole(row: Figure, written: str) -> int:
    digits = written.strip().replace(",", "")
    if digits.isascii() and digits.isdigit() and len(digits) < 6:
        return int(digits)
    raise UserError(f"{title(row)}: {written!r} is no whole number.", do="Enter a whole number.")


def _minutes(row: Figure, written: str) -> int:
    found = _CLOCK.fullmatch(written.strip().replace(".", ""))
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    half = (found[3] or "").casefold()[:1] if found else ""
    if half and not 1 <= hours <= NOON_HOUR:
        hours = 99
    elif half:
        hours = hours % NOON_HOUR + (NOON_HOUR if half == "p" else 0)
    if hours > 23 or minutes > 59:
        raise UserError(
            f"{title(row)}: {written!r} is no time of day.", do="Enter it as 8:30 PM or 20:30."
        )
    return hours * 60 + minutes
