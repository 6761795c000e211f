"""Records set aside by mistake: what stands on one, and the list of them all."""

from collections.abc import Collection, Mapping
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.records import DISCARDABLE
from ananea_desktop.storage.rows import Row


def set_discarded(db: Connection, table: str, record_id: int, discarded: bool) -> None:
    """Within an act. Raises LookupError where there is no such record."""
    rows.update(db, table, record_id, {"discarded": "yes" if discarded else "no"})


def standing(
    db: Connection, standing_on: Mapping[str, tuple[str, ...]], record_id: int, but: Collection[tuple[str, int]] = ()
) -> str | None:
    """The first of these tables that has a row which refers to the record by one of its columns, leaving out the rows
    of ``but`` and what was set aside itself; None where there is none."""
    for table, columns in standing_on.items():
        where = " OR ".join(f"{column} = :record" for column in columns)
        kept = " AND discarded = 'no'" if table in DISCARDABLE else ""
        for (found,) in db.execute(f"SELECT id FROM {table} WHERE ({where}){kept}", {"record": record_id}):
            if (table, found) not in but:
                return table
    return None


def received(db: Connection, purchase_id: int) -> bool:
    """Whether something of a purchase came into the store."""
    sql = """SELECT 1 FROM stock_movements JOIN purchase_lines ON purchase_lines.id = purchase_line_id
        WHERE purchase_id = ? LIMIT 1"""
    return rows.value(db, sql, (purchase_id,)) is not None


def is_discarded(db: Connection, table: str, record_id: int) -> bool:
    return rows.value(db, f"SELECT 1 FROM {table} WHERE id = ? AND discarded = 'yes'", (record_id,)) is not None


def all_of(db: Connection, table: str) -> list[Row]:
    """The records of a table that were set aside, with when (``discarded_at``, UTC) and by whom (``discarded_by``)."""
    found = rows.select(db, f"SELECT * FROM {table} WHERE discarded = 'yes' ORDER BY id")
    for row in found:
        act = rows.select_one(
            db,
            """SELECT at, user FROM history WHERE table_name = ? AND record_id = ? AND action = 'update'
                AND json_extract(before, '$.discarded') = 'no' AND json_extract(after, '$.discarded') = 'yes'
            ORDER BY id DESC LIMIT 1""",
            (table, row["id"]),
        )
        row["discarded_at"], row["discarded_by"] = (act["at"], act["user"]) if act else ("", "")
    return found
