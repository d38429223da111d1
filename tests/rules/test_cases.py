"""Every rule against its table of cases, and the promises the tables make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.notices import still_sent
from mortgage_collect.rules.rule import Rule
from tests.rules.reading import cases, facts_of, named, tables
from tests.rules.tables import papers_wrong, wrong

ALL = [
    pytest.param(rule, case, id=f"{rule.id}: {named(case)}")
    for rule in BOOK
    for case in cases(rule.id)
]
KINDS = {"official_example", "official_statement", "derived", "ours"}

# The cases of the research file on delinquency, early contact and Regulation F, each carried by a
# table. What no computation decides stands in cases/met_elsewhere.toml.
CARRIED = """
CF-01 CF-02 CF-03 CF-05 CF-07 CF-08 CF-09 CF-10 CF-11 CF-15 CF-16 CF-17 CF-18 CF-20 CF-21 CF-22
CF-24 CF-25 CF-26 CF-27 CR-02 CR-03 CV-02 DLQ-01 DLQ-04 DLQ-06 DLQ-07 DLQ-08 DLQ-09 DLQ-10 LC-01
LC-02 LC-03 LC-09 MD-01 MD-03 OV-06 RF-07 RF-08 RF-09 RF-11 RF-12 RF-13 RF-17 RF-18 RF-19 RF-20
RF-21 RF-23 RF-24 RF-26 RF-27 RF-28 RF-29 VN-08 VN-09 VN-10 VN-11 WN-01
""".split()


# Of Regulation F, about words on paper or on the telephone.
MET_ELSEWHERE = """
RF-01 RF-04 RF-05 RF-06 RF-22 RF-30 RF-31 DS-01 DS-02 VN-01 VN-05 VN-06 VN-07 VN-12 VN-13
""".split()


@pytest.mark.parametrize(("rule", "case"), ALL)
def test_a_rule_decides_its_cases(rule: Rule, case):
    assert wrong(rule, case) == ""


def test_the_papers_are_in_order():
    assert list(papers_wrong()) == []


@pytest.mark.parametrize(("rule", "case"), ALL)
def test_a_finding_stands_until_the_moment_it_names_and_not_a_second_longer(rule: Rule, case):
    facts = facts_of(case)
    finding = rule(facts)
    if finding is None or finding.until is None:
        return

    then = rule(replace(facts, at=finding.until))

    assert then is None or then.verdict < finding.verdict


@pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.id)
def test_a_rule_has_cases_on_both_sides_of_its_line(rule: Rule):
    table = cases(rule.id)

    assert len({case["verdict"] for case in table}) > 1
    for case in table:
        assert any(cite.covers(case["because"]) for cite in rule.cites), case["name"]


def test_every_table_belongs_to_a_rule():
    assert set(tables()) == {rule.id for rule in BOOK} | {
        "reg_x.delinquency",
        "reg_x.early_contact",
        "reg_f.validation_period",
        "reg_f.reporting_wait",
        "met_elsewhere",
    }


@pytest.mark.parametrize("table", tables())
def test_a_case_says_where_it_comes_from(table: str):
    for case in cases(table) + cases(table, "message"):
        assert case["kind"] in KINDS
        if case["kind"] != "ours":
            assert case["case"]
            assert case["citation"]
            assert case["verified"] is case["kind"].startswith("official")


def test_no_case_of_the_research_was_forgotten():
    found = {
        case.get("case") for table in tables() for case in cases(table) + cases(table, "message")
    }

    assert set(CARRIED) <= found


def test_what_no_computation_decides_is_listed_with_what_meets_it():
    listed = cases("met_elsewhere", "elsewhere")

    assert [case["case"] for case in listed] == MET_ELSEWHERE
    assert all(case["says"] and case["met"] for case in listed)
    assert not set(MET_ELSEWHERE) & set(CARRIED)


@pytest.mark.parametrize("case", cases("reg_f.cease", "message"), ids=lambda case: case["name"])
def test_what_still_goes_out_after_a_request_to_stop(case):
    assert still_sent(case["name"]) is case["sent"]
