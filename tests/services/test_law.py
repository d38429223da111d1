"""What the bank decides about the law: adopted, taken back, tightened, confirmed; never loosened.

Monday 9 March 2026. Regulation F is kept until the bank decides otherwise.
"""

import json
from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.confirming import to_confirm
from mortgage_collect.queries.tightening import decisions, figures, tightened
from mortgage_collect.rules.book import BOOK
from mortgage_collect.services.law import adopt, confirm, take_back, tighten
from tests.builders import a_bank

MONDAY = date(2026, 3, 9)
APRIL = date(2026, 4, 1)
CALLS = "reg_f.calls_in_window"
RHODE_ISLAND = "small_lender.RI"


@pytest.fixture
def bank(any_store):
    with any_store.unit() as unit:
        a_bank(unit)
    return any_store


def does(store, service, *args, **more):
    with store.unit() as unit:
        return service(unit, *args, **more)


def kept(store, on=MONDAY):
    with store.view() as session:
        return adopted(session, on)


def last_policy(store):
    with store.view() as session:
        body = session.scalars(
            select(HistoryEntry.body)
            .where(HistoryEntry.event == "PolicySet")
            .order_by(HistoryEntry.seq.desc())
        ).first()
        return json.loads(body)


# -- adopting ------------------------------------------------------------------------------------


def test_a_family_is_taken_back_and_adopted_again_by_day(bank):
    does(bank, take_back, "reg_f", MONDAY, "Counsel, March")
    does(bank, adopt, ("reg_f",), APRIL, "The board, April")

    assert kept(bank) == frozenset()
    assert kept(bank, APRIL) == {"reg_f"}
    assert (last_policy(bank)["was"], last_policy(bank)["now"]) == ("", "reg_f")


def test_one_rule_taken_out_of_a_family_leaves_the_others(bank):
    does(bank, take_back, "reg_f.hours", MONDAY, "We call at other hours with consent")

    family = {rule.id for rule in BOOK if rule.family == "reg_f"}
    assert kept(bank) == family - {"reg_f.hours"}


def test_a_family_taken_back_takes_its_single_rules_along(bank):
    does(bank, take_back, "reg_f", MONDAY, "Counsel")
    does(bank, adopt, ("reg_f.hours",), MONDAY, "Hours at least")
    does(bank, adopt, ("reg_f",), MONDAY, "All of it")
    does(bank, take_back, "reg_f", MONDAY, "None of it")

    assert kept(bank) == frozenset()


@pytest.mark.parametrize(
    ("service", "args", "said"),
    [
        (adopt, (("reg_f",), MONDAY, " "), "Why"),
        (adopt, (("reg_f.nonsense",), MONDAY, "x"), "no rule"),
        (adopt, (("house.deceased",), MONDAY, "x"), "the bank's own"),
        (take_back, ("reg_f", MONDAY, ""), "Why"),
        (take_back, ("house.deceased", MONDAY, "x"), "always keeps"),
        (take_back, ("bankruptcy.stay", MONDAY, "x"), "was not adopted"),
    ],
)
def test_what_the_bank_may_not_decide_is_refused_in_words(bank, service, args, said):
    with pytest.raises(UserError, match=said):
        does(bank, service, *args)

    assert kept(bank) == {"reg_f"}


def test_what_is_adopted_already_is_not_adopted_again(bank):
    does(bank, adopt, ("reg_f",), MONDAY, "For the record")

    with pytest.raises(UserError, match="already"):
        does(bank, adopt, ("reg_f.hours",), MONDAY, "Once more")


def test_a_decision_is_not_slipped_in_under_a_later_one(bank):
    does(bank, take_back, "reg_f", APRIL, "Counsel")

    with pytest.raises(UserError, match="Apr 1, 2026"):
        does(bank, take_back, "reg_f", MONDAY, "Sooner")


# -- tightening ----------------------------------------------------------------------------------


def test_a_stricter_figure_holds_from_its_day_and_can_be_taken_back(bank):
    does(bank, tighten, CALLS, "5", MONDAY, "Fewer calls")
    does(bank, tighten, CALLS, "", APRIL, "The law's will do")

    with bank.view() as session:
        assert tightened(session, date(2026, 3, 8)) == {}
        assert tightened(session, MONDAY) == {CALLS: 5}
        assert tightened(session, APRIL) == {}
        row = next(row for row in figures(session, MONDAY) if row.figure.name == CALLS)
    assert (row.own, row.since, row.why, row.coming) == (5, MONDAY, "Fewer calls", (APRIL, None))
    assert (last_policy(bank)["was"], last_policy(bank)["now"]) == ("5", "")


@pytest.mark.parametrize(
    ("name", "written", "minutes"),
    [
        ("reg_f.last_hour", "8 PM", 20 * 60),
        ("reg_f.last_hour", "20:30", 20 * 60 + 30),
        ("reg_f.first_hour", "9:15 a.m.", 9 * 60 + 15),
        ("reg_f.first_hour", "12 pm", 12 * 60),
    ],
)
def test_hours_are_entered_as_people_write_them(bank, name, written, minutes):
    does(bank, tighten, name, written, MONDAY, "Shorter days")

    with bank.view() as session:
        assert tightened(session, MONDAY) == {name: minutes}


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        (CALLS, "8", "8 is looser than the law's 7"),
        ("reg_f.window_days", "6", "looser"),
        ("reg_f.last_hour", "9:01 PM", "looser than the law's 9:00 PM"),
        ("reg_f.first_hour", "7:59 AM", "looser than the law's 8:00 AM"),
        ("reg_f.first_hour", "25:00", "no time of day"),
        ("reg_f.first_hour", "0 pm", "no time of day"),
        (CALLS, "few", "no whole number"),
        ("reg_x.days_after_transfer", "50", "no choice"),
        ("reg_f.nonsense", "5", "No figure"),
        (CALLS, "", "holds already"),
    ],
)
def test_a_looser_figure_is_refused_in_words(bank, name, written, said):
    with pytest.raises(UserError, match=said):
        does(bank, tighten, name, written, MONDAY, "x")

    with bank.view() as session:
        assert tightened(session, MONDAY) == {}


def test_the_laws_own_figure_may_be_entered_as_the_banks(bank):
    does(bank, tighten, CALLS, "7", MONDAY, "Whatever the law does later")

    with bank.view() as session:
        assert tightened(session, MONDAY) == {CALLS: 7}


def test_a_figure_of_the_banks_own_goes_either_way_within_a_year(bank):
    name = "own.complaint_acknowledged"
    does(bank, tighten, name, "10", MONDAY, "More time to look")
    for written in ("0", "366"):
        with pytest.raises(UserError, match="from 1 to 365"):
            does(bank, tighten, name, written, APRIL, "x")
    with bank.view() as session:
        assert decisions(session)[name] == ((MONDAY, 10),)
        assert name in {row.figure.name for row in figures(session, MONDAY)}


# -- confirming ----------------------------------------------------------------------------------


def entry(store, key):
    with store.view() as session:
        return next(item for item in to_confirm(session, MONDAY) if item.key == key)


def test_an_entry_is_confirmed_with_a_name_and_a_note(bank):
    assert entry(bank, RHODE_ISLAND).open

    does(bank, confirm, RHODE_ISLAND, MONDAY, "Ana Ruiz", "Read section 34-27-9", agrees=True)

    found = entry(bank, RHODE_ISLAND)
    assert not found.open
    assert (found.found.who, found.found.read_on) == ("Ana Ruiz", MONDAY)


def test_a_reading_that_disagrees_leaves_the_entry_open_with_its_note(bank):
    does(bank, confirm, RHODE_ISLAND, MONDAY, "Ana Ruiz", "Repealed, it seems", agrees=False)

    found = entry(bank, RHODE_ISLAND)
    assert found.open
    assert found.found.note == "Repealed, it seems"


@pytest.mark.parametrize(
    ("key", "day", "who", "note", "said"),
    [
        (RHODE_ISLAND, date(2026, 3, 10), "Ana", "Read", "still to come"),
        (RHODE_ISLAND, MONDAY, " ", "Read", "Who read what"),
        (RHODE_ISLAND, MONDAY, "Ana", "", "Who read what"),
        ("reg_f.hours", MONDAY, "Ana", "Read", "not on the list"),
    ],
)
def test_a_reading_wants_a_day_a_name_and_a_note(bank, key, day, who, note, said):
    with pytest.raises(UserError, match=said):
        does(bank, confirm, key, day, who, note, agrees=True)
