"""Who it is and the one number that matters most: what brings the loan current."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import Counting
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.badges import BucketBadge
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Elided, label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of

if TYPE_CHECKING:
    from mortgage_collect.loanmath.delinquency import Delinquency

QUICK = (
    ("reinstate", "calculator"),
    ("plan", "scale"),
    ("review", "list"),
    ("payment", "banknote"),
    ("people", "users"),
)


class CardHeader(QFrame):
    """Keeps its height and its places for every loan."""

    def __init__(self, desk: Desk, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        theme = theme_of(self)
        dress(self, cardhead=True)
        self.name = Elided("", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.name.setMinimumWidth(theme.px(60))
        self.number = label("", "muted")
        self.badge = BucketBadge()
        self.late = Elided("", "muted")
        self.owed = label("", "caption")
        self.figure = label("", "figure")
        self.figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.through = Elided("", "caption")
        self.beside = Elided("", "caption")  # what the figure is, where it has one line
        self.brief = Elided("", "strong")  # figure and day, where there is one line for all

        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self.name, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.late, 1, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.brief, 1, Qt.AlignmentFlag.AlignBaseline)

        self._second = QWidget()
        low = QHBoxLayout(self._second)
        low.setContentsMargins(0, 0, 0, 0)
        low.setSpacing(theme.px(2))
        low.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBaseline)
        low.addSpacing(theme.px(8))
        low.addWidget(self.beside, 1, Qt.AlignmentFlag.AlignBaseline)
        self._buttons = []
        for key, icon in QUICK:
            made = button(self._quick_title(key), kind="quiet", icon=icon)
            made.clicked.connect(lambda _=False, key=key: desk.open_panel(key))
            self._buttons.append(made)
            low.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)

        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(6))
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self.owed)
        whole.addWidget(self._second)
        whole.addWidget(self.through)
        self._held: str | None = None
        self._seen: Sight | None = None
        model.shown.connect(self.show_sight)

    def _quick_title(self, key: str) -> str:
        return {
            "reinstate": self.tr("Reinstate"),
            "plan": self.tr("Plan"),
            "review": self.tr("Review"),
            "payment": self.tr("Payment"),
            "people": self.tr("Edit"),
        }[key]

    def hold(self, why: str | None) -> None:
        """Say this in place of every amount; None shows them."""
        before, self._held = self._held, why
        if why != before and self._seen is not None:
            self.show_sight(self._seen)

    def _say_held(self, why: str) -> None:
        self.badge.hide()
        self.late.say("")
        self.figure.setText(self.tr("Held back"))
        self.figure.setAccessibleName(self.tr("Amounts are held back: {0}").format(why))
        self.owed.setText("")
        for part in (self.through, self.beside, self.brief):
            part.say(why)
        self.brief.setAccessibleName(self.figure.accessibleName())

    def show_sight(self, seen: Sight) -> None:
        self._seen = seen
        self._show(seen)
        if self._held is not None:
            self._say_held(self._held)

    def _show(self, seen: Sight) -> None:
        card, quote = seen.card, seen.quote
        self.name.say(card.borrower or self.tr("No borrower on file"))
        self.number.setText(text.last_four(card.number))
        self.number.setAccessibleName(self.tr("Loan ending {0}").format(card.number[-4:]))
        self.badge.show()
        self.badge.set_bucket(card.bucket)
        late = card.delinquency
        self.late.say(
            self.tr("{0}, {1}, as of {2}").format(
                late.says, self._counted(late), text.day(late.as_of)
            )
            if late
            else card.trouble
        )
        self.owed.setText(self.tr("Owed to reinstate"))
        if quote is None:
            self.figure.setText(self.tr("not known"))
            self.through.say(seen.trouble)
            self.beside.say(seen.trouble)
            self.brief.say(self.tr("to reinstate: not known"))
            return
        least = self.tr("at least {0}") if quote.at_least else "{0}"
        self.figure.setText(least.format(quote.total))
        through = self.tr("good through {0}").format(text.day(quote.good_through))
        unknown = text.listed([name.lower() for name in quote.unknown])
        missing = self.tr(" \u2013 not known: {0}").format(unknown) if unknown else ""
        self.through.say(through + missing)
        owed = self.tr("owed through {0}").format(text.day(quote.good_through))
        self.beside.say(owed + missing)
        self.figure.setAccessibleName(
            self.tr("Owed to reinstate {0}, {1}").format(self.figure.text(), self.through.full)
        )
        self.brief.say(
            self.tr("{0} to {1}").format(self.figure.text(), text.day(quote.good_through))
        )
        self.brief.setAccessibleName(self.figure.accessibleName())

    def _counted(self, late: Delinquency) -> str:
        """By which way of counting, and the month it has reached where that is not the days'."""
        if not late.months or late.counting is Counting.DAYS:
            return late.counting.label
        reached = late.bucket.value
        return self.tr("{0} by {1}").format(reached, late.counting.label)

    def be_narrow(self, narrow: bool, tiny: bool) -> None:
        """Icons alone where there is no room for words, and none where the figure needs it all;
        the menu and the keys have the same."""
        for made, (key, _) in zip(self._buttons, QUICK, strict=True):
            made.setVisible(not tiny)
            title = self._quick_title(key)
            made.setText("" if narrow else title)
            made.setAccessibleName(title)
            made.setToolTip(title if narrow else "")

    def be_low(self, low: bool, *, line: bool = False) -> None:
        """Caption lines go where every line counts, and their words stand beside the figure. One
        `line` for all of it is the name, how late, and the figure with its day."""
        self.owed.setVisible(not low)
        self.through.setVisible(not low)
        self.beside.setVisible(low)
        self._second.setVisible(not line)
        self.late.setVisible(not line)
        self.number.setVisible(not line)  # the panel below tells it
        self.brief.setVisible(line)
        dress(self.figure, type="title" if low else "figure")

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(200), super().minimumSizeHint().height())
