"""Programs: dated, cited parameter sets an evaluation is made under.

What ships lies in `resources/workout/programs/`, one file a program. The bank edits by dated
changes laid over it, so what was decided under an earlier edition can always be read again. A
program nobody has read against its source is marked unverified, and is off until the bank turns
it on.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.policy import (
    ApprovalPolicy,
    ClaimPolicy,
    DeferralPolicy,
    ForbearancePolicy,
    ModificationPolicy,
    PlanPolicy,
    PromisePolicy,
    ReliefPolicy,
    SalePolicy,
)
from mortgage_collect.workout.policy_checks import check
from mortgage_collect.workout.policy_words import label_of
from mortgage_collect.workout.program_keys import KEYS


@dataclass(frozen=True, slots=True)
class Program:
    """One parameter set. `reviewed_on` is None until somebody records that they read the source.

    `on` says whether it may be used at all. `changes` names the fields the bank laid over it.
    """

    key: str
    title: str
    source: str
    effective_from: date
    verified: bool = False
    reviewed_on: date | None = None
    on: bool = False
    note: str = ""
    changes: tuple[str, ...] = ()
    promise: PromisePolicy = field(default_factory=PromisePolicy)
    repayment_plan: PlanPolicy = field(default_factory=PlanPolicy)
    forbearance: ForbearancePolicy = field(default_factory=ForbearancePolicy)
    deferral: DeferralPolicy = field(default_factory=DeferralPolicy)
    claim: ClaimPolicy = field(default_factory=ClaimPolicy)
    modification: ModificationPolicy = field(default_factory=ModificationPolicy)
    relief: ReliefPolicy = field(default_factory=ReliefPolicy)
    sale: SalePolicy = field(default_factory=SalePolicy)
    approval: ApprovalPolicy = field(default_factory=ApprovalPolicy)

    @property
    def edition(self) -> str:
        """The key and eight hexadecimal digits over every value: what an evaluation was under."""
        whole = "\n".join(f"{name}={value!r}" for name, value in flat(self).items())
        return f"{self.key}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"

    def amended(self, changes: Mapping[str, str]) -> Program:
        """This program with the bank's changes laid over it: {"deferral.most_behind": "4"}.

        Raises UserError naming the field, what was found and what was expected.
        """
        made: Program = self
        for name, written in changes.items():
            made = _with(made, name, written)
        return replace(made, changes=tuple(sorted({*self.changes, *changes})))


@cache
def program(key: str) -> Program:
    """A program as it ships; KeyError for a key there is none of."""
    if key not in KEYS:
        raise KeyError(key)
    return read(assets.text(f"workout/programs/{key}.toml"))


def programs() -> tuple[Program, ...]:
    """All of them, the portfolio first."""
    return tuple(program(key) for key in KEYS)


def read(written: str) -> Program:
    """A program from its TOML text. Raises Bug for a field there is none of: ours is wrong then."""
    data = tomllib.loads(written)
    source = data.get("source", "")
    for section in data.values():
        if isinstance(section, dict):
            section.setdefault("source", source)
    made: Program = _built(Program, data, "")
    return made


def flat(program: Program) -> dict[str, Any]:
    """Every value by its dotted name, sections last."""
    found: dict[str, Any] = {}
    for each in fields(program):
        value = getattr(program, each.name)
        if is_dataclass(value) and not isinstance(value, type):
            found |= {f"{each.name}.{f.name}": getattr(value, f.name) for f in fields(value)}
        else:
            found[each.name] = value
    return found


def _built(kind: type[Any], data: Mapping[str, Any], where: str) -> Any:
    hints = get_type_hints(kind)
    if strangers := set(data) - set(hints):
        raise Bug(f"{where or 'the program'} has no field {min(strangers)!r}")
    given = {name: _value(hints[name], found, f"{where}{name}") for name, found in data.items()}
    return kind(**given)


def _value(hint: Any, found: Any, where: str) -> Any:
    if get_origin(hint) in (UnionType, Union):
        kinds = [each for each in get_args(hint) if each is not type(None)]
        if found == "none":
            return None
        return _value(kinds[0], found, where)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each, where) for each in found)
    if isinstance(hint, type) and is_dataclass(hint) and hint not in (Money, Rate):
        return _built(hint, found, f"{where}.")
    try:
        if hint is Money:
            return Money.of(found)
        if hint is Rate:
            return Rate.percent(found)
    except (ValueError, ArithmeticError) as error:
        raise Bug(f"{where}: {found!r} is not an amount or a rate") from error
    if type(found) is not hint:
        raise Bug(f"{where} should be {hint.__name__}, not {found!r}")
    return found


def _with(program: Program, name: str, written: str) -> Program:
    """One value changed. Nested tables (waterfall steps, market rates) are TOML text."""
    section, _, field_name = name.partition(".")
    owner = getattr(program, section, None) if field_name else program
    hints = get_type_hints(type(owner)) if owner is not None else {}
    wanted = field_name or section
    if wanted not in hints or wanted in ("key", "changes"):
        raise UserError(
            f"{program.title} has no setting {name!r}.", do="Choose one from the list of settings."
        )
    value = _typed(hints[wanted], written.strip(), name)
    check(name, value)
    changed: Any = replace(owner, **{wanted: value})  # type: ignore[type-var]
    return replace(program, **{section: changed}) if field_name else changed


def _typed(hint: Any, written: str, name: str) -> Any:
    if get_origin(hint) in (UnionType, Union):
        if written.lower() in ("", "none"):
            return None
        hint = next(each for each in get_args(hint) if each is not type(None))
    expected, make = _EXPECTED.get(hint, ("", None))
    if hint is Rate and name.endswith(("_by", "_step")):
        make = Rate.percent  # an eighth is a step, not a fraction of one
    try:
        if make is not None:
            return make(written)
        data = tomllib.loads(f"value = {written}")["value"]
        return _value(hint, data, name)
    except (ValueError, ArithmeticError, Bug) as error:
        raise UserError(
            f"{label_of(name)}: {written!r} cannot be read.",
            do=f"Enter {expected or 'the table as TOML'}.",
        ) from error


def _yes(written: str) -> bool:
    if written.lower() not in ("yes", "no", "true", "false"):
        raise ValueError(written)
    return written.lower() in ("yes", "true")


def _share(written: str) -> Rate:
    """A percentage; one typed as a fraction is asked about, not guessed."""
    rate = Rate.percent(written)
    if 0 < rate.millionths < 10_000 and written.strip().startswith(("0.", ".")):
        raise ValueError(written)
    return rate


_EXPECTED: dict[Any, tuple[str, Any]] = {
    int: ("a whole number", int),
    bool: ("yes or no", _yes),
    str: ("text", str),
    Money: ("an amount in dollars and cents", Money.of),
    Rate: ("a percentage, such as 6.5 (not 0.065)", _share),
    date: ("a date, such as 2026-11-02", date.fromisoformat),
}
