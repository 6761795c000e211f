"""Advances at their edges: replaced, in dollars, for a purchase, settled twice, and dated oddly."""

import pytest

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import advances, checking, receipt_drafts, receipts
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_warnings import ALL
from tests.builders import TILL, a_line, an_egreso, issue_anyway, save_account

TODAY = "23/11/2026"
DOLLARS = {"exchange_rate": "3.752", "method": "deposit", "operation_number": "77"}


def advanced(books: Books, amount: str = "100.00", **changes: object) -> Receipt:
    return issue_anyway(books, an_egreso(a_line(amount=amount), is_advance=True, **changes))


def in_dollars(books: Books) -> Receipt:
    return advanced(books, account_id=save_account(books), **DOLLARS)


def settled(books: Books, advance: Receipt, **changes: str) -> Receipt:
    """What is left, returned or refunded."""
    draft = advances.draft_to_settle(books, advance.id)
    for name, text in ({"issued_on": TODAY} | changes).items():
        setattr(draft, name, text)
    return issue_anyway(books, draft)


def a_rendition(advance: Receipt, amount: str = "100.00", issued_on: str = TODAY, **changes: str) -> RenditionDraft:
    line = {"support_type": "03", "support_number": "B001-44", "spent_on": "20/11/2026", **a_line(amount=amount)}
    return RenditionDraft(advance_id=advance.id, issued_on=issued_on, lines=[line | changes])


def left(books: Books, advance: Receipt) -> int:
    row = advances.get(books, advance.id)
    assert row is not None
    return int(row["left"])


def sound(books: Books) -> bool:
    return checking.check(books).problems == []


def test_an_advance_that_replaces_an_annulled_one_is_open_like_any_other(books: Books) -> None:
    wrong = advanced(books)
    receipts.annul(books, wrong.id, "Nombre equivocado")
    assert advances.open_advances(books) == []
    draft = receipt_drafts.again(books, wrong.id)
    draft.issued_on = TODAY
    right = issue_anyway(books, draft)
    assert [row["id"] for row in advances.open_advances(books)] == [right.id]
    advances.render(books, a_rendition(right), ALL)
    assert advances.open_advances(books) == []


def test_an_advance_in_dollars_is_not_closed_with_soles(books: Books) -> None:
    advance = in_dollars(books)
    with pytest.raises(InvalidRecord) as refused:
        settled(books, advance, account_id=TILL)
    assert refused.value.problems == {
        "account_id": "La entrega N.º 001-000001 se dio en dólares: elija una cuenta en dólares."
    }
    settled(books, advance)
    assert advances.open_advances(books) == []
    assert sound(books)


def test_check_finds_an_advance_that_was_closed_in_another_currency(books: Books) -> None:
    advance = in_dollars(books)
    settled(books, advance)
    for (name,) in books.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        books.db.execute(f"DROP TRIGGER {name}")
    books.db.execute("UPDATE receipts SET currency = 'PEN', exchange_rate = NULL, account_id = 1 WHERE id = 2")
    assert [each for each in checking.check(books).problems if each.startswith("Entregas")] == [
        "Entregas por rendir: Recibo de ingreso 001-000001: no va con la entrega que cita"
    ]
