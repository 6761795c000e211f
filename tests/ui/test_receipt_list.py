"""The list of receipts reads any place of a long book: scrolled, jumped to by keys, filtered, and gone to by number."""

import re
from array import array
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import receipt_list
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.receipt_list import PAGE, Matches, ReceiptFilter
from ananea_desktop.storage import receipt_list as store
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from ananea_desktop.ui.window_model import WindowModel
from tests.benchmarks.big_book import write_book
from tests.ui.conftest import Office

RECEIPTS = 3_000
NUMBER = re.compile(r"\d{3}-\d{6}")
COLUMNS = (ListColumn(title="Número", text=lambda row: str(row["id"])),)


def rows_for(ids: "array[int]") -> list[Row]:
    return [{"id": each} for each in ids]


def filled(count: int, is_whole: bool = True) -> WindowModel:
    model = WindowModel(COLUMNS)
    model.page_wanted.connect(lambda page: model.take_page(page, rows_for(model.ids_of(page))))
    model.show_matches(Matches(ids=array("q", range(count, 0, -1)), is_whole=is_whole), False)
    return model


def text(model: WindowModel, row: int) -> object:
    return model.index(row, 0).data()


@pytest.mark.parametrize("count", [0, 1, PAGE, 3 * PAGE + 7])
def test_model_of_rows_that_come_later_is_sound(qtmodeltester: ModelTester, count: int) -> None:
    qtmodeltester.check(filled(count), force_py=True)


def test_model_reads_only_what_is_looked_at(qtbot: QtBot) -> None:
    model = filled(1_000_000)
    asked: list[int] = []
    model.page_wanted.connect(asked.append)
    assert [text(model, row) for row in (0, 500_000, 999_999)] == ["…"] * 3
    assert [text(model, row) for row in (0, 500_000, 999_999)] == ["1000000", "500000", "1"]
    assert asked == [0, 5_000, 9_999]
    assert model.row_of(250_000) == 750_000
    assert model.row_of(1_000_001) == -1


def test_rows_found_later_come_below_and_move_nothing(qtbot: QtBot) -> None:
    model = filled(0)
    everything = array("q", range(5 * PAGE, 0, -1))
    model.show_matches(Matches(ids=everything[: PAGE + 20], is_whole=False), False)
    text(model, 0)
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        model.show_matches(Matches(ids=everything, is_whole=True), True)
    assert model.rowCount() == 5 * PAGE
    assert text(model, 0) == str(5 * PAGE)
    text(model, PAGE + 30)
    assert text(model, PAGE + 30) == str(4 * PAGE - 30)


def test_list_read_again_keeps_its_rows_until_all_are_found(qtbot: QtBot) -> None:
    model = filled(5 * PAGE)
    text(model, 4 * PAGE)
    again = array("q", range(5 * PAGE, 0, -1))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.show_matches(Matches(ids=again[:PAGE], is_whole=False), True)
        assert model.rowCount() == 5 * PAGE
        assert text(model, 4 * PAGE) == str(PAGE)
        model.show_matches(Matches(ids=again, is_whole=True), True)
    with qtbot.waitSignal(model.modelReset):
        model.show_matches(Matches(ids=again[1:], is_whole=True), True)
    assert model.rowCount() == 5 * PAGE - 1


def test_late_rows_of_another_list_are_left(qtbot: QtBot) -> None:
    model = WindowModel(COLUMNS)
    model.show_matches(Matches(ids=array("q", [9, 8, 7]), is_whole=True), False)
    model.take_page(0, rows_for(array("q", [6, 5, 4])))
    assert text(model, 0) == "…"


@pytest.fixture
def office(open_office: Callable[[], Office], tmp_path: pytest.TempPathFactory) -> Office:
    books = open_books(tmp_path / "ananea.db")  # type: ignore[operator]
    write_book(books, RECEIPTS, years=3)
    books.file.close()
    return open_office()


def receipts_tab(office: Office) -> ReceiptsTab:
    office.window.show_tab(5)
    office.settle()
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    return tab


def key(office: Office, tab: ReceiptsTab, pressed: Qt.Key) -> None:
    QTest.keyClick(tab.table, pressed)
    office.settle()


def seen_numbers(tab: ReceiptsTab) -> list[str]:
    """The second column of the rows in sight."""
    first, last = tab.table.rowAt(2), tab.table.rowAt(tab.table.viewport().height() - 2)
    return [str(tab.model.index(row, 1).data()) for row in range(first, last + 1)]


def test_long_book_is_counted_and_every_place_of_it_is_read(office: Office) -> None:
    tab = receipts_tab(office)
    assert tab.model.rowCount() == RECEIPTS
    assert f"{RECEIPTS} recibos" in tab.totals.accessibleName()
    assert tab.chosen is not None
    assert tab.chosen.id == RECEIPTS
    tab.table.setFocus()
    key(office, tab, Qt.Key.Key_End)
    assert tab.table.currentIndex().row() == RECEIPTS - 1
    assert tab.chosen.id == 1
    assert all(NUMBER.fullmatch(number) for number in seen_numbers(tab))
    key(office, tab, Qt.Key.Key_Home)
    assert tab.chosen.id == RECEIPTS
    key(office, tab, Qt.Key.Key_PageDown)
    assert 5 < tab.table.currentIndex().row() < 60
    bar = tab.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    office.settle()
    middle = tab.table.rowAt(2)
    assert abs(middle - RECEIPTS // 2) < 60
    assert all(NUMBER.fullmatch(number) for number in seen_numbers(tab))
    assert tab.model.row(middle)["id"] == RECEIPTS - middle


def test_receipt_far_down_is_gone_to(office: Office) -> None:
    tab = receipts_tab(office)
    office.window.show_record("receipts", 17)
    office.settle()
    assert tab.chosen is not None
    assert tab.chosen.id == 17
    assert tab.table.currentIndex().row() == RECEIPTS - 17
    office.window.desk.record_saved.emit()  # read again: the place stays
    office.settle()
    assert tab.table.currentIndex().row() == RECEIPTS - 17
    assert tab.chosen.id == 17


def test_running_balance_is_right_at_any_place(office: Office) -> None:
    tab = receipts_tab(office)
    tab.show_filtered(ReceiptFilter(account_id=1))
    office.settle()
    tab.choose(tab.model.rowCount() - 1)
    office.settle()
    oldest = tab.model.row(tab.model.rowCount() - 1)
    assert oldest["balance"] == oldest["signed"]
    middle = tab.model.rowCount() - 40
    assert tab.model.row(middle)["balance"] - tab.model.row(middle + 1)["balance"] == tab.model.row(middle)["signed"]
    assert tab.table.isColumnHidden(7) is False


def test_filter_by_project_lists_its_receipts_alone(office: Office) -> None:
    tab = receipts_tab(office)
    tab.filters.project.set_value(3)
    office.settle()
    wanted = ReceiptFilter(project_id=3)
    expected = asked(office, lambda books: [row["id"] for row in store.newest(books.db, wanted, limit=RECEIPTS)])
    assert [tab.model.id_of(row) for row in range(tab.model.rowCount())] == expected
    assert 0 < len(expected) < RECEIPTS / 10
    sums = asked(office, lambda books: at_once(receipt_list.totals(books, wanted, expected)))
    assert f"{sums['count']} recibos" in tab.totals.accessibleName()


def asked(office: Office, work: Callable[[Books], Any]) -> Any:
    answers: list[Any] = []
    office.books.ask(work, owner=office.window, then=answers.append)
    office.settle()
    return answers[0]
