"""The book of rules, one line a rule, in the order in which an examiner would ask.

Written out by hand on purpose: a packaged program that fails to find its rules by searching folders
would let everything through, and nobody would see it. Raise the edition with every change of the
law or of what a rule says: it goes into the record of every contact.
"""

from __future__ import annotations

from mortgage_collect.core.errors import Bug
from mortgage_collect.rules.bankruptcy.co_debtor import co_debtor
from mortgage_collect.rules.bankruptcy.discharge import discharge
from mortgage_collect.rules.bankruptcy.stay import stay
from mortgage_collect.rules.house.bad_number import bad_number
from mortgage_collect.rules.house.deceased import deceased
from mortgage_collect.rules.house.disaster import disaster
from mortgage_collect.rules.house.hours_for_others import hours_for_others
from mortgage_collect.rules.house.language import language
from mortgage_collect.rules.house.point_fits import point_fits
from mortgage_collect.rules.house.unknown_zone import unknown_zone
from mortgage_collect.rules.reg_f.attorney import attorney
from mortgage_collect.rules.reg_f.call_frequency import call_frequency
from mortgage_collect.rules.reg_f.cease import cease
from mortgage_collect.rules.reg_f.conversation_hold import conversation_hold
from mortgage_collect.rules.reg_f.dispute import dispute
from mortgage_collect.rules.reg_f.email_procedure import email_procedure
from mortgage_collect.rules.reg_f.envelope import envelope
from mortgage_collect.rules.reg_f.hours import hours
from mortgage_collect.rules.reg_f.inconvenient_places import inconvenient_places
from mortgage_collect.rules.reg_f.inconvenient_times import inconvenient_times
from mortgage_collect.rules.reg_f.location_call import location_call
from mortgage_collect.rules.reg_f.machine_message import machine_message
from mortgage_collect.rules.reg_f.opt_out import opt_out
from mortgage_collect.rules.reg_f.opt_out_words import opt_out_words
from mortgage_collect.rules.reg_f.right_party import right_party
from mortgage_collect.rules.reg_f.text_procedure import text_procedure
from mortgage_collect.rules.reg_f.work_email import work_email
from mortgage_collect.rules.reg_f.workplace import workplace
from mortgage_collect.rules.reg_x.successor import successor
from mortgage_collect.rules.rule import Rule
from mortgage_collect.rules.scra.servicemember import servicemember
from mortgage_collect.rules.states.contact_cap import contact_cap
from mortgage_collect.rules.states.frequency import frequency
from mortgage_collect.rules.states.hours import hours as state_hours
from mortgage_collect.rules.states.workplace import workplace as state_workplace
from mortgage_collect.rules.tcpa.automatic_calls import automatic_calls

EDITION = "2026.11-4"

BOOK: tuple[Rule, ...] = (
    right_party,  # 12 CFR 1006.6(d)(1)
    successor,  # 12 CFR 1024.30(d)
    deceased,  # the bank's own
    stay,  # 11 USC 362(a)
    co_debtor,  # 11 USC 1301(a)
    discharge,  # 11 USC 524(a)(2)
    cease,  # 12 CFR 1006.6(c)
    attorney,  # 12 CFR 1006.6(b)(2)
    location_call,  # 12 CFR 1006.10
    unknown_zone,  # the bank's own
    hours,  # 12 CFR 1006.6(b)(1)(i)
    hours_for_others,  # the bank's own
    inconvenient_times,  # 12 CFR 1006.6(b)(1)(i)
    inconvenient_places,  # 12 CFR 1006.6(b)(1)(ii)
    workplace,  # 12 CFR 1006.6(b)(3)
    opt_out,  # 12 CFR 1006.14(h)
    bad_number,  # the bank's own
    point_fits,  # the bank's own
    work_email,  # 12 CFR 1006.22(f)(3)
    email_procedure,  # 12 CFR 1006.6(d)(4)
    text_procedure,  # 12 CFR 1006.6(d)(5)
    opt_out_words,  # 12 CFR 1006.6(e)
    machine_message,  # 12 CFR 1006.2(j)
    envelope,  # 12 CFR 1006.22(f)
    dispute,  # 12 CFR 1006.38
    conversation_hold,  # 12 CFR 1006.14(b)(2)(i)(B)
    call_frequency,  # 12 CFR 1006.14(b)(2)(i)(A)
    automatic_calls,  # 47 USC 227(b)(1)
    state_hours,  # resources/states
    state_workplace,  # resources/states
    contact_cap,  # resources/states
    frequency,  # resources/states
    servicemember,  # 50 USC 3937, 3953
    disaster,  # the bank's own
    language,  # the bank's own
)

if len({rule.id for rule in BOOK}) != len(BOOK):
    raise Bug("two rules share an id")
