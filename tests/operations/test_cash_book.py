"""The cash book in SUNAT's formats ties to the accounts, and says which movements have no accounting code yet."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ananea_desktop.documents.listing import GroupRow, Listing
from ananea_desktop.domain.accounting import ACCOUNTING_CODES, PAYMENT_CODES
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.receipts import METHOD_NAMES
from ananea_desktop.operations import charges, receipt_drafts, receipts, records, sample, transfers
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.cash_book import bank_book, till_book
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.storage import statistics
from tests.builders import OWN, PREMIUM, TILL, a_line, an_egreso, issue_anyway, issued, save_account, save_member


def movements(listing: Listing) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in listing.rows if not isinstance(row, GroupRow)]


def balances(listing: Listing) -> dict[str, int]:
    """Each balance row's amount, negative where it stands as creditor."""
    return {
        row.text: int(row.values[-2] or 0) - int(row.values[-1] or 0)  # type: ignore[arg-type]
        for row in listing.rows
        if isinstance(row, GroupRow)
    }


def a_code(**changes: str) -> dict[str, str]:
    return {"applies_to": "concept", "concept": "Cuota", "code": "1211", "name": "Cuotas por cobrar"} | changes


def test_opening_movements_and_closing_balance_tie(books: Books) -> None:
    issued(books, a_line(amount="100.00"), issued_on="20/12/2025")
    issued(books, a_line(amount="30.00"), a_line(concept="Multa", amount="20.00"), issued_on="05/01/2026")
    issue_anyway(books, an_egreso(a_line(concept="Cascos", amount="45.00"), issued_on="06/01/2026"))
    listing = till_book(books, 2026)
    assert balances(listing) == {"Caja: saldo inicial": 10_000, "Caja: saldo final": 10_500}
    assert [row[0] for row in movements(listing)] == ["RI 001-000002", "RI 001-000002", "RE 001-000001"]
    assert [row[-2:] for row in movements(listing)] == [(3_000, None), (2_000, None), (None, 4_500)]
    assert listing.totals is not None
    assert tuple(listing.totals[-2:]) == (5_000, 4_500)


def test_annulled_stands_with_nothing(books: Books) -> None:
    receipts.annul(books, issued(books).id, "Duplicado")
    (row,) = movements(till_book(books, 2026))
    assert row[2].startswith("ANULADO: Cuota de noviembre")
    assert row[-2:] == (None, None)


def test_codes_are_looked_up_by_concept_then_other_account_then_fund(books: Books) -> None:
    records.save(books, ACCOUNTING_CODES, a_code(concept="cuota de NOVIEMBRE", code="1212", name="Cuota de noviembre"))
    records.save(books, ACCOUNTING_CODES, a_code())
    records.save(books, ACCOUNTING_CODES, a_code(applies_to="fund", fund_id=PREMIUM, code="4699", name="Prima"))
    bank = save_account(books, name="Banco", currency="PEN")
    records.save(books, ACCOUNTING_CODES, a_code(applies_to="account", account_id=bank, code="1041", name="Bancos"))
    issued(books, a_line(), a_line(concept="Cuota extraordinaria"), a_line(concept="Prima", fund_id=PREMIUM))
    issued(books, a_line(concept="Multa", fund_id=OWN))
    lines = [{"fund_id": OWN, "amount": "10.00"}]
    transfers.make(books, TransferDraft(from_account=TILL, to_account=bank, issued_on="23/11/2026", lines=lines))
    listing = till_book(books, 2026)
    assert [row[3] for row in movements(listing)] == ["1212", "1211", "4699", "", "1041"]
    assert listing.notes == ("Sin cuenta contable: Multa (1).",)


def test_an_aportacion_takes_no_account_of_what_its_fund_earns(books: Books) -> None:
    save_member(books)
    charges.make(books, ChargeDraft(kind="contribution", concept="Ingreso", amount="300"))
    records.save(books, ACCOUNTING_CODES, a_code(applies_to="fund", fund_id=OWN, code="7599", name="Otros ingresos"))
    draft = replace(receipt_drafts.for_debts(books, [1]), account_id=TILL, issued_on="23/11/2026")
    issue_anyway(books, draft)
    listing = till_book(books, 2026)
    assert [row[3] for row in movements(listing)] == [""]
    assert listing.notes == ("Sin cuenta contable: Aportación: Ingreso (vence 23/11/2026) (1).",)
    records.save(books, ACCOUNTING_CODES, a_code(concept="Aportación", code="1421", name="Socios"))
    assert [row[3] for row in movements(till_book(books, 2026))] == ["1421"]


def test_banks_have_payment_means_and_operation(books: Books) -> None:
    bank = save_account(books, name="Banco", currency="PEN", account_number="191-2")
    issued(books, account_id=bank, method="deposit", operation_number="771")
    listing = bank_book(books, 2026)
    ((number, day, means, concept, party, operation, *_rest),) = movements(listing)
    assert (number, day, means, operation) == ("RI 001-000001", date(2026, 11, 23), "001", "771")
    assert (concept, party) == ("Cuota de noviembre", "Huanca Layme, Tomás")
    assert "Banco · Caja Los Andes · 191-2: saldo inicial" in balances(listing)
    assert "RUC 20100000009" in listing.subtitle


def test_every_method_has_its_code() -> None:
    assert PAYMENT_CODES.keys() == METHOD_NAMES.keys()


def test_dollars_stand_in_soles_by_the_rate_of_the_receipt(books: Books) -> None:
    bank = save_account(books)
    issued(books, a_line(amount="10.00"), account_id=bank, exchange_rate="3.752")
    assert movements(bank_book(books, 2026))[0][-2] == 3_752


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"concept": ""}, "concept"),
        ({"applies_to": "fund"}, "fund_id"),
        ({"code": " "}, "code"),
        ({"name": ""}, "name"),
    ],
)
def test_code_that_lacks_something_says_so(books: Books, changes: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        records.save(books, ACCOUNTING_CODES, a_code(**changes))
    assert field in refused.value.problems


def test_the_books_of_the_sample_tie_to_every_account() -> None:
    books = books_in_memory()
    sample.write_sample(books)
    closing = balances(till_book(books, None)) | balances(bank_book(books, None))
    for account in statistics.named(books.db, "accounts"):
        (held,) = books.db.execute(
            "SELECT coalesce(sum(soles), 0) FROM movements WHERE account_id = ?", (account["id"],)
        ).fetchone()
        assert closing[f"{account['name']}: saldo final"] == held
