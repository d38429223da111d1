"""The flags a matter raises for the guard, and the matter a flag raised by hand reads as."""

from __future__ import annotations

from typing import Any

import pytest

from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import FlagFact
from mortgage_collect.rules.matters.flags import as_matter, flags_of, with_flag
from tests.rules.a_life import duty_cases, life_of
from tests.rules.reading import named


def flag_of(row: dict[str, Any]) -> FlagFact:
    details = {key: row[key] for key in row.keys() - {"kind", "since", "until"}}
    return FlagFact(FlagKind(row["kind"]), row["since"], row.get("until"), details)


@pytest.mark.parametrize("case", duty_cases("flags"), ids=named)
def test_the_flags_of_a_matter(case: dict[str, Any]):
    (matter,) = life_of(case).matters

    assert flags_of(matter) == tuple(map(flag_of, case["flags"]))


@pytest.mark.parametrize("case", duty_cases("flags", "flag"), ids=named)
def test_a_flag_without_a_matter_reads_as_one(case: dict[str, Any]):
    found = as_matter(flag_of(case["flag"]), 12, 5)

    assert found is not None
    (wanted,) = life_of({"matters": [case["reads_as"]]}).matters
    assert (found.id, found.kind, found.person_id) == (-12, wanted.kind, 5)
    assert found.steps == wanted.steps


@pytest.mark.parametrize("case", duty_cases("flags", "joined"), ids=named)
def test_a_matter_that_took_a_flag_over_begins_with_it(case: dict[str, Any]):
    (matter,) = life_of(case).matters
    (wanted,) = life_of({"matters": [case["reads_as"]]}).matters

    assert with_flag(matter, flag_of(case["flag"])).steps == wanted.steps


@pytest.mark.parametrize("kind", [FlagKind.ATTORNEY, FlagKind.DECEASED, FlagKind.DISASTER])
def test_other_flags_are_no_matters(kind: FlagKind):
    wanted = duty_cases("flags")[0]["flags"][0]["since"]

    assert as_matter(FlagFact(kind, wanted), 12, 5) is None
