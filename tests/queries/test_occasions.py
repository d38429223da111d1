"""Of several wishes for no calls at work, what was written holds on."""

from __future__ import annotations

from datetime import date

import pytest

from mortgage_collect.core.words import PointKind, PointLabel
from mortgage_collect.models.person import ContactPoint
from mortgage_collect.queries.occasions import no_work_calls
from mortgage_collect.rules.occasion import NoWorkCalls

JANUARY, NOVEMBER = date(2026, 1, 12), date(2026, 11, 2)


def at_work(said_on: date | None, written: bool | None) -> ContactPoint:
    return ContactPoint(
        kind=PointKind.PHONE,
        label=PointLabel.WORK,
        no_work_calls_on=said_on,
        no_work_calls_written=written,
    )


@pytest.mark.parametrize(
    ("wishes", "held"),
    [
        ([(None, None)], None),
        ([(JANUARY, True)], NoWorkCalls(JANUARY, True)),
        ([(JANUARY, True), (NOVEMBER, False)], NoWorkCalls(JANUARY, True)),
        ([(JANUARY, True), (NOVEMBER, None)], NoWorkCalls(JANUARY, True)),
        ([(JANUARY, False), (NOVEMBER, True)], NoWorkCalls(NOVEMBER, True)),
        ([(JANUARY, False), (NOVEMBER, False)], NoWorkCalls(NOVEMBER, False)),
        ([(JANUARY, None), (NOVEMBER, False)], NoWorkCalls(NOVEMBER, None)),
    ],
)
def test_which_wish_holds(wishes, held):
    points = [at_work(*wish) for wish in wishes]

    assert no_work_calls(points[-1], points) == held


def test_a_cell_phone_is_at_no_work():
    cell = ContactPoint(kind=PointKind.PHONE, label=PointLabel.CELL)

    assert no_work_calls(cell, [cell, at_work(JANUARY, True)]) is None
