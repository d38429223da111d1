"""Reinstatement and payoff figures: computed from the file, and kept as they were given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.money import ZERO
from mortgage_collect.events.event import plain
from mortgage_collect.events.loans import QuoteGiven
from mortgage_collect.loanmath.late_charge_cap import CappedCharge, capped_charge, caps_for
from mortgage_collect.loanmath.payoff import payoff
from mortgage_collect.loanmath.quote import Quote
from mortgage_collect.loanmath.reinstatement import reinstatement
from mortgage_collect.loanmath.terms import Installment, LoanTerms
from mortgage_collect.models.loan import Loan, Property, QuoteRecord
from mortgage_collect.queries.facts import facts_of, the_bank
from mortgage_collect.queries.programs import program_of
from mortgage_collect.store.unit_of_work import UnitOfWork

LATE_ENOUGH: Final = 60
"""Days beyond the grace at which every cap lets a charge be made."""


def reinstatement_quote(
    session: Session, loan_id: int, now: datetime, good_through: date | None = None
) -> Quote:
    """What brings the loan current by a day (today when None); changes nothing."""
    loan = session.get_one(Loan, loan_id)
    facts = facts_of(session, loan, now)
    as_of = _as_of(session, facts.snapshot.as_of, now, good_through)
    made = reinstatement(
        facts.terms, facts.snapshot, facts.received, facts.billed, as_of, good_through or as_of
    )
    return _with_the_cap(made, cap_on_late_charges(session, loan, facts.terms, as_of))


def payoff_quote(
    session: Session, loan_id: int, now: datetime, good_through: date | None = None
) -> Quote:
    """What pays the loan off by a day (today when None); changes nothing."""
    loan = session.get_one(Loan, loan_id)
    facts = facts_of(session, loan, now)
    as_of = _as_of(session, facts.snapshot.as_of, now, good_through)
    made = payoff(
        facts.terms, facts.snapshot, facts.received, facts.billed, as_of, good_through or as_of
    )
    return _with_the_cap(made, cap_on_late_charges(session, loan, facts.terms, as_of))


def cap_on_late_charges(
    session: Session, loan: Loan, terms: LoanTerms, on: date
) -> CappedCharge | None:
    """The late charge of one regular payment against the caps of its state and program.

    None where the note's charge is not known, or no cap is below it.
    """
    if terms.late_charge is None:
        return None
    home = session.get(Property, loan.property_id) if loan.property_id else None
    caps = caps_for(home.state if home else None, program_of(session, loan, on).key, on)
    regular = Installment(on, terms.principal_interest, terms.escrow)
    late = on + timedelta(days=terms.late_charge.grace_days + LATE_ENOUGH)
    found = capped_charge(terms.late_charge, regular, late, caps)
    return found if found.held_by is not None else None


def _with_the_cap(quote: Quote, cap: CappedCharge | None) -> Quote:
    """The line of the late charges with what a cap says of it; the amount stays the file's."""
    if cap is None or cap.held_by is None:
        return quote
    says = f"{cap.held_by.citation}: at most {cap.charge} a payment, the note has {cap.by_note}"
    if not cap.held_by.verified:
        says += "; not verified"
    lines = tuple(
        replace(line, note="; ".join(filter(None, (line.note, says))))
        if line.key == "late_charges" and line.amount != ZERO
        else line
        for line in quote.lines
    )
    return replace(quote, lines=lines)


def _as_of(session: Session, snapshot: date, now: datetime, good_through: date | None) -> date:
    """Today; for a figure of an earlier day that day, but never before the tape's own."""
    today = local_date(now, the_bank(session).zone)
    return max(min(today, good_through or today), snapshot)


def give_quote(unit: UnitOfWork, loan_id: int, quote: Quote) -> int:
    """Keeps a figure as it was told; the same figure told twice on a day is kept once."""
    day = local_date(unit.now, the_bank(unit.session).zone)
    lines = plain(quote.lines)
    held = unit.session.scalars(
        select(QuoteRecord)
        .where(
            QuoteRecord.loan_id == loan_id,
            QuoteRecord.kind == quote.kind,
            QuoteRecord.as_of == quote.as_of,
            QuoteRecord.good_through == quote.good_through,
            QuoteRecord.total == quote.total,
            QuoteRecord.made_by == unit.actor,
        )
        .order_by(QuoteRecord.id.desc())
        .limit(1)
    ).first()
    if held is not None and local_date(held.made_at, the_bank(unit.session).zone) == day:
        return held.id
    record = QuoteRecord(
        loan_id=loan_id,
        kind=quote.kind,
        made_at=unit.now,
        made_by=unit.actor,
        as_of=quote.as_of,
        good_through=quote.good_through,
        total=quote.total,
        at_least=quote.at_least,
        lines=lines,
    )
    unit.session.add(record)
    unit.session.flush()
    unit.record(
        QuoteGiven(
            about=f"loan:{loan_id}",
            quote_id=record.id,
            kind=quote.kind,
            as_of=quote.as_of,
            good_through=quote.good_through,
            total=quote.total,
            at_least=quote.at_least,
        )
    )
    return record.id
