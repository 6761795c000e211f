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


def credited_by(db: Connection, purchase_id: int, but: int | None = None) -> int:
    """Céntimos that credit notes other than ``but`` take from a purchase."""
    found = rows.value(
        db,
        "SELECT coalesce(sum(total), 0) FROM purchases JOIN purchase_lines ON purchase_id = purchases.id"
        " WHERE credits_id = ? AND purchases.id IS NOT ?",
        (purchase_id, but),
    )
    return int(found)


def cost(db: Connection, purchase_id: int) -> int:
    """Céntimos that the paper of a purchase says."""
    return int(
        rows.value(db, "SELECT coalesce(sum(total), 0) FROM purchase_lines WHERE purchase_id = ?", (purchase_id,))
    )


def credit_notes(db: Connection, purchase_id: int) -> list[rows.Row]:
    """The credit notes that take from a purchase, oldest first, with their ``total``."""
    return rows.select(
        db,
        """SELECT purchases.*, (SELECT sum(total) FROM purchase_lines WHERE purchase_id = purchases.id) AS total
        FROM purchases WHERE credits_id = ? ORDER BY purchased_on, id""",
        (purchase_id,),
    )


def move_credit_notes(db: Connection, purchase_id: int, columns: Mapping[str, Any]) -> None:
    """What a credit note has from its purchase follows that one."""
    for row in credit_notes(db, purchase_id):
        if any(row[name] != given for name, given in columns.items()):
            rows.update(db, "purchases", row["id"], columns)
