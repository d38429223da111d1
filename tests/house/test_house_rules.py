"""Promises of the whole house, each with a test that the scan behind it sees a broken one."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import (
    PACKAGE,
    ROOT,
    dotted,
    imported,
    python_files,
    read,
    shown,
    tracked_files,
)

NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
LONGEST = 450
CLOCK = "mortgage_collect/core/clock.py"
NOW = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"}
CENTS_ONLY = tuple(
    f"mortgage_collect/{name}"
    for name in ("core/money.py", "loanmath", "rules", "workout", "review")
)
# In two halves, so that this file does not say what it forbids.
THIS_MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "../sha" + "red", "/.lib" + "rary")
EVENTS_EVER = ROOT / "tests" / "house" / "events.txt"
HEAVY = ("PySide6", "reportlab", "openpyxl", "alembic", "xlsxwriter")
MAP = ROOT / "docs" / "map.md"


# --- names and sizes ----------------------------------------------------------------------


def nameless(paths: list[Path]) -> list[str]:
    """Modules and folders called by a word which says nothing."""
    return [
        shown(path)
        for path in paths
        if NAMELESS & set(path.relative_to(ROOT).with_suffix("").parts)
    ]


def test_everything_has_a_name_of_its_own():
    assert nameless(python_files("mortgage_collect", "tools", "benchmarks")) == []


@pytest.mark.parametrize("name", ["core/utils.py", "common/money.py", "ui/kit/manager.py"])
def test_a_nameless_module_is_caught(name):
    assert nameless([PACKAGE / name, PACKAGE / "core" / "money.py"]) == [f"mortgage_collect/{name}"]


def is_empty(source: str) -> bool:
    return not source.strip()


def test_init_files_are_empty():
    inits = [path for path in python_files("mortgage_collect") if path.name == "__init__.py"]

    assert inits
    assert [shown(path) for path in inits if not is_empty(read(path))] == []


def test_a_full_init_is_caught():
    assert is_empty("\n")
    assert not is_empty("from mortgage_collect.core.money import Money\n")


def too_long(source: str) -> bool:
    return len(source.splitlines()) > LONGEST


def test_no_file_is_longer_than_one_can_hold_in_mind():
    assert [shown(path) for path in python_files("mortgage_collect") if too_long(read(path))] == []


def test_a_long_file_is_caught():
    assert not too_long("x = 1\n" * LONGEST)
    assert too_long("x = 1\n" * (LONGEST + 1))


# --- time and money -----------------------------------------------------------------------


def reads_the_clock(source: str) -> list[int]:
    """Lines which ask the machine for the time, in a call or by handing the function on."""
    return sorted(
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and ".".join(dotted(node).split(".")[-2:]) in NOW
    )


def test_only_the_clock_knows_what_time_it_is():
    found = [
        f"{shown(path)}:{line}"
        for path in python_files("mortgage_collect")
        if shown(path) != CLOCK
        for line in reads_the_clock(read(path))
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    ["date.today()", "datetime.datetime.now(UTC)", "f = field(default_factory=date.today)"],
)
def test_reading_the_clock_is_caught(source):
    assert reads_the_clock(source) == [1]


def test_a_clock_handed_in_is_not():
    assert reads_the_clock("clock.now(); self.clock.today(); day = date(2026, 3, 2)") == []


def floats(source: str) -> list[int]:
    return sorted(
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and dotted(node.func) in ("float", "builtins.float")
    )


def test_what_counts_money_has_no_floats():
    found = [
        f"{shown(path)}:{line}" for path in python_files(*CENTS_ONLY) for line in floats(read(path))
    ]

    assert found == []


def test_a_float_is_caught():
    assert floats("cents = 1\npaid = float(cents) / 100\n") == [2]


# --- who leans on whom --------------------------------------------------------------------


def other_regulations(source: str, own: str, regulations: set[str]) -> list[str]:
    """Imports of another regulation's folder. The floors are import-linter's business."""
    inside = "mortgage_collect.rules."
    return [
        name
        for _, name in imported(ast.parse(source))
        if name.startswith(inside) and name[len(inside) :].split(".")[0] in regulations - {own}
    ]


# A loan's deadlines and its matters are looked at together, whichever regulation they come from.
OF_ALL_REGULATIONS = {"duties", "matters"}


def test_regulations_do_not_lean_on_one_another():
    rules = PACKAGE / "rules"
    regulations = {
        path.name for path in rules.iterdir() if path.is_dir() and any(path.glob("*.py"))
    } - OF_ALL_REGULATIONS
    found = [
        f"{shown(path)}: {name}"
        for own in sorted(regulations)
        for path in python_files(f"mortgage_collect/rules/{own}")
        for name in other_regulations(read(path), own, regulations)
    ]

    assert found == []


def test_a_leaning_regulation_is_caught():
    both = {"reg_f", "reg_x"}
    source = "from mortgage_collect.rules.reg_x import early_contact"

    assert other_regulations(source, "reg_f", both)
    assert not other_regulations(source, "reg_x", both)
    assert not other_regulations("from mortgage_collect.rules.facts import Facts", "reg_f", both)


# --- the history --------------------------------------------------------------------------


def event_names(sources: list[str]) -> set[str]:
    """Classes which are events: `Event` itself is not, its heirs are, however far down."""
    parents = {
        node.name: {dotted(base).rpartition(".")[2] for base in node.bases}
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
    }
    known = {"Event"}
    while more := {name for name, bases in parents.items() if bases & known} - known:
        known |= more
    return known - {"Event"}


def test_no_event_name_is_lost():
    """A history written years ago must still be readable: a name, once used, stays."""
    names = event_names([read(path) for path in python_files("mortgage_collect/events")])
    ever = [line for line in read(EVENTS_EVER).splitlines() if line and not line.startswith("#")]

    assert sorted(names - set(ever)) == [], "new events: write their names into events.txt"
    assert sorted(set(ever) - names) == [], "events in old histories which nobody knows any more"
    assert ever == sorted(ever, key=str.lower), "events.txt is kept in alphabetical order"


def test_an_event_is_recognized():
    sources = [
        "class Event: pass\nclass Change: pass",
        "class CallLogged(Event): pass\nclass CallCorrected(CallLogged): pass\nclass Row: pass",
    ]

    assert event_names(sources) == {"CallLogged", "CallCorrected"}


# --- paper --------------------------------------------------------------------------------


def said(text: str) -> list[str]:
    return [words for words in THIS_MACHINE if words in text]


def test_nothing_names_the_machine_it_was_written_on():
    found = []
    for path in tracked_files():
        try:
            words = said(read(path))
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [f"{shown(path)}: {word}" for word in words]

    assert found == []


@pytest.mark.parametrize("words", THIS_MACHINE)
def test_a_path_of_this_machine_is_caught(words):
    assert said(f"see {words}notes.md") == [words]


def test_the_locks_name_no_server():
    locks = sorted((ROOT / "requirements").glob("*.lock"))

    assert locks
    assert [
        lock.name for lock in locks if re.search(r"https?:|index-url|find-links", read(lock))
    ] == []


def missing_from_the_house(text: str) -> list[str]:
    """Files named in `backticks` or (links) which are not there.

    A name stands for a file of the project or of the package. Commands, placeholders like
    `rules/<regulation>/` and words without a slash or a known ending are no file names.
    """
    names = re.findall(r"`([^`\n]+)`", text) + re.findall(r"\]\(([^)#\s]+)", text)
    missing = []
    for name in names:
        looks_like_one = re.fullmatch(r"[\w.*-]+(/[\w.*-]+)*/?", name) and (
            "/" in name or re.search(r"\.(py|md|toml|txt|lock|spec)$", name)
        )
        if looks_like_one and not any(
            next(folder.glob(name.rstrip("/")), None) for folder in (ROOT, PACKAGE, ROOT / "docs")
        ):
            missing.append(name)
    return missing


def test_every_file_on_the_map_exists():
    if not MAP.exists():
        pytest.skip("docs/map.md is not written yet")

    assert missing_from_the_house(read(MAP)) == []


def test_a_file_lost_from_the_map_is_caught():
    text = "Open `core/money.py` and `core/gone.py`, see [it](docs/lost.md); run `python3 dev.py`."

    assert missing_from_the_house(text) == ["core/gone.py", "docs/lost.md"]


# --- waking up ----------------------------------------------------------------------------


def awake_after(code: str) -> set[str]:
    """Which heavy libraries a fresh Python has loaded after running this."""
    probe = f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"
    ran = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stderr
    return {name.split(".")[0] for name in ran.stdout.split()} & set(HEAVY)


def test_starting_does_not_wake_qt():
    if not (PACKAGE / "__main__.py").exists():
        pytest.skip("mortgage_collect/__main__.py is not written yet")

    assert awake_after("import mortgage_collect.__main__") == set()


def test_screens_open_before_the_heavy_libraries_wake():
    screens = [path for path in python_files("mortgage_collect/ui") if path.name != "__init__.py"]
    if not screens:
        pytest.skip("there is no screen in mortgage_collect/ui yet")
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in screens]

    assert awake_after("\n".join(f"import {name}" for name in names)) <= {"PySide6"}


def test_the_first_window_stands_before_the_database_wakes():
    """What shows the window knows no table: the lanes wake the database once it stands."""
    rooms = ("app", "ui.window", "ui.opening.view")
    code = "; ".join(f"import mortgage_collect.{room}" for room in rooms)
    probe = f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"
    ran = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    awake = {name.split(".")[0] for name in ran.stdout.split()}
    asleep = {"sqlalchemy", "sqlcipher3", "alembic", "keyring", "argon2", "cryptography", "psycopg"}
    assert awake & asleep == set()


def test_a_library_awake_is_caught():
    assert awake_after("import json") == set()
    assert awake_after("import openpyxl") == {"openpyxl"}
