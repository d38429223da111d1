"""The page that explains an option to the borrower: drawn, and archived with its fingerprint."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from mortgage_collect.core.words import DocumentStatus, Language
from mortgage_collect.documents.explain import explanation, key_of, page
from mortgage_collect.documents.render import render
from mortgage_collect.documents.template import template
from mortgage_collect.events.workouts import DocumentMade
from mortgage_collect.models.document import Document
from mortgage_collect.queries.explaining import explain_facts, language_of, offered_as
from mortgage_collect.queries.facts import today
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
    paper = render(made)
    held = session.scalar(
        select(Document.id).where(Document.loan_id == loan_id, Document.sha256 == paper.sha256)
    )
    if held is not None:
        return held
    wording = template(key_of(facts.result.key), chosen.value)
    workout_id = offered_as(session, loan_id, facts.result)
    document = Document(
        loan_id=loan_id,
        workout_id=workout_id,
        title=made.title + (UNREVIEWED if page(facts, chosen).unreviewed else ""),
        template=wording.key,
        template_version=wording.version,
        made_at=unit.now,
        made_by=unit.actor,
        status=DocumentStatus.DRAFT,
        pages=paper.pages,
        sha256=paper.sha256,
        content=paper.content,
    )
    session.add(document)
    session.flush()
    unit.record(
        DocumentMade(
            about=f"loan:{loan_id}",
            document_id=document.id,
            workout_id=workout_id,
            template=wording.key,
            template_version=wording.version,
            sha256=paper.sha256,
        )
    )
    return document.id
