"""By clicks and keys: a state changed, corrected and taken away; photo, constancia, positions; lists; hidden data."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QListWidget, QMenu, QWidget

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import cards, checking, good_standing, member_cards, positions, state_changes
from ananea_desktop.ui import assembly_attendance, debtors_page, people_ticks, personal, training_columns
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine, SectionHeader
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.good_standing import IssueDialog
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.people_papers import PeoplePapersPage
from ananea_desktop.ui.portrait import Portrait
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import set_field_text
from ananea_desktop.ui.record_history import change_details
from ananea_desktop.ui.state_dialogs import StateDialog
from ananea_desktop.ui.tabs.positions import PositionForm
from tests.builders import an_office_on_disk, save_member
from tests.hostile import a_photo
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act, fill
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]


@pytest.fixture(autouse=True)
def seen_again() -> Iterator[None]:
    yield
    personal.hide_personal(False)
    personal.note_presenting(False)


def office_with_members(open_office: OpenOffice, tmp_path: Path, **changes: str) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_member(books, phone="951 234 567", address="Jirón Puno 12", **changes)
    save_member(books, document_number="00041528", paternal_surname="Apaza", number="2")
    books.file.close()
    office = open_office()
    go_to(office, 1)
    office.window.show_record("members", 1)
    office.settle()
    return office


def link_of(office: Office, header: str) -> None:
    """Presses the link at the right of a section of the card."""
    (button,) = (each for each in office.seen(SectionHeader, header).findChildren(Button) if each.isVisible())
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


def press_in(office: Office, name: str) -> None:
    """A button of the dialog in front."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    (button,) = dialog.findChildren(Button, name)
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


def click_line(office: Office, name: str) -> None:
    office.qtbot.mouseClick(office.seen(CardLine, name), Qt.MouseButton.LeftButton)
    office.settle()


def title_of(office: Office) -> str:
    return office.seen(QLabel, "card_title").text()


def choose_entry(office: Office, name: str) -> None:
    menu = next(each for each in office.window.findChildren(QMenu) if each.isVisible())
    entry = next(each for each in menu.actions() if each.objectName() == name)
    entry.trigger()
    menu.close()
    office.settle()


def test_a_state_is_changed_corrected_and_taken_away(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    link_of(office, "states")
    dialog = dialog_of(office, StateDialog)
    assert isinstance(dialog, StateDialog)
    fill_state(office, state="suspended", valid_from="01/02/2020")
    assert "Falta el motivo" in dialog.rows["reason"].problem()
    office.qtbot.keyClicks(dialog.rows["reason"].field, "No pago")
    press_in(office, "save_state")
    assert [row["state"] for row in asked(office, state_changes.of_member, 1)] == ["suspended", "active"]
    assert "inhábil" in card_texts(office)
    click_line(office, "state_3")
    press_in(office, "correct_state")
    fill_state(office, valid_from="15/02/2020")
    (newest, _first) = asked(office, state_changes.of_member, 1)
    assert newest["valid_from"].isoformat() == "2020-02-15"
    click_line(office, "state_3")
    press_in(office, "remove_state")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    assert question.no_button.hasFocus()
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert [row["state"] for row in asked(office, state_changes.of_member, 1)] == ["active"]
    click_line(office, "state_1")
    only = QApplication.activeModalWidget()
    assert only is not None and not only.findChildren(Button, "remove_state")
    assert "Es el único estado" in " ".join(each.text() for each in only.findChildren(QLabel))
    office.qtbot.keyClick(only, Qt.Key.Key_Escape)
    assert asked(office, checking.check).problems == []


def fill_state(office: Office, **texts: str) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StateDialog)
    for name, text in texts.items():
        set_field_text(dialog.rows[name].field, text)
    press_in(office, "save_state")


def card_texts(office: Office) -> str:
    return " ".join(each.text() for each in office.seen(RecordCard).findChildren(QLabel))


def test_who_leaves_without_an_acta_is_doubted_and_what_is_open_is_told(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = office_with_members(open_office, tmp_path)
    texts = {"member_id": "1", "position": "Vocal", "body": "electoral", "starts_on": "01/02/2025", "acta": "Acta 1"}
    asked(office, positions.save, texts)
    link_of(office, "states")
    fill_state(office, state="retired", valid_from="20/11/2026")
    dialog = dialog_of(office, StateDialog)
    assert isinstance(dialog, StateDialog)
    assert "guarde otra vez" in dialog.rows["acta"].problem()
    press_in(office, "save_state")
    told = QApplication.activeModalWidget()
    assert told is not None
    assert "Sigue en el cargo: Vocal, comité electoral" in " ".join(each.text() for each in told.findChildren(QLabel))
    office.qtbot.keyClick(told, Qt.Key.Key_Return)


def test_a_photo_is_put_on_the_card_and_taken_off(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    (tmp_path / "rosa.jpg").write_bytes(a_photo())
    portrait = office.seen(Portrait)
    assert portrait.accessibleName() == "Poner foto"
    office.qtbot.mouseClick(portrait, Qt.MouseButton.LeftButton)
    chooser = dialog_of(office, QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.close()
    portrait.put(tmp_path / "rosa.jpg")
    office.qtbot.waitUntil(lambda: office.seen(Portrait).accessibleName().startswith("Foto"), timeout=20_000)
    assert asked(office, member_cards.photo, 1) is not None
    office.qtbot.mouseClick(office.seen(Portrait), Qt.MouseButton.LeftButton)
    choose_entry(office, "no_photo")
    assert asked(office, member_cards.photo, 1) is None
    assert len(asked(office, cards.card, MEMBERS, 1).attachments) == 1


def test_a_constancia_is_issued_shown_and_annulled(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    press(office, "person_papers")
    choose_entry(office, "good_standing")
    dialog = dialog_of(office, IssueDialog)
    assert isinstance(dialog, IssueDialog)
    office.qtbot.keyClicks(dialog.purpose, "un credito")
    press_in(office, "issue_standing")
    page = office.seen(PaperPage)
    assert page.title.text() == "Constancia de socio hábil N.º 000001"
    office.keys(Qt.Key.Key_Escape)
    click_line(office, "standing_1")
    press_in(office, "annul_standing")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    assert question._reason is not None
    office.qtbot.keyClicks(question._reason.field, "Se mancho")
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert asked(office, good_standing.get, 1).annulment.reason == "Se mancho"


def test_who_is_not_habil_is_told_why_there_is_no_constancia(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path, state="suspended", state_since="01/02/2020")
    press(office, "person_papers")
    choose_entry(office, "good_standing")
    told = dialog_of(office, Dialog)
    assert "está inhábil desde el 01/02/2020" in " ".join(each.text() for each in told.findChildren(QLabel))
    office.qtbot.keyClick(told, Qt.Key.Key_Return)


def test_a_position_is_noted_from_the_card_and_found_on_it(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    link_of(office, "positions")
    form = office.seen(PositionForm)
    assert form.rows["member_id"].field.text() == "Ccʼallo Núñez, José"  # type: ignore[attr-defined]
    type_into(office, "position", "Vocal")
    type_into(office, "starts_on", "25/01/2025")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Falta el acta" in form.rows["acta"].problem()
    type_into(office, "acta", "Acta 3")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert title_of(office) == "Ccʼallo Núñez, José"
    go_to(office, 1)
    office.window.show_record("members", 1)
    office.settle()
    lines = [each.text() for each in office.seen(RecordCard).findChildren(CardLine)]
    assert "Vocal, consejo de administración" in lines


def test_a_list_to_sign_of_who_is_ticked(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    choose_act(office, "more_acts", "signatures")
    page = office.seen(PeoplePapersPage)
    people = office.seen(QListWidget, "people")
    assert people.count() == 2 and len(page.ticks.present()) == 2
    office.focus(people)
    people.setCurrentRow(0)
    office.qtbot.keyClick(people, Qt.Key.Key_Space)
    fill(office, list_title="Faena", list_blank="mil")
    press(office, "see_people_paper")
    assert "filas vacías" in page.rows["blank"].problem()
    fill(office, list_blank="3")
    press(office, "see_people_paper")
    assert office.seen(PaperPage).title.text() == "Faena"
    office.keys(Qt.Key.Key_Escape)
    page.kind.set_value("credentials")
    assert not office.window.findChildren(QWidget, "list_title")[0].isVisible()
    press(office, "see_people_paper")
    assert office.seen(PaperPage).title.text() == "Credenciales"


def test_the_register_is_asked_of_a_day(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    choose_act(office, "more_acts", "register")
    page = office.seen(PaperPage)
    type_into(office, "paper_day", "11/08/2009")
    office.settle()
    assert page._file_name() == "padron-2009-08-11"
    type_into(office, "paper_day", "hoy no")
    office.settle()
    assert not page.save_button.isEnabled()
    type_into(office, "paper_day", "24/11/2026")
    office.settle()
    assert page.save_button.isEnabled()


def test_documents_phones_and_addresses_are_hidden_while_that_is_wanted(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = office_with_members(open_office, tmp_path)
    assert "DNI 00041527" in card_texts(office) and "Jirón Puno 12" in card_texts(office)
    action = office.window.actions_by_name["hide_personal"]
    action.trigger()
    office.settle()
    assert "•••• 1527" in card_texts(office)
    assert all(word not in card_texts(office) for word in ("00041527", "Jirón", "951 234"))
    shown = {str(page_cell(office, row)) for row in range(2)}
    assert shown == {"•••• 1527", "•••• 1528"}
    action.trigger()
    office.settle()
    assert "DNI 00041527" in card_texts(office)
    personal.note_presenting(True)
    office.settle()
    assert "00041527" not in card_texts(office) and action.isChecked()
    personal.note_presenting(False)
    office.settle()
    assert "DNI 00041527" in card_texts(office) and not action.isChecked()


def page_cell(office: Office, row: int) -> str:
    model = office.window.page("members").model
    return str(model.index(row, 2).data())


def test_what_is_hidden_leaves_only_an_end() -> None:
    personal.hide_personal(True)
    assert personal.number("DNI 00041527") == "•••• 1527"
    assert personal.number("12345") == personal.whole("Jirón") == "••••"
    assert personal.number("") == personal.whole("") == ""


def test_the_history_shows_no_document_or_phone_that_is_hidden() -> None:
    before = {"document_number": "00041527", "phone": "951234567", "address": "Jirón Puno 12", "community": "Ananea"}
    after = {"document_number": "00041528", "phone": "", "address": "Jirón Lima 3", "community": "Trapiche"}
    row = {"table_name": "members", "before": before, "after": after}
    personal.hide_personal(True)
    words = " ".join(change_details(MEMBERS, row))
    assert "a «–»" in words and "Trapiche" in words
    assert all(hidden not in words for hidden in ("00041", "951", "Jirón"))


def test_no_list_of_people_shows_a_document_that_is_hidden() -> None:
    person = {"document_type": "dni", "document_number": "00041527"}
    personal.hide_personal(True)
    lists = (assembly_attendance._COLUMNS, training_columns.columns(None), people_ticks.COLUMNS, debtors_page.COLUMNS)
    for columns in lists:
        (column,) = (each for each in columns if each.title == "Documento")
        assert column.text({**person, "document": "DNI 00041527"}) == "•••• 1527"
