"""Offers compared before buying: the request, and what each supplier asked."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import records, rows
from ananea_desktop.storage.rows import Row

_REQUESTS = """SELECT quotation_requests.*, premium_projects.name AS project_name,
    (SELECT count(*) FROM quotations WHERE quotation_request_id = quotation_requests.id) AS offers,
    chosen.supplier_name AS chosen_name, chosen.amount AS chosen_amount, chosen.currency AS chosen_currency,
    (SELECT id FROM purchases WHERE purchases.quotation_request_id = quotation_requests.id
        AND purchases.discarded = 'no' LIMIT 1) AS purchase_id
    FROM quotation_requests LEFT JOIN premium_projects ON premium_projects.id = quotation_requests.project_id
    LEFT JOIN quotations AS chosen ON chosen.quotation_request_id = quotation_requests.id AND chosen.chosen = 'yes'"""


def requests(
    db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any
) -> list[Row]:
    """Newest first, with how many ``offers``, what was chosen (céntimos of its currency) and the purchase it became."""
    return records.page(
        db,
        _REQUESTS,
        "quotation_requests",
        search=search,
        conditions=conditions,
        order=("asked_on", "id"),
        descending=True,
        **page,
    )


def offers(db: Connection, request_id: int) -> list[Row]:
    """In the order they were noted, with the ``ruc`` of a supplier of the list."""
    return rows.select(
        db,
        "SELECT quotations.*, suppliers.ruc FROM quotations LEFT JOIN suppliers ON suppliers.id = supplier_id"
        " WHERE quotation_request_id = ? ORDER BY position",
        (request_id,),
    )


def write_offers(db: Connection, request_id: int, given: Sequence[Mapping[str, Any]]) -> None:
    """Writes only what changed, so that the history tells no changes that nobody made."""
    old = {row["position"]: row for row in offers(db, request_id)}
    for position, offer in enumerate(given, start=1):
        was = old.pop(position, None)
        if was is None:
            rows.insert(db, "quotations", {"quotation_request_id": request_id, "position": position, **offer})
        elif any(was[name] != value for name, value in offer.items()):
            rows.update(db, "quotations", was["id"], offer)
    for gone in old.values():
        db.execute("DELETE FROM quotations WHERE id = ?", (gone["id"],))


def supplier_named(db: Connection, sort_key: str) -> int | None:
    """The supplier called so, as ``domain.text.sort_key`` writes it; the first of namesakes."""
    found = rows.value(
        db, "SELECT id FROM suppliers WHERE sort_key = ? AND discarded = 'no' ORDER BY id LIMIT 1", (sort_key,)
    )
    return None if found is None else int(found)
