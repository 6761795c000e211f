"""Papers of one member in the data file: numbered by their kind without gaps, frozen, sealed, annulled by a row."""

from collections.abc import Collection, Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.member_certificates import MemberCertificate
from ananea_desktop.domain.receipts import Annulment
from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.office import letterhead_of
from ananea_desktop.storage.rows import Row

VALID = "member_certificates.id NOT IN (SELECT member_certificate_id FROM member_certificate_annulments)"
"""SQL: of one that is not annulled."""


def issue(db: Connection, row: Mapping[str, Any]) -> int:
    """Writes one with the next number of its ``kind``, and its seal; gives its id."""
    query = "SELECT coalesce(max(number), 0) + 1 FROM member_certificates WHERE kind = ?"
    number = int(rows.value(db, query, (row["kind"],)))
    certificate_id = rows.insert(db, "member_certificates", {"number": number, **row})
    chain.seal(db, chain.MEMBER_CERTIFICATE, certificate_id)
    return certificate_id


def annul(db: Connection, certificate_id: int, reason: str, day: date, user: str, recorded_at: str) -> None:
    row = {"member_certificate_id": certificate_id, "reason": reason, "annulled_on": day, "user": user}
    rows.insert(db, "member_certificate_annulments", {**row, "recorded_at": recorded_at})
    chain.seal(db, chain.MEMBER_CERTIFICATE_ANNULMENT, certificate_id)


_SELECT = """SELECT member_certificates.*, logos.image AS logo, seals.hash AS seal, annulled_on,
    annulments.reason AS annulment_reason, annulments.user AS annulled_by
    FROM member_certificates LEFT JOIN logos ON sha256 = member_certificates.logo_sha256
    LEFT JOIN seals ON seals.subject_id = member_certificates.id AND seals.subject = 'member certificate'
    LEFT JOIN member_certificate_annulments AS annulments ON member_certificate_id = member_certificates.id"""


def get(db: Connection, ids: Collection[int]) -> list[MemberCertificate]:
    """Those there are, by number."""
    chosen = ", ".join(str(int(each)) for each in ids)
    query = f"{_SELECT} WHERE member_certificates.id IN ({chosen}) ORDER BY member_certificates.number"
    return [_certificate(row) for row in rows.select(db, query)]


def id_of_number(db: Connection, kind: str, number: int) -> int | None:
    query = "SELECT id FROM member_certificates WHERE kind = ? AND number = ?"
    found: int | None = rows.value(db, query, (kind, number))
    return found


def id_of_token(db: Connection, token: str) -> int | None:
    """The one that an earlier press of the same button issued."""
    found: int | None = rows.value(db, "SELECT id FROM member_certificates WHERE token = ?", (token,))
    return found


def of_member(db: Connection, kind: str, member_id: int) -> list[Row]:
    """Every one of a kind and a member, also the annulled ones, newest first: id, number, member_id, person_name,
    amount, purpose, issued_on, annulled_on."""
    return _listed(db, "kind = ? AND member_id = ?", (kind, member_id), -1)


def newest(db: Connection, kind: str, limit: int) -> list[Row]:
    """The newest of a kind, as ``of_member``."""
    return _listed(db, "kind = ?", (kind,), limit)


def _listed(db: Connection, condition: str, given: tuple[Any, ...], limit: int) -> list[Row]:
    return rows.select(
        db,
        f"""SELECT id, number, member_id, person_name, amount, purpose, issued_on, annulled_on FROM member_certificates
        LEFT JOIN member_certificate_annulments ON member_certificate_id = id
        WHERE {condition} ORDER BY number DESC LIMIT ?""",
        (*given, limit),
    )


def valid_numbers(db: Connection, kind: str, day: date) -> dict[int, str]:
    """By member the newest number of a kind that held on a day, as printed."""
    found = db.execute(
        """SELECT member_id, max(number) FROM member_certificates
        LEFT JOIN member_certificate_annulments ON member_certificate_id = id
        WHERE kind = :kind AND issued_on <= :day AND (annulled_on IS NULL OR annulled_on > :day) GROUP BY member_id""",
        {"kind": kind, "day": day.isoformat()},
    )
    return {int(member): f"{number:06d}" for member, number in found}


def _certificate(row: Row) -> MemberCertificate:
    annulment = None
    if row["annulled_on"] is not None:
        annulment = Annulment(reason=row["annulment_reason"], annulled_on=row["annulled_on"], user=row["annulled_by"])
    same = {name: row[name] for name in MemberCertificate.__dataclass_fields__ if name in row and name != "seal"}
    seal = row["seal"].hex() if row["seal"] else ""
    return MemberCertificate(**same, letterhead=letterhead_of(row), seal=seal, annulment=annulment)
