"""The parts of the talk guide: sentences to say, what to heed, lines to give, hard words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mortgage_collect.core.words import Language
from mortgage_collect.documents.talk_guide import Guide, Step
from mortgage_collect.documents.terms import terms
from mortgage_collect.queries.talking import Said
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section


def said_part(within: QWidget, said: Said) -> Section:
    """Set words, exactly as they are to be said, with what they rest on."""
    part = Section(said.words.title)
    if said.says:
        part.add(label(f"\u201c{said.says}\u201d", "strong", wrap=True))
    if not said.reviewed:
        part.add(label(within.tr("Translation not reviewed."), "caption", wrap=True))
    part.add(label(said.words.heed, "body", wrap=True))
    cites = ", ".join(map(str, said.words.cites))
    part.add(
        label(within.tr("{0} \u2013 version {1}").format(cites, said.words.version), "caption")
    )
    return part


def step_part(within: QWidget, step: Step, blanks: dict[str, str]) -> Section:
    """One part of the call."""
    part = Section(step.title)
    for sentence in step.say:
        part.add(label(f"\u201c{sentence.format(**blanks)}\u201d", "body", wrap=True))
    for note in step.heed:
        part.add(label(f"\u2022 {note}", "muted", wrap=True))
    return part


def help_lines(within: QWidget, found: Guide, tried: frozenset[str]) -> Section:
    """Signs of distress, what to do then, and whom to call."""
    part = Section(within.tr("Signs of distress, and lines to give"))
    for sign in found.hear:
        part.add(label(f"\u2022 {sign}", "muted", wrap=True))
    for at, act in enumerate(found.do, 1):
        part.add(label(f"{at}. {act}", "body", wrap=True))
    for line in found.lines:
        part.add(label(f"{line.name}: {line.number}", "strong", wrap=True))
        part.add(label(line.about, "body", wrap=True))
        said = line.source
        if line.number in tried:
            said = within.tr("Tried or read by the bank.")
        elif not line.verified:
            # Nobody can check it while somebody needs it: that is done beforehand.
            said += within.tr(" To be tried beforehand: The law, To confirm (Ctrl+L).")
        part.add(label(said, "caption", wrap=True))
    return part


def hard_words(within: QWidget, language: Language) -> Section:
    """Words of the trade, in plain ones."""
    part = Section(within.tr("Hard words in plain ones"))
    for term in terms(language):
        part.add(label(term.line, "body", wrap=True))
    return part
