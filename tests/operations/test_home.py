"""The first page: money, what is owed, what is over its budget, and what is to be done."""

from datetime import date, timedelta
from pathlib import Path

from ananea_desktop.operations import copying, receipts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.home import home
from ananea_desktop.operations.receipts import OVER_BUDGET
from tests.builders import (
    NOW,
    PREMIUM,
    a_line,
    a_purchase,
    a_purchase_line,
    an_egreso,
    an_office_on_disk,
    issued,
    save_account,
    save_member,
    save_project,
    save_supplier,
)


def test_new_office_has_everything_still_to_do(books: Books) -> None:
    page = home(books)
    assert page.today == date(2026, 11, 23)
    assert page.hour == 9
    assert [(row["name"], row["balance"]) for row in page.accounts] == [("Caja", 0)]
    assert page.premium == {"opening": 0, "income": 0, "spent": 0}
    assert (page.receipts, page.over_budget, page.unpaid) == ([], [], (0, 0))
    assert page.days_since_usb_copy is None
    assert set(page.first_steps.values()) == {False}


def test_first_steps_are_ticked_off(books: Books) -> None:
    save_member(books)
    issued(books)
    assert [name for name, done in home(books).first_steps.items() if done] == ["members", "receipts"]


def test_last_receipts_come_newest_first(books: Books) -> None:
    for _time in range(6):
        issued(books)
    issued(books, issued_on="01/01/2026")
    assert [row["number"] for row in home(books).receipts] == [6, 5, 4, 3, 2]


def test_premium_of_the_year_leaves_out_other_funds_and_annulled(books: Books) -> None:
    issued(books, a_line(amount="10.00", fund_id=PREMIUM), issued_on="31/12/2025")
    issued(books, a_line(amount="5.00", fund_id=PREMIUM), issued_on="01/01/2026")
    issued(books, a_line(amount="7.00"))
    receipts.issue(books, an_egreso(a_line(amount="2.00", fund_id=PREMIUM)))
    receipts.annul(books, issued(books, a_line(amount="9.00", fund_id=PREMIUM)).id, "Duplicado")
    assert home(books).premium == {"opening": 1000, "income": 500, "spent": 200}


def test_project_over_its_budget_is_shown(books: Books) -> None:
    project = str(save_project(books, budget="10.00"))
    receipts.issue(books, an_egreso(a_line(amount="10.00", project_id=project)))
    assert home(books).over_budget == []
    receipts.issue(books, an_egreso(a_line(amount="0.01", project_id=project)), confirmed=[OVER_BUDGET])
    assert [(row["name"], row["budget"], row["spent"]) for row in home(books).over_budget] == [
        ("Alojamiento", 1000, 1001)
    ]


def test_what_is_owed_is_told_in_soles_until_it_is_paid(books: Books) -> None:
    supplier = save_supplier(books)
    account = save_account(books)
    line = a_purchase_line(quantity="1", unit_price="100.00")
    records.save_purchase(books, a_purchase(supplier), [line])
    dollars = a_purchase(supplier, number="124", currency="USD", exchange_rate="3.752")
    purchase = records.save_purchase(books, dollars, [line])
    assert home(books).unpaid == (2, 10_000 + 37_520)
    draft = receipts.draft_for_purchase(books, purchase)
    draft.issued_on = "23/11/2026"
    assert (draft.account_id, draft.exchange_rate) == (account, "3.752")
    receipts.issue(books, draft)
    assert home(books).unpaid == (1, 10_000)


def test_days_since_the_last_usb_copy_are_counted(tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    copying.copy_to(books, tmp_path / "usb")
    assert home(books).days_since_usb_copy == 0
    books.clock = lambda: NOW + timedelta(days=9)
    assert home(books).days_since_usb_copy == 9
    books.file.close()
