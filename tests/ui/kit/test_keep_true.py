"""A window sends signals all day; Python 3.11 must live through them (PySide 6.12)."""

import subprocess
import sys

MANY = """
from PySide6.QtCore import QObject, Signal
from mortgage_collect.ui.kit.keep_true import keep_true

class Bell(QObject):
    rang = Signal(bool)

keep_true()
keep_true()
bell = Bell()
for _ in range(5_000):
    bell.rang.emit(True)
print(True)
"""


def test_thousands_of_signals_do_not_end_the_program():
    done = subprocess.run([sys.executable, "-c", MANY], capture_output=True, encoding="utf-8")

    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr
