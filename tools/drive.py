#!/usr/bin/env python3
"""Drives the whole program without a display, by key and mouse events in its real window.

    python tools/drive.py [OUT]

Leaves numbered pictures, the two papers, the workbooks and `keys.txt` in OUT (`out`). Ends with 1
and one sentence when something cannot be done. A drive that stands still ends too, after LIMIT
seconds: with the step it was in and where every thread stood.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from mortgage_collect.app import application, open_window
from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.ui.memory import Memory
from tools.journey.first_light import CEILINGS, FEBRUARY, PASSPHRASE, Output, make_bank, steps
from tools.journey.look_alike import write_input
from tools.journey.opening import unlock
from tools.typist import Stuck, Task, Typist
from tools.watchdog import Watchdog

LOANS = 400
LIMIT = 300  # seconds; a drive takes about half a minute


def say(words: str) -> None:
    print(words, flush=True)


def drive(out: Path, watchdog: Watchdog) -> None:
    """The journey on a fresh encrypted database, with all it leaves in `out`."""
    fresh(out)
    given = write_input(out / "input", loans=LOANS)
    say(f"Wrote two months of {LOANS:,} invented loans, their customers and payments to input/.")
    clock = FixedClock(FEBRUARY)
    with tempfile.TemporaryDirectory() as folder:
        application()
        path = Path(folder) / "bank.db"
        make_bank(path, clock)
        watchdog.step = "the passphrase in the first window"
        store = unlock(path, clock, PASSPHRASE, out)
        say("Made an encrypted database in code; opened it by its passphrase in the first window.")
        watchdog.step = "the empty window"
        window = open_window(store, clock, memory=Memory())
        typist = Typist(window, out)
        sys.excepthook = lambda _kind, error, _where: typist.hear(error)
        try:
            typist.picture("empty")
            for name, step in steps(typist, window, clock, given, Output.into(out), say):
                watchdog.step = name
                step()
            watchdog.step = "closing"
            if grown := over(typist.tasks):
                raise Stuck(f"More keys than the ceiling: {', '.join(grown)}.")
        except Stuck:
            typist.picture("stuck")
            raise
        finally:
            (out / "keys.txt").write_text(table(typist.tasks), encoding="utf-8")
            window.close()
            window.desk.runner.close()
            store.close()


def fresh(out: Path) -> None:
    """An empty folder; what an earlier drive left goes, anything else is not touched."""
    for left in (*out.glob("[0-9][0-9]-*.png"), out / "keys.txt", *out.glob("*.xlsx")):
        left.unlink(missing_ok=True)
    for name in ("agreement.pdf", "explanation.pdf"):
        (out / name).unlink(missing_ok=True)
    shutil.rmtree(out / "input", ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)


def table(tasks: list[Task]) -> str:
    """What each task took, beside what it may take."""
    lines = [f"{'task':36}{'keys':>6}{'clicks':>8}{'ceiling':>9}{'seconds':>9}"]
    for task in tasks:
        most = CEILINGS.get(task.name)
        lines.append(
            f"{task.name:36}{task.keys:>6}{task.clicks:>8}{most or '-':>9}{task.seconds:>9.1f}"
        )
    return "\n".join(lines) + "\n"


def over(tasks: list[Task]) -> list[str]:
    """Tasks that took more keys than they may."""
    return [
        f"{task.name} ({task.keys} keys)"
        for task in tasks
        if task.keys > CEILINGS.get(task.name, task.keys)
    ]


def _quiet(kind: QtMsgType, _context: object, words: str) -> None:
    """The offscreen platform says of every window what it cannot do."""
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def main(arguments: list[str]) -> int:
    if len(arguments) > 1:
        say(__doc__ or "")
        return 2
    # A file dialog begins in a folder of its own: only a whole path is one everywhere.
    out = Path(arguments[0] if arguments else "out").resolve()
    began = perf_counter()
    qInstallMessageHandler(_quiet)
    try:
        with Watchdog(LIMIT) as watchdog:
            drive(out, watchdog)
    except (Stuck, UserError, Trouble) as error:
        say(f"The drive stopped: {error}")
        return 1
    say((out / "keys.txt").read_text(encoding="utf-8"))
    say(f"Done in {perf_counter() - began:.0f} s; everything is in {out}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
