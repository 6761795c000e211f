"""What an import is compared with, read at once, and the row that says that there was one."""

from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import rows


def member_keys(db: Connection) -> list[tuple[str, str, int | None, int, str]]:
    """Document type and number, member's number, id, and whether set aside (``yes``) of everyone in the register."""
    return db.execute("SELECT document_type, document_number, number, id, discarded FROM members").fetchall()


def supplier_keys(db: Connection) -> list[tuple[str, str, int, str]]:
    """RUC, name, id and whether set aside of every supplier."""
    return db.execute("SELECT ruc, name, id, discarded FROM suppliers").fetchall()


def note_run(db: Connection, kind: str, **facts: Any) -> None:
    """Within an act: ``file_name``, ``sha256``, ``row_count``, ``added``, ``changed``."""
    made = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    assert made is not None
    rows.insert(db, "import_runs", {"kind": kind, **facts, **made})
