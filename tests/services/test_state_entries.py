"""What the states say, as a bank works through it: listed, confirmed, adopted, and then binding.

Monday 9 March 2026; the homes are in Vermont and Maryland.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Channel, Direction, Outcome, PointLabel
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.calling import may
from mortgage_collect.queries.confirming import to_confirm
from mortgage_collect.queries.contact_facts import contact_facts
from mortgage_collect.rules.occasion import Purpose
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Verdict
from mortgage_collect.services.contacts import LogContact, log_contact, set_next_action
from mortgage_collect.services.law import adopt, confirm, take_back
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.services.points import correct_point
from tests.builders import a_bank, a_loan, a_person, a_phone, linked

MONDAY = date(2026, 3, 9)
EVENING = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)  # 9:30 PM in New York
HOURS = "states.hours.MD"
CITY = "states.contact_cap.NY.new_york_city"
ACT_91 = "states.notice.PA.act_91"
BALTIMORE = {"line_1": "9 Pratt Street", "city": "Baltimore", "state": "MD", "zip": "21202"}


@pytest.fixture
def bank(store):
    with store.unit() as unit:
        a_bank(unit)
    return store


def does(store, service, *args, **more):
    with store.unit() as unit:
        return service(unit, *args, **more)


def listed(store):
    with store.view() as session:
        return {item.key: item for item in to_confirm(session, MONDAY)}


def a_borrower(store, home, **phone):
    with store.unit() as unit:
        loan = a_loan(unit, property=home, principal_interest=None)
        person = a_person(unit)
        linked(unit, loan, person)
        point = a_phone(unit, person, value="4105550123", **phone)
        return loan.id, person.id, point.id


# -- the list ------------------------------------------------------------------------------------


def test_without_a_book_every_states_entries_are_listed(bank):
    found = listed(bank)

    assert {HOURS, CITY, ACT_91} <= found.keys()
    assert found[CITY].title == "New York: Limit on contacts"
    assert found[CITY].state == "NY"
    assert "NOT VERIFIED" in found[CITY].doc.upper()
    assert "from memory" in found[CITY].doc
    # What was seen is not listed, and a rule of many entries is listed by them.
    assert "states.contact_cap.MA.personal" not in found
    assert "At most 3.000%" in found["states.late_charge.MA"].doc
    assert "states.late_charge.NY" not in found
    assert not any(key.count(".") == 1 for key in found if key.startswith("states."))


def test_where_the_homes_are_known_only_their_states_are_listed(bank):
    a_borrower(bank, BALTIMORE)

    found = listed(bank)

    assert {item.state for key, item in found.items() if key.startswith("states.")} == {"MD"}
    assert HOURS in found
    assert found[HOURS].is_rule
    assert not found["states.contact_rule.MD.recording"].is_rule


# -- adopting ------------------------------------------------------------------------------------


def test_hours_nobody_has_read_warn_until_somebody_confirms_them(bank):
    loan, person, point = a_borrower(bank, BALTIMORE, label=PointLabel.CELL)

    def asked():
        with bank.view() as session:
            answer = may(session, Question.MAY_CALL, loan, person, point, EVENING)
        return next(each for each in answer.findings if each.rule == "states.hours")

    before = asked()
    does(bank, confirm, HOURS, MONDAY, "Ana Ruiz", "Read section 14-202", agrees=True)
    after = asked()

    assert (before.verdict, after.verdict) == (Verdict.CAUTION, Verdict.STOP)
    assert [str(cite) for cite in after.cites] == [
        "Md. Code, Com. Law § 14-202(11) (importing FDCPA communication rules)"
    ]
    assert not listed(bank)[HOURS].open


def test_a_reading_that_disagrees_adopts_nothing(bank):
    does(bank, confirm, CITY, MONDAY, "Ana Ruiz", "It says two", agrees=False)

    with bank.view() as session:
        assert adopted(session, MONDAY) == {"reg_f"}
    assert listed(bank)[CITY].open


def test_what_stops_nothing_is_confirmed_and_not_adopted(bank):
    key = "states.contact_rule.MD.recording"
    does(bank, confirm, key, MONDAY, "Ana Ruiz", "Read section 10-402", agrees=True)

    assert not listed(bank)[key].open
    with bank.view() as session:
        assert adopted(session, MONDAY) == {"reg_f"}
    with pytest.raises(UserError, match="no rule"):
        does(bank, adopt, (key,), MONDAY, "Recording")


def test_an_entry_is_adopted_by_name_and_taken_back_alone_or_with_all_of_them(bank):
    does(bank, adopt, (HOURS, ACT_91), MONDAY, "Counsel has read both")
    does(bank, take_back, HOURS, MONDAY, "The act was amended")
    with bank.view() as session:
        assert adopted(session, MONDAY) == {"reg_f", ACT_91}

    does(bank, adopt, ("states",), MONDAY, "All of it")
    does(bank, take_back, "states", MONDAY, "None of it")
    with bank.view() as session:
        assert adopted(session, MONDAY) == {"reg_f"}


def test_an_entry_nobody_has_is_refused(bank):
    for name in ("states.hours.TX", "states.contact_cap.XX.y", "states.language.MA.translate_line"):
        with pytest.raises(UserError, match="no rule"):
            does(bank, adopt, (name,), MONDAY, "Why not")


# -- facts ---------------------------------------------------------------------------------------


def test_a_past_contact_says_what_its_number_is_to_them(bank):
    loan, person, point = a_borrower(bank, BALTIMORE, label=PointLabel.WORK)
    noon = datetime(2026, 3, 6, 17, tzinfo=UTC)
    does(bank, log_contact, LogContact(loan, Outcome.NO_ANSWER, person, point, at=noon))
    does(bank, log_contact, LogContact(loan, Outcome.NO_ANSWER, person, at=noon))

    with bank.view() as session:
        facts = contact_facts(session, loan, person, point, EVENING)

    assert [past.place for past in facts.past] == [PointLabel.WORK, None]


@pytest.mark.parametrize(
    ("zip_code", "county"), [("", "Kings"), ("11201", "Kings"), ("14201", None)]
)
def test_the_homes_county_is_theirs_while_they_live_there(bank, zip_code, county):
    home = {"line_1": "1 Court Street", "city": "Brooklyn", "state": "NY", "zip": "11201"}
    with bank.unit() as unit:
        loan = a_loan(unit, property=home | {"county": "Kings"})
        person = a_person(unit, zip=zip_code, state="NY" if zip_code else "")
        linked(unit, loan, person)
        loan_id, person_id = loan.id, person.id

    with bank.view() as session:
        assert contact_facts(session, loan_id, person_id, None, EVENING).county == county


def test_new_york_city_stops_once_it_is_adopted_and_the_loan_is_in_collections(bank):
    """6 RCNY § 5-77(b), as our entry has it: three contacts in seven days on such an account."""
    home = {"line_1": "1 Court Street", "city": "Brooklyn", "state": "NY", "zip": "11201"}
    after = datetime(2026, 9, 9, 15, tzinfo=UTC)
    loan, person, _ = a_borrower(bank, home | {"county": "Kings"})
    with bank.unit() as unit:
        unit.session.add_all(
            Contact(
                loan_id=loan, person_id=person, at=after - timedelta(days=day, hours=1),
                on=date(2026, 9, 9) - timedelta(days=day), channel=Channel.LETTER,
                direction=Direction.OUTBOUND, outcome=Outcome.SENT, by="ana", verdict="", rules=[],
            )
            for day in range(3)
        )  # fmt: skip
        set_next_action(unit, loan, None, "")
    does(bank, adopt, (CITY,), MONDAY, "Counsel has read it")

    def answer():
        with bank.view() as session:
            found = may(session, Question.MAY_WRITE, loan, person, None, after)
        return next(each for each in found.findings if each.rule == "states.contact_cap")

    assert answer().verdict is Verdict.CAUTION
    assert "not known whether the account is in collections" in answer().says
    does(bank, correct_loan, loan, in_collections=True)
    assert answer().verdict is Verdict.STOP
    does(bank, correct_loan, loan, in_collections=False)
    assert "this one is not" in answer().says


@pytest.mark.parametrize(
    ("written", "days", "verdict"),
    [
        (False, 10, Verdict.STOP),
        (False, 11, Verdict.CLEAR),
        (None, 11, Verdict.CAUTION),
        (True, 11, Verdict.STOP),
    ],
)
def test_a_spoken_wish_at_work_holds_ten_days_in_massachusetts(bank, written, days, verdict):
    """940 CMR 7.04(1)(h): ten days unless it is confirmed in writing."""
    home = {"line_1": "1 State Street", "city": "Boston", "state": "MA", "zip": "02109"}
    loan, person, point = a_borrower(bank, home, label=PointLabel.WORK)
    noon = datetime(2026, 3, 9, 16, tzinfo=UTC)
    with bank.unit() as unit:  # the rule is for a debt more than thirty days past due
        unit.session.get_one(Loan, loan).oldest_unpaid_on = date(2026, 1, 1)
        set_next_action(unit, loan, None, "")
    does(
        bank,
        correct_point,
        point,
        no_work_calls_on=MONDAY - timedelta(days=days),
        no_work_calls_written=written,
    )
    with bank.view() as session:
        found = may(session, Question.MAY_CALL, loan, person, point, noon)
    [answer] = [each for each in found.findings if each.rule == "states.workplace"]
    assert answer.verdict is verdict


def test_what_rang_out_with_no_way_to_leave_a_message_may_not_count(bank):
    """940 CMR 7.04(1)(f): an attempt counts once a message could have been left."""
    home = {"line_1": "1 State Street", "city": "Boston", "state": "MA", "zip": "02109"}
    loan, person, point = a_borrower(bank, home, label=PointLabel.CELL)
    noon = datetime(2026, 3, 6, 17, tzinfo=UTC)
    for no_message in (False, True):
        said = LogContact(loan, Outcome.NO_ANSWER, person, point, at=noon, no_message=no_message)
        does(bank, log_contact, said)
    with bank.view() as session:
        facts = contact_facts(session, loan, person, point, EVENING)
    assert [past.no_message for past in facts.past] == [False, True]


@pytest.mark.parametrize(
    ("purpose", "verdict"),
    [
        (None, "STOP"),
        (Purpose.COLLECTION, "STOP"),
        (Purpose.SERVICE, "STOP"),
        (Purpose.LOSS_MITIGATION, "CAUTION"),
    ],
)
def test_what_a_contact_is_for_is_judged_and_kept(bank, purpose, verdict):
    """940 CMR 7.04(1)(f): a third call in seven days; for help with the loan it is in doubt."""
    home = {"line_1": "1 State Street", "city": "Boston", "state": "MA", "zip": "02109"}
    loan, person, point = a_borrower(bank, home, label=PointLabel.CELL)
    with bank.unit() as unit:
        unit.session.get_one(Loan, loan).oldest_unpaid_on = date(2026, 1, 1)
        set_next_action(unit, loan, None, "")
    for day in (5, 6):
        noon = datetime(2026, 3, day, 17, tzinfo=UTC)
        does(bank, log_contact, LogContact(loan, Outcome.NO_ANSWER, person, point, at=noon))
    said = LogContact(
        loan, Outcome.NO_ANSWER, person, point,
        at=datetime(2026, 3, 8, 17, tzinfo=UTC), purpose=purpose,
    )  # fmt: skip
    contact = does(bank, log_contact, said)
    with bank.view() as session:
        kept = session.get_one(Contact, contact)
        assert (kept.verdict, kept.purpose) == (verdict, purpose or "")
