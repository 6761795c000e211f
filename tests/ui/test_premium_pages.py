"""By clicks and keys: a lot of gold noted, its Premium worked out while one types, and the ingreso that brings it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ananea_desktop.operations import premium, receipts
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.tabs.premium import PremiumIncomeForm
from tests.builders import an_office_on_disk, save_account
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked
from tests.ui.test_main_job import press, type_into

OpenOffice = Callable[[], Office]


def at_lots(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_account(books, name="Banco US$", currency="USD")
    books.file.close()
    office = open_office()
    office.window.actions_by_name["premium_incomes"].trigger()
    office.settle()
    return office


def test_a_lot_is_noted_and_its_money_received(open_office: OpenOffice, tmp_path: Path) -> None:
    office = at_lots(open_office, tmp_path)
    press(office, "first")
    form = office.seen(PremiumIncomeForm)
    for name, text in (("lot", "EXP-7"), ("exported_on", "10/11/2026"), ("buyer", "CECOMSAP"), ("gross_mg", "12,345")):
        type_into(office, name, text)
    type_into(office, "fineness", "1000.5")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "lo máximo es 1,000" in form.rows["fineness"].problem()
    type_into(office, "fineness", "1000")
    due = office.seen(QLabel, "due")
    office.qtbot.waitUntil(lambda: "24,690.00" in due.text())
    form.lines.set_texts([{"reason": "Flete", "usd": "690.00"}])
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (row,) = asked(office, premium.incomes)
    assert (row["expected"], row["received"]) == (2_400_000, 0)
    press(office, "issue")
    page = office.seen(ReceiptPage)
    assert page.form.lines.texts()[0]["amount"] == "24,000.00"
    draft = page.form.draft()
    assert (draft.premium_income_id, draft.party_name) == (row["id"], "CECOMSAP")
    draft.operation_number, draft.exchange_rate = "T-1", "3.752"
    asked(office, receipts.issue, draft, ALL)
    assert asked(office, premium.incomes)[0]["received"] == 2_400_000


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
    office.window.actions_by_name["premium_rates"].trigger()
    office.settle()
    press(office, "new")
    type_into(office, "metal", "ecological")
    type_into(office, "valid_from", "01/01/2026")
    type_into(office, "usd_per_kg", "3,000.00")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    texts = {"metal": "ecological", "exported_on": "10/11/2026", "gross_mg": "1,000", "fineness": "1000"}
    due = asked(office, premium.due, texts)
    assert due.usd_due == 300_000
