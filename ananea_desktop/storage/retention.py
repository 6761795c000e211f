"""From when to when the file holds what must be kept."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows

_SPANS = {
    "money": """SELECT issued_on AS day FROM receipts
        UNION ALL SELECT purchased_on FROM purchases WHERE discarded = 'no'""",
    "premium": """SELECT exported_on AS day FROM premium_incomes UNION ALL SELECT decided_on FROM project_budgets
        UNION ALL SELECT issued_on FROM movements JOIN funds ON funds.id = fund_id WHERE funds.kind = 'premium'""",
    "trainings": "SELECT held_on AS day FROM training_sessions WHERE state = 'held' AND discarded = 'no'",
    "equipment": """SELECT handed_on AS day FROM hand_outs UNION ALL SELECT moved_on FROM stock_movements
        UNION ALL SELECT purchased_on FROM purchase_lines JOIN purchases ON purchases.id = purchase_id
        WHERE category IN ('ppe', 'biosecurity') AND discarded = 'no'""",
}


def span(db: Connection, subject: str) -> tuple[date | None, date | None]:
    """The first and last day of what the file holds of a subject; None where it keeps no such register."""
    if subject not in _SPANS:
        return None, None
    row = rows.select_one(db, f"SELECT min(day) AS first_on, max(day) AS last_on FROM ({_SPANS[subject]})")
    return (None, None) if row is None else (row["first_on"], row["last_on"])
