"""What a talk about one loan needs: set words that fit us and the person, and what to ask them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import Identity, Language, PointKind
from mortgage_collect.documents.set_words import (
    SetWords,
    disclosure_key,
    set_words,
    voicemail_key,
)
from mortgage_collect.models.contact import STANDS, Contact
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.models.user import User
from mortgage_collect.queries.accounts import second_people
from mortgage_collect.queries.bank_facts import HOLD_BACK, SHOW_AT_ONCE
from mortgage_collect.queries.confirming import confirmed_lines
from mortgage_collect.queries.coverage import coverage_of
from mortgage_collect.queries.facts import policy, the_bank

PUBLIC_RECORD = "public record: whoever lives there or looks it up can tell"
WHO_ANSWERS = "whoever answers it can tell"
QUESTIONS = 2
"""How many things a person is asked before we are sure of them: the bank's own practice."""


@dataclass(frozen=True, slots=True)
class Said:
    """Set words with their blanks filled; `says` is "" where nothing may be said."""

    words: SetWords
    says: str

    @property
    def reviewed(self) -> bool:
        """Nobody has reviewed a translation of ours yet."""
        return self.words.language is Language.ENGLISH


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to ask, and what the file holds: for the specialist's eyes, never kept.

    `weak`: who else can tell it, so that it proves little; "" where hardly anybody can.
    """

    identity: Identity
    answer: str
    weak: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person on the loan. `disclosure` is None where none is owed."""

    person_id: int
    name: str
    asks: tuple[Asked, ...]
    voicemail: Said
    third_party: Said
    disclosure: Said | None

    @property
    def language(self) -> Language:
        """In which they are spoken to."""
        return self.voicemail.words.language

    @property
    def questions(self) -> int:
        """How many of the things to ask must be right; fewer where the file holds fewer."""
        return min(QUESTIONS, len(self.asks))

    def sure_by(self, told: Collection[Identity]) -> bool:
        """Enough was right, and not only what others can tell where the file holds more."""
        right = [each for each in self.asks if each.identity in told]
        enough = self.questions > 0 and len(right) >= self.questions
        weak_only = all(each.weak for each in right) and not all(each.weak for each in self.asks)
        return enough and not weak_only


@dataclass(frozen=True, slots=True)
class Talk:
    """`collector`: whether the FDCPA binds us here, None for not known; `why` in a sentence.

    `others` work here as well, by login and name: a second person may be asked. `holds_back`: the
    bank shows no amounts in a talk until somebody is sure of the person; `lines_tried` are the
    numbers to give away which somebody at the bank has tried or read.
    """

    loan_id: int
    collector: bool | None
    why: str
    blanks: dict[str, str]
    people: tuple[Speaker, ...]
    others: tuple[tuple[str, str], ...] = ()
    holds_back: bool = True
    lines_tried: frozenset[str] = frozenset()

    def speaker(self, person_id: int | None) -> Speaker | None:
        return next((each for each in self.people if each.person_id == person_id), None)


def talk(session: Session, loan_id: int, caller: str, at: datetime) -> Talk:
    """For everybody on the loan; `caller` is the login of whoever speaks."""
    bank = the_bank(session)
    on = local_date(at, bank.zone)
    fdcpa = coverage_of(session, loan_id, on).fdcpa
    loan = session.get_one(Loan, loan_id)
    home = session.get(Property, loan.property_id) if loan.property_id else None
    name = session.scalar(select(User.name).where(User.login == caller))
    blanks = {
        "bank": bank.name,
        "phone": text.phone(bank.phone) if bank.phone else "our number",
        "caller": name or "(your name)",
    }
    people = session.scalars(
        select(Person)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, LoanPerson.id)
    ).all()
    told = _told(session, loan_id)
    return Talk(
        loan_id,
        fdcpa.answer,
        fdcpa.says,
        blanks,
        tuple(
            _speaker(session, person, home, fdcpa.answer, blanks, person.id not in told)
            for person in people
        ),
        second_people(session, caller, Permission.AGREE),
        policy(session, HOLD_BACK, on) != SHOW_AT_ONCE,
        confirmed_lines(session),
    )


def _told(session: Session, loan_id: int) -> set[int | None]:
    """Who has had the first disclosure about this loan, as far as contacts keep it."""
    rows = session.execute(
        select(Contact.person_id, Contact.texts).where(Contact.loan_id == loan_id, STANDS)
    )
    return {
        person_id
        for person_id, texts in rows
        if any(str(each).startswith("disclosure_first ") for each in texts)
    }


def _speaker(
    session: Session,
    person: Person,
    home: Property | None,
    collector: bool | None,
    blanks: dict[str, str],
    first: bool,
) -> Speaker:
    words = set_words(person.language)
    full = {**blanks, "person": _spoken_name(person)}

    def said(key: str) -> Said:
        return Said(words[key], words[key].filled(full))

    disclosure = disclosure_key(collector, first)
    return Speaker(
        person.id,
        full["person"],
        tuple(_asks(session, person, home)),
        said(voicemail_key(collector, blanks["bank"])),
        said("third_party"),
        said(disclosure) if disclosure else None,
    )


def _spoken_name(person: Person) -> str:
    if not person.last:
        return person.written
    return " ".join(part for part in (person.first, person.last, person.suffix) if part)


def _asks(session: Session, person: Person, home: Property | None) -> Iterable[Asked]:
    """What the file holds to be sure of somebody by."""
    if person.ssn_last4:
        yield Asked(Identity.LAST_FOUR, person.ssn_last4)
    if person.born_on:
        yield Asked(Identity.BIRTH_DATE, text.long_day(person.born_on))
    at_home = home is not None and bool(home.line_1)
    if person.line_1 and not (at_home and home and _same_place(person, home)):
        mail = (person.line_1, person.city, person.zip)
        yield Asked(Identity.MAILING_ADDRESS, ", ".join(part for part in mail if part))
    if at_home and home is not None:
        there = (home.line_1, home.city, home.zip)
        yield Asked(
            Identity.PROPERTY_ADDRESS, ", ".join(part for part in there if part), PUBLIC_RECORD
        )
    points = session.scalars(
        select(ContactPoint)
        .where(ContactPoint.person_id == person.id, ContactPoint.bad.is_(False))
        .order_by(ContactPoint.preferred.desc(), ContactPoint.id)
    ).all()
    for kind, identity in ((PointKind.PHONE, Identity.PHONE), (PointKind.EMAIL, Identity.EMAIL)):
        found = next((point.value for point in points if point.kind is kind), "")
        if found and kind is PointKind.PHONE:
            yield Asked(identity, text.phone(found), WHO_ANSWERS)
        elif found:
            yield Asked(identity, found)


def _same_place(person: Person, home: Property) -> bool:
    """One line of an address, however it is written: it proves one thing, not two."""

    def plain(*parts: str) -> str:
        return "".join(c for part in parts for c in part.casefold() if c.isalnum())

    return plain(person.line_1, person.zip[:5]) == plain(home.line_1, home.zip[:5])
