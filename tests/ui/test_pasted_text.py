"""What is pasted from anywhere: no letter of it breaks a form, its draft, the search or a receipt."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import records as operations
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import records
from tests.builders import an_office_on_disk
from tests.ui.conftest import Office
from tests.ui.test_main_job import go_to, press, save_form, type_into

PASTED = {
    # PySide leaves out what is no letter when it hands a text to Qt
    "lone surrogate": ("Quispe\ud800Mamani", "QuispeMamani"),
    "lone low surrogate": ("\udc00Quispe", "Quispe"),
    "NUL": ("Quispe\0Mamani", "QuispeMamani"),
    "bidi": ("\u202eQuispe\u2066 Mamani\u200b", "Quispe Mamani"),
    "lines": ("Quispe\r\nMamani\u2028", "Quispe Mamani"),
    "emoji": ("Quispe 😀", "Quispe 😀"),
    "two code points": ("Nun\u0303ez", "Nuñez"),
    "long": ("W" * 200, "W" * 200),
}


@pytest.fixture
def office(open_office: Callable[[], Office], tmp_path: Path) -> Office:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    return open_office()


def asked(office: Office, operation: Callable[..., Any], *arguments: Any) -> Any:
    """What the books' thread answers."""
    answers: list[Any] = []
    office.books.ask(operation, *arguments, owner=office.window, then=answers.append)
    office.qtbot.waitUntil(lambda: len(answers) == 1, timeout=10_000)
    return answers[0]


def people(books: Books) -> list[dict[str, Any]]:
    return records.all_of(books.db, MEMBERS)


def paste(office: Office, field: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    office.focus(field)
    office.qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("case", PASTED)
def test_pasted_name_is_kept_as_a_draft_saved_and_found(office: Office, case: str) -> None:
    text, kept = PASTED[case]
    go_to(office, 1)
    press(office, "first")
    paste(office, office.seen(QWidget, "paternal_surname"), text)
    for name, typed in {"document_number": "00041527", "given_names": "Rosa", "sex": "f"}.items():
        type_into(office, name, typed)
    office.qtbot.waitUntil(lambda: asked(office, operations.draft, "members") is not None, timeout=10_000)
    save_form(office)
    (row,) = asked(office, people)
    assert row["paternal_surname"] == kept
    search = next(each for each in office.window.findChildren(QLineEdit) if each.isVisible())
    paste(office, search, text)
    office.settle()


def test_pasted_files_and_links_are_no_text_and_open_nothing(office: Office) -> None:
    go_to(office, 1)
    press(office, "first")
    field = office.seen(QWidget, "paternal_surname")
    mime = QMimeData()
    mime.setUrls([QUrl("http://192.0.2.1/x.png"), QUrl.fromLocalFile("/etc/hostname")])
    mime.setHtml('<img src="http://192.0.2.1/x.png"><b>Rosa</b>')
    QGuiApplication.clipboard().setMimeData(mime)
    office.focus(field)
    office.qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert "<img" not in field.property("text")
    QGuiApplication.clipboard().setText("")  # a clipboard of Python's must not outlive it
