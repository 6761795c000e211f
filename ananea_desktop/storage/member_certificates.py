"""Papers that certify something of a member, in the data file: numbered by kind, frozen, sealed, annulled by a row."""

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.member_certificates import MemberCertificate
from ananea_desktop.domain.receipts import Annulment, Letterhead
from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.rows import Row

VALID = "member_certificates.id NOT IN (SELECT member_certificate_id FROM member_certificate_annulments)"
"""SQL: of one that is not annulled."""


def issue(db: Connection, row: Mapping[str, Any]) -> int:
    """Writes a paper with the next number of its ``kind``, and its seal; gives its id."""
    sql = "SELECT coalesce(max(number), 0) + 1 FROM member_certificates WHERE kind = ?"
    number = int(rows.value(db, sql, (row["kind"],)))
    certificate_id = rows.insert(db, "member_certificates", {"number": number, **row})
    chain.seal(db, chain.MEMBER_CERTIFICATE, certificate_id)
    return certificate_id


def annul(db: Connection, certificate_id: int, reason: str, day: date, user: str, recorded_at: str) -> None:
    row = {"member_certificate_id": certificate_id, "reason": reason, "annulled_on": day, "user": user}
    rows.insert(db, "member_certificate_annulments", {**row, "recorded_at": recorded_at})
    chain.seal(db, chain.MEMBER_CERTIFICATE_ANNULMENT, certificate_id)


def id_of_token(db: Connection, token: str) -> int | None:
    found: int | None = rows.value(db, "SELECT id FROM member_certificates WHERE token = ?", (token,))
    return found


def id_of_number(db: Connection, kind: str, number: int) -> int | None:
    sql = "SELECT id FROM member_certificates WHERE kind = ? AND number = ?"
    found: int | None = rows.value(db, sql, (kind, number))
    return found


def of_member(db: Connection, kind: str, member_id: int) -> list[Row]:
    """Those of a person, newest first: id, number, issued_on, purpose, annulled_on."""
    return rows.select(
        db,
        """SELECT id, number, member_id, person_name, issued_on, purpose, annulled_on FROM member_certificates
        LEFT JOIN member_certificate_annulments ON member_certificate_id = id
        WHERE kind = ? AND member_id = ? ORDER BY number DESC""",
        (kind, member_id),
    )


def get(db: Connection, certificate_id: int) -> MemberCertificate:
    """Raises LookupError where there is none."""
    row = rows.select_one(
        db,
        """SELECT member_certificates.*, logos.image AS logo, seals.hash AS seal, annulled_on,
            annulments.reason AS annulment_reason, annulments.user AS annulled_by
        FROM member_certificates LEFT JOIN logos ON sha256 = logo_sha256
        LEFT JOIN seals ON subject_id = member_certificates.id AND subject = 'member certificate'
        LEFT JOIN member_certificate_annulments AS annulments ON member_certificate_id = member_certificates.id
        WHERE member_certificates.id = ?""",
        (certificate_id,),
    )
    if row is None:
        raise LookupError(f"member_certificates has no row {certificate_id}")
    return _certificate(row)


def _certificate(row: Row) -> MemberCertificate:
    annulment = None
    if row["annulled_on"] is not None:
        annulment = Annulment(reason=row["annulment_reason"], annulled_on=row["annulled_on"], user=row["annulled_by"])
    same = {name: row[name] for name in MemberCertificate.__dataclass_fields__ if name in row and name != "seal"}
    letterhead = Letterhead(
        name=row["cooperative_name"],
        ruc=row["cooperative_ruc"],
        address=row["cooperative_address"],
        place=row["place"],
        treasurer_name=row["treasurer_name"],
        treasurer_document=row["treasurer_document"],
        treasurer_title=row["treasurer_title"],
        president_name=row["president_name"],
        president_document=row["president_document"],
        logo=row["logo"],
        is_sample=row["is_sample"] == "yes",
    )
    seal = row["seal"].hex() if row["seal"] else ""
    return MemberCertificate(**same, letterhead=letterhead, seal=seal, annulment=annulment)
