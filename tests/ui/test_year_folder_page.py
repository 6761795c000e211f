"""By clicks: everything of a year written to a folder, with its progress; given up, nothing stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog, QPushButton

from ananea_desktop.operations import year_folder
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.year_folder import FolderWriting, YearFolderDialog
from tests.builders import an_office_on_disk, issued
from tests.ui.conftest import Office, dialog_of

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    return open_office()


def choose(office: Office, place: Path) -> None:
    office.window.actions_by_name["year_folder"].trigger()
    dialog = dialog_of(office, YearFolderDialog)
    assert isinstance(dialog, YearFolderDialog)
    assert dialog.year.value() == 2026
    button = dialog.findChild(Button, "choose_place")
    assert button is not None
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(place))
    chooser.close()


def test_the_year_is_written_and_said(office: Office, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    choose(office, usb)
    office.settle()
    assert (usb / "ananea-2026" / year_folder.INDEX).exists()
    assert (usb / "ananea-2026" / "recibos" / "recibo-ingreso-001-000001.pdf").exists()
    told = dialog_of(office, Dialog)
    assert told.windowTitle() == "La carpeta está completa"
    office.qtbot.keyClick(told, Qt.Key.Key_Escape)
    choose(office, usb)
    office.settle()
    told = dialog_of(office, Dialog)
    assert told.windowTitle() == "La carpeta no se escribió"
    office.qtbot.keyClick(told, Qt.Key.Key_Escape)


def test_given_up_nothing_stays(office: Office, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    choose(office, usb)
    (progress,) = office.window.findChildren(QProgressDialog)
    office.qtbot.waitUntil(lambda: progress.value() > 1, timeout=10_000)
    assert [each.name for each in usb.iterdir()] == ["ananea-2026.part"]
    (cancel,) = progress.findChildren(QPushButton)
    office.qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    office.settle()
    assert list(usb.iterdir()) == []
    assert QApplication.activeModalWidget() is None


def test_given_up_when_the_last_file_was_written_it_is_told_that_it_is_there(office: Office, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    said: list[str] = []
    office.window.desk.said.connect(said.append)
    choose(office, usb)
    (writing,) = office.window.findChildren(FolderWriting)
    writing.give_up()
    writing._take(usb / "ananea-2026")  # the answer was on its way already
    assert said == ["Se dejó de escribir la carpeta."]
    told = dialog_of(office, Dialog)
    assert told.windowTitle() == "La carpeta está completa"
    office.qtbot.keyClick(told, Qt.Key.Key_Escape)
    office.settle()
