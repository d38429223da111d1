import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.ui.kit import theme


@pytest.fixture
def light(qapp):
    return theme.apply(qapp, "light")


@pytest.fixture
def window(qtbot, light):
    """A window in front; `window(a, b)` puts widgets into it and gives the first back."""
    shown = QWidget()
    QVBoxLayout(shown)
    qtbot.addWidget(shown)
    shown.resize(900, 600)

    def place(*widgets):
        for widget in widgets:
            shown.layout().addWidget(widget)
        with qtbot.waitActive(shown):
            shown.show()
            shown.activateWindow()
        return widgets[0]

    return place
