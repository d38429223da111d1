"""Reads a JSON document whose fields are known; all that is wrong with it is told at once."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.case_fields import CaseField

EARLIEST: Final = date(1970, 1, 1)
LATEST: Final = date(2120, 12, 31)
LEAST_RATE: Final = Rate.percent(1)


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """Something in the file: where, what was found, what was expected. `refuses` stops it."""

    where: str
    found: str
    expected: str
    refuses: bool = True

    def __str__(self) -> str:
        return f"{self.where}: found {self.found}, expected {self.expected}"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A kind of file: its fields, its lists by place, and what people call it.

    `signed` are places whose amounts may be below zero. `manual` is where its fields are told.
    """

    name: str
    what: str
    manual: str
    fields: tuple[CaseField, ...]
    lists: Mapping[str, tuple[CaseField, ...]]
    signed: frozenset[str] = frozenset()


@dataclass(slots=True)
class FileReader:
    """Reads every field of a format; what is wrong gathers in `findings`."""

    data: Mapping[str, Any]
    format: FileFormat
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[CaseFinding] = field(default_factory=list)

    def refuse(self) -> None:
        """Raises UserError with every finding that stops the file, all at once."""
        refused = [each for each in self.findings if each.refuses]
        if refused:
            raise UserError(
                "; ".join(map(str, refused)) + ".",
                do=f"Correct the {self.format.what}; {self.format.manual} tells every field.",
            )

    def wrong(self, where: str, found: object, expected: str, *, refuses: bool = True) -> None:
        shown = json.dumps(found, ensure_ascii=False, default=str)
        self.findings.append(CaseFinding(where, shown, expected, refuses))

    def read(self) -> None:
        """All of it, into `values` by place."""
        fields, lists = self.format.fields, self.format.lists
        known = {each.place for each in fields} | set(lists)
        sections = {each.section for each in fields if each.section}
        sections |= {place.partition(".")[0] for place in lists if "." in place}
        for name, found in self.data.items():
            if name == "format":
                if found != self.format.name:
                    self.wrong("format", found, json.dumps(self.format.name))
            elif name in sections:
                if not isinstance(found, dict):
                    self.wrong(name, found, "a table of fields")
                    continue
                for inner in found:
                    self._known(f"{name}.{inner}", known)
            else:
                self._known(name, known)
        for each in fields:
            table = self.data.get(each.section, {}) if each.section else self.data
            given = table.get(each.name) if isinstance(table, dict) else None
            self.values[each.place] = self.value(each, given, each.place)
        for place, inside in lists.items():
            section, _, name = place.rpartition(".")
            table = self.data.get(section) if section else self.data
            given = table.get(name) if isinstance(table, dict) else None
            self.values[place] = self._list(place, inside, given)

    def _known(self, place: str, known: set[str]) -> None:
        if place in known:
            return
        near = difflib.get_close_matches(place, known, n=1)
        self.wrong(place, "an unknown field", near[0] if near else "a field of the format")

    def _list(self, place: str, fields: Sequence[CaseField], given: Any) -> tuple[Any, ...]:
        if given is None:
            return ()
        if not isinstance(given, list):
            self.wrong(place, given, "a list")
            return ()
        found = list[Any]()
        for at, item in enumerate(given, 1):
            where = f"{place}[{at}]"
            if not fields:
                found.append(self.value(CaseField("", place, "day", "", True), item, where))
            elif isinstance(item, dict):
                found.append(
                    {f.name: self.value(f, item.get(f.name), f"{where}.{f.name}") for f in fields}
                )
            else:
                self.wrong(where, item, "a table of fields")
        return tuple(found)

    def value(self, each: CaseField, given: Any, where: str) -> Any:
        """The value, or None when it is unknown or wrong; what is wrong is a finding."""
        if given is None:
            if each.required:
                self.wrong(where, None, each.says or "a value")
            return None
        try:
            return _READ[each.kind](self, each, given, where)
        except (ValueError, ArithmeticError, TypeError):
            self.wrong(where, given, _EXPECTED[each.kind])
            return None

    def amount(self, each: CaseField, given: Any, where: str) -> Money:
        if not isinstance(given, str) and type(given) is not int:
            raise TypeError
        found = Money.of(given)
        if found < ZERO and where not in self.format.signed:
            raise ValueError
        return found

    def percent(self, each: CaseField, given: Any, where: str) -> Rate:
        if not isinstance(given, str) and type(given) is not int:
            raise TypeError
        found = Rate.percent(given)
        if not 0 <= found.millionths <= 1_000_000:
            raise ValueError
        if 0 < found.millionths < LEAST_RATE.millionths:
            says = "a percentage; 6.5 is six and a half percent, 0.065 would be a fifteenth of one"
            self.wrong(where, given, says, refuses=False)
        return found

    def points(self, each: CaseField, given: Any, where: str) -> Rate:
        """Points of a percent, where a small one is as likely as a large one."""
        if not isinstance(given, str) and type(given) is not int:
            raise TypeError
        found = Rate.percent(given)
        low = -1_000_000 if where in self.format.signed else 0
        if not low <= found.millionths <= 1_000_000:
            raise ValueError
        return found

    def day(self, each: CaseField, given: Any, where: str) -> date:
        found = date.fromisoformat(given)
        if not EARLIEST <= found <= LATEST:
            raise ValueError
        return found

    def count(self, each: CaseField, given: Any, where: str) -> int | None:
        if type(given) is not int:
            raise TypeError
        low, high = each.low or 0, each.high or 1_000_000
        if not low <= given <= high:
            self.wrong(where, given, f"a whole number from {low} to {high}")
            return None
        return given

    def yes_no(self, each: CaseField, given: Any, where: str) -> bool:
        if type(given) is not bool:
            raise TypeError
        return given

    def text(self, each: CaseField, given: Any, where: str) -> str:
        if not isinstance(given, str):
            raise TypeError
        return given.strip()

    def word(self, each: CaseField, given: Any, where: str) -> str | None:
        if given not in each.words:
            self.wrong(where, given, f"one of {', '.join(each.words)}")
            return None
        return str(given)


_READ: dict[str, Any] = {
    "amount": FileReader.amount,
    "percent": FileReader.percent,
    "points": FileReader.points,
    "day": FileReader.day,
    "count": FileReader.count,
    "yes_no": FileReader.yes_no,
    "text": FileReader.text,
    "word": FileReader.word,
}
_EXPECTED = {
    "amount": 'dollars and cents as text, not negative, such as "1204.50"',
    "percent": 'a percentage from 0 to 100 as text, such as "6.5"',
    "points": 'points of a percent as text, such as "0.125"',
    "day": 'a day between 1970 and 2120, such as "2026-11-02"',
    "count": "a whole number",
    "yes_no": "true or false",
    "text": "text",
    "word": "a word",
}


def read_file(written: str, format: FileFormat) -> FileReader:
    """The values of a JSON document by place, and findings; `refuse` what must not stand.

    Raises UserError when it is not a JSON object.
    """
    try:
        data = json.loads(written)
    except ValueError as error:
        raise UserError(
            f"The {format.what} is not JSON: {error}.", do=f"See {format.manual} for an example."
        ) from error
    if not isinstance(data, dict):
        raise UserError(
            f"The {format.what} should hold one JSON object.",
            do=f"See {format.manual} for an example.",
        )
    reader = FileReader(data, format)
    reader.read()
    return reader
