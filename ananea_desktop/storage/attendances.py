"""Who came to a training session, and who could."""

from collections.abc import Collection
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.lists import attendance
from ananea_desktop.storage.member_states import HERE
from ananea_desktop.storage.rows import Row


def write(db: Connection, session_id: int, members: Collection[int]) -> None:
    """Exactly these came; writes only what changed."""
    present = {row["id"] for row in attendance(db, session_id)}
    for member_id in sorted(set(members) - present):
        rows.insert(db, "attendances", {"training_session_id": session_id, "member_id": member_id})
    for member_id in sorted(present - set(members)):
        db.execute("DELETE FROM attendances WHERE training_session_id = ? AND member_id = ?", (session_id, member_id))


def who_can_come(db: Connection) -> list[Row]:
    """The whole register but who has retired, by name."""
    return rows.select(db, f"SELECT * FROM members WHERE {HERE} ORDER BY sort_key, id")
