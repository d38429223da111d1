"""What every value of a program is called, what it counts, and what it means.

The names are those of `policy.py` behind a dot, as `flat` of program.py gives them. A value that
may be left open reads "no limit" unless `none` says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """`label` stands before a value, `unit` behind it, `says` explains it, `none` is read for None.

    The choices of a word, if it is one of a few.
    """

    label: str
    unit: str = ""
    says: str = ""
    none: str = "no limit"
    choices: tuple[str, ...] = ()


SECTIONS: Final = {
    "promise": "Promise to pay",
    "repayment_plan": "Repayment plan",
    "forbearance": "Forbearance",
    "deferral": "Deferral",
    "claim": "Partial claim",
    "modification": "Modification",
    "relief": "Single changes to the note",
    "sale": "Short sale and deed in lieu",
    "approval": "Approval by a second person",
}

_SOURCE: Final = "Where these limits were read."

WORDS: Final[dict[str, Words]] = {
    "key": Words("Key"),
    "title": Words("Name"),
    "source": Words("Source", says=_SOURCE),
    "effective_from": Words("Effective from", says="The day the source says it begins."),
    "verified": Words("Verified", says="Whether somebody compared every value with the source."),
    "reviewed_on": Words(
        "Last reviewed",
        says="The day somebody recorded that they read the source.",
        none="nobody has recorded a review",
    ),
    "on": Words("In use", says="Whether loans may be evaluated under it."),
    "note": Words("Note"),
    "changes": Words("Changed by the bank"),
    # -- promise --
    "promise.most_days": Words("A promise is kept within", "days"),
    "promise.most_payments": Words("Most payments in a promise", "payments"),
    "promise.source": Words("Source", says=_SOURCE),
    # -- repayment plan --
    "repayment_plan.cap_percent": Words(
        "Plan payment at most",
        "% of the regular payment",
        "Exactly this much passes; a broken cent above it does not.",
    ),
    "repayment_plan.longest": Words("Longest plan", "months"),
    "repayment_plan.min_days_to_first": Words(
        "Notice before the first plan payment", "days", "At least so many."
    ),
    "repayment_plan.buffer_percent": Words(
        "Left to the household", "% of the surplus", "So much of the surplus a plan may not take."
    ),
    "repayment_plan.cure_days": Words(
        "A plan payment counts as kept for", "days", "So many days after its due date."
    ),
    "repayment_plan.by_month_end": Words(
        "Kept until the end of its month", says="Then the days above do not count."
    ),
    "repayment_plan.tolerance": Words(
        "A payment may be short by", says="One that is short by no more counts as paid."
    ),
    "repayment_plan.forgiven_misses": Words(
        "Missed payments that may be forgiven", "payments", "Each with a documented reason."
    ),
    "repayment_plan.package_over": Words(
        "Complete application for plans of more than", "months", none="never asked for"
    ),
    "repayment_plan.source": Words("Source", says=_SOURCE),
    # -- forbearance --
    "forbearance.increment_months": Words("Granted at a time", "months", "At most so many."),
    "forbearance.cumulative_months": Words("In all", "months"),
    "forbearance.most_months_behind": Words(
        "The loan may fall behind by", "months", "Never so long that it is more than this behind."
    ),
    "forbearance.combined_months": Words("Together with the plan after it", "months"),
    "forbearance.principal_residence_only": Words("Only for a principal residence"),
    "forbearance.late_charges_accrue": Words("Late charges go on during it"),
    "forbearance.source": Words("Source", says=_SOURCE),
    # -- deferral --
    "deferral.least_behind": Words("At least behind", "months"),
    "deferral.most_behind": Words("At most behind", "months"),
    "deferral.least_age": Words("Age of the loan at least", "months"),
    "deferral.spacing": Words("Since the last deferral", "months", "At least so many."),
    "deferral.lifetime": Words("Deferred in the life of the loan", "months", "At most so many."),
    "deferral.least_to_maturity": Words("Left to maturity at least", "months"),
    "deferral.full_payment_at": Words(
        "A full payment comes first at",
        "months behind",
        "Also where the deferral would pass the most in the life of the loan.",
        none="never asked for",
    ),
    "deferral.none_after_modification": Words(
        "None after a modification for", "months", none="no wait"
    ),
    "deferral.none_after_failed_trial": Words(
        "None after a failed trial for", "months", none="no wait"
    ),
    "deferral.hardship_resolved": Words("The hardship has to be over"),
    "deferral.escrow_spread": Words("An escrow shortage is spread over", "months"),
    "deferral.waive_late_charges": Words("Late charges are waived"),
    "deferral.source": Words("Source", says=_SOURCE),
    # -- partial claim --
    "claim.available": Words("Offered at all"),
    "claim.limit_percent": Words(
        "All claims together at most", "% of the UPB at default", "UPB on the day of default."
    ),
    "claim.higher_percent": Words(
        "A higher limit for some defaults", "% of the UPB at default", none="no higher limit"
    ),
    "claim.higher_from": Words("Higher limit: defaults from", none="no first day"),
    "claim.higher_to": Words("Higher limit: defaults to", none="no last day"),
    "claim.months_between": Words(
        "Since the last permanent option", "months", "At least so many.", none="no wait"
    ),
    "claim.trial_months": Words("Trial", "months"),
    "claim.supplement_months": Words(
        "Payment supplement for", "months", none="no payment supplement"
    ),
    "claim.supplement_percent": Words("Payment supplement at most", "% of the payment"),
    "claim.supplement_least_percent": Words("Payment supplement at least", "% of the payment"),
    "claim.supplement_least": Words("Payment supplement at least, in dollars"),
    "claim.source": Words("Source", says=_SOURCE),
    # -- modification --
    "modification.target": Words(
        "What is aimed at",
        says="payment: principal and interest below the old one. housing_ratio: the whole housing "
        "payment as a part of gross income.",
        choices=("payment", "housing_ratio"),
    ),
    "modification.target_percent": Words(
        "Target", "%", "How far below the old payment, or how much of gross income."
    ),
    "modification.must_exceed": Words(
        "The cut must be more than the target", says="Otherwise exactly the target is enough."
    ),
    "modification.steps": Words(
        "Steps, in their order",
        says="A TOML table: do = capitalize, fix_rate, reduce_rate, extend, forbear or forgive, "
        "and what belongs to the step.",
    ),
    "modification.market_rates": Words(
        "Posted rates",
        says='A TOML table: effective_from = 2026-11-02, rate = "6.5", source = "...".',
    ),
    "modification.least_age": Words("Age of the loan at least", "months"),
    "modification.least_days_behind": Words("At least behind", "days"),
    "modification.most_before": Words("Earlier modifications at most", "modifications"),
    "modification.term_by": Words(
        "The payments left are told by",
        says="maturity: the note's last day. payment: the payment that amortizes the balance.",
        choices=("maturity", "payment"),
    ),
    "modification.package_below_days": Words(
        "Complete application below", "days behind", none="never asked for"
    ),
    "modification.none_after_failed_trial": Words(
        "None after a failed trial for", "months", none="no wait"
    ),
    "modification.value_days": Words("The valuation is not older than", "days"),
    "modification.conventional_only": Words("Only conventional loans"),
    "modification.first_lien_only": Words("Only first liens"),
    "modification.trial_months": Words("Trial", "months"),
    "modification.trial_months_if_current": Words("Trial of a loan not yet late", "months"),
    "modification.notice_day": Words(
        "Last day of a month for a trial from the next one",
        says="A trial offered later begins a month later.",
    ),
    "modification.escrow_spread": Words("An escrow shortage is spread over", "months"),
    "modification.rate_step_years": Words(
        "The rate stays for", "years", "After that it rises in steps.", none="it does not rise"
    ),
    "modification.rate_step": Words(
        "Then it rises in a year by", "%", "Up to the posted rate.", none="it does not rise"
    ),
    "modification.waive_late_charges": Words("Late charges are waived"),
    "modification.source": Words("Source", says=_SOURCE),
    # -- single changes --
    "relief.available": Words(
        "Offered at all", says="No: the note changes only by the steps above."
    ),
    "relief.longest_months": Words("Longest term", "months", "From the effective date."),
    "relief.rate_by": Words("The rate is lowered in steps of", "%"),
    "relief.rate_floor": Words("Lowest rate", "%"),
    "relief.forbear_percent": Words("Principal set aside at most", "% of the balance"),
    "relief.to_ltv": Words(
        "Not below a loan to value of", "%", "Below it no principal is set aside."
    ),
    "relief.source": Words("Source", says=_SOURCE),
    # -- sale --
    "sale.most_commission": Words("Commission at most", "% of the price"),
    "sale.most_subordinate": Words("To other liens at most"),
    "sale.relocation": Words("Help with moving"),
    "sale.close_days": Words("A sale closes within", "days"),
    "sale.reserves_over": Words(
        "A contribution is asked with reserves over", says="Reserves outside retirement accounts."
    ),
    "sale.ratio_at_most": Words(
        "Or with a housing ratio of at most", "%", "The housing payment in gross income."
    ),
    "sale.reserves_percent": Words("Contribution: part of the reserves", "%"),
    "sale.payments": Words("Contribution: monthly payments", "payments", "The greater of the two."),
    "sale.round_to": Words("Contribution rounded to"),
    "sale.waive_below": Words("No contribution below"),
    "sale.waive_deficiency": Words("The deficiency is waived"),
    "sale.source": Words("Source", says=_SOURCE),
    # -- approval --
    "approval.deferred_over": Words(
        "Deferred over", says="Zero: always.", none="not for what is deferred"
    ),
    "approval.forgiven_over": Words(
        "Forgiven over", says="Zero: always.", none="not for what is forgiven"
    ),
    "approval.months_over": Words("Plans of more than", "months", none="not for long plans"),
    "approval.against_policy": Words("Whatever breaks a limit of the bank"),
    "approval.liquidation": Words("Whatever gives up the home"),
    "approval.source": Words("Source", says=_SOURCE),
}


def label_of(name: str) -> str:
    """ "Deferral: At most behind" for "deferral.most_behind"; the name itself for a stranger."""
    words = WORDS.get(name)
    if words is None:
        return name
    section = SECTIONS.get(name.partition(".")[0])
    return f"{section}: {words.label}" if section else words.label
