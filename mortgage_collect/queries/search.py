"""Find a loan by any fragment: name, number, last four, phone, address, e-mail.

The words of a loan are one row of `search_words`, and the database finds rows that have all the
words typed, or words that begin so. Nothing is ranked there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import TextClause, bindparam, delete, insert, select, text
from sqlalchemy.orm import Session

from mortgage_collect.core.money import Money
from mortgage_collect.core.text import folded
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.models.search import VECTOR, SearchWords

LIMIT = 30
CHUNK = 400  # loans indexed in one stroke
MOST_WORDS = 10  # whoever types more is not asked about the last of them
_WORDS = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[^0-9a-z]")
_PHONE = re.compile(r"[\d().+\-\s]{7,}")

# The columns of `search_words`; of several reasons to find a loan the first of these is told.
WHY = {
    "names": "name",
    "numbers": "loan number",
    "phones": "phone",
    "places": "address",
    "emails": "e-mail",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer; `why` names what matched."""

    loan_id: int
    number: str
    borrower: str
    place: str
    status: LoanStatus
    oldest_unpaid_on: date | None
    arrears: Money | None
    why: str


def find(session: Session, typed: str, *, limit: int = LIMIT) -> tuple[Found, ...]:
    """Loans that match every word typed, exact matches first; nothing for fewer than two signs."""
    places: dict[int, int] = {}
    for words in readings(typed):
        for exact in (True, False):
            for loan_id in session.scalars(*_matching(session, words, exact, limit)):
                places.setdefault(loan_id, len(places))
            if len(places) >= limit:
                break
        if places:
            return _found(session, words, places, limit)
    return ()


def _found(
    session: Session, words: Sequence[str], places: dict[int, int], limit: int
) -> tuple[Found, ...]:
    # Columns, not whole loans: every key that is pressed asks again.
    loans = session.execute(
        select(
            Loan.id,
            Loan.number,
            Loan.borrower,
            Loan.status,
            Loan.oldest_unpaid_on,
            Loan.arrears,
            Property.line_1,
            Property.city,
            Property.state,
            *(getattr(SearchWords, kind) for kind in WHY),
        )
        .join(SearchWords, SearchWords.loan_id == Loan.id)
        .outerjoin(Property, Property.id == Loan.property_id)
        .where(Loan.id.in_(list(places)[:limit]))
    ).all()
    found = [
        Found(
            loan_id=row.id,
            number=row.number,
            borrower=row.borrower,
            place=", ".join(part for part in (row.line_1, row.city, row.state) if part),
            status=row.status,
            oldest_unpaid_on=row.oldest_unpaid_on,
            arrears=row.arrears,
            why=_why(words, row._asdict()),
        )
        for row in loans
    ]
    return tuple(sorted(found, key=lambda row: places[row.loan_id]))


def _why(words: Sequence[str], row: Mapping[str, Any]) -> str:
    """What most of the words are of this loan; of several the first."""
    times = {kind: sum(f" {word}" in f" {row[kind]}" for word in words) for kind in WHY}
    return WHY[max(times, key=lambda kind: times[kind])]


def readings(typed: str) -> tuple[tuple[str, ...], ...]:
    """The words of what was typed, in the ways they may be meant, likeliest first.

    Digits in any punctuation are one number: a loan's, or a telephone's with or without its
    country code. Where no such number is on file they are words, as in "05401-1234".
    """
    text = folded(typed)
    words = tuple(_WORDS.findall(text))
    if sum(map(len, words)) < 2:
        return ()
    digits = re.sub(r"\D", "", text)
    if not _PHONE.fullmatch(text) or len(digits) < 7:
        return (words,)
    ways = [(digits,)]
    if len(digits) == 11 and digits.startswith("1"):
        ways.append((digits[1:],))
    if len(words) > 1:
        ways.append(words)
    return tuple(ways)


def words_of_loan(
    number: str,
    names: Iterable[str],
    phones: Iterable[str],
    places: Iterable[str],
    emails: Iterable[str],
) -> tuple[str, str, str, str, str]:
    """The words of one loan by kind (`WHY`): all beginnings one may type, and ends of numbers."""
    plain = _SIGNS.sub("", number.casefold())
    numbers = {*_WORDS.findall(folded(number)), plain, plain.lstrip("0"), plain[-4:]} - {""}
    digits = {end for phone in phones for end in _ends(phone)}
    return (
        _words(names),
        " ".join(sorted(numbers)),
        " ".join(sorted(digits)),
        _words(places),
        _words(emails),
    )


def _words(texts: Iterable[str]) -> str:
    text = " ".join(texts)
    if "'" in text or "\u2019" in text:
        # O'Brien is found as obrien as well.
        text = f"{text} {text.replace(chr(39), '').replace(chr(0x2019), '')}"
    plain = text.casefold() if text.isascii() else folded(text)
    return " ".join(sorted(set(_WORDS.findall(plain))))


def _ends(phone: str) -> tuple[str, ...]:
    """A telephone as one may type it: whole, without its area code, its last four."""
    return (phone, phone[3:], phone[-4:]) if len(phone) == 10 else (phone,)


def index_loan(session: Session, loan_id: int) -> None:
    """Writes the terms of one loan anew; called by every service that changes a name or number."""
    index_loans(session, [loan_id])


def index_loans(session: Session, loan_ids: Sequence[int]) -> None:
    """Writes the terms of these loans anew, a few hundred at a time."""
    session.flush()
    for start in range(0, len(loan_ids), CHUNK):
        _index_some(session, loan_ids[start : start + CHUNK])


def _index_some(session: Session, loan_ids: Sequence[int]) -> None:
    people = session.execute(
        select(
            LoanPerson.loan_id,
            Person.id,
            Person.written,
            Person.first,
            Person.last,
            Person.line_1,
            Person.city,
            Person.zip,
        )
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id.in_(loan_ids))
    ).all()
    points = session.execute(
        select(ContactPoint.person_id, ContactPoint.kind, ContactPoint.value).where(
            ContactPoint.person_id.in_({person.id for person in people})
        )
    ).all()
    reach: dict[tuple[int, str], list[str]] = defaultdict(list)
    for point in points:
        reach[point.person_id, point.kind.value].append(point.value)
    on_loan = defaultdict(list)
    for person in people:
        on_loan[person.loan_id].append(person)
    loans = session.execute(
        select(Loan.id, Loan.number, Loan.borrower, Property.line_1, Property.city, Property.zip)
        .outerjoin(Property, Property.id == Loan.property_id)
        .where(Loan.id.in_(loan_ids))
    ).all()
    rows: list[dict[str, object]] = []
    for loan in loans:
        near = on_loan[loan.id]
        words = words_of_loan(
            loan.number,
            [loan.borrower, *(f"{p.written} {p.first} {p.last}" for p in near)],
            [value for p in near for value in reach[p.id, "phone"]],
            [
                *([f"{loan.line_1} {loan.city} {loan.zip}"] if loan.line_1 is not None else []),
                *(f"{p.line_1} {p.city} {p.zip}" for p in near if p.line_1),
            ],
            [value for p in near for value in reach[p.id, "email"]],
        )
        rows.append({"loan_id": loan.id, **dict(zip(WHY, words, strict=True))})
    _sqlite_index(session, _TAKE_OUT, ids=loan_ids)
    # Nothing of it is held in the session: to look for it there would take longer than all else.
    session.execute(
        delete(SearchWords).where(SearchWords.loan_id.in_(loan_ids)),
        execution_options={"synchronize_session": False},
    )
    if rows:
        session.execute(insert(SearchWords), rows)
    _sqlite_index(session, _PUT_IN, ids=loan_ids)


def index_new(session: Session, first: int) -> None:
    """Takes up the words of all loans from this id on, which have just been written in bulk."""
    _sqlite_index(session, _PUT_IN_FROM, first=first)


def forget(session: Session, first: int, last: int) -> None:
    """Takes the words of all loans of these ids out of index and table."""
    span = {"first": first, "last": last}
    _sqlite_index(session, _TAKE_OUT_SPAN, **span)
    session.execute(text("DELETE FROM search_words WHERE loan_id BETWEEN :first AND :last"), span)


def _sqlite_index(session: Session, statement: TextClause, **given: Any) -> None:
    """Keeps SQLite's index up with the table it is of; PostgreSQL does so by itself."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(statement, given)


_COLUMNS = ", ".join(WHY)
# The index holds no words of its own: what it shall forget is told from the table.
_TAKE_OUT = text(
    f"INSERT INTO search_index (search_index, rowid, {_COLUMNS}) "
    f"SELECT 'delete', loan_id, {_COLUMNS} FROM search_words WHERE loan_id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_TAKE_OUT_SPAN = text(
    f"INSERT INTO search_index (search_index, rowid, {_COLUMNS}) "
    f"SELECT 'delete', loan_id, {_COLUMNS} FROM search_words "
    "WHERE loan_id BETWEEN :first AND :last"
)
_PUT_IN = text(
    f"INSERT INTO search_index (rowid, {_COLUMNS}) "
    f"SELECT loan_id, {_COLUMNS} FROM search_words WHERE loan_id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_PUT_IN_FROM = text(
    f"INSERT INTO search_index (rowid, {_COLUMNS}) "
    f"SELECT loan_id, {_COLUMNS} FROM search_words WHERE loan_id >= :first"
)
_ON_SQLITE = text(
    "SELECT rowid FROM search_index WHERE search_index MATCH :words ORDER BY rowid LIMIT :most"
)
# First all that match: else the server may walk the book by its key and compare each loan.
_ON_SERVER = text(
    f"WITH there AS MATERIALIZED (SELECT loan_id FROM search_words WHERE {VECTOR} "
    "@@ CAST(:words AS tsquery)) SELECT loan_id FROM there ORDER BY loan_id LIMIT :most"
)


def _matching(
    session: Session, words: Sequence[str], exact: bool, most: int
) -> tuple[TextClause, dict[str, Any]]:
    """Loans that have all the words, by their ids: the statement and what it is asked with."""
    if session.get_bind().dialect.name == "postgresql":
        marked = " & ".join(f"'{word}'{'' if exact else ':*'}" for word in words[:MOST_WORDS])
        return _ON_SERVER, {"words": marked, "most": most}
    marked = " ".join(f'"{word}"{"" if exact else "*"}' for word in words[:MOST_WORDS])
    return _ON_SQLITE, {"words": marked, "most": most}
