"""An escrow file into the question of a year; all that is wrong with it is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mortgage_collect.core.errors import UserError
from mortgage_collect.loanmath.bill_months import bill_months
from mortgage_collect.loanmath.escrow_account import Bill, EscrowQuestion, Payee
from mortgage_collect.loanmath.escrow_spread import YEAR
from mortgage_collect.workout.file_reader import CaseFinding, FileReader, read_file
from mortgage_collect.workout.note_fields import ESCROW_FILE


@dataclass(frozen=True, slots=True)
class ReadEscrow:
    """A question, and findings that did not stop it."""

    number: str
    question: EscrowQuestion
    findings: tuple[CaseFinding, ...]


def read_escrow(written: str) -> ReadEscrow:
    """The question of a JSON document. Raises UserError with every finding when it is none."""
    reader = read_file(written, ESCROW_FILE)
    bills = [_bill(reader, at, each) for at, each in enumerate(reader.values["bills"], 1)]
    reader.refuse()
    v = reader.values
    question = EscrowQuestion(
        first_month=v["first_month"],
        bills=tuple(each for each in bills if each is not None),
        projected=v["projected"],
        cushion_months=v["cushion_months"],
        current=v["current"],
        shortage_months=v["shortage_months"] or YEAR,
        deficiency_months=v["deficiency_months"] or YEAR,
        credit_surplus=bool(v["credit_surplus"]),
        payment_now=v["payment_now"],
        principal_interest=v["principal_interest"],
    )
    return ReadEscrow(v["loan"] or "", question, tuple(reader.findings))


def _bill(reader: FileReader, at: int, told: dict[str, Any]) -> Bill | None:
    """None where something of it is wrong: the reader has the finding."""
    if told["payee"] is None or told["months"] is None:
        return None
    try:
        months = bill_months(told["months"])
    except UserError as wrong:
        reader.wrong(f"bills[{at}].months", told["months"], wrong.do.rstrip("."))
        return None
    return Bill(
        Payee(told["payee"]), months, told["amount"], told["every_years"] or 1, told["next_year"]
    )
