"""One term of an option as a field: what kind of question it is says which, and how far it goes."""

from __future__ import annotations

from dataclasses import Field
from typing import Any

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QCheckBox, QWidget

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    MoneyEdit,
    RateEdit,
)
from mortgage_collect.ui.kit.slide import LETTERS, Slide
from mortgage_collect.workout.case import CaseFacts

EIGHTH = 1_250
"""An eighth of a percent in millionths."""
SMALL, LARGE = Money.of(25), Money.of(500)
MANY = Money.of(20_000)
"""From here on an amount is stepped by the larger step."""
HIGHEST = Rate.percent(12)


def field_for(described: Field[Any], value: Any, case: CaseFacts) -> QWidget:
    """The field of a term, holding `value`. Raises TypeError for a kind there is none of."""
    about = described.metadata
    name = str(about["label"])
    made: QWidget
    match about["kind"]:
        case "number":
            low, high = int(about["low"]), int(about["high"])
            count = CountEdit(low=low, high=high, unit=str(about.get("unit", "")))
            if described.default is None:  # empty, the option finds the number itself
                count.setPlaceholderText(_tr("worked out"))
            made = Slide(count, low=low, high=high, step=1, name=name)
        case "money":
            most = max(case.position.arrears, case.terms.full_payment, (value or ZERO) * 2)
            step = LARGE if most >= MANY else SMALL
            high = -(-most.cents // step.cents) * step.cents
            made = Slide(MoneyEdit(), low=0, high=high, step=step.cents, name=name)
        case "rate":
            most_rate = max(HIGHEST.millionths, (value or Rate(0)).millionths * 2)
            made = Slide(RateEdit(), low=0, high=most_rate, step=EIGHTH, name=name)
        case "date":
            made = DateEdit(case.as_of, low=case.as_of)
        case "yes_no":
            made = QCheckBox(name)
        case "choice":
            made = ChoiceEdit(
                [
                    Choice(word, getattr(word, "label", "") or word.name.capitalize())
                    for word in about["options"]
                ]
            )
        case _:
            raise TypeError(f"no field for {described.name}")
    made.setAccessibleName(name)
    if help_ := str(about.get("help", "")):
        made.setToolTip(help_)
        if isinstance(made, Slide) and help_.startswith("Empty: "):
            _say_empty(made, help_.removeprefix("Empty: ").rstrip("."))
    put(made, value)
    return made


def _say_empty(field: Slide, meaning: str) -> None:
    """What an empty amount or rate means stands in it, as far as it has room: no nothing."""
    field.field.setPlaceholderText(meaning if len(meaning) <= LETTERS else _tr("worked out"))


def put(field: QWidget, value: Any) -> None:
    """Show a value; nobody is told."""
    match field:
        case QCheckBox():
            field.blockSignals(True)
            field.setChecked(bool(value))
            field.blockSignals(False)
        case Slide() | DateEdit() | ChoiceEdit():
            field.set_value(value)


def typed(field: QWidget) -> Any:
    """What stands in the field; None while it is empty or cannot be read."""
    match field:
        case QCheckBox():
            return field.isChecked()
        case Slide() | DateEdit() | ChoiceEdit():
            return field.value()
    raise TypeError(type(field).__name__)


def edited(field: QWidget) -> SignalInstance:
    """The signal that tells of every change."""
    match field:
        case QCheckBox():
            return field.toggled
        case Slide():
            return field.edited
        case DateEdit():
            return field.textEdited
        case ChoiceEdit():
            return field.entered
    raise TypeError(type(field).__name__)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Terms", words)
