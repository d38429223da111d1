"""A state's figure made stricter by the bank, and a carve-out somebody has read.

Monday 9 March 2026.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Outcome
from mortgage_collect.queries.calling import may
from mortgage_collect.queries.interview import profile
from mortgage_collect.queries.tightening import figures, tightened
from mortgage_collect.rules import figure_words
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Count, Verdict
from mortgage_collect.rules.states.law.own_figures import state_figures
from mortgage_collect.rules.states.law.reading import every_state
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.interview import answer
from mortgage_collect.services.law import confirm, tighten
from tests.builders import a_bank, a_loan, a_person, a_phone, linked

MONDAY = date(2026, 3, 9)
RHODE_ISLAND = "small_lender.RI"
MA_PERSONAL = "states.contact_cap.MA.personal"  # 940 CMR 7.04(1)(f): two in seven days
MD_HOURS = "states.hours.MD"  # 8:00 AM to 9:00 PM


@pytest.fixture
def bank(store):
    with store.unit() as unit:
        a_bank(unit)
    return store


def does(store, service, *args, **more):
    with store.unit() as unit:
        return service(unit, *args, **more)


def test_a_states_figure_may_be_made_stricter_and_binds_the_guard(bank):
    with bank.unit() as unit:
        home = {"line_1": "1 State Street", "city": "Boston", "state": "MA", "zip": "02109"}
        loan = a_loan(unit, property=home, oldest_unpaid_on=date(2026, 1, 1))
        person = a_person(unit)
        linked(unit, loan, person)
        point = a_phone(unit, person, value="6175550123")
        ids = loan.id, person.id, point.id
    noon = datetime(2026, 3, 6, 17, tzinfo=UTC)
    does(bank, log_contact, LogContact(ids[0], Outcome.NO_ANSWER, *ids[1:], at=noon))

    def cap():
        with bank.view() as session:
            found = may(session, Question.MAY_CALL, *ids, noon + timedelta(days=4))
        return next(each for each in found.findings if each.rule == "states.contact_cap")

    assert cap().verdict is Verdict.CLEAR
    does(bank, tighten, MA_PERSONAL, "1", MONDAY, "One is enough")
    assert (cap().verdict, cap().count) == (Verdict.STOP, Count(1, 1, 7))


@pytest.mark.parametrize(
    ("name", "written", "kept"),
    [(MA_PERSONAL, "1", 1), (f"{MD_HOURS}.first", "9 am", 540), (f"{MD_HOURS}.last", "8 pm", 1200)],
)
def test_states_figures_are_listed_where_the_homes_are_and_kept(bank, name, written, kept):
    does(bank, tighten, name, written, MONDAY, "Stricter")

    with bank.view() as session:
        assert tightened(session, MONDAY) == {name: kept}
        elsewhere = {row.figure.name: row.own for row in figures(session, MONDAY, {"VT"})}
    assert elsewhere[name] == kept  # what is decided is always listed
    assert not any(each.startswith("states.hours.CT") for each in elsewhere)


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        (MA_PERSONAL, "3", "3 is looser than the law's 2"),
        (f"{MD_HOURS}.first", "7 am", "looser than the law's 8:00 AM"),
        (f"{MD_HOURS}.last", "9:30 pm", "looser than the law's 9:00 PM"),
    ],
)
def test_a_states_figure_is_never_made_looser(bank, name, written, said):
    with pytest.raises(UserError, match=said):
        does(bank, tighten, name, written, MONDAY, "Why not")


def test_every_figure_of_a_state_has_a_name_of_its_own_and_a_title():
    names = [row.name for row in state_figures()]
    assert len(set(names)) == len(names)
    titles = [figure_words.title(row) for row in state_figures()]
    assert len(set(titles)) == len(titles)
    caps = {cap.id: cap.count for place in every_state() for cap in place.contact_caps}
    assert {row.name: row.value for row in state_figures() if row.name in caps} == caps


def test_a_carve_out_somebody_has_read_is_no_longer_unverified(bank):
    does(bank, answer, {"states": "RI", "paper.RI": "yes"}, MONDAY)

    def ruled():
        with bank.view() as session:
            [(_, found)] = profile(session, MONDAY).carve_outs()
        return found

    assert (ruled().answer, ruled().verified) == (True, False)
    assert "Not verified" in ruled().says
    does(bank, confirm, RHODE_ISLAND, MONDAY, "Ana Ruiz", "Read it: it differs", agrees=False)
    assert "Not verified" in ruled().says
    does(bank, confirm, RHODE_ISLAND, MONDAY, "Ana Ruiz", "Read section 34-27-9", agrees=True)
    assert (ruled().answer, ruled().verified) == (True, True)
    assert "Not verified" not in ruled().says
