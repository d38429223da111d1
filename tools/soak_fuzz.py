"""Spoiled files for the reader of tapes: whatever they are, it says so in a sentence, and soon.

    python -m tools.soak_fuzz FIRST COUNT SEED    (one batch, in a process that may be lost)

Files of every format, with bytes changed, cut short, under another's name, with entities, and such
as unfold to far more than they are. One that is neither read nor refused with UserError or Trouble
ends the batch with its number and a traceback; so does one that takes more than SECONDS of the
processor or HANGS seconds in all, and a batch that needs more than MEMORY megabytes.
"""

from __future__ import annotations

import faulthandler
import io
import random
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import peak_megabytes
from mortgage_collect.core.errors import Cancelled, Trouble, UserError
from mortgage_collect.services.tapes import propose_without_book, read_file

SECONDS = 10  # of the processor, for one small file
HANGS = 60  # seconds, of which others may take most
MEMORY = 1_000  # megabytes
BATCH = 100
NAMES = (".xlsx", ".csv", ".xls", ".xlsb", ".ods", ".txt", ".xlsm")
# One in so many is read in a process of its own, which takes a while to begin.
SLOW = 10
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>'
)
NASTY = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"=", b"<", b"&", b"&#0;", b"\r", b"\n\n",
    b"1e309", b"-0", b"NaN", b"#N/A", b"#REF!", b"1899-12-30", b"9" * 20, b"12/31/9999",
    b"XFD1048576", b"A0", b"]]>", b"<!--", b"</row>", b"<row r='-1'>", b'r="ZZZZ9"', b"\xc3(", b",",
    b";;;;", b"\t", b"TOTAL", b"Loan Number", b"(1,000.00", b"$", b"%", b"\xe2\x80\xae", b" " * 300,
)  # fmt: skip


def originals(folder: Path) -> list[bytes]:
    """Sound files of several kinds, which are then spoiled."""
    from tests.tape.dirty import dirty_tape
    from tests.tape.dirty_check import together
    from tests.tape.dirty_files import write
    from tests.tape.lookalike import customer_file, make_truth, two_month_tape
    from tests.tape.other_workbooks import as_ods
    from tests.tape.test_layouts import fixed_line
    from tests.tape.workbooks import small_tape

    truth = make_truth(25, 3)
    two_month_tape(folder / "two.xlsx", loans=25)
    customer_file(folder / "people.csv", truth)
    lines = ["Loan Number,Borrower Name,Unpaid Principal Balance,Next Due Date,Rate"]
    lines += [f'{n:05d},"RUIZ, ANA",{n * 1000}.50,0{1 + n % 9}/01/2026,6.5' for n in range(1, 30)]
    text = "\n".join(lines).encode()
    return [
        (folder / "two.xlsx").read_bytes(),
        (folder / "people.csv").read_bytes(),
        small_tape(),
        text,
        text.decode().replace(",", "\t").encode("utf-16"),
        *(
            write(dirty_tape(together(kind), 60, 4), folder / f"dirty.{kind}").read_bytes()
            for kind in ("xlsx", "csv")
        ),
        as_ods(TABLE),
        "\r\n".join(fixed_line(n) for n in range(30)).encode(),
        *bombs(),
    ]


def bombs() -> list[bytes]:
    """Small files that would unfold to very much."""
    from tests.tape.other_workbooks import as_ods
    from tests.tape.workbooks import small_tape, workbook

    with zipfile.ZipFile(io.BytesIO(as_ods(TABLE))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for what in (b"row table:number-rows-repeated", b"cell table:number-columns-repeated"):
        name = what.partition(b" ")[0]
        parts["content.xml"] = parts["content.xml"].replace(
            b"<table:table-" + name, b"<table:table-" + what + b'="1000000"', 3
        )
    return [
        workbook("<row/>" * 3_000_000),
        small_tape(extra={"xl/sharedStrings.xml": b"<sst>" + b" " * 30_000_000 + b"</sst>"}),
        _zipped(parts, zipfile.ZIP_DEFLATED),
    ]


def slow_originals() -> list[bytes]:
    """Sound files of the formats that are read in a process of their own."""
    from tests.tape.other_workbooks import as_xls, as_xlsb, protected

    return [as_xls(TABLE), as_xlsb(TABLE), protected(TABLE, "Oak Street 12")]


TABLE: list[list[Any]] = [
    ["Loan Number", "Borrower Name", "UPB", "Interest Rate", "Next Due Date"],
    *([f"00{1000 + n}", "RUIZ, ANA", 90_000.25 + n, 6.125, date(2026, 3, 1)] for n in range(12)),
]


def spoiled(sound: bytes, chance: random.Random) -> bytes:
    """Some bytes changed or cut off; of a workbook, usually inside one of its parts."""
    if chance.random() < 0.1:
        return sound[: chance.randrange(len(sound) + 1)]
    if sound[:2] == b"PK" and chance.random() < 0.8:
        return _inside(sound, chance)
    return _bytes(sound, chance)


def _bytes(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(6):
            case 0 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made[at:at] = chance.choice(NASTY)
            case 2:
                del made[at : at + chance.choice((1, 4, 50, 2_000))]
            case 3:
                made[at:at] = made[max(at - chance.randrange(1, 400), 0) : at]
            case 4:
                nasty = chance.choice(NASTY)
                made[at : at + len(nasty)] = nasty
            case _ if chance.random() < 0.1:
                del made[at:]
    return bytes(made)


def _inside(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = chance.choice(sorted(parts))
    if chance.random() < 0.1:
        del parts[name]
    elif chance.random() < 0.15 and b"?>" in parts[name][:200]:
        parts[name] = parts[name].replace(b"?>", b"?>" + LAUGHS, 1).replace(b"</", b"&c;</", 3)
    else:
        parts[name] = _bytes(parts[name], chance)
    return _zipped(parts, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def _zipped(parts: dict[str, bytes], how: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as new:
        for each, body in parts.items():
            new.writestr(each, body)
    return out.getvalue()


def one(path: Path) -> str:
    """What becomes of a file: "read", or how it was refused."""
    try:
        propose_without_book(read_file(path, as_of=date(2026, 2, 28)))
    except (UserError, Trouble, Cancelled) as error:
        return type(error).__name__
    return "read"


def batch(first: int, count: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound, slow = originals(folder), slow_originals()
        for number in range(first, first + count):
            chance = random.Random(f"{seed}/{number}")
            path = folder / f"spoiled{chance.choice(NAMES)}"
            some = slow if chance.randrange(SLOW) == 0 else sound
            path.write_bytes(spoiled(chance.choice(some), chance))
            faulthandler.dump_traceback_later(HANGS, exit=True)
            began = time.process_time()
            try:
                print(number, one(path), flush=True)
            except Exception:  # noqa: BLE001 - this is what is looked for
                print(number, "BROKEN", flush=True)
                traceback.print_exc()
                return 1
            finally:
                faulthandler.cancel_dump_traceback_later()
            if (took := time.process_time() - began) > SECONDS:
                print(number, "BROKEN", flush=True)
                print(f"it took {took:.1f} seconds of the processor", file=sys.stderr)
                return 1
    if (needed := peak_megabytes()) > MEMORY:
        print(f"the batch needed {needed:,.0f} MB of memory", file=sys.stderr)
        return 1
    return 0


def soak(count: int, seed: int) -> tuple[str, list[str]]:
    """All batches; what was found wrong comes back as the second part."""
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    first = 0
    while first < count:
        some = min(BATCH, count - first)
        ran = subprocess.run(
            [sys.executable, "-m", "tools.soak_fuzz", str(first), str(some), str(seed)],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        told = [line.split() for line in ran.stdout.splitlines()]
        ends.update(line[1] for line in told)
        first += some
        if ran.returncode:
            last = int(told[-1][0]) if told else first - some
            failed = last if told and told[-1][1] == "BROKEN" else last + 1
            wrong.append(f"file {failed}: {ran.stderr.strip()[-600:]}")
            first = failed + 1
    says = ", ".join(f"{number:,} {end}" for end, number in ends.most_common())
    return f"{count:,} spoiled files: {says}; none took {SECONDS} s", wrong


if __name__ == "__main__":
    sys.exit(batch(*map(int, sys.argv[1:4])))
