"""The look's tokens: colours, letters and measures, and the one place that hands them to Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

FAMILY = "Source Sans Pro"
BASE_POINTS = 12
LARGER_POINTS = 15

MARGIN = 24  # where text starts
OVERHANG = 12  # what selection, hover and focus may reach beyond the text
GAP = 12
INSIDE = 8
RADIUS = 6
NARROW_WINDOW = 1200  # pixels at 12 points, under which pages give up what they can


@dataclass(frozen=True)
class Palette:
    """Colours by what they are for, as #RRGGBB."""

    bg: str
    panel: str
    desk: str
    ink: str
    ink2: str
    ink3: str
    gold: str
    gold_hover: str
    gold_pressed: str
    on_gold: str
    gold_text: str
    gold_soft: str
    bar: str
    track: str
    bad: str
    bad_soft: str
    good: str
    edge: str
    edge2: str
    line: str
    hover: str


LIGHT = Palette(
    bg="#FFFFFF",
    panel="#F7F6F3",
    desk="#ECEAE5",
    ink="#1E1C19",
    ink2="#57534B",
    ink3="#6B675E",
    gold="#F0B323",
    gold_hover="#E3A512",
    gold_pressed="#D29605",
    on_gold="#1E1C19",
    gold_text="#865E00",
    gold_soft="#FCF3DA",
    bar="#A87400",
    track="#E9E6DF",
    bad="#A3261C",
    bad_soft="#FBECEA",
    good="#2A6840",
    edge="#8C877C",
    edge2="#C6C1B6",
    line="#E3E0D9",
    hover="#F1EFEA",
)
DARK = Palette(
    bg="#1C1B19",
    panel="#252421",
    desk="#141311",
    ink="#EFECE6",
    ink2="#BDB8AD",
    ink3="#A7A297",
    gold="#E5AE33",
    gold_hover="#F0BC48",
    gold_pressed="#CF9A22",
    on_gold="#1E1C19",
    gold_text="#EDBD55",
    gold_soft="#3A3119",
    bar="#D9A233",
    track="#3A3833",
    bad="#FF9D91",
    bad_soft="#43231F",
    good="#8DCBA0",
    edge="#8A857A",
    edge2="#57534B",
    line="#3A3833",
    hover="#302E2A",
)

# What letters are used for: points at the base of 12, and whether semibold.
ROLES: dict[str, tuple[int, bool]] = {
    "display": (44, True),
    "amount": (22, True),
    "title": (17, True),
    "section": (13, True),
    "text": (12, False),
    "strong": (12, True),
    "secondary": (11, False),
}


class _Theme(QObject):
    """What is in use now, and the signal that it changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette = LIGHT
        self.base_points = BASE_POINTS
        self.fonts: dict[str, QFont] = {}
        self.line_height = 0
        self.fonts_loaded = False
        self.has_style = False


_theme = _Theme()


def palette() -> Palette:
    """The palette in use."""
    return _theme.palette


def color(token: str) -> QColor:
    """The colour of a token of the palette in use."""
    return QColor(getattr(_theme.palette, token))


def font(role: str = "text") -> QFont:
    """The letters of a role at the size in use."""
    if role not in _theme.fonts:
        points, semibold = ROLES[role]
        letters = QFont(FAMILY)
        letters.setPointSizeF(points * _theme.base_points / BASE_POINTS)
        letters.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
        _theme.fonts[role] = letters
    return _theme.fonts[role]


def scaled(pixels: int) -> int:
    """A width drawn for letters of 12 points, in pixels for the letters in use."""
    return round(pixels * _theme.base_points / BASE_POINTS)


def line_height() -> int:
    """The height in pixels of a line of text."""
    if not _theme.line_height:
        _theme.line_height = QFontMetrics(font()).height()
    return _theme.line_height


def control_height() -> int:
    """Fields and buttons: 40 at 12 points."""
    return line_height() + 20


def link_height() -> int:
    """Link buttons: 36 at 12 points."""
    return line_height() + 16


def row_height() -> int:
    """Rows and headers of tables: 36 at 12 points."""
    return line_height() + 16


def icon_size() -> int:
    """Icons stand as high as a line: 20 at 12 points."""
    return scaled(20)


def small_icon_size() -> int:
    """Icons inside fields and cells, where they go with the letters: 18 at 12 points."""
    return scaled(18)


def text_width(text: str, role: str = "text") -> int:
    """The width of a text in pixels, rounded up so that it is never elided for a fraction."""
    return QFontMetrics(font(role)).horizontalAdvance(text) + 1


def on_change(react: Callable[[], None]) -> None:
    """Calls ``react`` whenever colours or sizes change; give a bound method of a QObject, so that it dies with it."""
    _theme.changed.connect(react)


class _Measure(QObject):
    """A measure of its parent that goes with the letters."""

    def __init__(self, widget: QWidget, set_size: Callable[[QWidget, int], object], pixels: int) -> None:
        super().__init__(widget)
        self._set_size, self._pixels = set_size, pixels
        self.apply()
        on_change(self.apply)

    def apply(self) -> None:
        widget = self.parent()
        assert isinstance(widget, QWidget)
        self._set_size(widget, scaled(self._pixels))


def keep_scaled(widget: QWidget, set_size: Callable[[QWidget, int], object], pixels: int) -> None:
    """A measure drawn for letters of 12 points, as ``QWidget.setFixedWidth``: now, and whenever the letters change."""
    _Measure(widget, set_size, pixels)


def package_file(package: str, *parts: str) -> Path:
    """A file inside an installed package, found without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    return Path(spec.submodule_search_locations[0], *parts)


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application, in the style that the look is drawn for: to set that later makes Python's side of a style."""
    _theme.has_style = True
    return QApplication([*arguments, "-style", "Fusion"])


def apply_theme(app: QApplication, tokens: Palette, base_points: int = BASE_POINTS) -> None:
    """Dresses the whole program in a palette and a size of letters; may be called again at any time."""
    from ananea_desktop.ui.stylesheet import stylesheet

    if is_applied(tokens, base_points):
        return
    is_new_size = not _theme.fonts_loaded or base_points != _theme.base_points
    if not _theme.fonts_loaded:
        for style in ("Regular", "Semibold", "Bold", "It"):
            letters = package_file("font_source_sans_pro", "files", f"SourceSansPro-{style}.ttf")
            QFontDatabase.addApplicationFont(str(letters))
        if not _theme.has_style:
            app.setStyle("Fusion")
        _theme.fonts_loaded = True
    if app.styleSheet():
        app.setStyleSheet("")  # off and on again takes a quarter of the time that one over another does
    _theme.palette = tokens
    _theme.base_points = base_points
    _theme.fonts.clear()
    _theme.line_height = 0
    if is_new_size:  # Qt goes through every widget for it
        app.setFont(font())
    app.setPalette(_qt_palette(tokens))
    app.setStyleSheet(stylesheet(tokens, base_points))
    _theme.changed.emit()


def is_applied(tokens: Palette, base_points: int) -> bool:
    """Whether the program is dressed so already."""
    return _theme.fonts_loaded and (_theme.palette, _theme.base_points) == (tokens, base_points)


def system_palette(app: QApplication) -> Palette:
    """Dark where the system is dark, light where it is light or does not say."""
    return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _qt_palette(tokens: Palette) -> QPalette:
    role = QPalette.ColorRole
    colors = {
        role.Window: tokens.bg,
        role.Base: tokens.bg,
        role.AlternateBase: tokens.panel,
        role.Button: tokens.bg,
        role.WindowText: tokens.ink,
        role.Text: tokens.ink,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.bad,
        role.PlaceholderText: tokens.ink3,
        role.Highlight: tokens.gold,
        role.HighlightedText: tokens.on_gold,
        role.Accent: tokens.bar,
        role.ToolTipBase: tokens.ink,
        role.ToolTipText: tokens.bg,
        role.Link: tokens.gold_text,
        role.LinkVisited: tokens.gold_text,
        role.Light: tokens.bg,
        role.Midlight: tokens.line,
        role.Mid: tokens.edge2,
        role.Dark: tokens.edge,
        role.Shadow: tokens.desk,
    }
    result = QPalette()
    for each, value in colors.items():
        result.setColor(each, QColor(value))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.ink3))
    return result
