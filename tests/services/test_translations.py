"""Approving the Spanish pages. They are worded as of 24 November 2026; it is the 30th."""

from datetime import UTC, date, datetime

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.queries.decisions import decisions_told
from mortgage_collect.queries.translations import translations
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.services.translations import approve_translation, take_back_translation
from mortgage_collect.store.store import memory_store

MONDAY = date(2026, 11, 30)


@pytest.fixture
def bank():
    store = memory_store(FixedClock(datetime(2026, 11, 30, 15, tzinfo=UTC)), actor="ana")
    with store.unit() as unit:
        set_up_bank(unit, "First Practice Bank", zone="America/New_York")
    yield store
    store.close()


def spanish(store, on=MONDAY):
    with store.view() as session:
        return translations(session, on)[0]


def test_nothing_is_approved_until_somebody_approves_it(bank):
    view = spanish(bank)
    assert (view.since, view.approved) == (None, 0)
    assert len(view.pages) == 16


def test_an_approval_covers_what_was_worded_up_to_its_day(bank):
    with bank.unit() as unit:
        approve_translation(unit, "Carmen Vega", date(2026, 11, 23), "Reads well")
    assert spanish(bank).approved == 0
    with bank.unit() as unit:
        approve_translation(unit, "Carmen Vega", date(2026, 11, 24), "Read again")
    view = spanish(bank)
    assert (view.since, view.approved) == (date(2026, 11, 24), 16)
    assert view.why == "Read by Carmen Vega: Read again"


def test_taken_back_it_is_unreviewed_again_and_both_decisions_are_told(bank):
    with bank.unit() as unit:
        approve_translation(unit, "Carmen Vega", date(2026, 11, 25))
    with bank.unit() as unit:
        take_back_translation(unit, "A false friend")
    assert spanish(bank).approved == 0
    with bank.view() as session:
        back, first = decisions_told(session)["translation.es"]
    assert (first.changes, first.why, first.by) == (
        (("", None, "approved"),),
        "Read by Carmen Vega",
        "ana",
    )
    assert (back.changes, back.since) == ((("", "approved", ""),), MONDAY)


@pytest.mark.parametrize(
    ("reader", "day", "said"),
    [
        ("", MONDAY, "Who read the pages?"),
        ("Carmen", date(2026, 12, 1), "Dec 1, 2026 is still to come."),
    ],
)
def test_an_approval_needs_a_reader_and_a_day_gone_by(bank, reader, day, said):
    with bank.unit() as unit, pytest.raises(UserError, match=said.replace("?", r"\?")):
        approve_translation(unit, reader, day)
    assert spanish(bank).since is None


def test_a_reading_from_before_it_was_taken_back_does_not_count(bank):
    """It would not hold: the later decision does."""
    with bank.unit() as unit:
        approve_translation(unit, "Carmen Vega", date(2026, 11, 25))
        take_back_translation(unit, "A false friend")
    with bank.unit() as unit, pytest.raises(UserError, match="after that reading"):
        approve_translation(unit, "Carmen Vega", date(2026, 11, 26))
    with bank.unit() as unit:
        approve_translation(unit, "Carmen Vega", MONDAY, "Corrected and read again")
    assert spanish(bank).approved == 16


def test_there_is_nothing_to_take_back_before_an_approval_and_a_reason_is_needed(bank):
    with bank.unit() as unit, pytest.raises(UserError, match="No approval is in force"):
        take_back_translation(unit, "why not")
    with bank.unit() as unit:
        approve_translation(unit, "Carmen Vega", MONDAY)
    with bank.unit() as unit, pytest.raises(UserError, match="Why"):
        take_back_translation(unit, " ")
    assert spanish(bank).since == MONDAY
