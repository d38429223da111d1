"""What a plan comes to: how long, until when, and each limit in a sentence, kept or not."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import ZERO
from mortgage_collect.review.ratios import ratio_text
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of
from mortgage_collect.workout.option import CaseFacts, PlanOffer, Reason

_MARKS: dict[bool, tuple[str, Tone]] = {
    True: ("circle-check", "clear"),
    False: ("triangle-alert", "caution"),
}


class Verdict(QWidget):
    """`show_offer` for a plan that can be made, `show_refusal` for one that cannot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.headline = label("", "title", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.surplus = label("", "strong", wrap=True)
        self.review = button(self.tr("Open the financial review"), kind="link")
        self.review.hide()
        self._reasons = QGridLayout()
        self._reasons.setHorizontalSpacing(theme.px(8))
        self._reasons.setVerticalSpacing(theme.px(4))
        self._reasons.setColumnStretch(1, 1)
        self._made: list[QWidget] = []
        row = QHBoxLayout()
        row.addWidget(self.surplus, 1)
        row.addWidget(self.review)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.headline)
        column.addWidget(self.facts)
        column.addLayout(row)
        column.addSpacing(theme.px(4))
        column.addLayout(self._reasons)

    def show_offer(self, offer: PlanOffer, case: CaseFacts) -> None:
        self.headline.setText(
            self.tr("{0}, current on {1}").format(
                text.count(offer.months, self.tr("month")), text.day(offer.cures_on)
            )
        )
        first = offer.instalments[0]
        parts = [self.tr("First payment {0} on {1}").format(first.total, text.day(first.due_on))]
        if case.policy.cap_percent is not None:
            parts.append(
                self.tr("{0} of the regular payment, {1}% allowed").format(
                    ratio_text(offer.cap_percent_used / 100), case.policy.cap_percent
                )
            )
        parts.append(self.tr("{0} to repay").format(offer.arrears_total))
        self.facts.setText(" \u00b7 ".join(parts))
        self.facts.show()
        self.facts.setFont(tabular(self.facts.font()))
        self._say_surplus(offer, case)
        self._list(offer.reasons)

    def _say_surplus(self, offer: PlanOffer, case: CaseFacts) -> None:
        tone: Tone
        if offer.surplus_after is None or offer.affordable is None:
            tone, words = "caution", self.tr("Surplus unknown: no review tells it yet.")
        elif offer.affordable:
            tone = "clear"
            words = self.tr("Fits: {0} a month is left to them.").format(offer.surplus_after)
        elif offer.surplus_after < ZERO:
            tone = "caution"
            words = self.tr("Over: {0} a month more than the surplus of {1}.").format(
                -offer.surplus_after, case.surplus
            )
        else:
            tone = "caution"
            words = self.tr("Over: only {0} would be left, less than the bank keeps back.").format(
                offer.surplus_after
            )
        self.surplus.setText(words)
        dress(self.surplus, word=tone)
        self.surplus.show()
        self.review.setVisible(offer.affordable is None)

    def show_refusal(self, words: str) -> None:
        """What does not fit, and what would."""
        self.headline.setText(self.tr("No such plan"))
        self.facts.hide()
        self.surplus.setText(words)
        dress(self.surplus, word="caution")
        self.surplus.show()
        self.review.hide()
        self._list(())

    def show_nothing(self, headline: str, words: str, reasons: tuple[Reason, ...] = ()) -> None:
        """Nothing is asked yet: what is on file, and whether a plan can help at all."""
        self.headline.setText(headline)
        self.facts.setText(words)
        self.facts.setVisible(bool(words))
        self.surplus.hide()
        self.review.hide()
        self._list(reasons)

    def _list(self, reasons: tuple[Reason, ...]) -> None:
        for widget in self._made:
            widget.hide()
            self._reasons.removeWidget(widget)
            widget.deleteLater()
        self._made.clear()
        for reason in reasons:
            icon, tone = _MARKS[reason.ok is True]
            at = self._reasons.rowCount()
            mark = Mark(icon, tone, 16)
            mark.setAccessibleName(self.tr("kept") if reason.ok else self.tr("not kept"))
            source = f" ({reason.source})" if reason.source else ""
            words = label(f"{reason.says}{source}", wrap=True)
            self._reasons.addWidget(mark, at, 0)
            self._reasons.addWidget(words, at, 1)
            self._made += [mark, words]
