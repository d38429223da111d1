"""The table of tapes: OK, DIFF and refusals."""

import json
from types import ModuleType

import pytest

from mortgage_collect.core.money import Money
from tests.tape.lookalike import two_month_tape
from tools import tapes


@pytest.fixture
def folder(tmp_path):
    truth = two_month_tape(tmp_path / "tape.xlsx", loans=20, cached_totals=True)
    (tmp_path / "pool.csv").write_text("Month End,Interest,UPB\n2026-01-31,5,6\n")
    known = {
        "tape.xlsx": {
            "sheets_with_loans": {
                month.sheet: {
                    "data_rows": len(month.loans),
                    "distinct_loans": len(month.loans),
                    "sum_upb": Money(month.balance).plain,
                }
                for month in truth.months
            }
        }
    }
    (tmp_path / "truth.json").write_text(json.dumps(known))
    return tmp_path, known


def test_a_folder_that_agrees(folder, capsys):
    path, _ = folder
    assert isinstance(tapes, ModuleType)
    assert tapes.main([str(path)]) == 0
    out = capsys.readouterr().out
    assert out.count("OK") == 2
    assert "refused: pool.csv is not a loan tape" in out


def test_a_folder_that_does_not(folder, capsys):
    path, known = folder
    known["tape.xlsx"]["sheets_with_loans"]["Jan 2026"]["sum_upb"] = "1.00"
    known["gone.xlsx"] = {}
    (path / "truth.json").write_text(json.dumps(known))
    assert tapes.main([str(path)]) == 1
    out = capsys.readouterr().out
    assert "DIFF sum_upb" in out
    assert "gone.xlsx\n  DIFF the file is not there" in out


def test_asked_wrongly_it_explains_itself(capsys):
    assert tapes.main([]) == 2
    assert "python tools/tapes.py DIR" in capsys.readouterr().out
