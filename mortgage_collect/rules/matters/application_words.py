"""The steps of an application by their keys, and what their choices are called."""

from __future__ import annotations

RECEIVED, ACKNOWLEDGED = "received", "acknowledged"
ITEM_ASKED, ITEM_RECEIVED = "item_asked", "item_received"
COMPLETE, COMPLETE_NOTICE = "complete", "complete_notice"
EVALUATED_EARLY = "evaluated_early"
SHORT_TERM_OFFERED, SHORT_TERM_NOTICE = "short_term_offered", "short_term_notice"
THIRD_PARTY_DELAY, THIRD_PARTY_RECEIVED = "third_party_delay", "third_party_received"
DECIDED, ACCEPTED, REJECTED = "decided", "accepted", "rejected"
APPEALED, APPEAL_DECIDED = "appealed", "appeal_decided"
FAILED, WITHDRAWN, CLOSED = "failed", "withdrawn", "closed"

# What happened first where a day holds several steps, whoever wrote them down in which order.
ORDER = (
    RECEIVED,
    ACKNOWLEDGED,
    ITEM_ASKED,
    ITEM_RECEIVED,
    COMPLETE,
    COMPLETE_NOTICE,
    EVALUATED_EARLY,
    SHORT_TERM_OFFERED,
    SHORT_TERM_NOTICE,
    THIRD_PARTY_DELAY,
    THIRD_PARTY_RECEIVED,
    DECIDED,
    APPEALED,
    APPEAL_DECIDED,
    ACCEPTED,
    REJECTED,
    FAILED,
    WITHDRAWN,
    CLOSED,
)

SUCCESSOR = "successor"
UPHELD, OFFERED, UNABLE = "upheld", "offered", "unable"
INVESTOR, NPV, OTHER = "investor", "npv", "other"
REPAYMENT_PLAN, FORBEARANCE = "repayment_plan", "forbearance"

HOW = (("oral", "By word of mouth"), ("written", "In writing"))
FROM = (
    ("borrower", "A borrower"),
    ("representative", "Somebody who acts for the borrower"),
    (SUCCESSOR, "Somebody who may follow the borrower in the home"),
)
SHORT_TERM_KINDS = ((FORBEARANCE, "Forbearance"), (REPAYMENT_PLAN, "Repayment plan"))
GROUNDS = (
    (INVESTOR, "A requirement of the investor"),
    (NPV, "Net present value"),
    (OTHER, "Something else"),
)
APPEAL_OUTCOMES = (
    (UPHELD, "The denial stands"),
    (OFFERED, "A modification is offered"),
    (UNABLE, "We cannot decide the former servicer's denial"),
)
CLOSED_WHY = (
    ("incomplete", "What was missing never came"),
    ("current", "The loan is current again"),
    ("paid", "The loan is paid off"),
    ("sold", "The home is sold"),
    ("duplicate", "The same application again"),
    (OTHER, "Something else"),
)
