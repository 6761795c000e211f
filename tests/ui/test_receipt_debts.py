"""By clicks and keys: a receipt that pays the debts of two members, and one applied to a debt afterwards."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ananea_desktop.operations import charges, receipt_drafts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.receipt_debts import AddDebtsDialog, ReceiptDebtsDialog
from ananea_desktop.ui.receipt_form import ReceiptForm
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from ananea_desktop.ui.tick import Tick
from tests.builders import a_line, an_office_on_disk, issued, save_member
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]


def begun(open_office: OpenOffice, folder: Path, fill: Callable[[Books], object] = lambda _books: None) -> Office:
    """Two members with a cuota each; the second one also has a fine."""
    books = an_office_on_disk(folder / "ananea.db")
    save_member(books, document_number="10000001", number="1", paternal_surname="Apaza")
    save_member(books, document_number="10000002", number="2", paternal_surname="Quispe")
    charges.make(books, ChargeDraft(concept="Cuota 2026", amount="50"))
    charges.make(books, ChargeDraft(kind="fine", concept="Faena", amount="30", members=(2,)))
    fill(books)
    books.file.close()
    office = open_office()
    go_to(office, 5)
    return office


def pick(office: Office, typed: str) -> None:
    """Whose debts: typed, and the first of the list taken."""
    field = office.seen(PickField, "debtor")
    field.activateWindow()
    field.setFocus()
    office.qtbot.waitUntil(field.hasFocus)
    office.qtbot.keyClicks(field, typed)
    office.settle()
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    office.settle()


def notes(office: Office) -> list[str]:
    return [line.note for line in office.seen(ReceiptForm).lines._lines]


def left(books: Books) -> list[int]:
    return [row["left"] for row in charges.open_of(books, (1, 2))]


def test_one_pays_with_a_receipt_for_two(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.window.desk.want_receipt(receipt_drafts.for_debts, [1])
    office.settle()
    form = office.seen(ReceiptForm)
    assert notes(office)[0].startswith("Deuda de Apaza")
    press(office, "add_debts")
    press(office, "add_chosen_debts")  # nobody is chosen yet
    pick(office, "10000002")
    dialog = office.seen(AddDebtsDialog)
    assert [each.isChecked() for each in dialog.findChildren(Tick)] == [True, True]
    office.qtbot.mouseClick(office.seen(Tick, "debt_0"), Qt.MouseButton.LeftButton)
    press(office, "add_chosen_debts")
    assert [line["amount"] for line in form.draft().lines] == ["50.00", "30.00"]
    assert notes(office)[1].startswith("Deuda de Quispe")
    assert "de Quispe" in form.draft().lines[1]["concept"]
    type_into(office, "amount_1", "31")
    press(office, "keep_draft")
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = office.seen(ReceiptForm)
    assert [each[:14] for each in notes(office)] == ["Deuda de Apaza", "Deuda de Quisp"]
    form.kind.set_value("out")
    press(office, "issue")
    assert form.strip.isVisible()
    assert any("ingreso" in each.text() for each in form.strip.findChildren(QLabel))
    form.kind.set_value("in")
    press(office, "issue")
    assert "De esa deuda queda 30.00" in form.lines._lines[1].message.text()
    type_into(office, "amount_1", "10")
    assert form.lines._lines[1].message.text().startswith("Deuda de Quispe")
    press(office, "issue")
    assert asked(office, left) == [5_000, 2_000]


def test_debts_fill_an_empty_receipt_and_name_who_pays(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    press(office, "add_debts")
    pick(office, "10000002")
    press(office, "add_chosen_debts")
    form = office.seen(ReceiptForm)
    assert form.draft().member_id == 2
    assert [line["charge_id"] for line in form.draft().lines] == ["2", "3"]
    press(office, "add_debts")  # once more: nothing stands twice
    pick(office, "10000002")
    press(office, "add_chosen_debts")
    assert [line["charge_id"] for line in form.draft().lines] == ["2", "3"]
    form.kind.set_value("out")
    form.kind.value_changed.emit()
    assert not form.debts.button.isVisible()


def test_debt_goes_with_the_concept_that_was_proposed(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_into(office, "concept_0", "Venta de un cilindro")
    type_into(office, "party_name", "10000001")
    office.settle()
    office.qtbot.keyClick(office.seen(PickField, "party_name"), Qt.Key.Key_Down)
    office.qtbot.keyClick(office.seen(PickField, "party_name"), Qt.Key.Key_Return)
    office.settle()
    form = office.seen(ReceiptForm)
    assert form.draft().member_id == 1
    assert form.draft().lines[0]["concept"] == "Venta de un cilindro"
    assert not form.draft().lines[0].get("charge_id")


def test_receipt_is_applied_afterwards_and_taken_off(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path, lambda books: issued(books, a_line(amount="60.00")))
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    tab.table.choose_row(0)
    office.settle()
    choose_act(office, "more_acts", "debts")
    dialog = office.seen(ReceiptDebtsDialog)
    assert dialog.findChildren(QLabel, "free_of_receipt")[-1].text().startswith("Del recibo quedan S/\xa060.00")
    press(office, "apply_to_debts")
    pick(office, "10000002")
    press(office, "apply_to_debts")
    assert asked(office, left) == [5_000, 2_000]
    press(office, "take_off_0")
    assert asked(office, left) == [5_000, 5_000, 2_000]
    office.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
