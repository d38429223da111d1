"""A plan as the agreement is told of it; what a test does not name is plain."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import Money
from mortgage_collect.documents.document import Signer
from mortgage_collect.documents.letterhead import Sender, receiver
from mortgage_collect.documents.render import Paper, render
from mortgage_collect.documents.repayment_plan import AgreementFacts, OwedLine, agreement
from mortgage_collect.workout.option import PlanInstallment

BANK = Sender(
    name="First Bank of Green Valley",
    address=("100 Main Street", "Green Valley, VT 05401"),
    phone="8025550100",
    email="loans@greenvalley.example",
    nmls="412345",
)
FIRST = date(2026, 4, 1)


def plan(
    months: int = 6, names: tuple[str, ...] = ("Ana García", "José Nuñez"), **other: Any
) -> AgreementFacts:
    """$3,613.51 past due, repaid in equal shares."""
    past_due = Money.of("3,613.51")
    facts = AgreementFacts(
        bank=BANK,
        signers=tuple(
            Signer(name, "Co-borrower" if at else "Borrower") for at, name in enumerate(names)
        ),
        receiver=receiver(names, "12 Maple Lane", "Apt 4", "Burlington", "VT", "05401"),
        loan_ends_in="4471",
        property="12 Maple Lane, Apt 4, Burlington, VT 05401",
        made_on=date(2026, 3, 9),
        as_of=date(2026, 3, 9),
        plan_id=17,
        plan_version=2,
        draft=False,
        owed=(
            OwedLine("3 unpaid payments, due January 1, 2026 to March 1, 2026", Money(361350)),
            OwedLine("Late charges", Money(12001)),
            OwedLine("Less money we already hold for you", Money(-12000)),
        ),
        to_repay=past_due,
        installments=tuple(
            PlanInstallment(at + 1, add_months(FIRST, at), Money.of("1,204.50"), share)
            for at, share in enumerate(past_due.split(months))
        ),
        current_on=add_months(FIRST, months - 1),
        cure_days=15,
        history="152-ab12cd34ef56",
    )
    return replace(facts, **other)


def drawn(facts: AgreementFacts) -> Paper:
    return render(agreement(facts))


def pages_of(content: bytes) -> list[str]:
    """The text of each page, in single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def text_of(content: bytes) -> str:
    return " ".join(pages_of(content))
