"""What a row of the queue shows: up to three reasons, else how late the loan is and where."""

from datetime import date

import pytest
from PySide6.QtGui import QFontMetrics

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Bucket
from mortgage_collect.queries.queue import QueueRow
from mortgage_collect.queries.queue_reasons import REASONS_SHOWN
from mortgage_collect.ui.kit.theme import current
from mortgage_collect.ui.queue.delegate import REASONS, foot_words


def row(*reasons, arrears="21554.75"):
    return QueueRow(
        loan_id=1,
        number="004105156",
        borrower="Abernathy-Montgomery, Wilhelmina",
        place="Burlington, VT",
        bucket=Bucket.DAYS_120,
        days=142,
        months=4,
        counted_to=date(2026, 11, 20),
        arrears=Money.of(arrears),
        upb=None,
        score=1,
        reasons=reasons,
        next_action_on=None,
        next_action="",
        last_contact_at=None,
        flags=(),
    )


def test_the_third_reason_stands_beside_the_sum():
    assert foot_words(row("a promise", "a deadline", "not spoken with yet")) == (
        "not spoken with yet"
    )
    assert REASONS + 1 == REASONS_SHOWN


@pytest.mark.parametrize("reasons", [(), ("one",), ("one", "two")])
def test_with_fewer_reasons_stand_the_days_and_the_place(reasons):
    assert foot_words(row(*reasons)) == "142 days  Burlington, VT"


def test_every_reason_is_read_aloud():
    assert row("one", "two", "three").spoken == (
        "Abernathy-Montgomery, Wilhelmina, 142 days past due, one, two, three"
    )


def test_the_commonest_third_reason_has_room_beside_a_sum_of_five_figures(window):
    letters = QFontMetrics(current().font("caption", figures=True))
    room = window.queue.list.viewport().width() - current().px(12 + 24 + 10 + 8)
    both = letters.horizontalAdvance("not spoken with yet") + letters.horizontalAdvance(
        "$21,554.75"
    )
    assert both <= room
