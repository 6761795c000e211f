"""Columns of a list, as a person arranges them: sorted, moved, widened, hidden, remembered; and the list exported."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QProgressDialog, QPushButton
from python_calamine import CalamineWorkbook

from ananea_desktop.domain.arrangements import Arrangement
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import arrangements, records
from ananea_desktop.ui.record_tab import PAGE, RecordTab
from ananea_desktop.ui.table_header import TableHeader
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import a_member, an_office_on_disk, issued, save_members
from tests.ui.conftest import Office, choose_place, dialog_of
from tests.ui.test_document_pages import asked
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]
PEOPLE = (
    ("Huanca", "Ananea", "900 111 222"),
    ("Nuñez", "Putina", ""),
    ("Álvarez", "Ñuñoa", "=1+1"),
    ("Zela", "Nunoa", "+51 900 000 214"),
)
NUMBER, NAME, DOCUMENT, PLACE, POSITION, STATE, PHONE = range(7)


@pytest.fixture
def members(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    for number, (surname, place, phone) in enumerate(PEOPLE, start=1):
        texts = a_member(
            document_number=f"0004152{number}",
            number=str(number),
            paternal_surname=surname,
            community=place,
            phone=phone,
        )
        records.save(books, MEMBERS, texts)
    books.file.close()
    office = open_office()
    go_to(office, 1)
    return office


def tab(office: Office) -> RecordTab:
    found = office.window.page("members")
    assert isinstance(found, RecordTab)
    return found


def header(office: Office) -> TableHeader:
    return tab(office).arranger.header


def column(office: Office, number: int) -> list[str]:
    model = tab(office).model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def middle(office: Office, number: int) -> QPoint:
    captions = header(office)
    return QPoint(captions.sectionViewportPosition(number) + captions.sectionSize(number) // 2, captions.height() // 2)


def click_caption(office: Office, number: int) -> None:
    QTest.mouseClick(header(office).viewport(), Qt.MouseButton.LeftButton, pos=middle(office, number))
    office.settle()


def drag(office: Office, start: QPoint, end: QPoint) -> None:
    captions = header(office).viewport()
    QTest.mousePress(captions, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(captions, start + (end - start) * step / 10)
    QTest.mouseRelease(captions, Qt.MouseButton.LeftButton, pos=end)
    office.settle()


def open_menu(office: Office) -> QMenu:
    menus = [each for each in office.window.findChildren(QMenu, "list_menu_open") if each.isVisible()]
    assert len(menus) == 1
    return menus[0]


def choose(office: Office, name: str, inside: str = "") -> None:
    menu = open_menu(office)
    where = menu.findChild(QMenu, inside) if inside else menu
    assert isinstance(where, QMenu)
    next(each for each in where.actions() if each.objectName() == name).trigger()
    menu.close()
    office.settle()


def visible(office: Office) -> list[str]:
    table, captions = tab(office).table, header(office)
    shown = [number for number in range(captions.count()) if not table.isColumnHidden(number)]
    return [
        str(captions.model().headerData(number, Qt.Orientation.Horizontal))
        for number in sorted(shown, key=captions.visualIndex)
    ]


def test_a_caption_sorts_upwards_downwards_and_as_usual(members: Office) -> None:
    usual = column(members, PLACE)
    click_caption(members, PLACE)
    assert column(members, PLACE) == ["Ananea", "Nunoa", "Ñuñoa", "Putina"]
    assert header(members).sorted_column == PLACE
    click_caption(members, PLACE)
    assert column(members, PLACE) == ["Putina", "Ñuñoa", "Nunoa", "Ananea"]
    click_caption(members, PLACE)
    assert column(members, PLACE) == usual
    assert header(members).sorted_column == -1


def test_a_sorted_list_is_still_searched(members: Office) -> None:
    click_caption(members, PLACE)
    type_into(members, "search", "nunoa")
    members.settle()
    assert column(members, PLACE) == ["Nunoa", "Ñuñoa"]


def test_everything_is_remembered_in_the_data_file(members: Office, open_office: OpenOffice) -> None:
    click_caption(members, PLACE)
    press(members, "list_menu")
    choose(members, "column_phone", "columns_menu")
    drag(members, middle(members, STATE), middle(members, NUMBER) - QPoint(20, 0))
    members.close()
    again = open_office()
    go_to(again, 1)
    assert visible(again)[0] == "Estado"
    assert "Celular" in visible(again)
    assert column(again, PLACE) == ["Ananea", "Nunoa", "Ñuñoa", "Putina"]
    press(again, "list_menu")
    choose(again, "as_at_first")
    assert visible(again) == ["N.º", "Apellidos y nombres", "Documento", "Lugar", "Cargo", "Estado"]
    assert column(again, NUMBER) == ["3", "1", "2", "4"]
    assert asked(again, arrangements.arrangement, "members") == Arrangement()


def test_a_column_is_widened_by_dragging_its_edge_and_keeps_that_width(members: Office) -> None:
    captions = header(members)
    before = captions.sectionSize(PLACE)
    edge = QPoint(captions.sectionViewportPosition(PLACE) + before - 1, captions.height() // 2)
    drag(members, edge, edge + QPoint(60, 0))
    tab(members).table.lay_out_columns()
    assert abs(captions.sectionSize(PLACE) - before - 60) <= 2
    assert tab(members).arranger.arrangement.widths.keys() == {"community"}


def test_a_column_is_hidden_by_the_right_button_and_comes_back_by_the_keyboard(members: Office) -> None:
    captions = header(members)
    place = middle(members, PLACE)
    by_mouse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, captions.mapToGlobal(place))
    QApplication.sendEvent(captions.viewport(), by_mouse)
    choose(members, "hide_column")
    assert "Lugar" not in visible(members)
    members.focus(tab(members).table)
    here = QPoint(5, 5)
    table = tab(members).table
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, here, table.mapToGlobal(here))
    QApplication.sendEvent(table, by_key)
    choose(members, "column_community", "columns_menu")
    assert "Lugar" in visible(members)
    assert tab(members).arranger.arrangement == Arrangement()


def test_the_name_cannot_be_hidden(members: Office) -> None:
    press(members, "list_menu")
    names = open_menu(members).findChild(QMenu, "columns_menu")
    assert isinstance(names, QMenu)
    entry = next(each for each in names.actions() if each.objectName() == "column_sort_key")
    assert entry.isChecked() and not entry.isEnabled()
    open_menu(members).close()


def exported(office: Office, folder: Path, ending: str) -> Path:
    press(office, "list_menu")
    choose(office, "export_list")
    chooser = dialog_of(office, QFileDialog)
    assert isinstance(chooser, QFileDialog)
    choose_place(chooser, folder, ending, "lista")
    path = folder / f"lista{ending}"
    office.qtbot.waitUntil(path.exists, timeout=10_000)
    office.settle()
    return path


def test_what_is_filtered_is_what_is_exported(members: Office, tmp_path: Path) -> None:
    press(members, "list_menu")
    choose(members, "column_phone", "columns_menu")
    click_caption(members, PLACE)
    type_into(members, "search", "n")
    members.settle()
    shown = column(members, PLACE)
    path = exported(members, tmp_path, ".csv")
    rows = list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == visible(members)
    assert [row[3] for row in rows[1:]] == shown
    assert {row[-1] for row in rows[1:]} <= {"", "900 111 222", "'=1+1", "'+51 900 000 214"}


def test_the_spreadsheet_has_numbers_as_numbers_and_says_what_it_was_filtered_by(
    members: Office, tmp_path: Path
) -> None:
    type_into(members, "search", "nunoa")
    members.settle()
    rows = CalamineWorkbook.from_path(exported(members, tmp_path, ".xlsx")).get_sheet_by_index(0).to_python()
    flat = [str(cell) for row in rows for cell in row]
    assert any("Todos los hábiles" in cell and "«nunoa»" in cell for cell in flat)
    assert "2 socios" in flat
    assert any("Contiene datos personales: documento." in cell for cell in flat)
    assert [row[0] for row in rows if isinstance(row[0], float)] == [3.0, 4.0]


def test_the_next_page_of_the_old_order_is_not_asked_for_while_the_new_one_comes(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_members(books, 2 * PAGE + 1)
    books.file.close()
    office = open_office()
    go_to(office, 1)
    for _turn in range(3):
        QTest.mouseClick(header(office).viewport(), Qt.MouseButton.LeftButton, pos=middle(office, DOCUMENT))
        tab(office).model.fetchMore(QModelIndex())
        office.settle()
        assert len(column(office, NUMBER)) >= PAGE
    tab(office).table.scrollToBottom()
    office.settle()
    assert len(column(office, NUMBER)) == 2 * PAGE
    click_caption(office, DOCUMENT)
    while tab(office).model.canFetchMore(QModelIndex()):
        tab(office).model.fetchMore(QModelIndex())
        office.settle()
    assert len(set(column(office, NUMBER))) == 2 * PAGE + 1


def test_a_long_export_is_given_up_and_leaves_no_file(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_members(books, 3 * PAGE)
    books.file.close()
    office = open_office()
    go_to(office, 1)
    press(office, "list_menu")
    choose(office, "export_list")
    chooser = dialog_of(office, QFileDialog)
    assert isinstance(chooser, QFileDialog)
    said: list[str] = []
    office.window.desk.said.connect(said.append)
    choose_place(chooser, tmp_path, ".pdf", "lista")
    progress = office.window.findChild(QProgressDialog)
    assert isinstance(progress, QProgressDialog)
    progress.show()
    (button,) = progress.findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()
    assert said == ["Se dejó de escribir la lista."]
    assert list(tmp_path.glob("lista*")) == []
    assert column(office, NUMBER)


def test_the_receipts_shown_are_exported_with_their_currency(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books, party_name="=cmd, Ñandú")
    issued(books, party_name="Otra, Ana")
    books.file.close()
    office = open_office()
    go_to(office, 5)
    type_into(office, "search", "nandu")
    office.settle()
    path = exported(office, tmp_path, ".csv")
    rows = list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Fecha", "Número", "Tipo", "Nombre", "Concepto", "Ingreso", "Moneda", "Egreso"]
    assert len(rows) == 2
    assert rows[1][3] == "'=cmd, Ñandú"
    assert rows[1][6] == "PEN"
    assert float(rows[1][5]) > 0


def test_columns_of_the_receipts_are_remembered_and_do_not_sort(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    office = open_office()
    go_to(office, 5)
    press(office, "list_menu")
    assert open_menu(office).findChild(QMenu, "sort_menu") is None
    choose(office, "column_Concepto", "columns_menu")
    office.close()
    again = open_office()
    go_to(again, 5)
    receipts = again.window.page("receipts")
    assert isinstance(receipts, ReceiptsTab)
    assert receipts.table.isColumnHidden(4)
