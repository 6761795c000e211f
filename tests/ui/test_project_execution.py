"""By clicks and keys: what became of a project, from money spent beyond its budget to the people it helped."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from ananea_desktop.storage import spending
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.rendition_page import RenditionPage
from tests.builders import PREMIUM, a_line, an_egreso, an_office_on_disk, issue_anyway, save_project
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
