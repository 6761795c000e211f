"""Receipts in the data file: numbered without gaps, written once, read back as they were issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.receipts import Annulment, Letterhead, Party, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.domain.text import fold
from ananea_desktop.storage import rows
from ananea_desktop.storage.records import PAGE, match_query
from ananea_desktop.storage.rows import Row

SERIES = "001"


@dataclass(frozen=True, kw_only=True)
class ReceiptFilter:
    """Which receipts a list shows; what is None or empty does not limit it."""

    first_day: date | None = None
    last_day: date | None = None
    account_id: int | None = None
    fund_id: int | None = None
    project_id: int | None = None
    search: str = ""
    """Person, document, concept or number, as typed."""

    @property
    def shows_whole_account(self) -> bool:
        """Only then has a running balance a meaning."""
        return self.account_id is not None and not (self.fund_id or self.project_id or self.search.strip())


def next_number(db: Connection, kind: ReceiptKind) -> int:
    """The number the next receipt of this kind takes; it is taken only by issuing."""
    return int(rows.value(db, "SELECT next_number FROM series WHERE kind = ? AND series = ?", (kind, SERIES)))


def has_receipts(db: Connection, kind: ReceiptKind) -> bool:
    return rows.value(db, "SELECT 1 FROM receipts WHERE kind = ? AND series = ? LIMIT 1", (kind, SERIES)) is not None


def set_first_number(db: Connection, kind: ReceiptKind, number: int) -> None:
    """Where the paper book in use left off. The file refuses it once a receipt has been issued."""
    db.execute(
        "UPDATE series SET first_number = ?, next_number = ? WHERE kind = ? AND series = ?",
        (number, number, kind, SERIES),
    )


def insert(db: Connection, receipt: Receipt, token: str, recorded_at: str, logo_sha256: str | None) -> int:
    """Writes a receipt with the next number of its series and gives its id; ``receipt.number`` is not looked at.

    Called inside a BEGIN IMMEDIATE transaction, so that nobody takes the same number. The lines come before their
    header, because the file refuses a line for a header that exists.
    """
    receipt_id = int(rows.value(db, "SELECT coalesce(max(id), 0) + 1 FROM receipts"))
    number = next_number(db, receipt.kind)
    for position, line in enumerate(receipt.lines, start=1):
        rows.insert(db, "receipt_lines", _line_row(receipt_id, position, line))
    head = receipt.letterhead
    rows.insert(
        db,
        "receipts",
        {
            "id": receipt_id,
            "kind": receipt.kind,
            "series": SERIES,
            "number": number,
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
    return receipt_id


def _line_row(receipt_id: int, position: int, line: ReceiptLine) -> Row:
    return {
        "receipt_id": receipt_id,
        "position": position,
        "concept": line.concept,
        "amount": line.amount,
        "fund_id": line.fund_id,
        "fund_name": line.fund_name,
        "project_id": line.project_id,
        "project_name": line.project_name,
        "purchase_id": line.purchase_id,
        "training_session_id": line.training_session_id,
    }


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
        """SELECT receipts.*, logos.image AS logo, reason, annulled_on, receipt_annulments.user AS annulled_by,
            (SELECT count(*) FROM receipt_prints WHERE receipt_id = receipts.id) AS prints
        FROM receipts LEFT JOIN logos ON sha256 = logo_sha256
        LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id WHERE receipts.id = ?""",
        (receipt_id,),
    )
    if row is None:
        raise LookupError(f"there is no receipt {receipt_id}")
    lines = rows.select(db, "SELECT * FROM receipt_lines WHERE receipt_id = ? ORDER BY position", (receipt_id,))
    return _receipt(row, lines)


def _receipt(row: Row, lines: Sequence[Row]) -> Receipt:
    annulment = None
    if row["annulled_on"] is not None:
        annulment = Annulment(reason=row["reason"], annulled_on=row["annulled_on"], user=row["annulled_by"])
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
        lines=tuple(ReceiptLine(**{name: line[name] for name in ReceiptLine.__dataclass_fields__}) for line in lines),
        letterhead=_letterhead(row),
        note=row["note"],
        user=row["user"],
        recorded_at=row["recorded_at"],
        annulment=annulment,
        prints=row["prints"],
    )


def _letterhead(row: Row) -> Letterhead:
    same = ("place", "treasurer_name", "treasurer_document", "treasurer_title", "president_name", "president_document")
    return Letterhead(
        name=row["cooperative_name"],
        ruc=row["cooperative_ruc"],
        address=row["cooperative_address"],
        logo=row["logo"],
        is_sample=row["is_sample"] == "yes",
        **{name: row[name] for name in same},
    )


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


def insert_print(db: Connection, receipt_id: int, user: str, printed_at: str) -> None:
    rows.insert(db, "receipt_prints", {"receipt_id": receipt_id, "user": user, "printed_at": printed_at})


_LIST = """SELECT receipts.id, receipts.kind, series, number, issued_on, party_name, account_name, currency,
    exchange_rate, total, annulled_on, reason,
    (SELECT concept FROM receipt_lines WHERE receipt_id = receipts.id AND position = 1) AS concept,
    (SELECT count(*) FROM receipt_lines WHERE receipt_id = receipts.id) AS line_count,
    CASE WHEN annulled_on IS NOT NULL THEN 0 WHEN receipts.kind = 'in' THEN total ELSE -total END AS signed
    FROM receipts LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id"""


def newest(
    db: Connection, wanted: ReceiptFilter, after: Row | None = None, limit: int = PAGE, oldest_first: bool = False
) -> list[Row]:
    """One page of receipts, newest first; ``after`` is the last row of the page before.

    When the filter shows a whole account, each row has ``balance``: the account's money after that receipt.
    """
    where, parameters = _conditions(wanted)
    if after is not None:
        where.append(f"(issued_on, receipts.id) {'>' if oldest_first else '<'} (?, ?)")
        parameters += [after["issued_on"].isoformat(), after["id"]]
    direction = "" if oldest_first else " DESC"
    found = rows.select(
        db,
        _LIST + _where(where) + f" ORDER BY issued_on{direction}, receipts.id{direction} LIMIT ?",
        [*parameters, limit],
    )
    if wanted.shows_whole_account and not oldest_first:
        _add_balances(db, wanted, found, after)
    return found


def _add_balances(db: Connection, wanted: ReceiptFilter, found: list[Row], after: Row | None) -> None:
    if after is not None:
        balance = after["balance"] - after["signed"]
    else:
        balance = totals(db, ReceiptFilter(account_id=wanted.account_id, last_day=wanted.last_day))["net"]
    for row in found:
        row["balance"] = balance
        balance -= row["signed"]


def totals(db: Connection, wanted: ReceiptFilter) -> Row:
    """What the list's receipts add up to, by the filter: ``count``, ``income``, ``spent`` and ``net``.

    Annulled ones are counted and add 0. In céntimos of the account's currency when one account is chosen, else of
    sol by the rate of each receipt. A fund or project counts its own lines only.
    """
    amount = "amount" if wanted.account_id is not None else "soles"
    where, parameters = _conditions(wanted)
    lines = [name for name in ("fund_id", "project_id") if getattr(wanted, name) is not None]
    line_where = [f"movements.{name} = ?" for name in lines]
    found = rows.select_one(
        db,
        f"""SELECT coalesce(sum({amount}) FILTER (WHERE movements.kind = 'in'), 0) AS income,
            coalesce(-sum({amount}) FILTER (WHERE movements.kind = 'out'), 0) AS spent,
            coalesce(sum({amount}), 0) AS net
        FROM movements"""
        + _where(
            [f"movements.receipt_id IN (SELECT receipts.id FROM receipts{_where(where)})", *line_where]
            if where
            else line_where
        ),
        [*parameters, *(getattr(wanted, name) for name in lines)],
    )
    assert found is not None
    found["count"] = rows.value(db, f"SELECT count(*) FROM receipts{_where(where)}", parameters)
    return found


def _conditions(wanted: ReceiptFilter) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    parameters: list[Any] = []
    for condition, given in (
        ("issued_on >= ?", wanted.first_day and wanted.first_day.isoformat()),
        ("issued_on <= ?", wanted.last_day and wanted.last_day.isoformat()),
        ("receipts.account_id = ?", wanted.account_id),
        ("receipts.id IN (SELECT receipt_id FROM receipt_lines WHERE fund_id = ?)", wanted.fund_id),
        ("receipts.id IN (SELECT receipt_id FROM receipt_lines WHERE project_id = ?)", wanted.project_id),
        (
            "receipts.id IN (SELECT rowid FROM receipts_search WHERE receipts_search MATCH ?)",
            match_query(wanted.search) or None,
        ),
    ):
        if given is not None:
            where.append(condition)
            parameters.append(given)
    return where, parameters


def _where(conditions: Sequence[str]) -> str:
    return " WHERE " + " AND ".join(conditions) if conditions else ""
