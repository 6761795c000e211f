"""Stock in the data file: by item and size, always the sum of its movements. Quantities in thousandths of the unit."""

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import records, rows
from ananea_desktop.storage.rows import Row

_ITEMS = """SELECT items.*,
    (SELECT coalesce(sum(quantity), 0) FROM stock_movements WHERE item_id = items.id) AS stock FROM items"""


def items(db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any) -> list[Row]:
    """The catalogue in alphabetical order, each item with all its ``stock``."""
    return records.page(db, _ITEMS, "items", search=search, conditions=conditions, **page)


def item(db: Connection, item_id: int | None) -> Row | None:
    return rows.select_one(db, "SELECT * FROM items WHERE id = ?", (item_id,))


def item_named(db: Connection, key: str) -> Row | None:
    """The item whose name sorts so."""
    return rows.select_one(db, "SELECT * FROM items WHERE sort_key = ? AND discarded = 'no'", (key,))


def below_minimum(db: Connection) -> list[Row]:
    """Items in use of which there is less than their minimum, each with its ``stock``."""
    return rows.select(
        db,
        f"SELECT * FROM ({_ITEMS} WHERE minimum_stock IS NOT NULL AND state = 'active')"
        " WHERE stock < minimum_stock ORDER BY sort_key",
    )


def of_sizes(db: Connection, item_id: int) -> dict[str, int]:
    """How much there is of each size that ever moved."""
    found = db.execute(
        "SELECT size, sum(quantity) FROM stock_movements WHERE item_id = ? GROUP BY size ORDER BY size", (item_id,)
    )
    return {str(size): int(quantity) for size, quantity in found}


def whole(db: Connection) -> dict[tuple[int, str], int]:
    """The stock of everything, by item and size."""
    found = db.execute("SELECT item_id, size, sum(quantity) FROM stock_movements GROUP BY item_id, size")
    return {(int(item_id), str(size)): int(quantity) for item_id, size, quantity in found}


def available(db: Connection, item_id: int, size: str) -> int:
    query = "SELECT coalesce(sum(quantity), 0) FROM stock_movements WHERE item_id = ? AND size = ?"
    return int(rows.value(db, query, (item_id, size)))


def moved_after(db: Connection, item_id: int, size: str, day: date) -> int:
    """What came less what went since the end of a day; what was annulled meanwhile never happened, on whatever day."""
    query = """SELECT coalesce(sum(quantity), 0) FROM stock_movements AS moved
        WHERE item_id = ? AND size = ? AND moved_on > ? AND kind <> 'annulled' AND NOT EXISTS
            (SELECT 1 FROM stock_movements AS undone WHERE undone.kind = 'annulled' AND undone.id > moved.id
                AND (undone.hand_out_line_id = moved.hand_out_line_id
                    OR undone.purchase_line_id = moved.purchase_line_id))"""
    return int(rows.value(db, query, (item_id, size, day.isoformat())))


def counted_after(db: Connection, item_id: int, size: str, day: date) -> date | None:
    """When an item and size were last counted otherwise than they should have been, after a day."""
    found = rows.select_one(
        db,
        "SELECT max(moved_on) AS moved_on FROM stock_movements"
        " WHERE item_id = ? AND size = ? AND kind = 'adjusted' AND moved_on > ?",
        (item_id, size, day.isoformat()),
    )
    return None if found is None else found["moved_on"]


def has_movements(db: Connection, item_id: int) -> bool:
    return rows.value(db, "SELECT 1 FROM stock_movements WHERE item_id = ? LIMIT 1", (item_id,)) is not None


def first_received(db: Connection, item_id: int) -> date | None:
    """When an item first came in, bought or counted."""
    found = rows.select_one(
        db, "SELECT min(moved_on) AS moved_on FROM stock_movements WHERE item_id = ? AND quantity > 0", (item_id,)
    )
    return None if found is None else found["moved_on"]


def add(db: Connection, movement: Mapping[str, Any], user: str, recorded_at: str) -> int:
    """Writes a movement; the file refuses one that would take more than there is."""
    whole_row = {"purchase_line_id": None, "hand_out_line_id": None, "reason": "", **movement}
    return rows.insert(db, "stock_movements", {**whole_row, "user": user, "recorded_at": recorded_at})


_MOVEMENTS = """SELECT stock_movements.*, hand_outs.kind AS hand_out_kind, hand_outs.number AS hand_out_number,
    hand_outs.id AS hand_out_id, hand_out_lines.person_name, hand_outs.receiver_name, purchases.id AS purchase_id,
    purchases.document_type, purchases.series, purchases.number, suppliers.name AS supplier_name
    FROM stock_movements
    LEFT JOIN hand_out_lines ON hand_out_lines.id = hand_out_line_id
    LEFT JOIN hand_outs ON hand_outs.id = hand_out_id
    LEFT JOIN purchase_lines ON purchase_lines.id = purchase_line_id
    LEFT JOIN purchases ON purchases.id = purchase_id LEFT JOIN suppliers ON suppliers.id = supplier_id"""


def movements(db: Connection, item_id: int, limit: int = -1, newest_first: bool = False) -> list[Row]:
    """What came and went of an item, each with the purchase or the hand-out it is of."""
    order = "DESC" if newest_first else "ASC"
    return rows.select(
        db,
        f"{_MOVEMENTS} WHERE stock_movements.item_id = ? ORDER BY moved_on {order}, stock_movements.id {order} LIMIT ?",
        (item_id, limit),
    )


VALID = """hand_outs.kind = 'hand_out' AND NOT EXISTS
    (SELECT 1 FROM hand_out_annulments WHERE hand_out_annulments.hand_out_id = hand_outs.id)"""
"""SQL: a hand-out that counts."""
_HELD = f"FROM hand_out_lines CROSS JOIN hand_outs ON hand_outs.id = hand_out_id AND {VALID}"

RETURNED = """(SELECT coalesce(sum(back.quantity), 0) FROM hand_out_lines AS back
    WHERE back.returned_line_id = hand_out_lines.id AND NOT EXISTS
        (SELECT 1 FROM hand_out_annulments WHERE hand_out_annulments.hand_out_id = back.hand_out_id))"""
"""SQL of what came back of a line that was handed out."""
RETURNED_USABLE = RETURNED.replace("WHERE back.", "WHERE back.reason = 'usable' AND back.", 1)
"""SQL of what of that went back into the store."""


def holders(db: Connection, item_id: int, limit: int = -1) -> list[Row]:
    """Who was handed an item and did not return it: the newest first, with ``quantity`` and ``size`` of each time."""
    return rows.select(
        db,
        f"""SELECT hand_outs.id, hand_outs.number, handed_on, member_id, person_name, size, unit,
            hand_out_lines.quantity - {RETURNED} AS quantity
        {_HELD} WHERE item_id = ? AND hand_out_lines.quantity > {RETURNED}
        ORDER BY hand_out_lines.hand_out_id DESC, hand_out_lines.id LIMIT ?""",
        (item_id, limit),
    )


def holder_count(db: Connection, item_id: int) -> int:
    """How many persons have some of an item."""
    return int(
        rows.value(
            db,
            f"SELECT count(DISTINCT member_id) {_HELD} WHERE item_id = ? AND hand_out_lines.quantity > {RETURNED}",
            (item_id,),
        )
    )


def purchase_lines_to_receive(db: Connection, purchase_id: int) -> list[Row]:
    """The lines of a purchase that are of the catalogue, each with what was ``received`` of it until now; a credit note
    brings nothing."""
    return rows.select(
        db,
        """SELECT purchase_lines.*, items.name AS item_name, items.unit AS item_unit, sizes,
            (SELECT coalesce(sum(quantity), 0) FROM stock_movements
             WHERE purchase_line_id = purchase_lines.id) AS received
        FROM purchase_lines JOIN items ON items.id = item_id JOIN purchases ON purchases.id = purchase_id
        WHERE purchase_id = ? AND credits_id IS NULL AND purchases.discarded = 'no' ORDER BY position""",
        (purchase_id,),
    )


def received_line(db: Connection, purchase_line_id: int) -> Row | None:
    """Item, size and what was ``received`` of one line in the end."""
    return rows.select_one(
        db,
        """SELECT item_id, size, (SELECT coalesce(sum(quantity), 0) FROM stock_movements
            WHERE purchase_line_id = purchase_lines.id) AS received FROM purchase_lines WHERE id = ?""",
        (purchase_line_id,),
    )


def received_lines(db: Connection, purchase_id: int) -> dict[int, int]:
    """By the id of each line that has movements, what was received of it in the end."""
    found = db.execute(
        "SELECT purchase_line_id, sum(stock_movements.quantity) FROM stock_movements JOIN purchase_lines"
        " ON purchase_lines.id = purchase_line_id WHERE purchase_id = ? GROUP BY purchase_line_id",
        (purchase_id,),
    )
    return {int(line_id): int(quantity) for line_id, quantity in found}


def purchase(db: Connection, purchase_id: int) -> Row | None:
    return rows.select_one(db, "SELECT * FROM purchases WHERE id = ? AND discarded = 'no'", (purchase_id,))
