"""The one style sheet, made from tokens. Sizes are paddings around text, never heights.

Widgets say what they are with dynamic properties: `QLabel[type="heading"]`, `QFrame[card="true"]`,
`QPushButton[kind="primary"]`; `dress(widget, kind="primary")` sets one and restyles the widget.
"""

from __future__ import annotations

from string import Template
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mortgage_collect.core.assets import asset
from mortgage_collect.ui.kit.tokens import RADIUS, TYPES, Tokens


def dress(widget: QWidget, **properties: Any) -> None:
    """Set dynamic properties the style sheet looks at, and let it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    # What has not been styled yet will be, with these, when it is first shown or measured.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def style_sheet(tokens: Tokens, scale: float, points: float) -> str:
    """The style sheet of a theme, for text of `points`."""
    values: dict[str, str] = {
        name: value for name in tokens.__slots__ if isinstance(value := getattr(tokens, name), str)
    }
    for name in ("stop", "caution", "clear", "info", "neutral"):
        pair = getattr(tokens, name)
        values |= {f"{name}_text": pair.text, f"{name}_fill": pair.fill}
    for size in (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24):
        values[f"s{size}"] = f"{round(size * scale)}px"
        values[f"f{size}"] = f"{max(round(size * scale) - 1, 0)}px"  # beside a ring of 2 pixels
    values["round"] = f"{round(9 * scale)}px"
    values["radius"] = f"{round(RADIUS * scale)}px"
    for mark in ("down", "up", "right", "close", "check", "part", "dot"):
        values[f"mark_{mark}"] = asset(f"icons/marks/{mark}-{tokens.name}.svg").as_posix()
    for step, kind in TYPES.items():
        values[f"pt_{step}"] = f"{points * kind.size:.2f}pt"
        values[f"w_{step}"] = str(kind.weight)
    return Template(
        "\n".join((_TEXT, _BUTTONS, _FIELDS, _CHOICES, _LISTS, _FRAMES, _DESK))
    ).substitute(values)


_TEXT = """
QLabel { background: transparent; }
QLabel[type="caption"] { font-size: $pt_caption; color: $muted; }
QLabel[type="label"] { font-size: $pt_label; font-weight: $w_label; color: $muted; }
QLabel[type="muted"] { color: $muted; }
QLabel[type="strong"] { font-weight: $w_strong; }
QLabel[type="heading"] { font-size: $pt_heading; font-weight: $w_heading; }
QLabel[type="title"] { font-size: $pt_title; font-weight: $w_title; }
QLabel[type="figure"] { font-size: $pt_figure; font-weight: $w_figure; }
QLabel[type="error"] { font-size: $pt_caption; color: $stop_text; }
QLabel[type="hint"] { font-size: $pt_caption; color: $muted; }
QLabel[word="info"] { color: $info_text; }
QLabel[word="clear"] { color: $clear_text; }
QLabel[word="caution"] { color: $caution_text; }
QLabel[word="stop"] { color: $stop_text; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: $s4 $s6; }
"""

_BUTTONS = """
QPushButton {
  background: $raised; color: $text; border: 1px solid $border; border-radius: $radius;
  padding: $s5 $s12; font-weight: 500;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $selection; color: $on_selection; }
QPushButton:focus { border: 2px solid $focus; padding: $f5 $f12; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $sunken; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
  padding: $s6 $s16;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: $f6 $f16; }
QPushButton[kind="primary"]:disabled {
  background: $sunken; color: $disabled; border-color: $line;
}
QPushButton[kind="danger"] { color: $stop_text; border-color: $stop_text; }
QPushButton[kind="danger"]:hover { background: $stop_fill; }
QPushButton[kind="danger"]:focus { border: 2px solid $focus; }
QPushButton[kind="quiet"], QToolButton {
  background: transparent; border: 2px solid transparent; border-radius: $radius;
  padding: $s3 $s8; color: $text;
}
QPushButton[kind="quiet"] { padding: $s4 $s8; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover; }
QPushButton[kind="quiet"]:pressed, QToolButton:pressed, QToolButton:checked {
  background: $selection; color: $on_selection;
}
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 2px solid $focus; }
QPushButton[kind="quiet"]:disabled, QToolButton:disabled {
  color: $disabled; background: transparent;
}
QToolButton[compact="true"] { padding: $s3; }
QToolButton::menu-indicator { image: none; }
QPushButton[indexed="true"] {
  text-align: left; color: $muted; font-weight: 400; padding: 1px $s8;
}
QPushButton[indexed="true"]:checked { background: transparent; color: $text; font-weight: 600; }
QToolButton[standing="stated"] { color: $muted; }
QToolButton[standing="seen"] { color: $info_text; font-weight: 600; }
QToolButton[standing="verified"] { color: $clear_text; font-weight: 600; }
QPushButton[kind="link"] {
  background: transparent; border: 2px solid transparent; color: $link; padding: $s2 $s4;
  font-weight: 600;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit {
  background: $raised; color: $text; border: 1px solid $border; border-radius: $radius;
  padding: $s5 $s8; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $muted;
}
QPlainTextEdit, QTextEdit { padding: $s3 $s4; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus {
  border: 2px solid $focus; padding: $f5 $f8;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: $f3 $f4; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $sunken; border-color: $line; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
  background: $sunken; color: $disabled; border-color: $line;
}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid $stop_text; padding: $f5 $f8;
}
QPlainTextEdit[wrong="true"] { padding: $f3 $f4; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus {
  background: $stop_fill; border: 2px solid $focus;
}
QLineEdit[search="true"] { padding: $s6 $s10; }
QComboBox { padding-left: $s10; padding-right: $s24; }
QComboBox:focus, QComboBox[wrong="true"] { padding-left: $f10; padding-right: $f24; }
QComboBox[empty="true"] { color: $muted; }
QComboBox::drop-down { border: 0; width: $s24; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$mark_down"); width: $s16; height: $s16; }
QComboBox QAbstractItemView {
  background: $raised; border: 1px solid $border; padding: $s4; outline: 0;
  selection-background-color: $selection; selection-color: $on_selection;
}
QComboBox QAbstractItemView::item { padding: $s4 $s6; }
QSpinBox::up-button, QSpinBox::down-button { width: $s20; border: 0; }
QSpinBox::up-arrow { image: url("$mark_up"); width: $s12; height: $s12; }
QSpinBox::down-arrow { image: url("$mark_down"); width: $s12; height: $s12; }
"""

_CHOICES = """
QCheckBox, QRadioButton {
  spacing: $s8; padding: $s3 $s4; border: 2px solid transparent; border-radius: $radius;
}
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator {
  width: $s16; height: $s16; border: 1px solid $border; background: $raised;
}
QCheckBox::indicator { border-radius: $s4; }
QRadioButton::indicator { border-radius: $round; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked,
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: url("$mark_check"); }
QCheckBox::indicator:indeterminate { image: url("$mark_part"); }
QRadioButton::indicator:checked { image: url("$mark_dot"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  background: $sunken; border-color: $line;
}
QSlider { background: transparent; }
QSlider::groove:horizontal { height: $s4; background: $line; border-radius: $s2; }
QSlider::sub-page:horizontal { background: $accent; border-radius: $s2; }
QSlider::handle:horizontal {
  width: $s16; height: $s16; margin: -$s6 0; border-radius: $s8;
  background: $raised; border: 2px solid $accent;
}
QSlider::handle:horizontal:hover { background: $hover; }
QTabBar { background: transparent; border: 0; }
QTabBar::tab {
  background: transparent; color: $muted; border: 2px solid transparent;
  border-bottom: 2px solid transparent; padding: $s6 $s12; margin-right: $s4; font-weight: 500;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 2px solid $focus; border-radius: $s4; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
"""

_LISTS = """
QTableView, QListView, QTreeView {
  background: $raised; border: 1px solid $line; border-radius: $radius; outline: 0;
  selection-background-color: $selection; selection-color: $on_selection;
  alternate-background-color: $raised;
}
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $focus; }
QTableView[flat="true"], QListView[flat="true"] {
  border: 2px solid transparent; border-radius: 0; background: transparent;
}
QTableView[flat="true"]:focus, QListView[flat="true"]:focus { border: 2px solid $focus; }
QListView::item { padding: $s5 $s8; border-radius: $s4; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $selection; color: $on_selection; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section {
  background: transparent; color: $muted; border: 0; border-bottom: 1px solid $line;
  padding: $s5 $s10; font-size: $pt_label; font-weight: 600;
}
QHeaderView::section:vertical {
  padding: 0 $s10 0 $s8; font-size: $pt_body; font-weight: 400; border-bottom: 1px solid $line;
}
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::down-arrow { image: url("$mark_down"); width: $s12; height: $s12; }
QHeaderView::up-arrow { image: url("$mark_up"); width: $s12; height: $s12; }
QTableCornerButton::section { background: transparent; border: 0; }
QMenu {
  background: $raised; border: 1px solid $border; border-radius: $radius; padding: $s4;
}
QMenu::item { padding: $s5 $s24 $s5 $s12; border-radius: $s4; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: $s4 $s8; }
QMenu::icon { padding-left: $s8; }
QMenuBar { background: $surface; border-bottom: 1px solid $line; }
QMenuBar::item { padding: $s4 $s10; background: transparent; border-radius: $s4; }
QMenuBar::item:selected { background: $hover; }
QScrollBar:vertical { background: transparent; width: $s12; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: $s12; margin: 0; border: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: $s24; }
QScrollBar::handle:horizontal { min-width: $s24; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_FRAMES = """
QFrame[card="true"] {
  background: $raised; border: 1px solid $line; border-radius: 8px;
}
QFrame[sheet="true"] { background: $surface; border: 0; }
QFrame[panel="true"] { background: $raised; border: 0; }
QFrame[panelhead="true"] { border: 0; border-bottom: 1px solid $line; }
QFrame[panelfoot="true"] { border: 0; border-top: 1px solid $line; background: $raised; }
QFrame[rule="true"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[tone="info"] { background: $info_fill; border: 1px solid $info_text; }
QFrame[tone="clear"] { background: $clear_fill; border: 1px solid $clear_text; }
QFrame[tone="caution"] { background: $caution_fill; border: 1px solid $caution_text; }
QFrame[tone="stop"] { background: $stop_fill; border: 1px solid $stop_text; }
QFrame[tone="neutral"] { background: $neutral_fill; border: 1px solid $border; }
QFrame[tone] { border-radius: $radius; }
QFrame[tone="info"] QLabel { color: $info_text; }
QFrame[tone="clear"] QLabel { color: $clear_text; }
QFrame[tone="caution"] QLabel { color: $caution_text; }
QFrame[tone="stop"] QLabel { color: $stop_text; }
QFrame[tone="neutral"] QLabel { color: $neutral_text; }
QProgressBar {
  background: $sunken; border: 1px solid $line; border-radius: $s3; max-height: $s6;
  min-height: $s6; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: $s3; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { border-right: 1px solid $line; }
QSplitter::handle:vertical { border-bottom: 1px solid $line; }
QSplitter::handle:hover { border-color: $focus; }
QScrollArea, QScrollArea > QWidget > QWidget[ground="true"] { background: transparent; border: 0; }
QStatusBar { background: $surface; border-top: 1px solid $line; }
"""

_DESK = """
QFrame[band="true"] {
  background: $caution_fill; border: 0; border-bottom: 1px solid $caution_text;
}
QFrame[band="true"] QLabel { color: $caution_text; }
QFrame[topbar="true"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[side="true"] { background: $surface; border: 0; }
QFrame[center="true"] { background: $raised; border: 0; }
QFrame[cardhead="true"] { background: $raised; border: 0; border-bottom: 1px solid $line; }
QFrame[strip="true"] { background: $sunken; border: 0; border-top: 2px solid $border; }
QFrame[found="true"] { background: $raised; border: 1px solid $border; border-radius: $radius; }
QFrame[picker="true"] { border: 2px solid transparent; border-radius: $radius; }
QFrame[picker="true"][focused="true"] { border: 2px solid $focus; }
QPushButton[result="true"] { padding: $s3 $s8; font-weight: 500; }
QPushButton[result="true"]:checked {
  background: $accent; color: $on_accent; border-color: $accent;
}
QPushButton[number="true"] { padding: $s2 $s4; font-weight: 500; }
"""
