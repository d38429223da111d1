"""Keeps panels and places alive while they are away, so that nothing typed is ever lost."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.empty import Empty
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.waking import NotBuilt

log = logging.getLogger(__name__)

KEPT = 12
Key = tuple[str, int, tuple[tuple[str, Any], ...]]


class PanelKeeper:
    """One panel for each loan and key; the oldest ones go when there are many."""

    def __init__(self, closed: Callable[[], None], dropped: Callable[[QWidget], None]) -> None:
        self._closed, self._dropped = closed, dropped
        self._kept: OrderedDict[Key, QWidget] = OrderedDict()

    def panel(
        self,
        desk: Desk,
        key: str,
        title: str,
        make: Callable[..., QWidget],
        loan_id: int,
        **given: Any,
    ) -> QWidget:
        """The panel as it was left, or a new one."""
        which = (key, loan_id, tuple(sorted(given.items())))
        if which in self._kept:
            self._kept.move_to_end(which)
            return self._kept[which]
        made = self._make(desk, title, make, loan_id, given)
        if (closed := getattr(made, "closed", None)) is not None:
            closed.connect(self._closed)
        self._kept[which] = made
        while len(self._kept) > KEPT:
            _, old = self._kept.popitem(last=False)
            self._dropped(old)
        return made

    def _make(
        self,
        desk: Desk,
        title: str,
        make: Callable[..., QWidget],
        loan_id: int,
        given: dict[str, Any],
    ) -> QWidget:
        try:
            return make(desk, loan_id, **given) if loan_id else make(desk, **given)
        except NotBuilt as error:
            # A screen that is not part of this build says so instead of failing.
            log.info("%s is not built yet: %s", title, error)
            frame = Sheet(title)
            words = QCoreApplication.translate("Panels", "{0} is not built yet.").format(title)
            frame.body.addWidget(Empty("hourglass", words))
            return frame


def enter(panel: QWidget) -> None:
    """Give the focus to a panel: its own way when it has one, else its first field."""
    own = getattr(panel, "enter", None)
    if callable(own):
        own()
        return
    proxy = panel.focusProxy()
    if proxy is not None:
        proxy.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    fields = [
        child
        for child in panel.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isVisibleTo(panel)
        and child.isEnabledTo(panel)
    ]
    buttons = ("QToolButton", "QPushButton", "QScrollArea")
    first = next((f for f in fields if f.metaObject().className() not in buttons), None)
    chosen = first or (fields[0] if fields else panel)
    chosen.setFocus(Qt.FocusReason.OtherFocusReason)
