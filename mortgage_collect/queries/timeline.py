"""The history of one loan as a specialist reads it: newest first, one sentence an entry."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import (
    Channel,
    FlagKind,
    PaymentKind,
    Role,
    WorkoutStatus,
)
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.person import LoanPerson
from mortgage_collect.models.tape import Tape, TapeChange
from mortgage_collect.queries.timeline_bank import SAY as BANK
from mortgage_collect.queries.timeline_contacts import details_shown, logged, taken_back
from mortgage_collect.queries.timeline_matters import SAY as MATTERS
from mortgage_collect.queries.was_and_now import was_and_now
from mortgage_collect.review import lines

Body = dict[str, Any]
LIMIT = 200


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """`kind` picks the icon: contact, note, next, promise, payment, quote, review, plan,
    document, flag, matter or data. `contact_id` is that of a contact which may still be taken
    back; `written_at` when it was written down, where that was later."""

    seq: int
    at: datetime
    actor: str
    kind: str
    title: str
    detail: str = ""
    contact_id: int | None = None
    written_at: datetime | None = None


def timeline(session: Session, loan_id: int, *, limit: int = LIMIT) -> tuple[TimelineRow, ...]:
    """Entries about the loan and about the people on it, newest first, tape changes among them."""
    people = session.scalars(select(LoanPerson.person_id).where(LoanPerson.loan_id == loan_id))
    abouts = [f"loan:{loan_id}", *(f"person:{person}" for person in people)]
    entries = session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.about.in_(abouts))
        .order_by(HistoryEntry.seq.desc())
        .limit(limit)
    ).all()
    # A reversing entry is younger than what it takes back: it is among them where that is.
    back = {_contact_of(entry) for entry in entries if entry.event == "ContactReversed"}
    rows = [_standing(row, back) for row in _gathered(entries)]
    rows.extend(_tapes(session, loan_id, limit))
    return tuple(sorted(rows, key=lambda row: (row.at, row.seq), reverse=True)[:limit])


def told(entry: HistoryEntry) -> TimelineRow:
    """One entry in words; an event this table does not know is shown by its name."""
    body: Body = json.loads(entry.body)
    kind, say = _SAY.get(entry.event, ("data", lambda _: (_spaced(entry.event), "")))
    title, detail = say(body)
    # A contact stands where it took place, also when it was written down later.
    took_place = body.get("took_place")
    at = datetime.fromisoformat(took_place) if took_place else entry.at
    contact = body["contact_id"] if entry.event == "ContactLogged" else None
    later = entry.at if took_place else None
    return TimelineRow(entry.seq, at, entry.actor, kind, title, detail, contact, later)


STANDS = {
    "fits": "fits",
    "unknown": "has open points",
    "against": "something is against it",
    "barred": "not possible",
}


def _contact_of(entry: HistoryEntry) -> int:
    return int(json.loads(entry.body)["contact_id"])


def _standing(row: TimelineRow, back: set[int]) -> TimelineRow:
    """The entry as it stands now: one that was taken back says so."""
    if row.contact_id not in back:
        return row
    return replace(row, title=f"{row.title} (taken back)", contact_id=None)


def _gathered(entries: Iterable[HistoryEntry]) -> Iterable[TimelineRow]:
    """A review saves line by line; a run of its lines is shown as one entry."""
    run: list[HistoryEntry] = []
    for entry in [*entries, None]:
        if entry is not None and entry.event == "ReviewLineSaved":
            run.append(entry)
            continue
        if len(run) > 1:
            newest = told(run[0])
            names = [_asked(json.loads(line.body)["line"]) for line in run]
            yield TimelineRow(
                newest.seq,
                newest.at,
                newest.actor,
                "review",
                f"Financial review: {text.count(len(run), 'line')} saved",
                ", ".join(reversed(names)),
            )
        else:
            yield from map(told, run)
        run = []
        if entry is not None:
            yield told(entry)


def _tapes(session: Session, loan_id: int, limit: int) -> Iterable[TimelineRow]:
    rows = session.execute(
        select(TapeChange, Tape)
        .join(Tape, Tape.id == TapeChange.tape_id)
        .where(TapeChange.loan_id == loan_id)
        .order_by(TapeChange.tape_id.desc(), TapeChange.id)
        .limit(limit)
    ).all()
    by_tape: dict[int, tuple[Tape, list[TapeChange]]] = {}
    for change, tape in rows:
        by_tape.setdefault(tape.id, (tape, []))[1].append(change)
    for tape, changes in by_tape.values():
        as_of = f" as of {text.day(tape.as_of)}" if tape.as_of else ""
        yield TimelineRow(
            seq=0,
            at=tape.imported_at,
            actor=tape.imported_by,
            kind="data",
            title=f"Tape{as_of}: {text.count(len(changes), 'field')} changed",
            detail="; ".join(
                was_and_now(change.field, change.was, change.now) for change in changes[:8]
            ),
        )


def _spaced(name: str) -> str:
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return words.capitalize()


def _money(body: Body, key: str = "amount") -> str:
    return str(Money.of(body[key]))


def _clock(written: str) -> str:
    return text.clock(time.fromisoformat(written))


def _on(body: Body, key: str) -> str:
    return text.day(date.fromisoformat(body[key]))


def _best(body: Body) -> str:
    if body["trouble"]:
        return str(body["trouble"])
    return "; ".join(
        f"{key.replace('_', ' ')}: {STANDS.get(verdict, verdict)}" for key, verdict in body["best"]
    )


def _asked(key: str) -> str:
    """What a line of the review asks; its key for a line the review no longer has."""
    try:
        return lines.line(key).label
    except KeyError:
        return key.replace("_", " ")


def _changes(body: Body) -> str:
    return "; ".join(was_and_now(c["field"], c["was"], c["now"]) for c in body.get("changes", ()))


def _earlier(body: Body) -> str:
    told = (each.replace("_", " ") or "nothing done" for each in body["now"])
    return "; ".join(told) or "none"


def _household(body: Body) -> tuple[str, str]:
    was, now = body["change"]["was"], body["change"]["now"]
    if now is None:
        return f"Taken out of the household {was}", body["why"]
    moved = f"Moved from the household {was} to" if was else "Put into"
    return f"{moved} the household {now}", body["why"]


def _authorization(body: Body) -> tuple[str, str]:
    said = {
        True: "Noted: this person may hear of the loan",
        False: "Noted: this person may not hear of the loan",
        None: "Whether this person may hear of the loan is not known",
    }
    return said[body["now"]], body["how"]


def _paper(body: Body) -> str:
    """Which paper it is; its whole fingerprint stands on the paper's own page."""
    return str(body["template"]).rpartition("/")[2].replace("_", " ").partition(".")[0]


def _stood(status: str) -> str:
    """A plan's status as every screen calls it."""
    return WorkoutStatus(status).label.lower()


def _flag(body: Body) -> str:
    return FlagKind(body["kind"]).label


_SAY: dict[str, tuple[str, Callable[[Body], tuple[str, str]]]] = {
    "ContactLogged": ("contact", logged),
    "ContactReversed": ("contact", taken_back),
    "DetailsShown": ("contact", details_shown),
    "ContactReviewed": (
        "contact",
        lambda b: (f"Reviewed: {Channel(b['channel']).label.lower()} against the guard", b["note"]),
    ),
    "ContactCorrected": ("contact", lambda b: ("Contact corrected", _changes(b))),
    "NoteWritten": ("note", lambda b: ("Note", b["note"])),
    "NextActionSet": (
        "next",
        lambda b: (
            f"Next: {b['action'] or 'follow up'} on {_on(b, 'on')}"
            if b["on"]
            else "No next action",
            b["reason"],
        ),
    ),
    "PromiseMade": (
        "promise",
        lambda b: (f"Promised {_money(b)} by {_on(b, 'due_on')}", ""),
    ),
    "PromiseDecided": (
        "promise",
        lambda b: (
            f"Promise {b['status'].replace('_', ' ')}",
            f"{_money(b, 'received')} received. {b['why']}",
        ),
    ),
    "PaymentPosted": (
        "payment",
        lambda b: (
            (
                f"{PaymentKind(b['kind']).label} payment of {_money(b)} "
                f"received {_on(b, 'received_on')}"
            ),
            f"Arrears {_money(b, 'arrears_was')} \u2192 {_money(b, 'arrears_now')}",
        ),
    ),
    "PaymentReversed": (
        "payment",
        lambda b: (f"Payment reversed: {_money(b)}, returned {_on(b, 'returned_on')}", b["reason"]),
    ),
    "QuoteGiven": (
        "quote",
        lambda b: (
            (
                f"{b['kind'].capitalize()} quoted: {'at least ' if b['at_least'] else ''}"
                f"{_money(b, 'total')}"
            ),
            f"Good through {_on(b, 'good_through')}",
        ),
    ),
    "FlagRaised": ("flag", lambda b: (f"{_flag(b)} since {_on(b, 'since')}", "")),
    "FlagExtended": (
        "flag",
        lambda b: (f"{_flag(b)} extended to {_on(b, 'until')}", b["reason"]),
    ),
    "FlagLifted": ("flag", lambda b: (f"{_flag(b)} ended {_on(b, 'until')}", b["reason"])),
    "PersonAdded": ("data", lambda b: (f"{b['name']} added", "")),
    "PersonCorrected": ("data", lambda b: ("Person corrected", _changes(b))),
    "PersonLinked": ("data", lambda b: (f"Put on the loan as {Role(b['role']).label.lower()}", "")),
    "PersonUnlinked": ("data", lambda b: ("Taken off the loan", b["reason"])),
    "AuthorizationNoted": ("data", _authorization),
    "HouseholdChanged": ("data", _household),
    "PointAdded": ("data", lambda b: (f"New {b['kind']} ending {b['ends_in']}", "")),
    "PointCorrected": ("data", lambda b: ("Contact details corrected", _changes(b))),
    "CallsMisdirected": (
        "data",
        lambda b: ("Earlier calls to a wrong number", f"{len(b['calls'])} no longer counted"),
    ),
    "PointMarkedBad": ("data", lambda b: ("Number marked bad", b["reason"])),
    "ConsentRecorded": (
        "data",
        lambda b: (f"Consent for {b['channel']}: {b['was']} \u2192 {b['now']}", b["how"]),
    ),
    "CallBackAgreed": (
        "contact",
        lambda b: ("Asked to be called back", f"until {_on(b, 'until')}" if b["until"] else ""),
    ),
    "CallBackRevoked": ("contact", lambda b: ("No longer wants to be called back", b["reason"])),
    "AnswerDoubted": (
        "contact",
        lambda b: ("What somebody else told us was wrong or incomplete", b["reason"]),
    ),
    "EarlierCollectorsNoted": ("data", lambda b: ("Collectors before us noted", _earlier(b))),
    "AgreedHoursSet": (
        "data",
        lambda b: (
            f"Agreed to be reached from {_clock(b['first'])} to {_clock(b['last'])}",
            {True: "in writing", False: "spoken"}.get(b["in_writing"], ""),
        ),
    ),
    "AgreedHoursEnded": (
        "data",
        lambda b: (
            f"No longer agreed: from {_clock(b['first'])} to {_clock(b['last'])}",
            b["reason"],
        ),
    ),
    "QuietTimeSet": ("data", lambda b: ("Asked not to be called", b["says"])),
    "QuietTimeEnded": ("data", lambda b: (f"May be called again: {b['says']}", b["reason"])),
    "LoanAdded": ("data", lambda b: ("Loan added", "")),
    "LoanCorrected": ("data", lambda b: ("Loan corrected", _changes(b))),
    "PropertyCorrected": ("data", lambda b: ("Property corrected", _changes(b))),
    "ReviewStarted": ("review", lambda b: ("Financial review started", "")),
    "ReviewCopied": (
        "review",
        lambda b: ("Financial review begun with earlier answers", text.count(b["lines"], "line")),
    ),
    "ReviewLineSaved": (
        "review",
        lambda b: (f"Review: {_asked(b['line'])}", _changes(b)),
    ),
    "ReviewFinished": (
        "review",
        lambda b: (
            "Financial review finished",
            f"Surplus {_money(b, 'surplus')}" if b["surplus"] else "Surplus not known",
        ),
    ),
    "WorkoutSaved": (
        "plan",
        lambda b: (
            f"{b['kind'].replace('_', ' ').capitalize()} saved: {b['months']} payments",
            f"Arrears {_money(b, 'arrears')}"
            + (f", caught up {_on(b, 'cures_on')}" if b["cures_on"] else ""),
        ),
    ),
    "WorkoutApproved": (
        "plan",
        lambda b: (
            "Plan approved alone, to be reviewed" if b["solo"] else "Plan approved",
            b["note"],
        ),
    ),
    "WorkoutMoveReversed": (
        "plan",
        lambda b: (f"Taken back: plan {_stood(b['was'])} \u2192 {_stood(b['now'])}", b["reason"]),
    ),
    "WorkoutRedefaulted": (
        "plan",
        lambda b: (
            f"Re-default after {b['kind'].replace('_', ' ')}",
            f"{b['days']} days late again",
        ),
    ),
    "OptionsEvaluated": (
        "plan",
        lambda b: ("Options worked out anew after the missed payment", _best(b)),
    ),
    "WorkoutMissForgiven": (
        "plan",
        lambda b: (
            f"Missed plan payment {b['installment']} forgiven"
            if b["installment"]
            else "Missed down payment forgiven",
            b["reason"],
        ),
    ),
    "WorkoutChanged": (
        "plan",
        lambda b: (f"Plan {_stood(b['was'])} \u2192 {_stood(b['now'])}", b["reason"]),
    ),
    "DocumentMade": ("document", lambda b: ("Document made", _paper(b))),
    "DocumentMarked": ("document", lambda b: (f"Document {b['was']} \u2192 {b['now']}", b["how"])),
    **MATTERS,
    **BANK,
}

KINDS: Mapping[str, str] = {event: kind for event, (kind, _) in _SAY.items()}
"""The kind of entry each event is told as."""
