"""What stood in the way of a step of a foreclosure on the day it was taken.

The step is written down when it happened, whatever the checks say; what was not green then is kept
with it, with the reason somebody gives.
"""

from __future__ import annotations

from dataclasses import replace

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.models.matter import Matter
from mortgage_collect.queries.life import life_of
from mortgage_collect.rules.duties.foreclosure.check import ForeclosureStep
from mortgage_collect.rules.duties.foreclosure_gate import foreclosure_gate
from mortgage_collect.rules.matters import foreclosure as word
from mortgage_collect.rules.matters import matter as told
from mortgage_collect.store.unit_of_work import UnitOfWork

# A sale that is scheduled rests on an order of sale, or is the notice of one.
ASKS = {
    word.REFERRED: ForeclosureStep.FIRST_FILING,
    word.FIRST_FILING: ForeclosureStep.FIRST_FILING,
    word.JUDGMENT_MOVED: ForeclosureStep.JUDGMENT,
    word.SALE_SCHEDULED: ForeclosureStep.JUDGMENT,
    word.SOLD: ForeclosureStep.SALE,
}


def not_green(unit: UnitOfWork, row: Matter, step: told.Step) -> tuple[str, ...]:
    """The checks of a step that were not green on its day, each a sentence; none for a step that
    asks for none. Asked before the step is added to the matter."""
    asked = ASKS.get(step.key) if row.kind is MatterKind.FORECLOSURE else None
    if asked is None:
        return ()
    life = life_of(unit.session, row.loan_id, unit.now)
    if step.key == word.REFERRED:  # what it rests on is told with it
        referral = told.Matter(row.id, row.kind, (step,))
        life = replace(life, matters=(*life.matters, referral))
    gate = foreclosure_gate(life, step.on, asked)
    return tuple(f"{each.title}: {each.light.label}. {each.says}" for each in gate.held_by)
