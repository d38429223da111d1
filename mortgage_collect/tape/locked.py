"""Workbooks behind a password: asked for, used once in memory, kept nowhere."""

from __future__ import annotations

import io
from typing import IO

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking


class Locked(UserError):
    """The file opens with a password only; `wrong` says that one was tried and did not fit."""

    def __init__(self, name: str, *, wrong: bool = False) -> None:
        self.wrong = wrong
        if wrong:
            super().__init__(
                f"That password does not open {name}.",
                do="Type it as whoever sent the file gave it to you, or ask them for a copy "
                "without one.",
            )
        else:
            super().__init__(
                f"{name} is protected with a password.",
                do="Type its password, or open it in Excel and save a copy without one.",
            )


def is_locked(file: IO[bytes]) -> bool:
    """Whether an Office container (old or new) is encrypted."""
    with waking:
        import msoffcrypto
    file.seek(0)
    try:
        return bool(msoffcrypto.OfficeFile(file).is_encrypted())
    except Exception:  # noqa: BLE001 - damaged in some way; whoever reads it next will say so
        return False
    finally:
        file.seek(0)


def unlocked(file: IO[bytes], name: str, password: str) -> IO[bytes]:
    """The workbook inside, in memory. Raises `Locked` without a password or with a wrong one."""
    if not password:
        raise Locked(name)
    with waking:
        import msoffcrypto
        from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
    file.seek(0)
    plain = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(file)
        office.load_key(password=password)
        office.decrypt(plain)
    except (InvalidKeyError, DecryptionError) as error:
        raise Locked(name, wrong=True) from error
    except Exception as error:
        raise UserError(
            f"{name} is protected in a way that cannot be opened here.",
            do="Open it in Excel, save a copy without a password, and import the copy.",
        ) from error
    plain.seek(0)
    return plain
