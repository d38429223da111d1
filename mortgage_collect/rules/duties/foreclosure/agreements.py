"""No step while an agreement is kept: 12 CFR 1024.41(c)(2)(iii), (f)(2)(iii), (g)(3), (j).

Whoever performs under a workout is left in peace, by small servicers too. In the marketing time of
a short sale they perform (comment 41(g)(3)-1). A changed note is performed as long as nothing that
fell due under it is unpaid.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY
from mortgage_collect.rules.duties.foreclosure.check import Check, ForeclosureStep, Light, check
from mortgage_collect.rules.duties.life import Agreement, LoanLife
from mortgage_collect.rules.duties.loss_mitigation.diligence import plan_ends
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, standings
from mortgage_collect.rules.matters import application_words as word

ID, TITLE = "reg_x.agreement_kept", "No agreement being kept"
FULL = ("12 CFR 1024.41(f)(2)(iii)", "12 CFR 1024.41(g)(3)")
SMALL = ("12 CFR 1024.41(j)",)
SHORT = ("12 CFR 1024.41(c)(2)(iii)",)


def agreements(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    cites = SMALL if life.small_servicer else FULL
    kept = [one for one in life.agreements if performed(life, one, today)]
    for one in kept:
        says = f"An agreement of {text.day(one.since)} is being kept."
        yield check(ID, TITLE, Light.RED, says, *cites)
    plans = list(_short_term(life, today))
    yield from plans
    if not kept and not plans:
        yield check(ID, TITLE, Light.GREEN, "No agreement is being kept.", *cites)


def performed(life: LoanLife, one: Agreement, today: date) -> bool:
    if not one.performing_on(today):
        return False
    behind = any(each.due_on >= one.since for each in life.unpaid(today))
    return not (one.permanent and behind)


def how_kept(life: LoanLife, since: date, today: date) -> tuple[Light, str, date | None]:
    """Of what was accepted after a decision of a day."""
    made = [one for one in life.agreements if since <= one.since <= today]
    if not made:
        return Light.RED, "an offer was accepted, and nobody said that it was not kept.", None
    if any(performed(life, one, today) for one in made):
        return Light.RED, "what was agreed is being kept.", None
    if all(one.broken or one.permanent for one in made):
        return Light.GREEN, "what was agreed was not kept.", None
    return Light.GREEN, "what was agreed came to its end.", None


def _short_term(life: LoanLife, today: date) -> Iterator[Check]:
    for one in standings(life, today):
        offer = next((s for s in reversed(one.steps) if s.key == word.SHORT_TERM_OFFERED), None)
        if offer is None or _ended(one, offer.on):
            continue
        began = next((day for day in one.days(word.ACCEPTED) if day >= offer.on), None)
        if began is None:
            continue
        ends = plan_ends(offer, began)
        if ends is not None and today > ends:
            continue
        until = f" until {text.day(ends)}" if ends else ""
        says = f"A short-term plan is being kept{until}."
        first = ends + DAY if ends else None
        yield check(ID, TITLE, Light.RED, says, *SHORT, first_day=first)


def _ended(one: ApplicationStanding, offered_on: date) -> bool:
    return any(day >= offered_on for day in one.days(word.FAILED, word.REJECTED, word.WITHDRAWN))
