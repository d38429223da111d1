"""All duties of a loan asked at once: in which order, what is late, and what does not bind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from mortgage_collect.core.words import Channel
from mortgage_collect.rules.coverage.ruling import Ruling, ruling
from mortgage_collect.rules.duties.clocks import clocks
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import Installment, LoanLife, Touch
from mortgage_collect.rules.duties.live_contact import live_contact
from mortgage_collect.rules.duties.loss_mitigation.counsel import counsel_told
from mortgage_collect.rules.duties.written_notice import written_notice
from tests.rules.a_life import life_of

JANUARY = date(2026, 1, 1)  # and 36 days: February 6 (12 CFR 1024.39(a)); and 45: February 15
BEHIND = LoanLife(installments=(Installment(JANUARY),))
OFF = ruling(False, "A small servicer.", "12 CFR 1024.30(b)")
ON = ruling(True, "On.", "12 CFR 1024.30")
OPEN = ruling(None, "Not settled.", "12 CFR 1024.30", unknowns=["How many loans?"])


@pytest.mark.parametrize(("today", "late"), [(date(2026, 2, 6), 0), (date(2026, 2, 7), 1)])
def test_late_is_what_was_due_before_today(today, late):
    assert len(clocks(BEHIND, today, [live_contact]).late) == late


def test_what_has_no_day_is_owed_and_never_late():
    steps = [{"key": "received", "on": JANUARY}, {"key": "complete", "on": JANUARY}]
    filed = [{"key": "referred", "on": JANUARY}]
    application = {"kind": "application", "steps": steps}
    life = life_of({"matters": [application, {"kind": "foreclosure", "steps": filed}]})

    found = clocks(life, date(2026, 6, 1), [counsel_told])

    assert [each.due for each in found.owed] == [None]
    assert found.late == ()


def test_the_earliest_day_comes_first_whichever_duty_it_is_of():
    """January was spoken of; its notice is due on February 15, a talk about February on March 9."""
    life = replace(
        BEHIND,
        installments=(Installment(JANUARY), Installment(date(2026, 2, 1))),
        touches=(Touch(date(2026, 1, 20), Channel.CALL, live=True),),
    )

    found = clocks(life, date(2026, 2, 10), [live_contact, written_notice])

    assert [each.due for each in found.owed] == [date(2026, 2, 15), date(2026, 3, 9)]
    assert found.next == found.owed[0]
    assert clocks(replace(life, installments=()), date(2026, 2, 10)).next is None


def test_a_duty_tells_its_occasions_by_their_days_not_by_their_names():
    life = LoanLife(tuple(Installment(date(2026, month, 1)) for month in (3, 4)))

    found = live_contact(life, date(2026, 4, 10))

    assert [each.occasion for each in found] == ["due Mar 1, 2026", "due Apr 1, 2026"]


@pytest.mark.parametrize(
    ("told", "exempt", "unsettled"),
    [
        (None, False, ()),
        (ON, False, ()),
        (OPEN, False, ("How many loans?",)),
        (OFF, True, None),
    ],
)
def test_a_section_that_is_off_is_told_and_an_open_one_counts_as_on(
    told: Ruling | None, exempt: bool, unsettled: tuple[str, ...] | None
):
    life = replace(BEHIND, coverage={"39a": told} if told else {})

    found = clocks(life, date(2026, 2, 1), [live_contact])

    assert [(each.duty.id, each.ruling) for each in found.exempt] == (
        [("reg_x.live_contact", told)] if exempt else []
    )
    assert [each.unsettled for each in found.deadlines] == ([] if exempt else [unsettled])


@pytest.mark.parametrize(
    ("until", "asked"), [(None, 1), (date(2026, 1, 2), 1), (JANUARY, 0), (date(2025, 12, 31), 0)]
)
def test_a_duty_that_is_law_no_more_asks_nothing_new(until, asked):
    """The day it ends is the first on which nothing new opens."""
    assert len(replace(live_contact, until=until)(BEHIND, date(2026, 2, 1))) == asked


def test_what_nobody_has_read_says_so():
    [read] = live_contact(BEHIND, date(2026, 2, 1))
    [unread] = replace(live_contact, unverified=True)(BEHIND, date(2026, 2, 1))

    assert read.verified
    assert not unread.verified


def test_a_duty_is_told_in_the_words_above_its_code():
    assert "12 CFR 1024.39(a)" in live_contact.doc


def test_a_duty_without_a_citation_is_refused():
    with pytest.raises(ValueError, match="cites nothing"):

        @duty(
            id="nobody.cites",
            title="An opinion",
            cites=(),
            since=JANUARY,
            section="",
            text=live_contact.text,
        )
        def opinion(life: LoanLife, today: date) -> Iterator[Occasion]:
            yield from ()
