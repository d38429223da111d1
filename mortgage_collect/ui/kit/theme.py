"""Puts the look on the application: fonts, palette and one style sheet, and changes it at run time.

`current()` is the one thing in the kit that is reached by import: delegates and painters ask it
while they paint, so a change of theme needs nothing from them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.core.assets import asset
from mortgage_collect.ui.kit import icons
from mortgage_collect.ui.kit.keep_true import keep_true
from mortgage_collect.ui.kit.style_sheet import style_sheet
from mortgage_collect.ui.kit.tokens import CONTRAST, DARK, LIGHT, THEMES, TYPES, Tokens

Scheme = Literal["light", "dark", "contrast", "system"]

STYLE: Final = "Fusion"
FAMILY: Final = "Noto Sans"
FONT_FILES: Final = (
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
)
SMALLEST = 10.0  # points; macOS counts 72 to the inch and brings its own 13


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens in force, and the fonts and spaces made from them."""

    tokens: Tokens
    scale: float = 1.0
    points: float = SMALLEST
    families: tuple[str, ...] = (FAMILY,)

    def color(self, role: str) -> QColor:
        """A role of the tokens ("text", "accent"), or one of a pair ("stop", "stop.fill")."""
        name, _, part = role.partition(".")
        value = getattr(self.tokens, name)
        return QColor(value if isinstance(value, str) else getattr(value, part or "text"))

    def font(self, step: str = "body", *, figures: bool = False) -> QFont:
        """A step of the type scale; with `figures`, digits of one width for columns of amounts."""
        return QFont(_font(self.families, self.points, step, figures))

    def px(self, steps: float) -> int:
        """A spacing token at the scale in force."""
        return round(steps * self.scale)


@lru_cache(maxsize=128)
def _font(families: tuple[str, ...], points: float, step: str, figures: bool) -> QFont:
    kind = TYPES[step]
    font = QFont(list(families))
    font.setPointSizeF(points * kind.size)
    font.setWeight(QFont.Weight(kind.weight))
    return tabular(font) if figures else font


def tabular(font: QFont) -> QFont:
    """The same font with digits of one width."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


@dataclass(slots=True)
class _State:
    theme: Theme
    scheme: Scheme = "system"
    styled: bool = False
    listening: bool = False
    loaded: bool = False


_state = _State(Theme(LIGHT))


def styled(argv: list[str]) -> list[str]:
    """The arguments of an application that has our style from its beginning: setting it later
    costs a twentieth of the start."""
    _state.styled = True
    return [*argv, "-style", STYLE]


def current() -> Theme:
    """The theme in force."""
    return _state.theme


def theme_of(widget: QWidget | None) -> Theme:
    """The theme a widget is painted in."""
    return _state.theme


@contextmanager
def dressing(app: QApplication, scheme: Scheme = "system", scale: float = 1.0) -> Iterator[Theme]:
    """`apply` for a window that is being made inside: the sheet is put on when it is whole.

    Under a sheet every widget is styled anew each time something around it finds its place; a
    window of two hundred then takes three times as long. A sheet in force stays: taking it off
    deletes the style that windows still being torn down refer to.
    """
    if app.styleSheet():
        yield apply(app, scheme, scale)
        return
    yield apply(app, scheme, scale, sheet=False)
    _put_sheet(app)


def apply(
    app: QApplication, scheme: Scheme = "system", scale: float = 1.0, *, sheet: bool = True
) -> Theme:
    """Dress the application; call again to change it. "system" follows light, dark and contrast."""
    keep_true()
    _load_fonts()
    _state.scheme = scheme
    if not _state.styled:
        app.setStyle(STYLE)
        _state.styled = True
    if not _state.listening:
        _state.listening = True
        app.styleHints().colorSchemeChanged.connect(lambda _: _follow(app))
    _tell_platform(app, scheme)
    return _dress(app, scale, sheet=sheet)


def _follow(app: QApplication) -> None:
    if _state.scheme == "system" and _tokens(app, "system") is not _state.theme.tokens:
        _dress(app, _state.theme.scale)


def _dress(app: QApplication, scale: float, *, sheet: bool = True) -> Theme:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = max(system.pointSizeF(), SMALLEST) * scale
    families = (FAMILY,) if _ours_first() else (system.family(), FAMILY)
    theme = _state.theme = Theme(_tokens(app, _state.scheme), scale, points, families)
    app.setFont(theme.font())
    app.setPalette(palette(theme.tokens))
    if sheet:
        _put_sheet(app)
        icons.repaint(app)
    return theme


def _put_sheet(app: QApplication) -> None:
    theme = _state.theme
    sheet = style_sheet(theme.tokens, theme.scale, theme.points)
    # Under a sheet that is put on, every widget there is gets styled anew.
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def _tokens(app: QApplication, scheme: Scheme) -> Tokens:
    if scheme != "system":
        return THEMES[scheme]
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _tell_platform(app: QApplication, scheme: Scheme) -> None:
    """So that title bars and native dialogs agree; nothing happens without a platform theme."""
    match scheme:
        case "system":
            app.styleHints().unsetColorScheme()
        case "light":
            app.styleHints().setColorScheme(Qt.ColorScheme.Light)
        case _:
            app.styleHints().setColorScheme(Qt.ColorScheme.Dark)


def _ours_first() -> bool:
    return sys.platform not in ("win32", "darwin")


def _load_fonts() -> None:
    if not _state.loaded:
        for name in FONT_FILES:
            QFontDatabase.addApplicationFont(str(asset(f"fonts/{name}")))
        _state.loaded = True


def palette(tokens: Tokens) -> QPalette:
    """A palette for Fusion that holds for every widget, styled or not."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, color in {
        role.Window: tokens.surface,
        role.WindowText: tokens.text,
        role.Base: tokens.raised,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.stop.text,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.on_selection,
        role.Accent: tokens.accent,
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Light: tokens.raised,
        role.Midlight: tokens.line,
        role.Mid: tokens.border,
        role.Dark: tokens.border,
        role.Shadow: tokens.text,
    }.items():
        made.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.disabled))
    return made
