"""Every way of reaching somebody, from the file through the guard, and how it is written down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.words import (
    Capacity,
    Channel,
    Consent,
    Direction,
    FlagKind,
    Language,
    Occupancy,
    Outcome,
    PointLabel,
    Role,
)
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.queries.bank_facts import DIALED_BY, LANGUAGES, OVERRIDE_NEEDS
from mortgage_collect.queries.calling import may
from mortgage_collect.queries.contact_facts import contact_facts
from mortgage_collect.queries.ways import loan_ways, ways
from mortgage_collect.rules.book import EDITION
from mortgage_collect.rules.guard import Assessment
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Basis, Verdict
from mortgage_collect.rules.verdict import Need
from mortgage_collect.services.bank import set_policy
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.interview import answer
from mortgage_collect.store.store import Store
from tests.builders import a_loan, an_email, linked
from tests.services.desks import Case, a_case, at

SINCE = date(2026, 1, 1)


@pytest.fixture
def case(store: Store) -> Case:
    return a_case(store, capacity=Capacity.DEBT_COLLECTOR)


def asked(
    store: Store, case: Case, question: Question, point: int | None = None, **known: Any
) -> Assessment:
    with store.view() as session:
        return may(
            session, question, case.loan_id, case.person_id, point, store.clock.now(), **known
        )


def log(store: Store, case: Case, channel: Channel, **said: Any) -> Contact:
    usual: dict[str, Any] = {"outcome": Outcome.SENT, "person_id": case.person_id}
    with store.unit() as unit:
        contact_id = log_contact(unit, LogContact(case.loan_id, channel=channel, **usual | said))
        return unit.session.get_one(Contact, contact_id)


def change(store: Store, table: type[Any], key: int, **now: Any) -> None:
    with store.unit() as unit:
        row = unit.session.get_one(table, key)
        for name, value in now.items():
            setattr(row, name, value)
        set_policy(unit, "test", "changed", SINCE)


def decide(store: Store, key: str, value: str) -> None:
    with store.unit() as unit:
        set_policy(unit, key, value, SINCE)


def flagged(store: Store, case: Case, kind: FlagKind, **details: str) -> None:
    with store.unit() as unit:
        raise_flag(unit, kind, SINCE, person_id=case.person_id, details=details)


def test_every_way_of_a_person_has_its_answer(store: Store, case: Case) -> None:
    with store.unit() as unit:
        an_email(unit, unit.session.get_one(Person, case.person_id))
    with store.view() as session:
        found = ways(session, case.loan_id, case.person_id, store.clock.now())

    assert [way.question for way in found] == list(Question)
    verdicts = {way.question: way.assessment.verdict for way in found}
    assert verdicts[Question.MAY_CALL] is Verdict.CLEAR
    assert verdicts[Question.MAY_TEXT] is Verdict.CAUTION
    assert verdicts[Question.MAY_WRITE] is Verdict.CLEAR
    assert all(way.assessment.capacity is Capacity.DEBT_COLLECTOR for way in found)
    assert found[0].by.endswith("ends in 0123")
    with store.view() as session:
        [person] = loan_ways(session, case.loan_id, store.clock.now())
    assert (person.role, person.ways) == (Role.BORROWER, found)


def test_who_has_no_e_mail_address_gets_none(store: Store, case: Case) -> None:
    assert (
        asked(store, case, Question.MAY_EMAIL).says == "Do not e-mail: no e-mail address on file."
    )


@pytest.mark.parametrize(
    ("channel", "verdict"),
    [
        (Channel.TEXT, "CAUTION"),
        (Channel.LETTER, "CLEAR"),
        (Channel.VISIT, "CLEAR"),
        (Channel.EMAIL, "STOP"),
    ],
)
def test_what_was_sent_keeps_what_the_guard_said(
    store: Store, case: Case, channel: Channel, verdict: str
) -> None:
    point = case.point_id if channel is Channel.TEXT else None

    contact = log(store, case, channel, point_id=point, message="reminder_letter")

    assert (contact.verdict, contact.message) == (verdict, "reminder_letter")
    assert contact.rules
    with store.view() as session:
        entry = session.scalars(
            select(HistoryEntry).where(HistoryEntry.event == "ContactLogged")
        ).one()
    assert EDITION in entry.body
    assert "reminder_letter" in entry.body


def test_what_they_wrote_is_no_act_of_ours(store: Store, case: Case) -> None:
    contact = log(store, case, Channel.EMAIL, direction=Direction.INBOUND)

    assert (contact.verdict, contact.rules) == ("", [])


def test_agreed_texts_are_free(store: Store, case: Case) -> None:
    change(
        store, ContactPoint, case.point_id, consent_text=Consent.GIVEN, consent_on=date(2026, 3, 1)
    )

    assert asked(store, case, Question.MAY_TEXT, case.point_id).verdict is Verdict.CLEAR


def test_a_text_of_theirs_may_be_answered_that_day_once(
    store: Store, case: Case, clock: FixedClock
) -> None:
    flagged(store, case, FlagKind.CEASE, form="oral", medium="text")
    assert asked(store, case, Question.MAY_TEXT, case.point_id).verdict is Verdict.STOP

    log(store, case, Channel.TEXT, direction=Direction.INBOUND, point_id=case.point_id)
    assert asked(store, case, Question.MAY_TEXT, case.point_id).verdict is Verdict.CLEAR

    clock.move(clock.now() + timedelta(minutes=1))
    log(store, case, Channel.TEXT, point_id=case.point_id)
    clock.move(clock.now() + timedelta(minutes=1))
    assert asked(store, case, Question.MAY_TEXT, case.point_id).verdict is Verdict.STOP


def test_after_a_letter_to_stop_only_what_the_law_demands_is_sent(store: Store, case: Case) -> None:
    flagged(store, case, FlagKind.CEASE)

    asked_to_write = asked(store, case, Question.MAY_WRITE)
    assert (asked_to_write.verdict, asked_to_write.may_override) == (Verdict.STOP, False)
    found = asked(store, case, Question.MAY_WRITE, message="periodic_statement")
    assert found.verdict is Verdict.CAUTION


def test_not_at_home_is_neither_letters_nor_the_home_line(store: Store, case: Case) -> None:
    change(store, Person, case.person_id, home_barred=True)
    change(store, ContactPoint, case.point_id, label=PointLabel.HOME)

    for question in (Question.MAY_WRITE, Question.MAY_VISIT, Question.MAY_CALL):
        assert asked(store, case, question, case.point_id).verdict is Verdict.STOP
    change(store, ContactPoint, case.point_id, label=PointLabel.WORK)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR


def test_somebody_who_speaks_for_them_shows_it_first(store: Store, case: Case) -> None:
    with store.view() as session:
        part = session.scalars(select(LoanPerson)).one().id
    change(store, LoanPerson, part, role=Role.AUTHORIZED)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CAUTION
    change(store, LoanPerson, part, authorized=False)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.STOP
    change(store, LoanPerson, part, authorized=True)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR


def test_nobody_else_is_asked_twice(store: Store, case: Case) -> None:
    change(store, Person, case.person_id, mail_bad=True)
    log(
        store,
        case,
        Channel.CALL,
        outcome=Outcome.THIRD_PARTY,
        point_id=case.point_id,
        asked_others=True,
    )

    found = asked(store, case, Question.MAY_ASK_THIRD_PARTY, case.point_id)

    assert found.verdict is Verdict.STOP
    assert "asked before" in found.says


@pytest.mark.parametrize(
    ("mail_bad", "number_bad", "says"),
    [
        (False, False, "we know where they are"),
        (True, False, "what is on file was not tried"),
        (False, True, "what is on file was not tried"),
        (True, True, "name no debt"),
    ],
)
def test_others_are_asked_once_nothing_on_file_is_any_good(
    store: Store, case: Case, mail_bad: bool, number_bad: bool, says: str
) -> None:
    change(store, Person, case.person_id, mail_bad=mail_bad)
    change(store, ContactPoint, case.point_id, bad=number_bad)

    assert says in asked(store, case, Question.MAY_ASK_THIRD_PARTY).says


def test_whom_we_reached_there_we_need_not_look_for(store: Store, case: Case) -> None:
    change(store, Person, case.person_id, mail_bad=True)
    log(store, case, Channel.CALL, outcome=Outcome.RIGHT_PARTY, point_id=case.point_id)

    found = asked(store, case, Question.MAY_ASK_THIRD_PARTY)
    assert "we know where they are" in found.says


def test_a_discharge_before_the_loan_was_made_stops_nothing(store: Store, case: Case) -> None:
    with store.unit() as unit:
        raise_flag(
            unit,
            FlagKind.BANKRUPTCY,
            date(2009, 5, 4),
            person_id=case.person_id,
            details={"chapter": "7", "status": "discharged"},
        )
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR

    change(store, Loan, case.loan_id, originated_on=date(2009, 5, 4))
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.STOP

    change(store, Loan, case.loan_id, originated_on=None)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.STOP


def test_a_bank_that_answered_nothing_is_bound(store: Store) -> None:
    """Our own loan; under which name we collect it nobody said, and not known is not no."""
    case = a_case(store)
    log(store, case, Channel.CALL, outcome=Outcome.RIGHT_PARTY, point_id=case.point_id)

    def basis() -> Basis:
        found = asked(store, case, Question.MAY_CALL, case.point_id).findings
        return next(each.basis for each in found if each.rule == "reg_f.conversation_hold")

    assert basis() is Basis.POLICY

    with store.unit() as unit:
        answer(unit, {"own_name": ""}, SINCE)
    assert basis() is Basis.LAW


# -- the bank's own decisions ------------------------------------------------------------------


def test_what_a_stop_asks_for_is_decided_by_the_bank(store: Store, case: Case) -> None:
    log(store, case, Channel.CALL, outcome=Outcome.RIGHT_PARTY, point_id=case.point_id)
    assert asked(store, case, Question.MAY_CALL, case.point_id).needs is Need.REASON

    decide(store, OVERRIDE_NEEDS, Need.SECOND_PERSON.value)

    assert asked(store, case, Question.MAY_CALL, case.point_id).needs is Need.SECOND_PERSON


def test_a_stricter_figure_of_the_banks_holds(store: Store, case: Case) -> None:
    log(store, case, Channel.CALL, outcome=Outcome.NO_ANSWER, point_id=case.point_id)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR

    decide(store, "tighten.reg_f.calls_in_window", "1")

    found = asked(store, case, Question.MAY_CALL, case.point_id)
    assert found.verdict is Verdict.STOP
    assert found.count is not None
    assert (found.count.used, found.count.allowed) == (1, 1)


def test_a_language_nobody_here_speaks(store: Store, case: Case) -> None:
    change(store, Person, case.person_id, language=Language.SPANISH)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR

    decide(store, LANGUAGES, "en")
    assert "they speak Spanish" in asked(store, case, Question.MAY_CALL, case.point_id).says

    decide(store, LANGUAGES, "en es")
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR


def test_a_machine_needs_their_agreement(store: Store, case: Case) -> None:
    decide(store, DIALED_BY, "machine")

    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.STOP
    change(store, ContactPoint, case.point_id, consent_autodial=Consent.GIVEN)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR


# -- by the person and the debt ----------------------------------------------------------------


def test_calls_about_another_loan_of_theirs_are_known_and_not_counted(
    store: Store, case: Case
) -> None:
    with store.unit() as unit:
        other = a_loan(unit, number="LN-2", capacity=Capacity.DEBT_COLLECTOR)
        linked(unit, other, unit.session.get_one(Person, case.person_id))
        other_case = Case(other.id, case.person_id, case.point_id)
    for _ in range(7):
        log(store, other_case, Channel.CALL, outcome=Outcome.NO_ANSWER, point_id=case.point_id)

    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR
    assert asked(store, other_case, Question.MAY_CALL, case.point_id).verdict is Verdict.STOP
    with store.view() as session:
        facts = contact_facts(
            session, case.loan_id, case.person_id, case.point_id, store.clock.now()
        )
    assert [past.debts for past in facts.past] == [frozenset({"LN-2"})] * 7
    assert {past.place for past in facts.past} == {facts.point.label if facts.point else None}


# -- where a duty falls due inside a stop ------------------------------------------------------


def test_a_stop_over_the_day_of_live_contact_says_what_is_left(
    store: Store, case: Case, clock: FixedClock
) -> None:
    clock.move(at(6))  # January and February are unpaid: February's window ends on March 9
    log(store, case, Channel.CALL, outcome=Outcome.NO_ANSWER, point_id=case.point_id)
    for _ in range(6):
        log(store, case, Channel.CALL, outcome=Outcome.VOICEMAIL, point_id=case.point_id)

    found = asked(store, case, Question.MAY_CALL, case.point_id)

    assert found.verdict is Verdict.STOP
    assert "Early contact is due by Mar 9, 2026" in found.instead
    log(store, case, Channel.LETTER)  # an effort in good faith
    assert "Mar 9" not in asked(store, case, Question.MAY_CALL, case.point_id).instead


@pytest.mark.parametrize("occupancy", [Occupancy.INVESTOR, Occupancy.SECOND_HOME])
def test_a_home_they_do_not_live_in_has_no_such_day(store: Store, occupancy: Occupancy) -> None:
    case = a_case(store, property={"occupancy": occupancy})
    with store.view() as session:
        facts = contact_facts(
            session, case.loan_id, case.person_id, case.point_id, store.clock.now()
        )

    assert facts.duty_due is None
    assert facts.owner_occupied is False


def test_a_small_servicer_has_no_such_day(store: Store, case: Case) -> None:
    told = {"charter": "savings", "own": "900", "affiliates": "0", "for_others": "0"}
    with store.unit() as unit:
        answer(unit, told, SINCE, counted=2026)
    with store.view() as session:
        facts = contact_facts(
            session, case.loan_id, case.person_id, case.point_id, store.clock.now()
        )

    assert (facts.small_servicer, facts.duty_due) == (True, None)


def test_the_rules_of_the_states_hear_of_the_loan(store: Store) -> None:
    case = a_case(
        store,
        lien_position=2,
        purpose="Purchase",
        property={
            "state": "MA",
            "city": "Boston",
            "county": "Suffolk",
            "zip": "02108",
            "occupancy": Occupancy.OWNER,
        },
    )
    with store.view() as session:
        facts = contact_facts(
            session, case.loan_id, case.person_id, case.point_id, store.clock.now()
        )
        loan = session.get_one(Loan, case.loan_id)

    assert (facts.state, facts.home_state) == ("MA", "MA")
    assert (facts.city, facts.county, facts.zip) == ("Boston", "Suffolk", "02108")
    assert (str(facts.lien), facts.purchase_money, facts.owner_occupied) == ("other", True, True)
    # Counted to today, March 9, not to the tape's day: an old tape lifts no state's line.
    assert loan.oldest_unpaid_on == date(2026, 1, 1)
    assert facts.days_past_due == 67
