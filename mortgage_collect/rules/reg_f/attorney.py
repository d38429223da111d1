"""A person who has a lawyer for this debt.

12 CFR 1006.6(b)(2): when we know that an attorney represents the person on the debt, and know the
attorney's name and address or can readily find them, we speak with the attorney and not with the
person, unless the attorney does not answer within a reasonable time or agrees. A person who calls
us may be answered that once; the bar stays (comment 6(b)(2)-1).

The attorney may be spoken with about the debt ((d)(1)), and calls to the attorney are not counted
(1006.14(b)(3)(iii)). Who is not known to be one is somebody else, and hears nothing.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, FlagFact, fdcpa_binds
from mortgage_collect.rules.question import TO_THE_PERSON
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.attorney",
    title="They have an attorney",
    asks=TO_THE_PERSON,
    cites=("12 CFR 1006.6(b)(2)", "12 CFR 1006.6(d)(1)", "12 CFR 1006.14(b)(3)"),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    absolute=True,
    always_kept=True,
    # Their lawyer's consent or silence is recorded on the flag; no reason of ours replaces it.
    hard_policy=True,
    attorney_too=True,
)
def attorney(facts: ContactFacts) -> Answer | None:
    flag = next(facts.flagged(FlagKind.ATTORNEY), None)
    if facts.with_attorney:
        return _to_the_attorney(flag)
    if flag is None:
        return None
    name = flag.details.get("name", "")
    who = f"An attorney, {name}, speaks" if name and name != "unreachable" else "An attorney speaks"
    if facts.initiated_by_person or facts.answering:
        return clear(f"{who} for them, but they got in touch: answer this once, and not again.")
    match flag.details.get("released"):
        case "consented":
            return caution(f"{who} for them and agreed that we reach them. Note the agreement.")
        case "no_answer":
            return caution(f"{who} for them but did not answer us in a reasonable time.")
    if name == "unreachable":
        return caution("They mentioned an attorney whose name and address cannot be found. Ask.")
    return stop(
        f"{who} for them on this debt. Write to or call the attorney"
        + ("." if name else ", and find out the name."),
        until=facts.after(flag),
        brief="an attorney speaks for them",
        instead="Write to or call the attorney.",
    )


def _to_the_attorney(flag: FlagFact | None) -> Answer:
    if flag is None or flag.details.get("name") == "unreachable":
        return stop(
            "No attorney of theirs is on file: whoever it is may hear nothing of the debt. Put down"
            " who the attorney is first.",
            brief="no attorney is on file",
        )
    name = flag.details.get("name", "")
    whom = f"their attorney, {name}" if name else "their attorney"
    return clear(
        f"This goes to {whom}: it may speak of the debt, and is not counted.",
        brief="to their attorney",
    )
