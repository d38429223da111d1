"""Putting a paper on file: exactly its bytes, with their fingerprint, and the wording it used."""

from __future__ import annotations

from sqlalchemy import select

from mortgage_collect.core.words import DocumentStatus
from mortgage_collect.documents.render import Paper
from mortgage_collect.documents.template import Template
from mortgage_collect.events.workouts import DocumentMade
from mortgage_collect.models.document import Document
from mortgage_collect.store.unit_of_work import UnitOfWork


def archive(
    unit: UnitOfWork,
    loan_id: int,
    paper: Paper,
    wording: Template,
    title: str,
    workout_id: int | None = None,
) -> int:
    """Archives a paper as a draft; returns the document's id.

    The same bytes about the same loan are the same paper: the one on file is returned.
    """
    held = unit.session.scalar(
        select(Document.id).where(
            Document.loan_id == loan_id,
            Document.sha256 == paper.sha256,
        )
    )
    if held is not None:
        return held
    document = Document(
        loan_id=loan_id,
        workout_id=workout_id,
        title=title,
        template=wording.key,
        template_version=wording.version,
        made_at=unit.now,
        made_by=unit.actor,
        status=DocumentStatus.DRAFT,
        pages=paper.pages,
        sha256=paper.sha256,
        content=paper.content,
    )
    unit.session.add(document)
    unit.session.flush()
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
