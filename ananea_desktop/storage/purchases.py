"""What a purchase has beside its own row: its lines, and the one paper that may stand only once."""

from collections.abc import Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.fields import Value
from ananea_desktop.storage import rows
from ananea_desktop.storage.lists import purchase_lines


def day_of_paper(db: Connection, supplier_id: Value, document_type: Value, key: str, but: int | None) -> date | None:
    """When a supplier's paper was written down as another purchase than ``but``; None if never."""
    row = rows.select_one(
        db,
        "SELECT purchased_on FROM purchases WHERE supplier_id = ? AND document_type = ? AND document_key = ?"
        " AND id IS NOT ?",
        (supplier_id, document_type, key, but),
    )
    return None if row is None else row["purchased_on"]


def write_lines(db: Connection, purchase_id: int, lines: Sequence[Mapping[str, Any]]) -> None:
    """Writes only what changed, so that the history tells no changes that nobody made."""
    old = {row["position"]: row for row in purchase_lines(db, purchase_id)}
    for position, line in enumerate(lines, start=1):
        was = old.pop(position, None)
        if was is None:
            rows.insert(db, "purchase_lines", {"purchase_id": purchase_id, "position": position, **line})
        elif any(was[name] != given for name, given in line.items()):
            rows.update(db, "purchase_lines", was["id"], line)
    for gone in old.values():
        db.execute("DELETE FROM purchase_lines WHERE id = ?", (gone["id"],))
