"""What the book knows of its copies: which were made, what they hold, how they were found, whose keys open them."""

from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_WITH_PROBLEM = """SELECT copies.*,
    coalesce((SELECT problem FROM copy_checks WHERE copy_id = copies.id ORDER BY copy_checks.id DESC LIMIT 1), '')
        AS problem,
    coalesce((SELECT max(checked_at) FROM copy_checks WHERE copy_id = copies.id AND problem = ''), made_at)
        AS verified_at
    FROM copies"""


def newest(db: Connection) -> dict[str, Any]:
    """The newest seal and the newest change, found at once however large the book."""
    seal = db.execute("SELECT id, hash FROM seals ORDER BY id DESC LIMIT 1").fetchone()
    seal_id, seal_hash = (int(seal[0]), bytes(seal[1]).hex()) if seal else (0, "")
    history_id = int(rows.value(db, "SELECT coalesce(max(id), 0) FROM history"))
    return {"seal_id": seal_id, "seal_hash": seal_hash, "history_id": history_id}


def note(db: Connection, copy: Any, place: str, made_at: str) -> int:
    """Writes down a copy (copies.Copy) that was made and read back."""
    return rows.insert(
        db,
        "copies",
        {
            "made_at": made_at,
            "place": place,
            "file_name": copy.path.name,
            "size": copy.size,
            "sha256": copy.sha256,
            "number": copy.number,
            "sealed": "yes" if copy.is_sealed else "no",
            "seal_id": copy.seal_id,
            "seal_hash": copy.seal_hash,
            "receipts": copy.receipts,
            "history_id": copy.history_id,
            "content_sha256": copy.content_sha256,
        },
    )


def note_check(db: Connection, kind: str, file_name: str, problem: str, checked_at: str, user: str) -> None:
    """Writes down that a copy was looked at again (``read``, ``trial``, ``opened``); no ``problem``: it is well."""
    copy_id = rows.value(db, "SELECT id FROM copies WHERE file_name = ? ORDER BY id DESC LIMIT 1", (file_name,))
    row = {"kind": kind, "copy_id": copy_id, "file_name": file_name, "problem": problem}
    rows.insert(db, "copy_checks", {**row, "checked_at": checked_at, "user": user})


def last_number(db: Connection) -> int:
    return int(rows.value(db, "SELECT coalesce(max(number), 0) FROM copies"))


def names_of_last(db: Connection) -> list[str]:
    """File names of the newest, which tell the number of those made before numbers were noted."""
    return [row["file_name"] for row in rows.select(db, "SELECT file_name FROM copies ORDER BY id DESC LIMIT 50")]


def all_of(db: Connection, place: str) -> list[Row]:
    """Every copy of a place, oldest first, each with the ``problem`` of its last check."""
    return rows.select(db, f"{_WITH_PROBLEM} WHERE place = ? ORDER BY id", (place,))


def last_good(db: Connection, place: str) -> Row | None:
    """The newest copy of a place with which nothing was found to be wrong."""
    return rows.select_one(
        db, f"SELECT * FROM ({_WITH_PROBLEM} WHERE place = ?) WHERE problem = '' ORDER BY id DESC LIMIT 1", (place,)
    )


def first_sealed(db: Connection) -> Row | None:
    return rows.select_one(db, "SELECT * FROM copies WHERE sealed = 'yes' ORDER BY id LIMIT 1")


def by_name(db: Connection, file_name: str) -> Row | None:
    return rows.select_one(db, f"{_WITH_PROBLEM} WHERE file_name = ? ORDER BY id DESC LIMIT 1", (file_name,))


def receipts_since(db: Connection, seal_id: int) -> int:
    """How many documents of money were issued after a seal."""
    return int(rows.value(db, "SELECT count(*) FROM seals WHERE id > ? AND subject = 'receipt'", (seal_id,)))


def last_check(db: Connection, kind: str) -> Row | None:
    return rows.select_one(db, "SELECT * FROM copy_checks WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind,))


def holders(db: Connection, *, retired: bool = False) -> list[Row]:
    """Who holds a key of the copies: those that count, or with ``retired`` those that count no more."""
    condition = "IS NOT NULL" if retired else "IS NULL"
    return rows.select(db, f"SELECT * FROM key_holders WHERE retired_at {condition} ORDER BY id")


def public_keys(db: Connection) -> list[str]:
    return [row["public_key"] for row in holders(db)]
