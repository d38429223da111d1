"""What the steps of a matter do elsewhere: flags, a successor who may speak, a loan that leaves."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import FlagKind, LoanStatus, Role
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Flag, LoanPerson
from mortgage_collect.queries.life import life_of
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.rules.matters.bankruptcy import case_spans
from mortgage_collect.rules.matters.span import Span
from mortgage_collect.services.flags import lift_flag, raise_flag
from mortgage_collect.services.loans import add_person, note_authorization
from mortgage_collect.services.matter_effects import settle_transfers
from mortgage_collect.services.matters import SaidStep, open_matter, take_back, take_step
from tests.services.desks import a_case

PETITION = SaidStep("petition", date(2026, 2, 10), {"chapter": "13"})


def flags(store):
    with store.view() as session:
        rows = session.scalars(select(Flag).order_by(Flag.since, Flag.id)).all()
    return [(row.kind, row.since, row.until, row.details) for row in rows]


def of_ana(store, case, kind, first):
    with store.unit() as unit:
        return open_matter(unit, case.loan_id, kind, first, person_id=case.person_id)


def step(store, matter_id, key, on, **details):
    with store.unit() as unit:
        return take_step(unit, matter_id, SaidStep(key, on, details))


def test_a_petition_raises_the_flag_and_the_dismissal_ends_it(any_store):
    case = a_case(any_store)
    matter_id = of_ana(any_store, case, MatterKind.BANKRUPTCY, PETITION)
    assert flags(any_store) == [
        (FlagKind.BANKRUPTCY, date(2026, 2, 10), None, {"chapter": "13", "status": "open"})
    ]
    step(any_store, matter_id, "converted", date(2026, 2, 20), chapter="7")
    step(any_store, matter_id, "dismissed", date(2026, 3, 2))
    assert flags(any_store) == [
        (
            FlagKind.BANKRUPTCY,
            date(2026, 2, 10),
            date(2026, 3, 2),
            {"chapter": "7", "status": "dismissed"},
        )
    ]


def test_the_dismissal_taken_back_lets_the_flag_stand_again(store):
    case = a_case(store)
    matter_id = of_ana(store, case, MatterKind.BANKRUPTCY, PETITION)
    step_id = step(store, matter_id, "dismissed", date(2026, 3, 2))
    with store.unit() as unit:
        take_back(unit, step_id, "It was another case.")
    assert flags(store) == [
        (FlagKind.BANKRUPTCY, date(2026, 2, 10), None, {"chapter": "13", "status": "open"})
    ]


def test_a_petition_taken_back_never_stopped_anything(store):
    case = a_case(store)
    of_ana(store, case, MatterKind.BANKRUPTCY, PETITION)
    with store.unit() as unit:
        take_back(unit, 1, "Somebody of the same name.")
    [(_, since, until, _)] = flags(store)
    assert until < since
    with store.view() as session:
        assert life_of(session, case.loan_id, store.clock.now()).matters == ()


def test_a_flag_raised_by_hand_is_taken_over_by_its_matter(store):
    case = a_case(store)
    with store.unit() as unit:
        raise_flag(
            unit,
            FlagKind.BANKRUPTCY,
            date(2026, 2, 12),
            person_id=case.person_id,
            details={"chapter": "7", "counsel_allows": "yes"},
        )
    of_ana(store, case, MatterKind.BANKRUPTCY, PETITION)
    assert flags(store) == [
        (
            FlagKind.BANKRUPTCY,
            date(2026, 2, 10),
            None,
            {"chapter": "13", "counsel_allows": "yes", "status": "open"},
        )
    ]


def by_hand(store, case, since, **details):
    with store.unit() as unit:
        raise_flag(
            unit, FlagKind.BANKRUPTCY, since, person_id=case.person_id, details=details or None
        )
    return (FlagKind.BANKRUPTCY, since, None, details)


@pytest.mark.parametrize("since", [date(2026, 1, 5), date(2026, 2, 12)])
def test_a_petition_taken_back_leaves_the_flag_raised_by_hand_as_it_was(any_store, since):
    case = a_case(any_store)
    raised = by_hand(any_store, case, since, chapter="7")
    of_ana(any_store, case, MatterKind.BANKRUPTCY, PETITION)
    assert [row[1] for row in flags(any_store)] == [min(since, PETITION.on)]
    with any_store.unit() as unit:
        take_back(unit, 1, "Somebody of the same name.")
    assert flags(any_store) == [raised]
    with any_store.unit() as unit:
        lift_flag(unit, 1, date(2026, 3, 2), "The court says so.")
    with any_store.view() as session:
        (matter,) = life_of(session, case.loan_id, any_store.clock.now()).matters
        (loan_line,) = [
            row.title for row in timeline(session, case.loan_id) if "raised by hand" in row.title
        ]
    assert (matter.id, matter.opened_on) == (-1, since)
    assert loan_line == "Bankruptcy: the flag stands as it was raised by hand"


def test_the_days_before_the_petition_stay_days_of_a_stay(store):
    case = a_case(store)
    by_hand(store, case, date(2026, 1, 5), chapter="7")
    of_ana(store, case, MatterKind.BANKRUPTCY, PETITION)
    with store.view() as session:
        (matter,) = life_of(session, case.loan_id, store.clock.now()).matters
    assert case_spans(matter) == (Span(date(2026, 1, 5)),)
    assert matter.steps[0].text("chapter") == "13"


def test_a_case_that_was_over_before_leaves_the_flag_raised_by_hand_alone(store):
    case = a_case(store)
    raised = by_hand(store, case, date(2026, 3, 4))
    matter_id = of_ana(store, case, MatterKind.BANKRUPTCY, PETITION)
    step(store, matter_id, "dismissed", date(2026, 3, 2))
    assert [row[1:3] for row in flags(store)] == [
        (date(2026, 2, 10), date(2026, 3, 2)),
        raised[1:3],
    ]


def test_its_dismissal_ends_the_flag_it_took_over(store):
    case = a_case(store)
    by_hand(store, case, date(2026, 1, 5))
    matter_id = of_ana(store, case, MatterKind.BANKRUPTCY, PETITION)
    step(store, matter_id, "dismissed", date(2026, 3, 2))
    assert [row[1:3] for row in flags(store)] == [(date(2026, 1, 5), date(2026, 3, 2))]


def test_a_flag_that_follows_a_matter_is_not_lifted_by_hand(store):
    case = a_case(store)
    of_ana(store, case, MatterKind.BANKRUPTCY, PETITION)
    with pytest.raises(UserError, match="follows a matter"), store.unit() as unit:
        lift_flag(unit, 1, date(2026, 3, 2), "The court says so.")


def test_a_flag_without_a_matter_reads_as_one(store):
    case = a_case(store)
    with store.unit() as unit:
        flag_id = raise_flag(
            unit,
            FlagKind.BANKRUPTCY,
            date(2026, 2, 12),
            person_id=case.person_id,
            details={"chapter": "7"},
        )
        lift_flag(unit, flag_id, date(2026, 3, 2), "Closed by the court.")
    with store.view() as session:
        (matter,) = life_of(session, case.loan_id, store.clock.now()).matters
    assert (matter.id, matter.kind, matter.person_id) == (
        -flag_id,
        MatterKind.BANKRUPTCY,
        case.person_id,
    )
    told = [(each.key, each.on, dict(each.details)) for each in matter.steps]
    assert told == [
        ("petition", date(2026, 2, 12), {"chapter": "7"}),
        ("closed", date(2026, 3, 2), {}),
    ]


@pytest.mark.parametrize(
    ("details", "spans"),
    [
        ({"name": "Lee Park"}, (Span(date(2026, 3, 2)),)),
        ({}, (Span(date(2026, 3, 2)),)),
        ({"name": "unreachable"}, ()),
        ({"name": "Lee Park", "released": "no_answer"}, ()),
    ],
)
def test_an_attorney_stands_between_us_and_them_in_the_duties_too(store, details, spans):
    case = a_case(store)
    with store.unit() as unit:
        raise_flag(
            unit,
            FlagKind.ATTORNEY,
            date(2026, 3, 2),
            person_id=case.person_id,
            details=details,
        )
    with store.view() as session:
        assert life_of(session, case.loan_id, store.clock.now()).represented == spans


@pytest.mark.parametrize(
    ("details", "raised"),
    [
        ({"written": "yes"}, [{"form": "written"}]),
        ({"written": "no", "what": "all"}, [{"form": "oral"}]),
        ({"written": "yes", "what": "some"}, []),
    ],
)
def test_a_request_to_stop_raises_the_flag_in_its_form(store, details, raised):
    case = a_case(store)
    of_ana(store, case, MatterKind.CEASE, SaidStep("received", date(2026, 3, 2), details))
    assert [each for _, _, _, each in flags(store)] == raised


def test_a_certificate_that_finds_nobody_in_service_raises_nothing(store):
    case = a_case(store)
    looked = SaidStep("certificate", date(2026, 3, 2), {"as_of": "2026-03-02", "active": "no"})
    matter_id = of_ana(store, case, MatterKind.SERVICEMEMBER, looked)
    assert flags(store) == []
    step(store, matter_id, "began", date(2026, 3, 9), service_on="2026-03-05")
    assert [row[:3] for row in flags(store)] == [(FlagKind.SERVICEMEMBER, date(2026, 3, 5), None)]


def test_a_dispute_is_about_one_debt_and_its_answer_lifts_it(store):
    case = a_case(store)
    first = SaidStep("first_communication", date(2026, 2, 20))
    matter_id = of_ana(store, case, MatterKind.VALIDATION, first)
    step(store, matter_id, "disputed", date(2026, 3, 2), written="yes")
    with store.view() as session:
        flag = session.scalars(select(Flag)).one()
        assert (flag.kind, flag.loan_id, flag.person_id) == (
            FlagKind.DISPUTE,
            case.loan_id,
            None,
        )
    step(store, matter_id, "answered", date(2026, 3, 9))
    assert flags(store) == [
        (FlagKind.DISPUTE, date(2026, 3, 2), date(2026, 3, 9), {"status": "answered"})
    ]


@pytest.mark.parametrize(
    ("result", "authorized"), [("confirmed", True), ("not", False), ("more", None)]
)
def test_a_confirmed_successor_may_speak_for_the_loan(store, result, authorized):
    case = a_case(store)
    with store.unit() as unit:
        heir = add_person(unit, case.loan_id, Role.SUCCESSOR, written="RUIZ, LUIS")
        learned = SaidStep("learned", date(2026, 2, 20), {"written": "no"})
        matter_id = open_matter(unit, case.loan_id, MatterKind.SUCCESSOR, learned, person_id=heir)
    step(store, matter_id, "decided", date(2026, 3, 2), result=result)
    with store.view() as session:
        part = session.scalars(select(LoanPerson).where(LoanPerson.person_id == heir)).one()
    assert part.authorized is authorized


def test_a_matter_leaves_what_was_noted_of_the_heir_until_it_is_decided(store):
    case = a_case(store)
    with store.unit() as unit:
        heir = add_person(unit, case.loan_id, Role.SUCCESSOR, written="RUIZ, LUIS")
        note_authorization(unit, case.loan_id, heir, True, "The court's paper of Feb 2.")
        learned = SaidStep("learned", date(2026, 2, 20), {"written": "no"})
        matter_id = open_matter(unit, case.loan_id, MatterKind.SUCCESSOR, learned, person_id=heir)
    assert may_speak(store, heir) is True
    step(store, matter_id, "decided", date(2026, 3, 2), result="more")
    assert may_speak(store, heir) is True
    step_id = step(store, matter_id, "decided", date(2026, 3, 4), result="not")
    assert may_speak(store, heir) is False
    with store.unit() as unit:
        take_back(unit, step_id, "It was another heir.")
    assert may_speak(store, heir) is True


def test_what_is_noted_after_the_decision_stays_when_it_is_taken_back(store):
    case = a_case(store)
    with store.unit() as unit:
        heir = add_person(unit, case.loan_id, Role.SUCCESSOR, written="RUIZ, LUIS")
        learned = SaidStep("learned", date(2026, 2, 20), {"written": "no"})
        matter_id = open_matter(unit, case.loan_id, MatterKind.SUCCESSOR, learned, person_id=heir)
    step_id = step(store, matter_id, "decided", date(2026, 3, 2), result="confirmed")
    with store.unit() as unit:
        note_authorization(unit, case.loan_id, heir, False, "The court withdrew its paper.")
        take_back(unit, step_id, "It was another heir.")
    assert may_speak(store, heir) is False


def may_speak(store, person_id):
    with store.view() as session:
        part = session.scalars(select(LoanPerson).where(LoanPerson.person_id == person_id)).one()
        return part.authorized


def test_a_loan_leaves_on_the_day_its_transfer_out_takes_effect(store, clock):
    case = a_case(store)
    details = {"direction": "out", "effective": "2026-03-16"}
    with store.unit() as unit:
        agreed = SaidStep("agreed", date(2026, 2, 20), details)
        open_matter(unit, case.loan_id, MatterKind.TRANSFER, agreed)
    assert status(store, case) is LoanStatus.ACTIVE
    clock.move(clock.now().replace(day=16))
    with store.unit() as unit:
        assert settle_transfers(unit) == 1
    assert status(store, case) is LoanStatus.TRANSFERRED
    with store.view() as session:
        assert life_of(session, case.loan_id, clock.now()).status_on == date(2026, 3, 16)
    with store.unit() as unit:
        take_back(unit, 1, "It was another loan.")
    assert status(store, case) is LoanStatus.ACTIVE


def test_a_transfer_that_comes_in_leaves_the_loan_here(store):
    case = a_case(store)
    details = {"direction": "in", "effective": "2026-02-01"}
    with store.unit() as unit:
        agreed = SaidStep("agreed", date(2026, 2, 1), details)
        open_matter(unit, case.loan_id, MatterKind.TRANSFER, agreed)
    assert status(store, case) is LoanStatus.ACTIVE


def status(store, case):
    with store.view() as session:
        return session.get_one(Loan, case.loan_id).status
