"""A second opinion on schedules: LibreOffice works the rows of random notes again.

    python -m tools.schedule_opinion [--notes 200] [--seed 20261124]

Notes of every way and every day count are written as workbooks; LibreOffice works their formulas
and saves them; in each row its balance must be the program's own, to the cent. The cell that says
so is empty until something has worked it. Needs `soffice` on the path.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.annuity import level_payment
from mortgage_collect.loanmath.arm import ToGrid
from mortgage_collect.loanmath.arm_forecast import ArmAnswers
from mortgage_collect.loanmath.note import Look, Note, Way
from mortgage_collect.loanmath.note_schedule import note_schedule
from mortgage_collect.loanmath.step_rate import RateStep
from mortgage_collect.reports.note_workbook import note_workbook
from tools.second_opinion import rework

A_TURN = 50
EIGHTH = 1_250
FIRST_ROW_HEAD, BALANCE, OURS, AGREES = "No.", 8, 10, 11


def random_note(chance: random.Random) -> tuple[Note, Look]:
    """A note and a way to look at it; some of them are refused."""
    months = chance.randint(12, 480)
    balance = Money(chance.randint(500_000, 90_000_000))
    rate = Rate(chance.randint(8, 80) * EIGHTH)
    first = add_months(date(2026, 12, 28), chance.randint(0, 11), chance.choice((1, 15, 28, 31)))
    count = chance.choice(list(DayCount))
    level = level_payment(balance, rate, months)
    early = chance.randint(1, months - 1)
    note = Note(
        balance=balance,
        rate=rate,
        payment=level,
        first_due=first,
        matures_on=add_months(first, months - 1),
        day_count=count,
        due_day=first.day,
        rate_type=RateType.FIXED,
    )
    arm = ArmAnswers(
        index=Rate(chance.randint(0, 600) * 100),
        index_on=date(2026, 1, 1),
        margin=Rate(chance.randint(16, 28) * EIGHTH),
        change_on=add_months(first, chance.randint(0, months), first.day),
        every_months=chance.choice((6, 12, 60)),
        first=chance.random() < 0.5,
        look_back_days=45,
        grid=chance.choice((None, Rate(EIGHTH))),
        grid_known=True,
        to_grid=chance.choice(list(ToGrid)),
        original=rate,
        first_cap=chance.choice((None, Rate(20_000))),
        periodic_cap=chance.choice((None, Rate(10_000))),
        lifetime_cap=chance.choice((None, Rate(50_000))),
        floor=chance.choice((None, Rate(27_500))),
        no_other_limits=True,
        recast=chance.random() < 0.8,
        payment_cap=chance.choice((None, None, Rate(75_000))),
    )
    look = Look(
        way=chance.choice(list(Way)),
        months=early,
        minimum=Money(chance.randint(0, level.cents)),
        beside=chance.random() < 0.5,
        steps=(RateStep(early + 1, Rate(chance.randint(8, 80) * EIGHTH)),),
        over=months + chance.randint(1, 120),
        due_with=max(early, 2),
        extra_to_principal=chance.random() < 0.5,
        arm=arm,
    )
    return note, look


def compare(notes: int, seed: int) -> tuple[Counter[str], int, list[str]]:
    """(ways, rows, what did not agree). Raises SystemExit without LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("soffice is not on the path: install libreoffice-calc-nogui")
    chance, ways, rows, wrong = random.Random(seed), Counter[str](), 0, list[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while sum(ways.values()) < notes:
            books: dict[str, int] = {}
            while len(books) < A_TURN and sum(ways.values()) < notes:
                note, look = random_note(chance)
                try:
                    made = note_schedule(note, look)
                except UserError:
                    continue
                ways[f"{look.way.value}, {note.day_count.value}"] += 1
                book = folder / f"{sum(ways.values())}-{look.way.value}.xlsx"
                book.write_bytes(note_workbook(made, look, "A note", known=False))
                books[book.name] = len(made.rows)
            rework(office, folder, [folder / each for each in books], folder / "worked")
            for name_, count in books.items():
                rows += count
                wrong += _disagree(folder / "worked" / name_, count)
    return ways, rows, wrong


def _disagree(path: Path, count: int) -> list[str]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    start = next(at for at, row in enumerate(cells) if row[0] == FIRST_ROW_HEAD) + 1
    return [
        f"{path.stem} row {row[0]}: LibreOffice {row[BALANCE]}, ours {row[OURS]}, {row[AGREES]!r}"
        for row in cells[start : start + count]
        if row[AGREES] != "yes"
    ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20_261_124)
    given = parser.parse_args(arguments)
    began = time.perf_counter()
    ways, rows, wrong = compare(given.notes, given.seed)
    print(
        f"{sum(ways.values()):,} notes of {len(ways)} kinds, {rows:,} rows; "
        f"{len(wrong)} disagree; {time.perf_counter() - began:.0f} s, seed {given.seed}"
    )
    for each in wrong[:10]:
        print(each)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
