"""The manual in the window, and the «?» beside hard words."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

from ananea_desktop import ui
from ananea_desktop.documents.manual_text import PICTURE
from ananea_desktop.operations import manual
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.cash_count_page import CashCountPage
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.help_word import HelpButton, WordCard
from ananea_desktop.ui.main_window import _TABLES
from ananea_desktop.ui.manual_page import ManualPage
from ananea_desktop.ui.manual_places import PAGES
from ananea_desktop.ui.palette import Palette
from ananea_desktop.ui.palette_entries import Entry
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.tab_pages import tab_spec
from tests.builders import an_office_on_disk, issued
from tests.ui.conftest import Office, dialog_of
from tests.ui.manual_pictures import PICTURES
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]
SHIFT = Qt.KeyboardModifier.ShiftModifier


def begun(open_office: OpenOffice, folder: Path) -> Office:
    books = an_office_on_disk(folder / "ananea.db")
    issued(books)
    books.file.close()
    return open_office()


def titles(page: ManualPage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def top_words(page: ManualPage) -> str:
    """The heading at the top of the text in sight."""
    return page.text.cursorForPosition(QPoint(40, 20)).block().text()


def card(office: Office) -> WordCard:
    office.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), WordCard))
    found = QApplication.activePopupWidget()
    assert isinstance(found, WordCard)
    return found


def test_it_opens_where_it_fits_and_is_read_searched_and_left_with_the_keys(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 1)
    office.keys(Qt.Key.Key_F1, SHIFT)
    page = office.seen(ManualPage)
    assert page.place() == "socios"
    assert titles(page) == [chapter.title for chapter in manual.chapters()]

    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.place() == "cobrar"
    assert page.text.document().toPlainText().startswith("Cuotas, multas y aportaciones")

    office.keys(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "arqueo caja")
    office.settle()
    assert "Contar la caja: el arqueo" in titles(page)
    assert page.text.extraSelections() != []
    assert all(isinstance(each, QTextEdit.ExtraSelection) for each in page.text.extraSelections())

    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    office.settle()
    assert len(titles(page)) == len(manual.chapters())
    assert page.text.extraSelections() == []
    office.keys(Qt.Key.Key_Escape)
    assert office.window.stack.currentWidget() is office.window.page("members")


def test_a_link_leads_on_and_the_way_back_too(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.window.open_manual("primeros-pasos")
    page = office.seen(ManualPage)
    assert not page.previous.isVisible()
    page.text.place_wanted.emit("copias#recuperar-una-copia")
    office.qtbot.waitUntil(lambda: top_words(page) == "Recuperar una copia")
    assert page.place() == "copias"
    press(office, "manual_previous")
    assert page.place() == "primeros-pasos"
    assert not page.previous.isVisible()
    office.window.open_manual("no-hay-tal#cosa")
    assert page.place() == manual.chapters()[0].name


def test_its_letters_grow_and_stay_so(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.window.open_manual("copias")
    page = office.seen(ManualPage)
    before = page.text.document().defaultFont().pointSizeF()
    others = office.window.font().pointSizeF()
    press(office, "manual_larger")
    press(office, "manual_larger")
    assert page.text.document().defaultFont().pointSizeF() == before + 2
    assert office.window.font().pointSizeF() == others
    page.leave()
    office.window.open_manual("copias")
    assert office.seen(ManualPage).text.letters == 2
    office.seen(ManualPage).text.enlarge(-2)


def test_it_is_seen_as_a_paper_to_print_or_save(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.window.open_manual("")
    office.seen(Button, "manual_paper").click()
    paper = office.seen(PaperPage)
    office.qtbot.waitUntil(lambda: paper._pdf.startswith(b"%PDF"), timeout=60_000)
    assert paper.print_button.isEnabled()


def test_a_hard_word_is_told_beside_its_field_and_the_manual_tells_more(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = begun(open_office, tmp_path)
    press(office, "new_in")
    field = office.seen(QWidget, "fund_0")
    mark = next(each for each in office.window.findChildren(HelpButton, "help_fondo") if each.isVisible())
    assert mark.accessibleName() == "¿Qué significa «Fondo y proyecto»?"
    office.qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    told = card(office)
    words = [each.text() for each in told.findChildren(QLabel)]
    assert words[0] == "Fondo"
    assert any(each.startswith("Ejemplo: ") for each in words)
    QTest.keyClick(told, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None

    office.focus(field)
    office.qtbot.keyClick(office.window, Qt.Key.Key_F1, SHIFT)  # not office.keys: to activate the window shuts a popup
    told = card(office)
    assert told.more.hasFocus()
    QTest.keyClick(told.more, Qt.Key.Key_Space)
    office.settle()
    page = office.seen(ManualPage)
    assert page.place() == "primeros-pasos"


def test_a_title_has_its_word_too_and_takes_the_keys(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    CashCountPage(office.window.desk).open()
    office.settle()
    mark = office.seen(HelpButton, "help_arqueo")
    office.focus(mark)
    QTest.keyClick(mark, Qt.Key.Key_Return)
    assert card(office).findChildren(QLabel)[0].text() == "Arqueo"
    card(office).close()
    type_into(office, "witness_name", "Benigno Calsina")
    office.keys(Qt.Key.Key_F1, SHIFT)
    assert office.seen(ManualPage).place() == "mes"


def test_in_a_dialog_the_word_is_told_without_the_way_to_the_manual(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 5)
    press(office, "annul")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    row = next(each for each in dialog.findChildren(FormRow) if each.findChildren(HelpButton))
    assert isinstance(row.field, TextField)
    QTest.keyClick(row.field, Qt.Key.Key_F1, SHIFT)
    told = card(office)
    assert told.findChildren(QLabel)[0].text() == "Anulado"
    assert not told.more.isVisible()
    told.close()
    dialog.close()


def test_every_page_has_its_place_in_the_manual() -> None:
    places = {f"{section.chapter}#{section.anchor}" for each in manual.chapters() for section in each.sections}
    assert {place if "#" in place else f"{place}#" for place in PAGES.values()} - places == set()
    modules = {path.stem for path in Path(ui.__file__).parent.rglob("*.py")}
    assert {name for name in PAGES if name != "home" and name not in _TABLES and not _is_list(name)} - modules == set()


def _is_list(name: str) -> bool:
    if name in ("hand_outs", "fixed_assets"):
        return True
    try:
        return bool(tab_spec(name))
    except KeyError:
        return False


def test_each_picture_of_the_manual_is_one_that_is_made() -> None:
    wanted = [block.picture for each in manual.chapters() for block in each.blocks if block.kind == PICTURE]
    assert sorted(wanted) == sorted(f"{name}.png" for name in PICTURES)


def test_no_link_leaves_the_program(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.window.open_manual("")
    page = office.seen(ManualPage)
    assert not page.text.openLinks()
    assert not page.text.openExternalLinks()
    assert page.text.loadResource(2, "http://example.org/x.png") is None
    assert QGuiApplication.topLevelWindows() != []


def test_a_word_typed_into_the_field_that_finds_anything_leads_to_the_manual(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = begun(open_office, tmp_path)
    office.keys(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = dialog_of(office, Palette)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.field, "extornar")
    office.settle()
    titles = [each.title for each in palette.lines.lines if isinstance(each, Entry)]
    assert titles == ["Extornar"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    office.settle()
    assert office.seen(ManualPage).place() == "corregir"
