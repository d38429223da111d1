"""Facts a rule asks for, entered and read back: recorded voices, other loans they speak of, who had
the address before us, others who want to be asked again, their attorney, calls they agreed to.

Monday 9 March 2026, 11 in the morning in Vermont; a debt collector's desk.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import (
    Capacity,
    Channel,
    Consent,
    FlagKind,
    Outcome,
    PointLabel,
)
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.person import CallBack, ContactPoint, Person
from mortgage_collect.queries.calling import may
from mortgage_collect.queries.corrections import call_backs
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.rules.guard import Assessment
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.reach import EarlierCollector
from mortgage_collect.rules.verdict import Verdict
from mortgage_collect.services.bank import set_policy
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.points import correct_point
from mortgage_collect.services.reach_facts import doubt_answer, note_earlier_collectors
from mortgage_collect.services.wishes import agree_call_back, revoke_call_back, set_quiet_time
from mortgage_collect.store.store import Store
from tests.builders import a_loan, an_email, linked
from tests.services.desks import Case, a_case, at

SINCE = date(2026, 1, 1)
MONDAY = date(2026, 3, 9)


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


def log(store: Store, case: Case, outcome: Outcome, **said: Any) -> int:
    usual: dict[str, Any] = {"person_id": case.person_id, "point_id": case.point_id}
    with store.unit() as unit:
        return log_contact(unit, LogContact(case.loan_id, outcome, **usual | said))


def kept(store: Store, contact_id: int) -> Contact:
    with store.view() as session:
        found = session.get_one(Contact, contact_id)
        session.expunge(found)
        return found


def an_address(store: Store, case: Case) -> int:
    with store.unit() as unit:
        made = an_email(unit, unit.session.get_one(Person, case.person_id))
        return made.id


def shown(store: Store, case: Case) -> str:
    with store.view() as session:
        return " ".join(f"{row.title} {row.detail}" for row in timeline(session, case.loan_id))


# -- recorded voices ---------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["prerecorded", "ringless"])
def test_a_recorded_voice_needs_their_agreement(store: Store, case: Case, how: str) -> None:
    """47 USC 227(b)(1): to a cell phone."""
    by_hand = kept(store, log(store, case, Outcome.VOICEMAIL))
    assert "tcpa.automatic_calls" not in by_hand.rules

    recorded = kept(store, log(store, case, Outcome.VOICEMAIL, **{how: True}))

    assert (recorded.verdict, getattr(recorded, how)) == ("STOP", True)
    assert "tcpa.automatic_calls" in recorded.rules
    assert {"prerecorded": "a recorded voice", "ringless": "without a ring"}[how] in shown(
        store, case
    )


# -- other loans they brought up ---------------------------------------------------------------


def test_a_loan_they_brought_up_was_talked_about_but_no_call_was_placed_for_it(
    store: Store, case: Case
) -> None:
    """Comment 14(b)(4)-2.vi to 12 CFR 1006: the hold is for both, the count for one."""
    with store.unit() as unit:
        person = unit.session.get_one(Person, case.person_id)
        other = a_loan(unit, number="2", capacity=Capacity.DEBT_COLLECTOR)
        linked(unit, other, person)
        second = Case(other.id, case.person_id, case.point_id)
    log(store, case, Outcome.RIGHT_PARTY)
    assert asked(store, second, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR

    log(store, case, Outcome.RIGHT_PARTY, raised=(second.loan_id,))

    found = asked(store, second, Question.MAY_CALL, case.point_id)
    assert [each.rule for each in found.deciding] == ["reg_f.conversation_hold"]
    assert found.count is not None
    assert found.count.used == 0
    assert "brought up another loan" in shown(store, case)


# -- e-mail addresses --------------------------------------------------------------------------


def test_the_creditors_notice_of_e_mails(store: Store, case: Case) -> None:
    """12 CFR 1006.6(d)(4)(ii): after its last day, at a domain open to everybody."""
    address = an_address(store, case)
    assert asked(store, case, Question.MAY_EMAIL, address).verdict is Verdict.CAUTION

    with store.unit() as unit:
        correct_point(unit, address, notice_ended=date(2026, 3, 8), public_domain=True)
    assert "The creditor announced" in str(asked(store, case, Question.MAY_EMAIL, address).findings)

    with store.unit() as unit:
        correct_point(unit, address, notice_ended=MONDAY)
    assert asked(store, case, Question.MAY_EMAIL, address).verdict is Verdict.CAUTION


def test_the_collector_before_us(store: Store, case: Case) -> None:
    address = an_address(store, case)
    with store.unit() as unit:
        correct_point(unit, address, label=PointLabel.WORK, employer_gave=True)
    assert asked(store, case, Question.MAY_EMAIL, address).verdict is Verdict.STOP

    with store.unit() as unit:
        note_earlier_collectors(unit, address, [EarlierCollector(obtained=True, used=True)])
    assert asked(store, case, Question.MAY_EMAIL, address).verdict is Verdict.CLEAR
    assert "Collectors before us noted obtained used" in shown(store, case)

    with store.unit() as unit:
        told_no = EarlierCollector(obtained=True, used=True, opted_out=True)
        note_earlier_collectors(unit, address, [told_no])
    assert asked(store, case, Question.MAY_EMAIL, address).verdict is Verdict.STOP


def test_a_telephone_number_has_no_collectors_before_us(store: Store, case: Case) -> None:
    with pytest.raises(UserError, match="telephone number"), store.unit() as unit:
        note_earlier_collectors(unit, case.point_id, [])


# -- somebody else -----------------------------------------------------------------------------


def unknown_place(store: Store, case: Case) -> None:
    with store.unit() as unit:
        unit.session.get_one(Person, case.person_id).mail_bad = True
        set_policy(unit, "test", "changed", SINCE)


@pytest.mark.parametrize("way", ["asked_us_back", "doubted"])
def test_who_was_asked_may_be_asked_again_where_the_law_lets_us(
    store: Store, case: Case, way: str
) -> None:
    """12 CFR 1006.10(c)."""
    unknown_place(store, case)
    contact = log(
        store, case, Outcome.THIRD_PARTY, asked_others=True, asked_us_back=way == "asked_us_back"
    )
    if way == "doubted":
        before = asked(store, case, Question.MAY_ASK_THIRD_PARTY, case.point_id)
        assert before.needs is None
        assert "asked before" in before.says
        with store.unit() as unit:
            doubt_answer(unit, contact, "They named the old address, and have the new one now")
        assert "wrong or incomplete" in shown(store, case)

    found = asked(store, case, Question.MAY_ASK_THIRD_PARTY, case.point_id)

    assert "asked before" not in found.says
    assert found.needs is not None or found.verdict is Verdict.CAUTION


def test_only_an_answer_can_be_doubted_and_with_a_reason(store: Store, case: Case) -> None:
    call = log(store, case, Outcome.NO_ANSWER)
    question = log(store, case, Outcome.THIRD_PARTY, asked_others=True)
    for contact, why in ((call, "It was wrong"), (question, " ")):
        with pytest.raises(UserError), store.unit() as unit:
            doubt_answer(unit, contact, why)


# -- their attorney ----------------------------------------------------------------------------


def test_a_contact_with_their_attorney_is_its_own(store: Store, case: Case) -> None:
    with store.unit() as unit:
        raise_flag(
            unit,
            FlagKind.ATTORNEY,
            SINCE,
            person_id=case.person_id,
            details={"name": "B. Lane"},
        )
    assert asked(store, case, Question.MAY_WRITE).needs is None

    letter = kept(store, log(store, case, Outcome.SENT, channel=Channel.LETTER, with_attorney=True))
    call = kept(store, log(store, case, Outcome.RIGHT_PARTY, with_attorney=True))

    assert (letter.verdict, letter.rules, letter.point_id) == ("CLEAR", ["reg_f.attorney"], None)
    assert (call.verdict, call.point_id) == ("CLEAR", None)
    assert "with their attorney" in shown(store, case)
    # It was no talk with them: nothing is held, and nothing counted.
    found = asked(store, case, Question.MAY_CALL, case.point_id)
    assert [each.rule for each in found.deciding] == ["reg_f.attorney"]
    assert found.count is not None
    assert found.count.used == 0


def test_who_is_not_known_to_be_their_attorney_is_not_spoken_with(store: Store, case: Case) -> None:
    found = asked(store, case, Question.MAY_CALL, with_attorney=True)

    assert (found.verdict, found.needs) == (Verdict.STOP, None)


# -- wishes ------------------------------------------------------------------------------------


def test_an_agreement_to_be_called_has_a_last_day_and_may_be_taken_back(
    store: Store, case: Case, clock: FixedClock
) -> None:
    log(store, case, Outcome.RIGHT_PARTY)
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.STOP
    with store.unit() as unit:
        agree_call_back(unit, case.loan_id, case.person_id, until=date(2026, 3, 11))
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR
    with store.view() as session:
        [held] = call_backs(session, case.loan_id, MONDAY)
    assert held.last_day == date(2026, 3, 11)

    clock.move(at(10))
    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.CLEAR
    with store.unit() as unit:
        revoke_call_back(unit, held.call_back_id, "They rang to say so")

    assert asked(store, case, Question.MAY_CALL, case.point_id).verdict is Verdict.STOP
    with store.view() as session:
        assert call_backs(session, case.loan_id, MONDAY) == ()
        assert session.get_one(CallBack, held.call_back_id).revoked_on == date(2026, 3, 10)
    told = shown(store, case)
    assert "No longer wants to be called back They rang to say so" in told
    assert "Asked to be called back until Mar 11, 2026" in told
    with pytest.raises(UserError, match="taken back before"), store.unit() as unit:
        revoke_call_back(unit, held.call_back_id, "Again")


@pytest.mark.parametrize("reason", ["", " "])
def test_an_agreement_is_taken_back_with_a_reason(store: Store, case: Case, reason: str) -> None:
    with store.unit() as unit:
        agree_call_back(unit, case.loan_id, case.person_id)
    with store.view() as session:
        [held] = call_backs(session, case.loan_id, MONDAY)
    assert held.last_day == date(2026, 3, 15)  # seven days, this one the first
    with pytest.raises(UserError, match="Why"), store.unit() as unit:
        revoke_call_back(unit, held.call_back_id, reason)


def test_no_wish_ends_before_it_begins(store: Store, case: Case) -> None:
    with pytest.raises(UserError, match="is over"), store.unit() as unit:
        agree_call_back(unit, case.loan_id, case.person_id, until=date(2026, 3, 8))
    with pytest.raises(UserError, match="is over"), store.unit() as unit:
        set_quiet_time(unit, case.person_id, "not now", until=date(2026, 3, 8))
    with pytest.raises(UserError, match="no day"), store.unit() as unit:
        set_quiet_time(unit, case.person_id, "never", weekdays=frozenset())


def test_a_quiet_time_over_midnight_with_its_last_day(
    store: Store, case: Case, clock: FixedClock
) -> None:
    """ "Not after eight in the evening, not before nine", through Tuesday."""
    with store.unit() as unit:
        set_quiet_time(
            unit,
            case.person_id,
            "not before nine, not after eight",
            start=time(20),
            end=time(9),
            until=date(2026, 3, 10),
        )

    def verdict(day: int, hour: int) -> Verdict:
        clock.move(at(day, hour))
        return asked(store, case, Question.MAY_CALL, case.point_id).verdict

    assert verdict(10, 12) is Verdict.STOP  # 8 in the morning there
    assert verdict(10, 13) is Verdict.CLEAR
    assert verdict(11, 0) is Verdict.STOP  # 8 in the evening of Tuesday
    assert verdict(12, 0) is Verdict.CLEAR  # the next evening is theirs no longer


def test_consent_of_the_number_answers_a_recorded_voice(store: Store, case: Case) -> None:
    with store.unit() as unit:
        unit.session.get_one(ContactPoint, case.point_id).consent_autodial = Consent.GIVEN
        set_policy(unit, "test", "changed", SINCE)

    assert kept(store, log(store, case, Outcome.VOICEMAIL, prerecorded=True)).verdict != "STOP"
