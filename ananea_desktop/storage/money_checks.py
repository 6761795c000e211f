"""What «Comprobar datos» asks of documents that build on other documents: reallocations, extornos and advances."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind, number_text
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_VALID = "NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_id = {}.id)"


def allocations(db: Connection) -> Iterator[str]:
    """What stands of a corrected document is charged as the document is, and nothing of it is left by an extorno."""
    for row in rows.select(
        db,
        f"""WITH parts AS (
            SELECT corrected.id, corrected.id AS part, 0 AS reverses FROM receipts AS corrected
            WHERE EXISTS (SELECT 1 FROM receipts WHERE corrects_id = corrected.id) AND {_VALID.format("corrected")}
            UNION ALL SELECT corrected.id, correction.id, correction.kind <> 'reallocation'
            FROM receipts AS correction JOIN receipts AS corrected ON corrected.id = correction.corrects_id
            WHERE correction.corrects_id IS NOT NULL
                AND (correction.kind = 'reallocation' OR corrected.direction = -correction.direction)
                AND {_VALID.format("correction")} AND {_VALID.format("corrected")}),
        reversed AS (SELECT id FROM parts WHERE reverses)
        SELECT DISTINCT receipts.kind, series, number FROM parts JOIN receipts ON receipts.id = parts.id
            JOIN receipt_lines ON receipt_id = part
        GROUP BY receipts.id, fund_id, project_id
        HAVING sum(sign * amount) * CASE receipts.direction WHEN 0 THEN -1 ELSE receipts.direction END < 0
            OR receipts.id IN (SELECT id FROM reversed) AND sum(sign * amount) <> 0""",
    ):
        yield _("{name}: lo que sus correcciones dejan en un fondo o proyecto no cuadra").format(name=_name(row))


def settlements(db: Connection) -> Iterator[str]:
    """What renders, gives back or refunds an advance counts in its currency, and the advance itself counts."""
    for row in rows.select(
        db,
        f"""SELECT receipts.kind, receipts.series, receipts.number
        FROM receipts JOIN receipts AS advance ON advance.id = receipts.advance_id
        WHERE receipts.advance_id IS NOT NULL AND {_VALID.format("receipts")}
            AND (receipts.currency <> advance.currency OR NOT {_VALID.format("advance")})""",
    ):
        yield _("{name}: no va con la entrega que cita").format(name=_name(row))


def _name(row: Row) -> str:
    return f"{_(KIND_TITLES[ReceiptKind(row['kind'])])} {number_text(row['series'], row['number'])}"
