"""Constancias in the data file: numbered without gaps, frozen and sealed, annulled by a row of their own."""

from collections.abc import Collection, Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.certificates import Certificate
from ananea_desktop.domain.receipts import Annulment, Letterhead
from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.rows import Row

VALID = "certificates.id NOT IN (SELECT certificate_id FROM certificate_annulments)"
"""SQL: of a constancia that is not annulled."""


def issue(db: Connection, row: Mapping[str, Any]) -> int:
    """Writes a constancia with the next number, and its seal; gives its id."""
    number = int(rows.value(db, "SELECT coalesce(max(number), 0) + 1 FROM certificates"))
    certificate_id = rows.insert(db, "certificates", {"number": number, **row})
    chain.seal(db, chain.CERTIFICATE, certificate_id)
    return certificate_id


def annul(db: Connection, certificate_id: int, reason: str, day: date, user: str, recorded_at: str) -> None:
    row = {"certificate_id": certificate_id, "reason": reason, "annulled_on": day, "user": user}
    rows.insert(db, "certificate_annulments", {**row, "recorded_at": recorded_at})
    chain.seal(db, chain.CERTIFICATE_ANNULMENT, certificate_id)


_SELECT = """SELECT certificates.*, logos.image AS logo, seals.hash AS seal, annulled_on,
    certificate_annulments.reason AS annulment_reason, certificate_annulments.user AS annulled_by
    FROM certificates LEFT JOIN logos ON sha256 = certificates.logo_sha256
    LEFT JOIN seals ON seals.subject_id = certificates.id AND seals.subject = 'certificate'
    LEFT JOIN certificate_annulments ON certificate_id = certificates.id"""


def get(db: Connection, ids: Collection[int]) -> list[Certificate]:
    """Those there are, by number."""
    chosen = ", ".join(str(int(each)) for each in ids)
    found = rows.select(db, f"{_SELECT} WHERE certificates.id IN ({chosen}) ORDER BY certificates.number")
    return [_certificate(row) for row in found]


def id_of_number(db: Connection, number: int) -> int | None:
    found: int | None = rows.value(db, "SELECT id FROM certificates WHERE number = ?", (number,))
    return found


def of_session(db: Connection, session_id: int) -> list[Row]:
    """Every constancia of a session, newest first: id, number, member_id, person_name, issued_on, annulled_on."""
    return _listed(db, "training_session_id", session_id)


def of_member(db: Connection, member_id: int) -> list[Row]:
    """Those of a person, newest first, as ``of_session``."""
    return _listed(db, "member_id", member_id)


def _listed(db: Connection, column: str, subject: int) -> list[Row]:
    return rows.select(
        db,
        f"""SELECT id, number, training_session_id, member_id, person_name, topic, issued_on, annulled_on
        FROM certificates LEFT JOIN certificate_annulments ON certificate_id = id
        WHERE {column} = ? ORDER BY number DESC""",
        (subject,),
    )


def has_valid(db: Connection, session_id: int) -> set[int]:
    """The members who have a constancia of this session that holds."""
    found = db.execute(f"SELECT member_id FROM certificates WHERE training_session_id = ? AND {VALID}", (session_id,))
    return {int(member_id) for (member_id,) in found}


def valid_of(db: Connection, session_id: int) -> list[int]:
    """The ids of the constancias of a session that hold, in the order of the names printed on them."""
    found = db.execute(
        f"""SELECT certificates.id FROM certificates JOIN members ON members.id = member_id
        WHERE training_session_id = ? AND {VALID} ORDER BY members.sort_key, certificates.number""",
        (session_id,),
    )
    return [int(certificate_id) for (certificate_id,) in found]


def _certificate(row: Row) -> Certificate:
    annulment = None
    if row["annulled_on"] is not None:
        annulment = Annulment(reason=row["annulment_reason"], annulled_on=row["annulled_on"], user=row["annulled_by"])
    same = {name: row[name] for name in Certificate.__dataclass_fields__ if name in row and name != "seal"}
    letterhead = Letterhead(
        name=row["cooperative_name"],
        ruc=row["cooperative_ruc"],
        address=row["cooperative_address"],
        place=row["place"],
        treasurer_name="",
        treasurer_document="",
        president_name=row["president_name"],
        president_document=row["president_document"],
        logo=row["logo"],
        is_sample=row["is_sample"] == "yes",
    )
    seal = row["seal"].hex() if row["seal"] else ""
    return Certificate(**same, letterhead=letterhead, seal=seal, annulment=annulment)
