"""What must hold of the documents of money: numbers, sides, corrections, sums; advances and what settles them."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind, number_text
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_VALID = "NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_id = {}.id)"


def numbers(db: Connection) -> Iterator[str]:
    """First number to last without a gap, and the counter right behind the last; a booklet only within its numbers."""
    for row in rows.select(
        db,
        """SELECT series.kind, series.series, first_number, next_number, last_number,
            count(DISTINCT number) AS held, min(number) AS lowest, max(number) AS highest
        FROM series LEFT JOIN receipts ON receipts.kind = series.kind AND receipts.series = series.series
        GROUP BY series.kind, series.series""",
    ):
        name = f"{row['kind']} {row['series']}"
        last = row["next_number"] - 1 if row["last_number"] is None else row["last_number"]
        if row["last_number"] is None and row["next_number"] != row["first_number"] + row["held"]:
            yield _("serie {name}: hay {held} recibos y el contador dice {counted}").format(
                name=name, held=row["held"], counted=row["next_number"] - row["first_number"]
            )
        is_outside = row["held"] and (row["lowest"] < row["first_number"] or row["highest"] > last)
        is_short = (
            row["last_number"] is None
            and row["held"]
            and (row["lowest"], row["highest"])
            != (
                row["first_number"],
                last,
            )
        )
        if is_outside or is_short:
            yield _("serie {name}: los números van de {low} a {high} y debían ir de {first} a {last}").format(
                name=name, low=row["lowest"], high=row["highest"], first=row["first_number"], last=last
            )


def transfers(db: Connection) -> Iterator[str]:
    """Each transfer has its two sides, on one day; between accounts of one currency with one amount."""
    for row in rows.select(
        db,
        """SELECT series, number FROM receipts WHERE kind = 'transfer' GROUP BY series, number
        HAVING count(*) <> 2 OR min(issued_on) <> max(issued_on) OR count(DISTINCT account_id) <> 2
            OR (count(DISTINCT currency) = 1 AND min(total) <> max(total))
            OR (SELECT count(*) FROM receipt_annulments JOIN receipts AS side ON side.id = receipt_id
                WHERE side.kind = 'transfer' AND side.series = receipts.series
                    AND side.number = receipts.number) = 1""",
    ):
        yield _("traspaso {number}: le falta un lado o sus dos lados no coinciden").format(
            number=number_text(row["series"], row["number"])
        )


def corrections(db: Connection) -> Iterator[str]:
    """What a correction that counts refers to counts too; an extorno takes all of it back, and only once."""
    for row in rows.select(
        db,
        """SELECT correction.kind, correction.series, correction.number
        FROM receipts AS correction JOIN receipts AS corrected ON corrected.id = correction.corrects_id
        WHERE correction.corrects_id IS NOT NULL
            AND (correction.kind = 'reallocation' OR corrected.direction = -correction.direction)
            AND correction.id NOT IN (SELECT receipt_id FROM receipt_annulments)
            AND (corrected.id IN (SELECT receipt_id FROM receipt_annulments) OR correction.kind <> 'reallocation' AND (
                correction.total <> corrected.total OR correction.currency <> corrected.currency
                OR EXISTS (SELECT 1 FROM receipts AS other WHERE other.corrects_id = corrected.id
                    AND other.id < correction.id AND other.direction = correction.direction
                    AND other.id NOT IN (SELECT receipt_id FROM receipt_annulments))))""",
    ):
        name = f"{_(KIND_TITLES[ReceiptKind(row['kind'])])} {number_text(row['series'], row['number'])}"
        yield _("{name}: no corrige bien el documento que cita").format(name=name)


def reversals(db: Connection) -> Iterator[str]:
    """A document, its reallocations and its extorno leave nothing in any fund or project."""
    for row in rows.select(
        db,
        """WITH reversed AS (SELECT original.id FROM receipts AS original
            JOIN receipts AS reversal ON reversal.corrects_id = original.id
            WHERE original.direction = -reversal.direction AND original.direction <> 0
                AND reversal.id NOT IN (SELECT receipt_id FROM receipt_annulments)),
        parts AS (SELECT id AS original_id, id AS part_id FROM reversed
            UNION SELECT corrects_id, receipts.id FROM receipts JOIN reversed ON corrects_id = reversed.id)
        SELECT series, number FROM receipts WHERE id IN (
            SELECT original_id FROM parts JOIN receipt_lines ON receipt_id = part_id
            WHERE part_id NOT IN (SELECT receipt_id FROM receipt_annulments)
            GROUP BY original_id, fund_id, project_id HAVING sum(sign * amount) <> 0)""",
    ):
        yield _("{number}: con su extorno no queda en cero en cada fondo y proyecto").format(
            number=number_text(row["series"], row["number"])
        )


def totals(db: Connection) -> Iterator[str]:
    for row in rows.select(
        db,
        """SELECT receipts.id, kind, series, number, total, count(position) AS lines, max(position) AS last,
            coalesce(sum(amount) FILTER (WHERE sign = CASE direction WHEN 0 THEN -1 ELSE direction END), 0) AS summed
        FROM receipts LEFT JOIN receipt_lines ON receipt_id = receipts.id
        GROUP BY receipts.id HAVING summed <> total OR lines = 0 OR last <> lines""",
    ):
        yield _("recibo {number}: sus líneas suman {summed} céntimos y el total dice {total}").format(
            number=number_text(row["series"], row["number"]), summed=row["summed"], total=row["total"]
        )


def lines(db: Connection) -> Iterator[str]:
    for (line,) in db.execute("SELECT id FROM receipt_lines WHERE receipt_id NOT IN (SELECT id FROM receipts)"):
        yield _("la línea {line} no pertenece a ningún recibo").format(line=line)


def currencies(db: Connection) -> Iterator[str]:
    for row in rows.select(
        db,
        "SELECT series, number FROM receipts JOIN accounts ON accounts.id = account_id"
        " WHERE accounts.currency <> receipts.currency",
    ):
        yield _("recibo {number}: no está en la moneda de su cuenta").format(
            number=number_text(row["series"], row["number"])
        )


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
