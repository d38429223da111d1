"""How far the bank has approved the translations of the pages for borrowers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import Language
from mortgage_collect.documents.explain import key_of
from mortgage_collect.documents.shelf import EXPLAINED
from mortgage_collect.documents.template import template
from mortgage_collect.models.bank import Policy
from mortgage_collect.queries.explaining import APPROVED, TRANSLATION, translation_since

LANGUAGES = (Language.SPANISH,)
"""Those our pages are translated into."""


@dataclass(frozen=True, slots=True)
class TranslatedPage:
    """One page: when its wording is from, and whether the approval covers that wording."""

    key: str
    title: str
    english: str
    version: str
    worded_on: date
    approved: bool


@dataclass(frozen=True, slots=True)
class TranslationView:
    """The state of a language on a day; `since` is None while nothing is approved."""

    language: Language
    since: date | None
    why: str
    pages: tuple[TranslatedPage, ...]

    @property
    def approved(self) -> int:
        """How many pages the approval covers."""
        return sum(each.approved for each in self.pages)


def translations(session: Session, on: date) -> tuple[TranslationView, ...]:
    """Every language, with each of its pages."""
    since = translation_since(session, on)
    why = ""
    if since is not None:
        row = session.execute(
            select(Policy.why)
            .where(Policy.key == TRANSLATION, Policy.since == since, Policy.value == APPROVED)
            .order_by(Policy.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        why = row or ""
    return tuple(
        TranslationView(language, since, why, _pages(language, since)) for language in LANGUAGES
    )


def _pages(language: Language, since: date | None) -> tuple[TranslatedPage, ...]:
    found = []
    for key in EXPLAINED:
        worded = template(key_of(key), language.value)
        english = template(key_of(key), Language.ENGLISH.value)
        approved = worded.reviewed is not False or (since is not None and since >= worded.date)
        found.append(
            TranslatedPage(key, worded.title, english.title, worded.version, worded.date, approved)
        )
    return tuple(found)
