"""The course of a loan in trouble as columns: which duties an overview shows together.

A duty on no line here stands in the last column, so that none can be left out of sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Milestone(StrEnum):
    CONTACT = "contact"
    NOTICE = "notice"
    PERSON = "person"
    COUNSELING = "counseling"
    ACKNOWLEDGED = "acknowledged"
    COMPLETE = "complete"
    DECISION = "decision"
    APPEAL = "appeal"
    THEIRS = "theirs"
    LETTERS = "letters"
    INSURANCE = "insurance"
    FORECLOSURE = "foreclosure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stage:
    """A column: its heading, what it means, and how the ids of its duties begin."""

    milestone: Milestone
    title: str
    says: str
    duties: tuple[str, ...] = ()


STAGES: tuple[Stage, ...] = (
    Stage(
        Milestone.CONTACT,
        "Contact",
        "Live contact by the 36th day of each late installment",
        ("reg_x.live_contact",),
    ),
    Stage(
        Milestone.NOTICE,
        "Notice",
        "Written early intervention notice by the 45th day, and again after 180 days",
        ("reg_x.written_notice", "reg_z.delinquency_information"),
    ),
    Stage(
        Milestone.PERSON,
        "Person",
        "Somebody named as the borrower's contact by the 45th day",
        ("reg_x.continuity",),
    ),
    Stage(
        Milestone.COUNSELING,
        "Counseling",
        "Notice of counseling and of the rights of servicemembers",
        ("statute.",),
    ),
    Stage(
        Milestone.ACKNOWLEDGED,
        "Acknowledged",
        "Acknowledgment of an application, with what is missing",
        ("reg_x.acknowledgment", "reg_x.short_term", "reg_x.diligence"),
    ),
    Stage(Milestone.COMPLETE, "Complete", "Notice of a complete application", ("reg_x.complete",)),
    Stage(
        Milestone.DECISION,
        "Decision",
        "Decision on an application",
        ("reg_x.decision", "reg_x.third_party"),
    ),
    Stage(Milestone.APPEAL, "Appeal", "Decision of an appeal", ("reg_x.appeal_decision",)),
    Stage(
        Milestone.THEIRS,
        "Their days",
        "What the borrower was asked for by a day: papers, the answer to an offer, an appeal",
        ("reg_x.reasonable_date", "reg_x.acceptance", "reg_x.appeal_window"),
    ),
    Stage(
        Milestone.LETTERS,
        "Letters",
        "Notices of error, requests for information and payoff, complaints, disputes",
        (
            "reg_x.error",
            "reg_x.information",
            "reg_x.servicing_file",
            "reg_x.credit_freeze",
            "reg_z.payoff",
            "reg_f.",
            "own.complaint",
        ),
    ),
    Stage(
        Milestone.INSURANCE,
        "Insurance",
        "Insurance the bank places for the borrower",
        ("reg_x.force_placed", "reg_x.premium_advance"),
    ),
    Stage(
        Milestone.FORECLOSURE,
        "Foreclosure",
        "Notices before a foreclosure, and its first filing",
        ("states.", "reg_x.first_filing", "reg_x.foreclosure", "reg_x.counsel_told"),
    ),
    Stage(Milestone.OTHER, "Other", "Every other duty: transfers, statements, escrow"),
)


def milestone_of(duty: str) -> Milestone:
    """The column of a duty, by its id."""
    for stage in STAGES:
        if duty.startswith(stage.duties):
            return stage.milestone
    return Milestone.OTHER
