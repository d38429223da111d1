"""Strict grammars for single cells: the whole cell is understood, or it is not.

Every reader takes a cell that is not blank and gives a value or an `Unread`, never a guess.
What belongs to a column as a whole (the scale of rates, day or month first) comes in as arguments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.tape.cells import Cell, ErrorCell, Number, Uncached, shown
from mortgage_collect.tape.fields import nothings, tidy
from mortgage_collect.tape.fillers import is_tax_filler
from mortgage_collect.tape.places import state_code
from mortgage_collect.tape.serial import from_serial


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that does not say what its field wants. `keep` is what may stay in its place."""

    expected: str
    keep: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class YearMonth:
    """A month whose day is not told."""

    year: int
    month: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


Value = Money | Rate | Decimal | int | date | YearMonth | bool | str | None

EARLIEST: Final = date(1920, 1, 1)
LATEST: Final = date(2120, 12, 31)

_MONEY = re.compile(
    r"(?:usd)?(?P<open>\()?(?P<minus>[-\u2212])?\$?(?P<inner>[-\u2212])?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d*))?(?:e(?P<power>[-+]?\d{1,2}))?"
    r"(?P<close>\))?(?P<after>[-\u2212]|cr|dr)?(?:usd)?"
)
_GUARD = re.compile(r'=\s*"(.*)"|\'(.*)', re.DOTALL)
_INTEGER = re.compile(r"(-?\d+)(?:\.0*)?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)

LONGEST_NOTHING: Final = 12  # no word for nothing is longer
MONEY_WANTED: Final = "an amount in dollars and cents"
_TRUE: Final = frozenset(("y", "yes", "true", "t", "1", "x"))
_FALSE: Final = frozenset(("n", "no", "false", "f", "0"))


def is_blank(cell: Cell) -> bool:
    """Nothing there, or one of the words people write for nothing."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    if len(cell) > LONGEST_NOTHING:
        return cell.isspace()
    return bare(cell) in nothings()


def bare(text: str) -> str:
    """A short text for comparing with words for nothing: trimmed, folded, invisible signs gone."""
    return (text.strip() if text.isascii() else tidy(text)).casefold()


def plain_text(cell: Cell) -> str | Unread:
    """The cell as tidy text; whole numbers lose ".0", an Excel guard (="00123") is unwrapped."""
    if isinstance(cell, (ErrorCell, Uncached)):
        return Unread("a value")
    text = shown(cell)
    if isinstance(cell, Number):
        return text.removesuffix(".0")
    text = tidy(text)
    if text[:1] in ("=", "'") and (guarded := _GUARD.fullmatch(text)):
        text = tidy(guarded[1] if guarded[1] is not None else guarded[2])
    return text


def identifier(cell: Cell) -> str | Unread:
    """An id, character for character; one a spreadsheet has rounded is refused."""
    text = plain_text(cell)
    if isinstance(text, Unread):
        return Unread("a number that names the loan")
    if _SCIENTIFIC.fullmatch(text):
        return Unread("all digits of the number (the spreadsheet rounded it: export it as text)")
    if isinstance(cell, Number):
        if "." in text:
            return Unread("a whole number")
        if len(text) > 15:
            return Unread("at most 15 digits, or the number as text (the spreadsheet rounds it)")
    return text


def money(cell: Cell) -> Money | Unread:
    """Dollars and cents; more decimals than two are rounded half up, as floats leave them."""
    if not isinstance(cell, str):
        return Unread(MONEY_WANTED)
    whole, _, part = cell.partition(".")  # nearly every amount is written plainly
    if len(part) < 3 and (not part or part.isdecimal()):
        if whole.isdecimal():
            return Money(int(whole + part.ljust(2, "0")))
        if whole[:1] == "-" and whole[1:].isdecimal():
            return Money(-int(whole[1:] + part.ljust(2, "0")))
    text = tidy(cell).casefold().replace(" ", "")
    match = _MONEY.fullmatch(text)
    if match is None or (match["whole"] is None and not match["part"]):
        return Unread(MONEY_WANTED)
    if (match["open"] is None) != (match["close"] is None):
        return Unread("both brackets of a negative amount")
    signs = [match["open"], match["minus"], match["inner"], match["after"]]
    if sum(sign not in (None, "dr") for sign in signs) > 1:
        return Unread("one sign")
    whole = (match["whole"] or "0").replace(",", "")
    try:
        exact = Decimal(f"{whole}.{match['part'] or '0'}e{match['power'] or 0}")
    except InvalidOperation:
        return Unread(MONEY_WANTED)
    negative = any(sign not in (None, "dr") for sign in signs)
    return Money.rounded(-exact if negative else exact)


def number(cell: Cell) -> Decimal | Unread:
    """A plain decimal, a percent sign allowed."""
    if not isinstance(cell, str):
        return Unread("a number")
    text = tidy(cell).replace(",", "").removesuffix("%").strip()
    try:
        value = Decimal(text)
    except InvalidOperation:
        return Unread("a number")
    return value if value.is_finite() else Unread("a number")


def rate(cell: Cell, scale: Decimal) -> Rate | Unread:
    """A yearly rate; `scale` makes percent of what the column holds. A written "%" is percent."""
    value = number(cell)
    if isinstance(value, Unread):
        return Unread("a yearly rate in percent")
    if not (isinstance(cell, str) and "%" in cell):
        value *= scale
    return Rate(int((value * 10_000).quantize(Decimal(1), rounding="ROUND_HALF_UP")))


def percent(cell: Cell, scale: Decimal) -> Decimal | Unread:
    """A share in percent, to four decimals."""
    value = number(cell)
    if isinstance(value, Unread):
        return Unread("a percentage")
    if not (isinstance(cell, str) and "%" in cell):
        value *= scale
    return value.quantize(Decimal("0.0001"), rounding="ROUND_HALF_UP").normalize() + 0


def integer(cell: Cell) -> int | Unread:
    if isinstance(cell, str) and (found := _INTEGER.fullmatch(tidy(cell).replace(",", ""))):
        return int(found[1])
    return Unread("a whole number")


def boolean(cell: Cell) -> bool | Unread:
    if isinstance(cell, bool):
        return cell
    text = plain_text(cell)
    if isinstance(text, str):
        if text.casefold() in _TRUE:
            return True
        if text.casefold() in _FALSE:
            return False
    return Unread("yes or no")


def zip_code(cell: Cell) -> str | Unread:
    """Five digits or ZIP+4; a number gets back the zeros a spreadsheet took."""
    text = plain_text(cell)
    wanted = Unread(
        "a ZIP code of five or nine digits", keep=text if isinstance(text, str) else None
    )
    if isinstance(text, Unread):
        return wanted
    digits = text.replace("-", "").replace(" ", "").removesuffix(".0")
    if not digits.isdigit() or not digits.isascii():
        return wanted
    if "-" in text:
        first, _, second = text.partition("-")
        return f"{first.strip().zfill(5)}-{second.strip()}" if len(second.strip()) == 4 else wanted
    if 3 <= len(digits) <= 5:
        return digits.zfill(5)
    if len(digits) in (8, 9):
        nine = digits.zfill(9)
        return f"{nine[:5]}-{nine[5:]}"
    return wanted


def state(cell: Cell) -> str | Unread:
    text = plain_text(cell)
    if isinstance(text, Unread):
        return Unread("a US state")
    return state_code(text) or Unread("a US state", keep=text)


def last_four(cell: Cell) -> str | Unread:
    """The last four digits of a social security or tax number; the rest is dropped here."""
    text = plain_text(cell)
    if isinstance(text, Unread):
        return Unread("a social security number")
    plain = text.replace("-", "").replace(" ", "")
    if is_tax_filler(text):
        return Unread("a social security number, not a filler")
    if plain.isdigit() and 3 <= len(plain) <= 9:  # a spreadsheet took the leading zeros
        return plain.zfill(9)[-4:]
    tail = plain[-4:]
    masked = plain[:-4].casefold().replace("*", "x")
    if tail.isdigit() and len(tail) == 4 and masked and set(masked) == {"x"}:
        return tail
    return Unread("nine digits, or the last four")


_PHONE = re.compile(r"\+?[\d\s().\-/]*\d\)?")
_EXTENSION = re.compile(r"(.*?)[\s,;]*(?:x|ext\.?|extension)\s*\.?\s*(\d{1,6})", re.IGNORECASE)


def phone(cell: Cell) -> str | Unread:
    """Ten digits; an extension follows as "x12". Anything else stays as text, not to be dialed."""
    text = plain_text(cell)
    if isinstance(text, Unread):
        return Unread("a telephone number")
    if len(text) == 10 and text.isdecimal() and text[0] not in "01" and text[3] not in "01":
        return text
    main, extension = text, ""
    if found := _EXTENSION.fullmatch(text):
        main, extension = found[1], f"x{found[2]}"
    digits = "".join(sign for sign in main if sign.isdigit())
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    if not _PHONE.fullmatch(main) or len(digits) != 10 or digits[0] in "01" or digits[3] in "01":
        return Unread("a telephone number of ten digits", keep=text)
    return digits + extension


def email(cell: Cell) -> str | Unread:
    text = plain_text(cell)
    if isinstance(text, Unread):
        return Unread("an e-mail address")
    name, at, host = text.partition("@")
    if at and name and "." in host.strip(".") and " " not in text and "@" not in host:
        return text
    return Unread("an e-mail address", keep=text)


def day_of(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def serial_day(text: str, epoch_1904: bool) -> date | None:
    found = from_serial(float(text), epoch_1904)
    return None if found is None else day_of(found)
