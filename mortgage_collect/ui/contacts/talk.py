"""Ctrl+G: the talk guide. Sure of the person first; only then words about the debt."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Direction, Identity, Language
from mortgage_collect.documents.talk_guide import guide
from mortgage_collect.queries.talking import Speaker, Talk
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.contacts.talk_parts import hard_words, help_lines, said_part, step_part
from mortgage_collect.ui.contacts.view_model import EntryModel
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, SNUG


def _talk(session: Any, loan_id: int, caller: str, at: Any) -> Talk:
    with waking:
        from mortgage_collect.queries.talking import talk
    return talk(session, loan_id, caller, at)


class TalkPanel(Sheet):
    """What is ticked here is kept with the contact that is being written down in the strip."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Talk guide"))
        self._desk, self._loan_id = desk, loan_id
        self._talk: Talk | None = None
        self._entry: EntryModel | None = None
        self._made_for: tuple[object, ...] = ()
        self.asks: dict[Identity, QCheckBox] = {}
        self._build_way()
        self._build_identity()
        self.disclosure = QCheckBox(self.tr("Said"))
        self.disclosure.setAccessibleName(self.tr("They were told who we are"))
        self.disclosure.toggled.connect(lambda on: self._write(disclosed=on))
        self._words = QVBoxLayout()
        self._steps = QVBoxLayout()
        self._help = QVBoxLayout()
        for part in (self._words, self._steps, self._help):
            part.setSpacing(theme_of(self).px(SNUG))
            self.body.addLayout(part)
        self.body.addWidget(
            label(self.tr("Our own words; counsel has not reviewed them."), "caption", wrap=True)
        )
        self.body.addStretch(1)
        self.starts_at(self.ours)
        desk.runner.changed.connect(self._on_changed)

    # -- building -----------------------------------------------------------------------------

    def _build_way(self) -> None:
        self.ours, self.theirs = (
            button(self.tr("We called")),
            button(self.tr("They called")),
        )
        row = QHBoxLayout()
        row.setSpacing(theme_of(self).px(SNUG))
        self._ways = QButtonGroup(self)
        for made in (self.ours, self.theirs):
            made.setCheckable(True)
            dress(made, result=True)
            self._ways.addButton(made)
            row.addWidget(made)
        self.sure = Chip(self.tr("Sure of the person"), "clear")
        self.unsure = Chip(self.tr("Not sure of the person yet"), "caution")
        row.addStretch(1)
        row.addWidget(self.sure)
        row.addWidget(self.unsure)
        self.sure.hide()
        self.body.addLayout(row)
        self._ways.buttonClicked.connect(self._on_way)

    def _build_identity(self) -> None:
        self.who_box = Section(self.tr("Who is on the line?"))
        self.who_says = label("", "body", wrap=True)
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(theme_of(self).px(HAIR))
        self.who_box.add(self.who_says)
        held = QWidget()
        held.setLayout(self._ticks)
        self._ticks.setContentsMargins(0, 0, 0, 0)
        self.who_box.add(held)
        self.body.addWidget(self.who_box)

    # -- showing ------------------------------------------------------------------------------

    def enter(self) -> None:
        self._follow()
        (self.theirs if self._inbound else self.ours).setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _follow(self) -> None:
        """The strip is made after the window: its entry is met when the guide is first opened."""
        entry = self._desk.entry()
        if entry is None or entry is self._entry:
            return
        self._entry = entry
        entry.written.connect(self._show)
        entry.restored.connect(lambda _: self._show())

    def _ask(self) -> None:
        at, user, loan_id = self._desk.clock.now(), self._desk.user, self._loan_id
        self._desk.runner.look(
            lambda session: _talk(session, loan_id, user, at), done=self._take, newest="talk"
        )

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and f"loan:{self._loan_id}" in touched:
            self._ask()

    def _take(self, found: Talk) -> None:
        self._talk = found
        self._show_asks()
        self._show()

    @property
    def _inbound(self) -> bool:
        return self._draft_of("direction") is Direction.INBOUND

    @property
    def _here(self) -> EntryModel | None:
        entry = self._entry
        return entry if entry is not None and entry.loan_id == self._loan_id else None

    def _draft_of(self, name: str) -> Any:
        entry = self._here
        return getattr(entry.draft, name) if entry else None

    @property
    def speaker(self) -> Speaker | None:
        entry, found = self._here, self._talk
        if found is None:
            return None
        chosen = entry.light.person_id if entry and entry.light else None
        return found.speaker(chosen) or (found.people[0] if found.people else None)

    def _show_asks(self) -> None:
        empty(self._ticks)
        self.asks = {}
        speaker = self.speaker
        for each in speaker.asks if speaker else ():
            weak = self.tr(" ({0})").format(each.weak) if each.weak else ""
            tick = QCheckBox(f"{each.identity.label}: {each.answer}{weak}")
            tick.setChecked(each.identity in (self._draft_of("identity") or ()))
            tick.toggled.connect(self._on_tick)
            self.asks[each.identity] = tick
            self._ticks.addWidget(tick)

    def _on_tick(self) -> None:
        ticked = tuple(identity for identity, tick in self.asks.items() if tick.isChecked())
        self._write(identity=ticked)

    def _on_way(self, chosen: QPushButton) -> None:
        way = Direction.INBOUND if chosen is self.theirs else Direction.OUTBOUND
        self._write(direction=way)

    def _write(self, **now: object) -> None:
        entry = self._here
        if entry is not None and any(
            getattr(entry.draft, name) != value for name, value in now.items()
        ):
            entry.write(**now)

    def _show(self) -> None:
        found, speaker, entry = self._talk, self.speaker, self._here
        if found is None:
            return
        self.who.say(speaker.name if speaker else self.tr("Nobody is on file for this loan."))
        (self.theirs if self._inbound else self.ours).setChecked(True)
        sure = entry is not None and entry.sure
        self.sure.setVisible(sure)
        self.unsure.setVisible(not sure)
        self._show_who(speaker)
        # A tick changes no words: they are made anew only when something of theirs is another.
        made_for = (found, speaker, sure, self._inbound)
        if made_for != self._made_for:
            self._made_for = made_for
            self._show_words(found, speaker, sure)
            self._show_steps(found, speaker, sure)
        self.disclosure.setChecked(bool(self._draft_of("disclosed")))

    def _show_who(self, speaker: Speaker | None) -> None:
        ticked = self._draft_of("identity") or ()
        for identity, tick in self.asks.items():
            tick.blockSignals(True)
            tick.setChecked(identity in ticked)
            tick.blockSignals(False)
        if speaker is None or not speaker.asks:
            self.who_says.setText(
                self.tr(
                    "The file holds nothing to be sure of them by. Say nothing of the loan, and ask"
                    " them to come by or to write."
                )
            )
            return
        asked = text.count(speaker.questions, "thing")
        self.who_says.setText(
            self.tr(
                "Ask {0}, let {1} answer, and tick what was right. The answers are not kept."
            ).format(asked, speaker.name)
        )

    def _show_words(self, found: Talk, speaker: Speaker | None, sure: bool) -> None:
        self.disclosure.setParent(None)
        empty(self._words)
        if speaker is None:
            return
        if speaker.disclosure is not None and sure:
            part = said_part(self, speaker.disclosure)
            part.add(self.disclosure)
            self._words.addWidget(part)
        if not sure:
            self._words.addWidget(said_part(self, speaker.third_party))
            self._words.addWidget(said_part(self, speaker.voicemail))
        if found.collector is None:
            self._words.addWidget(
                label(
                    self.tr("Whether we are a debt collector here is not known: {0}").format(
                        found.why
                    ),
                    "caption",
                    wrap=True,
                )
            )

    def _show_steps(self, found: Talk, speaker: Speaker | None, sure: bool) -> None:
        empty(self._steps)
        way = Direction.INBOUND if self._inbound else Direction.OUTBOUND
        blanks = {**found.blanks, "person": speaker.name if speaker else ""}
        language = speaker.language if speaker else Language.ENGLISH
        if language is not Language.ENGLISH:
            unread = self.tr("They speak {0}. Nobody has reviewed these translations.")
            self._steps.addWidget(label(unread.format(language.label), "caption", wrap=True))
        found_guide = guide(language)
        for step in found_guide.steps_of(way, sure=sure):
            self._steps.addWidget(step_part(self, step, blanks))
        empty(self._help)
        self._help.addWidget(help_lines(self, found_guide, found.lines_tried))
        self._help.addWidget(hard_words(self, language))
