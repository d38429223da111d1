"""The reports, in the order of the list on the screen."""

from __future__ import annotations

from typing import Any, Final

from mortgage_collect.reports.book_options import book_options_report
from mortgage_collect.reports.deadlines import deadlines_report
from mortgage_collect.reports.delinquency import delinquency_report
from mortgage_collect.reports.report import Report

SHELF: Final[tuple[Report[Any], ...]] = (
    delinquency_report,
    book_options_report,
    deadlines_report,
)


def report(key: str) -> Report[Any]:
    """The report with this key; KeyError when the shelf has none."""
    for each in SHELF:
        if each.key == key:
            return each
    raise KeyError(key)
