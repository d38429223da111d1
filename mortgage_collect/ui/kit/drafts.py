"""What was typed and not saved, kept in memory for as long as the window lives. Never on disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from PySide6.QtCore import QObject

Draft: TypeAlias = dict[str, Any]


class Drafts(QObject):
    """Half-finished entries by panel and loan; a child of the runner, so it goes when that goes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: dict[tuple[str, int], Draft] = {}

    @classmethod
    def of(cls, keeper: QObject) -> Drafts:
        """The drafts kept beside this object; made when first asked for."""
        return keeper.findChild(Drafts) or cls(keeper)

    def keep(self, panel: str, loan_id: int, draft: Mapping[str, Any]) -> None:
        """Keep what is worth keeping; an entry with nothing in it is forgotten."""
        kept = {key: value for key, value in draft.items() if value not in ("", None, False)}
        if kept:
            self._held[panel, loan_id] = kept
        else:
            self.drop(panel, loan_id)

    def kept(self, panel: str, loan_id: int) -> Draft:
        return dict(self._held.get((panel, loan_id), {}))

    def drop(self, panel: str, loan_id: int) -> None:
        self._held.pop((panel, loan_id), None)
