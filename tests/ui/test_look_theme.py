"""The tokens, the letters and the icons."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton

from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import icon
from ananea_desktop.ui.labels import LABEL_ROLES, label
from ananea_desktop.ui.theme import DARK, LIGHT

ICONS = """magnifying-glass plus printer receipt prohibit pencil-simple warning-circle check-circle info lock-simple
paperclip file-text clock-counter-clockwise arrow-down-left arrow-up-right package chalkboard-teacher
presentation-chart hard-drive eye-slash calendar-blank caret-down user-circle arrow-left x""".split()


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, LIGHT)
    yield
    theme.apply_theme(qapp, LIGHT)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    told = QColor(colour)
    return 0.2126 * linear(told.redF()) + 0.7152 * linear(told.greenF()) + 0.0722 * linear(told.blueF())


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def strongest_pixel(pixmap: QPixmap) -> QColor:
    image = pixmap.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda colour: colour.alpha())


def near(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(map(abs, apart)) <= 12


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_of_the_look_is_there(qapp: QApplication, name: str) -> None:
    assert strongest_pixel(icon(name).pixmap(20, 20)).alpha() > 100


def test_an_icon_that_does_not_exist_is_refused_where_it_is_named(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("recibo")


def test_icons_are_recoloured_when_the_theme_changes(qapp: QApplication, qtbot) -> None:
    button = QPushButton()
    button.setIcon(icon("receipt", "bad"))
    qtbot.addWidget(button)
    assert near(strongest_pixel(button.icon().pixmap(40, 40)), QColor(LIGHT.bad))
    theme.apply_theme(qapp, DARK)
    assert near(strongest_pixel(button.icon().pixmap(40, 40)), QColor(DARK.bad))


def test_qtawesome_is_never_imported(qapp: QApplication) -> None:
    """It would cost the start of the program 250 ms and 29 MB."""
    program = "import sys; import ananea_desktop.ui.icons as i; i.glyph('x'); sys.exit('qtpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_larger_letters_enlarge_everything_in_the_same_ratio(qapp: QApplication, qtbot) -> None:
    title = label("Huanca Layme, Tomás", "title")
    qtbot.addWidget(title)
    title.show()
    before = title.sizeHint()
    theme.apply_theme(qapp, LIGHT, theme.LARGER_POINTS)
    assert title.sizeHint().width() == pytest.approx(before.width() * 1.25, rel=0.05)
    assert qapp.font().pointSizeF() == 15
    assert theme.control_height() > 40 and theme.scaled(360) == 450


def test_the_letters_are_the_ones_we_ship(qapp: QApplication) -> None:
    assert QFontInfo(theme.font()).family() == "Source Sans Pro"
    assert QFontInfo(theme.font("title")).weight() == 600
    assert (theme.control_height(), theme.row_height()) == (40, 36)


def test_figures_have_one_width_so_that_columns_line_up(qapp: QApplication) -> None:
    assert len({theme.text_width(figure * 20) for figure in "0123456789−"}) == 1


@pytest.mark.parametrize("role", LABEL_ROLES)
def test_labels_show_markup_as_it_was_typed(qapp: QApplication, qtbot, role: str) -> None:
    shown, plain = label("<b>i</b>", role), label("i", role)
    qtbot.addWidget(shown)
    qtbot.addWidget(plain)
    assert shown.sizeHint().width() > 2 * plain.sizeHint().width()


def test_an_unknown_role_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="huge"):
        label("texto", "huge")
