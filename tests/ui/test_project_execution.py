"""By clicks and keys: what became of a project, from money spent beyond its budget to the people it helped."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ananea_desktop.storage import spending
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.rendition_page import RenditionPage
from ananea_desktop.ui.tabs.project_execution import BeneficiariesDialog
from ananea_desktop.ui.tabs.project_form import ProjectForm
from tests.builders import PREMIUM, a_line, a_project, an_egreso, an_office_on_disk, issue_anyway, save_project
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, fill
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]


def at_projects(open_office: OpenOffice, tmp_path: Path, budget: str = "100.00", **changes: str) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_project(books, budget=budget, **changes)
    books.file.close()
    office = open_office()
    go_to(office, 4)
    return office


def answer_with_reason(office: Office, reason: str) -> None:
    """First without one, which is refused with a sentence."""
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    row = question._reason
    assert row is not None
    assert row.field.hasFocus()
    office.qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert row.problem() == "Falta el motivo. Escriba por qué lo hace."
    office.qtbot.keyClicks(row.field, reason)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()


def reasons(office: Office) -> list[tuple[str, int, str]]:
    found = asked(office, lambda books: spending.of_project(books.db, 1))
    return [(row["concern"], row["amount"], row["reason"]) for row in found]


def test_a_receipt_over_the_budget_asks_why(open_office: OpenOffice, tmp_path: Path, printed: list[bytes]) -> None:
    office = at_projects(open_office, tmp_path)
    press(office, "issue")
    type_into(office, "party_name", "Calsina Pari")
    type_into(office, "concept_0", "Bomba de agua")
    type_into(office, "amount_0", "140")
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    answer_with_reason(office, "La bomba ya no servia")
    assert len(printed) == 1
    assert reasons(office) == [("over_budget", 4_000, "La bomba ya no servia")]


def test_a_rendition_over_the_budget_asks_why(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    project = str(save_project(books, budget="100.00"))
    line = a_line(amount="140.00", project_id=project, fund_id=PREMIUM)
    advance = issue_anyway(books, an_egreso(line, is_advance=True))
    books.file.close()
    office = open_office()
    page: DocumentPage = RenditionPage(office.window.desk, advance.id).open()
    office.settle()
    assert page.lines is not None
    texts = {"spent_on": "20/11/2026", "support_type": "03", "support_number": "B-1", "concept": "Bomba"}
    page.lines.set_texts([page.lines.texts()[0] | texts | {"amount": "140.00"}])
    fill(office, issued_on="23/11/2026")
    press(office, "save_document")
    answer_with_reason(office, "La bomba ya no servia")
    assert reasons(office) == [("over_budget", 4_000, "La bomba ya no servia")]


def card_lines(office: Office) -> list[str]:
    return [line.accessibleName() for line in office.window.findChildren(CardLine) if line.isVisible()]


def test_a_new_state_is_asked_what_shows_it(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_projects(open_office, tmp_path)
    open_form(office)
    form = office.seen(ProjectForm)
    assert not form.rows["state_evidence"].isVisible()
    type_into(office, "state", "under_way")
    assert form.rows["state_since"].isVisible()
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Falta qué lo muestra" in form.rows["state_evidence"].problem()
    type_into(office, "state_evidence", "Contrato con el maestro")
    type_into(office, "state_since", "02/11/2026")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    lines = card_lines(office)
    assert "En marcha, Contrato con el maestro, 02/11/2026" in lines
    assert "Aprobado, Asamblea 28/02/2026, acuerdo 4, 28/02/2026" in lines
    open_form(office)
    assert not office.seen(ProjectForm).rows["state_evidence"].isVisible()


def open_form(office: Office) -> None:
    link = next(
        each for each in office.window.findChildren(Button) if each.isVisible() and each.text() == "Cambiar datos"
    )
    office.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    office.settle()


def test_milestones_are_typed_on_the_form_and_kept_when_it_is_left(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_projects(open_office, tmp_path)
    open_form(office)
    type_into(office, "name_0", "Comprar la madera")
    type_into(office, "done_on_0", "30/11/2026")
    type_into(office, "weight_0", "3")
    form = office.seen(ProjectForm)
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert form.strip.isVisible()
    assert form.lines.problem_fields() == [form.lines.field(0, "done_on")]
    office.keys(Qt.Key.Key_Escape)
    open_form(office)
    form = office.seen(ProjectForm)
    assert form.lines.texts()[0]["name"] == "Comprar la madera"
    type_into(office, "done_on_0", "20/11/2026")
    press(office, "add_line")
    type_into(office, "name_1", "Techar")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    lines = card_lines(office)
    assert "Comprar la madera, hecho, 20/11/2026" in lines
    assert "Techar, pendiente" in lines
    assert any(each.text() == "75 % · 1 de 2 hitos" for each in office.window.findChildren(QLabel) if each.isVisible())


def test_a_long_name_is_not_cut_above_its_form(open_office: OpenOffice, tmp_path: Path) -> None:
    name = (
        "Instalación de un sistema de riego para las vías de acarreo desde la planta de fundición hasta el campamento"
    )
    office = at_projects(open_office, tmp_path, name=name)
    open_form(office)
    title = office.seen(QLabel, "form_title")
    assert title.text() == f"Cambiar: {name}"
    assert title.height() >= title.heightForWidth(title.width())
    assert title.geometry().right() <= office.window.width()


def test_people_are_counted_from_the_card(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_projects(open_office, tmp_path)
    link = next(each for each in office.window.findChildren(Button) if each.isVisible() and "Contar" in each.text())
    office.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    dialog = dialog_of(office, BeneficiariesDialog)
    assert isinstance(dialog, BeneficiariesDialog)
    office.qtbot.waitUntil(dialog.fields["members", "women"].hasFocus)
    office.qtbot.keyClicks(dialog.fields["members", "women"], "nueve")
    office.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert dialog._message.text() == "Escriba cuántas personas, solo con cifras."
    field = dialog.fields["members", "women"]
    field.selectAll()
    office.qtbot.keyClicks(field, "9")
    office.qtbot.keyClicks(dialog.fields["members", "men"], "25")
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    office.settle()
    assert "Socios y socias, 9 mujeres, 25 hombres, 34" in card_lines(office)


def test_the_card_shows_what_was_spent_beyond_and_why(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    project = str(save_project(books, budget="100.00"))
    draft = an_egreso(a_line(amount="140.00", project_id=project), spending_reason="Se hundió el piso")
    issue_anyway(books, draft)
    books.file.close()
    office = open_office()
    go_to(office, 4)
    assert office.seen(QLabel, "spending_reason").text() == "Se hundió el piso"
    words = "Egreso 001-000001, 23/11/2026, 40.00"
    line = next(each for each in office.window.findChildren(CardLine) if each.accessibleName() == words)
    office.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.window.page("receipts").isVisible()


def test_the_next_project_takes_nothing_of_the_one_before(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_projects(open_office, tmp_path)
    press(office, "new")
    form = office.seen(ProjectForm)
    given = a_project(name="Posta", state="finished", state_since="10/11/2026", state_evidence="Acta")
    form.fill({"texts": given, "milestones": [{"name": "Techar", "weight": "1"}]})
    press(office, "save_and_again")
    assert [line["name"] for line in form.lines.texts()] == [""]
    form.fill({"texts": {"state": "finished"}})
    assert (form.texts()["state_since"], form.texts()["state_evidence"]) == ("", "")
