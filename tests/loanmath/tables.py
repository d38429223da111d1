"""Reads the case tables a banker can read too: one [[case]] for each line of a table."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def cases(table: str, kind: str = "", folder: Path = HERE) -> list[Any]:
    """The cases of a table, of one kind if asked; each says its source and if it is verified."""
    found = tomllib.loads((folder / "cases" / f"{table}.toml").read_text("utf-8"))["case"]
    for case in found:
        assert {"name", "source", "verified"} <= case.keys(), case
    chosen = [case for case in found if not kind or case["kind"] == kind]
    assert chosen, f"no case of kind {kind} in {table}"
    return [pytest.param(case, id=case["name"].replace(" ", "-")) for case in chosen]
