"""Shows a PDF from bytes: fit to width, zoom by key, and how many pages there are."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.buttons import icon_button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, TIGHT

_LEAST, _MOST, _STEP = 0.25, 4.0, 1.25


class PdfPreview(QWidget):
    """`show_pdf(bytes)`; Ctrl and plus, minus and 0 zoom."""

    shown = Signal(int)  # pages

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._buffer: QBuffer | None = None
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setAccessibleName(name or self.tr("Document preview"))
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = label(kind="caption")
        self.actions_listed = Actions(
            self,
            [
                Action("zoom_in", self.tr("Zoom in"), self.zoom_in, "Ctrl++ Ctrl+=", "zoom-in"),
                Action("zoom_out", self.tr("Zoom out"), self.zoom_out, "Ctrl+-", "zoom-out"),
                Action("fit", self.tr("Fit to width"), self.fit, "Ctrl+0"),
            ],
        )
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(SNUG), theme.px(TIGHT), theme.px(SNUG), theme.px(TIGHT))
        bar.addWidget(self.count, 1)
        bar.addWidget(icon_button("zoom-out", self.tr("Zoom out"), self.zoom_out))
        bar.addWidget(icon_button("columns-3", self.tr("Fit to width"), self.fit))
        bar.addWidget(icon_button("zoom-in", self.tr("Zoom in"), self.zoom_in))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)

    def show_pdf(self, content: bytes) -> int:
        """Show a document; returns how many pages it has, 0 when it is not a PDF."""
        self.document.close()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        pages = self.document.pageCount() if content else 0
        self._say_page(0)
        self.shown.emit(pages)
        return max(pages, 0)

    @property
    def pages(self) -> int:
        return max(self.document.pageCount(), 0)

    def zoom_in(self) -> None:
        self._zoom(_STEP)

    def zoom_out(self) -> None:
        self._zoom(1 / _STEP)

    def fit(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom(self, by: float) -> None:
        if self.view.zoomMode() is QPdfView.ZoomMode.FitToWidth and self.pages:
            width = self.document.pagePointSize(0).width() * self.view.logicalDpiX() / 72
            self.view.setZoomFactor(self.view.viewport().width() / width)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(self.view.zoomFactor() * by, _LEAST), _MOST))

    def _say_page(self, page: int) -> None:
        if not self.pages:
            self.count.setText(self.tr("No document"))
        else:
            self.count.setText(self.tr("Page {0} of {1}").format(page + 1, self.pages))
