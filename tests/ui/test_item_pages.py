"""By clicks and keys: an item of the catalogue noted, bought by its name, received in part, counted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ananea_desktop.operations import checking, purchases
from ananea_desktop.operations import stock as stock_of
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.item_field import ItemField
from ananea_desktop.ui.receiving_page import ReceivingPage
from ananea_desktop.ui.record_form import RecordForm, field_text
from ananea_desktop.ui.stock_field import StockField
from ananea_desktop.ui.tabs.purchases import PurchaseForm
from tests.builders import a_purchase, a_purchase_line, an_office_on_disk, save_item, save_supplier
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press, save_form, type_into

OpenOffice = Callable[[], Office]


def at_purchases(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_supplier(books)
    save_item(books, name="Guantes de nitrilo", unit="par", sizes="S, M", category="biosecurity", minimum_stock="5")
    books.file.close()
    office = open_office()
    go_to(office, 3)
    return office


def test_an_item_is_noted_and_says_what_it_lacks(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_purchases(open_office, tmp_path)
    choose_act(office, "equipment_acts", "items")
    assert office.seen(QLabel, "list_title").text() == "Artículos y almacén"
    assert office.window.top_bar.tab(3).isChecked()
    assert "menos del mínimo: 0 de 5 pares" in office.seen(QLabel, "below_minimum").text()
    press(office, "new")
    assert office.window.top_bar.tab(3).isChecked()
    for name, text in {"name": "Casco", "category": "ppe", "life_months": "24", "sizes": "M; L"}.items():
        type_into(office, name, text)
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "SUNAFIL" in office.seen(RecordForm).rows["safety"].problem()
    type_into(office, "safety", "ppe")
    save_form(office)
    lines = [line.text() for line in office.window.findChildren(CardLine) if line.isVisible()]
    assert "Talla M" in lines


def test_a_purchase_takes_an_item_as_one_types(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_purchases(open_office, tmp_path)
    press(office, "first")
    form = office.seen(PurchaseForm)
    field = office.seen(ItemField, "item_0")
    office.focus(field)
    office.qtbot.keyClicks(field, "gua")
    office.settle()
    office.qtbot.keyClick(field, Qt.Key.Key_Down)
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert form.lines.texts()[0]["item"] == "Guantes de nitrilo"
    assert (form.lines.texts()[0]["category"], form.lines.texts()[0]["unit"]) == ("biosecurity", "par")
    assert form.lines.field(0, "size").hasFocus()
    form.rows["supplier_id"].field.set_picked(1, "Ferretería")  # type: ignore[attr-defined]
    for name, text in {"purchased_on": "20/11/2026", "number": "7", "fund_id": "1", "quantity_0": "10"}.items():
        type_into(office, name, text)
    type_into(office, "unit_price_0", "3")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert field_text(form.lines.field(0, "size")) == ""
    assert form.lines.field(0, "size").property("invalid")
    type_into(office, "size_0", "m")
    save_form(office)
    (line,) = asked(office, stock_of.to_receive, 1)
    assert (line["size"], line["received"]) == ("M", 0)
    assert asked(office, checking.check).problems == []


def test_a_purchase_is_received_and_the_store_counted(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_item(books, name="Casco", minimum_stock="20")
    purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    books.file.close()
    office = open_office()
    go_to(office, 3)
    receive = next(each for each in office.window.findChildren(Button) if each.isVisible() and each.text() == "Recibir")
    office.qtbot.mouseClick(receive, Qt.MouseButton.LeftButton)
    office.settle()
    assert field_text(office.seen(QWidget, "came_1")) == "12"
    type_into(office, "came_1", "15")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "faltan 12" in office.seen(ReceivingPage).problem_rows()["1"].problem()
    type_into(office, "came_1", "10")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked(office, stock_of.to_receive, 1)[0]["received"] == 10_000
    choose_act(office, "equipment_acts", "count_stock")
    field = office.seen(StockField, "stock_0")
    office.focus(field)
    office.qtbot.keyClicks(field, "cas")
    office.settle()
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    type_into(office, "counted_0", "9")
    office.qtbot.waitUntil(lambda: "−1" in office.seen(QLabel, "difference").text())
    type_into(office, "reason", "Uno roto")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked(office, stock_of.expected, ["Casco"]) == {"Casco": 9_000}
    choose_act(office, "equipment_acts", "items")
    assert "9 de 20" in office.seen(QLabel, "below_minimum").text()


def test_the_size_of_a_long_name_is_read_when_it_is_received(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    long = "Botas de jebe de caña alta con puntera de acero y plantilla antiperforante para el socavón"
    save_item(books, name=long, sizes="40, 41")
    purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line(item=long, size="41")])
    books.file.close()
    office = open_office()
    ReceivingPage(office.window.desk, 1).open()
    office.settle()
    (name,) = (each for each in office.seen(ReceivingPage).findChildren(QLabel) if each.text().startswith("Botas"))
    assert name.text().endswith("41")
    assert name.height() >= name.heightForWidth(name.width()) > 0
