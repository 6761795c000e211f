"""What members owe, summed for lists: who was charged, and of a year what was expected and what came."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.charges import RUN_HOLDS, paid_sql, waived_sql
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


def owing(db: Connection, day: date) -> tuple[int, int]:
    """How many persons should have paid something by a day, and how much in soles, in céntimos; aportaciones not among
    it."""
    found = rows.select_one(
        db,
        f"""SELECT count(DISTINCT member_id) AS people, coalesce(sum(left), 0) AS amount FROM (
            SELECT member_id, charges.amount - {paid_sql()} - {waived_sql()} AS left
            FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
            WHERE due_on <= ? AND currency = 'PEN' AND kind <> 'contribution' AND {RUN_HOLDS}) WHERE left > 0""",
        (day.isoformat(),),
    )
    assert found is not None
    return int(found["people"]), int(found["amount"])
