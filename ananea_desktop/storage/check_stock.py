"""What must be true of the stock and of hand-outs; a part of check.py."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.hand_outs import HAND_OUTS
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.storage import rows


def stock(db: Connection) -> Iterator[str]:
    """There is never less than nothing of an item and size, and no more came of a line than was bought."""
    for row in rows.select(
        db,
        """SELECT items.name, size, sum(quantity) AS summed FROM stock_movements JOIN items ON items.id = item_id
        GROUP BY item_id, size HAVING summed < 0 ORDER BY items.id""",
    ):
        yield _("de {name} {size} hay {summed}").format(
            name=row["name"], size=row["size"], summed=format_quantity(row["summed"])
        )
    for row in rows.select(
        db,
        """SELECT purchase_lines.purchase_id, item, sum(stock_movements.quantity) AS received,
            purchase_lines.quantity AS bought FROM stock_movements
        JOIN purchase_lines ON purchase_lines.id = purchase_line_id
        GROUP BY purchase_line_id HAVING received > bought OR received < 0 ORDER BY purchase_line_id""",
    ):
        yield _("compra {id}: de {item} se compraron {bought} y se recibieron {received}").format(
            id=row["purchase_id"],
            item=row["item"],
            bought=format_quantity(row["bought"]),
            received=format_quantity(row["received"]),
        )


_MOVED = """SELECT hand_outs.kind, number, hand_out_lines.position,
    CASE WHEN hand_out_lines.reason = 'unusable' THEN 0 WHEN hand_outs.kind = 'return' THEN hand_out_lines.quantity
        ELSE -hand_out_lines.quantity END
    * (hand_out_annulments.hand_out_id IS NULL) AS meant, coalesce(sum(stock_movements.quantity), 0) AS moved,
    coalesce(max(stock_movements.item_id <> hand_out_lines.item_id OR stock_movements.size <> hand_out_lines.size), 0)
        AS is_other
    FROM hand_out_lines JOIN hand_outs ON hand_outs.id = hand_out_lines.hand_out_id
    LEFT JOIN hand_out_annulments ON hand_out_annulments.hand_out_id = hand_outs.id
    LEFT JOIN stock_movements ON hand_out_line_id = hand_out_lines.id
    GROUP BY hand_out_lines.id HAVING moved <> meant OR is_other ORDER BY hand_out_lines.id"""


def hand_outs(db: Connection) -> Iterator[str]:
    """Numbered from 1 without a gap by kind; each line moved in the store what it says, and nothing once annulled."""
    for row in rows.select(
        db, "SELECT kind, count(*) AS held, max(number) AS number FROM hand_outs GROUP BY kind HAVING held <> number"
    ):
        yield _("hay {held} y la última es {name}").format(held=row["held"], name=HAND_OUTS.name_of(row))
    for (line,) in db.execute(
        "SELECT hand_out_id FROM hand_out_lines WHERE hand_out_id NOT IN (SELECT id FROM hand_outs) LIMIT 1"
    ):
        yield _("hay líneas de una entrega que no existe ({id})").format(id=line)
    for row in rows.select(
        db,
        "SELECT kind, number FROM hand_outs WHERE id NOT IN (SELECT hand_out_id FROM hand_out_lines) ORDER BY id",
    ):
        yield _("{name} no tiene líneas").format(name=HAND_OUTS.name_of(row))
    for row in rows.select(db, _MOVED):
        yield _("{name}, línea {position}: movió {moved} y debió mover {meant}").format(
            name=HAND_OUTS.name_of(row),
            position=row["position"],
            moved=format_quantity(abs(row["moved"])),
            meant=format_quantity(abs(row["meant"])),
        )
    for row in rows.select(
        db,
        """SELECT hand_outs.kind, number, line.position FROM hand_out_lines AS line
            JOIN hand_outs ON hand_outs.id = line.hand_out_id
        WHERE hand_outs.kind = 'hand_out' AND line.quantity < (SELECT coalesce(sum(back.quantity), 0)
            FROM hand_out_lines AS back WHERE back.returned_line_id = line.id AND back.hand_out_id NOT IN
                (SELECT hand_out_id FROM hand_out_annulments)) ORDER BY line.id""",
    ):
        yield _("{name}, línea {position}: se devolvió más de lo entregado").format(
            name=HAND_OUTS.name_of(row), position=row["position"]
        )
