"""Which duties an overview shows together: each in one column, and none out of sight."""

import pytest

from mortgage_collect.rules.duties.book import DUTIES
from mortgage_collect.rules.duties.milestones import STAGES, Milestone, milestone_of


def test_every_milestone_is_a_column_once():
    assert sorted(stage.milestone for stage in STAGES) == sorted(Milestone)


def test_no_duty_fits_two_columns():
    for duty in DUTIES:
        fits = [stage for stage in STAGES if stage.duties and duty.id.startswith(stage.duties)]
        assert len(fits) <= 1, duty.id


def test_what_begins_like_no_duty_is_a_slip_of_the_pen():
    """A column that lists an id nobody has would silently stay empty."""
    coming = {"states.", "reg_x.first_filing", "reg_x.foreclosure", "reg_z.delinquency_information",
              "reg_x.third_party", "reg_x.short_term"}  # fmt: skip
    for stage in STAGES:
        for beginning in stage.duties:
            known = any(duty.id.startswith(beginning) for duty in DUTIES)
            assert known or beginning in coming, beginning


@pytest.mark.parametrize(
    ("duty", "column"),
    [
        ("reg_x.live_contact", Milestone.CONTACT),
        ("reg_x.written_notice", Milestone.NOTICE),
        ("reg_x.acknowledgment", Milestone.ACKNOWLEDGED),
        ("reg_x.appeal_decision", Milestone.APPEAL),
        ("reg_x.error_answer", Milestone.LETTERS),
        ("reg_x.force_placed_charge", Milestone.INSURANCE),
        ("reg_x.transfer_notice", Milestone.OTHER),
        ("nobody.knows_it", Milestone.OTHER),
    ],
)
def test_a_duty_stands_where_one_looks_for_it(duty, column):
    assert milestone_of(duty) is column
