"""Every command of the window, listed once: the menus, the keys and the "?" list read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMenuBar

from mortgage_collect.core.permissions import Permission
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.panels import PANELS
from mortgage_collect.ui.places import PLACES
from mortgage_collect.ui.tapes.exporting import export, export_list
from mortgage_collect.ui.who import WhoIsHere

if TYPE_CHECKING:
    from mortgage_collect.ui.window import Window


# What a command needs, by its key; all others only show something.
NEEDS = {
    "log": Permission.NOTE,
    "save": Permission.NOTE,
    "save_next": Permission.NOTE,
    "promise": Permission.WORK,
    "review": Permission.WORK,
    "payment": Permission.POST,
    "new_loan": Permission.ADD_LOAN,
    "import": Permission.IMPORT_FILE,
    "export_book": Permission.EXPORT_BOOK,
    "export_queue": Permission.EXPORT_BOOK,
}


def _tr(words: str) -> str:
    return QCoreApplication.translate("Commands", words)


def commands(window: Window) -> list[Action]:
    """In the order of the menus. A panel wants a loan to be open."""
    desk, has_loan, here = window.desk, window.has_loan, WhoIsHere(window.desk, window)
    here.known.connect(lambda: window.actions_.refresh())
    loan, go, view, help_, bank = (
        _tr("Loan"),
        _tr("Go"),
        _tr("View"),
        _tr("Help"),
        _tr("Bank"),
    )

    def one(
        key: str, words: str, run: object, keys: str, group: str, icon: str = "", **more: object
    ) -> Action:
        barred = here.barred(NEEDS[key]) if key in NEEDS else None
        more = {"barred": barred, "group": group, "everywhere": True, **more}
        return Action(key, words, run, keys, icon, **more)  # type: ignore[arg-type]

    listed = [
        one("log", _tr("Log contact"), window.log_contact, "F2", loan, "phone", when=has_loan),
        one("save", _tr("Save entry"), window.save_entry, "Ctrl+Return", loan, when=has_loan),
        one(
            "save_next", _tr("Save and next loan"), window.save_and_next, "F8", loan, "arrow-right"
        ),
        one(
            "vouch",
            _tr("Sure of the person: show the amounts"),
            lambda: window.strip.model.vouch(),
            "Ctrl+Shift+G",
            loan,
            when=has_loan,
        ),
        one("undo", _tr("Undo what was just saved"), window.messages.undo, "Ctrl+Shift+U", loan),
    ]
    listed += [
        one(
            panel.key,
            QCoreApplication.translate("Panels", panel.title),
            lambda key=panel.key: desk.open_panel(key),
            panel.shortcut,
            loan,
            panel.icon,
            when=has_loan,
        )
        for panel in PANELS
        if panel.shortcut
    ]
    listed += [
        one("find", _tr("Find anything"), window.find_anything, "Ctrl+K", go, "search"),
        one("queue", _tr("Queue"), window.go_queue, "Ctrl+1", go, "list"),
        one("card", _tr("Card"), window.go_card, "Ctrl+2", go, "user"),
        one("timeline", _tr("Timeline"), window.go_timeline, "Ctrl+3", go, "history"),
        one("due", _tr("Promises due"), lambda: window.show_list("due"), "Ctrl+Shift+1", go),
        one(
            "broken", _tr("Broken promises"), lambda: window.show_list("broken"), "Ctrl+Shift+2", go
        ),
        one(
            "follow_ups",
            _tr("Follow-ups"),
            lambda: window.show_list("follow_ups"),
            "Ctrl+Shift+3",
            go,
        ),
        one(
            "will_roll", _tr("Will roll"), lambda: window.show_list("will_roll"), "Ctrl+Shift+4", go
        ),
        one("close", _tr("Close panel"), window.close_top, "", go, "x"),
    ]
    listed += [
        one(
            place.key,
            QCoreApplication.translate("Places", place.title),
            lambda key=place.key: desk.open_place(key),
            place.shortcut,
            bank,
            place.icon,
        )
        for place in PLACES
    ]
    return [
        *listed,
        one(
            "export_book",
            _tr("Loan book to Excel"),
            lambda: export(desk, "tape"),
            "Ctrl+Shift+E",
            bank,
            "file-spreadsheet",
        ),
        one(
            "export_queue",
            _tr("Work queue to Excel"),
            lambda: export(desk, "queue"),
            "",
            bank,
            "file-spreadsheet",
        ),
        *(
            one(f"export_{what}", words, lambda what=what: export(desk, what), "", bank, icon)
            for what, words, icon in (
                ("plans", _tr("Plans to Excel"), "file-spreadsheet"),
                ("promises", _tr("Promises to Excel"), "file-spreadsheet"),
                ("contacts", _tr("Contacts to Excel"), "file-spreadsheet"),
            )
        ),
        one(
            "export_list",
            _tr("This list to Excel"),
            lambda: this_list(window),
            "Ctrl+Shift+X",
            bank,
            "file-spreadsheet",
            of_a_list=True,
        ),
        one("quit", _tr("Quit"), window.close, "Ctrl+Q", bank),
        one("refresh", _tr("Refresh"), window.refresh, "F5", view, "refresh-cw"),
        one("light", _tr("Light"), lambda: window.look.scheme("light"), "", view, "sun"),
        one("dark", _tr("Dark"), lambda: window.look.scheme("dark"), "", view, "moon"),
        one(
            "contrast",
            _tr("High contrast"),
            lambda: window.look.scheme("contrast"),
            "",
            view,
            "contrast",
        ),
        one("system", _tr("As the system"), lambda: window.look.scheme("system"), "", view),
        one("larger", _tr("Larger"), lambda: window.look.zoom(1), "Ctrl++ Ctrl+=", view, "zoom-in"),
        one("smaller", _tr("Smaller"), lambda: window.look.zoom(-1), "Ctrl+-", view, "zoom-out"),
        one("reset", _tr("Reset view"), window.reset_view, "", view),
        one("keys", _tr("All keys"), window.show_keys, "? Ctrl+/", help_, "key"),
        one(
            "help",
            _tr("Help for this field"),
            window.show_help,
            "F1",
            help_,
            "circle-question-mark",
        ),
    ]


def this_list(window: Window) -> None:
    """The list the focus is in goes to Excel."""
    here = QApplication.focusWidget()
    while here is not None and not isinstance(here, Table):
        here = here.parentWidget()
    if here is None and window.queue.isAncestorOf(QApplication.focusWidget() or window):
        export(window.desk, "queue")
    elif here is None:
        window.desk.say(_tr("Choose a line of the list first: then it can go to Excel."))
    else:
        export_list(window.desk, here)


MENUS = ("Loan", "Go", "Bank", "View", "Help")


def fill_menus(bar: QMenuBar, actions: Actions, listed: list[Action]) -> None:
    """One menu a group, in the order of the list."""
    groups: dict[str, list[str]] = {}
    for action in listed:
        groups.setdefault(action.group, []).append(action.id)
    for group in (_tr(name) for name in MENUS):
        menu = bar.addMenu(group)
        actions.fill(menu, *groups.get(group, []))
