"""What proves a receipt: the scan of the signed paper, and what an expense is supported by."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.receipt_facts import NOT_ANNULLED
from ananea_desktop.storage.rows import Row

_COLUMNS = """SELECT receipts.id, kind, series, number, issued_on, party_name, currency, exchange_rate, total,
    (SELECT concept FROM receipt_lines WHERE receipt_id = receipts.id AND position = 1) AS concept FROM receipts"""
_ATTACHED = """EXISTS (SELECT 1 FROM attachments WHERE table_name = 'receipts' AND record_id = receipts.id
    AND removed = 'no' AND stage"""
_SIGNED, _SUPPORTED = f"{_ATTACHED} = 'signed')", f"{_ATTACHED} <> 'signed')"
_BETWEEN = f"issued_on BETWEEN ? AND ? AND {NOT_ANNULLED}"


def without_signed_scan(db: Connection, first: date, last: date) -> list[Row]:
    """Receipts that two people sign, valid ones, of which no signed scan is kept; oldest first."""
    return rows.select(
        db,
        f"{_COLUMNS} WHERE kind IN ('in', 'out') AND {_BETWEEN} AND NOT {_SIGNED} ORDER BY issued_on, receipts.id",
        (first.isoformat(), last.isoformat()),
    )


def without_support(db: Connection, first: date, last: date) -> list[Row]:
    """Valid egresos with a line of spending that nothing stands behind: no purchase, no voucher, no paper attached."""
    return rows.select(
        db,
        f"{_COLUMNS} WHERE kind = 'out' AND corrects_id IS NULL AND {_BETWEEN}"
        f" AND NOT {_SUPPORTED} AND EXISTS (SELECT 1 FROM receipt_lines"
        " WHERE receipt_id = receipts.id AND flow = 'out' AND purchase_id IS NULL AND support_number = '')"
        " ORDER BY issued_on, receipts.id",
        (first.isoformat(), last.isoformat()),
    )


def numbers_between(db: Connection, first: date, last: date) -> list[tuple[int, str]]:
    """Id and what it is called (``in 001-000123``) of every document of a period but a transfer's second side."""
    found = db.execute(
        "SELECT id, kind || ' ' || series || '-' || printf('%06d', number) FROM receipts"
        " WHERE issued_on BETWEEN ? AND ? AND NOT (kind = 'transfer' AND direction = 1) ORDER BY id",
        (first.isoformat(), last.isoformat()),
    )
    return [(int(receipt_id), str(name)) for receipt_id, name in found]
