"""Two waits of Regulation F, from what is on file of one loan.

Monday 9 March 2026. Days are counted by hand on a calendar, as comment 34(b)(5)-1 to 12 CFR 1006
counts: no Saturday, no Sunday, no legal public holiday for the five days, every day for the thirty.
"""

from datetime import UTC, date, datetime

import pytest

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import Capacity, Channel, Outcome
from mortgage_collect.models.person import Person
from mortgage_collect.queries.debt_waits import DisputeTime, debt_waits
from mortgage_collect.services.contact_reversal import reverse_contact
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.loans import correct_person
from mortgage_collect.services.matters import SaidStep, open_matter, take_step
from tests.services.desks import a_case

MARCH_2 = date(2026, 3, 2)


@pytest.fixture
def case(store):
    return a_case(store, capacity=Capacity.DEBT_COLLECTOR)


def waits(store, case):
    with store.view() as session:
        return debt_waits(session, case.loan_id)


def letter(store, case, on):
    at = datetime(on.year, on.month, on.day, 17, tzinfo=UTC)
    with store.unit() as unit:
        said = LogContact(case.loan_id, Outcome.SENT, case.person_id, channel=Channel.LETTER, at=at)
        return log_contact(unit, said)


def notice(store, case, on, how="letter"):
    with store.unit() as unit:
        first = SaidStep("provided", on, {"how": how})
        return open_matter(
            unit, case.loan_id, MatterKind.VALIDATION, first, person_id=case.person_id
        )


def test_with_nothing_on_file_nothing_is_told(store, case):
    found = waits(store, case)
    assert (found.disputes, found.report_from, found.spoke_on) == ((), None, None)


def test_the_time_to_dispute_runs_from_the_fifth_day_that_counts(store, case):
    """Given on Monday March 2: taken to have it on Monday the 9th, and thirty days on."""
    notice(store, case, MARCH_2)
    assert waits(store, case).disputes == (DisputeTime(MARCH_2, date(2026, 4, 8)),)


def test_a_letter_holds_fourteen_days_before_a_bureau_is_told(store, case):
    """Comment 30(a)(1)-3: mailed on March 2, the fourteen days are over with the 15th."""
    contact = letter(store, case, MARCH_2)
    found = waits(store, case)
    assert (found.report_from, found.letter_on) == (date(2026, 3, 16), MARCH_2)

    with store.unit() as unit:
        reverse_contact(unit, contact, "never sent")
    assert waits(store, case).report_from is None


def test_of_somebody_whose_mail_comes_back_no_letter_counts(store, case):
    letter(store, case, MARCH_2)
    with store.unit() as unit:
        unit.session.get_one(Person, case.person_id).mail_bad = True
        correct_person(unit, case.person_id, employer="Brattle Mill")
    assert waits(store, case).report_from is None


def test_a_notice_that_came_back_counts_for_neither(store, case):
    matter = notice(store, case, MARCH_2)
    assert waits(store, case).letter_on == MARCH_2
    with store.unit() as unit:
        take_step(unit, matter, SaidStep("returned", date(2026, 3, 9)))
    found = waits(store, case)
    assert (found.disputes, found.report_from) == ((), None)


def test_a_talk_opens_the_way_at_once(store, case):
    letter(store, case, MARCH_2)
    with store.unit() as unit:
        log_contact(unit, LogContact(case.loan_id, Outcome.RIGHT_PARTY, case.person_id))
    found = waits(store, case)
    assert (found.report_from, found.spoke_on) == (date(2026, 3, 9), date(2026, 3, 9))
    assert found.letter_on is None
