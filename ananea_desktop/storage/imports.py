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


def charge_token(db: Connection) -> str:
    """The token of the next run of charges that the import under way brings: by it they are found again."""
    run_id = rows.value(db, "SELECT coalesce(max(id), 0) + 1 FROM import_runs")
    return f"import-{run_id}-{rows.value(db, 'SELECT count(*) FROM charge_runs')}"


def charge_runs_of(db: Connection, run_id: int) -> list[int]:
    """The runs of charges that an import brought and that are not annulled."""
    found = db.execute(
        "SELECT id FROM charge_runs WHERE token GLOB ? AND id NOT IN (SELECT charge_run_id FROM charge_run_annulments)",
        (f"import-{run_id}-*",),
    )
    return [int(row[0]) for row in found]


def note_run(db: Connection, kind: str, **facts: Any) -> int:
    """Within an act: ``file_name``, ``sha256``, ``row_count``, ``added``, ``changed``; gives its id."""
    made = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    assert made is not None
    return rows.insert(db, "import_runs", {"kind": kind, **facts, **made})
