"""The main job, clicked and typed: from an empty file to a printed receipt, and everything there on the next day."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import checking, copying
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.first_start.begin_page import BeginPage
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.record_form import RecordForm, set_field_text
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.ui.conftest import Office, dialog_of

OpenOffice = Callable[[], Office]


def type_into(office: Office, name: str, text: str) -> None:
    """Types into the field of a form by its name, as with the keyboard; choices are chosen."""
    field = office.seen(QWidget, name)
    office.focus(field)
    if isinstance(field, ChoiceField):
        set_field_text(field, text)
        return
    office.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for letter in text:
        press_letter(office, field, letter)


def press_letter(office: Office, field: QWidget, letter: str) -> None:
    """One key; QTest knows only those of an English keyboard."""
    if letter.isascii():
        office.qtbot.keyClicks(field, letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(office: Office, name: str) -> None:
    office.qtbot.mouseClick(office.seen(Button, name), Qt.MouseButton.LeftButton)
    office.settle()


def go_to(office: Office, tab: int) -> None:
    office.qtbot.mouseClick(office.window.top_bar.tab(tab), Qt.MouseButton.LeftButton)
    office.settle()


def save_form(office: Office) -> None:
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    forms = [form for form in office.window.findChildren(RecordForm) if form.isVisible()]
    assert not forms, f"not saved: {forms[0].strip.text()} " + ", ".join(
        row.problem() for row in forms[0].rows.values() if row.problem()
    )


def give_profile(office: Office) -> None:
    """Through the guide of the first start, as far as the cooperative; the rest of it is put off."""
    if office.window.findChildren(BeginPage)[0].isVisible():
        press(office, "begin_real")
    type_into(office, "ruc", "20204621242")
    type_into(office, "treasurer_name", "Ccama Condori, Rosa")
    type_into(office, "treasurer_document", "00038210")
    save_form(office)
    press(office, "guide_later")


def add_member(office: Office) -> None:
    go_to(office, 1)
    press(office, "first")
    for name, text in {
        "document_number": "00041527",
        "paternal_surname": "Huanca",
        "maternal_surname": "Layme",
        "given_names": "Tomás",
        "sex": "m",
        "community": "Ananea",
    }.items():
        type_into(office, name, text)
    save_form(office)


def add_project(office: Office) -> None:
    go_to(office, 4)
    press(office, "first")
    for name, text in {
        "name": "Equipos de protección personal",
        "heading_id": "2",
        "objective": "Que nadie se lastime",
        "responsible": "Calsina Pari, Benigno",
        "starts_on": "01/03/2026",
        "ends_on": "15/12/2026",
        "proposed_amount": "5,000.00",
    }.items():
        type_into(office, name, text)
    save_form(office)
    approve_budget(office, "5000")


def approve_budget(office: Office, amount: str) -> None:
    link = next(
        each for each in office.window.findChildren(Button) if each.isVisible() and "presupuesto" in each.text().lower()
    )
    office.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    office.settle()
    for name, text in (("decided_on", "28/02/2026"), ("amount", amount), ("acta", "Asamblea 28/02/2026, acuerdo 4")):
        type_into(office, name, text)
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None


def add_training(office: Office) -> None:
    go_to(office, 2)
    press(office, "first")
    for name, text in {
        "topic": "Tributación",
        "trainer": "Estudio Contable Altiplano",
        "duration": "4",
        "project_id": "1",
    }.items():
        type_into(office, name, text)
    save_form(office)
    press(office, "attendance")
    press(office, "tick_shown")
    office.keys(Qt.Key.Key_Escape)


def add_supplier_and_purchase(office: Office) -> None:
    office.window.actions_by_name["suppliers"].trigger()
    office.settle()
    press(office, "first")
    type_into(office, "name", "Ferretería Altiplano")
    save_form(office)
    go_to(office, 3)
    press(office, "first")
    supplier = office.seen(PickField, "supplier_id")
    office.focus(supplier)
    office.qtbot.keyClicks(supplier, "ferre")
    office.settle()
    office.qtbot.keyClick(supplier, Qt.Key.Key_Return)
    assert supplier.value() == 1
    for name, text in {"series": "F001", "number": "123", "fund_id": "1", "project_id": "1"}.items():
        type_into(office, name, text)
    for name, text in {"item_0": "Casco de seguridad", "quantity_0": "10", "unit_price_0": "25.50"}.items():
        type_into(office, name, text)
    save_form(office)


def save_as_pdf(office: Office, path: Path) -> None:
    """There is no printer, so «Guardar PDF» is pressed and a file is chosen."""

    def opened(kind: type[QDialog]) -> list[QDialog]:
        return [each for each in office.window.findChildren(kind) if each.isVisible()]

    office.qtbot.waitUntil(lambda: bool(opened(QMessageBox)))
    box = opened(QMessageBox)[0]
    next(each for each in box.findChildren(QPushButton) if each.text() == "Guardar PDF").click()
    office.qtbot.waitUntil(lambda: bool(opened(QFileDialog)))
    chooser = opened(QFileDialog)[0]
    assert isinstance(chooser, QFileDialog)
    chooser.setDirectory(str(path.parent))
    chooser.selectFile(path.name)
    chooser.accept()
    office.settle()
    assert path.read_bytes().startswith(b"%PDF")


def issue_from_card(
    office: Office, paper: Path, amount: str = "", concept: str = "", party: str = "", asked: bool = False
) -> None:
    """«Emitir recibo» on the card, what is still missing typed, Ctrl+P, and the paper kept as a PDF.

    ``asked``: something is unusual, and is confirmed.
    """
    press(office, "issue")
    if party:
        type_into(office, "party_name", party)
    if concept:
        type_into(office, "concept_0", concept)
    if amount:
        type_into(office, "amount_0", amount)
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    if asked:
        question = dialog_of(office, Question)
        assert isinstance(question, Question)
        office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    save_as_pdf(office, paper)


def test_the_main_job_from_an_empty_file_to_the_next_day(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    office = open_office()
    give_profile(office)
    add_member(office)
    add_project(office)
    add_training(office)
    add_supplier_and_purchase(office)
    issue_from_card(office, tmp_path / "1.pdf", asked=True)  # the purchase, filled in by itself, from an empty till
    go_to(office, 1)
    issue_from_card(office, tmp_path / "4.pdf", amount="1,234.50", concept="Aportación de noviembre")
    go_to(office, 2)
    issue_from_card(office, tmp_path / "2.pdf", amount="600")
    go_to(office, 4)
    issue_from_card(office, tmp_path / "3.pdf", amount="100", concept="Guantes", party="Calsina Pari")
    office.close(copying.copy_on_close)
    assert len(list((tmp_path / "ananea-copias").iterdir())) == 1

    again = open_office()
    go_to(again, 5)
    tab = again.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    shown = [tab.model.row(number) for number in range(tab.model.rowCount())]
    assert {(row["kind"], row["number"], row["party_name"], row["total"]) for row in shown} == {
        ("out", 1, "Ferretería Altiplano", 25_500),
        ("out", 2, "Estudio Contable Altiplano", 60_000),
        ("out", 3, "Calsina Pari", 10_000),
        ("in", 1, "Huanca Layme, Tomás", 123_450),
    }
    go_to(again, 4)
    projects = again.window.page("premium_projects")
    assert isinstance(projects, RecordTab)
    assert (projects.model.row(1)["budget"], projects.model.row(1)["spent"]) == (500_000, 95_500)
    reports: list[checking.Report] = []
    again.books.ask(checking.check, owner=again.window, then=reports.append)
    again.settle()
    assert reports[0].sound and reports[0].counts["receipts"] == 4


def test_a_receipt_without_payee_says_what_is_missing_and_keeps_what_was_typed(open_office: OpenOffice) -> None:
    office = open_office()
    give_profile(office)
    office.keys(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    type_into(office, "amount_0", "1.234,56")
    press(office, "issue")
    page = office.window.stack.currentWidget()
    assert isinstance(page, ReceiptPage)
    assert "Falta de quién se recibe" in page.form.rows["party_name"].problem()
    assert "Corrija" in page.form.strip.text()
    assert page.form.lines.texts()[0]["amount"] == "1.234,56"


def test_an_empty_receipt_that_is_left_leaves_no_draft_and_says_none(open_office: OpenOffice) -> None:
    office = open_office()
    give_profile(office)

    def left() -> str:
        office.keys(Qt.Key.Key_Escape)
        return office.seen(QLabel, "saved").text()

    press(office, "new_in")
    assert left() == "Todo guardado"
    press(office, "new_in")
    page = office.seen(ReceiptPage)
    page.form.kind.set_value(ReceiptKind.OUT)
    type_into(office, "party_name", "C")
    office.qtbot.keyClick(page.form.party, Qt.Key.Key_Backspace)
    office.settle()
    page.form.party.clearFocus()  # with its list
    assert left() == "Todo guardado"
    press(office, "new_in")
    assert not office.seen(ReceiptPage).recovered.isVisible()
    type_into(office, "note", "Pendiente")
    assert left() == "Borrador guardado"
    press(office, "new_in")
    page = office.seen(ReceiptPage)
    assert page.form.note.text() == "Pendiente"
    page.recovered.click()
    office.settle()
    assert office.seen(QLabel, "saved").text() == "Todo guardado"


def test_what_was_typed_of_a_receipt_and_erased_after_a_pause_is_no_draft_any_more(open_office: OpenOffice) -> None:
    office = open_office()
    give_profile(office)
    press(office, "new_in")
    type_into(office, "note", "P")
    office.qtbot.waitUntil(lambda: office.seen(QLabel, "saved").text() == "Borrador guardado")
    office.qtbot.keyClick(office.seen(QWidget, "note"), Qt.Key.Key_Backspace)
    office.keys(Qt.Key.Key_Escape)
    assert office.seen(QLabel, "saved").text() == "Todo guardado"
    press(office, "new_in")
    assert not office.seen(ReceiptPage).recovered.isVisible()


def test_what_is_typed_into_a_form_waits_as_a_draft(open_office: OpenOffice) -> None:
    office = open_office()
    give_profile(office)
    go_to(office, 1)
    press(office, "first")
    type_into(office, "paternal_surname", "Ccallo")
    office.keys(Qt.Key.Key_Escape)
    press(office, "first")
    assert office.seen(TextField, "paternal_surname").text() == "Ccallo"
    assert any("Se recuperó" in each.text() for each in office.window.findChildren(Button) if each.isVisible())


def test_a_name_with_markup_is_shown_literally(open_office: OpenOffice) -> None:
    office = open_office()
    give_profile(office)
    go_to(office, 1)
    press(office, "first")
    for name, text in {
        "document_number": "00041527",
        "paternal_surname": "<b>Quispe",
        "given_names": "Juan & Ñusta",
        "sex": "f",
    }.items():
        type_into(office, name, text)
    save_form(office)
    title = office.seen(QLabel, "card_title")
    assert title.text() == "<b>Quispe, Juan & Ñusta"
    assert title.textFormat() == Qt.TextFormat.PlainText
