"""What can be done on a screen, listed once: menus, shortcuts, buttons and the "?" list read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from mortgage_collect.ui.kit import icons
from mortgage_collect.ui.kit.buttons import ButtonKind, button
from mortgage_collect.ui.kit.table import OF_A_LIST


@dataclass(frozen=True, slots=True)
class Action:
    """`text` may carry an ampersand for menus; `keys` is written as in "Ctrl+Return" (Qt turns
    Ctrl into Cmd on a Mac), several ones separated by a space. `when` says whether it can be done
    now; `barred` why this person may not do it, "" where they may.
    """

    id: str
    text: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = ""
    when: Callable[[], bool] | None = None
    barred: Callable[[], str] | None = None
    group: str = ""
    hint: str = ""
    everywhere: bool = False  # also while the focus is outside the widget that lists it
    of_a_list: bool = False  # stands in the context menu of every table, too

    @property
    def plain(self) -> str:
        return self.text.replace("&", "")


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the "?" list."""

    group: str
    text: str
    keys: str


class Actions:
    """The actions of one widget. Shortcuts work while the focus is inside it."""

    def __init__(
        self,
        owner: QWidget,
        actions: Iterable[Action],
        keys: Mapping[str, str] | None = None,
    ) -> None:
        self._listed = {action.id: action for action in actions}
        self._made: dict[str, QAction] = {}
        self._buttons: list[tuple[str, QPushButton]] = []
        for action in self._listed.values():
            made = QAction(action.text, owner)
            made.setObjectName(action.id)
            made.setShortcutContext(
                Qt.ShortcutContext.WindowShortcut
                if action.everywhere
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            made.setProperty(OF_A_LIST, action.of_a_list)
            if action.icon:
                icons.note(made, action.icon)
            made.triggered.connect(self._runner(action))
            owner.addAction(made)
            self._made[action.id] = made
            self.set_keys(action.id, (keys or {}).get(action.id, action.keys))
        self.refresh()

    def __iter__(self) -> Iterable[Action]:
        return iter(self._listed.values())

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def keys(self, action_id: str) -> str:
        """The shortcut as this system writes it."""
        shown = QKeySequence.SequenceFormat.NativeText
        return ", ".join(key.toString(shown) for key in self._made[action_id].shortcuts())

    def set_keys(self, action_id: str, keys: str) -> None:
        """Give an action other keys; "" takes them away."""
        made, action = self._made[action_id], self._listed[action_id]
        made.setShortcuts([QKeySequence(key) for key in keys.split()])
        self._tip(action)

    def _tip(self, action: Action) -> None:
        """What it does and its keys, or why it is barred."""
        made, shown = self._made[action.id], self.keys(action.id)
        why = action.barred() if action.barred else ""
        made.setToolTip(
            why or (f"{action.hint or action.plain} ({shown})" if shown else action.hint)
        )
        for name, made_button in self._buttons:
            if name == action.id:
                made_button.setToolTip(made.toolTip())

    def clashes(self, action_id: str, keys: str) -> list[Action]:
        """The other actions that use one of these keys."""
        wanted = {QKeySequence(key).toString() for key in keys.split()}
        return [
            action
            for action in self._listed.values()
            if action.id != action_id
            and wanted & {key.toString() for key in self._made[action.id].shortcuts()}
        ]

    def refresh(self) -> None:
        """Ask every `when` and every `barred` again."""
        for action in self._listed.values():
            self._made[action.id].setEnabled(_may(action))
            if action.barred is not None:
                self._tip(action)

    def fill(self, menu: QMenu, *ids: str) -> None:
        """Put these (all, when none are named) into a menu; "-" draws a line.

        Its icons are drawn when it is opened: a window has some forty, and shows none at first.
        """
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._draw(menu))
        for action_id in ids or tuple(self._listed):
            if action_id == "-":
                menu.addSeparator()
            else:
                menu.addAction(self._made[action_id])

    @staticmethod
    def _draw(menu: QMenu) -> None:
        for action in menu.actions():
            if action.icon().isNull():
                icons.draw(action)

    def button(self, action_id: str, kind: ButtonKind = "plain") -> QPushButton:
        """A button that does it, and is enabled when the action is."""
        action, made = self._listed[action_id], self._made[action_id]
        shown = button(action.text, made.trigger, kind=kind, icon=action.icon)
        shown.setToolTip(made.toolTip())
        shown.setEnabled(made.isEnabled())
        made.enabledChanged.connect(shown.setEnabled)
        self._buttons.append((action_id, shown))
        return shown

    def lines(self) -> list[KeyLine]:
        """What the "?" list shows."""
        return [
            KeyLine(action.group, action.plain, self.keys(action.id))
            for action in self._listed.values()
        ]

    def _runner(self, action: Action) -> Callable[[], None]:
        def run() -> None:
            if _may(action):
                action.run()

        return run


def _may(action: Action) -> bool:
    barred = action.barred is not None and bool(action.barred())
    return not barred and (action.when is None or action.when())
