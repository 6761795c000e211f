"""After something was issued or left: the new document is the one in hand, and the keys are where they were."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ananea_desktop.operations import receipts
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.reversal import ReversalDialog
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import a_line, an_egreso, an_office_on_disk, issue_anyway, issued, save_account
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import choose_act, fill, save
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path, printed: list[bytes]) -> Office:
    """Three receipts, the oldest of them annulled, one an advance; a till and a bank."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_account(books, name="Banco en soles", currency="PEN")
    first = issued(books, issued_on="10/11/2026")
    issued(books, a_line(amount="800.00"), issued_on="12/11/2026")
    issue_anyway(books, an_egreso(a_line(concept="Viaje", amount="200.00"), is_advance=True, issued_on="13/11/2026"))
    receipts.annul(books, first.id, "Duplicado")
    books.file.close()
    return open_office()


def receipts_tab(office: Office) -> ReceiptsTab:
    go_to(office, 5)
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    return tab


def in_hand(tab: ReceiptsTab) -> tuple[int, int, int]:
    """The id of the receipt of the card, of the tinted row, and of the only chosen one."""
    assert tab.chosen is not None
    (row,) = tab.table.chosen_rows()
    return tab.chosen.id, tab.model.id_of(tab.table.currentIndex().row()), tab.model.id_of(row)


def issue(office: Office, amount: str = "35", party: str = "Luz Apaza", issued_on: str = "") -> None:
    """Fills the receipt in sight and presses Ctrl+P; what is unusual about a day gone by is confirmed."""
    type_into(office, "party_name", party)
    type_into(office, "concept_0", "Cuota")
    type_into(office, "amount_0", amount)
    if issued_on:
        type_into(office, "issued_on", issued_on)
    office.keys(Qt.Key.Key_P, CONTROL)
    question = QApplication.activeModalWidget()
    if isinstance(question, Question):
        office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()


@pytest.mark.parametrize("issued_on", ["", "11/11/2026"])
def test_the_receipt_just_issued_is_the_one_in_hand(office: Office, issued_on: str) -> None:
    tab = receipts_tab(office)
    tab.choose(tab.model.rowCount() - 1)
    office.settle()
    assert in_hand(tab)[0] == 1
    office.keys(Qt.Key.Key_N, CONTROL)
    issue(office, issued_on=issued_on)
    assert in_hand(tab) == (4, 4, 4)
    assert office.window.focusWidget() is tab.table


def test_a_receipt_that_the_filter_leaves_out_is_shown_all_the_same(office: Office) -> None:
    tab = receipts_tab(office)
    type_into(office, "search", "Huanca")
    office.settle()
    office.keys(Qt.Key.Key_N, CONTROL)
    issue(office)
    assert in_hand(tab) == (4, 4, 4)
    assert tab.search.text() == ""


def test_a_filter_that_has_the_new_receipt_stays(office: Office) -> None:
    tab = receipts_tab(office)
    tab.filters.account.set_value(1)
    office.settle()
    office.keys(Qt.Key.Key_N, CONTROL)
    issue(office)
    assert in_hand(tab) == (4, 4, 4)
    assert tab.wanted().account_id == 1


def test_a_receipt_issued_from_another_tab_is_in_hand_when_the_book_is_next_seen(office: Office) -> None:
    tab = receipts_tab(office)
    tab.choose(tab.model.rowCount() - 1)
    go_to(office, 0)
    press(office, "new_in")
    issue(office)
    assert office.window.stack.currentWidget() is office.window.page("home")
    go_to(office, 5)
    assert in_hand(tab) == (4, 4, 4)


def test_the_extorno_just_issued_is_the_one_in_hand(office: Office) -> None:
    tab = receipts_tab(office)
    tab.choose(1)
    office.settle()
    assert in_hand(tab)[0] == 2
    choose_act(office, "more_acts", "reverse")
    dialog = dialog_of(office, ReversalDialog)
    field = dialog.findChild(TextField, "reversal_reason")
    assert field is not None
    office.qtbot.keyClicks(field, "Se cobro dos veces")
    office.qtbot.mouseClick(dialog.findChild(Button, "issue_reversal"), Qt.MouseButton.LeftButton)
    office.settle()
    question = QApplication.activeModalWidget()
    if isinstance(question, Question):  # the till falls below zero
        office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
        office.settle()
    assert in_hand(tab) == (4, 4, 4)


@pytest.mark.parametrize("act", ["transfer", "advances", "unsigned", "till_book"])
def test_a_page_that_is_left_gives_the_keys_back_to_the_list(office: Office, act: str) -> None:
    tab = receipts_tab(office)
    choose_act(office, "book_acts", act)
    office.keys(Qt.Key.Key_Escape)
    assert office.window.stack.currentWidget() is tab
    assert office.window.focusWidget() is tab.table
    before = tab.table.currentIndex().row()
    QTest.keyClick(office.window.focusWidget(), Qt.Key.Key_Down)
    office.settle()
    assert tab.table.currentIndex().row() == before + 1


def test_a_field_that_had_the_keys_has_them_again(office: Office) -> None:
    tab = receipts_tab(office)
    type_into(office, "search", "Huanca")
    office.settle()
    office.keys(Qt.Key.Key_N, CONTROL)
    office.keys(Qt.Key.Key_Escape)
    assert office.window.focusWidget() is tab.search


def test_a_page_left_over_inicio_leaves_the_keys_in_inicio(office: Office) -> None:
    home = office.window.page("home")
    office.focus(office.seen(Button, "new_in"))
    office.keys(Qt.Key.Key_R, CONTROL)
    office.keys(Qt.Key.Key_Escape)
    focused = office.window.focusWidget()
    assert focused is not None and (focused is home or home.isAncestorOf(focused))


def test_after_no_emitir_the_cursor_is_in_the_form_again(office: Office) -> None:
    receipts_tab(office)
    office.keys(Qt.Key.Key_E, CONTROL)
    page = office.seen(ReceiptPage)
    type_into(office, "party_name", "Luz Apaza")
    type_into(office, "concept_0", "Cascos")
    type_into(office, "amount_0", "99999")
    press(office, "issue")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.no_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.window.focusWidget() is page.form.lines.field(0, "amount")


def test_the_way_back_names_the_page_it_leads_to(office: Office) -> None:
    receipts_tab(office)
    choose_act(office, "book_acts", "unsigned")
    page = office.seen(ListPage)
    office.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()
    assert office.seen(Button, "way_back").text() == "Volver a Recibos sin firma escaneada"
    press(office, "way_back")
    assert office.window.focusWidget() is page.table
    office.keys(Qt.Key.Key_Escape)
    choose_act(office, "book_acts", "advances")
    press(office, "render_chosen")
    fill(office, spent_on_0="20/11/2026", concept_0="Pasajes", support_type_0="03", support_number_0="B001-4")
    fill(office, fund_0="2/", amount_0="150")
    save(office)
    assert office.seen(Button, "way_back").text() == "Volver a Entregas por rendir"
    assert isinstance(office.seen(QWidget, "way_back"), Button)
