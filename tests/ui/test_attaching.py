"""Attachments as a person adds, looks at, describes, removes and brings them back: by button, drop and paste."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QProgressDialog, QWidget

from ananea_desktop.operations.books import Books
from ananea_desktop.storage import attachments as stored
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row
from ananea_desktop.ui import attaching
from ananea_desktop.ui.attachment_viewer import AttachmentViewer
from ananea_desktop.ui.attachments import AttachmentsSection, AttachmentTile, RefusedDialog
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.fields import SearchField, TextField
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_history import HistorySection
from tests.builders import an_office_on_disk, issued, save_project
from tests.hostile import a_pdf, a_photo
from tests.ui.conftest import Office, dialog_of

OpenOffice = Callable[[], Office]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    """The window on a project, on whose card attachments are kept."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_project(books, budget="5000")
    issued(books)
    books.file.close()
    opened = open_office()
    opened.window.show_tab(4)
    opened.settle()
    return opened


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "fotos"
    folder.mkdir()
    contents = {"antes.jpg": a_photo(), "después.png": a_photo(shade=90, form="PNG"), "factura.pdf": a_pdf(2)}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def card_of(office: Office) -> RecordCard:
    return office.seen(RecordCard)


def section_of(office: Office) -> AttachmentsSection:
    return office.seen(AttachmentsSection)


def asked(office: Office, question: Callable[[Books], list[Row]]) -> list[Row]:
    answers: list[list[Row]] = []
    office.books.ask(question, owner=office.window, then=answers.append)
    office.settle()
    return answers[0]


def kept(office: Office) -> list[Row]:
    return asked(office, lambda books: stored.of_record(books.db, "premium_projects", 1))


def wait_for(office: Office, count: int) -> None:
    office.qtbot.waitUntil(lambda: len(section_of(office).rows) == count, timeout=10_000)
    office.settle()


def mime_of(paths: list[Path]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def hold_over(area: QWidget, mime: QMimeData) -> bool:
    copy, button, keys = Qt.DropAction.CopyAction, LEFT, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(30, 30), copy, mime, button, keys)
    QApplication.sendEvent(area, event)
    return event.isAccepted()


def drop(area: QWidget, mime: QMimeData) -> None:
    assert hold_over(area, mime)  # Qt drops only where something was held
    copy, button, keys = Qt.DropAction.CopyAction, LEFT, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(area, QDropEvent(QPointF(30, 30), copy, mime, button, keys))


Kind = TypeVar("Kind", bound=QWidget)


def part(whole: QWidget, kind: type[Kind], name: str = "") -> Kind:
    found = whole.findChild(kind, name) if name else whole.findChild(kind)
    assert isinstance(found, kind)
    return found


def add_all(office: Office, files: list[Path]) -> None:
    drop(card_of(office).viewport(), mime_of(files))
    wait_for(office, len(files))


def tiles(office: Office) -> list[AttachmentTile]:
    return [each for each in section_of(office).findChildren(AttachmentTile) if each.isVisible()]


def open_first(office: Office) -> AttachmentViewer:
    office.qtbot.mouseClick(tiles(office)[0], LEFT)
    viewer = dialog_of(office, AttachmentViewer)
    assert isinstance(viewer, AttachmentViewer)
    office.qtbot.waitUntil(lambda: viewer.shown is not None)
    return viewer


def test_a_card_without_attachments_says_how_to_add_them(office: Office) -> None:
    words = [each.text() for each in section_of(office).findChildren(QLabel)]
    assert any("Arrastre aquí" in text for text in words)


def test_several_are_added_by_the_button(office: Office, files: list[Path]) -> None:
    button = next(each for each in section_of(office).findChildren(Button) if each.text() == "Agregar")
    office.qtbot.mouseClick(button, LEFT)
    chooser = next(each for each in office.window.findChildren(QFileDialog) if each.isVisible())
    chooser.setDirectory(str(files[0].parent))
    part(chooser, QLineEdit, "fileNameEdit").setText(" ".join(f'"{path.name}"' for path in files))
    chooser.accept()
    wait_for(office, 3)
    assert [row["file_name"] for row in kept(office)] == ["antes.jpg", "después.png", "factura.pdf"]
    assert len(tiles(office)) == 2
    assert office.window.toast.text() == "Se adjuntaron 3 archivos."


def test_files_are_dropped_on_the_card_which_says_so_while_they_are_held(office: Office, files: list[Path]) -> None:
    area = card_of(office).viewport()
    hint = part(area, QWidget, "drop_hint")
    mime = mime_of(files[:1])
    assert hold_over(area, mime)
    assert hint.isVisible()
    QApplication.sendEvent(area, QDragLeaveEvent())
    assert not hint.isVisible()
    drop(area, mime)
    assert not hint.isVisible()
    wait_for(office, 1)
    assert office.window.toast.text() == "Se adjuntó «antes.jpg»."


def test_a_text_is_not_taken_when_it_is_held_over_the_card(office: Office) -> None:
    mime = QMimeData()
    mime.setText("hola")
    assert not hold_over(card_of(office).viewport(), mime)


def test_a_copied_picture_and_copied_files_are_pasted(office: Office, files: list[Path]) -> None:
    picture = QImage(80, 60, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)
    office.keys(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_for(office, 1)
    QGuiApplication.clipboard().setMimeData(mime_of(files[2:]))
    office.keys(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_for(office, 2)
    assert [row["file_name"] for row in kept(office)] == ["Imagen pegada.png", "factura.pdf"]


def test_files_are_pasted_though_the_cursor_is_in_the_search_and_text_goes_into_it(
    office: Office, files: list[Path]
) -> None:
    search = office.seen(SearchField, "search")
    office.focus(search)
    QGuiApplication.clipboard().setMimeData(mime_of(files[2:]))
    office.qtbot.keyClick(search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_for(office, 1)
    assert search.text() == ""
    QGuiApplication.clipboard().setText("Aloj")
    office.focus(search)
    office.qtbot.keyClick(search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == "Aloj"


def test_pasting_without_anything_copied_says_what_to_do(office: Office) -> None:
    QGuiApplication.clipboard().setText("hola")
    office.keys(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    box = dialog_of(office, QWidget)
    assert any("Cópielo primero" in each.text() for each in box.findChildren(QLabel))
    box.close()


def test_one_bad_file_does_not_stop_the_others_and_is_told_with_its_reason(
    office: Office, files: list[Path], tmp_path: Path
) -> None:
    bad, empty = tmp_path / "<b>carta.jpg", tmp_path / "vacío.pdf"
    bad.write_text("Esto es un texto")
    empty.write_bytes(b"")
    drop(card_of(office).viewport(), mime_of([files[0], bad, tmp_path, empty, files[2]]))
    box = dialog_of(office, RefusedDialog)
    words = [each.text() for each in box.findChildren(QLabel)]
    assert "No se adjuntaron 3 archivos" in words
    assert "<b>carta.jpg" in [each.text() for each in box.findChildren(CardLine)]
    assert any("No es una foto ni un PDF" in text for text in words)
    assert any("Es una carpeta" in text for text in words)
    assert any("está vacío" in text for text in words)
    assert "Los otros 2 sí se adjuntaron." in words
    box.close()
    wait_for(office, 2)


def test_the_same_again_is_told(office: Office, files: list[Path]) -> None:
    add_all(office, files[:1])
    drop(card_of(office).viewport(), mime_of(files[:1]))
    box = dialog_of(office, RefusedDialog)
    assert "Ya está adjunto." in [each.text() for each in box.findChildren(QLabel)]
    box.close()


def test_adding_is_cancelled_and_the_window_lives_meanwhile(
    office: Office, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child sleeps, as with a file that is hard to read."""
    import sys

    from ananea_desktop.documents.pictures import PictureReader

    monkeypatch.setattr(attaching, "SHOWN_AFTER_MS", 0)
    monkeypatch.setattr(
        attaching, "PictureReader", lambda: PictureReader([sys.executable, "-c", "import time; time.sleep(600)"])
    )
    section_of(office).add(files)
    office.qtbot.waitUntil(lambda: any(each.isVisible() for each in office.window.findChildren(QProgressDialog)))
    progress = next(each for each in office.window.findChildren(QProgressDialog) if each.isVisible())
    assert "antes.jpg" in progress.labelText()
    progress.canceled.emit()
    office.qtbot.waitUntil(lambda: not attaching._running, timeout=10_000)
    assert kept(office) == []


def test_the_viewer_goes_from_one_to_the_next_with_the_arrow_keys(office: Office, files: list[Path]) -> None:
    add_all(office, files)
    viewer = open_first(office)
    assert viewer.title.text() == "antes.jpg"
    assert viewer.stack.currentWidget() is viewer.picture
    office.qtbot.keyClick(viewer, Qt.Key.Key_Right)
    office.qtbot.waitUntil(lambda: viewer.title.text() == "después.png")
    office.qtbot.keyClick(viewer, Qt.Key.Key_Right)
    office.qtbot.waitUntil(lambda: viewer.title.text() == "factura.pdf")
    with office.qtbot.waitSignal(viewer.paper.rendered, timeout=15_000):
        assert viewer.stack.currentWidget() is viewer.paper
    office.qtbot.keyClick(viewer, Qt.Key.Key_Right)
    office.qtbot.keyClick(viewer, Qt.Key.Key_Left)
    office.qtbot.waitUntil(lambda: viewer.title.text() == "después.png")
    office.qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    office.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_picture_comes_closer_with_a_click_and_goes_back(office: Office, files: list[Path]) -> None:
    add_all(office, files[:1])
    viewer = open_first(office)
    office.qtbot.mouseClick(viewer.picture, LEFT)
    assert viewer.picture.is_close
    office.qtbot.keyClick(viewer.picture, Qt.Key.Key_Space)
    assert not viewer.picture.is_close
    viewer.reject()


def test_description_and_stage_are_kept_when_the_viewer_is_left(office: Office, files: list[Path]) -> None:
    add_all(office, files[:1])
    viewer = open_first(office)
    caption = part(viewer, TextField, "caption")
    caption.setFocus()
    office.qtbot.keyClicks(caption, "La via <b>seca")
    stage = part(viewer, ChoiceField, "stage")
    stage.set_value("before")
    office.qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    office.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    office.settle()
    (row,) = kept(office)
    assert (row["caption"], row["stage"]) == ("La via <b>seca", "before")
    assert tiles(office)[0].text() == "Antes"


def test_a_description_that_is_too_long_stays_beside_its_field(office: Office, files: list[Path]) -> None:
    add_all(office, files[:1])
    viewer = open_first(office)
    viewer.caption.setText("x" * 301)
    office.qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    office.qtbot.waitUntil(lambda: "Acórtelo" in viewer.caption_row.problem())
    assert viewer.isVisible()
    viewer.caption.setText("corto")
    office.qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    office.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert [row["caption"] for row in kept(office)] == ["corto"]


def test_one_is_removed_after_a_question_and_brought_back(office: Office, files: list[Path]) -> None:
    add_all(office, files[:1])
    viewer = open_first(office)
    office.qtbot.mouseClick(part(viewer, Button, "remove_attachment"), LEFT)
    box = dialog_of(office, QWidget)
    assert any("puede volver" in each.text() for each in box.findChildren(QLabel))
    yes = next(each for each in box.findChildren(Button) if each.text() == "Quitar")
    office.qtbot.mouseClick(yes, LEFT)
    wait_for(office, 0)
    office.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert "Se quitó" in office.window.toast.text()
    line = part(section_of(office), CardLine, "removed")
    office.qtbot.mouseClick(line, LEFT)
    office.settle()
    box = dialog_of(office, QWidget)
    office.qtbot.mouseClick(part(box, Button, "bring_back_1"), LEFT)
    wait_for(office, 1)
    assert section_of(office).findChild(CardLine, "removed") is None


def test_one_is_saved_as_a_file(office: Office, files: list[Path], tmp_path: Path) -> None:
    add_all(office, files[1:2])
    viewer = open_first(office)
    office.qtbot.mouseClick(part(viewer, Button, "save_attachment"), LEFT)
    chooser = next(each for each in viewer.findChildren(QFileDialog) if each.isVisible())
    assert Path(chooser.selectedFiles()[0]).name == "después.jpg"
    chooser.setDirectory(str(tmp_path))
    chooser.selectFile("guardada.jpg")
    chooser.accept()
    assert (tmp_path / "guardada.jpg").read_bytes().startswith(b"\xff\xd8")
    viewer.reject()


def test_a_receipt_has_its_attachments_behind_a_button_with_their_count(office: Office, files: list[Path]) -> None:
    office.window.show_tab(5)
    office.settle()
    button = office.seen(Button, "receipt_attachments")
    assert button.text() == "Adjuntos"
    office.qtbot.mouseClick(button, LEFT)
    box = dialog_of(office, QWidget)
    section = part(box, AttachmentsSection)
    office.settle()
    section.add(files[:2])
    office.qtbot.waitUntil(lambda: len(section.rows) == 2, timeout=10_000)
    box.close()
    office.settle()
    assert button.text() == "Adjuntos (2)"


def test_what_is_attached_is_there_the_next_day(open_office: OpenOffice, office: Office, files: list[Path]) -> None:
    add_all(office, files)
    office.close()
    again = open_office()
    again.window.show_tab(4)
    again.settle()
    assert len(section_of(again).rows) == 3
    found = asked(again, lambda books: rows.select(books.db, "SELECT user FROM history WHERE table_name='attachments'"))
    assert len(found) == 3


def told(office: Office) -> list[str]:
    """What the card's history says, the newest first."""
    return [line.text() for line in part(card_of(office), HistorySection).findChildren(CardLine) if line.isVisible()]


def test_the_history_of_the_card_says_what_was_attached_and_removed(office: Office, files: list[Path]) -> None:
    add_all(office, files[:1])
    office.qtbot.waitUntil(lambda: told(office)[:1] == ["Se adjuntó antes.jpg"])
    viewer = open_first(office)
    office.qtbot.mouseClick(part(viewer, Button, "remove_attachment"), LEFT)
    box = dialog_of(office, QWidget)
    office.qtbot.mouseClick(next(each for each in box.findChildren(Button) if each.text() == "Quitar"), LEFT)
    office.qtbot.waitUntil(lambda: told(office)[:2] == ["Se quitó el adjunto antes.jpg", "Se adjuntó antes.jpg"])
    link = part(part(card_of(office), HistorySection), Button)
    office.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    office.qtbot.mouseClick(link, LEFT)
    office.settle()
    words = [each.text() for each in dialog_of(office, QWidget).findChildren(QLabel)]
    assert "Se quitó el adjunto antes.jpg" in words
