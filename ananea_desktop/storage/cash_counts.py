"""Cash counts in the data file: numbered, written once with their lines."""

from sqlite3 import Connection

from ananea_desktop.domain.cash_counts import CashCount
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row


def next_number(db: Connection) -> int:
    return int(rows.value(db, "SELECT coalesce(max(number), 0) + 1 FROM cash_counts"))


def id_of_token(db: Connection, token: str) -> int | None:
    """The count that was made with this token."""
    found: int | None = rows.value(db, "SELECT id FROM cash_counts WHERE token = ?", (token,))
    return found


def insert(db: Connection, count: CashCount, token: str, user: str, recorded_at: str) -> int:
    """Writes a count, its lines first, and gives its id. ``token``: tells it again when it is saved twice."""
    count_id = int(rows.value(db, "SELECT coalesce(max(id), 0) + 1 FROM cash_counts"))
    for denomination, quantity in count.quantities.items():
        row = {"cash_count_id": count_id, "denomination": denomination, "quantity": quantity}
        rows.insert(db, "cash_count_lines", row)
    same = {name: getattr(count, name) for name in _COLUMNS}
    whole = {"id": count_id, "counted": count.counted, "token": token, "user": user, "recorded_at": recorded_at}
    rows.insert(db, "cash_counts", same | whole)
    return count_id


_COLUMNS = tuple(name for name in CashCount.__dataclass_fields__ if name != "quantities")


def get(db: Connection, count_id: int) -> CashCount:
    """Raises LookupError where there is none."""
    row = rows.select_one(db, "SELECT * FROM cash_counts WHERE id = ?", (count_id,))
    if row is None:
        raise LookupError(f"there is no cash count {count_id}")
    lines = db.execute(
        "SELECT denomination, quantity FROM cash_count_lines WHERE cash_count_id = ? ORDER BY denomination DESC",
        (count_id,),
    )
    quantities = {int(denomination): int(quantity) for denomination, quantity in lines}
    return CashCount(**{name: row[name] for name in _COLUMNS}, quantities=quantities)


def newest(db: Connection) -> list[Row]:
    """Every count, newest first, with ``difference``."""
    return rows.select(db, "SELECT *, counted - book_balance AS difference FROM cash_counts ORDER BY id DESC")
