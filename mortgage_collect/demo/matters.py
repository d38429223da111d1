"""Matters of the practice bank at every stage: applications, errors, requests, a bankruptcy ...

As the stories, they are told through the services, a step a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import select

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import Channel, Outcome, Role
from mortgage_collect.demo.book import DemoLoan
from mortgage_collect.demo.who import Act, Who
from mortgage_collect.models.matter import Matter
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.loans import add_person
from mortgage_collect.services.matters import SaidStep, open_matter, take_step
from mortgage_collect.store.unit_of_work import UnitOfWork

Add = Callable[[DemoLoan, int, int, Act], None]
YEAR = 2026


def tell_matters(
    add: Add, early: Sequence[DemoLoan], middle: Sequence[DemoLoan], late: Sequence[DemoLoan]
) -> None:
    """Adds the moments of loans one, two, and three months behind and more."""
    _notices(add, early, middle, late)
    _applications(add, late)
    _of_the_court_and_the_forces(add, middle, late)
    _letters(add, early, middle)
    _insurance(add, early[16])
    add(late[12], 10, 15, _referred)
    add(
        late[13], 10, 20,
        opened(MatterKind.TRANSFER, "agreed", direction="out", effective="2026-12-01",
               other="Lake Servicing LLC"),
    )  # fmt: skip
    add(late[6], 10, 12, _successor)


def _notices(
    add: Add, early: Sequence[DemoLoan], middle: Sequence[DemoLoan], late: Sequence[DemoLoan]
) -> None:
    """The notices of 12 USC 1701x(c)(5): most in time, one late, one forgotten. The last of the
    early ones have been a month behind for a while."""
    for loans, month, forgotten in ((late, 9, 17), (middle, 10, 11), (early[19:], 9, -1)):
        for index, loan in enumerate(loans):
            if index == forgotten:
                continue
            day = 28 if index == 16 else 9
            add(loan, month, day, _sent("counseling_notice"))
            add(loan, month, day, _sent("scra_notice"))


def _applications(add: Add, late: Sequence[DemoLoan]) -> None:
    """One waits for papers, one for the decision, one was denied and appealed."""
    kind = MatterKind.APPLICATION
    add(late[9], 10, 5, opened(kind, "received", how="oral"))
    add(
        late[9], 10, 9,
        step(kind, "acknowledged", complete="no", missing="pay stubs; bank statements",
             reasonable_date="2026-11-04"),
    )  # fmt: skip
    add(late[9], 10, 20, step(kind, "item_received", item="pay stubs"))
    add(late[10], 9, 28, opened(kind, "received", how="written"))
    add(
        late[10], 10, 2,
        step(kind, "acknowledged", complete="no", missing="tax return",
             reasonable_date="2026-10-30"),
    )  # fmt: skip
    add(late[10], 10, 14, step(kind, "item_received", item="tax return"))
    add(late[10], 10, 19, step(kind, "complete_notice"))
    add(late[11], 9, 11, opened(kind, "received", how="written"))
    add(late[11], 9, 16, step(kind, "acknowledged", complete="yes"))
    add(late[11], 9, 17, step(kind, "complete_notice"))
    add(
        late[11], 10, 9,
        step(kind, "decided", denied="modification", offered="repayment_plan",
             reasons="Income does not carry a longer term.", grounds="other",
             accept_by="2026-10-26", appeal="yes", stopped_at_first="no"),
    )  # fmt: skip
    add(late[11], 10, 21, step(kind, "appealed"))


def _of_the_court_and_the_forces(
    add: Add, middle: Sequence[DemoLoan], late: Sequence[DemoLoan]
) -> None:
    bankruptcy = MatterKind.BANKRUPTCY
    filed = date(YEAR, 9, 22)
    add(late[4], 9, 24, opened(bankruptcy, "petition", filed, chapter="13", case="26-10231"))
    add(late[5], 9, 24, opened(bankruptcy, "petition", date(YEAR, 6, 2), chapter="7"))
    add(late[5], 9, 24, step(bankruptcy, "discharged", date(YEAR, 9, 18), personal="yes"))
    service = opened(MatterKind.SERVICEMEMBER, "began", service_on="2026-09-01")
    add(middle[6], 10, 21, service)
    add(middle[8], 10, 22, opened(MatterKind.CEASE, "received", written="yes", what="all"))


def _letters(add: Add, early: Sequence[DemoLoan], middle: Sequence[DemoLoan]) -> None:
    """Errors, requests and a complaint: answered, acknowledged, due today, late."""
    error, request = MatterKind.ERROR_NOTICE, MatterKind.INFORMATION_REQUEST
    payoff = MatterKind.PAYOFF_REQUEST
    add(
        middle[9], 10, 12,
        opened(error, "received", written="yes", category="b2", about_payment="yes",
               what="The September payment was not credited."),
    )  # fmt: skip
    add(middle[9], 10, 16, step(error, "acknowledged"))
    add(middle[10], 10, 26, opened(error, "received", written="yes", category="b5"))
    add(middle[12], 10, 22, opened(request, "received", written="yes", asks="owner"))
    add(early[15], 10, 27, opened(payoff, "received", written="yes", as_of="2026-11-13"))
    add(early[19], 10, 13, opened(payoff, "received", written="yes"))
    add(early[19], 10, 16, step(payoff, "sent"))
    add(
        early[17], 10, 28,
        opened(MatterKind.COMPLAINT, "received", how="written",
               what="Says that nobody calls back."),
    )  # fmt: skip


def _insurance(add: Add, loan: DemoLoan) -> None:
    lapsed = opened(MatterKind.INSURANCE, "lapsed", lapsed_on="2026-09-14", cheaper="no")
    add(loan, 9, 24, lapsed)
    add(loan, 9, 24, step(MatterKind.INSURANCE, "unable", why="canceled"))
    add(loan, 9, 28, step(MatterKind.INSURANCE, "first_notice"))


def opened(kind: MatterKind, key: str, on: date | None = None, **details: str) -> Act:
    """A matter of the loan, of its borrower where its kind is a person's; today unless told."""

    def act(unit: UnitOfWork, who: Who) -> None:
        said = SaidStep(key, on or unit.now.date(), details)
        open_matter(unit, who.loan_id, kind, said, person_id=who.person_id)

    return act


def step(kind: MatterKind, key: str, on: date | None = None, **details: str) -> Act:
    """The next step of the loan's newest matter of a kind."""

    def act(unit: UnitOfWork, who: Who) -> None:
        matter_id = unit.session.scalars(
            select(Matter.id)
            .where(Matter.loan_id == who.loan_id, Matter.kind == kind)
            .order_by(Matter.id.desc())
            .limit(1)
        ).one()
        take_step(unit, matter_id, SaidStep(key, on or unit.now.date(), details))

    return act


def _sent(message: str) -> Act:
    def act(unit: UnitOfWork, who: Who) -> None:
        said = LogContact(
            who.loan_id, Outcome.SENT, who.person_id, channel=Channel.LETTER, message=message
        )
        log_contact(unit, said)

    return act


def _referred(unit: UnitOfWork, who: Who) -> None:
    said = SaidStep(
        "referred",
        unit.now.date(),
        {"ground": "delinquency"},
        as_it_happened=True,
        reason="Counsel was asked to wait with the filing until the days are over.",
    )
    open_matter(unit, who.loan_id, MatterKind.FORECLOSURE, said)


def _successor(unit: UnitOfWork, who: Who) -> None:
    """The daughter of the borrower who died rang, and papers were asked of her."""
    heir = add_person(unit, who.loan_id, Role.SUCCESSOR, written="FARR, ELLEN")
    said = SaidStep("learned", unit.now.date(), {"written": "no", "how": "by inheritance"})
    matter_id = open_matter(unit, who.loan_id, MatterKind.SUCCESSOR, said, person_id=heir)
    take_step(unit, matter_id, SaidStep("described", unit.now.date()))
