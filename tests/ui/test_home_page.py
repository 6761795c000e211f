"""Inicio: figures come when they are ready and nothing jumps; everything leads to its rows; amounts can be hidden."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import premium, purchases
from ananea_desktop.operations.home import home_figures
from ananea_desktop.operations.receipts import ReceiptFilter
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.hand_out_page import HandOutPage
from ananea_desktop.ui.money_line import MoneyLine
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.rows_page import RowsPage
from ananea_desktop.ui.tabs import home_matters
from ananea_desktop.ui.tabs.home import HIDDEN_SETTING, HomeTab
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import (
    PREMIUM,
    TILL,
    a_line,
    a_purchase,
    a_purchase_line,
    an_egreso,
    an_office_on_disk,
    issue_anyway,
    issued,
    save_account,
    save_project,
    save_supplier,
)
from tests.operations.test_premium_incomes import a_lot
from tests.ui.conftest import Office
from tests.ui.test_main_job import OpenOffice, press

AMOUNT = re.compile(r"\d\.\d\d")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Accounts in both currencies, a project over its budget, a purchase to be paid."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_account(books)
    project = str(save_project(books, budget="100.00", name=f"Alojamiento {'muy largo ' * 15}"))
    issued(books, a_line(amount="123,456.78", fund_id=PREMIUM), issued_on="10/02/2026")
    issued(books, a_line(amount="50.00"), account_id="2", exchange_rate="3.752")
    issue_anyway(books, an_egreso(a_line(amount="300.00", fund_id=PREMIUM, project_id=project)))
    purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    books.file.close()
    QSettings().remove(HIDDEN_SETTING)
    yield tmp_path / "ananea.db"
    QSettings().remove(HIDDEN_SETTING)


@pytest.fixture
def office(open_office: OpenOffice, path: Path) -> Office:
    return open_office()


def home(office: Office) -> HomeTab:
    page = office.window.page("home")
    assert isinstance(page, HomeTab)
    return page


def line(office: Office, name: str) -> MoneyLine:
    return next(each for each in home(office).findChildren(MoneyLine) if each.text().startswith(name))


def click_line(office: Office, name: str) -> None:
    office.qtbot.mouseClick(line(office, name), Qt.MouseButton.LeftButton)
    office.settle()


def texts(page: HomeTab) -> list[str]:
    """Every text of the page, seen or read aloud."""
    found = [each.text() for each in page.findChildren(QLabel)]
    for widget in page.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    rows, columns = range(page.model.rowCount()), range(page.model.columnCount())
    return found + [str(page.model.index(row, column).data()) for row in rows for column in columns]


def test_the_figures_are_those_of_the_book(office: Office) -> None:
    shown = {name: line(office, name).amount() for name in ("Caja", "Banco en", "Prima", "Fondos", "Gastado", "Aloj")}
    assert shown == {
        "Caja": "123,156.78",
        "Banco en": "US$\u00a050.00",
        "Prima": "123,156.78",
        "Fondos": "187.60",
        "Gastado": "300.00",
        "Aloj": "300 %",
    }
    assert office.seen(QLabel, "total_money").text() == "S/\u00a0123,344.38"
    assert "Con los dólares al cambio de cada recibo" in texts(home(office))
    assert any("S/\u00a0546.00" in each for each in texts(home(office)))
    assert any("200.00 sobre el presupuesto" in each for each in texts(home(office)))
    chart = home(office).chart.view.chart
    assert chart is not None
    assert chart.bars[1].values == (12_345_678, None)


def test_equipment_is_handed_out_from_the_first_page(office: Office) -> None:
    press(office, "hand_out")
    assert office.seen(HandOutPage).isVisible()


def test_of_a_lot_whose_money_came_in_soles_nobody_says_that_it_has_not_come(tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "lots.db")
    issued(books)
    for lot in ("EXP-1", "EXP-2"):
        premium.save_income(books, a_lot(lot=lot))
    draft = premium.draft_of_income(books, 1)
    draft.lines[0]["amount"], draft.account_id = "92,636.88", TILL
    draft.operation_number, draft.issued_on = "T-1", "12/11/2026"
    issue_anyway(books, draft)
    waiting, unknown = home_matters._expected(at_once(home_figures(books)), False)
    books.file.close()
    assert (waiting.title, waiting.remark) == ("1 lote con Prima por recibir", "En total US$\u00a024,690.00")
    assert (unknown.title, unknown.record_id) == ("1 lote sin tipo de cambio", 1)


def test_figures_take_the_place_that_was_kept_for_them(office: Office) -> None:
    fresh = HomeTab(office.window.desk)
    office.qtbot.addWidget(fresh)
    fresh.resize(1366, 600)
    kept: list[tuple[str, int, int]] = []

    def look() -> None:
        lines = fresh.findChildren(MoneyLine)
        for each in fresh.money.findChildren(QWidget):
            each.show()  # Qt itself does it with its next event, which may come before the figures or after them
        kept.append((lines[0].amount(), fresh.money.sizeHint().height(), fresh.chart.sizeHint().height()))

    fresh.loaded.connect(look)
    fresh.figured.connect(look)
    fresh.show()
    with office.qtbot.waitSignal(fresh.figured):
        fresh.load()
    assert [amount for amount, *_sizes in kept] == ["…", "123,156.78"]
    assert kept[0][1:] == kept[1][1:]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Caja", ReceiptFilter(account_id=1)), ("Prima", ReceiptFilter(fund_id=1))],
)
def test_accounts_and_funds_lead_to_their_receipts(office: Office, name: str, wanted: ReceiptFilter) -> None:
    click_line(office, name)
    tab = office.window.stack.currentWidget()
    assert isinstance(tab, ReceiptsTab)
    assert tab.wanted() == wanted
    assert tab.model.rowCount() == 2
    assert (tab.filters.account.currentText(), tab.filters.fund.currentText()) == (
        ("Caja", "Todos los fondos") if wanted.account_id else ("Todas las cuentas", "Prima Fairtrade")
    )


def test_projects_lead_to_their_card_and_spending_to_its_rows(office: Office) -> None:
    click_line(office, "Aloj")
    tab = office.window.stack.currentWidget()
    assert isinstance(tab, RecordTab)
    assert tab.card.record_id == 1
    office.window.show_tab(0)
    office.settle()
    office.focus(line(office, "Gastado"))
    office.qtbot.keyClick(line(office, "Gastado"), Qt.Key.Key_Space)
    office.settle()
    assert isinstance(office.window.stack.currentWidget(), RowsPage)


def test_a_bar_of_the_year_leads_to_its_rows(office: Office) -> None:
    view = home(office).chart.view
    home(office).area.ensureWidgetVisible(view)
    office.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.bar_box(1).center())
    office.settle()
    page = office.window.stack.currentWidget()
    assert isinstance(page, RowsPage)
    assert page.title.text() == "Dinero por mes · Feb"


def test_charts_of_the_premium_lead_to_their_rows_and_hide_their_amounts(office: Office) -> None:
    charts = home(office).premium_charts
    assert [name for name, panel in charts.items() if panel.isVisibleTo(home(office))] == ["planificado-gastado-anio"]
    panel = charts["planificado-gastado-anio"]
    office.keys(Qt.Key.Key_H, CONTROL)
    assert panel.view.accessibleDescription() == ""
    office.keys(Qt.Key.Key_H, CONTROL)
    home(office).area.ensureWidgetVisible(panel.view)
    office.qtbot.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=panel.view.bar_box(0).center())
    office.settle()
    page = office.window.stack.currentWidget()
    assert isinstance(page, RowsPage)
    assert page.title.text() == "Planificado y gastado por año · 2026"


def test_an_office_without_premium_has_no_charts_of_it(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    assert not home(open_office()).premium_charts


def test_one_key_hides_every_amount_and_it_stays_hidden(open_office: OpenOffice, path: Path) -> None:
    office = open_office()
    assert any(AMOUNT.search(each) for each in texts(home(office)))
    office.keys(Qt.Key.Key_H, CONTROL)
    assert [each for each in texts(home(office)) if AMOUNT.search(each)] == []
    office.close()
    again = open_office()
    assert [each for each in texts(home(again)) if AMOUNT.search(each)] == []
    assert again.seen(Button, "hide_money").text() == "Mostrar"
    press(again, "hide_money")
    assert line(again, "Caja").amount() == "123,156.78"
    assert not QSettings().value(HIDDEN_SETTING, True, bool)


@pytest.mark.parametrize("points", [theme.BASE_POINTS, theme.LARGER_POINTS])
@pytest.mark.parametrize("size", [(1366, 689), (1024, 700), (900, 540)])
def test_nothing_is_cut_in_any_window(office: Office, size: tuple[int, int], points: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply_theme(application, theme.LIGHT, points)
    try:
        office.window.resize(*size)
        office.settle()
        page = home(office)
        inner = page.area.widget()
        assert inner is not None
        office.qtbot.waitUntil(lambda: inner.width() <= page.area.viewport().width())
        for each in page.findChildren(MoneyLine):
            assert each.width() >= theme.text_width(each.amount()) + theme.scaled(80), each.text()
        for button in page.findChildren(Button):
            if button.isVisible():
                right = button.mapTo(page, QPoint(button.width(), 0)).x()
                assert button.width() >= button.sizeHint().width(), button.text()
                assert right <= page.width(), button.text()
    finally:
        theme.apply_theme(application, theme.LIGHT)


@pytest.mark.parametrize("size", [(1366, 689), (1024, 700), (900, 540)])
def test_names_of_two_hundred_letters_without_a_space_push_nothing_out(
    open_office: OpenOffice, tmp_path: Path, size: tuple[int, int]
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    with books.file.transaction("prueba", books.now()) as db:
        for table in ("users", "funds", "accounts"):
            db.execute(f"UPDATE {table} SET name = substr(name, 1, 1) || ?", ("N" * 200,))
    project = str(save_project(books, budget="100.00", name="X" * 200))
    spending = an_egreso(a_line(amount="300.00", concept="Q" * 200, project_id=project), party_name="P" * 200)
    issue_anyway(books, spending)
    books.file.close()
    office = open_office()
    office.window.resize(*size)
    office.settle()
    page = home(office)
    inner = page.area.widget()
    assert inner is not None
    office.qtbot.waitUntil(lambda: inner.width() <= page.area.viewport().width())
    assert office.window.width() == size[0]
    assert page.money.mapTo(office.window, QPoint(page.money.width(), 0)).x() <= size[0]
    session = office.window.top_bar.session
    assert session.mapTo(office.window, QPoint(session.width(), 0)).x() <= size[0]
    assert session.width() >= session.sizeHint().width()
    assert "N" * 200 in session.toolTip()
    remark = next(each for each in page.findChildren(QLabel) if each.text().startswith("XXX"))
    assert remark.text() == "X" * 200 + ": S/\u00a0200.00 sobre el presupuesto"
    assert remark.height() >= remark.heightForWidth(remark.width())


def test_an_office_without_dollars_is_told_no_exchange_rate_under_its_total(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    assert office.seen(QLabel, "total_money").text() == "S/\u00a00.00"
    assert not any(each.startswith("Con los dólares") for each in texts(home(office)))


def test_a_new_office_is_shown_its_first_steps(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    shown = texts(home(office))
    assert "Primeros pasos" in shown
    assert "Sin datos en este período." in shown
    assert "Todavía no hay recibos." in home(office).table._empty_text
