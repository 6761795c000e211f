"""What members owe, summed for lists: who was charged, and of a year what was expected and what came."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import rows
from ananea_desktop.storage.charges import LEFT, RUN_HOLDS, paid_sql, waived_sql
from ananea_desktop.storage.pace import Pace
from ananea_desktop.storage.rows import Row


def people(db: Connection) -> dict[int, Row]:
    """Who was ever charged, by id, in alphabetical order: number, name parts, document, kind, state."""
    found = rows.select(
        db,
        """SELECT id, number, kind, state, document_type, document_number, paternal_surname, maternal_surname,
            given_names, phone FROM members WHERE id IN (SELECT member_id FROM charges) ORDER BY sort_key, id""",
    )
    return {row["id"]: row for row in found}


def expected(db: Connection, first: date, last: date) -> list[Row]:
    """Of what is due in a period, by member, kind and currency: ``expected``, ``paid``, ``waived`` and ``left`` to this
    day, in céntimos of that currency; alphabetical."""
    return rows.select(
        db,
        f"""SELECT *, expected - paid - waived AS left FROM (
            SELECT members.sort_key, member_id, charge_runs.kind AS charge_kind, currency,
                sum(charges.amount) AS expected, sum({paid_sql()}) AS paid, sum({waived_sql()}) AS waived
            FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id JOIN members ON members.id = member_id
            WHERE due_on BETWEEN ? AND ? AND {RUN_HOLDS} GROUP BY member_id, charge_runs.kind, currency)
        ORDER BY sort_key, member_id, charge_kind, currency""",
        (first.isoformat(), last.isoformat()),
    )


def owing(db: Connection, day: date) -> Steps[tuple[int, int]]:
    """How many persons should have paid something before a day, and how much in soles, in céntimos; aportaciones not
    among it. In steps that give way to others."""
    people: set[int] = set()
    amount = 0
    pace = Pace(0, int(rows.value(db, "SELECT coalesce(max(id), 0) FROM charges")))
    query = f"""SELECT member_id, left FROM (SELECT member_id, {LEFT} AS left
            FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
            WHERE charges.id > :low AND charges.id <= :high AND due_on < :day AND currency = 'PEN'
                AND kind <> 'contribution' AND {RUN_HOLDS}) WHERE left > 0"""
    while pace.goes_on:
        with pace as (low, high):
            found = db.execute(query, {"low": low, "high": high, "day": day.isoformat()}).fetchall()
        people |= {int(row[0]) for row in found}
        amount += sum(int(row[1]) for row in found)
        yield
    return len(people), amount
