"""The spreadsheet's own formulas of a schedule: share of a year, payment, split, and what waits.

Columns of a row: A number, B due, C days, D rate, E share of a year, F interest, G principal,
H payment, I balance, J unpaid interest beside it or halves that wait. The balance before the first
row is in D4, the day interest runs from in D5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mortgage_collect.core.rate import DayCount
from mortgage_collect.loanmath.arm import ToGrid
from mortgage_collect.loanmath.arm_forecast import ArmAnswers
from mortgage_collect.loanmath.note import How, NoteRow, NoteSchedule, PaymentFrom, Way
from mortgage_collect.loanmath.note_biweekly import BASES
from mortgage_collect.reports.working_block import plain_number

Written = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """One row of the sheet: its number, what stands before it, and the payment in force."""

    row: int
    opening: bool
    last: bool
    regular: str
    how: How
    months: bool

    @property
    def before(self) -> str:
        return "$D$4" if self.opening else f"I{self.row - 1}"

    @property
    def kept_before(self) -> str:
        return "0" if self.opening else f"J{self.row - 1}"

    @property
    def interest(self) -> str:
        at = self.row
        return f"=ROUND({self.before}*D{at}*E{at},2)"

    def pays(self, owed: str) -> str:
        """What is paid of all that is `owed`."""
        interest = f"F{self.row}"
        if self.last:
            return owed
        if self.how == "interest":
            return interest
        level = self.months and self.how == "level"
        regular = f"MAX({self.regular},{interest})" if level else self.regular
        return f"MIN({regular},{owed})"


def plain_formulas(cells: Columns) -> Written:
    """Interest, principal, payment and balance."""
    at = cells.row
    owed = f"{cells.before}+F{at}"
    return (
        cells.interest,
        f"=H{at}-F{at}",
        f"=ROUND({cells.pays(owed)},2)",
        f"=ROUND({cells.before}-G{at},2)",
    )


def beside_formulas(cells: Columns) -> Written:
    """With unpaid interest kept beside the balance, which is repaid before it."""
    at, beside = cells.row, cells.kept_before
    owed = f"{cells.before}+{beside}+F{at}"
    repaid = f"MIN(G{at},{beside})"
    return (
        cells.interest,
        f"=H{at}-F{at}",
        f"=ROUND({cells.pays(owed)},2)",
        f"=ROUND({cells.before}-(G{at}-{repaid}),2)",
        f"=ROUND({beside}-{repaid},2)",
    )


def halves_formulas(cells: Columns, first_half: date, *, principal: bool) -> Written:
    """With halves that wait until they make an installment, and the thirteenth where it pays."""
    at, waiting, pay = cells.row, cells.kept_before, cells.regular
    half = f"ROUNDUP({pay}/2,2)"
    began = f"DATE({first_half.year},{first_half.month},{first_half.day})"
    since = "0" if cells.opening else f"INT((B{at - 1}-{began})/14)+1"
    came = f"{half}*(INT((B{at}-{began})/14)+1-({since}))"
    owed = f"({cells.before}+F{at})"
    regular = f"MIN({pay},{owed})"
    pool = f"ROUND({waiting}+{came}-{regular},2)"
    left = f"ROUND({owed}-{regular},2)"
    extra = f"IF(AND({pool}>={pay},{left}>0),MIN({pay},{left}),0)" if principal else "0"
    return (
        cells.interest,
        f"=H{at}-F{at}",
        f"=ROUND({regular}+{extra},2)",
        f"=ROUND({cells.before}-G{at},2)",
        f"=ROUND({waiting}+{came}-H{at},2)",
    )


def regular_formula(made: NoteSchedule, each: PaymentFrom, row: int) -> str:
    """The payment of a stretch in its cell F; empty for one that is given or is the interest."""
    if each.level_over is None:
        return ""
    period = "12"
    if made.way is Way.BIWEEKLY_NOTE:
        basis = BASES[made.day_count]
        period = "26" if basis is None else f"({basis}/14)"
    level = f"ROUND(IF(B{row}=0,E{row}/C{row},PMT(B{row}/{period},C{row},-E{row})),2)"
    if each.cap is None:
        return f"={level}"
    return f"=MIN({level},F{row - 1}+ROUND(F{row - 1}*D{row},2))"


def share_formula(made: NoteSchedule, row: NoteRow, days: str, since: str, due: str) -> str:
    """The part of a year a row's interest is counted for, by the note's convention."""
    if made.way.is_biweekly:
        basis = BASES[made.day_count]
        return "=1/26" if basis is None else f"=14/{basis}"
    if made.day_count is DayCount.THIRTY_360:
        return _months_share(row.share, row.days)
    return f"={days_share(made.day_count, days, since, due)}"


def days_share(count: DayCount, days: str, since: str, due: str) -> str:
    """The part of a year between the cells `since` and `due`, `days` apart, without the =.

    Raises ValueError for 30/360, whose months have no days.
    """
    match count:
        case DayCount.ACTUAL_365:
            return f"{days}/365"
        case DayCount.ACTUAL_360:
            return f"{days}/360"
        case DayCount.ACTUAL_ACTUAL | DayCount.ACTUAL_366:
            return (
                f"IF(YEAR({since})=YEAR({due}),({due}-{since})/{_year(since)},"
                f"(DATE(YEAR({since})+1,1,1)-{since})/{_year(since)}"
                f"+YEAR({due})-YEAR({since})-1"
                f"+({due}-DATE(YEAR({due}),1,1))/{_year(due)})"
            )
    raise ValueError("a month of 30/360 is a twelfth of a year")


def _months_share(share: Fraction, days: int) -> str:
    """Whole months are twelfths; a broken one counts its days over 365."""
    if (share * 12).denominator == 1:
        return f"={share * 12}/12"
    whole, rest = divmod(share * 12, 1)
    broken = rest / 12 * 365
    return f"={whole}/12+{broken.numerator}/{broken.denominator * 365}"


def _year(day: str) -> str:
    return f"(DATE(YEAR({day})+1,1,1)-DATE(YEAR({day}),1,1))"


def change_formulas(arm: ArmAnswers, row: int, *, first: bool) -> Written:
    """Of a change: the sum in E, rounded in F, held by caps, floor and lifetime cap in G."""
    rounded = f"=E{row}"
    if arm.grid is not None:
        grid = plain_number(arm.grid)
        # A millionth of a grid step keeps binary fractions from deciding a tie.
        steps = f"ROUND(E{row}/{grid},6)"
        match arm.to_grid:
            case ToGrid.NEAREST_TIE_DOWN:
                rounded = f"=-INT(-({steps}-0.5))*{grid}"
            case ToGrid.UP:
                rounded = f"=-INT(-{steps})*{grid}"
            case ToGrid.DOWN:
                rounded = f"=INT({steps})*{grid}"
            case _:
                rounded = f"=INT({steps}+0.5)*{grid}"
    held = f"F{row}"
    is_first = first and arm.first and arm.first_cap is not None
    cap = arm.first_cap if is_first else arm.periodic_cap
    if cap is not None:
        held = f"MAX(MIN({held},B{row}+{plain_number(cap)}),B{row}-{plain_number(cap)})"
    if arm.floor is not None:
        held = f"MAX({held},{plain_number(arm.floor)})"
    if arm.lifetime_cap is not None and arm.original is not None:
        highest = plain_number(arm.original), plain_number(arm.lifetime_cap)
        held = f"MIN({held},{highest[0]}+{highest[1]})"
    return (f"=C{row}+D{row}", rounded, f"={held}")
