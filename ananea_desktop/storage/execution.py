"""What became of projects: their milestones, whom they helped, and the states they came through."""

from collections.abc import Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.execution import Milestone, People
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row


def milestones(db: Connection, project_id: int) -> list[Row]:
    """In the order they were written."""
    return rows.select(db, "SELECT * FROM milestones WHERE project_id = ? ORDER BY position", (project_id,))


def write_milestones(db: Connection, project_id: int, wanted: Sequence[Milestone]) -> None:
    """Makes them what a project has; what stays as it was is not written again."""
    before = milestones(db, project_id)
    for position, each in enumerate(wanted, start=1):
        row = {"position": position, **vars(each)}
        if position > len(before):
            rows.insert(db, "milestones", {"project_id": project_id, **row})
        elif any(before[position - 1][name] != value for name, value in row.items()):
            rows.update(db, "milestones", before[position - 1]["id"], row)
    for row in before[len(wanted) :]:
        db.execute("DELETE FROM milestones WHERE id = ?", (row["id"],))


def milestone_weights(db: Connection, last: date) -> dict[int, list[tuple[int, bool]]]:
    """Of each project with milestones, the weight of each and whether it was done by a day."""
    found: dict[int, list[tuple[int, bool]]] = {}
    query = "SELECT project_id, weight, coalesce(done_on <= ?, 0) FROM milestones"
    for project_id, weight, is_done in db.execute(query, (last.isoformat(),)):
        found.setdefault(project_id, []).append((weight, bool(is_done)))
    return found


def beneficiaries(db: Connection, project_id: int) -> dict[str, People]:
    """By kind, of one project."""
    return all_beneficiaries(db, "WHERE project_id = ?", (project_id,)).get(project_id, {})


def all_beneficiaries(db: Connection, where: str = "", parameters: Sequence[Any] = ()) -> dict[int, dict[str, People]]:
    """By project and kind."""
    found: dict[int, dict[str, People]] = {}
    query = f"SELECT project_id, kind, women, men, unknown FROM beneficiary_counts {where}"
    for project_id, kind, women, men, unknown in db.execute(query, parameters):
        found.setdefault(project_id, {})[kind] = People(women=women, men=men, unknown=unknown)
    return found


def write_beneficiaries(db: Connection, project_id: int, wanted: Mapping[str, People]) -> None:
    """Makes them what a project has; a kind of which nobody was helped has no row."""
    query = "SELECT kind, id FROM beneficiary_counts WHERE project_id = ?"
    ids = {row["kind"]: row["id"] for row in rows.select(db, query, (project_id,))}
    before = beneficiaries(db, project_id)
    for kind, people in wanted.items():
        if people == before.get(kind, People()):
            continue
        if kind not in ids:
            rows.insert(db, "beneficiary_counts", {"project_id": project_id, "kind": kind, **vars(people)})
        elif people.total:
            rows.update(db, "beneficiary_counts", ids[kind], vars(people))
        else:
            db.execute("DELETE FROM beneficiary_counts WHERE id = ?", (ids[kind],))


def states(db: Connection, project_id: int) -> list[Row]:
    """Each state a project came into, the first first."""
    return rows.select(db, "SELECT * FROM project_states WHERE project_id = ? ORDER BY id", (project_id,))


def states_on(db: Connection, day: date) -> dict[int, str]:
    """The state in which each project was at the end of a day; without those of which none is known until then.

    «Propuesto» has the day on which it was typed, and holds for all days before the next.
    """
    sql = "SELECT project_id, state FROM project_states WHERE since_on <= ? OR state = 'proposed' ORDER BY id"
    return {row["project_id"]: row["state"] for row in rows.select(db, sql, (day.isoformat(),))}


def insert_state(db: Connection, row: Mapping[str, Any]) -> None:
    rows.insert(db, "project_states", row)
