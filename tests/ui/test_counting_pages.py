"""By clicks and keys: the till counted and the bank reconciled, from the first key to the paper that is signed."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ananea_desktop.operations import cash_counts, checking, reconciliations
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cash_count_page import CashCountPage
from ananea_desktop.ui.cash_counts_list import CashCountsPage
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.reconciliation_page import ReconciliationPage
from ananea_desktop.ui.record_history import HistorySection
from tests.builders import a_line, an_egreso, an_office_on_disk, issue_anyway, issued, save_account
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked, choose_act, save
from tests.ui.test_main_job import go_to, press, press_letter, type_into

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    """Caja y recibos: 51.50 in the till; in the bank 150.00 in and 20.00 out."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    bank = save_account(books, name="Banco", currency="PEN")
    issued(books, a_line(amount="51.50"))
    issued(books, a_line(amount="150.00"), account_id=bank)
    issue_anyway(books, an_egreso(a_line(amount="20.00"), account_id=bank, method="cheque", operation_number="7"))
    books.file.close()
    opened = open_office()
    go_to(opened, 5)
    return opened


def open_count(office: Office) -> CashCountPage:
    choose_act(office, "book_acts", "cash_count")
    return office.seen(CashCountPage)


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_till_is_counted_with_the_difference_explained(office: Office) -> None:
    page = open_count(office)
    assert page.difference.text() == "Todavía no anotó nada."  # nobody is told that all of it is missing
    for name, text in (("money_5000", "1"), ("money_100", "x")):
        type_into(office, name, text)
    save(office)
    assert page.rows["witness_name"].problem()
    assert "solo con cifras" in page._money[100].problem()
    type_into(office, "money_100", "1")
    type_into(office, "witness_name", "Calsina Pari, Benigno")
    assert "Faltan" in page.difference.text()
    assert "0.50" in page.difference.text()
    save(office)
    assert "no cuadra" in page.rows["explanation"].problem()
    type_into(office, "explanation", "Vuelto mal dado")
    save(office)
    assert office.seen(PaperPage)
    (row,) = asked(office, cash_counts.newest)
    assert (row["counted"], row["difference"]) == (5_100, -50)
    words = words_of(asked(office, cash_counts.count_pdf, row["id"]))
    assert "Vuelto mal dado" in words
    assert "Calsina Pari, Benigno" in words
    office.keys(Qt.Key.Key_Escape)
    assert office.window.findChildren(PaperPage) == []
    choose_act(office, "book_acts", "cash_counts")
    listed = office.seen(CashCountsPage)
    assert listed.model.row(0)["witness_name"] == "Calsina Pari, Benigno"
    listed.table.setFocus()
    office.qtbot.keyClick(listed.table, Qt.Key.Key_Return)
    office.settle()
    assert office.seen(PaperPage)
    assert asked(office, checking.check).problems == []


def test_each_note_and_coin_shows_its_worth_and_what_is_wrong_with_it(office: Office) -> None:
    page = open_count(office)
    for name, text in (("money_20000", "2"), ("money_50", "3"), ("money_1000", "999999999")):
        type_into(office, name, text)
    texts = {name: office.seen(QLabel, f"worth_{name}").text() for name in (20_000, 50, 1_000)}
    assert texts == {20_000: "S/\xa0400.00", 50: "S/\xa01.50", 1_000: ""}
    assert page.counted.text().startswith("Contado S/\xa0401.50")
    save(office)
    row = page._money[1_000]
    assert "demasiados" in row.problem()
    sentence = next(each for each in row.findChildren(QLabel) if each.text() == row.problem())
    assert sentence.height() >= sentence.heightForWidth(sentence.width())  # all of it can be read
    type_into(office, "money_1000", "1")
    assert row.problem() == ""


def test_enter_goes_through_the_coins_and_keeps_the_cursor_in_sight(office: Office) -> None:
    page = open_count(office)
    office.window.resize(1024, 560)
    office.focus(office.seen(QWidget, "money_20000"))
    last = office.seen(QWidget, "money_10")
    assert last.visibleRegion().isEmpty()
    for _denomination in list(page._money)[1:]:
        office.qtbot.keyClick(office.window.focusWidget(), Qt.Key.Key_Return)
    assert last.hasFocus()
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_a_count_that_is_left_waits_as_it_was(office: Office, open_office: OpenOffice) -> None:
    open_count(office)
    type_into(office, "money_5000", "3")
    office.close()
    again = open_office()
    go_to(again, 5)
    assert open_count(again).texts()["quantities"]["5000"] == "3"


def test_the_bank_is_ticked_by_the_space_bar_and_kept(office: Office) -> None:
    choose_act(office, "book_acts", "reconciliation")
    page = office.seen(ReconciliationPage)
    save(office)
    assert "Falta la fecha" in page.rows["statement_on"].problem()
    type_into(office, "statement_on", "23/11/2026")
    type_into(office, "statement_balance", "150.00")
    office.settle()
    assert [row["signed"] for row in map(page.model.row, range(page.model.rowCount()))] == [15_000, -2_000]
    page.table.setFocus()
    page.table.choose_row(0)
    press_letter(office, page.table, " ")
    assert page.model.row(0)["ticked"]
    assert page.table.currentIndex().row() == 1
    assert "diferencia S/ 0.00" in page.sums.text().replace("\xa0", " ")
    press_letter(office, page.table, " ")
    assert "20.00" in page.sums.text()
    page.table.choose_row(1)
    press_letter(office, page.table, " ")
    save(office)
    assert office.seen(PaperPage)
    (row,) = asked(office, reconciliations.newest)
    assert (row["ticked_balance"], row["book_balance"], row["difference"]) == (15_000, 13_000, 0)
    office.keys(Qt.Key.Key_Escape)
    choose_act(office, "book_acts", "reconciliations")
    assert office.seen(ListPage).model.rowCount() == 1
    office.keys(Qt.Key.Key_Escape)
    choose_act(office, "book_acts", "reconciliation")
    again = office.seen(ReconciliationPage)
    office.settle()
    assert [again.model.row(0)["operation_number"], again.model.rowCount()] == ["7", 1]
    press(office, "save_document")
    assert again.rows["statement_balance"].problem()


def test_ticks_stay_while_the_date_is_typed_and_over_another_account_and_a_restart(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    banks = [save_account(books, name=name, currency="PEN") for name in ("Banco A", "Banco B")]
    for bank in banks:
        issued(books, a_line(amount="50.00"), account_id=bank, issued_on="10/11/2026")
    books.file.close()
    office = open_office()
    go_to(office, 5)
    choose_act(office, "book_acts", "reconciliation")
    page = office.seen(ReconciliationPage)
    type_into(office, "account_id", banks[0])
    type_into(office, "statement_on", "20/11/2026")
    office.settle()
    page.table.setFocus()
    page.table.choose_row(0)
    press_letter(office, page.table, " ")
    field = office.seen(DateField, "statement_on")
    for typed in ("2", "20", "20/1", "20/11", "20/11/2026"):  # half of it is a day of January
        field.setText(typed)
        office.settle()
        if typed == "20/1":
            assert page.model.rowCount() == 0
            assert "Marcado S/ 0.00" in page.sums.text().replace("\xa0", " ")
    assert page.model.row(0)["ticked"]
    for bank, is_ticked in ((banks[1], False), (banks[0], True)):
        type_into(office, "account_id", bank)
        office.settle()
        assert page.model.row(0)["ticked"] == is_ticked
    office.keys(Qt.Key.Key_Escape)
    office.close()
    again = open_office()
    go_to(again, 5)
    choose_act(again, "book_acts", "reconciliation")
    again.settle()
    assert again.seen(ReconciliationPage).model.row(0)["ticked"]
    type_into(again, "statement_balance", "50")
    save(again)
    (row,) = asked(again, reconciliations.newest)
    assert (row["ticked_balance"], row["difference"]) == (5_000, 0)


def test_the_balance_of_a_statement_is_written_out_and_may_be_below_zero(office: Office) -> None:
    choose_act(office, "book_acts", "reconciliation")
    page = office.seen(ReconciliationPage)
    type_into(office, "statement_balance", "-1234.5")
    office.keys(Qt.Key.Key_Tab)
    assert page.balance.text() == "−1,234.50"
    assert page.balance.alignment() & Qt.AlignmentFlag.AlignRight
    type_into(office, "statement_on", "23/11/2026")
    office.settle()
    assert "diferencia S/ −1,234.50" in page.sums.text().replace("\xa0", " ")


def test_what_came_with_the_program_says_so_in_its_history(office: Office) -> None:
    """And not who did it, since nobody did."""
    office.window.actions_by_name["legal_amounts"].trigger()
    office.settle()
    history = office.seen(HistorySection, "history")
    assert [each.accessibleName() for each in history.findChildren(CardLine)] == ["Se anotó, con el programa"]
