"""Contacts as the duties look at them: spoken with, an effort to reach them, or a notice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.models.contact import STANDS, Contact
from mortgage_collect.rules.duties.life import Touch
from mortgage_collect.rules.occasion import Purpose

SPOKEN = frozenset({Channel.CALL, Channel.VISIT})
WRITTEN = frozenset({Channel.LETTER, Channel.EMAIL, Channel.TEXT, Channel.PORTAL})
# A call that rang out or reached a machine, or one cut off. A busy line, a dead or a wrong number
# reaches nobody.
TRIED = frozenset({Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.DROPPED})
# Written words that urge the borrower to get in touch; a statement or an answer does not.
URGING = frozenset({"", "early_intervention_notice", "bankruptcy_early_intervention_notice"})


# How long one call and the next belong together.
TRYING = timedelta(days=36)


def touches_by_loan(session: Session, loan_ids: Collection[int]) -> dict[int, tuple[Touch, ...]]:
    """Contacts nobody took back, oldest first.

    One call that reached nobody is no effort yet: comment 39(a)-3 to 12 CFR 1024 speaks of calls
    on more than one occasion, or a message that urges them to get in touch. It counts from the
    second day on which somebody called in vain.
    """
    rows: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    query = (
        select(
            Contact.loan_id,
            Contact.on,
            Contact.channel,
            Contact.direction,
            Contact.outcome,
            Contact.message,
            Contact.person_id,
            Contact.misdirected,
            Contact.purpose,
        )
        .where(Contact.loan_id.in_(loan_ids), STANDS)
        .order_by(Contact.on, Contact.id)
    )
    for row in session.execute(query):
        rows.setdefault(row[0], []).append(row)
    return {loan_id: tuple(_touches(each)) for loan_id, each in rows.items()}


def _touches(rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[Touch]:
    vain = [_in_vain(row) for row in rows]
    again = called_again(row[1] for row, each in zip(rows, vain, strict=True) if each)
    for row, each in zip(rows, vain, strict=True):
        _, on, channel, direction, outcome, message, person_id, misdirected, purpose = row
        ours = direction is Direction.OUTBOUND
        urged = ours and message in URGING and channel in WRITTEN and not misdirected
        yield Touch(
            on,
            channel,
            channel in SPOKEN and outcome.talked,
            urged or (each and on in again),
            told_of_options=outcome.talked and purpose == Purpose.LOSS_MITIGATION,
            message=message if ours else "",
            person_id=person_id,
        )


def called_again(days: Iterable[date]) -> frozenset[date]:
    """Of the days on which somebody called in vain, those that follow another one closely."""
    ordered = sorted(set(days))
    return frozenset(day for before, day in pairwise(ordered) if day - before <= TRYING)


def _in_vain(row: Row[*tuple[Any, ...]]) -> bool:
    _, _, channel, direction, outcome, _, _, misdirected, _ = row
    return (
        direction is Direction.OUTBOUND
        and channel in SPOKEN
        and outcome in TRIED
        and not misdirected
    )
