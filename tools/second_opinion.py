"""A second opinion on every figure: LibreOffice works the formulas of random loans again.

    python -m tools.second_opinion [--loans 1000] [--seed 20261124]

Every option of every loan is written as cells with formulas and without their values; LibreOffice
opens the workbook, works it and saves it; what it found is held against the program's own figures,
to the cent. Needs `soffice` on the path (Debian: libreoffice-calc-nogui).
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mortgage_collect.reports.working_block import formats, tolerance, write_working
from mortgage_collect.workout.evaluate import evaluate
from tools.random_case import random_case

A_BOOK = 100
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@dataclass
class Opinion:
    """What was compared, and what did not agree."""

    loans: int = 0
    options: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    wrong: list[str] = field(default_factory=list)
    widest: float = 0.0


def compare(loans: int, seed: int) -> Opinion:
    """`loans` random loans in workbooks of a hundred. Raises SystemExit without LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("soffice is not on the path: install libreoffice-calc-nogui")
    chance, found = random.Random(seed), Opinion()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for start in range(0, loans, A_BOOK):
            book = folder / f"loans-{start}.xlsx"
            told = _write(book, chance, start, min(A_BOOK, loans - start), found)
            made = folder / "worked"
            rework(office, folder, [book], made)
            _read(made / book.name, told, found)
    return found


Told = dict[tuple[str, int], tuple[str, float, float]]


def rework(office: str, folder: Path, books: list[Path], into: Path) -> None:
    """LibreOffice works every formula of `books` again and saves them `into` a folder."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(into),
            *map(str, books),
        ],
        check=True,
        capture_output=True,
        timeout=900,
    )


def _write(path: Path, chance: random.Random, start: int, loans: int, found: Opinion) -> Told:
    """The workbook; returns (sheet, row) to (what, our value, how far it may be off)."""
    import xlsxwriter

    from mortgage_collect.reports.working_block import plain_number

    told: Told = {}
    book = xlsxwriter.Workbook(str(path))
    style = formats(book)
    for number in range(loans):
        case, pay = random_case(chance)
        page = book.add_worksheet(f"loan {number}")
        row = 0
        found.loans += 1
        for result in evaluate(case, pay).results:
            if result.figures is None:
                continue
            found.options[result.key] += 1
            blocks = [result.figures.working]
            if result.value is not None:
                blocks.append(result.value.working)
            for working in blocks:
                row, rows = write_working(page, row, working, style, known=False)
                for line in working:
                    ours = plain_number(line.value)
                    if line.formula and isinstance(ours, int | float):
                        what = f"loan {start + number} {result.key}.{line.key} {line.formula}"
                        place = (page.name, rows[line.key] + 1)
                        told[place] = (what, float(ours), float(tolerance(line)))
    book.close()
    return told


def _read(path: Path, told: Told, found: Opinion) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    sheets = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
    for (sheet, row), (what, ours, near) in told.items():
        theirs = sheets[sheet][row - 1][1]
        found.lines += 1
        if not isinstance(theirs, int | float):
            found.wrong.append(f"{what}: LibreOffice says {theirs!r}, we say {ours}")
            continue
        found.widest = max(found.widest, abs(theirs - ours) if near < 0.01 else 0.0)
        if abs(theirs - ours) > near:
            found.wrong.append(f"{what}: LibreOffice says {theirs}, we say {ours}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loans", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=20_261_124)
    given = parser.parse_args(arguments)
    began = time.perf_counter()
    found = compare(given.loans, given.seed)
    options = ", ".join(f"{key} {count:,}" for key, count in sorted(found.options.items()))
    print(
        f"{found.loans:,} loans, {found.lines:,} formulas ({options}); "
        f"{len(found.wrong)} disagree; {time.perf_counter() - began:.0f} s, seed {given.seed}"
    )
    for each in found.wrong[:10]:
        print(each)
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
