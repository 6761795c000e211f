"""Positions of members in the councils and committees: a short list, some dozens a decade, that comes whole."""

from collections.abc import Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.positions import BODIES, USUAL_POSITIONS
from ananea_desktop.domain.text import fold
from ananea_desktop.storage import rows
from ananea_desktop.storage.committee import sitting
from ananea_desktop.storage.rows import Row

_POSITIONS = """SELECT positions.*, paternal_surname, maternal_surname, given_names, document_type, document_number,
    members.number AS member_number, phone, sort_key FROM positions JOIN members ON members.id = member_id"""


def positions(
    db: Connection,
    *,
    search: str = "",
    conditions: Mapping[str, Any] | None = None,
    after: Sequence[Any] | None = None,
    **_page: Any,
) -> list[Row]:
    """The newest first, with the member's names and ``member_name``; all on the first page."""
    if after is not None:
        return []
    where = " AND ".join(conditions or ()) or "1"
    sql = f"{_POSITIONS} WHERE {where} ORDER BY starts_on DESC, sort_key, positions.id"
    found = rows.select(db, sql, list((conditions or {}).values()))
    for row in found:
        row["member_name"] = full_name(row)
    words = fold(search).split()
    return [row for row in found if all(word in fold(_text(row)) for word in words)]


def _text(row: Row) -> str:
    return f"{row['member_name']} {row['document_number']} {row['position']} {_(BODIES[row['body']])} {row['acta']}"


def on_day(db: Connection, day: date) -> list[Row]:
    """Those that run on a day (as in ``positions``), body by body, the president's first."""
    bodies = list(BODIES)
    return sorted(
        positions(db, conditions=sitting(day)),
        key=lambda row: (bodies.index(row["body"]), rank(row["position"]), row["sort_key"], row["id"]),
    )


def rank(position: str) -> int:
    """Where a position stands among those of its body: the usual ones in their order, the others between them and
    Vocal."""
    usual = [fold(_(each)).split()[0] for each in USUAL_POSITIONS]
    first = (fold(position).split() or [""])[0]
    return next((place for place, word in enumerate(usual) if first[:6] == word[:6]), len(usual) - 3)


def of_member(db: Connection, member_id: int) -> list[Row]:
    """All of a person's, the newest first."""
    return positions(db, conditions={"positions.member_id = ?": member_id})


def of_body(db: Connection, body: str, but: int | None) -> list[Row]:
    """Every other position of a body than ``but``."""
    found = positions(db, conditions={"positions.body = ?": body})
    return [row for row in found if row["id"] != but]


def ever_held(db: Connection) -> set[int]:
    """The members that have any position noted, of whatever day."""
    return {int(member) for (member,) in db.execute("SELECT DISTINCT member_id FROM positions")}
