"""The window in English: chosen on the page of appearance, opened anew, and nothing in it or in Qt's dialogs is left in
the other language; what is written and printed stays Spanish."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ananea_desktop import app
from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import ENGLISH, SPANISH, current_language
from ananea_desktop.domain.receipts import PaperFormat
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import papers
from ananea_desktop.operations.languages import use_language
from ananea_desktop.storage.apart import work_apart
from ananea_desktop.ui.appearance_page import AppearancePage
from ananea_desktop.ui.qt_words import speak_qt
from ananea_desktop.ui.window_language import SETTING, chosen_language
from tests.builders import an_office_on_disk, issued
from tests.operations.test_member_papers import text_of
from tests.ui.conftest import Office

OpenOffice = Callable[[], Office]
_SAME_IN_BOTH = {"", "...", "Color", "No", "&No", "1", "Plugins", "Error", "Normal"}


@pytest.fixture(autouse=True)
def spanish_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    QSettings().remove(SETTING)
    use_language(SPANISH)
    speak_qt(qapp)


def choose(office: Office, language: str) -> None:
    """Menu, «Apariencia…», the language."""
    office.window.actions_by_name["appearance"].trigger()
    office.settle()
    field = office.seen(AppearancePage).language
    names = {SPANISH: "Español", ENGLISH: "English"}
    (segment,) = [each for each in field.findChildren(QAbstractButton) if each.text() == names[language]]
    office.qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    office.settle()


def test_the_language_is_chosen_and_the_window_opens_anew_in_it(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    assert office.window.top_bar.tab(1).text() == "Socios"
    choose(office, ENGLISH)
    assert office.window.opens_anew
    assert not office.window.isVisible()
    assert chosen_language() == ENGLISH
    office.close()
    office = open_office()
    assert office.window.top_bar.tab(1).text() == "Members"
    spoken: list[str] = []
    office.books.ask(lambda books: current_language(), owner=office.window, then=spoken.append)
    office.settle()
    assert spoken == [ENGLISH]
    choose(office, SPANISH)
    office.close()
    assert open_office().window.top_bar.tab(1).text() == "Socios"


def test_a_language_nobody_wrote_counts_as_never_chosen() -> None:
    QSettings().setValue(SETTING, "qu")
    assert chosen_language() == SPANISH


def test_papers_are_spanish_whatever_the_window_speaks(tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    receipt = issued(books)
    use_language(ENGLISH)
    one = papers.document_pdf(books, receipt)
    (many,) = at_once(papers.batch(books, [receipt.id], PaperFormat.A4)).parts
    english = papers.document_pdf(books, receipt, ENGLISH)
    books.file.close()
    assert "RECIBO DE INGRESO" in text_of(one)
    assert "RECIBO DE INGRESO" in text_of(many)
    assert "RECEIPT" in text_of(english)


def test_the_other_process_speaks_as_the_window(tmp_path: Path) -> None:
    sentences = []
    for language in (SPANISH, ENGLISH):
        use_language(language)
        with pytest.raises(StorageProblem) as met:
            at_once(work_apart({"work": "check", "path": str(tmp_path / "nothing.db")}))
        sentences.append(met.value.sentence)
    assert sentences == [
        "No se puede abrir el archivo de datos. Revise que la carpeta exista y permita escribir.",
        "The data file cannot be opened. Check that the folder exists and may be written.",
    ]


def texts_of(widget: QWidget) -> set[str]:
    found = {each.text() for each in widget.findChildren(QLabel)} | {widget.windowTitle()}
    found |= {each.text() for each in widget.findChildren(QAbstractButton)}
    for box in widget.findChildren(QComboBox):
        found |= {box.itemText(row) for row in range(box.count())}
    return {text for text in found if not text.startswith("/")}


def qts_own_words() -> set[str]:
    chooser = QFileDialog()
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    question = QMessageBox()
    for name in "Ok Save SaveAll Open Yes YesToAll No NoToAll Abort Retry Close Cancel Discard Help Apply".split():
        question.addButton(QMessageBox.StandardButton[name])
    line = QLineEdit()
    menu = line.createStandardContextMenu()
    found = {action.text().partition("\t")[0] for action in menu.actions()}
    for dialog in (chooser, question, QPrintDialog(QPrinter())):
        found |= texts_of(dialog)
        dialog.deleteLater()
    menu.deleteLater()
    return found


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_qts_dialogs_speak_the_language_of_the_window(qapp: QApplication, qtbot: QtBot) -> None:
    app.make_application()
    spanish = qts_own_words()
    assert {"&Buscar en:", "&Tipo de archivo:", "Cancelar", "&Copiar"} <= spanish
    use_language(ENGLISH)
    assert speak_qt(qapp)
    english = qts_own_words()
    assert {"&Look in:", "Files of &type:", "Cancel", "&Copy"} <= english
    assert {text for text in spanish & english if not text.replace(" ", "").isdigit()} <= _SAME_IN_BOTH
