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


def newest(db: Connection) -> Iterator[str]:
    """Every record has a history, and the newest row of it says what the record says."""
    tables = [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_history_insert'"
        )
    ]
    for table in tables:
        for (record_id,) in db.execute(
            f"""SELECT record_id FROM history WHERE table_name = '{table}'
                AND record_id NOT IN (SELECT id FROM {table})
            GROUP BY record_id HAVING max(id) <> max(CASE action WHEN 'delete' THEN id ELSE 0 END)"""
        ):
            yield _("{table} {record}: fue borrado fuera del programa").format(table=table, record=record_id)
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        known = rows.value(db, f"SELECT after FROM history WHERE table_name = '{table}' AND after IS NOT NULL LIMIT 1")
        if known is None:
            if rows.value(db, f"SELECT count(*) FROM {table}"):
                yield _("{table}: hay registros sin historial").format(table=table)
            continue
        same = " AND ".join(
            f"json_extract(newest.after, '$.{name}') IS {table}.{name}" for name in columns if f'"{name}"' in known
        )
        for (record_id,) in db.execute(
            f"""SELECT {table}.id FROM {table} LEFT JOIN history AS newest ON newest.id =
                (SELECT max(id) FROM history WHERE table_name = '{table}' AND record_id = {table}.id)
            WHERE newest.id IS NULL OR NOT ({same})"""
        ):
            yield _("{table} {record}: no coincide con su historial; fue cambiado fuera del programa").format(
                table=table, record=record_id
            )
