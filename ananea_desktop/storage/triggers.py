"""Triggers that the data file keeps for itself: the history of records, their search index, and frozen documents.

The text these functions produce is part of every released schema: a change here is a change of the fingerprint, and
needs a migration that drops and makes the triggers anew.
"""

from collections.abc import Sequence

from sqlite_utils import Database


def keep_history(db: Database, table: str, columns: Sequence[str]) -> None:
    """Each insert, change and deletion in ``table`` leaves a row in ``history``: who, when, before, after.

    Who and when are what the running operation wrote into ``acting``; a change by anything else finds that table
    empty and is refused by history's NOT NULL columns.
    """
    for action, before, after, when in (
        ("INSERT", False, True, ""),
        ("UPDATE", True, True, "WHEN " + " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)),
        ("DELETE", True, False, ""),
    ):
        old = _as_json("OLD", columns) if before else "NULL"
        new = _as_json("NEW", columns) if after else "NULL"
        db.execute(
            f"CREATE TRIGGER {table}_history_{action.lower()} AFTER {action} ON {table} {when}\n"
            "BEGIN INSERT INTO history (at, user, table_name, record_id, action, before, after) VALUES (\n"
            f"  (SELECT at FROM acting), (SELECT user FROM acting), '{table}',"
            f" {'OLD' if action == 'DELETE' else 'NEW'}.id, '{action.lower()}',\n"
            f"  {old},\n  {new}); END"
        )


def _as_json(row: str, columns: Sequence[str]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in columns) + ")"


def keep_search(db: Database, table: str) -> None:
    """An FTS5 index over ``table.search_text``, kept by triggers; prefixes of two and three letters are indexed."""
    index = f"{table}_search"
    db.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5(search_text, content='{table}', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    add = f"INSERT INTO {index} (rowid, search_text) VALUES (NEW.id, NEW.search_text);"
    drop = f"INSERT INTO {index} ({index}, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);"
    db.execute(f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END")
    db.execute(f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {drop} END")
    db.execute(
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF search_text ON {table}"
        f" WHEN OLD.search_text IS NOT NEW.search_text BEGIN {drop} {add} END"
    )


def freeze(db: Database, table: str, keys: Sequence[str]) -> None:
    """Rows of ``table`` can only be added: UPDATE, DELETE and an insert over any one of ``keys`` are refused.

    The last stands beside ``recursive_triggers``, which turns REPLACE into a refused DELETE.
    """
    refuse = f"BEGIN SELECT RAISE(ABORT, 'frozen: {table}'); END"
    for action in ("UPDATE", "DELETE"):
        db.execute(f"CREATE TRIGGER {table}_frozen_{action.lower()} BEFORE {action} ON {table} {refuse}")
    same = " OR ".join(f"{name} = NEW.{name}" for name in keys)
    db.execute(
        f"CREATE TRIGGER {table}_frozen_replace BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}"
    )
