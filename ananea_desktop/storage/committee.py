"""The Premium committee: terms of its members, sessions, who came to each and which projects it proposed.

Both lists are short, some dozens a decade: they come whole and are searched here.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.committee import COMMITTEE_ROLES, COMMITTEE_SESSIONS
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.text import fold
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_TERMS = """SELECT committee_terms.*, paternal_surname, maternal_surname, given_names, document_type, document_number,
    sort_key FROM committee_terms JOIN members ON members.id = member_id"""

_IN_OFFICE = (
    "SELECT member_id FROM committee_terms WHERE starts_on <= held_on AND coalesce(ends_on, held_on) >= held_on"
)
_SESSIONS = f"""SELECT committee_sessions.*,
    (SELECT count(*) FROM committee_attendances WHERE session_id = committee_sessions.id) AS attendance,
    (SELECT count(*) FROM committee_attendances WHERE session_id = committee_sessions.id
     AND member_id IN ({_IN_OFFICE})) AS seated,
    (SELECT count(DISTINCT member_id) FROM ({_IN_OFFICE})) AS seats,
    (SELECT count(*) FROM committee_proposals WHERE session_id = committee_sessions.id) AS proposal_count
    FROM committee_sessions"""

_SUBJECTS = {"committee_attendances": "member_id", "committee_proposals": "project_id"}


def terms(
    db: Connection,
    *,
    search: str = "",
    conditions: Mapping[str, Any] | None = None,
    after: Sequence[Any] | None = None,
    **_page: Any,
) -> list[Row]:
    """The newest first, with the member's names and ``member_name``; all on the first page."""
    found = _whole(db, _TERMS, conditions, "starts_on DESC, sort_key, committee_terms.id", after)
    for row in found:
        row["member_name"] = full_name(row)
    return _matching(found, search, lambda row: f"{row['member_name']} {_(COMMITTEE_ROLES[row['role']])}")


def sessions(
    db: Connection,
    *,
    search: str = "",
    conditions: Mapping[str, Any] | None = None,
    after: Sequence[Any] | None = None,
    **_page: Any,
) -> list[Row]:
    """The newest first, with ``attendance``, of them ``seated`` (in office that day, as ``seats`` were) and
    ``proposal_count``; all on the first page."""
    found = _whole(db, _SESSIONS, conditions, "held_on DESC, committee_sessions.id DESC", after)
    return _matching(found, search, COMMITTEE_SESSIONS.search_text)


def _whole(
    db: Connection, select: str, conditions: Mapping[str, Any] | None, order: str, after: Sequence[Any] | None
) -> list[Row]:
    if after is not None:
        return []
    where = " AND ".join(conditions or ()) or "1"
    return rows.select(db, f"{select} WHERE {where} ORDER BY {order}", list((conditions or {}).values()))


def _matching(found: list[Row], search: str, text: Callable[[Row], str]) -> list[Row]:
    words = fold(search).split()
    return [row for row in found if all(word in fold(text(row)) for word in words)]


def terms_of(db: Connection, member_id: int, but: int | None) -> list[Row]:
    """Every other term of a member than ``but``, oldest first."""
    query = "SELECT * FROM committee_terms WHERE member_id = ? AND id IS NOT ? ORDER BY starts_on"
    return rows.select(db, query, (member_id, but))


def attendance(db: Connection, session_id: int) -> list[Row]:
    """Who came, in alphabetical order, as rows of members."""
    return rows.select(
        db,
        "SELECT members.* FROM committee_attendances JOIN members ON members.id = member_id WHERE session_id = ?"
        " ORDER BY sort_key, members.id",
        (session_id,),
    )


def proposals(db: Connection, session_id: int) -> list[Row]:
    """The projects proposed, by name, as rows of premium_projects."""
    return rows.select(
        db,
        "SELECT premium_projects.* FROM committee_proposals JOIN premium_projects ON premium_projects.id = project_id"
        " WHERE session_id = ? ORDER BY sort_key, premium_projects.id",
        (session_id,),
    )


def first_approvals(db: Connection, projects: Collection[int]) -> list[Row]:
    """The projects among these that have a budget: ``name`` and ``approved_on``, the day of the first."""
    marks = ", ".join("?" * len(projects))
    return rows.select(
        db,
        f"""SELECT name, min(decided_on) AS approved_on FROM premium_projects
        JOIN project_budgets ON project_id = premium_projects.id WHERE premium_projects.id IN ({marks})
        GROUP BY premium_projects.id ORDER BY 2, 1""",
        list(projects),
    )


def can_be_proposed(db: Connection) -> list[Row]:
    """Every project with its ``state``, those first that wait for an assembly."""
    return rows.select(
        db,
        "SELECT id, name, state FROM premium_projects WHERE discarded = 'no'"
        " ORDER BY state <> 'proposed', sort_key, premium_projects.id",
    )


def proposed_by(db: Connection, project_id: int) -> list[Row]:
    """The sessions that proposed a project, oldest first."""
    return rows.select(
        db,
        """SELECT committee_sessions.* FROM committee_proposals JOIN committee_sessions
            ON committee_sessions.id = session_id WHERE project_id = ? ORDER BY held_on, committee_sessions.id""",
        (project_id,),
    )


def write_attendance(db: Connection, session_id: int, members: Collection[int]) -> None:
    """Exactly these came; writes only what changed."""
    _write(db, "committee_attendances", session_id, members)


def write_proposals(db: Connection, session_id: int, projects: Collection[int]) -> None:
    """Exactly these were proposed; writes only what changed."""
    _write(db, "committee_proposals", session_id, projects)


def _write(db: Connection, table: str, session_id: int, wanted: Collection[int]) -> None:
    column = _SUBJECTS[table]
    found = rows.select(db, f"SELECT id, {column} AS subject FROM {table} WHERE session_id = ?", (session_id,))
    for row in found:
        if row["subject"] not in wanted:
            db.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))
    for subject in sorted(set(wanted) - {row["subject"] for row in found}):
        rows.insert(db, table, {"session_id": session_id, column: subject})


def sitting(day: date) -> dict[str, str]:
    """The conditions for the terms that run on a day."""
    return {"starts_on <= ?": day.isoformat(), "coalesce(ends_on, '9999-12-31') >= ?": day.isoformat()}


def in_office(db: Connection, day: date) -> list[Row]:
    """The terms that run on a day (as in ``terms``), the president's first."""
    roles = list(COMMITTEE_ROLES)
    return sorted(terms(db, conditions=sitting(day)), key=lambda row: (roles.index(row["role"]), row["sort_key"]))


def first_proposed(db: Connection, project_id: int) -> date | None:
    """The day of the first session that proposed a project; None where none did."""
    row = rows.select_one(
        db,
        "SELECT min(held_on) AS first_on FROM committee_proposals JOIN committee_sessions"
        " ON committee_sessions.id = session_id WHERE project_id = ?",
        (project_id,),
    )
    return None if row is None else row["first_on"]
