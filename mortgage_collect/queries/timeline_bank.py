"""The history's sentences about the bank, its database, its files and its disasters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import UserRole
from mortgage_collect.queries.was_and_now import as_read, was_and_now

Body = dict[str, Any]


def _day(written: str | None) -> str:
    return text.day(date.fromisoformat(written)) if written else "no day"


def _changes(body: Body) -> str:
    return "; ".join(
        was_and_now(each["field"], each["was"], each["now"]) for each in body["changes"]
    )


def _policy(body: Body) -> tuple[str, str]:
    was = "not decided" if body["was"] is None else as_read(body["key"], body["was"])
    now = as_read(body["key"], body["now"])
    return f"The bank decided: {body['key']}", f"{was} \u2192 {now}, from {_day(body['since'])} on"


def _tape(body: Body) -> tuple[str, str]:
    counted = (
        (body["new"], "new"),
        (body["changed"], "changed"),
        (body["unchanged"], "unchanged"),
        (body["missing"], "missing from it"),
        (body["held"], "held back"),
        (body["refused"], "refused"),
    )
    parts = [f"{number:,} {words}" for number, words in counted if number]
    parts.append(f"principal {Money.of(body['total_upb'])}")
    return f"Loan tape {body['tape_id']} as of {_day(body['as_of'])} came in", ", ".join(parts)


def _undone(body: Body) -> tuple[str, str]:
    removed, restored = text.count(body["removed"], "loan"), text.count(body["restored"], "loan")
    said = f"{removed} taken out again, {restored} as before"
    return f"Loan tape {body['tape_id']} taken back as a whole", said


def _customers(body: Body) -> tuple[str, str]:
    parts = (text.count(body["rows"], "row"), f"{body['people']:,} people changed or new")
    return f"Customer file {body['tape_id']} came in", ", ".join(parts)


def _payments(body: Body) -> tuple[str, str]:
    parts = [f"{body['posted']:,} posted, {Money.of(body['total'])}"]
    if body["refused"]:
        parts.append(f"{body['refused']:,} refused")
    return f"Payment file {body['tape_id']} came in", ", ".join(parts)


def _tagged(body: Body) -> tuple[str, str]:
    said = f"{_day(body['begins'])} to {_day(body['ends'])}, {text.count(body['loans'], 'loan')}"
    return f"Disaster tagged: {body['name']}", said


SAY: dict[str, tuple[str, Callable[[Body], tuple[str, str]]]] = {
    "DatabaseCreated": ("bank", lambda b: ("The database was made", f"Schema {b['schema']}")),
    "DatabaseUpgraded": (
        "bank",
        lambda b: ("The database was upgraded", f"Schema {b['was']} \u2192 {b['now']}"),
    ),
    "BackupMade": (
        "bank",
        lambda b: (f"Backup made before the {b['before']}", f"Fingerprint {b['sha256'][:12]}"),
    ),
    "BackupTaken": (
        "bank",
        lambda b: (
            "A backup could not be taken elsewhere" if b["wrong"] else "Backup taken elsewhere",
            b["wrong"] or b["copy"],
        ),
    ),
    "DatabaseRestored": (
        "bank",
        lambda b: (
            f"The database was put back to the backup {b['backup']}",
            f"Head {b['was'] or 'not known'} \u2192 {b['now']}",
        ),
    ),
    "BankChanged": ("bank", lambda b: ("The bank's settings changed", _changes(b))),
    "PolicySet": ("bank", _policy),
    "UserAdded": (
        "bank",
        lambda b: (f"{b['name']} works here", UserRole(b["role"]).label),
    ),
    "AccountChanged": ("bank", lambda b: ("An account was changed", _changes(b))),
    "PasswordChanged": (
        "bank",
        lambda b: (
            "A password was given for one sign-in" if b["given"] else "The password was changed",
            "",
        ),
    ),
    "SecondFactorSet": (
        "bank",
        lambda b: (
            "Codes at sign-in turned on" if b["on"] else "Codes at sign-in turned off",
            "by an administrator" if b["by_administrator"] else "",
        ),
    ),
    "SessionOpened": ("bank", lambda b: ("Signed in", f"With {b['how']}")),
    "SessionClosed": ("bank", lambda b: ("Signed out", "")),
    "SessionLocked": (
        "bank",
        lambda b: ("The window was locked", "Nobody had touched it" if b["idle"] else ""),
    ),
    "SignInRefused": (
        "bank",
        lambda b: (
            f"Sign-in refused: {b['why']}",
            f"Try {b['failed']}, next after {b['wait']} seconds" if b["wait"] else "",
        ),
    ),
    "DisasterTagged": ("flag", _tagged),
    "DisasterChanged": (
        "flag",
        lambda b: (f"Disaster: last day {_day(b['was'])} \u2192 {_day(b['ends'])}", b["reason"]),
    ),
    "DeadlinesRenewed": (
        "matter",
        lambda b: (
            f"Deadlines worked out anew through {_day(b['through'])}",
            text.count(b["loans"], "loan"),
        ),
    ),
    "TapeImported": ("file", _tape),
    "TapeUndone": ("file", _undone),
    "CustomersImported": ("file", _customers),
    "PaymentsImported": ("file", _payments),
    "LayoutRemembered": (
        "file",
        lambda b: (
            f"Remembered how a {b['kind'].replace('_', ' ')} file is read",
            text.count(b["columns"], "column"),
        ),
    ),
    "FileExported": (
        "file",
        lambda b: (f"Written to a file: {b['what']}", text.count(b["rows"], "row")),
    ),
    "HistoryChecked": (
        "bank",
        lambda b: (
            "The history was checked and is whole"
            if not b["wrong"]
            else "The history was checked and does NOT hold",
            b["wrong"] or text.count(b["entries"], "entry", "entries"),
        ),
    ),
}
