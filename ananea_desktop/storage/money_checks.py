"""What «Comprobar datos» asks of documents that build on other documents: reallocations, extornos and advances."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind, number_text
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_VALID = "NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_id = {}.id)"


def allocations(db: Connection) -> Iterator[str]:
    """No reallocation takes more from a fund or project than the document and the earlier ones put there.

    Of a document with an extorno nothing is left at all, which is looked at elsewhere.
    """
    for row in rows.select(
        db,
        f"""WITH parts AS (
            SELECT corrected.id, correction.id AS part, corrected.direction FROM receipts AS correction
            JOIN receipts AS corrected ON corrected.id = correction.corrects_id
            WHERE correction.kind = 'reallocation' AND {_VALID.format("correction")} AND {_VALID.format("corrected")}
            UNION SELECT corrected.id, corrected.id, corrected.direction FROM receipts AS correction
            JOIN receipts AS corrected ON corrected.id = correction.corrects_id
            WHERE correction.kind = 'reallocation' AND {_VALID.format("correction")} AND {_VALID.format("corrected")})
        SELECT DISTINCT receipts.kind, series, number FROM parts JOIN receipts ON receipts.id = parts.id
            JOIN receipt_lines ON receipt_id = part
        WHERE NOT EXISTS (SELECT 1 FROM receipts AS reversal WHERE reversal.corrects_id = parts.id
            AND reversal.direction = -parts.direction AND parts.direction <> 0 AND {_VALID.format("reversal")})
        GROUP BY parts.id, fund_id, project_id
        HAVING sum(sign * amount) * CASE parts.direction WHEN 0 THEN -1 ELSE parts.direction END < 0""",
    ):
        yield _("{name}: sus reimputaciones sacan de un fondo o proyecto más de lo que había").format(name=_name(row))


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
