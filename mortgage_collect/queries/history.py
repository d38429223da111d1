"""The whole history, entry by entry, newest first: when, who, about whom, what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.words import Role
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import LoanPerson, Person
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.queries.history_mended import MENDS
from mortgage_collect.queries.search import find
from mortgage_collect.queries.timeline import KINDS, told

KIND_TITLES: Final[Mapping[str, str]] = {
    "contact": "Contacts",
    "note": "Notes",
    "next": "Next steps",
    "promise": "Promises",
    "payment": "Payments",
    "quote": "Quotes",
    "review": "Financial reviews",
    "plan": "Plans",
    "document": "Documents",
    "flag": "Flags and disasters",
    "matter": "Matters and deadlines",
    "data": "Loans, people, numbers",
    "file": "Files in and out",
    "bank": "The bank and its database",
}


@dataclass(frozen=True, slots=True)
class HistoryAsked:
    """Which entries are wanted. Days are the bank's. `about` is words that find loans, as Ctrl+K
    takes them; `words` are looked for in what was written."""

    by: str = ""
    kind: str = ""
    about: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    loan_id: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry in words. `subject` names whom or what it is about, `loan_id` where it is a loan.
    `correction`: it takes back or mends what an earlier entry said."""

    seq: int
    at: datetime
    actor: str
    kind: str
    subject: str
    title: str
    detail: str
    correction: bool
    loan_id: int | None = None

    @property
    def kind_title(self) -> str:
        return KIND_TITLES.get(self.kind, self.kind)


def actors(session: Session) -> tuple[str, ...]:
    """Everybody who ever changed something, in the order of the alphabet."""
    names = session.scalars(select(HistoryEntry.actor).distinct())
    return tuple(sorted(names, key=str.lower))


def counted(session: Session, asked: HistoryAsked) -> int:
    """How many entries there are of what is asked."""
    chosen = _chosen(session, asked, select(func.count()).select_from(HistoryEntry))
    return session.scalar(chosen) or 0


def page(session: Session, asked: HistoryAsked, offset: int, limit: int) -> tuple[HistoryRow, ...]:
    """Entries, newest first."""
    wanted = _chosen(session, asked, select(HistoryEntry))
    query = wanted.order_by(HistoryEntry.seq.desc()).offset(offset).limit(limit)
    return rows_of(session, session.scalars(query).all())


def _chosen(session: Session, asked: HistoryAsked, query: Select[Any]) -> Select[Any]:
    if asked.by:
        query = query.where(HistoryEntry.actor == asked.by)
    if asked.kind:
        query = query.where(_of_kind(asked.kind))
    if asked.words.strip():
        for word in asked.words.split():
            query = query.where(HistoryEntry.body.icontains(word, autoescape=True))
    zone = ZoneInfo(the_bank(session).zone) if asked.since or asked.until else None
    if asked.since:
        query = query.where(HistoryEntry.at >= datetime.combine(asked.since, time(), zone))
    if asked.until:
        past = asked.until + timedelta(days=1)
        query = query.where(HistoryEntry.at < datetime.combine(past, time(), zone))
    if asked.loan_id is not None:
        query = query.where(HistoryEntry.about.in_(_abouts(session, (asked.loan_id,))))
    if asked.about.strip():
        loans = [found.loan_id for found in find(session, asked.about)]
        query = query.where(HistoryEntry.about.in_(_abouts(session, loans)))
    return query


def _of_kind(kind: str) -> Any:
    named = [event for event, of in KINDS.items() if of == kind]
    if kind != "data":
        return HistoryEntry.event.in_(named)
    # What no sentence is written for is told as data, so it is found there.
    return or_(HistoryEntry.event.in_(named), HistoryEntry.event.not_in(list(KINDS)))


def _abouts(session: Session, loans: Collection[int]) -> list[str]:
    """The subjects that are a loan: itself and everybody on it."""
    people = session.scalars(select(LoanPerson.person_id).where(LoanPerson.loan_id.in_(loans)))
    return [*(f"loan:{loan}" for loan in loans), *(f"person:{person}" for person in people)]


def rows_of(session: Session, entries: Sequence[HistoryEntry]) -> tuple[HistoryRow, ...]:
    """Entries in words, in the order given; each subject by the name it has today."""
    names = _subjects(session, {held.about for held in entries})
    rows = []
    for held in entries:
        said = told(held)
        what, key = _taken_apart(held.about)
        rows.append(
            HistoryRow(
                seq=held.seq,
                at=held.at,
                actor=held.actor,
                kind=said.kind,
                subject=names[held.about],
                title=said.title,
                detail=said.detail,
                correction=held.event in MENDS,
                loan_id=key if what == "loan" else None,
            )
        )
    return tuple(rows)


def _taken_apart(about: str) -> tuple[str, int | None]:
    what, _, key = about.partition(":")
    return what, int(key) if key.isdecimal() else None


def _subjects(session: Session, abouts: Iterable[str]) -> dict[str, str]:
    """What each subject is called today: "Larkspur, Irene 0055", "The bank"."""
    keys: dict[str, set[int]] = {}
    for about in abouts:
        what, key = _taken_apart(about)
        if key is not None:
            keys.setdefault(what, set()).add(key)
    people = session.scalars(select(Person).where(Person.id.in_(keys.get("person", ()))))
    by_key = {("person", person.id): person.shown for person in people}
    borrowers = session.execute(
        select(LoanPerson.loan_id, Person)
        .join(Person, Person.id == LoanPerson.person_id)
        .where(LoanPerson.loan_id.in_(keys.get("loan", ())), LoanPerson.role == Role.BORROWER)
        .order_by(LoanPerson.position.desc(), LoanPerson.id.desc())
    )
    first = {loan: person.shown for loan, person in borrowers}
    loans = session.execute(select(Loan.id, Loan.number).where(Loan.id.in_(keys.get("loan", ()))))
    for key, number in loans:
        by_key["loan", key] = f"{first.get(key, 'Loan')} {text.last_four(number)}"
    return {about: by_key.get(_taken_apart(about), _called(about)) for about in abouts}  # type: ignore[arg-type]


def _called(about: str) -> str:
    """A subject without a name of its own, or one that is gone."""
    what, key = _taken_apart(about)
    titles = {"bank": "The bank", "database": "The database", "queue": "The queue"}
    return titles.get(about, what.replace("_", " ").capitalize() + (f" {key}" if key else ""))
