"""A run of charges as it is written: its charges first, then the run that completes them, and its seal."""

from collections.abc import Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import chain, rows


def add(db: Connection, run: Mapping[str, Any], charged: Sequence[tuple[int, int, date]]) -> list[int]:
    """Writes a run and its charges, each of a member, an amount in céntimos and a day it is due; gives their ids."""
    run_id = int(rows.value(db, "SELECT coalesce(max(id), 0) + 1 FROM charge_runs"))
    ids = [
        rows.insert(
            db, "charges", {"charge_run_id": run_id, "member_id": member_id, "amount": amount, "due_on": due_on}
        )
        for member_id, amount, due_on in charged
    ]
    made = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting") or {}
    rows.insert(db, "charge_runs", {"id": run_id, **run, **made})
    chain.seal(db, chain.CHARGE_RUN, run_id)
    return ids


def id_of_token(db: Connection, token: str) -> int | None:
    """The first charge of the run that an earlier press of the same button made."""
    found: int | None = rows.value(
        db,
        "SELECT min(charges.id) FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id WHERE token = ?",
        (token,),
    )
    return found
