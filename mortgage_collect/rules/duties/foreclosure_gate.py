"""May the first notice or filing be made, judgment be moved for, the sale be held?

Each check says green, red or not known, with its sentence and paragraph. The step is free when all
are green: what nobody knows is never green. The checks hold whatever the bank's counsel plans; they
take nobody's place who has to look at the law of the state.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.rules.duties.foreclosure.agreements import agreements
from mortgage_collect.rules.duties.foreclosure.applications import applications
from mortgage_collect.rules.duties.foreclosure.check import Check, Checks, ForeclosureStep, Light
from mortgage_collect.rules.duties.foreclosure.days import delinquent_days
from mortgage_collect.rules.duties.foreclosure.others import bankruptcies, errors, successors
from mortgage_collect.rules.duties.foreclosure.service import in_service
from mortgage_collect.rules.duties.foreclosure.states import state_notices
from mortgage_collect.rules.duties.life import LoanLife

CHECKS: tuple[Checks, ...] = (
    delinquent_days,  # 12 CFR 1024.41(f)(1)
    applications,  # 12 CFR 1024.41(f)(2), (g)
    agreements,  # 12 CFR 1024.41(c)(2)(iii), (f)(2)(iii), (g)(3), (j)
    bankruptcies,  # 11 USC 362
    in_service,  # 50 USC 3931, 3953
    successors,  # 12 CFR 1024.38(b)(1)(vi)
    errors,  # 12 CFR 1024.35(e)(3)(i)(B)
    state_notices,  # the state's own law
)


@dataclass(frozen=True, slots=True)
class Gate:
    """All checks of a step, as of the end of a day."""

    step: ForeclosureStep
    today: date
    checks: tuple[Check, ...]

    @property
    def open(self) -> bool:
        return all(each.light is Light.GREEN for each in self.checks)

    @property
    def held_by(self) -> tuple[Check, ...]:
        """What is not green, the red first."""
        return tuple(
            each
            for light in (Light.RED, Light.NOT_KNOWN)
            for each in self.checks
            if each.light is light
        )

    @property
    def first_day(self) -> date | None:
        """The first day on which the step is free if nothing else happens; None: nobody can tell.

        Today where it is free already.
        """
        days = [each.first_day for each in self.held_by]
        known = [day for day in days if day is not None]
        if len(known) < len(days) or any(each.light is Light.NOT_KNOWN for each in self.held_by):
            return None
        return max(known, default=self.today)


def foreclosure_gate(life: LoanLife, today: date, step: ForeclosureStep) -> Gate:
    """Every check of a step on a day."""
    return Gate(step, today, tuple(one for each in CHECKS for one in each(life, today, step)))
