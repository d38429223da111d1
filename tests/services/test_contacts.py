"""What is written down when somebody calls, and what the guard makes of it."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import (
    Channel,
    Consent,
    Direction,
    FlagKind,
    Outcome,
    PointKind,
    PointLabel,
    Role,
)
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import ContactPoint
from mortgage_collect.queries.calling import lights, may_call
from mortgage_collect.queries.search import find
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.review.line import Entry
from mortgage_collect.rules.guard import Assessment
from mortgage_collect.rules.rule import Verdict
from mortgage_collect.services import contacts, loans, points, wishes
from mortgage_collect.services.contacts import LogContact
from mortgage_collect.services.flags import lift_flag, raise_flag
from mortgage_collect.services.reviews import open_review, save_line
from mortgage_collect.store.store import Store
from tests.services.desks import Case, a_case, at


@pytest.fixture
def case(store: Store) -> Case:
    return a_case(store)


def call(store: Store, case: Case, outcome: Outcome, **said: Any) -> int:
    with store.unit() as unit:
        return contacts.log_contact(
            unit,
            LogContact(
                case.loan_id, outcome, person_id=case.person_id, point_id=case.point_id, **said
            ),
        )


def assessment(store: Store, case: Case) -> Assessment:
    with store.view() as session:
        return may_call(session, case.loan_id, case.person_id, case.point_id, store.clock.now())


def verdict(store: Store, case: Case) -> Verdict:
    return assessment(store, case).verdict


def test_a_call_is_written_down_with_what_the_guard_said(store: Store, case: Case) -> None:
    call(store, case, Outcome.NO_ANSWER, note="rang eight times", next_on=date(2026, 3, 10))

    with store.view() as session:
        contact = session.scalars(select(Contact)).one()
        loan = session.get_one(Loan, case.loan_id)
        entry = session.scalars(
            select(HistoryEntry).where(HistoryEntry.event == "ContactLogged")
        ).one()
    assert (contact.outcome, contact.on, contact.by) == (
        Outcome.NO_ANSWER,
        date(2026, 3, 9),
        "ana",
    )
    assert contact.verdict == "CLEAR"
    assert loan.next_action_on == date(2026, 3, 10)
    assert '"edition"' in entry.body
    assert "rang eight times" in entry.body


def test_seven_calls_are_allowed_and_the_eighth_is_not(
    store: Store, case: Case, clock: FixedClock
) -> None:
    for day in range(2, 9):
        clock.move(at(day))
        assert verdict(store, case) is not Verdict.STOP
        call(store, case, Outcome.NO_ANSWER)
    clock.move(at(8, 20))
    assert verdict(store, case) is Verdict.STOP
    clock.move(at(9))
    assert verdict(store, case) is not Verdict.STOP


def test_after_a_talk_seven_quiet_days(store: Store, case: Case, clock: FixedClock) -> None:
    call(store, case, Outcome.RIGHT_PARTY)
    clock.move(at(15))
    assert verdict(store, case) is Verdict.STOP
    clock.move(at(16))
    assert verdict(store, case) is not Verdict.STOP


def test_a_stop_by_policy_gives_way_to_a_reason_and_the_reason_is_kept(
    store: Store, case: Case
) -> None:
    call(store, case, Outcome.RIGHT_PARTY)
    asked = assessment(store, case)
    assert (asked.verdict, asked.may_override) == (Verdict.STOP, True)
    call(store, case, Outcome.RIGHT_PARTY, reason="she asked for a call today")
    with store.view() as session:
        last = session.scalars(select(Contact).order_by(Contact.id.desc())).first()
    assert last is not None
    assert (last.verdict, last.against_reason) == ("STOP", "she asked for a call today")


def test_bankruptcy_takes_every_button_away(store: Store, case: Case) -> None:
    with store.unit() as unit:
        flag = raise_flag(
            unit, FlagKind.BANKRUPTCY, date(2026, 3, 5), person_id=case.person_id,
            details={"chapter": "13"},
        )  # fmt: skip
    asked = assessment(store, case)
    assert (asked.verdict, asked.may_override) == (Verdict.STOP, False)
    with store.unit() as unit:
        lift_flag(unit, flag, date(2026, 3, 8), "case dismissed, order on file")
    assert verdict(store, case) is not Verdict.STOP


def test_a_call_against_all_advice_is_still_written_down(store: Store, case: Case) -> None:
    with store.unit() as unit:
        raise_flag(unit, FlagKind.BANKRUPTCY, date(2026, 3, 5), person_id=case.person_id)
    call(store, case, Outcome.RIGHT_PARTY, note="he rang us", direction=Direction.INBOUND)
    with store.view() as session:
        assert len(session.scalars(select(Contact)).all()) == 1


def test_a_wrong_number_is_marked_bad_and_its_calls_leave_the_count(
    store: Store, case: Case
) -> None:
    for _ in range(3):
        call(store, case, Outcome.NO_ANSWER)
    call(store, case, Outcome.WRONG_NUMBER)
    with store.view() as session:
        assert session.get_one(ContactPoint, case.point_id).bad
        assert all(row.misdirected for row in session.scalars(select(Contact)))


def test_the_borrowers_own_day_counts_not_ours(store: Store, case: Case, clock: FixedClock) -> None:
    clock.move(at(10, 3))  # 11 in the evening of the 9th in Vermont
    call(store, case, Outcome.RIGHT_PARTY, direction=Direction.INBOUND)
    with store.view() as session:
        assert session.scalars(select(Contact)).one().on == date(2026, 3, 9)


def test_nobody_is_called_whose_time_zone_is_unknown(store: Store) -> None:
    case = a_case(store, property=None)
    with store.unit() as unit:
        points.correct_point(unit, case.point_id, value="800-555-0123")
    with store.view() as session:
        found = lights(session, case.loan_id, store.clock.now())[0].assessment
    assert found.verdict is Verdict.STOP
    assert any(finding.rule.endswith("unknown_zone") for finding in found.deciding)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("(802) 555-0123", "8025550123"),
        ("1-802-555-0123", "8025550123"),
        ("802.555.0123", "8025550123"),
    ],
)
def test_a_number_is_kept_as_ten_digits(written: str, kept: str) -> None:
    assert points.clean_point(PointKind.PHONE, written) == kept


@pytest.mark.parametrize("written", ["555-0123", "802-555-01234", "(002) 555-0123", "call me"])
def test_what_is_no_number_is_told(written: str) -> None:
    with pytest.raises(UserError, match="not a US telephone number"):
        points.clean_point(PointKind.PHONE, written)


def test_a_new_number_is_found_by_search_and_not_twice(store: Store, case: Case) -> None:
    with store.unit() as unit:
        points.add_point(
            unit, case.person_id, PointKind.PHONE, "802-555-0199", label=PointLabel.WORK
        )
    with store.view() as session:
        assert [row.loan_id for row in find(session, "555-0199")] == [case.loan_id]
    with pytest.raises(UserError, match="already on file"), store.unit() as unit:
        points.add_point(unit, case.person_id, PointKind.PHONE, "(802) 5550199")


def test_consent_says_how_it_was_given_and_what_it_was(store: Store, case: Case) -> None:
    with pytest.raises(UserError, match="How was it given"), store.unit() as unit:
        points.record_consent(unit, case.point_id, Channel.TEXT, Consent.GIVEN, " ")
    with store.unit() as unit:
        points.record_consent(
            unit, case.point_id, Channel.TEXT, Consent.GIVEN, "said yes on the phone"
        )
    with store.view() as session:
        body = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "ConsentRecorded")
        ).one()
    assert '"was":"unknown"' in body
    assert '"now":"given"' in body


def test_what_a_person_said_about_their_fridays_is_kept_to(
    store: Store, case: Case, clock: FixedClock
) -> None:
    with store.unit() as unit:
        wishes.set_quiet_time(
            unit, case.person_id, "works nights on Thursdays", weekdays=frozenset({4})
        )
    assert verdict(store, case) is not Verdict.STOP
    clock.move(at(13))
    assert verdict(store, case) is Verdict.STOP


def test_an_empty_note_is_no_note(store: Store, case: Case) -> None:
    with pytest.raises(UserError, match="empty"), store.unit() as unit:
        contacts.write_note(unit, case.loan_id, "  ")


def a_co_borrower(store: Store, case: Case) -> tuple[int, int]:
    with store.unit() as unit:
        person = loans.add_person(unit, case.loan_id, Role.CO_BORROWER, written="Luis Ruiz")
        return person, points.add_point(unit, person, PointKind.PHONE, "802-555-0177")


def test_a_chapter_13_case_protects_who_owes_it_with_them(store: Store, case: Case) -> None:
    person, point = a_co_borrower(store, case)
    with store.unit() as unit:
        raise_flag(
            unit, FlagKind.BANKRUPTCY, date(2026, 3, 5), person_id=case.person_id,
            details={"chapter": "13"},
        )  # fmt: skip
    with store.view() as session:
        found = may_call(session, case.loan_id, person, point, store.clock.now())
    assert [finding.rule for finding in found.deciding] == ["bankruptcy.co_debtor"]
    assert found.verdict is Verdict.STOP
    with store.unit() as unit:
        loans.unlink_person(unit, case.loan_id, case.person_id, "was never on the note")
    with store.view() as session:
        after = may_call(session, case.loan_id, person, point, store.clock.now())
    assert after.verdict is not Verdict.STOP


def test_what_one_person_asked_for_does_not_bind_the_other(store: Store, case: Case) -> None:
    person, point = a_co_borrower(store, case)
    with store.unit() as unit:
        raise_flag(unit, FlagKind.CEASE, date(2026, 3, 5), person_id=case.person_id)
    assert verdict(store, case) is Verdict.STOP
    with store.view() as session:
        found = may_call(session, case.loan_id, person, point, store.clock.now())
    assert found.verdict is not Verdict.STOP


def test_a_wrong_number_does_not_undo_a_talk_that_took_place(
    store: Store, case: Case, clock: FixedClock
) -> None:
    call(store, case, Outcome.RIGHT_PARTY)
    clock.move(at(10))
    call(store, case, Outcome.WRONG_NUMBER)
    with store.unit() as unit:
        other = points.add_point(unit, case.person_id, PointKind.PHONE, "802-555-0177")
    with store.view() as session:
        found = may_call(session, case.loan_id, case.person_id, other, clock.now())
    assert found.verdict is Verdict.STOP


def test_a_call_with_nobody_named_counts_for_the_numbers_owner_or_for_all(
    store: Store, case: Case
) -> None:
    person, point = a_co_borrower(store, case)
    with store.unit() as unit:
        contacts.log_contact(unit, LogContact(case.loan_id, Outcome.NO_ANSWER, point_id=point))
        contacts.log_contact(unit, LogContact(case.loan_id, Outcome.NO_ANSWER))
    with store.view() as session:
        rows = session.scalars(select(Contact).order_by(Contact.id)).all()
        used = {one.person_id: one.used for one in lights(session, case.loan_id, unit.now)}
    assert [row.person_id for row in rows] == [person, None]
    assert used == {case.person_id: 1, person: 2}


def test_a_contact_told_late_is_not_the_last_and_none_lies_ahead(
    store: Store, case: Case, clock: FixedClock
) -> None:
    call(store, case, Outcome.RIGHT_PARTY)
    call(store, case, Outcome.RIGHT_PARTY, at=at(5))
    with store.view() as session:
        assert session.get_one(Loan, case.loan_id).last_contact_at == clock.now()
    with store.view() as session:
        rows = timeline(session, case.loan_id)
    told = [(row.at, row.detail) for row in rows if row.kind == "contact"]
    assert told == [(clock.now(), ""), (at(5), "written down later")]
    with pytest.raises(UserError, match="in the future"):
        call(store, case, Outcome.RIGHT_PARTY, at=at(10))


def test_history_holds_the_ends_of_numbers_only(store: Store, case: Case) -> None:
    with store.unit() as unit:
        points.correct_point(unit, case.point_id, value="802-555-0144")
        loans.correct_loan(unit, case.loan_id, number="99887766554433")
    with store.view() as session:
        bodies = " ".join(session.scalars(select(HistoryEntry.body)))
    assert "8025550144" not in bodies
    assert "99887766554433" not in bodies
    assert '"now":"..0144","was":"..0123"' in bodies
    assert '"now":"..4433"' in bodies


def test_days_are_the_banks_own_in_the_evening(store: Store, case: Case, clock: FixedClock) -> None:
    clock.move(at(10, 1))  # 9 in the evening of the 9th
    with store.unit() as unit:
        points.mark_bad(unit, case.point_id, "disconnected")
        with pytest.raises(UserError, match="in the future"):
            raise_flag(unit, FlagKind.CEASE, date(2026, 3, 10), person_id=case.person_id)
    with store.view() as session:
        assert session.get_one(ContactPoint, case.point_id).bad_since == date(2026, 3, 9)


def test_of_a_social_security_number_history_holds_nothing(store: Store, case: Case) -> None:
    with store.unit() as unit:
        loans.correct_person(unit, case.person_id, ssn_last4="7391", employer="Mill")
    with store.view() as session:
        body = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "PersonCorrected")
        ).one()
    assert "7391" not in body
    assert "ssn_last4" in body
    assert "Mill" in body


def test_a_telephone_number_told_in_a_review_ends_in_history(store: Store, case: Case) -> None:
    with store.unit() as unit:
        review = open_review(unit, case.loan_id)
        save_line(unit, review, "borrower_phone", Entry("802-555-0166"))
    with store.view() as session:
        body = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "ReviewLineSaved")
        ).one()
    assert "555" not in body
    assert "..0166" in body


@pytest.mark.parametrize(("state", "zip_code"), [("AE", "09012"), ("", "T2X 1V4"), ("ON", "")])
def test_mail_that_goes_abroad_says_that_nobody_knows_their_zone(
    store: Store, case: Case, state: str, zip_code: str
) -> None:
    assert verdict(store, case) is Verdict.CLEAR
    with store.unit() as unit:
        loans.correct_person(unit, case.person_id, state=state, zip=zip_code)
    with store.view() as session:
        found = lights(session, case.loan_id, store.clock.now())[0].assessment
    assert found.verdict is Verdict.STOP
    assert [finding.rule for finding in found.deciding] == ["house.unknown_zone"]


def test_with_nobody_named_each_person_it_counts_against_is_asked(store: Store, case: Case) -> None:
    person, point = a_co_borrower(store, case)
    with store.unit() as unit:
        points.correct_point(unit, point, opted_out=True)
        raise_flag(unit, FlagKind.CEASE, date(2026, 3, 2), person_id=person)
    with store.unit() as unit:
        contact_id = contacts.log_contact(unit, LogContact(case.loan_id, Outcome.NO_ANSWER))
    with store.view() as session:
        kept = session.get_one(Contact, contact_id)
        assert (kept.person_id, kept.verdict) == (None, "STOP")
        assert "reg_f.cease" in kept.rules


def test_who_has_no_number_was_not_reached_by_a_call_to_nobody_named(
    store: Store, case: Case
) -> None:
    with store.unit() as unit:
        other = loans.add_person(unit, case.loan_id, Role.CO_BORROWER, written="Marco Ruiz")
        raise_flag(unit, FlagKind.CEASE, date(2026, 3, 2), person_id=other)
    with store.unit() as unit:
        contact_id = contacts.log_contact(unit, LogContact(case.loan_id, Outcome.NO_ANSWER))
    with store.view() as session:
        assert session.get_one(Contact, contact_id).verdict != "STOP"


def test_which_calls_leave_the_count_is_in_history_and_on_the_timeline(
    store: Store, case: Case
) -> None:
    left = [call(store, case, Outcome.NO_ANSWER) for _ in range(2)]
    wrong = call(store, case, Outcome.WRONG_NUMBER)
    with store.view() as session:
        [told] = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "CallsMisdirected")
        )
        said = json.loads(told)
        shown = [row.title for row in timeline(session, case.loan_id)]
    assert (said["contact_id"], said["calls"]) == (wrong, left)
    assert "Earlier calls to a wrong number" in shown


def test_of_two_plausible_days_the_contact_is_on_the_earlier_one(
    store: Store, case: Case, clock: FixedClock
) -> None:
    """Mail goes to Arizona, the home is in Vermont: just after midnight there it is still Monday
    in Phoenix, and that is the day the rules take."""
    with store.unit() as unit:
        loans.correct_person(unit, case.person_id, city="Phoenix", state="AZ", zip="85001")
    clock.move(at(10, 5))
    call(store, case, Outcome.RIGHT_PARTY, direction=Direction.INBOUND)
    with store.view() as session:
        assert session.scalars(select(Contact)).one().on == date(2026, 3, 9)
