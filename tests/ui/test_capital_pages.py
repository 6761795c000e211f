"""By clicks and keys: aportaciones opened, subscribed, passed on, paid back, looked at, certified and annulled."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ananea_desktop.operations import capital_acts, checking, contribution_certificates
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import capital as store
from ananea_desktop.storage.rows import Row
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.capital_pages import MemberField, OpeningsPage, RefundPage, SubscriptionPage, TransferPage
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.member_capital import CapitalRegisterPage
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import an_office_on_disk, save_member
from tests.operations.test_capital import opened
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act, choose_in_section, fill
from tests.ui.test_main_job import go_to

OpenOffice = Callable[[], Office]
FIRST = "Ccʼallo Núñez, José · DNI 10000001"
SECOND = "Ccʼallo Núñez, José · DNI 10000002"


def at_members(open_office: OpenOffice, tmp_path: Path, *, held: bool = True) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    for number in (1, 2):
        save_member(books, document_number=f"1000000{number}", number=str(number))
    if held:
        opened(books)
    books.file.close()
    office = open_office()
    go_to(office, 1)
    return office


def held_of(office: Office, member_id: int = 1) -> int:
    found = asked(office, capital_acts.held, member_id)
    assert isinstance(found, int)
    return found


def save(office: Office) -> None:
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def choose(office: Office, act: str) -> None:
    """Opens the menu of the section on the card, and picks one of its entries."""
    office.window.show_record("members", 1)
    office.settle()
    choose_in_section(office, "capital", act)


def answer(office: Office, reason: str = "") -> None:
    """Says yes to a question, with a reason where one is asked."""
    dialog = dialog_of(office, Question)
    assert isinstance(dialog, Question)
    if reason:
        dialog.findChild(TextField).setText(reason)  # type: ignore[union-attr]
    office.qtbot.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    office.settle()


def newest(books: Books) -> Row:
    return store.newest(books.db, 1)[0]


def test_what_was_held_before_is_typed_for_all_at_once(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_members(open_office, tmp_path, held=False)
    choose_act(office, "member_money", "capital_openings")
    page = office.seen(OpeningsPage)
    assert page.lines is not None
    assert [line["member"] for line in page.lines.texts()] == [FIRST, SECOND]
    fill(office, operated_on="01/01/2026", amount_1="350")
    save(office)
    assert "Falta de dónde sale" in page.rows["evidence"].problem()
    fill(office, evidence="Padrón anterior, folio 12")
    assert page.total is not None
    assert page.total.text() == "S/\xa0350.00"
    save(office)
    assert held_of(office, 2) == 35_000
    assert asked(office, checking.check).problems == []


def test_capital_is_passed_on_by_picking_both(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_members(open_office, tmp_path)
    choose_act(office, "member_money", "capital_transfer")
    page = office.seen(TransferPage)
    for name, typed in (("member", "10000001"), ("counterpart", "10000002")):
        field = office.seen(MemberField, name)
        office.focus(field)
        office.qtbot.keyClicks(field, typed)
        office.settle()
        office.qtbot.keyClick(field, Qt.Key.Key_Return)
        office.settle()
    hints = [each.text() for each in page.rows["amount"].findChildren(QLabel)]
    assert any("Tiene S/\xa0500.00" in each for each in hints)
    fill(office, amount="600", acta="Acta 31")
    save(office)
    assert "S/\xa0500.00" in page.rows["amount"].problem()
    fill(office, amount="120")
    save(office)
    assert (held_of(office, 1), held_of(office, 2)) == (38_000, 12_000)


def test_a_subscription_is_typed_from_the_card(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_members(open_office, tmp_path)
    choose(office, "subscribe")
    office.seen(SubscriptionPage)
    fill(office, amount="200")
    save(office)
    assert asked(office, newest)["kind"] == "subscribe"
    lines = [each for each in office.window.findChildren(CardLine) if each.isVisible()]
    assert any("Suscripción" in each.accessibleName() for each in lines)


def test_a_refund_leads_to_its_receipt(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_members(open_office, tmp_path)
    choose(office, "refund")
    page = office.seen(RefundPage)
    assert page.texts()["amount"] == "500.00"
    fill(office, amount="100")
    save(office)
    assert "sin acuerdo" in page.rows["acta"].problem()
    fill(office, acta="Acta 60")
    save(office)
    answer(office)  # still a member, and the till is empty
    assert held_of(office) == 40_000
    assert office.window.stack.currentWidget() is office.seen(ReceiptsTab)
    assert asked(office, checking.check).problems == []


def test_an_operation_is_taken_back_from_the_register(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_members(open_office, tmp_path)
    choose_act(office, "member_money", "capital_register")
    page = office.seen(CapitalRegisterPage)
    assert page.model.rowCount() == 1
    office.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    dialog = dialog_of(office, Dialog)
    dialog.findChild(Button, "reverse_operation").click()  # type: ignore[union-attr]
    office.settle()
    answer(office, "Se anotó a otro")
    assert held_of(office) == 0
    assert page.model.rowCount() == 2


def test_a_certificate_is_issued_seen_and_annulled(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_members(open_office, tmp_path)
    choose(office, "certify")
    answer(office)
    assert office.seen(PaperPage).title.text() == "Certificado de aportación"
    office.keys(Qt.Key.Key_Escape)
    office.settle()
    (line,) = [
        each
        for each in office.window.findChildren(CardLine)
        if each.isVisible() and "Certificado" in each.accessibleName()
    ]
    line.click()
    dialog = dialog_of(office, Dialog)
    dialog.findChild(Button, "annul_certificate").click()  # type: ignore[union-attr]
    office.settle()
    answer(office, "Se perdió")
    (row,) = asked(office, contribution_certificates.of_member, 1)
    assert row["annulled_on"] is not None
    assert QApplication.activeModalWidget() is None


def test_the_list_of_who_holds_what_and_an_account_are_papers(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_members(open_office, tmp_path)
    choose_act(office, "member_money", "capital_held")
    assert office.seen(PaperPage).title.text() == "Capital de cada socio"
    office.keys(Qt.Key.Key_Escape)
    choose(office, "ledger")
    assert office.seen(PaperPage).title.text() == "Cuenta de aportaciones"
