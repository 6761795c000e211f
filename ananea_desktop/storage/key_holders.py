"""Who holds a key of the copies: added and retired, never changed; what was done is a sealed act."""

from sqlite3 import Connection

from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.rows import Row


def add(db: Connection, name: str, public_key: str, made_at: str, user: str) -> None:
    rows.insert(db, "key_holders", {"name": name, "public_key": public_key, "made_at": made_at, "user": user})


def retire(db: Connection, holder_id: int, retired_at: str) -> None:
    rows.update(db, "key_holders", holder_id, {"retired_at": retired_at})


def holder(db: Connection, holder_id: int) -> Row | None:
    return rows.select_one(db, "SELECT * FROM key_holders WHERE id = ?", (holder_id,))


def everyone(db: Connection) -> list[Row]:
    """All of them, those that count first."""
    return rows.select(db, "SELECT * FROM key_holders ORDER BY retired_at IS NOT NULL, id")


def note(db: Connection, name: str, detail: str, user: str, recorded_at: str) -> None:
    """Seals what was done with somebody's key."""
    act = {"kind": "keys", "user_id": None, "user_name": name, "roles": "", "detail": detail, "approved_by": ""}
    act_id = rows.insert(db, "user_acts", {**act, "user": user, "recorded_at": recorded_at})
    chain.seal(db, chain.USER_ACT, act_id)
