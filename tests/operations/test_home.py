"""The first page: money, what is owed, what is over its budget, and what is to be done."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ananea_desktop.documents.slides import TableSlide
from ananea_desktop.domain.assemblies import ASSEMBLIES
from ananea_desktop.domain.language import SPANISH
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.presentations import Presentation, SlideChoice, SlideKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    copying,
    premium,
    project_budgets,
    purchases,
    receipt_drafts,
    receipts,
    records,
    reports,
    slides,
    trainings,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Period
from ananea_desktop.operations.home import HomeFigures, home, home_figures
from ananea_desktop.operations.slide_teller import soles
from tests.builders import (
    NOW,
    PREMIUM,
    a_budget,
    a_line,
    a_purchase,
    a_purchase_line,
    a_stick,
    a_training,
    an_egreso,
    an_office_on_disk,
    issue_anyway,
    issued,
    save_account,
    save_member,
    save_project,
    save_supplier,
)
from tests.documents.papers import page_letters


def figures(books: Books) -> HomeFigures:
    return at_once(home_figures(books))


def test_new_office_has_everything_still_to_do(books: Books) -> None:
    page = home(books)
    assert page.today == date(2026, 11, 23)
    assert page.hour == 9
    assert [row["name"] for row in page.accounts] == ["Caja"]
    assert (page.receipts, page.projects, page.copies.made_on) == ([], [], None)
    found = figures(books)
    assert (found.accounts, found.funds) == ({1: 0}, {1: 0, 2: 0})
    assert found.premium == Period(opening=0, income=0, spent=0)
    assert (found.over_budget, found.unpaid, found.chart.is_empty) == ([], (0, 0, 0), True)
    assert all(chart.is_empty for chart in found.premium_charts)
    assert [name for name, done in page.first_steps.items() if done] == ["guide"]  # it was not left halfway
    assert page.is_beginning


def test_first_steps_are_ticked_off(books: Books) -> None:
    save_member(books)
    issued(books)
    assert [name for name, done in home(books).first_steps.items() if done] == ["guide", "members", "receipts"]


def test_last_receipts_come_newest_first(books: Books) -> None:
    for _time in range(6):
        issued(books)
    issued(books, issued_on="01/01/2026")
    assert [row["number"] for row in home(books).receipts] == [6, 5, 4, 3, 2]


def test_premium_of_the_year_leaves_out_other_funds_and_annulled(books: Books) -> None:
    issued(books, a_line(amount="10.00", fund_id=PREMIUM), issued_on="31/12/2025")
    issued(books, a_line(amount="5.00", fund_id=PREMIUM), issued_on="01/01/2026")
    issued(books, a_line(amount="7.00"))
    issue_anyway(books, an_egreso(a_line(amount="2.00", fund_id=PREMIUM)))
    receipts.annul(books, issued(books, a_line(amount="9.00", fund_id=PREMIUM)).id, "Duplicado")
    assert figures(books).premium == Period(opening=1000, income=500, spent=200)


def test_project_over_its_budget_is_shown(books: Books) -> None:
    project = str(save_project(books, budget="10.00"))
    issue_anyway(books, an_egreso(a_line(amount="10.00", project_id=project)))
    assert figures(books).over_budget == []
    issue_anyway(books, an_egreso(a_line(amount="0.01", project_id=project)))
    assert [(row["name"], row["budget"], row["spent"]) for row in figures(books).over_budget] == [
        ("Alojamiento", 1000, 1001)
    ]


def test_what_is_owed_is_told_in_soles_until_it_is_paid(books: Books) -> None:
    supplier = save_supplier(books)
    account = save_account(books)
    line = a_purchase_line(quantity="1", unit_price="100.00")
    purchases.save(books, a_purchase(supplier), [line])
    dollars = a_purchase(supplier, number="124", currency="USD", exchange_rate="3.752")
    purchase = purchases.save(books, dollars, [line])
    assert figures(books).unpaid[:2] == (2, 10_000 + 37_520)
    draft = receipt_drafts.for_purchase(books, purchase)
    draft.issued_on = "23/11/2026"
    assert (draft.account_id, draft.exchange_rate) == (account, "3.752")
    issue_anyway(books, draft)
    assert figures(books).unpaid[:2] == (1, 10_000)


def test_days_since_the_last_usb_copy_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    copying.copy_to(books, a_stick(tmp_path / "usb", monkeypatch))
    assert home(books).copies.days == 0
    books.clock = lambda: NOW + timedelta(days=9)
    assert home(books).copies.days == 9
    books.file.close()


def test_balances_are_those_of_accounts_and_funds(books: Books) -> None:
    account = save_account(books)
    issued(books, a_line(amount="10.00"))
    issued(books, a_line(amount="3.00", fund_id=PREMIUM), account_id=account, exchange_rate="3.752")
    found = figures(books)
    assert found.accounts == {1: 1000, 2: 300}
    assert found.funds == {1: 1126, 2: 1000}


def test_the_total_in_soles_is_that_of_slide_and_report(books: Books) -> None:
    account = save_account(books)
    issued(books, a_line(amount="10.00"))
    issued(books, a_line(amount="3.00", fund_id=PREMIUM), account_id=account, exchange_rate="3.752")
    issue_anyway(books, an_egreso(a_line(amount="1.00"), account_id=account, exchange_rate="3.80"))
    assert figures(books).total == 1000 + 1126 - 380
    year = Presentation(
        first_day=date(2026, 1, 1), last_day=date(2026, 12, 31), slides=(SlideChoice(kind=SlideKind.CASH),)
    )
    slide = at_once(slides.deck(books, year)).slides[0].content
    assert isinstance(slide, TableSlide)
    assert slide.table.totals[-1] == soles(figures(books).total)
    report = page_letters(reports.make_report(books, "informe", 2026, SPANISH, "pdf"))
    assert format_amount(figures(books).total) in report


def test_the_largest_projects_of_the_year_come_with_what_they_spent(books: Books) -> None:
    for number in range(1, 8):
        save_project(books, budget=f"{number}00.00", name=f"Proyecto {number}")
    save_project(books, budget="9,000.00", name="De antes", starts_on="01/03/2020", ends_on="01/12/2020")
    save_project(books, name="Sin presupuesto")
    issue_anyway(books, an_egreso(a_line(amount="5.00", project_id="7")))
    page = home(books)
    assert [row["name"] for row in page.projects] == [f"Proyecto {number}" for number in (7, 6, 5, 4, 3)]
    assert figures(books).spent[page.projects[0]["id"]] == 500


def test_trainings_in_safety_are_counted_by_kind_or_topic(books: Books) -> None:
    for kind, topic in (
        ("training", "Seguridad minera"),
        ("training", "SST en socavón"),
        ("training", "Contabilidad"),
        ("induction", "Bienvenida"),
        ("emergency_drill", "Sismo"),
    ):
        trainings.save(books, a_training(kind=kind, topic=topic), [])
    trainings.save(books, a_training(kind="induction", held_on="10/11/2025"), [])
    assert home(books).safety_trainings == 4


def an_assembly(**changes: str) -> dict[str, str]:
    texts = {"kind": "ordinary", "held_on": "27/02/2027", "first_call": "09:00", "place": "Ananea", "agenda": "Cuentas"}
    return texts | {"first_quorum": "50", "second_quorum": "0"} | changes


def test_the_next_assembly_is_told_and_the_yearly_one_is_asked_for_in_its_time(books: Books) -> None:
    assert (home(books).next_assembly, home(books).assembly_is_due) == (None, False)
    books.clock = lambda: NOW.replace(year=2027, month=1)
    assert home(books).assembly_is_due
    records.save(books, ASSEMBLIES, an_assembly(kind="extraordinary"))
    assert home(books).assembly_is_due
    records.save(books, ASSEMBLIES, an_assembly(held_on="20/03/2027"))
    page = home(books)
    assert page.next_assembly is not None
    assert (page.next_assembly["held_on"], page.assembly_is_due) == (date(2027, 2, 27), False)
    books.clock = lambda: NOW.replace(year=2027, month=4)
    assert home(books).next_assembly is None


def test_budgets_to_ratify_and_lots_to_receive_are_told(books: Books) -> None:
    project = save_project(books, "1,000.00")
    changed = a_budget(amount="1,200.00", reason="Más obra", decided_by="committee", decided_on="10/10/2026")
    project_budgets.approve(books, project, changed)
    lot = {"lot": "EXP-1", "exported_on": "10/11/2026", "buyer": "Central", "metal": "gold", "gross_mg": "1,000"}
    income = premium.save_income(books, {**lot, "fineness": "1000"})
    found = figures(books)
    assert [row["amount"] for row in found.to_ratify] == [120_000]
    assert [(row["id"], row["expected"] - row["received"]) for row in found.expected] == [(income, 200_000)]


def test_the_next_training_and_a_forgotten_one_are_told(books: Books) -> None:
    trainings.save(books, a_training(state="planned", held_on="20/11/2026", topic="Olvidada"))
    trainings.save(books, a_training(state="planned", held_on="01/12/2026", topic="Próxima"))
    found = home(books)
    assert [row["topic"] for row in found.forgotten_trainings] == ["Olvidada"]
    assert found.next_training is not None and found.next_training["topic"] == "Próxima"
