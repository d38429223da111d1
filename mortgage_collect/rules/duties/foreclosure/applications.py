"""A complete application holds the foreclosure up: 12 CFR 1024.41(f)(2), (g), (k)(2)(ii).

Complete before the first notice or filing, it bars the filing; complete after it, but more than 37
days before a sale, it bars a motion for judgment or order of sale, and the sale. It does so until
we sent a decision that nothing can be offered and no appeal can come, was asked for, or was
granted; or all that was offered is rejected; or what was agreed is not kept. A short-term plan that
is kept bars all three ((c)(2)(iii); `agreements.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY
from mortgage_collect.rules.duties.foreclosure.agreements import how_kept
from mortgage_collect.rules.duties.foreclosure.check import Check, ForeclosureStep, Light, check
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.answer import Answer
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, standings
from mortgage_collect.rules.matters import application_words as word

ID, TITLE = "reg_x.complete_application", "No complete application open"
CITES = {
    ForeclosureStep.FIRST_FILING: "12 CFR 1024.41(f)(2)",
    ForeclosureStep.JUDGMENT: "12 CFR 1024.41(g)",
    ForeclosureStep.SALE: "12 CFR 1024.41(g)",
}
Found = tuple[Light, str, date | None]


def applications(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    ruling = life.coverage.get("41b2")
    if ruling is not None and ruling.answer is False:
        yield Check(ID, TITLE, Light.GREEN, f"Not needed. {ruling.says}", ruling.cites)
        return
    nothing = True
    for one in standings(life, today):
        nothing = False
        light, says, first = _holds(life, one, today, step)
        head = f"Application of {text.day(one.received)}: "
        yield check(ID, TITLE, light, head + says, CITES[step], first_day=first)
    if nothing:
        yield check(ID, TITLE, Light.GREEN, "Nobody applied.", CITES[step])


def _holds(life: LoanLife, one: ApplicationStanding, today: date, step: ForeclosureStep) -> Found:
    if one.over is not None:
        if one.first(word.WITHDRAWN) or one.facially is None or one.answer is not None:
            return Light.GREEN, f"withdrawn or closed on {text.day(one.over)}.", None
        return (
            Light.NOT_KNOWN,
            f"complete, and closed on {text.day(one.over)} without a decision.",
            None,
        )
    if one.counts_from is None:
        return Light.NOT_KNOWN, "of a possible successor, who is not confirmed yet.", None
    if one.duplicate:
        return Light.GREEN, "the same again; we decided one since when they are delinquent.", None
    if one.facially is None:
        return _incomplete(one, today, step)
    near = not (one.kept_over_transfer or (one.rights and one.rights.evaluation))
    if near and (step is not ForeclosureStep.FIRST_FILING or not one.before_filing):
        return (
            Light.GREEN,
            "complete 37 days or less before the sale; the owner of the loan may ask for more.",
            None,
        )
    if one.answer is None or one.answer.outcome == word.UNABLE:
        return Light.RED, "complete, and not decided.", None
    return _decided(life, one.answer, today)


def _incomplete(one: ApplicationStanding, today: date, step: ForeclosureStep) -> Found:
    notice = one.acknowledged
    moved = one.transferred
    ours = moved is not None and (notice is None or notice.on > moved)
    if ours and step is ForeclosureStep.FIRST_FILING and one.acknowledgment_owed:
        told = one.told_date
        if told is None:
            return Light.RED, "came with the loan; no filing before the day it is asked for.", None
        if today <= told:
            says = f"came with the loan; its papers are asked for by {text.day(told)}."
            return Light.RED, says, told + DAY
    if notice is None:
        return Light.NOT_KNOWN, "nobody said whether it is complete.", None
    missing = text.listed(one.missing(today))
    if not missing:
        return Light.NOT_KNOWN, "nobody said what is missing.", None
    return Light.GREEN, f"not complete ({missing} missing).", None


def _decided(life: LoanLife, found: Answer, today: date) -> Found:
    if found.appeal_pending:
        return Light.RED, "an appeal is not decided.", None
    if found.accepted is not None:
        if found.failed is not None:
            return Light.GREEN, f"what was agreed was not kept: {text.day(found.failed)}.", None
        return how_kept(life, found.decision.on, today)
    if found.offered and found.rejected_on is None:
        until = found.accept_until
        if until is None:
            return Light.RED, "an offer is open; no last day was told.", None
        return Light.RED, f"an offer is open until {text.day(until)}.", until + DAY
    if found.offered:
        return Light.GREEN, "everything offered was rejected.", None
    until = found.appeal_until
    if until is not None and found.appealed is None and today <= until:
        return Light.RED, f"denied; an appeal may come until {text.day(until)}.", until + DAY
    return Light.GREEN, "nothing could be offered.", None
