"""Keeps, while a tape is written, what undoing it will need, in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Table, func, insert, literal, select
from sqlalchemy.orm import Session

from mortgage_collect.models.loan import Installment, Loan, Property
from mortgage_collect.models.person import ContactPoint, Flag, LoanPerson, Person
from mortgage_collect.models.tape_trace import LOAN_WAS, PROPERTY_WAS, TapeTrace
from mortgage_collect.queries.spans import spans, within
from mortgage_collect.store import history_chain
from mortgage_collect.store.bulk import reserve_ids

# Whatever an import may add a row to; what refers to another comes before it.
MADE: tuple[Table, ...] = tuple(
    model.__table__  # type: ignore[misc]
    for model in (Flag, Installment, ContactPoint, LoanPerson, Person, Loan, Property)
)


@dataclass(frozen=True, slots=True)
class Before:
    """The highest id of each table, and the history, before anything was written."""

    highest: dict[str, int]
    head: int


def before(session: Session) -> Before:
    """To be taken once nobody else can write history: from then on every new row is the tape's."""
    highest = {table.name: session.scalar(select(func.max(table.c.id))) or 0 for table in MADE}
    return Before(highest, history_chain.head(session).seq)


def keep_rows(
    session: Session, tape_id: int, loan_ids: Iterable[int], home_ids: Iterable[int]
) -> None:
    """Loans and homes as they stand, before the tape changes them."""
    _copy(session, Loan.__table__, LOAN_WAS, "loan_id", tape_id, loan_ids)  # type: ignore[arg-type]
    _copy(
        session,
        Property.__table__,  # type: ignore[arg-type]
        PROPERTY_WAS,
        "property_id",
        tape_id,
        home_ids,
    )


def keep_made(session: Session, tape_id: int, since: Before) -> None:
    """The ids of all rows the import made, as spans."""
    session.flush()
    made = {}
    for table in MADE:
        key = table.c.id
        new = key > since.highest[table.name]
        number, first, last = session.execute(
            select(func.count(), func.min(key), func.max(key)).where(new)
        ).one()
        if number:
            whole = number == last - first + 1
            made[table.name] = (
                [[first, last]] if whole else spans(session.scalars(select(key).where(new)))
            )
    session.add(TapeTrace(tape_id=tape_id, head=since.head, made=made))
    session.flush()


def copied(table: Table, was: Table) -> dict[str, str]:
    """Which column of the kept row holds which column of the table."""
    own = {
        each.name.removeprefix("was_"): each.name
        for each in was.columns
        if each.name.startswith("was_")
    }
    return {
        column.name: own.get(column.name, column.name)
        for column in table.columns
        if own.get(column.name, column.name) in was.c
    }


def _copy(
    session: Session, table: Table, was: Table, key: str, tape_id: int, ids: Iterable[int]
) -> None:
    columns = copied(table, was)
    names = ["tape_id", key, *columns.values()]
    for some in within(table.c.id, spans(ids)):
        rows = select(literal(tape_id), table.c.id, *(table.c[name] for name in columns))
        session.execute(insert(was).from_select(names, rows.where(some)))


def loan_ids(session: Session, count: int) -> Iterator[int]:
    """Ids for new loans. Those of loans that an undone import made are never given again: the
    history still speaks of them."""
    gone = [
        last for made in session.scalars(select(TapeTrace.made)) for _, last in made.get("loan", ())
    ]
    return reserve_ids(session, Loan.__table__, count, above=max(gone, default=0))  # type: ignore[arg-type]
