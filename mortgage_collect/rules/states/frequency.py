"""Where a state bars contact so frequent that it harasses, and names no number.

Cal. Civ. Code § 1788.11, Fla. Stat. § 559.72(7), N.Y. Gen. Bus. Law § 601 and others. Such a bar
has no line to count to. Seven contacts in seven days, the federal measure of 12 CFR 1006.14(b)(2),
is where this program begins to warn; a bank's own smaller figure warns sooner. It never stops.
"""

from __future__ import annotations

from datetime import timedelta

from mortgage_collect.core import text
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.notices import owed
from mortgage_collect.rules.question import TO_THE_PERSON
from mortgage_collect.rules.rule import SINCE_UNKNOWN, Answer, Count, caution, rule
from mortgage_collect.rules.states.law.counted import counted
from mortgage_collect.rules.states.law.reach import Reaching, binds_here, reaching, sternest
from mortgage_collect.rules.states.law.state import (
    ContactRule,
    Counts,
    Measure,
    Per,
    RuleKind,
)
from mortgage_collect.rules.texts import STATES_TEXT

CONTACTS = Measure(Counts.CONTACTS, Per.DEBT)


def _entries(facts: ContactFacts) -> list[Reaching[ContactRule]]:
    return reaching(
        facts,
        lambda place: (each for each in place.contact_rules if each.kind is RuleKind.FREQUENCY),
    )


@rule(
    id="states.frequency",
    title="A state's bar on contact that harasses",
    asks=TO_THE_PERSON,
    cites=(
        "Cal. Civ. Code § 1788.11",
        "Conn. Gen. Stat. §§ 36a-645, 36a-646; Conn. Agencies Regs. §§ 36a-647-3, 36a-647-5",
        "Fla. Stat. § 559.72(7)",
        "Iowa Code §§ 537.7102, 537.7103",
        "Md. Code, Com. Law § 14-202(6)",
        "Mich. Comp. Laws §§ 445.251, 445.252",
        "N.C. Gen. Stat. § 75-52",
        "N.H. Rev. Stat. ch. 358-C",
        "N.Y. Gen. Bus. Law § 601",
        "S.C. Code § 37-5-108",
        "Tex. Fin. Code § 392.302",
        "Vt. Consumer Protection Rules 104.02, 104.07",
    ),
    since=SINCE_UNKNOWN,
    binds=binds_here(_entries),
    whom="Whom each entry names: the lender too",
    text=STATES_TEXT,
    unverified=True,
)
def frequency(facts: ContactFacts) -> Answer | None:
    return sternest(_entries(facts), _answer, facts)


def _answer(entry: ContactRule, facts: ContactFacts) -> Answer | None:
    if owed(facts) or facts.begun_by_person:
        return None
    warns, days = facts.number("reg_f.calls_in_window"), facts.number("reg_f.window_days")
    sure, _ = counted(CONTACTS, facts)
    recent = [on for on in sure if on > facts.today - timedelta(days=days)]
    if len(recent) < warns:
        return None
    used = f"{text.count(len(recent), 'contact')} in {days} days"
    return caution(
        f"{used}. {entry.says}",
        brief=used,
        count=Count(len(recent), warns, days),
    )
