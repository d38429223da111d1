"""Dirty loan tapes with their truth: an invented book, spoiled in the ways banks' files are.

`dirty_tape(kinds, rows, seed)` puts the kinds of dirt named on a clean book; each is a function of
`KINDS` by its name. A kind changes the sheet and, where nobody can know better, the truth.
`dirty_files.py` writes the sheet as a workbook or as text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from tests.tape.dirty_book import COLUMNS, KIND, Column, Truth, make_book
from tests.tape.dirty_styles import STYLES, USUAL, Broken, Cell, Computed, Figure

# Styles of whole files, which a kind of their own puts on.
SETTLED = ("swapped", "left", "years", "serial_1904", "cents", "sas")
BOTH, WORKBOOK, TEXT = frozenset({"xlsx", "csv"}), frozenset({"xlsx"}), frozenset({"csv"})


@dataclass(slots=True)
class Line:
    """One line below the header; `loan` is the number of the loan on it."""

    cells: list[Cell]
    loan: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Tape:
    """A sheet being made. `styles` says by field how values are written, `cells` overrides one."""

    truth: Truth
    dice: random.Random
    columns: list[Column | None]  # None: a column that is no field of ours
    headers: list[list[str]]
    above: list[list[Cell]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    file: dict[str, str | int] = field(default_factory=dict)  # how the file itself is written

    def at(self, name: str) -> int:
        return next(at for at, c in enumerate(self.columns) if c is not None and c.field == name)

    def some(self, many: int = 3) -> list[str]:
        """Loans nothing was done to yet."""
        free = [n for n in self.truth.loans if n not in self.touched]
        found = self.dice.sample(free, many)
        self.touched.update(found)
        return found

    touched: set[str] = field(default_factory=set)
    questions: list[str] = field(default_factory=list)  # what must be asked, in words it holds
    offers: list[str] = field(default_factory=list)  # what may stay open and is answered yes
    beside: dict[int, Cell] = field(default_factory=dict)  # cells of columns that are no field

    def every(self, kind: str) -> list[str]:
        return [c.field for c in self.columns if c is not None and c.kind == kind]


Work = Callable[[Tape], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of dirt. `after` kinds work on written lines, the others before; `alone` ones decide
    over the whole file or contradict others."""

    name: str
    work: Work
    formats: frozenset[str]
    after: bool
    alone: bool


KINDS: dict[str, Kind] = {}


def kind(
    *, formats: frozenset[str] = BOTH, after: bool = False, alone: bool = False
) -> Callable[[Work], Work]:
    def keep(work: Work) -> Work:
        KINDS[work.__name__] = Kind(work.__name__, work, formats, after, alone)
        return work

    return keep


def dirty_tape(kinds: Iterable[str], rows: int, seed: int) -> Tape:
    """A tape with these kinds of dirt, in the order in which they must be put on."""
    dice = random.Random(f"dirt {seed}")
    columns: list[Column | None] = list(COLUMNS)
    headers = [dice.choice(column.headers) for column in COLUMNS]
    tape = Tape(make_book(rows, seed), dice, columns, [headers])
    chosen = [each for name, each in KINDS.items() if name in set(kinds)]
    for each in chosen:
        if not each.after:
            each.work(tape)
    _write_lines(tape)
    for each in chosen:
        if each.after:
            each.work(tape)
    return tape


def _write_lines(tape: Tape) -> None:
    for number, loan in tape.truth.loans.items():
        made: list[Cell] = []
        for at, column in enumerate(tape.columns):
            if column is None:
                made.append(tape.beside.get(at, ""))
                continue
            if (number, column.field) in tape.cells:
                made.append(tape.cells[number, column.field])
                continue
            value = loan[column.field]
            style = tape.styles.get(column.field, USUAL[column.kind])
            made.append(None if value is None else STYLES[column.kind][style](value, tape.dice))
        tape.lines.append(Line(made, number))
    _settle_truth(tape)


def _settle_truth(tape: Tape) -> None:
    """What a style cannot carry is not true any more: last four digits, months without a day."""
    for name in KIND:
        style = tape.styles.get(name, USUAL[KIND[name]])
        for number, loan in tape.truth.loans.items():
            value = loan[name]
            if (number, name) in tape.cells or value is None:
                continue
            if KIND[name] == "ssn":
                loan[name] = str(value)[-4:]
            elif KIND[name] == "date" and style == "month" and isinstance(value, date):
                loan[name] = (value.year, value.month)


# -- how values are written ---------------------------------------------------------------------


def _styled(name: str, what: str, style: str, *, alone: bool = False) -> None:
    def work(tape: Tape) -> None:
        for each in tape.every(what):
            tape.styles[each] = style

    work.__name__ = name
    kind(alone=alone)(work)


for _what, _styles in STYLES.items():
    for _style in _styles:
        if _style not in (USUAL[_what], *SETTLED):
            _styled(f"{_what}_{_style}", _what, _style, alone=True)


@kind()
def every_style(tape: Tape) -> None:
    """Each column in a style of its own, as files grown over years have them."""
    for column in tape.columns:
        if column is not None and column.kind not in ("history", "term"):
            usual = [s for s in STYLES[column.kind] if s not in (*SETTLED, "month")]
            tape.styles[column.field] = tape.dice.choice(usual)
    tape.styles["borrower_ssn"] = "digits"


@kind()
def noughts_for_nothing(tape: Tape) -> None:
    """Words and noughts written where nothing is known."""
    for number in tape.some(8):
        loan = tape.truth.loans[number]
        for name, written in (
            ("last_payment_date", tape.dice.choice(("00/00/0000", "N/A", "1/0/1900"))),
            ("borrower_credit_score", Figure(tape.dice.choice(("9999", "999", "0")))),
            ("investor_loan_number", "000000000"),
            ("borrower_home_phone", "0000000000"),
            ("borrower_ssn", tape.dice.choice(("000-00-0000", "999999999", "123-45-6789"))),
            ("late_charges_due", tape.dice.choice(("-", "-   ", "NULL", "."))),
        ):
            loan[name] = None
            tape.cells[number, name] = written


@kind()
def pay_string_newest_first(tape: Tape) -> None:
    tape.styles["pay_string"] = "left"


@kind(alone=True)
def days_and_months_changed_round(tape: Tape) -> None:
    """By a PC that expects the day first; the person asked says yes."""
    for name in tape.every("date"):
        tape.styles[name] = "swapped"
    tape.file["days"] = "%Y-%m-%d"  # as a program writes the true ones into text
    tape.questions.append("Turn them back?")


@kind()
def terms_in_years(tape: Tape) -> None:
    tape.styles["original_term_months"] = "years"


@kind(alone=True)
def amounts_in_cents(tape: Tape) -> None:
    for name in tape.every("money"):
        tape.styles[name] = "cents"
    tape.questions.append("Are they cents?")


@kind()
def days_since_1960(tape: Tape) -> None:
    tape.styles["last_payment_date"] = tape.styles["promise_date"] = "sas"


@kind()
def headers_with_the_day(tape: Tape) -> None:
    """A header that is another one every month."""
    for name in ("unpaid_principal_balance", "escrow_balance"):
        at = tape.at(name)
        tape.headers[-1][at] += " 6/30/26" if name == "escrow_balance" else " as of 06/30/2026"


@kind(alone=True)
def letters_of_another_encoding(tape: Tape) -> None:
    """Asked about, and not in the way: the person says yes."""
    for number in tape.some(3):
        name = "NU\u00d1EZ, JOS\u00c9"
        tape.truth.loans[number]["borrower_name"] = name
        tape.cells[number, "borrower_name"] = name.encode().decode("cp1252", "ignore")
    tape.offers.append("Repair them?")


@kind(alone=True)
def one_header_twice(tape: Tape) -> None:
    """The person asked picks the first of two columns of one name."""
    at = tape.at("unpaid_principal_balance")
    tape.columns.insert(at + 1, None)
    tape.headers[0].insert(at + 1, tape.headers[0][at])
    tape.beside[at + 1] = Figure("7.00")
    tape.questions.append("could all be Unpaid principal: which one is?")


@kind()
def accents(tape: Tape) -> None:
    for number in tape.some(4):
        tape.truth.loans[number]["borrower_name"] = "O\u2019BRIEN, JOS\u00c9 \u00d1"


@kind(formats=TEXT)
def formulas_in_text(tape: Tape) -> None:
    _put_formulas(tape)


@kind(formats=WORKBOOK)
def formulas_as_text(tape: Tape) -> None:
    _put_formulas(tape)


def _put_formulas(tape: Tape) -> None:
    for number in tape.some(3):
        text = tape.dice.choice(("=1+1", "@SUM(A1)", '=HYPERLINK("http://x.example","go")', "+1"))
        tape.truth.loans[number]["remarks"] = text


@kind()
def line_breaks_in_cells(tape: Tape) -> None:
    for number in tape.some(3):
        loan = tape.truth.loans[number]
        road = loan["property_address"]
        tape.cells[number, "property_address"] = f"{road}\nUnit 4"
        loan["property_address"] = f"{road} Unit 4"


@kind()
def nine_digit_zips(tape: Tape) -> None:
    for number in tape.some(3):
        zip_code = str(tape.truth.loans[number]["property_zip"])
        tape.truth.loans[number]["property_zip"] = f"{zip_code}-0123"
        tape.cells[number, "property_zip"] = f"{zip_code}0123"


@kind()
def extensions(tape: Tape) -> None:
    for number in tape.some(3):
        phone = str(tape.truth.loans[number]["borrower_home_phone"])
        tape.truth.loans[number]["borrower_home_phone"] = f"{phone}x12"
        tape.cells[number, "borrower_home_phone"] = f"({phone[:3]}) {phone[3:6]}-{phone[6:]} x12"


@kind()
def two_years_of_two_digits(tape: Tape) -> None:
    """A maturity in 2052 and a start in 1998 are both written with two digits."""
    tape.styles["maturity_date"] = tape.styles["origination_date"] = "short"


# -- values nobody can take as they are ---------------------------------------------------------


@kind()
def bad_phones(tape: Tape) -> None:
    """Too short to dial: kept as written, and said."""
    for number in tape.some(2):
        tape.truth.loans[number]["borrower_home_phone"] = "555-0123"
        tape.cells[number, "borrower_home_phone"] = "555-0123"
        tape.truth.told.add(number)


@kind()
def two_values_in_a_cell(tape: Tape) -> None:
    for number in tape.some(2):
        _unread(tape, number, "borrower_credit_score", "690/710")


@kind(formats=WORKBOOK)
def error_cells(tape: Tape) -> None:
    for number in tape.some(2):
        _unread(tape, number, "escrow_balance", Broken("#VALUE!"))
    for number in tape.some(2):
        _held(tape, number, "unpaid_principal_balance", Broken("#REF!"))


@kind(formats=WORKBOOK)
def formulas_without_results(tape: Tape) -> None:
    for number in tape.some(2):
        _unread(tape, number, "suspense_balance", Computed("=1+1", None))


@kind(formats=WORKBOOK)
def formulas_with_results(tape: Tape) -> None:
    for number, loan in tape.truth.loans.items():
        value = loan["total_payment"]
        assert isinstance(value, int)
        tape.cells[number, "total_payment"] = Computed("=1+1", f"{value / 100:.2f}")


@kind()
def wrong_balances(tape: Tape) -> None:
    """Below zero, no number, blank: the row waits. Zero, above the original: it is said."""
    for written in (Figure("-12.50"), "see note", None):
        _held(tape, tape.some(1)[0], "unpaid_principal_balance", written)
    for number, cents in zip(tape.some(2), (0, 99_000_000), strict=True):
        loan = tape.truth.loans[number]
        loan["unpaid_principal_balance"] = cents
        tape.cells[number, "unpaid_principal_balance"] = Figure(f"{cents / 100:.2f}")
        tape.truth.told.add(number)


@kind()
def one_rate_in_another_scale(tape: Tape) -> None:
    scale = tape.styles.get("current_interest_rate", "percent")
    odd = "0.0583" if scale != "fraction" else "5.83"
    _held(tape, tape.some(1)[0], "current_interest_rate", Figure(odd))


@kind()
def impossible_days(tape: Tape) -> None:
    for written in ("06/31/2026", "07/01/2106"):
        _held(tape, tape.some(1)[0], "next_due_date", written)
    number = tape.some(1)[0]
    tape.truth.loans[number]["maturity_date"] = date(2001, 5, 1)
    tape.cells[number, "maturity_date"] = "2001-05-01"
    tape.truth.told.add(number)


def _unread(tape: Tape, number: str, name: str, written: Cell) -> None:
    tape.cells[number, name] = written
    tape.truth.unread.add((number, name))
    tape.truth.told.add(number)


def _held(tape: Tape, number: str, name: str, written: Cell) -> None:
    _unread(tape, number, name, written)
    tape.truth.held.add(number)
