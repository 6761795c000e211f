"""What proves a receipt: the scan of the signed paper, and what an expense is supported by."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import rows
from ananea_desktop.storage.pace import Pace
from ananea_desktop.storage.receipt_facts import NOT_ANNULLED
from ananea_desktop.storage.rows import Row

_COLUMNS = """SELECT receipts.id, kind, series, number, issued_on, party_name, currency, exchange_rate, total,
    (SELECT concept FROM receipt_lines WHERE receipt_id = receipts.id AND position = 1) AS concept FROM receipts"""
_ATTACHED = """EXISTS (SELECT 1 FROM attachments WHERE table_name = 'receipts' AND record_id = receipts.id
    AND removed = 'no' AND stage"""
_SIGNED, _SUPPORTED = f"{_ATTACHED} = 'signed')", f"{_ATTACHED} <> 'signed')"
_NOT_REVERSED = f"""NOT EXISTS (SELECT 1 FROM receipts AS reversal WHERE reversal.corrects_id = receipts.id
    AND reversal.direction = -receipts.direction AND {NOT_ANNULLED.replace("receipts.id", "reversal.id")})"""
_LACKING = {
    # what two people sign, and no signed scan is kept of
    "signed scan": f"kind IN ('in', 'out') AND {NOT_ANNULLED} AND NOT {_SIGNED}",
    # an egreso with a line of spending that nothing stands behind: no purchase, no voucher, no paper attached; one that
    # an extorno took back is no spending any more, nor is the extorno of an ingreso, whose lines are of that flow
    "support": f"""kind = 'out' AND {NOT_ANNULLED} AND {_NOT_REVERSED} AND NOT {_SUPPORTED}
        AND EXISTS (SELECT 1 FROM receipt_lines WHERE receipt_id = receipts.id AND flow = 'out'
            AND purchase_id IS NULL AND support_number = '')""",
}


def lacking(db: Connection, what: str, first: date, last: date) -> list[Row]:
    """Valid receipts of a period that lack their ``signed scan`` or their ``support``, oldest first."""
    return rows.select(
        db,
        f"{_COLUMNS} WHERE issued_on BETWEEN ? AND ? AND {_LACKING[what]} ORDER BY issued_on, receipts.id",
        (first.isoformat(), last.isoformat()),
    )


def first_lacking(db: Connection, what: str, most: int) -> Steps[list[Row]]:
    """The same of the whole book, but the first ``most`` at most, in the order they were issued."""
    found: list[Row] = []
    pace = Pace(0, int(rows.value(db, "SELECT coalesce(max(id), 0) FROM receipts")))
    query = f"{_COLUMNS} WHERE receipts.id > ? AND receipts.id <= ? AND {_LACKING[what]} ORDER BY receipts.id LIMIT ?"
    while pace.goes_on and len(found) < most:
        with pace as (low, high):
            found += rows.select(db, query, (low, high, most - len(found)))
        yield
    return found


def numbers_between(db: Connection, first: date, last: date) -> list[tuple[int, str]]:
    """Id and what it is called (``in 001-000123``) of every document of a period but a transfer's second side."""
    found = db.execute(
        "SELECT id, kind || ' ' || series || '-' || printf('%06d', number) FROM receipts"
        " WHERE issued_on BETWEEN ? AND ? AND NOT (kind = 'transfer' AND direction = 1) ORDER BY id",
        (first.isoformat(), last.isoformat()),
    )
    return [(int(receipt_id), str(name)) for receipt_id, name in found]
