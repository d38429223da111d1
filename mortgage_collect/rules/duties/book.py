"""The book of duties, one line a duty, in the order in which an examiner would ask."""

from __future__ import annotations

from mortgage_collect.core.errors import Bug
from mortgage_collect.rules.duties.complaint import complaint_acknowledgment, complaint_answer
from mortgage_collect.rules.duties.continuity import continuity
from mortgage_collect.rules.duties.counseling import counseling_notice, service_rights_notice
from mortgage_collect.rules.duties.delinquency_information import delinquency_information
from mortgage_collect.rules.duties.duty import Duty
from mortgage_collect.rules.duties.error_notice import error_acknowledgment, error_answer
from mortgage_collect.rules.duties.error_papers import credit_freeze, error_copies, error_no_answer
from mortgage_collect.rules.duties.information_request import (
    information_acknowledgment,
    information_answer,
    information_no_answer,
    servicing_file,
)
from mortgage_collect.rules.duties.insurance import (
    force_placed_charge,
    force_placed_refund,
    force_placed_reminder,
    force_placed_renewal,
    premium_advance,
)
from mortgage_collect.rules.duties.live_contact import live_contact
from mortgage_collect.rules.duties.loss_mitigation.acceptance import acceptance
from mortgage_collect.rules.duties.loss_mitigation.acknowledgment import acknowledgment
from mortgage_collect.rules.duties.loss_mitigation.appeal import appeal_decision, appeal_window
from mortgage_collect.rules.duties.loss_mitigation.complete_notice import complete_notice
from mortgage_collect.rules.duties.loss_mitigation.counsel import counsel_told
from mortgage_collect.rules.duties.loss_mitigation.decision import decision
from mortgage_collect.rules.duties.loss_mitigation.diligence import diligence
from mortgage_collect.rules.duties.loss_mitigation.reasonable_date import reasonable_date
from mortgage_collect.rules.duties.loss_mitigation.short_term_notice import short_term_notice
from mortgage_collect.rules.duties.money_back import escrow_refund, payment_credited
from mortgage_collect.rules.duties.payoff import payoff_statement
from mortgage_collect.rules.duties.servicemember import service_certificate, six_percent
from mortgage_collect.rules.duties.state_notices import state_notice, state_notice_by_day
from mortgage_collect.rules.duties.successor import (
    successor_acknowledgment,
    successor_answer,
    successor_decision,
    successor_told,
)
from mortgage_collect.rules.duties.transfer import transfer_grace, transfer_notice
from mortgage_collect.rules.duties.validation import (
    dispute_answer,
    validation_notice,
    validation_period,
)
from mortgage_collect.rules.duties.written_notice import written_notice

DUTIES: tuple[Duty, ...] = (
    live_contact,  # 12 CFR 1024.39(a)
    written_notice,  # 12 CFR 1024.39(b), (c), (d)
    continuity,  # 12 CFR 1024.40(a)(1)
    counseling_notice,  # 12 USC 1701x(c)(5)
    service_rights_notice,  # 12 USC 1701x(c)(5)
    six_percent,  # 50 USC 3937
    service_certificate,  # 50 USC 3931(b)
    successor_acknowledgment,  # 12 CFR 1024.36(i)
    successor_answer,  # 12 CFR 1024.36(i)
    successor_told,  # 12 CFR 1024.38(b)(1)(vi)
    successor_decision,  # 12 CFR 1024.38(b)(1)(vi)
    state_notice,  # the states' own law
    state_notice_by_day,  # the states' own law
    acknowledgment,  # 12 CFR 1024.41(b)(2)(i)(B)
    reasonable_date,  # 12 CFR 1024.41(b)(2)(ii)
    complete_notice,  # 12 CFR 1024.41(c)(3)(i)
    short_term_notice,  # 12 CFR 1024.41(c)(2)(iii)
    diligence,  # 12 CFR 1024.41(b)(1)
    decision,  # 12 CFR 1024.41(c)(1)
    acceptance,  # 12 CFR 1024.41(e)(1)
    appeal_window,  # 12 CFR 1024.41(h)(2)
    appeal_decision,  # 12 CFR 1024.41(h)(4)
    counsel_told,  # 12 CFR 1024.41(g)
    transfer_notice,  # 12 CFR 1024.33(b)(3)
    transfer_grace,  # 12 CFR 1024.33(c)(1)
    escrow_refund,  # 12 CFR 1024.34(b)(1)
    error_acknowledgment,  # 12 CFR 1024.35(d)
    error_answer,  # 12 CFR 1024.35(e)(3)
    error_copies,  # 12 CFR 1024.35(e)(4)
    error_no_answer,  # 12 CFR 1024.35(g)(2)
    credit_freeze,  # 12 CFR 1024.35(i)(1)
    information_acknowledgment,  # 12 CFR 1024.36(c)
    information_answer,  # 12 CFR 1024.36(d)(2)
    information_no_answer,  # 12 CFR 1024.36(f)(2)
    servicing_file,  # 12 CFR 1024.38(c)(2)
    premium_advance,  # 12 CFR 1024.17(k)(5)
    force_placed_reminder,  # 12 CFR 1024.37(d)(1)
    force_placed_charge,  # 12 CFR 1024.37(c)(1), (d)(1)
    force_placed_renewal,  # 12 CFR 1024.37(e)(1)
    force_placed_refund,  # 12 CFR 1024.37(g)
    delinquency_information,  # 12 CFR 1026.41(d)(8)
    payment_credited,  # 12 CFR 1026.36(c)(1)(iii)
    payoff_statement,  # 12 CFR 1026.36(c)(3)
    validation_notice,  # 12 CFR 1006.34(a)(1)
    validation_period,  # 12 CFR 1006.34(b)(5)
    dispute_answer,  # 12 CFR 1006.38(d)(2)
    complaint_acknowledgment,  # the bank's own
    complaint_answer,  # the bank's own
)

_BY_ID = {each.id: each for each in DUTIES}


def duty_of(duty_id: str) -> Duty:
    found = _BY_ID.get(duty_id)
    if found is None:
        raise Bug(f"no duty is called {duty_id}")
    return found
