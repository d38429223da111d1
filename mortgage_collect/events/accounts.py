"""Who signed in, who was refused, and what changed on an account. No event holds a password."""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.event import Change, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened(Event):
    """Somebody signed in; `how` adds "code" or "recovery code" to the password, where asked for."""

    NEEDS = Permission.ENTER

    user_id: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRefused(Event):
    """`user_id` None: no account has that login, which is not kept: it may be a password typed into
    the wrong field. `wait` is how many seconds the next try must wait."""

    NEEDS = Permission.ENTER

    user_id: int | None
    why: str
    failed: int
    wait: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionClosed(Event):
    NEEDS = Permission.ENTER

    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLocked(Event):
    """The window was covered; `idle`: because nobody had touched it for a while."""

    NEEDS = Permission.ENTER

    user_id: int
    idle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    """`given`: an administrator gave a password that must be changed at the first sign-in."""

    user_id: int
    given: bool

    def needs(self) -> Permission:
        return Permission.PEOPLE if self.given else Permission.ENTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorSet(Event):
    """One's own codes turned on or off; `by_administrator`: those of somebody else, off."""

    user_id: int
    on: bool
    by_administrator: bool = False

    def needs(self) -> Permission:
        return Permission.PEOPLE if self.by_administrator else Permission.ENTER


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged(Event):
    """Name, role, last day, or whether it is open."""

    NEEDS = Permission.PEOPLE

    user_id: int
    changes: tuple[Change, ...]
