"""What a new treasurer must know that no list of the books tells: copies, keys, people, and the last numbers."""

from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row


def newest_copies(db: Connection, most: int) -> list[Row]:
    """The newest copies, newest first: made_at (UTC), place, file_name, number, sealed."""
    query = "SELECT made_at, place, file_name, number, sealed FROM copies ORDER BY id DESC LIMIT ?"
    return rows.select(db, query, (most,))


def key_holders(db: Connection) -> list[Row]:
    """Whose key opens the sealed copies: name, made_at, retired_at; the oldest first."""
    return rows.select(db, "SELECT name, made_at, retired_at FROM key_holders ORDER BY id")


def people(db: Connection) -> list[Row]:
    """Who works with the program: name, title, disabled, ``roles`` with spaces between them, ``has_password``."""
    return rows.select(
        db,
        """SELECT name, title, disabled, EXISTS (SELECT 1 FROM passwords WHERE user_id = users.id) AS has_password,
            coalesce((SELECT group_concat(role, ' ') FROM (SELECT role FROM user_roles WHERE user_id = users.id
                ORDER BY id)), '') AS roles
        FROM users ORDER BY id""",
    )


def last_counts(db: Connection) -> dict[int, str]:
    """Of each till the day of its last cash count, of each bank that of its last statement compared; ISO."""
    found = db.execute(
        """SELECT account_id, max(counted_on) FROM cash_counts GROUP BY account_id
        UNION ALL SELECT account_id, max(statement_on) FROM reconciliations GROUP BY account_id"""
    )
    return {int(account): str(day) for account, day in found}
