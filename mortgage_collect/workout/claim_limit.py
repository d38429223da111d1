"""How large a partial claim may be: a share of the balance at default, for all claims together.

12 USC 1715u(b) for FHA; Pub. L. 119-31 for VA; 89 FR 66189 for USDA's mortgage recovery advance.
Which balance is the base, and VA's higher share, were read in secondary copies: UNVERIFIED.
"""

from __future__ import annotations

from collections.abc import Iterator

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.working import Sheet


def limit_percent(case: CaseFacts) -> Rate:
    """The program's share; the higher one for a default that began in its days."""
    policy = case.program.claim
    began = case.position.unpaid[0].due_on if case.position.unpaid else case.as_of
    starts, ends, higher = policy.higher_from, policy.higher_to, policy.higher_percent
    if higher is not None and starts is not None and ends is not None and starts <= began <= ends:
        return higher
    return policy.limit_percent


def available(case: CaseFacts, sheet: Sheet) -> Money:
    """What is left of the limit, on the sheet. UserError when earlier claims are not known."""
    before = case.advances.claims_before
    if before is None:
        raise UserError(
            "Whether there were partial claims before is not known.",
            do="Ask the insurer or guarantor, and enter them.",
        )
    base = case.advances.upb_at_default
    source = "the loan system, at default"
    if base is None:
        base, source = case.position.upb, "the loan system today: the balance then is not known"
    share = limit_percent(case)
    sheet.given("base", "Balance at default", base, source)
    sheet.given("limit_share", "The program's limit", share, case.program.claim.source)
    cap = base.times(share.exact)
    formula = "=ROUND({base}*{limit_share},2)"
    sheet.found("claim_cap", "Claims in all", cap, formula, "half up to the cent")
    sheet.given("claims_before", "Claims used before", before, "the file")
    left = max(cap - before, ZERO)
    return sheet.found("claim_left", "Left of it", left, "=MAX({claim_cap}-{claims_before},0)")


def claim_checks(case: CaseFacts) -> Iterator[Reason]:
    """Whether this program knows a claim, and whether enough time has passed."""
    policy = case.program.claim
    if not policy.available:
        says = f"Under {case.program.title} there is no partial claim"
        yield Reason(False, says, policy.source, bars=True)
        return
    if not case.position.unpaid:
        yield Reason(False, "No payment is past due", policy.source, bars=True)
        return
    behind = text.count(case.months_behind, "payment")
    yield Reason(True, f"{behind} past due, {case.position.arrears} in all")
    if case.advances.claims_before is None:
        yield Reason(None, "Whether there were claims before is not known", policy.source)
    if policy.months_between is not None:
        past = [*case.past.claims_on, *case.past.modified_on]
        if past:
            last = max(past)
            ok = add_months(last, policy.months_between) <= case.as_of
            says = f"The last permanent option was on {text.day(last)}; "
            yield Reason(ok, f"{says}{policy.months_between} months are needed", policy.source)
        elif not case.past.known:
            yield Reason(None, "Earlier workouts are not known", policy.source)
