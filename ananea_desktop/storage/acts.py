"""Acts that can be taken back: each names the rows of history it made. The newest one goes first."""

from sqlite3 import Connection

from ananea_desktop.storage import rows

BAR = "bar"
"""The kind of what cannot be taken back: a receipt, a hand-out, a budget."""


def newest_history(db: Connection) -> int:
    """The id of the newest row of history; 0 before the first."""
    return int(rows.value(db, "SELECT coalesce(max(id), 0) FROM history"))


def note(db: Connection, kind: str, sentence: str, first: int, subject_id: int | None) -> None:
    """Within an act, at its end: the rows of history from ``first`` on are its own; nothing where it made none and has
    no subject."""
    last = newest_history(db)
    if last < first and subject_id is None:
        return
    row = {"kind": kind, "sentence": sentence, "subject_id": subject_id, "last_seal_id": _newest_seal(db)}
    made = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    assert made is not None
    rows.insert(db, "acts", {**row, "first_history_id": first, "last_history_id": last, **made})


def bar(db: Connection) -> None:
    """Within an act that cannot be taken back: what was done before it cannot either, for it may stand on that."""
    newest = rows.select_one(db, "SELECT kind, undone_at FROM acts ORDER BY id DESC LIMIT 1")
    if newest == {"kind": BAR, "undone_at": None}:
        return
    db.execute(
        "INSERT INTO acts (kind, sentence, first_history_id, last_history_id, last_seal_id, user, recorded_at)"
        " SELECT ?, '', 0, 0, ?, user, at FROM acting",
        (BAR, _newest_seal(db)),
    )


def _newest_seal(db: Connection) -> int:
    """Noted with each act, so that the check sees where a bar is lost; 0 before the first."""
    return int(rows.value(db, "SELECT coalesce(max(id), 0) FROM seals"))
