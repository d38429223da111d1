"""The page of the first window on which somebody says who they are, and proves it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import SecretEdit, TextEdit
from mortgage_collect.ui.opening.pages import Page
from mortgage_collect.ui.opening.view_model import OpeningModel


class SignInPage(Page):
    """Login and password; a code, or a password of one's own, once they are asked for."""

    def __init__(self, model: OpeningModel) -> None:
        super().__init__(model, "")
        self.title.setText(self.tr("Sign in"))
        self.form, self.coded, self.fresh = (FieldGrid(label_letters=12) for _ in range(3))
        self.login = self.form.ask("login", self.tr("Login"), TextEdit(), letters=WHOLE)
        self.secret = self.form.ask("secret", self.tr("Password"), SecretEdit(), letters=WHOLE)
        self.code = self.coded.ask(
            "code",
            self.tr("Code"),
            TextEdit(),
            self.tr("Six digits of the authenticator, or a recovery code."),
            letters=WHOLE,
        )
        self.new = self.fresh.ask(
            "new",
            self.tr("New password"),
            SecretEdit(),
            self.tr("Twelve characters or more; several words in a row are a good one."),
            letters=WHOLE,
        )
        self.again = self.fresh.ask("again", self.tr("Once more"), SecretEdit(), letters=WHOLE)
        for part in (self.form, self.coded, self.fresh):
            self.body.addWidget(part)
        self.login.set_value(model.doors.user)
        self.add_button(self.tr("Open another"), model.welcome)
        self.add_button(self.tr("Sign in"), self._enter, "primary")

    def first(self) -> QWidget:
        if self.model.asks == "code":
            return self.code
        if self.model.asks == "new":
            return self.new
        return self.secret if self.login.text().strip() else self.login

    def show_page(self) -> None:
        super().show_page()
        asks = self.model.asks
        self.coded.setVisible(asks == "code" or bool(self.code.text()))
        self.fresh.setVisible(asks == "new")
        if not asks:
            self.secret.selectAll()
        for part in (self.coded, self.fresh):
            part.set_errors({})

    def _enter(self) -> None:
        if self.fresh.isVisibleTo(self) and self.new.text() != self.again.text():
            self.fresh.wrong("again", self.tr("The two are not alike."))
            return
        new = self.new.text() if self.fresh.isVisibleTo(self) else ""
        self.model.sign_in(self.login.text(), self.secret.text(), self.code.text(), new)
