"""Amounts that the law sets, each from a day on: limits of cash payments, the minimum wage."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows


def amount_on(db: Connection, name: str, currency: str, day: date) -> int | None:
    """The amount in force on a day, in céntimos of the currency; None where nothing is noted for then."""
    found = rows.value(
        db,
        "SELECT amount FROM legal_amounts WHERE name = ? AND currency = ? AND valid_from <= ?"
        " ORDER BY valid_from DESC, id DESC LIMIT 1",
        (name, currency, day.isoformat()),
    )
    return None if found is None else int(found)
