"""Rates of taxes, each from a day on."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows


def percent_on(db: Connection, name: str, day: date) -> int | None:
    """The rate in force on a day, in hundredths of one per cent; None where nothing is noted for then."""
    found = rows.value(
        db,
        "SELECT percent FROM tax_rates WHERE name = ? AND valid_from <= ? ORDER BY valid_from DESC, id DESC LIMIT 1",
        (name, day.isoformat()),
    )
    return None if found is None else int(found)
