"""Walking an act's rows of history backwards: each row of the file is again as it was before."""

import json
from collections.abc import Collection, Iterator, Mapping
from sqlite3 import Connection, IntegrityError
from typing import Any

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_PIECE = 1000

StandsOn = IntegrityError
"""Raised at the end of an act that takes a row away to which another one refers."""

Key = tuple[str, int]
"""A table and the id of one of its rows."""

_PARTS = {
    "member_states": "member_id",
    "training_days": "training_session_id",
    "training_invitations": "training_session_id",
    "purchase_lines": "purchase_id",
    "quotations": "quotation_request_id",
    "milestones": "project_id",
}
"""What is a part of one record and stays with it when it is set aside, by the column that refers to it."""


class ChangedSince(Exception):
    """A row is no more as the act left it; ``key`` names it."""

    def __init__(self, key: Key) -> None:
        super().__init__(key)
        self.key = key


def newest(db: Connection) -> Row | None:
    """The newest act that was not taken back: id, kind, sentence, subject_id, first_history_id, last_history_id …"""
    return rows.select_one(db, "SELECT * FROM acts WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1")


def mark_undone(db: Connection, act_id: int) -> None:
    """Within the act that takes it back."""
    db.execute("UPDATE acts SET undone_at = (SELECT at FROM acting) WHERE id = ?", (act_id,))


def history_of(db: Connection, act: Row, table: str = "") -> Iterator[Row]:
    """The rows of history of an act, the last one first, with ``before`` and ``after`` as dicts or None; only those of
    ``table`` where it is given. Read piece by piece, for an import may have made 200,000."""
    first, last = act["first_history_id"], act["last_history_id"]
    only = " AND table_name = :table" if table else ""
    sql = f"SELECT * FROM history WHERE id BETWEEN :low AND :high{only} ORDER BY id DESC"
    while last >= first:
        low = max(first, last - _PIECE + 1)
        for row in rows.select(db, sql, {"low": low, "high": last, "table": table}):
            yield {**row, **{name: row[name] and json.loads(row[name]) for name in ("before", "after")}}
        last = low - 1


def first_owner(db: Connection, act: Row) -> str:
    """The table of the first row that an act changed (of an attachment: of its record); empty where there is none."""
    sql = """SELECT iif(table_name = 'attachments', json_extract(coalesce(after, before), '$.table_name'), table_name)
        FROM history WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1"""
    return str(rows.value(db, sql, (act["first_history_id"], act["last_history_id"])) or "")


def take_off(db: Connection, attachment_id: int) -> None:
    """Within an act: an attachment leaves its record and stays in the file."""
    rows.update(db, "attachments", attachment_id, {"removed": "yes"})


def inserted(db: Connection, act: Row, tables: Collection[str]) -> list[Key]:
    """What an act added to these tables."""
    return [
        (row["table_name"], row["record_id"])
        for row in history_of(db, act)
        if row["action"] == "insert" and row["table_name"] in tables
    ]


def is_there(db: Connection, key: Key) -> bool:
    """Also where it was set aside."""
    return rows.value(db, f"SELECT 1 FROM {key[0]} WHERE id = ?", (key[1],)) is not None


def parents(db: Connection, table: str) -> dict[str, str]:
    """The columns of a table that refer to another one, and to which."""
    return {row[3]: row[2] for row in db.execute(f"PRAGMA foreign_key_list({table})")}


def rewind(db: Connection, act: Row, kept: Collection[Key]) -> set[Key]:
    """Within an act: undoes the changes of ``act`` but for the ``kept`` rows and what belongs to them; gives the rows
    that were changed and still are there, and those they refer to. Raises ChangedSince; the whole is then given up."""
    db.execute("PRAGMA defer_foreign_keys = ON")  # a person goes before the state that belongs to him, or after it
    references: dict[str, dict[str, str]] = {}
    touched: set[Key] = set()
    gone: set[Key] = set()
    for row in history_of(db, act):
        key = row["table_name"], row["record_id"]
        if key[0] not in references:
            references[key[0]] = parents(db, key[0])
        values = row["after"] or row["before"]
        owners = {(table, values[column]) for column, table in references[key[0]].items() if values.get(column)}
        owner = _PARTS.get(key[0])
        if key in kept or (owner and (references[key[0]][owner], values[owner]) in kept):
            continue
        _expect(db, key, row["after"])
        _put_back(db, key, row["before"], row["after"])
        (touched if row["before"] else gone).add(key)
        touched |= owners
    _refuse_attached(db, gone)
    return touched - gone


def _expect(db: Connection, key: Key, after: Mapping[str, Any] | None) -> None:
    found = db.execute(f"SELECT * FROM {key[0]} WHERE id = ?", (key[1],))
    names = [column[0] for column in found.description]
    row = found.fetchone()
    now = None if row is None else dict(zip(names, row, strict=True))
    if after is None or now is None:
        if after is not None or now is not None:
            raise ChangedSince(key)
    elif any(now.get(name) != value for name, value in after.items()):
        raise ChangedSince(key)


def _put_back(db: Connection, key: Key, before: Row | None, after: Row | None) -> None:
    table, record_id = key
    if before is None:
        db.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,))
    elif after is None:
        rows.insert(db, table, {"id": record_id, **before})
    else:
        rows.update(db, table, record_id, {name: value for name, value in before.items() if after[name] != value})


def _refuse_attached(db: Connection, gone: Collection[Key]) -> None:
    """What refers to a row by its id alone: no other row is to have the papers or drafts of one that is gone."""
    for table in {key[0] for key in gone}:
        for (record_id,) in db.execute("SELECT record_id FROM attachments WHERE table_name = ?", (table,)):
            if (table, record_id) in gone:
                raise ChangedSince((table, record_id))
        for draft_id, record_id in db.execute("SELECT id, record_id FROM drafts WHERE form = ?", (table,)).fetchall():
            if (table, record_id) in gone:
                db.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
