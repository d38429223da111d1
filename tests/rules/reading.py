"""Reads the case tables: a TOML file a rule, a case a paragraph in somebody's life.

    [[case]]
    case     = "CF-01"                     the official or derived case it carries, if any
    citation = "..."                       where that case comes from
    kind     = "official_example"          or official_statement, derived, ours
    verified = true                        the citation's text was read
    name     = "what happens, in a sentence"
    at       = 2026-04-07T12:00:00         on the wall clock of the first zone
    zones    = ["America/New_York"]        this one when left out
    past     = [{on = 2026-04-01}]         a call of ours at noon that rang out, unless it says more
    verdict  = "STOP"                      or CLEAR, CAUTION, NONE (the rule has nothing to say)
    until    = 2026-04-08T00:00:00         in the first zone
    because  = "12 CFR ..."                the paragraph that decides it, among those the rule cites

`times` repeats a contact; `capacity` is debt_collector and `question` may_call when left out.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mortgage_collect.core.words import (
    Capacity,
    Channel,
    Consent,
    Direction,
    FlagKind,
    Language,
    Outcome,
    PointKind,
    PointLabel,
    Role,
    Word,
)
from mortgage_collect.rules.facts import (
    AddressFacts,
    CallbackConsent,
    ContactFacts,
    FlagFact,
    Lien,
    PastContact,
    PointFacts,
    QuietTime,
    ThirdParty,
)
from mortgage_collect.rules.occasion import AgreedHours, NoWorkCalls, Occasion, Purpose
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.reach import EarlierCollector

FOLDER = Path(__file__).parent / "cases"
NOON = time(12)


def tables() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def cases(rule_id: str, table: str = "case") -> list[dict[str, Any]]:
    """The cases of one rule; another `table` of the same file when named."""
    content = tomllib.loads((FOLDER / f"{rule_id}.toml").read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = content.get(table, [])
    return rows


def named(case: dict[str, Any]) -> str:
    return " ".join(filter(None, (case.get("case", ""), case["name"])))


def facts_of(case: dict[str, Any]) -> ContactFacts:
    zones = case.get("zones", ["America/New_York"])
    place = ZoneInfo(zones[0] if zones else "UTC")
    return ContactFacts(
        at=moment(case["at"], place),
        person="p1",
        loan=case.get("loan", "L1"),
        zones=frozenset(zones),
        capacity=Capacity(case.get("capacity", "debt_collector")),
        in_default_when_obtained=case.get("in_default_when_obtained"),
        adopted=frozenset(case.get("adopted", ())),
        past=tuple(
            contact(row, place) for row in case.get("past", ()) for _ in range(row.get("times", 1))
        ),
        callback_consents=tuple(consent(row, place) for row in case.get("consents", ())),
        flags=tuple(
            FlagFact(FlagKind(row["kind"]), row["since"], row.get("until"), row.get("details", {}))
            for row in case.get("flags", ())
        ),
        quiet_times=tuple(quiet(row) for row in case.get("quiet", ())),
        point=point(case["point"]) if "point" in case else None,
        no_number=case.get("no_number", False),
        role=Role(case.get("role", "borrower")),
        initiated_by_person=case.get("initiated_by_person", False),
        answering=case.get("answering", False),
        question=Question(case.get("question", "may_call")),
        tightened=case.get("tightened", {}),
        state=case.get("state"),
        home_state=case.get("home_state"),
        city=case.get("city"),
        county=case.get("county"),
        zip=case.get("zip"),
        days_past_due=case.get("days_past_due"),
        made_on=case.get("made_on"),
        lien=Lien(case["lien"]) if "lien" in case else None,
        purchase_money=case.get("purchase_money"),
        owner_occupied=case.get("owner_occupied"),
        licensed_agency=case.get("licensed_agency"),
        small_servicer=case.get("small_servicer"),
        debt_collector=case.get("debt_collector"),
        message=case.get("message", ""),
        address=address(case["address"]) if "address" in case else None,
        third_party=ThirdParty(**case["third_party"]) if "third_party" in case else None,
        location_known=case.get("location_known"),
        authorized=case.get("authorized"),
        language=Language(case["language"]) if "language" in case else None,
        spoken_here=frozenset(map(Language, case["spoken_here"]))
        if "spoken_here" in case
        else None,
        dialed_by_hand=case.get("dialed_by_hand"),
        prerecorded=case.get("prerecorded", False),
        with_attorney=case.get("with_attorney", False),
        product=case.get("product", "mortgage"),
        occasion=occasion(case.get("occasion", {})),
    )


def occasion(row: dict[str, Any]) -> Occasion:
    agreed, asked = row.get("agreed_hours"), row.get("no_work_calls")
    return Occasion(
        purpose=Purpose(row["purpose"]) if "purpose" in row else None,
        in_collections=row.get("in_collections"),
        agreed_hours=AgreedHours(**agreed) if agreed else None,
        no_work_calls=NoWorkCalls(**asked) if asked else None,
    )


def moment(wall: datetime | date, place: ZoneInfo) -> datetime:
    if not isinstance(wall, datetime):
        wall = datetime.combine(wall, NOON)
    return wall.replace(tzinfo=place).astimezone(UTC)


def contact(row: dict[str, Any], place: ZoneInfo) -> PastContact:
    on = row["on"]
    return PastContact(
        at=moment(on, place),
        on=on.date() if isinstance(on, datetime) else on,
        channel=Channel(row.get("channel", "call")),
        direction=Direction(row.get("direction", "outbound")),
        outcome=Outcome(row.get("outcome", "no_answer")),
        point=row.get("point", "cell"),
        misdirected=row.get("misdirected", False),
        with_consent=row.get("with_consent", False),
        debts=frozenset(row["debts"]) if "debts" in row else None,
        ringless=row.get("ringless", False),
        talked=row.get("talked"),
        raised=frozenset(row.get("raised", ())),
        place=PointLabel(row["place"]) if "place" in row else None,
        no_message=row.get("no_message", False),
    )


def consent(row: dict[str, Any], place: ZoneInfo) -> CallbackConsent:
    received = row["received"]
    return CallbackConsent(
        received.date() if isinstance(received, datetime) else received,
        row.get("until"),
        row.get("revoked"),
        moment(received, place) if isinstance(received, datetime) else None,
    )


def quiet(row: dict[str, Any]) -> QuietTime:
    return QuietTime(
        frozenset(row.get("weekdays", ())),
        row.get("start"),
        row.get("end"),
        row.get("until"),
        row.get("says", ""),
    )


WORDS: dict[str, type[Word]] = {
    "kind": PointKind,
    "label": PointLabel,
    "consent": Consent,
    "consent_text": Consent,
    "consent_email": Consent,
}


def point(row: dict[str, Any]) -> PointFacts:
    usual: dict[str, Any] = {"kind": "phone", "label": "cell"} | row
    usual["earlier"] = tuple(EarlierCollector(**each) for each in usual.get("earlier", ()))
    for key in WORDS.keys() & usual.keys():
        usual[key] = WORDS[key](usual[key])
    return PointFacts(**usual)


def spoken(codes: list[str]) -> frozenset[Language]:
    return frozenset(map(Language, codes))


def address(row: dict[str, Any]) -> AddressFacts:
    return AddressFacts(**row | {"label": PointLabel(row.get("label", "home"))})
