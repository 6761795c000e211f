"""What belongs to one assembly: its register with who came, and what was resolved."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

MAY_VOTE = """(members.kind = 'member' AND members.discarded = 'no'
    AND (members.admitted_on IS NULL OR members.admitted_on <= assemblies.held_on)
    AND (SELECT state FROM member_states WHERE member_id = members.id AND valid_from <= assemblies.held_on
        ORDER BY valid_from DESC LIMIT 1) = 'active')"""
"""Who is a socio hábil on the day of an assembly, as SQL on ``members`` and ``assemblies``."""


def attendance_register(db: Connection, assembly_id: int, member_id: int | None = None) -> list[Row]:
    """Who may vote in this assembly and whoever has a mark, in alphabetical order, as rows of members with ``status``
    and ``represented_by`` (both None without a mark); ``member_id``: that one alone. Who was admitted after its day is
    not of it."""
    return rows.select(
        db,
        f"""SELECT members.*, status, represented_by
        FROM members JOIN assemblies ON assemblies.id = :assembly
        LEFT JOIN assembly_attendances ON member_id = members.id AND assembly_id = :assembly
        WHERE members.id = coalesce(:member, members.id) AND (status IS NOT NULL OR {MAY_VOTE})
        ORDER BY members.sort_key, members.id""",
        {"assembly": assembly_id, "member": member_id},
    )


def mark(db: Connection, assembly_id: int, member_id: int, status: str, represented_by: str) -> None:
    """Notes how one member came; an empty ``status`` takes the mark away. The same mark again changes nothing."""
    found = rows.select_one(
        db,
        "SELECT id, status, represented_by FROM assembly_attendances WHERE assembly_id = ? AND member_id = ?",
        (assembly_id, member_id),
    )
    row = {"status": status, "represented_by": represented_by}
    if found is None:
        if status:
            rows.insert(db, "assembly_attendances", {"assembly_id": assembly_id, "member_id": member_id, **row})
    elif not status:
        db.execute("DELETE FROM assembly_attendances WHERE id = ?", (found["id"],))
    elif (found["status"], found["represented_by"]) != (status, represented_by):
        rows.update(db, "assembly_attendances", found["id"], row)


def attending(db: Connection, assembly_id: int) -> int:
    """How many came, represented ones too."""
    sql = "SELECT count(*) FROM assembly_attendances WHERE assembly_id = ? AND status <> 'excused'"
    return int(rows.value(db, sql, (assembly_id,)))


def attending_on(db: Connection, day: date) -> int | None:
    """How many came to the assembly of a day, to the largest where there were two; None where nobody was marked."""
    found: int | None = rows.value(
        db,
        """SELECT max(came) FROM (SELECT count(*) FILTER (WHERE status <> 'excused') AS came
            FROM assemblies JOIN assembly_attendances ON assembly_id = assemblies.id
            WHERE held_on = ? GROUP BY assemblies.id)""",
        (day.isoformat(),),
    )
    return found


def is_noted(db: Connection, assembly_id: int) -> bool:
    """Whether anybody has a mark."""
    sql = "SELECT 1 FROM assembly_attendances WHERE assembly_id = ? LIMIT 1"
    return rows.value(db, sql, (assembly_id,)) is not None


def count_voters(db: Connection, assembly_id: int, *, anew: bool) -> None:
    """Writes down how many may vote: with the first mark, and again where ``anew``; never fewer than came, and
    nothing while nobody has a mark."""
    was = rows.value(db, "SELECT eligible FROM assemblies WHERE id = ?", (assembly_id,))
    eligible = None
    if is_noted(db, assembly_id):
        sql = f"SELECT count(*) FROM assemblies JOIN members ON {MAY_VOTE} WHERE assemblies.id = ?"
        counted = int(rows.value(db, sql, (assembly_id,))) if anew or was is None else int(was)
        eligible = max(counted, attending(db, assembly_id))
    if eligible != was:
        rows.update(db, "assemblies", assembly_id, {"eligible": eligible})


def resolutions(db: Connection, assembly_id: int) -> list[Row]:
    """By number, with ``project_name``, and the ``budget_id`` that was recorded for each (or None)."""
    return rows.select(
        db,
        """SELECT resolutions.*, premium_projects.name AS project_name,
            (SELECT max(id) FROM project_budgets WHERE resolution_id = resolutions.id) AS budget_id
        FROM resolutions LEFT JOIN premium_projects ON premium_projects.id = project_id
        WHERE assembly_id = ? ORDER BY number""",
        (assembly_id,),
    )


def budget_of_resolution(db: Connection, resolution_id: int) -> Row | None:
    return rows.select_one(db, "SELECT * FROM project_budgets WHERE resolution_id = ?", (resolution_id,))


def most_votes(db: Connection, assembly_id: int, up_to: int) -> Row | None:
    """The resolution with the most votes of those that have no more than ``up_to``: ``number`` and ``votes``."""
    return rows.select_one(
        db,
        """SELECT number, votes_for + votes_against + votes_abstaining AS votes FROM resolutions
        WHERE assembly_id = ? AND votes <= ? ORDER BY votes DESC LIMIT 1""",
        (assembly_id, up_to),
    )


def remove_resolution(db: Connection, resolution_id: int) -> None:
    db.execute("DELETE FROM resolutions WHERE id = ?", (resolution_id,))
