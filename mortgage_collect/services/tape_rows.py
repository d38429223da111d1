"""One loan of a tape as the columns of our tables: pure, and fast enough for a hundred thousand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mortgage_collect.core.calendar import add_months, last_of_month
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import FlagKind, LoanStatus, Severity
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.queries.book import DROPPED, HOME, LOAN, PEOPLE, TEXTS
from mortgage_collect.queries.book_values import keep
from mortgage_collect.store.bulk import stored
from mortgage_collect.tape.cells import Number
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.parsed import Fate, LoanRow, ParsedTape
from mortgage_collect.tape.values import Value, YearMonth

# How many signs a column of ours holds, by the field of the tape.
_ROOM = {
    **{field: getattr(Loan.__table__.c[name].type, "length", None) for field, name in LOAN.items()},
    **{
        field: getattr(Property.__table__.c[name].type, "length", None)
        for field, name in HOME.items()
    },
}
_SSN = re.compile(r"(?<![\d-])\d{3}-\d{2}-(\d{4})(?![\d-])")
# (field of the tape, column of ours, what an empty cell leaves in it)
_LOAN, _HOME = (
    [(field, name, "" if field in TEXTS else None) for field, name in table.items()]
    for table in (LOAN, HOME)
)
_COLUMNS = frozenset({*LOAN, *HOME})
_ASIDE = _COLUMNS | PEOPLE | DROPPED | {"as_of_date"}

FLAGS: dict[str, tuple[FlagKind, dict[str, str]]] = {
    "bankruptcy_flag": (FlagKind.BANKRUPTCY, {}),
    "scra_flag": (FlagKind.SERVICEMEMBER, {}),
    "do_not_contact_flag": (FlagKind.CEASE, {"form": "written"}),
    "disaster_flag": (FlagKind.DISASTER, {}),
}


def fit(tape: ParsedTape) -> None:
    """Cuts texts to the room their columns have, and says so; a number too long is refused.

    In remarks and the like, whole Social Security numbers are masked.
    """
    remarks = [name for name in tape.fields if name not in _ASIDE]
    for row in tape.rows:
        for name in remarks:
            value = row.values.get(name)
            if type(value) is str and "-" in value:
                row.values[name] = masked(value)
    room = {name: most for name, most in _ROOM.items() if most and name in tape.fields}
    for row in tape.rows:
        for name, most in room.items():
            value = row.values.get(name)
            if not isinstance(value, str) or len(value) <= most:
                continue
            number = name == "loan_number"
            if number:
                row.settle(Fate.REFUSED, "The loan number is too long.")
            row.values[name] = value[:most].rstrip()
            match = tape.recognition.mapped[name]
            tape.findings.append(
                TapeFinding(
                    tape.recognition.sheet,
                    row.row_number,
                    f"{match.letter}: {match.header}",
                    name,
                    value,
                    f"at most {most} characters",
                    Severity.REFUSE if number else Severity.WARNING,
                    "The loan number is too long." if number else "Too long: the end is cut off.",
                    "Correct the number in the file." if number else "",
                    row.loan_number[:most],
                )
            )


def loan_columns(
    values: Mapping[str, Value], as_of: date | None, *, new: bool = False
) -> dict[str, Any]:
    """Columns of `loan` that the tape speaks of, as stored values.

    Of a `new` loan the due day follows from the date due where nobody tells it; later a short
    month must not move it.
    """
    made: dict[str, Any] = {}
    for field, column, empty in _LOAN:
        if field in values:
            value = values[field]
            if type(value) is YearMonth:
                value = _in_month(value, values)
            made[column] = empty if value is None else stored(value)
    due = next_due(values, as_of)
    if due is not None:
        made["next_due_on"] = due.isoformat()
        if made.get("due_day") is None and new:
            made["due_day"] = due.day
    if "principal_interest" not in made and isinstance(values.get("total_payment"), Money):
        total, escrow = values["total_payment"], values.get("escrow_payment")
        assert isinstance(total, Money)
        made["principal_interest"] = (total - (escrow if isinstance(escrow, Money) else ZERO)).cents
    if values.get("zero_balance_date") is not None:
        made["status"] = LoanStatus.PAID_OFF.value
    return made


def home_columns(values: Mapping[str, Value]) -> dict[str, Any]:
    """Columns of `property` that the tape speaks of, as stored values."""
    made: dict[str, Any] = {}
    for field, column, empty in _HOME:
        if field in values:
            value = values[field]
            if type(value) is YearMonth:
                value = value.first
            made[column] = empty if value is None else stored(value)
    return made


def more_of(row: LoanRow) -> dict[str, Any]:
    """What has no column of its own: known fields by name, unknown columns by their header.

    A month without its day is kept here as well, since a column can only hold a day. "numbers" are
    the unknown columns whose cell was a number, so that it can leave as one.
    """
    fields = {
        field: keep(value)
        for field, value in row.values.items()
        if value is not None and (field not in _ASIDE or type(value) is YearMonth)
    }
    made = {"fields": fields, "other": {name: masked(text) for name, text in row.other.items()}}
    numbers = sorted(name for name, text in row.other.items() if type(text) is Number)
    return made | {"numbers": numbers} if numbers else made


def masked(text: str) -> str:
    """A text without the front of any whole Social Security number in it."""
    return _SSN.sub(r"***-**-\1", text)


def borrower_shown(values: Mapping[str, Value]) -> str:
    """The name a list shows: last name first where the parts are told, else as written."""
    last, first = values.get("borrower_last_name"), values.get("borrower_first_name")
    if last and first:
        return f"{last}, {first}"
    return str(values.get("borrower_name") or last or "")


def next_due(values: Mapping[str, Value], as_of: date | None) -> date | None:
    """The oldest unpaid due date: as told, else a month after paid-to, else from days past due."""
    due = values.get("next_due_date")
    if isinstance(due, YearMonth):
        return _in_month(due, values)
    if isinstance(due, date):
        return due
    paid_to = values.get("paid_to_date")
    if isinstance(paid_to, YearMonth):
        paid_to = _in_month(paid_to, values)
    if isinstance(paid_to, date):
        day = values.get("payment_due_day")
        return add_months(paid_to, 1, day if isinstance(day, int) and 1 <= day <= 31 else None)
    days = values.get("days_past_due")
    if isinstance(days, int) and days > 0 and as_of is not None:
        return as_of - timedelta(days=days)
    return None


def _in_month(month: YearMonth, values: Mapping[str, Value]) -> date:
    """The due day in a month whose day is not told; the first where nobody says the due day."""
    day = values.get("payment_due_day")
    if not (isinstance(day, int) and 1 <= day <= 31):
        due = values.get("next_due_date")
        day = due.day if isinstance(due, date) else 1
    return date(month.year, month.month, min(day, last_of_month(month.year, month.month)))
