"""What the tables say of the rules: every case that does not come out, with how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.words import Capacity, Channel
from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.duties.life import Installment, LoanLife, Touch
from mortgage_collect.rules.early_contact import EARLY_CONTACT, early_contact_due, nearest_day
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.notices import still_sent
from mortgage_collect.rules.numbers import Figure, hour, number, stricter
from mortgage_collect.rules.reporting_wait import Mailed, may_report_from
from mortgage_collect.rules.rule import HOUSE_SINCE, Rule
from mortgage_collect.rules.validation_period import assumed_receipt, validation_period_ends
from tests.rules.reading import cases, facts_of, moment, named

NOTICE = "early_intervention_notice"


def wrong(rule: Rule, case: dict[str, Any]) -> str:
    """In what a rule's answer differs from its case; "" when in nothing."""
    finding = rule(facts_of(case))
    if case["verdict"] == "NONE" or finding is None:
        return "" if case["verdict"] == "NONE" and finding is None else f"it says {finding}"
    found = {
        "verdict": (finding.verdict.name, case["verdict"]),
        "until": (finding.until, ends(case)),
        "basis": (finding.basis.value, case.get("basis", finding.basis.value)),
        "absolute": (finding.absolute, case.get("absolute", finding.absolute)),
        "cites": (any(cite.covers(case["because"]) for cite in finding.cites), True),
        "says": (case.get("says", "") in f"{finding.says} {finding.brief}", True),
    }
    return "; ".join(f"{what}: {it}, not {due}" for what, (it, due) in found.items() if it != due)


def ends(case: dict[str, Any]) -> datetime | None:
    zones = case.get("zones", ["America/New_York"])
    return (
        moment(case["until"], ZoneInfo(zones[0] if zones else "UTC")) if "until" in case else None
    )


def early_contact_wrong(case: dict[str, Any]) -> str:
    """The same for the windows of early contact."""
    talks = (Touch(day, Channel.CALL, live=True) for day in case.get("reached", ()))
    letters = (Touch(day, Channel.LETTER, message=NOTICE) for day in case.get("sent", ()))
    life = LoanLife(tuple(map(Installment, case["unpaid"])), (*talks, *letters))
    found = [nearest_day(duty, life, case["today"]) for duty in EARLY_CONTACT]
    due = [case.get("live"), case.get("notice")]
    first = min((day for day in due if day), default=None)
    nearest = early_contact_due(life, case["today"])
    return "" if (found, nearest) == (due, first) else f"{found}, {nearest}, not {due}"


def validation_period_wrong(case: dict[str, Any]) -> str:
    provided = case["provided"]
    found = (
        assumed_receipt(provided),
        validation_period_ends(provided),
        validation_period_ends(provided, careful=True),
    )
    due = (case["receipt"], case["ends"], case["careful"])
    return "" if found == due else f"{found}, not {due}"


def reporting_wait_wrong(case: dict[str, Any]) -> str:
    letters = [Mailed(each["on"], each.get("came_back")) for each in case["letters"]]
    found = may_report_from(letters, case.get("spoke"))
    return "" if found == case.get("from") else f"{found}, not {case.get('from')}"


# When each family came into force, from its own sources; the bank's own hold as long as records.
SINCE = {
    "reg_f": date(2021, 11, 30),  # 12 CFR 1006, the rule of 2020 and 2021
    "reg_x": date(2018, 4, 19),  # successors in interest; from general knowledge
    "bankruptcy": date(1979, 10, 1),  # the Bankruptcy Code
    "scra": date(2003, 12, 19),  # the Servicemembers Civil Relief Act; from general knowledge
    "tcpa": date(1992, 12, 20),  # from general knowledge
    "house": HOUSE_SINCE,
}


# Figures on the days around their beginning, from the same sources; None: there was none yet.
FIGURES = (
    ("reg_f.calls_in_window", date(2021, 11, 29), None),
    ("reg_f.calls_in_window", date(2021, 11, 30), 7),
    ("reg_x.days_to_live_contact", date(2014, 1, 9), None),
    ("reg_x.days_to_live_contact", date(2014, 1, 10), 36),
    ("reg_x.days_to_notice", date(2014, 1, 9), None),
    ("reg_x.days_to_notice", date(2014, 1, 10), 45),
    ("reg_x.notice_rest_days", date(2014, 1, 9), None),
    ("reg_x.notice_rest_days", date(2014, 1, 10), 180),
    ("reg_x.days_after_transfer", date(2014, 1, 9), None),
    ("reg_x.days_after_transfer", date(2014, 1, 10), 60),
    ("reg_f.first_hour", date(2026, 1, 1), None),  # a time of day, and no number
)
YEAR = Figure("a year's", 3, Citation("1 USC 1"), date(2025, 1, 1), date(2026, 1, 1))
HOLDS = (
    (date(2024, 12, 31), False),
    (date(2025, 1, 1), True),
    (date(2025, 12, 31), True),
    (date(2026, 1, 1), False),
)


def papers_wrong() -> Iterator[str]:
    """Figures, and the days they hold."""
    for name, on, due in FIGURES:
        try:
            found: int | None = number(name, on)
        except Bug:
            found = None
        if found != due:
            yield f"{name} on {on}: {found}, not {due}"
    for on, due_to_hold in HOLDS:
        if YEAR.holds(on) is not due_to_hold:
            yield f"a figure of 2025 on {on}"
    if (stricter(YEAR, 2), stricter(YEAR, 4)) != (3, 3):
        yield "a figure that leaves no choice was made stricter"
    try:
        hour("reg_f.window_days", date(2026, 1, 1))
        yield "a number is a time of day"
    except Bug:
        pass
    try:
        naive = datetime(2026, 1, 1)  # noqa: DTZ001 - that is what must be refused
        ContactFacts(naive, "p1", frozenset(), Capacity.CREDITOR)
        yield "a moment without its zone was taken"
    except ValueError:
        pass


def failures_of(rule: Rule) -> Iterator[str]:
    """Every case of one rule that fails, and its papers where they are not in order."""
    if rule.since != SINCE.get(rule.family, rule.since):
        yield f"{rule.id}: in force since {rule.since}"
    for case in cases(rule.id):
        if words := wrong(rule, case):
            yield f"{rule.id}: {named(case)}: {words}"


def failures(family: str = "") -> Iterator[str]:
    """Every case that fails, of every table; of one family of rules, where it is named."""
    for rule in BOOK:
        if rule.id.startswith(family):
            yield from failures_of(rule)
    if family:
        return
    yield from papers_wrong()
    for table, check in (
        ("reg_x.early_contact", early_contact_wrong),
        ("reg_f.validation_period", validation_period_wrong),
        ("reg_f.reporting_wait", reporting_wait_wrong),
    ):
        for case in cases(table):
            if words := check(case):
                yield f"{table}: {named(case)}: {words}"
    for case in cases("reg_f.cease", "message"):
        if still_sent(case["name"]) is not case["sent"]:
            yield f"reg_f.cease: {case['name']}"
