"""How an application stands, whoever wrote its steps down in which order."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.faults import standing_faults
from mortgage_collect.rules.duties.loss_mitigation.incomplete import Basis, may_offer
from mortgage_collect.rules.duties.loss_mitigation.standing import (
    ApplicationStanding,
    standing,
    standings,
)
from mortgage_collect.rules.matters import application_words as word
from mortgage_collect.rules.matters.application import is_application
from mortgage_collect.rules.matters.denial import denied_by_silence
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.short_term import short_term
from tests.rules.a_life import FOLDER, duty_cases, life_of
from tests.rules.reading import named

TODAY = date(2026, 6, 1)
PAPERS = ("pay stubs", "tax return")


def shown(one: ApplicationStanding) -> dict[str, Any]:
    found = one.answer
    return {
        "counts_from": one.counts_from,
        "sale_days": one.sale_days,
        "facially": one.facially,
        "complete": one.complete,
        "whole": one.course.whole,
        "missing": list(one.missing(TODAY)),
        "acknowledge": one.acknowledgment_owed,
        "evaluate": one.evaluation_owed,
        "accept_days": one.rights.accept_days if one.rights else None,
        "appeal_by_sale": one.rights.appeal_by_sale if one.rights else None,
        "duplicate": one.duplicate,
        "over": one.over,
        "accept_until": found.accept_until if found else None,
        "appeal_until": found.appeal_until if found else None,
        "appealed": found.appealed if found else None,
        "counts": one.counts_from is not None,
        "decided": found is not None,
        "silent": found.silent if found else None,
        "rejected": found.rejected_on is not None if found else None,
        "offered": list(found.offered) if found else None,
        "rejected_on": found.rejected_on if found else None,
    }


@pytest.mark.parametrize("case", duty_cases("standing"), ids=named)
def test_an_application_stands_as_its_table_says(case):
    life = life_of(case)
    mine = next(one for one in life.matters if one.kind is MatterKind.APPLICATION)
    one = standing(life, mine.id, case["today"])
    assert one is not None
    got = shown(one)
    assert {key: got[key] for key in case["stands"]} == case["stands"]


def a_step(key: str, day: int, papers: tuple[str, ...], yes: bool) -> Step:
    details = {
        word.ACKNOWLEDGED: {"complete": "yes" if yes else "no", "missing": ";".join(papers)},
        word.ITEM_ASKED: {"item": ";".join(papers) or "pay stubs"},
        word.ITEM_RECEIVED: {"item": ";".join(papers) or "pay stubs"},
        word.DECIDED: {"offered": "deferral"} if yes else {"denied": "modification"},
        word.APPEAL_DECIDED: {"outcome": word.OFFERED if yes else word.UPHELD},
    }
    return Step(key, date(2026, 3, 2) + timedelta(days=day), details.get(key, {}))


steps = st.lists(
    st.builds(
        a_step,
        st.sampled_from(word.ORDER[1:]),
        st.integers(0, 12),
        st.sampled_from([(), PAPERS[:1], PAPERS[1:], PAPERS]),
        st.booleans(),
    ),
    max_size=8,
)


def stands(written: list[Step]) -> ApplicationStanding | None:
    """As `life` hands it in: by day, and within a day as it was written down."""
    first = Step(word.RECEIVED, date(2026, 3, 2))
    ordered = tuple(sorted([first, *written], key=lambda step: step.on))
    matter = Matter(1, MatterKind.APPLICATION, ordered)
    return standing(LoanLife(installments=(), matters=(matter,)), 1, TODAY)


@settings(deadline=None)
@given(steps, st.randoms(use_true_random=False))
def test_the_order_in_which_steps_are_written_down_changes_nothing(written, chance):
    assert stands(chance.sample(written, len(written))) == stands(written)


@settings(deadline=None)
@given(steps, st.integers(0, 12))
def test_what_happens_later_does_not_change_how_it_stood(written, day):
    """Asked about an earlier day, later steps are not seen."""
    on = date(2026, 3, 2) + timedelta(days=day)
    first = Step(word.RECEIVED, date(2026, 3, 2))
    every = tuple(sorted([first, *written], key=lambda step: step.on))
    known = tuple(step for step in every if step.on <= on)
    whole = LoanLife(installments=(), matters=(Matter(1, MatterKind.APPLICATION, every),))
    then = replace(whole, matters=(Matter(1, MatterKind.APPLICATION, known),))

    assert standing(whole, 1, on) == standing(then, 1, on)


@settings(deadline=None)
@given(steps)
def test_complete_is_never_before_it_came_in_nor_before_it_was_first_complete(written):
    one = stands(written)

    assert one is not None
    assert (one.facially is None) is (one.complete is None)
    if one.facially is not None and one.complete is not None:
        assert one.received <= one.facially <= one.complete


@pytest.mark.parametrize("case", duty_cases("faults_application", "loan"), ids=named)
def test_what_does_not_fit_the_loan_is_said(case):
    life = life_of(case)
    one = standings(life, case["today"])[-1]
    said = list(standing_faults(life, one))

    assert len(said) == len(case["faults"])
    assert all(words in told for words, told in zip(case["faults"], said, strict=True))


@pytest.mark.parametrize("case", duty_cases("incomplete", "offer"), ids=named)
def test_what_may_be_offered_on_an_incomplete_application(case):
    found = may_offer(Basis(case["basis"]), case["on"])

    assert found.answer is case["may"]
    assert case.get("says", "") in found.says


@pytest.mark.parametrize("case", duty_cases("incomplete", "application"), ids=named)
def test_what_is_an_application(case):
    assert is_application(case["interest"], case["information"]) is case["is"]


@pytest.mark.parametrize("case", duty_cases("incomplete", "denied"), ids=named)
def test_what_is_not_offered_is_denied(case):
    assert list(denied_by_silence(case["available"], case["offered"])) == case["denied"]


@pytest.mark.parametrize("case", duty_cases("incomplete", "short_term"), ids=named)
def test_what_is_short_term(case):
    found = short_term(case["option"], case.get("months"), case.get("past_due_payments"))
    assert found is case.get("is")


# The cases of the research on loss mitigation; numbers that are missing were given to none.
CARRIED = {f"LM-{number:02}" for number in range(1, 48)} - {
    f"LM-{number:02}" for number in (3, 4, 5, 10, 15, 16, 24, 25, 33, 35)
}


def test_no_case_of_the_research_was_forgotten():
    rows = [
        row
        for path in FOLDER.glob("*.toml")
        for table in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for row in table
    ]

    assert {row.get("case") for row in rows} >= CARRIED


def test_the_same_question_is_answered_once_and_another_one_anew():
    steps = (Step(word.RECEIVED, date(2026, 3, 2)), Step(word.COMPLETE, date(2026, 3, 9)))
    life = LoanLife(installments=(), matters=(Matter(1, MatterKind.APPLICATION, steps),))
    twin = replace(life, matters=(Matter(1, MatterKind.APPLICATION, steps[:1]),))

    first = standings(life, TODAY)

    assert standings(life, TODAY) is first
    assert standings(life, date(2026, 3, 8))[0].complete is None
    assert standings(twin, TODAY)[0].complete is None
    assert standings(life, TODAY) == first
