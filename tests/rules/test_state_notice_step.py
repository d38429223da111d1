"""A notice of a state's law is chosen by its name, in the state the home is in."""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.foreclosure import FORECLOSURE, NONE_NEEDED, STATE_NOTICE
from mortgage_collect.rules.matters.matter import FieldKind, Matter, Step
from mortgage_collect.rules.matters.state_notice import asked_in, state_of
from mortgage_collect.rules.matters.telling import stands_at, told

NEW_JERSEY = "states.notice.NJ.intention_to_foreclose"


def which(code: str) -> dict[str, str]:
    [field, _] = asked_in(FORECLOSURE.step(STATE_NOTICE), code).fields
    assert field.kind is FieldKind.CHOICE
    return dict(field.choices)


def test_new_jersey_offers_its_own_and_that_none_is_needed():
    assert NEW_JERSEY in which("NJ")
    assert NONE_NEEDED in which("NJ")
    assert all(".NJ." in key or key == NONE_NEEDED for key in which("NJ"))


def test_where_no_notice_is_known_only_that_none_is_needed():
    assert list(which("OH")) == [NONE_NEEDED]
    assert list(which("")) == [NONE_NEEDED]


def test_another_step_is_asked_as_it_is():
    filing = FORECLOSURE.step("first_filing")

    assert asked_in(filing, "NJ") is filing


def test_it_is_told_by_its_name():
    sent = Step(STATE_NOTICE, date(2026, 6, 20), {"notice": NEW_JERSEY})
    none = Step(STATE_NOTICE, date(2026, 6, 20), {"notice": NONE_NEEDED, "confirmed_by": "J. Hale"})

    assert told(FORECLOSURE, sent) == f"Which notice: {which('NJ')[NEW_JERSEY]}"
    assert told(FORECLOSURE, none).endswith("somebody confirmed it; Who confirmed it: J. Hale")


def test_the_state_of_a_step_is_read_from_its_notice():
    day = date(2026, 6, 20)

    assert state_of(Step(STATE_NOTICE, day, {"notice": NEW_JERSEY})) == "NJ"
    assert state_of(Step(STATE_NOTICE, day, {"notice": "states.notice.NJ"})) == ""
    assert state_of(Step(STATE_NOTICE, day, {"notice": NONE_NEEDED})) == ""
    assert state_of(Step("referred", day, {"notice": NEW_JERSEY})) == ""


def test_a_matter_stands_at_its_last_step():
    days = (date(2026, 5, 4), date(2026, 6, 20), date(2026, 7, 1))
    steps = map(Step, ("referred", STATE_NOTICE, "first_filing"), days)
    matter = Matter(1, MatterKind.FORECLOSURE, tuple(steps))

    assert stands_at(FORECLOSURE, matter) == "First notice or filing made, Jul 1, 2026"
