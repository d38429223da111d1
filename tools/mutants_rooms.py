"""Spoils what decides what is due, what a matter is and whom the law binds, room by room.

The spoilings are those of `tools/mutants.py`. A room's tests are run by what pytest was told of
them: a function with its table of cases, or without any argument; those that make cases by chance
are left out, and so is whatever wants a fixture. What leans on a spoiled file is loaded anew.
"""

from __future__ import annotations

import ast
import importlib
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from inspect import signature
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from _pytest.mark.structures import ParameterSet

from tools.mutants import PACKAGE, ROOT, Mutant, _Forget, _Spoiled, mutants_of

TESTS = "tests.rules"
ROOMS: dict[str, tuple[str, ...]] = {
    "duties": (
        "test_duties*",
        "test_application*",
        "test_clocks",
        "test_duty_words",
        "test_foreclosure*",
        "test_milestones",
        "test_scra",
        "test_statements",
    ),
    "matters": (
        "test_applications",
        "test_duties*",
        "test_duty_words",
        "test_foreclosure*",
        "test_matter*",
        "test_state_notice_step",
    ),
    "coverage": ("test_bank_answers", "test_coverage*", "test_loan_words"),
}
# Words for people, and lists of what is elsewhere.
LEFT_OUT = frozenset(
    {
        "coverage.questions",
        "duties.book",
        "matters.shelf",
    }
)


@cache
def leaning_on() -> dict[str, frozenset[str]]:
    """Every module of the rules and their tests, with all that leans on it, itself included."""
    imports: dict[str, set[str]] = {}
    for base in (ROOT / "mortgage_collect" / "rules", ROOT / "tests" / "rules"):
        for path in base.rglob("*.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            imports[name] = set(_imported(ast.parse(path.read_text(encoding="utf-8"))))
    found: dict[str, frozenset[str]] = {}
    for name in imports:
        seen, new = {name}, [name]
        while new:
            wanted = new.pop()
            more = {each for each, used in imports.items() if wanted in used} - seen
            seen |= more
            new += more
        found[name] = frozenset(seen)
    return found


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


@contextmanager
def _loaded_anew(module: str, code: CodeType) -> Iterator[None]:
    """Whatever leans on a spoiled file forgets the good one for a while."""
    leaning = leaning_on()[module]
    kept = {name: sys.modules.pop(name) for name in leaning if name in sys.modules}
    finder = _Spoiled(module, code)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in leaning:
            sys.modules.pop(name, None)
        sys.modules.update(kept)
        for name, good in kept.items():
            parent, _, own = name.rpartition(".")
            if parent in sys.modules:
                setattr(sys.modules[parent], own, good)


def checks(test: ModuleType) -> Iterator[Callable[[], Any]]:
    """Everything a file of tests can ask without pytest."""
    for name, function in list(vars(test).items()):
        if not name.startswith("test_") or hasattr(function, "hypothesis"):
            continue
        marks = [each for each in getattr(function, "pytestmark", ()) if each.name == "parametrize"]
        wanted = list(signature(function).parameters)
        if len(marks) == 1:
            names = marks[0].args[0]
            keys = [each.strip() for each in names.split(",")] if isinstance(names, str) else names
            if set(wanted) == set(keys):
                for row in marks[0].args[1]:
                    if isinstance(row, ParameterSet):
                        given = row.values
                    else:
                        given = (row,) if len(keys) == 1 else row
                    yield _asked(function, dict(zip(keys, given, strict=True)))
        elif not marks and not wanted:
            yield function


def _asked(function: Callable[..., Any], given: dict[str, Any]) -> Callable[[], Any]:
    return lambda: function(**given)


def _tests(room: str) -> list[str]:
    base = ROOT / "tests" / "rules"
    paths = (path for pattern in ROOMS[room] for path in base.glob(f"{pattern}.py"))
    return sorted({f"{TESTS}.{path.stem}" for path in paths})


def caught(tests: Iterable[str]) -> bool:
    """Whether any of the tests fails, or does not even load."""
    try:
        for name in tests:
            for check in checks(importlib.import_module(name)):
                check()
    except (Exception, pytest.fail.Exception):  # noqa: BLE001 - or it does not even run
        return True
    return False


def files(room: str) -> Iterator[tuple[str, Path]]:
    base = ROOT / "mortgage_collect" / "rules"
    for path in sorted((base / room).rglob("*.py")):
        name = ".".join(path.relative_to(base).with_suffix("").parts)
        if path.name != "__init__.py" and name not in LEFT_OUT:
            yield f"{PACKAGE}.{name}", path


def survives(mutant: Mutant, tests: list[str]) -> bool:
    tree = ast.fix_missing_locations(_Forget().visit(mutant.tree))
    code = compile(tree, f"<{mutant.module}>", "exec")
    leaning = leaning_on()[mutant.module]
    with _loaded_anew(mutant.module, code):
        return not caught(test for test in tests if test in leaning)


def soak(room: str, only: str = "") -> tuple[str, float, list[str]]:
    """The score of a room and who survived; `only`: files whose name begins so."""
    tests = _tests(room)
    tried, alive, excused = 0, list[str](), 0
    with patch.object(tomllib, "loads", cache(tomllib.loads)):
        if caught(tests):
            return f"{room}: the tests fail before anything is spoiled", 0.0, [room]
        for module, path in files(room):
            if not module.removeprefix(f"{PACKAGE}.{room}.").startswith(only):
                continue
            for mutant in mutants_of(module, path.read_text(encoding="utf-8")):
                tried += 1
                if survives(mutant, tests):
                    if mutant.key in SAME:
                        excused += 1
                    else:
                        alive.append(str(mutant))
    judged = tried - excused
    share = (judged - len(alive)) / judged * 100 if judged else 100.0
    told = (
        f"{room}: {tried:,} mutants, {excused:,} of them no different,"
        f" {judged - len(alive):,} of {judged:,} caught: {share:.1f} %"
    )
    return told, share, alive


# File and spoiling, with why nobody could see a difference.
SAME = {
    "matters.application_faults: without 'step.key == word.ACKNOWLEDGED'": (
        "no other step tells whether an application is complete"
    ),
    "matters.bankruptcy: without 'reaffirmed > gone'": "before that day it is no discharge of it",
    "matters.bankruptcy: Gt becomes GtE in 'reaffirmed > gone'": "the same",
    "duties.complaint: Lt becomes LtE in 'named < due'": "the same day, told in other words",
    "duties.transfer: without 'agreed is not None'": "a day it takes effect is of an agreement",
    "matters.insurance: without 'first is None'": "no reminder counts without a first notice",
    (
        "matters.insurance: \"first.on + timedelta(days=number('reg_x.days_to_charge',"
        ' on=first.on))" the other way'
    ): "thirty days before the reminder and fifteen after it are forty-five",
    "matters.insurance: 0 becomes -1": (
        "told of the figure's day: the forty-five days have not changed since they are law"
    ),
    "duties.duty: without \"''\"": "every file of duties opens with words",
    "duties.duty: never 'self.matter is not None and all((each.kind is not self.matter for each in"
    " life.matters))'": "slower, and the same",
    "duties.loss_mitigation.telling: without 'one.facially is not None'": (
        "what is complete was complete on its face"
    ),
    "duties.loss_mitigation.counsel: without 'one.facially is None'": "it has rights with that day",
    "duties.loss_mitigation.counsel: without 'one.rights'": "the same",
    "duties.loss_mitigation.complete_notice: without 'one.rights is not None'": "the same",
    "duties.foreclosure.applications: without 'one.rights'": "the same",
    "duties.loss_mitigation.decision: without 'one.complete is not None'": (
        "an evaluation is owed of what is complete"
    ),
    "duties.loss_mitigation.decision: without 'found.appealed is not None'": (
        "an appeal that was decided came in"
    ),
    "duties.loss_mitigation.decision: without 'given is not None'": (
        "an outcome is of an appeal that was decided"
    ),
    "duties.loss_mitigation.faults: without 'notice is None'": "then no day was told either",
    "duties.loss_mitigation.faults: without 'found.nearest is not None'": (
        "the latest day is that of the nearest milestone"
    ),
    "duties.loss_mitigation.faults: without 'found.latest is not None'": "the same",
    "duties.loss_mitigation.standing: any becomes all": "an application comes in once",
    "duties.loss_mitigation.standing: without 'prior.complete is None'": (
        "an evaluation is owed of what is complete"
    ),
    "duties.loss_mitigation.standing: Lt becomes LtE in 'first < day <= last'": (
        "both ends are looked at anyway"
    ),
    "duties.loss_mitigation.standing: LtE becomes Lt in 'first < day <= last'": "the same",
    "duties.loss_mitigation.standing: without 'self.received'": (
        "asked only of what counts already, which has a day of its own"
    ),
    "duties.live_contact: Gt becomes GtE in 'day > from_day'": (
        "what had begun by that day was left out before"
    ),
    "duties.loss_mitigation.answer: without 'appeal is not None'": (
        "an appeal in time that is not decided was left before"
    ),
    "duties.foreclosure.states: without 'notice.carve_out'": (
        "every notice with a carve-out says on what it is owed"
    ),
    "duties.foreclosure.states: without 'not given'": (
        "a paper without days holds nothing up once it was given"
    ),
    "duties.written_notice: max becomes min": (
        "the day of a figure: none of them has changed since it was first law"
    ),
    "duties.written_notice: 10000 becomes 10001": "no walk is as long",
    "duties.written_notice: 10000 becomes 9999": "the same",
    "duties.written_notice: never 'best is not None and day > best.due'": "slower, and the same",
    "duties.written_notice: Gt becomes GtE in 'day > best.due'": (
        "what is owed on the same day is not owed before it"
    ),
    "duties.sale: without 'last is not None'": "a sale stands by the last word",
    "duties.state_notices: without '0'": "it is told of a notice with days",
    "duties.state_notices: 0 becomes 1": "the same",
    "duties.state_notices: 0 becomes -1": "the same",
    "matters.matter: never 'self.steps and self.steps[-1].on <= day'": "slower, and the same",
    "matters.matter: LtE becomes Lt in 'self.steps[-1].on <= day'": "slower, and the same",
}


if __name__ == "__main__":
    words, _, found = soak(*sys.argv[1:3])
    sys.stdout.write("\n".join([*found, words]) + "\n")
