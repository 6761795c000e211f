"""The language of the window: kept for this PC, chosen in the menu, spoken when the window is opened anew."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ananea_desktop.domain.language import ENGLISH, LANGUAGES, SPANISH, current_language
from ananea_desktop.ui.desk import Desk

SETTING = "window/language"
NAMES = {SPANISH: "Español", ENGLISH: "English"}
"""Each in its own: whoever came into the wrong one finds the way back."""


def chosen_language() -> str:
    """``es`` until another one was chosen on this PC."""
    kept = str(QSettings().value(SETTING, SPANISH))
    return kept if kept in LANGUAGES else SPANISH


def speak_chosen(app: QApplication) -> None:
    """The whole program and Qt speak the language chosen on this PC; what is open already stays as it is."""
    from ananea_desktop.ui.qt_words import speak_qt

    code = chosen_language()
    if code != current_language():
        from ananea_desktop.operations.languages import use_language

        use_language(code)
    speak_qt(app)


def choose_language(desk: Desk, code: str) -> None:
    """Keeps the choice for this PC and opens the window anew in it. What was being typed is kept as a draft."""
    if code == current_language():
        return
    QSettings().setValue(SETTING, code)
    desk.reopening_wanted.emit()
