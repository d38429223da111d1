"""What a bank may not enter for a value of a program: a minus, a step there is none of."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.policy import STEP_NAMES, DatedRate, WaterfallStep
from mortgage_collect.workout.policy_words import WORDS, label_of

CAPITALIZED: Final = ("interest", "escrow_advance", "servicing_advance", "deferred")
MOST: Final = {"modification.notice_day": 31, "repayment_plan.buffer_percent": 100}
LEAST: Final = {
    "modification.notice_day": 1,
    "modification.trial_months": 1,
    "modification.trial_months_if_current": 1,
    "modification.escrow_spread": 1,
    "deferral.escrow_spread": 1,
    "repayment_plan.longest": 1,
    "forbearance.increment_months": 1,
    "relief.longest_months": 1,
}


def check(name: str, value: Any) -> None:
    """Raises UserError, naming the value, what was found and what is expected."""
    label = label_of(name)
    match value:
        case bool() | None | date():
            return
        case int():
            _whole(name, label, value)
        case Money() if value < ZERO:
            raise UserError(
                f"{label}: {value} is below zero.", do="Enter an amount of zero or more."
            )
        case Rate() if value.millionths < 0:
            raise UserError(
                f"{label}: {value.plain}% is below zero.", do="Enter a percentage of zero or more."
            )
        case str() if (choices := WORDS[name].choices) and value not in choices:
            raise UserError(
                f"{label}: {value!r} cannot be used.",
                do=f"Enter {text.listed(list(choices), 'or')}.",
            )
        case tuple():
            for at, row in enumerate(value, 1):
                _row(f"{label}, row {at}", row)
            _rows(label, value)


def _whole(name: str, label: str, value: int) -> None:
    least, most = LEAST.get(name, 0), MOST.get(name)
    if value < least:
        raise UserError(f"{label}: {value} is too low.", do=f"Enter {least} or more.")
    if most is not None and value > most:
        raise UserError(f"{label}: {value} is too high.", do=f"Enter {most} or less.")


def _row(label: str, row: Any) -> None:
    match row:
        case WaterfallStep():
            _step(label, row)
        case DatedRate() if row.rate.millionths < 0:
            raise UserError(f"{label}: a posted rate cannot be below zero.", do="Correct the rate.")


def _step(label: str, step: WaterfallStep) -> None:
    if step.do not in STEP_NAMES:
        raise UserError(
            f"{label}: there is no step {step.do!r}.",
            do=f"Use {text.listed(list(STEP_NAMES), 'or')}.",
        )
    if strangers := sorted(set(step.include) - set(CAPITALIZED)):
        raise UserError(
            f"{label}: {strangers[0]!r} cannot join the balance.",
            do=f"Include {text.listed(list(CAPITALIZED), 'or')}.",
        )
    if step.most_months is not None and step.most_months < 1:
        raise UserError(f"{label}: most_months is {step.most_months}.", do="Enter 1 or more.")
    if step.by is not None and step.by.millionths <= 0:
        raise UserError(f"{label}: by is {step.by.plain}.", do="Enter a step such as 0.125.")
    if step.floor not in ("", "market") and not _is_percent(step.floor):
        raise UserError(
            f"{label}: the floor {step.floor!r} cannot be read.",
            do='Write "market", or a percentage such as "3".',
        )
    shares = (step.if_ltv_at_least, step.if_ltv_above, step.to_ltv, step.most_percent)
    if any(each is not None and each.millionths < 0 for each in shares):
        raise UserError(f"{label}: a percentage is below zero.", do="Enter zero or more.")


def _rows(label: str, rows: tuple[Any, ...]) -> None:
    steps = [row for row in rows if isinstance(row, WaterfallStep)]
    if any(step.do == "capitalize" for step in steps[1:]):
        raise UserError(
            f"{label}: what joins the balance comes first.", do='Begin with do = "capitalize".'
        )
    days = [row.effective_from for row in rows if isinstance(row, DatedRate)]
    if twice := sorted(day for day in set(days) if days.count(day) > 1):
        raise UserError(
            f"{label}: two rates begin on {text.day(twice[0])}.", do="Keep one of them."
        )


def _is_percent(written: str) -> bool:
    try:
        return Rate.percent(written).millionths >= 0
    except (ValueError, ArithmeticError):
        return False
