"""What else holds a foreclosure up: a bankruptcy, a successor not decided, a notice of error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.foreclosure.check import Check, ForeclosureStep, Light, check
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters import bankruptcy as case
from mortgage_collect.rules.matters import error_notice, successor
from mortgage_collect.rules.matters.matter import Matter

STAY, STAY_TITLE = "bankruptcy.stay", "No stay of a bankruptcy"
HEIR, HEIR_TITLE = "reg_x.successor_decided", "No possible successor undecided"
ERROR, ERROR_TITLE = "reg_x.foreclosure_error", "No error about the foreclosure unanswered"
ANSWERS = (error_notice.ANSWERED, error_notice.NOT_APPLICABLE, error_notice.WITHDRAWN)
# 11 USC 362(c)(1): acts against what belongs to the estate stay barred until it no longer does.
PERHAPS = (case.DISCHARGED, case.STAY_ENDED)


def bankruptcies(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    found = False
    for matter in life.of(MatterKind.BANKRUPTCY, today):
        found = True
        filed = f"The petition of {text.day(matter.opened_on)}: "
        light, says = _stay(matter)
        yield check(STAY, STAY_TITLE, light, filed + says, "11 USC 362(a)", "11 USC 362(c)")
    if not found:
        yield check(STAY, STAY_TITLE, Light.GREEN, "No bankruptcy is noted.", "11 USC 362(a)")


def _stay(matter: Matter) -> tuple[Light, str]:
    light, says = Light.RED, "the stay bars every act to enforce the lien."
    for step in matter.steps:
        day = text.day(step.on)
        if step.key in (case.PETITION, case.REVIVED):
            light, says = Light.RED, "the stay bars every act to enforce the lien."
        elif step.key in (case.DISMISSED, case.CLOSED):
            light, says = Light.GREEN, f"the case ended on {day}, and the stay with it."
        elif step.key == case.STAY_LIFTED:
            light, says = Light.GREEN, f"the court lifted the stay on {day}."
        elif step.key in PERHAPS and light is Light.RED:
            light = Light.NOT_KNOWN
            says = (
                f"the stay ended for the borrower on {day}; ask counsel whether the home still"
                " belongs to the estate."
            )
    return light, says


def successors(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    cite = "12 CFR 1024.38(b)(1)(vi)"
    for matter in life.of(MatterKind.SUCCESSOR, today):
        last = matter.last(successor.DECIDED)
        decided = last is not None and last.text("result") != successor.MORE
        if not decided and matter.first("closed") is None:
            says = (
                f"Somebody who may follow the borrower in the home is known since"
                f" {text.day(matter.opened_on)}, and nothing is decided."
            )
            yield check(HEIR, HEIR_TITLE, Light.NOT_KNOWN, says, cite)
            return
    yield check(HEIR, HEIR_TITLE, Light.GREEN, "No possible successor is undecided.", cite)


def errors(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    cite = "12 CFR 1024.35(e)(3)(i)(B)"
    for matter in life.of(MatterKind.ERROR_NOTICE, today):
        received = matter.first(error_notice.RECEIVED)
        if received is None or received.text("category") not in error_notice.FORECLOSURE_ERRORS:
            continue
        if matter.first(*ANSWERS) is None:
            says = (
                f"A notice of error of {text.day(received.on)} says that the foreclosure breaks the"
                " rule, and is not answered."
            )
            yield check(ERROR, ERROR_TITLE, Light.RED, says, cite)
            return
    says = "No notice of error about the foreclosure is open."
    yield check(ERROR, ERROR_TITLE, Light.GREEN, says, cite)
