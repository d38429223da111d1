"""The vocabulary of matters and duties: what a matter is about, how a duty stands."""

from __future__ import annotations

from mortgage_collect.core.words import Word


class MatterKind(Word):
    """What a matter is about: something that came in or happened, with a course of its own."""

    APPLICATION = "application"
    ERROR_NOTICE = "error_notice"
    INFORMATION_REQUEST = "information_request"
    PAYOFF_REQUEST = "payoff_request"
    COMPLAINT = "complaint"
    VALIDATION = "validation"
    CEASE = "cease"
    SUCCESSOR = "successor"
    SERVICEMEMBER = "servicemember"
    BANKRUPTCY = "bankruptcy"
    INSURANCE = "insurance"
    FORECLOSURE = "foreclosure"
    TRANSFER = "transfer"

    @property
    def label(self) -> str:
        return _KINDS.get(self) or super().label


class Progress(Word):
    """How a duty stands on a day."""

    OPEN = "open"  # owed, and its day has not passed
    LATE = "late"  # owed, and its day has passed
    MET = "met"  # done in time
    MET_LATE = "met_late"  # done, after its day
    ENDED = "ended"  # what it hung on fell away in time: nothing was owed
    MISSED = "missed"  # what it hung on fell away after its day, and it was never done
    HELD = "held"  # it would be owed, but something holds it up and no date runs

    @property
    def label(self) -> str:
        return _PROGRESS.get(self) or super().label

    @property
    def owed(self) -> bool:
        """There is still something to do."""
        return self in (Progress.OPEN, Progress.LATE)

    @property
    def failed(self) -> bool:
        """Its day passed without it."""
        return self in (Progress.LATE, Progress.MET_LATE, Progress.MISSED)


_KINDS = {
    MatterKind.APPLICATION: "Loss mitigation application",
    MatterKind.ERROR_NOTICE: "Notice of error",
    MatterKind.INFORMATION_REQUEST: "Request for information",
    MatterKind.VALIDATION: "Validation and dispute",
    MatterKind.CEASE: "Request to stop contact",
    MatterKind.SUCCESSOR: "Successor in interest",
    MatterKind.INSURANCE: "Force-placed insurance",
    MatterKind.TRANSFER: "Servicing transfer",
}

_PROGRESS = {
    Progress.MET: "Done",
    Progress.MET_LATE: "Done late",
    Progress.ENDED: "No longer owed",
    Progress.HELD: "On hold",
}
