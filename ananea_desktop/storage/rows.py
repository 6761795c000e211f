"""Plain inserts, changes and reads of rows. Dates stand in the file as ISO text, and come back as dates by name."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Row = dict[str, Any]


def insert(db: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    """Adds a row and gives its id.

    Not sqlite-utils' own insert: that one makes a misspelt table without a word, and reads the schema each time.
    """
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    cursor = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [_stored(value) for value in row.values()])
    return int(cursor.lastrowid or 0)


def update(db: sqlite3.Connection, table: str, record_id: int, row: Mapping[str, Any]) -> None:
    """Changes the row with this id. Raises LookupError when there is none."""
    assignments = ", ".join(f"{name} = ?" for name in row)
    cursor = db.execute(
        f"UPDATE {table} SET {assignments} WHERE id = ?", [*(_stored(value) for value in row.values()), record_id]
    )
    if cursor.rowcount != 1:
        raise LookupError(f"{table} has no row {record_id}")


def select(db: sqlite3.Connection, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
    """All rows of a query as dicts; columns named ``…_on``, ``…_date``, ``state_since`` or ``…_from`` come as dates."""
    cursor = db.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    dates = [index for index, name in enumerate(names) if is_date_column(name)]
    if not dates:
        return [dict(zip(names, row, strict=True)) for row in cursor]
    return [dict(zip(names, _with_dates(row, dates), strict=True)) for row in cursor]


def select_one(db: sqlite3.Connection, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
    rows = select(db, sql, parameters)
    return rows[0] if rows else None


def value(db: sqlite3.Connection, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
    """The first column of the first row, or None."""
    row: tuple[Any, ...] | sqlite3.Row | None = db.execute(sql, parameters).fetchone()
    return None if row is None else row[0]


def is_date_column(name: str) -> bool:
    return name.endswith(("_on", "_date")) or name in ("state_since", "valid_from", "books_open_from")


def _with_dates(row: Sequence[Any], columns: Sequence[int]) -> list[Any]:
    values = list(row)
    for index in columns:
        if isinstance(values[index], str):
            values[index] = date.fromisoformat(values[index])
    return values


def _stored(given: Any) -> Any:
    return given.isoformat() if isinstance(given, date) else given
