"""The Premium's ledger ties to the accounts to the céntimo, whatever was written; the year's report and the lots."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from ananea_desktop.documents.listing import GroupRow
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    charges,
    premium_reports,
    project_budgets,
    projects,
    receipt_drafts,
    receipt_warnings,
    sample,
    transfers,
)
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.figures import figures
from ananea_desktop.operations.premium_reports import LedgerLine, ledger_lines
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.storage import lists
from tests.builders import (
    OWN,
    PREMIUM,
    TILL,
    a_budget,
    a_draft,
    a_line,
    a_project,
    an_egreso,
    issue_anyway,
    issued,
    save_account,
    save_member,
    save_project,
)
from tests.operations.test_sums import RECEIPTS, Movement, office_with

ALWAYS = (date.min, date.max)


def held(books: Books) -> dict[str, int]:
    """The money in the accounts, by currency."""
    found = {"PEN": 0, "USD": 0}
    for row in lists.account_balances(books.db):
        found[row["currency"]] += row["balance"]
    return found


def amounts(line: LedgerLine) -> tuple[int, int, int]:
    return line.pen, line.usd, line.soles


def adds_up(lines: list[LedgerLine]) -> bool:
    sums = [sum(column) for column in zip(*(amounts(each) for each in lines[:-1]), strict=True)]
    return tuple(sums) == amounts(lines[-1])


@pytest.fixture(scope="module")
def sample_books() -> Books:
    made = books_in_memory()
    sample.write_sample(made)
    return made


@for_any(movements=st.lists(RECEIPTS, max_size=10))
def test_ledger_ties_to_the_accounts_in_any_book(movements: list[Movement]) -> None:
    books = office_with(movements)
    closing = ledger_lines(books, *ALWAYS, fund_kind=None)[-1]
    assert {"PEN": closing.pen, "USD": closing.usd} == held(books)
    for kind in ("premium", "own"):
        years = [ledger_lines(books, date(year, 1, 1), date(year, 12, 31), kind) for year in (2025, 2026)]
        assert all(adds_up(each) for each in years)
        assert amounts(years[0][-1]) == amounts(years[1][0])
    books.file.close()


def test_ledger_of_the_sample_with_advances_transfers_and_corrections(sample_books: Books) -> None:
    every = ledger_lines(sample_books, *ALWAYS, fund_kind=None)
    assert {"PEN": every[-1].pen, "USD": every[-1].usd} == held(sample_books)
    words = [each.words for each in every]
    assert "Diferencia de cambio" in words
    assert "Entregas por rendir, menos lo rendido y devuelto" in words
    for year in range(2018, 2027):
        for kind in ("premium", "own", None):
            lines = ledger_lines(sample_books, date(year, 1, 1), date(year, 12, 31), kind)
            assert adds_up(lines)
            before = ledger_lines(sample_books, date(year - 1, 1, 1), date(year - 1, 12, 31), kind)
            assert amounts(lines[0]) == amounts(before[-1])


def test_ledger_on_paper_ends_with_what_is_left(sample_books: Books) -> None:
    listing = premium_reports.ledger(sample_books, 2026)
    first, last = listing.rows[0], listing.rows[-1]
    assert isinstance(first, GroupRow)
    assert isinstance(last, GroupRow)
    assert (first.text, last.text) == ("Saldo inicial", "Saldo final")


def test_lots_of_the_sample_came_in_to_the_cent(sample_books: Books) -> None:
    listing = premium_reports.lots(sample_books, 2026)
    first, second = (tuple(row) for row in listing.rows if not isinstance(row, GroupRow))
    assert first[6:] == ("12,345.000", 200_000, 2_469_000, 0, 2_469_000, 9_263_688)
    assert second[6:] == ("2,150.000", 200_000, 430_000, 10_000, 420_000, 1_575_840)
    assert any("Flete" in note for note in listing.notes)
    assert sum("precio mínimo" in note for note in listing.notes) == 1


def test_report_of_the_year_has_the_headings_and_says_what_was_reached(sample_books: Books) -> None:
    listing = premium_reports.annual(sample_books, 2026)
    headings = [row.text for row in listing.rows if isinstance(row, GroupRow)]
    assert headings[:2] == ["Organización y productividad", "Trabajadores y condiciones de trabajo"]
    assert listing.totals is not None
    rows = [row for row in listing.rows if not isinstance(row, GroupRow)]
    spent = [row[3] for row in rows if isinstance(row[3], int)]
    assert listing.totals[3] == sum(spent) > 0
    assert any("saldo final" in note for note in listing.notes)


def test_the_annual_report_of_the_sample_says_what_went_over_and_whom_it_helped(sample_books: Books) -> None:
    listing = premium_reports.annual(sample_books, 2026)
    assert any("gastó 412.50 más que lo aprobado. Motivo: La base del chute" in note for note in listing.notes)
    assert any(note.startswith("Socios y socias: 102 personas: 27 mujeres, 75 hombres") for note in listing.notes)
    told = {str(row[0]).partition(" (")[0]: str(row[5]) for row in listing.rows if not isinstance(row, GroupRow)}
    assert told["Mantenimiento de chutes"].startswith("En marcha. Avance: 50 %")


def test_aportaciones_are_a_line_of_their_own_and_no_income(books: Books) -> None:
    save_member(books)
    charges.make(books, ChargeDraft(kind="contribution", concept="Ingreso", amount="300"))
    draft = replace(receipt_drafts.for_debts(books, [1]), account_id=TILL, issued_on="23/11/2026")
    issue_anyway(books, replace(draft, lines=[*draft.lines, a_line(amount="40.00")]))
    lines = ledger_lines(books, date(2026, 1, 1), date(2026, 12, 31), "own")
    assert [(each.words, each.soles) for each in lines] == [
        ("Saldo inicial", 0),
        ("Ingresos", 4_000),
        ("Aportaciones, menos lo devuelto", 30_000),
        ("Saldo final", 34_000),
    ]
    assert adds_up(lines)
    found = at_once(figures(books, date(2026, 1, 1), date(2026, 12, 31)))
    assert (found.of_funds().income, found.of_funds().capital, found.total) == (4_000, 30_000, 34_000)
    assert found.by_month() == {"2026-11": (4_000, 0)}


def test_what_an_advance_in_dollars_gained_is_difference_of_exchange(books: Books) -> None:
    dollars = save_account(books, name="Banco US$", currency="USD")
    given = {"account_id": dollars, "method": "transfer", "operation_number": "1"}
    issue_anyway(books, a_draft(a_line(amount="100.00", fund_id=PREMIUM), exchange_rate="3.700", **given))
    line = a_line(amount="60.00", fund_id=PREMIUM)
    advance = issue_anyway(books, an_egreso(line, is_advance=True, exchange_rate="3.700", **given))
    back = a_line(amount="40.00", fund_id=PREMIUM)
    issue_anyway(books, a_draft(back, advance_id=advance.id, exchange_rate="3.800", **given))
    lines = ledger_lines(books, date(2026, 1, 1), date(2026, 12, 31))
    found = {each.words: amounts(each) for each in lines}
    assert found["Entregas por rendir, menos lo rendido y devuelto"] == (0, -2_000, -7_400)
    assert found["Diferencia de cambio"] == (0, 0, 400)
    assert adds_up(lines)
    rest = a_line(amount="20.00", fund_id=PREMIUM)
    issue_anyway(books, a_draft(rest, advance_id=advance.id, exchange_rate="3.600", **given))
    lines = ledger_lines(books, date(2026, 1, 1), date(2026, 12, 31))
    assert [each.words for each in lines] == ["Saldo inicial", "Ingresos", "Diferencia de cambio", "Saldo final"]
    assert (amounts(lines[2]), adds_up(lines)) == ((0, 0, 200), True)


def test_an_advance_of_two_funds_gains_for_each_its_part(books: Books) -> None:
    dollars = save_account(books, name="Banco US$", currency="USD")
    given = {"account_id": dollars, "method": "transfer", "operation_number": "1"}

    def parts(premium: str, own: str) -> list[dict[str, str]]:
        return [a_line(amount=premium, fund_id=PREMIUM), a_line(amount=own, fund_id=OWN)]

    issue_anyway(books, a_draft(*parts("100.00", "100.00"), exchange_rate="3.700", **given))
    draft = an_egreso(*parts("50.00", "30.00"), is_advance=True, exchange_rate="3.700", **given)
    advance = issue_anyway(books, draft)
    issue_anyway(books, a_draft(*parts("50.00", "30.00"), advance_id=advance.id, exchange_rate="3.900", **given))
    year = date(2026, 1, 1), date(2026, 12, 31)
    found = at_once(figures(books, *year))
    for kind, left in (("premium", 38_000), ("own", 37_600)):
        assert found.of_funds(kind).left == ledger_lines(books, *year, kind)[-1].soles == left


def test_the_annual_report_ties_to_the_ledger(books: Books) -> None:
    issued(books, a_line(amount="1,000.00", fund_id=PREMIUM))
    project = str(save_project(books, budget="500.00"))
    for fund, of_project, amount in (
        (PREMIUM, project, "30.00"),
        (OWN, project, "70.00"),
        (PREMIUM, "", "100.00"),
        (OWN, "", "9.00"),
    ):
        issue_anyway(books, an_egreso(a_line(amount=amount, fund_id=fund, project_id=of_project)))
    report = premium_reports.annual(books, 2026)
    assert report.totals is not None
    assert report.totals[3] == 10_000
    assert report.notes[:3] == (
        "La Prima en soles: saldo inicial 0.00, ingresos 1,000.00, gastado 130.00, saldo final 870.00.",
        "De la Prima se gastó 100.00 sin proyecto: no está en el cuadro.",
        "De lo gastado en el año que dice el cuadro, 70.00 es de otros fondos y no de la Prima.",
    )
    issue_anyway(books, an_egreso(a_line(amount="20.00", fund_id=PREMIUM), is_advance=True))
    assert premium_reports.annual(books, 2026).notes[1] == (
        "En el saldo final hay además −20.00 por saldos de apertura, aportaciones, entregas por rendir o cambio."
    )


def test_a_fund_that_paid_more_than_its_part_of_a_budget_is_told(books: Books) -> None:
    project = save_project(books)
    parts = ((PREMIUM, "600.00"), (OWN, "400.00"))
    lines = [{"concept": "Madera", "year": "2026", "fund_id": fund, "amount": amount} for fund, amount in parts]
    project_budgets.approve(books, project, a_budget(amount=""), lines)
    for amount in ("600.00", "50.00"):
        issue_anyway(books, an_egreso(a_line(amount=amount, fund_id=PREMIUM, project_id=str(project))))
    notes = premium_reports.annual(books, 2026).notes
    assert "Alojamiento: de Prima Fairtrade se gastó 50.00 más que su parte del presupuesto." in notes
    assert not any("de Fondos propios se gastó" in note for note in notes)
    only_premium = [lines[0] | {"amount": "1,000.00"}]
    change = a_budget(amount="", reason="Todo de la Prima", decided_on="10/10/2026")
    project_budgets.approve(books, project, change, only_premium)
    issue_anyway(books, an_egreso(a_line(amount="7.00", fund_id=OWN, project_id=str(project))))
    notes = premium_reports.annual(books, 2026).notes
    assert "Alojamiento: de Fondos propios se gastó 7.00 más que su parte del presupuesto." in notes
    assert not any("de Prima Fairtrade se gastó" in note for note in notes)


def test_what_the_assembly_has_not_ratified_is_told(books: Books) -> None:
    project = save_project(books, budget="500.00")
    change = a_budget(decided_on="10/10/2026", decided_by="committee", amount="900.00", reason="Subió la madera")
    budget = project_budgets.approve(books, project, change)
    sentence = (
        "Alojamiento: El comité de la Prima aprobó S/\xa0900.00 el 10/10/2026: falta que la asamblea lo ratifique."
    )
    assert sentence in premium_reports.annual(books, 2026).notes
    assert sentence not in premium_reports.annual(books, 2025).notes
    project_budgets.ratify(books, budget, {"ratified_on": "20/11/2026", "acta": "Asamblea 20/11/2026"})
    assert sentence not in premium_reports.annual(books, 2026).notes


def test_the_report_of_a_year_ago_says_the_state_of_then(books: Books) -> None:
    def told(year: int) -> str:
        return next(str(row[5]) for row in premium_reports.annual(books, year).rows if not isinstance(row, GroupRow))

    days = {"starts_on": "01/02/2025", "ends_on": "30/11/2026"}
    project = save_project(books, **days)
    cancelled = {"state": "cancelled", "state_evidence": "Acta 9", "state_since": "15/01/2026"}
    projects.save(books, a_project(**days, **cancelled), project)
    assert (told(2025), told(2026)) == ("Propuesto", "Cancelado")


def test_a_fund_that_spent_more_than_it_has_is_told_as_what_it_borrowed(books: Books) -> None:
    issued(books, a_line(amount="100.00", fund_id=PREMIUM))
    issue_anyway(books, an_egreso(a_line(amount="30.00", fund_id=OWN)))
    (sentence,) = premium_reports.borrowed(books, date(2026, 12, 31))
    assert sentence == "Fondos propios debe S/\xa030.00 a los otros fondos: gastó más de lo que tiene."
    assert sentence in premium_reports.ledger(books, 2026).notes
    assert list(premium_reports.borrowed(books, date(2025, 12, 31))) == []


def test_the_exchange_of_own_money_is_no_difference_of_the_premium(books: Books) -> None:
    dollars = save_account(books, name="Banco US$", currency="USD")
    for fund in (PREMIUM, OWN):
        given = {"account_id": dollars, "exchange_rate": "3.700", "method": "transfer", "operation_number": "1"}
        issue_anyway(books, a_draft(a_line(amount="100.00", fund_id=fund), **given))
    for fund, amount, arrived in ((PREMIUM, "100.00", "380.00"), (OWN, "50.00", "180.00")):
        draft = TransferDraft(
            from_account=dollars,
            to_account=TILL,
            issued_on="20/11/2026",
            lines=[{"fund_id": fund, "amount": amount}],
            exchange_rate="3.700",
            arrived=arrived,
        )
        transfers.make(books, draft, receipt_warnings.ALL)
    year = date(2026, 1, 1), date(2026, 12, 31)
    found = {kind: {each.words: each for each in ledger_lines(books, *year, kind)} for kind in ("premium", "own")}
    assert [found[kind]["Diferencia de cambio"].soles for kind in ("premium", "own")] == [1_000, -500]
    for kind in ("premium", "own"):
        assert found[kind]["Traspasos entre monedas"].soles == 0
        assert adds_up(ledger_lines(books, *year, kind))
