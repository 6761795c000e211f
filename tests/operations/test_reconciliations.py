"""A bank account is reconciled with its statement: ticked once, the difference explained, frozen."""

import sqlite3
from datetime import timedelta

import pytest

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.operations import checking, openings, receipts, reconciliations, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.openings import OpeningDraft
from ananea_desktop.operations.reconciliations import ReconciliationDraft
from tests.builders import NOW, OWN, TILL, a_line, an_egreso, issue_anyway, issued, save_account
from tests.documents.papers import page_texts


def a_bank(books: Books) -> str:
    """A bank in soles with 100.00 from before, 50.00 in, and 20.00 out by a cheque."""
    bank = save_account(books, name="Banco", currency="PEN")
    lines = [{"fund_id": OWN, "amount": "100.00"}]
    opening = OpeningDraft(account_id=bank, issued_on="01/01/2026", lines=lines, evidence="Estado de diciembre")
    openings.make(books, opening)
    issued(books, a_line(amount="50.00"), account_id=bank, issued_on="10/11/2026")
    issue_anyway(
        books,
        an_egreso(
            a_line(amount="20.00"), account_id=bank, issued_on="12/11/2026", method="cheque", operation_number="7"
        ),
    )
    return bank


def a_reconciliation(bank: str, *ticked: int, **changes: object) -> ReconciliationDraft:
    given: dict[str, object] = {
        "account_id": bank,
        "statement_on": "23/11/2026",
        "statement_balance": "150.00",
        "ticked": list(ticked),
    }
    return ReconciliationDraft(**(given | changes))  # type: ignore[arg-type]


def test_the_opening_is_part_of_it_and_what_is_ticked_adds_to_it(books: Books) -> None:
    bank = a_bank(books)
    state = reconciliations.state(books, int(bank), "23/11/2026")
    assert ([row["id"] for row in state.pending], state.before, state.book_balance) == ([2, 3], 10_000, 13_000)
    made = reconciliations.reconcile(books, a_reconciliation(bank, 2))
    (row,) = reconciliations.newest(books)
    assert (row["id"], row["ticked_balance"], row["book_balance"], row["difference"]) == (made, 15_000, 13_000, 0)
    assert [each["id"] for each in reconciliations.state(books, int(bank), "23/11/2026").pending] == [3]
    assert checking.check(books).problems == []


def test_one_that_is_saved_twice_is_made_once_and_its_draft_goes_with_it(books: Books) -> None:
    draft = a_reconciliation(a_bank(books), 2)
    records.keep_draft(books, "reconciliation", 0, vars(draft))
    assert reconciliations.reconcile(books, draft) == reconciliations.reconcile(books, draft)
    assert len(reconciliations.newest(books)) == 1
    assert records.draft(books, "reconciliation") is None


def test_a_difference_is_explained(books: Books) -> None:
    bank = a_bank(books)
    with pytest.raises(InvalidRecord) as refused:
        reconciliations.reconcile(books, a_reconciliation(bank, 2, statement_balance="149.65"))
    assert "falta explicar S/\xa0−0.35" in refused.value.problems["explanation"]
    reconciliations.reconcile(
        books, a_reconciliation(bank, 2, statement_balance="149.65", explanation="ITF sin anotar")
    )
    assert reconciliations.newest(books)[0]["difference"] == -35


@pytest.mark.parametrize(("typed", "balance"), [("-12.50", -1_250), ("−12.50", -1_250), ("0", 0), ("1,000", 100_000)])
def test_a_bank_may_be_overdrawn_or_empty(books: Books, typed: str, balance: int) -> None:
    bank = a_bank(books)
    reconciliations.reconcile(books, a_reconciliation(bank, statement_balance=typed, explanation="Prueba"))
    assert reconciliations.newest(books)[0]["statement_balance"] == balance


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"account_id": TILL}, "account_id"),
        ({"statement_balance": "1.234,5"}, "statement_balance"),
        ({"statement_on": "31/02/2026"}, "statement_on"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(books: Books, changes: dict[str, object], field: str) -> None:
    bank = a_bank(books)
    with pytest.raises(InvalidRecord) as refused:
        reconciliations.reconcile(books, a_reconciliation(bank, **changes))
    assert field in refused.value.problems


def test_what_was_ticked_is_not_ticked_again_nor_annulled(books: Books) -> None:
    bank = a_bank(books)
    reconciliations.reconcile(books, a_reconciliation(bank, 2))
    again = a_reconciliation(bank, 2, 3, 99, statement_balance="130.00")
    reconciliations.reconcile(books, again)
    assert reconciliations.newest(books)[0]["ticked_balance"] == 13_000
    with pytest.raises(InvalidRecord, match="xtorno"):
        receipts.annul(books, 2, "Duplicado")
    for statement in ("DELETE FROM reconciled_receipts", "UPDATE reconciliations SET statement_balance = 1"):
        with pytest.raises(sqlite3.IntegrityError):
            books.db.execute(statement)


def test_the_paper_tells_what_was_ticked_and_what_was_left(books: Books) -> None:
    bank = a_bank(books)
    made = reconciliations.reconcile(books, a_reconciliation(bank, 2))
    issued(books, account_id=bank, issued_on="20/11/2026")  # noted later: not of this paper
    (text,) = page_texts(reconciliations.paper(books, made))
    for words in ("Conciliación bancaria al 23/11/2026", "RI 001-000001", "RE 001-000001", "−20.00", "todavía no"):
        assert words in text
    assert "001-000002" not in text
    assert b"Ticked on the statement" in reconciliations.paper(books, made, "csv", "en")


def test_an_opening_counts_from_its_day_on(books: Books) -> None:
    bank = save_account(books, name="Banco", currency="PEN")
    lines = [{"fund_id": OWN, "amount": "100.00"}]
    openings.make(books, OpeningDraft(account_id=bank, issued_on="15/11/2026", lines=lines, evidence="Estado"))
    assert reconciliations.state(books, int(bank), "31/10/2026").before == 0
    assert reconciliations.state(books, int(bank), "15/11/2026").before == 10_000
    reconciliations.reconcile(books, a_reconciliation(bank, statement_on="31/10/2026", statement_balance="0"))
    assert reconciliations.newest(books)[0]["difference"] == 0


def test_an_older_statement_is_not_reconciled_after_a_newer_one(books: Books) -> None:
    bank = a_bank(books)
    reconciliations.reconcile(books, a_reconciliation(bank, 2, statement_on="15/11/2026"))
    with pytest.raises(InvalidRecord) as refused:
        reconciliations.reconcile(books, a_reconciliation(bank, statement_on="31/10/2026", statement_balance="100.00"))
    assert list(refused.value.problems) == ["statement_on"]
    assert "15/11/2026" in refused.value.problems["statement_on"]
    other = save_account(books, name="Otro banco", currency="PEN")
    reconciliations.reconcile(books, a_reconciliation(other, statement_on="31/10/2026", statement_balance="0"))


def test_its_paper_says_the_same_when_it_is_printed_again(books: Books) -> None:
    """What is annulled afterwards was in the book then; what had been annulled was not."""
    bank = a_bank(books)
    books.clock = lambda: NOW
    receipts.annul(books, 2, "Duplicado")
    books.clock = lambda: NOW + timedelta(minutes=1)
    made = reconciliations.reconcile(books, a_reconciliation(bank, statement_balance="100.00"))
    before = reconciliations.paper(books, made, "csv")
    assert b"RE 001-000001" in before
    assert b"RI 001-000001" not in before
    books.clock = lambda: NOW + timedelta(minutes=2)
    receipts.annul(books, 3, "Duplicado")
    assert reconciliations.paper(books, made, "csv") == before
    assert checking.check(books).problems == []
