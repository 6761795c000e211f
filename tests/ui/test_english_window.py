"""The window in English, walked through all its tabs, pages and dialogs: no Spanish is left but what people typed."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ananea_desktop import app
from ananea_desktop.domain.language import ENGLISH, SPANISH
from ananea_desktop.operations import sample
from ananea_desktop.operations.books import open_books
from ananea_desktop.operations.languages import use_language
from ananea_desktop.ui.qt_words import speak_qt
from ananea_desktop.ui.window_language import SETTING
from tests.operations.test_catalogue import english
from tests.ui.conftest import Office
from tests.ui.walk import PARTS, Walk

_SPANISH_WORDS = re.compile(r"(?i)\b(el|la|los|las|de|del|que|con|para|por|sin|una|se|su|ya|hay|cada|y)\b")
_SPANISH_LETTERS = re.compile("[áéíóúñÁÉÍÓÚÑ¿¡«»]")
_SPANISH_BY_NATURE = ("manual", "no-se-abre", "no-se-agregaron", "filas")
"""The treasurer's manual; and what the walk itself says in Spanish: why a file does not open, a chart's bar."""
_NAMES = ("Español", "Central de cooperativas")
"""A language in its own words, and how the walk calls the Central whose file it makes."""
_ROWS = 30
"""Of a table; what is below is of the same columns."""


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "ananea.db"
    books = open_books(path, "prueba")
    sample.write_sample(books)
    books.file.close()
    return path


@pytest.fixture
def english_office(sample_file: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Office]:
    shutil.copytree(sample_file.parent, tmp_path, dirs_exist_ok=True)
    app.make_application()  # its settings are known by its name
    QSettings().setValue(SETTING, ENGLISH)
    office = Office(qtbot, tmp_path / "ananea.db")
    yield office
    office.close()
    QSettings().remove(SETTING)
    use_language(SPANISH)
    speak_qt(qapp)


def texts_of(seen: QWidget) -> Iterator[str]:
    """What can be read in a widget: words, hints, names for screen readers, menus, heads and cells of tables."""
    for each in (seen, *seen.findChildren(QWidget)):
        if not each.isVisible():
            continue
        yield from (each.windowTitle(), each.toolTip(), each.accessibleName(), each.accessibleDescription())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        elif isinstance(each, QLineEdit | QPlainTextEdit):
            yield each.placeholderText()
        elif isinstance(each, QComboBox):
            yield from (each.itemText(row) for row in range(each.count()))
        elif isinstance(each, QAbstractItemView) and (model := each.model()) is not None:
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
            for column in range(columns):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for row in range(min(_ROWS, model.rowCount(QModelIndex()))):
                    yield str(model.index(row, column).data() or "")
    for action in seen.findChildren(QAction):
        yield action.text()


@cache
def _only_spanish() -> frozenset[str]:
    return frozenset(set(english()) - set(english().values()))


def is_spanish(text: str, typed: list[str]) -> bool:
    """Whether a text of the program is as it stands in the source, or reads so. What was ``typed`` may be anything."""
    if text in typed or text in _NAMES:
        return False
    if text in _only_spanish():
        return True
    if not (_SPANISH_LETTERS.search(text) or _SPANISH_WORDS.search(text)):
        return False
    for words in typed:  # the longest first
        if words in text:
            text = text.replace(words, "·")
    return bool(_SPANISH_LETTERS.search(text)) or len(_SPANISH_WORDS.findall(text)) > 1


def typed_in(office: Office) -> list[str]:
    """All the texts that stand in the data file and have letters, the longest first."""
    found: set[str] = set()

    def read(books: object) -> None:
        db = books.db  # type: ignore[attr-defined]
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in db.execute(f'SELECT * FROM "{table}"'):
                found.update(value for value in tuple(row) if isinstance(value, str))

    office.books.ask(read, owner=office.window)
    office.settle()
    lines = {line.strip() for text in found for line in text.splitlines()} | found
    return sorted((text for text in lines if len(text) > 2 and re.search("[a-zñ]", text)), key=len, reverse=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "part" in metafunc.fixturenames:
        metafunc.parametrize("part", PARTS if metafunc.config.getoption("--full") else ("home", "office"))


def test_no_spanish_is_left(english_office: Office, qapp: QApplication, part: str) -> None:
    typed = typed_in(english_office)
    left: dict[str, str] = {}

    def stop(name: str, seen: QWidget) -> None:
        if name.endswith(_SPANISH_BY_NATURE):
            return
        for text in set(texts_of(seen)):
            if is_spanish(text, typed):
                left.setdefault(text, name)

    walk = Walk(qapp, english_office.books, english_office.window, stop)
    walk.settle()
    getattr(walk, part)()
    assert left == {}
