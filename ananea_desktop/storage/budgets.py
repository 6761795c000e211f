"""Budgets of projects: each with its lines, never changed, and the ratification of what the assembly did not decide."""

from collections.abc import Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.projects import BudgetLine
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_BUDGETS = """SELECT project_budgets.*, premium_projects.name AS project_name, ratified_on,
    budget_ratifications.acta AS ratified_acta FROM project_budgets
    JOIN premium_projects ON premium_projects.id = project_id
    LEFT JOIN budget_ratifications ON budget_ratifications.budget_id = project_budgets.id"""


def insert(db: Connection, row: Mapping[str, Any], lines: Sequence[BudgetLine]) -> int:
    """Writes a budget with its lines, and gives its id."""
    budget_id = int(rows.value(db, "SELECT coalesce(max(id), 0) + 1 FROM project_budgets"))
    for position, line in enumerate(lines, start=1):  # first the lines: after its budget no line is added any more
        given = {"concept": line.concept, "year": line.year, "fund_id": line.fund_id, "amount": line.amount}
        rows.insert(db, "budget_lines", {"budget_id": budget_id, "position": position, **given})
    return rows.insert(db, "project_budgets", {"id": budget_id, **row})


def get(db: Connection, budget_id: int) -> Row:
    """With ``ratified_on`` (None where it was not) and ``project_name``. Raises LookupError."""
    found = rows.select_one(db, f"{_BUDGETS} WHERE project_budgets.id = ?", (budget_id,))
    if found is None:
        raise LookupError(f"project_budgets has no row {budget_id}")
    return found


def of_project(db: Connection, project_id: int) -> list[Row]:
    """Every budget a project ever had, oldest first; the last one is in force."""
    return rows.select(db, f"{_BUDGETS} WHERE project_id = ? ORDER BY project_budgets.id", (project_id,))


def lines(db: Connection, budget_id: int) -> list[Row]:
    """What a budget is made of, with ``fund_name``."""
    return rows.select(
        db,
        "SELECT budget_lines.*, funds.name AS fund_name FROM budget_lines JOIN funds ON funds.id = fund_id"
        " WHERE budget_id = ? ORDER BY position",
        (budget_id,),
    )


def in_force(db: Connection, year: int) -> dict[int, Row]:
    """The budget in force of each project that has one: ``amount``, ``part`` (what its lines give that year, all of it
    where it has none), both céntimos of sol, whether it ``has_lines``, and whether it ``waits`` for the assembly to
    ratify what others decided."""
    found = rows.select(
        db,
        """SELECT project_id, amount, has_lines, waits, CASE WHEN has_lines THEN of_year ELSE amount END AS part
        FROM (SELECT project_id, amount, decided_by <> 'assembly'
                    AND NOT EXISTS (SELECT 1 FROM budget_ratifications WHERE budget_id = project_budgets.id) AS waits,
                EXISTS (SELECT 1 FROM budget_lines WHERE budget_id = project_budgets.id) AS has_lines,
                (SELECT coalesce(sum(amount), 0) FROM budget_lines
                 WHERE budget_id = project_budgets.id AND year = ?) AS of_year
            FROM project_budgets WHERE id IN (SELECT max(id) FROM project_budgets GROUP BY project_id))""",
        (year,),
    )
    return {row["project_id"]: row for row in found}


def premium_by_year(db: Connection, last: date) -> dict[int, int]:
    """What was planned of the Premium for each year, céntimos of sol: of each project the newest budget decided until
    ``last``, by the years of its lines; one that has none is of the year in which its project begins."""
    found = db.execute(
        """WITH newest AS (
            SELECT max(id) AS id FROM project_budgets WHERE decided_on <= ? GROUP BY project_id)
        SELECT year, sum(amount) FROM (
            SELECT year, amount FROM budget_lines JOIN newest ON newest.id = budget_id
            WHERE fund_id IN (SELECT id FROM funds WHERE kind = 'premium')
            UNION ALL SELECT CAST(substr(starts_on, 1, 4) AS INTEGER), amount
            FROM newest JOIN project_budgets USING (id) JOIN premium_projects ON premium_projects.id = project_id
            WHERE NOT EXISTS (SELECT 1 FROM budget_lines WHERE budget_id = newest.id)
        ) GROUP BY year ORDER BY year""",
        (last.isoformat(),),
    )
    return {int(year): int(amount) for year, amount in found}


def by_fund(db: Connection, last: date) -> list[tuple[int, int, int]]:
    """Project, fund, and how much of the budget in force on a day is of it, céntimos of sol, of the projects whose
    budget is made of lines; 0 of a fund that has none of them."""
    found = db.execute(
        """SELECT project_id, funds.id, coalesce(sum(budget_lines.amount) FILTER (WHERE fund_id = funds.id), 0)
        FROM (SELECT project_id, max(id) AS budget FROM project_budgets WHERE decided_on <= ? GROUP BY project_id)
        JOIN budget_lines ON budget_id = budget JOIN funds
        GROUP BY project_id, funds.id ORDER BY project_id, funds.id""",
        (last.isoformat(),),
    )
    return [(int(project), int(fund), int(amount)) for project, fund, amount in found]


def to_ratify(db: Connection) -> list[Row]:
    """What the assembly neither decided nor ratified, oldest first."""
    return rows.select(
        db, f"{_BUDGETS} WHERE decided_by <> 'assembly' AND ratified_on IS NULL ORDER BY decided_on, project_budgets.id"
    )


def insert_ratification(db: Connection, row: Mapping[str, Any]) -> None:
    rows.insert(db, "budget_ratifications", row)
