"""The right column: may I call, what comes next, what is due, promises, plan, papers, flags."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import PromiseStatus
from mortgage_collect.queries.card_rows import TalkRow
from mortgage_collect.ui.card.call_box import CallBox
from mortgage_collect.ui.card.due_box import DueBox
from mortgage_collect.ui.card.flags import FlagBox
from mortgage_collect.ui.card.section import Section
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label, rule
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of


def talk_words(talk: TalkRow) -> str:
    """What the last talk told, in a line: its day, and every aim that was spoken of."""
    aims = (talk.reason, talk.ability, talk.intent, talk.occupancy, talk.commitment)
    said = ", ".join(aim.label.lower() for aim in aims if aim is not None)
    return f"{text.short_day(talk.on)}: {said}"


class Side(QFrame):
    """Every part keeps its place for every loan; what is not there is said."""

    def __init__(self, desk: Desk, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        dress(self, side=True)
        self.setAccessibleName(self.tr("May I call, and what stands"))
        self.call = CallBox(desk, model)
        self.next = Section(self.tr("Next"))
        self.due = DueBox(desk)
        self.matters = Section(self.tr("Matters"))
        self.promises = Section(self.tr("Promises"))
        self.plan = Section(self.tr("Plan"))
        self.review = Section(self.tr("Financial review"))
        self.papers = Section(self.tr("Documents"))
        self.flags = FlagBox(desk, model)
        for section, key, words in (
            (self.matters, "matters", self.tr("Open")),
            (self.promises, "promise", self.tr("Add")),
            (self.plan, "plan", self.tr("Open")),
            (self.review, "review", self.tr("Open")),
        ):
            made = section.act(button(words, kind="link"))
            made.setAccessibleName(f"{words}: {section.title.text()}")
            made.clicked.connect(lambda _=False, key=key: desk.open_panel(key))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme_of(self).px(8))
        column.setSpacing(0)
        parts = (
            self.next,
            self.due,
            self.matters,
            self.promises,
            self.plan,
            self.review,
            self.papers,
            self.flags,
        )
        self._parts = parts
        column.addWidget(self.call)
        for part in parts:
            column.addWidget(part)
            if part is not parts[-1]:
                column.addWidget(rule())
        column.addStretch(1)
        model.shown.connect(self.show_sight)

    def take_call(self) -> None:
        """The light comes back to the top of this column."""
        self._column.insertWidget(0, self.call)

    def hold(self, held: bool) -> None:
        """All but the light and the flags waits until somebody is sure of the person."""
        for part in self._parts:
            if part is not self.flags:
                part.hold(held)

    def show_sight(self, seen: Sight) -> None:
        card = seen.card
        when = f"{card.next_action or self.tr('follow up')} \u2013 " if card.next_action_on else ""
        next_on = text.weekday(card.next_action_on) if card.next_action_on else ""
        self._say(self.next, when + next_on, self.tr("No next action set."))
        self.due.show_sight(seen)
        self._show_matters(seen)
        self._show_promises(seen)
        if card.talk is not None:
            told = label(talk_words(card.talk), "muted", wrap=True)
            told.setAccessibleName(self.tr("The last talk: {0}").format(told.text()))
            self.next.body.addWidget(told)
        plan = card.plan
        self._say(
            self.plan,
            self.tr("{0} of {1} paid \u2013 {2}").format(
                plan.paid, plan.installments, plan.status.label.lower()
            )
            if plan
            else "",
            self.tr("No plan."),
        )
        if plan and plan.next_due_on and plan.next_amount:
            due = self.tr("{0} due {1}").format(plan.next_amount, text.weekday(plan.next_due_on))
            self.plan.body.addWidget(label(due, "muted"))
        review = card.review
        self._say(
            self.review,
            self.tr("No. {0} \u2013 {1}").format(review.number, review.status.label.lower())
            if review
            else "",
            self.tr("None yet."),
        )
        if review:
            link = button(
                self.tr("Figures and versions"),
                lambda: self._desk.open_panel("reviews"),
                kind="link",
            )
            self.review.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        for each in card.reviews_elsewhere[:2]:
            when = text.short_day(self._desk.local(each.finished_at).date())
            words = self.tr("Loan {0}: No. {1}, {2}").format(each.ends_in, each.number, when)
            told = label(words, "muted")
            told.setToolTip(text.listed(each.people))
            self.review.body.addWidget(told)
        self.papers.clear()
        for paper in card.documents[:4]:
            # The title alone: with its status beside it the column would be pushed too wide.
            link = button(paper.title, kind="link", hint=paper.title)
            link.clicked.connect(
                lambda _=False, which=paper.document_id: self._desk.open_panel(
                    "document", document_id=which
                )
            )
            self.papers.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            made = self._desk.local(paper.made_at).date()
            about = f"{paper.status.label} \u2013 {text.short_day(made)}"
            self.papers.body.addWidget(label(about, "muted"))
        if not card.documents:
            self.papers.body.addWidget(label(self.tr("No documents yet."), "muted"))

    def _show_matters(self, seen: Sight) -> None:
        """Those that are open, each with the last step that counts."""
        self.matters.clear()
        going = [matter for matter in seen.matters if matter.closed_on is None]
        for matter in going:
            self.matters.body.addWidget(label(matter.title, wrap=True))
            if (step := matter.standing) is not None:
                words = f"{step.label} \u2013 {text.short_day(step.on)}"
                self.matters.body.addWidget(label(words, "muted", wrap=True))
        if not going:
            self.matters.body.addWidget(label(self.tr("None is open."), "muted"))

    def _show_promises(self, seen: Sight) -> None:
        card = seen.card
        self.promises.clear()
        counted = self.tr("{0} kept, {1} broken").format(card.kept, card.broken)
        said = counted if card.promises else self.tr("None made.")
        self.promises.body.addWidget(label(said, "body" if card.promises else "muted"))
        for promise in card.promises:
            if promise.status is PromiseStatus.OPEN:
                words = self.tr("{0} by {1}").format(promise.amount, text.weekday(promise.due_on))
                self.promises.body.addWidget(label(words, "strong"))

    def _say(self, section: Section, words: str, otherwise: str) -> None:
        section.clear()
        section.body.addWidget(label(words or otherwise, "body" if words else "muted", wrap=True))
