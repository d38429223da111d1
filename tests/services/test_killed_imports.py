"""Killed at any moment while a tape is applied or taken back: all of it is in the book, or none."""

import random
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.store.keys import Cost
from mortgage_collect.store.store import create_store
from tools.soak_kills import SECRET, START, bring_in, wrong_with

LATER = START + timedelta(days=2)

ROOT = Path(__file__).resolve().parents[2]
TIMES = 5

# Says when it begins, does one thing, says that it is done, and waits.
VICTIM = """
import sys
from datetime import timedelta
from pathlib import Path
from mortgage_collect.core.clock import FixedClock
from mortgage_collect.store.store import open_store
from tools.soak_kills import SECRET, START, bring_in, take_back

later = FixedClock(START + timedelta(days=2))
store = open_store(Path(sys.argv[1]), clock=later, passphrase=SECRET)
print("begins", flush=True)
if sys.argv[2] == "import":
    bring_in(store, Path(sys.argv[3]), 2)
else:
    assert take_back(store, 2)
print("done", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def two_tapes(tmp_path_factory):
    """An encrypted database into which two tapes came."""
    folder = tmp_path_factory.mktemp("killed")
    path = folder / "bank.db"
    store = create_store(path, clock=FixedClock(LATER), passphrase=SECRET, cost=Cost(1, 1_024, 1))
    with store.unit() as unit:
        set_up_bank(unit, "Killed Bank", zone="America/New_York")
    for number in range(2):
        bring_in(store, folder / f"{number}.csv", number)
    store.close()
    return path


def killed(database, what, after):
    """Seconds the work took, where it was done before it was killed; else None."""
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(database), what, str(database.parent / "new.csv")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with victim:
        assert victim.stdout.readline().strip() == b"begins"
        began = time.perf_counter()
        if after is None:
            assert victim.stdout.readline().strip() == b"done"
            after = time.perf_counter() - began
        else:
            time.sleep(after)
        victim.kill()
    return after


def a_copy(database, folder):
    """The database with its keys, in a folder of its own."""
    return shutil.copytree(database.parent, folder) / database.name


@pytest.mark.slow
@pytest.mark.parametrize("what", ["import", "undo"])
def test_a_kill_leaves_all_or_nothing(two_tapes, tmp_path, what):
    whole = a_copy(two_tapes, tmp_path / "whole")
    took = killed(whole, what, None)
    done, _ = wrong_with(whole)
    assert done == []
    left = set()
    for number in range(TIMES):
        database = a_copy(two_tapes, tmp_path / str(number))
        chance = random.Random(number)
        killed(database, what, took * (number + chance.random()) / TIMES)
        wrong, loans = wrong_with(database)
        assert wrong == []
        left.add(loans)
    # 240 loans came with the first tape, and thirty more with each that followed.
    assert left <= {270, 300 if what == "import" else 240}
    assert 270 in left
