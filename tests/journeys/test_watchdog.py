"""A run that stands still ends, and says in which step and where every thread stood."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STANDING = """
import threading
from tools import watchdog
watchdog.GRACE = 0.3
def a_lane():
    threading.Event().wait()
threading.Thread(target=a_lane, daemon=True).start()
with watchdog.Watchdog({limit}) as dog:
    dog.step = "the file dialog"
    {work}
print("done")
"""
HOLDING = "import ctypes; ctypes.PyDLL(None).sleep(30)"  # keeps the interpreter to itself


def run(work, limit=0.3):
    return subprocess.run(
        [sys.executable, "-c", STANDING.format(work=work, limit=limit)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=30,
    )


def test_it_says_the_step_and_where_every_thread_stood():
    ran = run("threading.Event().wait()")

    assert ran.returncode == 3
    assert "the step was: the file dialog" in ran.stderr
    assert "in a_lane" in ran.stderr
    assert ran.stderr.count("most recent call first") >= 2


@pytest.mark.skipif(sys.platform == "win32", reason="has no sleep of its own to hold on to")
def test_it_ends_also_where_python_gets_no_turn():
    ran = run(HOLDING)

    assert ran.returncode != 0
    assert "Timeout" in ran.stderr
    assert "in a_lane" in ran.stderr


def test_what_is_done_in_time_is_left_alone():
    ran = run("pass", limit=20)

    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "done", "")
