"""A home of its own for every test, so that nobody's real settings or key store are touched."""

from pathlib import Path

import pytest

from tests.cli.program import SECRET


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.setenv("MORTGAGE_COLLECT_HOME", str(place))
    monkeypatch.setenv("MORTGAGE_COLLECT_PASSPHRASE", SECRET)
    monkeypatch.setattr("mortgage_collect.cli.opening.system_key_store", lambda: None)
    return place
