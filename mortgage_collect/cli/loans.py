"""`quote` and `plan`: one loan, without the window."""

from __future__ import annotations

import argparse

from mortgage_collect.cli.answer import Answer
from mortgage_collect.cli.opening import opened, refuse_place, written
from mortgage_collect.core import text
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.events.event import plain
from mortgage_collect.loanmath.quote import Quote
from mortgage_collect.queries.facts import loan_by_number
from mortgage_collect.queries.workouts import offer
from mortgage_collect.services.agreements import document_bytes, make_agreement
from mortgage_collect.services.quotes import payoff_quote, reinstatement_quote
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.workout.option import PlanOffer
from mortgage_collect.workout.options.repayment_plan import Answers


def quote(given: argparse.Namespace) -> Answer:
    """What brings a loan current, or pays it off; nothing is written down."""
    ask = payoff_quote if given.payoff else reinstatement_quote
    with opened(given) as store, store.view() as session:
        loan = loan_by_number(session, given.loan)
        told = ask(session, loan.id, store.clock.now(), given.good_through)
    data = {"loan": given.loan, **plain(told), "unknown": list(told.unknown)}
    return Answer(tuple(_quote_lines(given.loan, told)), data)


def plan(given: argparse.Namespace) -> Answer:
    """A repayment plan. With --pdf it is saved as a version and its agreement is made."""
    answers = Answers(
        months=given.months or 1,
        pay=given.pay,
        down_payment=given.down_payment,
        first_due=given.first_due,
    )
    if given.pdf is not None:
        refuse_place(given.pdf, ".pdf")
    with opened(given, Permission.WORK if given.pdf else None) as store:
        with store.view() as session:
            loan_id = loan_by_number(session, given.loan).id
            made = offer(session, loan_id, store.clock.now(), answers)
        data = {"loan": given.loan, **_offer_data(made)}
        lines = list(_plan_lines(given.loan, made))
        if given.pdf is not None:
            with store.unit() as unit:
                workout_id = save_workout(unit, loan_id, answers, reason=given.reason)
                # What is handed over is an offer; a draft's paper says that it is none.
                move_workout(unit, workout_id, WorkoutStatus.OFFERED)
                document_id = make_agreement(unit, workout_id)
            with store.view() as session:
                content = document_bytes(session, document_id)
            data["pdf"] = {
                "path": str(given.pdf),
                "sha256": written(given.pdf, content),
                "document_id": document_id,
                "workout_id": workout_id,
            }
            lines.append(f"Agreement saved as {given.pdf}")
    return Answer(tuple(lines), data)


def _quote_lines(number: str, told: Quote) -> list[str]:
    title = told.kind.capitalize()
    lines = [f"{title} of loan {number}, good through {text.day(told.good_through)}"]
    for line in told.lines:
        amount = "unknown" if line.amount is None else str(line.amount)
        note = f"  ({line.note})" if line.note and line.amount is not None else ""
        lines.append(f"  {line.label:<44}{amount:>16}{note}")
    least = "at least " if told.at_least else ""
    lines.append(f"  {'Total':<44}{least + str(told.total):>16}")
    if told.per_diem is not None:
        lines.append(f"  {'Interest for each further day':<44}{told.per_diem!s:>16}")
    return lines


def _plan_lines(number: str, made: PlanOffer) -> list[str]:
    lines = [
        (
            f"Repayment plan for loan {number}: {text.count(made.months, 'payment')}, "
            f"{made.arrears_total} to repay, current on {text.day(made.cures_on)}"
        )
    ]
    lines += [
        f"  {part.number:>3}  {text.day(part.due_on):<14}{part.regular!s:>14}"
        f"{part.arrears!s:>14}{part.total!s:>14}"
        for part in made.installments
    ]
    lines += [f"  {'ok ' if reason.ok else 'NO '} {reason.says}" for reason in made.reasons]
    return lines


def _offer_data(made: PlanOffer) -> dict[str, object]:
    return {
        "months": made.months,
        "arrears": plain(made.arrears_total),
        "down_payment": plain(made.down_payment),
        "cures_on": plain(made.cures_on),
        "cap_percent_used": format(float(made.cap_percent_used), ".2f"),
        "surplus_after": plain(made.surplus_after),
        "affordable": made.affordable,
        "short_term_under_reg_x": made.short_term_under_reg_x,
        "installments": [{**plain(part), "total": plain(part.total)} for part in made.installments],
        "reasons": plain(made.reasons),
        "steps": plain(made.steps),
    }
