"""Every case of the research has a table, or stands among those no computation decides."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from mortgage_collect.core.calendar import counts_as_day, is_bank_day
from tests.rules.a_life import duty_cases
from tests.rules.reading import named

HERE = Path(__file__).parent
RESEARCH = """
BD-01 CF-01 CF-02 CF-03 CF-05 CF-07 CF-08 CF-09 CF-10 CF-11 CF-15 CF-16 CF-17 CF-18 CF-20 CF-21
CF-22 CF-24 CF-25 CF-26 CF-27 CR-02 CR-03 CV-01 CV-02 CV-03 DLQ-01 DLQ-04 DLQ-06 DLQ-07 DLQ-08
DLQ-09 DLQ-10 DS-01 DS-02 ER-01 ER-05 ER-06 ER-08 ER-09 ER-10 ER-11 ER-12 FP-02 FP-04 FP-05
LC-01 LC-02 LC-03 LC-05 LC-06 LC-08 LC-09 LM-01 LM-02 LM-06 LM-07 LM-08 LM-09 LM-11 LM-12 LM-13
LM-14 LM-17 LM-18 LM-19 LM-20 LM-21 LM-22 LM-23 LM-26 LM-27 LM-28 LM-29 LM-30 LM-31 LM-32 LM-34
LM-36 LM-37 LM-38 LM-39 LM-40 LM-41 LM-42 LM-43 LM-44 LM-45 LM-46 LM-47 MD-01 MD-03 OV-01 OV-03
OV-04 OV-05 OV-06 OV-07 OV-08 OV-09 PO-01 PS-01 PS-02 PS-03 PS-05 PS-06 PS-07 PS-09 PS-11 PS-12
RF-01 RF-04 RF-05 RF-06 RF-07 RF-08 RF-09 RF-11 RF-12 RF-13 RF-17 RF-18 RF-19 RF-20 RF-21 RF-22
RF-23 RF-24 RF-26 RF-27 RF-28 RF-29 RF-30 RF-31 RR-02 RR-03 SS-01 SS-03 SS-05 SS-06 SS-08 SS-09
SS-10 SS-11 TR-01 VN-01 VN-05 VN-06 VN-07 VN-08 VN-09 VN-10 VN-11 VN-12 VN-13 WN-01 WN-06 WN-07
WN-08 WN-09 WN-10 WN-11 WN-12
""".split()


def carried() -> set[str]:
    """The names of all cases in all tables of the rules and the duties."""
    found = set()
    for path in HERE.glob("cases*/*.toml"):
        tables = tomllib.loads(path.read_text(encoding="utf-8")).values()
        for row in chain.from_iterable(each for each in tables if isinstance(each, list)):
            found.add(row.get("case", ""))
    return found


def test_no_case_of_the_research_was_forgotten():
    assert set(RESEARCH) - carried() == set()


def test_what_no_computation_decides_says_what_meets_it():
    listed = duty_cases("met_elsewhere", "elsewhere")

    assert len({row["case"] for row in listed}) == len(listed)
    assert all(row["says"] and row["met"] for row in listed)


@pytest.mark.parametrize("case", duty_cases("calendar"), ids=named)
def test_which_days_count(case):
    assert counts_as_day(case["day"]) is case["counted"]
    assert is_bank_day(case["day"]) is case["open"]
