"""Deadlines kept beside their loans: renewed with every change, in runs, and why one was late."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.matter_words import MatterKind, Progress
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Channel, LoanStatus, Outcome, PaymentKind
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.matter import DeadlineRecord
from mortgage_collect.queries.clocks import deadline_counts, deadlines, loan_clocks, stale_loans
from mortgage_collect.queries.life import life_of
from mortgage_collect.rules.duties.life import Installment
from mortgage_collect.rules.occasion import Purpose
from mortgage_collect.services.assignments import assign_loan
from mortgage_collect.services.bank import set_policy
from mortgage_collect.services.clocks import explain_lateness, renew_all, renew_some
from mortgage_collect.services.contact_reversal import reverse_contact
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.interview import answer
from mortgage_collect.services.law import tighten
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.services.matters import SaidStep, open_matter
from mortgage_collect.services.payments import post_payment
from tests.builders import a_loan, a_payment, a_user
from tests.services.desks import a_case
from tests.services.tapes import a_file, a_row, brought_in, with_bank

COUNSELING = "statute.counseling_notice"
PAID = Money.of("1,499.10")


def kept(store, loan_id, duty=COUNSELING):
    with store.view() as session:
        rows = session.scalars(
            select(DeadlineRecord).where(
                DeadlineRecord.loan_id == loan_id, DeadlineRecord.duty == duty
            )
        ).all()
    return [(row.due, row.progress) for row in rows]


def nothing(_done, _of, _what):
    pass


def test_all_that_wait_are_worked_out_in_runs(any_store):
    case = a_case(any_store)
    with any_store.unit() as unit:
        for number in range(3):
            a_loan(unit, number=f"20{number}", oldest_unpaid_on=date(2026, 1, 1), as_of=None)
    steps = []
    done = renew_all(any_store.unit, lambda *said: steps.append(said))
    assert done == 4
    assert steps[-1][:2] == (4, 4)
    with any_store.view() as session:
        assert stale_loans(session, date(2026, 3, 9)) == ()
        assert deadline_counts(session, any_store.clock.now()).stale == 0
    assert kept(any_store, case.loan_id) == [(date(2026, 2, 14), Progress.OPEN)]
    assert renew_all(any_store.unit, nothing) == 0


def test_stopped_between_two_runs_what_is_done_stays_done(store):
    a_case(store)
    with store.unit() as unit:
        a_loan(unit, number="201", oldest_unpaid_on=date(2026, 1, 1), as_of=None)
        assert renew_some(unit, 1) == 1
    with store.view() as session:
        assert len(stale_loans(session, date(2026, 3, 9))) == 1


def test_the_next_day_everything_waits_again(store, clock):
    a_case(store)
    renew_all(store.unit, nothing)
    clock.move(clock.now() + timedelta(days=1))
    with store.view() as session:
        assert stale_loans(session, date(2026, 3, 10)) == (1,)


def test_a_decision_of_the_bank_bears_on_every_loan(store):
    a_case(store)
    renew_all(store.unit, nothing)
    with store.unit() as unit:
        set_policy(unit, "override_needs", "reason", date(2026, 3, 9))
    with store.view() as session:
        assert stale_loans(session, date(2026, 3, 9)) == (1,)


def test_a_notice_sent_meets_the_duty_in_the_same_change(store):
    case = a_case(store)
    with store.unit() as unit:
        sent = LogContact(
            case.loan_id,
            Outcome.SENT,
            case.person_id,
            channel=Channel.LETTER,
            message="counseling_notice",
        )
        contact_id = log_contact(unit, sent)
    assert kept(store, case.loan_id) == [(date(2026, 2, 14), Progress.MET_LATE)]
    with store.unit() as unit:
        reverse_contact(unit, contact_id, "It was never printed.")
    assert kept(store, case.loan_id) == [(date(2026, 2, 14), Progress.OPEN)]


def test_money_that_brings_the_loan_current_ends_it(store):
    case = a_case(store)
    with store.unit() as unit:
        post_payment(unit, case.loan_id, PAID + PAID + PAID, date(2026, 3, 6))
    assert kept(store, case.loan_id) == [(date(2026, 2, 14), Progress.MISSED)]
    with store.view() as session:
        assert COUNSELING not in {d.duty for d in deadlines(session, store.clock.now())}


def test_why_it_was_late_is_kept_and_the_newest_is_shown(any_store):
    case = a_case(any_store)
    renew_all(any_store.unit, nothing)
    with any_store.view() as session:
        found = loan_clocks(session, case.loan_id, any_store.clock.now())
        late = next(each for each in found.owed if each.duty == COUNSELING)
    for why in ("The printer was down.", "The vendor lost the batch."):
        with any_store.unit() as unit:
            explain_lateness(unit, case.loan_id, late.duty, late.occasion, why)
    with any_store.view() as session:
        now = any_store.clock.now()
        assert loan_clocks(session, case.loan_id, now).reason(late) == "The vendor lost the batch."
        listed = next(each for each in deadlines(session, now) if each.duty == COUNSELING)
    assert listed.late
    assert listed.reason == "The vendor lost the batch."


@pytest.mark.parametrize(
    ("duty", "occasion", "why", "says"),
    [
        (COUNSELING, None, " ", "Why was it late"),
        (COUNSELING, "another day", "Because.", "no such deadline"),
    ],
)
def test_a_lateness_that_is_none_is_not_explained(store, duty, occasion, why, says):
    case = a_case(store)
    with store.view() as session:
        found = loan_clocks(session, case.loan_id, store.clock.now())
    known = next(each.occasion for each in found.owed if each.duty == COUNSELING)
    with pytest.raises(UserError, match=says), store.unit() as unit:
        explain_lateness(unit, case.loan_id, duty, occasion or known, why)


def test_somebody_is_named_from_a_day_on(store, clock):
    case = a_case(store)
    with store.unit() as unit:
        ana, bo = a_user(unit).id, a_user(unit, login="bo", name="Bo Lind").id
        gone = a_user(unit, login="cy", name="Cy Odum", active=False).id
        assign_loan(unit, case.loan_id, ana)
    clock.move(clock.now() + timedelta(days=1))
    with store.unit() as unit:
        assign_loan(unit, case.loan_id, bo)
    with store.view() as session:
        assert life_of(session, case.loan_id, clock.now()).assigned_on == date(2026, 3, 9)
        assert [row.number for row in deadlines(session, clock.now(), assigned_to=ana)] == []
        assert deadlines(session, clock.now(), assigned_to=bo)
    with pytest.raises(UserError, match="no longer works here"), store.unit() as unit:
        assign_loan(unit, case.loan_id, gone)
    with store.unit() as unit:
        assign_loan(unit, case.loan_id, None)
    with store.view() as session:
        assert life_of(session, case.loan_id, clock.now()).assigned_on is None


def test_what_the_bank_told_of_itself_is_told_to_the_duties(store):
    case = a_case(store)
    with store.view() as session:
        unknown = life_of(session, case.loan_id, store.clock.now())
    with store.unit() as unit:
        answer(unit, {"open_saturdays": "no", "options_available": "yes"}, date(2026, 1, 1))
    with store.view() as session:
        known = life_of(session, case.loan_id, store.clock.now())
    assert (unknown.open_saturdays, unknown.options_available) == (None, None)
    assert (known.open_saturdays, known.options_available) == (False, True)


def test_a_loan_paid_off_still_owes_the_borrower_its_escrow(store):
    """12 CFR 1024.34(b)(1): twenty days, Sundays and holidays left out, after payment in full."""
    case = a_case(store, escrow_payment=Money.of("300"))
    with store.unit() as unit:
        loan = unit.session.get_one(Loan, case.loan_id)
        a_payment(unit, loan, received_on=date(2026, 3, 4), kind=PaymentKind.PAYOFF)
        correct_loan(unit, case.loan_id, status=LoanStatus.PAID_OFF, reason="paid in full")
    with store.view() as session:
        assert life_of(session, case.loan_id, store.clock.now()).status_on == date(2026, 3, 4)
        owed = [each for each in deadlines(session, store.clock.now()) if "escrow" in each.says]
    assert [(each.loan_id, each.act.name) for each in owed] == [(case.loan_id, "escrow_refund")]
    with store.unit() as unit:
        log_contact(
            unit,
            LogContact(
                case.loan_id,
                Outcome.SENT,
                case.person_id,
                channel=Channel.LETTER,
                message="escrow_refund",
            ),
        )
    assert [state for _, state in kept(store, case.loan_id, "reg_x.escrow_refund")] == [
        Progress.MET
    ]


def test_a_talk_about_help_told_them_of_the_options(store):
    case = a_case(store)
    for purpose in (Purpose.LOSS_MITIGATION, Purpose.COLLECTION):
        with store.unit() as unit:
            said = LogContact(
                case.loan_id,
                Outcome.RIGHT_PARTY,
                case.person_id,
                channel=Channel.CALL,
                purpose=purpose,
                reason="They asked us to call.",
            )
            log_contact(unit, said)
    with store.view() as session:
        touches = life_of(session, case.loan_id, store.clock.now()).touches
    assert [each.told_of_options for each in touches] == [True, False]


# -- what counts as reaching them ---------------------------------------------------------------


def test_one_call_in_vain_is_no_effort_yet_a_second_day_is(store, clock):
    """Comment 39(a)-3 to 12 CFR 1024: calls on more than one occasion, or a message in writing."""
    case = a_case(store)
    start = clock.now()
    tries = [
        (0, Channel.CALL, Outcome.NO_ANSWER, ""),
        (0, Channel.CALL, Outcome.VOICEMAIL, ""),
        (1, Channel.CALL, Outcome.BUSY, ""),
        (2, Channel.CALL, Outcome.NO_ANSWER, ""),
        (2, Channel.LETTER, Outcome.SENT, ""),
        (2, Channel.LETTER, Outcome.SENT, "periodic_statement"),
        (39, Channel.CALL, Outcome.NO_ANSWER, ""),
        (40, Channel.CALL, Outcome.RIGHT_PARTY, ""),
    ]
    for days, channel, outcome, message in tries:
        clock.move(start + timedelta(days=days))
        with store.unit() as unit:
            log_contact(
                unit,
                LogContact(case.loan_id, outcome, case.person_id, channel=channel, message=message),
            )
    with store.view() as session:
        touches = life_of(session, case.loan_id, clock.now()).touches
    assert [(each.effort, each.live) for each in touches] == [
        (False, False),
        (False, False),
        (False, False),
        (True, False),
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]


# -- the days on which installments were paid ---------------------------------------------------


def installments(store, loan_id):
    with store.view() as session:
        return life_of(session, loan_id, store.clock.now()).installments


def test_what_a_late_loan_owes_runs_to_today(store):
    """The tape ends in February, and nothing was paid in January: March is unpaid as well."""
    case = a_case(store)
    assert installments(store, case.loan_id) == tuple(
        Installment(date(2026, month, 1)) for month in (1, 2, 3)
    )


def test_silence_about_a_current_loan_proves_nothing(store):
    case = a_case(store, next_due_on=date(2026, 3, 1), oldest_unpaid_on=date(2026, 3, 1))
    assert installments(store, case.loan_id) == ()


def test_a_payment_pays_the_oldest_on_its_own_day(store):
    case = a_case(store)
    with store.unit() as unit:
        loan = unit.session.get_one(Loan, case.loan_id)
        a_payment(unit, loan, received_on=date(2026, 3, 4), amount=PAID)
    assert installments(store, case.loan_id) == (
        Installment(date(2026, 1, 1), date(2026, 3, 4)),
        Installment(date(2026, 2, 1)),
        Installment(date(2026, 3, 1)),
    )


def test_tapes_tell_between_which_days_it_was_paid(store, tmp_path):
    store = with_bank(store)
    for as_of, due in ((date(2026, 1, 31), "2026-01-01"), (date(2026, 2, 28), "2026-03-01")):
        row = a_row(**{"Next Due Date": due})
        brought_in(store, a_file(tmp_path / f"{as_of}.csv", row), as_of=as_of)
    assert [each for each in installments(store, 1) if each.due_on < date(2026, 3, 1)] == [
        Installment(date(2026, 1, 1), date(2026, 2, 28)),
        Installment(date(2026, 2, 1), date(2026, 2, 28)),
    ]


def test_one_loan_costs_the_same_few_statements_however_many_there_are(store):
    """A change to one loan is counted in statements, for seconds depend on the day."""

    def statements(loans):
        with store.unit() as unit:
            for number in loans:
                a_loan(unit, number=number, oldest_unpaid_on=date(2026, 1, 1), as_of=None)
        renew_all(store.unit, nothing)
        said = []
        with store.unit() as unit:
            bind = unit.session.connection()

            def count(*_):
                said.append(1)

            event.listen(bind, "before_cursor_execute", count)
            log_contact(unit, LogContact(case.loan_id, Outcome.NO_ANSWER, case.person_id))
        return len(said)

    case = a_case(store)
    few, many = statements(["301"]), statements([f"4{n:03}" for n in range(100)])
    assert few == many
    assert many < 70


def test_the_days_the_bank_chose_for_complaints_count(store):
    case = a_case(store)
    with store.unit() as unit:
        tighten(unit, "own.complaint_acknowledged", "2", date(2026, 3, 2), "We are quick")
        said = SaidStep("received", date(2026, 3, 6), {"how": "spoken"})
        open_matter(unit, case.loan_id, MatterKind.COMPLAINT, said)
    assert kept(store, case.loan_id, "own.complaint_acknowledgment") == [
        (date(2026, 3, 10), Progress.OPEN)
    ]
