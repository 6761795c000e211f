"""What members owe, as lists and papers tell it: by person, by age, by year; aportaciones never with the rest."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import charges, checking, debt_reports, debt_slips, debts, receipt_drafts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.home import home_figures
from ananea_desktop.operations.reports import REPORTS, make_report
from tests.builders import TILL, an_office, issue_anyway, save_member

TODAY = date(2026, 11, 23)


def charged(books: Books, kind: str, amount: str, due_on: date, *members: int, currency: str = "PEN") -> None:
    draft = ChargeDraft(
        kind=kind,
        concept=f"De {due_on}",
        amount=amount,
        charged_on="01/01/2026",
        due_on=due_on.strftime("%d/%m/%Y"),
        members=members,
        currency=currency,
    )
    charges.make(books, draft)


@pytest.fixture
def books() -> Iterator[Books]:
    books = an_office()
    for number, name in enumerate(("Apaza", "Ñaupa", "Zea"), start=1):
        save_member(books, document_number=f"1000000{number}", number=str(number), paternal_surname=name)
    charged(books, ChargeKind.ORDINARY_DUE, "60", TODAY - timedelta(days=31), 1, 2)
    charged(books, ChargeKind.CONTRIBUTION, "200", TODAY - timedelta(days=120), 2)
    charged(books, ChargeKind.FINE, "30", TODAY + timedelta(days=5), 1)
    charged(books, ChargeKind.FINE, "10", TODAY, 3, currency="USD")
    draft = receipt_drafts.for_debts(books, [1])
    draft.account_id, draft.issued_on = TILL, "20/11/2026"
    draft.lines[0]["amount"] = "25"
    issue_anyway(books, draft)
    yield books
    assert checking.check(books).problems == []


@given(st.integers(-400, 400))
def test_every_debt_is_in_one_group_of_age(days: int) -> None:
    place = debts.age_place(TODAY - timedelta(days=days), TODAY)
    assert place == (0 if days <= 0 else 1 if days <= 30 else 2 if days <= 60 else 3 if days <= 90 else 4)


def test_who_owes_stands_with_the_oldest_first_and_each_thing_apart(books: Books) -> None:
    found = debts.debtors(books)
    assert [(row["id"], row["days"]) for row in found] == [(2, 120), (1, 31), (3, 0)]
    assert found[0]["left"] == {"contribution": 20_000, "dues": 6_000, "fine": 0}
    assert found[1]["left"] == {"contribution": 0, "dues": 3_500, "fine": 3_000}
    assert (found[2]["dollars"], found[2]["charges"]) == (1_000, [5])


def test_ages_on_a_day(books: Books) -> None:
    today = {(row["member_id"], row["charge_kind"]): row["ages"] for row in debts.aged(books, TODAY)}
    assert today[1, "ordinary_due"] == [0, 0, 3_500, 0, 0]
    assert today[2, "contribution"] == [0, 0, 0, 0, 20_000]
    assert today[1, "fine"] == [3_000, 0, 0, 0, 0]
    before = {(row["member_id"], row["charge_kind"]): row["ages"] for row in debts.aged(books, date(2026, 11, 10))}
    assert before[1, "ordinary_due"] == [0, 6_000, 0, 0, 0]  # the payment came later


def test_the_card_of_one(books: Books) -> None:
    card = debts.account_card(books, 1)
    assert [(each.family, each.charged, each.paid, each.left) for each in card.balances] == [
        ("dues", 6_000, 2_500, 3_500),
        ("fine", 3_000, 0, 3_000),
    ]
    assert [(row["left"], row["is_overdue"]) for row in card.open] == [(3_500, True), (3_000, False)]
    assert card.can_pay == [1, 4]


def rows_of(books: Books, name: str, year: int | None = None) -> list[list[str]]:
    content = make_report(books, name, year, "es", "csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";" if ";" in content.splitlines()[0] else ","))


def test_arrears_add_up_each_kind_alone(books: Books) -> None:
    text = "\n".join(" ".join(row) for row in rows_of(books, "morosidad"))
    assert "Apaza Núñez, José" in text
    found = at_once(REPORTS["morosidad"].listing(books, None))
    totals = [row for row in found.rows if not isinstance(row, tuple) or row[1] is None]
    assert [tuple(found.cells(row))[3:] for row in totals[1:]] == [
        ("Cuota ordinaria", None, 0, 0, 9_500, 0, 0, 9_500),
        ("Multa", None, 3_000, 0, 0, 0, 0, 3_000),
        ("Multa (US$)", None, 1_000, 0, 0, 0, 0, 1_000),
        ("Aportación", None, 0, 0, 0, 0, 20_000, 20_000),
    ]


def test_expected_and_received_of_a_year(books: Books) -> None:
    charges.waive(books, 2, "Accidente")
    listing = debt_reports.expected(books, 2026)
    mine = [tuple(row) for row in listing.rows if isinstance(row, tuple) and row[1] and row[2] == "Cuota ordinaria"]
    assert [row[3:] for row in mine] == [(6_000, 2_500, 0, 3_500), (6_000, 0, 6_000, 0)]
    assert debt_reports.expected(books, 2025).rows == []


def test_the_statement_has_a_balance_for_each_family(books: Books) -> None:
    listing = debt_reports.statement(books, 1)
    found = [tuple(listing.cells(row)) for row in listing.rows]
    assert [(row[0], *row[3:]) for row in found] == [
        ("Cuotas (S/)", 6_000, 2_500, 3_500),
        (date(2026, 1, 1), 6_000, None, 6_000),
        (date(2026, 11, 20), None, 2_500, 3_500),
        ("Multas (S/)", 3_000, None, 3_000),
        (date(2026, 1, 1), 3_000, None, 3_000),
    ]
    assert found[2][1] == "Pago con recibo 001-000001: Cuota ordinaria: De 2026-10-23"
    english = debt_reports.statement_file(books, 1, "en", "csv").decode("utf-8-sig")
    assert "Paid with receipt 001-000001: Ordinary due: De 2026-10-23" in english
    with pytest.raises(UserError, match="No hay nadie con el documento"):
        debt_reports.member_of(books, "99999999")


def test_runs_are_listed_with_what_came_of_them_and_annulled_ones_count_nothing(books: Books) -> None:
    charges.annul_run(books, 3, "Se decidió otra cosa")
    listing = debt_reports.runs(books, 2026)
    found = [tuple(listing.cells(row)) for row in listing.rows]
    assert found[0][4:] == (2, 12_000, 2_500, 0, 9_500)
    assert found[2][2:] == ("ANULADO: De 2026-11-28", date(2026, 11, 28), 1, 0, 0, 0, 0)


def words_of(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [str(page.get_textpage().get_text_bounded()) for page in document]


def test_slips_go_to_who_is_behind_four_to_a_page(books: Books) -> None:
    (page,) = words_of(at_once(debt_slips.slips(books)))
    assert "Ñaupa Núñez, José" in page
    assert "Debe: Aportaciones S/ 200.00 · Cuotas S/ 60.00" in page
    assert "Multa" not in page.split("Zea")[0]  # it is not due yet
    assert "US$ 10.00" in page
    for number in range(11, 15):
        save_member(books, document_number=f"100000{number}", number=str(number))
    charged(books, ChargeKind.FINE, "5", TODAY, 4, 5, 6, 7)
    assert len(words_of(at_once(debt_slips.slips(books, "en")))) == 2
    assert "Nadie debe nada" in words_of(at_once(debt_slips.slips(books, only=())))[0]


def test_the_first_page_tells_who_is_behind_with_dues_and_fines(books: Books) -> None:
    charged(books, ChargeKind.FINE, "5", TODAY - timedelta(days=1), 3)
    found = at_once(home_figures(books))
    assert found.owing == (
        3,
        3_500 + 6_000 + 500,
    )  # neither the aportación, nor what is due today or later, nor dollars
