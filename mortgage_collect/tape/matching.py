"""Columns to fields: by name where the values agree, by values where the name is doubtful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mortgage_collect.core.text import listed
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import TapeKind
from mortgage_collect.tape import evidence
from mortgage_collect.tape.cells import Cell, Row, letter, shown
from mortgage_collect.tape.fields import all_fields, dictionary, fold, lookup, normalize
from mortgage_collect.tape.headers import Look
from mortgage_collect.tape.recognition import ColumnMatch, Confidence, Question
from mortgage_collect.tape.values import is_blank

Saved = Mapping[int | str, str]


def match_columns(
    look: Look,
    sample: Sequence[Row],
    kind: TapeKind,
    mapping: Saved,
    as_of: date | None,
    how: Confidence = Confidence.SAVED,
) -> tuple[list[ColumnMatch], list[Question]]:
    """Every column with its field, and what is to be asked. `mapping` wins; `how` says of it how
    it is known."""
    known = dictionary(kind)
    width = _width(look, sample)
    headers = [*look.headers, *[""] * (width - len(look.headers))]
    cells = [[row.at(at) for row in sample] for at in range(width)]
    day = as_of or (look.as_of[0].day if look.as_of else None)
    matches: list[ColumnMatch | None] = [None] * width
    questions: list[Question] = []
    taken: dict[str, list[int]] = {}
    doubtful: list[tuple[int, tuple[str, ...]]] = []

    def settle(at: int, field: str | None, how: Confidence, why: str = "") -> None:
        examples = [shown(c) for c in cells[at][:50] if not is_blank(c)][:3]
        matches[at] = ColumnMatch(at, headers[at], field, how, why, tuple(examples))
        if field:
            taken.setdefault(field, []).append(at)

    def ask(text: str, at: int, among: tuple[str, ...], suggested: str | None = None) -> None:
        questions.append(Question(text, at, among, suggested))

    by_header = {fold(key): field for key, field in mapping.items() if isinstance(key, str)}
    for at in range(width):
        saved = mapping.get(at, by_header.get(fold(headers[at])) if headers[at] else None)
        if saved is not None:
            settle(at, saved or None, how)
    for at, header in enumerate(headers):
        if matches[at] is not None:
            continue
        names, found = lookup(header, kind) if header else ((), "")
        names = tuple(n for n in names if not any(_is_saved(matches[p]) for p in taken.get(n, ())))
        if not names:
            settle(at, None, Confidence.NONE)
        elif found == "ambiguous":
            doubtful.append((at, names))
        elif evidence.fit(known.fields[names[0]], cells[at]) < evidence.FITS:
            label = known.fields[names[0]].label
            settle(
                at, None, Confidence.NONE, f"named like {label}, but its values are of another kind"
            )
            ask(
                f'Is column {letter(at)} "{header}" really {label}? Its values look otherwise.',
                at,
                names,
            )
        else:
            settle(at, names[0], Confidence.EXACT if found == "exact" else Confidence.ALIKE)
    _settle_rivals(matches, taken, cells, questions)
    for at, names in doubtful:
        others = {field: cells[places[0]] for field, places in taken.items() if places}
        fitting = [n for n in names if evidence.fit(known.fields[n], cells[at]) >= evidence.FITS]
        field, why = evidence.resolve(fitting, cells[at], others, day, kind is TapeKind.CUSTOMERS)
        settle(at, field, Confidence.VALUES if field else Confidence.NONE, why)
        labels = listed([known.fields[name].label for name in names], "or")
        ask(f'Column {letter(at)} "{headers[at]}": {labels}?', at, names, field)
    _suggest(matches, taken, questions, kind)
    return [match for match in matches if match is not None], questions


def _width(look: Look, sample: Sequence[Row]) -> int:
    """How many columns the table has; in delimited text a single long record is no column."""
    widths = sorted(len(row.cells) for row in sample)
    delimited = bool(look.sheet.notes.delimiter)
    return max(len(look.headers), widths[len(widths) // 2] if delimited else widths[-1])


def _is_saved(match: ColumnMatch | None) -> bool:
    return match is not None and match.confidence in (Confidence.SAVED, Confidence.LAYOUT)


def _settle_rivals(
    matches: list[ColumnMatch | None],
    taken: dict[str, list[int]],
    cells: Sequence[Sequence[Cell]],
    questions: list[Question],
) -> None:
    """Two columns for one field: a better match, or fewer repeats of a loan number, else nobody."""
    order = list(Confidence)
    for field, places in taken.items():
        if len(places) < 2:
            continue
        found = [(order.index(match.confidence), at) for at in places if (match := matches[at])]
        best = min(found)[0]
        first = [at for how, at in found if how == best]
        winner: int | None = first[0] if len(first) == 1 else None
        if field == "loan_number":
            winner = max(places, key=lambda at: (evidence.distinct(cells[at]), -at))
        elif winner is None and all(cells[at] == cells[first[0]] for at in first):
            winner = first[0]
        for at in places:
            if at != winner and (match := matches[at]):
                matches[at] = replace(
                    match,
                    field=None,
                    confidence=Confidence.NONE,
                    why="another column claims the same",
                )
        taken[field] = [] if winner is None else [winner]
        names = listed([f'{letter(at)} "{m.header}"' for at in places if (m := matches[at])])
        text = f"Columns {names} could all be {all_fields()[field].label}: which one is?"
        if winner is None:
            needed = all_fields()[field].need == "required"
            asked = Question(text, None, (field,), None, needed, tuple(places))
        else:
            asked = Question(text, winner, (field,), field)
        questions.append(asked)


def _suggest(
    matches: list[ColumnMatch | None],
    taken: Mapping[str, list[int]],
    questions: list[Question],
    kind: TapeKind,
) -> None:
    """Names that come close are asked about, never applied."""
    with waking:
        from rapidfuzz import fuzz, process

    known = dictionary(kind)
    asked = {question.position for question in questions}
    asked |= {at for question in questions for at in question.columns}
    choices = {
        key: names for key, names in known.alike.items() if not all(taken.get(n) for n in names)
    }
    for match in matches:
        if match is None or match.field or not match.header or match.position in asked:
            continue
        plain = normalize(match.header)
        found = process.extractOne(
            plain, choices.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=88
        )
        if found and len(plain) > 4:
            names = tuple(name for name in choices[found[0]] if not taken.get(name))
            label = known.fields[names[0]].label
            text = f'Column {letter(match.position)} "{match.header}": is it {label}?'
            questions.append(Question(text, match.position, names, None))
