"""Every tab, page and dialog with the largest letters on the office's small screen: nothing is cut, each control has a
name, and whoever has the keys is seen to have them. The long form (--full) does so on a scaled screen, too."""

import pkgutil
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ananea_desktop import app, ui
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.operations import records, sample
from ananea_desktop.operations.books import open_books
from ananea_desktop.storage import records as rows
from ananea_desktop.ui import appearance
from ananea_desktop.ui.appearance import LETTERS_SETTING, Letters
from ananea_desktop.ui.buttons import icon_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.tick import Tick
from tests.ui.conftest import Office
from tests.ui.fitting import unfit
from tests.ui.reaching import Kind, nameless, unseen_focus
from tests.ui.walk import PARTS, Walk

_LONG_NAMES = (
    (MEMBERS, 31, {"given_names": "Maximiliana Encarnación", "paternal_surname": "Huanca Ccallomamani"}),
    (SUPPLIERS, 1, {"name": "Importadora de Equipos de Protección y Seguridad Minera del Altiplano S.A.C."}),
)
_focus_seen: set[Kind] = set()
"""Of all parts together: one control of a kind is enough."""


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with names as long as some people and firms have."""
    path = tmp_path_factory.mktemp("sample") / "ananea.db"
    books = open_books(path, "prueba")
    sample.write_sample(books)
    for record_type, record_id, changes in _LONG_NAMES:
        texts = record_type.texts(rows.get(books.db, record_type, record_id))
        records.save(books, record_type, {**texts, **changes}, record_id, confirmed=tuple(texts))
    books.file.close()
    return path


@pytest.fixture
def walk_in(
    sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[Callable[[str, Letters, tuple[int, int]], tuple[Walk, list[str]]]]:
    """Walks a part of the window, and gives what did not hold on the way."""
    opened: list[Office] = []

    def walk(part: str, letters: Letters, size: tuple[int, int]) -> tuple[Walk, list[str]]:
        shutil.copytree(sample_file.parent, tmp_path, dirs_exist_ok=True)
        QSettings().setValue(LETTERS_SETTING, str(letters))
        office = Office(qtbot, tmp_path / "ananea.db")
        opened.append(office)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        office.window.resize(*size)
        found: list[str] = []

        def stop(name: str, seen: QWidget) -> None:
            if seen is office.window:
                assert office.window.size().toTuple() == size, name
            seen.activateWindow()
            application.processEvents()
            for sentence in (*unfit(seen), *nameless(seen), *unseen_focus(seen, _focus_seen)):
                found.append(f"{name}: {sentence}")

        walked = Walk(application, office.books, office.window, stop)
        walked.settle()
        getattr(walked, part)()
        return walked, found

    yield walk
    for office in opened:
        office.close()
    QSettings().remove("appearance")
    appearance.dress(app.make_application())


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_cut_nameless_or_secretly_focused(
    walk_in: Callable[..., tuple[Walk, list[str]]], part: str, full: bool, tmp_path: Path
) -> None:
    walked, found = walk_in(part, Letters.LARGE, (1366, 689))
    assert not found
    assert walked.seen >= WALKED[part]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_cut_on_a_scaled_screen(
    walk_in: Callable[..., tuple[Walk, list[str]]], part: str, full: bool
) -> None:
    if not full:
        pytest.skip("with --full")
    _walked, found = walk_in(part, Letters.NORMAL, (1093, 552))
    assert not found


WALKED: dict[str, set[str]] = {part: set() for part in PARTS}
