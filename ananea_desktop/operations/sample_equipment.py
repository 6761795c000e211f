"""Sample equipment: the catalogue, what was received of the purchases, and to whom it was handed out."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.operations import items, stock
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.stock import ReceivingDraft

_ITEM_FIELDS = "name category safety unit sizes life_months minimum_stock".split()
_RECEIVED = {
    3: date(2020, 7, 15),
    7: date(2023, 6, 10),
    9: date(2025, 12, 18),
    10: date(2026, 3, 27),
}
"""When each purchase came, by its id."""

Act = tuple[date, Callable[[], object]]


def acts(books: Books, lines: list[str]) -> Iterator[Act]:
    """Each with the day it happens on; ``lines`` are the items of the catalogue."""
    yield date(2018, 1, 3), partial(_note_items, books, lines)
    for purchase_id, day in _RECEIVED.items():
        yield day, partial(_receive, books, purchase_id)


def _note_items(books: Books, lines: list[str]) -> None:
    for line in lines:
        texts = dict(zip(_ITEM_FIELDS, line.split("|"), strict=True))
        items.save(books, {**texts, "state": "active"})


def _receive(books: Books, purchase_id: int) -> None:
    lines = stock.to_receive(books, purchase_id)
    quantities = {str(line["id"]): format_quantity(line["quantity"]) for line in lines}
    draft = ReceivingDraft(
        purchase_id=str(purchase_id),
        moved_on=format_date(books.today()),
        quantities=quantities,
        token=f"sample-receiving-{purchase_id}",
    )
    stock.receive(books, draft)
