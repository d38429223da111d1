"""A screen this build does not have says so; a fault inside a screen is heard."""

import sys

import pytest

from mortgage_collect.ui.waking import NotBuilt, waking


def test_a_screen_that_is_not_there_is_not_built():
    with pytest.raises(NotBuilt):
        waking("nowhere.view", "Nothing")()


def test_a_fault_inside_a_screen_is_heard(monkeypatch, tmp_path):
    (tmp_path / "broken_screen.py").write_text("import a_library_nobody_has\n", encoding="utf-8")
    import mortgage_collect.ui as package

    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    with pytest.raises(ModuleNotFoundError, match="a_library_nobody_has"):
        waking("broken_screen", "Broken")()
    sys.modules.pop("mortgage_collect.ui.broken_screen", None)
