"""Errors, sorted by who can act on them."""

from __future__ import annotations


class UserError(Exception):
    """The person at the desk can put it right: says what was found and what to do next."""

    def __init__(self, message: str, *, do: str = "") -> None:
        super().__init__(f"{message} {do}".strip())
        self.message, self.do = message, do


class Trouble(Exception):
    """Disk, network, lock, passphrase: time or IT can put it right. `do` says how."""

    def __init__(self, message: str, *, do: str = "", details: str = "") -> None:
        super().__init__(f"{message} {do}".strip())
        self.message, self.do, self.details = message, do, details


class WrongKey(Trouble):
    """The passphrase or key does not open this database."""


class NeedPassphrase(Trouble):
    """This computer's key store does not have the key, and no passphrase was given."""


class Bug(Exception):
    """We can put it right: something that must never happen did."""


class Cancelled(Exception):
    """A person stopped the work; nobody needs to be told."""
