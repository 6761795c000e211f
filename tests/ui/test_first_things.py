"""An office that only begins: where the first steps lead, and what is said where something else comes first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from ananea_desktop.domain.rights import Role, rights_of
from ananea_desktop.operations import first_start, receipts
from ananea_desktop.operations import office as office_operations
from ananea_desktop.operations.books import open_books
from ananea_desktop.ui.advances_page import AdvancesPage
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.cash_acts import BOOK_ACTS
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.opening_page import OpeningPage
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.profile_form import ProfileForm
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import an_office_on_disk, clock, issued
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act, fill, save
from tests.ui.test_main_job import give_profile, go_to, press, type_into

OpenOffice = Callable[[], Office]


@pytest.fixture
def new_office(open_office: OpenOffice, tmp_path: Path) -> Office:
    """The profile is given, and nothing else."""
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    return open_office()


def at_book_without_profile(office: Office) -> None:
    """In Caja y recibos before the profile is given, as no tab leads there yet."""
    office.window.show_tab(5)
    office.settle()


def told_first(office: Office) -> Dialog:
    """The dialog that says what comes first."""
    dialog = dialog_of(office, Dialog)
    assert isinstance(dialog, Dialog) and dialog.objectName() == "first_thing"
    return dialog


def go_there(office: Office, dialog: Dialog) -> None:
    office.qtbot.mouseClick(dialog.findChild(Button, "go_first"), Qt.MouseButton.LeftButton)
    office.settle()


def test_the_first_steps_lead_to_the_opening_balance_and_then_to_a_receipt(new_office: Office) -> None:
    office = new_office
    titles = [each.text() for each in office.window.page("home").findChildren(QLabel)]
    assert titles.index("Anote el saldo inicial") < titles.index("Haga el primer recibo")
    assert not any("ingreso por el dinero que ya hay" in each for each in titles)
    press(office, "matter_opening")
    assert office.seen(OpeningPage).isVisible()
    fill(office, account_id="1", issued_on="01/01/2026", evidence="Libro de caja, folio 48")
    fill(office, fund_0="1/", amount_0="1000")
    save(office)
    go_to(office, 0)
    home = office.window.page("home")
    assert not [each for each in home.findChildren(Button, "matter_opening") if each.isVisible()]  # ticked off
    press(office, "matter_receipts")
    assert isinstance(office.window.stack.currentWidget(), ReceiptsTab)


def test_whoever_begins_with_a_receipt_is_still_told_of_the_opening_balance(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    office = open_office()
    press(office, "matter_opening")
    assert office.seen(OpeningPage).isVisible()


def test_a_guide_that_was_put_off_is_gone_on_with_by_whoever_may(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    first_start.keep_place(books, "accounts", later=True)
    books.file.close()
    office = open_office()
    assert office.seen(Button, "matter_guide").text() == "Seguir"
    office.books.books.rights = rights_of((Role.SUPERVISION,))
    office.window.follow_rights()
    go_to(office, 0)
    home = office.window.page("home")
    assert "Termine la guía de los primeros pasos" in [each.text() for each in home.findChildren(QLabel)]
    assert home.findChildren(Button, "matter_guide") == []


def test_an_opening_balance_asks_whose_the_money_is(new_office: Office) -> None:
    office = new_office
    press(office, "matter_opening")
    fill(office, account_id="1", issued_on="01/01/2026", evidence="Libro de caja, folio 48", amount_0="1000")
    save(office)
    told = [each.text() for each in office.window.findChildren(QLabel) if each.isVisible()]
    assert "Elija de qué fondo es este dinero." in told
    fill(office, fund_0="2/")
    save(office)
    (made,) = asked(office, receipts.page, receipts.ReceiptFilter())
    assert made["total"] == 100_000


@pytest.mark.parametrize("size", [(1366, 689), (1024, 700), (900, 540)])
def test_no_button_of_the_empty_book_is_cut(new_office: Office, size: tuple[int, int]) -> None:
    office = new_office
    office.window.resize(*size)
    go_to(office, 5)
    tab = office.window.page("receipts")
    buttons = [each for each in tab.findChildren(Button) if each.isVisible()]
    assert len(buttons) == 3
    boxes = [each.rect().translated(each.mapTo(tab, QPoint(0, 0))) for each in buttons]
    for button, box in zip(buttons, boxes, strict=True):
        assert button.width() >= button.sizeHint().width(), button.text()
        assert sum(box.intersects(other) for other in boxes) == 1, button.text()
    for each in tab.findChildren(QLabel):
        assert not each.isVisible() or each.height() >= each.heightForWidth(each.width()), each.text()
    words = " ".join(each.text() for each in tab.findChildren(QLabel))
    menu = [action.text() for action in office.window.actions_by_name.values()]
    assert "Oficina" not in words
    assert "«Primer número de los recibos…»" in words
    assert "Primer número de los recibos…" in menu


def test_the_profile_is_asked_again_with_what_is_proposed(open_office: OpenOffice) -> None:
    office = open_office()
    office.window.show_tab(0)
    office.settle()
    office.window.actions_by_name["profile"].trigger()
    office.settle()
    form = office.seen(ProfileForm)
    assert (form.texts()["name"], form.texts()["place"]) == ("Cooperativa Minera Señor de Ananea Ltda.", "Ananea")
    give_profile(office)
    assert office.window.stack.currentWidget() is office.window.page("home")
    assert office.window.top_bar.isEnabled()


def test_what_was_typed_on_the_first_day_is_thrown_away_without_leaving(open_office: OpenOffice) -> None:
    office = open_office()
    press(office, "begin_real")
    type_into(office, "name", "Otra")
    office.keys(Qt.Key.Key_Escape)
    office.close()
    again = open_office()
    form = again.seen(ProfileForm)
    assert form.texts()["name"] == "Otra"
    link = next(each for each in form.findChildren(Button) if each.text().endswith("Descartarlo"))
    again.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    again.settle()
    assert again.seen(ProfileForm).texts()["name"] == "Cooperativa Minera Señor de Ananea Ltda."


@pytest.mark.parametrize("act", ["transfer", "bank_note", "cash_count", "reconciliation", "opening"])
def test_without_the_profile_the_way_to_it_is_shown(open_office: OpenOffice, tmp_path: Path, act: str) -> None:
    office = open_office()
    at_book_without_profile(office)
    press(office, "first_opening")
    go_there(office, told_first(office))
    assert office.seen(ProfileForm).isVisible()
    at_book_without_profile(office)
    next(each for each in BOOK_ACTS if each.name == act).open(office.window, office.window.desk)
    office.settle()
    assert "datos de la cooperativa" in told_first(office).windowTitle()


def test_a_receipt_without_the_profile_says_what_comes_first(open_office: OpenOffice) -> None:
    office = open_office()
    at_book_without_profile(office)
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = told_first(office)
    assert not [each for each in office.window.findChildren(ReceiptPage) if each.isVisible()]
    go_there(office, dialog)
    assert office.seen(ProfileForm).isVisible()


def test_a_paper_that_cannot_be_made_says_why_in_its_place(open_office: OpenOffice) -> None:
    office = open_office()
    at_book_without_profile(office)
    office.window.desk.paper_wanted.emit("libro-caja")
    office.settle()
    page = office.seen(PaperPage)
    dialog = told_first(office)
    assert not page.print_button.isEnabled()
    assert not page.save_button.isEnabled()
    assert "Primero anote los datos de la cooperativa" in page.preview._message.text()
    go_there(office, dialog)
    assert office.seen(ProfileForm).isVisible()


@pytest.mark.parametrize(
    ("act", "words"),
    [("transfer", "otra cuenta"), ("bank_note", "cuenta de banco"), ("reconciliation", "cuenta de banco")],
)
def test_without_a_bank_the_way_to_a_new_account_is_shown(
    open_office: OpenOffice, tmp_path: Path, act: str, words: str
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    office = open_office()
    go_to(office, 5)
    choose_act(office, "book_acts", act)
    dialog = told_first(office)
    assert words in dialog.windowTitle()
    go_there(office, dialog)
    assert QApplication.activeModalWidget() is None
    assert office.seen(RecordForm).record_type.table == "accounts"


def test_with_no_advance_open_there_is_nothing_to_render(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    office = open_office()
    go_to(office, 5)
    choose_act(office, "book_acts", "advances")
    assert office.seen(AdvancesPage).model.rowCount() == 0
    page = office.seen(AdvancesPage)
    (render,), (settle,) = (page.findChildren(Button, name) for name in ("render_chosen", "settle_chosen"))
    assert not render.isVisible() and not settle.isEnabled()
    assert page.empty_page is not None and page.empty_page.isVisible()


def test_a_file_without_a_profile_lacks_it_before_anything(tmp_path: Path) -> None:
    books = open_books(tmp_path / "ananea.db", "Rosa", clock)
    assert office_operations.lacking(books, "bank") == "profile"
    office_books = an_office_on_disk(tmp_path / "other.db")
    assert [office_operations.lacking(office_books, each) for each in office_operations.FIRST_THINGS] == [
        "",
        "",
        "two_accounts",
        "",
        "bank",
        "",
    ]
    books.file.close()
    office_books.file.close()
