"""Acts that can be taken back: each names the rows of history it made. The newest one goes first."""

from sqlite3 import Connection

from ananea_desktop.storage import rows


def newest_history(db: Connection) -> int:
    """The id of the newest row of history; 0 before the first."""
    return int(rows.value(db, "SELECT coalesce(max(id), 0) FROM history"))


def note(db: Connection, kind: str, sentence: str, first: int, subject_id: int | None) -> None:
    """Within an act, at its end: the rows of history from ``first`` on are its own; nothing where it made none and has
    no subject."""
    last = newest_history(db)
    if last < first and subject_id is None:
        return
    row = {"kind": kind, "sentence": sentence, "subject_id": subject_id}
    made = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    assert made is not None
    rows.insert(db, "acts", {**row, "first_history_id": first, "last_history_id": last, **made})
