"""Correcting without editing, clicked and typed: annulling, extorno, reimputación, booklets and the number report."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPushButton, QWidget

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import bank_notes, booklets, pending_prints, receipts, transfers
from ananea_desktop.operations.bank_notes import BankNoteDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.storage.check import check
from ananea_desktop.ui.annulling import AnnulDialog
from ananea_desktop.ui.booklets import BookletsDialog, RegisterDialog
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.cash_acts import BOOK_ACTS
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.number_report import NumberReportDialog
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.reallocation_page import ReallocationPage
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.reversal import ReversalDialog
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from ananea_desktop.ui.tick import Tick
from tests.builders import OWN, PREMIUM, a_line, an_egreso, an_office_on_disk, issued, save_account, save_project
from tests.operations.test_corrections import count_cash
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]
BOOK_ACT = {act.name: act for act in BOOK_ACTS}


@pytest.fixture(autouse=True)
def without_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)


def prepare(path: Path, fill: Callable[[Books], Any]) -> None:
    """What is in the file before the window opens."""
    books = an_office_on_disk(path / "ananea.db")
    fill(books)
    books.file.close()


def at_receipts(open_office: OpenOffice) -> tuple[Office, ReceiptsTab]:
    office = open_office()
    go_to(office, 5)
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    return office, tab


def click(office: Office, button: QWidget) -> None:
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


def choose_act(office: Office, button: QWidget, name: str) -> None:
    """Opens a menu «Más» and clicks one of its entries."""
    click(office, button)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in menu.actions() if each.objectName() == name)
    assert isinstance(action, QAction)
    office.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    office.settle()


def part(dialog: QWidget, kind: type[Any], name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def said(widget: QWidget) -> str:
    """All words that can be read on it."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def refuse_to_save(office: Office) -> None:
    """There is no printer, and the person does not want a PDF either."""

    def boxes() -> list[QMessageBox]:
        return [each for each in office.window.findChildren(QMessageBox) if each.isVisible()]

    office.qtbot.waitUntil(lambda: bool(boxes()))
    others = [each for each in boxes()[0].findChildren(QPushButton) if each.text() != "Guardar PDF"]
    others[0].click()
    office.settle()


def in_books(office: Office, operation: Callable[..., Any], *arguments: Any) -> Any:
    answers: list[Any] = []
    office.books.ask(operation, *arguments, owner=office.window, then=answers.append)
    office.settle()
    return answers[0]


def all_receipts(office: Office) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = in_books(office, receipts.page, receipts.ReceiptFilter())
    return found


def is_sound(books: Books) -> list[str]:
    return check(books.file).problems


def test_annulling_asks_for_the_paper_and_for_the_reason(open_office: OpenOffice, tmp_path: Path) -> None:
    prepare(tmp_path, issued)
    office, tab = at_receipts(open_office)
    press(office, "annul")
    dialog = dialog_of(office, AnnulDialog)
    assert isinstance(dialog, AnnulDialog)
    reason = next(each for each in dialog.findChildren(TextField))
    office.qtbot.keyClicks(reason, "Duplicado")
    click(office, dialog.yes_button)
    assert dialog.isVisible()
    assert "Sin el original firmado no se anula" in said(dialog)
    tick = part(dialog, Tick, "paper_in_hand")
    office.qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert "Sin el original" not in said(dialog)
    click(office, dialog.yes_button)
    assert all_receipts(office)[0]["reason"] == "Duplicado"
    assert not tab.card.annul_button.isEnabled()
    assert "ya está anulado" in tab.card.annul_button.toolTip()


def test_annulling_a_transfer_names_both_accounts(open_office: OpenOffice, tmp_path: Path) -> None:
    def fill(books: Books) -> None:
        save_account(books, name="Banco en soles", currency="PEN")
        issued(books, a_line(amount="300.00"))
        lines = [{"fund_id": OWN, "project_id": "", "amount": "40.00"}]
        draft = TransferDraft(from_account="1", to_account="2", issued_on="23/11/2026", lines=lines)
        transfers.make(books, draft)

    prepare(tmp_path, fill)
    office, tab = at_receipts(open_office)
    assert tab.chosen is not None
    assert tab.chosen.kind is ReceiptKind.TRANSFER
    press(office, "annul")
    dialog = dialog_of(office, AnnulDialog)
    assert isinstance(dialog, AnnulDialog)
    assert dialog.windowTitle() == "¿Anular el traspaso 001-000001?"
    words = said(dialog)
    assert "Se anulan los dos lados" in words
    assert "Caja, S/\xa040.00" in words
    assert "Banco en soles, S/\xa040.00" in words
    assert "Nombre" not in words
    assert "entregado" not in words
    click(office, dialog.yes_button)  # nothing ticked
    assert "haga hoy otro traspaso en sentido contrario." in said(dialog)


def test_annulling_a_bank_note_says_nothing_of_a_paper(open_office: OpenOffice, tmp_path: Path) -> None:
    def fill(books: Books) -> None:
        bank = save_account(books, name="Banco en soles", currency="PEN")
        line = {"concept": "ITF", "fund_id": OWN, "project_id": "", "amount": "0.35"}
        draft = BankNoteDraft(account_id=str(bank), issued_on="23/11/2026", lines=[line])
        bank_notes.make(books, draft, ALL)

    prepare(tmp_path, fill)
    office, _tab = at_receipts(open_office)
    press(office, "annul")
    dialog = dialog_of(office, AnnulDialog)
    assert isinstance(dialog, AnnulDialog)
    assert dialog.windowTitle() == "¿Anular la nota bancaria 001-000001?"
    assert "apel" not in said(dialog)
    office.qtbot.keyClicks(next(each for each in dialog.findChildren(TextField)), "Duplicada")
    click(office, dialog.yes_button)
    assert office.window.toast.text() == "Se anuló la nota bancaria 001-000001."


def test_a_doubtful_receipt_of_a_booklet_is_noted_not_issued(open_office: OpenOffice, tmp_path: Path) -> None:
    prepare(tmp_path, lambda books: booklets.register(books, ReceiptKind.OUT, "1", "50"))
    office, tab = at_receipts(open_office)
    BOOK_ACT["booklets"].open(tab, office.window.desk)
    office.settle()
    dialog = dialog_of(office, BookletsDialog)
    click(office, next(each for each in dialog.findChildren(Button) if each.objectName().startswith("enter_")))
    for name, text in (("party_name", "Luz"), ("concept_0", "Cascos"), ("amount_0", "90"), ("issued_on", "20/11/2026")):
        type_into(office, name, text)
    press(office, "issue")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    assert question.windowTitle() == "¿Anotar de todos modos?"
    assert (question.yes_button.text(), question.no_button.text()) == ("Anotar el recibo", "No anotar")


def test_what_was_counted_says_why_and_offers_the_extorno(open_office: OpenOffice, tmp_path: Path) -> None:
    def fill(books: Books) -> None:
        issued(books, a_line(amount="500.00"))
        receipts.issue(books, an_egreso(a_line(concept="Cascos", amount="90.00")))
        count_cash(books, date(2026, 11, 24), 2)

    prepare(tmp_path, fill)
    office, tab = at_receipts(open_office)
    assert "el arqueo de Caja del 24/11/2026 ya lo contó" in tab.card.annul_button.toolTip()
    press(office, "annul")
    why = dialog_of(office, Dialog)
    click(office, part(why, Button, "reverse_instead"))
    dialog = dialog_of(office, ReversalDialog)
    issue = part(dialog, Button, "issue_reversal")
    click(office, issue)
    assert isinstance(dialog, ReversalDialog)
    assert dialog.rows["reason"].problem() == "Falta el motivo: sale en el papel del extorno."
    office.qtbot.keyClicks(part(dialog, TextField, "reversal_reason"), "Se cobro dos veces")
    twice(issue, office)
    office.settle()
    refuse_to_save(office)
    rows = all_receipts(office)
    assert [(row["kind"], row["number"], row["is_reversal"], row["is_reversed"]) for row in rows] == [
        ("in", 2, 1, 0),
        ("out", 1, 0, 1),
        ("in", 1, 0, 0),
    ]
    assert in_books(office, pending_prints.pending_prints) == []
    assert in_books(office, is_sound) == []
    tab.choose(1)
    office.settle()
    assert tab.card.notes.texts() == ["Extornado por el N.º 001-000002"]
    click(office, tab.card.notes.findChildren(Button)[0])
    assert tab.card.chosen is not None
    assert (tab.card.chosen.kind, tab.card.notes.texts()) == (ReceiptKind.IN, ["Extorna el N.º 001-000001"])
    tab.choose(1)
    office.settle()
    choose_act(office, tab.card.more_button, "reverse")
    told = dialog_of(office, Dialog)
    assert told.windowTitle() == "No se puede extornar"


def test_a_charge_goes_to_the_right_project(open_office: OpenOffice, tmp_path: Path) -> None:
    def fill(books: Books) -> None:
        issued(books, a_line(amount="500.00", fund_id=PREMIUM))
        wrong, _right = save_project(books, budget="500.00"), save_project(books, budget="500.00", name="Posta")
        line = a_line(concept="Cascos", amount="90.00", fund_id=PREMIUM, project_id=str(wrong))
        receipts.issue(books, an_egreso(line))

    prepare(tmp_path, fill)
    office, tab = at_receipts(open_office)
    choose_act(office, tab.card.more_button, "reallocate")
    page = office.window.stack.currentWidget()
    assert isinstance(page, ReallocationPage)
    press(office, "issue_reallocation")
    assert office.window.focusWidget() is page.lines[0].place
    assert page.rows["reason"].problem() == "Falta el motivo: sale en el papel de la reimputación."
    assert page.strip.text().startswith("Corrija 2 datos")
    type_into(office, "reallocation_reason", "Era de la Posta")
    assert page.rows["reason"].problem() == ""
    assert page.strip.text().startswith("Corrija 1 dato")
    office.focus(page.lines[0].place)
    office.qtbot.keyClick(page.lines[0].place, Qt.Key.Key_End)
    assert page.strip.isHidden()
    assert page.lines[0].place.currentText().startswith("Posta")
    type_into(office, "amount_0", "95")
    press(office, "issue_reallocation")
    assert office.window.focusWidget() is page.lines[0].amount
    # what was typed waits over going away
    page.leave()
    office.settle()
    choose_act(office, tab.card.more_button, "reallocate")
    page = office.window.stack.currentWidget()
    assert isinstance(page, ReallocationPage)
    assert (page.reason.text(), page.lines[0].amount.text()) == ("Era de la Posta", "95.00")
    type_into(office, "amount_0", "40")
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    refuse_to_save(office)
    rows = all_receipts(office)
    assert [(row["kind"], row["total"]) for row in rows] == [("reallocation", 4000), ("out", 9000), ("in", 50_000)]
    assert in_books(office, is_sound) == []
    assert office.window.stack.currentWidget() is tab
    tab.choose(1)
    office.settle()
    assert tab.card.notes.texts() == ["Reimputado por la N.º 001-000001"]


def test_a_booklet_is_registered_and_its_receipts_entered_without_printing(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    prepare(tmp_path, issued)
    office, tab = at_receipts(open_office)
    choose_act(office, office.seen(Button, "book_acts"), "booklets")
    dialog = dialog_of(office, RegisterDialog)
    assert "Se llamará talonario 002" in part(dialog, QWidget, "booklet_name").text()
    office.qtbot.keyClicks(part(dialog, TextField, "booklet_first"), "51")
    office.qtbot.keyClicks(part(dialog, TextField, "booklet_last"), "5")
    click(office, part(dialog, Button, "save_booklet"))
    assert isinstance(dialog, RegisterDialog)
    assert dialog.rows["last"].problem() == "El último número debe ser igual o mayor que el primero."
    office.qtbot.keyClicks(part(dialog, TextField, "booklet_last"), "55")  # over what is selected
    assert dialog.rows["last"].problem() == ""
    click(office, part(dialog, Button, "save_booklet"))
    click(office, part(dialog_of(office, BookletsDialog), Button, "enter_in_002"))
    page = office.window.stack.currentWidget()
    assert isinstance(page, ReceiptPage)
    assert (page.form.booklet_number.text(), page.form.issued_on.text(), page.issue_button.text()) == (
        "000051",
        "",
        "Guardar",
    )
    type_into(office, "party_name", "Huanca")
    type_into(office, "concept_0", "Cuota")
    type_into(office, "amount_0", "50")
    type_into(office, "booklet_number", "60")
    press(office, "issue")
    assert page.form.rows["booklet_number"].problem().startswith("Este talonario va del 000051 al 000055.")
    assert page.form.rows["issued_on"].problem()
    type_into(office, "booklet_number", "52")
    type_into(office, "issued_on", "20/11/2026")
    twice(office.seen(Button, "issue"), office)
    office.settle()
    assert not [each for each in office.window.findChildren(QMessageBox) if each.isVisible()]
    rows = all_receipts(office)
    assert [(row["series"], row["number"]) for row in rows] == [("001", 1), ("002", 52)]
    tab.choose(1)
    office.settle()
    assert tab.card.handwritten.isVisible()
    assert not tab.card.preview.isVisible()
    assert "Escrito a mano en el talonario 002" in said(tab.card.handwritten)
    assert not tab.card.print_button.isEnabled()
    tab.choose(0)
    office.settle()
    assert tab.card.preview.isVisible()
    assert in_books(office, is_sound) == []


def test_what_is_typed_of_a_booklet_waits_apart(open_office: OpenOffice, tmp_path: Path) -> None:
    def fill(books: Books) -> None:
        issued(books)
        booklets.register(books, ReceiptKind.OUT, "1", "50")

    prepare(tmp_path, fill)
    office, _tab = at_receipts(open_office)
    for kept in ("Quispe", "Huanca"):  # typed the first time, still there the second
        choose_act(office, office.seen(Button, "book_acts"), "booklets")
        click(office, part(dialog_of(office, BookletsDialog), Button, "enter_out_002"))
        page = office.window.stack.currentWidget()
        assert isinstance(page, ReceiptPage)
        if kept == "Huanca":
            assert (page.form.party.text(), page.form.booklet_number.text()) == ("Quispe", "000001")
        type_into(office, "party_name", kept)
        page.leave()
        office.settle()
    office.keys(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    page = office.window.stack.currentWidget()
    assert isinstance(page, ReceiptPage)
    assert (page.form.party.text(), page.form.draft().booklet) == ("", "")


def test_the_number_report_of_one_series_is_looked_at(open_office: OpenOffice, tmp_path: Path) -> None:
    def fill(books: Books) -> None:
        issued(books)
        receipts.issue(books, an_egreso())

    prepare(tmp_path, fill)
    office, _tab = at_receipts(open_office)
    choose_act(office, office.seen(Button, "book_acts"), "number_report")
    dialog = dialog_of(office, NumberReportDialog)
    field = part(dialog, ChoiceField, "number_series")
    assert field.values() == [None, ("in", "001"), ("out", "001")]
    office.qtbot.keyClick(field, Qt.Key.Key_End)
    click(office, part(dialog, Button, "show_numbers"))
    page = office.window.stack.currentWidget()
    assert isinstance(page, PaperPage)
    assert page.title.text() == "Informe de números"


def test_double_click_and_held_keys_issue_one_receipt(open_office: OpenOffice, tmp_path: Path) -> None:
    """Two clicks, Ctrl+P held, Enter held: one receipt, and the next number is the next one."""
    prepare(tmp_path, issued)
    office, _tab = at_receipts(open_office)
    for number, hurry in enumerate((twice, held_shortcut, held_enter), start=2):
        office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        type_into(office, "party_name", "Huanca")
        type_into(office, "concept_0", "Cuota")
        type_into(office, "amount_0", "50")
        hurry(office.seen(Button, "issue"), office)
        office.settle()
        refuse_to_save(office)
        assert all_receipts(office)[0]["number"] == number
    assert len(all_receipts(office)) == 4
    assert in_books(office, is_sound) == []


def twice(button: QWidget, office: Office) -> None:
    """A double click where one was meant."""
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    office.qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)


def held_shortcut(_button: QWidget, office: Office) -> None:
    office.window.activateWindow()
    for _time in range(5):
        office.qtbot.keyPress(office.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    office.qtbot.keyRelease(office.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def held_enter(button: QWidget, office: Office) -> None:
    """Enter walks on from field to field, and a button under the cursor is pressed by Space: both are held."""
    office.focus(button)
    for _time in range(5):
        office.qtbot.keyClick(button, Qt.Key.Key_Space)
        office.qtbot.keyClick(button, Qt.Key.Key_Return)
