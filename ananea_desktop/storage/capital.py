"""The register of aportaciones in the data file: numbered, frozen, sealed, taken back by an operation of its own."""

import uuid
from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.rows import Row


def add(db: Connection, row: Mapping[str, Any]) -> int:
    """Writes an operation with the next number, and its seal; gives its id. What the row does not say is empty."""
    number = int(rows.value(db, "SELECT coalesce(max(number), 0) + 1 FROM capital_operations"))
    acting = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    empty = {"counterpart_name": "", "counterpart_document": "", "reason": "", "acta": "", "sign": 1}
    written = {"number": number, "token": uuid.uuid4().hex, **empty, **(acting or {}), **row}
    operation_id = rows.insert(db, "capital_operations", written)
    chain.seal(db, chain.CAPITAL_OPERATION, operation_id)
    return operation_id


_COPIED = (
    "kind member_id person_name person_document counterpart_id counterpart_name counterpart_document amount charge_id"
    " receipt_id acta"
).split()


def reverse(db: Connection, operation_id: int, day: date, reason: str) -> int:
    """Takes an operation back by one of its own."""
    row = rows.select_one(db, "SELECT * FROM capital_operations WHERE id = ?", (operation_id,))
    assert row is not None
    copied = {name: row[name] for name in _COPIED}
    return add(db, {**copied, "sign": -1, "operated_on": day, "reverses_id": operation_id, "reason": reason})


def standing(db: Connection, column: str, record_id: int) -> list[Row]:
    """The operations of a receipt or charge (``receipt_id``, ``charge_id``) that were not taken back."""
    return rows.select(
        db,
        f"""SELECT * FROM capital_operations WHERE {column} = ? AND sign = 1 AND id NOT IN
            (SELECT reverses_id FROM capital_operations WHERE reverses_id IS NOT NULL) ORDER BY id""",
        (record_id,),
    )


def held(db: Connection, member_id: int) -> int:
    """What a member has paid in and not got back, in céntimos of sol."""
    sql = "SELECT coalesce(sum(held), 0) FROM capital_movements WHERE member_id = ?"
    return int(rows.value(db, sql, (member_id,)))
