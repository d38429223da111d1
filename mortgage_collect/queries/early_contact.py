"""By when the law asks that the borrowers of a loan are reached, as far as the file tells."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.words import Channel, Direction, Occupancy
from mortgage_collect.models.contact import STANDS, Contact
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.rules.coverage.bank_profile import BankProfile
from mortgage_collect.rules.coverage.reg_x import BY_KEY, MortgageFacts, applies
from mortgage_collect.rules.early_contact import live_contact_due, notice_due

NOTICES = ("early_intervention_notice", "bankruptcy_early_intervention_notice")


def duty_due(
    session: Session, loan: Loan, home: Property | None, profile: BankProfile, today: date
) -> date | None:
    """The nearest day of 12 CFR 1024.39(a) or (b) on this loan; None: not late, or exempt.

    A switch nobody knows leaves the duty on. Which installments are unpaid is counted from the
    oldest one, month by month: what was paid out of turn is not seen here.
    """
    oldest = loan.oldest_unpaid_on
    if oldest is None or oldest >= today or not _bound(home, profile):
        return None
    unpaid = [oldest]
    while (then := add_months(oldest, len(unpaid))) < today:
        unpaid.append(then)
    rows = session.execute(
        select(Contact.on, Contact.channel, Contact.direction, Contact.outcome, Contact.message)
        .where(Contact.loan_id == loan.id, Contact.on >= oldest, STANDS)
    ).all()  # fmt: skip
    reached, sent = [], []
    for on, channel, direction, outcome, message in rows:
        written = channel in (Channel.LETTER, Channel.EMAIL) and direction is Direction.OUTBOUND
        talked = channel in (Channel.CALL, Channel.VISIT) and outcome.talked
        if talked or written:
            reached.append(on)
        if written and message in NOTICES:
            sent.append(on)
    live = live_contact_due(unpaid, reached, today)
    notice = notice_due(unpaid, sent, today)
    return min((due for due in (live, notice) if due is not None), default=None)


def _bound(home: Property | None, profile: BankProfile) -> bool:
    residence = {
        Occupancy.OWNER: True,
        Occupancy.SECOND_HOME: False,
        Occupancy.INVESTOR: False,
        Occupancy.TENANT: False,
    }
    facts = MortgageFacts(
        principal_residence=residence.get(home.occupancy) if home else None,
        farm_credit=profile.farm_credit,
        small_servicer=profile.small_servicer.answer,
    )
    return applies(BY_KEY["39a"], facts).binds
