"""Nobody needs a mouse: on every tab, form, page and dialog Tab reaches each control, in the order of the layout, and
Shift+Tab leads back."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ananea_desktop.operations import (
    assemblies,
    charges,
    project_budgets,
    projects,
    purchases,
    receipt_drafts,
)
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.cash_acts import BOOK_ACTS
from ananea_desktop.ui.equipment_acts import EQUIPMENT_ACTS
from ananea_desktop.ui.focus_order import follow_layout
from ananea_desktop.ui.member_acts import MONEY_ACTS, MORE_ACTS
from ananea_desktop.ui.premium_acts import PREMIUM_LISTS
from ananea_desktop.ui.record_tab import RecordTab
from tests.builders import (
    a_budget,
    a_project,
    a_purchase,
    a_purchase_line,
    an_assembly,
    an_office_on_disk,
    issued,
    save_account,
    save_item,
    save_member,
    save_supplier,
    save_training,
)
from tests.ui.conftest import Office
from tests.ui.focus import faults, walk
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]
TABS = range(7)
FORMS = (
    "members",
    "training_sessions",
    "purchases",
    "suppliers",
    "items",
    "fixed_assets",
    "quotation_requests",
    "premium_projects",
    "premium_incomes",
    "committee_sessions",
    "positions",
    "assemblies",
    "accounts",
)
_NOT_OPENED = {"till_book", "bank_book", "papelera", "import_members", "import_debts", "import_suppliers"}
"""Papers, which are looked at once, and what begins with the chooser of files."""


def begun(open_office: OpenOffice, tmp_path: Path) -> Office:
    """Some of everything, so that cards, lists and menus have what they can have."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_account(books, name="Banco en soles", currency="PEN")
    member = save_member(books)
    save_training(books)
    projects.save(books, a_project())
    project_budgets.approve(books, 1, a_budget())
    purchase = purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    save_item(books, {"": "5"})
    charges.make(books, ChargeDraft(concept="Cuota", amount="50", due_on="30/11/2026"))
    assemblies.save(books, an_assembly())
    issued(books)
    books.file.close()
    assert member and purchase
    return open_office()


def shown(office: Office) -> QWidget:
    """The dialog over the window, or the window."""
    office.settle()
    seen = QApplication.activeModalWidget() or office.window
    seen.activateWindow()
    office.qtbot.waitUntil(seen.isActiveWindow)
    return seen


def close_all(office: Office) -> None:
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.close()
        office.settle()
    office.window.covering.leave_all()
    office.settle()


def test_every_tab(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    for tab in TABS:
        go_to(office, tab)
        assert faults(shown(office), also_back=True) == [], tab


def test_every_form_new_and_with_what_is_wrong(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    for table in FORMS:
        office.window.show_record(table, -1)
        office.settle()
        assert faults(shown(office)) == [], table
        page = office.seen(RecordTab)
        page.form.save()
        assert faults(shown(office)) == [], table
        page.leave_form()


Opens = Callable[[Office], object]


def entries() -> Iterator[tuple[str, Opens]]:
    acts = [*BOOK_ACTS, *MONEY_ACTS, *MORE_ACTS, *EQUIPMENT_ACTS]
    for name, text, opens in [(each[0], each[1], each[-2]) for each in acts]:
        if text and name not in _NOT_OPENED:
            yield name, partial(_open, opens)
    for each in PREMIUM_LISTS:
        yield each.name, partial(_open_list, each.open)


def _open(opens: Callable[..., object], office: Office) -> object:
    return opens(office.window, office.window.desk)


def _open_list(opens: Callable[..., object], office: Office) -> object:
    return opens(office.window.desk)


@pytest.mark.parametrize("part", range(3))
def test_every_page_of_the_menus(open_office: OpenOffice, tmp_path: Path, part: int) -> None:
    office = begun(open_office, tmp_path)
    for name, opens in list(entries())[part::3]:
        opens(office)
        assert faults(shown(office)) == [], name
        close_all(office)


def test_the_receipt_the_menu_and_the_pages_of_the_window(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.window.desk.want_receipt(receipt_drafts.for_member, 1)
    assert faults(shown(office)) == []
    close_all(office)
    for name in ("shortcuts", "find", "charts", "profile", "users", "copy", "year_folder", "numbers"):
        office.window.actions_by_name[name].trigger()
        assert faults(shown(office)) == [], name
        close_all(office)


def test_after_a_line_is_added_it_stands_where_it_is_seen(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.window.show_record("purchases", -1)
    office.settle()
    press(office, "add_line")
    assert faults(shown(office)) == []


def test_ctrl_and_a_number_gives_the_keys_to_the_list(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.keys(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    tab = office.seen(RecordTab)
    assert tab.spec.record_type.table == "members"
    assert office.window.focusWidget() is tab.table


def test_the_walk_finds_what_it_must(qtbot: QtBot) -> None:
    """Something no key reaches, and something that comes before what stands above it."""
    page = QWidget()
    column = QVBoxLayout(page)
    below, above, mute = QLineEdit(), QLineEdit(), QPushButton("mute")
    for each in (above, below, mute):
        column.addWidget(each)
    QWidget.setTabOrder(below, above)
    mute.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    mute.setCursor(Qt.CursorShape.PointingHandCursor)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    below.setFocus()
    found = faults(page)
    assert [each.partition(":")[0] for each in found] == ["not reached"]
    assert "mute" in found[0]
    assert walk(page)[0] in (above, below)


def test_made_later_and_seen_first_comes_first(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    late_place = QVBoxLayout()
    column.addLayout(late_place)
    first = Button("Guardar", "secondary")
    column.addWidget(first)
    late = QLineEdit()
    late_place.addWidget(late)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first.setFocus()
    assert walk(page) == [first, late]
    follow_layout(page)
    late.setFocus()
    assert walk(page) == [late, first]
    assert faults(page) == []
