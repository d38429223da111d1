"""The book of rules, one line a rule, in the order in which an examiner would ask.

Written out by hand on purpose: a packaged program that fails to find its rules by searching folders
would let everything through, and nobody would see it. Raise the edition with every change of the
law or of what a rule says: it goes into the record of every call.
"""

from __future__ import annotations

from mortgage_collect.core.errors import Bug
from mortgage_collect.rules.bankruptcy.co_debtor import co_debtor
from mortgage_collect.rules.bankruptcy.discharge import discharge
from mortgage_collect.rules.bankruptcy.stay import stay
from mortgage_collect.rules.house.bad_number import bad_number
from mortgage_collect.rules.house.deceased import deceased
from mortgage_collect.rules.house.disaster import disaster
from mortgage_collect.rules.house.unknown_zone import unknown_zone
from mortgage_collect.rules.reg_f.attorney import attorney
from mortgage_collect.rules.reg_f.call_frequency import call_frequency
from mortgage_collect.rules.reg_f.cease import cease
from mortgage_collect.rules.reg_f.conversation_hold import conversation_hold
from mortgage_collect.rules.reg_f.dispute import dispute
from mortgage_collect.rules.reg_f.hours import hours
from mortgage_collect.rules.reg_f.inconvenient_places import inconvenient_places
from mortgage_collect.rules.reg_f.inconvenient_times import inconvenient_times
from mortgage_collect.rules.reg_f.opt_out import opt_out
from mortgage_collect.rules.reg_f.workplace import workplace
from mortgage_collect.rules.rule import Rule
from mortgage_collect.rules.scra.servicemember import servicemember

EDITION = "2026.11-1"

BOOK: tuple[Rule, ...] = (
    deceased,  # the bank's own
    stay,  # 11 USC 362(a)
    co_debtor,  # 11 USC 1301(a)
    discharge,  # 11 USC 524(a)(2)
    cease,  # 12 CFR 1006.6(c)
    attorney,  # 12 CFR 1006.6(b)(2)
    unknown_zone,  # the bank's own
    hours,  # 12 CFR 1006.6(b)(1)(i)
    inconvenient_times,  # 12 CFR 1006.6(b)(1)(i)
    inconvenient_places,  # 12 CFR 1006.6(b)(1)(ii)
    workplace,  # 12 CFR 1006.6(b)(3)
    opt_out,  # 12 CFR 1006.14(h)
    bad_number,  # the bank's own
    dispute,  # 12 CFR 1006.38
    conversation_hold,  # 12 CFR 1006.14(b)(2)(i)(B)
    call_frequency,  # 12 CFR 1006.14(b)(2)(i)(A)
    servicemember,  # 50 USC 3937, 3953
    disaster,  # the bank's own
)

if len({rule.id for rule in BOOK}) != len(BOOK):
    raise Bug("two rules share an id")
