"""The operating system's key store: where the key of a database lies on this computer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from mortgage_collect.core.errors import Trouble
from mortgage_collect.core.waking import waking

SERVICE = "Mortgage Collect"


class KeyStoreClosed(Trouble):
    """The key store is there and did not answer: locked, dismissed, or out of order."""


class KeyStore(Protocol):
    """Both raise KeyStoreClosed when it stays locked."""

    def get(self, name: str) -> bytes | None: ...
    def put(self, name: str, key: bytes) -> None: ...


class SystemKeyStore:
    """Windows Credential Manager, macOS Keychain, or Secret Service, through keyring."""

    def get(self, name: str) -> bytes | None:
        with waking:
            import keyring

        with _answering():
            held = keyring.get_password(SERVICE, name)
            return bytes.fromhex(held) if held else None

    def put(self, name: str, key: bytes) -> None:
        with waking:
            import keyring

        with _answering():
            keyring.set_password(SERVICE, name, key.hex())


def system_key_store() -> KeyStore | None:
    """The key store of this computer, or None where it has none worth the name."""
    with waking:
        import keyring
        from keyring.backends import fail, null

    try:
        backend = keyring.get_keyring()
        poor = isinstance(backend, (fail.Keyring, null.Keyring)) or backend.priority < 1
    except Exception:  # noqa: BLE001 - a backend that cannot even be asked is none
        return None
    return None if poor else SystemKeyStore()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # every backend has errors of its own, and their parents differ
        raise KeyStoreClosed(
            "The key store of this computer is locked or does not answer.",
            do="Unlock it (log in again if need be), then try again.",
            details=f"{type(error).__name__}: {error}",
        ) from error
