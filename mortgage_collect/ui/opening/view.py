"""The first window: make a database, open one, or try the practice bank. Calm, and in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import AIRY, ROOMY, SNUG
from mortgage_collect.ui.opening.pages import (
    BankPage,
    BusyPage,
    LockedPage,
    MakePage,
    Page,
    TroublePage,
    WelcomePage,
)
from mortgage_collect.ui.opening.restore_page import RestorePage
from mortgage_collect.ui.opening.sign_in import SignInPage
from mortgage_collect.ui.opening.view_model import (
    BANK,
    BUSY,
    LOCKED,
    MAKE,
    RESTORE,
    SIGN_IN,
    TROUBLE,
    WELCOME,
    OpeningModel,
)

WIDTH = 560


class OpeningWindow(QWidget):
    """One column in the middle; each page has one thing to do, and the focus is on it."""

    def __init__(self, model: OpeningModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.model = model
        self.setWindowTitle(self.tr("Mortgage Collect"))
        self.setObjectName("opening")
        self.pages: dict[str, Page] = {
            WELCOME: WelcomePage(model),
            MAKE: MakePage(model),
            LOCKED: LockedPage(model),
            TROUBLE: TroublePage(model),
            BANK: BankPage(model),
            SIGN_IN: SignInPage(model),
            BUSY: BusyPage(model),
            RESTORE: RestorePage(model),
        }
        brand = QHBoxLayout()
        brand.setSpacing(theme.px(SNUG))
        brand.addWidget(Mark("landmark", "accent", 22))
        brand.addWidget(label(self.tr("Mortgage Collect"), "heading"))
        brand.addStretch(1)
        card = QFrame()
        dress(card, card=True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(theme.px(AIRY),) * 4)
        inside.setSpacing(theme.px(ROOMY))
        inside.addLayout(brand)
        for page in self.pages.values():
            inside.addWidget(page)
        card.setMaximumWidth(theme.px(WIDTH))
        ground = QWidget()
        dress(ground, ground=True)
        row = QHBoxLayout(ground)
        row.setContentsMargins(*(theme.px(AIRY),) * 4)
        row.addStretch(1)
        row.addWidget(card, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setAcceptDrops(True)
        self.resize(theme.px(760), theme.px(600))
        model.moved.connect(self._move)
        self._move(model.page)

    def _move(self, name: str) -> None:
        page = self.pages[name]
        page.show_page()
        for other in self.pages.values():
            if other is not page:
                other.hide()
        page.show()
        page.first().setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.said:
            announce(self, self.model.said, urgent=True)

    def take(self, path: Path) -> None:
        """A database dropped here."""
        self.model.open(str(path))
