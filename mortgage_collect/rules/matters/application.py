"""A loss mitigation application: 12 CFR 1024.41.

It is read broadly: a borrower shows interest and gives something that would be evaluated, by word
of mouth or in writing (1024.31; comments 41(b)(1)-2, -3). The steps tell what came in and what went
out; when it was complete, which rights it carries and what is due by when is worked out of them
(`rules/duties/loss_mitigation/standing.py`).
"""

from __future__ import annotations

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.coverage.ruling import Known, both
from mortgage_collect.rules.matters.application_faults import application_faults
from mortgage_collect.rules.matters.application_words import (
    ACCEPTED,
    ACKNOWLEDGED,
    APPEAL_DECIDED,
    APPEAL_OUTCOMES,
    APPEALED,
    CLOSED,
    CLOSED_WHY,
    COMPLETE,
    COMPLETE_NOTICE,
    DECIDED,
    EVALUATED_EARLY,
    FAILED,
    FROM,
    GROUNDS,
    HOW,
    ITEM_ASKED,
    ITEM_RECEIVED,
    RECEIVED,
    REJECTED,
    SHORT_TERM_KINDS,
    SHORT_TERM_NOTICE,
    SHORT_TERM_OFFERED,
    THIRD_PARTY_DELAY,
    THIRD_PARTY_RECEIVED,
    WITHDRAWN,
)
from mortgage_collect.rules.matters.matter import FieldKind, MatterSpec, StepField, StepSpec


def is_application(shows_interest: Known, gives_information: Known) -> Known:
    """Both are needed: asking which options there are, or how to apply, is none.

    Asking to be prequalified gives what would be evaluated (comment 41(b)(1)-2).
    """
    return both(shows_interest, gives_information)


APPLICATION = MatterSpec(
    kind=MatterKind.APPLICATION,
    title="Loss mitigation application",
    says="The borrower asked for help and gave something that would be evaluated.",
    opens=(RECEIVED,),
    section="41b2",
    cites=(Citation("12 CFR 1024.41"),),
    faults=application_faults,
    steps=(
        StepSpec(
            RECEIVED,
            "Application received",
            (
                StepField("how", "How it came", FieldKind.CHOICE, required=True, choices=HOW),
                StepField("from", "Who applies", FieldKind.CHOICE, choices=FROM),
            ),
            once=True,
            help="The day it reached us, or the former servicer where the loan came to us.",
        ),
        StepSpec(
            ACKNOWLEDGED,
            "Acknowledged in writing",
            (
                StepField("complete", "It is complete", FieldKind.YES_NO, required=True),
                StepField("missing", "What is missing", FieldKind.SEVERAL),
                StepField(
                    "reasonable_date",
                    "Please send it by",
                    FieldKind.DAY,
                    help="At least 7 days after the notice.",
                ),
            ),
            after=(RECEIVED,),
            once=True,
            notice="application_acknowledgment",
        ),
        StepSpec(
            ITEM_ASKED,
            "Something more asked for",
            (StepField("item", "What", FieldKind.SEVERAL, required=True),),
            after=(RECEIVED,),
        ),
        StepSpec(
            ITEM_RECEIVED,
            "Something received",
            (
                StepField("item", "What", FieldKind.SEVERAL, required=True),
                StepField(
                    "stale_on",
                    "Too old from",
                    FieldKind.DAY,
                    help="The first day on which it can no longer be used.",
                ),
            ),
            after=(RECEIVED,),
        ),
        StepSpec(
            COMPLETE,
            "Complete: nothing more is needed from the borrower",
            after=(RECEIVED,),
            help="A credit report or another paper of a third party may still be missing.",
        ),
        StepSpec(
            COMPLETE_NOTICE,
            "Notice of a complete application sent",
            after=(RECEIVED,),
            notice="complete_application_notice",
            help="Owed anew each time the application becomes complete.",
        ),
        StepSpec(
            EVALUATED_EARLY,
            "Evaluated although incomplete",
            after=(RECEIVED,),
            help="Only where it stayed incomplete for a significant time in spite of our efforts.",
        ),
        StepSpec(
            SHORT_TERM_OFFERED,
            "Short-term plan offered",
            (
                StepField(
                    "option", "Which", FieldKind.CHOICE, required=True, choices=SHORT_TERM_KINDS
                ),
                StepField("months", "Months it runs", FieldKind.NUMBER, required=True),
                StepField("past_due_payments", "Past-due payments it covers", FieldKind.NUMBER),
                StepField("ends_on", "Ends on", FieldKind.DAY),
            ),
            after=(RECEIVED,),
        ),
        StepSpec(
            SHORT_TERM_NOTICE,
            "Terms of the short-term plan sent",
            after=(SHORT_TERM_OFFERED,),
            notice="short_term_plan_notice",
        ),
        StepSpec(
            THIRD_PARTY_DELAY,
            "Notice of a delay by a third party sent",
            (StepField("missing", "What is missing", FieldKind.SEVERAL, required=True),),
            after=(RECEIVED,),
            notice="third_party_delay_notice",
        ),
        StepSpec(
            THIRD_PARTY_RECEIVED,
            "The third party's papers are in",
            after=(THIRD_PARTY_DELAY,),
        ),
        StepSpec(
            DECIDED,
            "Decision sent",
            (
                StepField("offered", "Options offered", FieldKind.SEVERAL),
                StepField(
                    "denied",
                    "Modifications denied",
                    FieldKind.SEVERAL,
                    help="Every trial or permanent modification that exists and was not offered.",
                ),
                StepField("reasons", "Reasons, one for each denied", FieldKind.LONG_TEXT),
                StepField(
                    "grounds", "What the reasons rest on", FieldKind.SEVERAL, choices=GROUNDS
                ),
                StepField("investor", "The investor, by name"),
                StepField("investor_rule", "The investor's requirement", FieldKind.LONG_TEXT),
                StepField("npv_inputs", "Inputs of the net present value", FieldKind.LONG_TEXT),
                StepField(
                    "stopped_at_first", "Evaluation stopped at the first reason", FieldKind.YES_NO
                ),
                StepField("accept_by", "Answer the offer by", FieldKind.DAY),
                StepField("appeal", "They may appeal", FieldKind.YES_NO),
                StepField("evaluator", "Who evaluated it"),
            ),
            after=(RECEIVED,),
            notice="application_decision",
        ),
        StepSpec(
            ACCEPTED,
            "Offer accepted",
            (StepField("option", "Which"),),
            after=(DECIDED, SHORT_TERM_OFFERED, APPEAL_DECIDED),
            help="A first trial payment made in time accepts the trial.",
        ),
        StepSpec(
            REJECTED,
            "Offer rejected",
            (StepField("option", "Which", help="Empty: all of them."),),
            after=(DECIDED, SHORT_TERM_OFFERED, APPEAL_DECIDED),
        ),
        StepSpec(APPEALED, "Appeal received", after=(DECIDED,), once=True),
        StepSpec(
            APPEAL_DECIDED,
            "Appeal decided, notice sent",
            (
                StepField("reviewer", "Who reviewed it", required=True),
                StepField("involved", "They took part in the evaluation", FieldKind.YES_NO),
                StepField(
                    "outcome", "Outcome", FieldKind.CHOICE, required=True, choices=APPEAL_OUTCOMES
                ),
                StepField("offered", "Options offered", FieldKind.SEVERAL),
                StepField("accept_by", "Answer the offer by", FieldKind.DAY),
            ),
            after=(APPEALED,),
            once=True,
            notice="appeal_decision",
        ),
        StepSpec(FAILED, "They did not keep what was agreed", after=(ACCEPTED,)),
        StepSpec(
            WITHDRAWN,
            "Application withdrawn",
            (StepField("why", "Why"),),
            after=(RECEIVED,),
            closes=True,
        ),
        StepSpec(
            CLOSED,
            "Application closed",
            (StepField("why", "Why", FieldKind.CHOICE, required=True, choices=CLOSED_WHY),),
            after=(RECEIVED,),
            closes=True,
        ),
    ),
)
