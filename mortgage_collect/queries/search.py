"""Find a loan by any fragment: name, number, last four, phone, address, e-mail.

Terms lie in their own order in `search_term`, so a prefix is one short walk of an index, on both
engines. Several words narrow each other; nothing is ranked in the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, delete, insert, select
from sqlalchemy.orm import Session

from mortgage_collect.core.money import Money
from mortgage_collect.core.text import folded
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.models.search import SearchTerm

LIMIT = 30
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
    for words in readings(typed):
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
    loans = session.execute(
        select(Loan, Property)
        .outerjoin(Property, Property.id == Loan.property_id)
        .where(Loan.id.in_(list(kinds)[:limit]))
    ).all()
    order = {loan_id: place for place, loan_id in enumerate(kinds)}
    found = [
        Found(
            loan_id=loan.id,
            number=loan.number,
            borrower=loan.borrower,
            place=", ".join(part for part in (home.line_1, home.city, home.state) if part)
            if home
            else "",
            status=loan.status,
            oldest_unpaid_on=loan.oldest_unpaid_on,
            arrears=loan.arrears,
            why=WHY[kinds[loan.id]],
        )
        for loan, home in loans
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
    loan = session.get_one(Loan, loan_id)
    home = session.get(Property, loan.property_id) if loan.property_id else None
    people = session.scalars(
        select(Person)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id == loan_id)
    ).all()
    points = session.execute(
        select(ContactPoint.kind, ContactPoint.value).where(
            ContactPoint.person_id.in_([person.id for person in people])
        )
    ).all()
    terms = set(
        terms_of_loan(
            loan.number,
            [loan.borrower, *(f"{p.written} {p.first} {p.last}" for p in people)],
            [row.value for row in points if row.kind.value == "phone"],
            [
                *([f"{home.line_1} {home.city} {home.zip}"] if home else []),
                *(f"{p.line_1} {p.city} {p.zip}" for p in people if p.line_1),
            ],
            [row.value for row in points if row.kind.value == "email"],
        )
    )
    session.execute(delete(SearchTerm).where(SearchTerm.loan_id == loan_id))
    if terms:
        session.execute(
            insert(SearchTerm),
            [{"term": term, "loan_id": loan_id, "kind": kind} for term, kind in sorted(terms)],
        )


def _matching(words: tuple[str, ...], *, exact: bool) -> Select[int, str]:
    # The longest word names the fewest loans: it leads, the others narrow it.
    first, *rest = sorted(words, key=len, reverse=True)
    query = select(SearchTerm.loan_id, SearchTerm.kind).where(_starts(first, exact=exact))
    for word in rest:
        narrow = select(SearchTerm.loan_id).where(_starts(word, exact=exact))
        query = query.where(SearchTerm.loan_id.in_(narrow))
    return query.order_by(SearchTerm.term, SearchTerm.loan_id)


def _starts(word: str, *, exact: bool) -> ColumnElement[bool]:
    if exact:
        return SearchTerm.term == word
    return SearchTerm.term.between(word, word + "\U0010ffff")
