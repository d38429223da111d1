"""A paper on the screen: its bytes, its fingerprint, and the steps of its life."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.queries.documents import document_sight
from mortgage_collect.queries.workouts import open_plan
from mortgage_collect.services.agreements import document_bytes, make_agreement
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.ui.documents.view import DocumentPanel
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.ui.panel_desk import Keys, a_desk, shown


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


def paper(store, loan_id, *, offered):
    with store.unit() as unit:
        plan = save_workout(unit, loan_id, Answers(months=8), reason="Counsel agrees")
        if offered:
            move_workout(unit, plan, WorkoutStatus.OFFERED)
    with store.unit() as unit:
        return make_agreement(unit, plan)


@pytest.fixture
def opened(qtbot, desk, desk_store, little_bank):
    def make(*, offered: bool = True) -> DocumentPanel:
        loan_id = little_bank.loans["Ruiz"]
        made = paper(desk_store, loan_id, offered=offered)
        panel = shown(qtbot, DocumentPanel(desk[0], loan_id, document_id=made))
        qtbot.waitUntil(lambda: panel.preview.pages > 0 and panel.model.seen is not None)
        return panel

    return make


def test_it_shows_the_pages_the_fingerprint_and_whose_it_is(opened):
    panel = opened()

    assert panel.preview.pages == panel.model.seen.pages
    assert f"SHA-256 {panel.model.seen.sha256[:12]}" in panel.facts.full
    assert panel.who.full.startswith("Ruiz, Ana \u00b7 loan \u20254471")


def test_enter_takes_it_from_sent_to_signed_to_running(qtbot, opened, desk_store, little_bank):
    panel = opened()
    keys = Keys()
    assert panel.step.text() == "Mark sent"
    keys.enter()
    qtbot.waitUntil(lambda: panel.step.text() == "Mark signed")
    panel.step.setFocus()
    keys.enter()
    qtbot.waitUntil(lambda: panel.step.text() == "Start the plan")
    panel.step.setFocus()
    keys.enter()
    qtbot.waitUntil(lambda: panel.step.isHidden())
    with desk_store.view() as session:
        plan = open_plan(session, little_bank.loans["Ruiz"])
    assert plan.status is WorkoutStatus.ACTIVE


def test_a_draft_is_offered_and_the_final_paper_is_opened(qtbot, opened, desk):
    panel = opened(offered=False)
    assert panel.step.text() == "Offer the plan: make it final"
    Keys().enter()
    qtbot.waitUntil(lambda: len(desk[1].panels) == 1, timeout=10_000)

    key, given = desk[1].panels[0]
    assert key == "document"
    assert given["document_id"] != panel.model.document_id


def test_a_copy_is_the_archived_bytes(qtbot, opened, desk, desk_store, tmp_path):
    panel = opened()
    where = tmp_path / "copy.pdf"
    desk[1].where.append(where)
    panel.save_copy()
    qtbot.waitUntil(lambda: any("copy.pdf" in words for words, _ in desk[1].said))

    assert hashlib.sha256(where.read_bytes()).hexdigest() == panel.model.seen.sha256
    with desk_store.view() as session:
        assert where.read_bytes() == document_bytes(session, panel.model.document_id)
        name = document_sight(session, panel.model.document_id).file_name
    assert name == "repayment-plan-agreement-4471-2026-11-20.pdf"


def test_a_folder_that_cannot_be_written_is_said(qtbot, opened, desk, tmp_path):
    panel = opened()
    desk[1].where.append(tmp_path / "nowhere" / "copy.pdf")
    panel.save_copy()
    qtbot.waitUntil(lambda: any(kind == "warning" for _, kind in desk[1].said))

    assert "could not be written" in desk[1].said[-1][0]


def test_nothing_is_written_when_one_thinks_better_of_it(opened, desk):
    opened().save_copy()

    assert desk[1].said == []


def test_printing_opens_a_copy_in_the_systems_viewer(opened, monkeypatch):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)
    panel = opened()
    panel.print()

    assert Path(asked[0].toLocalFile()).read_bytes() == panel.model.content


def test_it_zooms(opened):
    panel = opened()
    panel.preview.zoom_in()
    first = panel.preview.view.zoomFactor()
    panel.preview.zoom_in()

    assert panel.preview.view.zoomFactor() > first
