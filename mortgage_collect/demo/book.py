"""The loans of the practice bank, month by month, and the files its core system would send."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mortgage_collect.core.calendar import add_months, last_of_month, months_between
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.demo.invented import FIRST, LAST, STREET, TOWNS, Town
from mortgage_collect.loanmath.amortize import balance_after, level_payment
from mortgage_collect.tape.values import Value
from mortgage_collect.tape.write import write_grid, write_tape

LOANS = 1_200
TROUBLED = 60
MONTHS = (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31))

# Months behind at the three month-ends, for each of the sixty troubled loans in turn.
PATHS = (
    (1, 0, 0), (0, 1, 0), (1, 1, 0),
    *[(0, 0, 1)] * 14, *[(0, 1, 1)] * 5, *[(1, 1, 1)] * 3,
    *[(0, 1, 2)] * 10, *[(1, 2, 2)] * 3,
    *[(1, 2, 3)] * 8, *[(2, 2, 3)] * 1,
    *[(2, 3, 4)] * 6, *[(3, 4, 5)] * 3, *[(6, 7, 8)] * 3, (10, 11, 12),
)  # fmt: skip

COLUMNS = (
    ("Loan Number", "loan_number"),
    ("CIF Number", "customer_number"),
    ("Borrower Name", "borrower_name"),
    ("Property Address", "property_address"),
    ("Property City", "property_city"),
    ("Property State", "property_state"),
    ("Property Zip", "property_zip"),
    ("Loan Type", "loan_type"),
    ("Investor Code", "investor_code"),
    ("Origination Date", "origination_date"),
    ("Maturity Date", "maturity_date"),
    ("Original Loan Amount", "original_loan_amount"),
    ("Current UPB", "unpaid_principal_balance"),
    ("Current Interest Rate", "current_interest_rate"),
    ("P&I Payment", "principal_interest_payment"),
    ("Escrow Payment", "escrow_payment"),
    ("Next Due Date", "next_due_date"),
    ("Last Payment Date", "last_payment_date"),
    ("Last Payment Amount", "last_payment_amount"),
    ("Suspense Balance", "suspense_balance"),
    ("Late Charges Due", "late_charges_due"),
    ("Other Fees", "other_fees_due"),
    ("Escrow Balance", "escrow_balance"),
    ("Escrow Advance Balance", "escrow_advance_balance"),
    ("Corporate Advance Balance", "corporate_advance_balance"),
    ("Grace Days", "grace_days"),
    ("Lien Position", "lien_position"),
    ("Rate Type", "rate_type"),
    ("Occupancy", "occupancy_status"),
    ("Current Value", "current_property_value"),
    ("Value Date", "property_value_date"),
    ("Modified", "modification_flag"),
)


@dataclass(frozen=True, slots=True)
class Borrower:
    first: str
    last: str
    number: str
    phones: tuple[tuple[str, str], ...]
    email: str
    spouse: str
    spanish: bool

    @property
    def written(self) -> str:
        name = f"{self.last.upper()}, {self.first.upper()}"
        return f"{name} & {self.spouse.upper()}" if self.spouse else name


@dataclass(frozen=True, slots=True)
class DemoLoan:
    """One loan from its note on; `behind` is months behind at each of MONTHS."""

    number: str
    borrower: Borrower
    street: str
    town: Town
    kind: str
    investor: str
    originated_on: date
    first_due: date
    amount: Money
    rate: Rate
    term: int
    escrow: Money
    behind: tuple[int, int, int]

    @property
    def payment(self) -> Money:
        return level_payment(self.amount, self.rate, self.term)

    @property
    def place(self) -> int:
        """Where it stands in the book."""
        return int(self.number[-6:])

    @property
    def value(self) -> Money | None:
        """Of the home, in thousands: 92 to 149 percent of the note; some have none on file."""
        if self.place % 13 == 6:
            return None
        percent = 92 + self.place * 37 % 58
        return Money.of(self.amount.cents * percent // 10_000_000 * 1_000)

    @property
    def valued_on(self) -> date | None:
        """A loan in trouble was valued this summer; the others when they were made."""
        if self.value is None:
            return None
        return date(2026, 7, 1 + self.place % 28) if any(self.behind) else self.originated_on

    def at(self, month: int) -> dict[str, Value]:
        """The tape's row at one of MONTHS."""
        as_of, behind = MONTHS[month], self.behind[month]
        # Everybody current has paid the installment that fell due in the month.
        due = add_months(self.first_due, months_between(self.first_due, as_of) + 1 - behind)
        paid = months_between(self.first_due, due)
        late = level_payment(self.amount, self.rate, self.term).times(Rate.percent("5").exact)
        last = add_months(due, -1).replace(day=min(9, last_of_month(as_of.year, as_of.month)))
        advance = self.escrow * 2 if behind >= 4 else ZERO
        return {
            "loan_number": self.number,
            "customer_number": self.borrower.number,
            "borrower_name": self.borrower.written,
            "property_address": self.street,
            "property_city": self.town.city,
            "property_state": self.town.state,
            "property_zip": self.town.zip,
            "loan_type": self.kind,
            "investor_code": self.investor,
            "origination_date": self.originated_on,
            "maturity_date": add_months(self.first_due, self.term - 1),
            "original_loan_amount": self.amount,
            "unpaid_principal_balance": balance_after(self.amount, self.rate, self.payment, paid),
            "current_interest_rate": self.rate,
            "principal_interest_payment": self.payment,
            "escrow_payment": self.escrow,
            "next_due_date": due,
            "last_payment_date": last,
            "last_payment_amount": self.payment + self.escrow,
            "suspense_balance": Money.of("250") if behind == 3 else ZERO,
            "late_charges_due": late * behind,
            "other_fees_due": Money.of("45") if behind >= 2 else ZERO,
            "escrow_balance": self.escrow * 4 - self.escrow * min(behind, 6),
            "escrow_advance_balance": advance,
            # The core does not know what the attorney will send.
            "corporate_advance_balance": None if behind >= 5 else ZERO,
            "grace_days": 15,
            "lien_position": 1,
            "rate_type": "Fixed",
            "occupancy_status": "I" if self.place % 19 == 11 else "O",
            "current_property_value": self.value,
            "property_value_date": self.valued_on,
            "modification_flag": self.place % 23 == 17,
        }


def loans(seed: int = 1) -> tuple[DemoLoan, ...]:
    """The whole book; the troubled ones come first. The same seed gives the same book."""
    chance = random.Random(seed)
    people = list(_people(chance))
    made = []
    for index in range(LOANS):
        person = people[index]
        if index and index % 40 == 0:
            # One borrower in forty has a second loan.
            person = people[index - 1]
        town = chance.choices(TOWNS, [town.weight for town in TOWNS])[0]
        term = chance.choice((360, 360, 360, 180, 240))
        first_due = date(chance.randint(2013, 2025), chance.randint(1, 12), 1)
        if chance.random() < 0.16:
            first_due = first_due.replace(day=chance.choice((5, 15)))
        behind = PATHS[index] if index < len(PATHS) else (0, 0, 0)
        made.append(
            DemoLoan(
                number=f"20{chance.randint(10, 99)}{index:06d}",
                borrower=person,
                street=f"{chance.randint(2, 980)} {chance.choice(STREET)}",
                town=town,
                kind=chance.choices(("Conventional", "FHA", "Portfolio"), (6, 2, 4))[0],
                investor=chance.choices(("Portfolio", "FNMA"), (9, 1))[0],
                originated_on=add_months(first_due, -2).replace(day=chance.randint(3, 27)),
                first_due=first_due,
                amount=Money.of(chance.randint(70, 520) * 1_000),
                rate=Rate.percent(str(2.75 + chance.randint(0, 36) / 8)),
                term=term,
                escrow=Money.of(chance.randint(180, 720)),
                behind=behind,
            )
        )
    return tuple(made)


def write_month(path: Path, book: tuple[DemoLoan, ...], month: int) -> None:
    """The tape of one month-end, as the core would send it."""
    as_of = MONTHS[month]
    rows = (loan.at(month) for loan in book if loan.originated_on <= as_of)
    write_tape(path, COLUMNS, rows, as_of, "Green River Savings Bank \u2014 mortgage trial balance")


def write_customers(path: Path, book: tuple[DemoLoan, ...]) -> None:
    """The customer file: addresses, numbers, languages."""
    headers = (
        "Loan Number", "CIF Number", "Borrower Name", "Mailing Address", "Mailing City",
        "Mailing State", "Mailing Zip", "Cell Phone", "Home Phone", "Work Phone", "Email",
        "Language",
    )  # fmt: skip

    def rows() -> Iterator[tuple[str, ...]]:
        for loan in book:
            who, phones = loan.borrower, dict(loan.borrower.phones)
            yield (
                loan.number,
                who.number,
                who.written,
                loan.street,
                loan.town.city,
                loan.town.state,
                loan.town.zip,
                *(phones.get(label, "") for label in ("cell", "home", "work")),
                who.email,
                "Spanish" if who.spanish else "English",
            )

    write_grid(path, "Green River Savings Bank \u2014 customers", headers, rows())


def _people(chance: random.Random) -> Iterator[Borrower]:
    for index in range(LOANS):
        first, last = chance.choice(FIRST), chance.choice(LAST)
        area = chance.choices(TOWNS, [town.weight for town in TOWNS])[0].area
        labels = chance.sample(("cell", "home", "work"), chance.choice((1, 1, 2, 2, 3)))
        if index == 7:
            labels = []  # one troubled borrower has no number on file
        phones = tuple(
            (label, f"({area}) 555-01{(index * 3 + at) % 100:02d}")
            for at, label in enumerate(sorted(labels))
        )
        plain = "".join(c for c in f"{first}.{last}".lower() if c.isascii() and c != "'")
        yield Borrower(
            first,
            last,
            f"C{100_000 + index}",
            phones,
            f"{plain}{index}@example.com" if chance.random() < 0.7 else "",
            chance.choice(FIRST) if chance.random() < 0.3 else "",
            last in ("Ibarra", "Espinoza-Vega", "N\u00fa\u00f1ez", "Vasquez", "Zamora"),
        )
