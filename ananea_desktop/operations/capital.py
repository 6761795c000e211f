"""Aportaciones: what each member subscribed, paid in, passed on and got back, as a numbered register."""

from collections.abc import Sequence
from datetime import date

from ananea_desktop.domain.capital import CapitalKind
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.storage import capital as store
from ananea_desktop.storage import records
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row


def person(db: Connection, member_id: int) -> Row:
    """Who an operation is of, as it is frozen in it."""
    row = records.get(db, MEMBERS, member_id)
    document = document_text(row["document_type"], row["document_number"])
    return {"member_id": member_id, "person_name": full_name(row), "person_document": document}


def note_subscribed(db: Connection, charge_id: int, member_id: int, amount: int, day: date, acta: str = "") -> None:
    """Within the act that charges an aportación."""
    row = {"kind": CapitalKind.SUBSCRIBE, "operated_on": day, "amount": amount, "charge_id": charge_id, "acta": acta}
    store.add(db, {**person(db, member_id), **row})


def note_paid(db: Connection, receipt_id: int, paid: Sequence[tuple[int, int, int]], day: date) -> None:
    """Within the act that issues a receipt: the charges of aportaciones it settles, as charge, member and céntimos."""
    for charge_id, member_id, amount in paid:
        row = {"kind": CapitalKind.PAY, "operated_on": day, "amount": amount, "charge_id": charge_id}
        store.add(db, {**person(db, member_id), **row, "receipt_id": receipt_id})


def take_back(db: Connection, column: str, record_id: int, day: date, reason: str) -> None:
    """Within the act that annuls or reverses a receipt (``receipt_id``), or annuls a run (``charge_id``)."""
    for row in store.standing(db, column, record_id):
        store.reverse(db, row["id"], day, reason)
