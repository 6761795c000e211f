"""By clicks and keys: all are charged after they were seen by name, one pays, one is forgiven, a run is taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ananea_desktop.operations import charges, checking, debts
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.charge_page import ChargePage, PreviewDialog
from ananea_desktop.ui.charge_runs import ChargeRunsPage
from ananea_desktop.ui.debtors_page import DebtorsPage
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.receipt_page import ReceiptPage
from tests.builders import an_office_on_disk, issued, save_member
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act, choose_in_section, fill
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    """Three members; the tab Socios in sight."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    for number, name in enumerate(("Apaza", "Belizario", "Zea"), start=1):
        save_member(books, document_number=f"1000000{number}", number=str(number), paternal_surname=name)
    books.file.close()
    office = open_office()
    go_to(office, 1)
    return office


def answer(office: Office, name: str) -> None:
    """Presses a button of the dialog in front."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    button = dialog.findChild(Button, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


def confirm(office: Office, reason: str) -> None:
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    assert question._reason is not None
    QTest.keyClicks(question._reason.field, reason)
    QTest.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()


def test_all_are_charged_after_they_were_seen(office: Office) -> None:
    choose_act(office, "member_money", "charge")
    fill(office, concept="Cuota de noviembre", amount="50", due_on="30/11/2026")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    preview = dialog_of(office, PreviewDialog)
    button = preview.findChild(QPushButton, "make_charge") or preview.findChild(Button, "make_charge")
    assert button is not None
    assert button.text().replace("\u00a0", " ") == "Anotar la deuda a 3 socios, S/ 150.00"
    assert asked(office, charges.runs) == []  # nothing yet
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    office.settle()
    assert office.seen(ChargePage).texts()["concept"] == "Cuota de noviembre"
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog_of(office, PreviewDialog)
    answer(office, "make_charge")
    (run,) = asked(office, charges.runs)
    assert (run["charge_count"], run["total"]) == (3, 15_000)
    choose_act(office, "member_money", "charge")
    assert office.seen(ChargePage).texts()["concept"] == ""  # the draft went with what was made
    assert asked(office, checking.check).problems == []


def test_some_are_ticked_and_what_is_wrong_is_told_where_it_is(office: Office) -> None:
    choose_act(office, "member_money", "charge")
    fill(office, amount="50", whom="some")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    page = office.seen(ChargePage)
    assert page.rows["concept"].problem() == "Falta el concepto: qué se cobra."
    fill(office, concept="Faena")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "nadie a quien cobrar" in page.people.problem.text()
    search = office.seen(QWidget, "people_search")
    office.focus(search)
    QTest.keyClicks(search, "zea")
    QTest.keyClick(search, Qt.Key.Key_Return)
    office.settle()
    page.people.table.choose_row(page.people.model.row_of(3))
    QTest.keyClicks(page.people.quantity, "mucho")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.people.problem.text() != ""
    page.people.quantity.clear()
    QTest.keyClicks(page.people.quantity, "20")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog_of(office, PreviewDialog)
    answer(office, "make_charge")
    (run,) = asked(office, charges.runs)
    assert (run["concept"], run["charge_count"], run["total"]) == ("Faena", 1, 2_000)


def test_what_was_typed_waits_as_a_draft_with_who_was_ticked(office: Office) -> None:
    choose_act(office, "member_money", "charge")
    fill(office, concept="Faena", amount="50", whom="some")
    press(office, "tick_all")
    office.keys(Qt.Key.Key_Escape)
    choose_act(office, "member_money", "charge")
    page = office.seen(ChargePage)
    assert (page.texts()["concept"], sorted(page.texts()["people"])) == ("Faena", ["1", "2", "3"])


def test_from_the_card_one_is_fined_and_pays_and_another_debt_is_forgiven(office: Office) -> None:
    asked(
        office,
        charges.make,
        ChargeDraft(concept="Cuota de octubre", amount="60", due_on="31/10/2026", charged_on="01/10/2026"),
    )
    office.window.desk.record_wanted.emit("members", 1)
    office.settle()
    choose_in_section(office, "account", "charge_one")
    fill(office, concept="No vino a la faena", amount="30")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    lines = [line.accessibleName() for line in office.window.findChildren(CardLine) if line.isVisible()]
    assert any("Cuota de octubre" in line for line in lines) and any("faena" in line for line in lines)
    choose_in_section(office, "account", "waive")
    dialog = dialog_of(office, Dialog)
    (fine,) = [line for line in dialog.findChildren(CardLine) if "faena" in line.accessibleName()]
    QTest.mouseClick(fine, Qt.MouseButton.LeftButton)
    office.settle()
    confirm(office, "Estuvo enfermo")
    click_link(office, "Cobrar lo que debe")
    assert office.seen(ReceiptPage) is not None
    card = asked(office, debts.account_card, 1)
    assert [(each.family, each.left) for each in card.balances] == [("dues", 6_000), ("fine", 0)]
    assert asked(office, checking.check).problems == []


def click_link(office: Office, text: str) -> None:
    found = [each for each in office.window.findChildren(Button) if each.text() == text and each.isVisible()]
    assert len(found) == 1, text
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    office.settle()


def test_the_list_of_who_owes_leads_to_the_receipt_and_to_the_slips(office: Office) -> None:
    asked(office, charges.make, ChargeDraft(concept="Cuota", amount="60"))
    choose_act(office, "member_money", "debtors")
    page = office.seen(DebtorsPage)
    assert page.model.rowCount() == 3
    press(office, "debt_slips")
    assert office.seen(PaperPage).title.text() == "Esquelas de cobro"
    office.keys(Qt.Key.Key_Escape)
    press(office, "collect_debts")
    assert office.seen(ReceiptPage) is not None


def test_a_run_is_annulled_and_charged_again_a_month_later(office: Office) -> None:
    asked(office, charges.make, ChargeDraft(concept="Cuota", amount="60", due_on="30/11/2026"))
    choose_act(office, "member_money", "charge_runs")
    page = office.seen(ChargeRunsPage)
    page.open_row(page.model.row(0))
    answer(office, "annul_run")
    confirm(office, "Monto equivocado")
    (run,) = asked(office, charges.runs)
    assert run["annulment_reason"] == "Monto equivocado"
    page.open_row(page.model.row(0))
    answer(office, "charge_again")
    texts = office.seen(ChargePage).texts()
    assert (texts["concept"], texts["amount"], texts["due_on"]) == ("Cuota", "60.00", "30/12/2026")


def test_an_annulment_that_cannot_be_is_told(office: Office) -> None:
    asked(office, charges.make, ChargeDraft(concept="Cuota", amount="60"))
    asked(office, charges.waive, 1, "Accidente")
    choose_act(office, "member_money", "charge_runs")
    page = office.seen(ChargeRunsPage)
    page.open_row(page.model.row(0))
    answer(office, "annul_run")
    confirm(office, "Monto equivocado")
    said = " ".join(each.text() for each in dialog_of(office, Dialog).findChildren(QLabel))
    assert "No se puede anular: ya se le condonó a Apaza" in said


def test_the_first_page_leads_to_who_is_behind(office: Office) -> None:
    late = ChargeDraft(concept="Cuota", amount="60", charged_on="01/10/2026", due_on="31/10/2026")
    asked(office, charges.make, late)
    asked(office, issued)  # before the first receipt it tells the first steps
    office.window.desk.record_saved.emit()
    go_to(office, 0)
    office.settle()
    press(office, "matter_debtors")
    assert office.seen(DebtorsPage).model.rowCount() == 3
