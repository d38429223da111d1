"""What a preview says: its lines of counts, what lies behind each, and the confirming key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.services.customers import CustomersRead
from mortgage_collect.services.imports import Preview
from mortgage_collect.services.payment_files import PaymentsRead
from mortgage_collect.services.tapes import Proposal
from mortgage_collect.tape.control_totals import ControlTotal
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.parsed import Fate
from mortgage_collect.ui.kit.rows import Tone


@dataclass(frozen=True, slots=True)
class Line:
    """One count of the summary. `amount` is the money behind it."""

    key: str
    words: str
    count: int
    amount: Money | None = None
    tone: Tone | None = None
    hint: str = ""


def lines(preview: Preview) -> tuple[Line, ...]:
    """The summary, in the order in which it is read."""
    match preview:
        case CustomersRead():
            return (
                Line("new_people", _tr("New people"), preview.new_people),
                Line("known_people", _tr("People on file already"), preview.known_people),
                Line("new_points", _tr("New numbers and e-mails"), preview.new_points),
                _wary("differs", _tr("Staff wrote otherwise"), len(preview.differs)),
                _wary("unknown", _tr("Loans not in the book"), preview.unknown_loans),
            )
        case PaymentsRead():
            held = [row for row in preview.file.parsed.rows if row.fate is Fate.HELD]
            refused = [row for row in preview.file.parsed.rows if row.fate is Fate.REFUSED]
            known = [row for row in preview.file.payments if row.row_number in preview.known]
            large = [row for row in preview.file.payments if row.row_number in preview.too_large]
            return (
                Line("post", _tr("To post"), len(preview.to_post), _money(preview.to_post)),
                Line("known", _tr("On file already"), len(known), _money(known)),
                _wary("large", _tr("More than the debt"), len(large), _money(large)),
                _wary("held", _tr("Held back, see what was found"), len(held)),
                _wary("refused", _tr("Refused"), len(refused)),
            )
    plan, upb = preview.plan, preview.plan.upb
    names = {
        "new": _tr("New"),
        "changed": _tr("Changed"),
        "unchanged": _tr("Unchanged"),
        "older": _tr("Newer in the book"),
        "missing": _tr("Not on this tape"),
        "held": _tr("Held back, see what was found"),
        "refused": _tr("Refused"),
        "duplicates": _tr("Twice in the file"),
    }
    wary = ("missing", "held", "refused")
    shown = tuple(
        (_wary if key in wary else Line)(key, words, plan.counts[key], upb[key])
        for key, words in names.items()
        if key != "older" or plan.older
    )
    if not plan.contested:
        return shown
    return (*shown, _wary("contested", _tr("Staff wrote otherwise"), len(plan.contested)))


def totals(preview: Preview) -> tuple[ControlTotal, ...]:
    """The file's count and money columns with its own totals, and a report's, beside them."""
    if isinstance(preview, PaymentsRead):
        return (ControlTotal("amount", _tr("Payments"), preview.file.total),)
    return preview.totals if isinstance(preview, Proposal) else ()


def would_write(preview: Preview) -> int:
    """How many things an import would change."""
    match preview:
        case CustomersRead():
            return preview.new_people + preview.known_people
        case PaymentsRead():
            return len(preview.to_post)
    counts = preview.plan.counts
    return sum(counts[key] for key in ("new", "changed", "unchanged", "older", "missing"))


def confirm(preview: Preview) -> str:
    """The one plain confirming key."""
    match preview:
        case CustomersRead():
            return _tr("Import {0}").format(
                text.count(preview.new_people + preview.known_people, _tr("person"), _tr("people"))
            )
        case PaymentsRead():
            return _tr("Post {0}").format(text.count(len(preview.to_post), _tr("payment")))
    counts = preview.plan.counts
    parts = [
        _tr("{0} changed").format(f"{counts['changed']:,}") if counts["changed"] else "",
        _tr("{0} new").format(f"{counts['new']:,}") if counts["new"] else "",
    ]
    said = ", ".join(part for part in parts if part)
    if not said and preview.plan.older:
        return _tr("Import an older tape")
    return _tr("Import {0}").format(said or _tr("{0} unchanged").format(f"{counts['unchanged']:,}"))


def done(preview: Preview) -> str:
    """What an import did, in one sentence."""
    match preview:
        case CustomersRead():
            return _tr("{0} new and {1} known people brought in.").format(
                f"{preview.new_people:,}", f"{preview.known_people:,}"
            )
        case PaymentsRead():
            return _tr("{0} posted, {1}.").format(
                text.count(len(preview.to_post), _tr("payment")), _money(preview.to_post)
            )
    counts = preview.plan.counts
    as_of = text.day(preview.plan.as_of) if preview.plan.as_of else ""
    said = {
        "new": _tr("{0} new"),
        "changed": _tr("{0} changed"),
        "unchanged": _tr("{0} unchanged"),
        "older": _tr("{0} kept as the later tape has them"),
    }
    parts = [words.format(f"{counts[key]:,}") for key, words in said.items() if counts[key]]
    return _tr("The tape of {0} is in: {1}.").format(as_of, text.listed(parts))


def label(field: str) -> str:
    known = all_fields().get(field)
    return known.label if known else field.replace("_", " ")


def shown(value: Any) -> str:
    """A value of a tape as a person writes it; nothing is said to be blank."""
    if value is None or value == "":
        return _tr("blank")
    if hasattr(value, "isoformat"):
        return text.day(value)
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    return str(value)


def _wary(key: str, words: str, count: int, amount: Money | None = None) -> Line:
    return Line(key, words, count, amount, "caution" if count else None)


def _money(rows: Iterable[Any]) -> Money:
    return Money(
        sum((-1 if row.kind.value == "reversal" else 1) * row.amount.cents for row in rows)
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Tapes", words)
