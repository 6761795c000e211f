"""Ctrl+Z, the papelera and older versions, with keys and clicks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import records
from ananea_desktop.storage import lists
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.papelera import PapeleraPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_tab import RecordTab
from tests.builders import a_member, an_office_on_disk, save_member
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act, fill, save
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]


def begun(open_office: OpenOffice, tmp_path: Path) -> tuple[Office, int]:
    books = an_office_on_disk(tmp_path / "ananea.db")
    member = save_member(books)
    save_member(books, document_number="10000002", paternal_surname="Quispe", given_names="Rosa")
    records.save(books, MEMBERS, a_member(phone="951000001"), member)
    books.file.close()
    office = open_office()
    go_to(office, 1)
    return office, member


def link(office: Office, text: str) -> Button:
    return next(each for each in office.window.findChildren(Button) if each.isVisible() and each.text() == text)


def click(office: Office, button: Button) -> None:
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


def answer(office: Office, name: str) -> None:
    dialog = dialog_of(office, Dialog)
    click(office, dialog.findChild(Button, name) or next(b for b in dialog.findChildren(Button) if b.text() == name))


def phone(office: Office, member: int) -> str:
    rows = asked(office, lambda books: lists.members(books.db, conditions={"members.id = ?": member}))
    return str(rows[0]["phone"])


def test_ctrl_z_asks_once_and_says_what_it_undid(open_office: OpenOffice, tmp_path: Path) -> None:
    office, member = begun(open_office, tmp_path)
    office.seen(RecordTab).table.setFocus()
    office.keys(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    answer(office, "No deshacer")
    assert phone(office, member) == "951000001"

    office.keys(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    answer(office, "Deshacer")
    assert phone(office, member) == ""
    assert "Se deshizo el cambio en Ccʼallo Núñez, José." in office.window.toast.text()


def test_in_a_field_ctrl_z_is_the_fields_own(open_office: OpenOffice, tmp_path: Path) -> None:
    office, member = begun(open_office, tmp_path)
    field = office.seen(QLineEdit, "search")
    office.focus(field)
    office.qtbot.keyClicks(field, "quispe")
    office.settle()
    office.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert QApplication.activeModalWidget() is None
    assert field.text() != "quispe"
    assert phone(office, member) == "951000001"


def test_in_a_search_that_nothing_was_typed_into_ctrl_z_is_the_windows(open_office: OpenOffice, tmp_path: Path) -> None:
    """There the cursor is as soon as a list is gone to."""
    office, member = begun(open_office, tmp_path)
    field = office.seen(QLineEdit, "search")
    office.focus(field)
    office.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    answer(office, "Deshacer")
    assert phone(office, member) == ""


def test_what_was_retired_by_mistake_comes_back_by_one_click(open_office: OpenOffice, tmp_path: Path) -> None:
    office, _member = begun(open_office, tmp_path)
    tab = office.seen(RecordTab)
    assert tab.model.rowCount() == 2
    click(office, link(office, "Retirar por error…"))
    answer(office, "Retirar")
    assert tab.model.rowCount() == 1

    choose_act(office, "more_acts", "papelera")
    page = office.seen(PapeleraPage)
    assert page.model.rowCount() == 1
    press(office, "recover")
    assert page.model.rowCount() == 0
    office.keys(Qt.Key.Key_Escape)
    assert tab.model.rowCount() == 2


def test_a_twin_of_one_in_the_papelera_is_offered_to_come_back(open_office: OpenOffice, tmp_path: Path) -> None:
    office, _member = begun(open_office, tmp_path)
    click(office, link(office, "Retirar por error…"))
    answer(office, "Retirar")
    press(office, "new")
    fill(office, **a_member())
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    answer(office, "Recuperar")
    tab = office.seen(RecordTab)
    assert tab.model.rowCount() == 2
    assert office.seen(QLabel, "card_title").text() == "Ccʼallo Núñez, José"


def test_an_older_version_comes_back_through_the_form(open_office: OpenOffice, tmp_path: Path) -> None:
    office, member = begun(open_office, tmp_path)
    click(office, link(office, "Ver todo"))
    answer(office, "version_1")
    form = office.seen(RecordForm)
    assert form.texts()["phone"] == ""
    assert "Así estaba el" in form.note.text()
    assert phone(office, member) == "951000001"
    save(office)
    assert phone(office, member) == ""
