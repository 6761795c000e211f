"""Why a document was issued although it spends more than was approved for a project, or before anything was."""

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_REASONS = """SELECT spending_reasons.*, premium_projects.name AS project_name, receipts.kind, receipts.series,
    receipts.number, receipts.issued_on
    FROM spending_reasons JOIN receipts ON receipts.id = receipt_id
    JOIN premium_projects ON premium_projects.id = project_id
    WHERE NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id)"""


def insert(db: Connection, row: Mapping[str, Any]) -> None:
    rows.insert(db, "spending_reasons", row)


def of_project(db: Connection, project_id: int) -> list[Row]:
    """Newest first, with the number and day of each document; without those that were annulled."""
    return rows.select(db, f"{_REASONS} AND project_id = ? ORDER BY spending_reasons.id DESC", (project_id,))


def of_period(db: Connection, first: date, last: date) -> list[Row]:
    """The same of every project, by the day of the document, oldest first."""
    order = "ORDER BY premium_projects.sort_key, issued_on, spending_reasons.id"
    period = (first.isoformat(), last.isoformat())
    return rows.select(db, f"{_REASONS} AND issued_on BETWEEN ? AND ? {order}", period)
