"""Where anything is found by what was typed: a few of the newest of each table, whatever the size of the book."""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import rows
from ananea_desktop.storage.records import DISCARDABLE, match_query
from ananea_desktop.storage.rows import Row

CANDIDATES = 40
"""Of each table, the newest: the best of them are shown."""
MOST = 200
"""Of a table that is short, or of which the newest are looked at one by one."""
# without the sums that a list has: of a project they add up its whole book
_SELECTS = {
    "premium_projects": "SELECT premium_projects.*, headings.name AS heading_name FROM premium_projects"
    " JOIN headings ON headings.id = heading_id",
    "purchases": "SELECT purchases.*, suppliers.name AS supplier_name,"
    " (SELECT coalesce(sum(total), 0) FROM purchase_lines WHERE purchase_id = purchases.id) AS total"
    " FROM purchases JOIN suppliers ON suppliers.id = supplier_id",
    "hand_outs": "SELECT hand_outs.*, annulled_on,"
    " (SELECT count(DISTINCT member_id) FROM hand_out_lines WHERE hand_out_id = hand_outs.id) AS people,"
    " (SELECT person_name FROM hand_out_lines WHERE hand_out_id = hand_outs.id AND position = 1) AS person_name,"
    " (SELECT group_concat(item_name, ', ') FROM"
    " (SELECT DISTINCT item_name FROM hand_out_lines WHERE hand_out_id = hand_outs.id)) AS items"
    " FROM hand_outs LEFT JOIN hand_out_annulments ON hand_out_annulments.hand_out_id = hand_outs.id",
}


def found(db: Connection, table: str, typed: str) -> list[Row]:
    """The newest records of a table that the words find, without those that were set aside; the newest first."""
    return of_ids(db, table, _newest(db, table, typed))


def newest(db: Connection, table: str) -> list[Row]:
    """The newest records of a table, or all of a short one."""
    return of_ids(db, table, [row[0] for row in db.execute(f"SELECT id FROM {table} ORDER BY id DESC LIMIT {MOST}")])


def of_ids(db: Connection, table: str, ids: Sequence[int]) -> list[Row]:
    """These records, the newest first, without those that were set aside."""
    kept = f" AND {table}.discarded = 'no'" if table in DISCARDABLE else ""
    select = _SELECTS.get(table, f"SELECT * FROM {table}")
    wanted = f" WHERE {table}.id IN ({', '.join('?' * len(ids))}){kept} ORDER BY {table}.id DESC"
    return rows.select(db, select + wanted, list(ids))


def _newest(db: Connection, table: str, typed: str) -> list[int]:
    index = f"{table}_search"
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {CANDIDATES}"
    return [row[0] for row in db.execute(query, (match_query(typed),))]


def receipts(db: Connection, typed: str) -> list[int]:
    """The ids of the newest receipts that the words find, the newest first."""
    return _newest(db, "receipts", typed)


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
