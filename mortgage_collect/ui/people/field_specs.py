"""What may be corrected, as data: each field's question, its kind, and its part of the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import Capacity, Language, LoanStatus, Occupancy, RateType, Word
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    MoneyEdit,
    RateEdit,
    TextEdit,
)

Kind = Literal["text", "money", "any_money", "date", "rate", "count", "choice", "yes_no", "maybe"]


def _says(words: str) -> str:
    return str(QT_TRANSLATE_NOOP("FieldSpecs", words))


def _tr(words: str) -> str:
    return QCoreApplication.translate("FieldSpecs", words)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """`part` is the heading it stands under; `letters` its width.

    A "maybe" is a yes or no that may be unknown.
    """

    key: str
    label: str
    kind: Kind = "text"
    words: type[Word] | None = None
    part: str = ""
    letters: int = 22
    hint: str = ""

    @property
    def question(self) -> str:
        return _tr(self.label)


NAME, MAIL = _says("Name"), _says("At home and by mail; an address only where it is not the home")
TERMS, BALANCES = _says("Terms of the note"), _says("Balances and dates")

PERSON: tuple[FieldSpec, ...] = (
    FieldSpec("written", _says("Name as on the note"), part=NAME, letters=36),
    FieldSpec("first", _says("First name"), part=NAME),
    FieldSpec("middle", _says("Middle name"), part=NAME),
    FieldSpec("last", _says("Last name"), part=NAME, letters=28),
    FieldSpec("suffix", _says("Suffix"), part=NAME, letters=8),
    FieldSpec("ssn_last4", _says("Last four of the SSN"), part=NAME, letters=8),
    FieldSpec(
        "born_on",
        _says("Born on"),
        "date",
        part=NAME,
        hint=_says("Asked to be sure of them, where you enter it. The history never holds it."),
    ),
    FieldSpec("language", _says("Language"), "choice", Language, part=NAME),
    FieldSpec("employer", _says("Employer"), part=NAME, letters=30),
    FieldSpec(
        "home_barred",
        _says("Not at home"),
        "yes_no",
        part=MAIL,
        letters=14,
        hint=_says("They asked for no letters, visits or calls at home."),
    ),
    FieldSpec("line_1", _says("Street"), part=MAIL, letters=36),
    FieldSpec("line_2", _says("Second line"), part=MAIL, letters=36),
    FieldSpec("city", _says("City"), part=MAIL),
    FieldSpec("state", _says("State"), part=MAIL, letters=6),
    FieldSpec("zip", _says("ZIP"), part=MAIL, letters=12),
)

HOME: tuple[FieldSpec, ...] = (
    FieldSpec("line_1", _says("Street"), letters=36),
    FieldSpec("line_2", _says("Second line"), letters=36),
    FieldSpec("city", _says("City")),
    FieldSpec("state", _says("State"), letters=6),
    FieldSpec("zip", _says("ZIP"), letters=12),
    FieldSpec("county", _says("County")),
    FieldSpec("property_type", _says("Kind of home")),
    FieldSpec("occupancy", _says("Who lives there"), "choice", Occupancy),
    FieldSpec("value", _says("Value"), "money"),
    FieldSpec("value_on", _says("Valued on"), "date"),
)

LOAN: tuple[FieldSpec, ...] = (
    FieldSpec("number", _says("Loan number"), part=TERMS),
    FieldSpec("status", _says("Status"), "choice", LoanStatus, part=TERMS),
    FieldSpec("capacity", _says("The bank acts as"), "choice", Capacity, part=TERMS),
    FieldSpec(
        "in_collections",
        _says("In collections"),
        "maybe",
        part=TERMS,
        letters=14,
        hint=_says("The bank's collection procedures have begun on it. Some city rules ask."),
    ),
    FieldSpec("investor_code", _says("Investor"), part=TERMS),
    FieldSpec("loan_type", _says("Kind of loan"), part=TERMS),
    FieldSpec("lien_position", _says("Lien position"), "count", part=TERMS, letters=8),
    FieldSpec("originated_on", _says("Made on"), "date", part=TERMS),
    FieldSpec("first_payment_on", _says("First payment due"), "date", part=TERMS),
    FieldSpec("maturity_on", _says("Matures on"), "date", part=TERMS),
    FieldSpec("original_amount", _says("Original amount"), "money", part=TERMS),
    FieldSpec("term_months", _says("Term in months"), "count", part=TERMS, letters=8),
    FieldSpec("rate", _says("Rate"), "rate", part=TERMS, letters=12),
    FieldSpec("rate_type", _says("Kind of rate"), "choice", RateType, part=TERMS),
    FieldSpec("due_day", _says("Due day"), "count", part=TERMS, letters=8),
    FieldSpec("late_charge_percent", _says("Late charge"), "rate", part=TERMS, letters=12),
    FieldSpec("late_charge_grace_days", _says("Days of grace"), "count", part=TERMS, letters=8),
    FieldSpec("as_of", _says("Balances as of"), "date", part=BALANCES),
    FieldSpec("upb", _says("Principal balance"), "money", part=BALANCES),
    FieldSpec("next_due_on", _says("Next due date"), "date", part=BALANCES),
    FieldSpec("principal_interest", _says("Principal and interest"), "money", part=BALANCES),
    FieldSpec("escrow_payment", _says("Escrow payment"), "money", part=BALANCES),
    FieldSpec("suspense", _says("In suspense"), "any_money", part=BALANCES),
    FieldSpec("late_charges", _says("Late charges due"), "money", part=BALANCES),
    FieldSpec("other_fees", _says("Other fees"), "money", part=BALANCES),
    FieldSpec("escrow_balance", _says("Escrow balance"), "any_money", part=BALANCES),
    FieldSpec("escrow_advance", _says("Escrow advance"), "money", part=BALANCES),
    FieldSpec("corporate_advance", _says("Corporate advance"), "money", part=BALANCES),
    FieldSpec("deferred_principal", _says("Deferred principal"), "money", part=BALANCES),
)


def field_for(spec: FieldSpec, today: date) -> QWidget:
    """The right field for a kind."""
    match spec.kind:
        case "money":
            return MoneyEdit()
        case "any_money":
            return MoneyEdit(low=None)
        case "date":
            return DateEdit(today, toward="last")
        case "rate":
            return RateEdit()
        case "count":
            return CountEdit(low=0, high=999)
        case "choice" if spec.words is not None:
            return ChoiceEdit([Choice(word, word.label) for word in spec.words])
        case "yes_no":
            return ChoiceEdit(yes_or_no())
        case "maybe":
            return ChoiceEdit(yes_or_no(unknown=_tr("Not known")))
    return TextEdit()


def yes_or_no(yes: str = "", no: str = "", *, unknown: str = "") -> list[Choice]:
    """Yes and no by their letters; `unknown` is the name of a third answer, where there is one."""
    both = [Choice(True, yes or _tr("Yes"), "y"), Choice(False, no or _tr("No"), "n")]
    return [*both, Choice(None, unknown, "k")] if unknown else both


def read(spec: FieldSpec, field: Any) -> Any:
    """The value of a field; text that is not there is empty, anything else is None."""
    value = field.value()
    return "" if value is None and spec.kind == "text" else value


def shown(value: Any) -> str:
    """A value in words, for was and now."""
    match value:
        case None | "":
            return "\u2013"
        case bool():
            return _tr("Yes") if value else _tr("No")
        case Word():
            return value.label
        case date():
            return text.day(value)
    return str(value)
