"""What belongs to one year, for who wants to see all of it: documents of money, assemblies and attachments."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

# the projects that ran or spent in a period
_PROJECTS = """FROM premium_projects WHERE discarded = 'no' AND (starts_on <= :last
    AND coalesce(ends_on, :last) >= :first
    OR id IN (SELECT project_id FROM movements WHERE issued_on BETWEEN :first AND :last))"""

_OF_YEAR = f"""SELECT 'receipts' AS table_name, id, series || '-' || printf('%06d', number) AS name FROM receipts
        WHERE issued_on BETWEEN :first AND :last
    UNION ALL SELECT 'purchases', purchases.id, suppliers.name FROM purchases
        JOIN suppliers ON suppliers.id = supplier_id WHERE purchased_on BETWEEN :first AND :last
        AND purchases.discarded = 'no'
    UNION ALL SELECT 'quotation_requests', id, subject FROM quotation_requests
        WHERE asked_on BETWEEN :first AND :last AND discarded = 'no'
    UNION ALL SELECT 'fixed_assets', id, code || ' ' || name FROM fixed_assets
        WHERE acquired_on BETWEEN :first AND :last AND discarded = 'no'
    UNION ALL SELECT 'training_sessions', id, topic FROM training_sessions
        WHERE held_on BETWEEN :first AND :last AND discarded = 'no'
    UNION ALL SELECT 'assemblies', id, held_on FROM assemblies
        WHERE held_on BETWEEN :first AND :last AND discarded = 'no'
    UNION ALL SELECT 'committee_sessions', id, acta FROM committee_sessions WHERE held_on BETWEEN :first AND :last
    UNION ALL SELECT 'hand_outs', id, printf('%06d', number) FROM hand_outs WHERE handed_on BETWEEN :first AND :last
    UNION ALL SELECT 'premium_projects', id, name {_PROJECTS}"""


def documents(db: Connection, first: date, last: date) -> list[int]:
    """The documents of money of a period by their ids, oldest first; of a transfer its first side."""
    found = rows.select(
        db,
        "SELECT id FROM receipts WHERE issued_on BETWEEN ? AND ? AND NOT (kind = 'transfer' AND direction > 0)"
        " ORDER BY issued_on, id",
        (first.isoformat(), last.isoformat()),
    )
    return [row["id"] for row in found]


def assemblies(db: Connection, first: date, last: date) -> list[int]:
    """The assemblies held in a period, by their ids."""
    found = rows.select(
        db,
        "SELECT id FROM assemblies WHERE held_on BETWEEN ? AND ? AND discarded = 'no' ORDER BY held_on, id",
        (first.isoformat(), last.isoformat()),
    )
    return [row["id"] for row in found]


def hand_outs(db: Connection, first: date, last: date) -> list[int]:
    """The hand-outs, returns and donations of a period by their ids, oldest first."""
    query = "SELECT id FROM hand_outs WHERE handed_on BETWEEN ? AND ? ORDER BY handed_on, id"
    return [int(row[0]) for row in db.execute(query, (first.isoformat(), last.isoformat()))]


def projects(db: Connection, first: date, last: date) -> list[Row]:
    """The projects that ran or spent in a period: ``id`` and ``name``."""
    return rows.select(
        db,
        f"SELECT id, name {_PROJECTS} ORDER BY id",
        {"first": first.isoformat(), "last": last.isoformat()},
    )


def trainings(db: Connection, first: date, last: date) -> list[Row]:
    """The trainings held in a period, oldest first: ``id``, ``topic`` and ``held_on``."""
    return rows.select(
        db,
        "SELECT id, topic, held_on FROM training_sessions WHERE state = 'held' AND held_on BETWEEN ? AND ?"
        " AND discarded = 'no'"
        " ORDER BY held_on, id",
        (first.isoformat(), last.isoformat()),
    )


def certificates(db: Connection, first: date, last: date) -> list[int]:
    """The constancias issued in a period by their ids, also the annulled ones, by number."""
    query = "SELECT id FROM certificates WHERE issued_on BETWEEN ? AND ? ORDER BY number"
    return [int(row[0]) for row in db.execute(query, (first.isoformat(), last.isoformat()))]


def member_certificates(db: Connection, kind: str, first: date, last: date) -> list[int]:
    """The constancias de socio hábil or certificados de aportación (``good_standing``, ``contribution``) issued in a
    period by their ids, also the annulled ones, by number."""
    query = "SELECT id FROM member_certificates WHERE kind = ? AND issued_on BETWEEN ? AND ? ORDER BY number"
    return [int(row[0]) for row in db.execute(query, (kind, first.isoformat(), last.isoformat()))]


def quotation_requests(db: Connection, first: date, last: date) -> list[Row]:
    """The requests of a period, oldest first: ``id``, ``subject`` and ``asked_on``."""
    return rows.select(
        db,
        "SELECT id, subject, asked_on FROM quotation_requests WHERE asked_on BETWEEN ? AND ? AND discarded = 'no'"
        " ORDER BY asked_on, id",
        (first.isoformat(), last.isoformat()),
    )


def attachments(db: Connection, first: date, last: date) -> list[Row]:
    """What is attached to the records of a period: ``of`` names the record, ``media_type`` and ``size`` the content."""
    return rows.select(
        db,
        f"""SELECT attachments.*, of_year.name AS of, media_type, size FROM ({_OF_YEAR}) AS of_year
        JOIN attachments ON attachments.table_name = of_year.table_name AND attachments.record_id = of_year.id
        JOIN attachment_contents ON attachment_contents.sha256 = attachments.sha256
        WHERE removed = 'no' ORDER BY attachments.table_name, record_id, attachments.id""",
        {"first": first.isoformat(), "last": last.isoformat()},
    )
