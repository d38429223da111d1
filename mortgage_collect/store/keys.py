"""The key of a local database: random, kept in slots beside the file.

`bank.db.keys` holds one slot a way in. A slot of kind "keyring" says that the operating system's
key store has the key; one of kind "passphrase" holds the key sealed (AES-256-GCM) under what
argon2id makes of a passphrase; one of kind "practice" is sealed under a passphrase everybody
knows and opens only databases marked as practice. Nothing is ever stored in the clear.

The file ends with a sum of its slots, so that a damaged file is not taken for a wrong passphrase.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from mortgage_collect.core.errors import NeedPassphrase, Trouble, UserError, WrongKey
from mortgage_collect.core.waking import waking
from mortgage_collect.store.key_store import KeyStore, KeyStoreClosed

KEY_BYTES = 32
SHORTEST_PASSPHRASE = 12
PRACTICE_PASSPHRASE = "practice bank, invented borrowers only"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs (argon2id)."""

    passes: int = 3
    kibibytes: int = 65_536
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Sealed:
    """The key under a passphrase; bytes in hexadecimal."""

    kind: Literal["passphrase", "practice"]
    salt: str
    nonce: str
    sealed: str
    cost: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class InKeyStore:
    """Where the key lies in the operating system's key store."""

    name: str
    kind: Literal["keyring"] = "keyring"


Slot = Sealed | InKeyStore


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

    Raises NeedPassphrase when there is neither a key store nor a passphrase, UserError when the
    passphrase is too short or another database's key file would be overwritten.
    """
    key, cost = secrets.token_bytes(KEY_BYTES), cost or Cost()
    slots: list[Slot] = []
    if practice:
        slots.append(_seal("practice", key, PRACTICE_PASSPHRASE, cost))
    if passphrase is not None:
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise UserError(
                "The passphrase is too short.",
                do=f"Choose one of at least {SHORTEST_PASSPHRASE} characters.",
            )
        slots.append(_seal("passphrase", key, passphrase, cost))
    in_key_store = InKeyStore(secrets.token_hex(16))
    if key_store is not None and not practice:
        slots.append(in_key_store)
    if not slots:
        raise NeedPassphrase(
            "This computer has no key store, so the database needs a passphrase.",
            do=f"Choose a passphrase of at least {SHORTEST_PASSPHRASE} characters and keep it "
            "safe: without it nobody can open the database.",
        )
    _write(keys_file(database), slots)
    if key_store is not None and in_key_store in slots:
        try:
            key_store.put(in_key_store.name, key)
        except BaseException:
            keys_file(database).unlink()
            raise
    return key


def unlock(
    database: Path, *, passphrase: str | None = None, key_store: KeyStore | None = None
) -> bytes:
    """The key of an existing database.

    Raises NeedPassphrase when only a passphrase can help, WrongKey when it is not the right one,
    Trouble when the key file is missing or damaged or the key store stays locked.
    """
    slots = _slots(database)
    for slot in slots:
        if slot.kind == "practice":
            return _unseal(slot, PRACTICE_PASSPHRASE)
    sealed = [slot for slot in slots if slot.kind == "passphrase"]
    if passphrase is None:
        return _from_key_store(slots, key_store, has_passphrase=bool(sealed))
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
        slot.kind == "practice" for slot in _slots(database)
    )


def _from_key_store(
    slots: list[Slot], key_store: KeyStore | None, *, has_passphrase: bool
) -> bytes:
    try:
        for slot in slots:
            held = key_store.get(slot.name) if slot.kind == "keyring" and key_store else None
            if held is not None:
                return held
    except KeyStoreClosed as closed:
        if has_passphrase:
            raise NeedPassphrase(
                "The key store of this computer stayed locked.",
                do="Unlock it and try again, or enter the database's passphrase.",
                details=closed.details,
            ) from closed
        raise
    if has_passphrase:
        raise NeedPassphrase(
            "This database is locked and the key store of this computer does not have its key.",
            do="Enter its passphrase.",
        )
    raise Trouble(
        "The key of this database is not in the key store of this computer, and the database "
        "has no passphrase.",
        do="Open it on the computer and as the user it was made with.",
    )


def _write(path: Path, slots: list[Slot]) -> None:
    """Whole, on the disk, readable by its owner only, and never over another one."""
    held = [asdict(slot) for slot in slots]
    text = json.dumps({"version": _FORMAT, "slots": held, "sum": _sum(held)}, indent=1)
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise UserError(
            f"{path.name} is the key file of another database, and without it that database "
            "cannot be opened.",
            do="Choose another name, or move that file away if its database is gone.",
        ) from error
    except OSError as error:
        raise Trouble(
            f"The folder {path.parent} cannot be written to.",
            do="Choose another folder, or ask IT for write permission.",
            details=str(error),
        ) from error


def _slots(database: Path) -> list[Slot]:
    path = keys_file(database)
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["version"] == _FORMAT and held["sum"] != _sum(held["slots"]):
            raise ValueError("the sum does not fit")
        if held["version"] == _FORMAT:
            return [_slot(slot) for slot in held["slots"]]
    except FileNotFoundError as error:
        raise Trouble(
            f"The key file {path.name} is missing beside the database {database.name}.",
            do="Put it back from the backup of that folder: the database cannot be opened "
            "without it.",
        ) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Trouble(
            f"The key file {path.name} is damaged or cannot be read.",
            do="Restore it from the backups folder: every backup has a copy of it.",
            details=str(error),
        ) from error
    raise Trouble(
        f"The key file {path.name} was written by a newer version of Mortgage Collect.",
        do="Update the program on this computer.",
    )


def _slot(held: dict[str, Any]) -> Slot:
    if held["kind"] == "keyring":
        return InKeyStore(**held)
    return Sealed(**held | {"cost": tuple(held["cost"])})


def _sum(slots: Any) -> str:
    return hashlib.sha256(json.dumps(slots, sort_keys=True).encode()).hexdigest()


def _seal(kind: Literal["passphrase", "practice"], key: bytes, passphrase: str, cost: Cost) -> Slot:
    with waking:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    numbers = (cost.passes, cost.kibibytes, cost.lanes)
    sealed = AESGCM(_stretched(passphrase, salt, numbers)).encrypt(nonce, key, None)
    return Sealed(kind, salt.hex(), nonce.hex(), sealed.hex(), numbers)


def _unseal(slot: Sealed, passphrase: str) -> bytes:
    with waking:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    under = _stretched(passphrase, bytes.fromhex(slot.salt), slot.cost)
    try:
        nonce, sealed = bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed)
        return AESGCM(under).decrypt(nonce, sealed, None)
    except InvalidTag as error:
        raise WrongKey(
            "The passphrase is wrong.", do="Check capitals and the keyboard layout."
        ) from error


def _stretched(passphrase: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    with waking:
        from argon2.low_level import Type, hash_secret_raw

    passes, kibibytes, lanes = cost
    return hash_secret_raw(
        # One character can be typed as one code point or as two, by the keyboard's whim.
        unicodedata.normalize("NFC", passphrase).encode(),
        salt,
        time_cost=passes,
        memory_cost=kibibytes,
        parallelism=lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
