"""Attachments in the file: each content once, and which record has it under which name. Nothing is ever purged."""

from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.attachments import JPEG
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_LIST = """SELECT attachments.id, table_name, record_id, attachments.sha256, file_name, caption, stage, added_at,
    removed, media_type, size, width, height, pages, thumbnail
    FROM attachments JOIN attachment_contents ON attachment_contents.sha256 = attachments.sha256"""


def known_content(db: Connection, sha256: str) -> str | None:
    """The name of the content that was made from a file with this SHA-256, or is that file itself; None if new."""
    found = rows.value(
        db, "SELECT sha256 FROM attachment_contents WHERE source_sha256 = ? OR sha256 = ? LIMIT 1", (sha256, sha256)
    )
    return None if found is None else str(found)


def add_content(db: Connection, row: Row) -> str:
    """Keeps a content, unless an equal one is kept already; gives its SHA-256."""
    known = known_content(db, row["source_sha256"]) or known_content(db, row["sha256"])
    if known is not None:
        return known
    rows.insert(db, "attachment_contents", row)
    return str(row["sha256"])


def content(db: Connection, sha256: str) -> tuple[str, bytes]:
    """Media type and bytes. Raises LookupError when there is no such content."""
    found = rows.select_one(db, "SELECT media_type, content FROM attachment_contents WHERE sha256 = ?", (sha256,))
    if found is None:
        raise LookupError(f"attachment_contents has no row {sha256}")
    return found["media_type"], found["content"]


def get(db: Connection, attachment_id: int) -> Row:
    """Raises LookupError when there is no such attachment."""
    found = rows.select_one(db, f"{_LIST} WHERE attachments.id = ?", (attachment_id,))
    if found is None:
        raise LookupError(f"attachments has no row {attachment_id}")
    return found


def find(db: Connection, table: str, record_id: int, sha256: str) -> Row | None:
    """The attachment of a record with this content, removed or not."""
    return rows.select_one(
        db,
        "SELECT id, removed, stage FROM attachments WHERE table_name = ? AND record_id = ? AND sha256 = ?",
        (table, record_id, sha256),
    )


def of_record(db: Connection, table: str, record_id: int, *, removed: bool = False) -> list[Row]:
    """The attachments of a record in the order they were added, with thumbnails and without contents."""
    return rows.select(
        db,
        f"{_LIST} WHERE table_name = ? AND record_id = ? AND removed = ? ORDER BY attachments.id",
        (table, record_id, "yes" if removed else "no"),
    )


def photos_of(db: Connection, table: str, record_id: int, stage: str | None = None) -> list[Row]:
    """The pictures of a record, of one ``stage`` where it is given: those before first, then after, then others."""
    of_stage: tuple[str, tuple[Any, ...]] = ("", ()) if stage is None else (" AND stage = ?", (stage,))
    return rows.select(
        db,
        f"{_LIST} WHERE table_name = ? AND record_id = ? AND removed = 'no' AND media_type = '{JPEG}'{of_stage[0]}"
        " ORDER BY CASE stage WHEN 'before' THEN 1 WHEN 'after' THEN 2 ELSE 3 END, attachments.id",
        (table, record_id, *of_stage[1]),
    )


def count(db: Connection, table: str, record_id: int, *, removed: bool = False) -> int:
    return int(
        rows.value(
            db,
            "SELECT count(*) FROM attachments WHERE table_name = ? AND record_id = ? AND removed = ?",
            (table, record_id, "yes" if removed else "no"),
        )
    )


def total_size(db: Connection) -> int:
    """Bytes that all the contents take in the file."""
    return int(rows.value(db, "SELECT coalesce(sum(size + length(thumbnail)), 0) FROM attachment_contents"))


def has_record(db: Connection, table: str, record_id: int) -> bool:
    """Whether the record is there; ``table`` is one of the program's own names."""
    return rows.value(db, f"SELECT 1 FROM {table} WHERE id = ?", (record_id,)) is not None
