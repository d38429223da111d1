"""What a preview says: its lines of counts, what lies behind each, and the confirming key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
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
from mortgage_collect.tape.names import Name
from mortgage_collect.tape.parsed import Fate, LoanRow
from mortgage_collect.ui.kit.rows import Tone

SHOWN = 2_000  # lines behind a count; more than anybody reads


@dataclass(frozen=True, slots=True)
class Line:
    """One count of the summary. `amount` is the money behind it."""

    key: str
    words: str
    count: int
    amount: Money | None = None
    tone: Tone | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing behind a count: a loan, or one field of a loan."""

    number: str
    what: str
    was: str
    now: str
    row: int


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
    return tuple(
        (_wary if key in wary else Line)(key, words, plan.counts[key], upb[key])
        for key, words in names.items()
        if key != "older" or plan.older
    )


def behind(preview: Preview, key: str) -> tuple[tuple[Detail, ...], bool]:
    """What lies behind a count, and whether there is more of it than is shown."""
    found = tuple(islice(_behind(preview, key), SHOWN + 1))
    return found[:SHOWN], len(found) > SHOWN


def _behind(preview: Preview, key: str) -> Iterator[Detail]:
    match preview:
        case CustomersRead():
            yield from _people(preview, key)
            return
        case PaymentsRead():
            yield from _payments(preview, key)
            return
    plan = preview.plan
    if key == "changed":
        for change in plan.changed:
            row = change.row
            if change.returns:
                back = _tr("back on the tape")
                yield Detail(row.loan_number, back, change.status.label, "", row.row_number)
            for field in change.fields:
                yield Detail(
                    row.loan_number,
                    label(field.field),
                    shown(field.was),
                    shown(field.now),
                    row.row_number,
                )
    elif key == "older":
        for change in plan.older:
            number, at = change.row.loan_number, change.row.row_number
            for field in change.fields:
                what = _tr("{0}: added").format(label(field.field))
                yield Detail(number, what, shown(field.was), shown(field.now), at)
            for field in change.kept:
                what = _tr("{0}: the book keeps its own").format(label(field.field))
                yield Detail(number, what, shown(field.was), shown(field.now), at)
    elif key == "missing":
        for loan in plan.missing:
            balance = shown(loan.values.get("unpaid_principal_balance"))
            known = text.day(loan.as_of) if loan.as_of else ""
            yield Detail(loan.loan_number, _tr("last seen {0}").format(known), balance, "", 0)
    else:
        for row in getattr(plan, key):
            yield _loan(row)


def _loan(row: LoanRow) -> Detail:
    values = row.values
    who = str(values.get("borrower_name") or values.get("borrower_last_name") or "")
    place = str(values.get("property_address") or "")
    balance = shown(values.get("unpaid_principal_balance"))
    return Detail(row.loan_number, row.why or who or place, "", balance, row.row_number)


def _people(preview: CustomersRead, key: str) -> Iterator[Detail]:
    if key in ("differs", "unknown"):
        told = preview.differs if key == "differs" else preview.file.findings
        for found in told:
            if key == "differs" or (found.field == "loan_number" and "no loan" in found.says):
                yield Detail(found.loan_number, found.says, found.expected, found.found, found.row)
        return
    for row in preview.file.customers:
        for person in row.people:
            phones = ", ".join(text.phone(phone.digits) for phone in person.phones if phone.digits)
            reach = ", ".join(part for part in (phones, *person.emails) if part)
            yield Detail(row.loan_number, _name(person.name), "", reach, row.row_number)


def _name(name: Name) -> str:
    return f"{name.last}, {name.first}" if name.last and name.first else name.written


def _payments(preview: PaymentsRead, key: str) -> Iterator[Detail]:
    if key in ("held", "refused"):
        fate = Fate.HELD if key == "held" else Fate.REFUSED
        for row in preview.file.parsed.rows:
            if row.fate is fate:
                amount = shown(row.values.get("amount"))
                yield Detail(row.loan_number, row.why, "", amount, row.row_number)
        return
    numbers = {"known": preview.known, "large": preview.too_large}.get(key)
    for paid in preview.to_post if numbers is None else preview.file.payments:
        if numbers is None or paid.row_number in numbers:
            what = f"{paid.kind.label}, {text.day(paid.received)}"
            what += f", {paid.reference}" if paid.reference else ""
            yield Detail(paid.loan_number, what, "", str(paid.amount), paid.row_number)


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
