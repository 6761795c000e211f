"""By clicks and keys: a month closed with its acta, what is refused then, opened again, and the hand-over."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import checking, closing_actas, closings, handover
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.closing_page import ClosingPage
from ananea_desktop.ui.closings_page import ClosingsPage
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.handover import HandoverDialog
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.second_person import SecondPersonDialog
from tests.builders import a_line, an_egreso, an_office_on_disk, issue_anyway, issued
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press, press_letter, type_into
from tests.ui.test_people_page import press_in, type_in
from tests.ui.test_sign_in_page import ROSA, TOMAS, choose_name, type_password, with_passwords

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    """Caja y recibos: an ingreso in September, an egreso without support in October."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books, issued_on="05/09/2026")
    issue_anyway(books, an_egreso(a_line(amount="20.00"), issued_on="16/10/2026"))
    books.file.close()
    opened = open_office()
    go_to(opened, 5)
    return opened


def open_list(office: Office) -> ClosingsPage:
    choose_act(office, "book_acts", "closings")
    return office.seen(ClosingsPage)


def close_october(office: Office) -> None:
    press(office, "close_next")
    press(office, "save_document")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_month_is_closed_by_the_filled_button(office: Office) -> None:
    page = open_list(office)
    assert page.close_button.text() == "Cerrar octubre de 2026"
    assert [page.model.row(row)["state"] for row in range(page.model.rowCount())] == ["running", "to_close", "to_close"]
    press(office, "close_next")
    closing = office.seen(ClosingPage)
    assert closing.what.text().startswith("Se cierra del 05/09/2026 al 31/10/2026. Los datos están bien.")
    words = [each.text() for each in closing.list.findChildren(QLabel)]
    assert "1 egreso sin sustento: S/\xa020.00" in words
    type_into(office, "notes", "El arqueo se hizo el 2")
    press(office, "save_document")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    assert question.windowTitle() == "¿Cerrar octubre de 2026?"
    assert question.no_button.hasFocus()
    office.qtbot.keyClick(question, Qt.Key.Key_Escape)
    office.settle()
    assert asked(office, closings.closed_through) is None
    press(office, "save_document")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    paper = office.seen(PaperPage)
    assert paper.title.text() == "Acta de cierre N.º 000001"
    words_on_paper = words_of(asked(office, closing_actas.acta_pdf, 1))
    assert "El arqueo se hizo el 2" in words_on_paper
    assert "1 egreso sin sustento" in words_on_paper
    office.keys(Qt.Key.Key_Escape)
    page = office.seen(ClosingsPage)
    assert page.close_button.isHidden()
    assert page.model.row(1)["number"] == 1
    page.table.choose_row(1)
    page.table.setFocus()
    office.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()
    assert office.seen(PaperPage)
    assert asked(office, checking.check).problems == []


def test_what_is_unfinished_leads_to_its_list_and_back(office: Office) -> None:
    open_list(office)
    press(office, "close_next")
    type_into(office, "notes", "abc")
    press(office, "matter_unsupported")
    assert type(office.seen(ListPage)) is ListPage
    office.keys(Qt.Key.Key_Escape)
    closing = office.seen(ClosingPage)
    assert closing.texts()["notes"] == "abc"
    assert closing.save_button.isEnabled()


def test_a_receipt_of_the_closed_month_says_so_beside_its_date(office: Office) -> None:
    open_list(office)
    close_october(office)
    office.keys(Qt.Key.Key_Escape)
    office.keys(Qt.Key.Key_Escape)
    press(office, "new_in")
    page = office.seen(ReceiptPage)
    type_into(office, "issued_on", "20/10/2026")
    page.issue()
    office.settle()
    assert "Ese período ya está cerrado (hasta el 31/10/2026)" in page.form.rows["issued_on"].problem()


def test_it_is_opened_again_with_a_reason_and_inicio_says_so(office: Office) -> None:
    open_list(office)
    close_october(office)
    office.keys(Qt.Key.Key_Escape)
    press(office, "reopen")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    assert question.isVisible()  # it asks for the reason first
    (field,) = question.findChildren(TextField)
    for letter in "Faltó un recibo":
        press_letter(office, field, letter)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    page = office.seen(ClosingsPage)
    assert page.close_button.text() == "Cerrar octubre de 2026"
    assert "REABIERTO" in words_of(asked(office, closing_actas.acta_pdf, 1))
    office.keys(Qt.Key.Key_Escape)
    go_to(office, 0)
    office.seen(Button, "matter_closings")
    words = [each.text() for each in office.window.findChildren(QLabel) if each.isVisible()]
    assert "Se reabrió el cierre del acta N.º 1" in words
    press(office, "matter_closings")
    assert office.seen(ClosingsPage)


def test_opening_again_asks_for_the_second_person(open_office: OpenOffice, tmp_path: Path) -> None:
    def close(books: Books) -> None:
        issued(books, issued_on="05/10/2026")
        at_once(closings.close(books, "2026-10", confirmed=(closings.UNFINISHED,)))

    with_passwords(tmp_path, close)
    office = open_office()
    choose_name(office, "Rosa Quispe")
    type_password(office, ROSA)
    go_to(office, 5)
    page = open_list(office)
    press(office, "reopen")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    (field,) = question.findChildren(TextField)
    office.qtbot.keyClicks(field, "Error")
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    second = dialog_of(office, SecondPersonDialog)
    type_in(office, second, second_password=TOMAS)
    press_in(office, second, "approve")
    assert page.model.row(2)["reopened_why"] == "Error"
    assert page.close_button.text() == "Cerrar octubre de 2026"


def test_inicio_leads_to_the_month_that_is_to_be_closed(office: Office) -> None:
    go_to(office, 0)
    words = [each.text() for each in office.window.findChildren(QLabel) if each.isVisible()]
    assert "Falta cerrar octubre de 2026" in words
    press(office, "matter_closings")
    assert office.seen(ClosingsPage).close_button.text() == "Cerrar octubre de 2026"


def test_the_hand_over_is_seen_and_written_as_a_folder(office: Office, tmp_path: Path) -> None:
    open_list(office)
    close_october(office)
    office.keys(Qt.Key.Key_Escape)
    press(office, "handover")
    dialog = dialog_of(office, HandoverDialog)
    button = dialog.findChild(Button, "handover_paper")
    assert button is not None
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.seen(PaperPage).title.text() == "Entrega de cargo"
    office.keys(Qt.Key.Key_Escape)
    press(office, "handover")
    dialog = dialog_of(office, HandoverDialog)
    button = dialog.findChild(Button, "handover_folder")
    assert button is not None
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path))
    chooser.close()
    office.settle()
    told = dialog_of(office, Dialog)
    assert told.windowTitle() == "La carpeta está completa"
    office.qtbot.keyClick(told, Qt.Key.Key_Escape)
    folder = tmp_path / handover.folder_name(office.books.books.today())
    assert (folder / handover.PAPER).read_bytes().startswith(b"%PDF")
    assert (folder / "actas" / "acta-000001.pdf").exists()
    assert {each.stem for each in (folder / "listas").iterdir()} == set(handover.LISTS)
    assert QApplication.activeModalWidget() is None
