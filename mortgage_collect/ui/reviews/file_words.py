"""A review on file as amounts under one another: figures, changes, workings, screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.step import Step
from mortgage_collect.queries.reviews import ReviewView
from mortgage_collect.review.compare import (
    ChangedLine,
    ComparedFigure,
    changed_lines,
    compared_figures,
)
from mortgage_collect.review.household import Household
from mortgage_collect.review.imminent_default import Check, Screening
from mortgage_collect.review.income_lines import IncomeLine
from mortgage_collect.review.line import Entry, LineSpec
from mortgage_collect.review.papers import Paper
from mortgage_collect.review.ratios import ratio_text
from mortgage_collect.ui.kit.amount_list import Amount
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.reviews.amount_field import standing_words
from mortgage_collect.ui.reviews.line_field import said


def figures(now: Household, was: Household | None) -> list[Amount]:
    """Every figure, and what it was in the version beside it where that differs."""
    found = []
    for each in compared_figures(was or now, now):
        note = "" if was is None or each.same else _tr("was {0}").format(_figure(each.was))
        found.append(_amount(each, note, now))
    return found


def reserves_note(home: Household) -> str:
    """The reserves as a number of payments."""
    months = home.months_of_reserves(home.payment)
    if months is None:
        return ""
    tenths = months.numerator * 10 // months.denominator
    return _tr("{0} payments").format(f"{tenths // 10}.{tenths % 10}")


def changes(now: ReviewView, was: ReviewView) -> list[Amount]:
    """The answers that are not the same, each with what it was below it."""
    return [part for each in changed_lines(was.entries, now.entries) for part in _changed(each)]


def incomes(home: Household) -> Iterator[Amount]:
    """Each income with its arithmetic."""
    for each in home.incomes:
        yield Amount(each.spec.label, _counted(each), strong=True)
        yield from _steps(each.steps)


def workings(home: Household) -> Iterator[Amount]:
    """How the surplus and the ratios came about."""
    surplus = home.surplus_after(home.payment)
    yield from _worked(_tr("Surplus"), surplus.value, surplus.steps[:-1])
    for name, share in (
        (_tr("Housing ratio"), home.front_end(home.payment)),
        (_tr("Back-end ratio"), home.back_end(home.payment)),
    ):
        yield from _steps(share.steps[:3], unknown=_tr("unknown"))
        yield Amount(name, _figure(share.value), strong=True, ruled=True)


def residual(home: Household) -> Iterator[Amount]:
    """What the VA's table asks for, and what is there."""
    found, needed = home.residual_after(home.payment), home.residual_required
    yield from _worked(_tr("Residual income"), found.value, found.steps[:-1])
    if home.region is None or not home.family_size:
        about = ""
    else:
        about = _tr("{0}, {1}, loan of {2}").format(
            home.region.label,
            text.count(home.family_size, _tr("person"), _tr("people")),
            home.loan_amount or _tr("unknown amount"),
        )
    tone: Tone | None = None
    if found.value is not None and needed is not None:
        tone = "clear" if found.value >= needed else "caution"
    yield Amount(_tr("The VA's table asks for"), _figure(needed), about, tone=tone)


def screening(found: Screening) -> Iterator[Amount]:
    """Each test of the imminent-default screen with what was found."""
    for need, heading in (("all", _tr("each of")), ("any", _tr("one of"))):
        for test in found.tests:
            if test.needs == need:
                says = " \u2013 ".join(part for part in (test.found, _met(test)) if part)
                yield Amount(f"{heading}: {test.asks}", says, tone=_tone(test))


def verdict(found: Screening) -> str:
    """The screen in a sentence."""
    if found.imminent is None:
        missing = text.listed([test.asks for test in found.unknown])
        return _tr("Not decided. Not known: {0}.").format(missing)
    return _tr("Default is imminent.") if found.imminent else _tr("Default is not imminent.")


def papers(wanted: Sequence[Paper]) -> Iterator[Amount]:
    """Each paper with what else would do."""
    for each in wanted:
        other = [_tr("or {0}").format(words) for words in each.any_of[1:]]
        yield Amount(f"{each.what_for}: {', '.join((each.any_of[0], *other))}")
        if each.why:
            yield Amount("", "", each.why)


def _changed(each: ChangedLine) -> Iterator[Amount]:
    was = _answer(each.was, each.spec)
    note = _tr("was {0}").format(was)
    if each.by is not None and each.by:
        sign = "+" if each.by > ZERO else ""
        note = _tr("{0}; {1} a month").format(note, f"{sign}{each.by}")
    yield Amount(each.spec.label, _answer(each.now, each.spec))
    yield Amount("", "", note)


def _answer(entry: Entry | None, spec: LineSpec) -> str:
    if entry is None:
        return _tr("not told")
    words = said(entry, spec)
    return f"{words} ({standing_words(entry.standing)})" if spec.kind == "money" else words


def _amount(each: ComparedFigure, note: str, home: Household) -> Amount:
    if each.now is None:
        return Amount(each.label, _tr("unknown"), note, tone="caution")
    if each.key == "reserves":
        note = ", ".join(part for part in (reserves_note(home), note) if part)
    tone: Tone | None = None
    if each.key == "surplus" and isinstance(each.now, Money):
        tone = "caution" if each.now < ZERO else "clear"
    return Amount(each.label, _figure(each.now), note, strong=each.key == "surplus", tone=tone)


def _counted(each: IncomeLine) -> str:
    if each.left_out:
        return _tr("left out")
    return _tr("{0} owed").format(each.debt) if each.debt else str(each.counted)


def _worked(name: str, value: Money | None, steps: Sequence[Step]) -> Iterator[Amount]:
    yield from _steps(steps, unknown=_tr("unknown"))
    yield Amount(name, _figure(value), strong=True, ruled=True)


def _steps(steps: Sequence[Step], unknown: str = "") -> Iterator[Amount]:
    """`unknown` is for steps that are amounts by nature; others are words alone."""
    for step in steps:
        yield Amount.of(step.says[:1].upper() + step.says[1:], step.amount, unknown=unknown)


def _met(test: Check) -> str:
    return {None: "", True: _tr("met"), False: _tr("not met")}[test.met]


def _tone(test: Check) -> Tone | None:
    tones: dict[bool | None, Tone | None] = {None: "caution", True: "clear", False: None}
    return tones[test.met]


def _figure(value: Money | Fraction | None) -> str:
    match value:
        case None:
            return _tr("unknown")
        case Fraction():
            return ratio_text(value)
    return str(value)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReviewFile", words)
