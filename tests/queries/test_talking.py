"""What proves who somebody is: one address written twice is one proof, and some proofs are weak."""

from __future__ import annotations

import pytest

from mortgage_collect.core.words import Identity
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import Person
from mortgage_collect.queries.talking import Speaker, talk
from mortgage_collect.services.bank import set_policy
from tests.builders import an_email
from tests.services.desks import AS_OF, a_case

HOME = {"line_1": "260 Harvest Way", "city": "Burlington", "zip": "05401"}


@pytest.fixture
def case(store):
    made = a_case(store)
    with store.unit() as unit:
        loan = unit.session.get_one(Loan, made.loan_id)
        home = unit.session.get_one(Property, loan.property_id)
        for name, value in HOME.items():
            setattr(home, name, value)
        unit.session.get_one(Person, made.person_id).ssn_last4 = ""
        set_policy(unit, "test", "changed", AS_OF)
    return made


def told(store, case, **person) -> Speaker:
    with store.unit() as unit:
        row = unit.session.get_one(Person, case.person_id)
        for name, value in person.items():
            setattr(row, name, value)
        set_policy(unit, "test", "changed again", AS_OF)
    with store.view() as session:
        [found] = talk(session, case.loan_id, "", store.clock.now()).people
    return found


def things(speaker: Speaker) -> dict[Identity, bool]:
    return {each.identity: bool(each.weak) for each in speaker.asks}


def test_one_line_written_twice_is_asked_once(store, case):
    same = told(store, case, line_1="260 HARVEST WAY.", city="Burlington", zip="05401-1234")

    assert things(same) == {Identity.PROPERTY_ADDRESS: True, Identity.PHONE: True}


def test_mail_that_goes_elsewhere_is_a_proof_of_its_own(store, case):
    other = told(store, case, line_1="PO Box 7", city="Barre", zip="05641")

    assert things(other) == {
        Identity.MAILING_ADDRESS: False,
        Identity.PROPERTY_ADDRESS: True,
        Identity.PHONE: True,
    }
    assert not other.sure_by({Identity.PROPERTY_ADDRESS, Identity.PHONE})
    assert other.sure_by({Identity.MAILING_ADDRESS, Identity.PHONE})


def test_what_everybody_can_tell_does_where_the_file_holds_no_more(store, case):
    weak = told(store, case)

    assert not weak.sure_by({Identity.PHONE})
    assert weak.sure_by({Identity.PHONE, Identity.PROPERTY_ADDRESS})
    assert "public record" in weak.asks[0].weak


def test_the_last_four_and_one_more(store, case):
    strong = told(store, case, ssn_last4="6789")

    assert not strong.sure_by({Identity.LAST_FOUR})
    assert strong.sure_by({Identity.LAST_FOUR, Identity.PROPERTY_ADDRESS})
    assert not strong.sure_by({Identity.LAST_FOUR, Identity.EMAIL})


def test_an_e_mail_address_is_known_to_few(store, case):
    with store.unit() as unit:
        an_email(unit, unit.session.get_one(Person, case.person_id))

    assert told(store, case).sure_by({Identity.EMAIL, Identity.PHONE})
