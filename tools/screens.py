"""Makes a picture of every screen, in light and dark, on three sizes of screen.

    python tools/screens.py [OUT] [--only WORD] [--contact-sheet FILE]

A screen is a line of SCREENS: its name, whose loan is open, and what is done before the picture is
taken. One process draws one size and one theme, because the scale of Qt is set at its start.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from mortgage_collect.ui.window import Window

NOON = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)
SETTLE = 350  # milliseconds a screen is given to come to rest
THUMB = 560

# Device-independent size of the window, and the scale of the screen.
SIZES: dict[str, tuple[int, int, str]] = {
    "1366x768": (1366, 768, "1"),
    "1920x1080": (1920, 1080, "1"),
    "1366x768-200": (683, 384, "2"),
}
THEMES = ("light", "dark")

Do = Callable[["Window"], None]


@dataclass(frozen=True)
class Screen:
    """`loan` is a last name of the little bank; `do` brings the window to what is shown."""

    name: str
    loan: str = "Ruiz"
    do: Do = lambda window: None


def press(*keys: str) -> Do:
    """Types the way a person does: "F2", "Ctrl+K" and "Tab" are keys, the rest is letters."""

    def do(window: Window) -> None:
        from tests.ui.keyboard import Keyboard

        board = Keyboard(window)
        for key in keys:
            board.press(key)
            wait(60)

    return do


def tab(at: int) -> Do:
    return lambda window: window.card.details.setCurrentIndex(at)


def panel(key: str) -> Do:
    return lambda window: window.open_panel(key)


def place(key: str) -> Do:
    return lambda window: window.open_place(key)


def take_back(window: Window) -> None:
    """The newest payment is to be reversed."""
    from mortgage_collect.ui.payments.view import PaymentPanel

    window.open_panel("payment")
    settle(window)
    opened: Any = window.findChild(PaymentPanel)
    opened.payments.choose(0)
    opened.ask_why()


def ask_why(act: str) -> Do:
    """The reasoning about an act other than a call: "may_text"."""

    def do(window: Window) -> None:
        from mortgage_collect.rules.question import Question
        from mortgage_collect.ui.card.why import WhyPanel

        window.open_panel("why")
        settle(window)
        opened: Any = window.findChild(WhyPanel)
        opened.act.set_value(Question(act))
        opened.act.entered.emit(Question(act))

    return do


def be_sure(window: Window) -> None:
    """The person on the line answered two questions."""
    press("Ctrl+G")(window)
    settle(window)
    opened: Any = window.card.panel
    for tick in list(opened.asks.values())[:2]:
        tick.click()


def run_a_plan(window: Window) -> None:
    """Saved, offered and started; then its life on top of the options."""
    press("F6", "1500", "Enter", "1", "Enter")(window)
    for _ in range(2):
        settle(window)
        opened: Any = window.card.panel
        opened.saving.move_on()
    settle(window)
    opened.bring_up(opened.asked)


def look_back(window: Window) -> None:
    """A version whose program was changed after it was saved, and what is another today."""
    from mortgage_collect.queries.workouts import open_plan
    from mortgage_collect.services.programs import change_program
    from mortgage_collect.services.workouts import save_workout
    from mortgage_collect.workout.options.repayment_plan import Answers

    found: Any = window.card_model.sight
    loan_id = found.card.loan_id

    def work(unit: Any) -> None:
        if open_plan(unit.session, loan_id) is not None:
            return
        save_workout(unit, loan_id, Answers(months=6), reason="Overtime is back")
        changes = {"repayment_plan.longest": "9", "deferral.most_behind": "4"}
        change_program(unit, "portfolio", changes, NOON.date(), "Losses of last year")

    window.desk.runner.change(work)
    settle(window)
    press("F6", "Alt+V")(window)
    settle(window)


def limits_then(window: Window) -> None:
    """Every limit of that version beside today's."""
    look_back(window)
    press("Alt+L")(window)


def older_edition(window: Window) -> None:
    """From there to the program as it was."""
    look_back(window)
    press("Alt+P")(window)


def look_at_rows(window: Window) -> None:
    """The note as it is written, its rows at the top."""
    press("Shift+F7")(window)
    settle(window)
    press("Alt+R")(window)


def adjust_a_rate(window: Window, *, look: bool = False) -> None:
    """An adjustable note with all it says, run forward."""
    from datetime import date

    from mortgage_collect.core.rate import Rate
    from mortgage_collect.loanmath.arm import ToGrid

    press("Shift+F7")(window)
    settle(window)
    opened: Any = window.card.panel
    form = opened.note.form
    form.way.set_value("adjustable_rate")
    arm = form.arm
    for field, rate in (
        (arm.index, "5.1"), (arm.margin, "2.75"), (arm.original, "6.125"), (arm.first_cap, "1"),
        (arm.periodic, "1"), (arm.lifetime, "5"), (arm.floor, "2.75"),
    ):  # fmt: skip
        field.set_value(Rate.percent(rate))
    arm.index_on.set_value(date(2026, 11, 2))
    arm.change_on.set_value(date(2027, 2, 1))
    arm.every.set_value(6)
    for choice, picked in ((arm.first, True), (arm.recast, True)):
        choice.set_value(picked)
    arm.to_grid.set_value(ToGrid.NEAREST_TIE_UP)
    form.arm.edited.emit()
    if look:
        settle(window)
        opened.bring_up(opened.note.answer)


def analyze_escrow(window: Window, *, look: bool = False) -> None:
    """The year's bills and the projected balance typed in."""
    press("Shift+F7", "Alt+P")(window)
    settle(window)
    press("jan, jul", "Tab", "900", "Tab", "Tab", "sep", "Tab", "1200")(window)
    opened: Any = window.card.panel
    opened.escrow.projected.setText("640")
    opened.escrow.ask()
    if look:
        settle(window)
        opened.bring_up(opened.escrow.answer)


def explain_in_spanish(window: Window) -> None:
    """A short sale, in Spanish, scrolled to what it leaves."""
    from mortgage_collect.ui.workouts.explain import ExplainPanel

    window.open_panel("explain", option="short_sale")
    settle(window)
    opened: Any = window.findChild(ExplainPanel)
    press("s")(window)
    opened.turn(1)


def change_a_limit(window: Window) -> None:
    """Two limits of a program nobody has reviewed, on the way to a decision."""
    window.open_place("programs", at="fannie")
    settle(window)
    press("Enter", *["Down"] * 8, "Enter", "9", "Enter")(window)


def turn_on(window: Window) -> None:
    """A program nobody has reviewed is to be used."""
    from mortgage_collect.ui.programs.view import ProgramsPlace

    window.open_place("programs", at="va")
    settle(window)
    opened: Any = window.findChild(ProgramsPlace)
    opened.programs.ask_switch()


def decided(window: Window) -> None:
    """What the bank decided about a program, with one change still to come."""
    from datetime import date

    from mortgage_collect.services.programs import change_program, switch_program
    from mortgage_collect.ui.programs.view import ProgramsPlace

    def work(unit: Any) -> None:
        changes = {"deferral.most_behind": "4", "repayment_plan.longest": "9"}
        switch_program(unit, "fannie", True, NOON.date(), "Our contract as their servicer")
        change_program(unit, "fannie", changes, date(2026, 11, 2), "Losses of last year")
        change_program(unit, "fannie", {"deferral.spacing": "24"}, date(2027, 1, 4), "Board, Nov")

    window.desk.runner.change(work)
    window.open_place("programs", at="fannie")
    settle(window)
    opened: Any = window.findChild(ProgramsPlace)
    opened.programs.enter_decisions()


def read_a_page(window: Window) -> None:
    """A Spanish page beside the English one."""
    window.open_place("programs", at="pages")
    settle(window)
    press("Enter", "Enter")(window)


def strike(window: Window) -> None:
    """An area is entered, and the loans in it are shown."""
    from mortgage_collect.ui.disaster.view import DisasterPlace

    window.open_place("disaster")
    settle(window)
    opened: Any = window.findChild(DisasterPlace)
    fields = opened.tag.fields
    fields["name"].setText("Flood of November 2026")
    fields["kind"].set_value("flood")
    fields["zips"].setPlainText("05401 05403 05404 05641")
    fields["counties"].setPlainText("Washington, VT")
    fields["begins"].setText("11/16")
    fields["ends"].setText("+12")
    opened.tag.pauses.setChecked(True)
    opened.tag.look()
    settle(window)


def tag_an_area(window: Window) -> None:
    """The same area tagged, and the list of what was tagged."""
    from mortgage_collect.ui.disaster.view import DisasterPlace

    strike(window)
    opened: Any = window.findChild(DisasterPlace)
    opened.tag.submit()
    settle(window)
    opened.turn()


def decide_needs(window: Window, needs: str) -> None:
    """The bank asks for more than a reason; with two people at work where it is a second one."""

    def work(unit: Any) -> None:
        from mortgage_collect.core.words import UserRole
        from mortgage_collect.rules.verdict import Need
        from mortgage_collect.services.bank import add_user
        from mortgage_collect.services.reaching import Reaching, decide_reaching

        decide_reaching(unit, Reaching(Need(needs)), window.desk.today())
        if needs == "second_person":
            add_user(unit, "bo", "Bo Larsen", UserRole.SPECIALIST)
            add_user(unit, "cy", "Cy Young", UserRole.SPECIALIST)

    window.desk.runner.change(work)
    settle(window)


def ask_a_second(window: Window) -> None:
    decide_needs(window, "second_person")
    press("F2", "v", "They asked for it", "Enter")(window)


def review_later(window: Window) -> None:
    decide_needs(window, "review")
    press("F2", "n", "They asked for it", "Enter")(window)
    settle(window)
    window.open_place("set_aside")


def matters(window: Window, *keys: str, foreclosure: bool = False, bring_up: str = "") -> None:
    """The matters of the loan, with some on file; then keys."""
    from tools.screen_matters import apply_for_help, refer_to_counsel

    (refer_to_counsel if foreclosure else apply_for_help)(window)
    settle(window)
    window.open_panel("matters")
    settle(window)
    press(*keys)(window)
    opened: Any = window.card.panel
    if bring_up:
        opened.bring_up(getattr(opened.box, bring_up))


def deadlines(window: Window, at: int) -> None:
    """A part of the deadlines, once they are worked out."""
    from tools.screen_matters import apply_for_help

    apply_for_help(window)
    wait(2_500)
    settle(window)
    window.open_place("deadlines")
    opened: Any = window._right.currentWidget()
    opened.tabs.setCurrentIndex(at)
    settle(window)


SCREENS: list[Screen] = [
    Screen("01-card"),
    Screen("02-card-loan", do=tab(1)),
    Screen("03-card-due", do=tab(2)),
    Screen("04-card-payments", do=tab(3)),
    Screen("05-stop-bankruptcy", "Nguyen"),
    Screen("06-stop-hold", "Garcia"),
    Screen("07-long-name", "Abernathy-Montgomery"),
    Screen("08-nobody-to-call", "Lindqvist"),
    Screen("10-entry-no-answer", "Chen", press("F2", "n")),
    Screen("11-entry-promise", "Johnson", press("F2", "r", "1.2k", "Tab", "fri", "Tab", "u")),
    Screen("12-entry-against-the-guard", "Garcia", press("F2", "v", "Enter")),
    Screen("12-entry-second-person", "Garcia", lambda window: ask_a_second(window)),
    Screen("12-set-aside", "Garcia", lambda window: review_later(window)),
    Screen("12-entry-late", "Garcia", press("F2", "d", "yesterday 18:20", "Enter", "n")),
    Screen("13-entry-third-party", "Chen", press("F2", "t")),
    Screen("14-entry-voicemail", "Chen", press("F2", "v")),
    Screen(
        "15-entry-aims", "Johnson", press("F2", "r", "400", "Tab", "fri", "Tab", "u", "Tab", "p")
    ),
    Screen("16-talk", "Chen", press("Ctrl+G")),
    Screen("17-talk-sure", "Chen", lambda window: be_sure(window)),
    Screen("20-search", do=press("Ctrl+K", "ru")),
    Screen("21-search-nobody", do=press("Ctrl+K", "zzzz")),
    Screen("30-why", "Garcia", panel("why")),
    Screen("31-why-stop", "Washington", panel("why")),
    Screen("31-why-text", "Washington", ask_why("may_text")),
    Screen("32-promise", do=panel("promise")),
    Screen("33-reinstatement", do=panel("reinstate")),
    Screen("33-schedule", "Begay", press("Shift+F7")),
    Screen("33-schedule-adjustable", "Begay", lambda window: adjust_a_rate(window)),
    Screen("33-schedule-refused", "Begay", press("Shift+F7", "i")),
    Screen("33-schedule-rows", "Begay", lambda window: look_at_rows(window)),
    Screen("33-schedule-change", "Begay", lambda window: adjust_a_rate(window, look=True)),
    Screen("33-escrow-answer", "Begay", lambda window: analyze_escrow(window, look=True)),
    Screen("33-escrow", "Begay", lambda window: analyze_escrow(window)),
    Screen("34-options", "Begay", press("F6")),
    Screen("34-options-fitted", "Begay", press("F6", "1500", "Enter")),
    Screen("34-options-picked", "Begay", press("F6", "1500", "Enter", "1")),
    Screen("34-options-steps", "Begay", press("F6", "1500", "Enter", "s")),
    Screen("34-options-others", "Begay", press("F6", "1500", "Enter", "o")),
    Screen("34-options-reason", "O'Brien", press("F6", "1900", "Enter", "1")),
    Screen("34-options-running", "Begay", lambda window: run_a_plan(window)),
    Screen("34-options-version", "Begay", lambda window: look_back(window)),
    Screen("34-options-version-limits", "Begay", lambda window: limits_then(window)),
    Screen("34-options-version-program", "Begay", lambda window: older_edition(window)),
    Screen("34-explain", do=lambda window: window.open_panel("explain", option="capitalization")),
    Screen("34-explain-no-terms", do=lambda w: w.open_panel("explain", option="repayment_plan")),
    Screen("34-explain-spanish", do=lambda window: explain_in_spanish(window)),
    Screen("35-review", do=panel("review")),
    Screen("35-reviews-on-file", do=panel("reviews")),
    Screen("36-payment", do=panel("payment")),
    Screen("37-people", do=panel("people")),
    Screen("37-people-points", do=lambda window: window.open_panel("people", page="points")),
    Screen("37-people-quiet", do=lambda window: window.open_panel("people", page="quiet")),
    Screen("38-payment-reversed", "Schmidt", lambda window: take_back(window)),
    Screen("39-matters-none", "Begay", panel("matters")),
    Screen("39-matters", do=lambda window: matters(window)),
    Screen("39-matters-new", do=lambda window: matters(window, "Alt+N", "no")),
    Screen("39-matters-step", do=lambda window: matters(window, "Alt+S", "dec", "Enter")),
    Screen("39-matters-stands", do=lambda window: matters(window, bring_up="application")),
    Screen(
        "39-matters-gate", "Washington", lambda w: matters(w, foreclosure=True, bring_up="gate")
    ),
    Screen("39-due", "O'Brien", panel("clocks")),
    Screen("39-notice", "Begay", lambda w: w.open_panel("notice", message="counseling_notice")),
    Screen("40-flag-form", do=lambda window: window.side.flags.add.click()),
    Screen("41-list-due", do=lambda window: window.show_list("due")),
    Screen("42-list-empty", do=lambda window: window.show_list("broken")),
    Screen("50-reports", do=place("reports")),
    Screen("50-deadlines", do=lambda window: deadlines(window, 0)),
    Screen("50-deadlines-board", do=lambda window: deadlines(window, 1)),
    Screen("50-deadlines-month", do=lambda window: deadlines(window, 2)),
    Screen("51-import", do=place("import")),
    Screen("52-programs", do=place("programs")),
    Screen("52-programs-change", do=lambda window: change_a_limit(window)),
    Screen("52-programs-investors", do=lambda w: w.open_place("programs", at="investors")),
    Screen("52-programs-assumptions", do=lambda w: w.open_place("programs", at="assumptions")),
    Screen("52-programs-pages", do=lambda window: read_a_page(window)),
    Screen("52-programs-turn-on", do=lambda window: turn_on(window)),
    Screen("52-programs-decisions", do=lambda window: decided(window)),
    Screen("53-interview", do=place("interview")),
    Screen("54-law", do=place("law")),
    Screen("54-law-everything", do=lambda w: w.open_place("law", at="all")),
    Screen("54-law-figures", do=lambda w: w.open_place("law", at="figures")),
    Screen("54-law-confirm", do=lambda w: w.open_place("law", at="confirm")),
    Screen("54-law-loan", do=panel("coverage")),
    Screen("55-disaster", do=place("disaster")),
    Screen("55-disaster-struck", do=lambda window: strike(window)),
    Screen("55-disaster-tagged", do=lambda window: tag_an_area(window)),
    Screen("56-settings", do=place("settings")),
    Screen("60-keys", do=lambda window: window.show_keys()),
    Screen("61-message", do=lambda window: window.say("Saved: no answer.", "done", lambda: None)),
]


def wait(milliseconds: int) -> None:
    """Lets the event loop run, and with it the lanes (QTest.qWait would hold them up)."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def draw(out: Path, size: str, theme: str, only: str) -> list[Path]:
    """Every screen in one size and theme, in this process."""
    from mortgage_collect.app import application, open_window
    from mortgage_collect.core.clock import FixedClock
    from mortgage_collect.store.store import memory_store
    from mortgage_collect.ui.memory import Memory
    from tests.ui.little_bank import build, tell_review

    width, height, _ = SIZES[size]
    clock = FixedClock(NOON)
    store = memory_store(clock, actor="ana")
    bank = build(store)
    tell_review(store, bank.loans["Begay"])
    application(["screens"])
    made = []
    for screen in SCREENS:
        if only not in screen.name:
            continue
        memory = Memory()
        memory.remember("scheme", theme)
        window = open_window(store, clock, demo=True, memory=memory)
        window.resize(width, height)
        settle(window)
        window.open_loan(bank.loans[screen.loan])
        settle(window)
        try:
            screen.do(window)
        except Exception as error:  # noqa: BLE001 - one broken screen must not hide the others
            print(f"{screen.name}: {error!r}", file=sys.stderr)
        settle(window)
        path = out / f"{screen.name}--{size}--{theme}.png"
        window.grab().save(str(path))
        made.append(path)
        window.desk.runner.close()
        window.close()
        window.deleteLater()
        wait(1)
    store.close()
    return made


def settle(window: Any) -> None:
    """Until the lanes are empty, and a little longer."""
    wait(SETTLE)
    for _ in range(100):
        if not window.desk.runner.under_way:
            break
        wait(50)
    wait(SETTLE // 2)


def contact_sheet(pictures: Iterable[Path], target: Path) -> None:
    """All pictures small, on one sheet."""
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

    held = QGuiApplication.instance() or QGuiApplication(["screens"])
    small: list[QImage] = [
        QImage(str(path)).scaledToWidth(THUMB, Qt.TransformationMode.SmoothTransformation)
        for path in pictures
    ]
    across = 3
    tall = max((image.height() for image in small), default=1)
    rows = -(-len(small) // across)
    sheet = QImage(across * (THUMB + 16) + 16, rows * (tall + 16) + 16, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#C9CED6"))
    painter = QPainter(sheet)
    for at, image in enumerate(small):
        left, top = 16 + at % across * (THUMB + 16), 16 + at // across * (tall + 16)
        painter.drawImage(QRect(left, top, image.width(), image.height()), image)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(str(target))
    del held


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "out" / "screens")
    parser.add_argument("--only", default="", help="draw screens with this in their name")
    parser.add_argument("--size", choices=SIZES, help="one size instead of three")
    parser.add_argument("--theme", choices=THEMES, help="one theme instead of two")
    parser.add_argument("--contact-sheet", type=Path, metavar="FILE")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if given.here:
        for path in draw(given.out, given.size, given.theme, given.only):
            print(path)
        return 0
    pictures: list[Path] = []
    for size in [given.size] if given.size else SIZES:
        for theme in [given.theme] if given.theme else THEMES:
            command = [sys.executable, __file__, str(given.out), "--here", "--only", given.only]
            ran = subprocess.run(
                [*command, "--size", size, "--theme", theme],
                env={**os.environ, "QT_SCALE_FACTOR": SIZES[size][2]},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            told = [line for line in ran.stderr.splitlines() if "propagateSizeHints" not in line]
            print(*told, sep="\n", end="\n" if told else "", file=sys.stderr)
            if ran.returncode:
                return ran.returncode
            pictures += [Path(line) for line in ran.stdout.splitlines() if line.endswith(".png")]
    print(f"{len(pictures)} pictures in {given.out}")
    if given.contact_sheet:
        shown = [path for path in pictures if "1366x768--light" in path.name]
        contact_sheet(shown or pictures, given.contact_sheet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
