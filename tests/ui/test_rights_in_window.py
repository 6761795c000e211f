"""By clicks and keys: what a person may not do is not offered, and everything is looked at by all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from ananea_desktop.domain.rights import ALL_RIGHTS, Role, rights_of
from ananea_desktop.operations import charges, checking, copy_keys, hand_outs, pending_prints, purchases, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.hand_outs import HandOutDraft
from ananea_desktop.ui.attachments import AttachmentsSection
from ananea_desktop.ui.booklets import RegisterDialog
from ananea_desktop.ui.buttons import PRIMARY, Button
from ananea_desktop.ui.covering import CoveringPages
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.keys_page import KeysPage
from ananea_desktop.ui.receipt_card import ReceiptCard
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_tab import RecordTab
from tests.builders import (
    a_purchase,
    a_purchase_line,
    an_office_on_disk,
    issued,
    save_assembly,
    save_item,
    save_member,
    save_project,
    save_supplier,
    save_training,
)
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press, type_into
from tests.ui.test_sign_in_page import ROSA, TOMAS, choose_name, type_password, with_passwords

OpenOffice = Callable[[], Office]
TABS = range(7)
MONEY_WORDS = ("Emitir recibo", "Recibo de ingreso", "Recibo de egreso", "Ingreso", "Egreso", "Cobrar lo que debe")
RECORDS_WORDS = (
    *("Nuevo socio", "Nueva capacitación", "Nueva compra", "Nuevo proyecto", "Nueva asamblea", "Cambiar datos"),
    *("Retirar por error…", "Entregar equipo", "Anotar capacitación", "Tomar asistencia", "Agregar", "Recibir"),
    *("Cambiar estado…", "Anotar", "Entregar, devolver…", "Cambiar el presupuesto", "Contar beneficiarios"),
)
READ_WORDS = ("Imprimir", "Guardar PDF", "Adjuntos", "Ver el expediente", "Papeles de la persona…")


def fill(books: Books) -> None:
    """Something in every tab."""
    member = save_member(books)
    issued(books, member_id=member)
    save_supplier(books)
    save_project(books, budget="1,000.00")
    save_item(books, "10")
    purchases.save(books, a_purchase(1), [a_purchase_line()])
    save_training(books, [member])
    save_assembly(books)
    charges.make(books, ChargeDraft(concept="Cuota", amount="50", due_on="30/11/2026"))
    line = {"stock": "Casco", "quantity": "1", "reason": "new"}
    hand_outs.hand_out(books, HandOutDraft(handed_on="22/11/2026", member_id=str(member), lines=[line]))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "ananea.db"
    books = an_office_on_disk(path)
    fill(books)
    books.file.close()
    return path


@pytest.fixture
def office(open_office: OpenOffice, filled: Path, tmp_path: Path) -> Office:
    for each in filled.parent.glob("*"):
        if each.is_file():
            shutil.copy(each, tmp_path / each.name)
    return open_office()


def works_as(office: Office, *roles: Role) -> None:
    """As signing in does it: other rights, and the window follows."""
    office.books.books.rights = rights_of(roles) if roles else ALL_RIGHTS
    office.window._begin()
    office.settle()


def offered(office: Office) -> set[str]:
    """The words of every button in sight that can be pressed."""
    return {each.text() for each in office.window.findChildren(Button) if each.isVisible() and each.isEnabled()}


def offered_everywhere(office: Office) -> set[str]:
    found = set()
    for tab in TABS:
        go_to(office, tab)
        found |= offered(office)
    return found


def test_with_every_right_everything_is_offered(office: Office) -> None:
    found = offered_everywhere(office)
    assert found.issuperset({*MONEY_WORDS, *RECORDS_WORDS, *READ_WORDS, "Anular"})


def test_supervision_looks_at_everything_and_is_offered_nothing_that_writes(office: Office) -> None:
    works_as(office, Role.SUPERVISION)
    found = offered_everywhere(office)
    assert found.isdisjoint({*MONEY_WORDS, *RECORDS_WORDS, "Anular", "Presentación"})
    assert found.issuperset(READ_WORDS)


def test_of_every_tab_the_filled_button_is_left_out_where_it_is_not_theirs(office: Office) -> None:
    works_as(office, Role.SUPERVISION)
    filled = {}
    for tab in TABS:
        go_to(office, tab)
        buttons = [each for each in office.window.findChildren(Button) if each.isVisible() and each.kind == PRIMARY]
        filled[tab] = [each.text() for each in buttons]
    assert filled == {tab: [] for tab in TABS} | {5: ["Imprimir"]}


def test_records_is_offered_no_money_and_treasury_no_records(office: Office) -> None:
    works_as(office, Role.RECORDS)
    found = offered_everywhere(office)
    assert found.isdisjoint({*MONEY_WORDS, "Anular"})
    assert found.issuperset(RECORDS_WORDS)
    works_as(office, Role.TREASURY)
    found = offered_everywhere(office)
    assert found.isdisjoint(RECORDS_WORDS)
    assert found.issuperset({*MONEY_WORDS, "Anular"})
    works_as(office, Role.TREASURY, Role.RECORDS)
    assert offered_everywhere(office).issuperset({*MONEY_WORDS, *RECORDS_WORDS})


@pytest.mark.parametrize(
    ("tab", "button", "left_out", "left"),
    [
        (5, "book_acts", {"transfer", "opening", "cash_count", "booklets"}, {"cash_counts", "till_book", "unsigned"}),
        (1, "member_money", {"charge", "import_debts", "capital_transfer"}, {"charge_runs", "debtors"}),
        (1, "more_acts", {"import_members"}, {"register", "credentials", "papelera"}),
        (3, "equipment_acts", {"hand_out", "donation", "count_stock", "import_suppliers"}, {"hand_outs", "items"}),
    ],
)
def test_a_menu_keeps_what_is_only_looked_at(
    office: Office, tab: int, button: str, left_out: set[str], left: set[str]
) -> None:
    def entries() -> set[str]:
        go_to(office, tab)
        press(office, button)
        menu = next(each for each in office.window.findChildren(QMenu) if each.isVisible())
        names = {each.objectName() for each in menu.actions()}
        menu.close()
        office.settle()
        return names

    everything = entries()
    assert everything >= left_out | left
    works_as(office, Role.SUPERVISION)
    seen = entries()
    assert seen >= left
    assert seen.isdisjoint(left_out)


def test_the_keys_of_what_is_not_offered_do_nothing(office: Office) -> None:
    works_as(office, Role.SUPERVISION)
    for tab in TABS:
        go_to(office, tab)
        for key in (Qt.Key.Key_N, Qt.Key.Key_E, Qt.Key.Key_T):
            office.keys(key, Qt.KeyboardModifier.ControlModifier)
    forms = [*office.window.findChildren(RecordForm), *office.window.findChildren(ReceiptPage)]
    assert not [each for each in forms if each.isVisible()]
    assert QApplication.activeModalWidget() is None


def test_a_form_reached_by_another_way_says_whom_to_ask(office: Office) -> None:
    """Enter on a row, a link of another page: what is not a button of its own."""
    works_as(office, Role.SUPERVISION)
    go_to(office, 1)
    tab = office.seen(RecordTab)
    office.focus(tab.table)
    office.qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    dialog = dialog_of(office, Dialog)
    assert "Registro" in words_of(dialog)
    dialog.close()
    office.settle()
    assert not office.window.findChildren(RecordForm)
    office.keys(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    office.keys(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(office, Dialog)
    assert "Tesorería" in words_of(dialog)
    dialog.close()
    office.settle()
    assert not office.window.findChildren(ReceiptPage)


def words_of(dialog: QWidget) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel))


def test_supervision_prints_a_copy_and_looks_at_attachments(office: Office, printed: list[bytes]) -> None:
    asked(office, pending_prints.note_print, 1)
    works_as(office, Role.SUPERVISION)
    go_to(office, 5)
    with office.qtbot.waitSignal(office.seen(ReceiptCard).printed):
        office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert len(printed) == 1
    assert asked(office, receipts.get, 1).prints == 2
    press(office, "receipt_attachments")
    dialog = dialog_of(office, Dialog)
    (section,) = dialog.findChildren(AttachmentsSection)
    texts = {each.text() for each in section.findChildren(Button) if each.isVisible()}
    assert texts == set()
    dialog.close()


def test_the_window_follows_another_person_and_loses_nothing_typed(office: Office) -> None:
    go_to(office, 1)
    press(office, "new")
    form = office.seen(RecordForm)
    office.focus(form.rows["given_names"].field)
    office.qtbot.keyClicks(form.rows["given_names"].field, "Luz")
    works_as(office, Role.SUPERVISION)
    assert office.window.findChildren(CoveringPages)
    assert not [each for each in office.window.findChildren(RecordForm) if each.isVisible()]
    go_to(office, 1)
    assert "Nuevo socio" not in offered(office)
    works_as(office)
    go_to(office, 1)
    press(office, "new")
    assert office.seen(RecordForm).texts()["given_names"] == "Luz"


def test_whoever_comes_in_with_a_password_is_offered_their_own(open_office: OpenOffice, tmp_path: Path) -> None:
    with_passwords(tmp_path, fill)
    office = open_office()
    choose_name(office, "Tomás Huanca")
    type_password(office, TOMAS)
    found = offered_everywhere(office)
    assert found.isdisjoint({*MONEY_WORDS, *RECORDS_WORDS})
    office.keys(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    choose_name(office, "Rosa Quispe")
    type_password(office, ROSA)
    assert offered_everywhere(office).issuperset({*MONEY_WORDS, *RECORDS_WORDS})


def test_the_daily_check_is_made_before_anybody_is_in(open_office: OpenOffice, tmp_path: Path) -> None:
    with_passwords(tmp_path)
    office = open_office()
    office.window.check_quietly()
    office.settle()
    choose_name(office, "Tomás Huanca")
    type_password(office, TOMAS)
    assert QApplication.activeModalWidget() is None
    last = asked(office, checking.last_check)
    assert last is not None
    assert not last.problems


def test_keys_of_copies_are_made_and_retired_by_administration(office: Office) -> None:
    key = asked(office, copy_keys.make_key, "Benigno Calsina")
    asked(office, copy_keys.add_holder, key, key.last_groups)
    for role, offers in ((Role.TREASURY, False), (Role.ADMINISTRATION, True)):
        works_as(office, role)
        KeysPage(office.window.desk).open()
        office.settle()
        assert ("Hacer una llave…" in offered(office)) is offers
        assert ("Retirar…" in offered(office)) is offers
        office.seen(KeysPage).leave()


def test_a_right_that_goes_while_one_types_is_said_and_nothing_typed_is_lost(office: Office) -> None:
    go_to(office, 1)
    press(office, "new")
    for name, text in {"document_number": "00041599", "paternal_surname": "Layme", "given_names": "Luz"}.items():
        type_into(office, name, text)
    type_into(office, "sex", "f")
    office.books.books.rights = rights_of([Role.SUPERVISION])
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    form = office.seen(RecordForm)
    assert "Registro" in words_of(QApplication.activeModalWidget() or form)
    assert form.texts()["given_names"] == "Luz"


def test_a_booklet_that_is_refused_says_why(office: Office) -> None:
    go_to(office, 5)
    choose_act(office, "book_acts", "booklets")
    dialog = dialog_of(office, RegisterDialog)
    assert isinstance(dialog, RegisterDialog)
    office.books.books.rights = rights_of([Role.SUPERVISION])
    for name, text in {"first": "1", "last": "50"}.items():
        office.qtbot.keyClicks(dialog.rows[name].field, text)
    office.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    office.settle()
    said = QApplication.activeModalWidget()
    assert said is not None
    assert said is not dialog
    assert "Tesorería" in words_of(said)
    said.close()
    dialog.close()


def test_the_menu_of_the_window_offers_the_office_to_administration(office: Office) -> None:
    actions = office.window.actions_by_name
    works_as(office, Role.TREASURY)
    assert not actions["profile"].isVisible()
    assert not actions["numbers"].isVisible()
    assert not actions["restore"].isVisible()
    assert actions["accounts"].isVisible()
    assert actions["copy"].isVisible()
    works_as(office, Role.ADMINISTRATION)
    assert actions["profile"].isVisible()
    assert actions["numbers"].isVisible()
    assert actions["restore"].isVisible()
    assert not actions["presentation"].isVisible()
