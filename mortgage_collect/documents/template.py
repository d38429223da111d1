"""Papers as text: a head, paragraphs with {named blanks}, parts that repeat, places for tables.

    title: Repayment plan agreement
    version: 1
    ---
    # A section
    A paragraph with a {blank} and **strong words**.

    - A line under a dot.

    [part interest_note]
    Comes once for each item given under this name; given none, it is left out.
    [end]

    [place schedule]

A blank that is not filled, and a value that no blank asks for, is a Bug which names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug
from mortgage_collect.documents.document import Block, Heading, Note, Paragraph, Run

HEAD = ("title", "version", "date", "language", "citations", "review")
_BLANK = re.compile(r"\{(\w+)\}")
_STRAY = re.compile(r"[{}\[\]]")
_STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_PART = re.compile(r"\[part (\w+)\]")
_PLACE = re.compile(r"\[place (\w+)\]")
_END = "[end]"

Item = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph before its blanks are filled; `kind` is how it will look."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Place:
    name: str


@dataclass(frozen=True, slots=True)
class Template:
    """A template read. `review` says whose eye it still waits for; empty: it has been approved."""

    key: str
    title: str
    version: str
    date: date
    language: str
    citations: tuple[str, ...]
    review: str
    body: tuple[Line | Part | Place, ...]

    @property
    def blanks(self) -> frozenset[str]:
        """Names every use of the template must fill."""
        return _names(each for each in self.body if isinstance(each, Line))

    @property
    def parts(self) -> dict[str, frozenset[str]]:
        """Names of the parts, with the blanks inside each."""
        return {p.name: _names(p.lines) for p in self.body if isinstance(p, Part)}

    @property
    def places(self) -> frozenset[str]:
        return frozenset(each.name for each in self.body if isinstance(each, Place))

    def fill(
        self,
        blanks: Item,
        parts: Mapping[str, Sequence[Item]] | None = None,
        places: Mapping[str, Sequence[Block]] | None = None,
    ) -> tuple[Block, ...]:
        """The blocks with every blank filled. Raises Bug for a missing or an extra name."""
        parts, places = parts or {}, places or {}
        inner = self.parts
        used = self.blanks.union(*inner.values())
        self._same("part", frozenset(parts), frozenset(inner))
        self._same("place", frozenset(places), self.places)
        if extra := sorted(frozenset(blanks) - used):
            raise Bug(f"{self.key}: no blank is called {', '.join(extra)}")
        made = list[Block]()
        for each in self.body:
            match each:
                case Line():
                    made.append(self._filled(each, blanks))
                case Place(name=name):
                    made += places[name]
                case Part(name=name, lines=lines):
                    for item in parts[name]:
                        if extra := sorted(frozenset(item) - inner[name]):
                            raise Bug(
                                f"{self.key}: part {name} has no blank called {', '.join(extra)}"
                            )
                        made += [self._filled(line, {**blanks, **item}) for line in lines]
        return tuple(made)

    def _same(self, what: str, given: frozenset[str], wanted: frozenset[str]) -> None:
        if missing := sorted(wanted - given):
            raise Bug(f"{self.key}: {what} {', '.join(missing)} was not given")
        if extra := sorted(given - wanted):
            raise Bug(f"{self.key}: there is no {what} called {', '.join(extra)}")

    def _filled(self, line: Line, values: Item) -> Block:
        if missing := sorted(frozenset(_BLANK.findall(line.text)) - frozenset(values)):
            raise Bug(f"{self.key}: the blank {', '.join(missing)} was not filled")
        # Split before filling: a value with asterisks in it stays a value.
        runs = tuple(
            Run(_BLANK.sub(lambda found: values[found[1]], text), strong)
            for text, strong in _runs(line.text)
        )
        text = "".join(run.text for run in runs)
        match line.kind:
            case "heading":
                return Heading(text)
            case "note":
                return Note(text)
        return Paragraph(runs, bullet=line.kind == "bullet")


def template(key: str, language: str = "en") -> Template:
    """The template under resources/templates/, as in `template("agreements/repayment_plan")`."""
    name = f"{key}.{language}"
    return parse(name, assets.text(f"templates/{name}.txt"))


def parse(key: str, source: str) -> Template:
    """Reads a template; raises Bug saying what is wrong with it."""
    head, split, body = source.partition("\n---\n")
    if not split:
        raise Bug(f"{key}: no line --- between head and text")
    facts = dict(_head(key, head))
    if list(facts) != list(HEAD):
        raise Bug(f"{key}: the head must have {', '.join(HEAD)}, in this order")
    return Template(
        key=key,
        title=facts["title"],
        version=facts["version"],
        date=date.fromisoformat(facts["date"]),
        language=facts["language"],
        citations=tuple(c.strip() for c in facts["citations"].split(";") if c.strip()),
        review=facts["review"],
        body=tuple(_body(key, body)),
    )


def _head(key: str, head: str) -> Iterator[tuple[str, str]]:
    for line in head.strip().splitlines():
        name, split, value = line.partition(":")
        if not split:
            raise Bug(f"{key}: {line!r} is not a line of a head")
        yield name.strip(), value.strip()


def _body(key: str, body: str) -> Iterator[Line | Part | Place]:
    part, lines = "", list[Line]()
    for text in _paragraphs(body):
        if found := _PART.fullmatch(text):
            if part:
                raise Bug(f"{key}: part {found[1]} begins inside part {part}")
            part, lines = found[1], []
        elif text == _END:
            if not part:
                raise Bug(f"{key}: [end] of no part")
            yield Part(part, tuple(lines))
            part = ""
        elif found := _PLACE.fullmatch(text):
            if part:
                raise Bug(f"{key}: place {found[1]} inside part {part}")
            yield Place(found[1])
        elif part:
            lines.append(_line(key, text))
        else:
            yield _line(key, text)
    if part:
        raise Bug(f"{key}: part {part} has no [end]")


def _paragraphs(body: str) -> Iterator[str]:
    """Paragraphs end at an empty line; a [bracketed] line and a "- " line stand alone."""
    held = list[str]()
    for raw in [*body.splitlines(), ""]:
        line = raw.strip()
        alone = line.startswith("[")
        if held and (not line or alone or line.startswith("- ")):
            yield " ".join(held)
            held = []
        if alone:
            yield line
        elif line:
            held.append(line)


def _line(key: str, text: str) -> Line:
    if _STRAY.search(_BLANK.sub("", text)):
        raise Bug(f"{key}: a bracket that is no blank in {text[:40]!r}")
    for mark, kind in (("# ", "heading"), ("- ", "bullet"), ("> ", "note")):
        if text.startswith(mark):
            return Line(kind, text.removeprefix(mark))
    return Line("text", text)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    for at, piece in enumerate(_STRONG.split(text)):
        if piece:
            yield piece, at % 2 == 1


def _names(lines: Iterator[Line] | Sequence[Line]) -> frozenset[str]:
    return frozenset(name for line in lines for name in _BLANK.findall(line.text))
