"""By clicks: a cooperative's package on a stick, the Central's new file, its key, and the package brought in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QProgressDialog
from pytestqt.qtbot import QtBot

from ananea_desktop.operations import central, package_keys, sample_central
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.central_keys import NewKeyDialog
from ananea_desktop.ui.central_open import CentralDialog, show_central
from ananea_desktop.ui.central_window import CentralWindow
from ananea_desktop.ui.chart_view import ChartView
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.package_dialog import PackageDialog
from ananea_desktop.ui.paper_page import PaperPage
from tests.builders import an_office_on_disk, issued
from tests.ui.conftest import Office, choose_place, dialog_of
from tests.ui.fitting import unfit
from tests.ui.test_document_pages import asked

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    return open_office()


def click(office: Office, dialog: object, name: str) -> None:
    button = dialog.findChild(Button, name)  # type: ignore[attr-defined]
    assert button is not None, name
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def write_package(office: Office, place: Path) -> None:
    office.window.actions_by_name["year_package"].trigger()
    dialog = dialog_of(office, PackageDialog)
    assert isinstance(dialog, PackageDialog)
    assert dialog.year.value() == 2026
    click(office, dialog, "choose_place")
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(place))
    chooser.close()
    office.settle()
    told = dialog_of(office, Dialog)
    assert told.windowTitle() == "El paquete está completo"
    office.qtbot.keyClick(told, Qt.Key.Key_Escape)


def settled(qtbot: QtBot, window: CentralWindow) -> None:
    def is_idle() -> bool:
        return window.books.is_idle and not any(view.is_waiting for view in window.findChildren(ChartView))

    qtbot.waitUntil(is_idle, timeout=10_000)
    QApplication.processEvents()
    qtbot.waitUntil(is_idle, timeout=10_000)


def new_central(office: Office, tmp_path: Path) -> CentralWindow:
    office.window.actions_by_name["central"].trigger()
    dialog = dialog_of(office, CentralDialog)
    assert isinstance(dialog, CentralDialog)
    dialog.name.setText("CECOMSAP")
    click(office, dialog, "central_new")
    (chooser,) = dialog.findChildren(QFileDialog)
    choose_place(chooser, tmp_path, "*.db", "consolidado")

    def windows() -> list[CentralWindow]:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, CentralWindow)]
        return [each for each in found if each.isVisible()]

    office.qtbot.waitUntil(lambda: len(windows()) == 1)
    (window,) = windows()
    settled(office.qtbot, window)
    return window


def test_from_the_stick_to_the_report(office: Office, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    write_package(office, usb)
    (package,) = usb.iterdir()
    key = asked(office, package_keys.current)
    code = asked(office, package_keys.code)
    window = new_central(office, tmp_path)
    qtbot = office.qtbot
    assert window.title.text() == "CECOMSAP"
    click(office, window, "central_first_key")
    dialog = dialog_of(office, NewKeyDialog)
    assert isinstance(dialog, NewKeyDialog)
    click(office, dialog, "register_key")
    qtbot.waitUntil(lambda: bool(dialog.rows["code"].problem()))
    for name, text in (("code", code), ("name", "Nuestra cooperativa"), ("key", key["public_key"])):
        qtbot.keyClicks(dialog.rows[name].field, text)
    qtbot.keyClick(dialog.rows["key"].field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Se registró la clave" in _modal_title())
    words = _modal_words()
    assert package_keys.fingerprint(key) in words
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert window.model.row(0)["state"] == "Completo"
    click(office, window, "central_bring")
    (chooser,) = window.findChildren(QFileDialog)
    chooser.filesSelected.emit([str(package)])
    chooser.close()
    qtbot.waitUntil(lambda: "se trajo" in window.toast.text())
    settled(qtbot, window)
    assert window.model.row(0)["state"] == "Completo"
    window.year.set_value(2026)
    settled(qtbot, window)
    assert window.model.row(0)["state"].startswith("N.º 1, hasta 24/11/2026")
    assert "1 de 1 cooperativas con paquete" in window.figures.text()
    click(office, window, "central_report")
    (chooser,) = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    choose_place(chooser, tmp_path, "*.xlsx")
    qtbot.waitUntil(lambda: "Se guardó informe-central-2026.xlsx" in window.toast.text())
    assert (tmp_path / "informe-central-2026.xlsx").stat().st_size > 1000
    window.close()


def _modal_words() -> str:
    modal = QApplication.activeModalWidget()
    assert modal is not None
    return " ".join(each.text() for each in modal.findChildren(QLabel))


def _modal_title() -> str:
    modal = QApplication.activeModalWidget()
    return "" if modal is None else modal.windowTitle()


def test_the_paper_with_the_key(office: Office) -> None:
    office.window.actions_by_name["year_package"].trigger()
    click(office, dialog_of(office, PackageDialog), "package_key_paper")
    office.settle()
    assert office.seen(PaperPage).title.text() == "Clave de los paquetes para la central"


def test_a_new_key_with_its_reason(office: Office) -> None:
    before = asked(office, package_keys.current)["public_key"]
    office.window.actions_by_name["year_package"].trigger()
    click(office, dialog_of(office, PackageDialog), "package_key_renew")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    assert question.isVisible(), "a reason is needed"
    office.qtbot.keyClicks(question.findChildren(QLineEdit)[0], "Robaron la PC")
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.seen(PaperPage).title.text() == "Clave de los paquetes para la central"
    new, old = asked(office, package_keys.every_key)
    assert new["public_key"] != old["public_key"] == before
    assert old["reason"] == "Robaron la PC"


def test_what_is_refused_is_told_and_the_rest_comes(qtbot: QtBot, tmp_path: Path) -> None:
    path = sample_central.write_sample(tmp_path, 2, 2)
    window = show_central(path, None)
    settled(qtbot, window)
    assert [row["state"] for row in (window.model.row(0), window.model.row(1))] == ["Completo", "Falta 2025"]
    qtbot.keyClick(window.table, Qt.Key.Key_End)
    settled(qtbot, window)
    assert any("Cerro Blanco" in each.text() for each in window.card.findChildren(QLabel))
    foreign = tmp_path / "foto.zip"
    foreign.write_bytes(b"PK\x03\x04 no")
    window.bring([*central.packages_in(tmp_path / "paquetes"), foreign])
    qtbot.waitUntil(lambda: _modal_title() == "Un paquete no se trajo", timeout=10_000)
    words = _modal_words()
    assert "foto.zip" in words and "No es un paquete" in words and "Los demás (4) están." in words
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert window.model.row(1)["state"] == "Completo"
    window.close()


def test_what_was_there_is_not_told_as_brought(qtbot: QtBot, tmp_path: Path) -> None:
    window = show_central(sample_central.write_sample(tmp_path, 2, 2), None)
    settled(qtbot, window)
    window.bring(central.packages_in(tmp_path / "paquetes"))
    qtbot.waitUntil(lambda: window.toast.text().startswith("Se trajo 1 paquete. Ya estaban, o hay más nuevos: 3."))
    settled(qtbot, window)
    window.close()


def test_a_full_disk_is_told_and_the_window_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    window = show_central(sample_central.write_sample(tmp_path, 2, 2), None)
    settled(qtbot, window)
    full = "PRAGMA max_page_count = 1"  # no page more than there are
    window.books.ask(lambda opened: opened.file.db.execute(full).fetchone() and None, owner=window)
    window.bring(list(sample_central.write_packages(tmp_path, 1, range(2015, 2023))))
    qtbot.waitUntil(lambda: _modal_title() == "No se pudo", timeout=10_000)
    assert "El disco está lleno" in _modal_words()
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(QProgressDialog))
    settled(qtbot, window)
    window.close()


def test_another_file_is_told(office: Office, tmp_path: Path) -> None:
    office.window.actions_by_name["central"].trigger()
    dialog = dialog_of(office, CentralDialog)
    click(office, dialog, "central_open")
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "ananea.db"))
    chooser.close()
    office.qtbot.waitUntil(lambda: _modal_title() == "No se pudo")
    office.qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    office.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("points", [theme.BASE_POINTS, theme.LARGER_POINTS])
def test_nothing_is_cut(qtbot: QtBot, tmp_path: Path, points: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        theme.apply_theme(app, theme.DARK, points)
        window = show_central(sample_central.write_sample(tmp_path, 3, 2), None)
        window.resize(1366, 689)
        settled(qtbot, window)
        qtbot.waitUntil(lambda: unfit(window) == [])  # what the card shows is laid out when events say so
        window.ask_key()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewKeyDialog)
        button = dialog.findChild(Button, "register_key")
        assert button is not None
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(dialog.rows["key"].problem()))
        qtbot.waitUntil(lambda: unfit(dialog) == [])
        dialog.reject()
    finally:
        theme.apply_theme(app, theme.LIGHT)
    window.close()


def test_its_letters_follow_the_keys_too(qtbot: QtBot, tmp_path: Path) -> None:
    window = show_central(sample_central.write_sample(tmp_path, 1, 1), None)
    settled(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.font().pointSizeF() == theme.LARGER_POINTS
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.font().pointSizeF() == theme.BASE_POINTS
    window.close()
