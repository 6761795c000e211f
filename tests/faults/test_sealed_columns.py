"""Every column of every table that is sealed, driven from what the chain says that it seals: changed, and each row
deleted or added, the chain tells of it. A new column or table without cover fails here."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from ananea_desktop.operations.books import books_in_memory
from ananea_desktop.operations.sample import write_sample
from ananea_desktop.storage import chain
from tests.builders import clock

SUBJECT_OF = {
    table: (subject, key, tables[0][1]) for subject, tables in chain.SUBJECTS.items() for table, key in tables
}
"""Of each sealed table: what is sealed with it, its column with the subject's id, and that of the subject itself."""
TABLES = list(SUBJECT_OF)
FILLING: dict[str, object] = {"INTEGER": 1, "TEXT": "x", "BLOB": b"x"}


@pytest.fixture(scope="module")
def db() -> sqlite3.Connection:
    """The sample's year, and one made-up row sealed in each table that it leaves empty; nothing guards them."""
    books = books_in_memory(clock=clock)
    write_sample(books)
    db = books.db
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA ignore_check_constraints = ON")
    for subject, ((table, key), *parts) in chain.SUBJECTS.items():
        if not db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            insert(db, table, {key: 1})
            for part, column in parts:
                insert(db, part, {column: 1})
            chain.seal(db, subject, 1)
    assert list(chain.faults(db)) == []
    return db


def columns_of(db: sqlite3.Connection, table: str) -> dict[str, str]:
    return {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}


def insert(db: sqlite3.Connection, table: str, wanted: dict[str, object]) -> None:
    row = {name: FILLING[kind] for name, kind in columns_of(db, table).items()} | wanted
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


@contextmanager
def taken_back(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def is_told(db: sqlite3.Connection, change: Callable[[], sqlite3.Cursor]) -> bool:
    """Whether the chain tells of it; also where the file itself refuses it."""
    with taken_back(db):
        try:
            assert change().rowcount == 1
        except sqlite3.IntegrityError:
            return True
        return next(chain.faults(db), None) is not None


def row_of(db: sqlite3.Connection, table: str) -> int:
    (rowid,) = db.execute(f"SELECT max(rowid) FROM {table}").fetchone()
    assert rowid is not None, f"no {table} to try it on"
    return int(rowid)


def another(kind: str, column: str) -> str:
    """SQL of a value that the column does not have."""
    return {
        "INTEGER": f"coalesce({column}, 0) + 1",
        "TEXT": f"coalesce({column}, '') || 'x'",
        "BLOB": f"coalesce({column}, x'') || x'00'",
    }[kind]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_in_the_seal(db: sqlite3.Connection, table: str) -> None:
    assert set(chain.COLUMNS[chain.VERSION, table]) == set(columns_of(db, table))


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_column_is_told(db: sqlite3.Connection, table: str) -> None:
    row = row_of(db, table)
    unseen = [
        column
        for column, kind in columns_of(db, table).items()
        if not is_told(
            db,
            lambda column=column, kind=kind: db.execute(  # type: ignore[misc]
                f"UPDATE {table} SET {column} = {another(kind, column)} WHERE rowid = ?", (row,)
            ),
        )
    ]
    assert unseen == []


@pytest.mark.parametrize("table", TABLES)
def test_a_deleted_and_an_added_row_are_told(db: sqlite3.Connection, table: str) -> None:
    row = row_of(db, table)
    assert is_told(db, lambda: db.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,)))
    names = list(columns_of(db, table))
    _subject, key, _own = SUBJECT_OF[table]
    new = {"id": "(SELECT max(id) + 1 FROM {table})", "token": "token || 'x'", "number": "number + 1", "position": "99"}
    if names[0] == key != "id":
        new[key] = "(SELECT max({key}) + 1 FROM {table})"
    values = ", ".join(new.get(name, name).format(table=table, key=key) for name in names)
    added = f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE rowid = ?"
    assert is_told(db, lambda: db.execute(added, (row,)))


def test_a_column_that_is_not_sealed_is_not_told(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with one column left out of the seal, nobody would notice."""
    columns = tuple(name for name in chain.COLUMNS[1, "restorations"] if name != "reason")
    with taken_back_seals(db, monkeypatch, columns):
        row = row_of(db, "restorations")
        assert not is_told(db, lambda: db.execute("UPDATE restorations SET reason = 'otro' WHERE rowid = ?", (row,)))
        assert is_told(db, lambda: db.execute("UPDATE restorations SET user = 'otro' WHERE rowid = ?", (row,)))


@contextmanager
def taken_back_seals(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, columns: tuple[str, ...]
) -> Iterator[None]:
    """The last seal made again over fewer columns."""
    (last, subject, subject_id) = db.execute(
        "SELECT id, subject, subject_id FROM seals ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert subject == chain.RESTORATION
    kept = db.execute("SELECT * FROM seals WHERE id = ?", (last,)).fetchone()
    monkeypatch.setitem(chain.COLUMNS, (1, "restorations"), columns)
    db.execute("DELETE FROM seals WHERE id = ?", (last,))
    chain.seal(db, subject, subject_id)
    try:
        yield
    finally:
        db.execute("DELETE FROM seals WHERE id = ?", (last,))
        db.execute(f"INSERT INTO seals VALUES ({', '.join('?' * len(kept))})", kept)
