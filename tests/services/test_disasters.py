"""A disaster tags every loan it strikes at once, stands through its last day, and is reminded of.

Monday 9 March 2026. Homes: two in ZIP 05641, one in Washington County, one elsewhere whose
borrower gets mail in 05641, one far away.
"""

import json
from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.area import Area
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import DisasterKind, FlagKind, LoanStatus, Role
from mortgage_collect.models.disaster import Disaster
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.person import Flag
from mortgage_collect.queries.calling import may_call
from mortgage_collect.queries.disasters import HOME, MAIL, disasters, struck
from mortgage_collect.queries.queue import queue
from mortgage_collect.rules.verdict import Verdict
from mortgage_collect.services.bank import set_policy
from mortgage_collect.services.disasters import TagArea, end_disaster, extend_disaster, tag_area
from mortgage_collect.services.flags import lift_flag, raise_flag
from tests.builders import a_bank, a_loan, a_person, a_phone, linked

MONDAY = date(2026, 3, 9)
JULY = date(2026, 7, 10)
ZIP = Area(frozenset({"05641"}))
BOTH = Area(frozenset({"05641"}), frozenset({"washington, VT"}))


@pytest.fixture
def book(any_store):
    homes = {
        "1": {"zip": "05641", "county": ""},
        "2": {"zip": "05641-0012", "county": "Washington"},
        "3": {"zip": "05602", "county": "Washington County"},
        "4": {"zip": "05701", "county": "Rutland"},
        "5": {"zip": "12901", "state": "NY", "county": "Clinton"},
    }
    with any_store.unit() as unit:
        a_bank(unit)
        for number, home in homes.items():
            loan = a_loan(unit, number=number, property=home)
            person = a_person(unit, zip="05641" if number == "4" else "", state="VT")
            linked(unit, loan, person)
            a_phone(unit, person)
        a_loan(unit, number="6", property={"zip": "05641"}, status=LoanStatus.PAID_OFF)
    return any_store


def wanted(area=ZIP, **other):
    given = {
        "name": "Flood of March 2026",
        "kind": DisasterKind.FLOOD,
        "area": area,
        "begins": date(2026, 3, 6),
        "ends": JULY,
        "pauses_calls": True,
    }
    return TagArea(**given | other)


def tags(store, **other):
    with store.unit() as unit:
        return tag_area(unit, wanted(**other))


def looked(store, area, on=MONDAY):
    with store.view() as session:
        return struck(session, area, on)


def flags(store):
    with store.view() as session:
        rows = session.scalars(select(Flag).where(Flag.kind == FlagKind.DISASTER).order_by(Flag.id))
        return [(row.loan_id, row.until, row.details["struck"]) for row in rows]


def events(store, name):
    with store.view() as session:
        rows = session.scalars(select(HistoryEntry).where(HistoryEntry.event == name))
        return [json.loads(row.body) for row in rows]


def test_a_preview_writes_nothing_and_says_whom_it_strikes(book):
    found = looked(book, ZIP)

    assert [(loan.number, loan.how) for loan in found.loans] == [
        ("1", HOME),
        ("2", HOME),
        ("4", MAIL),
    ]
    assert (found.people, found.active, found.unknown, found.tagged) == (3, 5, 0, 0)
    assert flags(book) == []


def test_a_county_is_compared_where_the_file_tells_it(book):
    found = looked(book, Area(counties=frozenset({"washington, VT"})))

    assert [loan.number for loan in found.loans] == ["2", "3"]
    assert (found.unknown, found.without_county) == (1, 1)


def test_mail_of_somebody_who_does_not_owe_is_no_strike(store):
    with store.unit() as unit:
        a_bank(unit)
        loan, person = a_loan(unit, property={"zip": "12901"}), a_person(unit, zip="05641")
        linked(unit, loan, person, Role.AUTHORIZED)

    assert looked(store, ZIP).loans == ()


def test_all_of_them_are_tagged_at_once_with_one_record_of_the_whole(book):
    tags(book, area=BOTH)

    assert len(flags(book)) == 4
    assert {until for _, until, _ in flags(book)} == {JULY}
    assert len(events(book, "FlagRaised")) == 4
    [told] = events(book, "DisasterTagged")
    assert (told["loans"], told["zips"], told["counties"]) == (4, ["05641"], ["washington, VT"])
    with book.view() as session:
        [row] = disasters(session, MONDAY)
    assert (row.loans, row.people, row.standing) == (4, 4, 4)


def test_the_guard_pauses_through_the_last_day(book):
    tags(book)
    loan_id = flags(book)[0][0]
    with book.view() as session:
        person = session.scalar(select(Flag.loan_id).limit(1))
        assert person is not None
        answer = may_call(session, loan_id, 1, None, book.clock.now())

    assert answer.verdict is Verdict.STOP
    assert any(finding.rule == "house.disaster" for finding in answer.deciding)


def test_without_a_pause_it_only_says_so(book):
    tags(book, pauses_calls=False)
    with book.view() as session:
        answer = may_call(session, 1, 1, None, book.clock.now())

    assert not any(
        finding.rule == "house.disaster" and finding.verdict is Verdict.STOP
        for finding in answer.findings
    )


def test_what_is_tagged_already_is_left_out_unless_asked_for(book):
    tags(book)
    with pytest.raises(UserError, match="3 loans tagged already"):
        tags(book)
    tags(book, area=BOTH)
    assert len(flags(book)) == 4
    tags(book, again=True)

    assert len(flags(book)) == 7


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": " "}, "called"),
        ({"area": Area()}, "Which area"),
        ({"begins": date(2026, 3, 10)}, "still to come"),
        ({"ends": date(2026, 3, 8)}, "is over"),
        ({"area": Area(frozenset({"99501"}))}, "No loan to tag"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_tagged(book, other, said):
    with pytest.raises(UserError, match=said):
        tags(book, **other)

    assert flags(book) == []
    assert events(book, "DisasterTagged") == []


def test_it_is_extended_for_all_that_still_carry_it(book):
    disaster = tags(book)
    with book.unit() as unit:
        lift_flag(unit, unit.session.scalars(select(Flag.id)).first(), MONDAY, "They are back")
    with book.unit() as unit:
        assert extend_disaster(unit, disaster, date(2026, 9, 30), "The water stays") == 2

    assert [until for _, until, _ in flags(book)] == [MONDAY, date(2026, 9, 30), date(2026, 9, 30)]
    assert len(events(book, "FlagExtended")) == 2
    [told] = events(book, "DisasterChanged")
    assert (told["was"], told["ends"], told["loans"]) == ("2026-07-10", "2026-09-30", 2)


def test_it_is_ended_early_for_all(book):
    disaster = tags(book)
    with book.unit() as unit:
        assert end_disaster(unit, disaster, MONDAY, "All clear") == 3

    assert {until for _, until, _ in flags(book)} == {MONDAY}
    with book.view() as session:
        [row] = disasters(session, date(2026, 3, 10))
    assert row.over(date(2026, 3, 10))
    assert (row.standing, row.ended_on) == (0, MONDAY)


@pytest.mark.parametrize(
    ("service", "ends", "reason", "said"),
    [
        (extend_disaster, JULY, "x", "as it is"),
        (extend_disaster, date(2026, 9, 1), " ", "Why"),
        (end_disaster, JULY, "x", "as it is"),
        (end_disaster, date(2026, 3, 8), "x", "is over"),
        (end_disaster, MONDAY, "", "Why"),
    ],
)
def test_a_last_day_moves_one_way_by_each_act_and_with_a_reason(book, service, ends, reason, said):
    disaster = tags(book)
    with book.unit() as unit, pytest.raises(UserError, match=said):
        service(unit, disaster, ends, reason)


def test_a_flag_with_a_last_day_is_ended_earlier_and_never_twice(book):
    tags(book)
    with book.unit() as unit:
        first = unit.session.scalars(select(Flag.id)).first()
        with pytest.raises(UserError, match="as it is"):
            lift_flag(unit, first, date(2026, 12, 1), "Later")
        lift_flag(unit, first, MONDAY, "They are back")
        with pytest.raises(UserError, match="already ended"):
            lift_flag(unit, first, MONDAY, "Again")


def test_the_queue_shows_it_and_reminds_before_its_last_day(store):
    with store.unit() as unit:
        a_bank(unit)
        a_loan(unit, property={"zip": "05641"}, oldest_unpaid_on=date(2026, 1, 1), tape_id=None)
    tags(store, ends=date(2026, 3, 23))
    with store.view() as session:
        [row] = queue(session, store.clock.now()).rows
    assert FlagKind.DISASTER in row.flags
    assert "disaster tag ends Mar 23: ask how they are" in row.reasons

    with store.unit() as unit:
        extend_disaster(unit, 1, date(2026, 3, 24), "A day more")
    with store.view() as session:
        [row] = queue(session, store.clock.now()).rows
    assert not any("disaster" in reason for reason in row.reasons)


def test_a_flag_raised_alone_has_no_last_day_and_no_disaster(book):
    with book.unit() as unit:
        raise_flag(unit, FlagKind.DISASTER, MONDAY, loan_id=1, details={"struck": HOME})
    with book.view() as session:
        flag = session.scalars(select(Flag)).one()

    assert (flag.until, flag.disaster_id) == (None, None)


def test_it_is_not_extended_to_a_day_that_is_over(book):
    disaster = tags(book)
    with book.unit() as unit:
        unit.session.get_one(Disaster, disaster).ends = date(2026, 2, 1)
        set_policy(unit, "test", "older", MONDAY)
    with pytest.raises(UserError, match="is over"), book.unit() as unit:
        extend_disaster(unit, disaster, date(2026, 2, 2), "The water stays")
