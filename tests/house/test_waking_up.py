"""The window is on the screen before anything heavy wakes, and no two threads wake it at once."""

import ast
import os
import subprocess
import sys

import pytest

from tests.house.sources import PACKAGE, ROOT, python_files, read, shown

HEAVY = {
    "sqlalchemy", "sqlcipher3", "psycopg", "alembic", "mako", "reportlab", "openpyxl", "xlsxwriter",
    "keyring", "argon2", "cryptography", "rapidfuzz", "num2words", "PIL",
}  # fmt: skip
ROOMS = {"models", "queries", "store", "documents", "tape", "reports", "workout", "loanmath"}
SHOW = """
import sys
from concurrent.futures import Future
from PySide6.QtCore import QEvent, QObject, QtMsgType, qInstallMessageHandler
import mortgage_collect.__main__, mortgage_collect.cli.run
from mortgage_collect.app import Start, application, doors

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Expose and watched.isWindowType():
            print(*sys.modules, sep="\\n", flush=True)
            app.removeEventFilter(self)
            app.quit()
        return False

qInstallMessageHandler(lambda *said: None)
app = application(["start"])
watch = Watch()
app.installEventFilter(watch)
start = Start(app, doors({database!r}), demo={demo})
start.opening.begin = start.opening.practice_bank = lambda: None
start.begin()
app.exec()
start.close()
"""
# What any thread may import at any time: they import nothing heavy, and one another in no circle.
LIGHT = ("mortgage_collect.core.", "mortgage_collect.ui.kit.")


def awake_when_shown(home, *, demo: bool, database: str | None = None) -> set[str]:
    """Every module a fresh program has imported when its window comes on the screen."""
    environment = {
        "MORTGAGE_COLLECT_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONUTF8": "1",
    }

    ran = subprocess.run(
        [sys.executable, "-c", SHOW.format(demo=demo, database=database)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


def heavy(modules: set[str]) -> set[str]:
    rooms = {f"mortgage_collect.{room}" for room in ROOMS}
    return {name for name in modules if name.split(".")[0] in HEAVY} | {
        name for name in modules if ".".join(name.split(".")[:2]) in rooms
    }


@pytest.mark.parametrize("demo", [True, False], ids=["practice bank", "a database"])
def test_the_window_is_shown_before_anything_heavy_wakes(tmp_path, demo):
    (tmp_path / "bank.db").write_bytes(b"")
    awake = awake_when_shown(tmp_path, demo=demo, database=str(tmp_path / "bank.db"))

    assert "mortgage_collect.ui.window" in awake
    assert heavy(awake) == set()


def test_a_heavy_module_is_caught():
    awake = {
        "json",
        "sqlalchemy.orm",
        "mortgage_collect.ui.window",
        "mortgage_collect.queries.card",
    }

    assert heavy(awake) == {"sqlalchemy.orm", "mortgage_collect.queries.card"}


def careless(source: str) -> list[int]:
    """Lines inside functions that import something heavy, or of ours, and not under `waking`."""
    found: list[int] = []

    def look(node: ast.AST, inside: bool, safe: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.Import, ast.ImportFrom)) and inside and not safe:
                names = (
                    [child.module or ""]
                    if isinstance(child, ast.ImportFrom)
                    else [name.name for name in child.names]
                )
                if any(
                    name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(LIGHT)
                    for name in names
                ):
                    found.append(child.lineno)
            look(
                child,
                inside or isinstance(child, ast.FunctionDef),
                safe
                or (
                    isinstance(child, ast.With)
                    and any(ast.unparse(item.context_expr) == "waking" for item in child.items)
                ),
            )

    look(ast.parse(source), inside=False, safe=False)
    return found


def test_what_is_imported_late_is_imported_by_one_thread_at_a_time():
    # The command line has one thread.
    alone = {PACKAGE / "__main__.py", *python_files("mortgage_collect/cli")}
    late = [path for path in python_files("mortgage_collect") if path not in alone]

    assert {shown(path): lines for path in late if (lines := careless(read(path)))} == {}


def test_a_careless_import_is_caught():
    assert careless("def f():\n    import reportlab\n") == [2]
    assert careless("def f():\n    from mortgage_collect.queries.card import card\n") == [2]
    assert careless("def f():\n    with waking:\n        import reportlab\n") == []
    assert careless("import reportlab\ndef f():\n    import json\n") == []
