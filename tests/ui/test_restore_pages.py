"""A copy put back with clicks and keys: in the window, on a new PC, and where the data file does not open."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from ananea_desktop import app
from ananea_desktop.domain import paper_key
from ananea_desktop.operations import copying, lost_papers
from ananea_desktop.storage import swap
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.lost_page import LostPage
from ananea_desktop.ui.recovery import RecoveryWindow
from ananea_desktop.ui.restore_page import RestorePage
from ananea_desktop.ui.restore_questions import KeyDialog
from tests.builders import a_line, an_office_on_disk, clock, issued
from tests.operations.test_restoring import numbers, put_back, seal_up
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_main_job import press

OpenOffice = Callable[[], Office]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of two receipts on a stick, and a file that has three."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    issued(books)
    made = copying.copy_to(books, tmp_path / "usb").path
    issued(books, a_line(amount="70.00"))
    books.file.close()
    return made


def ready(qtbot: QtBot, page: RestorePage) -> None:
    qtbot.waitUntil(lambda: not page._runner.is_working, timeout=20_000)


def choose_stick(qtbot: QtBot, page: RestorePage, stick: Path) -> None:
    """As a person does: the button, the folder, Enter."""
    qtbot.mouseClick(page.search_button, Qt.MouseButton.LeftButton)
    chooser = page.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(stick))
    chooser.close()
    ready(qtbot, page)


def answer(qtbot: QtBot, reason: str) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Question), timeout=20_000)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    qtbot.keyClicks(question.findChild(TextField), reason)
    qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)


def words_of(dialog: object) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel))  # type: ignore[attr-defined]


def told(office: Office, operation: Callable[..., Any]) -> Any:
    """What the books' thread answers."""
    found: list[Any] = []
    office.books.ask(operation, owner=office.window, then=found.append)
    office.settle()
    return found[0]


def open_page(office: Office) -> RestorePage:
    office.window.actions_by_name["restore"].trigger()
    office.settle()
    page = office.seen(RestorePage)
    ready(office.qtbot, page)
    return page


def test_a_copy_is_put_back_and_what_it_lacks_is_told(open_office: OpenOffice, copy: Path, tmp_path: Path) -> None:
    office = open_office()
    page = open_page(office)
    choose_stick(office.qtbot, page, copy.parent)
    press(office, "restore")
    question = dialog_of(office, Question)
    words = words_of(question)
    assert "llega al recibo N.º 001-000002" in words
    assert "conoce 1 documento más, que la copia no tiene: Recibo de ingreso N.º 001-000003." in words
    with office.qtbot.waitSignal(page.decided, timeout=20_000):
        answer(office.qtbot, "Se borro un socio")
    assert not office.window.isVisible()
    assert "ananea-antes-de-restaurar-001" in office.window.restart_words
    office.close()
    again = open_office()
    assert told(again, numbers) == [1, 2]
    assert [each.name for each in told(again, lost_papers.lost_papers)] == ["Recibo de ingreso N.º 001-000003"]


def test_without_a_reason_and_after_no_nothing_is_changed(open_office: OpenOffice, copy: Path, tmp_path: Path) -> None:
    office = open_office()
    page = open_page(office)
    choose_stick(office.qtbot, page, copy.parent)
    press(office, "restore")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    assert "Falta el motivo" in words_of(question)
    office.qtbot.mouseClick(question.no_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert not swap.prepared_path(tmp_path / "ananea.db").exists()
    assert page.restore_button.isEnabled()
    assert told(office, numbers) == [1, 2, 3]


def test_a_sealed_copy_asks_for_the_key_and_says_where_it_is_misread(open_office: OpenOffice, copy: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    seal_up(copy, identity)
    copy.unlink()
    office = open_office()
    page = open_page(office)
    choose_stick(office.qtbot, page, copy.parent)
    assert [page.model.row(number)["is_sealed"] for number in range(2)] == [False, True]  # the easier one comes first
    office.qtbot.keyClick(page.table, Qt.Key.Key_Down)
    press(office, "restore")
    dialog = dialog_of(office, KeyDialog)
    assert isinstance(dialog, KeyDialog)
    typed = paper_key.groups(str(identity))
    wrong = "Q" if typed[2][0] != "Q" else "P"
    office.qtbot.keyClicks(dialog.field, " ".join([*typed[:2], wrong + typed[2][1:], *typed[3:]]))
    office.qtbot.mouseClick(dialog.findChild(Button, "open_sealed"), Qt.MouseButton.LeftButton)
    assert "equivocado en el grupo 3" in words_of(dialog)
    dialog.field.clear()
    office.qtbot.keyClicks(dialog.field, "-".join(typed).lower())
    office.qtbot.mouseClick(dialog.findChild(Button, "open_sealed"), Qt.MouseButton.LeftButton)
    question = dialog_of(office, Question)
    assert "llega al recibo N.º 001-000002" in words_of(question)
    question.reject()  # type: ignore[attr-defined]
    office.settle()


@pytest.fixture
def recovery(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], RecoveryWindow]]:
    opened = []

    def open_window(problem: str) -> RecoveryWindow:
        app.make_application()
        window = RecoveryWindow(tmp_path / "ananea.db", problem, "Rosa", clock)
        opened.append(window)
        qtbot.addWidget(window)
        window.show()
        ready(qtbot, window.page)
        return window

    yield open_window
    for window in opened:
        window.close()


def test_in_place_of_a_file_that_does_not_open_a_copy_is_put(
    recovery: Callable[[str], RecoveryWindow], qtbot: QtBot, copy: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ananea.db"
    path.write_bytes(b"")
    window = recovery("El archivo ananea.db está vacío (0 bytes). No se tocó.")
    choose_stick(qtbot, window.page, copy.parent)
    qtbot.mouseClick(window.page.restore_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.answered, timeout=20_000):
        answer(qtbot, "El disco fallo")
    assert "Se recuperó la copia del 23/11/2026" in window.said
    books = an_office_on_disk(path)
    assert numbers(books) == [1, 2]
    assert len(lost_papers.lost_papers(books)) == 1
    books.file.close()
    assert path.with_name("ananea-antes-de-restaurar-001.db").read_bytes() == b""


def test_an_office_begins_on_a_new_pc_with_a_copy(open_office: OpenOffice, tmp_path: Path) -> None:
    other = an_office_on_disk(tmp_path / "otra" / "ananea.db")
    issued(other)
    made = copying.copy_to(other, tmp_path / "usb").path
    other.file.close()
    office = open_office()
    press(office, "restore_first")
    page = office.seen(RestorePage)
    choose_stick(office.qtbot, page, made.parent)
    press(office, "restore")
    with office.qtbot.waitSignal(page.decided, timeout=20_000):
        answer(office.qtbot, "PC nueva")
    office.close()
    again = open_office()
    assert told(again, numbers) == [1]
    assert told(again, lost_papers.lost_papers) == []


def test_inicio_lists_what_is_to_be_noted_again_and_the_form_says_so(
    open_office: OpenOffice, copy: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ananea.db"
    put_back(path, copy).file.close()
    office = open_office()
    press(office, "matter_lost")
    (page,) = [each for each in office.window.findChildren(LostPage) if each.isVisible()]
    assert page.model.row(0)["name"] == "Recibo de ingreso N.º 001-000003"
    page.open_row(page.model.row(0))
    office.settle()
    office.qtbot.waitUntil(lambda: office.seen(QLabel, "next_number").text() == "001-000003")
    assert "ya se entregó: es del 23/11/2026 por S/" in office.seen(QLabel, "lost_number").text()
