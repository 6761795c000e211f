"""By clicks and keys: an invoice with its taxes, a credit note, offers compared, an asset, and the rate of a tax."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from ananea_desktop.domain.assets import FIXED_ASSETS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.quotations import QUOTATION_REQUESTS
from ananea_desktop.domain.tax_rates import TAX_RATES
from ananea_desktop.operations import cards, checking, records
from ananea_desktop.storage.rows import Row
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_form import RecordForm, field_text
from ananea_desktop.ui.tabs.assets import AssetForm
from ananea_desktop.ui.tabs.purchases import PurchaseForm
from ananea_desktop.ui.tabs.quotations import QuotationForm
from tests.builders import a_purchase, a_purchase_line, an_office_on_disk, save_project, save_supplier
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press, save_form, type_into

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_supplier(books)
    save_project(books, "9,000.00")
    records.save_purchase(books, a_purchase(1), [a_purchase_line(), a_purchase_line(item="Botas")])
    books.file.close()
    opened = open_office()
    go_to(opened, 3)
    return opened


def type_all(office: Office, **texts: str) -> None:
    for name, text in texts.items():
        type_into(office, name, text)


def pick(office: Office, name: str, typed: str) -> None:
    type_into(office, name, typed)
    office.settle()
    field = office.seen(PickField, name)
    office.qtbot.waitUntil(field.is_open)
    office.qtbot.keyClick(field, Qt.Key.Key_Return)


def follow(office: Office, text: str) -> None:
    """Clicks the link with these words."""
    (link,) = (each for each in office.window.findChildren(Button) if each.isVisible() and each.text() == text)
    office.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    office.settle()


def refuse(office: Office) -> RecordForm:
    """Saves what cannot be saved; the form stays."""
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    return office.seen(RecordForm)


def shows(office: Office, name: str, text: str) -> None:
    """Waits until a label says so: sums are worked out a moment after the last key."""
    office.qtbot.waitUntil(lambda: office.seen(QLabel, name).text().replace("\u00a0", " ") == text)


def purchases(office: Office) -> list[Row]:
    found: list[Row] = asked(office, cards.page_of, PURCHASES)
    return found


def test_invoice_with_igv_apart_is_checked_against_its_printed_total(office: Office) -> None:
    press(office, "new")
    pick(office, "supplier_id", "minero")
    type_all(office, series="F001", number="9", fund_id="1", igv="apart")
    type_all(office, item_0="Bomba", quantity_0="3", unit_price_0="33.33", invoice_total="118.00")
    shows(office, "tax", "Valor de venta S/ 99.99  ·  IGV 18 % S/ 18.00")
    shows(office, "total", "S/ 117.99")
    form = office.seen(PurchaseForm)
    sentence = "Las líneas suman S/ 117.99 y el papel dice S/ 118.00: hay S/ 0.01 de diferencia."
    field = form.rows["invoice_total"].field
    office.qtbot.waitUntil(lambda: field.accessibleDescription().replace("\u00a0", " ") == sentence)
    refuse(office)
    problem = form.rows["invoice_total"].problem().replace("\u00a0", " ")
    assert problem == sentence + " Si el papel está así, guarde otra vez."
    type_into(office, "unit_price_0", "40")  # other lines: what was doubted is doubted anew
    refuse(office)
    assert "S/ 141.60" in form.rows["invoice_total"].problem().replace("\u00a0", " ")
    type_into(office, "invoice_total", "141.60")
    save_form(office)
    assert (purchases(office)[0]["total"], purchases(office)[0]["igv"]) == (14_160, "apart")
    assert asked(office, checking.check).problems == []


def go_on(office: Office) -> str:
    """Presses Tab, and gives the name of what then has the focus."""
    office.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    reached = QApplication.focusWidget()
    assert reached is not None
    return reached.objectName()


def test_tab_goes_through_the_lines_where_they_stand(office: Office) -> None:
    press(office, "new")
    office.focus(office.seen(QWidget, "igv"))
    gone_to = []
    for _time in range(10):
        gone_to.append(go_on(office))
    line = ["item_0", "size_0", "category_0", "quantity_0", "unit_0", "unit_price_0", ""]
    assert gone_to == [*line, "add_line", "invoice_total", "due_on"]
    office.keys(Qt.Key.Key_Escape)
    choose_act(office, "equipment_acts", "quotation_requests")
    press(office, "first")
    office.focus(office.seen(QWidget, "project_id"))
    assert go_on(office) == "supplier_name_0"
    office.focus(office.seen(QWidget, "add_line"))
    assert go_on(office) == "chosen_reason"


def test_fee_shows_only_what_a_fee_has_and_proposes_its_retention(office: Office) -> None:
    press(office, "new")
    form = office.seen(PurchaseForm)
    hidden = ("exchange_rate", "credits_id", "retention", "detraction_certificate", "detraction_on")
    assert [name for name, row in form.rows.items() if not row.isVisible()] == [
        name for name in form.rows if name in hidden
    ]
    pick(office, "supplier_id", "minero")
    type_all(office, document_type="02", series="E001", number="4", fund_id="1")
    assert form.rows["retention"].isVisible()
    assert not form.rows["igv"].isVisible()
    type_all(office, item_0="Estudio", category_0="service", quantity_0="1", unit_price_0="2000")
    retention = form.rows["retention"].field
    office.qtbot.waitUntil(lambda: field_text(retention) == "160.00")
    type_into(office, "retention", "150")
    type_into(office, "unit_price_0", "3000")
    shows(office, "total", "S/ 3,000.00")
    assert field_text(retention) == "150.00"  # what was typed stays
    save_form(office)
    assert purchases(office)[0]["retention"] == 150_00


def test_credit_note_begins_on_the_card_and_is_kept_when_left(office: Office) -> None:
    follow(office, "Anotar nota de crédito…")
    form = office.seen(PurchaseForm)
    assert (field_text(form.rows["document_type"].field), field_text(form.rows["credits_id"].field)) == ("07", "1")
    assert [line["item"] for line in form.lines.texts()] == ["Casco", "Botas"]
    assert form.rows["credits_id"].isVisible()
    assert not any(form.rows[name].isVisible() for name in ("fund_id", "project_id", "exchange_rate"))
    type_all(office, series="FC01", number="5", quantity_0="2")
    office.keys(Qt.Key.Key_Escape)
    press(office, "new")
    assert field_text(office.seen(PurchaseForm).rows["number"].field) == ""  # another form, another draft
    office.keys(Qt.Key.Key_Escape)
    follow(office, "Anotar nota de crédito…")
    assert office.seen(PurchaseForm).lines.texts()[0]["quantity"] == "2"
    save_form(office)
    note, original = purchases(office)
    assert (note["total"], note["credits_id"], original["owed"]) == (-637_00, 1, 1092_00 - 637_00)
    press(office, "original")
    lines = [line.text() for line in office.window.findChildren(CardLine) if line.isVisible()]
    assert "Nota de crédito FC01-5" in lines


def test_offers_are_compared_and_the_chosen_one_is_bought(office: Office) -> None:
    choose_act(office, "equipment_acts", "quotation_requests")
    press(office, "first")
    form = office.seen(QuotationForm)
    assert len(form.lines.texts()) == 3
    type_all(office, subject="Bomba de lodos", asked_on="20/11/2026", project_id="1")
    type_all(office, supplier_name_0="Otra tienda", amount_0="900", supplier_name_1="ferreteria el minero s.a.c.")
    type_all(office, amount_1="950", terms_1="Garantía 1 año", chosen_1="yes")
    refuse(office)
    assert form.rows["chosen_reason"].problem() == "Hay menos de tres ofertas: explique por qué."
    type_all(office, supplier_name_2="Tercera", amount_2="1000")
    refuse(office)
    assert form.rows["chosen_reason"].problem() == "No se eligió la más barata: explique por qué."
    type_into(office, "chosen_reason", "Tiene garantía")
    save_form(office)
    press(office, "buy")
    bought = office.seen(PurchaseForm)
    texts = bought.texts()
    assert (texts["supplier_id"], texts["project_id"], texts["quotation_request_id"]) == ("1", "1", "1")
    assert bought.lines.texts()[0]["unit_price"] == "950.00"
    type_all(office, series="F001", number="77", category_0="plant")
    save_form(office)
    assert purchases(office)[0]["quotation_request_id"] == 1
    (request,) = asked(office, cards.page_of, QUOTATION_REQUESTS)
    assert (request["offers"], request["chosen_amount"], request["purchase_id"]) == (3, 950_00, 2)
    choose_act(office, "equipment_acts", "quotation_requests")
    press(office, "bought")
    choose_act(office, "equipment_acts", "quotation_requests")
    follow(office, "Cuadro comparativo para firmar…")
    assert office.seen(PaperPage).title.text() == "Cuadro comparativo"


def test_line_of_a_purchase_becomes_an_asset(office: Office) -> None:
    follow(office, "Registrar como activo…")
    menu = next(each for each in office.window.findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if each.text() == "Botas").trigger()
    menu.close()
    office.settle()
    form = office.seen(AssetForm)
    assert (form.texts()["code"], form.texts()["name"], form.texts()["value"]) == ("AF-0001", "Botas", "45.50")
    refuse(office)
    assert form.rows["place"].problem() == "Falta dónde está: el inventario va por lugares."
    type_into(office, "place", "Almacén")
    save_form(office)
    (asset,) = asked(office, cards.page_of, FIXED_ASSETS)
    found = asset["purchase_id"], asset["condition"], asset["supplier_name"]
    assert found == (1, "good", "Ferretería El Minero S.A.C.")
    press(office, "new")
    assert office.seen(AssetForm).texts()["code"] == "AF-0002"
    type_all(office, code="AF-0001", name="Horno", place="Planta")
    refuse(office)
    assert office.seen(AssetForm).rows["code"].problem() == "Ese código ya lo tiene AF-0001 Botas."
    office.keys(Qt.Key.Key_Escape)
    press(office, "inventory")
    assert office.seen(PaperPage).title.text() == "Inventario de activos fijos"


def test_rate_of_a_tax_is_noted_from_the_menu(office: Office) -> None:
    office.window.actions_by_name["tax_rates"].trigger()
    office.settle()
    press(office, "new")
    type_all(office, name="igv", valid_from="01/01/2027", percent="170")
    assert refuse(office).rows["percent"].problem() == "La tasa no puede pasar de 100."
    type_into(office, "percent", "17")
    save_form(office)
    assert [(row["name"], row["percent"]) for row in asked(office, cards.page_of, TAX_RATES)] == [
        ("igv", 1800),
        ("fee_retention", 800),
        ("igv", 1700),
    ]


def test_only_looking_leaves_no_draft(office: Office) -> None:
    follow(office, "Cambiar datos")
    form = office.seen(PurchaseForm)
    shows(office, "total", "S/ 1,092.00")
    assert not form._draft_timer.isActive()
    office.keys(Qt.Key.Key_Escape)
    press(office, "new")
    assert not office.seen(PurchaseForm)._draft_timer.isActive()
