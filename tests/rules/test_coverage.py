"""Whom the law binds: every ruling against its table, and what must always hold."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.rules.coverage.adverse_action import notice_due, refusal
from mortgage_collect.rules.coverage.answers import Told
from mortgage_collect.rules.coverage.bank_profile import bank_profile
from mortgage_collect.rules.coverage.counseling_notice import last_safe_day, written_notice_due
from mortgage_collect.rules.coverage.debt_collector import Debt, Owner, debt_collector
from mortgage_collect.rules.coverage.reg_x import BY_KEY, SECTIONS, MortgageFacts, applies
from mortgage_collect.rules.coverage.revocation import honor_by
from mortgage_collect.rules.coverage.ruling import Known, Ruling, ruling
from mortgage_collect.rules.coverage.servicemember_relief import (
    capped_month,
    incurred_before,
    last_protected_day,
    notice_until,
    sale_blocked,
)
from mortgage_collect.rules.coverage.small_lender import BY_STATE, CARVE_OUTS, carved_out
from mortgage_collect.rules.coverage.small_servicer import (
    Kind,
    Serviced,
    small_by_count,
    small_servicer,
)
from mortgage_collect.rules.states.law.reading import every_state

FOLDER = Path(__file__).parent / "cases_coverage"
ANSWERS: dict[str, Known] = {"yes": True, "no": False, "unknown": None}
KINDS = {"official_example", "official_statement", "derived", "ours"}
# The cases of the research on coverage, small servicers and the laws beside Regulation X.
CARRIED = """
CV-01 CV-02 CV-03 OV-01 OV-03 OV-04 OV-05 OV-07 OV-08 OV-09
SS-01 SS-03 SS-05 SS-06 SS-08 SS-09 SS-10 SS-11
""".split()


def read(table: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))


def rows(table: str, part: str = "case") -> list[dict[str, Any]]:
    return read(table)[part]


def named(case: dict[str, Any]) -> str:
    return " ".join(filter(None, (case.get("case", ""), case["name"])))


def holds(found: Ruling, case: dict[str, Any]) -> None:
    assert found.answer is ANSWERS[case["answer"]]
    assert found.says
    assert any(case["because"] == str(cite) for cite in found.cites), found.cites
    if "asks" in case:
        assert list(found.unknowns) == case["asks"]


# -- small servicer ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", rows("small_servicer"), ids=named)
def test_small_by_the_count_of_a_january(case):
    serviced = Serviced(**{"own": None, **case["counts"]})
    told = case.get("is", "ordinary")

    found = small_by_count(serviced, None if told == "not told" else Kind(told), 2026)

    holds(found, case)
    if "counted" in case:
        assert serviced.counted == case["counted"]
    if "covers" in case:
        assert serviced.counted + serviced.left_out == case["covers"]


@pytest.mark.parametrize("case", rows("small_servicer", "timing"), ids=named)
def test_small_on_a_day(case):
    counts = {
        int(year): Serviced(own=own, affiliates=0, for_others=0)
        for year, own in case["years"].items()
    }

    holds(small_servicer(case["on"], counts, Kind.ORDINARY, case.get("crossed")), case)


@given(
    own=st.integers(0, 6000), affiliates=st.integers(0, 6000), others=st.sampled_from((0, 0, 1, 9))
)
def test_one_more_loan_never_makes_a_servicer_small(own, affiliates, others):
    def small(**more: int) -> Known:
        counts = {"own": own, "affiliates": affiliates, "for_others": others} | more
        return small_by_count(Serviced(**counts), Kind.ORDINARY, 2026).answer

    assert small() is (own + affiliates <= 5000 and others == 0)
    assert not (small(own=own + 1) and not small())
    assert small(voluntary_unpaid=9000, reverse=9000, timeshare=1, seller_financed=1) is small()


@given(st.dictionaries(st.sampled_from(("own", "affiliates", "for_others")), st.integers(0, 5001)))
def test_what_is_said_while_a_count_is_missing_stays_true_when_it_comes(known):
    partly = small_by_count(Serviced(**{"own": None, **known}), Kind.ORDINARY, 2026).answer
    wholly = small_by_count(
        Serviced(**{"own": 0, "affiliates": 0, "for_others": 0, **known}), Kind.ORDINARY, 2026
    ).answer

    assert partly is None or partly is wholly


# -- debt collector ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", rows("debt_collector"), ids=named)
def test_debt_collector(case):
    facts = dict(case["debt"])
    owner = Owner(facts.pop("owner")) if "owner" in facts else None

    found = debt_collector(Debt(owner, **facts))

    holds(found, case)
    assert found.binds is (case["answer"] != "no")


KNOWN = st.sampled_from((True, False, None))


@given(
    st.sampled_from(list(Owner)),
    st.fixed_dictionaries({f.name: KNOWN for f in fields(Debt) if f.name != "owner"}),
    st.sampled_from([f.name for f in fields(Debt) if f.name != "owner"]),
    st.booleans(),
)
def test_an_answer_about_a_debt_is_not_taken_back_when_more_is_known(owner, facts, learned, value):
    before = debt_collector(Debt(owner, **facts))
    if facts[learned] is not None or before.answer is None:
        return

    after = debt_collector(Debt(owner, **facts | {learned: value}))

    # Regularity and business are exemptions: to learn of one may free us, never the other way.
    assert after.answer is before.answer or (before.answer is True and after.answer is False)


# -- the sections --------------------------------------------------------------------------------

PLAIN = MortgageFacts(
    open_end=False,
    business_purpose=False,
    temporary_financing=False,
    vacant_land=False,
    principal_residence=True,
    reverse=False,
    farm_credit=False,
    small_servicer=False,
    successor_confirmed=False,
    in_bankruptcy=False,
)


def facts_of(case: dict[str, Any]) -> MortgageFacts:
    known = replace(PLAIN, **case.get("facts", {}))
    return replace(known, **dict.fromkeys(case.get("unknown", ())))


@pytest.mark.parametrize("case", rows("sections"), ids=named)
def test_sections_of_a_loan(case):
    facts = facts_of(case)
    by_answer = {True: "on", False: "off", None: "open"}

    for answer, part in by_answer.items():
        for key in case.get(part, ()):
            found = applies(BY_KEY[key], facts)
            assert found.answer is answer, f"{key}: {found.says}"
            if key in case.get("cites", {}):
                assert str(found.cites[0]) == case["cites"][key]
            if answer is None and "asks" in case:
                assert list(found.unknowns) == case["asks"]


@pytest.mark.parametrize("case", rows("sections"), ids=named)
def test_the_paragraph_that_turns_a_section_stands_in_some_ruling(case):
    facts = facts_of(case)
    cites = {str(cite) for section in SECTIONS for cite in applies(section, facts).cites}
    if case.get("open"):
        return  # an open ruling cites the section itself

    assert case["because"] in cites


@given(
    st.fixed_dictionaries({f.name: KNOWN for f in fields(MortgageFacts)}),
    st.sampled_from([f.name for f in fields(MortgageFacts)]),
    st.booleans(),
)
def test_a_section_settled_stays_so_when_more_is_known(facts, learned, value):
    if facts[learned] is not None:
        return
    for section in SECTIONS:
        before = applies(section, MortgageFacts(**facts))
        after = applies(section, MortgageFacts(**facts | {learned: value}))

        assert before.answer is None or after.answer is before.answer, section.key


def test_no_two_sections_share_a_key():
    assert len(BY_KEY) == len(SECTIONS)


# -- the laws beside it --------------------------------------------------------------------------


@pytest.mark.parametrize("case", rows("overlays", "counseling"), ids=named)
def test_counseling_notice(case):
    assert last_safe_day(case["unpaid"]) == case["last_safe"]
    assert written_notice_due(case["unpaid"]) == case["written"]


@pytest.mark.parametrize("case", rows("overlays", "capped"), ids=named)
def test_six_percent(case):
    month = capped_month(Money.of(case["balance"]), Rate.percent(case["rate"]))

    assert month.contract == Money.of(case["contract"])
    assert month.capped == Money.of(case["capped"])
    assert month.forgiven == Money.of(case["forgiven"])


@pytest.mark.parametrize("case", rows("overlays", "sale"), ids=named)
def test_foreclosure_sale(case):
    facts = {"pre_service": None, "court_order": None, "waiver": None, **case["facts"]}

    holds(sale_blocked(case["on"], service_ended=case.get("ended"), **facts), case)


@pytest.mark.parametrize("case", rows("overlays", "incurred"), ids=named)
def test_a_debt_older_than_the_service(case):
    assert incurred_before(case.get("made"), case.get("began")) is ANSWERS[case["before"]]


@pytest.mark.parametrize("case", rows("overlays", "notice"), ids=named)
def test_the_servicemembers_notice(case):
    assert notice_until(case["ended"]) == case["until"]


@pytest.mark.parametrize("case", rows("overlays", "adverse"), ids=named)
def test_adverse_action(case):
    holds(refusal(ANSWERS[case["delinquent"]]), case)


@pytest.mark.parametrize("case", rows("overlays", "adverse_notice"), ids=named)
def test_adverse_action_notice(case):
    assert notice_due(case["from"]) == case["due"]


@pytest.mark.parametrize("case", rows("overlays", "revoked"), ids=named)
def test_revoked_consent(case):
    assert honor_by(case["received"]) == case.get("honor_by")


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_the_year_after_service_is_a_whole_year(ended):
    assert timedelta(365) <= last_protected_day(ended) - ended <= timedelta(366)


# -- small lenders -------------------------------------------------------------------------------


@pytest.mark.parametrize("case", rows("small_lender"), ids=lambda case: case["name"])
def test_small_lender(case):
    found = carved_out(
        BY_STATE[case["state"]],
        case.get("count"),
        ANSWERS[case.get("paper", "unknown")],
        ANSWERS[case.get("small", "unknown")],
    )

    assert found.answer is ANSWERS[case["answer"]]
    assert found.verified is case.get("verified", True)
    assert ("Not verified" in found.says) is not found.verified
    assert case.get("says", "") in found.says


def test_what_a_carve_out_switches_off_are_the_notices_that_name_one():
    named = [each for row in CARVE_OUTS for each in (*row.switches_off, *row.holds_instead)]
    flagged = [notice.id for place in every_state() for notice in place.notices if notice.carve_out]
    assert sorted(named) == sorted(flagged)


@pytest.mark.parametrize(
    ("notice", "state", "count", "paper", "spared"),
    [
        # Nev. Rev. Stat. § 107.460: 100 foreclosures or fewer.
        ("NV.pre_default", "NV", "100", "", True),
        ("NV.pre_default", "NV", "101", "", False),
        ("NV.pre_default", "NV", "", "", None),
        # Or. Rev. Stat. § 86.726: 30 or fewer, under oath.
        ("OR.resolution_conference", "OR", "30", "yes", True),
        ("OR.resolution_conference", "OR", "30", "no", False),
        # Cal. Civ. Code §§ 2923.5, 2923.55: the one for 175 or fewer, the other for more.
        ("CA.contact_larger", "CA", "175", "", True),
        ("CA.contact_smaller", "CA", "175", "", False),
        ("CA.contact_larger", "CA", "176", "", False),
        ("CA.contact_smaller", "CA", "176", "", True),
        ("CA.contact_smaller", "CA", "", "", None),
        ("RI.mediation", "RI", "", "yes", True),
    ],
)
def test_a_carve_out_says_which_notice_is_not_ours_to_send(notice, state, count, paper, spared):
    answers = {"states": state, f"foreclosures.{state}": count, f"paper.{state}": paper}
    told = [Told(key, value, date(2026, 1, 1)) for key, value in answers.items() if value]
    found = bank_profile(told, date(2026, 3, 9)).spared(f"states.notice.{notice}")
    assert found is not None
    assert found.answer is spared


def test_of_a_notice_no_carve_out_speaks_of_nothing_is_said():
    assert bank_profile((), date(2026, 3, 9)).spared("states.notice.NY.ninety_day") is None


def test_every_carve_out_has_both_sides():
    for row in CARVE_OUTS:
        answers = {case["answer"] for case in rows("small_lender") if case["state"] == row.state}
        assert answers >= {"yes", "no"}, row.state


# -- the tables ----------------------------------------------------------------------------------


def every_case() -> list[dict[str, Any]]:
    return [
        case
        for name in ("small_servicer", "debt_collector", "sections", "overlays")
        for part in read(name).values()
        for case in part
    ]


def test_no_case_of_the_research_was_forgotten():
    assert set(CARRIED) == {case["case"] for case in every_case() if "case" in case}


def test_a_case_says_where_it_comes_from():
    for case in every_case():
        assert case["kind"] in KINDS
        if case["kind"] != "ours":
            assert case["case"]
            assert case["citation"]
            assert case["verified"] is case["kind"].startswith("official")


def test_a_ruling_that_knows_nothing_says_what_is_missing():
    with pytest.raises(ValueError, match="missing"):
        ruling(None, "Nobody knows.", "12 CFR 1024.31")
    with pytest.raises(ValueError, match="missing"):
        ruling(True, "Yes.", "12 CFR 1024.31", unknowns=("Is it?",))
