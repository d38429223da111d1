"""Answers of the interview, each a dated decision of the bank with was and now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.queries.facts import policy, today
from mortgage_collect.queries.interview import ADOPTS_REG_F, INTERVIEW, REG_F, told
from mortgage_collect.rules.coverage.answers import entered, in_force
from mortgage_collect.rules.coverage.questions import BY_KEY, UNANSWERED, Question
from mortgage_collect.services.bank import set_policy
from mortgage_collect.services.law import adopt, take_back
from mortgage_collect.store.unit_of_work import UnitOfWork


def answer(
    unit: UnitOfWork,
    answers: Mapping[str, str],
    since: date,
    *,
    counted: int | None = None,
    why: str = "",
) -> int:
    """Saves what differs from what holds on `since`, and returns how many answers that were.

    `counted` is the year of the January 1 the counts are of: theirs is that day, not `since`.
    "" takes an answer back. Raises UserError for what cannot be read, and for a count to come.
    """
    year = since.year if counted is None else counted
    day = today(unit.session, unit.now)
    january = date(year, 1, 1)
    if january > day:
        raise UserError(
            f"{text.day(january)} is still to come.", do="Count the loans on that day or after it."
        )
    changed = 0
    for key, written in answers.items():
        question = BY_KEY.get(key)
        if question is None:
            raise UserError(f"The interview has no question {key!r}.")
        value = entered(question, written)
        from_day = january if question.counted else since
        was = _was(unit, question, from_day)
        if value == was:
            continue
        changed += 1
        if key == ADOPTS_REG_F:
            _keep_reg_f(unit, value, from_day, why)
        else:
            set_policy(unit, INTERVIEW.format(key), value, from_day, why.strip(), was=was)
    return changed


def _was(unit: UnitOfWork, question: Question, on: date) -> str:
    held = in_force(told(unit.session), on).get(question.key)
    return UNANSWERED if held is None else held.value


def _keep_reg_f(unit: UnitOfWork, value: str, since: date, why: str) -> None:
    reason = why.strip() or "Answered in the interview"
    if value == "yes":
        adopt(unit, (REG_F,), since, reason)
    elif value == "no":
        take_back(unit, REG_F, since, reason)
    elif policy(unit.session, "adopted_rules", since) is not None:
        raise UserError(
            "Whether Regulation F is kept by choice cannot be left open.", do="Answer yes or no."
        )
