"""Spoils every rule in every small way and asks whether its cases notice.

    limits       7 becomes 6 and 8; + becomes -
    lines        < becomes <=, "is" becomes "is not"
    exemptions   an `if` that is never taken, an operand of `and` or `or` left out, `not` forgotten
    answers      a stop that only warns, a warning that stops, an end that is not named
    papers       a hard stop made soft, an act no longer asked about, a rule that binds everybody

A mutant that no case of the tables notices has survived; it is listed with its line. What changes
nothing anybody could see is named, with the reason, in SAME.
"""

from __future__ import annotations

import ast
import copy
import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

from mortgage_collect.core.errors import Bug

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "mortgage_collect.rules"
# What the rules share. Everything else below the package is a rule's own file.
SHARED = (
    "counting",
    "early_contact",
    "facts",
    "notices",
    "numbers",
    "opening",
    "reporting_wait",
    "states.law.counted",
    "states.law.place",
    "states.law.reach",
    "validation_period",
)

SCORE = 95.0  # of a hundred mutants, so many have to be caught

# Loaded anew for a spoiled shared file.
FRESH = (PACKAGE, "tests.rules.")
# What the states' rules share is theirs alone; the states' files need not be read again.
STATES = f"{PACKAGE}.states."
FRESH_OF_STATES = (STATES, f"{PACKAGE}.book", "tests.rules.tables")
READ_ONCE = (f"{STATES}law", f"{STATES}law.state", f"{STATES}law.reading")

SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
NAMES = {
    "stop": "caution",
    "caution": "stop",
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "fdcpa_binds": "everyone",
}
FLAGS = ("absolute", "always_kept", "hard_policy")


@dataclass(frozen=True)
class Mutant:
    """One spoiled copy of a file."""

    module: str
    line: int
    says: str
    tree: ast.Module

    @property
    def key(self) -> str:
        return f"{self.module.removeprefix(PACKAGE + '.')}: {self.says}"

    def __str__(self) -> str:
        return self.key.replace(":", f":{self.line}", 1)


def mutants_of(module: str, source: str) -> Iterator[Mutant]:
    """Every spoiled copy of one file, each spoiled in one place."""
    tree = ast.parse(source)
    places = list(_places(tree))
    for at, node in enumerate(places):
        for number, _ in enumerate(_spoilings(node)):
            spoiled = copy.deepcopy(tree)
            says, spoil = list(_spoilings(list(_places(spoiled))[at]))[number]
            spoil()
            ast.fix_missing_locations(spoiled)
            yield Mutant(module, getattr(node, "lineno", 0), says, spoiled)


def _places(tree: ast.Module) -> Iterator[ast.AST]:
    """What runs: functions with their decorators, and figures; neither words nor types."""
    for top in tree.body:
        if isinstance(top, ast.FunctionDef | ast.ClassDef):
            yield from _inside(top)
        elif isinstance(top, ast.AnnAssign | ast.Assign) and top.value is not None:
            yield from _inside(top.value)


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "type_comment"):
            continue
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield from _inside(child)


Spoiling = tuple[str, Callable[[], object]]


def _spoilings(node: ast.AST) -> Iterator[Spoiling]:
    """The ways to spoil one node, each with its words and the deed."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        for value in (node.value + 1, node.value - 1):
            yield f"{node.value} becomes {value}", partial(setattr, node, "value", value)
    elif isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if swapped := SWAPPED.get(type(op)):
                words = f"{type(op).__name__} becomes {swapped.__name__} in {_said(node)}"
                yield words, partial(node.ops.__setitem__, at, swapped())
    elif isinstance(node, ast.BoolOp):
        for at, operand in enumerate(node.values):
            yield f"without {_said(operand)}", partial(_without, node, at)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"without not in {_said(node)}", partial(setattr, node, "op", _Twice())
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield f"{_said(node)} the other way", partial(setattr, node, "op", other)
    elif isinstance(node, ast.If | ast.IfExp):
        yield f"never {_said(node.test)}", partial(setattr, node, "test", ast.Constant(False))
    elif isinstance(node, ast.Name) and node.id in NAMES:
        name = NAMES[node.id]
        yield f"{node.id} becomes {name}", partial(setattr, node, "id", name)
    elif isinstance(node, ast.Call):
        for word in node.keywords:
            if word.arg == "until" or word.arg in FLAGS:
                yield f"without {word.arg}", partial(node.keywords.remove, word)
            elif word.arg == "asks" and isinstance(word.value, ast.Tuple):
                for at, act in enumerate(word.value.elts):
                    yield f"{_said(act)} not asked about", partial(word.value.elts.pop, at)


def _said(node: ast.AST) -> str:
    return repr(ast.unparse(node))


class _Twice(ast.Not):
    """Marks a `not` that is to be forgotten: `_forget` takes it out."""


def _without(node: ast.BoolOp, at: int) -> None:
    node.values.pop(at)
    if len(node.values) == 1:
        node.values.append(node.values[0])  # x and x: the same as x


class _Forget(ast.NodeTransformer):
    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if isinstance(node.op, _Twice) else node


# -- trying them -------------------------------------------------------------------------------


class _Spoiled(MetaPathFinder, Loader):
    """Gives out the spoiled code for one module."""

    def __init__(self, name: str, code: CodeType) -> None:
        self.name, self.code = name, code

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)


def survives(mutant: Mutant) -> bool:
    """Whether every case still comes out as it should."""
    tree = ast.fix_missing_locations(_Forget().visit(mutant.tree))
    code = compile(tree, f"<{mutant.module}>", "exec")
    if mutant.module.removeprefix(PACKAGE + ".") not in SHARED:
        return _rule_survives(mutant.module, code)
    of_states = mutant.module.startswith(STATES)
    fresh = FRESH_OF_STATES if of_states else FRESH
    finder = _Spoiled(mutant.module, code)
    kept = {
        name: sys.modules.pop(name)
        for name in list(sys.modules)
        if name.startswith(fresh) and not (of_states and name in READ_ONCE)
    }
    sys.meta_path.insert(0, finder)
    try:
        check = importlib.import_module("tests.rules.tables")
        return not any(True for _ in check.failures("states." if of_states else ""))
    except Exception:  # noqa: BLE001 - it does not even run
        return False
    finally:
        sys.meta_path.remove(finder)
        for name in list(sys.modules):
            if name.startswith(fresh) and not (of_states and name in READ_ONCE):
                del sys.modules[name]
        sys.modules.update(kept)


def _rule_survives(module: str, code: CodeType) -> bool:
    """A rule leans on the others' files and nobody leans on it: it is tried by itself."""
    from mortgage_collect.rules.rule import Rule
    from tests.rules.tables import failures_of

    names: dict[str, object] = {"__name__": module, "__doc__": sys.modules[module].__doc__}
    try:
        exec(code, names)
        rules = [value for value in names.values() if isinstance(value, Rule)]
        failed = any(True for rule in rules for _ in failures_of(rule))
    except Exception:  # noqa: BLE001 - it does not even run
        return False
    if not rules:
        raise Bug(f"{module} holds no rule, and is not among the shared files")
    return not failed


def files() -> Iterator[tuple[str, Path]]:
    """Every rule's file and what rules share, by the module's name.

    What makes one answer of many rules (rule.py, guard.py, instead.py) has no tables: its tests
    are test_guard.py and its neighbors.
    """
    base = ROOT / "mortgage_collect" / "rules"
    book = (base / "book.py").read_text(encoding="utf-8")
    for path in sorted(base.rglob("*.py")):
        name = ".".join(path.relative_to(base).with_suffix("").parts)
        own = "." in name and f"{PACKAGE}.{name} import" in book
        if own or name in SHARED:
            yield f"{PACKAGE}.{name}", path


def soak(only: str = "") -> tuple[str, float, list[str]]:
    """The score and who survived; `only`: files whose name begins so."""
    from tests.rules.tables import failures

    if broken := list(failures()):
        return "the tables fail before anything is spoiled", 0.0, broken
    tried, alive, excused = 0, list[str](), 0
    for module, path in files():
        if not module.removeprefix(PACKAGE + ".").startswith(only):
            continue
        for mutant in mutants_of(module, path.read_text(encoding="utf-8")):
            tried += 1
            if survives(mutant):
                if mutant.key in SAME:
                    excused += 1
                else:
                    alive.append(str(mutant))
    caught = tried - len(alive) - excused
    judged = tried - excused
    share = caught / judged * 100 if judged else 100.0
    told = (
        f"{tried:,} mutants of the rules, {excused:,} of them no different, {caught:,} of"
        f" {judged:,} caught: {share:.1f} %"
    )
    return told, share, alive


# File and spoiling, with why nobody could see a difference.
SAME = {
    "counting: GtE becomes Gt in 'talk.on >= consent.received_on'": (
        "an agreement without a moment has no talk on its own day"
    ),
    "facts: without 'on'": "no figure of an agreement has changed since it was first law",
    "facts: never \"'ledger' in self.__dict__\"": "it is counted again: slower, and the same",
    "facts: In becomes NotIn in \"'ledger' in self.__dict__\"": "the same",
    "opening: 2 becomes 3": "hours open again within a day: the day after tomorrow is never first",
    "opening: Gt becomes GtE in 'start > at'": "it is asked only outside the hours",
    "reg_f.hours: Lt becomes LtE in 'wall < first'": (
        "words about clocks outside the hours: the first hour sharp is not among them"
    ),
    "reg_f.inconvenient_times: 9 becomes 10": "a week has shown every weekly pattern",
    "reg_f.inconvenient_times: 9 becomes 8": "a week and a day have shown every weekly pattern",
    "reg_f.inconvenient_times: Gt becomes GtE in 'm > facts.at'": (
        "the moment asked about is quiet itself"
    ),
    "states.law.reach: without 'bool(found)'": (
        "a screen asks it of states without an entry, a case never does"
    ),
    "states.law.reach: 0 becomes -1": "all of them bind, or none; and no answer is without a count",
    "states.law.reach: 0 becomes 1": "answers without a count are never weighed against another",
    "states.law.reach: without 'home is not here'": "the same state twice says the same twice",
    "states.law.counted: 31 becomes 32": "no state looks back further than thirty days",
    "states.law.counted: 31 becomes 30": "the same",
    "states.law.counted: Lt becomes LtE in 'past.on < oldest'": "the same",
    "states.law.counted: never 'past.on < oldest'": "slower, and the same",
    "states.law.counted: never 'anywhere'": "slower, and the same",
}


if __name__ == "__main__":
    words, _, found = soak(sys.argv[1] if len(sys.argv) > 1 else "")
    sys.stdout.write("\n".join([*found, words]) + "\n")
