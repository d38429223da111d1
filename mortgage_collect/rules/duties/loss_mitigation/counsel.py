"""Counsel told of a complete application: comments 41(g)-1 to -5 to 12 CFR 1024.41.

A complete application more than 37 days before a sale bars a motion for judgment or order of sale,
and the sale. Counsel is told promptly, and takes reasonable steps so that no ruling is made on a
motion already before the court. No number of days is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.falling import first_of
from mortgage_collect.rules.duties.loss_mitigation.naming import called
from mortgage_collect.rules.duties.loss_mitigation.standing import bound
from mortgage_collect.rules.matters.application_words import DECIDED
from mortgage_collect.rules.matters.foreclosure import (
    COUNSEL_TOLD,
    DISMISSED,
    FIRST_FILING,
    REFERRED,
    SOLD,
)
from mortgage_collect.rules.numbers import X_2014
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.counsel_told",
    title="Tell counsel of the application",
    cites=("12 CFR 1024.41(g)",),
    since=X_2014,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def counsel_told(life: LoanLife, today: date) -> Iterator[Occasion]:
    for one in bound(life, today):
        if one.facially is None or not (one.rights and one.rights.evaluation):
            continue
        for matter in life.of(MatterKind.FORECLOSURE, today):
            referred = matter.on(REFERRED, FIRST_FILING)
            if referred is None:
                continue
            opened = max(referred, one.facially)
            gone = (one.over, one.first(DECIDED), matter.on(DISMISSED), matter.on(SOLD))
            yield Occasion(
                name=called(one, "counsel", opened),
                says=(
                    "Tell counsel at once that a complete application is open: no judgment, no"
                    " order of sale, no sale."
                ),
                due=None,
                opened=opened,
                counted="promptly; no number of days is given",
                done=(step.on for step in matter.all(COUNSEL_TOLD)),
                ended=first_of(*gone),
                about=matter.id,
                act=Act(ActKind.STEP, COUNSEL_TOLD),
            )
