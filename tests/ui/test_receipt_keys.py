"""A receipt without the mouse, counted key by key; formats, several at once, and what a crash left unprinted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from ananea_desktop.domain.receipts import PaperFormat, ReceiptKind
from ananea_desktop.operations import booklets, pending_prints, reallocations, receipt_warnings, receipts, transfers
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.concept_field import ConceptField
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.paper_format import FormatField, usual_format
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import OWN, PREMIUM, a_draft, a_line, an_office_on_disk, issued, save_account, save_member
from tests.documents.papers import page_texts
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]
MOST_KEYS = 12
"""Besides the text itself (issue: «one screen and no mouse»)."""


class Keys:
    """A keyboard that counts what is not text."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.count = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        if modifier != Qt.KeyboardModifier.NoModifier:
            self.office.keys(key, modifier)
            return
        QTest.keyClick(self.office.window.focusWidget() or self.office.window, key)
        self.office.settle()

    def go_to(self, field: QWidget) -> None:
        """Enter after Enter."""
        for _step in range(MOST_KEYS):
            if self.office.window.focusWidget() is field:
                return
            self.press(Qt.Key.Key_Return)
        raise AssertionError(f"Enter does not lead to {field.objectName()}")

    def type(self, text: str) -> None:
        field = self.office.window.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        self.office.settle()


def at_receipts(open_office: OpenOffice) -> tuple[Office, ReceiptsTab]:
    office = open_office()
    go_to(office, 5)
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    return office, tab


def test_an_ordinary_receipt_takes_few_keys_and_no_mouse(
    open_office: OpenOffice, tmp_path: Path, printed: list[bytes]
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    member = save_member(books)
    issued(books, a_line(concept="Cuota de octubre", amount="50.00"), party_name="Ccʼallo", member_id=member)
    books.file.close()
    office, _tab = at_receipts(open_office)
    keys = Keys(office)
    keys.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = office.seen(ReceiptPage)
    assert office.window.focusWidget() is page.form.party
    office.focus(page.form.party)  # the window in front, as it is for a person
    keys.type("ccallo")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)  # takes the person, and what the last receipt with them said
    assert page.form.lines.texts()[0]["concept"] == "Cuota de octubre"
    keys.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(printed) == 1
    assert keys.count == 4
    assert [row["number"] for row in asked(office, receipts.page, receipts.ReceiptFilter())] == [2, 1]


def test_a_receipt_to_somebody_new_takes_at_most_twelve_keys(
    open_office: OpenOffice, tmp_path: Path, printed: list[bytes]
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    office, _tab = at_receipts(open_office)
    keys = Keys(office)
    keys.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = office.seen(ReceiptPage)
    keys.type("Apaza Condori, Luz")
    fund = page.form.lines.field(0, "fund")
    assert isinstance(fund, ChoiceField)
    assert fund.currentText() == "Fondos propios"  # dues are no Premium
    keys.go_to(page.form.lines.field(0, "concept"))
    keys.type("Donativo")
    keys.go_to(page.form.lines.field(0, "amount"))
    keys.type("120.50")
    keys.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(printed) == 1
    assert keys.count <= MOST_KEYS
    newest = asked(office, receipts.page, receipts.ReceiptFilter())[0]
    assert (newest["party_name"], newest["total"]) == ("Apaza Condori, Luz", 12_050)
    assert asked(office, receipts.get, newest["id"]).lines[0].fund_name == "Fondos propios"


def test_a_line_in_place_of_the_only_one_has_its_fund(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office, _tab = at_receipts(open_office)
    office.keys(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    lines = office.seen(ReceiptPage).form.lines
    assert lines.texts()[0]["fund"] == "2/"
    (remove,) = (each for each in lines.findChildren(Button) if each.toolTip() == "Quitar la línea 1")
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    office.settle()
    assert lines.texts() == [{"concept": "", "fund": "2/", "amount": ""}]


def test_a_concept_is_completed_as_it_is_typed(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books, a_line(concept="Cuota extraordinaria de techo"))
    books.file.close()
    office, _tab = at_receipts(open_office)
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    field = office.seen(ReceiptPage).form.lines.field(0, "concept")
    assert isinstance(field, ConceptField)
    office.focus(field)
    office.qtbot.keyClicks(field, "tech")
    popup = field.completer().popup()
    assert popup is not None
    office.qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "Cuota extraordinaria de techo"


def test_the_last_exchange_rate_is_proposed(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books, account_id=save_account(books), exchange_rate="3.7525")
    books.file.close()
    office, _tab = at_receipts(open_office)
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = office.seen(ReceiptPage)
    page.form.account.set_value("2")
    office.settle()
    assert (page.form.exchange_rate.isVisible(), page.form.exchange_rate.text()) == (True, "3.7525")


def test_the_format_is_remembered_for_the_printer(
    open_office: OpenOffice, tmp_path: Path, printed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    office, tab = at_receipts(open_office)
    tab.card.format.set_value(PaperFormat.TICKET)
    office.settle()
    shown = tab.card._pdf
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed == [shown]  # what is seen is what comes out, byte for byte
    assert usual_format() is PaperFormat.TICKET
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Otra"])
    assert usual_format() is PaperFormat.A4
    assert FormatField().form() is PaperFormat.A4
    QSettings().remove("printing/format")


def test_several_are_printed_in_one_job(open_office: OpenOffice, tmp_path: Path, printed: list[bytes]) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    for _number in range(4):
        issued(books)
    books.file.close()
    office, tab = at_receipts(open_office)
    tab.table.setFocus()
    for _step in range(2):
        QTest.keyClick(tab.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        office.settle()
    assert tab.card.print_button.text() == "Imprimir 3"
    assert not tab.card.annul_button.isEnabled()
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert len(printed) == 1
    assert [asked(office, receipts.get, each).prints for each in (4, 3, 2, 1)] == [1, 1, 1, 0]


def test_what_has_no_paper_of_ours_is_left_out_and_told(
    open_office: OpenOffice, tmp_path: Path, printed: list[bytes]
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_account(books, name="Banco en soles", currency="PEN")
    issued(books, a_line(amount="300.00"))
    wrong = issued(books, a_line(amount="90.00"), kind=ReceiptKind.OUT)
    moved = ReallocationDraft(
        receipt_id=wrong.id,
        lines=[{"fund_id": PREMIUM, "project_id": "", "amount": "40.00"}],
        reason="Era de la Prima",
        approved_by="Huanca Layme, Tomás",
    )
    reallocations.reallocate(books, moved, confirmed=receipt_warnings.ALL)
    transfers.make(
        books,
        TransferDraft(
            from_account="1",
            to_account="2",
            issued_on="23/11/2026",
            lines=[{"fund_id": OWN, "project_id": "", "amount": "10.00"}],
        ),
    )
    series = booklets.register(books, ReceiptKind.IN, "1", "50").series
    receipts.issue(books, a_draft(booklet=series, booklet_number="1", issued_on="20/11/2026"))
    books.file.close()
    office, tab = at_receipts(open_office)
    tab.table.setFocus()
    tab.table.selectAll()
    office.settle()
    assert tab.card.print_button.text() == "Imprimir 6"  # a transfer stands in two rows
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert office.window.toast.text() == "Se imprimieron 5 recibos; 1 es del talonario y no se imprime."
    pages = page_texts(printed[0])
    assert len(pages) == 4  # a transfer's paper comes once
    for each in ("TRASPASO", "REIMPUTACIÓN"):
        assert sum(each in page[:400].upper() for page in pages) == 1, pages
    assert [asked(office, receipts.get, each).prints for each in (1, 2, 3, 4, 5, 6)] == [1, 1, 1, 1, 1, 0]


@pytest.mark.parametrize("tab", [0, 5])
@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_R])
def test_both_keys_begin_an_ingreso_in_both_tabs(
    open_office: OpenOffice, tmp_path: Path, tab: int, key: Qt.Key
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    office = open_office()
    go_to(office, tab)
    office.keys(key, Qt.KeyboardModifier.ControlModifier)
    assert office.seen(ReceiptPage).form.kind.value() == ReceiptKind.IN


def test_a_field_stays_where_it_is_when_its_neighbour_is_wrong(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    office.keys(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    form = office.seen(ReceiptPage).form
    who, document = form.rows["party_name"], form.rows["party_document"]
    assert who.geometry().top() == document.geometry().top()
    width = document.width()
    press(office, "issue")
    assert who.problem()
    assert who.geometry().top() == document.geometry().top()
    assert form.party.mapTo(form, QPoint(0, 0)).y() == form.document.mapTo(form, QPoint(0, 0)).y()
    assert document.width() == width


def test_what_a_crash_left_unprinted_is_asked_once_at_the_next_start(
    open_office: OpenOffice, tmp_path: Path, printed: list[bytes]
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    for _number in range(3):
        receipts.issue(books, a_draft(), to_print=True)
    books.file.close()
    office = open_office()
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    assert question.windowTitle() == "¿Imprimir los 3 que faltan?"
    assert any("001-000001" in each.text() and "001-000003" in each.text() for each in question.findChildren(QLabel))
    assert question.yes_button.text() == "Imprimir los 3"
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert len(printed) == 1
    assert len(page_texts(printed[0])) == 3
    assert asked(office, pending_prints.pending_prints) == []
    assert [asked(office, receipts.get, each).prints for each in (1, 2, 3)] == [1, 1, 1]
    assert office.window.toast.text() == "Se imprimieron 3 recibos."


def test_a_single_one_left_unprinted_is_named_and_may_be_left(
    open_office: OpenOffice, tmp_path: Path, printed: list[bytes]
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    receipts.issue(books, a_draft(), to_print=True)
    books.file.close()
    office = open_office()
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    assert "001-000001" in question.windowTitle()
    office.qtbot.mouseClick(question.no_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert printed == []
    assert asked(office, pending_prints.pending_prints) == []
