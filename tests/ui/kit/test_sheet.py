"""A sheet comes up with the focus in its first field, and does not take back what went on."""

from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget

from mortgage_collect.ui.kit.sheet import Sheet


def a_sheet() -> tuple[Sheet, QLineEdit, QLineEdit]:
    sheet, first, second = Sheet("Plan"), QLineEdit(), QLineEdit()
    for each in (first, second):
        sheet.body.addWidget(each)
    sheet.starts_at(first)
    return sheet, first, second


def beside_a_field(qtbot, sheet: Sheet) -> tuple[QStackedWidget, QLineEdit]:
    """A window with another page in front, whose field has the focus."""
    both, page = QStackedWidget(), QLineEdit()
    both.addWidget(page)
    both.addWidget(sheet)
    qtbot.addWidget(both)
    with qtbot.waitActive(both):
        both.show()
        both.activateWindow()
    page.setFocus()
    return both, page


def test_it_comes_up_with_the_focus_in_its_first_field(qtbot):
    sheet, first, _ = a_sheet()
    both, _ = beside_a_field(qtbot, sheet)
    both.setCurrentWidget(sheet)
    QApplication.processEvents()
    assert first.hasFocus()


def test_keys_typed_ahead_that_went_on_keep_the_focus(qtbot):
    sheet, _, second = a_sheet()
    both, _ = beside_a_field(qtbot, sheet)
    both.setCurrentWidget(sheet)
    second.setFocus()  # before the sheet has had a moment: Enter went on to the next field
    QApplication.processEvents()
    assert second.hasFocus()
