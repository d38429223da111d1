"""Find a loan by any fragment: name, number, last four, phone, address, e-mail.

Terms lie in their own order in `search_term`, so a prefix is one short walk of an index, on both
engines. Several words narrow each other; nothing is ranked in the database.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from mortgage_collect.core.money import Money
from mortgage_collect.core.text import folded
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.models.search import SearchTerm

LIMIT = 30
COMMON = 2_000  # beyond so many loans a word is common, and how common does not matter
CHUNK = 400  # loans indexed in one stroke
LONGEST_TERM = 60
_WORDS = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[^0-9a-z]")
_PHONE = re.compile(r"[\d().+\-\s]{7,}")

# Kinds, one letter each, as stored.
NAME, NUMBER, PHONE, PLACE, EMAIL = "n", "l", "p", "a", "e"
WHY = {NAME: "name", NUMBER: "loan number", PHONE: "phone", PLACE: "address", EMAIL: "e-mail"}

# Of several reasons one loan was found for, the first of these is told.
RANK = (NAME, NUMBER, PHONE, PLACE, EMAIL)


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
    kinds: dict[int, str] = {}
    for reading in readings(typed):
        words = _rarest_first(session, reading)
        for exact in (True, False):
            rows = session.execute(_matching(words, exact=exact).limit(limit)).all()
            for loan_id, kind in rows:
                kinds[loan_id] = min(kinds.get(loan_id, kind), kind, key=RANK.index)
            if len(kinds) >= limit:
                break
        if kinds:
            break
    if not kinds:
        return ()
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
        )
        .outerjoin(Property, Property.id == Loan.property_id)
        .where(Loan.id.in_(list(kinds)[:limit]))
    ).all()
    order = {loan_id: place for place, loan_id in enumerate(kinds)}
    found = [
        Found(
            loan_id=row.id,
            number=row.number,
            borrower=row.borrower,
            place=", ".join(part for part in (row.line_1, row.city, row.state) if part),
            status=row.status,
            oldest_unpaid_on=row.oldest_unpaid_on,
            arrears=row.arrears,
            why=WHY[kinds[row.id]],
        )
        for row in loans
    ]
    return tuple(sorted(found, key=lambda row: order[row.loan_id]))


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


def terms_of_loan(
    number: str,
    names: Iterable[str],
    phones: Iterable[str],
    places: Iterable[str],
    emails: Iterable[str],
) -> Iterator[tuple[str, str]]:
    """(term, kind) of one loan: every beginning one may type, and the ends of numbers."""
    plain = _SIGNS.sub("", number.casefold())
    if plain:
        yield plain[:LONGEST_TERM], NUMBER
        if (bare := plain.lstrip("0")) and bare != plain:
            yield bare[:LONGEST_TERM], NUMBER
        if len(plain) > 4:
            yield plain[-4:], NUMBER
    for part in _WORDS.findall(folded(number)):
        if part != plain:
            yield part[:LONGEST_TERM], NUMBER
    for kind, texts in ((NAME, names), (PLACE, places), (EMAIL, emails)):
        text = " ".join(texts)
        if "'" in text or "\u2019" in text:
            # O'Brien is found as obrien as well.
            text = f"{text} {text.replace(chr(39), '').replace(chr(0x2019), '')}"
        for word in _WORDS.findall(folded(text)):
            yield word[:LONGEST_TERM], kind
    for digits in phones:
        yield digits, PHONE
        if len(digits) == 10:
            yield digits[3:], PHONE
            yield digits[-4:], PHONE


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
        terms = set(
            terms_of_loan(
                loan.number,
                [loan.borrower, *(f"{p.written} {p.first} {p.last}" for p in near)],
                [value for p in near for value in reach[p.id, "phone"]],
                [
                    *([f"{loan.line_1} {loan.city} {loan.zip}"] if loan.line_1 is not None else []),
                    *(f"{p.line_1} {p.city} {p.zip}" for p in near if p.line_1),
                ],
                [value for p in near for value in reach[p.id, "email"]],
            )
        )
        rows += [{"term": term, "loan_id": loan.id, "kind": kind} for term, kind in sorted(terms)]
    # Nothing of it is held in the session: to look for it there would take longer than all else.
    session.execute(
        delete(SearchTerm).where(SearchTerm.loan_id.in_(loan_ids)),
        execution_options={"synchronize_session": False},
    )
    if rows:
        session.execute(insert(SearchTerm), rows)


# Made once; whoever types more words than these is not asked about the last of them.
_OTHERS = tuple(aliased(SearchTerm) for _ in range(9))


def _matching(words: Sequence[str], *, exact: bool) -> Select[int, str]:
    """Loans by the first word, in its order, narrowed by the others loan by loan."""
    first, *rest = words
    query = select(SearchTerm.loan_id, SearchTerm.kind).where(_starts(SearchTerm, first, exact))
    for word, other in zip(rest, _OTHERS, strict=False):
        same_loan = select(other.loan_id).where(
            other.loan_id == SearchTerm.loan_id, _starts(other, word, exact)
        )
        query = query.where(same_loan.correlate(SearchTerm).exists())
    return query.order_by(SearchTerm.term, SearchTerm.loan_id)


def _rarest_first(session: Session, words: Sequence[str]) -> list[str]:
    """The word that names the fewest loans leads: every one of its loans is looked at."""
    if len(words) < 2:
        return list(words)
    ranked = []
    for word in words:
        some = select(SearchTerm.loan_id).where(_starts(SearchTerm, word, False)).limit(COMMON)
        times = session.scalar(select(func.count()).select_from(some.subquery())) or 0
        ranked.append((times, -len(word), word))
    return [word for _, _, word in sorted(ranked)]


def _starts(table: type[SearchTerm], word: str, exact: bool) -> ColumnElement[bool]:
    if exact:
        return table.term == word
    return table.term.between(word, word + "\U0010ffff")
