"""An escrow account looked at for the year ahead: the analysis, what may be done, the new payment.

Brings `escrow.py`, `escrow_remedy.py` and `escrow_spread.py` together for whoever asks. What is not
known blocks what rests on it, and is said: without a projected balance there is a target and no
shortage, without knowing whether the borrower is current there is a shortage and no remedy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.step import Step
from mortgage_collect.core.words import Word
from mortgage_collect.loanmath.escrow import Disbursement, EscrowAnalysis, analyze
from mortgage_collect.loanmath.escrow_remedy import (
    EscrowPayment,
    Kind,
    Remedy,
    escrow_payment,
)
from mortgage_collect.loanmath.escrow_spread import YEAR


class Payee(Word):
    """What a bill is for."""

    PROPERTY_TAX = "property_tax"
    SCHOOL_TAX = "school_tax"
    HOMEOWNERS = "homeowners_insurance"
    FLOOD = "flood_insurance"
    MORTGAGE_INSURANCE = "mortgage_insurance"
    DUES = "association_dues"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Bill:
    """`amount` is paid out in each of `months` (1 is January), every `every_years` years.

    `amount` is None while nobody knows it. `next_year` is a year it is paid in, which only
    matters when it does not come every year.
    """

    payee: Payee
    months: tuple[int, ...]
    amount: Money | None
    every_years: int = 1
    next_year: int | None = None


@dataclass(frozen=True, slots=True)
class EscrowQuestion:
    """What is asked. None is unknown.

    `projected` is the balance just before `first_month`; `current` says whether the borrower's
    payment came within 30 days of its due date (12 CFR 1024.17(f)). `payment_now` is the escrow
    part of the payment so far.
    """

    first_month: date
    bills: tuple[Bill, ...]
    projected: Money | None = None
    cushion_months: int = 2
    current: bool | None = None
    shortage_months: int = YEAR
    deficiency_months: int = YEAR
    credit_surplus: bool = False
    payment_now: Money | None = None
    principal_interest: Money | None = None


Allowed = tuple[Kind, Money, tuple[Remedy, ...]]
"""A difference, how much it is, and what may be done; nothing while that is not known."""


@dataclass(frozen=True, slots=True)
class EscrowAccount:
    """The answer. `remedies` hold what is allowed for each difference there is; `payment` is None
    until there is a difference to spread, and `steps` are what led to it."""

    question: EscrowQuestion
    analysis: EscrowAnalysis
    remedies: tuple[Allowed, ...]
    payment: EscrowPayment | None
    steps: tuple[Step, ...]
    findings: tuple[str, ...]

    @property
    def monthly(self) -> Money | None:
        """Escrow a month from `first_month`: with what is spread, else the base payment."""
        return self.analysis.payment if self.payment is None else self.payment.usual


def escrow_account(question: EscrowQuestion) -> EscrowAccount:
    """The account's year. Raises UserError for a cushion above two months, a bill without a month,
    amounts below zero, and spreads shorter than the rule allows a current borrower."""
    if not 0 <= question.cushion_months <= 2:
        raise UserError(
            f"A cushion of {text.count(question.cushion_months, 'month')} is not allowed: "
            "two months of escrow is the most (12 CFR 1024.17(c)(1)).",
            do="Enter 0, 1 or 2, as the note or the state says.",
        )
    found = analyze(
        question.first_month,
        _disbursements(question),
        question.projected,
        Fraction(question.cushion_months, 12),
    )
    findings = list(found.findings)
    remedies = _remedies(question, found, findings)
    payment: EscrowPayment | None = None
    if found.difference is not None:
        payment = escrow_payment(
            found.difference,
            shortage_months=question.shortage_months,
            deficiency_months=question.deficiency_months,
            credit_surplus=question.credit_surplus and _may_credit(remedies, findings),
        )
    steps = tuple(_steps(question, found, payment))
    return EscrowAccount(question, found, remedies, payment, steps, tuple(findings))


def _remedies(
    question: EscrowQuestion, found: EscrowAnalysis, findings: list[str]
) -> tuple[Allowed, ...]:
    if found.difference is None:
        return ()
    amounts: dict[Kind, Money] = {
        "surplus": found.difference.surplus,
        "shortage": found.difference.shortage,
        "deficiency": found.difference.deficiency,
    }
    made = list[Allowed]()
    for kind, amount in amounts.items():
        if not amount:
            continue
        try:
            allowed = found.difference.remedies(kind, current=question.current)
        except UserError as unknown:
            findings.append(unknown.message.removesuffix("."))
            allowed = ()
        made.append((kind, amount, allowed))
    return tuple(made)


def _may_credit(remedies: tuple[Allowed, ...], findings: list[str]) -> bool:
    """Whether a surplus may be credited to next year's payments; says so when it may not."""
    for kind, amount, allowed in remedies:
        if kind == "surplus" and Remedy.CREDIT not in allowed:
            if Remedy.LOAN_DOCUMENTS in allowed:
                return True
            findings.append(f"A surplus of {amount} is not credited: {_instead(allowed)}")
            return False
    return True


def _instead(allowed: tuple[Remedy, ...]) -> str:
    if not allowed:
        return "it is not known whether it may be"
    return f"what is allowed is a {text.listed([each.value for each in allowed], 'or')}"


def _disbursements(question: EscrowQuestion) -> list[Disbursement]:
    made = list[Disbursement]()
    for bill in question.bills:
        if not bill.months or any(not 1 <= month <= 12 for month in bill.months):
            raise UserError(
                f"In which month {bill.payee.label.lower()} is paid is not known.",
                do="Enter the month, or several.",
            )
        if bill.amount is not None and bill.amount.cents < 0:
            raise UserError(
                f"A bill of {bill.amount} is below zero.", do="Enter what is paid out as it is."
            )
        if bill.every_years < 1:
            raise UserError("A bill comes every year or less often.", do="Enter 1 or more.")
        if bill.every_years > 1 and bill.next_year is None:
            raise UserError(
                f"In which year {bill.payee.label.lower()} is paid next is not known.",
                do="Enter the year: it does not come every year.",
            )
        year = bill.next_year or question.first_month.year
        made += [
            Disbursement(bill.payee.label, date(year, month, 1), bill.amount, bill.every_years)
            for month in bill.months
        ]
    return made


def _steps(
    question: EscrowQuestion, found: EscrowAnalysis, payment: EscrowPayment | None
) -> list[Step]:
    steps = [
        Step("Bills of a year", found.annual),
        Step("A twelfth of it: the base payment", found.payment),
    ]
    if found.payment is None:
        return steps
    assert found.target is not None
    months = text.count(question.cushion_months, "month")
    steps += [
        _lowest(found),
        Step("Needed at the start, to stay above zero", found.required),
        Step(f"Cushion of {months}, rounded down", found.cushion),
        Step("Target at the start", found.target),
        Step("Projected balance at the start", found.projected),
    ]
    if found.difference is None or payment is None:
        return steps
    for kind, amount in (
        ("Surplus", found.difference.surplus),
        ("Deficiency", found.difference.deficiency),
        ("Shortage", found.difference.shortage),
    ):
        if amount:
            steps.append(Step(kind, amount))
    kinds = [
        kind
        for kind, amount in (
            ("Deficiency", found.difference.deficiency),
            ("Shortage", found.difference.shortage),
        )
        if amount
    ]
    for kind, part in zip(kinds, payment.parts, strict=True):
        steps.append(Step(f"{kind} a month: {part}", part.each))
    if payment.credit is not None:
        steps.append(Step(f"Surplus taken off a month: {payment.credit}", -payment.credit.each))
    steps.append(Step("New escrow payment", payment.usual))
    if question.principal_interest is not None:
        whole = question.principal_interest + payment.usual
        steps.append(Step("With principal and interest", whole))
    return steps


def _lowest(found: EscrowAnalysis) -> Step:
    assert found.required is not None
    lowest = min(found.trial, key=lambda each: each.balance)
    when = _month(lowest.month) if -lowest.balance == found.required else "in a later year"
    if not found.required:
        return Step("From zero it never falls below zero", found.required)
    return Step(f"Lowest from zero: {when}", -found.required)


def _month(day: date) -> str:
    return f"{text.MONTHS[day.month - 1]} {day.year}"
