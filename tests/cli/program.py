"""The program as a shell sees it, and small files to give it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mortgage_collect.cli.run import run

SECRET = "a passphrase for tests"
HEADERS = (
    "Loan Number,Borrower Name,Unpaid Principal Balance,Interest Rate,Next Due Date,P&I Payment,"
    "Escrow Payment,Maturity Date,Property Address,Property City,Property State,Property Zip,"
    "Due Day,Cell Phone"
)
AS_OF = "2026-02-28"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """Standard output is one JSON document, or the test fails here."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def error(self) -> str:
        return str(self.data["error"]["message"])


def line(number: int, *, upb: str = "180000.00", due: str = "03/01/2026") -> str:
    home = f"{number} Maple Street,Barre,VT,05641"
    return (
        f'{1_000_000 + number},"RUIZ, MARIA",{upb},6.000,{due},1199.10,300.00,02/01/2050,{home},'
        f"1,8025550{number % 1000:03d}"
    )


def tape(path: Path, *lines: str, loans: int = 3) -> Path:
    """A small loan tape; the last of its loans is two months behind."""
    rows = [line(number) for number in range(1, loans)] + [line(loans, due="01/01/2026")]
    path.write_text("\n".join([HEADERS, *(lines or rows)]) + "\n", encoding="utf-8")
    return path


def payments(path: Path, *lines: str) -> Path:
    header = "Loan Number,Payment Date,Payment Amount,Reference"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def inside(capsys: Any, *arguments: str | Path) -> Ran:
    """In this process: fast, and the debugger reaches it."""
    capsys.readouterr()
    code = run([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return Ran(code, told.out, told.err)


def outside(
    home: Path, *arguments: str | Path, env: Mapping[str, str] | None = None, secret: str = SECRET
) -> Ran:
    """A process of its own, its standard input closed."""
    settings = {
        **os.environ,
        "MORTGAGE_COLLECT_HOME": str(home),
        "MORTGAGE_COLLECT_PASSPHRASE": secret,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONUTF8": "0",
        **(env or {}),
    }
    ran = subprocess.run(
        [sys.executable, "-m", "mortgage_collect", *map(str, arguments)],
        env=settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8", "replace"))
