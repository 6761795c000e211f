"""Papers that were handed out and are not in the books, since a copy was put back that knew nothing of them."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.rows import Row

_AGAIN = {
    chain.RECEIPT: "SELECT 1 FROM receipts WHERE kind = ? AND series = ? AND number = ?",
    chain.ANNULMENT: """SELECT 1 FROM receipts JOIN receipt_annulments ON receipt_id = receipts.id
        WHERE kind = ? AND series = ? AND number = ?""",
    chain.CERTIFICATE: "SELECT 1 FROM certificates WHERE ? <> '' AND ? = '' AND number = ?",
    chain.CERTIFICATE_ANNULMENT: """SELECT 1 FROM certificates JOIN certificate_annulments
        ON certificate_id = certificates.id WHERE ? <> '' AND ? = '' AND number = ?""",
    chain.HAND_OUT: "SELECT 1 FROM hand_outs WHERE kind = ? AND ? = '' AND number = ?",
    chain.HAND_OUT_ANNULMENT: """SELECT 1 FROM hand_outs JOIN hand_out_annulments ON hand_out_id = hand_outs.id
        WHERE kind = ? AND ? = '' AND number = ?""",
    chain.MEMBER_CERTIFICATE: "SELECT 1 FROM member_certificates WHERE kind = ? AND ? = '' AND number = ?",
    chain.MEMBER_CERTIFICATE_ANNULMENT: """SELECT 1 FROM member_certificates JOIN member_certificate_annulments
        ON member_certificate_id = member_certificates.id WHERE kind = ? AND ? = '' AND number = ?""",
}
"""Whether a paper is in the books again, by its kind, series and number."""


def read_number(number_text: str) -> tuple[str, str, int]:
    """Kind, series and number of ``in 001-000123``; the series is empty in ``constancia 000012``."""
    kind, _space, rest = number_text.rpartition(" ")
    series, _dash, number = rest.rpartition("-")
    return kind, series, int(number)


def papers(db: Connection) -> Iterator[Row]:
    """Those whose number is not in the books again, in the order they were issued, each once: id, subject, number_text,
    issued_on (ISO text, or empty), amount_text, and what put the copy back, ``restored_at``.

    What has no paper of its own (a run of charges, a move of capital) is not among them.
    """
    seen = set()
    for row in rows.select(
        db,
        """SELECT lost_documents.id, subject, number_text, issued_on AS day, amount_text, recorded_at AS restored_at
        FROM lost_documents JOIN restorations ON restorations.id = restoration_id ORDER BY lost_documents.id""",
    ):
        key = (row["subject"], row["number_text"])
        if row["subject"] in _AGAIN and key not in seen:
            seen.add(key)
            if db.execute(_AGAIN[row["subject"]], read_number(row["number_text"])).fetchone() is None:
                yield row


def receipt(db: Connection, kind: str, series: str, number: int) -> Row | None:
    """The lost receipt that has this number, as its paper has it: ``day`` and ``amount_text``; None where none has."""
    return rows.select_one(
        db,
        "SELECT issued_on AS day, amount_text FROM lost_documents WHERE subject = ? AND number_text = ?"
        " ORDER BY id DESC LIMIT 1",
        (chain.RECEIPT, f"{kind} {series}-{number:06d}"),
    )
