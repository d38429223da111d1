"""Answers of the bank interview: as they are entered, kept and read again, and what they decide."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Capacity
from mortgage_collect.rules.coverage.answers import (
    Told,
    count_of,
    day_of,
    entered,
    in_force,
    known_of,
    shown,
    states_of,
)
from mortgage_collect.rules.coverage.bank_profile import BankProfile, bank_profile
from mortgage_collect.rules.coverage.questions import BY_KEY
from mortgage_collect.rules.coverage.small_servicer import Kind
from tests.rules.reading import named
from tests.rules.test_coverage import ANSWERS, rows


@pytest.mark.parametrize("case", rows("answers", "entered"), ids=named)
def test_an_answer_as_it_is_kept_and_shown(case: dict[str, Any]):
    question = BY_KEY[case["key"]]

    assert entered(question, case["written"]) == case["kept"]
    assert shown(question, case["kept"]) == case["shown"]


@pytest.mark.parametrize("case", rows("answers", "refused"), ids=named)
def test_an_answer_that_is_none_is_refused(case: dict[str, Any]):
    with pytest.raises(UserError) as refused:
        entered(BY_KEY[case["key"]], case["written"])

    assert case["says"] in str(refused.value)


@pytest.mark.parametrize("case", rows("answers", "in_force"), ids=named)
def test_which_answer_holds_on_a_day(case: dict[str, Any]):
    told = [Told(*row) for row in case["told"]]

    assert {key: one.value for key, one in in_force(told, case["on"]).items()} == case["holds"]


def test_an_answer_read_as_what_it_is():
    day = date(2026, 1, 1)
    told = {
        key: Told(key, value, day)
        for key, value in (("own", "3000"), ("own_name", "yes"), ("states", "NH VT"))
    } | {"licenses": Told("licenses", "none", day), "crossed_on": Told("crossed_on", str(day), day)}

    assert (count_of(told, "own"), count_of(told, "affiliates")) == (3000, None)
    assert known_of(told, "own_name") is True
    assert known_of(told | {"own_name": Told("own_name", "no", day)}, "own_name") is False
    assert known_of(told, "collecting_business") is None
    assert states_of(told, "states") == ("NH", "VT")
    assert (states_of(told, "licenses"), states_of({}, "licenses")) == ((), None)
    assert (day_of(told, "crossed_on"), day_of({}, "crossed_on")) == (day, None)


def profile(on: date, told: list[tuple[str, str, date]], *confirmed: str) -> BankProfile:
    return bank_profile([Told(*row) for row in told], on, frozenset(confirmed))


@pytest.mark.parametrize("case", rows("answers", "asked"), ids=named)
def test_which_questions_are_put(case: dict[str, Any]):
    bank = profile(case["on"], case["told"])
    keys = {question.key for question in bank.questions}

    assert keys >= set(case.get("put", ()))
    assert not keys & set(case.get("not_put", ()))
    answered, put = bank.progress
    assert put == len(bank.questions)
    assert answered == case["answered"]


@pytest.mark.parametrize("case", rows("answers", "collector"), ids=named)
def test_whether_we_are_a_debt_collector(case: dict[str, Any]):
    bank = profile(
        date(2026, 6, 1), [(key, value, date(2026, 1, 1)) for key, value in case["told"]]
    )
    in_default = ANSWERS[case.get("default_when_obtained", "unknown")]

    assert bank.fdcpa(Capacity(case["capacity"]), in_default).answer is ANSWERS[case["answer"]]


@pytest.mark.parametrize("case", rows("answers", "small"), ids=named)
def test_whether_we_are_a_small_servicer(case: dict[str, Any]):
    assert profile(case["on"], case["told"]).small_servicer.answer is ANSWERS[case["answer"]]


@pytest.mark.parametrize("case", rows("answers", "spared"), ids=named)
def test_whether_a_notice_spares_us(case: dict[str, Any]):
    bank = profile(case["on"], case["told"], *case.get("confirmed", ()))
    found = bank.spared(case["notice"])

    if case["answer"] == "silent":
        assert found is None
        return
    assert found is not None
    assert found.answer is ANSWERS[case["answer"]]
    assert found.verified is case["verified"]


@pytest.mark.parametrize(
    ("charter", "kind", "farm_credit"),
    [
        (None, None, None),
        ("bank", Kind.ORDINARY, False),
        ("farm_credit", Kind.ORDINARY, True),
        ("housing_agency", Kind.HOUSING_AGENCY, False),
        ("nonprofit", Kind.NONPROFIT, False),
    ],
)
def test_what_a_charter_makes_of_us(charter, kind, farm_credit):
    day = date(2026, 1, 1)
    bank = profile(day, [("charter", charter, day)] if charter else [])

    assert (bank.kind, bank.farm_credit) == (kind, farm_credit)


@pytest.mark.parametrize(
    ("licenses", "licensed"), [(None, None), ("none", False), ("NH", False), ("NH VT", True)]
)
def test_where_we_are_a_licensed_agency(licenses, licensed):
    day = date(2026, 1, 1)

    assert profile(day, [("licenses", licenses, day)] if licenses else []).licensed_in("VT") is (
        licensed
    )


@pytest.mark.parametrize(
    ("states", "shown"), [(None, []), ("NY VT", []), ("MN NY RI", ["MN", "RI"])]
)
def test_the_carve_outs_of_our_states(states, shown):
    day = date(2026, 1, 1)
    told = [("charter", "national_bank", day), ("own", "3000", day)]
    told += [("affiliates", "0", day), ("for_others", "0", day), ("paper.RI", "no", day)]
    bank = profile(day, told + ([("states", states, day)] if states else []))
    found = {row.state: ruling.answer for row, ruling in bank.carve_outs()}

    assert list(found) == shown
    assert found == {state: {"MN": True, "RI": False}[state] for state in shown}
