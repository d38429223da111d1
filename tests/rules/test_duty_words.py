"""How far off a day is, and what a step told, as one says it."""

from datetime import date

import pytest

from mortgage_collect.core.matter_words import MatterKind, Progress
from mortgage_collect.rules.duties.telling import days_left, earliest, stands
from mortgage_collect.rules.matters.matter import (
    FieldKind,
    MatterSpec,
    Step,
    StepField,
    StepSpec,
)
from mortgage_collect.rules.matters.telling import told

TODAY = date(2026, 3, 6)  # a Friday


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 3, 5), "1 day late"),
        (date(2026, 2, 28), "6 days late"),
        (TODAY, "today"),
        (date(2026, 3, 7), "1 day left"),
        (date(2026, 4, 6), "31 days left"),
        (None, "no date"),
    ],
)
def test_days_are_counted_from_today(due, words):
    assert days_left(due, TODAY) == words


@pytest.mark.parametrize(
    ("progress", "closed", "words"),
    [
        (Progress.OPEN, None, "Mon Mar 9: 3 days left"),
        (Progress.MET, date(2026, 3, 4), "Done Mar 4"),
        (Progress.MET_LATE, date(2026, 3, 10), "Done late Mar 10"),
        (Progress.ENDED, date(2026, 3, 1), "No longer owed Mar 1"),
        (Progress.HELD, None, "On hold"),
    ],
)
def test_what_came_of_it_is_said_with_its_day(progress, closed, words):
    assert stands(progress, date(2026, 3, 9), closed, TODAY) == words


ASKED = MatterSpec(
    kind=MatterKind.COMPLAINT,
    title="Complaint",
    says="",
    opens=("received",),
    cites=(),
    steps=(
        StepSpec(
            "received",
            "Received",
            (
                StepField("how", "How it came", FieldKind.CHOICE, choices=(("web", "By the web"),)),
                StepField("on_file", "On file", FieldKind.DAY),
                StepField("asked", "Asked for", FieldKind.MONEY),
                StepField("written", "In writing", FieldKind.YES_NO),
                StepField("about", "About", FieldKind.SEVERAL, choices=(("fee", "A fee"),)),
                StepField("note", "Note"),
            ),
        ),
    ),
)


def test_a_step_tells_its_details_in_the_order_they_are_asked():
    step = Step(
        "received",
        TODAY,
        {
            "note": "angry",
            "about": "fee; other",
            "written": "yes",
            "asked": "1204.50",
            "on_file": "2026-03-02",
            "how": "web",
        },
    )
    assert told(ASKED, step) == (
        "How it came: By the web; On file: Mar 2, 2026; Asked for: $1,204.50; In writing: yes;"
        " About: A fee, other; Note: angry"
    )


def test_what_was_not_told_is_left_out():
    assert told(ASKED, Step("received", TODAY, {"written": "no"})) == "In writing: no"


def test_the_first_day_of_asking_for_papers_binds_who_names_it():
    """Comment 41(b)(2)(ii)-3: never less than seven days after the notice. The papers may come at
    once."""
    assert earliest("reg_x.reasonable_date", TODAY) == "no day before Mar 6, 2026 could be named"
    assert earliest("reg_x.diligence", TODAY) == "not before Mar 6, 2026"
