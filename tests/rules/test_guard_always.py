"""What must hold of the guard whatever the facts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

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
from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.facts import (
    CallbackConsent,
    ContactFacts,
    FlagFact,
    PastContact,
    PointFacts,
    QuietTime,
)
from mortgage_collect.rules.guard import assess
from mortgage_collect.rules.numbers import FIGURES
from mortgage_collect.rules.rule import Basis, Question, Verdict
from tests.rules.a_call import EASTERN, MORNING, MOUNTAIN

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


acts = st.sampled_from(Question)


@given(acts, everything)
def test_the_guard_never_clears_what_any_rule_stops(question, facts):
    answer = assess(question, facts)
    asked = replace(facts, question=question)
    found = [finding for each in BOOK if (finding := each(asked))]

    assert sorted(f.rule for f in answer.findings) == sorted(f.rule for f in found)
    assert all(finding.verdict <= answer.verdict for finding in found)
    assert answer.verdict is not Verdict.CLEAR or any(
        finding.basis is not Basis.NOT_BINDING for finding in found
    )
    assert answer.may_override <= (answer.verdict is Verdict.STOP)


@given(acts, everything, contacts())
def test_one_more_attempt_never_makes_it_greener(question, facts, more):
    before = assess(question, facts)
    after = assess(question, replace(facts, past=(*facts.past, more)))

    assert after.verdict >= before.verdict
    if before.next_permitted is None:
        assert after.next_permitted is None
    elif after.next_permitted is not None:
        assert after.next_permitted >= before.next_permitted


@given(acts, everything, zones)
def test_one_more_plausible_zone_never_makes_it_greener(question, facts, more):
    if not facts.zones:
        return
    wider = replace(facts, zones=facts.zones | more, flags=(), quiet_times=())

    narrow = assess(question, replace(facts, flags=(), quiet_times=()))

    assert assess(question, wider).verdict >= narrow.verdict


@given(acts, everything)
@settings(max_examples=60)
def test_at_the_next_permitted_moment_nothing_stops_and_just_before_it_something_does(
    question, facts
):
    free = assess(question, facts).next_permitted
    if free is None or free == facts.at:
        return
    later = replace(facts, initiated_by_person=False, answering=False)

    assert assess(question, replace(later, at=free)).verdict < Verdict.STOP
    just_before = free - timedelta(microseconds=1)
    assert assess(question, replace(later, at=just_before)).verdict is Verdict.STOP


@given(acts, everything)
def test_whom_a_rule_does_not_bind_it_does_not_stop(question, facts):
    for finding in assess(question, facts).findings:
        if finding.basis is Basis.NOT_BINDING:
            assert finding.verdict is Verdict.CLEAR
            assert not finding.absolute
        assert finding.says.endswith((".", "…"))
        assert finding.until is None or finding.until.utcoffset() == timedelta(0)


@given(acts, everything, st.integers(0, 12), st.integers(0, 24 * 60 - 1))
def test_a_banks_own_figure_never_makes_it_greener(question, facts, own, minute):
    figures = {row.name: minute if isinstance(row.value, time) else own for row in FIGURES}

    assert assess(question, replace(facts, tightened=figures)).verdict >= (
        assess(question, facts).verdict
    )
