"""Figures the law names, by the day they hold, each with its citation.

A bank may set itself a stricter figure, never a looser one: `stricter` is the one place where the
two meet.

When a figure changes, the old row gets an `until` and a new row follows: calls made under the old
one are still judged by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.errors import Bug

REG_F = date(2021, 11, 30)
# Regulation X as of 2014, and its amendments of 2017; both days from memory: UNVERIFIED.
X_2014, X_2017 = date(2014, 1, 10), date(2017, 10, 19)
NO_CHANGE: Mapping[str, int] = MappingProxyType({})


class Stricter(StrEnum):
    """Which way a figure grows stricter."""

    LESS = "less"  # a limit, an hour at which we stop
    MORE = "more"  # a time of waiting, an hour at which we begin
    FIXED = "fixed"  # no choice is left
    OWN = "own"  # the bank's own from the beginning: no law stands behind it


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a time of day, from `since` until the day before `until`.

    `title` is what it is called, where its name does not say it.
    """

    name: str
    value: int | time
    cite: Citation
    since: date
    until: date | None = None
    stricter: Stricter = Stricter.FIXED
    title: str = ""

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


LESS, MORE, OWN = Stricter.LESS, Stricter.MORE, Stricter.OWN
HOUSE = date(2000, 1, 1)  # the bank's own figures: as long as there are records
COMPLAINTS, RETURNED_NOTICE = "Bank policy: complaints", "Bank policy: notices that came back"

FIGURES: tuple[Figure, ...] = (
    Figure("reg_f.calls_in_window", 7, Citation("12 CFR 1006.14(b)(2)(i)(A)"), REG_F, None, LESS),
    Figure("reg_f.window_days", 7, Citation("12 CFR 1006.14(b)(2)(i)(A)"), REG_F, None, MORE),
    Figure(
        "reg_f.days_after_conversation",
        7,
        Citation("12 CFR 1006.14(b)(2)(i)(B)"),
        REG_F,
        None,
        MORE,
    ),
    Figure("reg_f.consent_days", 7, Citation("12 CFR 1006.14(b)(3)(i)"), REG_F, None, LESS),
    Figure("reg_f.first_hour", time(8), Citation("12 CFR 1006.6(b)(1)(i)"), REG_F, None, MORE),
    Figure("reg_f.last_hour", time(21), Citation("12 CFR 1006.6(b)(1)(i)"), REG_F, None, LESS),
    Figure("reg_f.text_days", 60, Citation("12 CFR 1006.6(d)(5)"), REG_F, None, LESS),
    Figure("reg_f.days_to_receipt", 5, Citation("12 CFR 1006.34(b)(5)"), REG_F, None, MORE),
    Figure("reg_f.validation_days", 30, Citation("12 CFR 1006.34(b)(5)"), REG_F, None, MORE),
    Figure("reg_f.reporting_days", 14, Citation("12 CFR 1006.30(a)(1)"), REG_F, None, MORE),
    Figure("reg_x.days_to_live_contact", 36, Citation("12 CFR 1024.39(a)"), X_2014),
    Figure("reg_x.days_to_notice", 45, Citation("12 CFR 1024.39(b)(1)"), X_2014),
    Figure("reg_x.notice_rest_days", 180, Citation("12 CFR 1024.39(b)(1)"), X_2014),
    Figure("reg_x.days_to_assign", 45, Citation("12 CFR 1024.40(a)(1)"), X_2014),
    Figure("reg_x.notice_after_cease_days", 10, Citation("12 CFR 1024.39(d)(3)(iii)"), X_2017),
    Figure("reg_z.days_before_information", 45, Citation("12 CFR 1026.41(d)(8)"), X_2014),
    Figure("reg_z.payoff_days", 7, Citation("12 CFR 1026.36(c)(3)"), X_2014),
    Figure("reg_x.days_after_transfer", 60, Citation("12 CFR 1024.33(c)(1)"), X_2014),
    Figure("reg_x.transfer_notice_days", 15, Citation("12 CFR 1024.33(b)(3)(i)"), X_2014),
    Figure("reg_x.transfer_notice_for_cause", 30, Citation("12 CFR 1024.33(b)(3)(iii)"), X_2014),
    Figure("reg_x.escrow_refund_days", 20, Citation("12 CFR 1024.34(b)(1)"), X_2014),
    Figure("reg_x.error_acknowledged", 5, Citation("12 CFR 1024.35(d)"), X_2014),
    Figure("reg_x.error_answered", 30, Citation("12 CFR 1024.35(e)(3)(i)(C)"), X_2014),
    Figure("reg_x.error_payoff_answered", 7, Citation("12 CFR 1024.35(e)(3)(i)(A)"), X_2014),
    Figure("reg_x.error_extended", 15, Citation("12 CFR 1024.35(e)(3)(ii)"), X_2014),
    Figure("reg_x.error_near_sale", 7, Citation("12 CFR 1024.35(f)(2)"), X_2014),
    Figure("reg_x.error_copies", 15, Citation("12 CFR 1024.35(e)(4)"), X_2014),
    Figure("reg_x.error_no_answer", 5, Citation("12 CFR 1024.35(g)(2)"), X_2014),
    Figure("reg_x.error_no_reporting", 60, Citation("12 CFR 1024.35(i)(1)"), X_2014),
    Figure("reg_x.information_acknowledged", 5, Citation("12 CFR 1024.36(c)"), X_2014),
    Figure("reg_x.information_owner", 10, Citation("12 CFR 1024.36(d)(2)(i)(A)"), X_2014),
    Figure("reg_x.information_answered", 30, Citation("12 CFR 1024.36(d)(2)(i)(B)"), X_2014),
    Figure("reg_x.information_extended", 15, Citation("12 CFR 1024.36(d)(2)(ii)"), X_2014),
    Figure("reg_x.information_no_answer", 5, Citation("12 CFR 1024.36(f)(2)"), X_2014),
    Figure("reg_x.days_to_charge", 45, Citation("12 CFR 1024.37(c)(1)(i)"), X_2014),
    Figure("reg_x.days_to_reminder", 30, Citation("12 CFR 1024.37(d)(1)"), X_2014),
    Figure("reg_x.days_after_reminder", 15, Citation("12 CFR 1024.37(d)(1)"), X_2014),
    Figure("reg_x.reminder_production_days", 5, Citation("12 CFR 1024.37(d)(5)"), X_2014),
    Figure("reg_x.days_to_renewal", 45, Citation("12 CFR 1024.37(e)(1)(i)"), X_2014),
    Figure("reg_x.days_to_refund_cover", 15, Citation("12 CFR 1024.37(g)"), X_2014),
    Figure("reg_x.premium_overdue_days", 30, Citation("12 CFR 1024.17(k)(5)(i)"), X_2014),
    Figure("reg_x.servicing_file_days", 5, Citation("12 CFR 1024.38(c)(2)"), X_2014),
    Figure("reg_z.credit_days", 5, Citation("12 CFR 1026.36(c)(1)(iii)"), X_2014),
    Figure("reg_f.notice_days", 5, Citation("12 CFR 1006.34(a)(1)(i)(B)"), REG_F),
    Figure("reg_x.reasonable_days", 30, Citation("12 CFR 1024.41(b)(2)(ii)"), X_2014),
    Figure("reg_x.reasonable_least_days", 7, Citation("12 CFR 1024.41(b)(2)(ii)"), X_2014),
    Figure("reg_x.acknowledgment_days", 5, Citation("12 CFR 1024.41(b)(2)(i)(B)"), X_2014),
    Figure("reg_x.acknowledgment_sale_days", 45, Citation("12 CFR 1024.41(b)(2)(i)"), X_2014),
    Figure("reg_x.complete_notice_days", 5, Citation("12 CFR 1024.41(c)(3)(i)"), X_2017),
    Figure("reg_x.short_term_notice_days", 5, Citation("12 CFR 1024.41(c)(2)(iii)"), X_2017),
    Figure("reg_x.decision_days", 30, Citation("12 CFR 1024.41(c)(1)"), X_2014),
    Figure("reg_x.decision_sale_days", 37, Citation("12 CFR 1024.41(c)(1)"), X_2014),
    Figure("reg_x.accept_days", 14, Citation("12 CFR 1024.41(e)(1)"), X_2014),
    Figure("reg_x.accept_days_near", 7, Citation("12 CFR 1024.41(e)(1)"), X_2014),
    Figure("reg_x.accept_sale_days", 90, Citation("12 CFR 1024.41(e)(1)"), X_2014),
    Figure("reg_x.appeal_days", 14, Citation("12 CFR 1024.41(h)(2)"), X_2014),
    Figure("reg_x.appeal_sale_days", 90, Citation("12 CFR 1024.41(h)(1)"), X_2014),
    Figure("reg_x.appeal_decision_days", 30, Citation("12 CFR 1024.41(h)(4)"), X_2014),
    Figure("reg_x.filing_days", 120, Citation("12 CFR 1024.41(f)(1)(i)"), X_2014),
    Figure("reg_x.transfer_acknowledgment_days", 10, Citation("12 CFR 1024.41(k)(2)(i)"), X_2017),
    Figure("reg_x.transfer_decision_days", 30, Citation("12 CFR 1024.41(k)(3)"), X_2017),
    Figure("own.complaint_acknowledged", 5, Citation(COMPLAINTS), HOUSE, None, OWN),
    Figure("own.complaint_answered", 30, Citation(COMPLAINTS), HOUSE, None, OWN),
    Figure("own.complaint_regulator", 15, Citation(COMPLAINTS), HOUSE, None, OWN),
    Figure("own.returned_notice", 5, Citation(RETURNED_NOTICE), HOUSE, None, OWN),
)


_ROWS: dict[str, list[Figure]] = {}
for _row in FIGURES:
    _ROWS.setdefault(_row.name, []).append(_row)


def figure(name: str, on: date) -> Figure:
    """The row that holds on a day."""
    for row in _ROWS.get(name, ()):
        if row.holds(on):
            return row
    raise Bug(f"no figure {name} holds on {on}")


def stricter(row: Figure, own: int | None) -> int | time:
    """The law's figure, or the bank's where that is stricter or no law has one. Hours in minutes
    after midnight."""
    if own is None or row.stricter is Stricter.FIXED:
        return row.value
    wanted = time(*divmod(own, 60)) if isinstance(row.value, time) else own
    if row.stricter is Stricter.OWN:
        return wanted
    pair = (row.value, wanted)
    return min(pair) if row.stricter is Stricter.LESS else max(pair)  # type: ignore[type-var]


def number(name: str, on: date, own: Mapping[str, int] = NO_CHANGE) -> int:
    """`number("reg_f.calls_in_window", on=date(2026, 3, 9))` is 7, or less by the bank's choice."""
    value = stricter(figure(name, on), own.get(name))
    if isinstance(value, time):
        raise Bug(f"{name} is a time of day")
    return value


def hour(name: str, on: date, own: Mapping[str, int] = NO_CHANGE) -> time:
    """`hour("reg_f.first_hour", on=date(2026, 3, 9))` is 8:00, or later by the bank's choice."""
    value = stricter(figure(name, on), own.get(name))
    if not isinstance(value, time):
        raise Bug(f"{name} is not a time of day")
    return value
