"""The guard: what it makes of many rules, and what must hold whatever the facts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortgage_collect.core.words import (
    Capacity,
    Channel,
    Direction,
    FlagKind,
    Outcome,
    PointLabel,
    Role,
)
from mortgage_collect.rules.book import BOOK, EDITION
from mortgage_collect.rules.facts import (
    CallbackConsent,
    ContactFacts,
    FlagFact,
    PastContact,
    PointFacts,
    QuietTime,
    everyone,
    fdcpa_binds,
)
from mortgage_collect.rules.guard import assess
from mortgage_collect.rules.rule import Basis, Count, Question, Rule, Verdict, clear, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT
from mortgage_collect.rules.verdict import Need

EASTERN, MOUNTAIN = "America/New_York", "America/Denver"
MORNING = datetime(2026, 3, 9, 14, 42, tzinfo=UTC)  # a Monday, 10:42 AM Eastern
CALL = Question.MAY_CALL


def a_call(**known) -> ContactFacts:
    usual = ContactFacts(
        at=MORNING,
        person="p1",
        zones=frozenset({EASTERN}),
        capacity=Capacity.DEBT_COLLECTOR,
        loan="L1",
    )
    return replace(usual, **known)


def rang(days_ago: int, outcome: Outcome = Outcome.NO_ANSWER, **known) -> PastContact:
    at = MORNING - timedelta(days=days_ago)
    return PastContact(at=at, on=at.date(), outcome=outcome, **known)


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


# -- the bank's own figures --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "verdict"),
    [(2, Verdict.CLEAR), (1, Verdict.STOP), (0, Verdict.STOP), (8, Verdict.CLEAR)],
)
def test_a_bank_may_allow_itself_fewer_calls_and_never_more(own, verdict):
    facts = a_call(past=(rang(1),), tightened={"reg_f.calls_in_window": own})
    assert assess(CALL, facts).verdict is verdict

    seven = replace(facts, past=tuple(rang(day) for day in range(7)))
    assert assess(CALL, seven).verdict is Verdict.STOP


@pytest.mark.parametrize(("own", "days"), [(3, 7), (7, 7), (10, 10)])
def test_a_bank_may_wait_longer_after_a_talk_and_never_less(own, days):
    talked = a_call(
        past=(rang(3, Outcome.RIGHT_PARTY),), tightened={"reg_f.days_after_conversation": own}
    )
    morning = datetime(2026, 3, 6 + days, 12, tzinfo=UTC)

    assert assess(CALL, talked).next_permitted == morning


@pytest.mark.parametrize(
    ("first", "last", "at", "verdict"),
    [
        (9 * 60, 21 * 60, datetime(2026, 3, 9, 12, 59, tzinfo=UTC), Verdict.STOP),
        (9 * 60, 21 * 60, datetime(2026, 3, 9, 13, 0, tzinfo=UTC), Verdict.CLEAR),
        (7 * 60, 22 * 60, datetime(2026, 3, 9, 11, 59, tzinfo=UTC), Verdict.STOP),
        (7 * 60, 22 * 60, datetime(2026, 3, 10, 1, 0, tzinfo=UTC), Verdict.STOP),
        (8 * 60, 20 * 60 + 30, datetime(2026, 3, 10, 0, 29, tzinfo=UTC), Verdict.CLEAR),
        (8 * 60, 20 * 60 + 30, datetime(2026, 3, 10, 0, 30, tzinfo=UTC), Verdict.STOP),
    ],
)
def test_a_bank_may_narrow_its_hours_and_never_widen_them(first, last, at, verdict):
    own = {"reg_f.first_hour": first, "reg_f.last_hour": last}

    assert assess(CALL, a_call(at=at, tightened=own)).verdict is verdict


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


# -- whatever the facts are --------------------------------------------------------------------

moments = st.integers(0, 60 * 24 * 21).map(lambda minute: MORNING + timedelta(minutes=minute))
zones = st.frozensets(st.sampled_from([EASTERN, MOUNTAIN, "America/Phoenix"]), max_size=3)


@st.composite
def contacts(draw):
    at = MORNING + timedelta(minutes=draw(st.integers(-60 * 24 * 12, 60 * 24 * 20)))
    return PastContact(
        at=at,
        on=at.date(),
        channel=draw(st.sampled_from(Channel)),
        direction=draw(st.sampled_from(Direction)),
        outcome=draw(st.sampled_from(Outcome)),
        misdirected=draw(st.booleans()),
        with_consent=draw(st.booleans()),
        debts=draw(st.none() | st.frozensets(st.sampled_from(["L1", "L2"]))),
        ringless=draw(st.booleans()),
        talked=draw(st.none() | st.booleans()),
    )


days = st.integers(-10, 20).map(lambda day: MORNING.date() + timedelta(days=day))
flags = st.builds(
    FlagFact,
    st.sampled_from(FlagKind),
    days,
    st.none() | days,
    st.fixed_dictionaries(
        {},
        optional={
            "whose": st.sampled_from(["self", "other"]),
            "chapter": st.sampled_from(["7", "13"]),
            "status": st.sampled_from(["open", "discharged", "dismissed", "answered"]),
            "form": st.sampled_from(["written", "oral"]),
        },
    ),
)
quiet_times = st.builds(
    QuietTime,
    st.frozensets(st.integers(0, 6)),
    st.none() | st.sampled_from([time(9), time(15), time(20)]),
    st.none() | st.sampled_from([time(10), time(17)]),
    st.none() | days,
)
everything = st.builds(
    ContactFacts,
    at=moments,
    person=st.just("p1"),
    loan=st.just("L1"),
    zones=zones,
    capacity=st.sampled_from(Capacity),
    in_default_when_obtained=st.none() | st.booleans(),
    adopted=st.sampled_from([frozenset(), frozenset({"reg_f"}), frozenset({"reg_f.hours"})]),
    past=st.lists(contacts(), max_size=14).map(tuple),
    callback_consents=st.lists(
        st.builds(CallbackConsent, days, st.none() | days, st.none() | days), max_size=2
    ).map(tuple),
    flags=st.lists(flags, max_size=3).map(tuple),
    quiet_times=st.lists(quiet_times, max_size=2).map(tuple),
    point=st.none()
    | st.builds(
        PointFacts,
        label=st.sampled_from(PointLabel),
        bad=st.booleans(),
        opted_out=st.booleans(),
        work_barred=st.booleans(),
        place_barred=st.booleans(),
    ),
    role=st.sampled_from(Role),
    initiated_by_person=st.booleans(),
    answering=st.booleans(),
)


@given(everything)
def test_the_guard_never_clears_what_any_rule_stops(facts):
    answer = assess(CALL, facts)
    found = [finding for each in BOOK if (finding := each(facts))]

    assert sorted(f.rule for f in answer.findings) == sorted(f.rule for f in found)
    assert all(finding.verdict <= answer.verdict for finding in found)
    assert answer.verdict is not Verdict.CLEAR or any(
        finding.basis is not Basis.NOT_BINDING for finding in found
    )
    assert answer.may_override <= (answer.verdict is Verdict.STOP)


@given(everything, contacts())
def test_one_more_attempt_never_makes_it_greener(facts, more):
    before = assess(CALL, facts)
    after = assess(CALL, replace(facts, past=(*facts.past, more)))

    assert after.verdict >= before.verdict
    if before.next_permitted is None:
        assert after.next_permitted is None
    elif after.next_permitted is not None:
        assert after.next_permitted >= before.next_permitted


@given(everything, zones)
def test_one_more_plausible_zone_never_makes_it_greener(facts, more):
    if not facts.zones:
        return
    wider = replace(facts, zones=facts.zones | more, flags=(), quiet_times=())

    narrow = assess(CALL, replace(facts, flags=(), quiet_times=()))

    assert assess(CALL, wider).verdict >= narrow.verdict


@given(everything)
@settings(max_examples=60)
def test_at_the_next_permitted_moment_nothing_stops_and_just_before_it_something_does(facts):
    free = assess(CALL, facts).next_permitted
    if free is None or free == facts.at:
        return
    later = replace(facts, initiated_by_person=False, answering=False)

    assert assess(CALL, replace(later, at=free)).verdict < Verdict.STOP
    just_before = free - timedelta(microseconds=1)
    assert assess(CALL, replace(later, at=just_before)).verdict is Verdict.STOP


@given(everything)
def test_whom_a_rule_does_not_bind_it_does_not_stop(facts):
    for finding in assess(CALL, facts).findings:
        if finding.basis is Basis.NOT_BINDING:
            assert finding.verdict is Verdict.CLEAR
            assert not finding.absolute
        assert finding.says.endswith((".", "…"))
        assert finding.until is None or finding.until.utcoffset() == timedelta(0)
