"""From nothing to the window on the screen, against a bare Qt window in a process of its own.

Both are whole processes of the same Python. The clock stops when the window system tells the
window that it is exposed. Ours is the practice bank through the program's own door.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.measure import ROOT, in_turn, ratio, table

TARGET = 2.0
NO_CACHE = "PYTHONDONTWRITEBYTECODE"
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from benchmarks.start import tell_when_exposed
app = QApplication(sys.argv[:1])
tell_when_exposed()
window = QMainWindow()
window.show()
app.exec()
"""
OURS = """
from benchmarks.start import tell_when_exposed
tell_when_exposed()
from mortgage_collect.__main__ import main
main(["--demo"])
"""
OWN = OURS.replace('["--demo"]', "[]")
IMPORTS = """
import PySide6.QtWidgets, PySide6.QtSvg, sqlalchemy.orm, sqlcipher3.dbapi2
import time
print("shown", time.process_time(), flush=True)
"""


def tell_when_exposed() -> None:
    """Prints a line at the first exposed window, then leaves at once.

    It looks at the window alone, from when it is asked to show: one that looked at the whole
    application would be called thousands of times while a window is built, and be measured too.
    """
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QWidget

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Expose:
                sys.stdout.write(f"shown {time.process_time()}\n")
                sys.stdout.flush()
                os._exit(0)
            return False

    show, watch = QWidget.show, Watch()

    def watched(widget: QWidget) -> None:
        show(widget)
        if (handle := widget.windowHandle()) is not None and widget.isWindow():
            handle.installEventFilter(watch)

    QWidget.show = watched  # type: ignore[method-assign]


def measure(rounds: int) -> str:
    with tempfile.TemporaryDirectory() as home:
        # As installed: what was compiled once is not compiled at every start.
        env = {
            **{name: value for name, value in os.environ.items() if name != NO_CACHE},
            "QT_QPA_PLATFORM": "offscreen",
            "MORTGAGE_COLLECT_HOME": home,
            "PYTHONUTF8": "1",
        }

        worked: dict[str, list[float]] = {}

        def seconds(source: str) -> float:
            began = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, "-c", source],
                cwd=ROOT,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            ) as process:
                assert process.stdout is not None
                assert process.stderr is not None
                said = process.stdout.readline()
                took = time.perf_counter() - began
                shown, _, processor = said.partition(" ")
                if shown != "shown":
                    raise SystemExit(f"no window was shown:\n{process.stderr.read()}")
            worked.setdefault(source, []).append(float(processor))
            return took

        works = {
            "floor: a bare window": lambda: seconds(BARE),
            "Qt, SQLAlchemy and SQLCipher imported, no window": lambda: seconds(IMPORTS),
            "our window, the practice bank": lambda: seconds(OURS),
            "our window, a bank's own database": lambda: seconds(OWN),
        }
        Path(home, "bank.db").touch()  # it is opened after the clock has stopped
        for source in (BARE, IMPORTS, OURS, OWN):  # makes the practice bank, warms the disk
            seconds(source)
        worked.clear()
        lines = in_turn(rounds, works)
    floor = lines[0].median
    processor = [median(worked[source]) for source in (BARE, IMPORTS, OURS, OWN)]
    rows = [
        [
            line.name,
            f"{line.median:.3f}",
            line.spread,
            ratio(line, floor),
            f"{took:.3f}",
            f"{took / processor[0]:.2f}",
        ]
        for line, took in zip(lines, processor, strict=True)
    ]
    head = ("", "median s", "min to max", "to floor", "processor s", "to floor")
    return table("Start: process to exposed window, offscreen", head, rows) + (
        f"\n\n{rounds} rounds in turn; target at most {TARGET:g} times the bare window."
    )
