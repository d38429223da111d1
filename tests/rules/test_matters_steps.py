"""The steps of a matter: as it stood on a day, and what may come next."""

from __future__ import annotations

from datetime import date

import pytest

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.money import Money
from mortgage_collect.rules.matters.bankruptcy import case_spans, discharged_on
from mortgage_collect.rules.matters.cease import cease_spans
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.shelf import spec
from mortgage_collect.rules.matters.span import Span

FIRST, SECOND, THIRD = date(2026, 6, 15), date(2026, 6, 16), date(2026, 6, 17)
FOURTH = date(2026, 6, 18)


def a_matter(*steps: Step) -> Matter:
    return Matter(1, MatterKind.ERROR_NOTICE, steps)


def test_a_matter_as_it_stood_at_the_end_of_a_day():
    received, acknowledged = Step("received", FIRST), Step("acknowledged", SECOND)
    matter = a_matter(received, acknowledged, Step("answered", THIRD))

    assert matter.until(date(2026, 6, 14)) is None
    assert matter.until(FIRST) == a_matter(received)
    assert matter.until(SECOND) == a_matter(received, acknowledged)
    assert matter.until(THIRD) == matter
    assert a_matter().until(THIRD) is None


def test_an_amount_left_empty_is_not_known():
    assert Step("received", FIRST, {"paid": ""}).money("paid") is None
    assert Step("received", FIRST, {"paid": "12.50"}).money("paid") == Money(1250)


def test_a_day_left_empty_is_not_known():
    assert Step("received", FIRST, {"as_of": ""}).day("as_of") is None
    assert Step("received", FIRST, {"as_of": "2026-06-30"}).day("as_of") == date(2026, 6, 30)


NEXT: dict[str, tuple[MatterKind, list[str], set[str], set[str]]] = {
    "a notice that came in is not acknowledged, and copies are of an answer": (
        MatterKind.ERROR_NOTICE,
        ["received"],
        {"acknowledged", "extended", "answered", "not_applicable", "withdrawn"},
        {"received", "copies_asked", "copies_sent", "notice_of_that"},
    ),
    "what comes once does not come again, what comes often does": (
        MatterKind.ERROR_NOTICE,
        ["received", "acknowledged", "answered"],
        {"answered", "copies_asked"},
        {"acknowledged", "copies_sent"},
    ),
    "a first notice may follow the lapse with which the matter began": (
        MatterKind.INSURANCE,
        ["lapsed"],
        {"first_notice", "advanced", "evidence"},
        {"lapsed", "reminder", "charged"},
    ),
    "a first communication does not follow the information it would have begun with": (
        MatterKind.VALIDATION,
        ["provided"],
        {"provided", "returned", "disputed", "closed"},
        {"first_communication", "answered"},
    ),
}


@pytest.mark.parametrize("case", NEXT)
def test_what_may_come_next(case):
    kind, taken, offered, not_offered = NEXT[case]
    keys = {step.key for step in spec(kind).next_steps([Step(key, FIRST) for key in taken])}

    assert offered <= keys
    assert not not_offered & keys


def test_a_kind_knows_its_steps_and_no_others():
    kind = spec(MatterKind.ERROR_NOTICE)

    assert kind.knows("received")
    assert not kind.knows("reminder")


# What takes a cease request back or ends a case, told twice or told without its beginning.
CEASED = {
    "asked twice, taken back twice: from the first to the first": (
        [("received", FIRST), ("received", SECOND), ("withdrawn", THIRD), ("withdrawn", FOURTH)],
        [Span(FIRST, THIRD)],
    ),
    "a letter that is not on file, taken back": ([("withdrawn", FIRST)], []),
    "asked again after it was taken back": (
        [("received", FIRST), ("withdrawn", SECOND), ("received", THIRD)],
        [Span(FIRST, SECOND), Span(THIRD)],
    ),
}
RAN = {
    "a petition told twice, and its end twice: from the first to the first": (
        [("petition", FIRST), ("petition", SECOND), ("dismissed", THIRD), ("closed", FOURTH)],
        [Span(FIRST, THIRD)],
    ),
    "an end without a petition on file": ([("closed", FIRST)], []),
}


@pytest.mark.parametrize("case", CEASED)
def test_the_stretches_of_a_request_to_stop(case):
    steps, spans = CEASED[case]
    written = {"written": "yes"}
    matter = Matter(1, MatterKind.CEASE, tuple(Step(key, on, written) for key, on in steps))

    assert list(cease_spans(matter)) == spans


@pytest.mark.parametrize("case", RAN)
def test_the_stretches_of_a_bankruptcy(case):
    steps, spans = RAN[case]
    matter = Matter(1, MatterKind.BANKRUPTCY, tuple(Step(key, on) for key, on in steps))

    assert list(case_spans(matter)) == spans


def test_reaffirmed_on_the_day_of_the_discharge_it_is_owed_on():
    reaffirmed, discharged = Step("reaffirmed", FIRST), Step("discharged", FIRST)

    assert discharged_on(Matter(1, MatterKind.BANKRUPTCY, (reaffirmed, discharged))) is None
    assert discharged_on(Matter(1, MatterKind.BANKRUPTCY, (discharged,))) == FIRST


@pytest.mark.parametrize(
    ("day", "held"),
    [(date(2026, 6, 14), False), (FIRST, True), (SECOND, True), (THIRD, False)],
)
def test_a_stretch_holds_from_its_first_day_to_the_day_before_its_end(day, held):
    assert Span(FIRST, THIRD).holds_on(day) is held
