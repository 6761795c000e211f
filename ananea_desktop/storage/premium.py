"""The Premium by lot: the rate of a day, what was deducted, and what came in against what was due."""

from collections.abc import Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any, NamedTuple

from ananea_desktop.storage import records, rows
from ananea_desktop.storage.rows import Row

# dollars: what came in in soles is worth by the rate noted for the lot
_INCOMES = """SELECT premium_incomes.*, deducted, usd_due - deducted AS expected, received_soles, receipt_count,
    received_usd + CASE WHEN exchange_rate IS NULL THEN 0
        ELSE (received_pen * 10000 + exchange_rate / 2) / exchange_rate END AS received,
    received_pen > 0 AND exchange_rate IS NULL AS lacks_rate
    FROM (SELECT premium_incomes.*,
        (SELECT coalesce(sum(usd), 0) FROM premium_deductions WHERE premium_income_id = premium_incomes.id) AS deducted,
        (SELECT count(DISTINCT receipt_id) FROM came_in WHERE premium_income_id = premium_incomes.id) AS receipt_count,
        (SELECT coalesce(sum(soles), 0) FROM came_in WHERE premium_income_id = premium_incomes.id) AS received_soles,
        (SELECT coalesce(sum(amount), 0) FROM came_in WHERE premium_income_id = premium_incomes.id
            AND currency = 'USD') AS received_usd,
        (SELECT coalesce(sum(amount), 0) FROM came_in WHERE premium_income_id = premium_incomes.id
            AND currency = 'PEN') AS received_pen
        FROM premium_incomes) AS premium_incomes"""

# what corrects a receipt of a lot, or that correction, belongs to the lot too: an extorno takes its money back, a
# replacement brings it; of what came with it only the Premium's own money counts (CROSS: by the receipts of the lots,
# never over all the lines of the book)
_CAME_IN = """WITH RECURSIVE belonging AS (
        SELECT premium_income_id, receipt_id FROM premium_income_receipts
        UNION SELECT premium_income_id, receipts.id FROM belonging
            JOIN receipts ON receipts.corrects_id = belonging.receipt_id),
    came_in AS (SELECT premium_income_id, movements.receipt_id, amount, soles, currency FROM belonging
        CROSS JOIN movements ON movements.receipt_id = belonging.receipt_id AND movements.kind = 'in'
        JOIN funds ON funds.id = +fund_id AND funds.kind = 'premium') """


def rate_on(db: Connection, metal: str, day: date) -> int | None:
    """Cents of dollar for a kilogram of fine metal on a day; None where no rate is noted."""
    found: int | None = rows.value(
        db,
        "SELECT usd_per_kg FROM premium_rates WHERE metal = ? AND valid_from <= ? ORDER BY valid_from DESC, id DESC",
        (metal, day.isoformat()),
    )
    return found


def of_period(first: date, last: date) -> dict[str, str]:
    """The conditions for the lots exported between two days."""
    return {"exported_on >= ?": first.isoformat(), "exported_on <= ?": last.isoformat()}


def incomes(db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any) -> list[Row]:
    """Newest first, in cents of dollar: ``usd_due``, ``deducted``, ``expected`` (the rest) and ``received``: what came
    into the Premium's funds.

    ``received_soles``: the same in céntimos of sol, by the rate of each receipt. ``lacks_rate``: something came in in
    soles, and the lot has no exchange rate to compare it by.
    """
    return records.page(
        db,
        _CAME_IN + _INCOMES,
        "premium_incomes",
        search=search,
        conditions=conditions,
        order=("exported_on", "id"),
        descending=True,
        **page,
    )


def deductions(db: Connection, income_id: int) -> list[Row]:
    """What the Central kept of a lot, in cents of dollar, with its reason."""
    return rows.select(
        db, "SELECT * FROM premium_deductions WHERE premium_income_id = ? ORDER BY position", (income_id,)
    )


def write_deductions(db: Connection, income_id: int, found: Sequence[tuple[str, int]]) -> None:
    """Exactly these, reason and cents of dollar; writes only what changed."""
    old = {row["position"]: row for row in deductions(db, income_id)}
    for position, (reason, usd) in enumerate(found, start=1):
        was = old.pop(position, None)
        if was is None:
            given = {"premium_income_id": income_id, "position": position, "reason": reason, "usd": usd}
            rows.insert(db, "premium_deductions", given)
        elif (was["reason"], was["usd"]) != (reason, usd):
            rows.update(db, "premium_deductions", was["id"], {"reason": reason, "usd": usd})
    for gone in old.values():
        db.execute("DELETE FROM premium_deductions WHERE id = ?", (gone["id"],))


def link_receipt(db: Connection, income_id: int, receipt_id: int) -> None:
    """The receipt brought the money of this lot."""
    rows.insert(db, "premium_income_receipts", {"receipt_id": receipt_id, "premium_income_id": income_id})


class LedgerSum(NamedTuple):
    """What moved of the Premium's funds in a period, or before it."""

    is_before: int
    flow: str
    """domain.receipts.Flow, and ``rendered`` for spending that an advance had paid before."""
    currency: str
    project_id: int | None
    amount: int
    """Céntimos of the currency, signed."""
    soles: int
    """The same by the rate of each document."""


def ledger_sums(db: Connection, first: date, last: date, fund_kind: str | None = "premium") -> list[LedgerSum]:
    """Every movement of the funds of one kind (of all, where it is None) until a day, added up by what it was."""
    of_kind = "" if fund_kind is None else "AND fund_id IN (SELECT id FROM funds WHERE kind = :kind)"
    found = db.execute(
        f"""SELECT movements.issued_on < :first, CASE WHEN receipts.kind = 'rendition' AND movements.kind = 'out'
            THEN 'rendered' ELSE movements.kind END AS flow, movements.currency, project_id, sum(amount), sum(soles)
        FROM movements JOIN receipts ON receipts.id = movements.receipt_id
        WHERE movements.issued_on <= :last {of_kind} GROUP BY 1, 2, 3, 4""",
        {"first": first.isoformat(), "last": last.isoformat(), "kind": fund_kind},
    )
    return [LedgerSum._make(row) for row in found]


def overdrawn_funds(db: Connection, last: date) -> list[tuple[str, str, int]]:
    """The funds whose money in the accounts is below 0 on a day: name, currency, and how much, in its céntimos."""
    found = db.execute(
        """SELECT funds.name, movements.currency, -sum(movements.amount) FROM movements
        JOIN funds ON funds.id = fund_id JOIN receipts ON receipts.id = receipt_id
        WHERE movements.issued_on <= ? AND movements.kind <> 'earlier'
            AND NOT (receipts.kind = 'rendition' AND movements.kind = 'out')
        GROUP BY funds.id, movements.currency HAVING sum(movements.amount) < 0 ORDER BY funds.id, movements.currency""",
        (last.isoformat(),),
    )
    return [(name, currency, missing) for name, currency, missing in found]
