"""The page that explains an option to the borrower: drawn, and archived with its fingerprint."""

from __future__ import annotations

from typing import Any

from mortgage_collect.core.words import Language
from mortgage_collect.documents.explain import explanation, key_of, page
from mortgage_collect.documents.render import render
from mortgage_collect.documents.template import template
from mortgage_collect.queries.explaining import explain_facts, language_of, offered_as
from mortgage_collect.queries.facts import today
from mortgage_collect.services.documents import archive
from mortgage_collect.store.unit_of_work import UnitOfWork

UNREVIEWED = " (unreviewed translation)"


def explain(unit: UnitOfWork, loan_id: int, answers: Any, language: Language | None = None) -> int:
    """Draws and archives the page of the terms these answers come to; returns the document's id.

    Without a language it is the first borrower's own. The same terms on the same day are the same
    paper: asked again, the document on file is returned. Raises UserError when the option has no
    terms, or when there is nobody to write to.
    """
    session = unit.session
    day = today(session, unit.now)
    chosen = language or language_of(session, loan_id, day)
    facts = explain_facts(session, loan_id, answers, unit.now, addressed=True)
    made = explanation(facts, chosen)
    title = made.title + (UNREVIEWED if page(facts, chosen).unreviewed else "")
    wording = template(key_of(facts.result.key), chosen.value)
    workout_id = offered_as(session, loan_id, facts.result)
    return archive(unit, loan_id, render(made), wording, title, workout_id)
