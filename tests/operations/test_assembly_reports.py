"""What goes to the assembly on paper: the figures of the books to the céntimo, and one page for everyone."""

from datetime import date

import pytest

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import assembly_reports, sample, transfers
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.figures import figures
from ananea_desktop.operations.languages import in_language
from tests.builders import OWN, PREMIUM, a_line, an_egreso, an_office, issued, save_account, save_project
from tests.documents.papers import ink_edges, page_letters, page_texts
from tests.operations.test_money_documents import a_transfer, opened


@pytest.fixture(scope="module")
def books() -> Books:
    made = books_in_memory()
    sample.write_sample(made)
    return made


def report_of(books: Books, year: int) -> bytes:
    return at_once(assembly_reports.treasurer_report(books, year))


def page_of(books: Books, year: int) -> bytes:
    return at_once(assembly_reports.handout(books, year))


def test_report_holds_every_amount_of_the_period(books: Books) -> None:
    found = at_once(figures(books, date(2026, 1, 1), date(2026, 12, 31)))
    text = "\n".join(page_texts(report_of(books, 2026)))
    premium = found.of_funds("premium")
    for amount in (premium.opening, premium.income, -premium.spent, premium.left):
        assert format_amount(amount) in text
    for row in found.projects_of_period:
        assert format_amount(row["spent"]) in text
    for row in found.accounts:
        assert format_amount(row["balance"]) in text


def test_report_adds_up_with_the_difference_of_exchange() -> None:
    books = an_office()
    opened(books)
    transfers.make(books, a_transfer(save_account(books), arrived="99.50"))
    text = "\n".join(page_texts(report_of(books, 2026)))
    for words in ("Saldo de 2025 1,000.00", "Diferencia de cambio −1.88", "Saldo 998.12"):
        assert words in text


def test_report_has_its_charts_and_who_signs(books: Books) -> None:
    text = "\n".join(page_texts(report_of(books, 2026)))
    for words in ("Prima Fairtrade por año", "Dinero por mes", "Socios por edad", "MUESTRA", "página 1 de"):
        assert words in text
    assert "Calsina Pari, Benigno" in text
    assert "Por el consejo de vigilancia" in text


def test_report_of_a_year_without_data_says_so() -> None:
    books = an_office()
    text = "\n".join(page_texts(report_of(books, 1999)))
    assert "no hubo proyectos" in text
    assert "no hubo capacitaciones" in text
    assert "Sin datos" not in text


def test_no_paper_tells_of_a_year_to_come() -> None:
    for make in (assembly_reports.treasurer_report, assembly_reports.handout):
        with pytest.raises(UserError, match="2030 todavía no empieza"):
            at_once(make(an_office(), 2030))


def test_report_with_forty_projects_of_long_names_is_whole() -> None:
    books = an_office()
    for number in range(40):
        save_project(books, "10.00", name=f"{number} " + "W" * 197, heading_id="1")
    pdf = report_of(books, 2026)
    assert page_letters(pdf).count("W") >= 40 * 197
    assert min(ink_edges(pdf)) > 18


def test_hand_out_is_one_page_with_the_three_numbers(books: Books) -> None:
    (text,) = page_texts(page_of(books, 2026))
    for words in ("Nuestra Prima en 2026", "Teníamos", "Gastamos", "Nos queda", "Medio ambiente", "MUESTRA"):
        assert words in text
    assert "De cada 100 soles" in text


def test_hand_out_stays_one_page_whatever_the_year() -> None:
    books = an_office()
    assert len(page_texts(page_of(books, 1999))) == 1
    for number in range(40):
        save_project(books, "999,999,999.00", name="W" * 200, heading_id=str(number % 4 + 1))
    pdf = page_of(books, 2026)
    assert len(page_texts(pdf)) == 1
    assert min(ink_edges(pdf)) > 18


def test_papers_speak_english_too(books: Books) -> None:
    with in_language("en"):
        letters = page_letters(page_of(books, 2026))
        report = page_letters(report_of(books, 2026))
    assert "OurPremiumin2026" in letters
    assert "Treasurer’sreport2026" in report
    assert "Planificado" not in report


def test_hand_out_adds_up_to_what_was_spent_in_the_year() -> None:
    """What a project spent before, and what was paid of other funds, is not on this year's page."""
    books = an_office()
    project = str(save_project(books, "5,000.00", name="Comedor", heading_id="2", starts_on="01/01/2025"))
    issued(books, a_line(amount="2,000", fund_id=PREMIUM), issued_on="01/03/2025")
    for amount, fund, day, of in (
        ("600", PREMIUM, "01/06/2025", project),
        ("100", PREMIUM, "01/06/2026", project),
        ("30", PREMIUM, "02/06/2026", ""),
        ("50", OWN, "03/06/2026", project),
    ):
        line = a_line(amount=amount, fund_id=fund, project_id=of)
        issued(books, line, **vars(an_egreso(line, issued_on=day)) | {"token": f"{amount}{day}"})
    (text,) = page_texts(page_of(books, 2026))
    assert "S/ 130" in text.replace("\u00a0", " ")
    assert "S/ 100" in text.replace("\u00a0", " ")
    assert "Gastos sin proyecto" in text
    assert "77 de cada 100 soles" in text
    assert "700" not in text
    report = "\n".join(page_texts(report_of(books, 2026)))
    assert "150.00" in report  # in the year, of whatever fund
    assert "750.00" in report  # since it began
