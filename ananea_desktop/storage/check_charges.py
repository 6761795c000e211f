"""What must be true of what members owe and what was paid of it; a part of check.py."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import number_text
from ananea_desktop.storage import rows
from ananea_desktop.storage.charges import RUN_HOLDS, paid_sql, waived_sql


def runs(db: Connection) -> Iterator[str]:
    """A run charges somebody; nothing of one that was annulled is paid or waived."""
    for row in rows.select(
        db,
        "SELECT concept FROM charge_runs WHERE NOT EXISTS (SELECT 1 FROM charges WHERE charge_run_id = charge_runs.id)",
    ):
        yield _("el cobro «{concept}» no cobra a nadie").format(**row)
    for row in rows.select(
        db,
        f"""SELECT DISTINCT concept FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
        WHERE NOT {RUN_HOLDS} AND {paid_sql()} + {waived_sql()} > 0""",
    ):
        yield _("el cobro «{concept}» está anulado, y algo de él está pagado o condonado").format(**row)


def settlements(db: Connection) -> Iterator[str]:
    """No charge is paid and waived for more than it is, no line pays more than its amount; a line pays in the currency
    of the charge, as an ingreso that is income, or capital where it is of an aportación."""
    for row in rows.select(
        db,
        f"""SELECT concept, member_id FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
        WHERE {paid_sql()} + {waived_sql()} > charges.amount""",
    ):
        yield _("lo que el socio {member_id} debía de «{concept}» está pagado de más").format(**row)
    for row in rows.select(
        db,
        """SELECT series, number, position, receipt_lines.amount < sum(settlements.amount) AS is_over,
            max(receipts.currency <> charge_runs.currency) AS is_other,
            max(receipts.kind <> 'in'
                OR (receipt_lines.flow = 'capital') <> (charge_runs.kind = 'contribution')) AS is_odd
        FROM settlements JOIN receipt_lines ON receipt_lines.id = receipt_line_id
        JOIN receipts ON receipts.id = receipt_lines.receipt_id
        JOIN charges ON charges.id = charge_id JOIN charge_runs ON charge_runs.id = charge_run_id
        GROUP BY receipt_line_id HAVING is_over OR is_other OR is_odd""",
    ):
        said = _("recibo {number}, línea {position}: paga más que su importe")
        if row["is_other"]:
            said = _("recibo {number}, línea {position}: no es de la moneda de la deuda que paga")
        elif row["is_odd"]:
            said = _("recibo {number}, línea {position}: no es un ingreso como el de la deuda que paga")
        yield said.format(number=number_text(row["series"], row["number"]), position=row["position"])


_STANDING = """SELECT charge_id, receipt_id, kind, sum(amount) AS amount FROM capital_operations AS operation
    WHERE sign = 1 AND charge_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM capital_operations WHERE reverses_id = operation.id)
    GROUP BY charge_id, receipt_id, kind"""
_SETTLED = """SELECT charge_id, receipt_id, sum(valid_settlements.amount) AS amount FROM valid_settlements
    JOIN charges ON charges.id = charge_id JOIN charge_runs ON charge_runs.id = charge_run_id
    WHERE charge_runs.kind = 'contribution' GROUP BY charge_id, receipt_id"""


def capital(db: Connection) -> Iterator[str]:
    """What receipts pay of aportaciones is in their register, receipt by receipt, and nothing else is; what is charged
    of them is subscribed there as long as it counts."""
    for row in rows.select(
        db,
        f"""WITH standing AS ({_STANDING}), settled AS ({_SETTLED})
        SELECT series, number FROM settled JOIN receipts ON receipts.id = settled.receipt_id
            WHERE settled.amount IS NOT (SELECT amount FROM standing WHERE standing.kind = 'pay'
                AND standing.charge_id = settled.charge_id AND standing.receipt_id = settled.receipt_id)
        UNION SELECT series, number FROM standing JOIN receipts ON receipts.id = standing.receipt_id
            WHERE standing.kind = 'pay' AND standing.amount IS NOT (SELECT amount FROM settled
                WHERE settled.charge_id = standing.charge_id AND settled.receipt_id = standing.receipt_id)""",
    ):
        yield _("recibo {number}: lo que paga de aportaciones no es lo que dice su registro").format(
            number=number_text(row["series"], row["number"])
        )
    for row in rows.select(
        db,
        f"""WITH standing AS ({_STANDING})
        SELECT member_id, concept FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
        WHERE charge_runs.kind = 'contribution' AND (SELECT coalesce(sum(amount), 0) FROM standing
                WHERE standing.charge_id = charges.id AND standing.kind = 'subscribe')
            <> iif({RUN_HOLDS} AND {waived_sql()} = 0, charges.amount, 0)""",
    ):
        yield _("la aportación «{concept}» del socio {member_id}: lo suscrito no es lo que se le cobró").format(**row)
