"""A way out of trouble explained to the borrower: computed from its terms, in plain words.

The words are templates (`resources/templates/explain/`), one for each option and language; what is
the same for several is a passage. This file tells them the figures of the terms, writes what is
unknown as unknown, and puts the meaning of hard words below the part that uses them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core.errors import Bug, UserError
from mortgage_collect.core.words import Language
from mortgage_collect.documents.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Table,
)
from mortgage_collect.documents.letterhead import Sender, letterhead
from mortgage_collect.documents.template import Item, Template, template
from mortgage_collect.documents.terms import Term, terms_in
from mortgage_collect.documents.told import Told, runs, told
from mortgage_collect.documents.writing import Writing, writing
from mortgage_collect.events.event import canonical
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.option import Offer

FOLDER: Final = "explain"
MARK: Final = "SIN REVISAR"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainFacts:
    """What a page says beside the terms.

    `offered` says that exactly these terms were offered in writing; everything else is told to be
    no offer. `translation_since` is the day from which the bank approved its translations, as they
    were worded then; None while it has not. Without a bank there is no letterhead, as for a case
    that is no loan of the book.
    """

    result: Result
    case: CaseFacts
    made_on: date
    bank: Sender | None = None
    receiver: tuple[str, ...] = ()
    loan_ends_in: str = ""
    offered: bool = False
    debt_collector: bool = False
    translation_since: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a screen shows: the page, the sentences to say, and the hard words in it.

    `unreviewed` is True for a translation nobody has approved; `review` says whose eye the
    wording still waits for.
    """

    title: str
    blocks: tuple[Block, ...]
    spoken: tuple[str, ...]
    terms: tuple[Term, ...]
    unreviewed: bool
    review: str


def key_of(option: str) -> str:
    """The template of an option's page."""
    return f"{FOLDER}/{option}"


def page(facts: ExplainFacts, language: Language) -> Page:
    """The page of one option. Raises UserError when it has no terms to explain."""
    wording = template(key_of(facts.result.key), language.value)
    write = writing(language)
    since = facts.translation_since
    unreviewed = wording.reviewed is False and (since is None or since < wording.date)
    offer = _offer(facts.result)
    given = told(
        facts.result,
        facts.case,
        write,
        offered=facts.offered,
        debt_collector=facts.debt_collector,
        unreviewed=unreviewed,
    )
    blanks, parts = _asked(wording, given)
    filled = wording.fill(
        blanks, parts, {name: _PLACES[name](offer, write) for name in wording.places}
    )
    said = wording.spoken(blanks, parts)
    words = [wording.title, *_running(filled), *said]
    return Page(
        title=wording.title,
        blocks=tuple(_explained(filled, language)),
        spoken=said,
        terms=tuple(terms_in("\n".join(words), language)),
        unreviewed=unreviewed,
        review=wording.review,
    )


def spoken(result: Result, case: CaseFacts, language: Language) -> tuple[str, ...]:
    """The sentences to say on the telephone. Raises UserError when there are no terms."""
    return page(ExplainFacts(result=result, case=case, made_on=case.as_of), language).spoken


def explanation(facts: ExplainFacts, language: Language) -> Document:
    """The paper. Raises UserError when the option has no terms to explain."""
    shown, write = page(facts, language), writing(language)
    wording = template(key_of(facts.result.key), language.value)
    loan = write.words["ending_in"].format(facts.loan_ends_in) if facts.loan_ends_in else ""
    head: tuple[Block, ...] = ()
    if facts.bank is not None:
        beside = [(write.words["date"], write.day(facts.made_on))]
        if loan:
            beside.append((write.words["loan"], loan))
        head = (letterhead(facts.bank, facts.receiver, beside=tuple(beside)),)
    return Document(
        title=wording.title,
        language=language.value,
        blocks=(*head, Heading(wording.title, 1), *shown.blocks),
        footer=(
            _reference(facts, wording),
            write.words["figures"].format(write.day(facts.case.as_of)),
            write.words["wording"].format(wording.version, write.day(wording.date)),
        ),
        author=facts.bank.name if facts.bank else "",
        made_on=facts.made_on.isoformat(),
        subject=loan,
        mark=MARK if shown.unreviewed else "",
    )


def _reference(facts: ExplainFacts, wording: Template) -> str:
    """From what the page says, so that the same page has the same number."""
    offer = facts.result.offer
    held = canonical(
        {
            "template": wording.key,
            "version": wording.version,
            "terms": {
                "answers": facts.result.answers,
                "cost": offer.total_cost if offer else None,
            },
            "as_of": facts.case.as_of,
            "standing": {"offered": facts.offered, "since": facts.translation_since},
            "loan": facts.loan_ends_in,
        }
    )
    return f"EX-{hashlib.sha256(held.encode()).hexdigest()[:8]}"


def _offer(result: Result) -> Offer:
    if result.offer is None or result.figures is None:
        raise UserError(
            result.trouble or f"{result.label} has no terms to explain.",
            do=result.do or "Look at another option.",
        )
    return result.offer


def _asked(wording: Template, given: Told) -> tuple[Item, dict[str, Sequence[Item]]]:
    """What this template asks for of all that could be told. Raises Bug for what nobody tells."""
    inner = wording.parts
    if missing := sorted(frozenset(inner) - frozenset(given.parts)):
        raise Bug(f"{wording.key}: nobody tells the part {', '.join(missing)}")
    parts = dict[str, Sequence[Item]]()
    for name, asked in inner.items():
        parts[name] = [
            {blank: item[blank] for blank in item if blank in asked} for item in given.parts[name]
        ]
    used = wording.blanks.union(*inner.values())
    return {name: text for name, text in given.blanks.items() if name in used}, parts


# -- tables --------------------------------------------------------------------------------------


def _schedule(offer: Offer, write: Writing) -> list[Block]:
    """Every monthly payment from now to the end, in runs of equal ones."""
    if not offer.stretches:
        return []
    rates = {each.rate for each in offer.stretches if each.rate is not None}
    columns = [
        Column(write.words["number"], Align.RIGHT, 10),
        Column(write.words["from"], weight=20),
        Column(write.words["to"], weight=20),
        Column(write.words["each"], Align.RIGHT, 18),
    ]
    if len(rates) > 1:
        columns.append(Column(write.words["rate"], Align.RIGHT, 14))
    rows = list[tuple[str, ...]]()
    for each in runs(offer):
        row = [
            f"{each.months:,}",
            write.day(each.first_due),
            write.day(each.last_due),
            str(each.amount),
        ]
        if len(rates) > 1:
            rate = each.stretch.rate
            row.append(str(rate) if rate is not None else write.words["unknown"])
        rows.append(tuple(row))
    return [Table(tuple(columns), tuple(rows))]


_PLACES: Final = {"schedule": _schedule}


# -- hard words ----------------------------------------------------------------------------------


def _explained(filled: Sequence[Block], language: Language) -> Iterator[Block]:
    """Each hard word's meaning below the section that uses it first."""
    known = set[Term]()
    section = list[Block]()
    for block in (*filled, None):
        if block is None or isinstance(block, Heading):
            yield from section
            found = terms_in("\n".join(_running(section)), language)
            fresh = [term for term in found if term not in known]
            yield from (Note(term.line) for term in fresh)
            known.update(fresh)
            section = []
        if block is not None:
            section.append(block)


def _running(blocks: Sequence[Block]) -> list[str]:
    """The running text, in which a hard word is looked for."""
    return [block.text for block in blocks if isinstance(block, Heading | Paragraph)]
