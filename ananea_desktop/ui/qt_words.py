"""Qt's own words, in a field's menu, the file chooser and the printing dialog, in the language of the window."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from ananea_desktop.domain.language import ENGLISH, current_language
from ananea_desktop.operations.program_log import LOG

QT_SPANISH = "qtbase_es"
_LACKING = {
    ("QFileDialog", "&Look in:"): "&Buscar en:",
    ("QFileDialog", "Files of &type:"): "&Tipo de archivo:",
    ("QAbstractFileIconProvider", "Drive"): "Unidad",
    ("QAbstractFileIconProvider", "Folder"): "Carpeta",
    ("QPrintSettingsOutput", "Pages"): "Páginas",
    ("QPrintSettingsOutput", "Page &Set:"): "&Cuáles:",
    ("QPrintSettingsOutput", "Double Sided Printing"): "Impresión por las dos caras",
    ("QPrintSettingsOutput", "Off"): "No",
    ("QPrintSettingsOutput", "Long side binding"): "Por el lado largo",
    ("QPrintSettingsOutput", "Short side binding"): "Por el lado corto",
    (
        "QPrintSettingsOutput",
        "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen."
        " E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.",
    ): "Escriba páginas o tramos separados por comas, un tramo con guion. Así, 3,5-7,9 imprime las páginas 3, 5, 6, 7"
    " y 9.",
}
"""What Qt's Spanish lacks, by its context and its source text."""
_in_use: list[QTranslator] = []
"""Kept here: to look for them among what the application owns makes Python's side of all of that, with its style."""


def window_locale() -> QLocale:
    """How the window names months and days. Both write the day before the month, as the papers do."""
    if current_language() == ENGLISH:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return QLocale(QLocale.Language.Spanish, QLocale.Country.Peru)


class _LackingWords(QTranslator):
    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return _LACKING.get((context, source))  # type: ignore[return-value]  # None, not "": Qt asks the next one


def speak_qt(app: QApplication, folder: str = "") -> bool:
    """Qt speaks as the window does: English is its own tongue, Spanish comes with it, in its ``folder``.

    False where the Spanish is missing: Qt's words stay English then, and the log says so.
    """
    QLocale.setDefault(window_locale())
    if current_language() == ENGLISH:
        while _in_use:
            _take_away(app, _in_use.pop())
        return True
    if _in_use and not folder:
        return True
    spanish = QTranslator(app)
    folder = folder or QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not spanish.load(QT_SPANISH, folder):
        _take_away(app, spanish)
        LOG.warning("no %s in %s: Qt's own words stay English", QT_SPANISH, folder)
        return False
    _in_use[:] = [_LackingWords(app), spanish]
    for words in _in_use:
        app.installTranslator(words)  # the last one is asked first, and only for what it lacks the other
    return True


def _take_away(app: QApplication, words: QTranslator) -> None:
    app.removeTranslator(words)
    words.setParent(None)
    QObject.deleteLater(words)
