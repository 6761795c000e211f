"""Receipts in the data file: numbered without gaps, written once, read back as they were issued."""

from collections.abc import Sequence
from datetime import date
from sqlite3 import Connection

from ananea_desktop.domain.receipts import (
    Annulment,
    Flow,
    Party,
    Receipt,
    ReceiptKind,
    ReceiptLine,
    number_text,
)
from ananea_desktop.domain.text import fold
from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.office import letterhead_of
from ananea_desktop.storage.rows import Row


def next_number(db: Connection, kind: ReceiptKind, day: date) -> tuple[str, int]:
    """Series and number that the next document of this kind takes, dated ``day``; they are taken only by issuing."""
    found = _series(db, kind, day)
    return (found["series"], found["next_number"]) if found else (free_series(db, kind), 1)


def _series(db: Connection, kind: ReceiptKind, day: date) -> Row | None:
    """The series in use: the one of the day's year where the cooperative begins anew each year."""
    yearly = rows.value(db, "SELECT yearly_series FROM cooperative") == "yes"
    return rows.select_one(
        db,
        "SELECT series, next_number FROM series WHERE kind = ? AND year IS ? AND last_number IS NULL"
        " ORDER BY series DESC LIMIT 1",
        (kind, day.year if yearly else None),
    )


def free_series(db: Connection, kind: ReceiptKind) -> str:
    """What the next new series of a kind is called: ``002``."""
    return f"{int(rows.value(db, 'SELECT max(CAST(series AS INTEGER)) + 1 FROM series WHERE kind = ?', (kind,))):03d}"


def has_receipts(db: Connection, kind: ReceiptKind, series: str) -> bool:
    return rows.value(db, "SELECT 1 FROM receipts WHERE kind = ? AND series = ? LIMIT 1", (kind, series)) is not None


def set_first_number(db: Connection, kind: ReceiptKind, day: date, number: int) -> None:
    """Where the paper book in use left off. The file refuses it once a receipt has been issued."""
    series = _begin_series(db, kind, day)
    db.execute(
        "UPDATE series SET first_number = ?, next_number = ? WHERE kind = ? AND series = ?",
        (number, number, kind, series),
    )


def _take_number(db: Connection, receipt: Receipt) -> tuple[str, int]:
    """Series and number of a new document.

    A receipt of a booklet brings its own, and so does the second row of a transfer.
    """
    if receipt.is_manual or (receipt.kind is ReceiptKind.TRANSFER and receipt.moves > 0):
        return receipt.series, receipt.number
    _begin_series(db, receipt.kind, receipt.issued_on)
    return next_number(db, receipt.kind, receipt.issued_on)


def _begin_series(db: Connection, kind: ReceiptKind, day: date) -> str:
    """The series in use on a day; one that begins with its year is made here."""
    series, number = next_number(db, kind, day)
    if _series(db, kind, day) is None:
        year = {"kind": kind, "series": series, "next_number": number, "first_number": number, "year": day.year}
        rows.insert(db, "series", year)
    return series


def insert(db: Connection, receipt: Receipt, token: str, recorded_at: str, logo_sha256: str | None) -> int:
    """Writes a document with the next number of its series, seals it, and gives its id.

    ``receipt.number`` counts only for a receipt of a booklet and the second row of a transfer. Called inside a BEGIN
    IMMEDIATE transaction, so that nobody takes the same number. The lines come before their header, because the file
    refuses a line for a header that exists.
    """
    receipt_id = int(rows.value(db, "SELECT coalesce(max(id), 0) + 1 FROM receipts"))
    series, number = _take_number(db, receipt)
    for position, line in enumerate(receipt.lines, start=1):
        rows.insert(db, "receipt_lines", _line_row(receipt_id, position, line, receipt))
    head = receipt.letterhead
    rows.insert(
        db,
        "receipts",
        {
            "id": receipt_id,
            "kind": receipt.kind,
            "series": series,
            "number": number,
            "direction": receipt.moves,
            "token": token,
            "issued_on": receipt.issued_on,
            "recorded_at": recorded_at,
            "user": receipt.user,
            "account_id": receipt.account_id,
            "account_name": receipt.account_name,
            "currency": receipt.currency,
            "exchange_rate": receipt.exchange_rate,
            "total": receipt.total,
            "method": receipt.method,
            "operation_number": receipt.operation_number,
            "party_name": receipt.party.name,
            "party_document": receipt.party.document,
            "party_detail": receipt.party.detail,
            "member_id": receipt.party.member_id,
            "supplier_id": receipt.party.supplier_id,
            "corrects_id": receipt.corrects_id,
            "advance_id": receipt.advance_id,
            "reason": receipt.reason,
            "approved_by": receipt.approved_by,
            "note": receipt.note,
            "cooperative_name": head.name,
            "cooperative_ruc": head.ruc,
            "cooperative_address": head.address,
            "place": head.place,
            "treasurer_name": head.treasurer_name,
            "treasurer_document": head.treasurer_document,
            "treasurer_title": head.treasurer_title,
            "president_name": head.president_name,
            "president_document": head.president_document,
            "logo_sha256": logo_sha256,
            "is_sample": "yes" if head.is_sample else "no",
            "search_text": _search_text(receipt, number),
        },
    )
    chain.seal(db, chain.RECEIPT, receipt_id)
    return receipt_id


def _line_row(receipt_id: int, position: int, line: ReceiptLine, receipt: Receipt) -> Row:
    return {
        "receipt_id": receipt_id,
        "position": position,
        "flow": line.flow or _usual_flow(receipt.kind),
        "sign": line.sign or receipt.moves or -1,
        "concept": line.concept,
        "amount": line.amount,
        "fund_id": line.fund_id,
        "fund_name": line.fund_name,
        "project_id": line.project_id,
        "project_name": line.project_name,
        "purchase_id": line.purchase_id,
        "training_session_id": line.training_session_id,
        "support_type": line.support_type,
        "support_number": line.support_number,
        "spent_on": line.spent_on,
    }


def _usual_flow(kind: ReceiptKind) -> Flow:
    """What a line is where it does not say so itself."""
    if kind in (ReceiptKind.TRANSFER, ReceiptKind.OPENING):
        return Flow(kind)
    return Flow.IN if kind is ReceiptKind.IN else Flow.OUT


def _search_text(receipt: Receipt, number: int) -> str:
    concepts = " ".join(line.concept for line in receipt.lines)
    party = receipt.party
    return fold(f"{number:06d} {number} {party.name} {party.document} {concepts} {receipt.operation_number}")


def id_of_token(db: Connection, token: str) -> int | None:
    """The receipt an earlier press of the same button already issued."""
    found = rows.value(db, "SELECT id FROM receipts WHERE token = ?", (token,))
    return None if found is None else int(found)


def id_of_number(db: Connection, kind: ReceiptKind, series: str, number: int) -> int | None:
    found = rows.value(
        db, "SELECT id FROM receipts WHERE kind = ? AND series = ? AND number = ?", (kind, series, number)
    )
    return None if found is None else int(found)


def get(db: Connection, receipt_id: int) -> Receipt:
    """The receipt as issued, with its annulment if there is one. Raises LookupError when there is none."""
    row = rows.select_one(
        db,
        """SELECT receipts.*, logos.image AS logo, receipt_annulments.reason AS annulment_reason, annulled_on,
            receipt_annulments.user AS annulled_by, seals.hash AS seal, seals.late AS sealed_late,
            corrected.series AS corrected_series, corrected.number AS corrected_number,
            corrected.kind AS corrected_kind, coalesce(corrected.direction = -receipts.direction, 0) AS is_reversal,
            advances.series AS advance_series, advances.number AS advance_number,
            (SELECT count(*) FROM receipt_prints WHERE receipt_id = receipts.id) AS prints,
            (SELECT last_number FROM series WHERE series.kind = receipts.kind AND series.series = receipts.series)
                IS NOT NULL AS is_manual
        FROM receipts LEFT JOIN logos ON sha256 = receipts.logo_sha256
        LEFT JOIN seals ON seals.subject_id = receipts.id AND seals.subject = 'receipt'
        LEFT JOIN receipts AS corrected ON corrected.id = receipts.corrects_id
        LEFT JOIN receipts AS advances ON advances.id = receipts.advance_id
        LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id WHERE receipts.id = ?""",
        (receipt_id,),
    )
    if row is None:
        raise LookupError(f"there is no receipt {receipt_id}")
    lines = rows.select(db, "SELECT * FROM receipt_lines WHERE receipt_id = ? ORDER BY position", (receipt_id,))
    return _receipt(row, lines)


def ids_referring(db: Connection, column: str, receipt_id: int) -> list[int]:
    """The documents that name one in ``corrects_id`` or ``advance_id``, oldest first."""
    return [int(row[0]) for row in db.execute(f"SELECT id FROM receipts WHERE {column} = ? ORDER BY id", (receipt_id,))]


def _receipt(row: Row, lines: Sequence[Row]) -> Receipt:
    annulment = None
    if row["annulled_on"] is not None:
        annulment = Annulment(reason=row["annulment_reason"], annulled_on=row["annulled_on"], user=row["annulled_by"])
    return Receipt(
        id=row["id"],
        kind=ReceiptKind(row["kind"]),
        series=row["series"],
        number=row["number"],
        issued_on=row["issued_on"],
        currency=row["currency"],
        exchange_rate=row["exchange_rate"],
        total=row["total"],
        account_id=row["account_id"],
        account_name=row["account_name"],
        method=row["method"],
        operation_number=row["operation_number"],
        party=Party(
            name=row["party_name"],
            document=row["party_document"],
            detail=row["party_detail"],
            member_id=row["member_id"],
            supplier_id=row["supplier_id"],
        ),
        lines=tuple(_line(line) for line in lines),
        letterhead=letterhead_of(row),
        note=row["note"],
        user=row["user"],
        recorded_at=row["recorded_at"],
        annulment=annulment,
        prints=row["prints"],
        direction=row["direction"],
        corrects_id=row["corrects_id"],
        corrects_number=_cited(row["corrected_series"], row["corrected_number"]),
        corrects_kind=row["corrected_kind"] and ReceiptKind(row["corrected_kind"]),
        is_reversal=bool(row["is_reversal"] and row["direction"]),
        advance_id=row["advance_id"],
        advance_number=_cited(row["advance_series"], row["advance_number"]),
        reason=row["reason"],
        approved_by=row["approved_by"],
        is_manual=bool(row["is_manual"]),
        seal=row["seal"].hex() if row["seal"] else "",
        sealed_late=row["sealed_late"] == "yes",
    )


def _line(row: Row) -> ReceiptLine:
    values = {name: row[name] for name in ReceiptLine.__dataclass_fields__}
    return ReceiptLine(**{**values, "flow": Flow(row["flow"])})


def _cited(series: str | None, number: int | None) -> str:
    return "" if series is None or number is None else number_text(series, number)


def insert_annulment(db: Connection, receipt_id: int, annulment: Annulment, recorded_at: str) -> None:
    rows.insert(
        db,
        "receipt_annulments",
        {
            "receipt_id": receipt_id,
            "reason": annulment.reason,
            "annulled_on": annulment.annulled_on,
            "user": annulment.user,
            "recorded_at": recorded_at,
        },
    )
    chain.seal(db, chain.ANNULMENT, receipt_id)


def insert_print(db: Connection, receipt_id: int, user: str, printed_at: str) -> None:
    rows.insert(db, "receipt_prints", {"receipt_id": receipt_id, "user": user, "printed_at": printed_at})


def await_print(db: Connection, receipt_id: int) -> None:
    rows.insert(db, "pending_prints", {"receipt_id": receipt_id})


def forget_print(db: Connection, receipt_id: int) -> None:
    db.execute("DELETE FROM pending_prints WHERE receipt_id = ?", (receipt_id,))


def pending_prints(db: Connection) -> list[int]:
    return [int(row[0]) for row in db.execute("SELECT receipt_id FROM pending_prints ORDER BY receipt_id")]
