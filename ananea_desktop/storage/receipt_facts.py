"""What is asked about the documents of money there are: the last of a series, the first of an account, its balance."""

from datetime import date, datetime
from sqlite3 import Connection

from ananea_desktop.domain.receipts import Receipt, ReceiptKind, number_text
from ananea_desktop.storage import rows
from ananea_desktop.storage.receipts import get


def other_side(db: Connection, receipt_id: int) -> Receipt:
    """The other row of a transfer. Raises LookupError where there is none."""
    found = rows.value(
        db,
        "SELECT other.id FROM receipts JOIN receipts AS other ON other.kind = receipts.kind"
        " AND other.series = receipts.series AND other.number = receipts.number AND other.id <> receipts.id"
        " WHERE receipts.id = ?",
        (receipt_id,),
    )
    if found is None:
        raise LookupError(f"{receipt_id} is no transfer")
    return get(db, int(found))


def newest(db: Connection) -> int | None:
    """The newest document in the book: what a count or reconciliation made now has seen."""
    found: int | None = rows.value(db, "SELECT max(id) FROM receipts")
    return found


def has_kind(db: Connection, kind: ReceiptKind) -> bool:
    """Whether there is a document of this kind that is not annulled."""
    query = f"SELECT 1 FROM receipts WHERE kind = ? AND {NOT_ANNULLED} LIMIT 1"
    return rows.value(db, query, (kind,)) is not None


NOT_ANNULLED = "NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_id = receipts.id)"
"""SQL: of ``receipts``."""


def opening_of(db: Connection, account_id: int) -> str | None:
    """The number of the account's opening document; None where it has none."""
    found = opening_row(db, account_id)
    return None if found is None else number_text(found["series"], found["number"])


def opening_row(db: Connection, account_id: int) -> rows.Row | None:
    """``series``, ``number``, ``issued_on`` and ``total`` (céntimos of its currency) of that document."""
    return rows.select_one(
        db,
        "SELECT series, number, issued_on, total FROM receipts"
        f" WHERE kind = 'opening' AND account_id = ? AND {NOT_ANNULLED} LIMIT 1",
        (account_id,),
    )


def first_day(db: Connection, account_id: int) -> date | None:
    """The day of the account's first document that counts."""
    query = f"SELECT min(issued_on) FROM receipts WHERE account_id = ? AND {NOT_ANNULLED}"
    found = rows.value(db, query, (account_id,))
    return None if found is None else date.fromisoformat(found)


def last_recorded(db: Connection) -> datetime | None:
    """The moment at which the last document was written, by the computer's clock of then, in UTC."""
    found = rows.value(db, "SELECT recorded_at FROM receipts ORDER BY id DESC LIMIT 1")
    return None if found is None else datetime.fromisoformat(found)


def last_of_series(db: Connection, kind: ReceiptKind, series: str) -> tuple[str, date] | None:
    """Number and day of the last document of a series."""
    found = rows.select_one(
        db,
        "SELECT number, issued_on FROM receipts WHERE kind = ? AND series = ? ORDER BY number DESC LIMIT 1",
        (kind, series),
    )
    return None if found is None else (number_text(series, found["number"]), found["issued_on"])


def lowest_balance(db: Connection, account_id: int, day: date) -> int:
    """What the account held at the end of ``day``, or holds in all, whichever is less; céntimos of its currency."""
    now = balance(db, account_id)
    newest = rows.value(db, "SELECT max(issued_on) FROM receipts WHERE account_id = ?", (account_id,))
    return now if newest is None or newest <= day.isoformat() else min(now, balance(db, account_id, day))


def balance(db: Connection, account_id: int, last: date | None = None) -> int:
    """What an account holds at the end of a day, or after all that is noted; céntimos of its currency."""
    # annulments are few: CROSS, so that they are gone through and not all receipts of the account
    until = "9999-12-31" if last is None else last.isoformat()
    mine = "account_id = :account AND issued_on <= :last"
    return int(
        rows.value(
            db,
            f"""SELECT coalesce((SELECT sum(direction * total) FROM receipts WHERE {mine}), 0)
            - coalesce((SELECT sum(direction * total) FROM receipt_annulments
                CROSS JOIN receipts ON receipts.id = receipt_id WHERE {mine}), 0)""",
            {"account": account_id, "last": until},
        )
    )


_CONCEPTS_LOOKED_AT = 3000


def newest_concepts(db: Connection) -> list[str]:
    """Different concepts of the newest lines, newest first; as many lines are looked at whatever the book's size."""
    found = db.execute("SELECT concept FROM receipt_lines ORDER BY id DESC LIMIT ?", (_CONCEPTS_LOOKED_AT,))
    return list(dict.fromkeys(str(row[0]) for row in found))


def last_with(db: Connection, kind: ReceiptKind, member_id: int | None, supplier_id: int | None) -> int | None:
    """The newest ordinary receipt of a kind with a member or supplier."""
    column, person = ("member_id", member_id) if member_id is not None else ("supplier_id", supplier_id)
    query = f"""SELECT id FROM receipts WHERE {column} = ? AND kind = ? AND corrects_id IS NULL
        AND advance_id IS NULL AND {NOT_ANNULLED} ORDER BY id DESC LIMIT 1"""
    found = None if person is None else rows.value(db, query, (person, kind))
    return None if found is None else int(found)


def last_exchange_rate(db: Connection) -> int | None:
    """The rate of the newest document that has one, in ten-thousandths."""
    found = rows.value(
        db, "SELECT exchange_rate FROM receipts WHERE exchange_rate IS NOT NULL ORDER BY id DESC LIMIT 1"
    )
    return None if found is None else int(found)
