"""Every duty against its table of cases."""

from __future__ import annotations

from typing import Any

import pytest

from mortgage_collect.rules.duties.continuity import continuity
from mortgage_collect.rules.duties.counseling import counseling_notice, service_rights_notice
from mortgage_collect.rules.duties.delinquency_information import delinquency_information
from mortgage_collect.rules.duties.duty import Duty
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
from mortgage_collect.rules.duties.payoff import payoff_statement
from mortgage_collect.rules.duties.servicemember import service_certificate, six_percent
from mortgage_collect.rules.duties.state_notices import state_notice, state_notice_by_day
from mortgage_collect.rules.duties.successor import (
    successor_acknowledgment,
    successor_answer,
    successor_decision,
    successor_told,
)
from mortgage_collect.rules.duties.written_notice import written_notice
from tests.rules.a_life import differences, duty_cases, life_of
from tests.rules.reading import named

TABLES: dict[str, Duty] = {
    "payoff": payoff_statement,
    "live_contact": live_contact,
    "written_notice": written_notice,
    "bankruptcy_notice": written_notice,
    "continuity": continuity,
    "counseling_notice": counseling_notice,
    "scra_notice": service_rights_notice,
    "scra_rate": six_percent,
    "successor_acknowledgment": successor_acknowledgment,
    "successor_answer": successor_answer,
    "successor_told": successor_told,
    "successor_decision": successor_decision,
    "state_notice": state_notice,
    "state_notice_by_day": state_notice_by_day,
    "scra_certificate": service_certificate,
    "acknowledgment": acknowledgment,
    "reasonable_date": reasonable_date,
    "complete_notice": complete_notice,
    "short_term_notice": short_term_notice,
    "diligence": diligence,
    "decision": decision,
    "acceptance": acceptance,
    "appeal_window": appeal_window,
    "appeal_decision": appeal_decision,
    "counsel_told": counsel_told,
    "delinquency_information": delinquency_information,
}


def every_case() -> list[Any]:
    return [
        pytest.param(duty, case, id=f"{table}: {named(case)}")
        for table, duty in TABLES.items()
        for case in duty_cases(table)
    ]


@pytest.mark.parametrize(("duty", "case"), every_case())
def test_a_duty_is_as_its_table_says(duty: Duty, case: dict[str, Any]):
    assert differences(case, duty(life_of(case), case["today"])) == []
