"""What is being typed and not saved yet: one draft of a form and record, or several of one form told by a token."""

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import rows

_TOKEN = "CASE WHEN json_valid(content) THEN json_extract(content, '$.token') END"
"""What cannot be read has none: SQLite would else refuse to look at any."""


def keep(db: Connection, form: str, record_id: int, content: Mapping[str, Any], user: str, at: str) -> None:
    """Keeps the one draft of a form and a record, in place of what was kept of them; what is no letter too (a half of
    one, from a bad clipboard), which SQLite takes only as JSON writes it in ASCII."""
    db.execute(
        "INSERT INTO drafts (form, record_id, content, user, saved_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (form, record_id) DO UPDATE SET content = excluded.content, user = excluded.user,"
        " saved_at = excluded.saved_at",
        (form, record_id, json.dumps(content), user, at),
    )


def keep_one_of(db: Connection, form: str, content: Mapping[str, Any], user: str, at: str) -> None:
    """Keeps a draft in place of what was kept with its ``token``, beside those with other tokens."""
    drop_one_of(db, form, content["token"])
    place = rows.value(db, "SELECT coalesce(max(record_id), 0) + 1 FROM drafts WHERE form = ?", (form,))
    keep(db, form, place, content, user, at)


def get(db: Connection, form: str, record_id: int) -> dict[str, Any] | None:
    """The draft of a form and a record, or None."""
    found = rows.value(db, "SELECT content FROM drafts WHERE form = ? AND record_id = ?", (form, record_id))
    return None if found is None else _content(found)


def all_of(db: Connection, form: str) -> list[dict[str, Any]]:
    """Every draft of a form, the last kept first."""
    found = db.execute("SELECT content FROM drafts WHERE form = ? ORDER BY record_id DESC", (form,))
    return [content for row in found if (content := _content(row[0])) is not None]


def _content(kept: str) -> dict[str, Any] | None:
    """None where it is no draft at all: nobody is kept from working by what was half typed."""
    try:
        content = json.loads(kept)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def drop(db: Connection, form: str, record_id: int = 0) -> None:
    db.execute("DELETE FROM drafts WHERE form = ? AND record_id = ?", (form, record_id))


def drop_one_of(db: Connection, form: str, token: str) -> None:
    """Drops the draft whose content has this token; another half-typed one goes on waiting."""
    db.execute(f"DELETE FROM drafts WHERE form = ? AND {_TOKEN} = ?", (form, token))


def drop_made(db: Connection, token: str) -> None:
    """Drops the draft of whatever form whose content has this token: what was typed in it is made in this act."""
    db.execute(f"DELETE FROM drafts WHERE {_TOKEN} = ?", (token,))
