"""The series of numbers: booklets written by hand, and every number of a series with what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_PAGE = 1000


@dataclass(frozen=True, kw_only=True)
class Series:
    """A run of numbers of one kind of document."""

    kind: ReceiptKind
    series: str
    first: int
    last: int
    """Of a booklet its last number; else the last one issued, ``first`` − 1 before there is one."""
    year: int | None
    is_booklet: bool


def all_series(db: Connection) -> list[Series]:
    """In the order of the kinds, the oldest series first."""
    kinds = list(ReceiptKind)
    found = [_series(row) for row in rows.select(db, "SELECT * FROM series")]
    return sorted(found, key=lambda each: (kinds.index(each.kind), each.series))


def find(db: Connection, kind: ReceiptKind, series: str) -> Series | None:
    row = rows.select_one(db, "SELECT * FROM series WHERE kind = ? AND series = ?", (kind, series))
    return None if row is None else _series(row)


def _series(row: Row) -> Series:
    return Series(
        kind=ReceiptKind(row["kind"]),
        series=row["series"],
        first=row["first_number"],
        last=row["next_number"] - 1 if row["last_number"] is None else row["last_number"],
        year=row["year"],
        is_booklet=row["last_number"] is not None,
    )


def insert_booklet(db: Connection, kind: ReceiptKind, series: str, first: int, last: int) -> None:
    booklet = {"kind": kind, "series": series, "first_number": first, "next_number": first, "last_number": last}
    rows.insert(db, "series", booklet)


def is_used(db: Connection, kind: ReceiptKind, series: str, number: int) -> bool:
    found = rows.value(
        db, "SELECT 1 FROM receipts WHERE kind = ? AND series = ? AND number = ? LIMIT 1", (kind, series, number)
    )
    return found is not None


def used_count(db: Connection, kind: ReceiptKind, series: str) -> int:
    query = "SELECT count(DISTINCT number) FROM receipts WHERE kind = ? AND series = ?"
    return int(rows.value(db, query, (kind, series)))


def next_unused(db: Connection, booklet: Series) -> int | None:
    """The lowest number of a booklet after the last one entered that is free, else the lowest free one; None where it
    is used up."""
    query = "SELECT number FROM receipts WHERE kind = ? AND series = ? ORDER BY number"
    used = {int(row[0]) for row in db.execute(query, (booklet.kind, booklet.series))}
    after = max(used, default=booklet.first - 1) + 1
    if after <= booklet.last:
        return after
    return next((number for number in range(booklet.first, booklet.last + 1) if number not in used), None)


def documents_of(db: Connection, series: Series) -> Iterator[Row]:
    """Every document of a series by its number, one row a number: id, number, issued_on, party_name, account_name,
    currency, total, what it corrects (``corrected_kind``, ``corrected_series``, ``corrected_number``, ``is_reversal``),
    its annulment (``annulled_on``, ``annulled_by``, ``reason``) and the extorno that counts (``reversed_series``,
    ``reversed_number``)."""
    after = 0
    while True:
        page = rows.select(db, _DOCUMENTS, (series.kind, series.series, after, _PAGE))
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1]["number"]


_DOCUMENTS = """SELECT receipts.id, receipts.number, receipts.issued_on, receipts.party_name, receipts.account_name,
    receipts.currency, receipts.total, annulled_on, receipt_annulments.user AS annulled_by,
    receipt_annulments.reason AS reason, corrected.kind AS corrected_kind, corrected.series AS corrected_series,
    corrected.number AS corrected_number,
    coalesce(receipts.direction <> 0 AND corrected.direction = -receipts.direction, 0) AS is_reversal,
    reversal.series AS reversed_series, reversal.number AS reversed_number
    FROM receipts LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id
    LEFT JOIN receipts AS corrected ON corrected.id = receipts.corrects_id
    LEFT JOIN receipts AS reversal ON reversal.corrects_id = receipts.id AND receipts.direction <> 0
        AND reversal.direction = -receipts.direction
        AND NOT EXISTS (SELECT 1 FROM receipt_annulments AS undone WHERE undone.receipt_id = reversal.id)
    WHERE receipts.kind = ? AND receipts.series = ? AND receipts.number > ?
        AND (receipts.kind <> 'transfer' OR receipts.direction = -1)
    ORDER BY receipts.number LIMIT ?"""
