"""The pages of the first window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core.zones import zone_name, zones_of_state
from mortgage_collect.store.keys import SHORTEST_PASSPHRASE
from mortgage_collect.ui.kit.buttons import ButtonKind, button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, SecretEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG, TIGHT, WIDE
from mortgage_collect.ui.opening.states import STATES, ZONES
from mortgage_collect.ui.opening.view_model import OpeningModel
from mortgage_collect.ui.tapes.trouble import Trouble


class Page(QWidget):
    """A title, a sentence, what went wrong, the work, and its buttons. Enter does the main one."""

    def __init__(self, model: OpeningModel, title: str, says: str = "") -> None:
        super().__init__()
        theme = theme_of(self)
        self.model = model
        self.main: QPushButton | None = None
        self.title = label(title, "title", wrap=True)
        self.says = label(says, "muted", wrap=True)
        self.says.setVisible(bool(says))
        self.trouble = Trouble()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(ROOMY))
        for part in (self.title, self.says, self.trouble):
            self.column.addWidget(part)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(ROOMY))
        self.column.addLayout(self.body)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.px(SNUG))
        self.column.addSpacing(theme.px(TIGHT))
        self.column.addLayout(self.foot)

    def first(self) -> QWidget:
        return self.main or self

    def show_page(self) -> None:
        self.trouble.say(self.model.said)

    def add_button(
        self, words: str, run: Callable[[], object], kind: ButtonKind = "plain"
    ) -> QPushButton:
        made = button(words, run, kind=kind)
        if kind == "primary":
            self.foot.addStretch(1)
            self.main = made
        self.foot.addWidget(made)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = QGuiApplication.focusObject()
            if isinstance(here, QAbstractButton):
                here.click()
            elif self.main is not None:
                self.main.click()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.model.welcome()
            return
        super().keyPressEvent(event)


class WelcomePage(Page):
    def __init__(self, model: OpeningModel) -> None:
        super().__init__(model, "")
        self.title.setText(self.tr("Where is your bank\u2019s book?"))
        self.says.setText(
            self.tr(
                "Mortgage Collect keeps everything in one encrypted file on this computer, or on "
                "your bank\u2019s own server. Nothing leaves the bank."
            )
        )
        self.says.show()
        for words, more, run, kind in (
            (
                self.tr("Make a new database"),
                self.tr("For a bank that begins. Takes a minute."),
                model.begin_making,
                "primary",
            ),
            (
                self.tr("Open a database"),
                self.tr("One that is on this computer already, or a backup."),
                self._open,
                "plain",
            ),
            (
                self.tr("Try the practice bank"),
                self.tr("Invented borrowers, the same screens; nothing can go wrong."),
                model.practice_bank,
                "plain",
            ),
        ):
            self._offer(words, more, run, kind)  # type: ignore[arg-type]

    def _offer(self, words: str, more: str, run: Callable[[], object], kind: ButtonKind) -> None:
        theme = theme_of(self)
        made = button(words, run, kind=kind)
        made.setMinimumWidth(theme.px(190))
        made.setAccessibleDescription(more)
        row = QHBoxLayout()
        row.setSpacing(theme.px(WIDE))
        row.addWidget(made)
        row.addWidget(label(more, "muted", wrap=True), 1)
        self.body.addLayout(row)
        if kind == "primary":
            self.main = made

    def _open(self) -> None:
        chosen = ask_database(self)
        if chosen is not None:
            self.model.open(str(chosen))


class MakePage(Page):
    """Where it lies, and how it is locked."""

    def __init__(self, model: OpeningModel) -> None:
        super().__init__(model, "")
        self.title.setText(self.tr("Make a new database"))
        self.form = FieldGrid(label_letters=12)
        self.place = TextEdit(required=True)
        self.form.ask(
            "place",
            self.tr("File"),
            self.place,
            self.tr("On this computer\u2019s own disk, never on a network share."),
            letters=WHOLE,
        )
        self.wants = QCheckBox(self.tr("Also open it with a passphrase"))
        self.secret = SecretEdit()
        self.repeat = SecretEdit()
        self.form.ask("secret", self.tr("Passphrase"), self.secret, letters=WHOLE)
        self.form.ask("repeat", self.tr("Once more"), self.repeat, letters=WHOLE)
        self.why = label("", "muted", wrap=True)
        self.body.addWidget(self.why)
        self.body.addWidget(self.wants)
        self.body.addWidget(self.form)
        self.add_button(self.tr("Back"), model.welcome)
        self.add_button(self.tr("Other place"), self._elsewhere)
        self.add_button(self.tr("Make it"), self._make, "primary")
        self.wants.toggled.connect(lambda _: self._arrange())
        self._needs = False

    def first(self) -> QWidget:
        return self.secret if self._needs else self.main or self

    def show_page(self) -> None:
        super().show_page()
        if not self.place.text():
            self.place.set_value(str(Path(self.model.doors.begin)))
        self._needs = not self.model.doors.has_key_store()
        self.why.setText(
            self.tr(
                "The file is encrypted. This computer has no key store, so a passphrase opens it: "
                "at least {0} characters, a sentence you remember. Keep it safe; without it nobody "
                "can open the database, not even we."
            ).format(SHORTEST_PASSPHRASE)
            if self._needs
            else self.tr(
                "The file is encrypted, and the key store of this computer keeps its key: it opens "
                "by itself for you, and for nobody else. A passphrase besides lets you open it, or "
                "a backup of it, on another computer."
            )
        )
        self.wants.setVisible(not self._needs)
        self._arrange()

    def _arrange(self) -> None:
        asked = self._needs or self.wants.isChecked()
        for name in ("secret", "repeat"):
            self.form.set_row_visible(name, asked)

    def _elsewhere(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Make a database"), self.place.text(), self.tr("Databases") + " (*.db)"
        )
        if chosen:
            self.place.set_value(chosen)

    def _make(self) -> None:
        if not self.form.check():
            return
        secret: str | None = None
        if self._needs or self.wants.isChecked():
            secret = self.secret.text()
            if len(secret) < SHORTEST_PASSPHRASE:
                said = self.tr("At least {0} characters, please.").format(SHORTEST_PASSPHRASE)
                self.form.wrong("secret", said)
                return
            if secret != self.repeat.text():
                self.form.wrong("repeat", self.tr("This is not the same as above."))
                return
        self.model.make(Path(self.place.text().strip()), secret, key_store=not self._needs)


class LockedPage(Page):
    def __init__(self, model: OpeningModel) -> None:
        super().__init__(model, "")
        self.title.setText(self.tr("This database is locked"))
        self.form = FieldGrid(label_letters=12)
        self.secret = SecretEdit()
        self.form.ask("secret", self.tr("Passphrase"), self.secret, letters=WHOLE)
        self.body.addWidget(self.form)
        self.add_button(self.tr("Open another"), model.welcome)
        self.add_button(self.tr("Open"), self._open, "primary")

    def first(self) -> QWidget:
        return self.secret

    def show_page(self) -> None:
        self.trouble.say("")
        path = Path(self.model.address)
        self.says.setText(self.tr("{0} in {1}").format(path.name, path.parent))
        self.says.show()
        self.form.set_errors({"secret": self.model.said})
        self.secret.selectAll()

    def _open(self) -> None:
        if not self.secret.text():
            self.form.wrong("secret", self.tr("Enter the passphrase of this database."))
            return
        self.model.open(self.model.address, self.secret.text())


class TroublePage(Page):
    def __init__(self, model: OpeningModel) -> None:
        super().__init__(model, "")
        self.title.setText(self.tr("The database cannot be opened"))
        self.add_button(self.tr("Copy details"), self._copy)
        self.back = self.add_button(self.tr("Go back to a backup"), model.go_back)
        self.add_button(self.tr("Open another"), model.welcome)
        self.add_button(self.tr("Try again"), model.again, "primary")

    def show_page(self) -> None:
        super().show_page()
        self.says.setText(self.model.address)
        self.says.show()
        self.back.setVisible(bool(self.model.backups()))

    def _copy(self) -> None:
        said = (self.model.address, self.model.said, self.model.details)
        QGuiApplication.clipboard().setText("\n\n".join(part for part in said if part))


class BankPage(Page):
    def __init__(self, model: OpeningModel) -> None:
        super().__init__(model, "")
        self.title.setText(self.tr("Your bank"))
        self.says.setText(
            self.tr(
                "Three answers to begin with; address, late charges and rules come in settings."
            )
        )
        self.says.show()
        self.form = FieldGrid(label_letters=12)
        self.name = TextEdit(required=True)
        self.state = ChoiceEdit([Choice(code, name) for code, name in STATES], required=True)
        self.zone = ChoiceEdit([Choice(z, zone_name(z)) for z in ZONES], required=True)
        self.form.ask("name", self.tr("Name"), self.name, letters=WHOLE)
        self.form.ask("state", self.tr("State"), self.state)
        self.form.ask(
            "zone",
            self.tr("Time zone"),
            self.zone,
            self.tr("The bank\u2019s business day begins and ends by this clock."),
        )
        self.body.addWidget(self.form)
        self.add_button(self.tr("Begin"), self._save, "primary")
        self.state.entered.connect(self._zone_of)

    def first(self) -> QWidget:
        return self.name

    def _zone_of(self, state: object) -> None:
        zones = zones_of_state(str(state))
        if len(zones) == 1:
            self.zone.set_value(next(iter(zones)))

    def _save(self) -> None:
        if self.form.check():
            name = self.name.text().strip()
            self.model.set_up(name, str(self.state.value()), str(self.zone.value()))


class BusyPage(Page):
    def __init__(self, model: OpeningModel) -> None:
        super().__init__(model, "")
        self.title.setText(self.tr("Opening"))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Opening"))
        self.body.addWidget(bar)

    def show_page(self) -> None:
        self.trouble.say("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def ask_database(parent: QWidget) -> Path | None:
    """The system's own window for a database file."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, parent.tr("Open a database"), "", parent.tr("Databases") + " (*.db)"
    )
    return Path(chosen) if chosen else None
