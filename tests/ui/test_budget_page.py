"""By clicks and keys: a budget with its votes and lines, a change by the committee, and its ratification."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ananea_desktop.operations import project_budgets, projects
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import budgets
from ananea_desktop.storage.rows import Row
from ananea_desktop.ui.budget_page import BudgetPage, RatifyDialog
from ananea_desktop.ui.buttons import PRIMARY, Button
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import set_field_text
from tests.builders import a_project, an_office_on_disk, save_members, save_project
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, fill
from tests.ui.test_main_job import go_to, type_into

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    """Proyectos de Prima with a project whose budget is not approved yet."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_members(books, 5)
    save_project(books)
    books.file.close()
    opened = open_office()
    go_to(opened, 4)
    return opened


def press_link(office: Office, words: str) -> None:
    link = next(
        each for each in office.window.findChildren(Button) if each.isVisible() and words in each.text().lower()
    )
    office.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    office.settle()


def of_project(books: Books) -> list[Row]:
    return budgets.of_project(books.db, 1)


def lines(books: Books) -> list[Row]:
    return budgets.lines(books.db, 1)


def test_a_budget_by_lines_then_changed_and_ratified(office: Office) -> None:
    press_link(office, "presupuesto")
    page = office.seen(BudgetPage)
    for name, text in (("decided_on", "28/02/2026"), ("acta", "Asamblea, acuerdo 4"), ("votes_for", "9")):
        type_into(office, name, text)
    fill(office, concept_0="Madera", year_0="2026", fund_0="1/", amount_0="600")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "hay 5 socios" in page.rows["votes_for"].problem()
    type_into(office, "votes_for", "4")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (first,) = asked(office, of_project)
    assert (first["amount"], first["votes_for"]) == (60_000, 4)
    assert [row["concept"] for row in asked(office, lines)] == ["Madera"]
    press_link(office, "cambiar el presupuesto")
    fill(office, decided_by="committee")
    for name, text in (("decided_on", "10/10/2026"), ("acta", "Sesion 7"), ("amount", "700"), ("reason", "Clavos")):
        type_into(office, name, text)
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(asked(office, project_budgets.to_ratify)) == 1
    press_link(office, "ratificado")
    dialog = dialog_of(office, RatifyDialog)
    office.qtbot.mouseClick(dialog.findChild(Button, "save_ratified"), Qt.MouseButton.LeftButton)
    office.settle()
    assert QApplication.focusWidget() is dialog.findChild(QWidget, "ratify_ratified_on")
    for name, text in (("ratified_on", "20/11/2026"), ("acta", "Asamblea 20/11/2026")):
        office.qtbot.keyClicks(dialog.findChild(QWidget, f"ratify_{name}"), text)
    office.qtbot.mouseClick(dialog.findChild(Button, "save_ratified"), Qt.MouseButton.LeftButton)
    office.settle()
    assert asked(office, project_budgets.to_ratify) == []
    assert [row["amount"] for row in asked(office, of_project)] == [60_000, 70_000]


def test_what_is_wrong_with_a_line_stands_beside_it_after_an_empty_one(office: Office) -> None:
    press_link(office, "presupuesto")
    page = office.seen(BudgetPage)
    for name, text in (("decided_on", "28/02/2026"), ("acta", "Asamblea, acuerdo 4")):
        type_into(office, name, text)
    assert page.lines is not None
    page.lines.set_texts([{}, {"concept": "Madera", "year": "26", "fund": "1/", "amount": "600"}])
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.lines.problem_fields() == [page.lines.field(1, "year")]
    set_field_text(page.lines.field(1, "year"), "2026")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [row["concept"] for row in asked(office, lines)] == ["Madera"]


def words(office: Office) -> str:
    return "\n".join(each.text() for each in office.window.findChildren(QLabel) if each.isVisible())


def test_the_page_says_whose_budget_it_is_and_what_it_was(office: Office) -> None:
    press_link(office, "presupuesto")
    assert "Alojamiento. Se propuso S/\u00a01,000.00." in words(office)
    for name, text in (("decided_on", "28/02/2026"), ("acta", "Asamblea, acuerdo 4"), ("amount", "600")):
        type_into(office, name, text)
    for name, text in (("votes_for", "3"), ("votes_against", "1"), ("conditions", "Comprar en Ananea")):
        type_into(office, name, text)
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "3 a favor, 1 en contra, 0 abstenciones" in words(office)
    assert "Comprar en Ananea" in words(office)
    press_link(office, "cambiar el presupuesto")
    assert "Cambio del presupuesto" in words(office)
    assert "Hasta ahora: S/\u00a0600.00, Asamblea, acuerdo 4; eso queda escrito." in words(office)


def test_a_finished_project_offers_no_change_of_its_budget(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    project = save_project(books, budget="600.00")
    projects.save(books, a_project(state="finished", state_evidence="Acta de entrega"), project)
    books.file.close()
    office = open_office()
    go_to(office, 4)
    links = [each.text() for each in office.window.findChildren(Button) if each.isVisible()]
    assert "Cambiar datos" in links
    assert "Cambiar el presupuesto" not in links


def test_what_was_typed_waits_for_its_own_project(office: Office, open_office: OpenOffice) -> None:
    press_link(office, "presupuesto")
    type_into(office, "acta", "Asamblea, acuerdo 4")
    office.close()
    again = open_office()
    go_to(again, 4)
    press_link(again, "presupuesto")
    assert again.seen(BudgetPage).texts()["acta"] == "Asamblea, acuerdo 4"


def test_what_is_proposed_is_approved_first_and_spent_for_then(office: Office) -> None:
    def filled() -> list[str]:
        card = office.seen(RecordCard)
        return [each.text() for each in card.findChildren(Button) if each.isVisible() and each.kind == PRIMARY]

    assert filled() == ["Anotar presupuesto aprobado"]
    press_link(office, "presupuesto")
    for name, text in (("decided_on", "28/02/2026"), ("acta", "Asamblea, acuerdo 4"), ("amount", "600")):
        type_into(office, name, text)
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert filled() == ["Emitir recibo"]
