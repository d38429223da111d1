"""Files such as banks send, made here: nobody in them is real, the same seed gives the same book.

`two_month_tape` writes a workbook with one sheet a month, two title rows, the header in row 3, a
totals row and a sheet of figures at the end. What is in it is told by the `Truth` it returns.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

HEADERS = (
    "Loan Number", "Loan Type", "Investor", "Note Date", "Original Amt ($)", "Current UPB ($)",
    "Rate", "Service Fee", "Orig Term", "Rem Term", "Maturity Date", "P&I ($)", "Escrow Pmt ($)",
    "Total Pmt ($)", "Property Address", "Property City", "Property State", "Property Zip",
    "Status", "Next Due Date",
)  # fmt: skip
MONEY = ("Original Amt ($)", "Current UPB ($)", "P&I ($)", "Escrow Pmt ($)", "Total Pmt ($)")
TOTAL_LABEL = "TOTALS / AVERAGES"
MONTHS = (("Jan 2026", date(2026, 1, 31)), ("Feb 2026", date(2026, 2, 28)))

FIRST = "Ada Ben Cora Dan Eve Finn Gus Hope Ida Jon Kim Lou May Ned Ora Pia Rex Sue Tom".split()
LAST = "Ames Birch Cole Dunn Eads Frost Gage Holt Ives Judd Kerr Lund Moss Nash Orr Pike".split()
STREETS = "Maple Elm River Mill Church School Spring Summer Depot North".split()
TOWNS = (("Barre", "VT", "05641"), ("Keene", "NH", "03431"), ("Athol", "MA", "01331"),
         ("Lima", "OH", "45801"), ("Salina", "KS", "67401"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loan:
    """One loan in one month; money in cents, the rate in millionths."""

    number: str
    kind: str
    investor: str
    note_date: date
    original: int
    balance: int
    rate: int
    term: int
    left: int
    maturity: date
    principal_interest: int
    escrow: int
    address: str
    town: tuple[str, str, str]
    next_due: date
    borrower: str
    spouse: str

    @property
    def total(self) -> int:
        return self.principal_interest + self.escrow

    def months_late(self, as_of: date) -> int:
        """Months past due the MBA way; all loans here are due on the first."""
        behind = (as_of.year - self.next_due.year) * 12 + as_of.month - self.next_due.month
        return max(behind + 1, 0) if self.next_due <= as_of else 0

    def status(self, as_of: date) -> str:
        return ("Current", "30 DPD", "60 DPD", "90+ DPD")[min(self.months_late(as_of), 3)]


@dataclass(frozen=True, slots=True)
class Month:
    sheet: str
    as_of: date
    loans: dict[str, Loan]

    @property
    def balance(self) -> int:
        """The book's unpaid principal in cents."""
        return sum(loan.balance for loan in self.loans.values())

    def late(self, months: int) -> list[str]:
        """Numbers of the loans at least so many months past due."""
        return [n for n, loan in self.loans.items() if loan.months_late(self.as_of) >= months]


@dataclass(frozen=True, slots=True)
class Truth:
    """What a two-month tape holds. `crosses_60` is 30 days late first, 60 a month later."""

    months: tuple[Month, Month]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    crosses_60: str

    @property
    def last(self) -> Month:
        return self.months[1]


def make_truth(loans: int = 200, seed: int = 1) -> Truth:
    """The book behind the files, without writing any."""
    if loans < 10:
        raise ValueError("a book of fewer than ten loans has no room for its cases")
    dice = random.Random(seed)
    first = {loan.number: loan for loan in (_loan(dice, at) for at in range(loans))}
    numbers = list(first)
    crossing, behind, far_behind, gone = numbers[3], numbers[5], numbers[7], tuple(numbers[-2:])
    for number, due in (
        (crossing, date(2026, 1, 1)),
        (behind, date(2026, 1, 1)),
        (far_behind, date(2025, 10, 1)),
    ):
        first[number] = replace(first[number], next_due=due)
    second: dict[str, Loan] = {}
    for number, loan in first.items():
        if number in gone:
            continue
        if number in (crossing, far_behind):
            second[number] = loan
            continue
        due = date(2026, 2, 1) if number == behind else date(2026, 3, 1)
        interest = round(loan.balance * loan.rate / 12_000_000)
        paid = min(max(loan.principal_interest - interest, 1), loan.balance - 1)
        second[number] = replace(
            loan, balance=loan.balance - paid, left=loan.left - 1, next_due=due
        )
    new = [_loan(dice, loans + at, date(2026, 3, 1)) for at in range(max(loans // 50, 1))]
    second.update((loan.number, loan) for loan in new)
    (one, day), (two, later) = MONTHS
    return Truth(
        months=(Month(one, day, first), Month(two, later, second)),
        gone=gone,
        added=tuple(loan.number for loan in new),
        crosses_60=crossing,
    )


def _loan(dice: random.Random, at: int, next_due: date = date(2026, 2, 1)) -> Loan:
    original = dice.randrange(80, 600) * 100_000
    rate = dice.randrange(22, 64) * 1_250
    made = date(dice.randrange(2010, 2025), dice.randrange(1, 13), dice.randrange(1, 29))
    term = dice.choice((180, 240, 360))
    months = (2026 - made.year) * 12 + 1 - made.month
    left = max(term - months, 12)
    monthly = rate / 12_000_000
    payment = round(original * monthly / (1 - (1 + monthly) ** -term))
    balance = round(payment * (1 - (1 + monthly) ** -left) / monthly)
    ends = made.month - 1 + left + 1
    maturity = date(2026 + (left // 12), ends % 12 + 1, 1)
    person, spouse = dice.choice(FIRST), dice.choice(FIRST)
    return Loan(
        number=f"00{4_100_000 + at * 7:07d}",
        kind=dice.choice(("Conventional", "Conventional", "FHA", "VA")),
        investor=dice.choice(("FNMA", "FHLMC", "Portfolio")),
        note_date=made,
        original=original,
        balance=min(balance, original - 100),
        rate=rate,
        term=term,
        left=left,
        maturity=maturity,
        principal_interest=payment,
        escrow=dice.randrange(12_000, 90_000),
        address=f"{dice.randrange(1, 400)} {dice.choice(STREETS)} St",
        town=dice.choice(TOWNS),
        next_due=next_due,
        borrower=f"{dice.choice(LAST).upper()}, {person.upper()} {dice.choice('ABCDEFG')}",
        spouse=spouse.upper() if dice.random() < 0.4 else "",
    )


def two_month_tape(
    path: Path, *, loans: int = 200, seed: int = 1, cached_totals: bool = False
) -> Truth:
    """Write the workbook; with `cached_totals` its totals rows hold results, else formulas only."""
    import xlsxwriter

    truth = make_truth(loans, seed)
    with xlsxwriter.Workbook(str(path)) as book:
        plain = {
            "money": book.add_format({"num_format": "#,##0.00"}),
            "rate": book.add_format({"num_format": "0.000%"}),
            "date": book.add_format({"num_format": "mm/dd/yyyy"}),
            "head": book.add_format({"bold": True, "bottom": 1}),
        }
        for month in truth.months:
            sheet = book.add_worksheet(month.sheet)
            sheet.write_string(0, 0, "FIRST SAMPLE SAVINGS BANK. Invented loans, made for testing.")
            title = f"LOAN TAPE: {month.sheet} (As of {month.as_of:%m/%d/%Y})"
            sheet.write_string(1, 0, f"{title} {len(month.loans):,} loans")
            sheet.write_row(2, 0, HEADERS, plain["head"])
            sheet.freeze_panes(3, 1)
            for at, loan in enumerate(month.loans.values(), 3):
                for column, value in enumerate(_cells(loan, month.as_of)):
                    _put(sheet, at, column, value, plain)
            _totals(sheet, month, cached_totals, plain)
        figures = book.add_worksheet("Summary")
        figures.write_string(0, 0, "FIGURES OF TWO MONTHS")
        figures.write_row(1, 0, ["", *(month.sheet for month in truth.months)])
        figures.write_row(2, 0, ["Loans", *(len(month.loans) for month in truth.months)])
        figures.write_row(3, 0, ["Balance", *(month.balance / 100 for month in truth.months)])
    return truth


def _cells(loan: Loan, as_of: date) -> list[str | float | date]:
    town, state, zip_code = loan.town
    return [
        loan.number, loan.kind, loan.investor, loan.note_date, loan.original / 100,
        loan.balance / 100, loan.rate / 1_000_000, 0.0025, loan.term, loan.left, loan.maturity,
        loan.principal_interest / 100, loan.escrow / 100, loan.total / 100, loan.address, town,
        state, zip_code, loan.status(as_of), loan.next_due,
    ]  # fmt: skip


def _put(sheet, row: int, column: int, value: str | float | date, plain: dict) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), plain["date"])
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        name = "money" if HEADERS[column] in MONEY else "rate" if value < 1 else None
        sheet.write_number(row, column, value, plain[name] if name else None)


def _totals(sheet, month: Month, cached: bool, plain: dict) -> None:
    row = len(month.loans) + 3
    sheet.write_string(row, 0, TOTAL_LABEL)
    sums = {
        "Original Amt ($)": sum(loan.original for loan in month.loans.values()),
        "Current UPB ($)": month.balance,
        "P&I ($)": sum(loan.principal_interest for loan in month.loans.values()),
        "Escrow Pmt ($)": sum(loan.escrow for loan in month.loans.values()),
        "Total Pmt ($)": sum(loan.total for loan in month.loans.values()),
    }
    for name in MONEY:
        at = HEADERS.index(name)
        letter = chr(ord("A") + at)
        result = sums[name] / 100 if cached else ""
        formula = f"=SUM({letter}4:{letter}{row})"
        sheet.write_formula(row, at, formula, plain["money"], result)


CUSTOMER_HEADERS = (
    "Loan Number", "Borrower Name", "Co-Borrower Name", "Mailing Address", "Mailing City",
    "Mailing State", "Mailing Zip", "Home Phone", "Cell Phone", "Email", "Language",
)  # fmt: skip


def customer_rows(truth: Truth) -> list[list[str]]:
    """The rows of the customer file; every tenth borrower reads Spanish."""
    rows = []
    for at, loan in enumerate(truth.last.loans.values()):
        name = loan.borrower + (f" & {loan.spouse}" if loan.spouse and at % 2 else "")
        last = loan.borrower.partition(",")[0]
        other = f"{last}, {loan.spouse}" if loan.spouse and not at % 2 else ""
        town, state, zip_code = loan.town
        rows.append([
            loan.number, name, other, loan.address, town, state, zip_code,
            f"(802) 555-{100 + at % 100:04d}", "" if at % 3 else f"802.555.{150 + at % 50:04d}",
            f"person{at}@example.com", "ES" if at % 10 == 0 else "EN",
        ])  # fmt: skip
    return rows


def customer_file(path: Path, truth: Truth) -> list[list[str]]:
    """Write the people of the last month, as .xlsx or .csv by the name; give the rows back."""
    rows = customer_rows(truth)
    _write_table(path, CUSTOMER_HEADERS, rows)
    return rows


PAYMENT_HEADERS = ("Loan Number", "Date Received", "Amount", "Type", "Reference")
Payment = tuple[str, date, int, str, str]


def payment_rows(truth: Truth, received: date = date(2026, 2, 10)) -> list[Payment]:
    """One regular payment of every loan that is not late: number, day, cents, kind, reference."""
    month = truth.last
    return [
        (loan.number, received, loan.total, "Regular", f"R{at:05d}")
        for at, loan in enumerate(month.loans.values())
        if not loan.months_late(month.as_of)
    ]


def payment_file(path: Path, rows: Iterable[Payment]) -> None:
    """Write payments as .csv or .xlsx by the name."""
    table = [
        [number, f"{day:%m/%d/%Y}", f"{cents / 100:.2f}", kind, reference]
        for number, day, cents, kind, reference in rows
    ]
    _write_table(path, PAYMENT_HEADERS, table)


def _write_table(path: Path, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([headers, *rows])
        return
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet1")
        for at, row in enumerate([headers, *rows]):
            for column, text in enumerate(row):
                sheet.write_string(at, column, text)
