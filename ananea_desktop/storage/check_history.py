"""What must be true of the history: each change begins where the one before it ended; a part of check.py."""

import json
from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.language import _
from ananea_desktop.storage import acts, rows


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


def bars(db: Connection) -> Iterator[str]:
    """Ctrl+Z goes no further back than a receipt or a hand-out: what was sealed after the newest act that can be taken
    back has its bar behind that act. Of an act from before they noted the newest seal nothing can be said."""
    newest = rows.select_one(db, "SELECT id, kind, last_seal_id FROM acts ORDER BY id DESC LIMIT 1")
    if newest is None or newest["last_seal_id"] is None:
        return
    later = rows.value(
        db,
        """SELECT count(*) FROM seals WHERE id > ?
            AND subject IN ('receipt', 'annulment', 'hand_out', 'hand_out_annulment')""",
        (newest["last_seal_id"],),
    )
    is_ahead = newest["last_seal_id"] > rows.value(db, "SELECT coalesce(max(id), 0) FROM seals")
    if is_ahead or (later and newest["kind"] != acts.BAR):
        yield _("lo último que se puede deshacer no concuerda con los documentos emitidos")


def _texts(columns: str | None) -> dict[str, Any]:
    return dict(json.loads(columns)) if columns else {}
