"""Bank reconciliations in the data file: what of a bank account the statement shows, ticked once and for ever."""

from collections.abc import Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import rows
from ananea_desktop.storage.receipt_facts import NOT_ANNULLED
from ananea_desktop.storage.rows import Row

_DOCUMENT = """SELECT receipts.id, kind, series, number, issued_on, party_name, operation_number, currency, direction,
    total, direction * total AS signed, (SELECT concept FROM receipt_lines WHERE receipt_id = receipts.id
    AND position = 1) AS concept FROM receipts"""


def pending(db: Connection, account_id: int, until: date) -> list[Row]:
    """The valid documents of an account that no reconciliation ticked yet, until a day, oldest first.

    An opening document is part of the balance of every statement, and is not ticked.
    """
    return rows.select(
        db,
        f"{_DOCUMENT} WHERE account_id = ? AND issued_on <= ? AND kind <> 'opening' AND {NOT_ANNULLED}"
        " AND NOT EXISTS (SELECT 1 FROM reconciled_receipts WHERE receipt_id = receipts.id)"
        " ORDER BY issued_on, receipts.id",
        (account_id, until.isoformat()),
    )


def last_statement(db: Connection, account_id: int) -> date | None:
    """The day of the newest statement that the account was reconciled with."""
    found = rows.value(db, "SELECT max(statement_on) FROM reconciliations WHERE account_id = ?", (account_id,))
    return None if found is None else date.fromisoformat(found)


def ticked_before(db: Connection, account_id: int, day: date) -> int:
    """What openings and all that was ticked add up to, of what is dated until a day; céntimos of its currency."""
    return int(
        rows.value(
            db,
            f"""SELECT coalesce(sum(direction * total), 0) FROM receipts
            WHERE account_id = ? AND issued_on <= ? AND {NOT_ANNULLED} AND (kind = 'opening' OR EXISTS
                (SELECT 1 FROM reconciled_receipts WHERE receipt_id = receipts.id))""",
            (account_id, day.isoformat()),
        )
    )


def id_of_token(db: Connection, token: str) -> int | None:
    """The reconciliation that was made with this token."""
    found: int | None = rows.value(db, "SELECT id FROM reconciliations WHERE token = ?", (token,))
    return found


def insert(db: Connection, row: dict[str, Any], receipt_ids: Sequence[int]) -> int:
    """Writes a reconciliation with what it ticked, and gives its id."""
    reconciliation_id = rows.insert(db, "reconciliations", row)
    for receipt_id in receipt_ids:
        rows.insert(db, "reconciled_receipts", {"receipt_id": receipt_id, "reconciliation_id": reconciliation_id})
    return reconciliation_id


def get(db: Connection, reconciliation_id: int) -> Row:
    """With ``account_name``, ``bank``, ``account_number`` and ``currency``. Raises LookupError where there is none."""
    found = rows.select_one(
        db,
        """SELECT reconciliations.*, accounts.name AS account_name, bank, account_number, currency
        FROM reconciliations JOIN accounts ON accounts.id = account_id WHERE reconciliations.id = ?""",
        (reconciliation_id,),
    )
    if found is None:
        raise LookupError(f"there is no reconciliation {reconciliation_id}")
    return found


def ticked_by(db: Connection, reconciliation_id: int) -> list[Row]:
    """The documents that one reconciliation ticked, oldest first."""
    return rows.select(
        db,
        f"{_DOCUMENT} JOIN reconciled_receipts ON receipt_id = receipts.id WHERE reconciliation_id = ?"
        " ORDER BY issued_on, receipts.id",
        (reconciliation_id,),
    )


def open_after(db: Connection, reconciliation: Row) -> list[Row]:
    """The documents in the book until its day that it left, as the book stood then: recorded before it and not annulled
    by then. So its paper says the same whenever it is printed."""
    return rows.select(
        db,
        f"{_DOCUMENT} LEFT JOIN reconciled_receipts ON receipt_id = receipts.id"
        " WHERE account_id = :account AND issued_on <= :day AND kind <> 'opening' AND receipts.id <= :made"
        " AND NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id"
        " AND receipt_annulments.recorded_at < :recorded_at)"
        " AND (reconciliation_id IS NULL OR reconciliation_id > :id) ORDER BY issued_on, receipts.id",
        {
            "account": reconciliation["account_id"],
            "day": reconciliation["statement_on"].isoformat(),
            "made": reconciliation["last_receipt_id"] or 0,
            "id": reconciliation["id"],
            "recorded_at": reconciliation["recorded_at"],
        },
    )


def newest(db: Connection) -> list[Row]:
    """Every reconciliation, newest first, with ``account_name``, ``currency`` and ``difference``."""
    return rows.select(
        db,
        """SELECT reconciliations.*, accounts.name AS account_name, currency,
            statement_balance - ticked_balance AS difference
        FROM reconciliations JOIN accounts ON accounts.id = account_id ORDER BY reconciliations.id DESC""",
    )
