"""One loan of a tape as the columns of our tables: pure, and fast enough for a hundred thousand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mortgage_collect.core.calendar import add_months, last_of_month
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import FlagKind, LoanStatus
from mortgage_collect.queries.book import DROPPED, HOME, LOAN, PEOPLE, TEXTS
from mortgage_collect.queries.book_values import keep
from mortgage_collect.store.bulk import stored
from mortgage_collect.tape.parsed import LoanRow
from mortgage_collect.tape.values import Value, YearMonth

_COLUMNS = frozenset({*LOAN, *HOME})
_ASIDE = _COLUMNS | PEOPLE | DROPPED | {"as_of_date"}

FLAGS: dict[str, tuple[FlagKind, dict[str, str]]] = {
    "bankruptcy_flag": (FlagKind.BANKRUPTCY, {}),
    "scra_flag": (FlagKind.SERVICEMEMBER, {}),
    "do_not_contact_flag": (FlagKind.CEASE, {"form": "written"}),
    "disaster_flag": (FlagKind.DISASTER, {}),
}


def loan_columns(values: Mapping[str, Value], as_of: date | None) -> dict[str, Any]:
    """Columns of `loan` that the tape speaks of, as stored values."""
    made: dict[str, Any] = {}
    for field, column in LOAN.items():
        if field in values:
            value = values[field]
            if type(value) is YearMonth:
                value = _in_month(value, values)
            made[column] = ("" if field in TEXTS else None) if value is None else stored(value)
    due = _next_due(values, as_of)
    if due is not None:
        made["next_due_on"] = due.isoformat()
        if made.get("due_day") is None:
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
    for field, column in HOME.items():
        if field in values:
            value = values[field]
            if type(value) is YearMonth:
                value = value.first
            made[column] = ("" if field in TEXTS else None) if value is None else stored(value)
    return made


def more_of(row: LoanRow) -> dict[str, Any]:
    """What has no column of its own: known fields by name, unknown columns by their header.

    A month without its day is kept here as well, since a column can only hold a day.
    """
    fields = {
        field: keep(value)
        for field, value in row.values.items()
        if value is not None and (field not in _ASIDE or type(value) is YearMonth)
    }
    return {"fields": fields, "other": dict(row.other)}


def borrower_shown(values: Mapping[str, Value]) -> str:
    """The name a list shows: last name first where the parts are told, else as written."""
    last, first = values.get("borrower_last_name"), values.get("borrower_first_name")
    if last and first:
        return f"{last}, {first}"
    return str(values.get("borrower_name") or last or "")


def _next_due(values: Mapping[str, Value], as_of: date | None) -> date | None:
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
