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

    ~ A sentence to say on the telephone; the paper leaves it out.

    [passage credit]

A blank that is not filled, and a value that no blank asks for, is a Bug which names it. A passage
is what several papers of a folder share: the lines under `== credit` in its passages file, with
their own parts and sentences to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug
from mortgage_collect.documents.document import Block, Heading, Note, Paragraph, Run

HEAD = ("title", "version", "date", "language", "citations", "review")
TRANSLATION = "reviewed"
"""The last line of a translation's head: yes, or no while nobody has approved it."""
_BLANK = re.compile(r"\{(\w+)\}")
_STRAY = re.compile(r"[{}\[\]]")
_STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_PART = re.compile(r"\[part (\w+)\]")
_PLACE = re.compile(r"\[place (\w+)\]")
_PASSAGE = re.compile(r"^\[passage (\w+)\]$", re.MULTILINE)
_SECTION = re.compile(r"^== (\w+)$", re.MULTILINE)
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
    """A template read. `review` says whose eye it still waits for; empty: it has been approved.

    `reviewed` of a translation is False until somebody who knows both languages has read it; None
    where the text is no translation.
    """

    key: str
    title: str
    version: str
    date: date
    language: str
    citations: tuple[str, ...]
    review: str
    body: tuple[Line | Part | Place, ...]
    reviewed: bool | None = None

    @property
    def blanks(self) -> frozenset[str]:
        """Names every use of the template must fill."""
        return _names(each for each in self.body if isinstance(each, Line))

    @property
    def parts(self) -> dict[str, frozenset[str]]:
        """Names of the parts, with the blanks inside each, wherever it comes."""
        found = dict[str, frozenset[str]]()
        for each in self.body:
            if isinstance(each, Part):
                found[each.name] = found.get(each.name, frozenset()) | _names(each.lines)
        return found

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
        self._same("place", frozenset(places), self.places)
        made = list[Block]()
        for each, values in self._lines(blanks, parts):
            if isinstance(each, Place):
                made += places[each.name]
            elif each.kind != "say":
                made.append(self._filled(each, values))
        return tuple(made)

    def spoken(
        self, blanks: Item, parts: Mapping[str, Sequence[Item]] | None = None
    ) -> tuple[str, ...]:
        """The sentences to say, filled. Raises Bug for a missing or an extra name."""
        return tuple(
            "".join(run.text for run in self._runs_of(each, values))
            for each, values in self._lines(blanks, parts or {})
            if isinstance(each, Line) and each.kind == "say"
        )

    def _lines(
        self, blanks: Item, parts: Mapping[str, Sequence[Item]]
    ) -> Iterator[tuple[Line | Place, Item]]:
        """Every line with the values of its blanks, and every place, in order."""
        inner = self.parts
        used = self.blanks.union(*inner.values())
        self._same("part", frozenset(parts), frozenset(inner))
        if extra := sorted(frozenset(blanks) - used):
            raise Bug(f"{self.key}: no blank is called {', '.join(extra)}")
        for each in self.body:
            if not isinstance(each, Part):
                yield each, blanks
                continue
            for item in parts[each.name]:
                if extra := sorted(frozenset(item) - inner[each.name]):
                    raise Bug(
                        f"{self.key}: part {each.name} has no blank called {', '.join(extra)}"
                    )
                for line in each.lines:
                    yield line, {**blanks, **item}

    def _same(self, what: str, given: frozenset[str], wanted: frozenset[str]) -> None:
        if missing := sorted(wanted - given):
            raise Bug(f"{self.key}: {what} {', '.join(missing)} was not given")
        if extra := sorted(given - wanted):
            raise Bug(f"{self.key}: there is no {what} called {', '.join(extra)}")

    def _filled(self, line: Line, values: Item) -> Block:
        runs = self._runs_of(line, values)
        text = "".join(run.text for run in runs)
        match line.kind:
            case "heading":
                return Heading(text)
            case "note":
                return Note(text)
        return Paragraph(runs, bullet=line.kind == "bullet")

    def _runs_of(self, line: Line, values: Item) -> tuple[Run, ...]:
        if missing := sorted(frozenset(_BLANK.findall(line.text)) - frozenset(values)):
            raise Bug(f"{self.key}: the blank {', '.join(missing)} was not filled")
        # Split before filling: a value with asterisks in it stays a value.
        return tuple(
            Run(_BLANK.sub(lambda found: values[found[1]], text), strong)
            for text, strong in _runs(line.text)
        )


def template(key: str, language: str = "en") -> Template:
    """The template under resources/templates/, as in `template("agreements/repayment_plan")`.

    The version of one with passages is its own and theirs, as in "2.1".
    """
    name = f"{key}.{language}"
    source = assets.text(f"templates/{name}.txt")
    if not _PASSAGE.search(source):
        return parse(name, source)
    held = f"{key.rpartition('/')[0]}/passages.{language}"
    head, _, written = assets.text(f"templates/{held}.txt").partition("\n---\n")
    shared = parse(held, f"{head}\n---\n")
    own = parse(name, _PASSAGE.sub(lambda found: _passages(held, written, found[1]), source))
    return replace(
        own,
        version=f"{own.version}.{shared.version}",
        date=max(own.date, shared.date),
        citations=tuple(dict.fromkeys((*own.citations, *shared.citations))),
        review=own.review or shared.review,
    )


def _passages(held: str, written: str, name: str) -> str:
    """The text of one passage. Raises Bug when there is none of this name."""
    _, *pieces = _SECTION.split(written)
    found = dict(zip(pieces[::2], pieces[1::2], strict=True))
    if name not in found:
        raise Bug(f"{held}: there is no passage {name}")
    return f"\n{found[name].strip()}\n"


def parse(key: str, source: str) -> Template:
    """Reads a template; raises Bug saying what is wrong with it."""
    head, split, body = source.partition("\n---\n")
    if not split:
        raise Bug(f"{key}: no line --- between head and text")
    facts = dict(_head(key, head))
    if tuple(name for name in facts if name != TRANSLATION) != HEAD:
        raise Bug(f"{key}: the head must have {', '.join(HEAD)}, in this order")
    reviewed = facts.get(TRANSLATION)
    if reviewed not in (None, "yes", "no"):
        raise Bug(f"{key}: reviewed is yes or no, not {reviewed!r}")
    return Template(
        key=key,
        title=facts["title"],
        version=facts["version"],
        date=date.fromisoformat(facts["date"]),
        language=facts["language"],
        citations=tuple(c.strip() for c in facts["citations"].split(";") if c.strip()),
        review=facts["review"],
        body=tuple(_body(key, body)),
        reviewed=None if reviewed is None else reviewed == "yes",
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
    """Paragraphs end at an empty line; a [bracketed] line stands alone; "- " and "~ " begin one."""
    held = list[str]()
    for raw in [*body.splitlines(), ""]:
        line = raw.strip()
        alone = line.startswith("[")
        if held and (not line or alone or line.startswith(("- ", "~ "))):
            yield " ".join(held)
            held = []
        if alone:
            yield line
        elif line:
            held.append(line)


def _line(key: str, text: str) -> Line:
    if _STRAY.search(_BLANK.sub("", text)):
        raise Bug(f"{key}: a bracket that is no blank in {text[:40]!r}")
    for mark, kind in (("# ", "heading"), ("- ", "bullet"), ("> ", "note"), ("~ ", "say")):
        if text.startswith(mark):
            return Line(kind, text.removeprefix(mark))
    return Line("text", text)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    for at, piece in enumerate(_STRONG.split(text)):
        if piece:
            yield piece, at % 2 == 1


def _names(lines: Iterator[Line] | Sequence[Line]) -> frozenset[str]:
    return frozenset(name for line in lines for name in _BLANK.findall(line.text))
