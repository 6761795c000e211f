"""Advances to be accounted for: what was given, rendered, given back and refunded, and what is still open."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.receipt_facts import NOT_ANNULLED
from ananea_desktop.storage.rows import Row

# returned and refunded are lines of the flow 'advance' of other receipts, by their sign
_ADVANCES = f"""SELECT receipts.id, series, number, issued_on, party_name, party_document, member_id, currency,
        exchange_rate, account_id, account_name, total,
        (SELECT concept FROM receipt_lines WHERE receipt_id = receipts.id AND position = 1) AS concept,
        coalesce((SELECT sum(later.total) FROM receipts AS later WHERE later.advance_id = receipts.id
            AND later.kind = 'rendition' AND {NOT_ANNULLED.replace("receipts.id", "later.id")}), 0) AS rendered,
        coalesce((SELECT sum(later.direction * later.total) FROM receipts AS later
            WHERE later.advance_id = receipts.id AND later.direction <> 0
            AND {NOT_ANNULLED.replace("receipts.id", "later.id")}), 0) AS returned
    FROM receipts
    WHERE receipts.id IN (SELECT receipt_id FROM receipt_lines WHERE flow = 'advance') AND receipts.advance_id IS NULL
        AND receipts.kind = 'out' AND {NOT_ANNULLED}
        AND NOT EXISTS (SELECT 1 FROM receipts AS reversal WHERE reversal.corrects_id = receipts.id
            AND reversal.direction = 1 AND {NOT_ANNULLED.replace("receipts.id", "reversal.id")})"""


def advances(db: Connection, open_only: bool = True) -> list[Row]:
    """Every advance, oldest first, with ``rendered``, ``returned`` (less what was refunded) and ``left``.

    ``left`` is what is still to be rendered or returned, negative where the cooperative owes the person; in céntimos
    of the advance's currency, as all amounts. ``open_only`` leaves out those with nothing left.
    """
    found = rows.select(db, f"{_ADVANCES} ORDER BY issued_on, receipts.id")
    for row in found:
        row["left"] = row["total"] - row["rendered"] - row["returned"]
    return [row for row in found if row["left"] or not open_only]


def advance(db: Connection, receipt_id: int) -> Row | None:
    """One advance as ``advances`` gives it; None where that receipt is none."""
    row = rows.select_one(db, f"{_ADVANCES} AND receipts.id = ?", (receipt_id,))
    if row is not None:
        row["left"] = row["total"] - row["rendered"] - row["returned"]
    return row


# an advance with its renditions, returns and refunds, what takes those back, and its own extorno; no index on the
# kind, which would go through every egreso
_FOREIGN = """WITH given AS (
        SELECT id, exchange_rate AS rate FROM receipts
        WHERE id IN (SELECT receipt_id FROM receipt_lines WHERE flow = 'advance')
            AND exchange_rate IS NOT NULL AND +kind = 'out' AND advance_id IS NULL),
    documents AS (
        SELECT id AS advance, id FROM given
        UNION ALL SELECT advance_id, receipts.id FROM receipts JOIN given ON given.id = advance_id
        UNION ALL SELECT corrects_id, receipts.id FROM receipts JOIN given ON given.id = corrects_id
            WHERE direction = 1)
    SELECT advance, fund_id AS fund, rate, issued_on < :first AS before,
        sum(CASE kind WHEN 'advance' THEN -amount ELSE amount END) AS left,
        sum(CASE kind WHEN 'advance' THEN -soles ELSE soles END) AS booked
    FROM documents JOIN given ON given.id = advance JOIN movements ON receipt_id = documents.id
    WHERE kind IN ('advance', 'out') AND issued_on <= :last GROUP BY advance, fund_id, before"""


def foreign_advances(db: Connection, first: date, last: date) -> list[Row]:
    """What became of each advance in another currency until ``last``, by fund, told apart by whether it was ``before``
    first.

    ``left``: by how much what is open grew, in céntimos of its currency; ``booked``: the same in céntimos of sol, each
    document by its own rate. ``advance``: its id; ``rate`` (ten-thousandths): its own.
    """
    return rows.select(db, _FOREIGN, {"first": first.isoformat(), "last": last.isoformat()})
