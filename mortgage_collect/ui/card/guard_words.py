"""The guard's answer in the words, shape and color of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.core.words import Channel
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.verdict import Basis, Need, Verdict
from mortgage_collect.ui.kit.rows import Tone

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.ways import Way
    from mortgage_collect.rules.guard import Assessment
    from mortgage_collect.rules.rule import Finding

TONES: dict[Verdict, Tone] = {
    Verdict.CLEAR: "clear",
    Verdict.CAUTION: "caution",
    Verdict.STOP: "stop",
}


def _tr(words: str) -> str:
    return QCoreApplication.translate("Guard", words)


def tone(light: NumberLight) -> Tone:
    """Without a number there is nothing to be green about."""
    found = light.assessment
    if light.point_id is None and found.verdict is not Verdict.STOP:
        return "neutral"
    return TONES[found.verdict]


def word(light: NumberLight) -> str:
    """One or two words that stand beside the shape."""
    found = light.assessment
    if light.point_id is None and found.verdict is not Verdict.STOP:
        return _tr("No number")
    return {
        Verdict.CLEAR: _tr("May call"),
        Verdict.CAUTION: _tr("With care"),
        Verdict.STOP: _tr("Do not call"),
    }[found.verdict]


def barred(found: Assessment) -> bool:
    """A stop no reason can set aside: the number itself is then not shown."""
    return found.verdict is Verdict.STOP and not found.may_override


def wants_reason(found: Assessment) -> bool:
    """Whoever called all the same must say why; it is written down either way."""
    return found.verdict is Verdict.STOP


def basis_word(basis: Basis) -> str:
    """By what right a finding speaks."""
    return {
        Basis.LAW: _tr("Law"),
        Basis.POLICY: _tr("Bank policy"),
        Basis.ADVICE: _tr("Not verified"),
        Basis.NOT_BINDING: _tr("Advice only"),
    }[basis]


def finding_tone(finding: Finding) -> Tone:
    return "neutral" if finding.basis is Basis.NOT_BINDING else TONES[finding.verdict]


@dataclass(frozen=True, slots=True)
class CallWords:
    """What the box "May I call?" says about one number."""

    tone: Tone
    word: str
    says: str
    clock: str
    used: str
    next: str
    instead: str

    @property
    def spoken(self) -> str:
        return ". ".join(part for part in (self.word, self.says, self.next) if part)


def call_words(light: NumberLight) -> CallWords:
    """The answer with its clock, count and next permitted moment, each one short line."""
    found = light.assessment
    first = found.deciding[0].says if found.deciding else ""
    walls = {text.clock(wall): [] for _, wall in light.local}  # type: dict[str, list[str]]
    for zone, wall in light.local:
        walls[text.clock(wall)].append(zone)
    clock = ", ".join(f"{wall} {' / '.join(zones)}" for wall, zones in walls.items())
    return CallWords(
        tone=tone(light),
        word=word(light),
        says=_tr("No phone on file. Write, or find a number (Ctrl+E).")
        if tone(light) == "neutral"
        else found.says,
        clock=clock or _tr("Time zone not known"),
        used=_tr("{0} of {1} calls in {2} days").format(light.used, light.allowed, light.window),
        next=_next(light),
        instead=first if found.verdict is Verdict.STOP else "",
    )


_TRIED = {
    Channel.CALL: ("call", ""),
    Channel.TEXT: ("text", ""),
    Channel.EMAIL: ("e-mail", ""),
    Channel.LETTER: ("letter", ""),
    Channel.VISIT: ("visit", ""),
    Channel.PORTAL: ("message in the portal", "messages in the portal"),
}


def tried_words(attempts: tuple[tuple[Channel, int], ...]) -> str:
    """ "2 calls, 1 text": what we tried of late, on every channel."""
    said = [text.count(number, *_TRIED[channel]) for channel, number in attempts]
    return ", ".join(said) or _tr("Nothing tried")


OTHER_WAYS = (Question.MAY_TEXT, Question.MAY_EMAIL, Question.MAY_WRITE, Question.MAY_VISIT)


def ways_words(ways: tuple[Way, ...]) -> str:
    """The other channels by the mildest answer to each: what may be done, and what may not."""
    best: dict[Question, Verdict] = {}
    for way in ways:
        found = way.assessment.verdict
        best[way.question] = min(best.get(way.question, found), found)
    names = {
        Verdict.CLEAR: _tr("may: {0}"),
        Verdict.CAUTION: _tr("with care: {0}"),
        Verdict.STOP: _tr("not: {0}"),
    }
    said = []
    for verdict, words in names.items():
        acts = [each.act for each in OTHER_WAYS if best.get(each) is verdict]
        if acts:
            said.append(words.format(", ".join(acts)))
    return "; ".join(said) or "\u2013"


def _next(light: NumberLight) -> str:
    found = light.assessment
    if tone(light) == "neutral":
        return "\u2013"
    if found.next_permitted is None:
        return _tr("Not while this stands")
    if found.verdict is not Verdict.STOP:
        return _tr("Now")
    local = light.local[0][1].tzinfo if light.local else found.at.tzinfo
    then = found.next_permitted.astimezone(local)
    return f"{text.weekday(then)}, {text.clock(then)}"


def act_word(act: Question) -> str:
    """The act as a choice."""
    return {
        Question.MAY_CALL: _tr("Call"),
        Question.MAY_LEAVE_MESSAGE: _tr("Leave a message"),
        Question.MAY_TEXT: _tr("Text"),
        Question.MAY_EMAIL: _tr("E-mail"),
        Question.MAY_WRITE: _tr("Letter"),
        Question.MAY_VISIT: _tr("Visit"),
        Question.MAY_ASK_THIRD_PARTY: _tr("Ask others where they are"),
    }[act]


def way_words(found: Assessment) -> CallWords:
    """The answer to any act: its count where one is kept, and when it is possible."""
    count = found.count
    stopped = found.verdict is Verdict.STOP
    return CallWords(
        tone=TONES[found.verdict],
        word={
            Verdict.CLEAR: _tr("You may {0}"),
            Verdict.CAUTION: _tr("With care: {0}"),
            Verdict.STOP: _tr("Do not {0}"),
        }[found.verdict].format(found.question.act),
        says=found.says,
        clock="",
        used=_tr("{0} of {1} in {2} days").format(count.used, count.allowed, count.days)
        if count
        else "",
        next=_tr("Now") if not stopped else found.spoken or _tr("Not while this stands"),
        instead=found.instead,
    )


def needs_words(found: Assessment) -> str:
    """What a stop asks for before it is set aside; "" where there is none, or no way past it."""
    if found.needs is None:
        return _tr("nobody may set it aside") if found.verdict is Verdict.STOP else ""
    return {
        Need.REASON: _tr("set aside with a reason"),
        Need.SECOND_PERSON: _tr("set aside by a second person"),
        Need.REVIEW: _tr("set aside with a reason, and reviewed later"),
    }[found.needs]
