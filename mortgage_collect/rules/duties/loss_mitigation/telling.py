"""How an application stands, in pairs of name and words, for whoever works on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.rules.duties.loss_mitigation.answer import Answer
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding
from mortgage_collect.rules.matters import application_words as word

OUTCOMES = dict(word.APPEAL_OUTCOMES)


def told_of(one: ApplicationStanding, today: date) -> tuple[tuple[str, str], ...]:
    """What is known of it at the end of a day; a name without words is left out."""
    return tuple((name, words) for name, words in _pairs(one, today) if words)


def _pairs(one: ApplicationStanding, today: date) -> Iterator[tuple[str, str]]:
    if one.over is not None:
        yield "Over", f"since {text.day(one.over)}"
    if one.counts_from is None:
        yield "Counts", "not yet: whoever applied is not confirmed as a successor in interest"
    elif one.counts_from != one.received:
        yield "Counts", f"as received on {text.day(one.counts_from)}"
    if one.duplicate:
        yield "Duplicate", "an earlier complete one was decided and the loan was not current since"
    yield "Complete", _complete(one, today)
    yield "Sale", _sale(one)
    yield "Rights", _rights(one)
    if one.answer is not None:
        yield from _answer(one.answer)


def _complete(one: ApplicationStanding, today: date) -> str:
    missing = one.missing(today)
    if missing:
        told = f", asked for by {text.day(one.told_date)}" if one.told_date else ""
        return f"no: {text.listed(missing)} missing{told}"
    if one.complete is None:
        return "no"
    if one.facially is not None and one.facially != one.complete:
        first, last = text.day(one.facially), text.day(one.complete)
        return f"on its face since {first}, in fact since {last}"
    return f"since {text.day(one.complete)}"


def _sale(one: ApplicationStanding) -> str:
    if one.sale_days is None:
        return "no day of sale was set when it came in"
    return f"{text.count(one.sale_days, 'day')} after it came in"


def _rights(one: ApplicationStanding) -> str:
    rights = one.rights
    if rights is None:
        return ""
    if not one.evaluation_owed:
        return "no evaluation is owed: the sale was too near when it was complete"
    parts = ["an evaluation of every option"]
    if rights.accept_days is not None:
        parts.append(f"{rights.accept_days} days at least to answer an offer")
    if rights.appeal_by_sale or one.before_filing:
        parts.append("an appeal of a denied modification")
    if one.before_filing:
        parts.append("no first filing while it is pending")
    return ", ".join(parts)


def _answer(answer: Answer) -> Iterator[tuple[str, str]]:
    yield "Offered", text.listed(answer.offered)
    yield "Denied", text.listed(answer.denied)
    yield "Evaluated by", answer.decision.text("evaluator")
    yield "Offer", _offer(answer)
    yield "Appeal", _appeal(answer)
    if answer.failed is not None:
        yield "Not kept", f"since {text.day(answer.failed)}"


def _offer(answer: Answer) -> str:
    if answer.accepted is not None:
        which = answer.accepted.text("option")
        return f"accepted {text.day(answer.accepted.on)}" + (f": {which}" if which else "")
    if answer.rejected_on is not None:
        how = "by silence" if answer.silent else "by their word"
        return f"rejected {text.day(answer.rejected_on)}, {how}"
    if answer.appeal_pending and answer.offered:
        return "open until 14 days after the appeal is decided"
    if answer.accept_until is not None:
        return f"open until {text.day(answer.accept_until)}"
    return ""


def _appeal(answer: Answer) -> str:
    if answer.appealed_late is not None:
        return f"came in late, {text.day(answer.appealed_late)}"
    decided = answer.appeal_decision
    if decided is not None:
        outcome = OUTCOMES.get(answer.outcome, answer.outcome).lower()
        reviewer = decided.text("reviewer")
        by = f", reviewed by {reviewer}" if reviewer else ""
        return f"decided {text.day(decided.on)}: {outcome}{by}"
    if answer.appealed is not None:
        other = answer.decision.text("evaluator")
        unlike = f"other than {other}" if other else "who took no part in the evaluation"
        return f"came in {text.day(answer.appealed)}; to be reviewed by somebody {unlike}"
    if answer.appeal_until is not None:
        return f"may come in until {text.day(answer.appeal_until)}"
    return ""
