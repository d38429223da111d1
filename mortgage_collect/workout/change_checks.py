"""Who may have a note changed: each criterion in a sentence, kept or not, or not known."""

from __future__ import annotations

from collections.abc import Iterator

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.words import Occupancy
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.policy import ModificationPolicy


def anything_to_change(case: CaseFacts) -> Iterator[Reason]:
    """Whether there is a note to change: a balance, a rate, and a reason."""
    if not case.position.upb:
        yield Reason(False, "No principal is owed", bars=True)
    if case.terms.rate is None:
        yield Reason(None, "The rate of the note is not known")
    behind = text.count(case.months_behind, "payment")
    if case.position.unpaid:
        yield Reason(True, f"{behind} past due, {case.position.arrears} in all")
    else:
        says = "No payment is past due: a change needs an imminent default"
        yield Reason(False, says)


def relief_allowed(case: CaseFacts) -> Iterator[Reason]:
    """Whether this program lets one term be changed by itself."""
    relief = case.program.relief
    if not relief.available:
        says = f"{case.program.title} changes a note only by its own waterfall"
        yield Reason(False, says, relief.source, bars=True)


def who_may(case: CaseFacts, policy: ModificationPolicy) -> Iterator[Reason]:
    """The program's criteria of a modification, all of them."""
    yield from _late_enough(case, policy)
    yield from _the_loan(case, policy)
    yield from _the_past(case, policy)
    yield from _value(case, policy)


def _late_enough(case: CaseFacts, policy: ModificationPolicy) -> Iterator[Reason]:
    days, least = case.days_behind, policy.least_days_behind
    package = case.household.complete_package
    if least is not None:
        says = f"{text.count(days, 'day')} past due; {least} are needed"
        if days < least:
            says += ", or an imminent default with a complete application"
        yield Reason(days >= least, says, policy.source)
    below = policy.package_below_days
    if below is not None and days < below:
        if package is None:
            says = "Whether the application is complete is not known"
        else:
            says = "The application is complete" if package else "The application is not complete"
        yield Reason(package, f"{says}; under {below} days it must be", policy.source)


def _the_loan(case: CaseFacts, policy: ModificationPolicy) -> Iterator[Reason]:
    loan = case.loan
    if policy.first_lien_only:
        lien = loan.lien_position
        says = "The lien position is not known" if lien is None else f"Lien position {lien}"
        yield Reason(None if lien is None else lien == 1, f"{says}; it must be 1", policy.source)
    if policy.conventional_only:
        kind = loan.loan_type.strip().lower()
        known = None if not kind else kind.startswith("conv")
        says = f"The loan is {loan.loan_type}" if kind else "The kind of loan is not known"
        yield Reason(known, f"{says}; it must be conventional", policy.source)
    if policy.least_age is not None:
        if loan.originated_on is None:
            yield Reason(None, "The day of the note is not known", policy.source)
        else:
            old_enough = add_months(loan.originated_on, policy.least_age) <= case.as_of
            says = f"Made on {text.day(loan.originated_on)}; {policy.least_age} months are needed"
            yield Reason(old_enough, says, policy.source)
    if case.household.intent is None and case.home.occupancy is Occupancy.UNKNOWN:
        yield Reason(None, "Who lives in the home is not known", policy.source)


def _the_past(case: CaseFacts, policy: ModificationPolicy) -> Iterator[Reason]:
    past = case.past
    if not past.known:
        yield Reason(None, "Earlier workouts are not known", policy.source)
    if policy.most_before is not None:
        count = len(past.modified_on)
        says = f"{text.count(count, 'earlier modification')}; at most {policy.most_before}"
        yield Reason(count <= policy.most_before, says, policy.source)
    months = policy.none_after_failed_trial
    if months is not None and past.failed_trials_on:
        last = max(past.failed_trials_on)
        clear = add_months(last, months) <= case.as_of
        says = f"A trial failed on {text.day(last)}; {months} months must have passed"
        yield Reason(clear, says, policy.source)


def _value(case: CaseFacts, policy: ModificationPolicy) -> Iterator[Reason]:
    if policy.value_days is None:
        return
    value_on = case.home.value_on
    if case.home.value is None:
        yield Reason(None, "The value of the home is not known: order a valuation", policy.source)
    elif value_on is None:
        yield Reason(None, "The day of the valuation is not known", policy.source)
    else:
        days = (case.as_of - value_on).days
        says = f"The valuation is {text.count(days, 'day')} old; at most {policy.value_days}"
        yield Reason(days <= policy.value_days, says, policy.source)
