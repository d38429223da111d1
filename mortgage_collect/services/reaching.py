"""How the bank reaches people: what a stop asks for, the languages spoken here, who dials, and
whether details of a debt wait until somebody is sure of the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.words import Language
from mortgage_collect.queries.bank_facts import (
    DIALED_BY,
    HOLD_BACK,
    LANGUAGES,
    MACHINE,
    OVERRIDE_NEEDS,
    SHOW_AT_ONCE,
)
from mortgage_collect.queries.facts import policy
from mortgage_collect.rules.verdict import Need
from mortgage_collect.services.bank import set_policy
from mortgage_collect.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Reaching:
    """`spoken_here` without a language: nobody has said which. `holds_back`: amounts wait
    until somebody is sure of the person."""

    stop_needs: Need = Need.REASON
    spoken_here: frozenset[Language] = frozenset()
    dialed_by_machine: bool = False
    holds_back: bool = True

    @property
    def decisions(self) -> Mapping[str, str]:
        """As the bank's policies hold them."""
        return {
            OVERRIDE_NEEDS: self.stop_needs.value,
            LANGUAGES: " ".join(sorted(each.value for each in self.spoken_here)),
            DIALED_BY: MACHINE if self.dialed_by_machine else "hand",
            HOLD_BACK: "yes" if self.holds_back else SHOW_AT_ONCE,
        }


def decide_reaching(unit: UnitOfWork, now: Reaching, since: date, why: str = "") -> int:
    """Keeps what differs from what holds on `since` as dated decisions; returns how many."""
    held = {
        **Reaching().decisions,
        **{key: told for key in now.decisions if (told := policy(unit.session, key, since))},
    }
    changed = {key: value for key, value in now.decisions.items() if held[key] != value}
    for key, value in changed.items():
        set_policy(unit, key, value, since, why.strip())
    return len(changed)
