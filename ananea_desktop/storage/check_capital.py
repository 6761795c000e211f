"""What must be true of aportaciones and their certificates; a part of check.py."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import number_text
from ananea_desktop.storage import rows
from ananea_desktop.storage.member_certificates import VALID


def operations(db: Connection) -> Iterator[str]:
    """Numbered from 1 without a gap; nobody holds less than nothing; what is taken back is what was done."""
    held, highest = db.execute("SELECT count(*), coalesce(max(number), 0) FROM capital_operations").fetchone()
    if held != highest:
        yield _("hay {held} operaciones de aportaciones y la última es la N.º {last}").format(held=held, last=highest)
    for row in rows.select(
        db,
        """SELECT members.id, sum(held) AS held FROM capital_movements JOIN members ON members.id = member_id
        GROUP BY member_id HAVING sum(held) < 0""",
    ):
        yield _("el socio {id} tiene menos que nada de aportación").format(id=row["id"])
    for row in rows.select(
        db,
        """SELECT later.number FROM capital_operations AS later JOIN capital_operations AS first
            ON first.id = later.reverses_id
        WHERE first.sign <> 1 OR later.kind <> first.kind OR later.amount <> first.amount
            OR later.member_id <> first.member_id OR later.counterpart_id IS NOT first.counterpart_id""",
    ):
        yield _("operación {number}: no es la misma que anula").format(number=row["number"])


def receipts(db: Connection) -> Iterator[str]:
    """What is paid in or back is in the register with a receipt that holds, for no more than its lines of capital; and
    a receipt that no longer holds has none."""
    for row in rows.select(
        db,
        """SELECT number, receipt_id FROM capital_operations AS operation WHERE sign = 1
            AND (kind IN ('pay', 'withdraw')) <> (receipt_id IS NOT NULL)""",
    ):
        yield _("operación {number}: su recibo no corresponde").format(number=row["number"])
    standing = """SELECT receipt_id, kind, sum(amount) AS amount FROM capital_operations AS operation
        WHERE sign = 1 AND receipt_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM capital_operations WHERE reverses_id = operation.id)
        GROUP BY receipt_id"""
    for row in rows.select(
        db,
        f"""SELECT series, number FROM ({standing}) AS found JOIN receipts ON receipts.id = found.receipt_id
        WHERE EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id)
            OR EXISTS (SELECT 1 FROM receipts AS taken WHERE taken.corrects_id = receipts.id
                AND taken.direction = -receipts.direction AND NOT EXISTS
                    (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = taken.id))""",
    ):
        yield _("recibo {number}: no vale, y su aportación sigue anotada").format(
            number=number_text(row["series"], row["number"])
        )
    for row in rows.select(
        db,
        f"""SELECT series, number FROM ({standing}) AS found JOIN receipts ON receipts.id = found.receipt_id
        WHERE found.kind = 'withdraw' AND found.amount <> (SELECT coalesce(sum(amount), 0) FROM receipt_lines
            WHERE receipt_lines.receipt_id = receipts.id AND flow = 'capital')""",
    ):
        yield _("recibo {number}: no devuelve lo que dice el registro de aportaciones").format(
            number=number_text(row["series"], row["number"])
        )


def certificates(db: Connection) -> Iterator[str]:
    """Numbered by kind from 1 without a gap, and nobody has two of aportación that hold."""
    for row in rows.select(
        db,
        """SELECT kind, count(*) AS held, max(number) AS last FROM member_certificates
        GROUP BY kind HAVING count(*) <> max(number)""",
    ):
        yield _("hay {held} papeles de socios de una clase y el último es el N.º {last}").format(
            held=row["held"], last=row["last"]
        )
    for row in rows.select(
        db,
        f"""SELECT min(number) AS number, max(number) AS other FROM member_certificates
        WHERE kind = 'contribution' AND {VALID} GROUP BY member_id HAVING count(*) > 1""",
    ):
        yield _("los certificados de aportación {number} y {other} son de la misma persona, y los dos valen").format(
            number=row["number"], other=row["other"]
        )
