"""The state of an explanation: which option, in which language, and its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Language
from mortgage_collect.documents.explain import Page, page
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.explaining import explain_facts, language_of
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.queries.heading import LoanHeading, heading
from mortgage_collect.ui.desk import Desk
from mortgage_collect.workout.evaluate import evaluate
from mortgage_collect.workout.shelf import SHELF, option_of
from mortgage_collect.workout.shelf import option as option_with


@dataclass(frozen=True, slots=True)
class ExplainSight:
    """One option's pages in every language; none of them where `trouble` says why there is none.

    `own` is the first borrower's language.
    """

    who: LoanHeading
    option: str
    own: Language
    answers: Any = None
    pages: Mapping[Language, Page] = field(default_factory=dict)
    trouble: str = ""


def explain_sight(
    session: Any, loan_id: int, now: datetime, option: str = "", answers: Any = None
) -> ExplainSight:
    """The pages of an option: on these answers, or as the program would choose. No option named is
    the one that comes first for this household."""
    who = heading(session, loan_id)
    own = language_of(session, loan_id, local_date(now, the_bank(session).zone))
    key = option_of(answers).key if answers is not None else option
    try:
        if answers is None:
            case = case_of(session, loan_id, now)
            found = evaluate(case, options=(option_with(key),) if key else SHELF)
            first = next((found[k] for k in found.order if found[k].offer), found.best[0])
            key, answers = first.key, first.answers
            if first.offer is None:
                raise UserError(first.trouble, do=first.do)
        facts = explain_facts(session, loan_id, answers, now)
        pages = {language: page(facts, language) for language in Language}
    except UserError as error:
        return ExplainSight(who, key, own, trouble=str(error))
    return ExplainSight(who, key, own, answers, pages)


class ExplainModel(QObject):
    """`shown(ExplainSight)` for an option, `made(id)` when its paper is on file, `failed(text)`."""

    shown = Signal(object)
    made = Signal(int)
    failed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        loan_id: int,
        option: str = "",
        answers: Any = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.option, self._answers = option, answers
        self.seen: ExplainSight | None = None
        self._language: Language | None = None
        desk.runner.changed.connect(self._on_changed)

    @property
    def language(self) -> Language:
        """The one chosen; until then the first borrower's own."""
        if self._language is not None:
            return self._language
        return self.seen.own if self.seen is not None else Language.ENGLISH

    @property
    def page(self) -> Page | None:
        return None if self.seen is None else self.seen.pages.get(self.language)

    def refresh(self) -> None:
        ask = partial(
            explain_sight,
            loan_id=self.loan_id,
            now=self._desk.clock.now(),
            option=self.option,
            answers=self._answers,
        )
        self._desk.runner.look(
            ask,
            done=self._take,
            failed=self._desk.runner.in_words(self.failed.emit),
            newest=f"explain:{id(self)}",
        )

    def speak(self, language: Language) -> None:
        self._language = language
        if self.seen is not None:
            self.shown.emit(self.seen)

    def choose(self, option: str) -> None:
        """Another option, as the program would choose its terms."""
        if option != self.option:
            self.option, self._answers = option, None
            self.refresh()

    def make_paper(self) -> None:
        """Draws and archives the page that is shown; `made` brings its id."""
        seen = self.seen
        if seen is None or not seen.pages:
            return
        self._desk.runner.change(
            partial(_explain, loan_id=self.loan_id, answers=seen.answers, language=self.language),
            done=self.made.emit,
            failed=self._desk.runner.in_words(self.failed.emit),
            what=self.tr("Making the page"),
        )

    def _take(self, seen: ExplainSight) -> None:
        self.seen, self.option = seen, seen.option
        self.shown.emit(seen)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.seen is not None and ("bank" in touched or f"loan:{self.loan_id}" in touched):
            self.refresh()


def _explain(unit: Any, loan_id: int, answers: Any, language: Language) -> int:
    with waking:
        from mortgage_collect.services.explanations import explain

    return explain(unit, loan_id, answers, language)
