"""What must be true of cash counts and bank reconciliations; a part of check.py.

They are not sealed: what is changed together with all that depends on it is not found (README, what it promises).
"""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import number_text
from ananea_desktop.storage import rows


def cash_counts(db: Connection) -> Iterator[str]:
    """Numbered from 1 without a gap; each counted what its notes and coins add up to."""
    (held, highest) = db.execute("SELECT count(*), coalesce(max(number), 0) FROM cash_counts").fetchone()
    if held != highest:
        yield _("hay {held} arqueos y el último es el N.º {last}").format(held=held, last=highest)
    for row in rows.select(
        db,
        """SELECT number, counted, coalesce(sum(denomination * quantity), 0) AS summed
        FROM cash_counts LEFT JOIN cash_count_lines ON cash_count_id = cash_counts.id
        GROUP BY cash_counts.id HAVING summed <> counted ORDER BY number""",
    ):
        yield _("arqueo {number}: sus billetes y monedas suman {summed} céntimos y dice {counted}").format(
            number=row["number"], summed=row["summed"], counted=row["counted"]
        )
    for (line,) in db.execute(
        "SELECT cash_count_id FROM cash_count_lines WHERE cash_count_id NOT IN (SELECT id FROM cash_counts) LIMIT 1"
    ):
        yield _("hay billetes y monedas de un arqueo que no existe ({id})").format(id=line)


def ticks(db: Connection) -> Iterator[str]:
    """What was ticked is a document of that bank, of the statement's day or before, recorded before, and valid."""
    for row in rows.select(
        db,
        """SELECT series, number, statement_on FROM reconciled_receipts
            JOIN receipts ON receipts.id = receipt_id JOIN reconciliations ON reconciliations.id = reconciliation_id
        WHERE receipts.account_id IS NOT reconciliations.account_id OR kind = 'opening' OR issued_on > statement_on
            OR receipts.id > coalesce(last_receipt_id, 0)
            OR receipts.id IN (SELECT receipt_id FROM receipt_annulments)
        ORDER BY receipts.id""",
    ):
        yield _("el documento {number} no puede estar marcado en la conciliación al {day}").format(
            number=number_text(row["series"], row["number"]), day=format_date(row["statement_on"])
        )


def reconciliations(db: Connection) -> Iterator[str]:
    """None is missing, and what is ticked adds up with the openings to what the reconciliation says."""
    (held, highest) = db.execute("SELECT count(*), coalesce(max(id), 0) FROM reconciliations").fetchone()
    if held != highest:
        yield _("hay {held} conciliaciones y la última es la {last}").format(held=held, last=highest)
    for row in rows.select(
        db,
        """SELECT made.id, statement_on, ticked_balance, coalesce(sum(direction * total), 0) AS summed
        FROM reconciliations AS made LEFT JOIN (
            SELECT receipts.*, reconciliation_id FROM receipts
            LEFT JOIN reconciled_receipts ON receipt_id = receipts.id
            WHERE (kind = 'opening' OR reconciliation_id IS NOT NULL)
                AND receipts.id NOT IN (SELECT receipt_id FROM receipt_annulments)) AS found
            ON found.account_id = made.account_id AND issued_on <= statement_on AND found.id <= last_receipt_id
                AND (kind = 'opening' OR reconciliation_id <= made.id)
        GROUP BY made.id HAVING summed <> ticked_balance ORDER BY made.id""",
    ):
        yield _("conciliación al {day}: lo marcado suma {summed} céntimos y dice {ticked}").format(
            day=format_date(row["statement_on"]), summed=row["summed"], ticked=row["ticked_balance"]
        )
