"""The repayment plan agreement: what it is told, and the paper made of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.documents.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Signatures,
    Signer,
    Table,
)
from mortgage_collect.documents.letterhead import Sender, letterhead
from mortgage_collect.documents.template import Item, Template, template
from mortgage_collect.documents.words import in_words
from mortgage_collect.events.event import canonical
from mortgage_collect.workout.option import PlanInstallment

KEY = "agreements/repayment_plan"
DRAFT = "DRAFT"


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One item of what the plan repays; what is taken off is negative."""

    says: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """Everything the agreement says, and nothing it does not.

    `signers` are the people who sign; `receiver` the names and address in the envelope's window.
    `history` is the history's entry of this plan version ("152-ab12cd34ef56"). Raises Bug when the
    items, the schedule and the amount to repay do not add up to one another.
    """

    bank: Sender
    signers: tuple[Signer, ...]
    receiver: tuple[str, ...]
    loan_ends_in: str
    property: str
    made_on: date
    as_of: date
    plan_id: int
    plan_version: int
    draft: bool
    owed: tuple[OwedLine, ...]
    to_repay: Money
    installments: tuple[PlanInstallment, ...]
    current_on: date
    cure_days: int
    history: str
    down_payment: Money = ZERO
    by_month_end: bool = False
    incomplete_application: bool = False
    debt_collector: bool = False
    biweekly: bool = False
    stays_owed: Money = ZERO

    def __post_init__(self) -> None:
        if not self.installments or not self.signers:
            raise Bug("an agreement needs a schedule and somebody to sign it")
        if total(line.amount for line in self.owed) != self.to_repay:
            raise Bug(f"the items owed do not add up to {self.to_repay}")
        if total(each.arrears for each in self.installments) != self.to_repay:
            raise Bug(f"the schedule does not repay {self.to_repay}")
        if self.current_on != self.installments[-1].due_on:
            raise Bug(f"the schedule does not end on {self.current_on}")

    def reference(self, version: str) -> str:
        """The number on the paper: from what it says, so that the same paper has the same one."""
        held = canonical({"template": KEY, "version": version, "facts": self})
        return f"RP-{self.plan_id}-{hashlib.sha256(held.encode()).hexdigest()[:8]}"


def agreement(facts: AgreementFacts) -> Document:
    """The paper, from the template of today."""
    wording = template(KEY)
    title = wording.title
    head = letterhead(
        facts.bank,
        facts.receiver,
        beside=(
            ("Date", text.long_day(facts.made_on)),
            ("Loan", f"ending in {facts.loan_ends_in}"),
            ("Plan", f"{facts.plan_id}, version {facts.plan_version}"),
        ),
    )
    return Document(
        title=title,
        language=wording.language,
        blocks=(head, Heading(title, 1), *_body(wording, facts)),
        footer=(
            f"Document {facts.reference(wording.version)}",
            f"Plan {facts.plan_id}, version {facts.plan_version}",
            f"Wording {wording.version} of {text.day(wording.date)}",
            f"History {facts.history}",
        ),
        author=facts.bank.name,
        made_on=facts.made_on.isoformat(),
        subject=f"Loan ending in {facts.loan_ends_in}",
        mark=DRAFT if facts.draft else "",
    )


def _body(wording: Template, facts: AgreementFacts) -> tuple[Block, ...]:
    pays = total(each.total for each in facts.installments)
    down = facts.down_payment
    return wording.fill(
        blanks={
            "bank": facts.bank.name,
            "borrowers": text.listed([signer.name for signer in facts.signers]),
            "loan_ends_in": facts.loan_ends_in,
            "property": facts.property,
            "date": text.long_day(facts.made_on),
            "as_of": text.long_day(facts.as_of),
            "to_repay": str(facts.to_repay),
            "to_repay_words": in_words(facts.to_repay),
            "total": str(pays),
            "total_words": in_words(pays),
            "current_on": text.long_day(facts.current_on),
            "first_due": text.long_day(facts.installments[0].due_on),
            "with_down_payment": " together with the down payment" if down else "",
            "pay_to": facts.bank.one_line,
            "ask": _ask(facts.bank),
            "cure_window": _cure_window(facts),
        },
        parts={
            "draft": [{"review": wording.review or "approved"}] if facts.draft else [],
            "down_payment": (
                [{"down_payment": str(down), "down_payment_words": in_words(down)}] if down else []
            ),
            "stays_owed": _stays(facts.stays_owed),
            "incomplete_application": [{}] if facts.incomplete_application else [],
            "collector": [{}] if facts.debt_collector else [],
            "monthly": [] if facts.biweekly else [{}],
            "biweekly": [{}] if facts.biweekly else [],
        },
        places={
            "owed": [_owed(facts)],
            "schedule": [_schedule(facts.installments)],
            "signatures": [Signatures((*facts.signers, Signer(facts.bank.name, "For the bank")))],
        },
    )


def _stays(owed: Money) -> list[Item]:
    return [{"stays_owed": str(owed), "stays_owed_words": in_words(owed)}] if owed else []


def _ask(bank: Sender) -> str:
    if bank.phone:
        # A number broken over two lines is misread.
        number = text.phone(bank.phone).replace(" ", "\N{NO-BREAK SPACE}")
        return f"Questions? Call us at {number}."
    return "If you have a question, please ask us."


def _cure_window(facts: AgreementFacts) -> str:
    if facts.by_month_end:
        return "by the last day of the month in which it is due"
    if not facts.cure_days:
        return "by its due date"
    return f"within {text.count(facts.cure_days, 'day')} after its due date"


def _owed(facts: AgreementFacts) -> Table:
    return Table(
        (Column("What is owed", weight=44), Column("Amount", Align.RIGHT, 14)),
        tuple((line.says, str(line.amount)) for line in facts.owed),
        total=("To repay under this plan", str(facts.to_repay)),
    )


def _schedule(installments: tuple[PlanInstallment, ...]) -> Table:
    return Table(
        (
            Column("No.", Align.RIGHT, 5),
            Column("Due date", weight=18),
            Column("Regular payment", Align.RIGHT, 16),
            Column("Share of past due", Align.RIGHT, 16),
            Column("You pay", Align.RIGHT, 15),
        ),
        tuple(
            (
                str(each.number),
                text.long_day(each.due_on),
                str(each.regular),
                str(each.arrears),
                str(each.total),
            )
            for each in installments
        ),
        total=(
            "",
            "Total",
            str(total(each.regular for each in installments)),
            str(total(each.arrears for each in installments)),
            str(total(each.total for each in installments)),
        ),
    )
