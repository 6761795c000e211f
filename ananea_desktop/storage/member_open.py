"""What a person owes in all, as far as other papers must know: the statement itself is in charges."""

from datetime import date
from sqlite3 import Connection

_LEFT = """SELECT charge_runs.currency, sum(charges.amount
        - (SELECT coalesce(sum(amount), 0) FROM valid_settlements WHERE charge_id = charges.id)
        - (SELECT coalesce(sum(amount), 0) FROM charge_waivers WHERE charge_id = charges.id)) AS owed
    FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
    WHERE member_id = ? AND due_on <= ?
        AND charge_run_id NOT IN (SELECT charge_run_id FROM charge_run_annulments)
    GROUP BY charge_runs.currency HAVING owed > 0 ORDER BY charge_runs.currency DESC"""


def owed(db: Connection, member_id: int, due_by: date = date.max) -> dict[str, int]:
    """By currency what is left of the charges that were due by a day, in céntimos; only where something is."""
    found = db.execute(_LEFT, (member_id, due_by.isoformat()))
    return {str(currency): int(amount) for currency, amount in found}
