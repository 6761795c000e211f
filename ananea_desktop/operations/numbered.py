"""What every numbered document of money has in common: it is made up from its parts, and written once by its token."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from ananea_desktop.domain import money
from ananea_desktop.domain.receipts import Party, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import drafts
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row


def made_up(
    books: Books,
    kind: ReceiptKind,
    issued_on: date,
    lines: Sequence[ReceiptLine],
    *,
    account: Row | None = None,
    direction: int = 0,
    **parts: Any,
) -> Receipt:
    """A document as it would come out now, with the number it would take.

    Its total is that of the lines that move as it does (in a document of no account: those with sign -1).
    """
    series, number = store.next_number(books.db, kind, issued_on)
    given: dict[str, Any] = {
        "currency": account["currency"] if account else "PEN",
        "exchange_rate": None,
        "method": "cash" if account is None or account["kind"] == "till" else "transfer",
        "operation_number": "",
        "party": Party(name=""),
        "total": min(money.MAX_AMOUNT, sum(line.amount for line in lines if line.sign == (direction or -1))),
    }
    return Receipt(
        id=0,
        kind=kind,
        series=series,
        number=number,
        issued_on=issued_on,
        account_id=account["id"] if account else None,
        account_name=account["name"] if account else "",
        lines=tuple(lines),
        direction=direction,
        letterhead=office.letterhead(books),
        user=books.user,
        recorded_at=books.now(),
        **given | parts,
    )


def written(books: Books, token: str, write: Callable[[Connection], int]) -> Receipt:
    """The document that ``write`` writes in one act, in which its draft goes; the earlier one of a used token."""
    earlier = store.id_of_token(books.db, token)
    if earlier is None:
        with books.act() as db:
            earlier = write(db)
            drafts.drop_made(db, token)
    return store.get(books.db, earlier)


def insert(books: Books, db: Connection, receipt: Receipt, token: str) -> int:
    """Writes one row with its lines and its seal; gives its id."""
    return store.insert(db, receipt, token, books.now(), office.logo_key(books))
