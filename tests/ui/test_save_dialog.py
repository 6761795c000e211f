"""Where a file is saved: its ending comes with the form, and nothing is overwritten without a question."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ananea_desktop import app
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.save_dialog import save_as
from tests.ui.conftest import choose_place

FORMS = {"pdf": "PDF (*.pdf)", "pptx": "PowerPoint (*.pptx)"}


class Saving:
    """A save dialog that is open, and what came of it."""

    def __init__(self, qtbot: QtBot) -> None:
        app.make_application()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.chosen: list[tuple[Path, str]] = []
        self.given_up = 0
        save_as(self.window, "Guardar", "asamblea-2026", FORMS, self._take, self._give_up)
        (self.chooser,) = self.window.findChildren(QFileDialog)

    def _take(self, path: Path, form: str) -> None:
        self.chosen.append((path, form))

    def _give_up(self) -> None:
        self.given_up += 1


@pytest.fixture
def saving(qtbot: QtBot) -> Saving:
    return Saving(qtbot)


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """What Qt's own dialog asks about a file that is there; answered no."""
    questions: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            questions.append(box.text())
            box.button(QMessageBox.StandardButton.No).click()

    watch = QTimer(interval=0)
    watch.timeout.connect(answer)
    watch.start()
    yield questions
    watch.stop()


def test_it_begins_in_the_documents_with_the_whole_name(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Documents").mkdir()
    assert Path(Saving(qtbot).chooser.selectedFiles()[0]) == tmp_path / "Documents" / "asamblea-2026.pdf"


@pytest.mark.parametrize("name", ["", "asamblea-2026", "asamblea-2026.pptx"])
def test_a_file_that_is_there_is_asked_about(saving: Saving, asked: list[str], tmp_path: Path, name: str) -> None:
    (tmp_path / "asamblea-2026.pptx").write_bytes(b"de otro")
    choose_place(saving.chooser, tmp_path, ".pptx", name)
    assert len(asked) == 1
    assert "asamblea-2026.pptx" in asked[0]
    assert saving.chosen == []


@pytest.mark.parametrize(
    ("ending", "name", "saved", "form"),
    [
        (".pptx", "", "asamblea-2026.pptx", "pptx"),
        (".pptx", "reunión", "reunión.pptx", "pptx"),
        (".pdf", "reunión.pptx", "reunión.pptx", "pptx"),
        (".pdf", "REUNIÓN.PDF", "REUNIÓN.PDF", "pdf"),
        (".pdf", "Acta 20.11", "Acta 20.11.pdf", "pdf"),
    ],
)
def test_the_name_has_the_ending_of_its_form(
    saving: Saving, tmp_path: Path, ending: str, name: str, saved: str, form: str
) -> None:
    choose_place(saving.chooser, tmp_path, ending, name)
    assert saving.chosen == [(tmp_path / saved, form)]


def test_a_name_with_a_dot_overwrites_nothing_unasked(saving: Saving, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Acta 20.11.pdf").write_bytes(b"la de antes")
    choose_place(saving.chooser, tmp_path, ".pdf", "Acta 20.11")
    assert saving.chosen == []
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    qtbot.mouseClick(question.no_button, Qt.MouseButton.LeftButton)
    assert (saving.chosen, saving.given_up) == ([], 1)


def test_who_is_asked_may_replace_it(saving: Saving, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Acta 20.11.pdf").write_bytes(b"la de antes")
    choose_place(saving.chooser, tmp_path, ".pdf", "Acta 20.11")
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    assert (saving.chosen, saving.given_up) == ([(tmp_path / "Acta 20.11.pdf", "pdf")], 0)


def test_closed_without_an_answer_it_saves_nothing(saving: Saving) -> None:
    saving.chooser.reject()
    assert (saving.chosen, saving.given_up) == ([], 1)
