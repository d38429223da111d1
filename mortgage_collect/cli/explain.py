"""`explain`: the page of one option for the borrower, as text, and as a PDF where asked for."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mortgage_collect.cli.answer import Answer
from mortgage_collect.cli.cases import case_in_file
from mortgage_collect.cli.opening import opened, refuse_place, written
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import Language
from mortgage_collect.documents.document import Block, Heading, Note, Paragraph, Table
from mortgage_collect.documents.explain import ExplainFacts, Page, explanation, page
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Result, evaluate
from mortgage_collect.workout.shelf import option

WIDTH = 92


def explain(given: argparse.Namespace) -> Answer:
    """A PDF of a loan is archived in the database; without one nothing is written down."""
    if given.pdf is not None:
        refuse_place(given.pdf, ".pdf")
    path = Path(given.what)
    found = _file if path.suffix.lower() == ".json" else _book
    number, language, facts, pdf = found(given)
    shown = page(facts, language)
    lines, data = list(_lines(shown, facts)), _data(number, language, shown, facts)
    if given.pdf is not None:
        content, more = pdf
        data["pdf"] = {"path": str(given.pdf), "sha256": written(given.pdf, content), **more}
        lines += ["", f"Saved as {given.pdf}"]
    return Answer(tuple(lines), data)


Found = tuple[str, Language, ExplainFacts, tuple[bytes, dict[str, Any]]]


def _file(given: argparse.Namespace) -> Found:
    number, case, pay, _ = case_in_file(Path(given.what))
    result = _result(case, given.option, given.pay or pay)
    facts = ExplainFacts(result=result, case=case, made_on=case.as_of, loan_ends_in=number[-4:])
    language = Language(given.language or Language.ENGLISH)
    content = b""
    if given.pdf is not None:
        from mortgage_collect.documents.render import render

        content = render(explanation(facts, language)).content
    return number, language, facts, (content, {})


def _book(given: argparse.Namespace) -> Found:
    from mortgage_collect.queries.case import case_of
    from mortgage_collect.queries.explaining import explain_facts, language_of
    from mortgage_collect.queries.facts import loan_by_number, today
    from mortgage_collect.services.agreements import document_bytes
    from mortgage_collect.services.explanations import explain as archive

    with opened(given, Permission.WORK if given.pdf else None) as store:
        with store.view() as session:
            now = store.clock.now()
            loan = loan_by_number(session, given.what)
            number, loan_id = loan.number, loan.id
            result = _result(case_of(session, loan_id, now), given.option, given.pay)
            facts = explain_facts(session, loan_id, result.answers, now)
            own = language_of(session, loan_id, today(session, now))
        language = Language(given.language) if given.language else own
        if given.pdf is None:
            return number, language, facts, (b"", {})
        with store.unit() as unit:
            document_id = archive(unit, loan_id, result.answers, language)
        with store.view() as session:
            content = document_bytes(session, document_id)
        return number, language, facts, (content, {"document_id": document_id})


def _result(case: CaseFacts, key: str, pay: Money | None) -> Result:
    """The terms the program would choose. Raises UserError where there are none."""
    (result,) = evaluate(case, pay, (option(key),)).results
    if result.offer is None:
        raise UserError(result.trouble, do=result.do)
    return result


# -- to a person ------------------------------------------------------------------------------


def _lines(shown: Page, facts: ExplainFacts) -> Iterator[str]:
    yield shown.title
    if shown.unreviewed:
        yield "UNREVIEWED: the bank has not approved this translation."
    if shown.review:
        yield f"UNVERIFIED: the wording is {shown.review}."
    if facts.result.trouble:
        yield f"?  {facts.result.trouble} {facts.result.do}".strip()
    for block in shown.blocks:
        yield from _block(block)
    yield from ("", "* Say:")
    for sentence in shown.spoken:
        yield from _wrapped(sentence, "  ", "    ")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield from ("", f"# {text}")
        case Paragraph():
            mark = "- " if block.bullet else ""
            yield from _wrapped(block.text, mark, " " * len(mark))
        case Note(text=text):
            yield from _wrapped(text, "> ", "> ")
        case Table():
            titles = tuple(column.title for column in block.columns)
            widths = [max(map(len, cells)) for cells in zip(titles, *block.rows, strict=True)]
            for row in (titles, *block.rows):
                cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
                yield "    " + "  ".join(cells).rstrip()


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Lines of a paragraph; a telephone number is not broken."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


# -- to a program -----------------------------------------------------------------------------


def _data(number: str, language: Language, shown: Page, facts: ExplainFacts) -> dict[str, Any]:
    return {
        "loan": number,
        "as_of": facts.case.as_of.isoformat(),
        "option": facts.result.key,
        "language": language.value,
        "title": shown.title,
        "unreviewed": shown.unreviewed,
        "review": shown.review,
        "offered": facts.offered,
        "trouble": facts.result.trouble,
        "text": [line for block in shown.blocks for line in _block(block)],
        "spoken": list(shown.spoken),
        "terms": [{"term": term.shown, "says": term.says} for term in shown.terms],
    }
