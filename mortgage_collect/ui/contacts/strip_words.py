"""What the entry strip says beside its fields: why not, the set words, whose number it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.core.words import PointKind
from mortgage_collect.rules.verdict import Need, Verdict
from mortgage_collect.ui.card.guard_words import barred, call_words
from mortgage_collect.ui.contacts.draft import Draft
from mortgage_collect.ui.contacts.origin import NOT_ON_FILE
from mortgage_collect.ui.kit.choice import Choice

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.card import PointRow
    from mortgage_collect.ui.card.view_model import Sight
    from mortgage_collect.ui.contacts.view_model import EntryModel


def _tr(words: str) -> str:
    return QCoreApplication.translate("EntryStrip", words)


def hint(model: EntryModel, narrow: bool) -> str:
    """Why not, or with what care."""
    moment = moment_words(model) if narrow else ""
    found, way, asking = model.assessment, model.way, model.asking
    if found is not None and way is not None and not way.question.rings:
        moment = f"{moment} {found.says}".strip()  # a letter, a text: before anything is picked
        if way.question.on_paper and found.verdict is Verdict.STOP:
            moment += _tr(" Notices the law asks for still go out: Ctrl+Shift+M.")
    elif model.draft.outcome is None:
        return moment
    of_its_own = (
        way is not None and way.question.rings and way.assessment.verdict is not Verdict.CLEAR
    )
    hints = [found.says] if found and (model.asks_reason or of_its_own) else []
    hints = [each for each in hints if each not in moment]
    if asking is not None and asking.assessment.says not in hints:
        hints.append(asking.assessment.says)
    if model.needs is Need.REVIEW:
        hints.append(_tr("It will be reviewed within 30 days."))
    return " ".join([moment, *hints]).strip()


def script(model: EntryModel, narrow: bool) -> str:
    """The set words that go with the result: exactly these."""
    said = model.words
    if said is None:
        return ""
    parts = [f"\u201c{said.says}\u201d" if said.says else said.words.title + "."]
    if not said.reviewed:
        parts.append(_tr("(Translation not reviewed.)"))
    if not narrow:
        parts.append(said.words.heed)
    return " ".join(parts)


def begun_words(draft: Draft) -> str:
    """What the one line says of an entry that is begun."""
    if not draft.begun:
        return _tr("Log contact")
    what = draft.outcome.label if draft.outcome is not None else _tr("Entry")
    return _tr("{0}: not saved yet").format(what)


def number_words(seen: Sight, light: NumberLight) -> str:
    """The number one would dial, with whose it is where that is not the borrower's, and the
    count."""
    point, person = seen.point(light.point_id), seen.person(light.person_id)
    number = text.phone(point.value) if point else _tr("no phone on file")
    number = _tr("number not shown") if barred(light.assessment) else number
    other = person is not None and person.name != seen.card.borrower
    number = f"{person.name}  {number}" if person and other else number
    count = _tr("{0} of {1} about this loan").format(light.used, light.allowed)
    return f"{number}   {count}" if point else number


def origin_choices(model: EntryModel) -> tuple[Choice, ...]:
    """What the person has, each with a digit; of what they began also one nobody has on file."""
    light = model.light
    hidden = light is not None and barred(light.assessment)
    shown = [
        (point.point_id, _tr("ends in {0}").format(point.value[-4:]) if hidden else written(point))
        for point in model.origins
    ]
    if model.theirs:
        shown.append((NOT_ON_FILE, _tr("another, not on file")))
    return tuple(
        Choice(point_id, f"{at}  {words}", str(at)) for at, (point_id, words) in enumerate(shown, 1)
    )


def moment_words(model: EntryModel) -> str:
    """The moment on the borrower's clock, and what the guard says of it."""
    then, light = model.back.then, model.light
    if model.moment is None or then is None or light is None:
        return ""
    said = call_words(light)
    there = _tr("Where they are: {0}.").format(said.clock) if light.local else said.clock + "."
    return f"{there} {said.word}."


def written(point: PointRow) -> str:
    return text.phone(point.value) if point.kind is PointKind.PHONE else point.value
