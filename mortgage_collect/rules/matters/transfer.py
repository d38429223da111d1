"""A transfer of servicing, to us or away from us: 12 CFR 1024.33."""

from __future__ import annotations

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import FieldKind, MatterSpec, StepField, StepSpec

AGREED, NOTICE_SENT = "agreed", "notice_sent"
THEIR_NOTICE_39B, MISDIRECTED, CANCELLED = "their_notice_39b", "misdirected", "cancelled"
IN, OUT = "in", "out"
US, BOTH = "us", "both"

TRANSFER = MatterSpec(
    kind=MatterKind.TRANSFER,
    title="Servicing transfer",
    says="The servicing of the loan comes to us from another, or goes to another.",
    opens=(AGREED,),
    section="33",
    cites=(Citation("12 CFR 1024.33"),),
    steps=(
        StepSpec(
            AGREED,
            "Transfer agreed, or its day changed",
            (
                StepField(
                    "direction",
                    "Direction",
                    FieldKind.CHOICE,
                    required=True,
                    choices=((IN, "To us"), (OUT, "Away from us")),
                ),
                StepField("effective", "Effective on", FieldKind.DAY, required=True),
                StepField("other", "The other servicer"),
                StepField(
                    "no_change",
                    "Nothing changes for the borrower",
                    FieldKind.YES_NO,
                    help="A merger, an affiliate or a master servicer: same payee, address, account"
                    " number and amount. Then no notice is owed (12 CFR 1024.33(b)(2)(i)).",
                ),
                StepField(
                    "for_cause",
                    "For cause, or out of an insolvency",
                    FieldKind.YES_NO,
                    help="Then the notice may follow within 30 days (12 CFR 1024.33(b)(3)(iii)).",
                ),
            ),
        ),
        StepSpec(
            NOTICE_SENT,
            "Transfer notice sent",
            (
                StepField(
                    "by",
                    "By whom",
                    FieldKind.CHOICE,
                    required=True,
                    choices=((US, "Our own notice"), (BOTH, "One notice of both servicers")),
                ),
            ),
            after=(AGREED,),
        ),
        StepSpec(
            THEIR_NOTICE_39B,
            "The former servicer gave the early intervention notice",
            after=(AGREED,),
        ),
        StepSpec(
            MISDIRECTED,
            "A payment went to the former servicer",
            (StepField("documented", "Documented", FieldKind.YES_NO, required=True),),
            after=(AGREED,),
        ),
        StepSpec(
            CANCELLED,
            "Transfer called off",
            (StepField("why", "Why", required=True),),
            after=(AGREED,),
            closes=True,
        ),
        StepSpec(
            "closed",
            "Transfer done",
            after=(AGREED,),
            closes=True,
            help="Notices sent, file handed over, and the 60 days after it are past.",
        ),
    ),
)
