"""Hand-outs in the data file: numbered by kind without a gap, written once with what they move, sealed."""

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.hand_outs import Beneficiaries, HandOut, HandOutKind, HandOutLine
from ananea_desktop.domain.receipts import Annulment, Letterhead
from ananea_desktop.domain.text import fold
from ananea_desktop.storage import chain, records, rows, stock
from ananea_desktop.storage.rows import Row

_LINE_COLUMNS = tuple(name for name in HandOutLine.__dataclass_fields__ if name != "id")


def next_number(db: Connection, kind: HandOutKind) -> int:
    return int(rows.value(db, "SELECT coalesce(max(number), 0) + 1 FROM hand_outs WHERE kind = ?", (kind,)))


def id_of_token(db: Connection, token: str) -> int | None:
    """The document that was made with this token."""
    found: int | None = rows.value(db, "SELECT id FROM hand_outs WHERE token = ?", (token,))
    return found


def id_of_number(db: Connection, kind: HandOutKind, number: int) -> int | None:
    found: int | None = rows.value(db, "SELECT id FROM hand_outs WHERE kind = ? AND number = ?", (kind, number))
    return found


def insert(db: Connection, made: HandOut, token: str, recorded_at: str, logo_sha256: str | None) -> int:
    """Writes a document with the next number of its kind and what it moves in the store, seals it, and gives its id.

    Called inside a BEGIN IMMEDIATE transaction. The lines come before their header, because the file refuses a line
    for a header that exists; the file refuses too what would take more than there is.
    """
    hand_out_id = int(rows.value(db, "SELECT coalesce(max(id), 0) + 1 FROM hand_outs"))
    number = next_number(db, made.kind)
    line_ids = []
    for position, line in enumerate(made.lines, start=1):
        row = {name: getattr(line, name) for name in _LINE_COLUMNS}
        line_ids.append(rows.insert(db, "hand_out_lines", {"hand_out_id": hand_out_id, "position": position, **row}))
    for each in made.beneficiaries:
        counted = {"kind": each.kind, "women": each.women, "men": each.men, "unknown": each.unknown}
        rows.insert(db, "hand_out_beneficiaries", {"hand_out_id": hand_out_id, **counted})
    rows.insert(db, "hand_outs", _header(made, hand_out_id, number, token, recorded_at, logo_sha256))
    for line_id, line in zip(line_ids, made.lines, strict=True):
        if line.reason != "unusable":
            is_back = made.kind is HandOutKind.RETURN
            movement = {
                "item_id": line.item_id,
                "size": line.size,
                "moved_on": made.handed_on,
                "quantity": line.quantity if is_back else -line.quantity,
                "kind": "returned" if is_back else "handed_out",
                "hand_out_line_id": line_id,
            }
            stock.add(db, movement, made.user, recorded_at)
    chain.seal(db, chain.HAND_OUT, hand_out_id)
    return hand_out_id


def _header(made: HandOut, hand_out_id: int, number: int, token: str, recorded_at: str, logo_sha256: str | None) -> Row:
    head = made.letterhead
    return {
        "id": hand_out_id,
        "kind": made.kind,
        "number": number,
        "token": token,
        "handed_on": made.handed_on,
        "recorded_at": recorded_at,
        "user": made.user,
        "responsible_name": head.treasurer_name,
        "responsible_title": head.treasurer_title,
        "receiver_name": made.receiver_name,
        "receiver_document": made.receiver_document,
        "receiver_detail": made.receiver_detail,
        "project_id": made.project_id,
        "project_name": made.project_name,
        "note": made.note,
        "cooperative_name": head.name,
        "cooperative_ruc": head.ruc,
        "cooperative_address": head.address,
        "place": head.place,
        "logo_sha256": logo_sha256,
        "is_sample": "yes" if head.is_sample else "no",
        "search_text": _search_text(made, number),
    }


def _search_text(made: HandOut, number: int) -> str:
    people = {f"{line.person_name} {line.person_document}" for line in made.lines}
    things = {line.item_name for line in made.lines}
    words = (f"{number:06d} {number}", *sorted(people), *sorted(things), made.receiver_name, made.receiver_detail)
    return fold(" ".join((*words, made.project_name, made.note)))


def annul(db: Connection, hand_out_id: int, annulment: Annulment, recorded_at: str) -> None:
    """Notes the annulment, takes back what the document moved, and seals it."""
    rows.insert(
        db,
        "hand_out_annulments",
        {
            "hand_out_id": hand_out_id,
            "reason": annulment.reason,
            "annulled_on": annulment.annulled_on,
            "user": annulment.user,
            "recorded_at": recorded_at,
        },
    )
    for row in rows.select(
        db,
        "SELECT stock_movements.* FROM stock_movements JOIN hand_out_lines ON hand_out_lines.id = hand_out_line_id"
        " WHERE hand_out_id = ?",
        (hand_out_id,),
    ):
        movement = {
            "item_id": row["item_id"],
            "size": row["size"],
            "moved_on": annulment.annulled_on,
            "quantity": -row["quantity"],
            "kind": "annulled",
            "hand_out_line_id": row["hand_out_line_id"],
            "reason": annulment.reason,
        }
        stock.add(db, movement, annulment.user, recorded_at)
    chain.seal(db, chain.HAND_OUT_ANNULMENT, hand_out_id)


def get(db: Connection, hand_out_id: int) -> HandOut:
    """The document as it was made. Raises LookupError where there is none."""
    row = rows.select_one(
        db,
        """SELECT hand_outs.*, logos.image AS logo, seals.hash AS seal, hand_out_annulments.reason AS annulled_reason,
            annulled_on, hand_out_annulments.user AS annulled_by
        FROM hand_outs LEFT JOIN logos ON logos.sha256 = logo_sha256
        LEFT JOIN seals ON subject_id = hand_outs.id AND subject = 'hand-out'
        LEFT JOIN hand_out_annulments ON hand_out_annulments.hand_out_id = hand_outs.id WHERE hand_outs.id = ?""",
        (hand_out_id,),
    )
    if row is None:
        raise LookupError(f"there is no hand-out {hand_out_id}")
    annulment = None
    if row["annulled_on"] is not None:
        annulment = Annulment(reason=row["annulled_reason"], annulled_on=row["annulled_on"], user=row["annulled_by"])
    kept = ("number", "handed_on", "user", "recorded_at", "project_id", "project_name", "note", "id")
    receiver = ("receiver_name", "receiver_document", "receiver_detail")
    return HandOut(
        kind=HandOutKind(row["kind"]),
        **{name: row[name] for name in (*kept, *receiver)},
        lines=tuple(
            HandOutLine(**{name: line[name] for name in ("id", *_LINE_COLUMNS)}) for line in lines(db, hand_out_id)
        ),
        beneficiaries=_beneficiaries(db, hand_out_id),
        letterhead=_letterhead(row),
        annulment=annulment,
        seal=row["seal"].hex() if row["seal"] else "",
    )


def _letterhead(row: Row) -> Letterhead:
    return Letterhead(
        name=row["cooperative_name"],
        ruc=row["cooperative_ruc"],
        address=row["cooperative_address"],
        place=row["place"],
        treasurer_name=row["responsible_name"],
        treasurer_document="",
        treasurer_title=row["responsible_title"],
        logo=row["logo"],
        is_sample=row["is_sample"] == "yes",
    )


def _beneficiaries(db: Connection, hand_out_id: int) -> tuple[Beneficiaries, ...]:
    found = db.execute(
        "SELECT kind, women, men, unknown FROM hand_out_beneficiaries WHERE hand_out_id = ? ORDER BY id",
        (hand_out_id,),
    )
    return tuple(Beneficiaries(kind=kind, women=women, men=men, unknown=unknown) for kind, women, men, unknown in found)


def lines(db: Connection, hand_out_id: int) -> list[Row]:
    """Each with what came back of it, ``returned``."""
    return rows.select(
        db,
        f"SELECT *, {stock.RETURNED} AS returned FROM hand_out_lines WHERE hand_out_id = ? ORDER BY position",
        (hand_out_id,),
    )


_PAGE = """SELECT hand_outs.*, hand_out_annulments.annulled_on, hand_out_annulments.reason AS annulled_reason,
    (SELECT count(DISTINCT member_id) FROM hand_out_lines WHERE hand_out_id = hand_outs.id) AS people,
    (SELECT person_name FROM hand_out_lines WHERE hand_out_id = hand_outs.id ORDER BY position LIMIT 1) AS person_name,
    (SELECT group_concat(item_name, ', ') FROM
        (SELECT DISTINCT item_name FROM hand_out_lines WHERE hand_out_id = hand_outs.id)) AS items
    FROM hand_outs LEFT JOIN hand_out_annulments ON hand_out_annulments.hand_out_id = hand_outs.id"""


def page(db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any) -> list[Row]:
    """Newest first, with how many ``people``, the first ``person_name``, what ``items``, and when it was annulled."""
    return records.page(
        db,
        _PAGE,
        "hand_outs",
        search=search,
        conditions=conditions,
        order=("handed_on", "id"),
        descending=True,
        **page,
    )


def of_member(db: Connection, member_id: int, limit: int = -1) -> list[Row]:
    """What a person was handed and did not have annulled, newest first, each with what came back, ``returned``."""
    return rows.select(
        db,
        f"""SELECT hand_out_lines.*, number, handed_on, {stock.RETURNED} AS returned
        FROM hand_out_lines CROSS JOIN hand_outs ON hand_outs.id = hand_out_id
        WHERE member_id = ? AND {stock.VALID} ORDER BY handed_on DESC, hand_out_lines.id DESC LIMIT ?""",
        (member_id, limit),
    )


def count_of_member(db: Connection, member_id: int) -> int:
    """How many things a person was handed, each time counted."""
    query = f"""SELECT count(*) FROM hand_out_lines CROSS JOIN hand_outs ON hand_outs.id = hand_out_id
        WHERE member_id = ? AND {stock.VALID}"""
    return int(rows.value(db, query, (member_id,)))


def held_by(db: Connection, member_id: int) -> list[Row]:
    """The lines of which a person still has something, oldest first, with how much: ``left``."""
    found = [row | {"left": row["quantity"] - row["returned"]} for row in of_member(db, member_id)]
    return [row for row in reversed(found) if row["left"] > 0]


def line(db: Connection, line_id: int) -> Row | None:
    """A line that was handed out, with ``returned`` and the hand-out's day."""
    return rows.select_one(
        db,
        f"""SELECT hand_out_lines.*, number, handed_on, {stock.RETURNED} AS returned FROM hand_out_lines
        CROSS JOIN hand_outs ON hand_outs.id = hand_out_id WHERE hand_out_lines.id = ? AND {stock.VALID}""",
        (line_id,),
    )


def last_of_item(db: Connection, item_id: int) -> dict[int, tuple[str, int]]:
    """By member the size and quantity that each was last handed of an item."""
    found = db.execute(
        f"""SELECT member_id, size, quantity, max(hand_out_id) FROM hand_out_lines
            CROSS JOIN hand_outs ON hand_outs.id = hand_out_id
        WHERE item_id = ? AND member_id IS NOT NULL AND {stock.VALID} GROUP BY member_id""",
        (item_id,),
    )
    return {int(member_id): (str(size), int(quantity)) for member_id, size, quantity, _last in found}


def last_of_member(db: Connection, member_id: int) -> dict[int, tuple[str, int]]:
    """By item the size and quantity that a person was last handed."""
    found = db.execute(
        f"""SELECT item_id, size, quantity, max(hand_out_id) FROM hand_out_lines
            CROSS JOIN hand_outs ON hand_outs.id = hand_out_id
        WHERE member_id = ? AND {stock.VALID} GROUP BY item_id""",
        (member_id,),
    )
    return {int(item_id): (str(size), int(quantity)) for item_id, size, quantity, _last in found}


def handed_on_day(db: Connection, member_id: int, item_id: int, day: date) -> int | None:
    """The number of the hand-out by which a person was handed an item on a day."""
    found: int | None = rows.value(
        db,
        f"""SELECT number FROM hand_out_lines CROSS JOIN hand_outs ON hand_outs.id = hand_out_id
        WHERE member_id = ? AND item_id = ? AND handed_on = ? AND {stock.VALID} LIMIT 1""",
        (member_id, item_id, day.isoformat()),
    )
    return found


def has_returns(db: Connection, hand_out_id: int) -> bool:
    """Whether something of it came back by a return that counts."""
    return any(row["returned"] for row in lines(db, hand_out_id))


def project_of_item(db: Connection, item_id: int) -> int | None:
    """The project for which an item was last bought."""
    found: int | None = rows.value(
        db,
        """SELECT project_id FROM purchase_lines JOIN purchases ON purchases.id = purchase_id
        WHERE item_id = ? AND project_id IS NOT NULL AND discarded = 'no'
        ORDER BY purchased_on DESC, purchases.id DESC LIMIT 1""",
        (item_id,),
    )
    return found


_SAFETY = f"""FROM hand_out_lines CROSS JOIN hand_outs ON hand_outs.id = hand_out_id
    WHERE safety <> '' AND {stock.VALID}"""
_OF_YEAR = " AND handed_on BETWEEN ? AND ?"


def _year(year: int) -> tuple[str, str]:
    return f"{year}-01-01", f"{year}-12-31"


def safety_ids(db: Connection, year: int) -> list[int]:
    """The hand-outs of a year with safety or emergency equipment, oldest first."""
    found = db.execute(
        f"""SELECT id FROM hand_outs WHERE {stock.VALID} {_OF_YEAR} AND EXISTS (SELECT 1 FROM hand_out_lines
            WHERE hand_out_id = hand_outs.id AND safety <> '') ORDER BY handed_on, id""",
        _year(year),
    )
    return [int(row[0]) for row in found]


def safety_members(db: Connection, year: int) -> list[int]:
    """Who got safety or emergency equipment in a year, by name."""
    found = db.execute(
        f"SELECT DISTINCT member_id, person_name {_SAFETY} {_OF_YEAR} AND member_id IS NOT NULL"
        " ORDER BY person_name, member_id",
        _year(year),
    )
    return list(dict.fromkeys(int(row[0]) for row in found))


def safety_lines(db: Connection, member_id: int, year: int | None) -> tuple[tuple[date, HandOutLine], ...]:
    """What a person got of it, oldest first, each with its day; of all years where none is given."""
    found = rows.select(
        db,
        f"SELECT hand_out_lines.*, handed_on {_SAFETY} AND member_id = ? {_OF_YEAR if year else ''}"
        " ORDER BY handed_on, hand_out_lines.id",
        (member_id, *(_year(year) if year else ())),
    )
    return tuple(
        (row["handed_on"], HandOutLine(**{name: row[name] for name in ("id", *_LINE_COLUMNS)})) for row in found
    )


def all_lines(db: Connection, first: date, last: date) -> list[Row]:
    """Every line of a period with its document, oldest first: also what was given back, donated or annulled."""
    return rows.select(
        db,
        """SELECT hand_out_lines.*, hand_outs.kind, number, handed_on, receiver_name, annulled_on
        FROM hand_outs CROSS JOIN hand_out_lines ON hand_out_lines.hand_out_id = hand_outs.id
        LEFT JOIN hand_out_annulments ON hand_out_annulments.hand_out_id = hand_outs.id
        WHERE handed_on BETWEEN ? AND ? ORDER BY handed_on, hand_outs.id, position""",
        (first.isoformat(), last.isoformat()),
    )


_GIVEN = """FROM hand_outs CROSS JOIN hand_out_lines ON hand_out_lines.hand_out_id = hand_outs.id
    JOIN items ON items.id = item_id WHERE hand_outs.kind = 'hand_out' AND handed_on BETWEEN ? AND ?
    AND NOT EXISTS (SELECT 1 FROM hand_out_annulments WHERE hand_out_annulments.hand_out_id = hand_outs.id)"""
"""SQL of what was handed to persons in a period and counts."""


def handed_by_category(db: Connection, first: date, last: date) -> list[Row]:
    """By category of the items how many ``people`` were reached and ``times`` something was handed, most people
    first."""
    return rows.select(
        db,
        f"""SELECT items.category, count(DISTINCT member_id) AS people, count(*) AS times {_GIVEN}
        GROUP BY items.category ORDER BY people DESC, times DESC, items.category""",
        (first.isoformat(), last.isoformat()),
    )


def reached(db: Connection, first: date, last: date) -> tuple[int, int]:
    """How many persons were handed something in a period, and how many times."""
    found = db.execute(
        f"SELECT count(DISTINCT member_id), count(*) {_GIVEN}", (first.isoformat(), last.isoformat())
    ).fetchone()
    return int(found[0]), int(found[1])


def helped(db: Connection, first: date, last: date) -> int:
    """How many persons the donations of a period helped."""
    return int(
        rows.value(
            db,
            """SELECT coalesce(sum(women + men + unknown), 0) FROM hand_out_beneficiaries
            JOIN hand_outs ON hand_outs.id = hand_out_id WHERE handed_on BETWEEN ? AND ?
            AND hand_outs.id NOT IN (SELECT hand_out_id FROM hand_out_annulments)""",
            (first.isoformat(), last.isoformat()),
        )
    )


def handed_of_category(db: Connection, first: date, last: date, category: str) -> list[Row]:
    """Every thing of a category that was handed to somebody in a period, oldest first."""
    return rows.select(
        db,
        f"""SELECT hand_out_lines.*, hand_outs.kind, number, handed_on {_GIVEN} AND items.category = ?
        ORDER BY handed_on, hand_outs.id, hand_out_lines.position""",
        (first.isoformat(), last.isoformat(), category),
    )


def of_project(db: Connection, project_id: int) -> list[Row]:
    """The lines of the hand-outs and donations for a project that count, oldest first, with what was ``returned`` of
    them and what of that ``came_back`` into the store."""
    return rows.select(
        db,
        f"""SELECT hand_out_lines.*, hand_outs.kind, number, handed_on, receiver_name, receiver_detail,
            {stock.RETURNED} AS returned, {stock.RETURNED_USABLE} AS came_back
        FROM hand_outs CROSS JOIN hand_out_lines ON hand_out_lines.hand_out_id = hand_outs.id
        WHERE project_id = ? AND NOT EXISTS
            (SELECT 1 FROM hand_out_annulments WHERE hand_out_annulments.hand_out_id = hand_outs.id)
        ORDER BY handed_on, hand_outs.id, position""",
        (project_id,),
    )


def page_of_project(db: Connection, project_id: int) -> list[Row]:
    """The documents of a project, the annulled ones too, oldest first, as ``page`` gives them."""
    return page(db, conditions={"hand_outs.project_id = ?": project_id}, limit=-1)[::-1]


def bought_for(db: Connection, project_id: int) -> list[Row]:
    """The lines of the catalogue that were bought for a project, oldest first, each with what was ``received``; credit
    notes are no purchases."""
    return rows.select(
        db,
        """SELECT purchase_lines.*, items.name AS item_name, purchased_on, document_type, series, number,
            suppliers.name AS supplier_name, (SELECT coalesce(sum(quantity), 0) FROM stock_movements
                WHERE purchase_line_id = purchase_lines.id) AS received
        FROM purchases JOIN purchase_lines ON purchase_id = purchases.id JOIN items ON items.id = item_id
        JOIN suppliers ON suppliers.id = supplier_id WHERE project_id = ? AND credits_id IS NULL
            AND purchases.discarded = 'no'
        ORDER BY purchased_on, purchases.id, position""",
        (project_id,),
    )
