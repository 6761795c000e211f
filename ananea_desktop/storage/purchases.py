"""What a purchase has beside its own row: its lines, and the one paper that may stand only once."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.fields import Value
from ananea_desktop.storage import rows
from ananea_desktop.storage.lists import purchase_lines
from ananea_desktop.storage.rows import Row


def same_paper(db: Connection, supplier_id: Value, document_type: Value, key: str, but: int | None) -> Row | None:
    """Another purchase than ``but`` of the same paper of a supplier, also one that was set aside."""
    return rows.select_one(
        db,
        "SELECT id, purchased_on, discarded FROM purchases"
        " WHERE supplier_id = ? AND document_type = ? AND document_key = ? AND id IS NOT ?",
        (supplier_id, document_type, key, but),
    )


def match(db: Connection, purchase_id: int, lines: Sequence[Mapping[str, Any]]) -> list[Row | None]:
    """Which line of the file each of the given ones is: the one whose ``id`` it has, where lines were only taken away
    and added at the end; else the one in its place."""
    old = purchase_lines(db, purchase_id)
    by_id = {row["id"]: row for row in old}
    given = [line.get("id") for line in lines]
    known = [by_id[each]["position"] for each in given if each in by_id]
    if known and known == sorted(set(known)) and given[: len(known)] == [each for each in given if each in by_id]:
        return [by_id.get(each) for each in given]
    by_position = {row["position"]: row for row in old}
    return [by_position.get(position) for position, _line in enumerate(lines, start=1)]


def write_lines(db: Connection, purchase_id: int, lines: Sequence[Mapping[str, Any]]) -> None:
    """Writes only what changed, so that the history tells no changes that nobody made. A line has its ``id`` where it
    stands in the file already."""
    kept = match(db, purchase_id, lines)
    stay = {row["id"] for row in kept if row is not None}
    for row in purchase_lines(db, purchase_id):
        if row["id"] not in stay:
            db.execute("DELETE FROM purchase_lines WHERE id = ?", (row["id"],))
    for position, (was, line) in enumerate(zip(kept, lines, strict=True), start=1):
        new = {"position": position, **{name: given for name, given in line.items() if name != "id"}}
        if was is None:
            rows.insert(db, "purchase_lines", {"purchase_id": purchase_id, **new})
        elif any(was[name] != given for name, given in new.items()):
            rows.update(db, "purchase_lines", was["id"], new)


def credited_by(db: Connection, purchase_id: int, but: int | None = None) -> int:
    """Céntimos that credit notes other than ``but`` take from a purchase."""
    found = rows.value(
        db,
        "SELECT coalesce(sum(total), 0) FROM purchases JOIN purchase_lines ON purchase_id = purchases.id"
        " WHERE credits_id = ? AND purchases.id IS NOT ? AND discarded = 'no'",
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
        FROM purchases WHERE credits_id = ? AND discarded = 'no' ORDER BY purchased_on, id""",
        (purchase_id,),
    )


def move_credit_notes(db: Connection, purchase_id: int, columns: Mapping[str, Any]) -> None:
    """What a credit note has from its purchase follows that one."""
    for row in credit_notes(db, purchase_id):
        if any(row[name] != given for name, given in columns.items()):
            rows.update(db, "purchases", row["id"], columns)
