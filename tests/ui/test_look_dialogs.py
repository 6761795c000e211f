"""Questions, messages, the toast and the empty page; and every page of the gallery in every dress."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.dialogs import Question, ask, fault_dialog, tell
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.toast import Toast
from tests.ui import gallery
from tests.ui.conftest import choose_place


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, theme.LIGHT)
    yield
    theme.apply_theme(qapp, theme.LIGHT)


@pytest.fixture
def window(qtbot) -> QWidget:
    result = QWidget()
    result.resize(1366, 689)
    qtbot.addWidget(result)
    result.show()
    return result


@pytest.fixture
def answers() -> list[str]:
    return []


@pytest.fixture
def question(window: QWidget, qtbot, answers: list[str]) -> Question:
    """Asks to annul, with a reason."""
    dialog = ask(
        window,
        "¿Anular el recibo 001-000431?",
        "Esto no se puede deshacer.",
        yes="Anular recibo",
        no="No anular",
        reason="Motivo (se imprime)",
        destroying=True,
        then=answers.append,
        otherwise=lambda: answers.append("no"),
    )
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_asking_returns_at_once_and_the_answer_comes_by_a_call(question: Question, qtbot, answers: list[str]) -> None:
    assert answers == [] and question.isVisible()
    field = question.findChild(TextField)
    assert field is not None and field.hasFocus()
    qtbot.keyClicks(field, "Monto equivocado")
    qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    assert answers == ["Monto equivocado"]


def test_escape_means_no(question: Question, qtbot, answers: list[str]) -> None:
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert answers == ["no"]


def test_closing_a_question_is_the_answer_no_and_holds_up_nobody(question: Question, answers: list[str]) -> None:
    assert question.close()
    assert answers == ["no"]


def test_enter_alone_never_destroys(question: Question, qtbot, answers: list[str]) -> None:
    qtbot.keyClicks(question.findChild(TextField), "Monto equivocado")
    qtbot.keyClick(question.findChild(TextField), Qt.Key.Key_Return)
    assert answers == [] and question.isVisible()


def test_without_its_reason_the_answer_is_not_taken(question: Question, qtbot, answers: list[str]) -> None:
    question.yes_button.click()
    assert answers == [] and question.isVisible()
    field = question.findChild(TextField)
    assert field is not None and field.accessibleDescription().startswith("Falta el motivo")


def test_a_reason_longer_than_is_kept_is_not_cut_but_told(question: Question, qtbot, answers: list[str]) -> None:
    row = question._reason
    assert row is not None and isinstance(row.field, TextField)
    row.field.setText("x" * 301)
    qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    assert answers == [] and "tiene 301 letras y caben 300" in row.problem()
    row.field.setText("x" * 300)
    qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    assert answers == ["x" * 300]


def test_a_harmless_question_is_answered_with_enter(window: QWidget, qtbot, answers: list[str]) -> None:
    dialog = ask(window, "¿Emitir de todos modos?", yes="Emitir", no="Revisar", then=answers.append)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert answers == [""]


def test_the_page_behind_a_question_is_dimmed_and_the_card_is_in_its_middle(
    question: Question, window: QWidget, qtbot
) -> None:
    assert question.size() == window.size()
    picture = question.grab().toImage()
    assert picture.pixelColor(20, 20).lightness() < theme.color("bg").lightness() - 40
    assert picture.pixelColor(1366 // 2, 250) == theme.color("bg")
    window.resize(1093, 552)
    qtbot.waitUntil(lambda: question.size() == window.size())


def test_a_message_shows_names_literally(window: QWidget, qtbot) -> None:
    dialog = tell(window, "No se pudo guardar", "El disco está lleno: <b>libere</b> espacio.")
    assert "<b>libere</b>" in [each.text() for each in dialog.findChildren(QLabel)][1]
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in dialog.findChildren(QLabel))
    dialog.accept()


def test_a_fault_can_be_copied(window: QWidget, qtbot) -> None:
    dialog = fault_dialog(window, "ValueError: x")
    copy = next(each for each in dialog.findChildren(Button) if each.text() == "Copiar informe")
    copy.click()
    assert QGuiApplication.clipboard().text() == "ValueError: x"
    assert dialog.isVisible()
    dialog.reject()


def test_a_fault_can_be_kept_in_a_file(window: QWidget, qtbot, tmp_path: Path) -> None:
    dialog = fault_dialog(window, "ValueError: ñ")
    keep = next(each for each in dialog.findChildren(Button) if each.text() == "Guardar en archivo")
    keep.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QFileDialog)))
    (chooser,) = dialog.findChildren(QFileDialog)
    choose_place(chooser, tmp_path, "txt", "falla")
    assert (tmp_path / "falla.txt").read_text("utf-8") == "ValueError: ñ"
    dialog.reject()


def test_a_question_needs_no_window_behind_it(qtbot, answers: list[str]) -> None:
    dialog = ask(None, "¿Quién trabaja hoy?", yes="Seguir", no="Salir", then=answers.append)
    qtbot.addWidget(dialog)
    assert dialog.width() == 520 and dialog.height() > 100
    dialog.accept()
    assert answers == [""]


def test_the_toast_stands_at_the_bottom_left_and_goes_by_itself(window: QWidget, qtbot, monkeypatch) -> None:
    toast = Toast(window)
    toast.say("Se emitió el recibo 001-000457.")
    assert (toast.x(), toast.height(), window.height() - toast.geometry().bottom() - 1) == (24, 44, 12)
    window.resize(900, 552)
    qtbot.waitUntil(lambda: window.height() - toast.geometry().bottom() - 1 == 12)
    assert toast.accessibleName() == "Se emitió el recibo 001-000457."
    toast._timer.setInterval(1)
    toast.say("Se guardó.")
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_with_a_strip_the_toast_stands_on_it_and_on_nothing_else(window: QWidget, qtbot) -> None:
    strip = QWidget(window)
    strip.setGeometry(0, window.height() - 28, window.width(), 28)
    strip.show()
    toast = Toast(window, strip)
    toast.say("Se guardó.")
    assert toast.isVisible()
    assert strip.geometry().contains(toast.geometry())
    strip.setGeometry(0, 500, 900, 32)
    assert (toast.x(), toast.y(), toast.height()) == (24, 500, 32)
    toast.say("Se guardó el archivo " + "muy largo " * 50)
    assert toast.width() == window.width() - 48


@pytest.mark.parametrize("points", [theme.BASE_POINTS, theme.LARGER_POINTS])
@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", gallery.PAGES)
def test_every_page_is_painted_without_a_warning(
    qapp: QApplication, qtbot, name: str, tokens: theme.Palette, points: int
) -> None:
    theme.apply_theme(qapp, tokens, points)
    page = gallery.PAGES[name]()
    qtbot.addWidget(page)
    page.resize(1093, 552)
    page.show()
    qtbot.waitExposed(page)
    picture = page.grab().toImage()
    assert picture.pixelColor(4, picture.height() // 2).name() == tokens.bg.lower()


@pytest.mark.parametrize("name", gallery.PAGES)
def test_what_can_be_reached_by_tab_has_a_name_for_screen_readers(qtbot, name: str) -> None:
    page = gallery.PAGES[name]()
    qtbot.addWidget(page)
    for each in page.findChildren(QWidget):
        if isinstance(each, Button | CardLine | TableView) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert each.accessibleName() or (isinstance(each, Button) and each.text())
