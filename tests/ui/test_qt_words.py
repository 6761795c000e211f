"""Qt's own words, in menus and file choosers, are Spanish as well."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.qt_words import speak_qt
from tests.builders import an_office_on_disk
from tests.ui.test_main_job import OpenOffice


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_a_field_is_in_spanish(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    office.window.show_record("members", -1)
    office.settle()
    name = office.seen(TextField, "given_names")
    middle = name.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(name, QContextMenuEvent(reason, middle, name.mapToGlobal(middle)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [each.text().partition("\t")[0].replace("&", "") for each in menu.actions() if not each.isSeparator()]
    menu.close()
    assert words == ["Deshacer", "Rehacer", "Cortar", "Copiar", "Pegar", "Borrar", "Seleccionar todo"]


def test_qts_questions_and_file_chooser_are_in_spanish(qapp: QApplication) -> None:
    assert QCoreApplication.translate("QFileDialog", "File &name:") == "&Nombre de fichero:"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"


def test_the_program_starts_where_the_translation_is_missing(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "ananea_desktop"):
        assert not speak_qt(qapp, str(tmp_path / "nowhere"))
    assert "qtbase_es" in caplog.text
