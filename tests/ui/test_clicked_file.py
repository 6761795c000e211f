"""A double click on a file: in a copy nobody works by mistake."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ananea_desktop import app as program
from ananea_desktop.operations import restoring
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.dialogs import Dialog


def test_a_copy_is_known_by_its_name() -> None:
    assert restoring.is_copy(Path("ananea-copia-000123-2026-11-28.db"))
    assert restoring.is_copy(Path("ananea-copia-000123-2026-11-28.ananea"))
    assert restoring.is_copy(Path("enviada por correo.ananea"))
    assert not restoring.is_copy(Path("ananea.db"))
    assert not restoring.is_copy(Path("tesorería 2026.db"))


def test_of_a_copy_only_the_way_back_is_told(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    copy = tmp_path / "ananea-copia-000123-2026-11-28.db"
    copy.write_bytes(b"as it was")
    told: list[str] = []

    def read_and_go_on() -> None:
        (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible())
        told.extend(each.text() for each in dialog.findChildren(QLabel))
        (button,) = dialog.findChildren(Button)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, read_and_go_on)
    qapp.setQuitOnLastWindowClosed(False)  # a second end, asked for when the loop has ended, would end those of others
    try:
        assert program.tell_of_copy(copy) == 1
    finally:
        qapp.setQuitOnLastWindowClosed(True)
    assert copy.name in told[0]
    assert "Recuperar una copia" in told[1]
    assert copy.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [copy]


def test_the_window_has_the_programs_icon(qtbot: QtBot) -> None:
    icon = program.make_application().windowIcon()
    assert [size.width() for size in icon.availableSizes()] == [128]
    assert not icon.pixmap(32, 32).isNull()
