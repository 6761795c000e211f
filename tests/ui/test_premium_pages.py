"""By clicks and keys: a lot of gold noted, its Premium worked out while one types, and the ingreso that brings it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from ananea_desktop import app
from ananea_desktop.operations import premium, receipts, records
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.ui import theme
from ananea_desktop.ui.attendance import AttendanceList
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.tabs.premium import PremiumIncomeForm
from tests.builders import an_office_on_disk, save_account
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]


def at_lots(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_account(books, name="Banco US$", currency="USD")
    books.file.close()
    office = open_office()
    open_premium(office, "premium_incomes")
    return office


def open_premium(office: Office, act: str) -> None:
    """An entry of the menu «Prima Fairtrade» of Proyectos de Prima."""
    go_to(office, 4)
    choose_act(office, "premium_acts", act)


def test_a_lot_is_noted_and_its_money_received(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_lots(open_office, tmp_path)
    press(office, "first")
    form = office.seen(PremiumIncomeForm)
    for name, text in (("lot", "EXP-7"), ("exported_on", "10/11/2026"), ("buyer", "CECOMSAP"), ("gross_mg", "12,345")):
        type_into(office, name, text)
    type_into(office, "fineness", "1000.5")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "lo máximo es 1,000" in form.rows["fineness"].problem()
    assert form.rows["fineness"].field.hasFocus()
    type_into(office, "fineness", "1000")
    assert form.rows["fineness"].problem() == form.strip.text() == ""
    due = office.seen(QLabel, "due")
    fineness = form.rows["fineness"]
    assert due.y() - fineness.geometry().bottom() < 20  # seen while one types, not at the foot of the form
    office.qtbot.waitUntil(lambda: "24,690.00" in due.text())
    form.lines.set_texts([{"reason": "Flete", "usd": "690.00"}])
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (row,) = asked(office, premium.incomes)
    assert (row["expected"], row["received"]) == (2_400_000, 0)
    press(office, "issue")
    page = office.seen(ReceiptPage)
    assert page.back.text() == "Volver a Ingresos de Prima por lote"
    assert page.form.lines.texts()[0]["amount"] == "24,000.00"
    draft = page.form.draft()
    assert (draft.premium_income_id, draft.party_name) == (row["id"], "CECOMSAP")
    draft.operation_number, draft.exchange_rate = "T-1", "3.752"
    asked(office, receipts.issue, draft, ALL)
    assert asked(office, premium.incomes)[0]["received"] == 2_400_000
    open_premium(office, "premium_incomes")
    assert "US$\u00a024,000.00" in [each.text() for each in office.window.findChildren(QLabel) if each.isVisible()]
    assert "Por recibir" not in [each.text() for each in office.window.findChildren(QLabel) if each.isVisible()]


def test_the_keys_go_to_the_first_field_that_is_not_right(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_lots(open_office, tmp_path)
    press(office, "first")
    form = office.seen(PremiumIncomeForm)
    for each in (0, 1):
        office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert [name for name, row in form.rows.items() if row.field.hasFocus()] == ["lot"], each
    office.qtbot.keyClick(form.rows["lot"].field, Qt.Key.Key_F8)
    assert form.rows["buyer"].field.hasFocus()
    type_into(office, "gross_mg", "0")
    type_into(office, "fineness", "1000")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    problems = [name for name, row in form.rows.items() if row.problem()]
    type_into(office, "lot", "EXP-8")
    assert [name for name, row in form.rows.items() if row.problem()] == [each for each in problems if each != "lot"]
    assert form.strip.text() == records.problems_sentence(len(problems) - 1)


@pytest.mark.parametrize("width", [1366, 1024])
def test_what_is_still_to_come_is_seen_at_every_width(open_office: OpenOffice, tmp_path: Path, width: int) -> None:
    office = at_lots(open_office, tmp_path)
    press(office, "first")
    for name, text in (("lot", "EXP-7"), ("exported_on", "10/11/2026"), ("buyer", "CECOMSAP"), ("gross_mg", "12,345")):
        type_into(office, name, text)
    type_into(office, "fineness", "1000")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    office.window.resize(width, 689)
    office.settle()
    table = office.seen(RecordTab).table
    assert not table.isColumnHidden(6)
    assert not table.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("table", ["premium_incomes", "premium_projects", "purchases", "training_sessions"])
def test_only_looking_at_a_form_leaves_no_draft(open_office: OpenOffice, tmp_path: Path, table: str) -> None:
    office = at_lots(open_office, tmp_path)
    office.window.show_record(table, -1)
    office.settle()
    assert not office.seen(RecordForm)._draft_timer.isActive()
    office.keys(Qt.Key.Key_Escape)
    assert asked(office, lambda books: books.file.db.execute("SELECT count(*) FROM drafts").fetchone()[0]) == 0


def test_what_is_wrong_with_a_deduction_stands_beside_it_after_an_empty_line(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = at_lots(open_office, tmp_path)
    press(office, "first")
    form = office.seen(PremiumIncomeForm)
    texts = {"lot": "EXP-7", "exported_on": "10/11/2026", "buyer": "CECOMSAP", "gross_mg": "1000", "fineness": "1000"}
    form.fill({"texts": texts, "lines": [{}, {"reason": "Flete", "usd": "0"}]})
    press(office, "save")
    assert form.lines.problem_fields() == [form.lines.field(1, "usd")]
    form.fill({"lines": [{}, {"reason": "Flete", "usd": "10"}]})
    press(office, "save")
    assert asked(office, premium.incomes)[0]["deducted"] == 1_000


def test_the_next_lot_takes_no_deduction_of_the_one_before(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_lots(open_office, tmp_path)
    press(office, "first")
    form = office.seen(PremiumIncomeForm)
    texts = {"lot": "EXP-7", "exported_on": "10/11/2026", "buyer": "CECOMSAP", "gross_mg": "1000", "fineness": "1000"}
    form.fill({"texts": texts, "lines": [{"reason": "Flete", "usd": "690.00"}]})
    press(office, "save_and_again")
    assert form.lines.texts() == [{"reason": "", "usd": ""}]
    form.fill({"texts": texts | {"lot": "EXP-8"}})
    press(office, "save")
    assert [row["deducted"] for row in asked(office, premium.incomes)] == [0, 69_000]


def test_rates_are_kept_by_day(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_lots(open_office, tmp_path)
    open_premium(office, "premium_rates")
    press(office, "new")
    type_into(office, "metal", "ecological")
    type_into(office, "valid_from", "01/01/2026")
    type_into(office, "usd_per_kg", "3,000.00")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    texts = {"metal": "ecological", "exported_on": "10/11/2026", "gross_mg": "1,000", "fineness": "1000"}
    due = asked(office, premium.due, texts)
    assert due.usd_due == 300_000


@pytest.mark.parametrize(
    ("act", "title", "year"),
    [
        ("projects_report", "Proyectos de la Prima Fairtrade", 2026),
        ("premium_report", "Informe anual de la Prima", 2026),
        ("premium_ledger", "Libro de la Prima", 2026),
        ("premium_plan", "Plan de uso de la Prima Fairtrade", 2027),
    ],
)
def test_the_papers_of_the_premium_hang_on_its_projects(
    open_office: OpenOffice, tmp_path: Path, act: str, title: str, year: int
) -> None:
    office = at_lots(open_office, tmp_path)
    open_premium(office, act)
    page = office.seen(PaperPage)
    assert (page.title.text(), page.year.value()) == (title, year)
    office.qtbot.waitUntil(lambda: page._pdf.startswith(b"%PDF"))


def test_a_list_that_is_no_tab_says_what_it_is(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_lots(open_office, tmp_path)
    open_premium(office, "premium_rates")
    assert office.seen(QLabel, "list_title").text() == "Tarifas de la Prima"
    assert "1 tarifa de la Prima" in office.seen(RecordTab).totals.accessibleName()
    assert office.window.top_bar.tab(4).isChecked()
    office.window.actions_by_name["tax_rates"].trigger()
    office.settle()
    assert office.seen(QLabel, "list_title").text() == "Tasas de impuestos"
    assert not any(office.window.top_bar.tab(number).isChecked() for number in range(7))
    go_to(office, 4)
    assert office.window.top_bar.tab(4).isChecked()


@pytest.mark.parametrize("dress", [theme.LIGHT, theme.DARK])
def test_a_box_to_tick_is_seen_in_light_and_dark(qtbot: QtBot, dress: theme.Palette) -> None:
    theme.apply_theme(app.make_application(), dress)
    try:
        people = AttendanceList()
        qtbot.addWidget(people)
        people.show_people([(1, ""), (2, "")], [2])
        people.resize(600, 300)
        people.show()
        qtbot.waitExposed(people)
        (view,) = people.findChildren(QListWidget)
        picture = view.viewport().grab().toImage()
        for row, ground in ((0, "edge"), (1, "gold")):
            box = view.visualItemRect(view.item(row))
            seen = {picture.pixelColor(x, box.center().y()).name() for x in range(box.x(), box.x() + 40)}
            assert theme.color(ground).name() in seen
    finally:
        theme.apply_theme(app.make_application(), theme.LIGHT)
