"""Random lives, every act and three profiles, judged by the whole book and by the clerk.

For a soak of ten thousand lives:  python -m tests.rules.test_oracle_acts 10000
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mortgage_collect.core.words import Capacity, FlagKind, PointKind, PointLabel
from mortgage_collect.rules.facts import (
    AddressFacts,
    ContactFacts,
    FlagFact,
    PointFacts,
    QuietTime,
    ThirdParty,
)
from mortgage_collect.rules.guard import Assessment, assess
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Verdict
from tests.rules import oracle_acts
from tests.rules.oracle_acts import Hush, Sheet
from tests.rules.test_oracle import a_life

ORDINARY_RUN = 1_000
ACTS = {
    "call": Question.MAY_CALL,
    "message": Question.MAY_LEAVE_MESSAGE,
    "text": Question.MAY_TEXT,
    "email": Question.MAY_EMAIL,
    "letter": Question.MAY_WRITE,
    "visit": Question.MAY_VISIT,
    "others": Question.MAY_ASK_THIRD_PARTY,
}
OFFICES = {
    "creditor": Capacity.CREDITOR,
    "collector": Capacity.DEBT_COLLECTOR,
    "servicer": Capacity.SERVICER_FOR_OTHERS,
}
SENDINGS = {
    "": "",
    "bankruptcy notice": "bankruptcy_early_intervention_notice",
    "demanded by law": "periodic_statement",
    "answer to the dispute": "dispute_answer",
}
LINES = {"cell": PointLabel.CELL, "home": PointLabel.HOME, "work": PointLabel.WORK}
WHEREABOUTS = {"known": True, "not known": False, "nobody looked": None}
# Both changes of the clocks, the end of a leap year's February, the turn of a year, quiet weeks.
STARTS = [
    datetime(2026, 3, 7, tzinfo=UTC),
    datetime(2026, 10, 31, tzinfo=UTC),
    datetime(2028, 2, 28, tzinfo=UTC),
    datetime(2027, 12, 31, tzinfo=UTC),
    datetime(2026, 6, 10, tzinfo=UTC),
]


def a_sheet(chance: random.Random) -> tuple[ContactFacts, Sheet]:
    """One person's week, told twice: in our facts and on the clerk's sheet of paper."""
    told, marks, agreed = a_life(chance, STARTS)
    today = max(told.at.astimezone(ZoneInfo(clock)).date() for clock in told.zones)

    def seldom(share: float = 0.06) -> bool:
        return chance.random() < share

    def a_day() -> date | None:
        """Most have no such day; it may lie in the past, be today or still be to come."""
        return today + timedelta(days=chance.choice([-9, -1, 0, 1])) if seldom() else None

    few = chance.random() < 0.5  # half the lives are quiet ones, or nothing would ever be free
    sheet = Sheet(
        moment=told.at,
        clocks=told.zones,
        act=chance.choice(list(ACTS)),
        office=chance.choice(list(OFFICES)),
        late_when_obtained=chance.choice([None, True, False]),
        keeps_to_reg_f=seldom(0.5),
        book=() if few else tuple(marks),
        agreements=() if few else tuple(agreed),
        hushes=tuple(a_hush(chance) for _ in range(chance.choice([0, 0, 1, 2]))),
        cease_since=a_day(),
        told_to_stop=tuple(
            medium for medium in ("call", "text", "email", "letter", "visit") if seldom()
        ),
        lawyer_since=a_day(),
        petition=a_day(),
        petition_of_another=a_day(),
        chapter=chance.choice(["", "7", "11", "12", "13"]),
        discharged=seldom(0.03),
        died=a_day(),
        disputed=a_day(),
        line=chance.choice(list(LINES)),
        this_line_barred=seldom(),
        place_barred=seldom(),
        work_barred=seldom(),
        wrong_line=seldom(),
        employers_mail=seldom(),
        wrote_from_there=seldom(0.3),
        others_answered=seldom(0.2),
        whereabouts=chance.choice(list(WHEREABOUTS)),
        they_began=seldom(0.1),
        on_the_line=seldom(0.05),
        sending=chance.choice(list(SENDINGS)) if seldom(0.3) else "",
    )
    return facts_of(sheet, told), sheet


def a_hush(chance: random.Random) -> Hush:
    start, end = chance.sample([0, 8 * 60, 9 * 60, 12 * 60, 15 * 60, 17 * 60, 20 * 60], 2)
    return Hush(frozenset(chance.sample(range(7), chance.randint(1, 7))), start, end)


def facts_of(sheet: Sheet, told: ContactFacts) -> ContactFacts:
    """The sheet in our words."""
    flags = [
        FlagFact(kind, since, details=details)
        for kind, since, details in (
            (FlagKind.CEASE, sheet.cease_since, {}),
            (FlagKind.ATTORNEY, sheet.lawyer_since, {"name": "B. Lane"}),
            (FlagKind.BANKRUPTCY, sheet.petition, {}),
            (
                FlagKind.BANKRUPTCY,
                sheet.petition_of_another,
                {"whose": "other"} | ({"chapter": sheet.chapter} if sheet.chapter else {}),
            ),
            (FlagKind.DECEASED, sheet.died, {}),
            (FlagKind.DISPUTE, sheet.disputed, {}),
        )
        if since is not None
    ]
    long_ago = date(2025, 1, 1)
    flags += [
        FlagFact(FlagKind.CEASE, long_ago, details={"form": "oral", "medium": medium})
        for medium in sheet.told_to_stop
    ]
    if sheet.discharged:
        flags.append(FlagFact(FlagKind.BANKRUPTCY, long_ago, details={"status": "discharged"}))
    email = sheet.act == "email"
    return replace(
        told,
        capacity=OFFICES[sheet.office],
        in_default_when_obtained=sheet.late_when_obtained,
        adopted=frozenset({"reg_f"}) if sheet.keeps_to_reg_f else frozenset(),
        past=told.past if sheet.book else (),
        callback_consents=told.callback_consents if sheet.agreements else (),
        flags=tuple(flags),
        quiet_times=tuple(
            QuietTime(hush.weekdays, time(hush.start // 60), time(hush.end // 60))
            for hush in sheet.hushes
        ),
        point=PointFacts(
            kind=PointKind.EMAIL if email else PointKind.PHONE,
            label=LINES[sheet.line],
            bad=sheet.wrong_line,
            opted_out=sheet.this_line_barred,
            work_barred=sheet.work_barred,
            place_barred=sheet.place_barred,
            employer_gave=sheet.employers_mail,
            used_on=long_ago if sheet.wrote_from_there else None,
        ),
        address=AddressFacts(place_barred=sheet.place_barred),
        third_party=ThirdParty(asked_on=long_ago) if sheet.others_answered else None,
        location_known=WHEREABOUTS[sheet.whereabouts],
        initiated_by_person=sheet.they_began,
        answering=sheet.on_the_line,
        dialed_by_hand=True,
        message=SENDINGS[sheet.sending],
    )


def disagreements(count: int, seed: int = 20261124) -> list[str]:
    """What the book and the clerk do not agree upon in `count` lives."""
    chance = random.Random(seed)
    wrong = []
    for number in range(count):
        facts, sheet = a_sheet(chance)
        ours, theirs = assess(ACTS[sheet.act], facts), oracle_acts.opinion(sheet)
        if ours_of(ours) != (theirs.waits, theirs.for_good):
            why = oracle_acts.objections(sheet)
            wrong.append(f"life {number}: {ours.says} The clerk: {why} {sheet}")
        # Walking is slow: every twentieth life is also asked when it will be possible.
        if number % 20 == 0 and not sheet.discharged:
            free = oracle_acts.first_free(sheet)
            if free != ours.next_permitted:
                wrong.append(f"life {number}: {ours.next_permitted}, the clerk {free}: {sheet}")
    return wrong


def ours_of(answer: Assessment) -> tuple[bool, bool]:
    stopped = answer.verdict is Verdict.STOP
    return stopped, stopped and answer.needs is None


def test_the_book_and_the_clerk_agree():
    assert disagreements(ORDINARY_RUN) == []


def test_the_lives_are_worth_judging():
    chance = random.Random(2)
    lives = [a_sheet(chance) for _ in range(1_500)]
    waits = [oracle_acts.opinion(sheet).waits for _, sheet in lives]
    reasons = {reason for _, sheet in lives for reason, _ in oracle_acts.objections(sheet)}

    assert len(reasons) == 20, reasons
    assert 300 < sum(waits) < 1_200
    for act in ACTS:
        for office in OFFICES:
            of_these = [
                wait
                for wait, (_, sheet) in zip(waits, lives, strict=True)
                if (sheet.act, sheet.office) == (act, office)
            ]
            assert any(of_these)
            assert not all(of_these)


if __name__ == "__main__":
    lives = int(sys.argv[1]) if len(sys.argv) > 1 else ORDINARY_RUN
    found = disagreements(lives)
    sys.stdout.write("\n".join([*found, f"{lives} lives, {len(found)} disagreements"]) + "\n")
    sys.exit(bool(found))
