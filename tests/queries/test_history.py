"""The whole history: found by person, loan, kind, day and word; one entry with all it holds."""

from datetime import date, timedelta

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Outcome
from mortgage_collect.events.event import name_of
from mortgage_collect.queries.history import HistoryAsked, actors, counted, page
from mortgage_collect.queries.history_entry import Field, entry
from mortgage_collect.queries.timeline import KINDS
from mortgage_collect.services.contact_reversal import reverse_contact
from mortgage_collect.services.contacts import LogContact, log_contact, write_note
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.services.payments import post_payment
from tests.services.desks import a_case
from tests.stores import MONDAY


@pytest.fixture
def busy(any_store, clock):
    """Monday: a voicemail by Ana, taken back by Ben on Tuesday; a note and a payment by Ben."""
    store = any_store
    case = a_case(store)
    with store.unit("ana") as unit:
        contact = log_contact(
            unit, LogContact(case.loan_id, Outcome.VOICEMAIL, case.person_id, note="Left word.")
        )
    clock.move(MONDAY + timedelta(days=1))
    with store.unit("ben") as unit:
        write_note(unit, case.loan_id, "Hours were cut 50% at the mill.")
        reverse_contact(unit, contact, "wrong loan")
        post_payment(unit, case.loan_id, Money.of("100"), date(2026, 3, 6))
    with store.unit("ben") as unit:
        correct_loan(unit, case.loan_id, escrow_payment=Money.of("310"))
    return store, case


def titles(store, **asked):
    with store.view() as session:
        wanted = HistoryAsked(**asked)
        rows = page(session, wanted, 0, 500)
        assert counted(session, wanted) == len(rows)
    return [row.title for row in rows]


def test_everything_newest_first_and_page_by_page(busy):
    store, _ = busy
    everything = titles(store)
    assert everything[0] == "Loan corrected"
    with store.view() as session:
        two = page(session, HistoryAsked(), 1, 2)
    assert [row.title for row in two] == everything[1:3]
    assert two[0].seq == two[1].seq + 1


def test_who_did_something(busy):
    store, _ = busy
    with store.view() as session:
        assert {"ana", "ben"} <= set(actors(session))
    assert titles(store, by="ben") == [
        "Loan corrected",
        "Regular payment of $100.00 received Mar 6, 2026",
        "Taken back: Call: voicemail",
        "Note",
    ]


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("note", "Note"),
        ("payment", "Regular payment of $100.00 received Mar 6, 2026"),
        ("contact", "Taken back: Call: voicemail"),
        ("data", "Loan corrected"),
    ],
)
def test_of_one_kind(busy, kind, first):
    assert titles(busy[0], kind=kind)[0] == first


def test_every_event_ever_written_has_a_kind_and_a_sentence():
    from tests.house.sources import ROOT

    names = (ROOT / "tests/house/events.txt").read_text(encoding="utf-8").splitlines()
    assert not [name for name in names if name and name[0] != "#" and name not in KINDS]


@pytest.mark.parametrize(
    ("words", "found"), [("mill", 1), ("MILL hours", 1), ("50%", 1), ("5_%", 0)]
)
def test_words_in_what_was_written_whatever_their_case(busy, words, found):
    assert len(titles(busy[0], words=words)) == found


def test_days_are_the_banks(busy):
    store, _ = busy
    tuesday = (MONDAY + timedelta(days=1)).date()
    assert titles(store, since=tuesday) == titles(store, by="ben")
    assert "Loan corrected" not in titles(store, until=MONDAY.date())
    assert "Call: voicemail" in titles(store, until=MONDAY.date())
    assert titles(store, since=tuesday + timedelta(days=1)) == []


def test_a_loan_by_any_words_with_the_people_on_it(busy):
    store, case = busy
    with store.view() as session:
        all_of_it = counted(session, HistoryAsked())
        here = page(session, HistoryAsked(loan_id=case.loan_id), 0, 500)
    found = titles(store, about=here[0].subject.split(",")[0])
    assert found == [row.title for row in here]
    assert 0 < len(found) < all_of_it
    assert titles(store, about="nobody at all") == []


def test_a_subject_is_named_and_a_loan_can_be_opened(busy):
    store, case = busy
    with store.view() as session:
        row = page(session, HistoryAsked(kind="note"), 0, 1)[0]
    assert row.loan_id == case.loan_id
    assert "," in row.subject
    assert row.actor == "ben"


# --- one entry ----------------------------------------------------------------------------------


def the_entry(store, title):
    with store.view() as session:
        rows = page(session, HistoryAsked(), 0, 500)
        return entry(session, next(row.seq for row in rows if row.title == title))


def test_was_and_now_field_by_field(busy):
    told = the_entry(busy[0], "Loan corrected")
    assert told.fields[0].name == "escrow payment"
    assert told.fields[0].now == "$310.00"
    assert told.row.correction
    assert len(told.digest) == len(told.previous) == 64


def test_an_entry_that_was_taken_back_says_by_which(busy):
    told = the_entry(busy[0], "Call: voicemail")
    assert [row.title for row in told.later] == ["Taken back: Call: voicemail"]
    assert not told.row.correction
    assert Field("note", None, "Left word.") in told.fields


def test_no_keys_of_rows_and_no_seals_among_the_values(busy):
    for title in titles(busy[0]):
        names = {field.name for field in the_entry(busy[0], title).fields}
        assert not [name for name in names if name.endswith(" id") or "sha256" in name]


def test_the_name_of_an_event_is_the_one_history_has():
    from mortgage_collect.events.bank import HistoryChecked

    checked = HistoryChecked(about="history", entries=3, head="3-abc", wrong="")
    assert KINDS[name_of(checked)] == "bank"
