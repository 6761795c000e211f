"""What was printed of the receipts, and what waits of which nobody knows whether it was: over a crash too.

A module of its own, for the window asks it when it starts.
"""

from collections.abc import Sequence

from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import receipts as store


@needs(Right.OWN)
def note_print(books: Books, receipt_id: int) -> None:
    """From the second print on the paper says COPIA – REIMPRESIÓN."""
    with books.act(bars_undo=False) as db:
        store.insert_print(db, receipt_id, books.user, books.now())
        store.forget_print(db, receipt_id)


@needs(Right.OWN)
def note_prints(books: Books, ids: Sequence[int]) -> None:
    """The same of several that came out in one job."""
    with books.act(bars_undo=False) as db:
        for receipt_id in ids:
            store.insert_print(db, receipt_id, books.user, books.now())
            store.forget_print(db, receipt_id)


def has_pending_prints(books: Books) -> bool:
    """Whether anything waits of which nobody knows whether it was printed."""
    return bool(store.pending_prints(books.db))


def pending_prints(books: Books) -> list[Receipt]:
    """Receipts that were issued to be printed and of which nobody knows whether they were, oldest first."""
    return [store.get(books.db, receipt_id) for receipt_id in store.pending_prints(books.db)]


@needs(Right.OWN)
def forget_pending_prints(books: Books, ids: Sequence[int]) -> None:
    """The person decided not to print them."""
    with books.act(bars_undo=False) as db:
        for receipt_id in ids:
            store.forget_print(db, receipt_id)
