"""By clicks and keys: a training planned over days, its attendance ticked by keyboard, marks, and who is new."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ananea_desktop.domain.trainings import TRAINING_SESSIONS
from ananea_desktop.operations import cards, certificates, checking, records, trainings
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.record_form import RecordForm, set_field_text
from ananea_desktop.ui.tabs.training_form import TrainingForm
from ananea_desktop.ui.tabs.trainings import LackingPage
from ananea_desktop.ui.training_attendance import TrainingAttendancePage
from ananea_desktop.ui.walk_in import WalkInDialog
from tests.builders import a_training, an_office_on_disk, save_member
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_committee_pages import change, tick
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press, save_form, type_into

OpenOffice = Callable[[], Office]
NAMES = (("Huanca", "Tomás"), ("Ñaupari", "Saturnina"), ("Quispe", "Julia"), ("Quispe", "Hilaria"))


def office_with_people(open_office: OpenOffice, tmp_path: Path, **changes: str) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    for number, (surname, given) in enumerate(NAMES, start=1):
        texts = {"paternal_surname": surname, "maternal_surname": "Mamani", "given_names": given}
        save_member(books, document_number=f"0004150{number}", number=str(number), **texts)
    if changes:
        trainings.save(books, a_training(**changes))
    books.file.close()
    office = open_office()
    go_to(office, 2)
    return office


def page_of(office: Office) -> TrainingAttendancePage:
    page = office.window.stack.currentWidget()
    assert isinstance(page, TrainingAttendancePage)
    return page


def mark(office: Office, typed: str) -> None:
    search = page_of(office).search
    office.qtbot.keyClicks(search, typed)
    office.qtbot.keyClick(search, Qt.Key.Key_Return)
    office.settle()


def came(office: Office) -> dict[int, tuple[Any, ...]]:
    """Number, signature, mark and remark of each who came, by the member's number."""
    register = asked(office, trainings.register, 1)
    return {
        row["number"]: (row["signature"], row["mark"], row["remark"])
        for row in register.people
        if row["attendance_id"] is not None
    }


def test_a_session_of_two_days_is_planned_with_whom_it_invites(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path)
    press(office, "first")
    form = office.seen(TrainingForm)
    for name, text in {"topic": "Uso del extintor", "trainer": "Bomberos", "held_on_0": "05/12/2026"}.items():
        type_into(office, name, text)
    for name, text in {"starts_at_0": "9", "ends_at_0": "13"}.items():
        type_into(office, name, text)
    press(office, "add_line")
    for name, text in {"held_on_1": "06/12/2026", "starts_at_1": "9", "ends_at_1": "8"}.items():
        type_into(office, name, text)
    tick(office, "invited", 0, 2)
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert form.lines.field(1, "ends_at") in form.problem_fields()
    assert form.strip.text().startswith("Corrija 2 datos")
    type_into(office, "ends_at_1", "12:30")
    assert form.strip.text().startswith("Corrija 1 dato"), "the line that was mended is counted no more"
    assert form.texts()["duration"] == "7.5" and form.texts()["held_on"] == "05/12/2026"
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "todavía no llega" in form.rows["state"].problem()
    set_field_text(office.seen(QWidget, "state"), "planned")
    save_form(office)
    (row,) = asked(office, cards.page_of, TRAINING_SESSIONS)
    assert (row["state"], row["invited"], row["duration"]) == ("planned", 2, 450)
    change(office)
    form = office.seen(TrainingForm)
    assert [line["ends_at"] for line in form.lines.texts()] == ["13:00", "12:30"]
    assert len(form.invited.present()) == 2
    office.keys(Qt.Key.Key_Escape)
    press(office, "attendance")
    assert "Es el 05/12/2026" in page_of(office).said.text()
    assert not page_of(office).search.isEnabled()


def test_a_form_that_is_only_looked_at_leaves_no_draft(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="20/11/2026")
    change(office)
    office.keys(Qt.Key.Key_Escape)
    assert asked(office, records.draft, "training_sessions", 1) is None
    press(office, "new")
    office.keys(Qt.Key.Key_Escape)
    assert asked(office, records.draft, "training_sessions", 0) is None


def test_who_came_is_ticked_by_keyboard(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="24/11/2026", state="planned")
    press(office, "attendance")
    page = page_of(office)
    assert office.window.focusWidget() is page.search
    mark(office, "hua")
    assert came(office) == {1: ("pending", None, "")}
    assert office.seen(QLabel, "attendance_figure").text() == "1"
    mark(office, "00041503")
    assert "quedó como Realizada" in page.said.text() or asked(office, trainings.get, 1)["state"] == "held"
    mark(office, "hua")
    assert "no se anota dos veces" in page.said.text()
    assert sorted(came(office)) == [1, 3]
    office.qtbot.keyClick(page.search, Qt.Key.Key_Space)
    office.settle()
    assert sorted(came(office)) == [3], "Space takes the tick away again"
    office.qtbot.keyClick(page.search, Qt.Key.Key_Space)
    office.settle()
    office.keys(Qt.Key.Key_F7)
    assert came(office)[1] == ("fingerprint", None, "")
    press(office, "tick_shown")
    press(office, "sign_all")
    assert {state for state, _mark, _remark in came(office).values()} == {"signed", "fingerprint"}
    press(office, "untick_shown")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert came(office) == {}


def test_a_wrong_mark_stays_typed_even_when_one_leaves(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="20/11/2026", pass_mark="11")
    press(office, "attendance")
    mark(office, "hua")
    mark(office, "naup")
    page = page_of(office)
    page.table.choose_row(0)
    office.keys(Qt.Key.Key_F5)
    field = office.seen(TextField, "attendance_mark")
    assert field.hasFocus()
    office.qtbot.keyClicks(field, "15")
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    office.settle()
    assert came(office)[1] == ("pending", 15, "")
    assert office.seen(QLabel, "attendance_name").text().startswith("Ñaupari"), "on to the next who came"
    office.qtbot.keyClicks(field, "25")
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    office.settle()
    assert "0 a 20" in page.panel.rows["mark"].problem()
    assert field.text() == "25"
    office.keys(Qt.Key.Key_Escape)
    press(office, "attendance")
    office.settle()
    assert "Se recuperó" in page_of(office).said.text()
    assert office.seen(TextField, "attendance_mark").text() == "25"
    type_into(office, "attendance_mark", "8")
    office.qtbot.keyClick(office.seen(TextField, "attendance_mark"), Qt.Key.Key_Return)
    office.settle()
    assert came(office)[2] == ("pending", 8, "")


def test_somebody_new_is_added_in_place(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="20/11/2026")
    press(office, "attendance")
    page = page_of(office)
    office.qtbot.keyClicks(page.search, "10000077")
    office.keys(Qt.Key.Key_F9)
    dialog = dialog_of(office, WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    assert dialog.texts()["document_number"] == "10000077"
    for name, text in {"paternal_surname": "Apaza", "given_names": "Luz"}.items():
        field = dialog.rows[name].field
        assert isinstance(field, TextField)
        office.qtbot.keyClicks(field, text)
    yes = next(each for each in dialog.findChildren(Button) if each.objectName() == "walk_in_yes")
    office.qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    office.settle()
    assert "Elija mujer u hombre" in dialog.rows["sex"].problem()
    office.settle()
    words = next(each for each in dialog.rows["sex"].findChildren(QLabel) if each.text().startswith("Elija mujer"))
    assert words.height() >= words.heightForWidth(words.width()), "the sentence is read to its end"
    no = next(each for each in dialog.findChildren(Button) if each.objectName() == "walk_in_no")
    office.qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    office.settle()
    office.keys(Qt.Key.Key_F9)
    dialog = dialog_of(office, WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    assert dialog.texts()["given_names"] == "Luz", "what was typed waits"
    set_field_text(dialog.rows["sex"].field, "f")
    yes = next(each for each in dialog.findChildren(Button) if each.objectName() == "walk_in_yes")
    office.qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.seen(QLabel, "attendance_figure").text() == "1"
    assert "Apaza" in office.seen(QLabel, "attendance_name").text()
    assert asked(office, trainings.get, 1)["women"] == 1


def paper_page(office: Office) -> PaperPage:
    page = office.window.stack.currentWidget()
    assert isinstance(page, PaperPage)
    return page


def open_line(office: Office, name: str) -> None:
    office.qtbot.mouseClick(office.seen(CardLine, name), Qt.MouseButton.LeftButton)
    office.settle()


def link(office: Office, text: str) -> None:
    """A link of the card, by its words."""
    (found,) = (each for each in office.window.findChildren(Button) if each.isVisible() and each.text() == text)
    office.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    office.settle()


def test_who_is_new_and_half_typed_waits_while_others_sign(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="20/11/2026")
    press(office, "attendance")
    office.qtbot.keyClicks(page_of(office).search, "Apaza")
    office.keys(Qt.Key.Key_F9)
    dialog = dialog_of(office, WalkInDialog)
    no = next(each for each in dialog.findChildren(Button) if each.objectName() == "walk_in_no")
    office.qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    office.settle()
    page_of(office).search.clear()
    mark(office, "hua")
    office.keys(Qt.Key.Key_F6)
    office.settle()
    assert came(office)[1][0] == "signed"
    draft = asked(office, records.draft, trainings.DRAFT, 1)
    assert draft is not None and draft["walk_in"]["paternal_surname"] == "Apaza"


def test_the_papers_of_a_session_are_opened_from_its_card(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="20/11/2026")
    for name, words in (
        ("paper_registro", "Registro (R.M. 050-2013-TR)"),
        ("paper_hoja-firmas", "Hoja de firmas con nombres"),
        ("paper_hoja-vacia", "Hoja de firmas vacía"),
    ):
        open_line(office, name)
        assert paper_page(office).title.text() == words
        assert paper_page(office).print_button.isEnabled()
        office.keys(Qt.Key.Key_Escape)


def test_constancias_are_issued_seen_and_annulled(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="20/11/2026")
    press(office, "attendance")
    press(office, "tick_shown")
    office.keys(Qt.Key.Key_Escape)
    link(office, "Emitir")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    assert question.windowTitle() == "¿Emitir 4 constancias?"
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert paper_page(office).title.text() == "Constancias"
    office.keys(Qt.Key.Key_Escape)
    assert [row["number"] for row in asked(office, certificates.newest, 1)] == [4, 3, 2, 1]
    link(office, "Emitir")
    assert "ya tienen su constancia" in told(office)
    open_line(office, "certificate_4")
    dialog = dialog_of(office, Dialog)
    annul = next(each for each in dialog.findChildren(Button) if each.objectName() == "annul_certificate")
    office.qtbot.mouseClick(annul, Qt.MouseButton.LeftButton)
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    field = question.findChildren(TextField)[0]
    office.qtbot.keyClicks(field, "El nombre")
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert asked(office, certificates.newest, 1)[0]["annulled_on"] is not None
    open_line(office, "certificate_4")
    dialog = dialog_of(office, Dialog)
    assert not [each for each in dialog.findChildren(Button) if each.objectName() == "annul_certificate"]
    see = next(each for each in dialog.findChildren(Button) if each.objectName() == "see_certificate")
    office.qtbot.mouseClick(see, Qt.MouseButton.LeftButton)
    office.settle()
    assert paper_page(office).title.text() == "Constancia"
    office.keys(Qt.Key.Key_Escape)
    assert asked(office, checking.check).problems == []


def told(office: Office) -> str:
    """What a message says; it is closed."""
    dialog = dialog_of(office, Dialog)
    words = " ".join(each.text() for each in dialog.findChildren(QLabel))
    office.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    office.settle()
    return words


def test_mandatory_topics_are_noted_and_who_lacks_them_listed(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="20/11/2026", topic="Tributación")
    choose_act(office, "more_acts", "topics")
    press(office, "first")
    type_into(office, "topic", "Tributación")
    type_into(office, "months", "0")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "1 a 120" in office.seen(RecordForm).rows["months"].problem()
    type_into(office, "months", "6")
    save_form(office)
    go_to(office, 2)
    choose_act(office, "more_acts", "lacking")
    page = office.window.stack.currentWidget()
    assert isinstance(page, LackingPage)
    assert page.model.rowCount() == 4
    press(office, "list_paper")
    assert paper_page(office).print_button.isEnabled()


def test_the_record_of_a_person_is_opened_from_the_card(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_people(open_office, tmp_path, held_on="20/11/2026")
    press(office, "attendance")
    mark(office, "hua")
    go_to(office, 1)
    link(office, "Historial…")
    page = paper_page(office)
    assert page.print_button.isEnabled()
    assert page._paper is not None and page._paper.forms == ("pdf", "xlsx", "csv")
