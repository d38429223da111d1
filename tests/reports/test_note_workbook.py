"""The schedule and the escrow analysis as workbooks: every line a formula beside our figure."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.arm import ToGrid
from mortgage_collect.loanmath.arm_forecast import ArmAnswers
from mortgage_collect.loanmath.escrow_account import Bill, EscrowQuestion, Payee, escrow_account
from mortgage_collect.loanmath.note import Look, Note, Way
from mortgage_collect.loanmath.note_apr import note_apr
from mortgage_collect.loanmath.note_schedule import note_schedule
from mortgage_collect.loanmath.step_rate import RateStep
from mortgage_collect.reports.escrow_workbook import escrow_workbook
from mortgage_collect.reports.note_workbook import note_workbook

USD, PCT = Money.of, Rate.percent
NOTE = Note(
    balance=USD("20000"),
    rate=PCT("6"),
    payment=USD("608.44"),
    first_due=date(2026, 12, 1),
    matures_on=date(2029, 11, 1),
    due_day=1,
    rate_type=RateType.FIXED,
)
ARM = ArmAnswers(
    index=PCT("5"),
    index_on=date(2026, 10, 1),
    margin=PCT("2.75"),
    change_on=date(2027, 6, 1),
    every_months=12,
    first=True,
    look_back_days=45,
    grid=PCT("0.125"),
    to_grid=ToGrid.NEAREST_TIE_UP,
    first_cap=PCT("1"),
    no_other_limits=True,
    recast=True,
)
LOOKS = {
    Way.AS_WRITTEN: Look(),
    Way.ADJUSTABLE: Look(Way.ADJUSTABLE, arm=ARM),
    Way.INTEREST_ONLY: Look(Way.INTEREST_ONLY, months=12),
    Way.MINIMUM: Look(Way.MINIMUM, months=6, minimum=USD("50"), beside=True),
    Way.STEPS: Look(Way.STEPS, steps=(RateStep(13, PCT("7")),)),
    Way.BALLOON: Look(Way.BALLOON, over=120, due_with=36),
    Way.BIWEEKLY_NOTE: Look(Way.BIWEEKLY_NOTE),
    Way.HALVES_HELD: Look(Way.HALVES_HELD, extra_to_principal=True),
    Way.HALVES_CREDITED: Look(Way.HALVES_CREDITED),
}


def sheets(content):
    return [
        openpyxl.load_workbook(io.BytesIO(content), data_only=values).active
        for values in (False, True)
    ]


def rows_of(page):
    """The rows under the head, up to the line of totals."""
    listed = list(page.iter_rows())
    start = next(at for at, row in enumerate(listed) if row[0].value == "No.") + 1
    return [row for row in listed[start:] if isinstance(row[0].value, int)]


@pytest.mark.parametrize("way", list(Way))
def test_every_row_is_worked_by_formulas_and_compared(way):
    made = note_schedule(NOTE, LOOKS[way])
    written, values = sheets(note_workbook(made, LOOKS[way], "Loan 1"))
    rows = rows_of(written)

    assert len(rows) == len(made.rows)
    for cells, known, row in zip(rows, rows_of(values), made.rows, strict=True):
        assert [cell.data_type for cell in cells[2:9]] == ["f"] * 7
        assert known[7].value == float(row.payment.dollars)
        assert known[10].value == float(row.balance.dollars)
        at = cells[0].row
        assert cells[11].value == f'=IF(ABS(I{at}-K{at})<0.004,"yes","NO")'
    assert [cell.value for cell in rows[0][3:4]] != [None]


@pytest.mark.parametrize("count", list(DayCount))
def test_the_share_of_a_year_is_the_notes_own(count):
    made = note_schedule(replace(NOTE, day_count=count), Look())
    written, values = sheets(note_workbook(made, Look(), "Loan 1"))
    shares = [row[4].value for row in rows_of(written)]

    marks = {
        DayCount.THIRTY_360: "=1/12",
        DayCount.ACTUAL_365: "/365",
        DayCount.ACTUAL_360: "/360",
        DayCount.ACTUAL_ACTUAL: "YEAR(",
        DayCount.ACTUAL_366: "YEAR(",
    }
    assert all(marks[count] in share for share in shares)
    assert rows_of(values)[0][4].value == pytest.approx(float(made.rows[0].share))


def test_the_changes_of_the_rate_are_worked_too():
    made = note_schedule(NOTE, LOOKS[Way.ADJUSTABLE])
    written, values = sheets(note_workbook(made, LOOKS[Way.ADJUSTABLE], "Loan 1"))
    at = next(row[0].row for row in written.iter_rows() if row[0].value == "Change on") + 1

    # 5 + 2.75 = 7.75, held at 6 + 1 = 7 by the first cap.
    assert written.cell(at, 7).value == f"=MAX(MIN(F{at},B{at}+0.01),B{at}-0.01)"
    assert values.cell(at, 5).value == pytest.approx(0.0775)
    assert values.cell(at, 7).value == pytest.approx(0.07)
    assert values.cell(at, 8).value == "first cap"


def test_an_apr_stands_there_only_with_its_charges():
    made = note_schedule(NOTE, Look())
    charges = USD("300")
    _, without = sheets(note_workbook(made, Look(), "Loan 1"))
    _, values = sheets(note_workbook(made, Look(), "Loan 1", charges, note_apr(made, charges)))

    def says(page):
        return " ".join(str(row[0].value) for row in page.iter_rows())

    assert "APR for information, no disclosure" in says(values)
    assert "APR" not in says(without)


def test_the_same_schedule_gives_the_same_bytes():
    made = note_schedule(NOTE, Look())
    assert note_workbook(made, Look(), "Loan 1") == note_workbook(made, Look(), "Loan 1")


def test_the_escrow_year_is_worked_by_formulas():
    """Appendix E: target 1,040, low point 260 in December."""
    found = escrow_account(
        EscrowQuestion(
            first_month=date(2026, 7, 1),
            bills=(
                Bill(Payee.SCHOOL_TAX, (7,), USD("500")),
                Bill(Payee.HOMEOWNERS, (9,), USD("360")),
                Bill(Payee.PROPERTY_TAX, (12,), USD("700")),
            ),
            projected=USD("890"),
            current=True,
        )
    )
    written, values = sheets(escrow_workbook(found, "Loan 1"))
    rows = {row[0].value: row for row in values.iter_rows()}

    assert rows["Target at the start"][1].value == 1040
    assert rows["Shortage"][1].value == 150
    assert rows["New escrow payment"][1].value == 142.5
    target = rows["Target at the start"][0].row
    assert written.cell(target, 2).data_type == "f"
    months = [row for row in values.iter_rows() if getattr(row[0].value, "year", 0) == 2026]
    assert [row[4].value for row in months] == [670, 800, 570, 700, 830, 260]
