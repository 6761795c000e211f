"""The register of aportaciones in the data file: numbered, frozen, sealed, taken back by an operation of its own."""

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.member_states import HERE, STATE_ON
from ananea_desktop.storage.rows import Row


def add(db: Connection, row: Mapping[str, Any]) -> int:
    """Writes an operation with the next number, and its seal; gives its id. What the row does not say is empty."""
    number = int(rows.value(db, "SELECT coalesce(max(number), 0) + 1 FROM capital_operations"))
    acting = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    empty = {"counterpart_name": "", "counterpart_document": "", "reason": "", "acta": "", "sign": 1}
    written = {"number": number, "token": f"{row['kind']} {number}", **empty, **(acting or {}), **row}
    operation_id = rows.insert(db, "capital_operations", written)
    chain.seal(db, chain.CAPITAL_OPERATION, operation_id)
    return operation_id


_COPIED = (
    "kind member_id person_name person_document counterpart_id counterpart_name counterpart_document amount charge_id"
    " receipt_id acta"
).split()


def reverse(db: Connection, operation_id: int, day: date, reason: str) -> int:
    """Takes an operation back by one of its own."""
    row = rows.select_one(db, "SELECT * FROM capital_operations WHERE id = ?", (operation_id,))
    assert row is not None
    copied = {name: row[name] for name in _COPIED}
    return add(db, {**copied, "sign": -1, "operated_on": day, "reverses_id": operation_id, "reason": reason})


def standing(db: Connection, column: str, record_id: int) -> list[Row]:
    """The operations of a receipt or charge (``receipt_id``, ``charge_id``) that were not taken back."""
    return rows.select(
        db,
        f"""SELECT * FROM capital_operations WHERE {column} = ? AND sign = 1 AND id NOT IN
            (SELECT reverses_id FROM capital_operations WHERE reverses_id IS NOT NULL) ORDER BY id""",
        (record_id,),
    )


def held(db: Connection, member_id: int) -> int:
    """What a member has paid in and not got back, in céntimos of sol."""
    sql = "SELECT coalesce(sum(held), 0) FROM capital_movements WHERE member_id = ?"
    return int(rows.value(db, sql, (member_id,)))


def withdrawn_again(db: Connection, receipt_id: int) -> list[Row]:
    """The operations of a receipt that were taken back, each the newest of its kind, member and charge: what comes back
    when the extorno that took them is annulled."""
    return rows.select(
        db,
        """SELECT * FROM capital_operations WHERE id IN (SELECT max(id) FROM capital_operations
            WHERE receipt_id = ? AND sign = 1 GROUP BY kind, member_id, charge_id)
            AND id IN (SELECT reverses_id FROM capital_operations) ORDER BY id""",
        (receipt_id,),
    )


def put_back(db: Connection, row: Row, day: date, reason: str) -> int:
    """Notes again what an operation said that was taken back."""
    return add(db, {**{name: row[name] for name in _COPIED}, "operated_on": day, "reason": reason})


def get(db: Connection, operation_id: int) -> Row:
    """One operation with the number of its receipt, as ``register`` gives it. Raises LookupError."""
    found = rows.select_one(db, f"{_REGISTER} WHERE capital_operations.id = ?", (operation_id,))
    if found is None:
        raise LookupError(f"there is no operation {operation_id} of capital")
    return found


def id_of_token(db: Connection, token: str) -> int | None:
    """The operation that an earlier press of the same button made."""
    found: int | None = rows.value(db, "SELECT id FROM capital_operations WHERE token = ?", (token,))
    return found


_REGISTER = """SELECT capital_operations.*, receipts.kind AS receipt_kind, receipts.series,
    receipts.number AS receipt_number, receipts.party_name, reversed.number AS reverses_number,
    (SELECT number FROM capital_operations AS later WHERE later.reverses_id = capital_operations.id) AS reversed_by
    FROM capital_operations LEFT JOIN receipts ON receipts.id = capital_operations.receipt_id
    LEFT JOIN capital_operations AS reversed ON reversed.id = capital_operations.reverses_id"""


def register(db: Connection, first: date, last: date) -> list[Row]:
    """Every operation dated in a period, by number, with the number of its receipt (``series``, ``receipt_number``) and
    of the operation it takes back (``reverses_number``) or is taken back by (``reversed_by``)."""
    query = f"{_REGISTER} WHERE capital_operations.operated_on BETWEEN ? AND ? ORDER BY capital_operations.number"
    return rows.select(db, query, (first.isoformat(), last.isoformat()))


def newest(db: Connection, limit: int) -> list[Row]:
    """The newest operations, the last first, as ``register``."""
    return rows.select(db, f"{_REGISTER} ORDER BY capital_operations.number DESC LIMIT ?", (limit,))


def of_member(db: Connection, member_id: int) -> list[Row]:
    """The operations that a member takes part in, by number, as ``register``, with what each does: ``held`` and
    ``subscribed``, in céntimos."""
    return rows.select(
        db,
        f"""SELECT found.*, moved.held, moved.subscribed FROM ({_REGISTER}) AS found
        JOIN capital_movements AS moved ON moved.operation_id = found.id AND moved.member_id = ? ORDER BY number""",
        (member_id,),
    )


def held_on(db: Connection, member_id: int, day: date) -> int:
    """What may be taken from a member by an operation of that day: the least that was held from then on."""
    found = rows.value(
        db,
        """WITH moved AS (SELECT operated_on, sum(held) AS change FROM capital_movements WHERE member_id = :member
            GROUP BY operated_on UNION ALL SELECT :day, 0),
        balances AS (SELECT operated_on, sum(change) OVER (ORDER BY operated_on) AS balance FROM moved)
        SELECT min(balance) FROM balances WHERE operated_on >= :day""",
        {"member": member_id, "day": day.isoformat()},
    )
    return int(found)


def holders(db: Connection, day: date) -> list[Row]:
    """Who held or had subscribed capital on a day, in alphabetical order: id, number, name parts, document, state then
    (``state_then``), ``subscribed`` and ``held`` in céntimos, and since when (``held_since_on``)."""
    return rows.select(
        db,
        f"""SELECT members.id, members.number, document_type, document_number, paternal_surname, maternal_surname,
            given_names, kind, {STATE_ON} AS state_then, found.subscribed, found.held, found.held_since_on
        FROM (SELECT member_id, sum(held) AS held, sum(subscribed) AS subscribed,
                min(operated_on) FILTER (WHERE held > 0) AS held_since_on
            FROM capital_movements WHERE operated_on <= :day GROUP BY member_id) AS found
        JOIN members ON members.id = found.member_id
        WHERE found.held <> 0 OR found.subscribed <> 0 ORDER BY members.sort_key, members.id""",
        {"day": day.isoformat()},
    )


def total_before(db: Connection, day: date) -> int:
    """All capital held by operations dated before a day, in céntimos."""
    query = "SELECT coalesce(sum(held), 0) FROM capital_movements WHERE operated_on < ?"
    return int(rows.value(db, query, (day.isoformat(),)))


def without_opening(db: Connection, limit: int) -> list[Row]:
    """Members of today of whom no opening balance stands, in alphabetical order."""
    return rows.select(
        db,
        f"""SELECT members.* FROM members WHERE members.kind = 'member' AND {HERE} AND NOT EXISTS (
            SELECT 1 FROM capital_operations WHERE member_id = members.id AND capital_operations.kind = 'opening'
                AND sign = 1 AND capital_operations.id NOT IN
                    (SELECT reverses_id FROM capital_operations WHERE reverses_id IS NOT NULL))
        ORDER BY sort_key, id LIMIT ?""",
        (limit,),
    )


def has_opening(db: Connection, member_id: int) -> bool:
    """Whether an opening balance of a member stands."""
    found = rows.value(
        db,
        """SELECT 1 FROM capital_operations WHERE member_id = ? AND kind = 'opening' AND sign = 1
            AND id NOT IN (SELECT reverses_id FROM capital_operations WHERE reverses_id IS NOT NULL)""",
        (member_id,),
    )
    return found is not None


def member_of_document(db: Connection, number: str) -> int | None:
    """The person with this number of document."""
    query = "SELECT id FROM members WHERE document_number = ? ORDER BY discarded, id LIMIT 1"
    found: int | None = rows.value(db, query, (number,))
    return found
