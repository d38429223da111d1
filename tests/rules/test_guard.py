"""The guard: what it makes of many rules, in words, and by what right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mortgage_collect.core.words import (
    Capacity,
    FlagKind,
    Outcome,
)
from mortgage_collect.rules.book import EDITION
from mortgage_collect.rules.facts import (
    FlagFact,
    QuietTime,
    everyone,
    fdcpa_binds,
)
from mortgage_collect.rules.guard import assess
from mortgage_collect.rules.rule import Basis, Count, Question, Rule, Verdict, clear, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT
from mortgage_collect.rules.verdict import Need
from tests.rules.a_call import CALL, EASTERN, MORNING, MOUNTAIN, a_call, rang

# -- one line for the specialist ---------------------------------------------------------------

TOO_EARLY_IN_DENVER = (
    "Do not call before 8:00 AM Mountain time: it is 7:00 AM Mountain and 9:00 AM Eastern time."
)


@pytest.mark.parametrize(
    ("facts", "verdict", "says", "free"),
    [
        (
            a_call(past=(rang(1), rang(2))),
            Verdict.CLEAR,
            "You may call: 10:42 AM where they are, 2 of 7 calls used.",
            MORNING,
        ),
        (
            a_call(zones=frozenset({EASTERN, MOUNTAIN}), at=datetime(2026, 3, 9, 13, tzinfo=UTC)),
            Verdict.STOP,
            TOO_EARLY_IN_DENVER,
            datetime(2026, 3, 9, 14, tzinfo=UTC),
        ),
        (
            a_call(zones=frozenset({MOUNTAIN}), at=datetime(2026, 3, 10, 3, 30, tzinfo=UTC)),
            Verdict.STOP,
            "Do not call before 8:00 AM Mountain time tomorrow: it is 9:30 PM Mountain time.",
            datetime(2026, 3, 10, 14, tzinfo=UTC),
        ),
        (
            # The hold ends at midnight, and then it is night: the hours are asked again.
            a_call(past=(rang(2, Outcome.RIGHT_PARTY),)),
            Verdict.STOP,
            "Do not call before 8:00 AM Eastern time on Sat Mar 14: we talked on Mar 7.",
            datetime(2026, 3, 14, 12, tzinfo=UTC),
        ),
        (
            a_call(zones=frozenset()),
            Verdict.STOP,
            "Do not call: we do not know their time zone.",
            None,
        ),
        (
            a_call(flags=(FlagFact(FlagKind.SERVICEMEMBER, date(2026, 1, 1)),)),
            Verdict.CAUTION,
            "You may call, with care: check their military status.",
            MORNING,
        ),
        (
            a_call(capacity=Capacity.CREDITOR),
            Verdict.CAUTION,
            "You may call, with care: no rule bears on this.",
            MORNING,
        ),
    ],
)  # fmt: skip
def test_the_answer_in_one_line(facts, verdict, says, free):
    answer = assess(CALL, facts)

    assert answer.verdict is verdict
    assert answer.says == says
    assert answer.next_permitted == free
    assert answer.edition == EDITION


def test_every_answer_is_kept_and_the_deciding_ones_come_first():
    flag = FlagFact(FlagKind.BANKRUPTCY, date(2026, 3, 1), details={"chapter": "13"})

    answer = assess(CALL, a_call(flags=(flag,), past=(rang(2, Outcome.RIGHT_PARTY),)))

    names = [finding.rule for finding in answer.findings]
    assert names[:2] == ["bankruptcy.stay", "reg_f.conversation_hold"]
    assert {"reg_f.hours", "reg_f.call_frequency"} <= set(names)
    assert answer.deciding == answer.findings[:2]
    assert answer.next_permitted is None


@pytest.mark.parametrize(
    ("known", "room"),
    [
        ({"past": (rang(2, Outcome.RIGHT_PARTY),)}, True),
        ({"flags": (FlagFact(FlagKind.CEASE, date(2026, 3, 1)),)}, False),
        ({"flags": (FlagFact(FlagKind.ATTORNEY, date(2026, 3, 1)),)}, False),
        ({"flags": (FlagFact(FlagKind.DECEASED, date(2026, 3, 1)),)}, False),
        ({"flags": (FlagFact(FlagKind.BANKRUPTCY, date(2026, 3, 1)),)}, False),
    ],
)
def test_who_may_go_on_with_a_reason(known, room):
    assert assess(CALL, a_call(**known)).may_override is room


def test_a_lender_stops_by_its_policy_and_may_go_on_with_a_reason():
    cease = FlagFact(FlagKind.CEASE, date(2026, 3, 1))
    facts = a_call(capacity=Capacity.CREDITOR, flags=(cease,))

    answer = assess(CALL, facts)

    assert answer.verdict is Verdict.STOP
    assert answer.may_override
    assert {finding.basis for finding in answer.deciding} == {Basis.POLICY}


@pytest.mark.parametrize("kind", [FlagKind.ATTORNEY, FlagKind.BANKRUPTCY, FlagKind.DECEASED])
def test_some_stops_are_for_every_lender(kind):
    facts = a_call(capacity=Capacity.CREDITOR, flags=(FlagFact(kind, date(2026, 3, 1)),))

    assert not assess(CALL, facts).may_override


def test_an_empty_book_is_no_clearance():
    assert assess(CALL, a_call(), book=()).verdict is Verdict.CAUTION


def test_a_rule_without_a_citation_cannot_be_built():
    with pytest.raises(ValueError, match="cites nothing"):
        rule(
            id="x.y", title="", asks=CALL, cites=(), since=date(2026, 1, 1), binds=everyone,
            whom="", text=OWN_TEXT,
        )  # fmt: skip


MONDAY_STOPS = "Not verified; confirm with counsel: Not on Mondays."


def never_on_mondays(binds=everyone) -> Rule:
    @rule(id="states.x", title="", asks=(CALL, Question.MAY_TEXT), cites=("1 USC 1",),
          since=date(2020, 1, 1), binds=binds, whom="", text=OWN_TEXT, absolute=True,
          unverified=True)  # fmt: skip
    def made(facts):
        if facts.today.weekday():
            return clear("Not a Monday.")
        return stop("Not on Mondays.", until=facts.start_of(facts.today + timedelta(days=1)))

    return made


@pytest.mark.parametrize("question", [CALL, Question.MAY_TEXT])
def test_a_text_nobody_has_read_advises(question):
    answer = assess(question, a_call(), book=(never_on_mondays(),))

    assert answer.verdict is Verdict.CAUTION
    assert answer.needs is None
    assert [(f.basis, f.says, f.absolute) for f in answer.findings] == [
        (Basis.ADVICE, MONDAY_STOPS, False)
    ]


def test_a_text_nobody_has_read_clears_nothing():
    tuesday = a_call(at=MORNING + timedelta(days=1))

    answer = assess(CALL, tuesday, book=(never_on_mondays(),))

    assert answer.verdict is Verdict.CAUTION
    assert not answer.deciding


def test_once_adopted_by_its_id_it_binds():
    adopted = a_call(adopted=frozenset({"states.x"}))
    answer = assess(CALL, adopted, book=(never_on_mondays(),))
    assert (answer.verdict, answer.needs) == (Verdict.STOP, None)
    assert answer.next_permitted == datetime(2026, 3, 10, 4, tzinfo=UTC)
    assert answer.spoken == "12:00 AM Eastern time tomorrow"

    in_one_stroke = a_call(adopted=frozenset({"states"}))
    assert assess(CALL, in_one_stroke, book=(never_on_mondays(),)).verdict is Verdict.CAUTION


def test_it_advises_nobody_whom_it_would_not_bind():
    book = (never_on_mondays(binds=fdcpa_binds),)

    answer = assess(CALL, a_call(capacity=Capacity.CREDITOR), book)

    assert answer.findings[0].basis is Basis.NOT_BINDING
    assert not answer.deciding


def test_a_rule_is_asked_about_its_own_acts_only():
    assert not assess(Question.MAY_WRITE, a_call(), book=(never_on_mondays(),)).findings


@pytest.mark.parametrize("needs", Need)
def test_what_a_stop_asks_for_is_the_banks_choice(needs):
    talked = a_call(past=(rang(2, Outcome.RIGHT_PARTY),), stop_needs=needs)

    assert assess(CALL, talked).needs is needs
    assert assess(CALL, replace(talked, past=())).needs is None


def test_the_answer_names_its_law_its_count_and_its_role():
    answer = assess(CALL, a_call(past=tuple(rang(day) for day in (0, 1, 2, 3, 4, 5, 6))))

    assert str(answer.cites[0]) == "12 CFR 1006.14(b)(2)"
    assert answer.count == Count(used=7, allowed=7, days=7)
    assert answer.capacity is Capacity.DEBT_COLLECTOR
    assert answer.spoken == "8:00 AM Eastern time tomorrow"


# -- in time -----------------------------------------------------------------------------------


def test_a_rule_speaks_only_in_its_time():
    def told(says, since, until=None):
        made = rule(
            id=f"x.{says}", title="", asks=CALL, cites=("1 USC 1",), since=since, until=until,
            binds=everyone, whom="", text=OWN_TEXT,
        )  # fmt: skip
        return made(lambda facts: clear(says))

    change = MORNING.date()
    book = (told("old", date(2020, 1, 1), until=change), told("new", change))

    yesterday = a_call(at=MORNING - timedelta(days=1))
    assert [f.says for f in assess(CALL, yesterday, book).findings] == ["old"]
    assert [f.says for f in assess(CALL, a_call(), book).findings] == ["new"]


def test_a_stop_that_names_a_moment_already_past_has_no_known_end():
    @rule(id="x.y", title="", asks=CALL, cites=("1 USC 1",), since=date(2020, 1, 1),
          binds=everyone, whom="", text=OWN_TEXT)  # fmt: skip
    def stuck(facts):
        return stop("no", until=facts.at)

    assert assess(CALL, a_call(), book=(stuck,)).next_permitted is None


def test_whoever_got_in_touch_today_has_been_answered_by_tomorrow():
    tuesday = QuietTime(frozenset({1}))
    calls = tuple(rang(6) for _ in range(7))

    answer = assess(CALL, a_call(past=calls, quiet_times=(tuesday,), initiated_by_person=True))

    # The calls leave the week on Tuesday, their quiet day: the first hour of Wednesday it is.
    assert answer.next_permitted == datetime(2026, 3, 11, 12, tzinfo=UTC)
