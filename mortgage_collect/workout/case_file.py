"""Reads a case file, a JSON document, into a case; all that is wrong with it is told at once."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import DayCount, Rate
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
from mortgage_collect.workout.case_fields import CASE_FIELDS, FORMAT, LISTS, CaseField
from mortgage_collect.workout.program import Program, program
from mortgage_collect.workout.program_keys import KEYS

EARLIEST: Final = date(1970, 1, 1)
LATEST: Final = date(2120, 12, 31)
LEAST_RATE: Final = Rate.percent(1)


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """Something in the file: where, what was found, what was expected. `refuses` stops it."""

    where: str
    found: str
    expected: str
    refuses: bool = True

    def __str__(self) -> str:
        return f"{self.where}: found {self.found}, expected {self.expected}"


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case with what they can pay, and findings that did not stop it."""

    number: str
    case: CaseFacts
    pay: Money | None
    findings: tuple[CaseFinding, ...]


@dataclass(slots=True)
class _Reader:
    data: Mapping[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[CaseFinding] = field(default_factory=list)

    def wrong(self, where: str, found: object, expected: str, *, refuses: bool = True) -> None:
        shown = json.dumps(found, ensure_ascii=False, default=str)
        self.findings.append(CaseFinding(where, shown, expected, refuses))

    def read(self) -> None:
        known = {each.place for each in CASE_FIELDS} | set(LISTS)
        sections = {each.section for each in CASE_FIELDS if each.section} | {"past"}
        for name, found in self.data.items():
            if name == "format":
                if found != FORMAT:
                    self.wrong("format", found, json.dumps(FORMAT))
            elif name in sections:
                if not isinstance(found, dict):
                    self.wrong(name, found, "a table of fields")
                    continue
                for inner in found:
                    self._known(f"{name}.{inner}", known)
            else:
                self._known(name, known)
        for each in CASE_FIELDS:
            table = self.data.get(each.section, {}) if each.section else self.data
            given = table.get(each.name) if isinstance(table, dict) else None
            self.values[each.place] = self.value(each, given, each.place)
        past = self.data.get("past")
        for place, fields in LISTS.items():
            given = past.get(place.partition(".")[2]) if isinstance(past, dict) else None
            self.values[place] = self._list(place, fields, given)

    def _known(self, place: str, known: set[str]) -> None:
        if place in known:
            return
        near = difflib.get_close_matches(place, known, n=1)
        self.wrong(place, "an unknown field", near[0] if near else "a field of the format")

    def _list(self, place: str, fields: Sequence[CaseField], given: Any) -> tuple[Any, ...]:
        if given is None:
            return ()
        if not isinstance(given, list):
            self.wrong(place, given, "a list")
            return ()
        found = list[Any]()
        for at, item in enumerate(given, 1):
            where = f"{place}[{at}]"
            if not fields:
                found.append(self.value(CaseField("", place, "day", "", True), item, where))
            elif isinstance(item, dict):
                found.append(
                    {f.name: self.value(f, item.get(f.name), f"{where}.{f.name}") for f in fields}
                )
            else:
                self.wrong(where, item, "a table of fields")
        return tuple(found)

    def value(self, each: CaseField, given: Any, where: str) -> Any:
        """The value, or None when it is unknown or wrong; what is wrong is a finding."""
        if given is None:
            if each.required:
                self.wrong(where, None, each.says or "a value")
            return None
        try:
            return _READ[each.kind](self, each, given, where)
        except (ValueError, ArithmeticError, TypeError):
            self.wrong(where, given, _EXPECTED[each.kind])
            return None

    def amount(self, each: CaseField, given: Any, where: str) -> Money:
        if not isinstance(given, str) and type(given) is not int:
            raise TypeError
        found = Money.of(given)
        if found < ZERO and where not in ("loan.suspense", "household.net_income"):
            raise ValueError
        return found

    def percent(self, each: CaseField, given: Any, where: str) -> Rate:
        if not isinstance(given, str) and type(given) is not int:
            raise TypeError
        found = Rate.percent(given)
        if not 0 <= found.millionths <= 1_000_000:
            raise ValueError
        if 0 < found.millionths < LEAST_RATE.millionths:
            says = "a percentage; 6.5 is six and a half percent, 0.065 would be a fifteenth of one"
            self.wrong(where, given, says, refuses=False)
        return found

    def day(self, each: CaseField, given: Any, where: str) -> date:
        found = date.fromisoformat(given)
        if not EARLIEST <= found <= LATEST:
            raise ValueError
        return found

    def count(self, each: CaseField, given: Any, where: str) -> int | None:
        if type(given) is not int:
            raise TypeError
        low, high = each.low or 0, each.high or 1_000_000
        if not low <= given <= high:
            self.wrong(where, given, f"a whole number from {low} to {high}")
            return None
        return given

    def yes_no(self, each: CaseField, given: Any, where: str) -> bool:
        if type(given) is not bool:
            raise TypeError
        return given

    def text(self, each: CaseField, given: Any, where: str) -> str:
        if not isinstance(given, str):
            raise TypeError
        return given.strip()

    def word(self, each: CaseField, given: Any, where: str) -> str | None:
        if given not in each.words:
            self.wrong(where, given, f"one of {', '.join(each.words)}")
            return None
        return str(given)


_READ: dict[str, Any] = {
    "amount": _Reader.amount,
    "percent": _Reader.percent,
    "day": _Reader.day,
    "count": _Reader.count,
    "yes_no": _Reader.yes_no,
    "text": _Reader.text,
    "word": _Reader.word,
}
_EXPECTED = {
    "amount": 'dollars and cents as text, not negative, such as "1204.50"',
    "percent": 'a percentage from 0 to 100 as text, such as "6.5"',
    "day": 'a day between 1970 and 2120, such as "2026-11-02"',
    "count": "a whole number",
    "yes_no": "true or false",
    "text": "text",
    "word": "a word",
}


def read_case(written: str, under: Mapping[str, Program] | None = None) -> ReadCase:
    """The case of a JSON document.

    `under` are the bank's own programs by key; those that ship otherwise. Raises UserError with
    every finding when the document is no case.
    """
    try:
        data = json.loads(written)
    except ValueError as error:
        raise UserError(
            f"The case file is not JSON: {error}.", do="See docs/case-file.md for an example."
        ) from error
    if not isinstance(data, dict):
        raise UserError(
            "The case file should hold one JSON object.", do="See docs/case-file.md for an example."
        )
    reader = _Reader(data)
    reader.read()
    chosen = reader.values["program"] or "portfolio"
    if chosen not in KEYS:
        reader.wrong("program", chosen, f"one of {', '.join(KEYS)}")
    refused = [each for each in reader.findings if each.refuses]
    if refused:
        raise UserError(
            "; ".join(map(str, refused)) + ".",
            do="Correct the case file; docs/case-file.md tells every field.",
        )
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
    )


def _surplus(household: HouseholdFacts, terms: LoanTerms) -> Money | None:
    """Net income less other expenses, housing charges and the payment; None until all are known."""
    net, other, charges = household.net_income, household.other_expenses, household.property_charges
    if net is None or other is None or charges is None:
        return None
    return net - other - charges - terms.full_payment


def _word(kind: type[Any], value: str | None) -> Any:
    return None if value is None else kind(value)
