"""An invented book of loans for measuring: forty columns, the same for the same seed."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

AS_OF: Final = date(2026, 9, 30)
LATE_IN_A_HUNDRED: Final = 4

# (header, kind); kinds say how the workbook formats a cell.
COLUMNS: Final = (
    ("Loan Number", "text"), ("Borrower Name", "text"), ("Co-Borrower Name", "text"),
    ("Property Address", "text"), ("Property City", "text"), ("Property State", "text"),
    ("Property Zip", "text"), ("County", "text"), ("Home Phone", "text"),
    ("Cell Phone", "text"), ("Borrower Email", "text"), ("Loan Type", "text"),
    ("Loan Purpose", "text"), ("Investor Code", "text"), ("Branch Code", "text"),
    ("Loan Officer", "text"), ("Lien Position", "number"), ("Origination Date", "day"),
    ("First Payment Date", "day"), ("Maturity Date", "day"),
    ("Original Loan Amount", "money"), ("Original Term Months", "number"),
    ("Interest Rate", "number"), ("Due Day", "number"), ("Unpaid Principal Balance", "money"),
    ("Next Due Date", "day"), ("P&I Payment", "money"), ("Escrow Payment", "money"),
    ("Suspense Balance", "money"), ("Late Charges Due", "money"), ("Other Fees Due", "money"),
    ("Escrow Balance", "money"), ("Escrow Advance Balance", "money"),
    ("Corporate Advance Balance", "money"), ("Last Payment Date", "day"),
    ("Last Payment Amount", "money"), ("Days Past Due", "number"), ("Property Type", "text"),
    ("Property Value", "money"), ("Delinquency Status", "text"),
)  # fmt: skip

_FIRST = "JAMES MARY ROBERT PATRICIA JOHN LINDA DAVID ELENA JOSE SUSAN AMIR KATE LIAM NORA".split()
_LAST = (
    "SMITH JOHNSON WILLIAMS BROWN JONES GARCIA MILLER DAVIS RODRIGUEZ MARTINEZ LOPEZ WILSON "
    "ANDERSON THOMAS TAYLOR MOORE JACKSON MARTIN LEE PEREZ THOMPSON WHITE HARRIS CLARK"
).split()
_STREETS = "MAPLE OAK ELM CEDAR PINE RIVER HILL LAKE PARK CHURCH SCHOOL MILL SPRING NORTH".split()
_TOWNS = (
    ("BARRE", "VT", "05641", "WASHINGTON"), ("MONTPELIER", "VT", "05602", "WASHINGTON"),
    ("RUTLAND", "VT", "05701", "RUTLAND"), ("KEENE", "NH", "03431", "CHESHIRE"),
    ("CONCORD", "NH", "03301", "MERRIMACK"), ("BANGOR", "ME", "04401", "PENOBSCOT"),
)  # fmt: skip
_TYPES, _PURPOSES = ("CONV", "FHA", "VA", "USDA", "HELOC"), ("PURCHASE", "REFI", "CASH OUT")
_HOMES = ("SFR", "CONDO", "2-4 UNIT", "PUD")

Cell = str | int | float | date | None


def rows(loans: int, seed: int, *, month: int = 0, every: int = 1) -> Iterator[list[Cell]]:
    """The loans of one month; `month` 1 is the next one, in which one loan in `every` has moved."""
    chance = random.Random(seed)
    later = month
    for at in range(loans):
        month = later if at % every == 0 else 0
        as_of = AS_OF if month == 0 else date(2026, 10, 31)
        due_month = date(as_of.year, as_of.month + 1, 1)
        town, state, postcode, county = chance.choice(_TOWNS)
        first, last = chance.choice(_FIRST), f"{chance.choice(_LAST)}{_tail(at)}"
        spouse = f"{last}, {chance.choice(_FIRST)}" if chance.random() < 0.4 else None
        amount = chance.randrange(60_000, 700_000, 500)
        rate = chance.choice((2.875, 3.25, 3.75, 4.5, 5.25, 6.125, 6.75, 7.25))
        made = date(2012, 1, 1) + timedelta(days=chance.randrange(4_900))
        payment = _level(amount, rate)
        paid = chance.randrange(6, 150)
        balance = round(amount * (1 - paid / 420) - month * payment / 3, 2)
        late = chance.randrange(1, 6) if chance.randrange(100) < LATE_IN_A_HUNDRED else 0
        due = _months_back(due_month, late)
        escrow = round(chance.randrange(15_000, 90_000) / 100, 2)
        first_payment = _months_back(date(made.year + 1, 1, 1), -(made.month % 12) + 11)
        behind = (as_of - due).days if late else 0
        yield [
            f"{1_000_000 + at:010d}", f"{last}, {first}", spouse,
            f"{chance.randrange(1, 999)} {chance.choice(_STREETS)} ST", town, state, postcode,
            county, f"802{chance.randrange(2_000_000, 9_999_999)}",
            f"603{chance.randrange(2_000_000, 9_999_999)}",
            f"{first}.{last}{at % 97}@example.com".lower(), chance.choice(_TYPES),
            chance.choice(_PURPOSES), f"I{chance.randrange(9)}", f"{chance.randrange(12):03d}",
            f"OFF{chance.randrange(30):02d}", 1, made, first_payment,
            date(made.year + 30, made.month, 1), amount, 360, rate, 1, balance, due, payment,
            escrow, 0, round(late * payment * 0.05, 2), 0, round(escrow * 4, 2), 0, 0,
            _months_back(due, 1) + timedelta(days=chance.randrange(15)), round(payment + escrow, 2),
            behind, chance.choice(_HOMES), amount * 5 // 4,
            "CURRENT" if not late else f"{min(behind // 30 * 30, 120)} DAYS",
        ]  # fmt: skip


def write_xlsx(path: Path, loans: int, seed: int, *, month: int = 0, every: int = 1) -> None:
    """As Excel saves it: shared texts, numbers as numbers, days as formatted numbers."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "in_memory": False})
    looks = {
        "day": book.add_format({"num_format": "mm/dd/yyyy"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "text": None,
        "number": None,
    }
    sheet = book.add_worksheet("Trial balance")
    sheet.write_row(0, 0, [header for header, _ in COLUMNS])
    kinds = [kind for _, kind in COLUMNS]
    for row, cells in enumerate(rows(loans, seed, month=month, every=every), 1):
        for at, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
            if kind == "day":
                sheet.write_datetime(row, at, cell, looks["day"])
            elif kind == "text":
                if cell is not None:
                    sheet.write_string(row, at, cell)
            else:
                sheet.write_number(row, at, cell, looks[kind])
    book.close()


def write_csv(path: Path, loans: int, seed: int, *, month: int = 0) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([header for header, _ in COLUMNS])
        for cells in rows(loans, seed, month=month):
            writer.writerow([_written(cell) for cell in cells])


def plain_rows(loans: int, seed: int) -> Iterator[tuple[str | int | float | None, ...]]:
    """The same values as a driver takes them."""
    for cells in rows(loans, seed):
        yield tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in cells)


def files(folder: Path, loans: int, seed: int, *, month: int = 0) -> Sequence[Path]:
    """The workbook and the text file, with the month's day in their names as banks write it."""
    day = AS_OF if month == 0 else date(2026, 10, 31)
    made = (folder / f"tape {day:%Y-%m-%d}.xlsx", folder / f"tape {day:%Y-%m-%d}.csv")
    write_xlsx(made[0], loans, seed, month=month)
    write_csv(made[1], loans, seed, month=month)
    return made


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.strftime("%m/%d/%Y") if isinstance(cell, date) else str(cell)


def _tail(number: int) -> str:
    """Letters that keep names apart, as a real book's are."""
    made = ""
    number //= 40
    while number:
        number, rest = divmod(number, 26)
        made += chr(65 + rest)
    return made


def _level(amount: int, rate: float) -> float:
    monthly = rate / 1200
    return round(amount * monthly / (1 - (1 + monthly) ** -360), 2)


def _months_back(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)
