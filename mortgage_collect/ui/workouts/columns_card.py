"""The columns with what belongs under them: reasons of the one in hand, and the other options."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, SNUG, TIGHT
from mortgage_collect.ui.workouts.columns import OptionColumns
from mortgage_collect.ui.workouts.others import OtherRow, Others
from mortgage_collect.ui.workouts.reasons import ReasonList
from mortgage_collect.ui.workouts.view_model import OptionsModel


class ColumnsCard(QFrame):
    """`show_options` when anything has changed; it follows the column one is on by itself."""

    def __init__(self, model: OptionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        theme = theme_of(self)
        dress(self, card=True)
        self.columns = OptionColumns()
        self.more = label("", "caption")
        self.here = label("", "strong")
        self.reasons = ReasonList()
        self.others = Others()
        self.under = QWidget()
        below = QVBoxLayout(self.under)
        below.setContentsMargins(theme.px(SNUG), theme.px(HAIR), theme.px(SNUG), 0)
        below.setSpacing(theme.px(3))
        for widget in (self.more, self.here, self.reasons, self.others):
            below.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(SNUG), theme.px(TIGHT), theme.px(TIGHT), theme.px(SNUG))
        column.setSpacing(theme.px(TIGHT))
        column.addWidget(self.columns)
        column.addWidget(self.under)
        self.columns.moved.connect(self.show_here)

    def show_options(self) -> None:
        """Every column, and the options that are in none."""
        model = self._model
        tried = frozenset(each.key for each in model.columns if model.is_tried(each.key))
        self.columns.options.show_options(model.columns, model.key, tried)
        if (found := model.evaluation) is not None:
            self.others.show_rows([OtherRow(each, found.lost(each.key)) for each in model.others])
        self.show_here()

    def show_here(self) -> None:
        """What speaks against the column one is on; a picked one says it all further down."""
        result = self.columns.options.result(self.columns.column)
        many, shown = len(self._model.columns), len(self.columns.shown)
        self.more.setVisible(shown < many)
        words = self.tr("{0} of {1} options shown: Right brings the next")
        self.more.setText(words.format(shown, many))
        said = result is not None and result.key != self._model.key
        self.here.setVisible(said)
        self.reasons.setVisible(said)
        if result is not None:
            self.here.setText(result.label)
            self.reasons.show_result(result, kept=False)
