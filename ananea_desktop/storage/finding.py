"""Where anything is found by what was typed: a few of the newest of each table, whatever the size of the book."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import rows
from ananea_desktop.storage.records import match_query

CANDIDATES = 40
"""Of each table, the newest: the best of them are shown."""


def condition(table: str, typed: str) -> dict[str, str]:
    """What ``storage.records.page`` takes to leave the newest records of a table that the words find."""
    index = f"{table}_search"
    found = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {CANDIDATES}"
    return {f"{table}.id IN ({found})": match_query(typed)}


def receipts(db: Connection, typed: str) -> list[int]:
    """The ids of the newest receipts that the words find, the newest first."""
    found = db.execute(
        "SELECT rowid FROM receipts_search WHERE receipts_search MATCH ? ORDER BY rowid DESC LIMIT ?",
        (match_query(typed), CANDIDATES),
    )
    return [row[0] for row in found]


def receipts_numbered(db: Connection, series: str, number: int, limit: int) -> list[int]:
    """The ids of the documents of any kind with this number, the newest first; of every series where it is empty."""
    found: list[int] = []
    for kind, each in db.execute("SELECT kind, series FROM series").fetchall():
        if not series or int(each) == int(series):
            query = "SELECT id FROM receipts WHERE kind = ? AND series = ? AND number = ?"
            found += [row[0] for row in db.execute(query, (kind, each, number))]
    return sorted(found, reverse=True)[:limit]


def receipts_of_total(db: Connection, total: int, limit: int) -> Steps[list[int]]:
    """The ids of the newest receipts of exactly this total (céntimos), year by year, so that no step is long.

    Each step reads only the part of an index that has the amounts of one account and year.
    """
    found: list[tuple[str, int]] = []
    accounts = [row[0] for row in db.execute("SELECT id FROM accounts")]
    for first, last in _years(db):
        for account in accounts:
            query = (
                "SELECT issued_on, id FROM receipts INDEXED BY receipts_of_account WHERE account_id = ?"
                " AND issued_on BETWEEN ? AND ? AND total = ? ORDER BY issued_on DESC, id DESC LIMIT ?"
            )
            found += db.execute(query, (account, first, last, total, limit)).fetchall()
            yield
        if len(found) >= limit:
            break
    return [row[1] for row in sorted(((row[0], row[1]) for row in found), reverse=True)[:limit]]


def _years(db: Connection) -> Iterator[tuple[str, str]]:
    """First and last day of each year with receipts, the newest first."""
    newest = rows.value(db, "SELECT max(issued_on) FROM receipts")
    oldest = rows.value(db, "SELECT min(issued_on) FROM receipts")
    if newest is not None:
        for year in range(int(newest[:4]), int(oldest[:4]) - 1, -1):
            yield f"{year:04d}-01-01", f"{year:04d}-12-31"


def receipt_there(db: Connection, receipt_id: int) -> bool:
    return rows.value(db, "SELECT 1 FROM receipts WHERE id = ?", (receipt_id,)) is not None
