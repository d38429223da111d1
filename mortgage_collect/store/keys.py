"""The key of a local database: random, kept in slots beside the file.

`bank.db.keys` holds one slot a way in. A slot of kind "keyring" says that the operating system's
key store has the key; one of kind "passphrase" holds the key sealed (AES-256-GCM) under what
argon2id makes of a passphrase; one of kind "practice" is sealed under a passphrase everybody
knows and opens only databases marked as practice. Nothing is ever stored in the clear.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from mortgage_collect.core.errors import Trouble, WrongKey

KEY_BYTES = 32
SERVICE = "Mortgage Collect"
PRACTICE_PASSPHRASE = "practice bank, invented borrowers only"


class NeedPassphrase(Trouble):
    """This computer's key store does not have the key, and no passphrase was given."""


class KeyStore(Protocol):
    """The operating system's key store."""

    def get(self, name: str) -> bytes | None: ...
    def put(self, name: str, key: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs (argon2id)."""

    passes: int = 3
    kibibytes: int = 65_536
    lanes: int = 4


class SystemKeyStore:
    """Windows Credential Manager, macOS Keychain, or Secret Service, through keyring."""

    def get(self, name: str) -> bytes | None:
        import keyring

        held = keyring.get_password(SERVICE, name)
        return bytes.fromhex(held) if held else None

    def put(self, name: str, key: bytes) -> None:
        import keyring

        keyring.set_password(SERVICE, name, key.hex())


def system_key_store() -> KeyStore | None:
    """The key store of this computer, or None where it has none worth the name."""
    import keyring
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, (fail.Keyring, null.Keyring)) or backend.priority < 1:
        return None
    return SystemKeyStore()


def keys_file(database: Path) -> Path:
    return database.with_name(database.name + ".keys")


def make_key(
    database: Path,
    *,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
    practice: bool = False,
    cost: Cost | None = None,
) -> bytes:
    """A new random key for a new database, with every way in that was offered.

    Raises NeedPassphrase when there is neither a key store nor a passphrase.
    """
    key = secrets.token_bytes(KEY_BYTES)
    cost = cost or Cost()
    slots: list[dict[str, Any]] = []
    if practice:
        slots.append({"kind": "practice", **_seal(key, PRACTICE_PASSPHRASE, cost)})
    if passphrase:
        slots.append({"kind": "passphrase", **_seal(key, passphrase, cost)})
    elif key_store is not None and not practice:
        name = secrets.token_hex(16)
        key_store.put(name, key)
        slots.append({"kind": "keyring", "name": name})
    if not slots:
        raise NeedPassphrase(
            "This computer has no key store, so the database needs a passphrase.",
            do="Choose a passphrase of at least twelve characters and keep it safe: "
            "without it nobody can open the database.",
        )
    text = json.dumps({"version": 1, "slots": slots}, indent=1)
    try:
        keys_file(database).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Trouble(
            f"The folder {database.parent} cannot be written to.",
            do="Choose another folder, or ask IT for write permission.",
            details=str(error),
        ) from error
    return key


def unlock(
    database: Path, *, passphrase: str | None = None, key_store: KeyStore | None = None
) -> bytes:
    """The key of an existing database.

    Raises NeedPassphrase when only a passphrase can help, WrongKey when it is not the right one,
    Trouble when the key file is missing or unreadable.
    """
    slots = _slots(database)
    for slot in slots:
        if slot["kind"] == "practice":
            return _unseal(slot, PRACTICE_PASSPHRASE)
    if passphrase is None:
        for slot in slots:
            held = key_store.get(slot["name"]) if slot["kind"] == "keyring" and key_store else None
            if held is not None:
                return held
        raise NeedPassphrase(
            "This database is locked and the key store of this computer does not have its key.",
            do="Enter its passphrase.",
        )
    sealed = [slot for slot in slots if slot["kind"] == "passphrase"]
    for slot in sealed:
        try:
            return _unseal(slot, passphrase)
        except WrongKey:
            continue
    if not sealed:
        raise WrongKey(
            "This database has no passphrase; its key is in the key store of the computer "
            "it was made on.",
            do="Open it there, or restore a backup that has a passphrase.",
        )
    raise WrongKey("The passphrase is wrong.", do="Check capitals and the keyboard layout.")


def is_practice(database: Path) -> bool:
    """True when the key of this database is one that everybody knows."""
    return keys_file(database).exists() and any(
        slot["kind"] == "practice" for slot in _slots(database)
    )


def _slots(database: Path) -> list[dict[str, Any]]:
    path = keys_file(database)
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        slots: list[dict[str, Any]] = held["slots"]
        return slots
    except FileNotFoundError as error:
        raise Trouble(
            f"The key file {path.name} is missing beside the database {database.name}.",
            do="Put it back from the backup of that folder: the database cannot be opened "
            "without it.",
        ) from error
    except (OSError, ValueError, KeyError) as error:
        raise Trouble(
            f"The key file {path.name} cannot be read.",
            do="Restore it from the backup of that folder.",
            details=str(error),
        ) from error


def _seal(key: bytes, passphrase: str, cost: Cost) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_stretched(passphrase, salt, cost)).encrypt(nonce, key, None)
    return {
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "sealed": sealed.hex(),
        "cost": [cost.passes, cost.kibibytes, cost.lanes],
    }


def _unseal(slot: dict[str, Any], passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    under = _stretched(passphrase, bytes.fromhex(slot["salt"]), Cost(*slot["cost"]))
    try:
        nonce, sealed = bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["sealed"])
        return AESGCM(under).decrypt(nonce, sealed, None)
    except InvalidTag as error:
        raise WrongKey("The passphrase is wrong.", do="Check capitals and keyboard.") from error


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        passphrase.encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.kibibytes,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
