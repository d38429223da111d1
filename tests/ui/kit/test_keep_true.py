"""A window sends signals and paints cells all day; Python 3.11 must live through it."""

import subprocess
import sys

import pytest

BEGIN = """
from PySide6.QtCore import QObject, Signal
from mortgage_collect.ui.kit.keep_true import keep_true

keep_true()
keep_true()

class Bell(QObject):
    rang = Signal(bool)

bell = Bell()
bell.setProperty("no", False)
"""


@pytest.mark.parametrize(
    "act", ["bell.rang.emit(True)", "bell.property('nothing')", "bell.property('no')"]
)
def test_thousands_of_times_do_not_end_the_program(act):
    many = f"{BEGIN}\nfor _ in range(20_000):\n    {act}\nprint(True, False, None)"

    done = subprocess.run([sys.executable, "-c", many], capture_output=True, encoding="utf-8")

    assert (done.returncode, done.stdout.strip()) == (0, "True False None"), done.stderr
