"""What comes in and goes out in the first journey: tapes, customers, payments, report, exports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.reports.view import ReportsPlace
from mortgage_collect.ui.tapes.view import ImportPlace
from mortgage_collect.ui.tapes.view_model import CHOOSE, DONE, PREVIEW
from tools.journey.steps import Steps
from tools.typist import Stuck

MOST_STOPS = 20
IMPORTING = 60.0  # seconds one file may take


class Files(Steps):
    """The import place and the reports, by keys; a file is chosen in the dialog or dropped."""

    def bring_in(self, path: Path, name: str, *, sheet: str = "", drop: bool = False) -> None:
        """One file, from the first key to the written book. `name` is for counts and pictures."""
        with self.typist.task(f"9 import {name}"):
            self.typist.press("Ctrl+I")
            place = self.place(ImportPlace)
            if drop:
                self.typist.drop(place, path)
            else:
                self._begin(place)
                with self.typist.file_dialog(path):
                    self.typist.press("Enter")
            self._until(place, PREVIEW, f"the preview of {path.name}")
            if sheet and (found := place.model.recognition) and found.sheet != sheet:
                self._go_back_to(place.preview.bar.sheet)
                self.typist.press("Down")
                self._until(place, PREVIEW, f"the sheet {sheet}", sheet)
            self.wait(lambda: place.model.ready, "an import that asks nothing more")
            self.typist.picture(f"preview-{name}")
            self.wait(place.go.hasFocus, "the focus on the button that imports")
            self.typist.press("Enter")
            self._until(place, DONE, f"the import of {path.name}")
        self.typist.picture(f"imported-{name}")
        self.say(
            f"Imported {path.name}{f', {sheet}' if sheet else ''}: {place.finished.says.text()}"
        )
        self._leave()

    def report(self, out: Path) -> None:
        """F9, delinquency by bucket, to Excel."""
        with self.typist.task("10 delinquency report to Excel"):
            self.typist.press("F9")
            place = self.place(ReportsPlace)
            self.wait(lambda: place.model.table is not None, "the delinquency table")
            with self.typist.file_dialog(out):
                self.typist.press("Alt+X")
            self.wait(out.exists, "the report on the disk")
        self.typist.picture("report")
        self.say(f"Delinquency by bucket went to {out.name}.")
        self._leave()

    def export(self, book: Path, queue: Path) -> None:
        """The book and the queue, from the import place, by the mouse."""
        self.typist.press("Ctrl+I")
        place = self.place(ImportPlace)
        self._begin(place)
        for button, path in ((place.choose.book, book), (place.choose.queue, queue)):
            with self.typist.task(f"export {path.stem}"), self.typist.file_dialog(path):
                self.typist.click(button)
            self.wait(path.exists, f"{path.name} on the disk")
            self.wait(self.quiet, "the export's own entry")
        self.typist.picture("exports")
        self.say(f"The book went to {book.name}, the queue to {queue.name}.")
        self._leave()

    def _begin(self, place: ImportPlace) -> None:
        """To the page where one chooses, when the place still shows what came in last."""
        if place.model.page != CHOOSE:
            self.typist.click(place.another)
            self.wait(lambda: place.model.page == CHOOSE, "the page where one begins")

    def _until(self, place: ImportPlace, page: str, what: str, sheet: str = "") -> None:
        model = place.model

        def there() -> bool:
            found = model.recognition
            right = not sheet or (found is not None and found.sheet == sheet)
            return model.page == page and right and not self.window.desk.runner.under_way

        def refused() -> str:
            return place.choose.trouble.words.text() if model.page == CHOOSE else ""

        self.typist.wait_until(lambda: there() or refused(), IMPORTING, what)
        if words := refused():
            raise Stuck(f"The import says: {words}")

    def _go_back_to(self, field: QWidget) -> None:
        for _ in range(MOST_STOPS):
            if field.hasFocus():
                return
            self.typist.press("Shift+Tab")
        raise Stuck(f"Shift+Tab does not lead to {field.accessibleName()}.")

    def _leave(self) -> None:
        self.typist.press("Esc")
        self.wait(self.window.queue.list.hasFocus, "the focus in the queue again")
