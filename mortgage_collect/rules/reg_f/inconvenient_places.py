"""Places at which the person told us not to reach them.

12 CFR 1006.6(b)(1)(ii): we may not call or try to at a place we know, or should know, to be
inconvenient. A landline rings at its place. A cell phone does not, unless we know where the person
is (comment 6(b)(1)(ii)-1). Someone who calls us from there may be answered on that call (comment
6(b)(1)-2).
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import PointLabel
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.rule import Answer, Question, caution, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.inconvenient_places",
    title="Places they asked us to avoid",
    asks=Question.MAY_CALL,
    cites=("12 CFR 1006.6(b)(1)",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    always_kept=True,
)
def inconvenient_places(facts: ContactFacts) -> Answer | None:
    if facts.point is None or not facts.point.place_barred:
        return None
    if facts.initiated_by_person or facts.answering:
        return clear("They called us from there: answer this call. Do not call back there.")
    if facts.point.label is PointLabel.CELL:
        return caution("They named a place where not to reach them. Ask first where they are.")
    return stop(
        f"They asked us not to reach them at {_place(facts.point.label)}. Choose another number.",
        brief="they asked us not to call there",
    )


def _place(label: PointLabel) -> str:
    match label:
        case PointLabel.HOME:
            return "home"
        case PointLabel.WORK:
            return "work"
        case _:
            return "this place"
