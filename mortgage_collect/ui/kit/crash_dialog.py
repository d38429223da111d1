"""What a person sees when something that must never happen did."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import AIRY, ROOMY, SNUG


class CrashDialog(QDialog):
    """Says what happened, with the trace to copy. The program goes on."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mortgage Collect"))
        theme = theme_of(self)
        self.report = report
        head = QHBoxLayout()
        head.setSpacing(theme.px(ROOMY))
        head.addWidget(Mark("triangle-alert", "caution", 24), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(label(self.tr("Something went wrong in the program"), "heading"))
        words.addWidget(
            label(
                self.tr(
                    "What was saved is safe. You can go on working; if it happens again, start "
                    "the program anew. Please send the report below to whoever looks after the "
                    "program. It holds no borrower data."
                ),
                wrap=True,
            )
        )
        head.addLayout(words, 1)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(SNUG))
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Copy report"), self.copy, icon="copy"))
        go_on = button(self.tr("Go on working"), self.accept, kind="primary")
        foot.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(AIRY),) * 4)
        column.setSpacing(theme.px(ROOMY))
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.resize(theme.px(640), theme.px(420))
        go_on.setFocus()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
