"""The presentation put together with mouse and keys: order, ticks, notes, own slides, periods, and F5."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ananea_desktop.domain.presentations import LONGEST_NOTES, Presentation, SlideChoice, SlideKind
from ananea_desktop.operations import presentations
from ananea_desktop.ui.attachments import RefusedDialog
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.fields import TextArea, TextField
from ananea_desktop.ui.icons import icon
from ananea_desktop.ui.presentation_page import PresentationPage
from ananea_desktop.ui.slide_list import KIND_ICONS, SlideList, SlideRow, tick_box
from tests.builders import an_office_on_disk, issued, save_assembly
from tests.ui.conftest import Office, choose_place, dialog_of

OpenPage = Callable[[], Office]
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def open_page(open_office: Callable[[], Office], tmp_path: Path) -> OpenPage:
    """Opens an office of one receipt at its presentation; it can be closed and opened again."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    save_assembly(books)
    books.file.close()

    def open_it() -> Office:
        office = open_office()
        office.window.actions_by_name["presentation"].trigger()
        office.settle()
        return office

    return open_it


def page_of(office: Office) -> PresentationPage:
    page = office.window.stack.currentWidget()
    assert isinstance(page, PresentationPage)
    return page


def slides(office: Office) -> SlideList:
    return office.seen(SlideList, "slides")


def rows(office: Office) -> list[SlideRow]:
    found = slides(office)
    return [found.item(row).data(Qt.ItemDataRole.UserRole) for row in range(found.count())]


def on_list(office: Office, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    office.focus(slides(office))
    for key in keys:
        office.qtbot.keyClick(slides(office), key, modifier)
    office.settle()


def press(office: Office, name: str) -> None:
    office.qtbot.mouseClick(office.seen(Button, name), Qt.MouseButton.LeftButton)
    office.settle()


def type_into(office: Office, name: str, text: str) -> None:
    field = office.seen(QWidget, name)
    office.focus(field)
    office.qtbot.keyClicks(field, text)


def kept(office: Office) -> Presentation:
    found: list[Presentation] = []
    office.books.ask(presentations.open_presentation, FIRST, LAST, owner=office.window, then=found.append)
    office.settle()
    return found[0]


def test_ticks_order_and_notes_are_there_on_the_next_day(open_page: OpenPage) -> None:
    office = open_page()
    on_list(office, Key.Key_Down, Key.Key_Space)
    assert [row.number for row in rows(office)][:3] == [1, 0, 2]
    on_list(office, Key.Key_Up, modifier=ALT)
    assert rows(office)[0].kind is SlideKind.NUMBERS
    assert slides(office).currentRow() == 0
    type_into(office, "slide_notes", "Hablar despacio")
    assert rows(office)[0].has_notes
    office.keys(Key.Key_Escape)
    office.close()

    again = open_page()
    first = kept(again).slides[0]
    assert first == SlideChoice(kind=SlideKind.NUMBERS, included=False, notes="Hablar despacio")
    assert again.seen(TextArea, "slide_notes").text() == "Hablar despacio"


def test_the_assembly_leads_to_its_slides_and_esc_back(open_page: OpenPage) -> None:
    office = open_page()
    office.keys(Key.Key_Escape)
    office.qtbot.mouseClick(office.window.top_bar.tab(6), Qt.MouseButton.LeftButton)
    office.settle()
    press(office, "presentation")
    assert page_of(office).isVisible()
    office.keys(Key.Key_Escape)
    assert office.seen(Button, "presentation").isVisible()


def test_notes_survive_the_window_closed_in_the_middle_of_a_word(open_page: OpenPage) -> None:
    office = open_page()
    type_into(office, "slide_notes", "Buenos dias, com")
    office.close()
    assert kept(open_page()).slides[0].notes == "Buenos dias, com"


def test_while_one_types_a_draft_is_kept_and_the_history_grows_by_one(open_page: OpenPage) -> None:
    office = open_page()
    type_into(office, "slide_notes", "Uno")
    drafts = "SELECT count(*) FROM drafts"
    count: list[int] = []

    def is_kept() -> bool:
        office.books.ask(lambda books: books.db.execute(drafts).fetchone()[0], owner=office.window, then=count.append)
        office.settle()
        return count[-1] == 1

    office.qtbot.waitUntil(is_kept)
    assert kept(office).slides[0].notes == "Uno"
    type_into(office, "slide_notes", " y dos")
    on_list(office, Key.Key_Down)
    history = "SELECT count(*) FROM history WHERE table_name = 'presentations'"
    office.books.ask(lambda books: books.db.execute(history).fetchone()[0], owner=office.window, then=count.append)
    office.settle()
    assert count[-1] == 1


def test_a_note_too_long_is_told_beside_it_and_not_lost(open_page: OpenPage) -> None:
    office = open_page()
    notes = office.seen(TextArea, "slide_notes")
    office.focus(notes)
    QApplication.clipboard().setText("x" * (LONGEST_NOTES + 1))
    notes.paste()
    on_list(office, Key.Key_Down)
    assert rows(office)[0].is_wrong
    on_list(office, Key.Key_Up)
    assert str(LONGEST_NOTES) in page_of(office).arranger.editor.rows["notes"].problem()
    office.close()
    again = open_page()
    assert len(again.seen(TextArea, "slide_notes").text()) == LONGEST_NOTES + 1


def test_an_own_slide_is_added_written_and_removed_when_asked(open_page: OpenPage) -> None:
    office = open_page()
    press(office, "add_text")
    assert office.seen(TextField, "slide_title").hasFocus()
    office.qtbot.keyClicks(office.seen(TextField, "slide_title"), "Gracias")
    type_into(office, "slide_text", "A todos")
    on_list(office, Key.Key_Up, Key.Key_Down)
    assert kept(office).slides[1] == SlideChoice(kind=SlideKind.TEXT, title="Gracias", text="A todos")
    assert (rows(office)[1].title, rows(office)[1].remark) == ("Gracias", "propia")
    on_list(office, Key.Key_Delete)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert not any(row.is_own for row in rows(office))


def choose_file(office: Office, path: Path) -> None:
    chooser = office.seen(QFileDialog)
    chooser.setDirectory(str(path.parent))
    (name,) = chooser.findChildren(QLineEdit)
    name.setText(path.name)
    chooser.accept()


def has_own_slides(office: Office, count: int) -> bool:
    return [row.is_own for row in rows(office)].count(True) == count


def test_a_photo_is_chosen_shown_and_may_stand_on_two_slides(open_page: OpenPage, tmp_path: Path) -> None:
    office = open_page()
    Image.new("RGB", (80, 60), "#c04020").save(tmp_path / "obra.png")
    for count in (1, 2):
        press(office, "add_photo")
        choose_file(office, tmp_path / "obra.png")
        office.qtbot.waitUntil(partial(has_own_slides, office, count))
    on_list(office, Key.Key_Up)
    first, second = (slide for slide in kept(office).slides if slide.kind is SlideKind.PHOTO)
    assert len(first.photo) == 64
    assert second.photo == first.photo
    press(office, "slide_photo")
    (tmp_path / "nada.jpg").write_bytes(b"no es una foto")
    choose_file(office, tmp_path / "nada.jpg")
    box = dialog_of(office, RefusedDialog)
    assert "No se adjuntó «nada.jpg»" in [each.text() for each in box.findChildren(QLabel)]
    box.close()


def test_a_slide_of_the_books_is_not_removed_but_told_how_to_hide_it(open_page: OpenPage) -> None:
    office = open_page()
    count = len(rows(office))
    on_list(office, Key.Key_Delete)
    assert QApplication.activeModalWidget() is None
    assert len(rows(office)) == count


def test_a_click_on_the_tick_leaves_a_slide_out(open_page: OpenPage) -> None:
    office = open_page()
    found = slides(office)
    place = tick_box(found.visualItemRect(found.item(2))).center()
    office.qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    office.settle()
    assert [row.number for row in rows(office)][:4] == [1, 2, 0, 3]


def test_a_slide_dragged_down_stands_where_it_was_dropped(open_page: OpenPage) -> None:
    office = open_page()
    found = slides(office)
    before = [row.title for row in rows(office)]
    on_list(office, Key.Key_Home)
    under = found.visualItemRect(found.item(2))
    drop(found, QPoint(under.center().x(), under.bottom() - 2))
    office.qtbot.waitUntil(lambda: [row.title for row in rows(office)] == [*before[1:3], before[0], *before[3:]])
    assert found.currentRow() == 2
    drop(found, found.visualItemRect(found.item(0)).topLeft() + QPoint(20, 2))
    office.qtbot.waitUntil(lambda: [row.title for row in rows(office)] == before)


def drop(found: SlideList, place: QPoint) -> None:
    """Lets go of the chosen slide over a place."""
    mime = found.model().mimeData([found.currentIndex()])
    event = QDropEvent(
        QPointF(place),
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    found.dropEvent(event)


def test_the_chosen_slide_is_seen_even_when_it_is_left_out(open_page: OpenPage) -> None:
    office = open_page()
    view = page_of(office).view
    office.qtbot.waitUntil(lambda: view.shown_page == 0)
    on_list(office, Key.Key_Down, Key.Key_Space, Key.Key_Down)
    office.qtbot.waitUntil(lambda: view.shown_page == 1)
    on_list(office, Key.Key_Up)
    seen = sum(row.number > 0 for row in rows(office)) + 1  # what goes on the wall, and the chosen one
    office.qtbot.waitUntil(lambda: view.shown_page == 1 and view.pictures._count == seen)


def test_f5_presents_from_the_first_and_comes_back(open_page: OpenPage) -> None:
    office = open_page()
    type_into(office, "slide_notes", "Saludar")
    on_list(office, Key.Key_Down, Key.Key_Down)
    office.keys(Key.Key_F5)
    presenter = page_of(office).presenter
    assert presenter is not None
    assert presenter.page == 0
    assert presenter.presenter.notes.toPlainText() == "Saludar"
    QTest.keyClick(presenter.audience, Key.Key_Right)
    office.qtbot.waitUntil(lambda: presenter.audience.slide.shown_page == 1)
    QTest.keyClick(presenter.audience, Key.Key_Escape)
    assert page_of(office).presenter is None
    office.keys(Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    again = page_of(office).presenter
    assert again is not None
    assert again.page == 2
    office.close()


def test_with_nothing_ticked_there_is_nothing_to_present(open_page: OpenPage) -> None:
    office = open_page()
    for _row in range(len(rows(office))):
        if rows(office)[slides(office).currentRow()].number:
            on_list(office, Key.Key_Space)
        on_list(office, Key.Key_Down)
    office.keys(Key.Key_F5)
    assert page_of(office).presenter is None
    assert not any(row.number for row in rows(office))


def test_another_period_is_typed_and_refused_beside_its_field(open_page: OpenPage) -> None:
    office = open_page()
    choice = office.seen(ChoiceField, "period")
    choice.set_value(None)
    last = office.seen(DateField, "last_day")
    for typed, told in (("31/02/2026", "Febrero no tiene día 31"), ("31/12/2025", "va después del primero")):
        last.clear()
        type_into(office, "last_day", typed)
        press(office, "show_period")
        assert told in page_of(office).period.message.text()
        assert last.text() == typed
    first = office.seen(DateField, "first_day")
    for field, name in ((first, "first_day"), (last, "last_day")):
        field.clear()
        type_into(office, name, "30/06/2030")
    press(office, "show_period")
    assert "todavía no empieza" in page_of(office).period.message.text()
    assert first.text() == "30/06/2030"
    for field, name, day in ((first, "first_day", "01/01/2026"), (last, "last_day", "30/06/2026")):
        field.clear()
        type_into(office, name, day)
    office.qtbot.keyClick(last, Key.Key_Return)
    office.settle()
    assert choice.currentText() == "01/01/2026 – 30/06/2026"
    assert not last.isVisible()


def test_an_empty_year_says_so_and_offers_those_with_data(open_page: OpenPage) -> None:
    office = open_page()
    page_of(office).open_period(date(2019, 1, 1), date(2019, 12, 31))
    office.settle()
    assert "Año 2019: no hay nada anotado" in office.seen(QLabel, "empty_period").text()
    press(office, "year_2026")
    assert office.seen(ChoiceField, "period").currentText() == "Año 2026"
    assert not page_of(office).empty.isVisible()


@pytest.mark.parametrize(("suffix", "begins"), [(".pdf", b"%PDF"), (".pptx", b"PK")])
def test_it_is_saved_as_a_file(open_page: OpenPage, tmp_path: Path, suffix: str, begins: bytes) -> None:
    office = open_page()
    press(office, "save_slides")
    choose_place(office.seen(QFileDialog), tmp_path, suffix)
    office.settle()
    assert (tmp_path / f"asamblea-2026{suffix}").read_bytes().startswith(begins)


def test_a_file_asked_for_is_there_though_the_window_was_closed_at_once(open_page: OpenPage, tmp_path: Path) -> None:
    office = open_page()
    press(office, "save_slides")
    choose_place(office.seen(QFileDialog), tmp_path, ".pptx")
    office.window.close()
    assert office.books.stop() == []
    assert (tmp_path / "asamblea-2026.pptx").read_bytes().startswith(b"PK")


def test_form_and_language_are_kept(open_page: OpenPage) -> None:
    office = open_page()
    office.seen(ChoiceField, "ratio").set_value("16:9")
    office.seen(ChoiceField, "slides_language").set_value("en")
    office.keys(Key.Key_Escape)
    presentation = kept(office)
    assert (presentation.ratio, presentation.language) == ("16:9", "en")


def test_every_kind_of_slide_has_an_icon_that_there_is(qtbot: QtBot) -> None:
    assert KIND_ICONS.keys() == set(SlideKind)
    for name in KIND_ICONS.values():
        assert not icon(name).isNull()


def test_a_name_with_markup_is_shown_literally(qtbot: QtBot) -> None:
    row = SlideRow(
        kind=SlideKind.TEXT, title="<b>Uno", number=1, is_own=True, has_notes=True, has_data=True, is_wrong=False
    )
    found = SlideList()
    qtbot.addWidget(found)
    found.show_rows([row], 0)
    assert "&lt;b&gt;Uno" in found.item(0).toolTip()
    assert row.spoken() == "<b>Uno (diapositiva 1, propia, con notas)"


def test_what_was_just_done_is_said_without_covering_a_control(open_page: OpenPage) -> None:
    office = open_page()
    toast = office.window.toast
    toast.say("Se guardó la presentación en la memoria USB.")
    covered = QRect(toast.mapTo(office.window, QPoint()), toast.size())
    controls = [each for kind in (Button, TextField, TextArea) for each in office.window.findChildren(kind)]
    shown = [each for each in controls if each.isVisible()]
    assert len(shown) > 8
    for each in shown:
        assert not covered.intersects(QRect(each.mapTo(office.window, QPoint()), each.size())), each.accessibleName()
