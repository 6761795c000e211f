"""Another record like the chosen one: by Ctrl+D, and by the link on its card."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ananea_desktop.operations import duplicating, purchases, trainings
from ananea_desktop.operations.discarding import TYPES
from ananea_desktop.storage import lists
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import (
    a_line,
    a_purchase,
    a_purchase_line,
    a_training,
    an_office_on_disk,
    issued,
    save_member,
    save_supplier,
)
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked, fill
from tests.ui.test_main_job import go_to, save_form
from tests.ui.test_undo_and_papelera import click, link

OpenOffice = Callable[[], Office]


def begun(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    member = save_member(books)
    trainings.save(books, a_training(topic="Primeros auxilios", state="held"), [member])
    supplier = save_supplier(books)
    lines = [a_purchase_line(item="Botas"), a_purchase_line(item="Cascos")]
    purchases.save(books, a_purchase(supplier, series="F001", number="77", notes="Con demora"), lines)
    issued(books, a_line(concept="Cuota de noviembre", amount="50"))
    books.file.close()
    return open_office()


def duplicate(office: Office) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    office.qtbot.keyClick(focused, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    office.settle()


def test_a_purchase_like_another_with_its_lines_and_todays_date(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 3)
    office.focus(office.seen(RecordTab).table)
    duplicate(office)
    texts = office.seen(RecordForm).texts()
    assert (texts["series"], texts["number"], texts["notes"]) == ("", "", "")
    assert texts["purchased_on"] == "24/11/2026"
    fill(office, series="F001", number="78")
    save_form(office)
    first, second = asked(office, lambda books: lists.purchases(books.db))[::-1]
    assert (second["supplier_id"], second["items"], second["total"]) == (
        first["supplier_id"],
        first["items"],
        first["total"],
    )
    assert (first["number"], second["number"]) == ("77", "78")


def test_a_training_like_another_has_nobody_in_it(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 2)
    click(office, link(office, "Anotar otro igual"))
    form = office.seen(RecordForm)
    assert form.texts()["topic"] == "Primeros auxilios"
    save_form(office)
    newest, _first = asked(office, lambda books: lists.training_sessions(books.db))
    assert (newest["topic"], newest["attendance"]) == ("Primeros auxilios", 0)


def test_a_receipt_like_another(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 5)
    office.focus(office.seen(ReceiptsTab).table)
    duplicate(office)
    assert office.seen(ReceiptPage).form.draft().lines[0]["concept"] == "Cuota de noviembre"


def test_of_a_person_there_is_no_other(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 1)
    office.focus(office.seen(RecordTab).table)
    duplicate(office)
    assert office.window.findChildren(RecordForm) == []


def test_what_is_its_own_are_fields_that_there_are() -> None:
    for table, own in duplicating.OWN.items():
        assert set(own) <= {each.name for each in TYPES[table].fields}, table
