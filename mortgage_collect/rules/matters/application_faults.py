"""What does not fit together in an application, looked at by itself.

What also needs the loan (the sale, the installments) is told by
`rules/duties/loss_mitigation/standing.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.rules.matters import application_words as word
from mortgage_collect.rules.matters.denial import denial_gaps
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.short_term import short_term
from mortgage_collect.rules.numbers import number


def application_faults(matter: Matter) -> Iterator[str]:
    received = matter.first(word.RECEIVED)
    if received is None:
        yield "Nothing tells when the application came in. Add that step."
        return
    for step in matter.steps:
        if step.on < received.on:
            yield (
                f"{text.day(step.on)} lies before the application came in on"
                f" {text.day(received.on)}. Correct one of the two."
            )
    for step in matter.all(word.ACKNOWLEDGED):
        yield from _acknowledgment(step)
    for step in matter.all(word.SHORT_TERM_OFFERED):
        if (
            short_term(step.text("option"), step.number("months"), step.number("past_due_payments"))
            is False
        ):
            yield (
                "The plan is longer than a short-term plan may be; it can only be offered on a"
                " complete application."
            )
    yield from _decisions(matter)
    yield from _appeal(matter)


def _acknowledgment(step: Step) -> Iterator[str]:
    missing = step.several("missing")
    if step.yes("complete") and missing:
        yield "The acknowledgment says complete and names something missing. One of them is wrong."
    if step.yes("complete") is not False:
        return
    if not missing:
        yield "The acknowledgment says incomplete. Name what is missing."
    told = step.day("reasonable_date")
    least = step.on + timedelta(days=number("reg_x.reasonable_least_days", on=step.on))
    if told is None:
        yield "The acknowledgment of an incomplete application names a day. Add it."
    elif told < least:
        yield (
            f"The day to send what is missing is {text.day(told)}; it may not lie before"
            f" {text.day(least)}, seven days after the notice."
        )


def _decisions(matter: Matter) -> Iterator[str]:
    early = matter.on(word.EVALUATED_EARLY)
    ready = [
        step.on
        for step in matter.steps
        if step.key in (word.COMPLETE, word.ITEM_RECEIVED)
        or (step.key == word.ACKNOWLEDGED and step.yes("complete"))
    ]
    for step in matter.all(word.DECIDED):
        if not any(day <= step.on for day in ready) and (early is None or early > step.on):
            yield (
                f"Decided on {text.day(step.on)} before the application was complete. Note when it"
                " was complete, or that it was evaluated early."
            )
        yield from denial_gaps(step)
        offers = bool(step.several("offered"))
        yield from _time_to_answer(step, "reg_x.accept_days_near", offers=offers)


def _time_to_answer(step: Step, figure: str, *, offers: bool) -> Iterator[str]:
    told = step.day("accept_by")
    least = step.on + timedelta(days=number(figure, on=step.on))
    if offers and told is None:
        yield "An offer names the day by which to answer it. Add it."
    elif told is not None and told < least:
        yield f"The offer may be answered until {text.day(told)}; give at least {_until(least)}."


def _until(day: date) -> str:
    return f"until {text.day(day)}"


def _appeal(matter: Matter) -> Iterator[str]:
    evaluators = {
        text.folded(step.text("evaluator"))
        for step in matter.all(word.DECIDED)
        if step.text("evaluator")
    }
    for step in matter.all(word.APPEAL_DECIDED):
        reviewer = text.folded(step.text("reviewer"))
        if reviewer in evaluators or step.yes("involved"):
            yield (
                "The appeal was reviewed by somebody who took part in the evaluation. Somebody"
                " else has to; a supervisor who took no part may."
            )
        elif not evaluators and step.yes("involved") is None:
            yield "Say whether whoever reviewed the appeal took part in the evaluation."
        if step.text("outcome") == word.OFFERED:
            yield from _time_to_answer(step, "reg_x.accept_days", offers=True)
