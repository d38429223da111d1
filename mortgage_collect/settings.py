"""This computer's settings: where the database is, how the window looks. A small TOML file.

What belongs to the bank lies in the database; what belongs to a person lies with the person.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Self

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.waking import waking

NAME = "Mortgage Collect"
FILE = "settings.toml"
HOME_VARIABLE = "MORTGAGE_COLLECT_HOME"


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults that suit a first start. `database` is a path or a PostgreSQL URL; "" is ours."""

    database: str = ""
    user: str = ""
    scheme: str = "system"
    scale: int = 100
    language: str = "en"
    backup_folder: str = ""  # every backup is also copied here; "": nowhere

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """What the file says; defaults where there is none. An unreadable file raises UserError."""
        path = (folder or config_folder()) / FILE
        if not path.exists():
            return cls()
        import tomllib

        try:
            held = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UserError(
                f"The settings file {path} cannot be read ({error}).",
                do="Correct it, or remove it to start with defaults.",
            ) from error
        known: dict[str, Any] = {}
        for field in fields(cls):
            value = held.get(field.name, field.default)
            if type(value) is not type(field.default):
                raise UserError(
                    f"{field.name} in {path} is {value!r}.",
                    do=f"Write it as {field.default!r} is written.",
                )
            known[field.name] = value
        return cls(**known)

    def save(self, folder: Path | None = None) -> None:
        """Writes the whole file at once."""
        path = (folder or config_folder()) / FILE
        # A JSON string or number is also a TOML one.
        lines = [f"{name} = {json.dumps(value)}" for name, value in asdict(self).items()]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_suffix(".new")
            new.write_text("\n".join(lines) + "\n", encoding="utf-8")
            new.replace(path)
        except OSError as error:
            raise Trouble(f"The settings could not be saved to {path}: {error}") from error

    def but(self, **changes: Any) -> Self:
        return replace(self, **changes)


def config_folder() -> Path:
    """Where settings lie: the system's place for them, or MORTGAGE_COLLECT_HOME."""
    if home := os.environ.get(HOME_VARIABLE):
        return Path(home)
    with waking:
        from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False)


def data_folder() -> Path:
    """Where databases lie unless another path is named; made when missing."""
    if home := os.environ.get(HOME_VARIABLE):
        folder = Path(home)
    else:
        with waking:
            from platformdirs import user_data_path

        folder = user_data_path(NAME, appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"The folder {folder} cannot be made: {error}",
            do="Name another database with --database.",
        ) from error
    return folder


def default_database() -> Path:
    return data_folder() / "bank.db"


def practice_database() -> Path:
    return data_folder() / "practice.db"
