"""Details of a debt are held back until somebody is sure of the person; who shows them is kept."""

from __future__ import annotations

from mortgage_collect.core.words import Identity
from mortgage_collect.events.contacts import DetailsShown
from mortgage_collect.store.unit_of_work import UnitOfWork


def show_details(
    unit: UnitOfWork, loan_id: int, person_id: int | None, identity: tuple[Identity, ...] = ()
) -> None:
    """Keeps that the details were shown on the word of whoever is at the desk, before the questions
    were answered; `identity` is what had been asked and was right by then."""
    unit.record(DetailsShown(about=f"loan:{loan_id}", person_id=person_id, identity=identity))
