"""Dirty tapes come out as their truth says: every kind of dirt alone, then all of it at once."""

import pytest

from tests.tape.dirty import KINDS, dirty_tape
from tests.tape.dirty_check import differences, together

EACH = [(name, ending) for name, kind in KINDS.items() for ending in sorted(kind.formats)]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_clean_tape_gives_no_cause_for_a_word(tmp_path, ending):
    assert not differences(dirty_tape([], 120, 1), tmp_path / f"tape.{ending}")


@pytest.mark.parametrize(("name", "ending"), EACH, ids=[f"{n}-{e}" for n, e in EACH])
def test_one_kind_of_dirt(tmp_path, name, ending):
    assert not differences(dirty_tape([name], 60, 2), tmp_path / f"tape.{ending}")


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("seed", range(1, 6))
def test_all_of_it_at_once(tmp_path, seed, ending):
    tape = dirty_tape(together(ending), 500, seed)
    assert not differences(tape, tmp_path / f"tape.{ending}")


def test_the_comparison_notices(tmp_path):
    """A truth that is off by a cent, a row or a word is a difference."""
    tape = dirty_tape(["rows_twice"], 40, 3)
    first, second, third = list(tape.truth.loans)[:3]
    tape.truth.loans[first]["escrow_payment"] = -1
    tape.truth.held.add(second)
    tape.truth.told.add(third)
    tape.truth.twice += 1
    found = differences(tape, tmp_path / "tape.xlsx")
    assert any(f"escrow_payment of {first}" in each for each in found)
    assert {f"loan {second} should wait", f"nothing is said of {third}"} <= set(found)
    assert "3 rows duplicate, not 4" in found
