"""An assembly, clicked and typed: called, attended by keyboard, resolved, and its budget in the projects' tab."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from ananea_desktop.operations import assemblies, checking
from ananea_desktop.ui.assembly_attendance import AssemblyAttendancePage
from ananea_desktop.ui.attendance_parts import matching
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_tab import RecordTab
from tests.builders import a_project, an_office_on_disk, save_assembly, save_member, save_project
from tests.ui.conftest import Office, choose_place
from tests.ui.test_main_job import OpenOffice, go_to, press, save_form, type_into

NAMES = (
    ("Huanca", "Tomás"),
    ("Ñaupari", "Saturnina"),
    ("Quispe", "Julia"),
    ("Quispe", "Hilaria"),
    ("Ccʼallo", "Eulogia"),
)
TAB = 6


@pytest.fixture
def office_with_members(open_office: OpenOffice, tmp_path: Path) -> OpenOffice:
    """Five members who may vote, numbered 1 to 5, and a project without a budget."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    for number, (surname, given) in enumerate(NAMES, start=1):
        texts = {"paternal_surname": surname, "maternal_surname": "Mamani", "given_names": given}
        save_member(books, document_number=f"0004150{number}", number=str(number), **texts)
    save_project(books, **a_project())
    books.file.close()
    return open_office


def attendance_page(office: Office) -> AssemblyAttendancePage:
    page = office.window.stack.currentWidget()
    assert isinstance(page, AssemblyAttendancePage)
    return page


def mark(office: Office, typed: str) -> None:
    """Types into the search, and Enter."""
    search = attendance_page(office).search
    office.qtbot.keyClicks(search, typed)
    office.qtbot.keyClick(search, Qt.Key.Key_Return)
    office.settle()


def statuses(office: Office) -> dict[int, str]:
    """What the file says of each member by number."""
    found: list[assemblies.AttendanceSheet] = []
    office.books.ask(assemblies.attendance, 1, owner=office.window, then=found.append)
    office.settle()
    return {row["number"]: row["status"] for row in found[0].people if row["status"]}


def call_assembly(office: Office, day: str = "24/11/2026") -> None:
    go_to(office, TAB)
    press(office, "first")
    type_into(office, "held_on", day)
    type_into(office, "place", "Local de Ananea")
    type_into(office, "agenda", "Plan de la Prima")
    save_form(office)


def take_attendance(office: Office) -> None:
    press(office, "attendance")
    assert attendance_page(office).search.hasFocus()


def test_an_assembly_from_its_call_to_the_budget_it_approves(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    assert office.seen(QLabel, "quorum_first").text() == "Quórum en primera convocatoria: 3"
    take_attendance(office)
    for typed in ("hua", "2", "00041503"):
        mark(office, typed)
    assert statuses(office) == {1: "present", 2: "present", 3: "present"}
    assert office.seen(QLabel, "quorum_figure").text() == "3"
    assert office.seen(QLabel, "quorum_first").text() == "Hay quórum en primera convocatoria: pide 3"
    office.keys(Qt.Key.Key_Escape)
    assert office.seen(QLabel, "quorum_figure").text() == "3 de 5"
    header_link = next(each for each in office.window.findChildren(Button) if each.text() == "Anotar acuerdo")
    office.qtbot.mouseClick(header_link, Qt.MouseButton.LeftButton)
    office.settle()
    for name, text in {"text": "Aprobar el alojamiento", "votes_for": "4", "project_id": "1", "amount": "1500"}.items():
        type_into(office, name, text)
    form = office.seen(RecordForm)
    assert form.rows["votes_abstaining"].field.accessibleDescription() == "Suman 4: son 1 más que los 3 que asistieron."
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert form.rows["votes_for"].problem() == "Suman 4 votos y asistieron 3. Revise los votos o la asistencia."
    assert form.texts()["text"] == "Aprobar el alojamiento"
    assert form.texts()["number"] == "1"
    type_into(office, "votes_for", "3")
    save_form(office)
    assert office.seen(CardLine, "resolution_1").text() == "1. Aprobar el alojamiento"
    go_to(office, 4)
    projects = office.window.page("premium_projects")
    assert isinstance(projects, RecordTab)
    assert projects.model.row(1)["budget"] == 150_000
    assert projects.model.row(1)["acta"] == "Asamblea 24/11/2026, acuerdo 1"
    reports: list[checking.Report] = []
    office.books.ask(checking.check, owner=office.window, then=reports.append)
    office.settle()
    assert reports[0].problems == []


def test_a_wrong_mark_is_undone_by_the_same_key(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    take_attendance(office)
    mark(office, "hua")
    mark(office, "")
    assert statuses(office) == {}
    mark(office, "hua")
    mark(office, "hua")
    assert statuses(office) == {1: "present"}, "the same name typed again takes nothing away"
    assert "ya estaba presente" in attendance_page(office).said.text()
    mark(office, "")
    assert statuses(office) == {}


def test_marks_survive_without_any_saving(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    take_attendance(office)
    mark(office, "eulo")
    office.close()
    again = office_with_members()
    assert statuses(again) == {5: "present"}


def test_arrows_choose_among_namesakes_and_keys_mark_otherwise(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    take_attendance(office)
    page = attendance_page(office)
    office.qtbot.keyClicks(page.search, "quispe")
    assert page.model.rowCount() == 2
    office.qtbot.keyClick(page.search, Qt.Key.Key_Down)
    office.qtbot.keyClick(page.search, Qt.Key.Key_Return)
    office.settle()
    assert statuses(office) == {3: "present"}
    office.qtbot.keyClicks(page.search, "hil")
    office.keys(Qt.Key.Key_F7)
    assert statuses(office) == {3: "present", 4: "excused"}
    assert page.search.hasFocus()
    assert page.search.text() == ""


def test_represented_asks_by_whom_and_counts(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    take_attendance(office)
    page = attendance_page(office)
    office.qtbot.keyClicks(page.search, "hua")
    office.keys(Qt.Key.Key_F6)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    field, take = dialog.findChild(QWidget, "represented_by"), dialog.findChild(Button, "take_represented")
    office.qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    assert any(each.text() == "Falta quién lo representa." for each in dialog.findChildren(Message))
    office.qtbot.keyClicks(field, "Apaza, Luz")
    office.qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    office.settle()
    assert statuses(office) == {1: "represented"}
    assert office.seen(QLabel, "quorum_figure").text() == "1"
    assert "1 representado" in office.seen(QLabel, "quorum_remark").text()
    assert office.window.focusWidget() is page.search


def test_a_click_chooses_and_a_double_click_marks(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    take_attendance(office)
    page = attendance_page(office)
    place = page.table.visualRect(page.model.index(page.model.row_of(3), 1)).center()
    office.qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert office.seen(QLabel, "attendance_name").text() == "Quispe Mamani, Julia"
    assert page.search.hasFocus()
    press(office, "mark_present")
    assert statuses(office) == {3: "present"}
    press(office, "mark_clear")
    office.qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    office.qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    office.settle()
    assert statuses(office) == {3: "present"}


def test_escape_first_empties_the_search_and_then_leaves(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    take_attendance(office)
    page = attendance_page(office)
    office.qtbot.keyClicks(page.search, "nadie")
    assert page.model.rowCount() == 0
    office.qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 5
    assert office.window.stack.currentWidget() is page
    office.keys(Qt.Key.Key_Escape)
    assert isinstance(office.window.stack.currentWidget(), RecordTab)


def test_a_mark_that_is_refused_is_taken_back_and_said(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    take_attendance(office)
    mark(office, "hua")
    vote = {"number": "1", "text": "Algo", "votes_for": "1", "votes_against": "0", "votes_abstaining": "0"}
    office.books.ask(
        assemblies.save_resolution, 1, {**vote, "outcome": "approved"}, owner=office.window, then=lambda _id: None
    )
    office.settle()
    mark(office, "")
    assert "votaron 1" in attendance_page(office).said.text()
    assert statuses(office) == {1: "present"}
    model = attendance_page(office).model
    assert model.row(model.row_of(1))["status"] == "present"


def test_papers_open_from_the_card_and_are_saved_as_text(office_with_members: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members()
    call_assembly(office)
    office.qtbot.mouseClick(office.seen(CardLine, "paper_acta"), Qt.MouseButton.LeftButton)
    office.settle()
    page = office.window.stack.currentWidget()
    assert isinstance(page, PaperPage)
    assert not page.year.isVisible()
    press(office, "save_paper")
    (chooser,) = [each for each in office.window.findChildren(QFileDialog) if each.isVisible()]
    assert chooser.nameFilters() == ["PDF (*.pdf)", "Texto (*.txt)"]
    choose_place(chooser, tmp_path, ".txt")
    office.settle()
    assert "ACTA DE ASAMBLEA GENERAL ORDINARIA" in (tmp_path / "acta-2026-11-24.txt").read_text(encoding="utf-8")


def test_a_click_into_a_filled_hour_or_count_of_votes_replaces_it(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    go_to(office, TAB)
    press(office, "first")
    click_and_type(office, "second_call", "11am")
    office.keys(Qt.Key.Key_Escape)
    call_assembly(office)
    tab = office.window.page("assemblies")
    tab.open_resolution(1, None)  # type: ignore[union-attr]
    office.settle()
    click_and_type(office, "votes_against", "3")


def click_and_type(office: Office, name: str, typed: str) -> None:
    """Into a field that is filled: the click is all that is done before typing."""
    field = office.seen(TextField, name)
    assert field.text()
    office.window.activateWindow()
    office.qtbot.waitUntil(office.window.isActiveWindow)
    office.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    office.qtbot.keyClicks(field, typed)
    assert field.text() == typed


def test_a_resolution_noted_by_mistake_is_removed_after_asking(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    call_assembly(office)
    tab = office.window.page("assemblies")
    office.window.show_record("assemblies", 1)
    office.settle()
    tab.open_resolution(1, None)  # type: ignore[union-attr]
    office.settle()
    type_into(office, "text", "Por error")
    type_into(office, "votes_for", "1")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "guarde otra vez" in office.seen(RecordForm).rows["votes_for"].problem()
    save_form(office)
    office.qtbot.mouseClick(office.seen(CardLine, "resolution_1"), Qt.MouseButton.LeftButton)
    office.settle()
    press(office, "remove_resolution")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    yes = next(each for each in dialog.findChildren(Button) if each.text() == "Borrar el acuerdo")
    office.qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    office.settle()
    assert [each for each in office.window.findChildren(CardLine, "resolution_1") if each.isVisible()] == []


def test_what_is_typed_of_a_resolution_waits_in_its_own_assembly(
    office_with_members: OpenOffice, tmp_path: Path
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_assembly(books)
    save_assembly(books, held_on="22/11/2026")
    books.file.close()
    office = office_with_members()
    tab = office.window.page("assemblies")
    go_to(office, TAB)
    for assembly, expected in ((1, ""), (2, ""), (1, "A medio escribir")):
        tab.open_resolution(assembly, None)  # type: ignore[union-attr]
        office.settle()
        form = office.seen(RecordForm)
        assert form.texts()["text"] == expected
        if assembly == 1 and not expected:
            type_into(office, "text", "A medio escribir")
        office.keys(Qt.Key.Key_Escape)


def test_ctrl_7_opens_the_tab(office_with_members: OpenOffice) -> None:
    office = office_with_members()
    office.keys(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert office.window.stack.currentWidget() is office.window.page("assemblies")


PEOPLE: list[dict[str, Any]] = [
    {"id": 1, "number": 8, "name": "Huanca Layme, Tomás", "document_number": "00041527"},
    {"id": 2, "number": 18, "name": "Turpo Vilca, Alejandro", "document_number": "80050114"},
    {"id": 3, "number": 80, "name": "Ñaupari Qʼispe, Saturnina", "document_number": "00057213"},
    {"id": 4, "number": None, "name": "Ccʼallo Apaza, Eulogia", "document_number": "00047790"},
    {"id": 5, "number": 3, "name": "Apaza Mamani, Justo", "document_number": "70000001"},
]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("8", [1, 3, 2]),
        ("08", [1, 3]),
        ("0005", [3]),
        ("hua", [1]),
        ("tom hua", [1]),
        ("ccallo", [4]),
        ("ÑAU", [3]),
        ("ayme", []),
        ("  ", [1, 2, 3, 4, 5]),
        ("apa", [5, 4]),
    ],
)
def test_typing_finds_by_number_document_or_names(typed: str, ids: list[int]) -> None:
    assert [row["id"] for row in matching(PEOPLE, typed)] == ids
