"""By clicks: the card of a member leads to money first, and the rest stands in menus at the head of its sections."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu

from ananea_desktop.operations import charges
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.ui import personal
from ananea_desktop.ui.card import CardLine, SectionHeader
from ananea_desktop.ui.charge_page import ChargePage
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.debtors_page import DebtorsPage
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.record_tab import RecordTab
from tests.builders import an_office_on_disk, save_member
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import choose_act, choose_in_section, fill
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]


def office_with_a_debt(open_office: OpenOffice, folder: Path) -> Office:
    books = an_office_on_disk(folder / "ananea.db")
    save_member(books)
    charges.make(books, ChargeDraft(concept="Techo", amount="25", charged_on="20/11/2026", due_on="31/12/2026"))
    books.file.close()
    office = open_office()
    go_to(office, 1)
    return office


def test_dues_go_into_own_funds_unless_another_is_chosen(open_office: OpenOffice, tmp_path: Path) -> None:
    """The Premium stands first in the list of funds: a due must not slip into it."""
    office = office_with_a_debt(open_office, tmp_path)
    choose_act(office, "member_money", "charge")
    assert office.seen(ChoiceField, "fund_id").currentText() == "Fondos propios"


def test_debt_on_the_card_says_when_it_is_due(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_a_debt(open_office, tmp_path)
    lines = [each for each in office.window.findChildren(CardLine) if each.isVisible() and each.text() == "Techo"]
    assert [each.toolTip() for each in lines] == [""], "the day is cut"
    assert "vence el 31/12/2026" in lines[0].accessibleName()


def test_sections_of_the_card_have_their_acts_at_their_head(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_a_debt(open_office, tmp_path)
    order = {each.objectName(): each.y() for each in office.window.findChildren(SectionHeader) if each.isVisible()}
    assert order["account"] < order["capital"] < order["states"] < order["equipment"]
    choose_in_section(office, "account", "statement")
    assert "Estado de cuenta" in [each.text() for each in office.seen(PaperPage).findChildren(QLabel)]
    office.window.covering.leave_seen()
    office.settle()
    choose_in_section(office, "account", "waive")
    dialog_of(office, Dialog).close()
    office.settle()
    choose_in_section(office, "account", "charge_one")
    assert office.seen(ChargePage).title == "Cobrarle una cuota o multa"


def test_who_is_not_found_may_be_hidden_by_the_filter(open_office: OpenOffice, tmp_path: Path) -> None:
    """Who left is not among the hábiles that the list begins with."""
    office = office_with_a_debt(open_office, tmp_path)
    tab = office.window.page("members")
    assert isinstance(tab, RecordTab)
    type_into(office, "search", "zzz")
    office.settle()
    assert tab.table._empty_text == (
        "No se encontró ninguno en «Todos los hábiles». Pruebe con menos letras, o elija «Todos»."
    )
    fill(office, filter="Todos")
    office.settle()
    assert tab.table._empty_text == "No se encontró ninguno. Pruebe con menos letras."
    office.qtbot.keyClick(tab.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.qtbot.keyClick(tab.search, Qt.Key.Key_Backspace)
    fill(office, filter="Inhábiles")
    office.settle()
    assert tab.table._empty_text == "No hay ninguno en «Inhábiles»."


def test_who_owes_is_on_the_wall_without_documents(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_a_debt(open_office, tmp_path)
    choose_act(office, "member_money", "debtors")
    page = office.seen(DebtorsPage)
    assert str(page.model.index(0, 1).data()) == "DNI 00041527"
    personal.hide_personal(True)
    try:
        assert str(page.model.index(0, 1).data()) == "•••• 1527"
    finally:
        personal.hide_personal(False)


def test_menus_of_socios_stand_in_groups(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_a_debt(open_office, tmp_path)
    for button, groups in (("member_money", 3), ("more_acts", 3)):
        press(office, button)
        menu = next(each for each in office.window.findChildren(QMenu) if each.isVisible())
        lines = [each.isSeparator() for each in menu.actions()]
        assert lines.count(True) == groups - 1
        assert not lines[0] and not lines[-1]
        menu.close()
        office.settle()


def test_day_beside_the_state_is_that_of_the_admission(open_office: OpenOffice, tmp_path: Path) -> None:
    """«retirado/a · desde el 10/02/2009» was read as if he had left then."""
    office = office_with_a_debt(open_office, tmp_path)
    card = office.window.page("members").findChildren(QLabel)
    assert any("hábil  ·  ingresó el" in each.text() for each in card)


def test_day_of_a_debt_that_is_not_due_yet_is_no_since(open_office: OpenOffice, tmp_path: Path) -> None:
    """«Desde 31/12/2026» of a debt that nobody owes late."""
    office = office_with_a_debt(open_office, tmp_path)
    choose_act(office, "member_money", "debtors")
    model = office.seen(DebtorsPage).model
    row = {str(model.headerData(at, Qt.Orientation.Horizontal)): str(model.index(0, at).data()) for at in range(8)}
    assert row["Vence"] == "31/12/2026"
    assert row["Vencido hace"] == "Aún no vence"
