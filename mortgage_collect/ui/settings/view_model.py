"""The bank's settings, loaded and saved; a changed rule is a decision with its day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal

from mortgage_collect.core import text
from mortgage_collect.queries.adoption import ADOPTED_RULES
from mortgage_collect.queries.bank import BankSettings, settings
from mortgage_collect.services.bank import change_bank, set_policy
from mortgage_collect.services.reaching import Reaching, decide_reaching
from mortgage_collect.ui.desk import Desk


def _rule(words: str) -> str:
    return str(QT_TRANSLATE_NOOP("Settings", words))


# Families a creditor may keep though they bind debt collectors only.
RULES: tuple[tuple[str, str], ...] = (("reg_f", _rule("Regulation F, 12 CFR 1006")),)


class SettingsModel(QObject):
    loaded = Signal(object)  # BankSettings
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: BankSettings | None = None
        desk.runner.changed.connect(self._on_changed)

    def today(self) -> date:
        return self._desk.today()

    def refresh(self) -> None:
        self._desk.runner.look(
            partial(settings, on=self.today()), done=self._take, newest="bank settings"
        )

    def save(
        self,
        now: dict[str, Any],
        adopted: frozenset[str],
        reaching: Reaching,
        since: date | None,
        why: str,
    ) -> None:
        held = self._held
        if held is None:
            return
        # Families this place does not show stay as they are.
        shown = {key for key, _ in RULES}
        wanted = " ".join(sorted((held.adopted - shown) | adopted))
        changed = wanted != " ".join(sorted(held.adopted))

        held_reaching = Reaching(
            held.stop_needs, held.spoken_here, held.dialed_by_machine, held.holds_back
        )

        def work(unit: Any) -> None:
            change_bank(unit, **now)
            if reaching != held_reaching:
                decide_reaching(unit, reaching, since or self.today(), why)
            if changed:
                set_policy(unit, ADOPTED_RULES, wanted, since or self.today(), why)

        self._desk.runner.change(
            work, done=lambda _: self._desk.say(self.tr("Settings saved."), "done")
        )

    def named(self, value: str) -> str:
        """A decision in words."""
        names = {key: QCoreApplication.translate("Settings", words) for key, words in RULES}
        kept = [names.get(key, key) for key in value.split()]
        return text.listed(kept) if kept else self.tr("no rule beyond those that bind us")

    def _take(self, found: BankSettings) -> None:
        self._held = found
        self.loaded.emit(found)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if "bank" in touched:
            self.refresh()
