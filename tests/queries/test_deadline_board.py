"""What a cell of the board shows: what is owed before what is over, and what is not owed at all."""

from datetime import date

import pytest

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.models.matter import DeadlineRecord
from mortgage_collect.queries.deadline_board import BoardFilter, board_count, board_page, cells
from mortgage_collect.rules.duties.book import DUTIES
from mortgage_collect.rules.duties.deadline import ActKind
from mortgage_collect.rules.duties.milestones import Milestone, milestone_of
from mortgage_collect.services.clocks import renew_some
from tests.services.desks import a_case

TODAY = date(2026, 3, 6)
CONTACT = "reg_x.live_contact"


def record(due, progress=Progress.OPEN, closed_on=None, duty=CONTACT, **more):
    return DeadlineRecord(
        loan_id=1,
        duty=duty,
        occasion=str(due),
        says=f"By {due}",
        due=due,
        progress=progress,
        closed_on=closed_on,
        act="contact",
        **more,
    )


def contact(*records, exempt=()):
    return cells(records, frozenset(exempt), TODAY)[Milestone.CONTACT]


def test_nothing_yet_is_blank():
    cell = contact()
    assert (cell.progress, cell.not_owed) == (None, False)


def test_what_binds_on_no_account_is_not_owed():
    here = [each.id for each in DUTIES if milestone_of(each.id) is Milestone.CONTACT]
    assert contact(exempt=here).not_owed
    assert not contact(exempt=here[:-1]).not_owed


@pytest.mark.parametrize(
    ("due", "progress"),
    [
        (date(2026, 3, 5), Progress.LATE),
        (TODAY, Progress.OPEN),
        (date(2026, 3, 7), Progress.OPEN),
        (None, Progress.OPEN),
    ],
)
def test_late_begins_the_day_after(due, progress):
    assert contact(record(due)).progress is progress


def test_the_nearest_of_several_owed_ones_is_shown_and_the_others_told_by_their_day():
    cell = contact(
        record(None), record(date(2026, 4, 6)), record(date(2026, 3, 9)), record(date(2026, 3, 20))
    )
    assert cell.due == date(2026, 3, 9)
    assert [said.split(":")[0] for said in cell.others[:2]] == ["Mar 20", "Apr 6"]
    assert len(cell.others) == 3
    assert cell.act.kind is ActKind.CONTACT


def test_what_is_owed_goes_before_what_was_done():
    done = record(date(2026, 2, 6), Progress.MET, date(2026, 2, 3))
    assert contact(done, record(date(2026, 4, 6))).progress is Progress.OPEN


def test_of_what_is_over_the_newest_is_shown():
    older = record(date(2026, 1, 6), Progress.MET_LATE, date(2026, 1, 8))
    newer = record(date(2026, 2, 6), Progress.MET, date(2026, 2, 3))
    cell = contact(newer, older)
    assert (cell.progress, cell.closed_on) == (Progress.MET, date(2026, 2, 3))


def test_what_is_on_hold_goes_before_what_is_over():
    held = record(None, Progress.HELD)
    assert contact(held, record(date(2026, 2, 6), Progress.MET, TODAY)).progress is Progress.HELD


@pytest.mark.parametrize(
    ("oldest", "first"),
    [
        (date(2026, 1, 1), date(2026, 5, 2)),  # 30 + 28 + 31 + 30 = 119 days to April 30
        (date(2028, 1, 1), date(2028, 5, 1)),  # a leap year has one more in February
        (None, None),
    ],
)
def test_under_foreclosure_stands_the_first_day_of_a_filing(oldest, first):
    """More than 120 days after the due date: 12 CFR 1024.41(f)(1)(i)."""
    cell = cells((), frozenset(), TODAY, oldest)[Milestone.FORECLOSURE]
    assert cell.first_day == first


def test_the_board_lists_loans_with_deadlines_on_every_engine(any_store):
    case = a_case(any_store)
    with any_store.unit() as unit:
        renew_some(unit)
    now = any_store.clock.now()
    with any_store.view() as session:
        count = board_count(session, now, BoardFilter())
        rows = board_page(session, now, BoardFilter(), 0, 50)
        none = board_page(session, now, BoardFilter(user_id=0), 0, 50)
        late = board_count(session, now, BoardFilter(within=0))
        beyond = board_page(session, now, BoardFilter(), count, 50)
    assert count == len(rows)
    assert case.loan_id in {row.loan_id for row in rows}
    assert none == beyond == ()
    assert late <= count


@pytest.mark.parametrize(
    ("duty", "ours"),
    [
        ("reg_x.acknowledgment", Milestone.ACKNOWLEDGED),
        ("reg_x.decision", Milestone.DECISION),
        ("reg_x.appeal_decision", Milestone.APPEAL),
        ("reg_x.reasonable_date", Milestone.THEIRS),
        ("reg_x.acceptance", Milestone.THEIRS),
        ("reg_x.appeal_window", Milestone.THEIRS),
    ],
)
def test_the_borrowers_own_days_stand_apart_from_the_banks(duty, ours):
    assert milestone_of(duty) is ours


def test_an_acknowledged_application_is_done_while_their_papers_are_awaited():
    acknowledged = record(
        date(2026, 3, 2), Progress.MET, date(2026, 3, 2), duty="reg_x.acknowledgment"
    )
    papers = record(date(2026, 4, 1), duty="reg_x.reasonable_date")
    found = cells((acknowledged, papers), frozenset(), TODAY)
    assert found[Milestone.ACKNOWLEDGED].progress is Progress.MET
    assert found[Milestone.THEIRS].due == date(2026, 4, 1)
