"""Modification: the program's whole waterfall, first on trial, then for good.

Steps, order, target and criteria are the program's data (waterfall.py). The trial is three or four
payments of the new amount; when it has been kept, the waterfall is run again with interest to that
day, at the rate that was agreed (`convert`). Late charges are waived, a projected escrow shortage
is spread and never capitalized.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.remaining_term import remaining_term
from mortgage_collect.loanmath.step_rate import RateStep, rising_steps
from mortgage_collect.workout.capitalize import Capitalized, capitalized, gross_formula
from mortgage_collect.workout.change_checks import anything_to_change, who_may
from mortgage_collect.workout.changed_note import (
    Beginning,
    Change,
    after_trial,
    payments_at_old_terms,
    require_note,
    told_or_next,
)
from mortgage_collect.workout.lever import target_for
from mortgage_collect.workout.option import (
    CaseFacts,
    Offer,
    Reason,
    ask_date,
    ask_money,
    ask_rate,
)
from mortgage_collect.workout.policy import ModificationPolicy
from mortgage_collect.workout.waterfall import (
    NoteTerms,
    Outcome,
    WaterfallFacts,
    run,
)
from mortgage_collect.workout.working import Sheet

KEY: Final = "modification"


@dataclass(frozen=True, slots=True)
class Answers:
    """When the offer goes out, and what the program's data does not hold."""

    sent_on: date | None = ask_date("Offer sent on", help="Empty: today.")
    market_rate: Rate | None = ask_rate("Rate for modifications", help="Empty: the posted one.")
    escrow_shortage: Money | None = ask_money("Escrow shortage", help="Empty: as on file.")


class Modification:
    """The option as the shelf holds it."""

    key = KEY
    label = "Modification"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether there is a note to change, and the program's criteria."""
        yield from anything_to_change(case)
        yield from who_may(case, case.program.modification)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The program's own terms; with `pay`, UserError when they cost more than that."""
        if pay is not None:
            payment = _worked(case, Answers()).terms.payment
            target = target_for(case, pay)
            if payment > target:
                raise UserError(
                    f"The program's terms come to {payment} of principal and interest, "
                    f"{payment - target} more than they can pay.",
                    do="Look at the single changes of the note, or the ways to sell.",
                )
        return Answers()

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The terms the waterfall ends at, with the trial before them.

        Raises UserError without a rate, or where no payments can be told. Terms the program would
        deny are handed back with the reason.
        """
        made = _worked(case, answers)
        return made.change.offer(made.terms, made.steps)


modification: Final = Modification()


def convert(case: CaseFacts, agreed_rate: Rate, answers: Answers, told: date) -> Offer:
    """The permanent terms on the day the trial has been kept: no trial, the rate locked.

    `case` is of that day: its balance, installments and suspense as the trial payments left them.
    They begin on the day the trial told, however late in the month they are made permanent; once
    it is past, on the first due date that is not, with the reason.
    """
    first = told_or_next(case, told)
    locked = replace(case.program.modification, trial_months=0, trial_months_if_current=0)
    program = replace(case.program, modification=locked)
    made = _worked(
        replace(case, program=program),
        answers,
        begins=Beginning(first, first),
        rate=agreed_rate,
    )
    if first != told:
        says = f"The trial told {text.day(told)}, which is past: the terms begin {text.day(first)}"
        made.change.reasons.append(Reason(False, says))
    return made.change.offer(made.terms, made.steps)


@dataclass(slots=True)
class _Worked:
    change: Change
    terms: NoteTerms
    steps: tuple[RateStep, ...]


def _worked(
    case: CaseFacts,
    answers: Answers,
    begins: Beginning | None = None,
    rate: Rate | None = None,
) -> _Worked:
    policy = case.program.modification
    note_rate = require_note(case)
    begins = begins or after_trial(case, policy, answers.sent_on)
    sheet = Sheet()
    joined = capitalized(case, begins.first_due, sheet)
    months = _months_left(case, policy, begins)
    market, doubt = _market(case, policy, answers)
    if market is not None:
        sheet.given("market_rate", "Rate for modifications", market, doubt.source, case.as_of)
    facts = WaterfallFacts(
        upb=case.position.upb,
        rate=rate or note_rate,
        months=months,
        old_payment=case.terms.principal_interest,
        parts=joined.parts,
        less=joined.less,
        value=case.home.value,
        market=market,
        # A locked rate is not looked at again.
        rate_is_final=True if rate is not None else case.loan.rate_is_final,
        lifetime_cap=case.loan.lifetime_cap,
        days_behind=case.days_behind,
        gross_income=case.household.gross_income,
        charges=_charges(case),
    )
    if joined.balance(facts.upb, _included(policy)) <= ZERO:
        raise UserError("Money in suspense pays the whole balance.", do="Quote a payoff instead.")
    if rate is not None:
        kept = tuple(step for step in policy.steps if step.do not in ("fix_rate", "reduce_rate"))
        policy = replace(policy, steps=kept)
    found = run(facts, policy)
    change = Change(
        KEY,
        case,
        begins,
        sheet,
        [*joined.reasons, *found.reasons],
        escrow_spread=policy.escrow_spread,
        shortage=answers.escrow_shortage,
        waive_late_charges=policy.waive_late_charges,
    )
    if not doubt.ok and any(step.floor == "market" for step in policy.steps):
        change.reasons.append(doubt)
    if begins.trial_months:
        trial = text.count(begins.trial_months, "trial payment")
        says = f"{trial} from {text.day(begins.first_due)}; the terms are worked out again after it"
        change.reasons.append(Reason(True, says, policy.source))
    _work(case, policy, joined, found, sheet)
    return _Worked(change, found.terms, _rising(policy, found, market, change))


def _months_left(case: CaseFacts, policy: ModificationPolicy, begins: Beginning) -> int:
    """Payments left at the old terms, told by the maturity or by what amortizes the balance."""
    rate = require_note(case)
    if policy.term_by == "payment":
        found = remaining_term(case.position.upb, rate, case.terms.principal_interest).payments
        if found is not None:
            return max(found, 1)
    months = payments_at_old_terms(case, begins.effective_on)
    if months is None:
        found = remaining_term(case.position.upb, rate, case.terms.principal_interest).payments
        if found is None:
            raise UserError(
                "Neither the maturity is known nor does the payment ever pay the balance off.",
                do="Enter the maturity on the card.",
            )
        return max(found, 1)
    return max(months, 1)


def _market(
    case: CaseFacts, policy: ModificationPolicy, answers: Answers
) -> tuple[Rate | None, Reason]:
    if answers.market_rate is not None:
        return answers.market_rate, Reason(True, "The rate was entered", "entered")
    posted = policy.market_rate(case.as_of)
    if posted is None:
        says = "No rate for modifications is posted for this day"
        return None, Reason(None, says, policy.source)
    says = f"The rate posted on {text.day(posted.effective_from)} is {posted.rate}"
    return posted.rate, Reason(True if posted.verified else None, says, posted.source)


def _charges(case: CaseFacts) -> Money | None:
    """Escrow and the housing costs outside the payment; None while the latter are not known."""
    outside = case.household.property_charges
    return None if outside is None else case.terms.escrow + outside


def _included(policy: ModificationPolicy) -> tuple[str, ...]:
    return next((step.include for step in policy.steps if step.do == "capitalize"), ())


def _rising(
    policy: ModificationPolicy, found: Outcome, market: Rate | None, change: Change
) -> tuple[RateStep, ...]:
    """The rate's steps after the first years, where the program has them and the cap is known."""
    years, step = policy.rate_step_years, policy.rate_step
    if years is None or step is None or found.terms.rate.millionths < 0:
        return ()
    if market is None:
        says = "The rate rises after some years to the market's, which is not posted"
        change.reasons.append(Reason(None, says, policy.source))
        return ()
    steps = rising_steps(found.terms.rate, market, hold=12 * years, by=step)
    within = tuple(each for each in steps if each.first <= found.terms.months)
    if len(within) > 1:
        rises = text.day(add_months(change.begins.effective_on, within[1].first - 1))
        says = f"The rate rises from {rises} by {step} a year to {within[-1].rate}"
        change.reasons.append(Reason(True, says, policy.source))
    return within


def _work(
    case: CaseFacts,
    policy: ModificationPolicy,
    joined: Capitalized,
    found: Outcome,
    sheet: Sheet,
) -> None:
    """The waterfall line by line: balance, target, rate, term, what is set aside."""
    include = _included(policy)
    says = "Balance with the arrears in it"
    sheet.found("gross", says, found.gross, gross_formula(joined, include))
    if case.home.value is not None and found.ltv is not None:
        source = case.home.value_source or "the file"
        sheet.given("value", "Value of the home", case.home.value, source, case.home.value_on)
        sheet.found("gross_ltv", "Balance to value", found.ltv, "={gross}/{value}")
    old = case.terms.principal_interest
    sheet.given("old_principal_interest", "Principal and interest now", old, "the note")
    if found.target is not None:
        sheet.given("target_share", "The program's figure", policy.target_percent, policy.source)
        if policy.target == "housing_ratio":
            income, charges = case.household.gross_income, _charges(case)
            sheet.given("income", "Gross monthly income", income, "the review")
            sheet.given("charges", "Escrow and other housing costs", charges, "the review")
            formula = "=MAX(ROUND({income}*{target_share},2)-{charges},0.01)"
        elif policy.must_exceed:
            kept = "ROUND({old_principal_interest}*(1-{target_share})*100,6)"
            formula = f"=(ROUNDUP({kept},0)-1)/100"
        else:
            kept = "ROUND({old_principal_interest}*(1-{target_share})*100,6)"
            formula = f"=ROUNDDOWN({kept},0)/100"
        sheet.found("target", "Principal and interest aimed at", found.target, formula)
    terms = found.terms
    how = "the waterfall" if terms.rate != case.terms.rate else "the note"
    sheet.given("new_rate", "Rate", terms.rate, how)
    sheet.given("new_months", "Payments", terms.months, "the waterfall")
    aside = terms.deferred + terms.forgiven
    if found.caps is not None:
        _aside_lines(policy, found, sheet)
    key = "forborne" if terms.deferred or not terms.forgiven else "forgiven"
    if found.caps is not None:
        names = [name for name, cap in zip(_CAPS, found.caps, strict=True) if cap is not None]
        formula = f"=MIN({','.join(f'{{{name}}}' for name in names)})"
        sheet.found(key, "Set aside: the least of them", aside, formula)
    elif aside:
        sheet.given(key, "Principal set aside", aside, "the waterfall")
    formula = f"={{gross}}-{{{key}}}" if sheet.has(key) else "={gross}"
    sheet.found("balance", "Balance bearing interest", terms.balance, formula)


_CAPS: Final = ("cap_target", "cap_value", "cap_share")


def _aside_lines(policy: ModificationPolicy, found: Outcome, sheet: Sheet) -> None:
    assert found.caps is not None
    reach, room, share = found.caps
    step = next(each for each in policy.steps if each.do in ("forbear", "forgive"))
    carried = "ROUNDDOWN(ROUND(PV({new_rate}/12,{new_months},-{target}),6),2)"
    formula = f"=MAX({{gross}}-{carried},0)"
    sheet.found("cap_target", "To reach the target", reach, formula, "principal down to the cent")
    if room is not None:
        sheet.given("to_ltv", "Not below this share of the value", step.to_ltv, policy.source)
        formula = "=MAX({gross}-ROUND({value}*{to_ltv},2),0)"
        sheet.found("cap_value", "To that share of the value", room, formula)
    if share is not None:
        says = "Not more than this share of the balance"
        sheet.given("most_share", says, step.most_percent, policy.source)
        sheet.found("cap_share", "That share", share, "=ROUND({gross}*{most_share},2)")
