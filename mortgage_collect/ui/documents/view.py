"""A paper as it was archived: read it, mark it sent and signed, save or print a copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import DocumentStatus
from mortgage_collect.queries.documents import DocumentSight
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.documents.view_model import DocumentModel, Next
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.preview import PdfPreview
from mortgage_collect.ui.kit.sheet import LOW, Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, WIDE


class DocumentPanel(Sheet):
    """Enter takes the paper one step further: offered, sent, signed, started."""

    def __init__(
        self, desk: Desk, loan_id: int, parent: QWidget | None = None, *, document_id: int
    ) -> None:
        super().__init__("", parent, scrolls=False)
        self.set_title(self.tr("Document"))
        self._desk = desk
        self._printing: QTemporaryDir | None = None
        self.model = DocumentModel(desk, document_id, self)
        theme = theme_of(self)
        self.facts = Elided("", "muted")
        self.facts.setContentsMargins(theme.px(WIDE), theme.px(SNUG), theme.px(WIDE), 0)
        self.above.addWidget(self.facts)
        self.preview = PdfPreview()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.preview, 1)
        self.how = ChoiceEdit(
            [
                Choice("by mail", self.tr("By mail"), "m"),
                Choice("by e-mail", self.tr("By e-mail"), "e"),
                Choice("handed over", self.tr("Handed over"), "h"),
            ]
        )
        self.how.setAccessibleName(self.tr("How it was sent or came back"))
        self.how.set_value("by mail")
        self.how.hide()
        self.listed = Actions(
            self,
            [
                Action("print", self.tr("Print"), self.print, "Ctrl+Shift+P", "printer"),
                Action("copy", self.tr("Save a copy"), self.save_copy, "Ctrl+S", "download"),
            ],
        )
        self.add_foot(self.listed.button("print", "quiet"))
        self.add_foot(self.listed.button("copy"))
        self.add_foot(self.how)
        self.step = self.add_button("", self.go_further, kind="primary")
        self.step.hide()
        self.starts_at(self.preview.view)
        self.model.shown.connect(self.show_sight)
        self.model.opened.connect(self.preview.show_pdf)
        self.model.replaced.connect(lambda made: desk.open_panel("document", document_id=made))
        self.model.failed.connect(lambda words: desk.say(words, "warning"))
        self.model.saved.connect(self._on_saved)
        self.model.marked.connect(self._on_marked)
        self.model.open()

    def show_sight(self, seen: DocumentSight) -> None:
        self.set_title(seen.title)
        self.who.say(seen.who.shown)
        made = self._desk.local(seen.made_at).date()
        sent = self.tr("sent {0}").format(text.day(seen.sent_on)) if seen.sent_on else ""
        parts = (
            self._status(seen),
            sent,
            self.tr("made {0}").format(text.day(made)),
            text.count(seen.pages, self.tr("page")),
            f"SHA-256 {seen.sha256[:12]}",
        )
        self.facts.say(" \u00b7 ".join(part for part in parts if part))
        self._show_step()

    def _status(self, seen: DocumentSight) -> str:
        if seen.status is DocumentStatus.DRAFT and self.model.next is Next.SEND:
            return self.tr("Ready to send")
        return seen.status.label

    def _show_step(self) -> None:
        step = self.model.next
        words = {
            Next.OFFER: self.tr("Offer the plan: make it final"),
            Next.SEND: self.tr("Mark sent"),
            Next.SIGN: self.tr("Mark signed"),
            Next.START: self.tr("Start the plan"),
            Next.NOTHING: "",
        }[step]
        self.step.setText(words)
        self.step.setVisible(bool(words))
        self.how.setVisible(step in (Next.SEND, Next.SIGN))
        if words:
            self.starts_at(self.step)
            if self.isVisible():
                self.step.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the page needs the room more than its fingerprint."""
        super().resizeEvent(event)
        self.facts.setVisible(self.height() >= theme_of(self).px(LOW))

    # -- doing --------------------------------------------------------------------------------

    def go_further(self) -> None:
        self.model.go_on(str(self.how.value() or ""))

    def submit(self) -> None:
        self.go_further()

    def save_copy(self) -> None:
        seen = self.model.seen
        if seen is not None and self.model.content:
            path = self._desk.ask_where(seen.file_name)
            if path is not None:
                self.model.save_copy(path)

    def print(self) -> None:
        """In the system's own viewer; the copy made for it goes when the program ends."""
        seen = self.model.seen
        if seen is None or not self.model.content:
            return
        self._printing = self._printing or QTemporaryDir()
        path = Path(self._printing.filePath(seen.file_name))
        path.write_bytes(self.model.content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_saved(self, path: Path) -> None:
        self._desk.say(self.tr("Saved as {0}.").format(path.name), "done")

    def _on_marked(self, what: object) -> None:
        words = {
            DocumentStatus.SENT: self.tr("Marked as sent."),
            DocumentStatus.SIGNED: self.tr("Marked as signed."),
            Next.START: self.tr("The plan has started."),
        }
        if said := words.get(what):  # type: ignore[call-overload]
            self._desk.say(said, "done")
