"""Lists on paper: every one in both languages and all three forms, and no text without its English."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from ananea_desktop.documents.listing import Listing
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import sample
from ananea_desktop.operations import trainings as training_operations
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.home import home_figures
from ananea_desktop.operations.open_advances import open_advances
from ananea_desktop.operations.receipts import ReceiptFilter, page
from ananea_desktop.operations.reports import REPORTS, make_report
from tests.builders import a_training, an_office, issued, save_supplier


@pytest.fixture(scope="module")
def books() -> Books:
    made = books_in_memory()
    sample.write_sample(made)
    return made


def listing_of(books: Books, name: str, year: int | None) -> Listing:
    return at_once(REPORTS[name].listing(books, year))


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_is_made_in_every_form(books: Books, name: str) -> None:
    year = 2026 if REPORTS[name].by_year else None
    assert make_report(books, name, year, "es", "pdf").startswith(b"%PDF")
    if REPORTS[name].make is None:
        with pytest.raises(UserError, match=r"Guarde como \.pdf"):
            make_report(books, name, year, "es", "xlsx")
        return
    sheet = CalamineWorkbook.from_filelike(BytesIO(make_report(books, name, year, "en", "xlsx"))).get_sheet_by_index(0)
    lines = make_report(books, name, year, "es", "csv").decode("utf-8-sig").splitlines()
    assert len(sheet.to_python()) > 2
    assert len(lines) > 1


def test_the_projects_say_planned_spent_and_balance(books: Books) -> None:
    lines = make_report(books, "proyectos", None, "es", "csv").decode("utf-8-sig").splitlines()
    assert lines[0] == "Proyecto;Planificado S/;Ejecutado S/;Saldo S/;Estado;Resultado"
    assert any(line.startswith("Mantenimiento de chutes;9000.00;9412.50;-412.50") for line in lines)
    english = make_report(books, "proyectos", None, "en", "csv").decode("utf-8-sig")
    assert "Organisation and productivity" in english
    assert "Under way" in english


def test_the_list_of_receipts_adds_up_to_the_accounts(books: Books) -> None:
    listing = listing_of(books, "recibos", None)
    assert listing.totals is not None
    income, spent = listing.totals[6], listing.totals[7]
    balances = sum(at_once(home_figures(books)).funds.values())
    assert isinstance(income, int)
    assert isinstance(spent, int)
    assert income - spent == balances - sum(row["left"] for row in open_advances(books))
    assert len(listing.rows) == len(page(books, ReceiptFilter()))


def test_an_unknown_paper_names_those_there_are(books: Books) -> None:
    with pytest.raises(UserError, match="padron"):
        make_report(books, "nada", None, "es", "pdf")
    with pytest.raises(UserError, match="pdf"):
        make_report(books, "padron", None, "es", "doc")


def test_half_hours_of_training_are_not_cut() -> None:
    books = an_office()
    for duration in ("1.5", "2.5"):
        training_operations.save(books, a_training(duration=duration), [])
    lines = make_report(books, "capacitaciones", None, "es", "csv").decode("utf-8-sig").splitlines()
    assert [line.split(";")[4] for line in lines] == ["Horas", "1.5", "2.5"]
    totals = listing_of(books, "capacitaciones", None).totals
    assert totals is not None
    assert totals[4] == 4000


def test_a_list_longer_than_a_page_is_whole() -> None:
    books = an_office()
    for number in range(1, 1102):
        save_supplier(books, name=f"Ñandú {number % 7}", ruc="")
    for _number in range(501):
        issued(books)
    assert len(listing_of(books, "proveedores", None).rows) == 1101
    listing = listing_of(books, "recibos", 2026)
    assert len(listing.rows) == 501
    assert listing.totals is not None
    assert listing.totals[6] == 501 * 5000


def test_a_year_is_refused_where_a_list_has_none(books: Books) -> None:
    with pytest.raises(UserError, match="no es por año"):
        make_report(books, "padron", 2020, "es", "pdf")
