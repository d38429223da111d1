"""Random lives of a loan, told in the words of the tables: see `a_life.py`.

Payments come in late, early, in part of the months and not at all; notices go out or are forgotten;
people apply, withdraw, complain, go bankrupt. Every list may be handed over in any order.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

Life = dict[str, Any]

FIRST = date(2025, 6, 1)
STARTS = (date(2025, 6, 1), date(2027, 9, 1), date(2026, 1, 15), date(2025, 10, 31))
PAPERS = ("pay stubs", "bank statements", "hardship letter", "tax return")
CATEGORIES = ("b1", "b2", "b5", "b6", "b9", "b10", "b11")


def a_life(chance: random.Random) -> Life:
    start = chance.choice(STARTS)
    today = start + timedelta(days=chance.randrange(20, 400))
    life: Life = {"today": today, "unpaid": [], "paid": [], "touches": [], "matters": []}
    _months(life, chance, start)
    if chance.random() < 0.15:
        _boarded(life, chance, start, today)
    _touches(life, chance, start, today)
    life["small_servicer"] = chance.random() < 0.2
    life["fdcpa"] = chance.choice([True, False])
    life["options_available"] = chance.choice([True, True, False])
    if chance.random() < 0.5:
        life["assigned_on"] = _day(chance, start, today)
    if chance.random() < 0.25:
        _cease(life, chance, start, today)
    if chance.random() < 0.3:
        _bankruptcy(life, chance, start, today)
    if chance.random() < 0.3:
        _sale(life, chance, start, today)
    for _ in range(chance.choice([0, 1, 1, 2])):
        _application(life, chance, start, today)
    for _ in range(chance.choice([0, 0, 1, 2])):
        _letter(life, chance, start, today)
    return life


def shuffled(life: Life, chance: random.Random) -> Life:
    """The same life, written down in another order."""
    mixed = dict(life)
    for key in ("unpaid", "paid", "touches", "matters"):
        mixed[key] = chance.sample(life[key], len(life[key]))
    return mixed


def _day(chance: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange(max((last - first).days, 0) + 1))


def _months(life: Life, chance: random.Random, start: date) -> None:
    """Due dates a month apart. Money goes to the oldest month, so months are paid in order."""
    paid_up_to = start
    stops = chance.random() < 0.6
    count = chance.randrange(1, 15)
    for month in range(count):
        due = _add(start, month)
        if stops and month >= count - chance.choice([1, 2, 3, 5, 8]):
            life["unpaid"].append(due)
            stops = True
            continue
        if life["unpaid"]:
            life["unpaid"].append(due)
            continue
        behind = chance.choice([-3, 0, 0, 10, 30, 36, 37, 44, 45, 46, 70, 130])
        paid_up_to = max(due + timedelta(days=behind), paid_up_to)
        life["paid"].append({"due": due, "on": paid_up_to})


def _add(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, start.day)


def _touches(life: Life, chance: random.Random, start: date, today: date) -> None:
    ours = start + timedelta(days=11) if life["matters"] else start
    for _ in range(chance.randrange(8)):
        on = _day(chance, ours, today)
        kind = chance.random()
        touch: Life = {"on": on}
        if kind < 0.3:
            touch["live"] = True
        elif kind < 0.5:
            touch["effort"] = True
        else:
            touch |= {
                "channel": "letter",
                "message": chance.choice(["early_intervention_notice", "counseling_notice"]),
            }
        life["touches"].append(touch)


def _boarded(life: Life, chance: random.Random, start: date, today: date) -> None:
    """The loan comes to us soon after the first month, some with an application on its way."""
    effective = start + timedelta(days=chance.randrange(1, 11))
    steps: list[Life] = [
        {"key": "agreed", "on": start, "direction": "in", "effective": effective},
    ]
    life["matters"].append({"kind": "transfer", "steps": steps})
    if chance.random() < 0.7 and effective < today:
        came = effective - timedelta(days=chance.randrange(0, 6))
        application: list[Life] = [{"key": "received", "on": came, "how": "written"}]
        if chance.random() < 0.7:
            on = effective + timedelta(days=chance.randrange(1, 25))
            application.append(
                {"key": "acknowledged", "on": on, "complete": False, "missing": ["tax return"]}
            )
        life["matters"].append({"kind": "application", "steps": application})


def _cease(life: Life, chance: random.Random, start: date, today: date) -> None:
    on = _day(chance, start, today)
    step = {"key": "received", "on": on, "written": True}
    life["matters"].append({"kind": "cease", "steps": [step]})


def _bankruptcy(life: Life, chance: random.Random, start: date, today: date) -> None:
    filed = _day(chance, start, today)
    steps: list[Life] = [{"key": "petition", "on": filed, "chapter": chance.choice(["7", "13"])}]
    life["matters"].append({"kind": "bankruptcy", "steps": steps})
    if chance.random() < 0.5:
        life["touches"].append(
            {
                "on": _day(chance, filed, today),
                "channel": "letter",
                "message": "bankruptcy_early_intervention_notice",
            }
        )


def _sale(life: Life, chance: random.Random, start: date, today: date) -> None:
    told = _day(chance, start, today)
    sale = told + timedelta(days=chance.choice([30, 40, 50, 80, 120]))
    steps: list[Life] = [
        {"key": "referred", "on": told},
        {"key": "sale_scheduled", "on": told, "sale_on": sale},
    ]
    life["matters"].append({"kind": "foreclosure", "steps": steps})


def _application(life: Life, chance: random.Random, start: date, today: date) -> None:
    on = _day(chance, start, today)
    steps: list[Life] = [{"key": "received", "on": on, "how": chance.choice(["oral", "written"])}]
    life["matters"].append({"kind": "application", "steps": steps})

    def then(key: str, least: int, most: int, **details: Any) -> bool:
        nonlocal on
        on += timedelta(days=chance.randrange(least, most + 1))
        steps.append({"key": key, "on": on, **details})
        return chance.random() < 0.85

    if chance.random() < 0.08:
        then("withdrawn", 1, 40)
        return
    missing = chance.sample(PAPERS, chance.randrange(3))
    if not then("acknowledged", 0, 12, complete=not missing, missing=missing):
        return
    if missing and not then("item_received", 1, 40, item=missing):
        return
    if missing and not then("complete_notice", 1, 9):
        return
    if chance.random() < 0.2:
        paper = [chance.choice(PAPERS)]
        if not then("item_asked", 1, 10, item=paper):
            return
        if not then("item_received", 1, 15, item=paper):
            return
        if not then("complete_notice", 1, 9):
            return
    offered = chance.random() < 0.5
    details: Life = {"offered": ["deferral"]} if offered else {"denied": ["modification"]}
    if then("decided", 1, 40, **details) and not offered and chance.random() < 0.6:
        then("appealed", 1, 14)
        if chance.random() < 0.7:
            then("appeal_decided", 1, 40, outcome="upheld", reviewer="M. Ortiz")


def _letter(life: Life, chance: random.Random, start: date, today: date) -> None:
    on = _day(chance, start, today)
    error = chance.random() < 0.5
    first: Life = {"key": "received", "on": on, "written": chance.random() < 0.9}
    if error:
        first |= {"category": chance.choice(CATEGORIES), "about_payment": False}
    else:
        first["asks"] = chance.choice(["owner", "other"])
    steps = [first]
    kind = "error_notice" if error else "information_request"
    life["matters"].append({"kind": kind, "steps": steps})
    if chance.random() < 0.7:
        on += timedelta(days=chance.randrange(0, 12))
        steps.append({"key": "acknowledged", "on": on})
    if chance.random() < 0.3:
        on += timedelta(days=chance.randrange(1, 45))
        steps.append({"key": "extended", "on": on, "reasons": "The core's archive is asked."})
    if chance.random() < 0.7:
        on += timedelta(days=chance.randrange(1, 50))
        steps.append({"key": "answered", "on": on, "result": "no_error"})
    elif chance.random() < 0.2:
        on += timedelta(days=chance.randrange(1, 20))
        steps.append({"key": "withdrawn", "on": on})
