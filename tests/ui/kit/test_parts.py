import logging
from datetime import date

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter, QPdfWriter

from mortgage_collect.core.errors import Cancelled, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Bucket, Source
from mortgage_collect.ui.kit import gallery
from mortgage_collect.ui.kit.badges import BucketBadge, Light
from mortgage_collect.ui.kit.chips import Chip, WorkChips
from mortgage_collect.ui.kit.crash import CrashWatch, trace
from mortgage_collect.ui.kit.empty import Empty
from mortgage_collect.ui.kit.fields import MoneyEdit
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.preview import PdfPreview
from mortgage_collect.ui.kit.section import Fact, Section
from mortgage_collect.ui.kit.throttle import Throttle

MONDAY = date(2026, 3, 9)
pytestmark = pytest.mark.usefixtures("light")


# -- small parts ----------------------------------------------------------------------------


def test_a_badge_and_a_light_say_in_words_what_they_paint(window):
    badge = window(BucketBadge(Bucket.DAYS_90))
    assert badge.accessibleName() == "90\u2013119 days"
    seen = badge.grab().toImage()
    badge.set_bucket(Bucket.DAYS_60)
    assert badge.grab().toImage() != seen
    light = window(Light("stop", "Do not call"))
    assert light.accessibleName() == "Do not call"


def test_badges_differ_without_color(window):
    pictures = set()
    for bucket in Bucket:
        badge = BucketBadge(bucket)
        window(badge)
        drawn = badge.grab().toImage()
        grey = drawn.convertToFormat(drawn.Format.Format_Grayscale8)
        pictures.add(bytes(grey.constBits()))
    assert len(pictures) == len(Bucket)


def test_half_finished_work_is_a_chip_that_goes_on(qtbot, window):
    chips = window(WorkChips())
    assert not chips.isVisible()
    chips.show_work([(7, "Chen: review", 60)])
    chip = chips.layout().itemAt(0).widget()
    assert chip.go.text() == "Chen: review 60%"
    with qtbot.waitSignal(chips.resumed) as told:
        qtbot.mouseClick(chip.go, Qt.MouseButton.LeftButton)
    assert told.args == [7]
    # Two beside each other; the rest behind a word, so that the search keeps its room.
    chips.show_work([(at, f"Chen {at}: entry", None) for at in range(5)])
    assert chips.more.text() == "and 3 more"
    with qtbot.waitSignal(chips.resumed) as told:
        chips.more.menu().actions()[-1].trigger()
    assert told.args == [4]
    chips.be_narrow(True)
    assert chips.more.text() == "5 begun"
    chips.show_work([])
    assert not chips.isVisible()
    assert window(Chip("Bankruptcy", "stop")).accessibleName() == "Bankruptcy"


def test_a_fact_says_method_date_and_source(window):
    fact = Fact("To reinstate", big=True)
    window(fact)
    fact.set_fact(Money.of("6214.18"), method="MBA", as_of=MONDAY, source=Source.TAPE)
    assert fact.about.text() == "MBA \u00b7 as of Mar 9, 2026"
    assert "From the bank" in fact.accessibleName()
    fact.set_fact(None, missing="no analysis on file")
    assert fact.value.text() == "no analysis on file"


def test_a_section_states_what_is_empty(window):
    section = Section("People")
    window(section)
    assert section.add_row("Phone", "").text() == "not on file"
    section.add(Empty("phone", "No phone on file", act="Add", run=print))


def test_a_long_name_is_cut_and_told_in_full(window):
    name = Elided("Papadopoulos-Vandermeer, Maximiliana Theodora")
    window(name)
    name.setFixedWidth(80)
    assert name.text().endswith("\u2026")
    assert name.toolTip() == name.full == name.accessibleName()


def test_a_throttle_calls_now_and_then_only_the_last(qtbot, qapp):
    heard = []
    throttle = Throttle(heard.append, 30)
    for number in range(5):
        throttle(number)
    assert heard == [0]
    qtbot.waitUntil(lambda: heard == [0, 4])
    quiet = Throttle(heard.append, 30, first=False)
    quiet("a")
    quiet("b")
    assert heard == [0, 4]
    quiet.flush()
    assert heard == [0, 4, "b"]


# -- documents and crashes ------------------------------------------------------------------


def test_a_pdf_is_shown_from_bytes(qtbot, window, tmp_path):
    path = tmp_path / "letter.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    painter = QPainter(writer)
    painter.drawText(100, 100, "One")
    writer.newPage()
    painter.drawText(100, 100, "Two")
    painter.end()
    preview = window(PdfPreview())
    assert preview.show_pdf(path.read_bytes()) == 2
    assert preview.count.text() == "Page 1 of 2"
    preview.view.setFocus()
    qtbot.keyClick(preview.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.zoomMode() is preview.view.ZoomMode.Custom
    qtbot.keyClick(preview.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.zoomMode() is preview.view.ZoomMode.FitToWidth
    assert preview.show_pdf(b"not a pdf") == 0
    assert preview.count.text() == "No document"


def test_a_trace_names_the_place_and_no_borrower():
    def ask():
        name = "Ruiz, Ana"
        raise KeyError(name)

    def wrap():
        try:
            ask()
        except KeyError as error:
            raise RuntimeError("while asking Ruiz") from error

    with pytest.raises(RuntimeError) as caught:
        wrap()
    written = trace(caught.value)
    assert "in ask" in written
    assert "KeyError" in written
    assert "Ruiz" not in written


@pytest.mark.may_log
def test_a_crash_is_logged_and_shown_once_and_the_program_goes_on(qtbot, qapp, caplog):
    told = []
    watch = CrashWatch(about=lambda: "mortgage_collect 0.1", tell=told.append)
    with caplog.at_level(logging.CRITICAL):
        watch.take(ValueError("Ruiz"))
        watch.take(ValueError("Ruiz"))
    qtbot.waitUntil(lambda: watch._shown is not None)
    dialog = watch._shown
    dialog.copy()
    assert QGuiApplication.clipboard().text().startswith("mortgage_collect 0.1")
    assert not dialog.isModal()
    assert len(caplog.records) == 2
    assert "Ruiz" not in caplog.text
    watch.take(UserError("No such day."))
    watch.take(Cancelled())
    qtbot.waitUntil(lambda: len(told) == 1)
    dialog.accept()
    qtbot.waitUntil(lambda: watch._shown is None)


def test_every_picture_of_the_gallery_can_be_drawn(qtbot, qapp, tmp_path):
    gallery.draw(qapp, tmp_path, ("light",))
    assert len(list(tmp_path.glob("*.png"))) == len(gallery.PAGES)
    assert MoneyEdit is not None
