"""Passwords as argon2id texts, codes of an authenticator, recovery codes."""

from __future__ import annotations

import base64
import hashlib
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from mortgage_collect.core.waking import waking
from mortgage_collect.store.keys import Cost

if TYPE_CHECKING:
    from argon2 import PasswordHasher

COST = Cost()
STEP: Final = 30
"""Seconds a code holds (RFC 6238); the one before and the one after are taken as well."""
DIGITS: Final = 6
RECOVERY_CODES: Final = 10
# No letters and digits that look alike.
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def sealed(password: str) -> str:
    """The argon2id text that is kept."""
    return _hasher().hash(_one_way(password))


def opens(text: str, password: str) -> bool:
    """Whether this is the password; takes as long for a wrong one."""
    with waking:
        from argon2.exceptions import InvalidHashError, VerificationError
    try:
        return _hasher().verify(text, _one_way(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(text: str) -> bool:
    """A guess costs something else today: seal it anew while the password is at hand."""
    return _hasher().check_needs_rehash(text)


def one_time_password() -> str:
    """Sixteen letters in four groups, to be read over a telephone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


# -- codes that change every thirty seconds -------------------------------------------------------


def new_secret() -> str:
    """Twenty random bytes in base 32, as an authenticator takes them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address(secret: str, login: str, bank: str) -> str:
    """What the QR code holds."""
    with waking:
        from cryptography.hazmat.primitives.hashes import SHA1
        from cryptography.hazmat.primitives.twofactor.totp import TOTP
    made = TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP)
    return made.get_provisioning_uri(login, bank)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step a code belongs to, the one before or after now among them; None for a wrong one."""
    with waking:
        from cryptography.hazmat.primitives.constant_time import bytes_eq
        from cryptography.hazmat.primitives.hashes import SHA1
        from cryptography.hazmat.primitives.twofactor.totp import TOTP
    made = TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP)
    typed, today = "".join(code.split()).encode(), int(now.timestamp()) // STEP
    found = None
    for step in (today - 1, today, today + 1):
        if bytes_eq(made.generate(step * STEP), typed):
            found = step
    return found


def recovery_codes() -> tuple[str, ...]:
    """Ten that work once each; told once, and kept only as digests."""
    return tuple(one_time_password() for _ in range(RECOVERY_CODES))


def digests(codes: Iterable[str]) -> list[str]:
    # Eighty random bits: nobody guesses them, whatever a guess costs.
    return [hashlib.sha256(_plain(code).encode()).hexdigest() for code in codes]


def _plain(code: str) -> str:
    return "".join(c for c in code.casefold() if c.isalnum())


def _one_way(password: str) -> str:
    # One character can be typed as one code point or as two, by the keyboard's whim.
    return unicodedata.normalize("NFC", password)


def _hasher() -> PasswordHasher:
    with waking:
        from argon2 import PasswordHasher
    return PasswordHasher(COST.passes, COST.kibibytes, COST.lanes)
