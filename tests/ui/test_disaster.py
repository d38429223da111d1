"""Disasters on the screen: an area pasted, its loans seen, tagged by keys, extended and ended.

Friday 20 November 2026. Of the little bank's homes two lie in 05641 (Barre, VT), none tells a
county; the bank's day is the day of the tag.
"""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from mortgage_collect.core.words import FlagKind
from mortgage_collect.models.person import Flag
from mortgage_collect.ui.disaster.view import DisasterPlace
from tests.ui.panel_desk import Keys, a_desk, shown

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def place(qtbot, desk):
    return shown(qtbot, DisasterPlace(desk[0]), 1060)


def flags(store):
    with store.view() as session:
        rows = session.scalars(select(Flag).where(Flag.disaster_id.is_not(None)))
        return [(row.kind, row.since, row.until, row.details["pause_calls"]) for row in rows]


def typed(place, *, zips="05641", counties="", ends="12/31"):
    """The form filled by keys, from its first field on."""
    keys = Keys()
    assert place.tag.fields["name"].hasFocus()
    keys.type("Flood of November")
    keys.enter()
    keys.type("f")
    keys.press(Qt.Key.Key_Tab)
    keys.type(zips)
    keys.press(Qt.Key.Key_Tab)
    keys.type(counties)
    keys.press(Qt.Key.Key_Tab)
    keys.type("11/16")
    keys.enter()
    keys.type(ends)
    keys.enter()
    assert place.tag.pauses.hasFocus()
    keys.press(Qt.Key.Key_Space)
    return keys


def test_it_opens_from_the_menu(qtbot, window):
    window.open_place("disaster")
    qtbot.waitUntil(lambda: bool(window.findChildren(DisasterPlace)))


def test_an_area_is_seen_before_it_is_tagged_and_tagged_by_keys(qtbot, place, desk_store):
    keys = typed(place)
    qtbot.waitUntil(lambda: place.tag.tag.isEnabled())

    assert place.tag.tag.text() == "Tag 2 loans"
    assert place.tag.sum.text().startswith("2 loans, 2 people, $")
    assert {row.borrower for row in place.tag.table.source.rows} == {
        "Petrov, Sergei",
        "Okafor, Chidi",
    }
    assert flags(desk_store) == []

    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(flags(desk_store)) == 2)
    wanted = (FlagKind.DISASTER, date(2026, 11, 16), date(2026, 12, 31), "yes")
    assert set(flags(desk_store)) == {wanted}
    qtbot.waitUntil(lambda: place.tabs.tabText(1) == "Tagged (1)")
    assert place.tag.fields["name"].text() == ""


def test_ctrl_enter_looks_first_where_nothing_was_seen_yet(qtbot, place, desk_store):
    keys = typed(place, zips="")
    field = place.tag.fields["zips"]
    field.setFocus()
    keys.type("05641")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert flags(desk_store) == []
    qtbot.waitUntil(lambda: place.tag.tag.isEnabled())
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(flags(desk_store)) == 2)


def test_what_cannot_be_read_is_said_beside_the_field(qtbot, place, desk_store):
    keys = typed(place, zips="0564")

    assert place.tag.fields["zips"].error.count("Enter five digits") == 1
    assert "no ZIP code" in place.tag.fields["zips"].error
    assert not place.tag.tag.isEnabled()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert flags(desk_store) == []


def test_a_county_nobody_told_is_said(qtbot, place):
    typed(place, zips="", counties="Washington, VT")
    qtbot.waitUntil(lambda: "may lie in it" in place.tag.about.text())

    assert "The county is on file for 0 of 15 loans." in place.tag.about.text()
    assert not place.tag.tag.isEnabled()


def test_another_area_takes_the_first_ones_loans_from_the_screen(qtbot, place):
    typed(place)
    qtbot.waitUntil(lambda: place.tag.tag.isEnabled())
    place.tag.fields["zips"].setPlainText("99501")
    place.tag.look()

    assert not place.tag.tag.isEnabled()
    assert place.tag.table.source.rows == ()


def tagged(qtbot, place, desk_store, ends="12/31"):
    keys = typed(place, ends=ends)
    qtbot.waitUntil(lambda: place.tag.tag.isEnabled())
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(flags(desk_store)) == 2 and bool(place.model.rows))
    keys.press(Qt.Key.Key_PageDown, CTRL)
    assert place.tagged.table.hasFocus()
    return keys


def test_what_ends_soon_is_said_and_extended_by_keys(qtbot, place, desk_store):
    keys = tagged(qtbot, place, desk_store, ends="11/30")
    assert place.who.full == "1 ending within two weeks"
    keys.enter()
    assert place.tagged.extend.hasFocus()
    keys.enter()
    keys.type("2027-01-15")
    keys.enter()
    keys.type("the water stays")
    keys.enter()
    qtbot.waitUntil(lambda: {row[2] for row in flags(desk_store)} == {date(2027, 1, 15)})
    qtbot.waitUntil(lambda: place.who.full == "")


def test_it_is_ended_early_and_an_earlier_day_is_asked_for(qtbot, place, desk_store):
    keys = tagged(qtbot, place, desk_store)
    place.tagged.end.setFocus()
    keys.enter()
    keys.type("2027-02-01")
    keys.enter()
    keys.type("all clear")
    keys.enter()
    qtbot.waitUntil(lambda: "as it is" in place.tagged.form.wrong.text())
    field = place.tagged.form.form.fields["ends"]
    field.setFocus()
    field.selectAll()
    keys.type("11/20")
    keys.enter()
    keys.enter()
    qtbot.waitUntil(lambda: {row[2] for row in flags(desk_store)} == {date(2026, 11, 20)})
