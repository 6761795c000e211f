"""«Personas que usan el programa», clicked and typed; and the second person at an annulment."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import office as office_operations
from ananea_desktop.operations import people, receipts
from ananea_desktop.ui import people_dialogs
from ananea_desktop.ui.annulling import AnnulDialog
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.people_dialogs import CodeDialog, PasswordDialog, PersonDialog
from ananea_desktop.ui.people_log import PeopleLogPage
from ananea_desktop.ui.people_page import PeoplePage
from ananea_desktop.ui.second_person import SecondPersonDialog
from ananea_desktop.ui.tick import Tick
from tests.builders import a_line, a_profile, an_office_on_disk, issued
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked
from tests.ui.test_main_job import press, press_letter, type_into
from tests.ui.test_sign_in_page import ROSA, TOMAS, choose_name, type_password, with_passwords

OpenOffice = Callable[[], Office]


def type_in(office: Office, dialog: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        (field,) = dialog.findChildren(QWidget, name)
        field.setFocus()
        office.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in text:
            press_letter(office, field, letter)


def press_in(office: Office, dialog: QWidget, name: str) -> None:
    (button,) = dialog.findChildren(Button, name)
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


def open_people(office: Office) -> PeoplePage:
    office.window.actions_by_name["users"].trigger()
    office.settle()
    return office.seen(PeoplePage)


def told(office: Office) -> str:
    return office.seen(QLabel, "people_told").text()


@pytest.fixture
def printed_codes(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    papers: list[bytes] = []
    monkeypatch.setattr(people_dialogs, "ask_and_print", lambda _parent, pdf, _title, _done: papers.append(pdf))
    return papers


def test_a_person_a_password_and_the_envelope(
    open_office: OpenOffice, tmp_path: Path, printed_codes: list[bytes]
) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    open_people(office)
    assert "Nadie tiene clave" in told(office)
    press(office, "new_person")
    dialog = dialog_of(office, PersonDialog)
    type_in(office, dialog, person_name="Tomás Huanca", person_title="fiscal")
    press_in(office, dialog, "save_person")
    assert isinstance(dialog, PersonDialog)
    assert "Marque al menos un rol" in dialog._roles_problem.text(), "nobody has the money in hand by an oversight"
    (tick,) = dialog.findChildren(Tick, "role_supervision")
    office.qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    press_in(office, dialog, "save_person")
    tomas = asked(office, people.all_of)[1]
    assert (tomas["name"], tomas["roles"]) == ("Tomás Huanca", "supervision")

    press(office, "set_password")
    dialog = dialog_of(office, PasswordDialog)
    type_in(office, dialog, set_password=ROSA, set_again="otra cosa")
    press_in(office, dialog, "save_password")
    assert isinstance(dialog, PasswordDialog)
    assert "No es la misma" in dialog._rows["again"].problem()
    type_in(office, dialog, set_password="rosa2026ananea", set_again="rosa2026ananea")
    press_in(office, dialog, "save_password")
    assert "fácil de adivinar" in dialog._rows["password"].problem()
    type_in(office, dialog, set_password=ROSA, set_again=ROSA)
    press_in(office, dialog, "save_password")

    dialog = dialog_of(office, CodeDialog)  # the first password of all
    press_in(office, dialog, "make_code")
    (code,) = dialog.findChildren(QLabel, "code_shown")
    assert len(code.text()) == 23
    press_in(office, dialog, "print_code")
    assert printed_codes[0].startswith(b"%PDF")
    assert isinstance(dialog, QDialog)
    dialog.reject()
    office.settle()
    assert "Sin clave: Tomás Huanca" in told(office)
    assert "No hay una segunda persona" in told(office)
    assert office.window.lock.watch._timer.isActive(), "from now on the screen locks itself"


def test_who_may_not_give_permissions_changes_only_their_own_password(open_office: OpenOffice, tmp_path: Path) -> None:
    with_passwords(tmp_path)
    office = open_office()
    choose_name(office, "Tomás Huanca")
    type_password(office, TOMAS)
    page = open_people(office)
    assert not page.new.isEnabled()
    assert not page.change.isEnabled()
    page.table.choose_row(1)
    office.settle()
    assert page.password.isEnabled()
    page.table.choose_row(0)
    office.settle()
    assert not page.password.isEnabled()


def test_roles_are_given_with_the_second_person(open_office: OpenOffice, tmp_path: Path) -> None:
    with_passwords(tmp_path)
    office = open_office()
    choose_name(office, "Rosa Quispe")
    type_password(office, ROSA)
    page = open_people(office)
    page.table.choose_row(1)
    press(office, "change_person")
    dialog = dialog_of(office, PersonDialog)
    (tick,) = dialog.findChildren(Tick, "role_records")
    office.qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    press_in(office, dialog, "save_person")
    second = dialog_of(office, SecondPersonDialog)
    type_in(office, second, second_password=TOMAS)
    press_in(office, second, "approve")
    assert asked(office, people.all_of)[1]["roles"] == "records supervision"
    assert asked(office, people.acts_of, 2)[0]["approved_by"] == "Tomás Huanca"


def begin_annulment(open_office: OpenOffice, tmp_path: Path) -> tuple[Office, Receipt]:
    """Rosa has asked to annul a receipt of S/ 700; from 500 on it needs another person."""
    found: list[Receipt] = []
    with_passwords(tmp_path, lambda books: found.append(issued(books, a_line(amount="700"))))
    books = an_office_on_disk(tmp_path / "ananea.db")
    books.user = "Rosa Quispe"
    office_operations.save_profile(books, a_profile(second_person_from="500"))
    books.file.close()
    office = open_office()
    choose_name(office, "Rosa Quispe")
    type_password(office, ROSA)
    office.window.show_record("receipts", found[0].id)
    office.settle()
    press(office, "annul")
    dialog = dialog_of(office, AnnulDialog)
    assert isinstance(dialog, AnnulDialog)
    dialog.paper.setChecked(True)
    assert dialog._reason is not None
    office.qtbot.keyClicks(dialog._reason.field, "Duplicado")
    office.qtbot.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    return office, found[0]


def test_a_large_receipt_is_annulled_with_the_second_person(open_office: OpenOffice, tmp_path: Path) -> None:
    office, receipt = begin_annulment(open_office, tmp_path)
    second = dialog_of(office, SecondPersonDialog)
    type_in(office, second, second_password="no es esta")
    press_in(office, second, "approve")
    assert asked(office, receipts.get, receipt.id).annulment is None
    assert isinstance(second, SecondPersonDialog)
    assert "dentro de 1 s" in second._rows["second_password"].problem()
    office.qtbot.waitUntil(second.yes_button.isEnabled, timeout=5000)
    later = office.books.books.clock().replace(second=5)
    office.books.books.clock = lambda: later
    type_in(office, second, second_password=TOMAS)
    press_in(office, second, "approve")
    annulment = asked(office, receipts.get, receipt.id).annulment
    assert annulment.reason == "Duplicado (autorizó Tomás Huanca)"


def test_without_the_second_person_nothing_is_annulled(open_office: OpenOffice, tmp_path: Path) -> None:
    office, receipt = begin_annulment(open_office, tmp_path)
    second = dialog_of(office, SecondPersonDialog)
    office.qtbot.keyClick(second, Qt.Key.Key_Escape)
    office.settle()
    assert QApplication.activeModalWidget() is None
    assert asked(office, receipts.get, receipt.id).annulment is None


def test_changes_and_refused_entries_can_be_looked_at(open_office: OpenOffice, tmp_path: Path) -> None:
    with_passwords(tmp_path)
    office = open_office()
    choose_name(office, "Tomás Huanca")
    type_password(office, "no es esta")
    office.qtbot.waitUntil(office.seen(Button, "enter").isEnabled, timeout=5000)
    later = office.books.books.clock().replace(second=5)
    office.books.books.clock = lambda: later
    choose_name(office, "Rosa Quispe")
    type_password(office, ROSA)
    open_people(office)
    press(office, "people_log")
    model = office.seen(PeopleLogPage).model
    said = [model.row(number)["what"] for number in range(model.rowCount())]
    assert {"Entró", "Clave equivocada", "Clave nueva", "Persona nueva, con Vigilancia"} <= set(said)


def test_the_amount_for_two_is_raised_in_the_form_with_the_second_person(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office, _receipt = begin_annulment(open_office, tmp_path)
    office.qtbot.keyClick(dialog_of(office, SecondPersonDialog), Qt.Key.Key_Escape)
    office.settle()
    office.window.open_profile()
    office.settle()
    type_into(office, "second_person_from", "900")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    second = dialog_of(office, SecondPersonDialog)
    type_in(office, second, second_password=TOMAS)
    press_in(office, second, "approve")
    assert asked(office, office_operations.profile)["second_person_from"] == 90_000
    assert office.window.top_bar.isVisible(), "nobody is asked for their password again"
    press(office, "lock_now")
    assert office.window.lock.is_locked


def test_ones_own_roles_count_in_the_window_at_once(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    open_people(office)
    press(office, "change_person")
    dialog = dialog_of(office, PersonDialog)
    (tick,) = dialog.findChildren(Tick, "role_treasury")
    office.qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    press_in(office, dialog, "save_person")
    assert not office.window.desk.may(Right.MONEY)
    assert office.window.top_bar.isVisible()
    assert not [each for each in office.window.findChildren(PeoplePage) if each.isVisible()], "Inicio, made anew"
