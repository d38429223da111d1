import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QLabel, QPushButton

from mortgage_collect.core.assets import root
from mortgage_collect.ui.kit import icons, theme
from mortgage_collect.ui.kit.buttons import button, icon_button
from mortgage_collect.ui.kit.tokens import CONTRAST, DARK, LIGHT, THEMES


@pytest.fixture(autouse=True)
def afterwards_light(qapp):
    yield
    theme.apply(qapp, "light")


def test_the_palette_follows_the_theme(qapp):
    for name, tokens in THEMES.items():
        theme.apply(qapp, name)
        assert theme.current().tokens is tokens
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == tokens.surface.lower()


def test_system_is_light_where_nothing_is_known(qapp):
    assert theme.apply(qapp, "system").tokens in (LIGHT, DARK, CONTRAST)


def test_our_own_font_is_there_in_its_weights(qapp, light):
    assert QFontInfo(light.font()).family() == "Noto Sans"
    assert QFontInfo(light.font("heading")).weight() == 600


def test_the_scale_makes_everything_larger(qapp):
    plain = theme.apply(qapp, "light", 1.0)
    size, gap = plain.font().pointSizeF(), plain.px(8)
    large = theme.apply(qapp, "light", 1.5)
    assert large.font().pointSizeF() == pytest.approx(1.5 * size)
    assert large.px(8) == round(1.5 * gap)


def test_a_button_that_is_hit_is_large_enough(qtbot, light):
    for made, least in (
        (button("Save", kind="primary"), 32),
        (button("Save"), 24),
        (button("Save", kind="quiet"), 24),
        (button("Save", kind="link"), 24),
        (icon_button("x", "Close"), 24),
    ):
        qtbot.addWidget(made)
        made.ensurePolished()
        assert min(made.sizeHint().height(), made.sizeHint().width()) >= least


def test_the_focus_ring_changes_what_is_seen(qtbot, light):
    made = QPushButton("Save")
    qtbot.addWidget(made)
    made.show()
    before = made.grab().toImage()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    assert made.grab().toImage() != before


def test_an_icon_takes_the_color_of_the_theme(qapp, qtbot):
    theme.apply(qapp, "light")
    made = button("Call", icon="phone")
    qtbot.addWidget(made)
    before = made.icon().pixmap(16).toImage()
    theme.apply(qapp, "dark")
    assert made.icon().pixmap(16).toImage() != before


@pytest.mark.parametrize("name", sorted(p.stem for p in (root() / "icons").glob("*.svg")))
def test_every_icon_can_be_drawn_and_is_sharp_on_a_dense_screen(qapp, light, name):
    drawn = icons.pixmap(name, light.color("text"), 16, 2.0)
    assert drawn.width() == 32
    image = drawn.toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32))


def test_fonts_and_icons_bring_their_licenses_and_stay_small():
    assert "SIL OPEN FONT LICENSE" in (root() / "fonts/OFL.txt").read_text()
    assert "ISC License" in (root() / "icons/LICENSE").read_text()
    assert sum(path.stat().st_size for path in (root() / "fonts").iterdir()) < 3_000_000


def test_no_rule_of_the_sheet_is_refused(qtbot, light):
    label = QLabel("x")  # Qt warns when it cannot parse a sheet, and a warning fails a test
    qtbot.addWidget(label)
    label.show()
