"""Going back to a backup: which one, what it is, and then the database is as it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.store.backup_names import made_at
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, SecretEdit
from mortgage_collect.ui.opening.pages import Page
from mortgage_collect.ui.opening.view_model import OpeningModel


class RestorePage(Page):
    """The passphrase is asked for only where the key store does not have the key."""

    def __init__(self, model: OpeningModel) -> None:
        super().__init__(model, "")
        self.title.setText(self.tr("Go back to a backup"))
        self.says.setText(
            self.tr(
                "The backup takes the place of the database. What is there now is kept beside the "
                "backups, so one can go forward again. Close the program on every other computer "
                "first."
            )
        )
        self.says.show()
        self.form = FieldGrid(label_letters=12)
        self.which = ChoiceEdit(required=True)
        self.secret = SecretEdit()
        self.form.ask("which", self.tr("Backup"), self.which, letters=WHOLE)
        self.form.ask("secret", self.tr("Passphrase"), self.secret, letters=WHOLE)
        self.body.addWidget(self.form)
        self.add_button(self.tr("Leave it as it is"), model.open_again)
        self.add_button(self.tr("Put it back"), self._put_back, "primary")

    def first(self) -> QWidget:
        return self.secret if self.model.wants_secret else self.which

    def show_page(self) -> None:
        super().show_page()
        chosen = self.which.value() or self.model.copy
        found = self.model.backups()
        self.which.set_choices([Choice(path, _named(path)) for path in found])
        self.which.set_value(chosen if chosen in found else next(iter(found), None))
        self.form.set_row_visible("secret", self.model.wants_secret)
        self.form.set_errors({"secret": self.model.said if self.model.wants_secret else ""})

    def _put_back(self) -> None:
        if self.form.check():
            self.model.put_back(self.which.value(), self.secret.text() or None)


def _named(copy: Path) -> str:
    """ "Mar 9, 2026, 3:00 PM \u2013 bank-20260309-150000-before-import.db"."""
    here = made_at(copy).astimezone()
    return f"{text.day(here)}, {text.clock(here)} \u2013 {copy.name}"
