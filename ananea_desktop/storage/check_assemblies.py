"""What must hold of assemblies: votes, attendance, the budgets they approved."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.storage import rows


def votes(db: Connection) -> Iterator[str]:
    """Nobody votes who did not come. A resolution noted before any attendance was is left alone: the attendance may be
    half written by now."""
    for row in rows.select(
        db,
        """SELECT held_on, number, votes_for + votes_against + votes_abstaining AS votes,
            (SELECT count(*) FROM assembly_attendances
             WHERE assembly_id = assemblies.id AND status <> 'excused') AS attending
        FROM resolutions JOIN assemblies ON assemblies.id = assembly_id
        WHERE votes > attending AND
            (SELECT max(id) FROM history WHERE table_name = 'resolutions' AND record_id = resolutions.id) >
            (SELECT min(noted) FROM (SELECT max(history.id) AS noted
                FROM assembly_attendances JOIN history ON table_name = 'assembly_attendances'
                    AND record_id = assembly_attendances.id AND action = 'insert'
                WHERE assembly_attendances.assembly_id = assemblies.id GROUP BY assembly_attendances.id))""",
    ):
        yield _("asamblea {day}, acuerdo {number}: tiene {votes} votos y asistieron {attending}").format(
            day=row["held_on"], number=row["number"], votes=row["votes"], attending=row["attending"]
        )
    for row in rows.select(
        db,
        """SELECT held_on, eligible, count(assembly_attendances.id) AS attending
        FROM assemblies JOIN assembly_attendances ON assembly_id = assemblies.id AND status <> 'excused'
        GROUP BY assemblies.id HAVING eligible IS NULL OR attending > eligible""",
    ):
        yield _("asamblea {day}: asistieron {attending} de {eligible} socios hábiles").format(
            day=row["held_on"], attending=row["attending"], eligible=row["eligible"] or 0
        )


def resolved_budgets(db: Connection) -> Iterator[str]:
    """A budget says what its resolution says, and each resolution that approves an amount has its one budget."""
    for row in rows.select(
        db,
        """SELECT held_on, number FROM resolutions JOIN assemblies ON assemblies.id = assembly_id
        WHERE (SELECT count(*) FROM project_budgets WHERE resolution_id = resolutions.id
                AND project_budgets.project_id IS resolutions.project_id
                AND project_budgets.amount IS resolutions.amount AND decided_on = held_on)
            <> (outcome = 'approved' AND resolutions.amount IS NOT NULL)
            OR (SELECT count(*) FROM project_budgets WHERE resolution_id = resolutions.id)
            <> (outcome = 'approved' AND resolutions.amount IS NOT NULL)""",
    ):
        yield _("asamblea {day}, acuerdo {number}: no coincide con el presupuesto del proyecto").format(
            day=row["held_on"], number=row["number"]
        )
