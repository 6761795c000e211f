"""By clicks and keys: equipment handed to one person and to many, given back, donated, annulled."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ananea_desktop.operations import checking, hand_outs, stock
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.hand_outs import HandOutDraft
from ananea_desktop.storage import hand_outs as store
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cells import CellRole
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.donation_page import DonationPage
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.hand_out_page import HandOutPage, PersonField
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.people_ticks import PeopleTicks
from ananea_desktop.ui.renewals_page import RenewalsPage
from ananea_desktop.ui.return_page import ReturnPage
from ananea_desktop.ui.stock_field import StockField
from ananea_desktop.ui.tabs.hand_outs import HandOutsTab
from tests.builders import an_office_on_disk, save_item, save_member
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act, choose_in_section, fill
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]
PEOPLE = (("Huanca", "Tomás"), ("Mamani", "Rosa"), ("Quispe", "Luz"))


def at_purchases(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    for number, (surname, name) in enumerate(PEOPLE, start=1):
        save_member(
            books, document_number=f"1000000{number}", number=str(number), paternal_surname=surname, given_names=name
        )
    save_item(books, "5", name="Casco")
    save_item(books, {"S": "4", "M": "6"}, name="Guantes", unit="par", sizes="S, M")
    books.file.close()
    office = open_office()
    go_to(office, 3)
    return office


def pick(office: Office, field: PersonField | StockField, typed: str) -> None:
    office.focus(field)
    office.qtbot.keyClicks(field, typed)
    office.settle()
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    office.settle()


def save(office: Office) -> None:
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_several_things_to_one_person(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_purchases(open_office, tmp_path)
    choose_act(office, "equipment_acts", "hand_out")
    page = office.seen(HandOutPage)
    pick(office, office.seen(PersonField, "member_id"), "huan")
    pick(office, office.seen(StockField, "stock_0"), "cas")
    assert page.lines is not None
    assert page.lines.texts()[0]["quantity"] == "1"
    type_into(office, "quantity_0", "9")
    save(office)
    assert page.lines.problem_count() == 1
    assert QApplication.activeModalWidget() is None
    type_into(office, "quantity_0", "2")
    press(office, "add_line")
    pick(office, office.seen(StockField, "stock_1"), "guantes m")
    save(office)
    assert office.seen(PaperPage).title.text() == "Entrega 000001"
    office.keys(Qt.Key.Key_Escape)
    assert asked(office, stock.expected, ["Casco", "Guantes · M"]) == {"Casco": 3_000, "Guantes · M": 5_000}
    choose_act(office, "equipment_acts", "hand_out")
    field = office.seen(StockField, "stock_0")
    pick(office, office.seen(PersonField, "member_id"), "huan")
    office.focus(field)
    office.qtbot.keyClicks(field, "guan")
    office.settle()
    assert "la de la vez pasada" in field.suggestions()[0].detail
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    office.settle()
    again = office.seen(HandOutPage).lines
    assert again is not None
    assert again.texts()[0] == {"stock": "Guantes · M", "quantity": "1", "reason": "renewal"}
    assert asked(office, checking.check).problems == []


def test_one_thing_to_many_people(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_purchases(open_office, tmp_path)
    choose_act(office, "equipment_acts", "hand_out")
    fill(office, to_many="yes")
    office.settle()
    ticks = office.seen(PeopleTicks)
    item = office.seen(TextField, "item")
    office.focus(item)
    office.qtbot.keyClicks(item, "guantes")
    office.qtbot.waitUntil(lambda: office.books.is_idle and ticks.model.rowCount() == 3)
    told = [each.text() for each in office.window.findChildren(QLabel) if "Hay en el almacén" in each.text()]
    assert told == ["Hay en el almacén talla S: 4; talla M: 6."]
    press(office, "tick_all")
    assert "3" in ticks.count.text()
    save(office)
    assert "Elija la talla" in ticks.model.row(0)["problem"]
    office.qtbot.waitUntil(lambda: ticks.chosen_name.text().startswith("Huanca"))
    for number in range(3):
        ticks.table.choose_row(number)
        fill(office, person_size="M")
    ticks.table.choose_row(2)
    type_into(office, "person_quantity", "8")
    save(office)
    assert "hay 6" in ticks.model.row(2)["problem"]
    type_into(office, "person_quantity", "1")
    save(office)
    assert office.seen(PaperPage).title.text() == "Entrega 000001"
    made = asked(office, hand_outs.get, 1)
    assert [(line.size, line.quantity) for line in made.lines] == [("M", 1_000)] * 3


def test_who_is_ticked_before_the_item_is_chosen_gets_what_each_got_the_last_time(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = at_purchases(open_office, tmp_path)
    people = {"1": {"quantity": "2", "size": ""}, "2": {"quantity": "1", "size": ""}}
    draft = HandOutDraft(to_many="yes", item="Casco", people=people, reason="new", handed_on="20/10/2024", token="t")
    asked(office, hand_outs.hand_out, draft, hand_outs.ALL)
    choose_act(office, "equipment_acts", "hand_out")
    fill(office, to_many="yes")
    office.settle()
    ticks = office.seen(PeopleTicks)
    office.qtbot.waitUntil(lambda: office.books.is_idle and ticks.model.rowCount() == 3)
    press(office, "tick_all")
    ticks.table.choose_row(1)
    type_into(office, "person_quantity", "3")
    item = office.seen(TextField, "item")
    office.focus(item)
    office.qtbot.keyClicks(item, "casco")
    office.qtbot.waitUntil(lambda: office.books.is_idle and ticks.picks()["1"]["quantity"] == "2")
    assert [each["quantity"] for each in ticks.picks().values()] == ["2", "3", "1"]


def test_what_was_typed_waits_over_a_restart(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_purchases(open_office, tmp_path)
    choose_act(office, "equipment_acts", "hand_out")
    pick(office, office.seen(PersonField, "member_id"), "mama")
    pick(office, office.seen(StockField, "stock_0"), "cas")
    office.close()
    again = open_office()
    go_to(again, 3)
    choose_act(again, "equipment_acts", "hand_out")
    page = again.seen(HandOutPage)
    assert page.person.value() == 2
    assert page.lines is not None
    assert page.lines.texts()[0]["stock"] == "Casco"
    save(again)
    assert asked(again, hand_outs.get, 1).people == ["Mamani Núñez, Rosa"]


def test_the_card_of_a_member_hands_out(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_purchases(open_office, tmp_path)
    go_to(office, 1)
    choose_in_section(office, "equipment", "hand_out_to")
    page = office.seen(HandOutPage)
    assert page.person.text().startswith("Huanca")
    pick(office, office.seen(StockField, "stock_0"), "cas")
    save(office)
    office.keys(Qt.Key.Key_Escape)
    assert [row["person_name"] for row in asked(office, _page)] == ["Huanca Núñez, Tomás"]


def _page(books: Books) -> list[dict[str, object]]:
    return store.page(books.db)


def handed_out(open_office: OpenOffice, tmp_path: Path) -> Office:
    """The first member has two helmets."""
    office = at_purchases(open_office, tmp_path)
    lines = [{"stock": "Casco", "quantity": "2", "reason": "new"}]
    draft = HandOutDraft(member_id="1", handed_on="20/10/2024", lines=lines, token="t")
    asked(office, hand_outs.hand_out, draft, hand_outs.ALL)
    choose_act(office, "equipment_acts", "hand_outs")
    return office


def test_things_come_back_and_a_hand_out_is_annulled(open_office: OpenOffice, tmp_path: Path) -> None:
    office = handed_out(open_office, tmp_path)
    assert office.seen(Button, "attach_signed").text() == "Adjuntar el cargo firmado"
    click_link(office, "Devolver")
    type_into(office, "back_1", "3")
    save(office)
    assert "Tiene 2" in office.seen(ReturnPage).problem_rows()["1"].problem()
    type_into(office, "back_1", "1")
    fill(office, condition_1="unusable")
    save(office)
    assert office.seen(PaperPage).title.text() == "Devolución 000001"
    office.keys(Qt.Key.Key_Escape)
    assert asked(office, stock.expected, ["Casco"]) == {"Casco": 3_000}
    tab = office.seen(HandOutsTab)
    tab.show_record(1)
    office.settle()
    click_link(office, "Anular")
    dialog = dialog_of(office, Dialog)
    assert "Ya no se puede anular" in dialog.windowTitle()
    dialog.close()
    for hand_out_id in (2, 1):
        tab.show_record(hand_out_id)
        office.settle()
        click_link(office, "Anular")
        question = dialog_of(office, Question)
        assert isinstance(question, Question)
        (field,) = question.findChildren(TextField)
        field.setText("Persona equivocada")
        office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
        office.settle()
    assert "Persona equivocada" in office.seen(QLabel, "annulled").text()
    number = next(each for each in tab.spec.columns if each.title == "Número")
    assert number.marks is not None and number.marks(tab.model.row(0)).get(CellRole.STRUCK)
    assert asked(office, stock.expected, ["Casco"]) == {"Casco": 5_000}
    fill(office, filter="Anuladas")
    office.settle()
    assert tab.model.rowCount() == 2
    fill(office, filter="Entrega")
    office.settle()
    assert tab.model.rowCount() == 1
    assert asked(office, checking.check).problems == []


def click_link(office: Office, text: str) -> None:
    found = [each for each in office.window.findChildren(Button) if each.isVisible() and each.text() == text]
    office.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    office.settle()


def test_a_donation_is_counted_and_signed(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_purchases(open_office, tmp_path)
    choose_act(office, "equipment_acts", "donation")
    type_into(office, "receiver_detail", "I.E. de Ananea")
    pick(office, office.seen(StockField, "stock_0"), "cas")
    type_into(office, "quantity_0", "2")
    type_into(office, "children_women", "muchas")
    save(office)
    page = office.seen(DonationPage)
    assert page.rows["receiver_name"].problem()
    assert "solo con cifras" in page.problem_rows()["children women"].problem()
    type_into(office, "receiver_name", "Flores, Marta")
    type_into(office, "children_women", "20")
    save(office)
    assert asked(office, hand_outs.get, 1).beneficiaries[0].total == 20


def test_what_is_due_is_listed_and_handed_out_from_there(open_office: OpenOffice, tmp_path: Path) -> None:
    office = handed_out(open_office, tmp_path)
    choose_act(office, "hand_out_acts", "renewals")
    page = office.seen(RenewalsPage)
    assert page.model.row(0)["is_overdue"]
    press(office, "renewal_slips")
    office.keys(Qt.Key.Key_Escape)
    page.open_row(page.model.row(0))
    office.settle()
    assert office.seen(HandOutPage).person.value() == 1


def test_people_are_ticked_by_keyboard_and_the_same_quantity_given_to_all(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = at_purchases(open_office, tmp_path)
    choose_act(office, "equipment_acts", "hand_out")
    fill(office, to_many="yes")
    item = office.seen(TextField, "item")
    office.focus(item)
    office.qtbot.keyClicks(item, "casco")
    ticks = office.seen(PeopleTicks)
    office.qtbot.waitUntil(lambda: office.books.is_idle and ticks.model.rowCount() == 3)
    office.focus(ticks.search)
    for typed in ("quis", "mama"):
        office.qtbot.keyClicks(ticks.search, typed)
        office.qtbot.keyClick(ticks.search, Qt.Key.Key_Return)
    assert ticks.search.text() == ""
    assert sorted(ticks.picks()) == ["2", "3"]
    office.focus(ticks.table)
    ticks.table.choose_row(1)
    office.qtbot.keyClick(ticks.table, Qt.Key.Key_Space)
    assert sorted(ticks.picks()) == ["3"]
    press(office, "tick_none")
    save(office)
    assert "Marque a quiénes" in ticks.problem.text()
    press(office, "tick_all")
    type_into(office, "person_quantity", "2")
    press(office, "same_quantity")
    save(office)
    assert "De Casco hay 5" in ticks.problem.text()
    ticks.table.choose_row(0)
    type_into(office, "person_quantity", "1")
    save(office)
    made = asked(office, hand_outs.get, 1)
    assert sorted(line.quantity for line in made.lines) == [1_000, 2_000, 2_000]
    office.keys(Qt.Key.Key_Escape)
    go_to(office, 1)
    line = next(each for each in office.window.findChildren(CardLine) if each.isVisible() and each.text() == "Casco")
    office.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.seen(HandOutsTab).card.record_id == 1
