"""On the page of one loan: what the state wants before foreclosure, and what a small lender is
spared of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.state_notices import StateNotice, StateNotices
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.law.reading_line import reading_line


class NoticesPart(Section):
    """One line a notice, with its answer where a carve-out speaks of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.lines: list[QWidget] = []
        self.hide()

    def show_notices(self, found: StateNotices) -> None:
        for line in self.lines:
            line.setParent(None)
            line.deleteLater()
        self.lines = []
        self.setVisible(bool(found.notices))
        self.heading.say(self.tr("Before foreclosure in {0}").format(found.state))
        self.heading.setVisible(True)
        for notice in found.notices:
            self._line(self._says(notice), "body")
            if notice.spared is not None:
                asked = "".join(f"\n\u2022 {each}" for each in notice.spared.unknowns)
                self._line(f"{self._answer(notice)}: {notice.spared.says}{asked}", "muted")

    def _line(self, words: str, kind: str) -> None:
        made = reading_line(words, kind)
        self.lines.append(made)
        self.add(made)

    def _says(self, notice: StateNotice) -> str:
        when = ""
        if notice.days is not None and notice.before:
            days = text.count(notice.days, "day")
            when = self.tr(": {0} before {1}").format(days, notice.before)
        cite = notice.cite or self.tr("no citation found")
        unread = self.tr(" Not verified; confirm with counsel.") if notice.unread else ""
        return f"{notice.name}{when} ({cite}).{unread}"

    def _answer(self, notice: StateNotice) -> str:
        assert notice.spared is not None
        words = {True: self.tr("We are free of it"), False: self.tr("It holds for us")}
        return words.get(notice.spared.answer, self.tr("Not known, so it holds"))  # type: ignore[arg-type]
