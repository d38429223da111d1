"""What happened with the sixty loans in trouble: every stage of the job, through the services.

A story is a list of moments. The bank plays them in order between the tapes, with its clock on
the moment, so that every row has the history a specialist would have left.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.money import Money
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import (
    Channel,
    Consent,
    Direction,
    DocumentStatus,
    FlagKind,
    Hardship,
    Outcome,
    PointKind,
    WorkoutStatus,
)
from mortgage_collect.demo.book import DemoLoan
from mortgage_collect.demo.hardships import Household, tell_review
from mortgage_collect.demo.matters import tell_matters
from mortgage_collect.demo.who import Act, Who
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import ContactPoint, LoanPerson
from mortgage_collect.services.agreements import make_agreement, mark_document
from mortgage_collect.services.contacts import (
    LogContact,
    log_contact,
    set_next_action,
    write_note,
)
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.points import record_consent
from mortgage_collect.services.promises import make_promise
from mortgage_collect.services.quotes import give_quote, reinstatement_quote
from mortgage_collect.services.wishes import agree_call_back, set_quiet_time
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.store.store import Store
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.options.repayment_plan import Answers


@dataclass(slots=True)
class Stories:
    """Moments in order of time; `play` runs those before a day and forgets them."""

    moments: list[tuple[datetime, int, DemoLoan, Act]] = field(default_factory=list)

    def add(self, loan: DemoLoan, month: int, day: int, act: Act, hour: int = 15) -> None:
        at = datetime(2026, month, day, hour, 10 + len(self.moments) % 45, tzinfo=UTC)
        self.moments.append((at, len(self.moments), loan, act))

    def play(self, store: Store, clock: FixedClock, until: datetime) -> None:
        ready = sorted(moment for moment in self.moments if moment[0] < until)
        self.moments = [moment for moment in self.moments if moment[0] >= until]
        for at, _, loan, act in ready:
            clock.move(at)
            with store.unit() as unit:
                act(unit, _who(unit, loan))


def tell(book: tuple[DemoLoan, ...]) -> Stories:
    """The stories of the troubled loans, in the order of the book's first sixty."""
    stories, chance = Stories(), random.Random(7)
    cured, early, middle, late = book[:3], book[3:25], book[25:38], book[38:60]
    for loan in cured:
        stories.add(loan, 9, 9, _talk("Car repair ate the payment. Paid on the phone."))
        stories.add(loan, 9, 9, _promise(loan, 1, date(2026, 9, 15)), 16)
    for index, loan in enumerate(early):
        _early(stories, loan, index, chance)
    for index, loan in enumerate(middle):
        _middle(stories, loan, index)
    for index, loan in enumerate(late):
        _late(stories, loan, index)
    tell_matters(stories.add, early, middle, late)
    return stories


def _early(stories: Stories, loan: DemoLoan, index: int, chance: random.Random) -> None:
    """One month behind: calls, voicemails, promises due today, tomorrow and gone by."""
    first = 13 + index % 8
    for attempt in range(chance.choice((1, 2, 3))):
        outcome = chance.choice((Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.NO_ANSWER))
        stories.add(loan, 10, first + attempt * 2, _try(outcome))
    match index:
        case 0 | 1:
            stories.add(loan, 10, 23, _talk("Paid the 10th of every month from now on."))
            stories.add(loan, 10, 23, _promise(loan, 1, date(2026, 11, 2)), 16)
        case 2 | 3:
            stories.add(loan, 10, 26, _talk("New job starts Monday, first pay on the 6th."))
            stories.add(loan, 10, 26, _promise(loan, 1, date(2026, 11, 6)), 16)
        case 4 | 5:
            stories.add(loan, 10, 14, _talk("Will pay by the 20th."))
            stories.add(loan, 10, 14, _promise(loan, 1, date(2026, 10, 20)), 16)
        case 6:
            stories.add(loan, 10, 20, _try(Outcome.WRONG_NUMBER))
        case 7:
            stories.add(loan, 10, 20, _note("No telephone on file. Letter sent to the property."))
        case 8:
            stories.add(loan, 10, 28, _inbound("Wants to know what is owed to catch up."))
            stories.add(loan, 10, 28, _quote, 16)
        case 9:
            stories.add(loan, 10, 27, _quiet("Works nights, please not before noon"))
        case 10:
            stories.add(loan, 10, 22, _third_party)
        case 11:
            stories.add(loan, 10, 29, _disaster)
        case 12:
            stories.add(loan, 10, 30, _call_back)
        case 13:
            stories.add(loan, 10, 21, _consent)
        case 14:
            stories.add(loan, 10, 30, _next(date(2026, 11, 2), "call about missing papers"))
        case _:
            pass


def _middle(stories: Stories, loan: DemoLoan, index: int) -> None:
    """Two months behind: hardship talks, reviews begun and finished, plans offered."""
    stories.add(loan, 9, 22, _try(Outcome.VOICEMAIL))
    stories.add(loan, 10, 6 + index % 5, _try(Outcome.NO_ANSWER))
    if index < 9:
        stories.add(loan, 10, 15, _talk("Hours were cut at work; wants to keep the home."))
    match index:
        case 0 | 1:
            household = Household(Hardship.INCOME_REDUCTION, loan.payment, 1.9, done=False)
            stories.add(loan, 10, 29, partial(tell_review, household=household), 17)
        case 2 | 3:
            household = Household(Hardship.UNEMPLOYMENT, loan.payment, 3.4, done=True)
            stories.add(loan, 10, 16, partial(tell_review, household=household), 17)
            stories.add(loan, 10, 19, _plan(Answers(months=6), offered=True))
        case 4:
            household = Household(Hardship.DISABILITY, loan.payment, 3.6, done=True)
            stories.add(loan, 10, 16, partial(tell_review, household=household), 17)
            stories.add(loan, 10, 19, _plan(Answers(months=9), offered=False))
        case 5:
            stories.add(loan, 10, 15, _promise(loan, 2, date(2026, 10, 23)), 18)
        case 7:
            stories.add(
                loan, 10, 21, _flag(FlagKind.ATTORNEY, date(2026, 10, 21), name="R. Hale, Esq.")
            )
        case _:
            pass


def _late(stories: Stories, loan: DemoLoan, index: int) -> None:
    """Three months and more: running plans, a broken one, bankruptcies, a death."""
    stories.add(loan, 9, 8, _try(Outcome.NO_ANSWER))
    stories.add(loan, 9, 16, _talk("Knows about the arrears. Asked what can be done."))
    stories.add(loan, 10, 7, _try(Outcome.VOICEMAIL))
    match index:
        case 0 | 1 | 2:
            household = Household(Hardship.UNEMPLOYMENT, loan.payment, 4.0, done=True)
            stories.add(loan, 9, 17, partial(tell_review, household=household), 17)
            stories.add(loan, 9, 18, _plan(Answers(months=8), offered=True))
            stories.add(loan, 9, 21, _activate)
            stories.add(loan, 10, 1, _pay_plan, 14)
            stories.add(loan, 10, 30, _pay_plan, 14)
        case 3:
            household = Household(Hardship.DIVORCE, loan.payment, 3.8, done=True)
            stories.add(loan, 9, 17, partial(tell_review, household=household), 17)
            stories.add(loan, 9, 18, _plan(Answers(months=10), offered=True))
            stories.add(loan, 9, 21, _activate)
            stories.add(loan, 10, 20, _break)
        case 6:
            stories.add(loan, 10, 9, _flag(FlagKind.DECEASED, date(2026, 9, 30)))
            stories.add(loan, 10, 12, _note("Daughter rang: her father died on September 30."), 17)
        case 7:
            stories.add(loan, 10, 13, _talk("Thinks of selling. Will speak to an agent."))
            stories.add(loan, 10, 13, _next(date(2026, 11, 3), "ask about the listing"), 16)
        case 8:
            stories.add(loan, 10, 20, _refused)
        case 4 | 5:
            pass  # in bankruptcy: see the matters
        case _:
            stories.add(loan, 10, 14 + index % 10, _try(Outcome.NO_ANSWER))


def _who(unit: UnitOfWork, loan: DemoLoan) -> Who:
    session = unit.session
    loan_id = session.scalars(select(Loan.id).where(Loan.number == loan.number)).one()
    person_id = session.scalars(
        select(LoanPerson.person_id)
        .where(LoanPerson.loan_id == loan_id)
        .order_by(LoanPerson.position)
    ).first()
    assert person_id is not None
    point_id = session.scalars(
        select(ContactPoint.id)
        .where(ContactPoint.person_id == person_id, ContactPoint.kind == PointKind.PHONE)
        .order_by(ContactPoint.id)
    ).first()
    return Who(loan_id, person_id, point_id, loan)


def _said(who: Who, outcome: Outcome, **said: object) -> LogContact:
    return LogContact(
        who.loan_id,
        outcome,
        person_id=who.person_id,
        point_id=who.point_id,
        **said,  # type: ignore[arg-type]
    )


def _try(outcome: Outcome) -> Act:
    def act(unit: UnitOfWork, who: Who) -> None:
        if who.point_id is not None:
            log_contact(unit, _said(who, outcome))

    return act


def _talk(note: str) -> Act:
    return lambda unit, who: void(log_contact(unit, _said(who, Outcome.RIGHT_PARTY, note=note)))


def _inbound(note: str) -> Act:
    return lambda unit, who: void(
        log_contact(unit, _said(who, Outcome.RIGHT_PARTY, note=note, direction=Direction.INBOUND))
    )


def _promise(loan: DemoLoan, payments: int, due: date) -> Act:
    amount = (loan.payment + loan.escrow) * payments
    return lambda unit, who: void(
        make_promise(unit, who.loan_id, amount, due, person_id=who.person_id)
    )


def _note(note: str) -> Act:
    return lambda unit, who: write_note(unit, who.loan_id, note)


def _next(on: date, action: str) -> Act:
    return lambda unit, who: set_next_action(unit, who.loan_id, on, action)


def _quiet(says: str) -> Act:
    from datetime import time

    return lambda unit, who: set_quiet_time(unit, who.person_id, says, start=time(0), end=time(12))


def _flag(kind: FlagKind, since: date, **details: str) -> Act:
    return lambda unit, who: void(
        raise_flag(unit, kind, since, person_id=who.person_id, details=details)
    )


def _quote(unit: UnitOfWork, who: Who) -> None:
    quote = reinstatement_quote(
        unit.session, who.loan_id, unit.now, unit.now.date() + timedelta(days=10)
    )
    give_quote(unit, who.loan_id, quote)


def _third_party(unit: UnitOfWork, who: Who) -> None:
    note = "Son answered. Left name and number only."
    log_contact(unit, _said(who, Outcome.THIRD_PARTY, note=note))


def _disaster(unit: UnitOfWork, who: Who) -> None:
    details = {"name": "October floods", "pause_calls": "no"}
    raise_flag(unit, FlagKind.DISASTER, date(2026, 10, 12), loan_id=who.loan_id, details=details)


def _call_back(unit: UnitOfWork, who: Who) -> None:
    log_contact(unit, _said(who, Outcome.RIGHT_PARTY, note="At work; asked us to ring on Monday."))
    agree_call_back(unit, who.loan_id, who.person_id, until=date(2026, 11, 4))
    set_next_action(unit, who.loan_id, date(2026, 11, 2), "call back as agreed")


def _consent(unit: UnitOfWork, who: Who) -> None:
    if who.point_id is not None:
        record_consent(
            unit, who.point_id, Channel.TEXT, Consent.GIVEN, "asked for texts on the phone"
        )


def _refused(unit: UnitOfWork, who: Who) -> None:
    log_contact(unit, _said(who, Outcome.REFUSED, note="Hung up when told who was calling."))


def _plan(answers: Answers, *, offered: bool) -> Act:
    def act(unit: UnitOfWork, who: Who) -> None:
        workout_id = save_workout(
            unit, who.loan_id, answers, reason="agreed with the supervisor at the weekly review"
        )
        if offered:
            move_workout(unit, workout_id, WorkoutStatus.OFFERED)
            document_id = make_agreement(unit, workout_id)
            mark_document(unit, document_id, DocumentStatus.SENT, "by mail")

    return act


def _newest_plan(unit: UnitOfWork, who: Who) -> int:
    with waking:
        from mortgage_collect.models.workout import Workout

    return (
        unit.session.scalars(
            select(Workout.id).where(Workout.loan_id == who.loan_id).order_by(Workout.id.desc())
        ).first()
        or 0
    )


def _activate(unit: UnitOfWork, who: Who) -> None:
    move_workout(unit, _newest_plan(unit, who), WorkoutStatus.ACTIVE)


def _break(unit: UnitOfWork, who: Who) -> None:
    move_workout(
        unit, _newest_plan(unit, who), WorkoutStatus.BROKEN, reason="October plan payment missed"
    )


def _pay_plan(unit: UnitOfWork, who: Who) -> None:
    with waking:
        from mortgage_collect.queries.workouts import saved_plan

    plan = saved_plan(unit.session, _newest_plan(unit, who))
    amount: Money = plan.installments[0].total
    post_payment(unit, who.loan_id, amount, unit.now.date(), reference="plan payment")


def void(_: object) -> None:
    """For acts whose result nobody needs."""
