"""Why a document was issued although it spends more than was approved for a project, or before anything was."""

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

# what an extorno or a reimputación took back until a day counts no more: ``root`` is the document that they correct
# (CROSS, +: by the few reasons and the lines of their documents, not by all of the book or of the project)
_REASONS = """SELECT id, receipt_id, project_id, concern, reason, user, recorded_at, project_name, sort_key, kind,
    series, number, issued_on, min(amount, standing) AS amount FROM (
        SELECT *, (SELECT coalesce(-sum(soles), 0) FROM movements
            WHERE +movements.project_id = reasons.project_id AND movements.kind = 'out' AND movements.issued_on <= :last
                AND movements.receipt_id IN (SELECT root UNION SELECT id FROM receipts WHERE corrects_id = root)
            ) AS standing
        FROM (SELECT spending_reasons.*, premium_projects.name AS project_name, sort_key, receipts.kind,
                receipts.series, receipts.number, receipts.issued_on,
                CASE receipts.kind WHEN 'reallocation' THEN receipts.corrects_id ELSE receipts.id END AS root
            FROM spending_reasons CROSS JOIN receipts ON receipts.id = receipt_id
            JOIN premium_projects ON premium_projects.id = project_id
            WHERE NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id)
            ) AS reasons
    ) WHERE standing > 0"""


def insert(db: Connection, row: Mapping[str, Any]) -> None:
    rows.insert(db, "spending_reasons", row)


def of_project(db: Connection, project_id: int) -> list[Row]:
    """Newest first, with the number and day of each document; without what was annulled or taken back."""
    given = {"project": project_id, "last": date.max.isoformat()}
    return rows.select(db, f"{_REASONS} AND project_id = :project ORDER BY id DESC", given)


def of_period(db: Connection, first: date, last: date) -> list[Row]:
    """The same of every project as it stood on the last day, by the day of the document, oldest first."""
    period = {"first": first.isoformat(), "last": last.isoformat()}
    order = "ORDER BY sort_key, issued_on, id"
    return rows.select(db, f"{_REASONS} AND issued_on BETWEEN :first AND :last {order}", period)
