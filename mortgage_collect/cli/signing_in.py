"""Who runs a command, proven by a password where people sign in here."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Final

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.services.sign_in import NeedCode, NeedNewPassword, sign_in
from mortgage_collect.store.at_work import signs_in
from mortgage_collect.store.store import Store

USER: Final = "MORTGAGE_COLLECT_USER"
PASSWORD: Final = "MORTGAGE_COLLECT_PASSWORD"
NEW_PASSWORD: Final = "MORTGAGE_COLLECT_NEW_PASSWORD"
CODE: Final = "MORTGAGE_COLLECT_CODE"

Ask = Callable[[str], str]


def signed_in(store: Store, given: argparse.Namespace, ask: Ask) -> None:
    """Signs in where that is needed; `ask` is a prompt, which raises Trouble where nobody sits.

    Login, password and code come from the environment, the password from --password-file as well.
    """
    with store.view() as session:
        if not signs_in(session):
            return
    login = os.environ.get(USER) or store.actor
    password = password_of(given) or ask(f"Password of {login}: ")
    code, new = os.environ.get(CODE, ""), ""
    while True:
        try:
            sign_in(store, login, password, code, new=new)
        except NeedCode:
            code = ask("Code: ")
        except NeedNewPassword:
            new = new_password(ask)
        else:
            return


def password_of(given: argparse.Namespace) -> str:
    """From a file or the environment; one on the command line would be seen."""
    if given.password_file is None:
        return os.environ.get(PASSWORD, "")
    try:
        lines = given.password_file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"The password file {given.password_file} cannot be read.",
            do="It is a text file with the password in its first line.",
        ) from error
    if not lines or not lines[0]:
        raise UserError(f"The first line of {given.password_file} is empty.")
    return str(lines[0])


def new_password(ask: Ask) -> str:
    """From the environment, or asked for twice."""
    if found := os.environ.get(NEW_PASSWORD):
        return found
    first = ask("New password: ")
    if ask("Once more: ") != first:
        raise UserError("The two are not alike.", do="Enter the new password again.")
    return first


def nobody(prompt: str) -> str:
    """Where nobody can be asked."""
    raise Trouble(
        f"{prompt.rstrip(': ')} is needed: people sign in to this database.",
        do=f"Set {USER}, {PASSWORD} and, where the account asks for codes, {CODE}; or use "
        "--password-file.",
    )
