"""Reads a case file, a JSON document, into a case; all that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import DayCount
from mortgage_collect.core.words import (
    Hardship,
    HardshipTerm,
    Intent,
    Occupancy,
    RateType,
)
from mortgage_collect.loanmath.position import position
from mortgage_collect.loanmath.terms import LoanTerms, Snapshot
from mortgage_collect.workout.case import (
    Advances,
    CaseFacts,
    Collateral,
    HouseholdFacts,
    LoanBackground,
    PastDeferral,
    PastForbearance,
    PastWorkouts,
)
from mortgage_collect.workout.case_fields import CASE_FIELDS, FORMAT, LISTS, MAY_BE_NEGATIVE
from mortgage_collect.workout.file_reader import CaseFinding, FileFormat, read_file
from mortgage_collect.workout.program import Program, program
from mortgage_collect.workout.program_keys import KEYS

CASE: Final = FileFormat(
    name=FORMAT,
    what="case file",
    manual="docs/case-file.md",
    fields=CASE_FIELDS,
    lists=LISTS,
    signed=frozenset(MAY_BE_NEGATIVE),
)


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case with what they can pay, and findings that did not stop it."""

    number: str
    case: CaseFacts
    pay: Money | None
    findings: tuple[CaseFinding, ...]


def read_case(written: str, under: Mapping[str, Program] | None = None) -> ReadCase:
    """The case of a JSON document.

    `under` are the bank's own programs by key; those that ship otherwise. Raises UserError with
    every finding when the document is no case.
    """
    reader = read_file(written, CASE)
    chosen = reader.values["program"] or "portfolio"
    if chosen not in KEYS:
        reader.wrong("program", chosen, f"one of {', '.join(KEYS)}")
    reader.refuse()
    found = under[chosen] if under and chosen in under else program(chosen)
    case = _case(reader.values, found)
    number = reader.values["loan.number"] or ""
    return ReadCase(number, case, reader.values["pay"], tuple(reader.findings))


def _case(v: Mapping[str, Any], chosen: Program) -> CaseFacts:
    as_of: date = v["as_of"]
    next_due: date = v["loan.next_due_on"]
    terms = LoanTerms(
        principal_interest=v["loan.principal_interest"],
        escrow=v["loan.escrow"],
        due_day=v["loan.due_day"] or next_due.day,
        rate=v["loan.rate_percent"],
        day_count=DayCount(v["loan.day_count"] or DayCount.THIRTY_360.value),
        maturity_on=v["loan.maturity_on"],
    )
    snapshot = Snapshot(
        as_of=as_of,
        upb=v["loan.upb"],
        next_due=next_due,
        suspense=v["loan.suspense"],
        late_charges=v["loan.late_charges"],
        escrow_advance=v["loan.escrow_advance"],
        corporate_advance=v["loan.servicing_advance"],
        deferred_principal=v["loan.deferred"],
    )
    household = HouseholdFacts(
        as_of=v["household.as_of"],
        gross_income=v["household.gross_income"],
        net_income=v["household.net_income"],
        other_expenses=v["household.other_expenses"],
        property_charges=v["household.property_charges"],
        reserves=v["household.reserves"],
        family_size=v["household.family_size"],
        hardship=_word(Hardship, v["household.hardship"]),
        hardship_term=_word(HardshipTerm, v["household.hardship_term"]),
        intent=_word(Intent, v["household.intent"]),
        complete_package=v["household.complete_package"],
    )
    return CaseFacts(
        as_of=as_of,
        terms=terms,
        position=position(terms, snapshot, (), as_of),
        surplus=_surplus(household, terms),
        maturity_on=v["loan.maturity_on"],
        fees=v["loan.fees"] or ZERO,
        program=chosen,
        loan=LoanBackground(
            number=v["loan.number"] or "",
            loan_type=v["loan.loan_type"] or "",
            investor=v["loan.investor"] or "",
            lien_position=v["loan.lien_position"],
            originated_on=v["loan.originated_on"],
            original_amount=v["loan.original_amount"],
            original_rate=v["loan.original_rate_percent"],
            rate_type=_word(RateType, v["loan.rate_type"]),
            at_final_rate=v["loan.at_final_rate"],
            lifetime_cap=v["loan.lifetime_cap_percent"],
            credit_score=v["loan.credit_score"],
        ),
        home=Collateral(
            state=(v["home.state"] or "").upper(),
            value=v["home.value"],
            value_on=v["home.value_on"],
            value_source=v["home.value_source"] or "",
            occupancy=_word(Occupancy, v["home.occupancy"]) or Occupancy.UNKNOWN,
            listed=v["home.listed"],
            subordinate_liens=v["home.subordinate_liens"],
        ),
        advances=Advances(
            escrow_advance=v["loan.escrow_advance"],
            servicing_advance=v["loan.servicing_advance"],
            escrow_shortage=v["loan.escrow_shortage"],
            deferred=v["loan.deferred"],
            buydown=v["loan.buydown"] or ZERO,
            claims_before=v["loan.claims_before"],
            upb_at_default=v["loan.upb_at_default"],
            other_fees=v["loan.other_fees"],
        ),
        past=PastWorkouts(
            modified_on=v["past.modified_on"],
            failed_trials_on=v["past.failed_trials_on"],
            deferrals=tuple(
                PastDeferral(each["effective_on"], each["months"], bool(each["disaster"]))
                for each in v["past.deferrals"]
            ),
            forbearances=tuple(
                PastForbearance(each["started_on"], each["months"])
                for each in v["past.forbearances"]
            ),
            claims_on=v["past.claims_on"],
            known=v["past.known"] is not False,
        ),
        household=household,
        interest_paid_to=v["loan.interest_paid_to"],
        biweekly=v["loan.payment_frequency"] == "biweekly",
    )


def _surplus(household: HouseholdFacts, terms: LoanTerms) -> Money | None:
    """Net income less other expenses, housing charges and the payment; None until all are known."""
    net, other, charges = household.net_income, household.other_expenses, household.property_charges
    if net is None or other is None or charges is None:
        return None
    return net - other - charges - terms.full_payment


def _word(kind: type[Any], value: str | None) -> Any:
    return None if value is None else kind(value)
