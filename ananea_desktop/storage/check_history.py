"""What must be true of the history: each change begins where the one before it ended; a part of check.py."""

import json
from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.language import _


def links(db: Connection) -> Iterator[str]:
    """What a record was before a change is what it was after the change before; a column that came with a newer
    version of the program is compared from then on."""
    known: tuple[str, int] | None = None
    newest: dict[str, Any] = {}
    for number, at, table, record_id, action, before, after in db.execute(
        "SELECT id, at, table_name, record_id, action, before, after FROM history"
        " INDEXED BY history_of_record ORDER BY table_name, record_id, id"
    ):
        if known != (table, record_id):
            known, newest = (table, record_id), {}
        try:
            datetime.fromisoformat(at)
            was, became = _texts(before), _texts(after)
        except ValueError:
            yield _("cambio {number}: no se puede leer").format(number=number)
            newest = {}
            continue
        differs = [name for name, text in was.items() if newest.get(name, text) != text]
        if differs or (not was) != (action == "insert") or (not became) != (action == "delete"):
            yield _("cambio {number}: no sigue al cambio anterior de {table} {record}").format(
                number=number, table=table, record=record_id
            )
        newest = became


def _texts(columns: str | None) -> dict[str, Any]:
    return dict(json.loads(columns)) if columns else {}
