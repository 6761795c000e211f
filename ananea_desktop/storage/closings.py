"""Closings of months and years in the data file: up to when the books are closed, and the figures of each acta."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import chain, lists, rows
from ananea_desktop.storage.rows import Row

MONTH, YEAR = "month", "year"

_COLUMNS = """SELECT closings.*, image AS logo, closing_reopenings.reason AS reopened_why,
    closing_reopenings.reopened_on, closing_reopenings.user AS reopened_by,
    closing_reopenings.approved_by AS reopening_approved_by
    FROM closings LEFT JOIN logos ON sha256 = logo_sha256
    LEFT JOIN closing_reopenings ON closing_id = closings.id"""


def closed_through(db: Connection) -> date | None:
    """The last day that is closed; None while nothing is."""
    found = db.execute("SELECT day FROM closed_through").fetchone()[0]
    return date.fromisoformat(found) if found else None


def first_open_day(db: Connection) -> date | None:
    """From when on the books are open: the day after the last closing, or the one of the cooperative's profile where
    that is later; None where all of it is open."""
    closed = closed_through(db)
    days = [lists.books_open_from(db), None if closed is None else closed + timedelta(1)]
    return max((day for day in days if day is not None), default=None)


def first_movement(db: Connection) -> date | None:
    """The day of the first document of money."""
    found = rows.value(db, "SELECT min(issued_on) FROM receipts")
    return None if found is None else date.fromisoformat(found)


def has_movement(db: Connection, first: date, last: date) -> bool:
    """Whether there is any document of money between two days."""
    query = "SELECT 1 FROM receipts WHERE issued_on BETWEEN ? AND ? LIMIT 1"
    return rows.value(db, query, (first.isoformat(), last.isoformat())) is not None


def newest(db: Connection) -> list[Row]:
    """Every closing, newest first, with the logo it was made with and its reopening, if any (``reopened_on``)."""
    return rows.select(db, f"{_COLUMNS} ORDER BY closings.id DESC")


def of_number(db: Connection, number: int) -> Row | None:
    """The closing of an acta's number."""
    return rows.select_one(db, f"{_COLUMNS} WHERE closings.number = ?", (number,))


def newest_standing(db: Connection) -> Row | None:
    """The newest closing that was not reopened: the one that may be."""
    return rows.select_one(
        db,
        """SELECT * FROM closings WHERE NOT EXISTS (SELECT 1 FROM closing_reopenings WHERE closing_id = closings.id)
        ORDER BY id DESC LIMIT 1""",
    )


def standing_years(db: Connection) -> set[int]:
    """The years that are closed as a whole."""
    query = """SELECT last_day FROM closings WHERE period = 'year'
        AND id NOT IN (SELECT closing_id FROM closing_reopenings)"""
    return {int(row[0][:4]) for row in db.execute(query)}


def reopened(db: Connection) -> Row | None:
    """The newest month that was opened again and is not closed yet; None where there is none."""
    return rows.select_one(
        db,
        f"""{_COLUMNS} WHERE period = 'month' AND closing_reopenings.reopened_on IS NOT NULL
            AND last_day > (SELECT day FROM closed_through) ORDER BY closings.id DESC LIMIT 1""",
    )


def balances(db: Connection, closing_id: int) -> list[Row]:
    """Accounts, then funds, in céntimos of ``currency``."""
    return rows.select(db, "SELECT * FROM closing_balances WHERE closing_id = ? ORDER BY id", (closing_id,))


def series(db: Connection, closing_id: int) -> list[Row]:
    return rows.select(db, "SELECT * FROM closing_series WHERE closing_id = ? ORDER BY id", (closing_id,))


def insert(
    db: Connection, row: Mapping[str, Any], money: Iterable[Mapping[str, Any]], used: Iterable[Mapping[str, Any]]
) -> int:
    """Within an act: writes a closing after its lines, seals it, and gives its id."""
    closing_id, number = db.execute(
        "SELECT coalesce(max(id), 0) + 1, coalesce(max(number), 0) + 1 FROM closings"
    ).fetchone()
    for line in money:
        rows.insert(db, "closing_balances", {"closing_id": closing_id, **line})
    for line in used:
        rows.insert(db, "closing_series", {"closing_id": closing_id, **line})
    rows.insert(db, "closings", {"id": closing_id, "number": number, **row})
    chain.seal(db, chain.CLOSING, closing_id)
    return int(closing_id)


def insert_reopening(db: Connection, row: Mapping[str, Any]) -> None:
    """Within an act; sealed."""
    rows.insert(db, "closing_reopenings", row)
    chain.seal(db, chain.CLOSING_REOPENING, row["closing_id"])


def id_of_token(db: Connection, token: str) -> int | None:
    found: int | None = rows.value(db, "SELECT id FROM closings WHERE token = ?", (token,))
    return found


def last_seal(db: Connection) -> tuple[int, str]:
    """The number and the hash of the newest seal; before the first one 0 and the code of the installation."""
    found = db.execute("SELECT id, hash FROM seals ORDER BY id DESC LIMIT 1").fetchone()
    return (0, chain.installation(db).hex()) if found is None else (int(found[0]), bytes(found[1]).hex())


def seal_of(db: Connection, closing_id: int) -> tuple[int, str]:
    """The seal of a closing itself."""
    found = db.execute(
        "SELECT id, hash FROM seals WHERE subject = ? AND subject_id = ?", (chain.CLOSING, closing_id)
    ).fetchone()
    return int(found[0]), bytes(found[1]).hex()


def mark(db: Connection) -> tuple[int, ...]:
    """Changes whenever a document of money is written or annulled."""
    query = "SELECT (SELECT coalesce(max(id), 0) FROM receipts), (SELECT count(*) FROM receipt_annulments)"
    found: tuple[int, ...] = db.execute(query).fetchone()
    return found


# kind, then SQL of the numbers of a period: series, first, last, how many, how many of them annulled
_SERIES = (
    """SELECT kind, series, min(number), max(number), count(*),
        count(*) FILTER (WHERE id IN (SELECT receipt_id FROM receipt_annulments))
    FROM receipts WHERE issued_on BETWEEN ? AND ? AND NOT (kind = 'transfer' AND direction = 1)
    GROUP BY kind, series ORDER BY kind, series""",
    """SELECT kind, '', min(number), max(number), count(*),
        count(*) FILTER (WHERE id IN (SELECT hand_out_id FROM hand_out_annulments))
    FROM hand_outs WHERE handed_on BETWEEN ? AND ? GROUP BY kind ORDER BY kind""",
    """SELECT 'capital', '', min(number), max(number), count(*), 0 FROM capital_operations
    WHERE operated_on BETWEEN ? AND ? HAVING count(*)""",
    """SELECT 'certificate', '', min(number), max(number), count(*),
        count(*) FILTER (WHERE id IN (SELECT certificate_id FROM certificate_annulments))
    FROM certificates WHERE issued_on BETWEEN ? AND ? HAVING count(*)""",
    """SELECT kind, '', min(number), max(number), count(*),
        count(*) FILTER (WHERE id IN (SELECT member_certificate_id FROM member_certificate_annulments))
    FROM member_certificates WHERE issued_on BETWEEN ? AND ? GROUP BY kind ORDER BY kind""",
    """SELECT 'cash_count', '', min(number), max(number), count(*), 0 FROM cash_counts
    WHERE counted_on BETWEEN ? AND ? HAVING count(*)""",
)


def series_of(db: Connection, first: date, last: date) -> list[Row]:
    """The numbers of each series that were used in a period."""
    names = "kind series first_number last_number documents annulled".split()
    return [
        dict(zip(names, row, strict=True))
        for query in _SERIES
        for row in db.execute(query, (first.isoformat(), last.isoformat()))
    ]


# what is unfinished


def drafts_waiting(db: Connection) -> int:
    """Forms that were begun and not saved."""
    return int(rows.value(db, "SELECT count(*) FROM drafts WHERE form NOT LIKE 'closing %'"))


def uncounted_tills(db: Connection, first: date, last: date) -> list[Row]:
    """Tills with a movement until the last day that were not counted in the period, in its last days or after."""
    return rows.select(
        db,
        """SELECT id, name FROM accounts WHERE kind = 'till'
            AND EXISTS (SELECT 1 FROM receipts WHERE account_id = accounts.id AND issued_on <= :last)
            AND NOT EXISTS (SELECT 1 FROM cash_counts WHERE account_id = accounts.id AND counted_on >= :from)
        ORDER BY id""",
        {"last": last.isoformat(), "from": max(first, last - timedelta(2)).isoformat()},
    )


def unreconciled_banks(db: Connection, last: date) -> list[Row]:
    """Banks with movements until the last day whose newest statement is of an earlier day."""
    return rows.select(
        db,
        """SELECT id, name FROM accounts WHERE kind = 'bank'
            AND EXISTS (SELECT 1 FROM receipts WHERE account_id = accounts.id AND issued_on <= :last)
            AND NOT EXISTS (SELECT 1 FROM reconciliations WHERE account_id = accounts.id AND statement_on >= :last)
        ORDER BY id""",
        {"last": last.isoformat()},
    )


def purchases_without_paper(db: Connection, first: date, last: date) -> list[Row]:
    """Purchases of a period whose invoice was not scanned."""
    return rows.select(
        db,
        """SELECT purchases.id, purchased_on, series, number, suppliers.name AS supplier_name FROM purchases
            JOIN suppliers ON suppliers.id = supplier_id
        WHERE purchased_on BETWEEN ? AND ? AND purchases.discarded = 'no' AND NOT EXISTS (SELECT 1 FROM attachments
            WHERE table_name = 'purchases' AND record_id = purchases.id AND removed = 'no')
        ORDER BY purchased_on, purchases.id""",
        (first.isoformat(), last.isoformat()),
    )


def open_trainings(db: Connection, first: date, last: date) -> list[Row]:
    """Sessions of a period that are still only planned, or held with signatures that are lacking."""
    return rows.select(
        db,
        """SELECT id, topic, held_on, state FROM training_sessions
        WHERE held_on BETWEEN ? AND ? AND discarded = 'no' AND (state = 'planned' OR (state = 'held' AND EXISTS
            (SELECT 1 FROM attendances WHERE training_session_id = training_sessions.id AND signature = 'pending')))
        ORDER BY held_on, id""",
        (first.isoformat(), last.isoformat()),
    )


def last_looked_at(db: Connection) -> dict[int, date]:
    """Of each till the day of its last cash count, of each bank that of its last statement compared."""
    found = db.execute(
        """SELECT account_id, max(counted_on) FROM cash_counts GROUP BY account_id
        UNION ALL SELECT account_id, max(statement_on) FROM reconciliations GROUP BY account_id"""
    )
    return {int(account): date.fromisoformat(day) for account, day in found}


# sums by month, for the check


def sums_by_month(db: Connection) -> list[tuple[str, str, int | None, int, int, int]]:
    """Month, flow, account, fund, and what the valid lines of it add up to: in the account's currency, and in soles."""
    return db.execute(
        """SELECT substr(issued_on, 1, 7), kind, account_id, fund_id, sum(amount), sum(soles) FROM movements
        GROUP BY 1, 2, 3, 4"""
    ).fetchall()
