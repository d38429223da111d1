"""Spoiled files for the reader of tapes: whatever they are, it says so in a sentence, and soon.

    python -m tools.soak_fuzz FIRST COUNT SEED    (one batch, in a process that may be lost)

A file that is neither read nor refused with UserError or Trouble ends the batch with its number
and a traceback; so does one that takes longer than LIMIT seconds.
"""

from __future__ import annotations

import faulthandler
import io
import random
import subprocess
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

from mortgage_collect.core.errors import Cancelled, Trouble, UserError
from mortgage_collect.services.tapes import propose_without_book, read_file

LIMIT = 30  # seconds for one small file
BATCH = 100
NASTY = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"=", b"<", b"&", b"&#0;", b"\r", b"\n\n",
    b"1e309", b"-0", b"NaN", b"#N/A", b"#REF!", b"1899-12-30", b"9" * 20, b"12/31/9999",
    b"XFD1048576", b"A0", b"]]>", b"<!--", b"</row>", b"<row r='-1'>", b'r="ZZZZ9"', b"\xc3(", b",",
    b";;;;", b"\t", b"TOTAL", b"Loan Number", b"(1,000.00", b"$", b"%", b"\xe2\x80\xae", b" " * 300,
)  # fmt: skip


def originals(folder: Path) -> list[bytes]:
    """Sound files of several kinds, which are then spoiled."""
    from tests.tape.lookalike import customer_file, make_truth, two_month_tape
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
    ]


def spoiled(sound: bytes, chance: random.Random) -> bytes:
    """Some bytes changed; of a workbook, usually inside one of its parts."""
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
    else:
        parts[name] = _bytes(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    ) as new:
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
        sound = originals(folder)
        for number in range(first, first + count):
            chance = random.Random(f"{seed}/{number}")
            path = folder / f"spoiled{chance.choice(('.xlsx', '.csv'))}"
            path.write_bytes(spoiled(chance.choice(sound), chance))
            faulthandler.dump_traceback_later(LIMIT, exit=True)
            try:
                print(number, one(path), flush=True)
            except Exception:  # noqa: BLE001 - this is what is looked for
                print(number, "BROKEN", flush=True)
                traceback.print_exc()
                return 1
            finally:
                faulthandler.cancel_dump_traceback_later()
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
    return f"{count:,} spoiled files: {says}; none took {LIMIT} s", wrong


if __name__ == "__main__":
    sys.exit(batch(*map(int, sys.argv[1:4])))
