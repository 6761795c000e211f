"""By clicks: a spreadsheet is chosen, its columns matched, looked at, and brought in; or not."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.storage import records
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.choice import ChoiceField, SegmentedChoice
from ananea_desktop.ui.import_page import ImportPage
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.tick import Tick
from tests import sheets
from tests.builders import an_office_on_disk, save_member
from tests.ui.conftest import Office
from tests.ui.test_attaching import drop
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]
MEMBERS_TAB = 1


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_member(books, document_number="01000002", number="9000", phone="999")
    books.file.close()
    found = open_office()
    go_to(found, MEMBERS_TAB)
    choose_act(found, "more_acts", "import_members")
    return found


def choose(office: Office, path: Path) -> ImportPage:
    page = office.seen(ImportPage)
    press(office, "choose_sheet_file")
    (chooser,) = page.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.close()
    office.qtbot.waitUntil(lambda: page.check_button.isVisible() or bool(page.problem.text()), timeout=15_000)
    office.settle()
    return page


def words(office: Office) -> str:
    return office.seen(QLabel, "import_summary").text()


def shown(office: Office) -> list[str]:
    model = office.seen(TableView, "import_table").model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def people(office: Office) -> int:
    return len(asked(office, lambda books: records.all_of(books.db, MEMBERS)))


def test_members_come_in(office: Office, tmp_path: Path) -> None:
    choose(office, sheets.saved(tmp_path, sheets.members_xlsx(3)))
    assert office.seen(ChoiceField, "column_1").value() == "document_number"
    press(office, "check_import")
    assert words(office) == "2 nuevos, 1 cambia, 0 quedan igual"
    button = office.seen(Button, "write_import")
    assert button.text() == "Traer 2 nuevos y 1 cambio"
    views = office.seen(SegmentedChoice, "import_views")
    views.set_value("changes")
    assert any("999 → 951000002" in text for text in shown(office))
    assert people(office) == 1
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert people(office) == 3
    assert not [page for page in office.window.findChildren(ImportPage) if page.isVisible()]


def test_problems_stand_by_row_and_nothing_can_be_brought(office: Office, tmp_path: Path) -> None:
    rows = [sheets.MEMBER_HEADINGS, sheets.a_row(1), sheets.a_row(2, dni="12"), sheets.a_row(3, sex="?")]
    choose(office, sheets.saved(tmp_path, sheets.xlsx(rows)))
    press(office, "check_import")
    assert len(shown(office)) == 2
    assert not office.seen(Button, "write_import").isEnabled()
    assert "2 problemas" in office.seen(QLabel, "import_sentence").text()
    press(office, "back_to_columns")
    assert office.seen(Button, "check_import").isEnabled()


def test_doubts_need_their_tick(office: Office, tmp_path: Path) -> None:
    rows = [sheets.MEMBER_HEADINGS, sheets.a_row(1, dni="11111111")]
    choose(office, sheets.saved(tmp_path, sheets.xlsx(rows)))
    press(office, "check_import")
    assert not office.seen(Button, "write_import").isEnabled()
    office.qtbot.mouseClick(office.seen(Tick, "accept_doubts"), Qt.MouseButton.LeftButton)
    press(office, "write_import")
    assert people(office) == 2


def test_a_column_is_matched_by_hand_and_remembered(office: Office, tmp_path: Path) -> None:
    path = sheets.saved(tmp_path, sheets.xlsx([["Cédula", "Fono"], ["01000002", "951"]]))
    page = choose(office, path)
    assert not page.check_button.isEnabled()
    office.seen(ChoiceField, "column_0").set_value("document_number")
    office.seen(ChoiceField, "column_1").set_value("phone")
    press(office, "check_import")
    assert words(office) == "0 nuevos, 1 cambia, 0 quedan igual"
    choose(office, path)
    assert office.seen(ChoiceField, "column_1").value() == "phone"


def test_another_sheet_of_the_file(office: Office, tmp_path: Path) -> None:
    rows = [sheets.MEMBER_HEADINGS, sheets.a_row(1)]
    page = choose(office, sheets.saved(tmp_path, sheets.xlsx([["a", "b"]], "Notas", Padron=rows)))
    assert not page.check_button.isEnabled()
    office.seen(ChoiceField, "sheet").set_value("Padron")
    office.qtbot.waitUntil(page.check_button.isVisible, timeout=15_000)
    office.settle()
    assert page.check_button.isEnabled()


def test_what_cannot_be_read_is_told_on_the_page(office: Office, tmp_path: Path) -> None:
    page = choose(office, sheets.saved(tmp_path, sheets.first_and_last_cell()))
    assert "120 columnas" in page.problem.text()
    choose(office, sheets.saved(tmp_path, sheets.members_xlsx(1)))
    assert page.problem.text() == ""


def test_a_file_is_dropped_onto_the_page(office: Office, tmp_path: Path) -> None:
    page = office.seen(ImportPage)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sheets.saved(tmp_path, sheets.members_xlsx(1))))])
    drop(page, mime)
    office.qtbot.waitUntil(page.check_button.isVisible, timeout=15_000)


def test_what_is_cancelled_while_it_writes_leaves_nothing(office: Office, tmp_path: Path) -> None:
    page = choose(office, sheets.saved(tmp_path, sheets.members_xlsx(3000)))
    office.qtbot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    with office.qtbot.waitSignal(page.planned, timeout=30_000):
        pass
    office.qtbot.mouseClick(page.write_button, Qt.MouseButton.LeftButton)
    office.qtbot.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert "Se detuvo" in page.problem.text()
    assert people(office) == 1


@pytest.mark.parametrize("leaves", [False, True])
def test_what_is_cancelled_too_late_is_not_said_to_be_undone(office: Office, tmp_path: Path, leaves: bool) -> None:
    page = choose(office, sheets.saved(tmp_path, sheets.members_xlsx(3)))
    press(office, "check_import")
    said: list[str] = []
    page.desk.said.connect(said.append)
    is_at_its_end, may_end = threading.Event(), threading.Event()

    def wait_at_the_end(sql: str) -> None:
        if sql.startswith("COMMIT"):
            is_at_its_end.set()
            may_end.wait(20)

    asked(office, lambda books: books.db.set_trace_callback(wait_at_the_end))
    page.write_button.click()
    assert is_at_its_end.wait(20)
    (page.leave if leaves else page.cancel)()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    may_end.set()
    office.settle()
    assert people(office) == 3
    assert any("Traído" in sentence for sentence in said)
    assert not [each for each in office.window.findChildren(ImportPage) if each.isVisible()]


def test_a_reading_that_was_stopped_does_not_answer_for_the_next_one(office: Office, tmp_path: Path) -> None:
    page = office.seen(ImportPage)
    slow = sheets.saved(tmp_path, sheets.csv([["a", "b"]] * 200_000), "lenta.csv")
    page.take_file(slow)
    page.cancel()
    page.take_file(sheets.saved(tmp_path, sheets.members_xlsx(1)))
    office.qtbot.waitUntil(lambda: page.check_button.isVisible() or bool(page.problem.text()), timeout=15_000)
    assert page.problem.text() == ""


def test_a_file_of_an_old_program_asks_to_look_at_its_letters(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "viejo.csv"
    heading = "DNI;Apellido paterno;Nombres;Sexo;Fecha de ingreso"
    path.write_bytes(f"{heading}\r\n00041530;Ñaupari;José;M;12/08/2009\r\n".encode("cp1252"))
    page = choose(office, path)
    assert "vea abajo que las ñ y las tildes salgan bien (Windows-1252)" in page.file.text()
    path.write_text(f"{heading}\n00041530;Ñaupari;José;M;12/08/2009\n", encoding="utf-8")
    assert choose(office, path).file.text() == "viejo.csv"
