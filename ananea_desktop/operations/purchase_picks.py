"""What a form offers while one types: suppliers, purchases, trainings and requests, each as id, name and detail."""

from typing import Any

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.purchases import CREDIT_NOTE
from ananea_desktop.operations import purchase_rules
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import lists, quotations

_SHOWN = 8

Picks = list[tuple[int, str, str]]


def suppliers(books: Books, typed: str) -> Picks:
    found = lists.suppliers(books.db, search=typed, limit=_SHOWN)
    return [(row["id"], row["name"], row["ruc"]) for row in found]


def purchases(books: Books, typed: str, supplier_id: int | None = None) -> Picks:
    """Newest first, of a supplier where one is given; credit notes are no purchases."""
    conditions: dict[str, Any] = {"purchases.document_type <> ?": CREDIT_NOTE}
    if supplier_id is not None:
        conditions["purchases.supplier_id = ?"] = supplier_id
    found = lists.purchases(books.db, search=typed, conditions=conditions, limit=_SHOWN)
    return [
        (row["id"], purchase_rules.purchase_words(row), format_money(row["total"], row["currency"])) for row in found
    ]


def trainings(books: Books, typed: str) -> Picks:
    found = lists.training_sessions(books.db, search=typed, limit=_SHOWN)
    return [(row["id"], row["topic"], format_date(row["held_on"])) for row in found]


def requests(books: Books, typed: str) -> Picks:
    found = quotations.requests(books.db, search=typed, limit=_SHOWN)
    return [(row["id"], row["subject"], format_date(row["asked_on"])) for row in found]
