"""An invented book and what is true of it, before any dirt is put on: the same seed, the same book.

A value is written plainly: cents and millionths as `int`, days as `date`, all else as text, `bool`
or None. Nobody in it is real: tax numbers begin with 9 or 0, telephones are 555-01xx.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

Plain = str | int | date | bool | tuple[int, int] | None
Loan = dict[str, Plain]

AS_OF = date(2026, 6, 30)
HISTORY = 24


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the tape: our field, the kind of its values, headers it may carry."""

    field: str
    kind: str
    headers: tuple[str, ...]


COLUMNS = tuple(
    Column(name, kind, tuple(headers.split("|")))
    for name, kind, headers in (
        ("loan_number", "key", "Loan Number|Loan No.|LOAN_NBR|Loan #"),
        ("borrower_name", "name", "Borrower Name|Primary Borrower|BORROWER_NAME"),
        ("co_borrower_name", "name", "Co-Borrower Name|Co Borrower|Co-Borr Name"),
        ("borrower_ssn", "ssn", "Borrower SSN|SSN|Borr SSN"),
        ("borrower_home_phone", "phone", "Home Phone|Borrower Home Phone"),
        ("borrower_cell_phone", "phone", "Cell Phone|Mobile|Cell"),
        ("borrower_email", "email", "Email|E-mail|Email Address"),
        ("mailing_address_1", "text", "Mailing Address|Mail Address"),
        ("mailing_city", "text", "Mailing City|Mail City"),
        ("mailing_state", "state", "Mailing State|Mail State"),
        ("mailing_zip", "zip", "Mailing Zip|Mail Zip"),
        ("property_address", "text", "Property Address|Prop Address"),
        ("property_city", "text", "Property City|Prop City"),
        ("property_state", "state", "Property State|Prop State"),
        ("property_zip", "zip", "Property Zip|Prop Zip"),
        ("borrower_credit_score", "score", "Current FICO|Borrower Credit Score Current"),
        ("investor_loan_number", "id", "Investor Loan Number|Investor Loan #"),
        ("loan_type", "text", "Loan Type|Mortgage Loan Type"),
        ("original_loan_amount", "money", "Original Loan Amount|Original UPB|Orig Amt"),
        ("unpaid_principal_balance", "money", "Unpaid Principal Balance|Current UPB|UPB"),
        ("current_interest_rate", "rate", "Current Interest Rate|Note Rate|Curr Int Rate"),
        ("original_term_months", "term", "Original Term|Orig Term|Original Loan Term"),
        ("principal_interest_payment", "money", "P&I Payment|P & I|P/I Payment"),
        ("escrow_payment", "money", "Escrow Payment|Escrow Pmt"),
        ("total_payment", "money", "Total Payment|Payment Amount"),
        ("escrow_balance", "money", "Escrow Balance|Escrow Bal"),
        ("suspense_balance", "money", "Suspense Balance|Unapplied Balance|Suspense Bal"),
        ("late_charges_due", "money", "Late Charges Due|Accrued Late Fees"),
        ("last_payment_amount", "money", "Last Payment Amount|Last Pmt Amt"),
        ("origination_date", "date", "Origination Date|Orig Date"),
        ("first_payment_date", "date", "First Payment Date|First Pmt Date"),
        ("maturity_date", "date", "Maturity Date|Maturity"),
        ("next_due_date", "date", "Next Due Date|Next Payment Due Date|Next Due"),
        ("last_payment_date", "date", "Last Payment Date|Last Pymt Date"),
        ("payments_past_due", "count", "Payments Past Due|Pmts Past Due"),
        ("delinquency_status", "text", "MBA Delinquency Status|Delinquency Status"),
        ("pay_string", "history", "Pay String|Payment History"),
        ("bankruptcy_flag", "bool", "Bankruptcy Flag|Active Bankruptcy Ind"),
        ("scra_flag", "bool", "SCRA Flag|SCRA"),
        ("promise_date", "date", "Promise Date|PTP Date"),
        ("promise_amount", "money", "Promise Amount|PTP Amount"),
        ("remarks", "text", "Remarks|Comments"),
    )
)
KIND = {column.field: column.kind for column in COLUMNS}


@dataclass(slots=True)
class Truth:
    """What a reader must come to.

    `loans` are the loans of the tape by number, as they are to come out; `held` and `refused` the
    rows that must wait or be left out, `twice` rows that repeat another, `unread` cells nobody can
    read (they are flagged and leave the book alone), `told` loans something must be said about,
    `says` what must be said about the file.
    """

    loans: dict[str, Loan]
    as_of: date = AS_OF
    held: set[str] = field(default_factory=set)
    refused: int = 0
    twice: int = 0
    unread: set[tuple[str, str]] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    says: list[str] = field(default_factory=list)
    refusal: str = ""  # the whole file is refused, in words that hold this

    def total(self, name: str = "unpaid_principal_balance") -> int:
        """The sum over the loans that are taken, in cents."""
        return sum(
            value
            for number, loan in self.loans.items()
            if number not in self.held and isinstance(value := loan[name], int)
        )


_FIRST = "Ada Blanca Cyrus Della Ewan Flora Grady Hester Ivo June Kemp Lola Mabel Nils".split()
_LAST = "Abbot Brandt Castro Doyle Emmet Foss Garza Hoyt Ibsen Jarvis Kolb Lyle Mott".split()
_ROADS = "Alder Birch Cedar Dogwood Elder Fir Hazel Laurel Linden Poplar".split()
_TOWNS = (
    ("Stowe", "VT", "05672"),
    ("Conway", "NH", "03818"),
    ("Lenox", "MA", "01240"),
    ("Bangor", "ME", "04401"),
    ("Dayton", "OH", "45402"),
    ("Emporia", "KS", "66801"),
)


def make_book(loans: int, seed: int) -> Truth:
    """A clean book of so many loans."""
    dice = random.Random(f"book {seed}")
    made = [_loan(dice, at) for at in range(loans)]
    return Truth({str(loan["loan_number"]): loan for loan in made})


def _loan(dice: random.Random, at: int) -> Loan:
    number = f"00{71_000_000 + at * 13 + dice.randrange(13):08d}"
    day = 1 if dice.random() < 0.8 else 15
    begun = date(dice.randrange(2008, 2024), dice.randrange(1, 13), day)
    late = dice.choice((1, 1, 1, 2, 2, 3, 5)) if dice.random() < 0.15 else 0
    due = _month_on(date(2026, 7, day), -late)
    term = dice.choice((180, 240, 360, 360))
    paid = (due.year - begun.year) * 12 + due.month - begun.month
    amount = dice.randrange(60, 500) * 100_000 + 12_345
    rate = dice.randrange(20, 66) * 1_250  # 2.5 % to 8.125 %
    monthly = rate / 12_000_000
    payment = round(amount * monthly / (1 - (1 + monthly) ** -term))
    balance = round(payment * (1 - (1 + monthly) ** -(max(term - paid, 6))) / monthly)
    town, state, zip_code = dice.choice(_TOWNS)
    last, first, spouse = dice.choice(_LAST), dice.choice(_FIRST), dice.choice(_FIRST)
    street = f"{dice.randrange(1, 999)} {dice.choice(_ROADS)} Rd"
    escrow = dice.randrange(15_000, 80_000)
    promised = dice.random() < 0.1
    last_paid = _month_on(date(2026, 6, dice.randrange(2, 28)), -late)
    return {
        "loan_number": number,
        "borrower_name": f"{last.upper()}, {first.upper()} {dice.choice('ABCDE')}",
        "co_borrower_name": f"{last.upper()}, {spouse.upper()}" if dice.random() < 0.4 else None,
        "borrower_ssn": f"{dice.choice(('000', '900'))}{dice.randrange(10_000, 999_999):06d}",
        "borrower_home_phone": f"802555{dice.randrange(100, 200):04d}",
        "borrower_cell_phone": f"603555{dice.randrange(100, 200):04d}"
        if dice.random() < 0.7
        else None,
        "borrower_email": f"{first}.{last}{at}@example.com".lower(),
        "mailing_address_1": street,
        "mailing_city": town,
        "mailing_state": state,
        "mailing_zip": zip_code,
        "property_address": street,
        "property_city": town,
        "property_state": state,
        "property_zip": zip_code,
        "borrower_credit_score": dice.randrange(520, 830),
        "investor_loan_number": f"{4_000_000_000 + at * 7 + 1}",
        "loan_type": dice.choice(("Conventional", "FHA", "VA")),
        "original_loan_amount": amount,
        "unpaid_principal_balance": min(balance, amount - 100),
        "current_interest_rate": rate,
        "original_term_months": term,
        "principal_interest_payment": payment,
        "escrow_payment": escrow,
        "total_payment": payment + escrow,
        "escrow_balance": dice.randrange(-90_000, 400_000),
        "suspense_balance": dice.choice((0, 0, 0, dice.randrange(100, 90_000))),
        "late_charges_due": late * 3_150,
        "last_payment_amount": payment + escrow,
        "origination_date": _month_on(begun, -1).replace(day=dice.randrange(1, 29)),
        "first_payment_date": begun,
        "maturity_date": _month_on(begun, term - 1),
        "next_due_date": due,
        "last_payment_date": last_paid,
        "payments_past_due": late,
        "delinquency_status": ("Current", "30 Days", "60 Days", "90 Days")[min(late, 3)],
        "pay_string": _history(dice, late),
        "bankruptcy_flag": dice.random() < 0.03,
        "scra_flag": dice.random() < 0.02,
        "promise_date": date(2026, 7, dice.randrange(2, 29)) if promised else None,
        "promise_amount": payment + escrow if promised else None,
        "remarks": dice.choice((None, None, "Called, left word", "Pays by the 10th")),
    }


def _month_on(day: date, months: int) -> date:
    """The same day so many months on (days up to 28 only)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


def _history(dice: random.Random, late: int) -> str:
    """A month a sign, the newest last: it climbs to what is late now."""
    climb = [str(step) for step in range(1, late + 1)]
    before = ["0"] * (HISTORY - late)
    if dice.random() < 0.2:
        before[dice.randrange(4, 12)] = "1"
    return "".join([*before, *climb])
