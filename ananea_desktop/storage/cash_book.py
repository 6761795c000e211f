"""The cash book of accounts: every line of every document that touched them, in the order of the book."""

from collections.abc import Iterator
from datetime import date, timedelta
from sqlite3 import Connection
from typing import Any, NamedTuple

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row


class BookLine(NamedTuple):
    """A line of a document, with what the book says of it. ``soles`` in céntimos by the rate of the document, signed;
    0 where it is annulled."""

    account_id: int
    receipt_id: int
    kind: str
    series: str
    number: int
    issued_on: str
    party_name: str
    method: str
    operation_number: str
    concept: str
    fund_id: int
    is_annulled: int
    other_account_id: int | None
    """Of a transfer: the account on its other side."""
    soles: int
    flow: str
    """What the line is to the books: a domain.receipts.Flow."""


_LINES = """SELECT receipts.account_id, receipts.id, kind, series, number, issued_on, party_name, method,
    operation_number, concept, fund_id, annulled_on IS NOT NULL,
    CASE WHEN kind = 'transfer' THEN (SELECT other.account_id FROM receipts AS other WHERE other.kind = 'transfer'
        AND other.series = receipts.series AND other.number = receipts.number AND other.id <> receipts.id) END,
    CASE WHEN annulled_on IS NOT NULL THEN 0 WHEN exchange_rate IS NULL THEN sign * amount
        ELSE sign * ((amount * exchange_rate + 5000) / 10000) END, flow
    FROM receipts JOIN receipt_lines ON receipt_lines.receipt_id = receipts.id
    LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id
    WHERE receipts.account_id = ? AND issued_on BETWEEN ? AND ? ORDER BY issued_on, receipts.id, position"""


def lines(db: Connection, account_id: int, first: date, last: date) -> Iterator[BookLine]:
    """The lines of one account between two days."""
    for row in db.execute(_LINES, (account_id, first.isoformat(), last.isoformat())):
        yield BookLine._make(row)


def opening(db: Connection, account_id: int, first: date) -> int:
    """What the account held before ``first``, céntimos of sol by the rates of its documents."""
    query = "SELECT coalesce(sum(soles), 0) FROM movements WHERE account_id = ? AND issued_on <= ?"
    return int(rows.value(db, query, (account_id, (first - timedelta(1)).isoformat())))


def codes(db: Connection) -> list[Row]:
    """The accountant's table, oldest first."""
    return rows.select(db, "SELECT * FROM accounting_codes ORDER BY id")


def accounts_of(db: Connection, kind: str) -> list[dict[str, Any]]:
    """The tills, or the banks."""
    return rows.select(db, "SELECT * FROM accounts WHERE kind = ? ORDER BY id", (kind,))
