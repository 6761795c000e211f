"""The whole window over a real file, with the clock held still, and the ways a test waits for it."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ananea_desktop import app
from ananea_desktop.operations.books import open_books
from ananea_desktop.ui import batch_paper, new_paper, receipt_card
from ananea_desktop.ui.books_thread import BooksThread, open_in_thread
from ananea_desktop.ui.chart_view import ChartView
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.qt_words import speak_qt
from tests.ui.stalls import Watcher

Kind = TypeVar("Kind", bound=QWidget)
NOON = datetime.fromisoformat("2026-11-24T12:00:00-05:00")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Qt's own words are Spanish in every test, as in the program."""
    speak_qt(qapp)
    return qapp


@pytest.fixture(scope="session")
def stall_watcher(qapp: QApplication) -> Watcher:
    return Watcher()


@pytest.fixture(autouse=True)
def no_stall(stall_watcher: Watcher, request: pytest.FixtureRequest) -> Iterator[None]:
    """The window never freezes: nothing it does in one go takes longer than ``stalls.LIMIT``."""
    with stall_watcher.watching() as stalls:
        yield
    long = [each for each in stalls if each.is_long and not each.is_allowed]
    if log := os.environ.get("STALLS_LOG"):
        with Path(log).open("a") as file:
            for each in stalls:
                file.write(
                    f"{each.seconds:.3f} cpu {each.cpu:.3f} blocked {each.blocked:.3f} import"
                    f" {each.importing:.3f} {each.called} {request.node.name}\n{each.stack}\n"
                )
    assert not long, "\n".join(map(str, long))


class Office:
    """One running window and what a person does with it."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot = qtbot
        app.make_application()
        self.books: BooksThread = open_in_thread(lambda: open_books(path, "prueba", lambda: NOON))
        self.window = MainWindow(self.books)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 689)
        with qtbot.waitSignal(self.window.ready, timeout=15_000):
            self.window.show()
        self.settle()

    def settle(self) -> None:
        """Until everything asked of the books has been answered, and the charts in sight are drawn."""
        self.qtbot.waitUntil(self._is_idle, timeout=15_000)
        QApplication.processEvents()  # Qt shows widgets put into a layout with its next event
        self.qtbot.waitUntil(self._is_idle, timeout=15_000)

    def _is_idle(self) -> bool:
        charts = self.window.findChildren(ChartView) if isValid(self.window) else []
        return self.books.is_idle and not any(view.is_waiting for view in charts)

    def focus(self, field: QWidget) -> None:
        """Puts the cursor into a field of the active window."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        field.setFocus()
        self.qtbot.waitUntil(field.hasFocus)

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key of the whole window, such as Ctrl+S."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.window, key, modifier)
        self.settle()

    def seen(self, kind: type[Kind], name: str = "") -> Kind:
        """The visible widget of a kind with this object name."""
        found = [
            each
            for each in (self.window.findChildren(kind, name) if name else self.window.findChildren(kind))
            if each.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} visible {kind.__name__} named {name!r}"
        return found[0]

    def close(self, closing: Callable[..., object] | None = None) -> None:
        self.window.close()
        self.settle()
        self.books.stop(closing)
        self.books.setParent(None)


def dialog_of(office: Office, kind: type) -> QWidget:
    office.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=10_000)
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def choose_place(chooser: QFileDialog, folder: Path, ending: str, name: str = "") -> None:
    """Goes to a folder, picks the form by its ending as a person does, types a name over the suggested one, Enter."""
    chooser.setDirectory(str(folder))
    (forms,) = chooser.findChildren(QComboBox, "fileTypeCombo")
    while ending not in forms.currentText():
        before = forms.currentIndex()
        QTest.keyClick(forms, Qt.Key.Key_Down)
        assert forms.currentIndex() != before, f"no form {ending}"
    (field,) = chooser.findChildren(QLineEdit)
    if name:
        field.setText(name)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def open_office(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Office]]:
    """Opens the window on the test's one file; it can be closed and opened again."""
    opened: list[Office] = []

    def open_window() -> Office:
        opened.append(Office(qtbot, tmp_path / "ananea.db"))
        return opened[-1]

    yield open_window
    for office in opened:
        if office.books._thread.is_alive():
            office.close()


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The PDFs that went to the printer."""
    papers: list[bytes] = []

    def print_at_once(_parent: QWidget, pdf: bytes, _title: str, done: Callable[[bool], None]) -> None:
        papers.append(pdf)
        done(True)

    for module in (new_paper, receipt_card, batch_paper):
        monkeypatch.setattr(module, "ask_and_print", print_at_once)
    return papers
