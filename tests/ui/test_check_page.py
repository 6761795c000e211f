"""«Comprobar datos» with its page, and the check that goes on by itself after the start."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from ananea_desktop.operations import checking
from ananea_desktop.ui.checking import CheckPage
from ananea_desktop.ui.forms import AlertStrip
from tests.builders import an_office_on_disk, issued
from tests.ui.conftest import Office
from tests.ui.test_main_job import press
from tests.ui.test_restore_pages import told

OpenOffice = Callable[[], Office]


def filled(path: Path, *statements: str) -> None:
    """A receipt, and what another program then did to the file."""
    books = an_office_on_disk(path)
    issued(books)
    books.file.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def open_page(office: Office) -> CheckPage:
    office.window.actions_by_name["check"].trigger()
    return office.seen(CheckPage)


def test_the_page_counts_what_it_checked_and_can_be_copied(open_office: OpenOffice, tmp_path: Path) -> None:
    filled(tmp_path / "ananea.db")
    office = open_office()
    page = open_page(office)
    assert page.progress.isVisible()
    with office.qtbot.waitSignal(page.checked, timeout=30_000):
        pass
    office.settle()
    assert office.seen(QLabel, "check_title").text() == "Los datos están bien"
    press(office, "copy_check")
    assert "Recibos: 1" in QGuiApplication.clipboard().text()
    assert not page.restore.isVisible()


def test_what_is_wrong_is_told_with_the_way_to_a_copy(open_office: OpenOffice, tmp_path: Path) -> None:
    filled(tmp_path / "ananea.db", "DELETE FROM receipts_search_docsize WHERE id = 1")
    office = open_office()
    page = open_page(office)
    with office.qtbot.waitSignal(page.checked, timeout=30_000):
        pass
    office.settle()
    assert "Buscador" in office.seen(QLabel, "check_problems").text()
    assert page.restore.isVisible()


def test_a_check_that_is_given_up_leaves_all_as_it_was(open_office: OpenOffice, tmp_path: Path) -> None:
    filled(tmp_path / "ananea.db")
    office = open_office()
    page = open_page(office)
    press(office, "give_up")
    assert not page.progress.isVisible()
    assert told(office, checking.last_check) is None
    assert not told(office, lambda books: bool(books.file._held))


def test_the_quiet_check_says_at_the_foot_what_it_found(open_office: OpenOffice, tmp_path: Path) -> None:
    filled(tmp_path / "ananea.db")
    office = open_office()
    office.window.check_quietly()
    office.qtbot.waitUntil(lambda: office.seen(QLabel, "checked").text() == "Comprobado hoy", timeout=30_000)
    assert told(office, checking.is_due) is False
    assert office.window.wrong_banner is None


def test_the_quiet_check_warns_over_the_tabs(open_office: OpenOffice, tmp_path: Path) -> None:
    filled(tmp_path / "ananea.db", "DELETE FROM receipts_search_docsize WHERE id = 1")
    office = open_office()
    office.window.check_quietly()
    office.qtbot.waitUntil(lambda: office.window.wrong_banner is not None, timeout=30_000)
    assert "No siga anotando" in office.seen(AlertStrip, "wrong_data").text()
    assert told(office, checking.is_due) is True
