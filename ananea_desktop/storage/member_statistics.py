"""What charts and slides count of members over the years: their states, what they owe, what capital they hold."""

from collections.abc import Collection
from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.member_states import STATE_ON
from ananea_desktop.storage.rows import Row

VALID_RUN = "NOT EXISTS (SELECT 1 FROM charge_run_annulments WHERE charge_run_id = charge_runs.id)"
PAID_BY = """(SELECT coalesce(sum(settlements.amount), 0) FROM settlements
    JOIN receipt_lines ON receipt_lines.id = receipt_line_id JOIN receipts ON receipts.id = receipt_id
    WHERE charge_id = charges.id AND receipts.issued_on <= :day
        AND NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id)
        AND NOT EXISTS (SELECT 1 FROM receipts AS taken WHERE taken.corrects_id = receipts.id
            AND taken.direction = -receipts.direction AND taken.issued_on <= :day
            AND NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = taken.id)))"""
"""As the view valid_settlements, but an extorno counts from its own day: what was owed before does not change."""
WAIVED_BY = """(SELECT coalesce(sum(charge_waivers.amount), 0) FROM charge_waivers
    WHERE charge_id = charges.id AND waived_on <= :day)"""


def members_on(db: Connection, day: date) -> list[Row]:
    """The members (not the workers) in alphabetical order with all that their register says, and as ``state`` the one
    of that day. Who was admitted later, or has no state yet on that day, is not among them."""
    return rows.select(
        db,
        f"""SELECT * FROM (SELECT members.*, {STATE_ON} AS state_then FROM members
            WHERE kind = 'member' AND discarded = 'no' AND (admitted_on IS NULL OR admitted_on <= :day))
        WHERE state_then IS NOT NULL ORDER BY sort_key, id""",
        {"day": day.isoformat()},
    )


def state_changes(db: Connection) -> list[Row]:
    """Every state of every member as it began, the oldest first: member_id, state, valid_from."""
    return rows.select(
        db,
        """SELECT member_id, member_states.state, valid_from FROM member_states JOIN members ON members.id = member_id
        WHERE kind = 'member' AND discarded = 'no' ORDER BY valid_from, member_id""",
    )


def first_days(db: Connection) -> list[Row]:
    """When each member was admitted: id, admitted_on."""
    query = "SELECT id, admitted_on FROM members WHERE kind = 'member' AND discarded = 'no' AND admitted_on IS NOT NULL"
    return rows.select(db, query)


def owed(db: Connection, day: date, condition: str = "", parameters: dict[str, object] | None = None) -> list[Row]:
    """What members had not paid on a day of what was charged until then, the oldest due first: id, charge_run_id,
    member_id, kind, concept, currency, due_on, amount and ``left``, in céntimos of its currency.

    ``condition``: SQL that begins with AND, for some of the charges.
    """
    return rows.select(
        db,
        f"""SELECT * FROM (SELECT charges.id, charge_run_id, member_id, charge_runs.kind, concept, currency, due_on,
                charges.amount, charges.amount - {PAID_BY} - {WAIVED_BY} AS left
            FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
            WHERE charged_on <= :day AND {VALID_RUN} {condition})
        WHERE left > 0 ORDER BY due_on, id""",
        {"day": day.isoformat(), **(parameters or {})},
    )


def owed_by(db: Connection, member_id: int, day: date) -> list[Row]:
    """The same of one member."""
    return owed(db, day, "AND member_id = :member", {"member": member_id})


def expected(db: Connection, first: date, last: date) -> list[Row]:
    """By month in which it was due, what was charged of dues and fines (not of aportaciones) in soles, less what was
    waived, and how much of it was paid until the last day: month, expected, paid; céntimos."""
    return rows.select(
        db,
        f"""SELECT substr(due_on, 1, 7) AS month, sum(charges.amount - {WAIVED_BY}) AS expected, sum({PAID_BY}) AS paid
        FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
        WHERE due_on BETWEEN :first AND :day AND currency = 'PEN' AND kind <> 'contribution' AND {VALID_RUN}
        GROUP BY month ORDER BY month""",
        {"first": first.isoformat(), "day": last.isoformat()},
    )


def due_in(db: Connection, first: date, last: date, until: date) -> list[Row]:
    """The charges of dues and fines in soles that were due in a period: the columns of ``owed`` with ``paid`` until a
    day, also those that are paid."""
    return rows.select(
        db,
        f"""SELECT charges.id, charge_run_id, member_id, charge_runs.kind, concept, due_on,
            charges.amount - {WAIVED_BY} AS amount, {PAID_BY} AS paid
        FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
        WHERE due_on BETWEEN :first AND :last AND currency = 'PEN' AND kind <> 'contribution' AND {VALID_RUN}
        ORDER BY due_on, charges.id""",
        {"first": first.isoformat(), "last": last.isoformat(), "day": until.isoformat()},
    )


def held_by_year(db: Connection, last: date) -> dict[int, int]:
    """By how much the capital that members hold grew each year until a day, in céntimos."""
    found = db.execute(
        """SELECT CAST(substr(operated_on, 1, 4) AS INTEGER), sum(held) FROM capital_movements
        WHERE operated_on <= ? GROUP BY 1 ORDER BY 1""",
        (last.isoformat(),),
    )
    return {int(year): int(change) for year, change in found}


def held_until(db: Connection, day: date) -> int:
    """All the capital that members held on a day, in céntimos."""
    query = "SELECT coalesce(sum(held), 0) FROM capital_movements WHERE operated_on <= ?"
    return int(rows.value(db, query, (day.isoformat(),)))


def has_charges(db: Connection, first: date, last: date) -> bool:
    """Whether anything charged was due in a period, or was still owed on its last day."""
    query = f"SELECT 1 FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id WHERE {VALID_RUN} AND due_on"
    due = rows.value(db, f"{query} BETWEEN ? AND ? LIMIT 1", (first.isoformat(), last.isoformat()))
    return due is not None or bool(owed(db, last))


def capital_by_month(db: Connection, first: date, last: date) -> dict[str, tuple[int, int]]:
    """By month (``2026-11``) what was paid in and what was paid back, in céntimos; what was taken back counts 0."""
    found = db.execute(
        """SELECT substr(operated_on, 1, 7), sum(CASE WHEN kind = 'pay' THEN sign * amount ELSE 0 END),
            sum(CASE WHEN kind = 'withdraw' THEN sign * amount ELSE 0 END)
        FROM capital_operations WHERE operated_on BETWEEN ? AND ? AND kind IN ('pay', 'withdraw') GROUP BY 1""",
        (first.isoformat(), last.isoformat()),
    )
    return {str(month): (int(paid), int(back)) for month, paid, back in found}


def people(db: Connection, ids: Collection[int]) -> list[Row]:
    """The rows of some members."""
    chosen = ", ".join(str(int(each)) for each in ids)
    return rows.select(db, f"SELECT * FROM members WHERE id IN ({chosen})")
