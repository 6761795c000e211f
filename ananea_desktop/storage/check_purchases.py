"""What must hold of purchases, credit notes and quotations."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.storage import rows


def totals(db: Connection) -> Iterator[str]:
    """Quantity by price; with IGV apart each line has its part of the tax, to the céntimo, at a rate that is or was
    noted."""
    for row in rows.select(
        db,
        """WITH priced AS (SELECT purchase_lines.id, purchase_id, igv, total,
                (quantity * unit_price + 500) / 1000 AS price
            FROM purchase_lines JOIN purchases ON purchases.id = purchase_id),
        summed AS (SELECT purchase_id, sum(price) AS net, sum(total) AS gross FROM priced
            WHERE igv = 'apart' GROUP BY purchase_id),
        rates (percent) AS (SELECT percent FROM tax_rates WHERE name = 'igv' UNION
            SELECT json_extract(before, '$.percent') FROM history WHERE table_name = 'tax_rates'
                AND json_extract(before, '$.name') = 'igv')
        SELECT id FROM priced WHERE igv <> 'apart' AND total <> price
        UNION ALL SELECT id FROM priced JOIN summed USING (purchase_id)
            WHERE igv = 'apart' AND (gross - net NOT IN (SELECT (net * percent + 5000) / 10000 FROM rates)
                OR abs(total - price * gross / net) > 1)""",
    ):
        yield _("compra, línea {line}: el importe no es cantidad por precio").format(line=row["id"])


def chosen_offers(db: Connection) -> Iterator[str]:
    """Of the offers of a request at most one is chosen."""
    for row in rows.select(
        db,
        """SELECT subject FROM quotations JOIN quotation_requests ON quotation_requests.id = quotation_request_id
        WHERE chosen = 'yes' GROUP BY quotation_request_id HAVING count(*) > 1""",
    ):
        yield _("cotización «{subject}»: tiene más de una oferta elegida").format(subject=row["subject"])


def credit_notes(db: Connection) -> Iterator[str]:
    """A credit note takes from a purchase of its supplier and currency, and not more than it cost."""
    for row in rows.select(
        db,
        """SELECT credits.id FROM purchases AS credits JOIN purchases ON purchases.id = credits.credits_id
        WHERE purchases.supplier_id <> credits.supplier_id OR purchases.currency <> credits.currency
            OR purchases.credits_id IS NOT NULL OR credits.document_type <> '07'""",
    ):
        yield _("nota de crédito {number}: no es de la compra que cita").format(number=row["id"])
    for row in rows.select(
        db,
        """SELECT purchases.id, (SELECT sum(total) FROM purchase_lines WHERE purchase_id = purchases.id) AS cost,
            (SELECT sum(total) FROM purchases AS credits JOIN purchase_lines ON purchase_id = credits.id
                WHERE credits.credits_id = purchases.id) AS credited
        FROM purchases WHERE id IN (SELECT credits_id FROM purchases WHERE credits_id IS NOT NULL)
            AND credited > cost""",
    ):
        yield _("compra {number}: sus notas de crédito descuentan más de lo que costó").format(number=row["id"])
