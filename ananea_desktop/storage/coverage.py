"""What already stands on a document of money, so that it can no longer be annulled: one rule a function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from sqlite3 import Connection

from ananea_desktop.domain.receipts import Receipt, ReceiptKind, number_text
from ananea_desktop.storage import advances, closings, rows
from ananea_desktop.storage.receipt_facts import NOT_ANNULLED


class CoverKind(StrEnum):
    CLOSED = "closed"
    """Dated before the open period of the books."""
    COUNTED = "counted"
    """The cash was counted with it in the book."""
    RECONCILED = "reconciled"
    """The bank's statement was compared with it in the book."""
    CORRECTED = "corrected"
    """A correction that counts refers to it."""
    BUILT_UPON = "built_upon"
    """A later correction of the same document takes from where this reallocation put it."""
    RENDERED = "rendered"
    """A rendition, return or refund of it as an advance counts."""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """One thing that stands on a document."""

    kind: CoverKind
    day: date
    """Of the cash count, the statement or the other document; the first open day of the books."""
    name: str = ""
    """The account's name, or the number of the other document."""
    document_kind: ReceiptKind | None = None
    """What the other document is."""
    document_id: int | None = None


Rule = Callable[[Connection, Receipt], Sequence[Cover]]


def covers(db: Connection, receipt: Receipt) -> list[Cover]:
    """Everything that stands on a document, the most final first; a transfer is covered where one of its sides is."""
    return [cover for rule in _RULES for cover in rule(db, receipt)]


def sides(db: Connection, receipt: Receipt) -> list[int]:
    """The ids of all rows of a document: two for a transfer, which is one act; else its own."""
    found = db.execute(
        "SELECT id FROM receipts WHERE kind = ? AND series = ? AND number = ? ORDER BY id",
        (receipt.kind, receipt.series, receipt.number),
    )
    return [int(row[0]) for row in found]


def valid_corrections(db: Connection, receipt_id: int) -> list[int]:
    """The documents that correct this one and are not annulled, oldest first."""
    return _valid(db, "corrects_id", receipt_id)


def _valid(db: Connection, column: str, receipt_id: int) -> list[int]:
    """The documents that name one in ``corrects_id`` or ``advance_id`` and are not annulled, oldest first."""
    query = f"SELECT id FROM receipts WHERE {column} = ? AND {NOT_ANNULLED} ORDER BY id"
    return [int(row[0]) for row in db.execute(query, (receipt_id,))]


def _closed(db: Connection, receipt: Receipt) -> list[Cover]:
    opened = closings.first_open_day(db)
    if opened is None or receipt.issued_on >= opened:
        return []
    return [Cover(kind=CoverKind.CLOSED, day=opened)]


def _counted(db: Connection, receipt: Receipt) -> list[Cover]:
    """By the order in which things were recorded, never by a clock."""
    return [
        Cover(kind=CoverKind.COUNTED, day=row["counted_on"], name=row["account_name"])
        for side in sides(db, receipt)
        for row in rows.select(
            db,
            """SELECT counted_on, cash_counts.account_name FROM receipts
            JOIN cash_counts ON cash_counts.account_id = receipts.account_id AND counted_on >= issued_on
                AND last_receipt_id >= receipts.id
            WHERE receipts.id = ? ORDER BY cash_counts.id DESC LIMIT 1""",
            (side,),
        )
    ]


def _reconciled(db: Connection, receipt: Receipt) -> list[Cover]:
    """Ticked one by one; an opening document is part of every balance that was compared since."""
    found = []
    for side in sides(db, receipt):
        found += rows.select(
            db,
            """SELECT statement_on, account_name FROM receipts
            JOIN reconciliations ON reconciliations.account_id = receipts.account_id
            WHERE receipts.id = ? AND (EXISTS (SELECT 1 FROM reconciled_receipts
                    WHERE receipt_id = receipts.id AND reconciliation_id = reconciliations.id)
                OR (kind = 'opening' AND statement_on >= issued_on
                    AND reconciliations.recorded_at >= receipts.recorded_at))
            ORDER BY reconciliations.id DESC LIMIT 1""",
            (side,),
        )
    return [Cover(kind=CoverKind.RECONCILED, day=row["statement_on"], name=row["account_name"]) for row in found]


def _corrected(db: Connection, receipt: Receipt) -> list[Cover]:
    return [_document(db, CoverKind.CORRECTED, each) for each in valid_corrections(db, receipt.id)]


def _built_upon(db: Connection, receipt: Receipt) -> list[Cover]:
    """The newest first: they are undone in the opposite order."""
    if receipt.kind is not ReceiptKind.REALLOCATION or receipt.corrects_id is None:
        return []
    later = [each for each in valid_corrections(db, receipt.corrects_id) if each > receipt.id]
    return [_document(db, CoverKind.BUILT_UPON, each) for each in reversed(later)]


def _rendered(db: Connection, receipt: Receipt) -> list[Cover]:
    """Of an advance, and of the extorno of its return or refund, which put it back to be settled."""
    rendered = [_document(db, CoverKind.RENDERED, each) for each in _valid(db, "advance_id", receipt.id)]
    return rendered + _settled_again(db, receipt)


def _settled_again(db: Connection, receipt: Receipt) -> list[Cover]:
    """Without this extorno of a return (or refund) more would be settled (or refunded) than was given (or spent)."""
    if receipt.advance_id is None or not receipt.is_reversal:
        return []
    advance = advances.advance(db, receipt.advance_id)
    later = [each for each in _valid(db, "advance_id", receipt.advance_id) if each > receipt.id]
    # of an extorno out of the account the amount is still with the person, of one into it the person's due
    if advance is None or receipt.moves * (advance["left"] + receipt.moves * receipt.total) <= 0:
        return []
    return [_document(db, CoverKind.BUILT_UPON, each) for each in reversed(later)]


def _document(db: Connection, kind: CoverKind, receipt_id: int) -> Cover:
    row = rows.select_one(db, "SELECT kind, series, number, issued_on FROM receipts WHERE id = ?", (receipt_id,))
    assert row is not None
    return Cover(
        kind=kind,
        day=row["issued_on"],
        name=number_text(row["series"], row["number"]),
        document_kind=ReceiptKind(row["kind"]),
        document_id=receipt_id,
    )


_RULES: tuple[Rule, ...] = (_closed, _counted, _reconciled, _corrected, _built_upon, _rendered)
