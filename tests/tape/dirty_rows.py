"""Dirt between and around the loans, and in the file itself (see dirty.py)."""

from __future__ import annotations

from tests.tape.dirty import TEXT, WORKBOOK, Line, Tape, kind
from tests.tape.dirty_book import AS_OF
from tests.tape.dirty_styles import Cell, Figure


def _blank(tape: Tape, **filled: Cell) -> list[Cell]:
    made: list[Cell] = [None] * len(tape.columns)
    for name, cell in filled.items():
        made[tape.at(name)] = cell
    return made


def _between(tape: Tape, cells: list[Cell], times: int = 1) -> None:
    for _ in range(times):
        tape.lines.insert(tape.dice.randrange(2, len(tape.lines)), Line(list(cells)))


def _sum(tape: Tape, upto: int | None = None) -> Figure:
    """The sum of the balances as written up to a line, as a spreadsheet would have it."""
    at, cents = tape.at("unpaid_principal_balance"), 0
    for line in tape.lines[:upto]:
        loan = tape.truth.loans.get(line.loan)
        value = loan["unpaid_principal_balance"] if loan else 0
        if line.cells[at] is not None and (line.loan, "unpaid_principal_balance") not in (
            tape.truth.unread
        ):
            assert isinstance(value, int)
            cents += value
    return Figure(f"{cents // 100}.{cents % 100:02d}")


# -- rows ---------------------------------------------------------------------------------------


@kind(after=True)
def rows_without_a_number(tape: Tape) -> None:
    for number in tape.some(2):
        line = next(each for each in tape.lines if each.loan == number)
        line.cells[tape.at("loan_number")] = None
        line.loan = ""
        del tape.truth.loans[number]
        tape.truth.refused += 1


@kind(after=True)
def rows_twice(tape: Tape) -> None:
    for number in tape.some(3):
        line = next(each for each in tape.lines if each.loan == number)
        tape.lines.append(Line(list(line.cells), number))
        tape.truth.twice += 1


@kind(after=True)
def rows_that_contradict(tape: Tape) -> None:
    for number in tape.some(2):
        line = next(each for each in tape.lines if each.loan == number)
        other = list(line.cells)
        other[tape.at("remarks")] = "another row of the same loan"
        tape.lines.append(Line(other, number))
        tape.truth.held.add(number)
        tape.truth.told.add(number)


@kind(after=True)
def blank_rows(tape: Tape) -> None:
    _between(tape, [None] * len(tape.columns), 5)


@kind(after=True)
def section_titles(tape: Tape) -> None:
    _between(tape, ["Branch 2 of 3", *[None] * (len(tape.columns) - 1)], 2)


@kind(after=True)
def headers_again(tape: Tape) -> None:
    _between(tape, list(tape.headers[-1]), 3)


@kind(after=True)
def subtotals(tape: Tape) -> None:
    at = len(tape.lines) // 2
    cells = _blank(tape, unpaid_principal_balance=_sum(tape, at))
    cells[tape.at("loan_number")] = "Subtotal"
    tape.lines.insert(at, Line(cells))


@kind(after=True)
def a_grand_total(tape: Tape) -> None:
    cells = _blank(tape, unpaid_principal_balance=_sum(tape))
    cells[tape.at("loan_number")] = "GRAND TOTAL"
    tape.lines.append(Line(cells))


@kind(after=True)
def footers(tape: Tape) -> None:
    for text in ("Confidential. For the bank's own use.", "Printed by M. Kemp"):
        cells: list[Cell] = [None] * len(tape.columns)
        cells[0] = text
        tape.lines.append(Line(cells))


# -- columns and headers ------------------------------------------------------------------------


@kind()
def columns_in_another_order(tape: Tape) -> None:
    pairs = list(zip(tape.columns, *tape.headers, strict=True))
    tape.dice.shuffle(pairs)
    tape.columns = [pair[0] for pair in pairs]
    tape.headers = [[pair[1] for pair in pairs]]


@kind()
def a_column_without_header(tape: Tape) -> None:
    tape.columns.insert(7, None)
    tape.headers[0].insert(7, "")


@kind()
def columns_of_filler(tape: Tape) -> None:
    for at in (5, 20, 30):
        tape.columns.insert(at, None)
        tape.headers[0].insert(at, "Filler")


@kind(after=True, alone=True)
def words_over_two_rows(tape: Tape) -> None:
    lower = [header.split(" ", 1)[-1] for header in tape.headers[0]]
    upper = [header.split(" ", 1)[0] if " " in header else "" for header in tape.headers[0]]
    tape.headers = [upper, lower]


@kind(after=True, formats=WORKBOOK)
def a_band_over_the_header(tape: Tape) -> None:
    tape.above.append(["BORROWER", None, None, None, None, None, None, None, "PROPERTY"])
    tape.file["merged"] = 1


@kind()
def headers_of_a_program(tape: Tape) -> None:
    tape.headers[-1] = [header.upper().replace(" ", "_") for header in tape.headers[-1]]


@kind(after=True)
def titles(tape: Tape) -> None:
    tape.above[:0] = [
        ["FIRST INVENTED SAVINGS BANK"],
        [f"Month-end loan trial, as of {AS_OF:%m/%d/%Y}"],
        [None],
    ]
    tape.file["day"] = ""


@kind(after=True, formats=WORKBOOK)
def not_at_a1(tape: Tape) -> None:
    tape.file["down"], tape.file["right"] = 3, 2


# -- the workbook -------------------------------------------------------------------------------


@kind(after=True, formats=WORKBOOK)
def hidden_rows(tape: Tape) -> None:
    for line in tape.lines[3:5]:
        line.hidden = True
    tape.truth.says.append("2 hidden rows of the sheet were read too")


@kind(after=True, formats=WORKBOOK)
def hidden_columns(tape: Tape) -> None:
    tape.file["hidden_column"] = 6
    tape.truth.says.append("Hidden columns were read too")


@kind(after=True, formats=WORKBOOK)
def other_sheets(tape: Tape) -> None:
    tape.file["sheets"] = "Instructions|Codes|Sheet3"


@kind(after=True, formats=WORKBOOK)
def rows_with_formats_only(tape: Tape) -> None:
    tape.file["formatted"] = 2_000


@kind(formats=WORKBOOK, alone=True)
def days_since_1904(tape: Tape) -> None:
    """True dates say their epoch themselves, bare day numbers do not."""
    tape.file["epoch"] = 1904
    tape.styles["next_due_date"] = tape.styles["maturity_date"] = "serial_1904"


# -- the text file ------------------------------------------------------------------------------


@kind(after=True, formats=TEXT, alone=True)
def byte_order_mark(tape: Tape) -> None:
    tape.file["encoding"] = "utf-8-sig"


@kind(after=True, formats=TEXT)
def windows_text(tape: Tape) -> None:
    tape.file["encoding"] = "cp1252"


@kind(after=True, formats=TEXT, alone=True)
def unicode_text_with_tabs(tape: Tape) -> None:
    tape.file["encoding"], tape.file["delimiter"] = "utf-16", "\t"


@kind(after=True, formats=TEXT)
def semicolons(tape: Tape) -> None:
    tape.file["delimiter"] = ";"


@kind(after=True, formats=TEXT, alone=True)
def bars(tape: Tape) -> None:
    tape.file["delimiter"] = "|"


@kind(after=True, formats=TEXT, alone=True)
def returns_only(tape: Tape) -> None:
    tape.file["line_end"] = "\r"


@kind(after=True, formats=TEXT)
def nul_bytes(tape: Tape) -> None:
    tape.file["nul"] = 3
    tape.truth.says.append("NUL bytes left out")


@kind(after=True, formats=TEXT)
def a_delimiter_at_the_end(tape: Tape) -> None:
    tape.file["trailing"] = 1


@kind(after=True, formats=TEXT)
def ragged_lines(tape: Tape) -> None:
    """A stray or missing field may have shifted the values: the row waits."""
    cut = tape.at("loan_number") < len(tape.columns) - 3
    for number, more in zip(tape.some(2), (True, not cut), strict=True):
        line = next(each for each in tape.lines if each.loan == number)
        if more:
            line.cells.extend(["stray", "stray"])
        else:
            del line.cells[-3:]
            tape.truth.unread.update(
                (number, column.field) for column in tape.columns[-3:] if column is not None
            )
        tape.truth.held.add(number)
        tape.truth.told.add(number)
