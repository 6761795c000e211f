"""The office's own rows: the cooperative's profile and logo, accounts and funds, whether anything was written yet."""

import hashlib
from sqlite3 import Connection

from ananea_desktop.domain.receipts import Letterhead
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row


def has_rows(db: Connection, table: str) -> bool:
    """Whether a table holds anything yet."""
    return rows.value(db, f"SELECT 1 FROM {table} LIMIT 1") is not None


def has_receipts(db: Connection, *, opening: bool) -> bool:
    """Whether anything was written in the book: an opening document, or any other."""
    return rows.value(db, f"SELECT 1 FROM receipts WHERE kind {'=' if opening else '<>'} 'opening' LIMIT 1") is not None


def profile_with_logo(db: Connection) -> Row | None:
    """The cooperative's profile with its ``logo`` as bytes; None before it is given."""
    query = "SELECT cooperative.*, image AS logo FROM cooperative LEFT JOIN logos ON sha256 = logo_sha256"
    return rows.select_one(db, query)


def logo_key(db: Connection) -> str | None:
    """The SHA-256 of today's logo, under which the file keeps it."""
    found: str | None = rows.value(db, "SELECT logo_sha256 FROM cooperative")
    return found


def keep_logo(db: Connection, image: bytes) -> str:
    """Keeps a picture once, and gives its key."""
    key = hashlib.sha256(image).hexdigest()
    if rows.value(db, "SELECT 1 FROM logos WHERE sha256 = ?", (key,)) is None:
        rows.insert(db, "logos", {"sha256": key, "image": image})
    return key


def accounts(db: Connection) -> list[Row]:
    """Every till and bank, in the order they were made."""
    return rows.select(db, "SELECT * FROM accounts ORDER BY id")


def premium_funds(db: Connection) -> list[int]:
    """The ids of the funds that hold the Premium."""
    return [row["id"] for row in rows.select(db, "SELECT id FROM funds WHERE kind = 'premium' ORDER BY id")]


def currency_used(db: Connection, account_id: int) -> str | None:
    """The currency of an account's receipts; None while it has none."""
    found: str | None = rows.value(db, "SELECT currency FROM receipts WHERE account_id = ? LIMIT 1", (account_id,))
    return found


def has_real_receipts(db: Connection) -> bool:
    """Whether any receipt or constancia is not marked as a sample."""
    query = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE is_sample <> 'yes'" for table in ("receipts", "certificates")
    )
    return rows.value(db, f"{query} LIMIT 1") is not None


def has_token(db: Connection, beginning: str) -> bool:
    """Whether any receipt's token begins so."""
    return rows.value(db, "SELECT 1 FROM receipts WHERE token GLOB ? LIMIT 1", (f"{beginning}*",)) is not None


def last_copy(db: Connection, place: str) -> str | None:
    """When the last copy was made there, as a moment in ISO text; None while there is none."""
    found: str | None = rows.value(db, "SELECT made_at FROM copies WHERE place = ? ORDER BY id DESC LIMIT 1", (place,))
    return found


def letterhead_of(row: Row) -> Letterhead:
    """Who issued a paper, as it stands in the paper's own row, with its ``logo`` as bytes."""
    same = ("place", "treasurer_name", "treasurer_document", "treasurer_title", "president_name", "president_document")
    return Letterhead(
        name=row["cooperative_name"],
        ruc=row["cooperative_ruc"],
        address=row["cooperative_address"],
        logo=row["logo"],
        is_sample=row["is_sample"] == "yes",
        **{name: row[name] for name in same},
    )
