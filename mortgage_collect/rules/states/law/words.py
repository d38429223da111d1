"""What an entry of a state is called, and what it says, in words a person can check it by."""

from __future__ import annotations

from mortgage_collect.core import text
from mortgage_collect.rules.states.law.state import (
    Confidence,
    ContactCap,
    ContactRule,
    Entry,
    Hours,
    Locality,
    Notice,
    NoticeKind,
    Passage,
    RuleKind,
    Seen,
    Workplace,
)

_KINDS = {
    RuleKind.COVERAGE: "Whom it binds",
    RuleKind.FREQUENCY: "Contact that harasses",
    RuleKind.RECORDING: "Recording a call",
    RuleKind.IDENTITY: "Saying who calls",
    RuleKind.OTHER: "Contact",
}
_SEEN = {
    Seen.STATUTE: "its text was seen in a stored copy",
    Seen.AGENCY: "an agency's page was seen",
    Seen.SECONDARY: "a secondary copy was seen",
    Seen.MEMORY: "from memory, nothing was seen",
}
LANGUAGE = "language"


def title(entry: Entry) -> str:
    """ "Limit on contacts", "Act 91 notice of emergency assistance"."""
    match entry:
        case Notice():
            return entry.name
        case Locality():
            return f"Which homes lie in {entry.name}"
        case ContactCap():
            return "Limit on contacts"
        case Hours():
            return "Hours"
        case Workplace():
            return "Calls at work"
        case ContactRule():
            return _KINDS[entry.kind]
        case Passage():
            spoken = entry.id.split(".")[1] == LANGUAGE
            return "Other languages than English" if spoken else "Words a letter must carry"
        case _:
            return entry.key


def says(entry: Entry) -> str:
    """What we believe it says."""
    match entry:
        case Notice():
            return _notice(entry)
        case Locality():
            return (
                f"{entry.name}: {text.listed(entry.counties)} counties; ZIP codes that begin with"
                f" {text.listed(entry.zips)}."
            )
        case ContactCap() | Hours() | Workplace() | ContactRule() | Passage():
            return entry.says
        case _:
            return ""


def marked(entry: Entry) -> str:
    """ "verified; a secondary copy was seen"."""
    mark = "verified" if entry.verified else "NOT VERIFIED"
    sure = "" if entry.confidence is Confidence.HIGH else f"; {entry.confidence} confidence"
    return f"{mark}; {_SEEN[entry.basis]}{sure}"


def _notice(entry: Notice) -> str:
    unit = "business day" if entry.business_days else "day"
    days = text.count(entry.days, unit) if entry.days else ""
    match entry.kind:
        case NoticeKind.WAIT:
            head = f"{days} before {entry.before}."
        case NoticeKind.STEP:
            head = f"When: {entry.before}."
        case NoticeKind.BY_DAY_OF_DELINQUENCY:
            head = f"By {unit} {entry.days} of the delinquency."
        case NoticeKind.BY_DAY_AFTER_NOTICE:
            head = f"Within {days} of the notice."
    more = [
        f"Stale after {entry.max_age_days} days." if entry.max_age_days else "",
        f"Not owed again within {entry.repeat_months} months." if entry.repeat_months else "",
        f"If: {entry.applies_if}." if entry.applies_if else "",
        f"Also: {entry.trigger}." if entry.trigger else "",
        entry.counting,
        f"Note: {entry.note}." if entry.note else "",
    ]
    return " ".join([head, *filter(None, more)])
