"""Places at which the person told us not to reach them.

12 CFR 1006.6(b)(1)(ii): we may not reach them or try to at a place we know, or should know, to be
inconvenient. A landline rings at its place, and mail and visits go to one. A cell phone and an
e-mail do not, unless we know where the person is (comment 6(b)(1)(ii)-1). Someone who gets in touch
with us from there may be answered on that call (comment 6(b)(1)-2).
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import PointLabel
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import CALLS, Question
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT

AT_A_DOOR = (Question.MAY_WRITE, Question.MAY_VISIT)


@rule(
    id="reg_f.inconvenient_places",
    title="Places they asked us to avoid",
    asks=(*CALLS, Question.MAY_TEXT, Question.MAY_WRITE, Question.MAY_VISIT),
    cites=("12 CFR 1006.6(b)(1)",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    absolute=True,
    always_kept=True,
)
def inconvenient_places(facts: ContactFacts) -> Answer | None:
    here = facts.address if facts.question in AT_A_DOOR else facts.point
    if here is None or not here.place_barred:
        return None
    if facts.begun_by_person:
        return clear("They got in touch from there: answer this once. Do not go back to it.")
    carried = here.label is PointLabel.CELL or facts.question is Question.MAY_TEXT
    if carried and facts.question not in AT_A_DOOR:
        return caution("They named a place where not to reach them. Ask first where they are.")
    other = "address" if facts.question in AT_A_DOOR else "number"
    return stop(
        f"They asked us not to reach them at {_place(here.label)}. Choose another {other}.",
        brief=f"they asked us not to reach them at {_place(here.label)}",
    )


def _place(label: PointLabel) -> str:
    match label:
        case PointLabel.HOME:
            return "home"
        case PointLabel.WORK:
            return "work"
        case _:
            return "this place"
