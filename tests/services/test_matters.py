"""Matters: opened with their first step, told step by step, and a mistake taken back."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.matter_words import MatterKind, Progress
from mortgage_collect.models.matter import MatterStep
from mortgage_collect.queries.clocks import deadline_counts, deadlines, loan_clocks
from mortgage_collect.queries.matters import matters_of
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.services.matters import (
    DoesNotFit,
    SaidStep,
    open_matter,
    take_back,
    take_step,
)
from tests.services.desks import a_case

PAYOFF = "reg_z.payoff_statement"
ASKED = date(2026, 3, 2)  # a Monday; seven open days later, Saturdays counted, is March 10


def a_request(store, case, on=ASKED, **details):
    with store.unit() as unit:
        said = SaidStep("received", on, {"written": "yes", **details})
        return open_matter(unit, case.loan_id, MatterKind.PAYOFF_REQUEST, said)


def owed(store, case):
    with store.view() as session:
        every = loan_clocks(session, case.loan_id, store.clock.now()).owed
    return [each for each in every if each.duty == PAYOFF]


def kept_of(store, *, closed_too=False):
    """What is kept for the lists about the payoff statement; the loan is late in other ways."""
    with store.view() as session:
        every = deadlines(session, store.clock.now(), closed_too=closed_too)
    return [each for each in every if each.duty == PAYOFF]


def test_a_request_opens_with_its_step_and_its_day_is_counted(any_store):
    case = a_case(any_store)
    a_request(any_store, case, **{"from": "Ana's sister"})
    with any_store.view() as session:
        (matter,) = matters_of(session, case.loan_id)
    (kept,) = kept_of(any_store)
    assert (matter.opened_on, matter.closed_on, matter.title) == (ASKED, None, "Payoff request")
    assert [step.details for step in matter.steps] == [{"written": "yes", "from": "Ana's sister"}]
    assert (kept.due, kept.days, kept.title) == (date(2026, 3, 10), 1, "Payoff statement")
    assert (kept.matter_id, kept.act.name) == (matter.matter_id, "sent")


def test_a_step_ends_it_and_its_deadline(any_store):
    case = a_case(any_store)
    matter_id = a_request(any_store, case)
    with any_store.unit() as unit:
        take_step(unit, matter_id, SaidStep("sent", date(2026, 3, 9)))
    with any_store.view() as session:
        (matter,) = matters_of(session, case.loan_id)
    assert kept_of(any_store) == []
    (done,) = kept_of(any_store, closed_too=True)
    assert matter.closed_on == date(2026, 3, 9)
    assert (done.progress, done.closed_on) == (Progress.MET, date(2026, 3, 9))


def test_taken_back_it_is_owed_again_and_stays_on_file(any_store):
    case = a_case(any_store)
    matter_id = a_request(any_store, case)
    with any_store.unit() as unit:
        step_id = take_step(unit, matter_id, SaidStep("sent", date(2026, 3, 9)))
    with any_store.unit() as unit:
        take_back(unit, step_id, "It was another loan.")
    with any_store.view() as session:
        (matter,) = matters_of(session, case.loan_id)
        rows = session.scalars(select(MatterStep).order_by(MatterStep.id)).all()
        told = [row.title for row in timeline(session, case.loan_id)]
    assert len(kept_of(any_store)) == 1
    assert matter.closed_on is None
    assert [row.taken_back_why for row in rows] == ["", "It was another loan."]
    assert told[0] == "Payoff request: Statement sent of Mar 9, 2026 taken back"


def test_what_is_late_at_midnight_is_late_without_a_write(store):
    case = a_case(store)
    a_request(store, case, on=date(2026, 2, 26))  # the seventh open day is March 6
    (kept,) = kept_of(store)
    assert (kept.due, kept.progress) == (date(2026, 3, 6), Progress.LATE)
    with store.view() as session:
        assert deadline_counts(session, store.clock.now()).late >= 1


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (SaidStep("paid", ASKED), "knows no step"),
        (SaidStep("sent", date(2026, 3, 10)), "in the future"),
        (SaidStep("sent", date(2026, 3, 1)), "before the matter began"),
        (SaidStep("received", ASKED, {"written": "yes"}), "on file already"),
        (SaidStep("withdrawn", date(2026, 3, 9)), "Why is missing"),
        (SaidStep("sent", date(2026, 3, 9), {"weather": "fine"}), "no detail called weather"),
        (SaidStep("sent", date(2026, 3, 9), document_id=99), "not on file for the loan"),
    ],
)
def test_a_step_that_cannot_be_is_refused(store, step, says):
    case = a_case(store)
    matter_id = a_request(store, case)
    with pytest.raises(UserError, match=says), store.unit() as unit:
        take_step(unit, matter_id, step)
    with store.view() as session:
        assert len(matters_of(session, case.loan_id)[0].steps) == 1


@pytest.mark.parametrize(
    ("details", "says"),
    [
        ({}, "In writing is missing"),
        ({"written": "maybe"}, "expected is yes or no"),
        ({"written": "yes", "as_of": "3/31/2026"}, "expected is a day"),
    ],
)
def test_a_detail_that_cannot_be_read_is_refused(store, details, says):
    case = a_case(store)
    said = SaidStep("received", ASKED, details)
    with pytest.raises(UserError, match=says), store.unit() as unit:
        open_matter(unit, case.loan_id, MatterKind.PAYOFF_REQUEST, said)


@pytest.mark.parametrize(
    ("months", "kept"), [("abc", None), ("3.5", None), ("-3", None), ("03", "3")]
)
def test_a_number_that_cannot_be_read_is_refused(store, months, kept):
    case = a_case(store)
    received = SaidStep("received", ASKED, {"how": "oral"})
    with store.unit() as unit:
        matter_id = open_matter(unit, case.loan_id, MatterKind.APPLICATION, received)
    offered = SaidStep("short_term_offered", ASKED, {"option": "forbearance", "months": months})
    if kept is None:
        with pytest.raises(UserError, match="expected is a whole number"), store.unit() as unit:
            take_step(unit, matter_id, offered)
        return
    with store.unit() as unit:
        take_step(unit, matter_id, offered)
    with store.view() as session:
        assert matters_of(session, case.loan_id)[0].steps[1].details["months"] == kept


def test_the_opening_is_taken_back_last(store):
    case = a_case(store)
    matter_id = a_request(store, case)
    with store.unit() as unit:
        take_step(unit, matter_id, SaidStep("sent", date(2026, 3, 9)))
    with store.view() as session:
        first, second = (step.step_id for step in matters_of(session, case.loan_id)[0].steps)
    with pytest.raises(UserError, match="and Statement sent came after"), store.unit() as unit:
        take_back(unit, first, "a mistake")
    with store.unit() as unit:
        take_back(unit, second, "a mistake")
        take_back(unit, first, "a mistake")
    assert owed(store, case) == []


def test_nobody_takes_back_without_a_reason(store):
    case = a_case(store)
    a_request(store, case)
    with pytest.raises(UserError, match="Why is it taken back"), store.unit() as unit:
        take_back(unit, 1, " ")


def test_a_matter_begins_with_a_step_that_opens_it(store):
    case = a_case(store)
    with pytest.raises(UserError, match="begins with: request received"), store.unit() as unit:
        open_matter(unit, case.loan_id, MatterKind.PAYOFF_REQUEST, SaidStep("sent", ASKED))


FILED = SaidStep("first_filing", ASKED, {"how": "judicial"})


def filed(store, case, said):
    with store.unit() as unit:
        return open_matter(unit, case.loan_id, MatterKind.FORECLOSURE, said)


@pytest.mark.parametrize(
    "said", [FILED, replace(FILED, as_it_happened=True), replace(FILED, reason="Counsel did.")]
)
def test_a_filing_before_its_checks_are_green_is_kept_only_with_a_reason(store, said):
    case = a_case(store)
    with pytest.raises(DoesNotFit, match="More than 120 days delinquent: Red") as refused:
        filed(store, case, said)
    assert refused.value.asks_why
    with store.view() as session:
        assert matters_of(session, case.loan_id) == ()


def test_a_filing_that_happened_keeps_the_checks_that_stood_and_the_reason(any_store):
    case = a_case(any_store)
    filed(any_store, case, replace(FILED, as_it_happened=True, reason="Counsel filed alone."))
    with any_store.view() as session:
        (matter,) = matters_of(session, case.loan_id)
        step = session.scalars(select(MatterStep)).one()
        told = next(row for row in timeline(session, case.loan_id) if "made" in row.title)
    (fault,) = matter.faults
    assert fault.startswith("First notice or filing made on Mar 2, 2026 although: ")
    assert fault.endswith(" The reason: Counsel filed alone.")
    assert [each for each in step.against or () if "120 days" in each]
    assert "More than 120 days delinquent: Red" in told.detail
    assert told.detail.endswith("Counsel filed alone")


def test_a_referral_brings_its_own_ground_to_the_checks(store):
    case = a_case(store)
    said = SaidStep("referred", ASKED, {"ground": "joins_lienholder"})
    with pytest.raises(DoesNotFit) as refused:
        filed(store, case, said)
    assert "120 days" not in str(refused.value)


def test_what_is_no_step_against_the_home_asks_for_no_checks(store):
    case = a_case(store)
    said = SaidStep("state_notice", ASKED, {"notice": "none_needed", "confirmed_by": "Counsel"})
    filed(store, case, said)
    with store.view() as session:
        assert matters_of(session, case.loan_id)[0].faults == ()
