"""An office that only begins: no list is bare, each says what comes there and what to do first; and a list that is
empty because it is narrowed says so, with the way out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.cash_acts import BOOK_ACTS
from ananea_desktop.ui.charge_page import ChargePage
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.equipment_acts import EQUIPMENT_ACTS
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.list_page import Act
from ananea_desktop.ui.main_actions import actions
from ananea_desktop.ui.member_acts import MONEY_ACTS, MORE_ACTS
from ananea_desktop.ui.premium_acts import PREMIUM_LISTS
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.restore_page import RestorePage
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import an_office_on_disk, issued, save_member
from tests.ui.conftest import Office
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]
_NO_LISTS = ("lock", "change_user", "hide_personal", "sample", "guide", "profile", "numbers", "check", "presentation")


@pytest.fixture
def new_office(open_office: OpenOffice, tmp_path: Path) -> Office:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    return open_office()


def bare(office: Office) -> list[str]:
    """The lists in sight that have no row and no words in their place, and pages for beginners that say too little."""
    page = office.window.stack.currentWidget()
    assert page is not None
    found = [
        each.accessibleName() or each.objectName() or type(each).__name__
        for each in page.findChildren(QAbstractItemView)
        if each.isVisible() and each.model() is not None and not each.model().rowCount()
    ]
    for empty in page.findChildren(EmptyPage):
        words = [each for each in empty.findChildren(QLabel) if each.isVisible()]
        if empty.isVisible() and len(words) < 3:
            found.append(f"says only {words[0].text()}")
        cut = [each.text() for each in words if each.height() < each.heightForWidth(each.width())]
        found += [f"cut: {text}" for text in cut]
    return found


def look(office: Office, name: str, open_it: Callable[[], object], wrong: dict[str, list[str]]) -> None:
    open_it()
    office.settle()
    for page in office.window.findChildren(RestorePage):
        office.qtbot.waitUntil(lambda page=page: not page._runner.is_working)  # type: ignore[misc]
    box = QApplication.activeModalWidget()
    if box is not None:
        box.close()
        office.settle()
    elif found := bare(office):
        wrong[name] = found
    office.window.covering.leave_all()


def test_no_list_of_an_office_that_begins_is_bare(new_office: Office) -> None:
    office, wrong = new_office, dict[str, list[str]]()
    window, desk = office.window, office.window.desk
    desk.paper_wanted.disconnect(window.covering.open_paper)  # papers are no lists, and take their time
    for number in range(7):
        look(office, f"tab {number}", lambda number=number: go_to(office, number), wrong)  # type: ignore[misc]
    for each in actions():
        if each.name not in _NO_LISTS:
            look(office, each.name, window.actions_by_name[each.name].trigger, wrong)
    acts: list[Act] = [*BOOK_ACTS, *EQUIPMENT_ACTS, *MONEY_ACTS, *MORE_ACTS]
    for act in acts:
        if act.name and not act.name.startswith("import"):
            look(office, act.name, lambda act=act: act.open(window, desk), wrong)  # type: ignore[misc]
    for premium in PREMIUM_LISTS:
        look(office, premium.name, lambda premium=premium: premium.open(desk), wrong)  # type: ignore[misc]
    assert wrong == {}


def test_the_button_of_an_empty_list_leads_to_its_first_row(new_office: Office) -> None:
    office = new_office
    next(each for each in MONEY_ACTS if each.name == "charge_runs").open(office.window, office.window.desk)
    office.settle()
    press(office, "first_row")
    assert office.seen(ChargePage).isVisible()


def test_a_search_that_finds_nothing_offers_all_again(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_member(books)
    issued(books)
    books.file.close()
    office = open_office()
    go_to(office, 1)
    tab = office.window.page("members")
    assert isinstance(tab, RecordTab)
    assert not [each for each in tab.findChildren(Button, "clear_filters") if each.isVisible()]
    office.seen(ChoiceField, "filter").set_value("Solo trabajadores")
    office.settle()
    type_into(office, "search", "zzz")
    office.settle()
    assert tab.model.rowCount() == 0
    press(office, "clear_filters")
    assert (tab.model.rowCount() > 0, office.seen(SearchField, "search").text()) == (True, "")
    assert not [each for each in tab.findChildren(Button, "clear_filters") if each.isVisible()]
    go_to(office, 5)
    receipts = office.window.page("receipts")
    assert isinstance(receipts, ReceiptsTab)
    type_into(office, "search", "zzz")
    office.settle()
    assert receipts.model.rowCount() == 0
    office.focus(office.seen(Button, "clear_filters"))
    office.qtbot.keyClick(office.seen(Button, "clear_filters"), Qt.Key.Key_Space)
    office.settle()
    assert receipts.model.rowCount() == 1
