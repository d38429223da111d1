"""A case file: the example, the schema, and everything that can be wrong with one."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.case_schema import schema

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE: dict[str, Any] = json.loads((ROOT / "docs/examples/case.json").read_text("utf-8"))


def a_file(**changes: Any) -> str:
    """The example with dotted places changed: a_file(**{"loan.upb": "1"}). ... takes one out."""
    made = deepcopy(EXAMPLE)
    for place, value in changes.items():
        section, _, name = place.rpartition(".")
        table = made.setdefault(section, {}) if section else made
        if value is ...:
            table.pop(name, None)
        else:
            table[name] = value
    return json.dumps(made)


def test_the_example_is_what_it_says():
    read = read_case(json.dumps(EXAMPLE))
    case = read.case

    assert (read.number, read.pay, read.findings) == ("4000123", Money.of("2650"), ())
    assert case.as_of == date(2026, 11, 24)
    # Due on the 1st of August, September, October and November, 2,100.17 each.
    assert case.months_behind == 4
    assert case.position.arrears == Money.of("8400.68")
    # 5,480.00 - 2,790.00 - 0.00 - 2,100.17
    assert case.surplus == Money.of("589.83")
    assert case.program.key == "portfolio"


def test_the_example_and_the_schema_agree():
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema())
    assert list(validator.iter_errors(EXAMPLE)) == []
    wrong = json.loads(a_file(**{"loan.upb": "a lot", "loan.nonsense": 1}))
    assert len(list(validator.iter_errors(wrong))) == 2


def test_what_is_left_out_is_unknown_and_not_zero():
    case = read_case(
        a_file(**{"household": ..., "home": ..., "loan.suspense": ..., "loan.late_charges": ...})
    ).case
    assert case.surplus is None
    assert case.home.value is None
    assert case.household.gross_income is None
    assert case.position.suspense is None
    assert case.position.late_charges is None


@pytest.mark.parametrize("missing", ["net_income", "other_expenses", "property_charges"])
def test_the_surplus_waits_for_all_its_parts(missing):
    assert read_case(a_file(**{f"household.{missing}": ...})).case.surplus is None


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("loan.upb", ..., "loan.upb: found null, expected principal balance"),
        ("loan.upb", "236,765.475", "dollars and cents"),
        ("loan.upb", "-5.00", "not negative"),
        ("loan.upb", 236765.47, "dollars and cents as text"),
        ("loan.rate_percent", "105", "a percentage from 0 to 100"),
        ("loan.next_due_on", "08/01/2026", 'such as "2026-11-02"'),
        ("as_of", "1899-12-31", "between 1970 and 2120"),
        ("loan.due_day", 32, "from 1 to 31"),
        ("loan.due_day", True, "a whole number"),
        ("home.listed", "no", "true or false"),
        ("household.intent", "stay", "one of keep, sell"),
        ("program", "hope", "one of portfolio, fannie"),
        ("loan.blance", "1", "an unknown field"),
        ("past.deferrals", [{"months": 3}], "past.deferrals[1].effective_on"),
        ("past.modified_on", ["soon"], "past.modified_on[1]"),
        ("past.forbearances", "none", "a list"),
        ("loan", [], "a table of fields"),
        ("format", "other/1", "mortgage-collect-case/1"),
    ],
)
def test_a_wrong_file_says_where_what_was_found_and_what_was_expected(place, value, told):
    with pytest.raises(UserError) as refused:
        read_case(a_file(**{place: value}))
    assert told in str(refused.value)
    assert "docs/case-file.md" in refused.value.do


def test_a_misspelt_field_is_asked_about():
    with pytest.raises(UserError, match=r"expected loan\.upb"):
        read_case(a_file(**{"loan.ubp": "1"}))


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(UserError) as refused:
        read_case(a_file(**{"loan.upb": "x", "home.value": "y", "as_of": "z"}))
    assert all(name in str(refused.value) for name in ("loan.upb", "home.value", "as_of"))


def test_a_percentage_typed_as_a_fraction_is_questioned():
    found = read_case(a_file(**{"loan.rate_percent": "0.065"})).findings
    assert [each.where for each in found] == ["loan.rate_percent"]
    assert "6.5 is six and a half percent" in str(found[0])


@pytest.mark.parametrize("written", ["", "{", "[]", "7", '{"as_of": null}', "\x00"])
def test_what_is_no_case_is_refused_in_words(written):
    with pytest.raises(UserError):
        read_case(written)


def _refusal(written: str) -> UserError | None:
    """What a file is refused with; None when it is read."""
    try:
        read_case(written)
    except UserError as refused:
        return refused
    return None


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


@given(section=st.sampled_from(["loan", "home", "household", "past", "as_of"]), value=junk)
def test_nothing_in_a_section_ends_in_anything_but_a_sentence(section, value):
    made = deepcopy(EXAMPLE)
    made[section] = value
    refused = _refusal(json.dumps(made))
    assert refused is None or refused.do


@given(place=st.sampled_from(sorted(EXAMPLE["loan"])), value=junk)
def test_nothing_in_a_field_ends_in_anything_but_a_sentence(place, value):
    made = deepcopy(EXAMPLE)
    made["loan"][place] = value
    refused = _refusal(json.dumps(made))
    assert refused is None or place in str(refused)
