"""Light or dark, and how large the letters are: as it was chosen on this PC, for whoever works at it."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ananea_desktop.ui import theme

THEME_SETTING = "appearance/theme"
LETTERS_SETTING = "appearance/letters"


class Colours(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Letters(StrEnum):
    NORMAL = "normal"
    LARGE = "large"


class Appearance(NamedTuple):
    colours: Colours = Colours.SYSTEM
    letters: Letters = Letters.NORMAL


_SCHEMES = {
    Colours.SYSTEM: Qt.ColorScheme.Unknown,
    Colours.LIGHT: Qt.ColorScheme.Light,
    Colours.DARK: Qt.ColorScheme.Dark,
}
_POINTS = {Letters.NORMAL: theme.BASE_POINTS, Letters.LARGE: theme.LARGER_POINTS}


class _Follower(QObject):
    """Dresses the program anew when the system changes between light and dark."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _dress(app))


_follower: _Follower | None = None


def chosen() -> Appearance:
    """What was chosen; a word that nobody here wrote counts as never chosen."""
    settings = QSettings()
    kept = Appearance()
    words = str(settings.value(THEME_SETTING, "")), str(settings.value(LETTERS_SETTING, ""))
    return Appearance(
        Colours(words[0]) if words[0] in [*Colours] else kept.colours,
        Letters(words[1]) if words[1] in [*Letters] else kept.letters,
    )


def dress(app: QApplication) -> None:
    """Dresses the program as it was chosen, and from now on whenever that or the system changes."""
    global _follower
    if _follower is None:
        _follower = _Follower(app)
    if chosen().colours is not Colours.SYSTEM:  # else Qt follows the system by itself
        app.styleHints().setColorScheme(_SCHEMES[chosen().colours])
    _dress(app)


def choose(colours: Colours | None = None, letters: Letters | None = None) -> None:
    """Keeps a choice and dresses all windows in it, at once; None leaves that one as it is."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = QSettings()
    if colours is not None:
        settings.setValue(THEME_SETTING, str(colours))
        app.styleHints().setColorScheme(_SCHEMES[colours])  # title bars and the system's own dialogs follow
    if letters is not None:
        settings.setValue(LETTERS_SETTING, str(letters))
    _dress(app)


def follow_keys(window: QWidget) -> None:
    """Ctrl++ and Ctrl+− for larger and normal letters, anywhere in a window; Ctrl+0 for normal ones."""
    for name, keys, letters in (
        ("larger_letters", [QKeySequence("Ctrl++")], Letters.LARGE),
        ("normal_letters", [QKeySequence("Ctrl+-"), QKeySequence("Ctrl+0")], Letters.NORMAL),
    ):
        action = QAction(window)
        action.setObjectName(name)
        action.setProperty("over_lock", True)  # who signs in must be able to read
        action.setShortcuts(keys)
        action.triggered.connect(lambda _checked=False, letters=letters: choose(letters=letters))
        window.addAction(action)


def _dress(app: QApplication) -> None:
    wanted = chosen()
    palettes = {Colours.LIGHT: theme.LIGHT, Colours.DARK: theme.DARK}
    palette, points = palettes.get(wanted.colours) or theme.system_palette(app), _POINTS[wanted.letters]
    if theme.is_applied(palette, points):
        return
    theme.apply_theme(app, palette, points)
    for widget in app.allWidgets():  # what is arranged by its width is arranged anew for the new letters
        app.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))
