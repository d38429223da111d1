"""Every duty against its table of cases."""

from __future__ import annotations

from datetime import date
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


# Since when each is law, from its own sources; those of statutes and of successors are from general
# knowledge. Later duties of the same table are told in their own tests.
PAPERS = {
    "reg_x.live_contact": ("39a", date(2014, 1, 10)),
    "reg_x.written_notice": ("39b", date(2014, 1, 10)),
    "reg_x.continuity": ("40", date(2014, 1, 10)),
    "statute.counseling_notice": ("1701x", date(2006, 6, 5)),
    "statute.scra_notice": ("1701x", date(2006, 6, 5)),
    "statute.scra_rate": ("scra", date(2003, 12, 19)),
    "statute.scra_certificate": ("scra", date(2003, 12, 19)),
    "reg_z.delinquency_information": ("1026.41d8", date(2014, 1, 10)),
    "reg_x.successor_acknowledgment": ("36", date(2018, 4, 19)),
    "reg_x.successor_answer": ("36", date(2018, 4, 19)),
    "reg_x.successor_told": ("38", date(2018, 4, 19)),
    "reg_x.successor_decision": ("38", date(2018, 4, 19)),
    "states.notice": ("", date(2000, 1, 1)),
    "states.notice_by_day": ("", date(2000, 1, 1)),
}


def test_the_papers_of_early_intervention_and_its_neighbors():
    found = {each.id: (each.section, each.since) for each in TABLES.values() if each.id in PAPERS}

    assert found == PAPERS
